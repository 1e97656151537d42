"""Patterns that few texts fit, so that it is asked first, and cheaply, whether one does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zhiji.memory.reading.lazily import Lazily
from zhiji.memory.reading.whether import whether

# Letters that are i, k or s to a pattern without case, and aren't when written small.
_ODD = re.compile("[\u0130\u0131\u017f\u212a]")


class Rarely:
    """A pattern as `re` has it, of the methods that readers use; compiled when first used."""

    __slots__ = ("_any", "_ascii", "_flags", "_real", "_small")

    def __init__(self, text: str, flags: int = 0) -> None:
        self._real, self._flags = Lazily(text, flags), flags
        self._ascii: re.Pattern[str] | None = None
        self._any: re.Pattern[str] | None = None
        self._small = False  # whether those two are for small letters

    @property
    def pattern(self) -> str:
        """Its text."""
        return self._real.pattern

    @property
    def compiled(self) -> re.Pattern[str]:
        """The same as `re` has it."""
        return self._real.compiled

    def fits(self, text: str) -> bool:
        """Whether it fits anywhere."""
        if text.isascii():
            if self._ascii is None:
                self._ascii = self._made(only_ascii=True)
            return self._ascii.search(text.lower() if self._small else text) is not None
        if self._any is None:
            self._any = self._made(only_ascii=False)
        small = _small(text) if self._small else text
        return (self._real if small is None else self._any).search(small or text) is not None

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Where it fits first, from a place on."""
        return self._real.compiled.search(text, start) if self.fits(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Everywhere it fits."""
        return self._real.finditer(text) if self.fits(text) else iter(())

    def match(self, text: str) -> re.Match[str] | None:
        """Where it fits from the beginning."""
        return self._real.match(text)

    def _made(self, *, only_ascii: bool) -> re.Pattern[str]:
        made = whether(self.pattern, self._flags, only_ascii=only_ascii)
        self._small = bool(self._flags & re.I and not made.flags & re.I)
        return made


@lru_cache(maxsize=256)
def _small(text: str) -> str | None:
    """The text in small letters; None where that may make another word of it."""
    return None if _ODD.search(text) else text.lower()
