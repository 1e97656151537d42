"""The times that a question asks about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import exp

from zhiji.language.times import before, find_times, lean_of
from zhiji.search.anchors import Period

LONGEST = timedelta(days=366)
CLOCK = {"minute", "hour", "daypart"}
DAY = 86_400_000_000  # microseconds
BEFOREHAND = 0.25  # people tell of a day on those that follow
FADES_IN_DAYS, LONG_FADES_IN_DAYS = 1.0, 4.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micro(when: datetime) -> int:
    """Microseconds since 1970 in UTC."""
    return (when - _EPOCH) // timedelta(microseconds=1)


def periods(question: str, *, now: datetime, newest: datetime) -> list[Period]:
    """Days, weeks, months that a question names; what comes round each year is meant as it was last before `newest`.

    Who asks about what is to come ("Am I free on Saturday?") means the next one. An hour without a day says nothing
    about when a message was sent, nor does a stretch of more than a year.
    """
    found = []
    for span in find_times(question, now, lean=lean_of(question)):
        span = before(span, newest) if span.start < now else span
        if span.end - span.start <= LONGEST and not (span.granularity in CLOCK and span.every == "day"):
            found.append(Period(micro(span.start), micro(span.end), span.text))
    return found


def moment(at: int) -> datetime:
    """The moment so many microseconds after 1970 in UTC."""
    return _EPOCH + timedelta(microseconds=at)


def nearest(at: int, among: Sequence[Period]) -> Period | None:
    """Of several times the one that is nearest; None of none."""
    return max(among, key=lambda period: _nearness(at, period), default=None)


def nearness(at: int, among: Sequence[Period]) -> float:
    """1 within one of the periods, less the further from the nearest one."""
    return max((_nearness(at, period) for period in among), default=0.0)


def _nearness(at: int, period: Period) -> float:
    away = max(period.start - at, at - period.end, 0) / DAY
    short = period.end - period.start <= 1.01 * DAY
    worth = BEFOREHAND if at < period.start else 1.0
    return worth * exp(-away / (FADES_IN_DAYS if short else LONG_FADES_IN_DAYS))
