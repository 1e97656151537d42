"""slackdump's archive: one SQLite database in which each message is a row with its JSON.

A message is there once for each time that it was fetched; the last one counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhiji.chat import Problem
from zhiji.sources.database import Database
from zhiji.sources.export import Export
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.rows import BadRow, parse_row
from zhiji.sources.slack.directory import Directory
from zhiji.sources.slack.files import Files
from zhiji.sources.slack.records import Records

_NAME = "slackdump.sqlite"
_TABLES = frozenset({"MESSAGE", "CHANNEL", "S_USER", "CHUNK"})


class Archive:
    """`slackdump.sqlite`, with the files beside it if it lies in a folder or zip."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The database, which slackdump always gives the same name."""
        return (member,) if (member := _member(peek.members)) else ()

    def recognises(self, peek: Peek) -> int:
        """A set by the file's name, 3 by its tables."""
        if peek.members:
            return SET if _member(peek.members) else 0
        return 3 if peek.tables() >= _TABLES else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """The people, then each conversation's messages in the order of time."""
        with Database(export, _member(export.members)) as database:
            directory = Directory()
            for (user,) in database.rows("WORKSPACE", ["USER_ID"], "ORDER BY CHUNK_ID"):
                directory.owner = user if isinstance(user, str) and user else directory.owner
            for _, record in _latest(database, "S_USER"):
                if contact := directory.user(record):
                    yield contact
            members = _direct_members(database)
            for native, record in _latest(database, "CHANNEL"):
                directory.channel({**record, "members": record.get("members") or members.get(native)})
            yield from _messages(database, directory, Records(directory, Files(export)))


def _member(members: tuple[str, ...]) -> str | None:
    found = [one for one in members if one.rpartition("/")[2] == _NAME]
    return min(found, key=lambda one: one.count("/"), default=None)


def _latest(database: Database, table: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each record of a table as it was fetched last. There are thousands at most."""
    found: dict[str, Mapping[str, Any]] = {}
    for native, data in database.rows(table, ["ID", "DATA"], "ORDER BY CHUNK_ID"):
        record = _record(data)
        if isinstance(native, str) and isinstance(record, dict):
            found[native] = {"id": native, **record}
    yield from found.items()


def _direct_members(database: Database) -> dict[str, list[str]]:
    """Who takes part in direct chats."""
    found: dict[str, list[str]] = {}
    for chat, user in database.rows("CHANNEL_USER", ["CHANNEL_ID", "ID"], "WHERE CHANNEL_ID LIKE 'D%'"):
        if isinstance(chat, str) and isinstance(user, str):
            found.setdefault(chat, []).append(user)
    return found


def _messages(database: Database, directory: Directory, records: Records) -> Iterator[Entry]:
    before: tuple[object, object, object] | None = None
    columns = ["CHANNEL_ID", "TS", "DATA"]
    for row in database.rows("MESSAGE", columns, "ORDER BY CHANNEL_ID, ID, CHUNK_ID"):
        if before is not None and before[:2] != row[:2]:
            yield _message(before, directory, records)
        before = (row[0], row[1], row[2])
    if before is not None:
        yield _message(before, directory, records)


def _message(row: tuple[object, object, object], directory: Directory, records: Records) -> Entry:
    channel, ts, data = row
    record = _record(data)
    found: object = record
    if isinstance(record, dict):
        found = records.message(record, directory.chat(str(channel or "")))
    where = " ".join(f"message {ts} of {channel}".split())[:100]
    return Problem(where, found) if isinstance(found, str) else found  # type: ignore[return-value]


def _record(data: object) -> dict[str, Any] | str:
    """The JSON in a row, or what is wrong with it."""
    text = data.decode(errors="replace") if isinstance(data, bytes) else data
    try:
        record = parse_row(text) if isinstance(text, str) else None
    except BadRow as error:
        return str(error)
    return record if isinstance(record, dict) else "it is no message but something else"
