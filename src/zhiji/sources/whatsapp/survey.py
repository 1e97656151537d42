"""The first pass over a chat: which lines begin messages, how dates read, whose chat it is. Its memory doesn't grow."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from zhiji.chat import ChatKind
from zhiji.sources.whatsapp import phrases
from zhiji.sources.whatsapp.dates import Order, Votes
from zhiji.sources.whatsapp.lines import Header, header
from zhiji.sources.whatsapp.names import person

_OWN = 0.8  # above this share one style is the file's own, and lines in another were pasted into messages ...
_BLOCK = 100  # ... unless so many follow each other: then two exports were put into one file
_PEOPLE = 5_000  # as many names are remembered
_LOOKS = 3_000  # as many lines are looked at for what only groups have
_LATE_COLON = re.compile(r":(?=[\u200e\u200f])")
_QUOTES = (("“", "”"), ("„", "“”"), ("«", "»"), ("「", "」"), ("『", "』"))


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first pass found."""

    orders: dict[str, Order]  # by the shape of the lines that begin messages
    lines: int  # that begin messages
    people: frozenset[str]  # names, as written, that typed something
    announced: str  # the name that the iPhone puts before its first notice: the chat's own; "" if none
    kind: ChatKind | None  # as far as the lines tell
    islamic: bool  # some dates are of the Islamic calendar


@dataclass(slots=True)
class _Shape:
    votes: Votes = field(default_factory=Votes)
    lines: int = 0
    run: int = 0
    longest: int = 0
    last: tuple[str, str, str] = ("", "", "")


def split(rest: str, known: Container[str] = ()) -> tuple[str | None, str]:
    """The name as written and the body of a line's rest; None and all of it where nobody is named."""
    at = rest.find(": ")
    if at > 0:
        name, body = rest[:at], rest[at + 2 :]
        if name in known:
            return name, body
    elif found := _LATE_COLON.search(rest):
        name, body = rest[: found.start()], rest[found.end() :]
    elif rest.endswith(":") and len(rest) > 1:
        name, body = rest[:-1], ""
    else:
        at = rest.find(":")
        return (rest[:at], rest[at + 1 :]) if at > 0 and rest[:at] in known else (None, rest)
    return (None, rest) if _is_no_name(name) or phrases.may_be_notice(rest) else (name, body)


def survey(lines: Iterable[tuple[int, str]]) -> Survey:
    """Read all lines once."""
    shapes: dict[str, _Shape] = {}
    people = _People()
    before = ""
    for _, line in lines:
        found = header(line)
        if found is None:
            continue
        shape = shapes.get(found.shape)
        if shape is None:
            shape = shapes[found.shape] = _Shape()
        _count(shape, found, again=found.shape == before)
        before = found.shape
        people.see(found.rest)
    own = _own(shapes)
    return Survey(
        orders={name: shape.votes.order() for name, shape in own.items()},
        lines=sum(shape.lines for shape in own.values()),
        people=frozenset(people.speaking),
        announced=people.announced,
        kind=people.kind(),
        islamic=any(shape.votes.islamic for shape in own.values()),
    )


def _count(shape: _Shape, found: Header, *, again: bool) -> None:
    shape.lines += 1
    shape.run = shape.run + 1 if again else 1
    if shape.run > shape.longest:
        shape.longest = shape.run
    date = (found.a, found.b, found.c)
    if date != shape.last:
        shape.last = date
        shape.votes.add(*date, separator=found.shape[1], half=found.half)


def _own(shapes: dict[str, _Shape]) -> dict[str, _Shape]:
    """The shapes whose lines begin messages, apart from those of chats that were pasted into a message."""
    total = sum(shape.lines for shape in shapes.values())
    if all(shape.lines < _OWN * total for shape in shapes.values()):
        return shapes
    return {
        name: shape
        for name, shape in shapes.items()
        if shape.lines >= _OWN * total or shape.longest >= _BLOCK
    }


class _People:
    """Who writes, and what that tells about the chat."""

    def __init__(self) -> None:
        self.speaking: set[str] = set()
        self.announced = ""
        self._first = True
        self._group = False
        self._looks = 0

    def see(self, rest: str) -> None:
        name, body = split(rest, self.speaking)
        marked = body[:1] in ("\u200e", "\u200f")
        if self._first:
            self._first = False
            if name and (marked or phrases.may_be_notice(body)) and phrases.notice(phrases.bare(body)):
                self.announced = person(name)
        if name is not None and not marked:
            if len(self.speaking) < _PEOPLE and not phrases.may_be_notice(body):
                self.speaking.add(name)
        elif not self._group and self._looks < _LOOKS:
            self._looks += 1
            phrase = phrases.bare(body)
            self._group = phrases.meaning(phrase) is None and phrases.of_a_group(phrase)

    def kind(self) -> ChatKind | None:
        """A group if the lines say so; whether it is direct can only be told from the name."""
        return "group" if self._group or len(self.speaking) > 2 else None


def _is_no_name(name: str) -> bool:
    """Whether what stands before a colon is part of a sentence: a quotation begins there and doesn't end."""
    if len(name) > 200 or name.count('"') % 2:
        return True
    return any(
        name.rfind(opening) >= 0 and not any(close in name[name.rfind(opening) + 1 :] for close in closing)
        for opening, closing in _QUOTES
    )
