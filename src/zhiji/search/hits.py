"""What a search returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from zhiji.chat import Message


@dataclass(frozen=True, slots=True)
class NamedPeople:
    """Whom a word of the query may mean, by the names that the owner knows."""

    word: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedTime:
    """The time that a word of the query means, half open."""

    word: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a search made of its query."""

    people: tuple[NamedPeople, ...] = ()
    speaker: str = ""  # whose messages it is after, if anybody's
    times: tuple[NamedTime, ...] = ()
    kinds: tuple[str, ...] = ()  # image, voice, video, file, link
    clauses: tuple[str, ...] = ()  # what is asked, each looked up by itself
    said: tuple[str, ...] = ()  # the clauses as they are put to the embedder
    words: tuple[str, ...] = ()  # what is looked up
    also: tuple[tuple[str, str], ...] = ()  # other words, each with the one that it stands for
    terms: tuple[str, ...] = ()  # all of it as index terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What of the query a message answers to."""

    words: tuple[str, ...] = ()
    beside: Message | None = None  # stands beside it and has words of the query
    beside_words: tuple[str, ...] = ()
    time: str = ""  # the word for the time that it was sent at, or near to


@dataclass(frozen=True, slots=True)
class Hit:
    """A message that was found."""

    message: Message
    score: float  # 1 is the best match by words alone; only to be compared within one search
    parts: Mapping[str, float]  # what the score is the sum of
    why: Why | None = None  # if it was asked for


class Hits(list[Hit]):
    """Hits, the best first, what the query was understood as, and what the person should know of how they were found."""

    def __init__(
        self,
        hits: Iterable[Hit] = (),
        *,
        notes: Iterable[str] = (),
        failed: Iterable[str] = (),
        understood: Understood | None = None,
    ) -> None:
        super().__init__(hits)
        self.understood = understood or Understood()
        self.failed = tuple(failed)  # sentences: what would have helped and couldn't be used
        self.notes = (*notes, *self.failed)  # sentences: "“Wei” may be any of 2 ..."
