"""Values that name the same thing: told apart by their words, and found among thousands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zhiji.language import fold, query_terms


def alike(one: str, other: str) -> bool:
    """Whether two values name the same thing, one perhaps more closely."""
    mine, theirs = _parts(one), _parts(other)
    if mine.folded == theirs.folded:
        return True
    if mine.digits and theirs.digits and mine.digits != theirs.digits:
        return False
    few, many = sorted((mine.terms, theirs.terms), key=len)
    return bool(few) and few <= many


def same(one: str, other: str) -> bool:
    """Whether two values are of the same words, in whatever order, case and width."""
    return _words(one) == _words(other) and _parts(one).digits == _parts(other).digits


class Values:
    """Numbered values, found by what is alike."""

    def __init__(self) -> None:
        self._of: dict[int, str] = {}
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._by_first: defaultdict[str, set[int]] = defaultdict(set)  # one word of each, always the same

    def __setitem__(self, number: int, value: str) -> None:
        self.pop(number)
        self._of[number] = value
        for word in _words(value):
            self._by_word[word].add(number)
        self._by_first[_first(value)].add(number)

    def pop(self, number: int) -> None:
        """Leave a value out from now on, if it is there."""
        value = self._of.pop(number, None)
        if value is None:
            return
        for word in _words(value):
            self._by_word[word].discard(number)
        self._by_first[_first(value)].discard(number)

    def alike(self, value: str) -> Iterator[int]:
        """The numbers of values that are alike, in order."""
        return iter(sorted(one for one in self._candidates(value) if alike(self._of[one], value)))

    def _candidates(self, value: str) -> set[int]:
        """Values that have all of its words, and those of whose words it may have all."""
        words = _words(value)
        having = min((self._by_word.get(word, _NONE) for word in words), key=len)
        return having.union(*(self._by_first.get(word, _NONE) for word in words))


class _Parts(NamedTuple):
    folded: str
    terms: frozenset[str]
    digits: tuple[str, ...]


_NONE: set[int] = set()


@lru_cache(maxsize=100_000)
def _parts(value: str) -> _Parts:
    folded = " ".join(fold(value).split())
    terms = query_terms(folded)
    return _Parts(folded, frozenset(terms), tuple(term for term in terms if term.isdigit()))


def _words(value: str) -> frozenset[str]:
    """What it is found by; its signs where it has no words."""
    parts = _parts(value)
    return parts.terms or frozenset((parts.folded,))


def _first(value: str) -> str:
    return min(_words(value), key=lambda word: (-len(word), word))
