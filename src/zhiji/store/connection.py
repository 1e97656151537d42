"""Opening the database: keys, pragmas, and the errors of SQLite and the disk turned into sentences."""

from __future__ import annotations

import errno
import secrets
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import apsw

from zhiji.errors import (
    ArchiveBroken,
    ArchiveBusy,
    ArchiveFull,
    ArchiveNewer,
    ArchiveReadOnly,
    ZhijiError,
)
from zhiji.store import cipher, schema

DATABASE = "zhiji.db"
WAIT_SECONDS = 30.0
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "cache_size = -32768",
    "journal_size_limit = 16777216",
)
_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST})
_UNWRITTEN = frozenset(  # what SQLite says instead of "full" when a quota, not the disk, is used up
    {
        apsw.SQLITE_IOERR_WRITE,
        apsw.SQLITE_IOERR_FSYNC,
        apsw.SQLITE_IOERR_TRUNCATE,
        apsw.SQLITE_IOERR_SHMSIZE,
    }
)


@contextmanager
def sentences(home: Path, *, wait: float = 0.0) -> Iterator[None]:
    """Errors of SQLite and the disk as the errors a person can read."""
    try:
        yield
    except (apsw.Error, OSError) as error:
        known = _disk_error(home, error) if isinstance(error, OSError) else _error(home, wait, error)
        if known is None:
            raise
        raise known from error


def _error(home: Path, wait: float, error: apsw.Error) -> ZhijiError | None:
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return ArchiveBusy(home, wait)
    if isinstance(error, apsw.FullError) or getattr(error, "extendedresult", 0) in _UNWRITTEN:
        return ArchiveFull(home)
    if isinstance(error, apsw.ReadOnlyError | apsw.CantOpenError | apsw.PermissionsError):
        return ArchiveReadOnly(home)
    if isinstance(error, apsw.NotADBError | apsw.CorruptError | apsw.IOError):
        return ArchiveBroken(home / DATABASE, str(error))
    return None


def _disk_error(home: Path, error: OSError) -> ZhijiError | None:
    if error.errno in _NO_ROOM:
        return ArchiveFull(home)
    return ArchiveReadOnly(home) if error.errno in _NOT_ALLOWED else None


class Connection:
    """One thread's connection to an archive's database. Whoever opens a transaction commits it."""

    def __init__(self, home: Path, *, passphrase: str | None = None, wait: float = WAIT_SECONDS) -> None:
        self.home, self.path, self.wait = home, home / DATABASE, wait
        self.passphrase = passphrase or None
        with self.sentences():
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.db = self._open()
            try:
                for pragma in _PRAGMAS:
                    self.db.execute(f"PRAGMA {pragma}")
                self._prepare()
            except BaseException:
                self.db.close()
                raise

    @property
    def encrypted(self) -> bool:
        """Whether the archive is encrypted at rest."""
        return cipher.is_encrypted(self.path)

    def version(self) -> tuple[int, int]:
        """Changes whenever something was written, here or by another process."""
        return int(self.db.pragma("data_version")), self.db.total_changes()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """All rows of a query."""
        return self.db.execute(sql, values).fetchall()

    def read(self, sql: str, *values: Any) -> list[Any]:
        """The same outside of a transaction, with errors that a person can read."""
        with self.sentences():
            return self.rows(sql, *values)

    def row(self, sql: str, *values: Any) -> Any | None:
        """The first row of a query."""
        return self.db.execute(sql, values).fetchone()

    def value(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, None where there is none."""
        return self.db.execute(sql, values).get

    @contextmanager
    def transaction(self) -> Iterator[apsw.Connection]:
        """All of a batch or none of it; waits for another writer, then says so in one sentence."""
        with self.sentences():
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[apsw.Connection]:
        """Reads that all see the archive as it was at the first of them."""
        with self.sentences():
            self.db.execute("BEGIN")
            try:
                yield self.db
            finally:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")

    def sentences(self) -> AbstractContextManager[None]:
        """Errors of SQLite and the disk as the errors a person can read."""
        return sentences(self.home, wait=self.wait)

    def _open(self) -> apsw.Connection:
        """The database, after the last step of a move that was interrupted (see `cipher.py`)."""
        db = cipher.open_database(self.path, self.passphrase, wait=self.wait)
        while db.pragma("user_version") == cipher.MOVED:
            db.close()
            cipher.finish_move(self.path)
            db = cipher.open_database(self.path, self.passphrase, wait=self.wait)
        return db

    def _prepare(self) -> None:
        """Lay the tables down in a new file; refuse a newer one."""
        found = self.db.pragma("user_version")
        if found == schema.FORMAT:
            return
        if found > schema.FORMAT:
            raise ArchiveNewer(self.path, found, schema.FORMAT)
        with self.transaction() as db:
            if db.pragma("user_version") == schema.FORMAT:
                return  # another process was first
            db.execute(schema.ALL)
            db.execute("INSERT INTO meta VALUES ('secret', ?), ('created_at', ?)",
                       (secrets.token_bytes(32), int(time.time() * 1e6)))  # fmt: skip
            if self.passphrase is not None:
                db.execute("INSERT INTO meta VALUES (?,?)", (cipher.BLOB_KEY, secrets.token_bytes(32)))
            db.execute(f"PRAGMA user_version = {schema.FORMAT}")
