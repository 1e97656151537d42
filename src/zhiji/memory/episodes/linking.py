"""What several sessions, of one chat or of many, were about in the same weeks: a trip, a move, something that broke.

Precision first. A word links sessions if hardly any message of the archive has it, and nearly all that have it were
sent in some weeks; words that link nearly the same sessions are one episode.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_DAY = 24 * 3600 * 1_000_000
APART = 21 * _DAY  # between two sessions of an episode, at most
LONGEST = 60 * _DAY
SHARE = 0.25  # of all the time that the archive spans: what is always there is no episode
LEAST = 3  # sessions
_WITHIN = 0.75  # of all sessions with the word
RARE, FEW = 0.005, 10  # of all messages, and in any case so many
COMMON_NAME = 3.0  # times as common may a name be
_SAME = 0.5  # of the sessions of two bursts together
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A message that has a word; times in microseconds."""

    at: int
    message: int
    chat: int
    session: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """A word, or several, in the sessions of some weeks."""

    words: tuple[str, ...]  # as shown, the one of most sessions first
    uses: tuple[Use, ...]  # in order

    @property
    def sessions(self) -> frozenset[tuple[int, int]]:
        """Where it was said: chat and session."""
        return frozenset((use.chat, use.session) for use in self.uses)

    @property
    def first(self) -> int:
        """When it began."""
        return self.uses[0].at

    @property
    def last(self) -> int:
        """When it was spoken of last."""
        return self.uses[-1].at


def is_rare(count: int, size: int, *, name: bool) -> bool:
    """Whether so few of all messages have a word that sharing it means something."""
    return count <= most_uses(size) / (1.0 if name else COMMON_NAME)


def most_uses(size: int) -> int:
    """How many messages may have a name in an archive of that size, at most, for it to be rare."""
    return int(max(FEW, size * RARE) * COMMON_NAME)


def bursts(shown: str, uses: Iterable[Use], *, longest: int = LONGEST) -> Iterator[Burst]:
    """The weeks in which nearly all of a word's uses lie; none if they are scattered, or go on for too long."""
    ordered = sorted(uses)
    every = {(use.chat, use.session) for use in ordered}
    for run in _runs(ordered):
        burst = Burst(words=(shown,), uses=tuple(run))
        days = {use.at // _DAY for use in run}
        if (
            len(burst.sessions) >= max(LEAST, _WITHIN * len(every))
            and len(days) > 1
            and burst.last - burst.first <= longest
        ):
            yield burst


def links(words: Mapping[str, Sequence[Use]], *, span: int) -> list[Burst]:
    """The episodes that these words make, the earliest first; words of nearly the same sessions are one.

    `span` is how long the archive goes on, in microseconds.
    """
    longest = min(LONGEST, int(span * SHARE))
    found = [burst for shown in sorted(words) for burst in bursts(shown, words[shown], longest=longest)]
    found.sort(key=lambda one: (-len(one.sessions), one.words))
    joined: list[Burst] = []
    for one in found:
        at = next((at for at, other in enumerate(joined) if _are_one(one, other)), None)
        if at is None:
            joined.append(one)
        else:
            joined[at] = _joined(joined[at], one)
    return sorted(joined, key=lambda one: (one.first, one.words))


def _runs(ordered: Sequence[Use]) -> Iterator[list[Use]]:
    run: list[Use] = []
    for use in ordered:
        if run and use.at - run[-1].at > APART:
            yield run
            run = []
        run.append(use)
    if run:
        yield run


def _are_one(one: Burst, other: Burst) -> bool:
    shared = len(one.sessions & other.sessions)
    return shared >= LEAST - 1 and shared >= _SAME * len(one.sessions | other.sessions)


def _joined(one: Burst, other: Burst) -> Burst:
    """Both; a word that is part of another isn't named beside it."""
    words = one.words
    if len(words) < _MOST_WORDS and not any(w in other.words[0] or other.words[0] in w for w in words):
        words = (*words, other.words[0])
    return Burst(words=words, uses=tuple(sorted({*one.uses, *other.uses})))
