"""What a Skype message says: its markup as plain words, and what the markup tells beside them.

Emoticons are the characters that were typed (`<ss type="smile">:)</ss>`), mentions the name, a quote is taken out of the
text and told apart, `<e_m>` at the end says that the message was edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from zhiji.sources.markup import attributes, pieces_of, unescaped

_LINES = frozenset({"p", "div", "li", "tr", "blockquote", "h1", "h2", "h3"})
_LAST_MS = 7_258_118_400_000
_DEEPEST = 20  # quotes in quotes


@dataclass(slots=True)
class Quote:
    """A message that is quoted in another."""

    author: str = ""
    name: str = ""
    native: str = ""  # its id
    when: datetime | None = None
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The quoted words."""
        return unescaped("".join(self.words)).strip()


@dataclass(slots=True)
class Said:
    """What a message says."""

    text: str
    quotes: list[Quote] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # whose words don't show where they lead
    edited: datetime | None = None
    is_edited: bool = False


def said(content: str) -> Said:
    """The words of rich text."""
    if "<" not in content:
        return Said(unescaped(content) if "&" in content else content)
    return _Reader().read(content)


class _Reader:
    """Follows one message's markup."""

    def __init__(self) -> None:
        self._said = Said("")
        self._words: list[str] = []
        self._open: list[Quote] = []
        self._legacy = 0  # what older apps show around a quote
        self._href = ""
        self._linked: list[str] = []

    def read(self, content: str) -> Said:
        for name, rest in pieces_of(content):
            if not name:
                self._text(rest)
            elif name.startswith("/"):
                self._close(name[1:])
            else:
                self._start(name, rest)
        self._said.text = _tidy(unescaped("".join(self._words)))
        return self._said

    def _text(self, text: str) -> None:
        if not self._legacy:
            (self._open[-1].words if self._open else self._words).append(text)
            if self._href:
                self._linked.append(text)

    def _start(self, name: str, rest: str) -> None:
        if name == "legacyquote":
            self._legacy += not rest.endswith("/")
        elif name == "quote" or (name == "blockquote" and "Reply" in rest):
            self._quote(attributes(rest))
        elif name == "br":
            self._text("\n")
        elif name in ("img", "emoji") and not self._legacy:
            self._text(attributes(rest).get("alt", ""))
        elif name == "at":
            self._said.mentions += filter(None, [attributes(rest).get("id", "")])
        elif name == "a":
            self._href, self._linked = attributes(rest).get("href", ""), []
        elif name == "e_m":
            told = attributes(rest)
            self._said.is_edited = True
            self._said.edited = instant(told.get("ts_ms") or told.get("ts"))

    def _quote(self, told: Mapping[str, str]) -> None:
        quote = Quote(
            author=told.get("author", ""),
            name=told.get("authorname", ""),
            native=told.get("messageid", "") or told.get("itemid", ""),
            when=instant(told.get("timestamp")),
        )
        if len(self._open) < _DEEPEST:
            if not self._open:
                self._said.quotes.append(quote)
            self._open.append(quote)

    def _close(self, name: str) -> None:
        if name == "legacyquote":
            self._legacy = max(self._legacy - 1, 0)
        elif name in ("quote", "blockquote") and self._open:
            self._open.pop()
        elif name == "a" and self._href:
            words = unescaped("".join(self._linked))
            if _bare(self._href) != _bare(words):
                self._said.links.append(self._href)
            self._href = ""
        elif name in _LINES:
            self._text("\n")


def _bare(link: str) -> str:
    return re.sub(r"^(?:https?://|mailto:|tel:)|/$", "", link.strip())


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip(" \r") for line in text.split("\n")).strip("\n")


def instant(stamp: object) -> datetime | None:
    """The time that a number of seconds or milliseconds is."""
    if isinstance(stamp, str) and stamp.isascii() and stamp.isdigit() and len(stamp) < 15:
        stamp = int(stamp)
    if not isinstance(stamp, int) or isinstance(stamp, bool) or not 10**8 < stamp <= _LAST_MS:
        return None
    return datetime.fromtimestamp(stamp / 1000 if stamp > 10**11 else stamp, UTC)


def elements(content: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Each tag of what is no text (a call, a file), its attributes and the words right after it."""
    last: tuple[str, dict[str, str]] | None = None
    words: list[str] = []
    for name, rest in pieces_of(content):
        if not name:
            words.append(rest)
            continue
        if last:
            yield *last, unescaped("".join(words)).strip()
        last, words = ((name, attributes(rest)) if not name.startswith("/") else None), []
    if last:
        yield *last, unescaped("".join(words)).strip()
