"""Pages that imessage-exporter writes, one a chat; unlike its texts they tell each message's own id.

Only what such pages are made of is understood: tags without `<` or `>` in them, classes that say what is what.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Account, Attachment, Edit, Json, Message, Precision, Problem, Reaction
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.imessage.tables import NAME, NOBODY, OWNER
from zhiji.sources.imessage.text import (
    ADDRESS,
    DATE,
    EFFECT,
    KIND_BY_ENDING,
    TAPBACKS,
    UNSENT,
    attachment,
    chat_of,
    moment,
)
from zhiji.sources.protocol import Entry, Peek

_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>|<!--[^<>]*-->|<![^<>]*>|([^<]+)|<")
_ATTRIBUTE = re.compile(r'([a-z-]+)\s*=\s*"([^"]*)"')
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "source", "embed", "wbr"})
_MESSAGE = re.compile(
    r'<div class="message">\s*<div class="(?:sent|received)[^"]*">\s*<p>\s*<span class="timestamp">'
)
_ANNOUNCEMENT = re.compile(r'<div class\s*="announcement">\s*<p>\s*<span class="timestamp">')
_GUID = re.compile(r"message-guid=([\w:./-]+)")
_WHEN = re.compile(DATE)
_BY = re.compile(r"(.+?) (?:by|from) (.+)", re.DOTALL)
_BREAKS = frozenset({"br", "div", "p", "tr", "table"})
_AROUND = ("tapbacks", "reactions")
_SINKS = frozenset(
    {
        "timestamp",
        "sender",
        "subject",
        "bubble",
        "expressive",
        "reply_context",
        "tapbacks",
        "reactions",
        "edited",
        "message_part",
    }
)
_LONGEST = 1 << 16  # characters of a tag
_DEEPEST = 200  # open tags; pages have a dozen
_MOST = 16


class Pages:
    """What `imessage-exporter -f html` writes."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Pages."""
        return tuple(_pages(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 where a message or an event begins as it should."""
        places = _pages(peek.members)[:_MOST] if peek.members else [None]
        return max((_sureness(peek.text(place)) for place in places), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every page, replies in their own place."""
        yield from each_file(
            export, _pages(export.members), _sureness, lambda member: _Page(export, member).read()
        )


def _pages(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.lower().endswith((".html", ".htm"))]


def _sureness(head: str) -> int:
    return 3 if _MESSAGE.search(head) or (_ANNOUNCEMENT.search(head) and _WHEN.search(head)) else 0


@dataclass(slots=True)
class _Said:
    """What is gathered of one message: words by the class that they stand in."""

    event: bool
    mine: bool = False
    guid: str = ""
    service: str = ""
    words: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    tapbacks: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)

    def text(self, kind: str) -> str:
        """The words of a class, each stretch of spaces being one as a browser shows it."""
        lines = "".join(self.words.get(kind, ())).split("\0")
        return "\n".join(line for one in lines if (line := " ".join(one.split())))

    def typed(self) -> str:
        """What was typed, spaces and all; what an app shows follows."""
        bubbles = "".join(self.words.get("bubble", ())).split("\0")
        return "\n".join(filter(None, (*bubbles, self.text("message_part"))))


class _Page:
    """One page, read from tag to tag."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export = export
        self._member = member
        self._label = member or export.name
        self._folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        self._chat = chat_of(PurePosixPath(self._label).stem)
        self._accounts = {"": NOBODY, "Me": OWNER}
        self._open: list[tuple[str, str]] = []  # tags that are open, with their classes
        self._said: _Said | None = None
        self._began = 0  # how many tags were open when it began
        self._past = 0  # how many tags are open where replies begin, which are passed over

    def read(self) -> Iterator[Message | Problem]:
        rest = ""
        for number, line in self._export.lines(self._member):
            text = f"{rest}{line}\n"
            end = len(text)
            last = text.rfind("<")
            if (
                last >= 0 and end - last < _LONGEST and text.find(">", last) < 0
            ):  # the tag goes on in the next line
                end = last
            rest = text[end:]
            for token in _TOKEN.finditer(text, 0, end):
                if done := self._token(token):
                    made = self._made(done)
                    yield Problem(f"{self._label}: line {number}", made) if isinstance(made, str) else made

    def _token(self, token: re.Match[str]) -> _Said | None:
        """Take a token; gives the message that it ends."""
        closing, name, more, words = token.groups()
        if words is not None:
            if "\n" in words and words.isspace() and self._class() != "bubble":
                return None  # how the page is laid out
            self._take(html.unescape(words) if "&" in words else words)
        elif name and closing:
            return self._close(name.lower())
        elif name:
            self._start(name.lower(), dict(_ATTRIBUTE.findall(more)) if more else {}, more.endswith("/"))
        return None

    def _start(self, tag: str, attributes: dict[str, str], empty: bool) -> None:
        classes = attributes.get("class", "")
        if not self._said and tag == "div" and classes in ("message", "announcement"):
            self._said, self._began = _Said(event=classes == "announcement"), len(self._open)
        elif self._said and not self._past:
            self._inside(self._said, tag, classes, attributes)
            if classes == "replies":
                self._past = len(self._open) + 1
        if tag not in _VOID and not empty and len(self._open) < _DEEPEST:
            self._open.append((tag, classes if classes in _SINKS else self._class()))
        if classes == "bubble":
            self._take("\0")  # bubbles of one message are lines of it

    def _inside(self, said: _Said, tag: str, classes: str, attributes: dict[str, str]) -> None:
        if not said.service and classes.startswith(("sent", "received")):
            said.mine = classes.startswith("sent")
            said.service = classes.partition(" ")[2] or "iMessage"
        elif classes in ("tapback", "reaction"):
            said.tapbacks.append("")
        if "href" in attributes and (found := _GUID.search(attributes["href"])):
            said.guid = said.guid or found[1]
        if tag in _BREAKS:
            self._take("\n" if self._class() == "bubble" else "\0")
        elif tag == "td":
            said.cells.append("")
        elif "src" in attributes and self._class() not in _AROUND:
            source = html.unescape(attributes["src"])
            if not source.startswith(("data:", "http")):
                said.files.append(source)

    def _close(self, tag: str) -> _Said | None:
        place = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at][0] == tag), None)
        if place is None:
            return None
        del self._open[place:]
        if self._past and len(self._open) < self._past:
            self._past = 0
        if self._said and len(self._open) <= self._began:
            done, self._said, self._past = self._said, None, 0
            return done
        return None

    def _class(self) -> str:
        """The class that says what stands here."""
        return self._open[-1][1] if self._open else ""

    def _take(self, words: str) -> None:
        if not self._said or self._past:
            return
        here = self._class()
        if here in _AROUND:
            if self._said.tapbacks and words != "\0":
                self._said.tapbacks[-1] += words
        elif self._said.cells and words != "\0" and any(tag == "td" for tag, _ in self._open):
            self._said.cells[-1] += words
        else:
            self._said.words.setdefault(here, []).append(words)

    def _made(self, said: _Said) -> Message | str:
        match = _WHEN.search(said.text("timestamp").replace("\n", " "))
        when = moment(match[0]) if match else None
        if when is None:
            return "it has no time"
        extra: dict[str, Json] = {}
        fields = self._event(said) if said.event else self._fields(said, extra)
        if extra:
            fields["extra"] = extra
        return Message(
            chat=self._chat,
            when=when,
            zone="assumed",
            precision=Precision.SECOND,
            source_id=said.guid or None,
            **fields,
        )

    def _event(self, said: _Said) -> dict[str, Any]:
        words = said.text("").replace("\n", " ").strip()
        mine = words.startswith(("You ", "Me "))
        if UNSENT.fullmatch(words):
            who = OWNER if mine else self._account(re.split(r" (?:unsent|deleted) ", words)[0])
            return {"sender": who, "text": "", "recalled": True}
        return {"sender": OWNER if mine else NOBODY, "kind": "system", "text": words}

    def _fields(self, said: _Said, extra: dict[str, Json]) -> dict[str, Any]:
        words = said.typed()
        sender = said.text("sender")
        fields: dict[str, Any] = {"sender": OWNER if said.mine else self._account(sender)}
        if files := tuple(self._file(one) for one in dict.fromkeys(said.files)):
            fields |= {"attachments": files, "kind": _kind(files[0])}
        versions = [" ".join(cell.split()) for cell in said.cells[1::2]]
        if versions:
            fields["edits"] = tuple(Edit(text=one) for one in versions)
            words = versions[-1]
        elif UNSENT.fullmatch(said.text("edited") or words):
            fields["recalled"], words = True, ""
        fields["text"] = "\n".join(filter(None, (said.text("subject"), words)))
        if reactions := tuple(_reactions(said.tapbacks)):
            fields["reactions"] = reactions
        if said.service not in ("", "iMessage"):
            extra["service"] = said.service
        if effect := EFFECT.fullmatch(said.text("expressive")):
            extra["effect"] = effect[1].replace("Start", "Star")
        if said.text("reply_context"):
            extra["reply"] = True
        return fields

    def _file(self, source: str) -> Attachment:
        made = attachment(source.removeprefix("file://"))
        path = made.path
        return Attachment(name=made.name, path=self._folder + path if path else None)

    def _account(self, name: str) -> Account:
        known = self._accounts.get(name)
        if known is None:
            native = name if ADDRESS.fullmatch(name) else None
            known = self._accounts[name] = Account(name=name, native=native, source=NAME)
        return known


def _kind(file: Attachment) -> str:
    return KIND_BY_ENDING.get(file.name.rpartition(".")[2].lower(), "file")


def _reactions(told: list[str]) -> Iterator[Reaction]:
    for one in told:
        words = " ".join(one.split())
        if match := _BY.fullmatch(words):
            yield Reaction(sender=match[2], emoji=TAPBACKS.get(match[1], match[1]))
        elif words.startswith("from "):
            yield Reaction(sender=words.removeprefix("from "), emoji="sticker")
