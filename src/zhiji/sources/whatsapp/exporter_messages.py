"""One record of WhatsApp-Chat-Exporter -> one Message."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Contact, Json, Message, Precision, Reaction
from zhiji.sources.whatsapp import jids, media_kinds, vcards
from zhiji.sources.whatsapp.android_notices import BUSINESS, ENCRYPTED, TIMER
from zhiji.sources.whatsapp.body import Body
from zhiji.sources.whatsapp.jids import SOURCE_NAME, Book
from zhiji.sources.whatsapp.tables import from_seconds, string, whole

_MISSING = "The media is missing"
_LEFT_OUT = "The media is omitted in the chat"
_DELETED = "Message deleted"
_BINARY = "The message is binary data and its base64 is "
_CARDS = "This media include the following vCard file(s):"
_CALLS = re.compile(r"An? (?:group )?(?:video|voice) call (?:was missed|to |from )")
_PLACE = re.compile(r"Location shared: \((-?\d+(?:\.\d+)?), (-?\d+(?:\.\d+)?)\)")
_ANCHOR = re.compile(r'<a href="([^"<>]*)">([^<>]*)</a>')
_BREAK = re.compile(r" ?<br ?/?>")
_CUT = 17  # characters of an id that the tool keeps of an iPhone's: not enough to tell the message by it
_SENTENCES = [
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r'(.*) created a group with name: "(.*)"', r'\1 created group "\2"'),
        (r"(.+) was added to the group", r"\1 was added"),
        (r"(.+) left the group", r"\1 left"),
        (r"(.*) changed the group icon", r"\1 changed this group's icon"),
        (r"You were added into the group by (.+)", r"\1 added you"),
        (r"(.*) created a broadcast channel", r"\1 created a broadcast list"),
        (r"The security code between you and (.+) changed", r"Your security code with \1 changed."),
        (r"This chat is now end-to-end encrypted", ENCRYPTED),
        (r"Mess(?:ag|ga)e timer was enabled/updated/disabled", TIMER),
        (r"The contact is an official business account", BUSINESS),
    )
]
_LAST_SECOND = 10**10
_DIGITS = re.compile(r"(\d{5,20})(?::\d+)?")
_LID = 14  # digits of a lid at least, and more than telephone numbers have


def contact(book: Book, jid: str, about: Mapping[str, Any]) -> Contact | None:
    """What the file says of a person beside what was said."""
    name = about.get("name")
    if not jids.is_person(jid) or not isinstance(name, str) or not name.strip():
        return None
    status = about.get("status")
    return Contact(
        account=book.account(jid),
        names=(name.strip(),),
        numbers=tuple(filter(None, [jids.number(jid)])),
        details={"status": status} if isinstance(status, str) and status.strip() else {},
    )


class ChatRecords:
    """Makes the messages of one chat."""

    def __init__(
        self,
        book: Book,
        raw: str,
        about: Mapping[str, Any],
        named: Mapping[str, str],
        located: Callable[[str], str],
    ) -> None:
        jid, name = jids.tidy(raw) if "@" in raw else "", string(about.get("name"))
        self._book, self._named, self._located = book, named, located
        self._type = string(about.get("type"))
        self._exported = raw == "ExportedChat"
        if jid:
            self.chat = book.chat(jid, name)
        else:
            native = None if self._exported else raw
            self.chat = Chat(name=name or raw, native=native, source=SOURCE_NAME)

    def message(self, record: dict[str, Any]) -> Message | str:
        """The message, or what is wrong with it."""
        stamp = record.get("timestamp")
        number = stamp if isinstance(stamp, int | float) and not isinstance(stamp, bool) else None
        when = None if number is None else from_seconds(number / 1000 if number > _LAST_SECOND else number)
        if when is None:
            return "it has no time"
        body = self._body(record)
        key = self._key(record, "full_key_id", "key_id")
        extra: dict[str, Json] = {**body.extra}
        reply_to = self._key(record, "reply_key_id", "reply")
        quoted = _unbroken(record.get("quoted_data"))
        if quoted and (reply_to is None or key is None):
            extra["quoted"] = {"text": quoted}
        return Message(
            chat=self.chat,
            sender=self._book.nobody if body.nobodys else self._sender(record),
            when=when,
            text=body.text,
            kind=body.kind,
            source_id=key,
            precision=self._precision(when.microsecond),
            caption=vcards.in_words(body),
            transcript=self._transcript(record),
            reply_to=reply_to,
            reactions=tuple(_reactions(record.get("reactions"))),
            recalled=body.recalled,
            attachments=body.attachments,
            extra=extra,
        )

    def _precision(self, microsecond: int) -> int:
        if self._exported:
            return Precision.MINUTE
        if self._type == "ios":
            return Precision.EXACT if microsecond else Precision.SECOND
        return Precision.MILLISECOND

    def _key(self, record: Mapping[str, Any], whole_: str, cut: str) -> str | None:
        """The app's id of a message; None if the tool cut it off, for then it isn't the one that others tell."""
        if full := string(record.get(whole_)):
            return full
        key = string(record.get(cut))
        return None if not key or (self._type == "ios" and len(key) == _CUT) else key

    def _sender(self, record: Mapping[str, Any]) -> Account:
        if record.get("from_me"):
            return self._book.owner
        jid = self._book.jid(record.get("sender_jid")) or self._book.jid(record.get("sender_lid"))
        name = string(record.get("sender"))
        if not jid and (digits := _DIGITS.fullmatch(name)):
            jid = self._book.jid(f"{digits[1]}@{'lid' if len(digits[1]) >= _LID else 's.whatsapp.net'}")
            name = ""
        elif not jid and name:
            jid = self._named.get(name, "")
        if not jid and self.chat.kind == "direct":
            jid = self.chat.native or ""
        if not jid and not name and self._exported:
            name = self.chat.name
        return self._book.account(jid, name) if jid or name else self._book.nobody

    def _body(self, record: Mapping[str, Any]) -> Body:
        data = string(record.get("data"))
        kind = self._kind(record)
        if record.get("meta") and (found := self._meta(data, kind, record)) is not None:
            return found
        if data.startswith(_BINARY):
            return Body("", "media")
        if record.get("media"):
            return self._file(kind, data, record)
        if data.startswith(_CARDS):
            return _cards(data, self._located)
        if not data and record.get("caption"):  # a picture that isn't there
            return Body(_unbroken(record["caption"]), kind)
        return Body(
            _unbroken(data), kind if data or kind != "text" or record.get("message_type") == 0 else "media"
        )

    def _kind(self, record: Mapping[str, Any]) -> str:
        kinds = media_kinds.IPHONE if self._type == "ios" else media_kinds.ANDROID
        type_ = whole(record.get("message_type"))
        if record.get("sticker") is True:
            return "sticker"
        return kinds.get(type_, "text") if type_ is not None else "text"

    def _meta(self, data: str, kind: str, record: Mapping[str, Any]) -> Body | None:
        """What the tool says instead of a message, and what the app says of a chat."""
        if data == _DELETED:
            return Body("", recalled=True)
        if data in (_MISSING, _LEFT_OUT):
            return self._file(kind, "", record)
        if data.startswith(_CARDS):
            return _cards(data, self._located)
        if data.startswith(_BINARY):
            return None
        if found := _PLACE.match(data):
            link, where = media_kinds.place(float(found[1]), float(found[2])) or (data, {})
            return Body(link, "location", extra={**where})
        if _CALLS.match(data):
            return Body(data, "call")
        if kind not in ("text", "system", "call") and not data:
            return Body("", kind)
        return Body(_as_the_app_says(html.unescape(_unbroken(data))), "system", nobodys=True)

    def _file(self, kind: str, path: str, record: Mapping[str, Any]) -> Body:
        """A file, or that there was one."""
        if path == _MISSING:
            path = ""
        mime, caption = string(record.get("mime")), _unbroken(record.get("caption"))
        mime = mime if "/" in mime else ""
        if path or mime or kind != "text":
            kind = media_kinds.of_file("file" if kind == "text" else kind, mime=mime, path=path)
        else:
            kind = "media"
        if self._transcript(record) is not None:
            kind, caption = "voice", ""
        name = ""
        if self._type == "ios":
            name, caption = (caption, "") if kind == "file" else ("", caption)
            return Body(caption, kind, _nameless(self._located(path) if path else "", name, mime))
        return Body(caption, kind, media_kinds.file(self._located(path) if path else "", mime=mime))

    def _transcript(self, record: Mapping[str, Any]) -> str | None:
        """What the app heard in a voice note; the tool writes it as a caption in quotes."""
        caption = record.get("caption")
        heard = self._type != "ios" and record.get("message_type") == 2 and isinstance(caption, str)
        return (
            caption[1:-1] or None
            if heard and isinstance(caption, str) and caption[:1] == caption[-1:] == '"'
            else None
        )


def _nameless(path: str, name: str, mime: str) -> tuple[Attachment, ...]:
    """An iPhone's file, whose name on the phone no other export shows."""
    return (Attachment(name=name, path=path or None, mime=mime or None),) if path or name else ()


def _cards(data: str, located: Callable[[str], str]) -> Body:
    found = [(html.unescape(path), html.unescape(name)) for path, name in _ANCHOR.findall(data)]
    body = vcards.named([(name, []) for _, name in found])
    files = tuple(
        Attachment(name=one.name, path=located(path) if path else None)
        for one, (path, _) in zip(body.attachments, found, strict=False)
    )
    return Body("", "contact", files, extra=body.extra)


def _as_the_app_says(text: str) -> str:
    """The tool's sentence in the words of the app, as the databases are read."""
    for pattern, words in _SENTENCES:
        if found := pattern.fullmatch(text):
            return found.expand(words)
    return text


def _unbroken(data: object) -> str:
    return _BREAK.sub("\n", data) if isinstance(data, str) else ""


def _reactions(told: object) -> Iterator[Reaction]:
    for sender, emoji in told.items() if isinstance(told, dict) else ():
        if isinstance(emoji, str) and emoji:
            yield Reaction(sender=sender, emoji=emoji)
