"""One block of a page of Telegram Desktop -> one Message."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Contact, Forwarded, Json, Message, Precision, Reaction
from zhiji.sources.telegram.records import SOURCE_NAME

_BEGIN = re.compile(r'<div class="message (default|service)([^"]*)"(?: id="[a-z]*(-?\d{1,20})"|>)')
_STAMP = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4}) (\d{1,2}):(\d\d):(\d\d)(?: UTC(?:([+-])(\d\d?):?(\d\d)?)?)?"
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
_DATE = re.compile(r'<(?:div|span) class="(?:pull_right )?date details" title="([^"]*)"')
_FORWARDED = '<div class="forwarded body">'
_NAME = re.compile(r'<div class="from_name">(.*?)(?=</div>|<span )', re.DOTALL)
_REPLY = re.compile(r'<div class="reply_to details">(.*?)</div>', re.DOTALL)
_ANSWERED = re.compile(r"GoToMessage\((-?\d{1,20})\)|#go_to_message(-?\d{1,20})")
_SIGNED = re.compile(r'<div class="signature details">(.*?)</div>', re.DOTALL)
_TEXT = re.compile(r'<div class="text">(.*?)</div>', re.DOTALL)
_SERVICE = re.compile(r'<div class="body details">(.*?)</div>', re.DOTALL)
_MEDIA = re.compile(
    r'<(?:a|div) class="(?P<class>(?:photo|video_file|animated|sticker)_wrap|media) clearfix pull_left(?: block_link)?'
    r'(?: media_(?P<kind>\w+))?[^"]*"(?: href="(?P<href>[^"]*)")?'
)
_PART = {
    name: re.compile(rf'<div class="{name}">(.*?)</div>', re.DOTALL)
    for name in ("title bold", "description", "status details", "question bold", "answer", "video_duration")
}
_POLL = '<div class="media_poll">'
_VOTES = re.compile(r'<span class="details">(\d+) votes?[^<]*</span>')
_REACTION = re.compile(r'<span class="reaction[ "](.*?)(?=<span class="reaction[ "]|\Z)', re.DOTALL)
_EMOJI = re.compile(r'class="emoji">(.*?)</span>', re.DOTALL)
_WHO = re.compile(r'class="initials"[^>]*title="([^"]*)"')
_TAG = re.compile(r"<(/?)(\w{1,20})([^<>]*)>")
_HREF = re.compile(r'href ?= ?"([^"]*)"')
_VIA = re.compile(r" via (@\w+)\Z")
_SECONDS = re.compile(r"\((\d{1,7}) seconds?\)")
_PLACE = re.compile(r"(-?\d{1,3}(?:\.\d+)?), ?(-?\d{1,3}(?:\.\d+)?)")
_ENTRY_NAME = re.compile(r'<div class="name bold">(.*?)</div>', re.DOTALL)
_ENTRY_NUMBER = re.compile(r'<div class="details_entry details">(.*?)</div>', re.DOTALL)
_LOOKS = {"strong": "bold", "em": "italic", "code": "code", "pre": "pre", "u": "underline", "s": "strikethrough",
          "blockquote": "blockquote"}  # fmt: skip
_CALLS = {
    "ShowMentionName": "mention_name",
    "ShowHashtag": "hashtag",
    "ShowBotCommand": "bot_command",
    "ShowCashtag": "cashtag",
}
_KINDS = {"photo": "image", "video_file": "video", "animated": "video", "sticker": "sticker"}
_GENERIC = {
    "photo": "image", "video": "video", "voice_message": "voice", "audio_file": "audio", "file": "file",
    "contact": "contact", "location": "location", "live_location": "location", "venue": "location", "game": "game",
    "invoice": "invoice", "call": "call",
}  # fmt: skip
_STICKER, _NOT_NAMES = "Sticker", frozenset({"File", "Audio file"})
_DELETED = "Deleted Account"
_NEVER_A_DATE = (
    -100_000_000
)  # ids of messages of the group that a supergroup was lie below, those of dates above
_MOST_WAITING = 1000
_UNSUPPORTED = "This message is not supported by this version of Telegram Desktop"


@dataclass(slots=True)
class _Said:
    """What a block holds, as far as it is found."""

    text: str = ""
    kind: str = "text"
    attachments: tuple[Attachment, ...] = ()


class Page:
    """Makes the messages of one chat; a message may go on without its sender's name.

    Service lines have no time: one that begins a day takes that of the message after it, the others that before.
    """

    def __init__(self, chat: Chat, folder: str, zone: tzinfo | None) -> None:
        self._chat, self._folder, self._zone = chat, folder, zone
        self._accounts: dict[str, Account] = {"": Account(name="", source=SOURCE_NAME)}
        self._sender = ""
        self._via = ""
        self._forwarded: Forwarded | None = None
        self._last: datetime | None = None
        self._new_day = False
        self._waiting: list[Message] = []

    def read(self, block: str) -> Iterator[Message | str]:
        """The messages that are known after this block, or what is wrong with it."""
        begin = _BEGIN.match(block)
        if begin is None or (begin[3] is None and not _DATE.search(block)):
            yield "it is no message but something else"
        elif begin[1] == "service":
            yield from self._service(begin[3], block)
        else:
            yield from self._message(begin, block)

    def end(self) -> Iterator[Message]:
        """What still waited for a time."""
        waiting, self._waiting = self._waiting, []
        yield from waiting

    def _message(self, begin: re.Match[str], block: str) -> Iterator[Message | str]:
        own, _, inner = block.partition(_FORWARDED)
        joined = "joined" in begin[2] or begin[3] is None  # a page that was cleaned of ids
        extra: dict[str, Json] = {}
        when = _when(found[1]) if (found := _DATE.search(own)) else None
        if when is None and self._last:
            extra["timed_by"] = "the message before"
        when = when or self._last
        self._name(own, joined=joined)
        if when is None:
            yield "it has no time"
            return
        for one in self.end():
            yield replace(one, when=when, zone="known" if when.tzinfo else "assumed")
        self._last, self._new_day = when, False
        if self._via:
            extra["via_bot"] = self._via
        said = _said(inner or own, self._folder, extra)
        if signed := _SIGNED.search(block):
            extra["author"] = plain(signed[1])
        yield Message(
            chat=self._chat,
            sender=self._account(self._sender),
            when=when,
            text=said.text,
            kind=said.kind,
            source_id=begin[3],
            precision=Precision.SECOND,
            zone="known" if when.tzinfo else "assumed",
            reply_to=_reply(block, extra),
            forwarded=self._passed_on(inner, joined=joined),
            mentions=_mentions(extra, said.text),
            reactions=tuple(_reactions(block)) if 'class="reaction' in block else (),
            attachments=said.attachments,
            extra=extra,
        )

    def _service(self, number: str | None, block: str) -> Iterator[Message | str]:
        words = plain(found[1]) if (found := _SERVICE.search(block)) else ""
        day = _DAY.fullmatch(words)
        if day and 1970 <= int(day[3]) <= 2200:
            self._begin_day(day)
        if day or _NEVER_A_DATE < int(number or 0) < 0:
            return
        if self._last is None:
            yield "it has no time, nor has a message before it"
            return
        after = "the message after" if self._new_day else "the message before"
        extra: dict[str, Json] = {"timed_by": after}
        made = Message(
            chat=self._chat,
            sender=self._account(""),
            when=self._last,
            text=words,
            kind="unsupported" if words.startswith(_UNSUPPORTED) else "system",
            source_id=number,
            precision=Precision.MINUTE,
            zone="known" if self._last.tzinfo else "assumed",
            reply_to=_reply(block, extra),
            extra=extra,
        )
        if self._new_day and len(self._waiting) < _MOST_WAITING:
            self._waiting.append(made)
        else:
            yield made

    def _begin_day(self, day: re.Match[str]) -> None:
        """From here on it is that day."""
        try:
            self._last = datetime(int(day[3]), _MONTHS.index(day[2]) + 1, int(day[1]), tzinfo=self._zone)
        except ValueError:
            return
        self._new_day = True

    def _name(self, own: str, *, joined: bool) -> None:
        found = _NAME.search(own)
        if found is None:
            if not joined:
                self._sender = self._via = ""
            return
        name = plain(found[1])
        via = _VIA.search(name)
        self._via = via[1] if via else ""
        name = name[: via.start()] if via else name
        self._sender = "" if name == _DELETED else name.strip()

    def _passed_on(self, inner: str, *, joined: bool) -> Forwarded | None:
        if not inner:
            return None
        found = _NAME.search(inner)
        if found is None:
            return self._forwarded if joined else None
        dated = _DATE.search(inner)
        name = _VIA.sub("", plain(found[1]))
        self._forwarded = Forwarded(
            sender=None if name == _DELETED else name, when=_when(dated[1]) if dated else None
        )
        return self._forwarded if self._forwarded != Forwarded() else None

    def _account(self, name: str) -> Account:
        known = self._accounts.get(name)
        if known is None:
            known = self._accounts[name] = Account(name=name, source=SOURCE_NAME)
        return known


def plain(markup: str) -> str:
    """The words of a piece of a page."""
    return _text(markup)[0]


def contact(block: str) -> Contact | None:
    """An entry of the address book."""
    name = plain(found[1]) if (found := _ENTRY_NAME.search(block)) else ""
    if not name or name == _DELETED:
        return None
    number = plain(found[1]) if (found := _ENTRY_NUMBER.search(block)) else ""
    account = Account(name=name, source=SOURCE_NAME)
    return Contact(account=account, names=(name,), numbers=(number,) if number else ())


def _said(block: str, folder: str, extra: dict[str, Json]) -> _Said:
    said = _Said()
    if _POLL in block:
        _poll(block, said, extra)
    elif media := _MEDIA.search(block):
        _media(block, media, folder, said, extra)
    if found := _TEXT.search(block):
        text, looks = _text(found[1])
        said.text = text if said.kind not in ("poll", "contact", "game", "invoice") else said.text or text
        if looks:
            extra["entities"] = [*looks]
    return said


def _poll(block: str, said: _Said, extra: dict[str, Json]) -> None:
    question = _part(block, "question bold")
    options: list[Json] = []
    for found in _PART["answer"].finditer(block):
        votes = _VOTES.search(found[1])
        words = plain(found[1][: votes.start()] if votes else found[1]).removeprefix("- ")
        options.append({"text": words, "votes": int(votes[1]) if votes else 0})
    said.kind = "poll"
    said.text = "\n".join([question, *(f"- {one['text']}" for one in options if isinstance(one, dict))])
    extra["poll"] = {"question": question, "answers": options}


def _media(block: str, media: re.Match[str], folder: str, said: _Said, extra: dict[str, Json]) -> None:
    title, status = _part(block, "title bold"), _part(block, "status details")
    wrapped = media["class"].removesuffix("_wrap")
    said.kind = _KINDS.get(wrapped) or _GENERIC.get(media["kind"] or "", "media")
    if title == _STICKER:
        said.kind = "sticker"
    href = html.unescape(media["href"] or "")
    match said.kind:
        case "call":
            said.text = _call(status)
        case "contact":
            said.text = " ".join(filter(None, (title, status.removesuffix(" - vCard"))))
            said.attachments = tuple(_files(href, "", folder))
        case "location":
            about = _part(block, "description")
            said.text = ", ".join(filter(None, (title, about))) if media["kind"] == "venue" else ""
            if found := _PLACE.search(status or href):
                extra["latitude"], extra["longitude"] = float(found[1]), float(found[2])
        case "game" | "invoice":
            said.text = ": ".join(filter(None, (title, _part(block, "description"))))
        case _:
            missing = _part(block, "description")
            if not href and missing:
                extra["missing"] = missing
            name = title if media["kind"] == "file" and title not in _NOT_NAMES else ""
            said.attachments = tuple(_files(href, name, folder))


def _files(href: str, name: str, folder: str) -> Iterator[Attachment]:
    if href.startswith(("http://", "https://")) or not (href or name):
        return
    path = re.sub(r"\A(?:\.\./)+", "", href)
    prefix = folder if path == href else ""  # ../../photos/x of a chat's page is x of the whole export
    yield Attachment(name=name or path.rpartition("/")[2], path=prefix + path if path else None)


def _call(status: str) -> str:
    if found := _SECONDS.search(status):
        seconds = int(found[1])
        return f"call, {seconds // 60}:{seconds % 60:02}"
    return {"Missed": "missed call", "Cancelled": "missed call", "Declined": "declined call"}.get(
        status, "call"
    )


def _part(block: str, name: str) -> str:
    found = _PART[name].search(block)
    return plain(found[1]) if found else ""


def _text(markup: str) -> tuple[str, list[dict[str, Json]]]:
    """The words, and which of them are links, bold and so on, by where they stand."""
    markup = markup.strip()
    if "<" not in markup:
        return html.unescape(markup), []
    words: list[str] = []
    looks: list[dict[str, Json]] = []
    opened: list[tuple[str, str, int]] = []
    at = last = 0
    for tag in _TAG.finditer(markup):
        piece = html.unescape(markup[last : tag.start()].replace("\n", ""))
        last = tag.end()
        words.append(piece)
        at += len(piece)
        if tag[2] == "br":
            words.append("\n")
            at += 1
        elif not tag[1]:
            opened.append((tag[2], tag[3], at))
        elif opened and opened[-1][0] == tag[2]:
            name, attributes, start = opened.pop()
            if look := _look(name, attributes, "".join(words)[start:]):
                looks.append({**look, "start": start, "end": at})
    words.append(html.unescape(markup[last:].replace("\n", "")))
    return "".join(words).rstrip(), looks


def _look(name: str, attributes: str, words: str) -> dict[str, Json] | None:
    if name in _LOOKS:
        return {"type": _LOOKS[name]}
    if name == "span":
        return {"type": "spoiler"} if "spoiler" in attributes else None
    if name != "a":
        return None
    href = html.unescape(found[1]) if (found := _HREF.search(attributes)) else ""
    if not href:
        kind = next((kind for call, kind in _CALLS.items() if call in attributes), None)
        return {"type": kind} if kind else None
    if href.startswith("mailto:"):
        return {"type": "email"}
    if href.startswith("tel:"):
        return {"type": "phone"}
    if words.startswith("@") and href.endswith(f"/{words[1:]}"):
        return {"type": "mention"}
    return {"type": "link"} if href == words else {"type": "text_link", "href": href}


def _mentions(extra: dict[str, Json], text: str) -> tuple[str, ...]:
    looks: Any = extra.get("entities", ())
    named = (text[one["start"] : one["end"]] for one in looks if one["type"] in ("mention", "mention_name"))
    return tuple(dict.fromkeys(name.lstrip("@") for name in named if name))


def _reply(block: str, extra: dict[str, Json]) -> str | None:
    found = _REPLY.search(block) or _SERVICE.search(block)
    target = _ANSWERED.search(found[1]) if found else None
    if target is not None:
        return target[1] or target[2]
    if found and "another chat" in found[1]:
        extra["reply_to"] = "a message in another chat"
    return None


def _reactions(block: str) -> Iterator[Reaction]:
    start = block.find('class="reactions"')
    for one in _REACTION.finditer(block, max(start, 0)):
        emoji = plain(found[1]) if (found := _EMOJI.search(one[1])) else ""
        for who in _WHO.finditer(one[1]):
            yield Reaction(sender=html.unescape(who[1]).partition(", ")[0], emoji=emoji)


def zone(head: str) -> tzinfo | None:
    """The exporter's zone, from how a page begins; None if the export is older than 2021 and doesn't tell."""
    when = _when(found[1]) if (found := _DATE.search(head)) else None
    return when.tzinfo if when else None


def _when(title: str) -> datetime | None:
    """The instant, in the exporter's zone; naive in exports before 2021, which don't tell the zone."""
    found = _STAMP.match(title)
    if found is None:
        return None
    day, month, year, hour, minute, second = (int(found[number]) for number in range(1, 7))
    if not 1970 <= year <= 2200:
        return None
    try:
        when = datetime(year, month, day, hour, minute, second)
        if "UTC" in title:
            offset = timedelta(hours=int(found[8] or 0), minutes=int(found[9] or 0))
            when = when.replace(tzinfo=timezone(-offset if found[7] == "-" else offset))
    except ValueError:
        return None
    return when
