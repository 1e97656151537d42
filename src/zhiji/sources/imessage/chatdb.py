"""`chat.db` of a Mac, `sms.db` of an iPhone: every message of Messages, in the order in which they came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.database import Database
from zhiji.sources.export import Export
from zhiji.sources.imessage.rows import ATTACHMENT, COLUMNS, Rows
from zhiji.sources.imessage.tables import Beside, Chats, People, finder, text
from zhiji.sources.imessage.tapbacks import Tapbacks, is_added, is_tapback, target
from zhiji.sources.protocol import Entry, Peek

_TABLES = frozenset({"message", "handle"})  # copies that tools make may lack those of chats
_CHATS = frozenset({"chat", "chat_message_join"})
_COLUMNS = frozenset({"handle_id", "is_from_me", "date"})
_NAMES = ("chat.db", "sms.db", "3d0d7e5fb2ce288813306e4d4636395e047a3d28")  # the last in backups of an iPhone
_ENDS = (".db", ".sqlite", ".sqlite3")


class ChatDatabase:
    """The database of Messages."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Files with the names that Messages gives; others that may be databases where there is none."""
        return tuple(_members(peek.members))

    def recognises(self, peek: Peek) -> int:
        """3 by the tables, 2 if those of chats are lacking."""
        places = _members(peek.members) if peek.members else [None]
        return max((_sureness(peek.tables(place)) for place in places), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Contacts, then every message."""
        if not export.members:
            yield from _read(export, None)
        members = _members(export.members)
        for member in members:
            try:
                yield from _read(export, member)
            except UnreadableFile as error:
                if len(members) == 1:
                    raise
                yield Problem(member, str(error))


def _members(names: tuple[str, ...]) -> list[str]:
    named = [name for name in names if PurePosixPath(name).name in _NAMES]
    return named or [name for name in names if name.lower().endswith(_ENDS)][:16]


def _sureness(tables: frozenset[str]) -> int:
    if not tables >= _TABLES:
        return 0
    return 3 if tables >= _CHATS else 2


def _read(export: Export, member: str | None) -> Iterator[Entry]:
    with Database(export, member) as db:
        if not frozenset(db.tables) >= _TABLES:
            return
        if not _COLUMNS.issubset(db.columns("message")):
            raise UnreadableFile(export.label(member), "its messages are not those of Apple's Messages.")
        people = People(db)
        chats = Chats(db, people)
        yield from people.contacts()
        folder = "" if member is None else member.rpartition("/")[0]
        yield from _messages(db, people, chats, folder, f"{member or export.name}: message")


def _messages(
    db: Database, people: People, chats: Chats, folder: str, label: str
) -> Iterator[Message | Problem]:
    tapbacks = Tapbacks(db, people)
    payloads = finder(db, "message", ("payload_data",))
    rows = Rows(people, chats, tapbacks, payload=lambda row: _first(payloads(row)), folder=folder)
    joined = Beside(_join(db, "chat_message_join", "chat_id"))
    deleted = Beside(_join(db, "chat_recoverable_message_join", "chat_id"))
    attached = Beside(_join(db, "message_attachment_join", "attachment_id"))
    attachment = finder(db, "attachment", ATTACHMENT)
    for number, row in _numbered(db):
        if is_tapback(row["associated_message_type"]):
            continue
        gone = [one for (one,) in deleted.of(number)]
        places = [one for (one,) in joined.of(number)]
        files = [found for (one,) in attached.of(number) if (found := attachment(one))]
        made = rows.message(row, places or gone, bool(gone), files)
        tapbacks.forget(text(row["guid"]))
        yield Problem(f"{label} {number}", made) if isinstance(made, str) else made
    if left := frozenset(tapbacks.left()):
        yield from _lonely(db, rows, left)


def _lonely(db: Database, rows: Rows, left: frozenset[str]) -> Iterator[Message]:
    """Tapbacks on messages that the database doesn't have any more: lines of their own."""
    joined = Beside(_join(db, "chat_message_join", "chat_id"))
    for number, row in _numbered(db):
        if is_added(row["associated_message_type"]) and target(row["associated_message_guid"]) in left:
            made = rows.message(row, [one for (one,) in joined.of(number)], False, ())
            if isinstance(made, Message):
                yield replace(made, kind="system", text=made.text or "reacted to a message", reply_to=None)


def _numbered(db: Database) -> Iterator[tuple[int, dict[str, Any]]]:
    for values in db.rows("message", COLUMNS, "ORDER BY rowid"):
        row = dict(zip(COLUMNS, values, strict=True))
        yield row["ROWID"] if isinstance(row["ROWID"], int) else -1, row


def _join(db: Database, table: str, column: str) -> Iterator[tuple[Any, ...]]:
    return db.rows(table, ("message_id", column), "ORDER BY 1, 2")


def _first(row: tuple[Any, ...] | None) -> object:
    return row[0] if row else None
