"""WeChat 4 on computers: `message_0.db` and so on, `contact.db`, `session.db`, `hardlink.db`, `media_0.db`, decrypted.

Each chat is a table `Msg_<md5 of its user name>` in one or several of the message databases; senders are numbers of
`Name2Id`, and long contents are packed with Zstandard. Columns as of WeChat 4.0.0 to 4.1.15 (2025-01 to 2026-10).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhiji.chat import Account, Chat, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.database import Database
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import database_owner, protobuf
from zhiji.sources.wechat.appmsg import SYSTEM, TEXT
from zhiji.sources.wechat.database_contents import VOICE
from zhiji.sources.wechat.database_files import Files
from zhiji.sources.wechat.database_packing import Unpackable, words
from zhiji.sources.wechat.database_people import HASHED, Book, is_room
from zhiji.sources.wechat.database_places import DatabaseFormat, Failures, Family, Place, named
from zhiji.sources.wechat.database_reading import (
    UNREADABLE,
    identity,
    interpreted,
    mentioned,
    message,
    moment,
    opened,
    tables,
    text,
    timed,
    whole,
)
from zhiji.sources.wechat.database_voices import Voices

_TABLE = re.compile(r"msg_([0-9a-f]{32})", re.IGNORECASE)
_COLUMNS = (
    "local_id",
    "server_id",
    "local_type",
    "sort_seq",
    "real_sender_id",
    "create_time",
    "status",
    "source",
    "message_content",
    "compress_content",
    "packed_info_data",
)
_ORDER = ("sort_seq", "local_id")
_LOW = 0xFFFFFFFF
_SENT = 2  # status of a message that was sent from here
_CHATS_ASKED, _ROWS_ASKED = 60, 200  # to find out whose databases they are


class DatabaseV4(DatabaseFormat):
    """Decrypted databases of WeChat 4."""

    family = Family(
        messages=named(r"(?:biz_)?message_\d{1,3}"),
        people=named("contact"),
        sealed=named(r"(?:biz_)?message_\d{1,3}"),
        others={"session": named("session"), "hardlink": named("hardlink"), "media": named(r"media_\d{1,3}")},
        inside=("db_storage", "msg"),
    )

    def likeness(self, tables: frozenset[str], name: str) -> int:  # noqa: ARG002 - other versions need it
        """3 for chats of hashed names beside the names, and for the address book."""
        low = {table.lower() for table in tables}
        if any(_TABLE.fullmatch(table) for table in low):
            return 3 if "name2id" in low else 2
        return 3 if low >= {"contact", "chat_room"} or low >= {"contact", "stranger"} else 0

    def beside(self) -> Mapping[str, tuple[str, ...]]:
        """In the same folder."""
        return {
            "people": ("contact.db",),
            "session": ("session.db",),
            "hardlink": ("hardlink.db",),
            "media": tuple(f"media_{number}.db" for number in range(10)),
        }

    def read_place(self, export: Export, place: Place, failed: Failures) -> Iterator[Entry]:
        """Contacts, then the chats of each database."""
        book = Book()
        with ExitStack() as stack:
            databases = list(opened(export, [*place.people, *place.messages], stack, failed))
            sessions = opened(export, place.others.get("session", ()), stack, failed)
            for label, one in [*databases, *sessions]:
                try:
                    _learn(one, book)
                except UnreadableFile as error:
                    failed[label] = error
            files = _files(export, place, failed)
            voices = Voices(export, place.others.get("media", ()), failed)
            shards = [_Shard(one, label, book, files, voices) for label, one in databases]
            for names in (book.people, *(shard.names.values() for shard in shards)):
                book.met(names)
            _own(export, place, shards, book)
            yield from book.contacts()
            for shard in shards:
                yield from shard.read()
        if book.hashed:
            yield Problem(export.name, book.nameless)


def _learn(database: Database, book: Book) -> None:
    """Take in the address book, the groups' members and the names of sessions."""
    for table in tables(database, "contact", "stranger"):
        for row in database.rows(table, ("username", "remark", "nick_name", "alias", "description")):
            native, remark, nick, alias, about = map(text, row)
            book.add(native, remark=remark, nick=nick, alias=alias, about=about)
    for (members,) in database.rows("chat_room", ("ext_buffer",)):
        for member in protobuf.every(members, 1):
            book.carded(protobuf.text(member, 1), protobuf.text(member, 2))
    book.met(text(name) for (name,) in database.rows("SessionTable", ("username",)))


def _files(export: Export, place: Place, failed: Failures) -> Files:
    files = Files(export, place.root)
    with ExitStack() as stack:
        for label, one in opened(export, place.others.get("hardlink", ()), stack, failed):
            try:
                files.index(one)
            except UnreadableFile as error:
                failed[label] = error
    return files


def _own(export: Export, place: Place, shards: list[_Shard], book: Book) -> None:
    """Find out whose databases they are: from the chats of two, else from the folder's name."""
    votes: Counter[str] = Counter()
    for shard in shards:
        votes.update(shard.votes())
    book.owner = database_owner.clearest(votes) or database_owner.by_folder(export, place.root, book)


class _Shard:
    """One message database."""

    def __init__(self, database: Database, label: str, book: Book, files: Files, voices: Voices) -> None:
        self._database, self._label, self._book = database, label, book
        self._files, self._voices = files, voices
        self.tables = [table for table in database.tables if _TABLE.fullmatch(table)]
        self.names = self._named()
        self._self: int | None = None  # the owner's number, where Name2Id leaves it out

    def _named(self) -> dict[int, str]:
        """The user names by their numbers, which are each database's own."""
        try:
            found = [
                (number, text(name))
                for table in tables(self._database, "Name2Id")
                for number, name in self._database.rows(table, ("rowid", "user_name"))
            ]
        except UnreadableFile:  # rows without numbers, in a copy that a tool has made
            return {}
        return {number: name for number, name in found if name}

    def votes(self) -> Iterator[str]:
        """For each of some chats, who the owner would be going by it."""
        unnamed: Counter[int] = Counter()
        for table in self.tables[:_CHATS_ASKED]:
            native = self._book.known_talker(_digest(table))
            if native is None:
                continue
            try:
                numbers = self._own_numbers(table, native)
            except UnreadableFile:
                continue
            if len(numbers) == 1:
                number = numbers.pop()
                if name := self.names.get(number):
                    yield name
                else:
                    unnamed[number] += 1
        self._self = database_owner.clearest(unnamed)

    def _own_numbers(self, table: str, native: str) -> set[int]:
        """The senders that may be the owner: in a chat of two not the other, in a group whose words have no sender before them."""
        columns = ("real_sender_id", "local_type", "message_content")
        own, prefixed = set[int](), False
        for number, kind, content in self._database.rows(table, columns, f"LIMIT {_ROWS_ASKED}"):
            base = (whole(kind) or 0) & _LOW
            name = self.names.get(number, "")
            if not isinstance(number, int) or number <= 0 or base in SYSTEM or name == native:
                continue
            if not is_room(native):
                own.add(number)
            elif base == TEXT and isinstance(content, str):
                if name and content.startswith(f"{name}:\n"):
                    prefixed = True
                else:
                    own.add(number)
        return own if prefixed or not is_room(native) else set()

    def read(self) -> Iterator[Entry]:
        """Each chat, in the order in which things were said."""
        for table in self.tables:
            try:
                yield from self._chat(table)
            except UnreadableFile as error:
                yield Problem(f"{self._label}: {table}", str(error))

    def _chat(self, table: str) -> Iterator[Entry]:
        native = self._book.talker(_digest(table))
        group = is_room(native) or (native.startswith(HASHED) and self._looks_like_a_group(table))
        talk = _Talk(table, self._book.chat(native, "group" if group else None), native, group)
        for row in timed(self._database, table, _COLUMNS, "create_time", _ORDER):
            _, server_id, kind, sort_seq, number, created, status, _, content, _, _ = row
            when = moment(created) if created else _sorted_by(sort_seq) or moment(created)
            if when is None:
                yield Problem(f"{self._label}: {table}, row {row[0]}", "it has no time")
            elif kind == TEXT and type(content) is str and not group:
                sender = self._sender(talk, number, status)
                yield Message(
                    chat=talk.chat, sender=sender, when=when, text=content, source_id=identity(server_id)
                )
            else:
                yield from self._other(talk, row, when)

    def _other(self, talk: _Talk, row: tuple[Any, ...], when: datetime) -> Iterator[Entry]:
        """A message of a group, or one that isn't plain text."""
        local_id, server_id, kind, _, number, _, status, source, content, compressed, packed = row
        kind = whole(kind) or 0
        base, sub = kind & _LOW, kind >> 32 & _LOW
        where = f"{self._label}: {talk.table}, row {local_id}"
        try:
            said = words(content) or words(compressed)
        except Unpackable as error:
            said = ""
            yield Problem(where, str(error))
        sender = self._sender(talk, number, status)
        sender, body = interpreted(self._book, sender, base, sub, said, group=talk.group)
        if body.silent:
            yield Problem(where, f"{UNREADABLE} (type {base})")
        if base == VOICE:
            body.transcript = body.transcript or protobuf.text(packed, 5, 2) or None
            body.attachments = self._voices.of(identity(server_id))
        self._files.attach(body, packed, f"{when:%Y-%m}")
        mentions = mentioned(_source(source)) if talk.group and "@" in body.text else ()
        yield message(talk.chat, sender, when, identity(server_id), body, mentions=mentions)

    def _sender(self, talk: _Talk, number: object, status: object) -> Account:
        name = self.names.get(number, "") if isinstance(number, int) else ""
        if name and not (talk.group and name == talk.native):
            return self._book.account(name)
        if status == _SENT or (number == self._self and number is not None):
            return self._book.me
        return self._book.nobody if talk.group else self._book.account(talk.native)

    def _looks_like_a_group(self, table: str) -> bool:
        """Whether the words of a chat that nobody knows have senders before them."""
        sample = self._database.rows(table, ("real_sender_id", "message_content"), f"LIMIT {_ROWS_ASKED}")
        named = ((self.names.get(number), content) for number, content in sample if isinstance(number, int))
        return any(
            name and isinstance(content, str) and content.startswith(f"{name}:\n") for name, content in named
        )


@dataclass(frozen=True, slots=True)
class _Talk:
    """One chat while it is read."""

    table: str
    chat: Chat
    native: str
    group: bool


def _digest(table: str) -> str:
    return table[4:].lower()


def _sorted_by(sequence: object) -> datetime | None:
    """The time that the order goes by: seconds, then three digits that tell messages of one second apart."""
    stamp = whole(sequence)
    return moment(stamp // 1000) if stamp and stamp > 0 else None


def _source(packed: object) -> str:
    try:
        return words(packed)
    except Unpackable:
        return ""
