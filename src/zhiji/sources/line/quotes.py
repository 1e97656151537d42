"""Lines put together where a text of several lines stands in quotes, as most versions write it.

Whatever is inside belongs to the text, even if it looks like a message or a day. A text that only begins with a quote,
because somebody typed one, takes nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zhiji.sources.line.lines import Record, columns, record

_LINES = 2_000  # that are looked at for the end of a text ...
_CHARACTERS = 1 << 20
_WASTED = 20_000  # ... and in vain, in a whole file


class Piece(NamedTuple):
    """A line, what it is if it begins with a time, and the lines that its quotes take in."""

    number: int
    line: str
    record: Record | None
    tail: tuple[str, ...] = ()


def pieces(lines: Iterable[tuple[int, str]]) -> Iterator[Piece]:
    """Every line once, alone or behind the one that opens its quotes."""
    ahead = _Ahead(lines)
    for number, line in ahead:
        found = record(line)
        if found is not None and '"' in line and found.gap != "space" and _opens(found):
            yield Piece(number, line, found, tuple(ahead.take(line.count('"'))))
        else:
            yield Piece(number, line, found)


def unquoted(text: str) -> str:
    """A text without the quotes around it; those inside are doubled by some versions."""
    inner = text.rstrip()[1:-1]
    return (inner.replace('""', '"') if _doubled(inner) else inner).rstrip()


def is_quoted(line: str) -> bool:
    """Whether one line stands in quotes that aren't part of it: those inside are doubled."""
    plain = line.rstrip()
    return '""' in plain[1:-1] and plain[:1] == '"' == plain[-1:] and _doubled(plain[1:-1])


def _opens(found: Record) -> bool:
    text = columns(found.rest, found.gap)[1]
    return text.startswith('"') and text.count('"') % 2 == 1


def _doubled(inner: str) -> bool:
    return inner.count('"') == 2 * inner.count('""')


class _Ahead:
    """Lines, of which some may be looked at and put back."""

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        self._lines = iter(lines)
        self._back: deque[tuple[int, str]] = deque()
        self._wasted = 0

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return self

    def __next__(self) -> tuple[int, str]:
        return self._back.popleft() if self._back else next(self._lines)

    def take(self, quotes: int) -> list[str]:
        """The lines up to the one that ends with the last quote; none if there is no such line."""
        taken: list[tuple[int, str]] = []
        size = 0
        if self._wasted > _WASTED:
            return []
        for number, line in self:
            taken.append((number, line))
            size += len(line)
            quotes += line.count('"')
            if quotes % 2 == 0 and line.rstrip().endswith('"') and not _begins(line):
                return [text for _, text in taken]
            if len(taken) >= _LINES or size > _CHARACTERS:
                break
        self._wasted += len(taken)
        self._back.extendleft(reversed(taken))
        return []


def _begins(line: str) -> bool:
    found = record(line)
    return found is not None and found.gap != "space"
