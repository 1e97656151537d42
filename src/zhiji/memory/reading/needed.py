"""Which characters a text must hold for a pattern to fit, so that most patterns needn't be tried on most texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Generic, TypeVar

from zhiji.memory.reading.lazily import Lazily

_FEW = 60  # characters of a class that still tells texts apart
_BEST = 3  # conditions that are looked at; more of them cost more than they spare

What = TypeVar("What")
Needs = tuple[frozenset[str], ...]


@cache
def needed(pattern: Lazily) -> Needs:
    """Sets of characters, of each of which a text has one if the pattern fits it; none if that can't be told."""
    tree = pattern.parsed
    if tree is None:
        return ()  # all patterns are tried then
    found = sorted(_of_all(tree), key=len)
    return tuple(dict.fromkeys(found))[:_BEST]


class Sieve(Generic[What]):
    """What is worth trying on a text, of many things that each need characters: all are sifted at once.

    For each character there is a number with a bit for each thing that it is enough for, one for each of its conditions.
    """

    def __init__(self, needing: Iterable[tuple[What, Needs]]) -> None:
        each = tuple(needing)
        self._each = tuple(what for what, _ in each)
        self._enough: list[dict[str, int]] = [{} for _ in range(_BEST)]
        self._anyway = [0] * _BEST  # of those that have no such condition
        for at, (_, needs) in enumerate(each):
            for which in range(_BEST):
                self._note(1 << at, which, needs[which] if which < len(needs) else None)

    def _note(self, bit: int, which: int, characters: frozenset[str] | None) -> None:
        if characters is None:
            self._anyway[which] |= bit
        for one in characters or ():
            self._enough[which][one] = self._enough[which].get(one, 0) | bit

    def left(self, text: str) -> Iterator[What]:
        """What the text may fit, in order."""
        characters = frozenset(text)
        bits = -1
        for enough, met in zip(self._enough, self._anyway, strict=True):
            for one in characters & enough.keys():
                met |= enough[one]
            bits &= met
        while bits:
            lowest = bits & -bits
            yield self._each[lowest.bit_length() - 1]
            bits ^= lowest


def _of_all(steps: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """Of what is to follow each other: what any of it needs."""
    return [one for step in steps for one in _of_one(*step)]


def _of_one(what: Any, value: Any) -> list[frozenset[str]]:
    name = str(what)
    if name == "LITERAL":
        return [frozenset(chr(value))]
    if name == "IN":
        return _of_class(value)
    if name == "SUBPATTERN":
        return _of_all(value[-1])
    if name == "ATOMIC_GROUP":
        return _of_all(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_all(value[2]) if value[0] else []
    return _of_either(value[1]) if name == "BRANCH" else []


def _of_class(members: list[tuple[Any, Any]]) -> list[frozenset[str]]:
    characters: set[str] = set()
    for what, value in members:
        if str(what) == "LITERAL":
            characters.add(chr(value))
        elif str(what) == "RANGE" and value[1] - value[0] < _FEW:
            characters.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return []
    return [frozenset(characters)] if len(characters) <= _FEW else []


def _of_either(branches: Iterable[Any]) -> list[frozenset[str]]:
    """Of one or the other: one character of what the rarest of each needs."""
    each = [min(_of_all(branch), key=len, default=None) for branch in branches]
    known = [one for one in each if one is not None]
    return [frozenset().union(*known)] if len(known) == len(each) else []
