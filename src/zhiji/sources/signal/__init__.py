"""Signal: the export of Signal Desktop, and what tools make of its database.

`backup.py` walks the frames of `main.jsonl`; `people.py`, `items.py` and `updates.py` make chats, messages and their
words of them, `files.py` finds the files that belong to them. `desktop.py` and `sigtop.py` read Desktop's own records,
`sigexport.py`, `texts.py` and `sigtop_text.py` what is written from them, `locked.py` says what can't be read.
"""

from __future__ import annotations

from zhiji.sources.formats import App
from zhiji.sources.protocol import Guide
from zhiji.sources.signal.backup import Backup
from zhiji.sources.signal.locked import Locked
from zhiji.sources.signal.sigexport import SignalExport
from zhiji.sources.signal.sigtop import SigtopJson, Unlocked
from zhiji.sources.signal.sigtop_text import SigtopText
from zhiji.sources.signal.texts import Texts
from zhiji.sources.signal.values import NAME

__all__ = ["SOURCE"]

SOURCE = App(
    name=NAME,
    guide=Guide(
        title="Signal",
        checked="2026-11-25",
        how_en="In Signal Desktop: Settings > Chats > Export chat history, with media or without. Add the folder it made "
        "(main.jsonl and files).",
        how_zh="在 Signal Desktop 中：设置 > 聊天 > 导出聊天记录，可带媒体也可不带。添加它生成的文件夹（main.jsonl 和 files）。",
        reads_en="Messages of every kind with edits, replies, reactions, mentions, stickers, polls, payments, calls, "
        "what happened in groups, and contacts. Signal leaves disappearing messages out of its export and takes the "
        "pictures out of view-once ones. Also read: signal-export (data.json, chat.md), sigtop (json, text), texts of "
        "signalbackup-tools, a database of Desktop that was decrypted. Encrypted backups and databases are not.",
        reads_zh="读取各种消息及其编辑、回复、回应、提及、贴纸、投票、付款、通话、群事件和联系人。"
        "Signal 的导出不含限时消息，也不含一次性图片。也读取 signal-export（data.json、chat.md）、sigtop（json、text）、"
        "signalbackup-tools 的文本和已解密的桌面版数据库。不读取加密的备份和数据库。",
    ),
    formats=[Backup(), SignalExport(), SigtopJson(), SigtopText(), Texts(), Unlocked(), Locked()],
)
