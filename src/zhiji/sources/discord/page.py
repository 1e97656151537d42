"""DiscordChatExporter's HTML, which is what its window makes unless told otherwise.

A page has the ids of messages, and an id tells the time to the millisecond; so a page meets the JSON of its channel.
Bold, code and so on get back the marks that make them in Discord, as the JSON has them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from zhiji.chat import Attachment, Chat, Json, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import cards
from zhiji.sources.discord import chats, dates, markup
from zhiji.sources.discord.page_parts import Found, Parts
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.protocol import Entry, Peek

_MOST = 16
_CHUNK = 1 << 16
_LONGEST = 1 << 20  # characters without a tag; no page has as many
_START = re.compile(r"[\s\ufeff]*<(?:!doctype|html|head|!--|title)", re.IGNORECASE)
_OURS = "chatlog__message"
_ORDERS: tuple[dates.Order, ...] = ("mdy", "dmy")
_FARTHEST = timedelta(hours=27)  # time zones lie at most 26 hours apart
_NOTICES = (
    (re.compile(r"pinned a message.*", re.DOTALL), "Pinned a message."),
    (
        re.compile(r"started a call that lasted (\d+)(?:[.,]\d+)? minutes?\.?"),
        r"Started a call that lasted \1 minutes.",
    ),
)


class Page:
    """A channel's page, or a zip or folder of such pages."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Some pages."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by the names that it gives to parts of a page."""
        heads = [peek.text(member) for member in self.wants(peek)] if peek.members else [peek.text()]
        return max((_sureness(head) for head in heads), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message, in the page's order."""
        accounts = chats.Accounts()
        yield from each_file(
            export, _members(export.members), _sureness, lambda member: _File(export, member, accounts).read()
        )


def _members(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.lower().endswith((".html", ".htm"))]


def _sureness(head: str) -> int:
    return 3 if _START.match(head) and _OURS in head else 0


class _File:
    """One page."""

    def __init__(self, export: Export, member: str | None, accounts: chats.Accounts) -> None:
        self._export, self._member, self._accounts = export, member, accounts
        self._label = member or export.name
        self._folder = self._label[: self._label.rfind("/") + 1]
        self._chat: Chat | None = None

    def read(self) -> Iterator[Entry]:
        parts = Parts()
        for text in self._chunks():
            parts.feed(text)
            if len(parts.rest) > _LONGEST:
                raise UnreadableFile(self._export.label(self._member), "a tag in it never ends.")
            yield from self._taken(parts)
        parts.feed("", last=True)
        yield from self._taken(parts)

    def _chunks(self) -> Iterator[str]:
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        with self._export.json(self._member) as stream:  # any text, as UTF-8
            while data := stream.read(_CHUNK):
                yield decode(data)

    def _taken(self, parts: Parts) -> Iterator[Entry]:
        while parts.found:
            one = parts.found.popleft()
            if self._chat is None:
                self._chat = self._named(parts.heading)
            found = self._message(one, self._chat)
            yield Problem(f"{self._label}: message {one.native}", found) if isinstance(found, str) else found

    def _named(self, heading: list[str]) -> Chat:
        guild, channel = [*heading, "", ""][:2]
        stem = self._label.rpartition("/")[2].rpartition(".")[0]
        return chats.chat_of_file(stem, channel=channel.rpartition(" / ")[2], guild=guild)

    def _message(self, one: Found, chat: Chat) -> Message | str:
        time = _time(one)
        if time is None:
            return "it has no time"
        when, precision = time
        text, kind = one.text, "text"
        if one.notice:
            text = _as_json_says(one.notice)
            kind = "call" if markup.kind_of_words(text) == "call" else "system"
        rest: dict[str, Any] = {}
        extra: dict[str, Json] = {"edited": True} if one.edited else {}
        if one.files:
            rest["attachments"] = tuple(self._attachment(address, name) for address, name in one.files)
            kind = kind if text else markup.kind_of_file(rest["attachments"][0].name)
            if urls := [url for address, _ in one.files if (url := markup.without_key(address))]:
                extra["urls"] = [*urls]
        elif one.stickers and not text:
            kind = "sticker"
        shown = [", ".join(one.stickers), *one.embeds]
        if not text and kind == "text":
            text = "\n\n".join(filter(None, one.embeds))
        if caption := cards.beside(text, shown):
            rest["caption"] = caption
        if one.reply_to:
            rest["reply_to"] = one.reply_to
        if one.reactions:
            extra["reactions"] = {name: int(count) for name, count in one.reactions if count.isdigit()}
        if extra:
            rest["extra"] = extra
        return Message(
            chat=chat,
            sender=self._accounts.get(chats.native_id(one.author), one.author_name),
            when=when,
            precision=precision,
            zone="known" if when.tzinfo else "assumed",
            source_id=one.native,
            text=text,
            kind=kind,
            **rest,
        )

    def _attachment(self, address: str, name: str) -> Attachment:
        return Attachment(name=name or markup.file_name(address), path=markup.saved_at(address, self._folder))


def _time(one: Found) -> dates.Time | None:
    """The time that the id tells, unless the page says that it was another day."""
    readings = (
        [time for order in _ORDERS if (time := dates.read(text, order))] for text in reversed(one.times)
    )
    written = next(filter(None, readings), [])
    exact = chats.made_at(one.native)
    if exact is None or (written and not any(_near(exact, when) for when, _ in written)):
        return written[0] if written else None
    return exact, Precision.MILLISECOND


def _near(exact: datetime, when: datetime) -> bool:
    return abs(exact - when.replace(tzinfo=when.tzinfo or UTC)) < _FARTHEST


def _as_json_says(notice: str) -> str:
    """What happened, worded as the other formats word it."""
    for pattern, words in _NOTICES:
        if match := pattern.fullmatch(notice):
            return match.expand(words)
    return notice[:1].upper() + notice[1:]
