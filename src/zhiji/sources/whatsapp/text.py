"""What "Export chat" writes, by Android and iPhone, in every language and style of date.

A chat is a text without a grammar: only its dates tell where messages begin, and their order is nowhere said. So it
is read twice, first for the style and the dates (`survey.py`, `dates.py`), then for the messages (`reading.py`). What
a line can look like is in `lines.py`; what WhatsApp writes in place of pictures, calls and places is in `body.py`,
its words in `media_words.py` and `notice_words.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhiji.chat import Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.protocol import Peek
from zhiji.sources.whatsapp.names import chat_name
from zhiji.sources.whatsapp.reading import read_chat
from zhiji.sources.whatsapp.recognition import TEXTS, chats, likeness, texts


class ChatText:
    """The text of one chat, or of several."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The texts that may be chats."""
        return tuple(texts(peek.members, TEXTS))

    def recognises(self, peek: Peek) -> int:
        """3 if the name or the app's own words show it, 2 if the lines have its shape."""
        if not peek.members:
            return likeness(peek.text(), peek.name)
        found = [
            likeness(peek.text(member), member)
            for member in texts(peek.members, TEXTS)
            if member in peek.first
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
