"""Patterns that are compiled when they are first used: there are hundreds with long lists of words, and a chat needs few."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_parse: Callable[..., Any] | None = getattr(getattr(re, "_parser", None), "parse", None)
_compile: Callable[..., Any] | None = getattr(getattr(re, "_compiler", None), "compile", None)


class Lazily:
    """A pattern as `re` has it, of the methods that readers use."""

    _real: re.Pattern[str]
    __slots__ = ("_flags", "_real", "_text", "finditer", "fullmatch", "match", "search")

    match: Callable[[str], re.Match[str] | None]
    """Where it fits from the beginning."""
    search: Callable[[str], re.Match[str] | None]
    """Where it fits first."""
    fullmatch: Callable[[str], re.Match[str] | None]
    """Whether it fits the whole."""
    finditer: Callable[[str], Iterator[re.Match[str]]]
    """Everywhere it fits."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text, self._flags = text, flags

    @property
    def pattern(self) -> str:
        """Its text."""
        return self._text

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The numbers of its named groups."""
        return self.compiled.groupindex

    @property
    def parsed(self) -> Any:
        """The tree of it, compiled on the way; None if this Python doesn't tell."""
        if _parse is None or _compile is None:
            return None
        tree = _parse(self._text, self._flags)
        self._real = _compile(tree, self._flags)
        return tree

    @property
    def compiled(self) -> re.Pattern[str]:
        """The same as `re` has it."""
        try:
            return self._real
        except AttributeError:
            self._real = re.compile(self._text, self._flags)
            return self._real

    def __getattr__(self, name: str) -> object:
        """A method that is asked for the first time; from then on it is that of the compiled pattern."""
        if name not in ("match", "search", "fullmatch", "finditer"):
            raise AttributeError(name)
        method: object = getattr(self.compiled, name)
        setattr(self, name, method)
        return method
