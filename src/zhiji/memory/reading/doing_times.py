"""When something is to be done, by the words of its message: half open, in the message's own zone."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

from zhiji.language.times import TimeSpan, find_times
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.records import When
from zhiji.memory.thread import Line

_FEW = 6  # characters beside a time that stands alone: "最晚周三前"
_STOP = re.compile(r"[.!?。！？\n]")
_CLOSE = 12  # characters between a doing and a time that stands in another clause


@lru_cache(maxsize=512)
def times_of(line: Line) -> tuple[TimeSpan, ...]:
    """The times ahead that a message names."""
    found = find_times(line.text, line.when, lean="future")
    return tuple(one for one in found if one.end > line.when)


def time_in(clause: Clause) -> TimeSpan | None:
    """The time ahead that a clause names; the narrowest if there are more."""
    return _narrowest(
        [one for one in times_of(clause.line) if one.begin < clause.stop and clause.start < one.stop]
    )


def time_near(clause: Clause) -> TimeSpan | None:
    """The time of a clause, or the one that its message names close by."""
    here = time_in(clause)
    if here is not None:
        return here
    near = [one for one in times_of(clause.line) if _is_near(one, clause)]
    return near[0] if len(near) == 1 else None


def reach(clause: Clause) -> int:
    """Where a doing's words end: with its clause, or with the time that follows it."""
    found = time_near(clause)
    return clause.stop if found is None else max(clause.stop, found.stop)


def _is_near(found: TimeSpan, clause: Clause) -> bool:
    """Whether a time stands by a clause and tells nothing else: the next Chinese clause has a doing of its own."""
    text = clause.line.text
    far = _CLOSE if clause.language == "zh" else 2 * _CLOSE
    if found.begin - clause.stop >= far or clause.start - found.stop >= _CLOSE:
        return False
    if _STOP.search(text[min(clause.stop, found.stop) : max(clause.start, found.begin)]):
        return False
    other = next((one for one in clauses(clause.line) if one.start <= found.begin < one.stop), clause)
    return other.language == "en" or len(other.text) - len(found.text) <= _FEW


def when_of(found: TimeSpan | None) -> When | None:
    """The interval of a time found."""
    return None if found is None else When(start=found.start, end=found.end)


def is_ahead(clause: Clause) -> bool:
    """Whether a clause names a time that is yet to begin."""
    found = time_in(clause)
    return found is not None and found.start > clause.line.when


def is_soon(found: TimeSpan | None, line: Line) -> bool:
    """Whether a time is no more than this very day, so that what is told may be going on already."""
    return found is not None and found.end - line.when <= timedelta(days=1) and found.granularity == "day"


def _narrowest(found: list[TimeSpan]) -> TimeSpan | None:
    return min(found, key=lambda one: one.end - one.start) if found else None
