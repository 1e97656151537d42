"""Lines that stand between days where each message has its date, and which say nothing more.

The same words may have been typed: such a line counts as one only behind a blank line and before a message of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from zhiji.sources.kakaotalk.lines import Line, day_of, line_of

_BLANKS = 20  # lines behind such a line
_LONGEST = 100  # characters of such lines


class Piece(NamedTuple):
    """A line, and what it is if it begins like a message."""

    number: int
    line: str
    found: Line | None


def pieces(lines: Iterable[tuple[int, str]]) -> Iterator[Piece]:
    """Every line."""
    for number, line in lines:
        yield Piece(number, line, line_of(line))


def undivided(lines: Iterable[Piece]) -> Iterator[Piece]:
    """Every line but those between days."""
    held: list[Piece] = []
    between: date | None = None
    blank = True
    for piece in lines:
        found = piece.found
        if held and found is not None and not found.divides:
            if found.day != between:
                yield from held
            held = []
        elif held and (len(piece.line) > _LONGEST or piece.line.strip() or len(held) > _BLANKS):
            yield from held
            held = []
        day = _divider(piece) if blank and (found is None or found.divides) else None
        if day is not None:
            held, between = [piece], day
        elif held:
            held.append(piece)
        else:
            yield piece
        blank = not piece.line.strip()


def _divider(piece: Piece) -> date | None:
    if piece.found is not None:
        return piece.found.day
    day = day_of(piece.line)
    return None if day is None else day.day
