"""The table `messages` of msgstore.db, as WhatsApp kept chats on Android until 2021."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from zhiji.chat import Account, Chat, Json, Message, Precision, Problem
from zhiji.sources.database import Database
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry
from zhiji.sources.whatsapp import media_kinds, vcards
from zhiji.sources.whatsapp.android_notices import sentence
from zhiji.sources.whatsapp.body import Body
from zhiji.sources.whatsapp.jids import Book
from zhiji.sources.whatsapp.tables import Beside, Table, instant, located, raw_jids, string, whole

_Rows = dict[str, list[tuple[Any, ...]]]  # of the side tables, by table
Located = Callable[[str], str]
_MESSAGES = (
    "_id", "key_remote_jid", "key_from_me", "key_id", "status", "data", "timestamp", "received_timestamp", "media_url",
    "media_mime_type", "media_wa_type", "media_size", "media_name", "media_caption", "media_duration", "origin",
    "latitude", "longitude", "thumb_image", "remote_resource", "quoted_row_id", "mentioned_jids", "edit_version",
    "forwarded", "starred",
)  # fmt: skip
_SIDE = {
    "message_media": ("message_row_id", "file_path", "mime_type"),
    "messages_vcards": ("message_row_id", "vcard"),
    "message_system": ("message_row_id", "action_type"),
    "missed_call_logs": ("message_row_id", "video_call"),
}
_NOTICE = 6  # messages.status
_WITHDRAWN = 7  # messages.edit_version
_PLACE, _LIVE, _CARD, _CARDS, _DELETED = 5, 16, 4, 14, 15
# The path of the file in a serialised com.whatsapp.MediaData
_PATH = re.compile(rb"(?:WhatsApp/)?Media/WhatsApp [^\x00-\x1f]{1,200}?\.\w{2,5}")


def read(db: Database, book: Book, export: Export, member: str | None) -> Iterator[Entry]:
    """Each message, in the order in which it came."""
    reader = _Reader(db, book, export, member)
    yield from reader.messages()
    yield from reader.problems


class _Reader:
    """One msgstore.db."""

    def __init__(self, db: Database, book: Book, export: Export, member: str | None) -> None:
        self.problems: list[Problem] = []
        self._db, self._book, self._export = db, book, export
        self._folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        self._subjects = {
            book.jid(jid): string(name)
            for jid, name in Table(db, "chat_list", ["key_remote_jid", "subject"]).rows()
        }
        raw = raw_jids(db)
        for jid, name in Table(db, "chat", ["jid_row_id", "subject"]).rows():
            self._subjects.setdefault(book.jid(raw.get(jid)), string(name))
        self._side = {
            name: Beside(Table(db, name, columns), columns[0], self.problems)
            for name, columns in _SIDE.items()
        }
        self._quotes = Table(db, "messages_quotes", ["key_id", "data", "key_remote_jid"])

    def messages(self) -> Iterator[Entry]:
        table = Table(self._db, "messages", _MESSAGES)
        for row in table.rows("ORDER BY _id" if table.has("_id") else ""):
            told = dict(zip(_MESSAGES, row, strict=True))
            number = whole(told["_id"]) or 0
            side = {name: found for name, one in self._side.items() if (found := one.take(number))}
            jid = self._book.jid(told["key_remote_jid"])
            when = instant(told["timestamp"]) or instant(told["received_timestamp"])
            if not jid:
                if told["key_remote_jid"] != "-1":  # the row that every database begins with
                    yield Problem(f"message {number}", "it says no chat")
            elif when is None:
                yield Problem(f"message {number}", "it has no time")
            else:
                chat = self._book.chat(jid, self._subjects.get(jid, ""))
                body = self._body(told, side)
                extra = {**body.extra, **_rest(told)}
                reply_to = self._answered(told, jid, extra)
                yield Message(
                    chat=chat,
                    sender=self._book.nobody if body.nobodys else self._sender(told, chat),
                    when=when,
                    text=body.text,
                    kind=body.kind,
                    source_id=string(told["key_id"]) or None,
                    precision=Precision.MILLISECOND,
                    caption=vcards.in_words(body),
                    reply_to=reply_to,
                    mentions=self._mentioned(told),
                    recalled=body.recalled,
                    attachments=body.attachments,
                    extra=extra,
                )

    def _located(self, path: str) -> str:
        return located(self._export, self._folder + path, f"{self._folder}WhatsApp/{path}")

    def _sender(self, told: dict[str, Any], chat: Chat) -> Account:
        if told["key_from_me"]:
            return self._book.owner
        author = self._book.jid(told["remote_resource"])
        jid = author or (chat.native if chat.kind == "direct" else "")
        return self._book.account(jid) if jid else self._book.nobody

    def _body(self, told: dict[str, Any], side: _Rows) -> Body:
        type_ = whole(told["media_wa_type"]) or 0
        if told["status"] == _NOTICE and "missed_call_logs" not in side:
            return self._notice(told, side)
        if told["edit_version"] == _WITHDRAWN or type_ == _DELETED:
            return Body("", recalled=True)
        if "missed_call_logs" in side:
            video = side["missed_call_logs"][0][1]
            return Body(f"Missed {'video' if video else 'voice'} call", "call")
        return _sent(type_, told, side, self._located)

    def _notice(self, told: dict[str, Any], side: _Rows) -> Body:
        """What the app says of the chat; older versions keep the action's number where others have a file's size."""
        action = whole(side["message_system"][0][1] if "message_system" in side else told["media_size"])
        author = self._book.jid(told["remote_resource"])
        who = "You" if told["key_from_me"] and not author else self._book.name(author) if author else ""
        said = sentence(action, who=who, whom="", name=string(told["data"]), was="")
        return Body(said, "system", nobodys=True, extra={"action": action} if action is not None else {})

    def _answered(self, told: dict[str, Any], jid: str, extra: dict[str, Json]) -> str | None:
        number = whole(told["quoted_row_id"])
        if not number:
            return None
        key, words, chat = next(self._quotes.rows("WHERE _id = ?", number), (None, None, None))
        elsewhere = self._book.jid(chat)
        if string(key) and elsewhere in ("", jid):
            return string(key)
        quoted: dict[str, Json] = {"text": string(words)} if string(words) else {}
        if elsewhere and elsewhere != jid:
            quoted["chat"] = elsewhere
        if quoted:
            extra["quoted"] = quoted
        return None

    def _mentioned(self, told: dict[str, Any]) -> tuple[str, ...]:
        listed = string(told["mentioned_jids"]).split(",")
        return tuple(
            dict.fromkeys(self._book.name(jid) for one in listed if (jid := self._book.jid(one.strip())))
        )


def _sent(type_: int, told: dict[str, Any], side: _Rows, located_: Located) -> Body:
    """What somebody sent."""
    text, name = string(told["data"]), string(told["media_name"])
    kind = media_kinds.ANDROID.get(type_, "text" if text else "media")
    if type_ in (_CARD, _CARDS):
        cards = [row[1] for row in side.get("messages_vcards", ())]
        body = vcards.said(cards or [text])
        return body if body.attachments else vcards.named([(name, [])])
    if type_ in (_PLACE, _LIVE):
        link, where = media_kinds.place(told["latitude"], told["longitude"]) or ("", {})
        if type_ == _LIVE:
            return Body(string(told["media_caption"]), "location", extra={**where, "live": True})
        url = string(told["media_url"]) or link
        return Body(f"{name}: {url}" if name else url, "location", extra={**where})
    if kind == "text" and not (told["media_mime_type"] and not text):
        return Body(text, kind)
    if kind == "call":
        return Body(text or "Missed voice call", "call")
    return _media(kind, told, side, located_)


def _media(kind: str, told: dict[str, Any], side: _Rows, located_: Located) -> Body:
    _, path, mime = side.get("message_media", ((None, None, None),))[0]
    path, mime = string(path) or _path(told["thumb_image"]), string(mime) or string(told["media_mime_type"])
    name = string(told["media_name"])
    kind = media_kinds.of_file(kind, mime=mime, path=path or name, voice=told["origin"] == 1)
    shown = name if kind == "file" or not path else ""
    said = string(told["media_caption"])
    if said and said in (name, path.rpartition("/")[2]):
        said = ""
    files = media_kinds.file(located_(path) if path else "", name=shown, mime=mime, size=told["media_size"])
    seconds = whole(told["media_duration"])
    timed = kind in ("voice", "audio", "video") and seconds
    return Body(said, kind, files, extra={"seconds": seconds} if timed else {})


def _path(blob: object) -> str:
    found = _PATH.search(blob) if isinstance(blob, bytes) else None
    return found[0].decode(errors="replace") if found else ""


def _rest(told: dict[str, Any]) -> dict[str, Json]:
    extra: dict[str, Json] = {}
    if told["starred"] == 1:
        extra["starred"] = True
    if forwarded := whole(told["forwarded"]):
        extra["forwarded"] = forwarded
    return extra
