"""Tables of the app's databases, whose columns differ from version to version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.database import Database, quoted
from zhiji.sources.export import Export
from zhiji.sources.protocol import Peek

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_YEAR = 2200
_MOST = 12  # databases of a zip or folder that are looked at
_ENDINGS = (".db", ".sqlite", ".sqlite3", ".sqlitedb")
# What an iPhone's backup calls ChatStorage.sqlite and ContactsV2.sqlite, of WhatsApp and of WhatsApp Business
_HASHED = (
    "7c7fba66680ef796b916b067077cc246adacf01d",
    "b8548dc30aa1030df0ce18ef08b882cf7ab5212f",
    "724bd3b98b18518b455a87c1f3ac3a0d189c4466",
    "d7246a707f51ddf8b17ee2dddabd9e0a4da5c552",
)
_NAMED = ("msgstore", "wa.db", "chatstorage", "contactsv2", "lid.sqlite", *_HASHED)


def candidates(members: Sequence[str]) -> list[str]:
    """The members that may be databases of the app, the likeliest first."""
    found = [
        (not named, member.count("/"), member)
        for member in members
        if (named := (name := PurePosixPath(member).name.lower()).startswith(_NAMED))
        or name.endswith(_ENDINGS)
    ]
    return [member for _, _, member in sorted(found)[:_MOST]]


def others_beside(members: Sequence[str]) -> bool:
    """Whether a tool's JSON of the same chats is there too; as a file of its own it is aligned with the database."""
    return any(PurePosixPath(member).name == "result.json" for member in members)


def of_peek(peek: Peek) -> list[frozenset[str]]:
    """The tables of the plain file, or of each database that was asked for."""
    if not peek.members:
        return [peek.tables()]
    return [peek.tables(member) for member in candidates(peek.members)]


class Table:
    """Some columns of one table: None for what this version of the app doesn't have."""

    def __init__(self, database: Database, name: str, columns: Sequence[str]) -> None:
        there = {one.lower() for one in database.columns(name)} if name in database.tables else set()
        self.name = name
        self.there = bool(there)
        self._database = database
        self._columns = there
        chosen = [quoted(one) if one.lower() in there else "NULL" for one in columns]
        self._sql = f"SELECT {', '.join(chosen)} FROM {quoted(name)}"

    def has(self, column: str) -> bool:
        """Whether this version has the column."""
        return column.lower() in self._columns

    def rows(self, rest: str = "", *values: object) -> Iterator[tuple[Any, ...]]:
        """Rows, one at a time; `rest` is SQL after the table's name."""
        if self.there:
            yield from self._database.query(f"{self._sql} {rest}", *values)


def raw_jids(database: Database) -> dict[Any, str]:
    """Every row of the table `jid` in words, put together where it keeps only the parts."""
    return {
        number: string(raw) or (f"{user}@{server}" if user and server else "")
        for number, raw, user, server in Table(
            database, "jid", ["_id", "raw_string", "user", "server"]
        ).rows()
    }


class Beside:
    """Rows that belong to messages, handed out in step with these: messages come by rising number."""

    def __init__(self, table: Table, key: str, problems: list[Problem]) -> None:
        self._table = table
        self._problems = problems
        self._rows: Iterator[tuple[Any, ...]] = iter(())
        if table.has(key):
            self._rows = table.rows(f"WHERE typeof({quoted(key)}) = 'integer' ORDER BY {quoted(key)}")
        self._next = self._read()

    def take(self, number: int) -> list[tuple[Any, ...]]:
        """The rows whose first column is this number."""
        row = self._next
        if row is None or row[0] > number:
            return []
        found = []
        while row is not None and row[0] <= number:
            if row[0] == number:
                found.append(row)
            row = self._read()
        self._next = row
        return found

    def one(self, number: int) -> tuple[Any, ...] | None:
        """The first of them."""
        found = self.take(number)
        return found[0] if found else None

    def _read(self) -> tuple[Any, ...] | None:
        try:
            return next(self._rows, None)
        except UnreadableFile:
            self._problems.append(
                Problem(f"table {self._table.name}", "it is damaged; its rest was left out.")
            )
            self._rows = iter(())
            return None


def string(value: object) -> str:
    """Text out of a column, "" for anything else."""
    return value if isinstance(value, str) else ""


def whole(value: object) -> int | None:
    """A whole number out of a column; some versions write numbers as text."""
    if isinstance(value, int):
        return value
    if (
        isinstance(value, str)
        and len(value) < 20
        and value.lstrip("-").isascii()
        and value.lstrip("-").isdigit()
    ):
        return int(value)
    return None


def instant(milliseconds: object) -> datetime | None:
    """The time that Android counts in milliseconds; None if that is none."""
    number = whole(milliseconds)
    if number is None or number <= 0:
        return None
    try:
        when = EPOCH + timedelta(milliseconds=number if number > 10**11 else number * 1000)
    except OverflowError:
        return None
    return when if when.year <= _LAST_YEAR else None


def from_seconds(seconds: object, base: int = 0) -> datetime | None:
    """The time that is so many seconds after `base`; None if that is none."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        when = datetime.fromtimestamp(base + seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return when if 1970 <= when.year <= _LAST_YEAR else None


def beside(export: Export, member: str | None, name: str) -> str | None:
    """The file of that name in the same folder."""
    folder = member.rpartition("/")[0] if member else ""
    wanted = f"{folder}/{name}" if folder else name
    if member is None:
        return export.find(wanted)
    return wanted if wanted in export.members else None


def located(export: Export, *paths: str) -> str:
    """The first of the paths at which the export holds a file; the first one if at none."""
    return next((path for path in paths if export.find(path) is not None), paths[0])
