"""A long session cut where its words change; what answers what stays together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import pairwise
from math import log, sqrt
from statistics import fmean, pstdev

from zhiji.chat import Message
from zhiji.language import tokens
from zhiji.memory.episodes.candidates import bare, says_nothing

LONG = 20  # messages; shorter sessions are one segment
LEAST = 6  # messages of a segment
_WINDOW = 8  # messages on either side that are compared
_DEPTH = 0.3  # how far cohesion has to fall, at least
_PAUSES = ((timedelta(minutes=30), 0.3), (timedelta(minutes=10), 0.15))
_ANSWERS, _ASKED = -0.6, -0.3  # a reply, or an open question, right before


def in_order(messages: Iterable[Message]) -> list[Message]:
    """As they were said; what was said at one time in an order that doesn't depend on when it was added."""
    return sorted(
        messages, key=lambda one: (one.when, one.text, one.sender.key, one.kind, one.source_id or "")
    )


def cut(session: Sequence[Message]) -> list[Sequence[Message]]:
    """The parts of a session; `session` is in order."""
    if len(session) <= LONG:
        return [session]
    cuts = [0, *_places(session), len(session)]
    return [session[start:stop] for start, stop in pairwise(cuts)]


def _places(session: Sequence[Message]) -> list[int]:
    """Before which messages something else begins, in order."""
    cohesion = _Cohesion(session).at
    depths = {at: _depth(cohesion, at) for at in range(1, len(session))}
    worth = {at: depth + _loose(session, at) for at, depth in depths.items()}
    least = max(_DEPTH, fmean(worth.values()) + pstdev(worth.values()) / 2)
    chosen: list[int] = []
    for at in sorted(worth, key=lambda at: (-round(worth[at], 9), at)):
        if worth[at] < least:
            break
        near = [0, len(session), *chosen]
        if session[at - 1].when != session[at].when and all(abs(at - other) >= LEAST for other in near):
            chosen.append(at)
    return sorted(chosen)


def _depth(cohesion: dict[int, float], at: int) -> float:
    """How much more what lies before and behind holds together than this place does."""
    here, left, right = cohesion[at], at, at
    while left - 1 in cohesion and cohesion[left - 1] >= cohesion[left]:
        left -= 1
    while right + 1 in cohesion and cohesion[right + 1] >= cohesion[right]:
        right += 1
    return cohesion[left] + cohesion[right] - 2 * here


def _loose(session: Sequence[Message], at: int) -> float:
    """What else speaks for a cut before this message, or against it."""
    before, after = session[at - 1], session[at]
    worth = next((worth for pause, worth in _PAUSES if after.when - before.when >= pause), 0.0)
    behind = {one.reply_to for one in session[at : at + LEAST]} - {None}
    if any(one.source_id in behind for one in session[max(0, at - LEAST) : at]):
        worth += _ANSWERS
    if before.text.rstrip().endswith(("?", "？")):
        worth += _ASKED
    return worth


@dataclass(frozen=True)
class _Cohesion:
    """How much the words before each place of a session are those behind it."""

    session: Sequence[Message]

    @cached_property
    def at(self) -> dict[int, float]:
        """By place: 0 to 1."""
        bags = [{term for term in tokens(bare(one)) if not says_nothing(term)} for one in self.session]
        found = Counter(term for bag in bags for term in bag)
        weights = {term: log(1 + len(bags) / count) for term, count in found.items() if count > 1}
        return {
            at: _likeness(_sum(bags[max(0, at - _WINDOW) : at]), _sum(bags[at : at + _WINDOW]), weights)
            for at in range(1, len(bags))
        }


def _sum(bags: Iterable[set[str]]) -> Counter[str]:
    return Counter(term for bag in bags for term in sorted(bag))


def _likeness(one: Counter[str], other: Counter[str], weights: dict[str, float]) -> float:
    """The cosine of two bags of words."""

    def size(bag: Counter[str]) -> float:
        return sqrt(sum((count * weights.get(term, 0.0)) ** 2 for term, count in bag.items()))

    shared = sum(
        count * other[term] * weights.get(term, 0.0) ** 2 for term, count in one.items() if term in other
    )
    return round(shared / (size(one) * size(other)), 9) if shared else 0.0
