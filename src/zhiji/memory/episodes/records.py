"""A stretch of a chat, and the words that name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase that names what was talked about."""

    shown: str  # as it was written most often
    terms: tuple[str, ...]  # of the index, side by side
    messages: tuple[int, ...]  # that have it, in order
    is_name: bool = False  # of a place, a person, a thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Messages of one chat that follow each other, said in one go about one thing."""

    chat: int
    messages: tuple[int, ...]
    first: datetime
    last: datetime
    senders: tuple[int, ...]  # those who said most first
    words: tuple[Word, ...] = ()  # the best first; none where nothing is said

    @property
    def title(self) -> str:
        """Its words as a heading."""
        return title([word.shown for word in self.words])


def title(words: Sequence[str]) -> str:
    """Words as a heading."""
    return ("、" if any("\u3400" <= char <= "\u9fff" for word in words for char in word) else ", ").join(
        words
    )
