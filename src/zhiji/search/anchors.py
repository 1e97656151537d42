"""What a question holds on to: people, chats and times. Rooms above know more of them and pass in their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody that a question names: each account this may be."""

    word: str  # as written in the question
    accounts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a question asks about, half open, in microseconds since 1970 in UTC."""

    start: int
    end: int
    word: str = ""


class Anchors(Protocol):
    """From words to people, chats and times."""

    def mentions(self, question: str) -> Sequence[Mention]:
        """The people that a question names, each once."""

    def people(self, name: str) -> frozenset[int]:
        """The accounts of whoever is called so; several if the name is ambiguous, none if nobody is."""

    def chats(self, name: str) -> frozenset[int]:
        """The chats that are called so."""

    def owner(self) -> frozenset[int]:
        """The owner's own accounts."""

    def periods(self, question: str, now: datetime) -> Sequence[Period]:
        """The times that a question asks about, seen from `now`."""
