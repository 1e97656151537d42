"""The archive's database as the rooms above see it: one object a thread, messages in and out, no SQL outside."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from zhiji.chat import Contact, Message, Problem
from zhiji.errors import ArchiveExists
from zhiji.store import cipher, contacts, forget, forget_names, redact, sessions
from zhiji.store.blobs import Blobs
from zhiji.store.cache import Cache
from zhiji.store.connection import DATABASE, WAIT_SECONDS, Connection
from zhiji.store.episodes import Episodes
from zhiji.store.extraction import Extraction
from zhiji.store.forget import Forgotten, Selection
from zhiji.store.keys import Keys
from zhiji.store.ledger import StoredLedger
from zhiji.store.probes import Probes
from zhiji.store.reader import Reader
from zhiji.store.remembering import Remembering
from zhiji.store.settle import settle
from zhiji.store.sql import value
from zhiji.store.vectors import Vectors
from zhiji.store.work import Work
from zhiji.store.write import FileWriter, Written

if TYPE_CHECKING:
    from zhiji.store.doctor import Finding


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
        self._open(Connection(home, passphrase=passphrase, wait=wait), local)
        if self.connection.value("SELECT 1 FROM erasure WHERE pending > 0") is not None:
            forget.finish(self.connection, tries=1)
        if self.connection.value("SELECT 1 FROM meta WHERE name = ?", cipher.SEALING) is not None:
            self._seal()

    def _open(self, connection: Connection, local: tzinfo) -> None:
        self.connection = connection
        self.keys = Keys(connection.value("SELECT value FROM meta WHERE name = 'secret'"))
        self.reader = Reader(connection, local)
        self.blobs, self.work, self.ledger = Blobs(connection), Work(connection), StoredLedger(connection)
        self.vectors, self.remembering = Vectors(connection), Remembering(connection, self.reader)
        self.cache, self.extraction = Cache(connection), Extraction(connection)
        self.episodes, self.probes = Episodes(connection, self.reader), Probes(connection)

    def _seal(self) -> None:
        """Go on with encrypting attachments where it was interrupted."""
        from zhiji.store import encrypt

        encrypt.finish_sealing(self.connection)

    @classmethod
    def create(
        cls, home: Path, *, local: tzinfo, passphrase: str | None = None, wait: float = WAIT_SECONDS
    ) -> Store:
        """A new archive, encrypted if there is a passphrase. Raises ArchiveExists."""
        if (home / DATABASE).exists():
            raise ArchiveExists(home)
        return cls(home, local=local, passphrase=passphrase, wait=wait)

    @property
    def encrypted(self) -> bool:
        """Whether the archive is encrypted at rest."""
        return self.connection.encrypted

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def adding(self, info: FileInfo, *, again: bool = False) -> Adding:
        """Begin to add a file; the same content is the same file."""
        return Adding(self, info, again=again)

    def take_given_sessions(self) -> None:
        """Group messages by the sessions that their exports name, to evaluate with."""
        with self.connection.transaction() as db:
            sessions.take_given(db)

    def forget(self, selection: Selection) -> Forgotten:
        """Forget messages and all that came from them; the receipt."""
        return forget.forget(self.connection, self.reader, self.keys, selection)

    def doctor(self, *, repair: bool = False) -> list[Finding]:
        """What isn't right; with `repair`, what can be made again is."""
        from zhiji.store import doctor  # like the next ones, not needed to add and find

        return doctor.examine(self.connection, self.reader, self.keys, repair=repair)

    def backup(self, target: Path) -> None:
        """The whole archive in one file, while others use it."""
        from zhiji.store import backup

        backup.backup(self.connection, target)

    def remember_copy(self, path: Path, kind: str) -> None:
        """Note an export that was written, for the receipt of a later forgetting."""
        from zhiji.store import backup

        backup.remember(self.connection, path, kind)

    def encrypt(self, passphrase: str) -> None:
        """Encrypt the archive, or give it another passphrase. Nobody else may have it open (ArchiveBusy)."""
        from zhiji.store import encrypt

        local, wait = self.reader.local, self.connection.wait

        def reopen() -> Connection:
            return Connection(self.home, passphrase=passphrase, wait=wait)

        self._open(encrypt.encrypt(self.connection, passphrase, reopen), local)


_NEW_OF_FILE = (
    "SELECT count(DISTINCT record.message) FROM sighting JOIN record ON record.id = sighting.record"
    " WHERE sighting.file = ? AND record.message BETWEEN ? AND ?"
)


_GONE_OF_FILE = (
    "SELECT count(*) FROM sighting JOIN record ON record.id = sighting.record"
    " WHERE sighting.file = ? AND record.message IS NULL"
)


class Adding:
    """Adding one file: batches in, then `finish`. Each batch is acknowledged when `write` returns."""

    def __init__(self, store: Store, info: FileInfo, *, again: bool) -> None:
        self._store, self._info, self._again = store, info, again
        self._writer: FileWriter | None = None
        self._total = Written()
        self._since = 0
        self._gone = 0  # of this file, before

    def write(
        self, batch: Sequence[Message], problems: Sequence[Problem] = (), cards: Sequence[Contact] = ()
    ) -> Written:
        """Keep a batch, its problems and its contacts in one transaction."""
        store = self._store
        with store.connection.transaction() as db:
            writer = self._begin(db, batch) if self._writer is None else self._writer
            done = writer.write(db, batch)
            done.contacts = contacts.keep(db, cards, again=self._again)
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
            forgotten = 0  # recognised only now
            if chats and not (was_finished and not total.added):
                until = value(db, "SELECT seq FROM sqlite_sequence WHERE name = 'message'") or 0
                settle(db, store.reader, store.keys, chats, since=self._since, again=self._again)
                forgotten = max(0, value(db, _GONE_OF_FILE, (writer.file,)) - self._gone)
                alive = value(db, _NEW_OF_FILE, (writer.file, self._since, until))
                total.known += total.added - alive - forgotten
                total.forgotten += forgotten
                total.added = alive
            if total.forgotten:
                returned = forget_names.erase_returned(db, writer.file)
                if returned or forgotten:
                    forget.note(db)
            db.execute("UPDATE file SET finished = 1 WHERE id = ?", (writer.file,))
        forget.finish(store.connection)
        store.reader.forget_names()
        return total

    def _begin(self, db: apsw.Connection, batch: Sequence[Message] = ()) -> FileWriter:
        """The writer of this file; a file that was seen before goes on where it was."""
        info, store = self._info, self._store
        digest = info.digest or sha256(f"{info.source}\0{info.path}".encode()).digest()
        self._since = (db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'message'").get or 0) + 1
        now = int(time.time() * 1_000_000)
        db.execute(
            "INSERT INTO file (source, path, digest, size, added_at) VALUES (?,?,?,?,?)"
            " ON CONFLICT (source, digest) DO UPDATE SET path = excluded.path, added_at = excluded.added_at",
            (info.source, forget_names.shown_path(db, info.path, batch), digest, info.size, now),
        )
        file = db.execute("SELECT id FROM file WHERE source = ? AND digest = ?", (info.source, digest)).get
        self._gone = value(db, _GONE_OF_FILE, (file,))
        arriving = _as_it_is if self._again else redact.arriving(db)
        return FileWriter(store.reader, store.keys, file, again=self._again, arriving=arriving)


def _as_it_is(message: Message) -> Message:
    return message
