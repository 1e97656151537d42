"""SQLite databases that apps keep: read without changing, locking or trusting them.

A database that is in use has its latest rows in a file of its own beside it (`-wal`); then both are copied first, so
that the app's files stay as they are. Only tables are read (no views, no virtual tables), a column that this version
of the app doesn't have reads as None, and text that is no UTF-8 comes out with U+FFFD.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export

MAGIC = b"SQLite format 3\0"
_LONGEST = 256 << 20  # bytes of one value
_STEPS = 1_000_000  # of SQLite's machine between looks at how long it takes
_STEPS_A_BYTE = 200  # that reading everything several times takes at most; a damaged tree may have no end
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_$]*")
_FAILURES = (sqlite3.Error, UnicodeError, OverflowError, MemoryError)  # of text: errors quote damaged names
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND typeof(name) = 'text'"


def is_database(head: bytes) -> bool:
    """Whether a file that begins so is an SQLite database (that is not encrypted)."""
    return head.startswith(MAGIC)


def tables(export: Export, member: str | None) -> frozenset[str]:
    """The names of a database's tables; none if it can't be read."""
    try:
        with Database(export, member) as database:
            return frozenset(database.tables)
    except UnreadableFile:
        return frozenset()


class Database:
    """One database of an export. Whatever is wrong with it comes out as UnreadableFile."""

    def __init__(self, export: Export, member: str | None = None) -> None:
        self.label = export.label(member)
        try:
            with ExitStack() as stack:
                path = _at_rest(export, member, stack)
                self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
                stack.callback(self._db.close)
                self._db.text_factory = _text
                self._patience = 10 + path.stat().st_size * _STEPS_A_BYTE // _STEPS
                self._db.set_progress_handler(self._tires, _STEPS)
                self._db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
                self._db.execute("PRAGMA trusted_schema = OFF")
                self._db.execute("PRAGMA query_only = ON")
                self.tables: tuple[str, ...] = tuple(sorted(name for (name,) in self.query(_TABLES)))
                self._stack = stack.pop_all()
        except (sqlite3.Error, OSError) as error:
            raise self._unreadable(error) from None

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table; () if there is none of that name."""
        return tuple(row[1] for row in self.query(f"PRAGMA table_info({quoted(table)})"))

    def rows(
        self, table: str, columns: Sequence[str], rest: str = "", *values: object
    ) -> Iterator[tuple[Any, ...]]:
        """These columns of a table, None for those it doesn't have. `rest` is SQL after the table's name."""
        if table not in self.tables:
            return
        there = {name.lower() for name in self.columns(table)}
        chosen = [
            quoted(one) if one.lower() in there or one.lower() == "rowid" else "NULL" for one in columns
        ]
        yield from self.query(f"SELECT {', '.join(chosen)} FROM {quoted(table)} {rest}", *values)

    def query(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Rows of a statement, one at a time."""
        try:
            cursor = self._db.execute(sql, values)
            while (
                row := cursor.fetchone()
            ) is not None:  # `yield from` would close a closed database's cursor
                yield row
        except _FAILURES as error:
            raise self._unreadable(error) from None

    def _tires(self) -> bool:
        """Whether it takes longer than the size of the file explains."""
        self._patience -= 1
        return self._patience < 0

    def _unreadable(self, error: Exception) -> UnreadableFile:
        why = "as a database it is damaged or cut off; copy it again while the app is closed"
        if isinstance(error, OSError) and error.strerror:
            why = error.strerror
        return UnreadableFile(self.label, f"{why} ({' '.join(str(error).split())[:120]}).")


def quoted(name: str) -> str:
    """A name as SQL may hold it."""
    return name if _NAME.fullmatch(name) and name.lower() == "rowid" else '"' + name.replace('"', '""') + '"'


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace")


def _at_rest(export: Export, member: str | None, stack: ExitStack) -> Path:
    """The database as a file that nobody writes to: itself, or a copy of it and of what is still beside it."""
    name = member if member is not None else export.name
    beside = f"{name}-wal"
    path = export.path if member is None else export.path_of(member)
    waiting = export.size(beside)
    if path is not None and not waiting:
        return path
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zhiji-")))
    copy = folder / "copy.db"
    for one, to in ((member, copy), *(((beside, folder / "copy.db-wal"),) if waiting else ())):
        with export.open(one) as stream, open(to, "wb") as out:
            shutil.copyfileobj(stream, out, 1 << 20)
    if waiting:  # let SQLite take the rest in, so that the copy can be opened as one that nobody writes to
        taken = sqlite3.connect(copy)
        try:
            taken.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:
            pass  # what is in the main file is read all the same
        finally:
            taken.close()
    return copy
