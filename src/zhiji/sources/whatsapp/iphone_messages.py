"""The rows of ZWAMESSAGE become messages."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Json, Message, Precision, Problem, Reaction
from zhiji.sources.database import Database
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry
from zhiji.sources.whatsapp import jids, media_kinds, protobuf, vcards
from zhiji.sources.whatsapp.body import Body
from zhiji.sources.whatsapp.jids import SOURCE_NAME, Book
from zhiji.sources.whatsapp.tables import Beside, Table, from_seconds, instant, located, string, whole

SINCE_2001 = 978_307_200
_MESSAGE = (
    "Z_PK", "ZCHATSESSION", "ZGROUPMEMBER", "ZMEDIAITEM", "ZPARENTMESSAGE", "ZISFROMME", "ZMESSAGETYPE",
    "ZGROUPEVENTTYPE", "ZMESSAGEDATE", "ZSTANZAID", "ZFROMJID", "ZTOJID", "ZTEXT", "ZPUSHNAME", "ZSTARRED",
)  # fmt: skip
_MEDIA = (
    "ZMESSAGE", "Z_PK", "ZMEDIALOCALPATH", "ZTITLE", "ZFILESIZE", "ZMOVIEDURATION", "ZLATITUDE", "ZLONGITUDE",
    "ZVCARDSTRING", "ZVCARDNAME", "ZMETADATA", "ZMEDIAURL",
)  # fmt: skip
_NOTICES, _RENAMED = (6, 10, 12), 1
_CARD, _PLACE, _LINK, _DELETED, _CALL = 4, 5, 7, 14, 59
_BETWEEN_NAMES, _BETWEEN_CARDS = "_$!<Name-Separator>!$_", "_$!<VCard-Separator>!$_"
_NO_WORDS = re.compile(r"[\d,\s]+|\S+@(?:s\.whatsapp\.net|lid|g\.us)\b.*|[0-9A-Fa-f]{16,}", re.DOTALL)
_QUOTED, _REACTIONS = 5, 7  # fields of ZMETADATA, of ZRECEIPTINFO


def read(db: Database, book: Book, export: Export, member: str | None) -> Iterator[Entry]:
    """Each message, in the order in which it came."""
    reader = _Reader(db, book, export, member)
    yield from reader.messages()
    yield from reader.problems


class _Reader:
    """One ChatStorage.sqlite."""

    def __init__(self, db: Database, book: Book, export: Export, member: str | None) -> None:
        self.problems: list[Problem] = []
        self._db, self._book, self._export = db, book, export
        self._folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        sessions = Table(db, "ZWACHATSESSION", ["Z_PK", "ZCONTACTJID", "ZPARTNERNAME"])
        self._chats = {number: self._chat(raw, name) for number, raw, name in sessions.rows()}
        members = Table(db, "ZWAGROUPMEMBER", ["Z_PK", "ZMEMBERJID"])
        self._members = {number: book.jid(raw) for number, raw in members.rows()}
        media = Table(db, "ZWAMEDIAITEM", _MEDIA)
        self._media_by_id = media if media.has("Z_PK") else None
        self._media = Beside(media, "ZMESSAGE", self.problems)
        self._info = Beside(
            Table(db, "ZWAMESSAGEINFO", ["ZMESSAGE", "ZRECEIPTINFO"]), "ZMESSAGE", self.problems
        )
        self._ids = Table(db, "ZWAMESSAGE", ["ZSTANZAID"])

    def messages(self) -> Iterator[Entry]:
        table = Table(self._db, "ZWAMESSAGE", _MESSAGE)
        for row in table.rows("ORDER BY Z_PK" if table.has("Z_PK") else ""):
            told = dict(zip(_MESSAGE, row, strict=True))
            number = whole(told["Z_PK"]) or 0
            media = self._media_of(number, told)
            info = self._info.one(number)
            chat = self._chats.get(told["ZCHATSESSION"]) or self._chat(told["ZFROMJID"] or told["ZTOJID"], "")
            if chat is None:
                yield Problem(f"message {number}", "the chat that it belongs to is missing")
                continue
            yield self._message(number, told, chat, media, info)

    def _chat(self, raw: object, name: object) -> Chat | None:
        jid = self._book.jid(raw)
        shown = string(name).strip("\u200e\u200f\u202a\u202c \n")
        if jid:
            return self._book.chat(jid, self._book.names.get(jid, "") or shown)
        return Chat(name=shown, source=SOURCE_NAME) if shown else None

    def _media_of(self, number: int, told: dict[str, Any]) -> dict[str, Any] | None:
        row = self._media.one(number)
        if row is None and told["ZMEDIAITEM"] is not None and self._media_by_id is not None:
            row = next(self._media_by_id.rows("WHERE Z_PK = ?", told["ZMEDIAITEM"]), None)
        return dict(zip(_MEDIA, row, strict=True)) if row is not None else None

    def _message(
        self,
        number: int,
        told: dict[str, Any],
        chat: Chat,
        media: dict[str, Any] | None,
        info: tuple[Any, ...] | None,
    ) -> Message | Problem:
        seconds = told["ZMESSAGEDATE"]
        when = from_seconds(seconds, SINCE_2001)
        if when is None:
            return Problem(f"message {number}", "it has no time")
        type_ = whole(told["ZMESSAGETYPE"]) or 0
        sender = self._sender(told, chat, type_)
        body = self._notice(told, sender) if type_ in _NOTICES else self._sent(type_, told, media)
        extra = dict(body.extra)
        if told["ZSTARRED"] == 1:
            extra["starred"] = True
        if type_ not in media_kinds.IPHONE:
            extra["type"] = type_
        return Message(
            chat=chat,
            sender=sender,
            when=when,
            text=body.text,
            kind=body.kind,
            source_id=string(told["ZSTANZAID"]) or None,
            precision=Precision.EXACT if when.microsecond else Precision.SECOND,
            caption=vcards.in_words(body),
            reply_to=self._answered(told, media),
            reactions=tuple(self._reacted(info[1] if info else None)),
            recalled=body.recalled,
            attachments=body.attachments,
            extra=extra,
        )

    def _sender(self, told: dict[str, Any], chat: Chat, type_: int) -> Account:
        jid = self._members.get(told["ZGROUPMEMBER"], "")
        if type_ in _NOTICES:
            return self._book.account(jid) if jid else self._book.nobody
        if told["ZISFROMME"]:
            return self._book.owner
        from_ = self._book.jid(told["ZFROMJID"])
        if not jid and jids.is_person(from_):
            jid = from_
        if not jid and chat.kind == "direct":
            jid = chat.native or ""
        name = "" if jid in self._book.names else pushed(told["ZPUSHNAME"])
        return self._book.account(jid, name) if jid or name else self._book.nobody

    def _notice(self, told: dict[str, Any], sender: Account) -> Body:
        """What the app itself says; most of its numbers nobody has told the meaning of."""
        event, text = whole(told["ZGROUPEVENTTYPE"]), string(told["ZTEXT"])
        extra: dict[str, Json] = {"event": event} if event is not None else {}
        if _NO_WORDS.fullmatch(text):
            return Body("", "system", extra={**extra, "about": text})
        if text and event == _RENAMED and told["ZMESSAGETYPE"] == _NOTICES[0]:
            who = sender.name or ("You" if told["ZISFROMME"] else "Somebody")
            text = f'{who} changed the group name to "{text}"'
        return Body(text, "system", extra=extra)

    def _sent(self, type_: int, told: dict[str, Any], media: dict[str, Any] | None) -> Body:
        """What somebody sent."""
        text = string(told["ZTEXT"])
        if type_ == _DELETED:
            return Body("", recalled=True)
        if type_ == _CALL:
            return Body(text or "Call", "call")
        kind = media_kinds.IPHONE.get(type_, "text" if text else "media")
        if media is None:
            return Body(text, kind)
        if type_ == _CARD:
            return _cards(text, media)
        if type_ == _PLACE:
            return _place(text, media)
        if kind in ("text", "poll", "link"):
            return Body(text or string(media["ZTITLE"]), kind, extra=_link(media) if type_ == _LINK else {})
        return self._file(kind, text, media)

    def _file(self, kind: str, text: str, media: dict[str, Any]) -> Body:
        path, title = string(media["ZMEDIALOCALPATH"]), string(media["ZTITLE"])
        mime = string(media["ZVCARDSTRING"])
        kind = media_kinds.of_file(kind, mime=mime if "/" in mime and len(mime) < 80 else "", path=path)
        name, said = (title, text) if kind == "file" else ("", text or title)
        size = whole(media["ZFILESIZE"])
        files: tuple[Attachment, ...] = ()
        if path or name:
            # a file that is no document has no name but the path's, which no other export shows
            files = (Attachment(name=name, path=self._path(path), size=size if size and size > 0 else None),)
        seconds = whole(media["ZMOVIEDURATION"])
        timed = kind in ("voice", "audio", "video") and seconds
        return Body("" if said == name else said, kind, files, extra={"seconds": seconds} if timed else {})

    def _path(self, path: str) -> str | None:
        """Where the file lies: under Message/ beside the database, in copies of it sometimes without that."""
        if not path:
            return None
        plain = path.lstrip("/")
        return located(self._export, f"{self._folder}Message/{plain}", self._folder + plain)

    def _answered(self, told: dict[str, Any], media: dict[str, Any] | None) -> str | None:
        """The id of the message that this one answers."""
        if told["ZPARENTMESSAGE"] is not None:
            row = next(self._ids.rows("WHERE Z_PK = ?", told["ZPARENTMESSAGE"]), None)
            if row is not None and string(row[0]):
                return string(row[0])
        for number, value in protobuf.fields(media["ZMETADATA"] if media else None):
            if number == _QUOTED and (key := protobuf.text(value)).isalnum():
                return key
        return None

    def _reacted(self, blob: object) -> Iterator[Reaction]:
        for number, all_ in protobuf.fields(blob):
            for inner, one in protobuf.fields(all_) if number == _REACTIONS else ():
                told = dict(protobuf.fields(one)) if inner == 1 else {}
                emoji = protobuf.text(told.get(3, b""))
                if not emoji or len(emoji) > 32 or emoji.isascii():
                    continue
                jid = self._book.jid(protobuf.text(told.get(2, b"")))
                when = told.get(4)
                yield Reaction(
                    sender=self._book.name(jid) or jid if jid else "You",
                    emoji=emoji,
                    when=instant(when) if isinstance(when, int) and when > 10**9 else None,
                )


def pushed(name: object) -> str:
    """The name that people give themselves; since 2025 it is a field of a blob in base64."""
    plain = string(name)
    try:
        blob = base64.b64decode(plain, validate=True)
    except (binascii.Error, ValueError):
        return plain
    for number, value in protobuf.fields(blob):
        if number == 1 and (told := protobuf.text(value)).isprintable() and told:
            return told
    return plain


def _cards(text: str, media: dict[str, Any]) -> Body:
    cards = string(media["ZVCARDSTRING"])
    if "BEGIN:VCARD" in cards.upper():
        return vcards.said(cards.split(_BETWEEN_CARDS))
    names = string(media["ZVCARDNAME"]) or text
    return vcards.named([(name, []) for name in names.split(_BETWEEN_NAMES)])


def _place(text: str, media: dict[str, Any]) -> Body:
    found = media_kinds.place(media["ZLATITUDE"], media["ZLONGITUDE"])
    link, where = found or ("", {})
    url, title = string(media["ZMEDIAURL"]), string(media["ZTITLE"])
    said = f"{title}: {url or link}" if title else link
    return Body("\n".join(filter(None, (said, text))), "location", extra={**where})


def _link(media: dict[str, Any]) -> dict[str, Json]:
    told = (("title", media["ZTITLE"]), ("url", media["ZMEDIAURL"]))
    link: dict[str, Json] = {key: value for key, value in told if string(value)}
    return {"link": link} if link else {}
