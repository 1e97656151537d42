"""The archive's database as the rooms above see it: one object a thread, messages in and out, no SQL outside."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from hashlib import sha256
from pathlib import Path

import apsw

from zhiji.chat import Message, Problem
from zhiji.store.connection import WAIT_SECONDS, Connection
from zhiji.store.keys import Keys
from zhiji.store.reader import Reader
from zhiji.store.settle import settle
from zhiji.store.sql import value
from zhiji.store.write import FileWriter, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInfo:
    """What is kept of a file that was added."""

    source: str
    path: str
    size: int | None = None
    digest: bytes | None = None  # SHA-256 of the content; None for messages given by a call


class Store:
    """One thread's hold on the database of one home."""

    def __init__(
        self, home: Path, *, local: tzinfo, passphrase: str | None = None, wait: float = WAIT_SECONDS
    ) -> None:
        self.home = home
        self.connection = Connection(home, passphrase=passphrase, wait=wait)
        self.keys = Keys(self.connection.value("SELECT value FROM meta WHERE name = 'secret'"))
        self.reader = Reader(self.connection, local)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def adding(self, info: FileInfo, *, again: bool = False) -> Adding:
        """Begin to add a file; the same content is the same file."""
        return Adding(self, info, again=again)


_NEW_OF_FILE = (
    "SELECT count(DISTINCT record.message) FROM sighting JOIN record ON record.id = sighting.record"
    " WHERE sighting.file = ? AND record.message BETWEEN ? AND ?"
)


class Adding:
    """Adding one file: batches in, then `finish`. Each batch is acknowledged when `write` returns."""

    def __init__(self, store: Store, info: FileInfo, *, again: bool) -> None:
        self._store, self._info, self._again = store, info, again
        self._writer: FileWriter | None = None
        self._total = Written()
        self._since = 0

    def write(self, batch: Sequence[Message], problems: Sequence[Problem] = ()) -> Written:
        """Keep a batch and its problems in one transaction."""
        store = self._store
        with store.connection.transaction() as db:
            writer = self._begin(db) if self._writer is None else self._writer
            done = writer.write(db, batch)
            db.executemany(
                "INSERT OR IGNORE INTO problem VALUES (?,?,?)",
                [(writer.file, p.where, p.what) for p in problems],
            )
        self._writer = writer
        self._total += done
        return done

    def finish(self) -> Written:
        """Settle what the file means for chats without ids; returns the final counts."""
        store, total = self._store, self._total
        with store.connection.transaction() as db:
            writer = self._begin(db) if self._writer is None else self._writer
            was_finished = value(db, "SELECT finished FROM file WHERE id = ?", (writer.file,))
            chats = writer.to_settle(db)
            if chats and not (was_finished and not total.added):
                until = value(db, "SELECT seq FROM sqlite_sequence WHERE name = 'message'") or 0
                forgotten = settle(db, store.reader, store.keys, chats, since=self._since)
                alive = value(db, _NEW_OF_FILE, (writer.file, self._since, until))
                total.known += total.added - alive - forgotten
                total.forgotten += forgotten
                total.added = alive
            db.execute("UPDATE file SET finished = 1 WHERE id = ?", (writer.file,))
        store.reader.forget_names()
        return total

    def _begin(self, db: apsw.Connection) -> FileWriter:
        """The writer of this file; a file that was seen before goes on where it was."""
        info, store = self._info, self._store
        digest = info.digest or sha256(f"{info.source}\0{info.path}".encode()).digest()
        self._since = (db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'message'").get or 0) + 1
        now = int(time.time() * 1_000_000)
        db.execute(
            "INSERT INTO file (source, path, digest, size, added_at) VALUES (?,?,?,?,?)"
            " ON CONFLICT (source, digest) DO UPDATE SET path = excluded.path, added_at = excluded.added_at",
            (info.source, info.path, digest, info.size, now),
        )
        file = db.execute("SELECT id FROM file WHERE source = ? AND digest = ?", (info.source, digest)).get
        return FileWriter(store.reader, store.keys, file, again=self._again)
