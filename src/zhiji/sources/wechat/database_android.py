"""WeChat on Android: `EnMicroMsg.db`, decrypted: messages, people and groups in one database, times in milliseconds.

Columns as of WeChat 6.0 to 8.0.74 (2014 to 2026).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from hashlib import md5
from typing import Any

from zhiji.chat import Attachment, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.database import Database
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import protobuf
from zhiji.sources.wechat.appmsg import APP, TEXT
from zhiji.sources.wechat.database_body import Body
from zhiji.sources.wechat.database_people import Book, is_room
from zhiji.sources.wechat.database_places import DatabaseFormat, Failures, Family, Place, named
from zhiji.sources.wechat.database_reading import (
    UNREADABLE,
    identity,
    interpreted,
    message,
    moment,
    opened,
    text,
    timed,
    whole,
)

_COLUMNS = ("msgId", "msgSvrId", "type", "isSend", "createTime", "talker", "content", "imgPath")
_NEEDED = frozenset({"message", "rcontact"})
_BESIDE = frozenset({"userinfo", "chatroom", "ImgInfo2"})
_TYPES = {570425393: 10000, 603979825: 10000, -1879048186: 48}  # joining a group, sharing one's place
_LOW = 0xFFFF  # cards are 49 below this, with a number of their own above
_VOICE, _VIDEO = 34, 43
_NAMED = re.compile(r"([\w.@-]{2,128}):\d{1,9}:", re.ASCII)  # "wxid:2400:1" of voices and videos, without XML
_USER_NAME = 2  # what row of userinfo


class DatabaseAndroid(DatabaseFormat):
    """The decrypted database of WeChat for Android."""

    family = Family(messages=named("EnMicroMsg"), people=re.compile("(?!)"), sealed=named("EnMicroMsg"))

    def likeness(self, tables: frozenset[str], name: str) -> int:  # noqa: ARG002 - other versions need it
        """3 for messages beside contacts and what else is always there."""
        return 3 if tables >= _NEEDED and tables & _BESIDE else 0

    def read_place(self, export: Export, place: Place, failed: Failures) -> Iterator[Entry]:
        """Contacts, then all messages in the order of their rows."""
        with ExitStack() as stack:
            for label, one in opened(export, place.messages, stack, failed):
                book = Book()
                try:
                    _learn(one, book)
                except UnreadableFile as error:
                    yield Problem(label, str(error))
                yield from book.contacts()
                try:
                    yield from _read(export, one, label, book)
                except UnreadableFile as error:
                    yield Problem(label, str(error))


def _learn(database: Database, book: Book) -> None:
    """Take in the address book, the owner and the groups' members."""
    for number, value in database.rows("userinfo", ("id", "value")):
        if number == _USER_NAME:
            book.owner = text(value) or None
    for row in database.rows("rcontact", ("username", "conRemark", "nickname", "alias")):
        native, remark, nick, alias = map(text, row)
        book.add(native, remark=remark, nick=nick, alias=alias)
    for (members,) in database.rows("chatroom", ("roomdata",)):
        for member in protobuf.every(members, 1):
            book.carded(protobuf.text(member, 1), protobuf.text(member, 2))


def _read(export: Export, database: Database, label: str, book: Book) -> Iterator[Entry]:
    for row in timed(database, "message", _COLUMNS, "createTime"):
        local_id, server_id, kind, own, created, talker, content, _ = row
        native, when = text(talker), moment(created)
        if when is None or not native:
            what = "it has no time" if native else "it is in no chat"
            yield Problem(f"{label}: message, row {local_id}", what)
        elif kind == TEXT and type(content) is str and not is_room(native):
            yield Message(
                chat=book.chat(native),
                sender=book.me if own == 1 else book.account(native),
                when=when,
                text=content,
                source_id=identity(server_id),
                precision=Precision.MILLISECOND,
            )
        else:
            yield from _other(export, row, native, when, book, f"{label}: message, row {local_id}")


def _other(
    export: Export, row: tuple[Any, ...], native: str, when: datetime, book: Book, where: str
) -> Iterator[Entry]:
    _, server_id, kind, own, _, _, content, path = row
    kind = whole(kind) or 0
    base = _TYPES.get(kind) or (APP if kind & _LOW == APP else kind)
    said, group = text(content), is_room(native)
    sender = book.me if own == 1 else book.nobody if group else book.account(native)
    if group and own != 1 and base in (_VOICE, _VIDEO) and (found := _NAMED.match(said)):
        sender = book.account(found[1])
    sender, body = interpreted(book, sender, base, 0, said, group=group)
    if body.silent:
        yield Problem(where, f"{UNREADABLE} (type {kind})")
    _attach(export, body, text(path))
    yield message(book.chat(native), sender, when, identity(server_id), body, precision=Precision.MILLISECOND)


def _attach(export: Export, body: Body, path: str) -> None:
    """Give a voice or a video the file that it is, if the app's folder is there."""
    if body.kind == "voice" and path:
        digest = md5(path.encode()).hexdigest()
        name = f"msg_{path}.amr"
        member = export.find(f"voice2/{digest[:2]}/{digest[2:4]}/{name}")
    elif body.kind == "video" and path:
        name = f"{path}.mp4"
        member = export.find(f"video/{name}")
    else:
        return
    if member is not None:
        body.attachments = (Attachment(name=name, path=member),)
