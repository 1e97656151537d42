"""The databases of QQ itself, which are encrypted: said in one sentence, with the way to an export that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.errors import UnreadableFile
from zhiji.sources.database import is_database
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek

_MARK = b"QQ_NT DB"  # in the first of the 1024 bytes that QQ NT puts before the encrypted pages
_NAME = re.compile(r"(?:nt_msg|group_msg_fts|Msg3\.0)(?: ?\(\d+\))?\.db", re.IGNORECASE)


class Locked:
    """nt_msg.db of QQ NT and Msg3.0.db of the older QQ for Windows."""

    def wants(self, _peek: Peek) -> tuple[str, ...]:
        """Nothing: only files by themselves are told."""
        return ()

    def recognises(self, peek: Peek) -> int:
        """3 for how QQ NT's databases begin, 2 for their names."""
        if peek.members:
            return 0
        if _MARK in peek.head[:1024]:
            return 3
        return 2 if _NAME.fullmatch(peek.name) else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """Nothing: raises UnreadableFile."""
        what = "a decrypted database" if is_database(export.head(size=64)) else "an encrypted database"
        raise UnreadableFile(
            export.path,
            f"it is {what} of QQ, which zhiji does not read; export the chats with QQChatExporter as JSON and add that.",
        )
        yield
