"""WeChat 3 on Windows: `MSG0.db` and so on, `MicroMsg.db`, and what tools merge of them (`MSG_ALL.db`), decrypted.

All chats of a database are in one table. Who wrote in a group, and where files lie, is in a protocol buffer beside each
message; links, files and quotes are packed with LZ4. Columns as of WeChat 3.2 to 3.9 (2021 to 2024).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Account, Attachment, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.database import Database
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import database_owner, protobuf
from zhiji.sources.wechat.appmsg import APP, SYSTEM, TEXT
from zhiji.sources.wechat.database_body import Body
from zhiji.sources.wechat.database_contents import VOICE
from zhiji.sources.wechat.database_files import readable_picture
from zhiji.sources.wechat.database_packing import Unpackable, block_words
from zhiji.sources.wechat.database_people import Book, is_room
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

_COLUMNS = (
    "localId",
    "MsgSvrID",
    "Type",
    "SubType",
    "IsSender",
    "CreateTime",
    "StrTalker",
    "TalkerId",
    "StrContent",
    "DisplayContent",
    "CompressContent",
    "BytesExtra",
)
_TABLES = ("MSG", "PublicMsg")
_BESIDE = frozenset({"Name2ID", "DBInfo", "Contact", "ChatRoom", "Media"})
_PEOPLE = frozenset({"Contact", "ChatRoom"})
_WROTE, _THUMB, _FILE, _SOURCE = 1, 3, 4, 7  # what items of BytesExtra are
_CALL = 50
_STORE = "FileStorage"
_OWN = "IsSender = 1 AND Type IN (34, 43, 47, 48) AND \"StrContent\" LIKE '%fromusername%' LIMIT 100"


class DatabaseV3(DatabaseFormat):
    """Decrypted databases of WeChat 3 for Windows."""

    family = Family(
        messages=named(r"MSG\d{0,3}|MSG_?ALL|merge(?:_all)?|PublicMsg\d{0,3}"),
        people=named("MicroMsg"),
        sealed=named(r"MSG\d{1,3}|MicroMsg"),
        others={"media": named(r"MediaMSG\d{0,3}|MediaMSG_?ALL")},
        inside=("Msg", _STORE),
    )

    def likeness(self, tables: frozenset[str], name: str) -> int:
        """3 for the table of messages beside what is always with it, and for the address book."""
        if "MSG" in tables:
            if tables & _BESIDE:
                return 3
            return 2 if "msg" in name.lower() else 0
        if "PublicMsg" in tables:
            return 2
        return 3 if tables >= _PEOPLE else 0

    def beside(self) -> Mapping[str, tuple[str, ...]]:
        """In the same folder."""
        return {
            "people": ("MicroMsg.db", "de_MicroMsg.db", "MicroMsg.db_dec.db"),
            "media": tuple(f"MediaMSG{number}.db" for number in range(10)),
        }

    def read_place(self, export: Export, place: Place, failed: Failures) -> Iterator[Entry]:
        """Contacts, then each database in the order of its rows."""
        book = Book()
        with ExitStack() as stack:
            databases = list(opened(export, [*place.people, *place.messages], stack, failed))
            for label, one in databases:
                try:
                    _learn(one, book)
                except UnreadableFile as error:
                    failed[label] = error
            own = _own(one for _, one in databases)
            book.owner = own or database_owner.by_folder(export, place.root, book)
            merged = [label for label, one in databases if "Media" in one.tables]
            voices = Voices(export, [*place.others.get("media", ()), *merged], failed)
            yield from book.contacts()
            for label, one in databases:
                for table in tables(one, *_TABLES):
                    try:
                        yield from _Messages(export, one, f"{label}: {table}", book, voices).read(table)
                    except UnreadableFile as error:
                        yield Problem(f"{label}: {table}", str(error))


def _learn(database: Database, book: Book) -> None:
    """Take in the address book, the groups' members and the names of sessions."""
    for row in database.rows("Contact", ("UserName", "Remark", "NickName", "Alias")):
        native, remark, nick, alias = map(text, row)
        book.add(native, remark=remark, nick=nick, alias=alias)
    for row in database.rows("Session", ("strUsrName", "strNickName")):
        native, nick = map(text, row)
        book.add(native, nick=nick)
    for (members,) in database.rows("ChatRoom", ("RoomData",)):
        for member in protobuf.every(members, 1):
            book.carded(protobuf.text(member, 1), protobuf.text(member, 2))


def _own(databases: Iterator[Database]) -> str | None:
    """Whose they are, going by what the owner's own voices, videos and stickers say they are from."""
    claims = database_owner.Claims()
    for one in databases:
        for table in tables(one, *_TABLES):
            if {"IsSender", "Type", "StrContent"} <= set(one.columns(table)):
                try:
                    claims.hear(
                        text(content) for (content,) in one.rows(table, ("StrContent",), f"WHERE {_OWN}")
                    )
                except UnreadableFile:
                    continue  # told when its messages are read
    return claims.clearest


class _Messages:
    """The messages of one database."""

    def __init__(self, export: Export, database: Database, label: str, book: Book, voices: Voices) -> None:
        self._export, self._database, self._label = export, database, label
        self._book, self._voices = book, voices
        self._names: dict[object, str] = {}

    def read(self, table: str) -> Iterator[Entry]:
        """Each row, in the order in which they were put in."""
        for row in timed(self._database, table, _COLUMNS, "CreateTime"):
            local_id, server_id, kind, _, own, created, talker, talker_id, content, _, _, _ = row
            native = text(talker) or self._talker(talker_id)
            when = moment(created)
            if when is None or not native:
                what = "it has no time" if native else "it is in no chat"
                yield Problem(f"{self._label}, row {local_id}", what)
            elif kind == TEXT and type(content) is str and not is_room(native):
                yield Message(
                    chat=self._book.chat(native),
                    sender=self._book.me if own == 1 else self._book.account(native),
                    when=when,
                    text=content,
                    source_id=identity(server_id),
                )
            else:
                yield from self._other(row, native, when)

    def _talker(self, number: object) -> str:
        """The user name by its number, in versions that leave it out of the rows."""
        if not self._names:
            self._names[None] = ""
            for table in tables(self._database, "Name2ID"):
                for found, name in self._database.rows(table, ("rowid", "UsrName")):
                    self._names[found] = text(name)
        return self._names.get(number, "")

    def _other(self, row: tuple[Any, ...], native: str, when: datetime) -> Iterator[Entry]:
        local_id, server_id, kind, sub, own, _, _, _, content, shown, packed, beside = row
        base, items = whole(kind) or 0, _items(beside)
        where = f"{self._label}, row {local_id}"
        said = text(content)
        if isinstance(packed, bytes) and packed and (base == APP or not said):
            try:
                said = _unpacked(packed)
            except Unpackable as error:
                yield Problem(where, str(error))
        if base == _CALL and "<" not in said:
            said = text(shown) or said
        wrote = items.get(_WROTE, "")
        sender, body = interpreted(
            self._book,
            self._sender(native, own, wrote),
            base,
            whole(sub) or 0,
            said,
            group=is_room(native) and not wrote and base not in SYSTEM,
        )
        if body.silent:
            yield Problem(where, f"{UNREADABLE} (type {base})")
        if base == VOICE:
            body.attachments = self._voices.of(identity(server_id))
        self._attach(body, items)
        mentions = mentioned(items.get(_SOURCE, "")) if "@" in body.text else ()
        chat = self._book.chat(native)
        yield message(chat, sender, when, identity(server_id), body, mentions=mentions)

    def _sender(self, native: str, own: object, wrote: str) -> Account:
        if own == 1:
            return self._book.me
        if not is_room(native):
            return self._book.account(native)
        return self._book.account(wrote) if wrote and "publisher-id" not in wrote else self._book.nobody

    def _attach(self, body: Body, items: Mapping[int, str]) -> None:
        """Give a picture, video or document the file that it is, if the data folder is there."""
        if body.kind not in ("image", "video", "file"):
            return
        for item in (_FILE, _THUMB):
            member = self._stored(items.get(item, ""))
            if member is None:
                continue
            mime = readable_picture(self._export, member) if body.kind == "image" else None
            if body.kind != "image" or mime:
                told = body.attachments[0] if body.attachments else Attachment()
                name = told.name or PurePosixPath(member).name
                body.attachments = (Attachment(name=name, path=member, mime=mime, size=told.size),)
                return
            if body.kind == "video":
                return

    def _stored(self, path: str) -> str | None:
        """The member that a path of the app's own is: "wxid_x\\\\FileStorage\\\\Video\\\\2024-01\\\\a.mp4"."""
        plain = path.replace("\\", "/")
        at = plain.find(f"{_STORE}/")
        return self._export.find(plain[at:]) if at >= 0 else None


def _items(data: object) -> dict[int, str]:
    """The items of BytesExtra by what they are."""
    found: dict[int, str] = {}
    for item in protobuf.every(data, 3):
        kind = next((value for number, value in protobuf.fields(item) if number == 1), None)
        if isinstance(kind, int):
            found.setdefault(kind, protobuf.text(item, 2))
    return found


def _unpacked(data: bytes) -> str:
    try:
        return block_words(data)
    except Unpackable:
        plain = data.rstrip(b"\0").decode(errors="replace")
        if plain.lstrip().startswith("<"):  # a tool has unpacked it already
            return plain
        raise
