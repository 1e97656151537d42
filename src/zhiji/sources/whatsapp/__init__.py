"""WhatsApp: what "Export chat" writes, by Android and iPhone, in every language and style of date.

A chat is a text without a grammar: only its dates tell where messages begin, and their order is nowhere said. So it
is read twice, first for the style and the dates (`survey.py`, `dates.py`), then for the messages (`reading.py`). What
a line can look like is in `lines.py`; what WhatsApp writes in place of pictures, calls and places is in `body.py`,
its words in `media_words.py` and `notice_words.py`. The databases of the app (msgstore.db) are not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhiji.chat import Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.protocol import Guide, Peek
from zhiji.sources.whatsapp.names import chat_name
from zhiji.sources.whatsapp.reading import SOURCE_NAME, read_chat
from zhiji.sources.whatsapp.recognition import chats, likeness, texts

GUIDE = Guide(
    title="WhatsApp",
    checked="2026-11-22",
    how_en=(
        "Android: open the chat, ⋮, More, Export chat. iPhone: open the chat, tap its name, Export chat. Choose "
        "“Attach media” to have pictures and voice notes too (then at most some 10,000 of the latest messages come, "
        "else some 40,000). Add the .zip or .txt as it is, and again later: what is known is not added twice."
    ),
    how_zh=(
        "安卓：打开聊天，⋮，更多，导出聊天记录。iPhone：打开聊天，轻点顶部的名称，导出聊天记录。想要图片和语音，请选"
        "“附加媒体文件”（最多约一万条最近的消息；不附加则约四万条）。直接添加 .zip 或 .txt；以后可再次添加，已有的消息不会重复。"
    ),
    reads_en=(
        "Read: text, attachments and captions, voice notes, polls, places, calls, deleted and edited marks, notices; all "
        "languages' dates and clocks. Not in these exports: who replied to what, reactions, message ids, the time zone. "
        "Not read: the app's databases and backups."
    ),
    reads_zh=(
        "可读：文字、附件及其说明、语音、投票、位置、通话、已删除与已编辑标记、系统提示；各种语言的日期和时钟。"
        "导出中没有：回复关系、表情回应、消息编号、时区。不读：应用的数据库和备份。"
    ),
)


class WhatsApp:
    """Reads WhatsApp's chat exports."""

    name = SOURCE_NAME
    guide = GUIDE

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The texts that may be chats."""
        return tuple(texts(peek.members))

    def recognises(self, peek: Peek) -> int:
        """3 if the name or the app's own words show it, 2 if the lines have its shape."""
        if not peek.members:
            return likeness(peek.text(), peek.name)
        found = [
            likeness(peek.text(member), member) for member in texts(peek.members) if member in peek.first
        ]
        best = max(found, default=0)
        return 3 if best == 2 and chat_name(peek.name) else best

    def read(self, export: Export) -> Iterator[Message | Problem]:
        """Each chat in the export, from its first line to its last."""
        if not export.members:
            yield from read_chat(export, None, alone=True)
            return
        members = chats(export.members, lambda member: likeness(decode_head(export.head(member)), member))
        if not members:
            raise UnreadableFile(export.path, "there is no chat of WhatsApp in it.")
        for member in members:
            try:
                yield from read_chat(export, member, alone=len(members) == 1)
            except UnreadableFile as error:
                if len(members) == 1:
                    raise
                yield Problem(member, str(error))


SOURCE = WhatsApp()

__all__ = ["GUIDE", "SOURCE", "WhatsApp"]
