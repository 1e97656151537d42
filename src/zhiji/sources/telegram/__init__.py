"""Telegram: what Telegram Desktop exports, as JSON (`result_json.py`) or as web pages (`html.py`).

The JSON knows ids of chats and people, the pages only those of messages; where an export holds both, the JSON is read.
What programs write who use Telegram's own interface is in `telethon.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhiji.chat import Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.formats import App
from zhiji.sources.peeking import look, sureness
from zhiji.sources.protocol import Entry, Guide
from zhiji.sources.telegram.html import Pages
from zhiji.sources.telegram.records import SOURCE_NAME
from zhiji.sources.telegram.result_json import ResultJson
from zhiji.sources.telegram.telethon import Telethon

_SHAPED = 2  # how sure a format is of what has its shape
_GUIDE = Guide(
    title="Telegram",
    checked="2026-11-25",
    how_en="In Telegram Desktop: Settings > Advanced > Export Telegram data, or in one chat ⋮ > Export chat history. "
    "Choose the format “Machine-readable JSON”, then add the folder it made (or its result.json). The phone apps "
    "export nothing.",
    how_zh="在 Telegram Desktop 中：设置 > 高级 > 导出 Telegram 数据；或在某个聊天里点 ⋮ > 导出聊天记录。"
    "格式选“机器可读的 JSON”，然后添加导出的文件夹（或其中的 result.json）。手机应用不能导出。",
    reads_en="Messages, service lines, edits, replies, forwards, reactions and media of all chats, left ones too, and "
    "contacts. HTML exports are read too; they tell no ids of chats and people, and meet the JSON of the same chat by ids "
    "and words of its messages; also lists of messages as Telethon writes them. Sessions are not read; secret chats are in no export.",
    reads_zh="读取全部聊天（含已退出的）的消息、服务消息、编辑、回复、转发、回应和媒体，以及联系人。"
    "HTML 导出也可读：其中没有聊天和人的编号，与同一聊天的 JSON 按消息编号和内容合并；还可读 Telethon 写出的消息列表。"
    "不读登录设备；私密聊天不在任何导出里。",
    files=("result.json", "ChatExport_*", "DataExport_*", "messages.html"),
    places=("Downloads/Telegram Desktop/ChatExport_*", "Downloads/Telegram Desktop/DataExport_*"),
)


class Telegram(App):
    """All formats; of a zip or folder each reads what is its own. Pages beside a result.json are left."""

    def read(self, export: Export) -> Iterator[Entry]:
        """What the surest format reads, the JSON's if none is sure; of a zip or folder, what each finds in it."""
        peek = look(export)
        sure = {one: sureness(one, export, peek) for one in self.formats}
        if not export.members or max(sure.values()) < _SHAPED:
            yield from max(sure, key=lambda one: sure[one]).read(export)
            return
        found = [one for one in self.formats if sure[one] >= _SHAPED]
        for one in found:
            try:
                yield from one.read(export)
            except UnreadableFile as error:
                if len(found) == 1:
                    raise
                yield Problem(export.name, " ".join(str(error).split()))


SOURCE = Telegram(name=SOURCE_NAME, guide=_GUIDE, formats=[ResultJson(), Telethon(), Pages()])

__all__ = ["SOURCE", "Telegram"]
