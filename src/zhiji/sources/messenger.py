"""Facebook Messenger: “Download your information” as JSON or HTML, and the download of end-to-end encrypted chats."""

from __future__ import annotations

from zhiji.sources.formats import App
from zhiji.sources.meta import HtmlChats, JsonChats, OldPages
from zhiji.sources.protocol import Guide

SOURCE = App(
    name="messenger",
    guide=Guide(
        title="Facebook Messenger",
        checked="2026-11-25",
        how_en="In Facebook: Settings & privacy > Settings > Accounts Center > Your information and permissions > Export "
        "your information. Choose Messages, all time, the format JSON, and add the zip files as they come. End-to-end "
        "encrypted chats are a download of their own: messenger.com > Privacy & safety > End-to-end encrypted chats > "
        "Message storage > Download secure storage data.",
        how_zh="在 Facebook 中：设置与隐私 > 设置 > 账户中心 > 你的信息和权限 > 导出你的信息。选择“消息”、全部时间、JSON 格式，"
        "收到的 zip 直接添加。端到端加密聊天要另外下载：messenger.com > 隐私与安全 > 端到端加密聊天 > 消息存储 > 下载安全存储数据。",
        reads_en="Messages, photos and other media, links, calls, reactions, unsent messages, notices of groups, friends, and "
        "who you are. JSON tells exact times; HTML pages tell local times without a zone (in any language whose dates zhiji "
        "knows) and are read only where there is no JSON. The download has no ids of people or messages and no replies. "
        "The archive of before 2018 (messages.htm) is read too.",
        reads_zh="读取消息、照片等媒体、链接、通话、回应、已撤回的消息、群通知、好友列表和你是谁。JSON 有准确时间；HTML 页面只有不带时区的本地时间，"
        "且仅在没有 JSON 时读取。下载里没有人和消息的编号，也没有回复关系。也读取 2018 年以前的 messages.htm。",
        files=("facebook-*.zip", "messages.htm"),
    ),
    formats=(JsonChats("messenger"), HtmlChats("messenger"), OldPages()),
)
