"""Instagram's direct messages: “Download your information” as JSON or HTML."""

from __future__ import annotations

from zhiji.sources.formats import App
from zhiji.sources.meta import HtmlChats, JsonChats, OldDirect
from zhiji.sources.protocol import Guide

SOURCE = App(
    name="instagram",
    guide=Guide(
        title="Instagram",
        checked="2026-11-25",
        how_en="In Instagram: Settings > Accounts Center > Your information and permissions > Export your information. "
        "Choose Messages, all time, the format JSON, and add the zip files as they come.",
        how_zh="在 Instagram 中：设置 > 账户中心 > 你的信息和权限 > 导出你的信息。选择“消息”、全部时间、JSON 格式，收到的 zip 直接添加。",
        reads_en="Messages, photos and other media, shared posts, calls, reactions and likes, unsent messages, and who you are. "
        "JSON tells exact times; HTML pages tell local times without a zone and are read only where there is no JSON. The "
        "download has no ids of people or messages and no replies. The messages.json of 2018 to 2020 is read too; posts, comments "
        "and followers are not.",
        reads_zh="读取消息、照片等媒体、分享的帖子、通话、回应和点赞、已撤回的消息和你是谁。JSON 有准确时间；HTML 页面只有不带时区的本地时间，"
        "且仅在没有 JSON 时读取。下载里没有人和消息的编号，也没有回复关系。也读取 2018 至 2020 年的 messages.json；不读取帖子、评论和粉丝。",
        files=("instagram-*.zip",),
    ),
    formats=(JsonChats("instagram"), HtmlChats("instagram"), OldDirect()),
)
