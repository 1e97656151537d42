"""Opening the database: keys, pragmas, and SQLite's errors turned into sentences."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from zhiji.errors import (
    ArchiveBroken,
    ArchiveBusy,
    ArchiveFull,
    ArchiveNewer,
    ArchiveReadOnly,
    WrongPassphrase,
    ZhijiError,
)
from zhiji.store import schema

DATABASE = "zhiji.db"
WAIT_SECONDS = 30.0


class Connection:
    """One thread's connection to an archive's database. Whoever opens a transaction commits it."""

    def __init__(self, home: Path, *, passphrase: str | None = None, wait: float = WAIT_SECONDS) -> None:
        self.home, self.path, self.wait = home, home / DATABASE, wait
        with self.sentences():
            self.db = apsw.Connection(str(self.path))
            self.db.set_busy_timeout(int(wait * 1000))
            unlock(self.db, home, passphrase)
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY",
                           "cache_size = -32768", "journal_size_limit = 16777216"):  # fmt: skip
                self.db.execute(f"PRAGMA {pragma}")
            self._prepare()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """All rows of a query."""
        return self.db.execute(sql, values).fetchall()

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
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    @contextmanager
    def sentences(self) -> Iterator[None]:
        """SQLite's errors as the errors a person can read."""
        try:
            yield
        except apsw.Error as error:
            known = self._error(error)
            if known is None:
                raise
            raise known from error

    def _error(self, error: apsw.Error) -> ZhijiError | None:
        if isinstance(error, apsw.BusyError | apsw.LockedError):
            return ArchiveBusy(self.home, self.wait)
        if isinstance(error, apsw.FullError | apsw.IOError):
            return ArchiveFull(self.home) if _is_full(error) else ArchiveBroken(self.path, str(error))
        if isinstance(error, apsw.ReadOnlyError | apsw.CantOpenError | apsw.PermissionsError):
            return ArchiveReadOnly(self.home)
        if isinstance(error, apsw.NotADBError | apsw.CorruptError):
            return ArchiveBroken(self.path, str(error))
        return None

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
            db.execute(f"PRAGMA user_version = {schema.FORMAT}")


def unlock(db: apsw.Connection, home: Path, passphrase: str | None) -> None:
    """Give the passphrase, if any, and see that the file can be read with it."""
    if passphrase is not None:
        db.pragma("hexkey", passphrase.encode().hex())
    try:
        db.execute("SELECT count(*) FROM sqlite_schema").get  # noqa: B018  # the first read is what fails
    except apsw.NotADBError:
        raise WrongPassphrase(home, given=passphrase is not None) from None


def _is_full(error: apsw.Error) -> bool:
    return isinstance(error, apsw.FullError) or "full" in str(error)
