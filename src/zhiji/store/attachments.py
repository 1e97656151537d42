"""The rows of attachments, in step with what their messages say: which content each has, or where it is referred to."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Collection, Iterator, Sequence

import apsw

from zhiji.chat import Attachment, Message
from zhiji.store import blobs
from zhiji.store.store import FileInfo, Store

_CHUNK = 500
Origin = Callable[[Attachment], str | None]  # the absolute path of a file that stays where it is


class Attachments:
    """Writes through one thread's store."""

    def __init__(self, store: Store) -> None:
        self._store, self._connection = store, store.connection

    def renew(self, info: FileInfo, origin: Origin) -> None:
        """Write the rows for all messages that a file speaks of, five hundred in a transaction."""
        numbers = self._messages(info)
        for start in range(0, len(numbers), _CHUNK):
            found = self._store.reader.messages(numbers[start : start + _CHUNK])
            with self._connection.transaction() as db:
                for message in found.values():
                    _renew(db, message, list(self._rows(message, origin)))

    def drop_unused(self, digests: Collection[str]) -> None:
        """Let go of kept contents that no message has."""
        if not digests:
            return
        with self._connection.transaction() as db:
            dropped = blobs.drop_unused(db, map(bytes.fromhex, digests))
        if dropped:
            self._store.blobs.sweep()

    def _messages(self, info: FileInfo) -> Sequence[int]:
        sql = (
            "SELECT DISTINCT message.id FROM file JOIN sighting ON sighting.file = file.id"
            " JOIN record ON record.id = sighting.record JOIN message ON message.id = record.message"
            " WHERE file.source = ? AND file.digest = ? AND instr(message.rest, '\"attachments\":')"
        )
        return [number for (number,) in self._connection.rows(sql, info.source, info.digest)]

    def _rows(self, message: Message, origin: Origin) -> Iterator[tuple[object, ...]]:
        for position, one in enumerate(message.attachments):
            mime = one.mime or mimetypes.guess_type(one.name or one.path or "")[0]
            kept = one.digest is not None and self._store.blobs.has(one.digest)  # else another home has it
            digest = bytes.fromhex(one.digest) if one.digest is not None and kept else None
            yield message.id, position, one.name, one.path, mime, one.size, digest, origin(one)


def _renew(db: apsw.Connection, message: Message, rows: Sequence[tuple[object, ...]]) -> None:
    db.execute("DELETE FROM attachment WHERE message = ? AND position >= ?", (message.id, len(rows)))
    db.executemany(
        "INSERT INTO attachment VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET name = excluded.name,"
        " path = excluded.path, mime = excluded.mime, size = excluded.size, digest = excluded.digest,"
        " origin = coalesce(excluded.origin, origin)",
        rows,
    )
