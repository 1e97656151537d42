"""Values that name the same thing: told apart by their words, and found among thousands."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from zhiji.language import fold, query_terms


def alike(one: str, other: str) -> bool:
    """Whether two values name the same thing, one perhaps more closely."""
    return _are_alike(_parts(one), _parts(other))


def same(one: str, other: str) -> bool:
    """Whether two values are of the same words, in whatever order, case and width."""
    mine, theirs = _parts(one), _parts(other)
    return mine.words == theirs.words and mine.digits == theirs.digits


class Values:
    """Numbered values, found by what is alike."""

    def __init__(self) -> None:
        self._of: dict[int, _Parts] = {}
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._by_longest: defaultdict[str, set[int]] = defaultdict(set)

    def __setitem__(self, number: int, value: str) -> None:
        self.pop(number)
        parts = self._of[number] = _parts(value)
        for word in parts.words:
            self._by_word[word].add(number)
        self._by_longest[parts.longest].add(number)

    def numbers(self) -> list[int]:
        """The numbers of all values, in order."""
        return sorted(self._of)

    def pop(self, number: int) -> None:
        """Leave a value out from now on, if it is there."""
        parts = self._of.pop(number, None)
        if parts is None:
            return
        for word in parts.words:
            self._by_word[word].discard(number)
        self._by_longest[parts.longest].discard(number)

    def alike(self, value: str) -> list[int]:
        """The numbers of values that are alike, in order."""
        if not self._of:
            return []
        parts = _parts(value)
        found = self._candidates(parts)
        return sorted(one for one in found if _are_alike(self._of[one], parts)) if found else []

    def _candidates(self, parts: _Parts) -> set[int]:
        """Values that have its rarest word, so maybe all, and those whose longest word it has, so maybe all of theirs."""
        longest = [found for word in parts.words if (found := self._by_longest.get(word))]
        if not all(map(self._by_word.get, parts.words)):
            return _NONE.union(*longest)
        return min((self._by_word[word] for word in parts.words), key=len).union(*longest)


class _Parts(NamedTuple):
    """What a value is compared by."""

    folded: str
    terms: frozenset[str]
    digits: tuple[str, ...]
    words: frozenset[str]  # its terms, or all of it where there are none
    longest: str  # of the words


_NONE: set[int] = set()


@lru_cache(maxsize=100_000)
def _parts(value: str) -> _Parts:
    folded = " ".join(fold(value).split())
    found = query_terms(folded)
    terms = frozenset(found)
    words = terms or frozenset((folded,))
    longest = max(words, key=lambda word: (len(word), word))
    return _Parts(folded, terms, tuple(term for term in found if term.isdigit()), words, longest)


def _are_alike(mine: _Parts, theirs: _Parts) -> bool:
    if mine.folded == theirs.folded:
        return True
    if mine.digits and theirs.digits and mine.digits != theirs.digits:
        return False
    few, many = (
        (mine.terms, theirs.terms) if len(mine.terms) < len(theirs.terms) else (theirs.terms, mine.terms)
    )
    return bool(few) and few <= many
