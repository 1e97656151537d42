"""Lines of one chat as they follow each other: what a reader of memory is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from zhiji.chat.records import ChatKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message, as far as reading needs it."""

    id: int
    sender: int  # account
    name: str  # of the sender, as known
    when: datetime  # in the message's own zone
    text: str
    owner: bool = False
    kind: str = "text"
    mentions: tuple[str, ...] = ()
    reply_to: int | None = None  # the id of the line that it answers, if that is known
    forwarded: bool = False  # somebody else's words

    def __post_init__(self) -> None:
        if self.when.tzinfo is None:
            raise ValueError("A line has a zone.")

    def __hash__(self) -> int:
        """What its own words say is kept in mind by line, and looked up many times."""
        return self.id


@dataclass(frozen=True, kw_only=True)
class Thread:
    """Lines in order; those from `first` up to `stop` are to be read, the others stand around them."""

    lines: tuple[Line, ...]
    kind: ChatKind | None = None
    first: int = 0
    stop: int | None = None
    owner: frozenset[int] = frozenset()  # the owner's accounts
    names: dict[int, tuple[str, ...]] = field(
        default_factory=dict
    )  # all that senders of this chat are called

    def to_read(self) -> Iterator[tuple[int, Line]]:
        """The lines in question with their places."""
        stop = len(self.lines) if self.stop is None else self.stop
        yield from ((at, self.lines[at]) for at in range(self.first, stop))

    def before(self, at: int, most: int = 6) -> Iterator[Line]:
        """The lines before a place, the nearest first."""
        return (self.lines[other] for other in range(at - 1, max(-1, at - 1 - most), -1))

    def after(self, at: int, most: int = 6) -> Iterator[Line]:
        """The lines that follow a place, in order."""
        return iter(self.lines[at + 1 : at + 1 + most])

    @cached_property
    def senders(self) -> dict[int, str]:
        """Who writes here, by account."""
        return {line.sender: line.name for line in self.lines}

    @cached_property
    def is_direct(self) -> bool:
        """Whether two people talk here."""
        return self.kind == "direct" or (self.kind is None and len(self.senders) <= 2)

    def partner(self, sender: int) -> int | None:
        """Whom a sender talks to, where two people talk."""
        others = [one for one in self.senders if one != sender]
        return others[0] if self.is_direct and len(others) == 1 else None

    def listener(self, sender: int) -> int | None:
        """The same, or the owner where the other of two says nothing near by."""
        alone = self.kind == "direct" and set(self.senders) == {sender} and sender not in self.owner
        return min(self.owner, default=None) if alone else self.partner(sender)

    def called(self, name: str) -> int | None:
        """The one sender of this chat whom a name means."""
        found = self._called.get(name.casefold().strip("@ "), ())
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _called(self) -> dict[str, set[int]]:
        """Whom each name may mean."""
        called: dict[str, set[int]] = {}
        for sender, shown in self.senders.items():
            for one in (shown, *self.names.get(sender, ())):
                called.setdefault(one.casefold(), set()).add(sender)
        return called
