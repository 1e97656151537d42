"""A bare `attributedBody`, as people cut it out of a database: one message, of which only the text is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from zhiji.chat import Chat, Message, Precision
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.imessage.tables import NAME, NOBODY
from zhiji.sources.imessage.typedstream import MAGIC, SLOT, words
from zhiji.sources.protocol import Entry, Peek

_LARGEST = 16 << 20
_CLASS = b"AttributedString"


class Stream:
    """A file that is one typedstream."""

    def wants(self, _peek: Peek) -> tuple[str, ...]:
        """Nothing: only a file by itself is read."""
        return ()

    def recognises(self, peek: Peek) -> int:
        """2 for a typedstream of an attributed string."""
        return 2 if peek.head.startswith(MAGIC) and _CLASS in peek.head[:200] else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """The message, in a chat named for the file, at the file's own date."""
        text = words(export.head(size=_LARGEST))
        if text is None:
            raise UnreadableFile(export.path, "it is the body of a message, but holds no text.")
        yield Message(
            chat=Chat(name=export.name, source=NAME),
            sender=NOBODY,
            when=datetime.fromtimestamp(max(0, int(export.path.stat().st_mtime)), UTC),
            precision=Precision.SECOND,
            text=text.replace(SLOT, ""),
            extra={"timed_by": "the file"},
        )
