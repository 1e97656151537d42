"""Discord: what DiscordChatExporter writes, and Discord's own data package.

`exporter.py` reads DiscordChatExporter's JSON, `page.py` its HTML, `table.py` its CSV, `transcript.py` its plain text;
`package.py` reads the package. Channels, people and messages have Discord's ids in all of them, as far as they are told.
"""

from __future__ import annotations

from zhiji.sources.discord.chats import NAME
from zhiji.sources.discord.exporter import Exporter
from zhiji.sources.discord.package import Package
from zhiji.sources.discord.page import Page
from zhiji.sources.discord.table import Table
from zhiji.sources.discord.transcript import Transcript
from zhiji.sources.formats import App
from zhiji.sources.protocol import Guide

SOURCE = App(
    name=NAME,
    guide=Guide(
        title="Discord",
        checked="2026-03-01",
        how_en="With DiscordChatExporter, export the channels as JSON and add the files (HTML, CSV and plain text are read "
        "too, but know less). Or in Discord: User Settings > Data & Privacy > Request all of my data, tick Messages, and add "
        "the zip from the mail; it holds only what you wrote yourself.",
        how_zh="用 DiscordChatExporter 把频道导出为 JSON 并添加文件（HTML、CSV 和纯文本也可读，但信息较少）。"
        "或在 Discord：用户设置 > 数据与隐私 > 请求我的所有数据，勾选“消息”，添加邮件里的 zip；其中只有你自己写的消息。",
        reads_en="Messages, replies, forwards, edits, embeds, stickers, reactions, calls and what happened in a channel; of the "
        "package your messages, your account and your friends' names. Files only where they were exported too. Roles "
        "and the package's activity log are not read; DiscordChatExporter leaves polls out.",
        reads_zh="读取消息、回复、转发、编辑、嵌入卡片、贴纸、回应、通话和频道动态；数据包中读取你的消息、你的账号和好友名字。"
        "文件仅在一并导出时读取。不读取身份组和数据包中的活动日志；DiscordChatExporter 不导出投票。",
    ),
    formats=[Exporter(), Table(), Transcript(), Page(), Package()],
)
