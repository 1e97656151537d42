"""Rows of CSV from lines, one at a time; a quote that is never closed spoils one row and not the rest of the file."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

_LONGEST = 100_000  # characters of a row; Discord allows 4,000 of text

Row = tuple[int, list[str] | None]  # the line that it begins on, and its fields; None if it can't be read


def rows(lines: Iterable[tuple[int, str]], delimiter: str = ",") -> Iterator[Row]:
    """Each row that isn't empty."""
    held: deque[tuple[int, str]] = deque()  # the lines of a row that isn't closed yet
    quotes = length = 0
    for number, line in lines:
        held.append((number, line))
        quotes, length = quotes + line.count('"'), length + len(line)
        if quotes % 2 == 0:
            yield from _row(held, delimiter)
        elif length <= _LONGEST:
            continue
        else:
            yield from _without_first(held, delimiter)
        held.clear()
        quotes = length = 0
    if held:
        yield from _without_first(held, delimiter)


def _without_first(held: deque[tuple[int, str]], delimiter: str) -> Iterator[Row]:
    """The rows that lines make whose first one opens a quote that nothing closes: the others are even by themselves."""
    first, _ = held.popleft()
    yield first, None
    if held:
        yield from rows(list(held), delimiter)


def _row(held: deque[tuple[int, str]], delimiter: str) -> Iterator[Row]:
    first = held[0][0]
    text = "\n".join(line for _, line in held)
    if not text.strip():
        return
    try:
        yield first, next(csv.reader([text], delimiter=delimiter))
    except (csv.Error, StopIteration):
        yield first, None
