"""With which characters what fits a pattern may begin, so that most patterns needn't be tried where something begins."""

from __future__ import annotations

import string
from collections.abc import Iterable
from functools import cache
from typing import Any

from zhiji.memory.reading.lazily import Lazily

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_STANDS = ("AT", "ASSERT", "ASSERT_NOT")  # takes no character
_CATEGORIES = {
    "CATEGORY_SPACE": string.whitespace,
    "CATEGORY_DIGIT": string.digits,
    "CATEGORY_WORD": string.ascii_lowercase + string.digits + "_",
}
_MANY = 1000  # characters of a class that says nothing


class _Anything(Exception):
    """It may begin with anything, or be empty."""


@cache
def begins(pattern: Lazily) -> frozenset[str] | None:
    """The characters of ASCII, in small letters, with which what fits may begin, and others; None if that can't be told."""
    tree = pattern.parsed
    if tree is None:
        return None
    try:
        found, empty = _of_all(tree)
    except _Anything:
        return None
    return None if empty else frozenset(found)


def _of_all(steps: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """With what the steps begin, and whether they may take nothing at all."""
    found: set[str] = set()
    for what, value in steps:
        first, empty = _of_one(str(what), value)
        found |= first
        if not empty:
            return found, False
    return found, True


def _of_one(name: str, value: Any) -> tuple[set[str], bool]:
    if name == "LITERAL":
        return {chr(value).lower()}, False
    if name == "IN":
        return set().union(*(_of_member(str(what), one) for what, one in value)), False
    if name == "SUBPATTERN":
        return _of_all(value[-1])
    if name == "ATOMIC_GROUP":
        return _of_all(value)
    if name == "BRANCH":
        each = [_of_all(one) for one in value[1]]
        return set().union(*(first for first, _ in each)), any(empty for _, empty in each)
    if name in _REPEATS:
        first, empty = _of_all(value[2])
        return first, empty or not value[0]
    if name in _STANDS:
        return set(), True
    raise _Anything


def _of_member(name: str, value: Any) -> set[str]:
    if name == "LITERAL":
        return {chr(value).lower()}
    if name == "RANGE" and value[1] - value[0] < _MANY:
        return {chr(code).lower() for code in range(value[0], value[1] + 1)}
    if name == "CATEGORY" and str(value) in _CATEGORIES:
        return set(_CATEGORIES[str(value)])
    raise _Anything
