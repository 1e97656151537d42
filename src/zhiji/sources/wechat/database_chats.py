"""WeChat 3 on Mac, and WeChat on iPhone: databases with a table `Chat_<md5 of the user name>` for each chat.

Mac: `msg_0.db` to `msg_9.db`, `wccontact_new2.db`, `group_new.db`, decrypted (3.x, until 2024). iPhone: `MM.sqlite`,
`message_1.sqlite` and so on and `WCDB_Contact.sqlite`, as they lie in a backup, where they aren't encrypted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

from zhiji.chat import Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.database import Database, quoted
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import database_markup, database_owner, protobuf
from zhiji.sources.wechat.appmsg import TEXT
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
    text,
    timed,
    whole,
)

_TABLE = re.compile(r"Chat_([0-9a-f]{32})", re.IGNORECASE)
_MAC = (
    "mesLocalID",
    "mesSvrID",
    "msgCreateTime",
    "messageType",
    "mesDes",
    "msgContent",
    "msgSource",
    "msgVoiceText",
)
_PHONE = ("MesLocalID", "MesSvrID", "CreateTime", "Type", "Des", "Message", "", "")
_PREFIXED = re.compile(r"wxid_\w{4,40}:\n", re.ASCII)
_SENT = 0  # Des: 0 went out, 1 came in
_CLAIMED = "LIKE '%fromusername%' LIMIT 5"
_CHATS_ASKED = 100


class DatabaseChats(DatabaseFormat):
    """Databases of WeChat for Mac before version 4, and for iPhone."""

    family = Family(
        messages=re.compile(
            f"{named(r'msg_[0-9]{1,2}').pattern}|^(?:MM|message_[0-9]{{1,3}})\\.sqlite$", re.IGNORECASE
        ),
        people=re.compile(r"^(?:wccontact_new2\.db|group_new\.db|WCDB_Contact\.sqlite)$", re.IGNORECASE),
        sealed=named(r"msg_\d{1,2}"),
    )

    def likeness(self, tables: frozenset[str], name: str) -> int:
        """3 for chats of hashed names, and for the address books."""
        if any(_TABLE.fullmatch(table) for table in tables):
            return 3
        if "Friend" in tables and self.family.people.search(name.rpartition("/")[2]):
            return 3
        return 3 if "WCContact" in tables or tables >= {"GroupContact", "GroupMember"} else 0

    def beside(self) -> Mapping[str, tuple[str, ...]]:
        """In the same folder."""
        return {"people": ("wccontact_new2.db", "group_new.db", "WCDB_Contact.sqlite", "MM.sqlite")}

    def read_place(self, export: Export, place: Place, failed: Failures) -> Iterator[Entry]:
        """Contacts, then the chats of each database."""
        book = Book()
        with ExitStack() as stack:
            databases = list(opened(export, [*place.people, *place.messages], stack, failed))
            for label, one in databases:
                try:
                    _learn(one, book)
                except UnreadableFile as error:
                    failed[label] = error
            book.met(book.people)
            own = _own([one for _, one in databases])
            book.owner = own or database_owner.by_folder(export, place.root, book)
            yield from book.contacts()
            for label, one in databases:
                yield from _read(one, label, book)
        if book.hashed:
            yield Problem(export.name, book.nameless)


def _learn(database: Database, book: Book) -> None:
    """Take in whatever address book a database holds."""
    for table in ("WCContact", "GroupContact", "GroupMember"):
        for row in database.rows(table, ("m_nsUsrName", "m_nsRemark", "nickname", "m_nsAliasName")):
            native, remark, nick, alias = map(text, row)
            book.add(native, remark=remark, nick=nick, alias=alias)
    for table in ("Friend", "OpenIMContact"):
        columns = ("userName", "UsrName", "NickName", "dbContactRemark", "dbContactChatRoom")
        for name, old, nick, remark, room in database.rows(table, columns):
            native = text(name) or text(old)
            book.add(
                native,
                remark=protobuf.text(remark, 3),
                nick=protobuf.text(remark, 1) or text(nick),
                alias=protobuf.text(remark, 2),
            )
            _cards(protobuf.text(room, 6), book)
    for row in database.rows("Friend_Ext", ("UsrName", "ConRemark")):
        native, remark = map(text, row)
        book.add(native, remark=remark)


def _cards(xml: str, book: Book) -> None:
    """What the members of a group call themselves in it."""
    room = database_markup.parse(xml) if xml else None
    for member in room.every("Member") if room is not None else ():
        book.carded(member.get("UserName"), member.words("DisplayName") or member.get("DisplayName"))


def _columns(database: Database, table: str) -> tuple[str, ...]:
    """How a table calls its columns."""
    there = {name.lower() for name in database.columns(table)}
    return _MAC if "msgcreatetime" in there else _PHONE


def _own(databases: list[Database]) -> str | None:
    """Whose they are, going by what messages that went out say they are from."""
    claims = database_owner.Claims()
    for one in databases:
        for table in [table for table in one.tables if _TABLE.fullmatch(table)][:_CHATS_ASKED]:
            names = _columns(one, table)
            if not {names[4], names[5]} <= set(one.columns(table)):
                continue
            where = f"WHERE {quoted(names[4])} = {_SENT} AND {quoted(names[5])} {_CLAIMED}"
            try:
                claims.hear(text(content) for (content,) in one.rows(table, (names[5],), where))
            except UnreadableFile:
                continue  # told when its messages are read
    return claims.clearest


def _read(database: Database, label: str, book: Book) -> Iterator[Entry]:
    for table in database.tables:
        if not (found := _TABLE.fullmatch(table)):
            continue
        native = book.talker(found[1].lower())
        try:
            yield from _chat(database, table, f"{label}: {table}", native, book)
        except UnreadableFile as error:
            yield Problem(f"{label}: {table}", str(error))


def _chat(database: Database, table: str, label: str, native: str, book: Book) -> Iterator[Entry]:
    names = _columns(database, table)
    group = is_room(native) or (native.startswith(HASHED) and _looks_like_a_group(database, table, names))
    chat = book.chat(native, "group" if group else None)
    for row in timed(database, table, names, names[2], names[2:3] + names[:1]):
        local_id, server_id, created, kind, way, content, _, _ = row
        when = moment(created)
        if when is None:
            yield Problem(f"{label}, row {local_id}", "it has no time")
        elif kind == TEXT and type(content) is str and not group:
            yield Message(
                chat=chat,
                sender=book.me if way == _SENT else book.account(native),
                when=when,
                text=content,
                source_id=identity(server_id),
            )
        else:
            base, transcript = whole(kind) or 0, text(row[7])
            sender = book.me if way == _SENT else book.nobody if group else book.account(native)
            sender, body = interpreted(book, sender, base, 0, text(content), group=group)
            if body.silent:
                yield Problem(f"{label}, row {local_id}", f"{UNREADABLE} (type {base})")
            body.transcript = body.transcript or transcript or None
            mentions = mentioned(text(row[6])) if group and "@" in body.text else ()
            yield message(chat, sender, when, identity(server_id), body, mentions=mentions)


def _looks_like_a_group(database: Database, table: str, names: tuple[str, ...]) -> bool:
    """Whether the words of a chat that nobody knows have senders before them."""
    sample = database.rows(table, (names[5],), "LIMIT 200")
    return any(isinstance(content, str) and _PREFIXED.match(content) for (content,) in sample)
