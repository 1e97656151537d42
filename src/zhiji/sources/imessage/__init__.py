"""Messages of Apple: the database of a Mac or iPhone, the texts of imessage-exporter, a bare message body.

`chatdb.py` walks the database, `rows.py` makes a message of a row, `tables.py` holds what rows refer to,
`typedstream.py` and `archived.py` read Apple's two formats of objects. `text.py` and `stream.py` are formats of
their own.
"""

from __future__ import annotations

from zhiji.sources.formats import App
from zhiji.sources.imessage.chatdb import ChatDatabase
from zhiji.sources.imessage.html import Pages
from zhiji.sources.imessage.stream import Stream
from zhiji.sources.imessage.tables import NAME
from zhiji.sources.imessage.text import Texts
from zhiji.sources.protocol import Guide

__all__ = ["SOURCE"]

SOURCE = App(
    name=NAME,
    guide=Guide(
        title="iMessage",
        checked="2026-11-25",
        how_en="On a Mac: System Settings > Privacy & Security > Full Disk Access, switch on your terminal, then add "
        "~/Library/Messages/chat.db (or the folder, for its attachments). From an iPhone: make an unencrypted backup in "
        "Finder or iTunes and add its file 3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28.",
        how_zh="在 Mac 上：系统设置 > 隐私与安全性 > 完全磁盘访问权限，打开你的终端，然后添加 ~/Library/Messages/chat.db"
        "（要连附件一起就添加整个文件夹）。iPhone：用访达或 iTunes 做未加密的备份，"
        "添加其中的 3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28。",
        reads_en="Messages of iMessage, SMS and RCS with tapbacks, edits, unsent and recently deleted ones, replies, "
        "mentions, attachments, link previews, polls, payments, transcripts of voice messages, group events and "
        "handles. Texts and pages (txt, html) of imessage-exporter are read too. Names of contacts are not in the "
        "database; drawings, games and encrypted backups are not read.",
        reads_zh="读取 iMessage、短信和 RCS 消息，含回应、编辑、撤回和最近删除的、回复、提及、附件、链接预览、投票、"
        "付款、语音转写、群事件和号码。也读取 imessage-exporter 导出的 txt 和 html。"
        "数据库里没有联系人姓名；手写、游戏内容和加密备份不读取。",
    ),
    formats=[ChatDatabase(), Pages(), Texts(), Stream()],
)
