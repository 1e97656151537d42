"""Patterns that are compiled when they are first used: there are hundreds with long lists of words, and a chat needs few."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping


class Lazily:
    """A pattern as `re` has it, of the methods that readers use."""

    __slots__ = ("_compiled", "_flags", "_text")

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text, self._flags = text, flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> str:
        """Its text."""
        return self._text

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The numbers of its named groups."""
        return self._pattern().groupindex

    def match(self, text: str) -> re.Match[str] | None:
        """Where it fits from the beginning."""
        return self._pattern().match(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Where it fits first."""
        return self._pattern().search(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Whether it fits the whole."""
        return self._pattern().fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Everywhere it fits."""
        return self._pattern().finditer(text)

    def _pattern(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._text, self._flags)
        return self._compiled
