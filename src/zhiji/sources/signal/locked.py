"""What Signal keeps encrypted: said in one sentence, with the way to an export that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.errors import UnreadableFile
from zhiji.sources.database import is_database
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek

_BACKUP = re.compile(r"signal-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d(?: ?\(\d+\))?\.backup", re.IGNORECASE)
_BEGINS = re.compile(rb"\0\0\0.\x0a.\x0a\x10.{16}\x12\x20", re.DOTALL)  # a length, then a vector and a salt
_DATABASE = "db.sqlite"
_TEXT = 0.85  # of what is in text are characters that people write; of what is encrypted, three eighths
_WAY = "in Signal Desktop export the chats (Settings > Chats > Export chat history) and add that folder."


class Locked:
    """A backup of an Android phone, and the database of Signal Desktop."""

    def wants(self, _peek: Peek) -> tuple[str, ...]:
        """Nothing: only files by themselves are told."""
        return ()

    def recognises(self, peek: Peek) -> int:
        """3 for how a backup begins, 2 for the names where the file is neither a database nor text."""
        if peek.members:
            return 0
        if _BEGINS.match(peek.head):
            return 3
        return 2 if _named(peek.name) and _is_noise(peek.head) else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """Nothing: raises UnreadableFile."""
        backup = _BACKUP.fullmatch(export.name) or _BEGINS.match(export.head(size=64))
        what = "a backup of Signal" if backup else "the database of Signal Desktop"
        raise UnreadableFile(export.path, f"it is {what}, which is encrypted; {_WAY}")
        yield


def _named(name: str) -> bool:
    return bool(_BACKUP.fullmatch(name)) or name == _DATABASE


def _is_noise(head: bytes) -> bool:
    if len(head) < 256 or is_database(head):
        return False
    plain = sum(32 <= byte < 127 or byte in b"\t\r\n" for byte in head[:4096])
    return plain < _TEXT * len(head[:4096])
