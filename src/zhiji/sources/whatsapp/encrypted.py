"""Encrypted backups (msgstore.db.crypt15): told what they are, not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek

_NAME = re.compile(r"(?i)(?:msgstore|wa)[\w.-]*\.db\.crypt(?:\d{1,2})?(?: ?\(\d{1,2}\))?")
_SQLITE = b"SQLite format 3\0"


class Encrypted:
    """A backup that only its owner's key opens."""

    def wants(self, peek: Peek) -> tuple[str, ...]:  # noqa: ARG002 - as any format
        """Nothing: the names tell."""
        return ()

    def recognises(self, peek: Peek) -> int:
        """3 by the name, if nothing else is in the zip or folder."""
        if peek.members:
            return 0
        return 3 if _NAME.fullmatch(peek.name) and not peek.head.startswith(_SQLITE) else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """Raises UnreadableFile, which says what to do."""
        raise UnreadableFile(
            export.path,
            "it is an encrypted backup of WhatsApp, which zhiji doesn't decrypt. Add the chat from “Export chat” in "
            "WhatsApp, or a copy of msgstore.db that was decrypted with the backup's key.",
        )
        yield  # a generator, as reading is
