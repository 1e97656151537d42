"""The first pass over a chat: which lines begin messages, how dates read, whose chat it is. Its memory doesn't grow."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from zhiji.chat import ChatKind
from zhiji.errors import UnreadableFile
from zhiji.sources.whatsapp import phrases
from zhiji.sources.whatsapp.dates import Order, Votes
from zhiji.sources.whatsapp.lines import MARKS, Header, header
from zhiji.sources.whatsapp.names import person

_RARE = 0.2  # of the commonest style: lines in rarer ones were pasted into messages ...
_STYLES = 3  # rare ones that make a file one of many styles
_BLOCK = 100  # ... unless so many follow each other: then two exports were put into one file
_PEOPLE = 5_000  # as many names are remembered
_LOOKS = 3_000  # as many lines are looked at for what only groups have
_NUMBER = re.compile(r"\d+")
_DATE_MARK = re.compile(r"[./\-](?=0)")
_LATE_COLON = re.compile(r":(?=[\u200e\u200f])")
_UNMARKED = str.maketrans("", "", MARKS)
_QUOTES = (("“", "”"), ("„", "“”"), ("«", "»"), ("「", "」"), ("『", "』"))


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first pass found."""

    orders: dict[str, Order]  # by the shape of the lines that begin messages
    lines: int  # that begin messages
    people: frozenset[str]  # names, as written, that typed something
    announced: str  # the name that the iPhone puts before its first notice: the chat's own; "" if none
    kind: ChatKind | None  # a group, if the lines say so; that it is direct only names can tell
    islamic: bool  # some dates are of the Islamic calendar
    broken: UnreadableFile | None  # why the file ended before its end


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
    """Read all lines once; of a damaged file those before the damage."""
    shapes: dict[str, _Shape] = {}
    broken = None
    try:
        _look(lines, shapes)
    except UnreadableFile as error:
        broken = error
    own = _own(shapes)
    people = frozenset[str]().union(*(shape.people.speaking for shape in own.values()))
    grouped = len(people) > 2 or any(shape.people.group for shape in own.values())
    return Survey(
        orders=_orders(own),
        lines=sum(shape.lines for shape in own.values()),
        people=people,
        announced=next((shape.people.announced for shape in own.values() if shape.people.announced), ""),
        kind="group" if grouped else None,
        islamic=any(shape.votes.islamic for shape in own.values()),
        broken=broken,
    )


def _look(lines: Iterable[tuple[int, str]], shapes: dict[str, _Shape]) -> None:
    before = ""
    for _, line in lines:
        found = header(line)
        if found is None:
            continue
        shape = shapes.get(found.shape)
        if shape is None:
            shape = shapes[found.shape] = _Shape(_manner(line[: len(line) - len(found.rest)]))
        shape.count(found, again=found.shape == before)
        before = found.shape


def _own(shapes: dict[str, _Shape]) -> dict[str, _Shape]:
    """The shapes whose lines begin messages, apart from those of chats that were pasted into a message.

    Lines that differ from the commonest ones in the date's separators or order alone are of a phone whose settings
    were changed (2020-05-01, then 2020/05/01). Rare shapes that together aren't rare are of a file that was put
    together from many.
    """
    most = max(shapes.values(), key=lambda shape: shape.lines, default=_Shape(""))
    enough = _RARE * most.lines
    rare = [shape.lines for shape in shapes.values() if shape.lines < enough]
    mixed = len(rare) >= _STYLES and sum(rare) >= enough
    return {
        name: shape
        for name, shape in shapes.items()
        if shape.lines >= enough
        or shape.longest >= _BLOCK
        or ((mixed or shape.manner == most.manner) and shape.people.named == shape.lines)
    }


def _orders(own: dict[str, _Shape]) -> dict[str, Order]:
    """The order of dates for each shape; where its own don't tell day from month, as the others of the file have it."""
    orders = {name: shape.votes.order() for name, shape in own.items()}
    told = {order for shape in own.values() if (order := shape.votes.tells())}
    if len(told) == 1:
        (order,) = told
        orders |= {name: Order(order, sure=True) for name, shape in own.items() if shape.votes.lent(order)}
    return orders


def _manner(before: str) -> str:
    """How a line is written up to the name, whatever the date's separators: "[0/0/0, 0:0:0] "."""
    return _DATE_MARK.sub("/", _NUMBER.sub("0", before.translate(_UNMARKED)))


class _People:
    """Who writes, and what that tells about the chat."""

    def __init__(self) -> None:
        self.speaking: set[str] = set()
        self.named = 0  # lines that bear a name
        self.announced = ""
        self.group = False
        self._first = True
        self._looks = 0

    def see(self, rest: str) -> None:
        name, body = split(rest, self.speaking)
        self.named += name is not None
        marked = body[:1] in ("\u200e", "\u200f")
        if self._first:
            self._first = False
            if name and (marked or phrases.may_be_notice(body)) and phrases.notice(phrases.bare(body)):
                self.announced = person(name)
        if name is not None and not marked:
            if len(self.speaking) < _PEOPLE and not phrases.may_be_notice(body):
                self.speaking.add(name)
        elif not self.group and self._looks < _LOOKS:
            self._looks += 1
            phrase = phrases.bare(body)
            self.group = phrases.meaning(phrase) is None and phrases.of_a_group(phrase)


class _Shape:
    """The lines of one style."""

    def __init__(self, manner: str) -> None:
        self.manner = manner
        self.votes = Votes()
        self.people = _People()
        self.lines = 0
        self.longest = 0
        self._run = 0
        self._date = ("", "", "")

    def count(self, found: Header, *, again: bool) -> None:
        """Take one line; `again`: the one before it had the same style."""
        self.lines += 1
        self._run = self._run + 1 if again else 1
        if self._run > self.longest:
            self.longest = self._run
        date = (found.a, found.b, found.c)
        if date != self._date:
            self._date = date
            self.votes.add(*date, separator=found.shape[1], half=found.half)
        self.people.see(found.rest)


def _is_no_name(name: str) -> bool:
    """Whether what stands before a colon is part of a sentence: a quotation begins there and doesn't end."""
    if len(name) > 200 or name.count('"') % 2:
        return True
    return any(
        name.rfind(opening) >= 0 and not any(close in name[name.rfind(opening) + 1 :] for close in closing)
        for opening, closing in _QUOTES
    )
