"""Half-open intervals of wall-clock time and the arithmetic on calendars."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Granularity = Literal[
    "minute",
    "hour",
    "daypart",
    "day",
    "weekend",
    "week",
    "month-part",
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "decade",
    "range",
]
Unit = Literal["minute", "hour", "day", "weekend", "week", "month", "quarter", "half", "year", "decade"]
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}

# From and to in hours after midnight; past 24 is the next day. A wide middle reading: no two people agree.
DAYPARTS: dict[str, tuple[int, int]] = {
    "small hours": (0, 6),
    "dawn": (5, 8),
    "early": (6, 11),
    "morning": (6, 12),
    "forenoon": (8, 12),
    "noon": (12, 13),
    "afternoon": (12, 18),
    "dusk": (17, 19),
    "evening": (18, 22),
    "night": (18, 24),
    "late night": (22, 26),
    "dead of night": (24, 29),
}


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` up to, not including, `end`."""

    start: datetime
    end: datetime
    granularity: Granularity
    daypart: str = ""  # which part of the day it is, for an hour that follows


def midnight(moment: datetime) -> datetime:
    """The beginning of that day."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def days(moment: datetime, count: int = 1, granularity: Granularity = "day") -> Interval:
    """As many whole days, from that one on."""
    start = midnight(moment)
    return Interval(start, start + count * DAY, granularity)


def point(moment: datetime) -> Interval:
    """One minute."""
    start = moment.replace(second=0, microsecond=0)
    return Interval(start, start + MINUTE, "minute")


def daypart(moment: datetime, name: str) -> Interval:
    """That part of that day."""
    begin, end = DAYPARTS[name]
    start = midnight(moment)
    return Interval(start + timedelta(hours=begin), start + timedelta(hours=end), "daypart", name)


def monday(moment: datetime, offset: int = 0) -> datetime:
    """The Monday on which that week begins, or the week so many later."""
    return midnight(moment) - moment.weekday() * DAY + offset * 7 * DAY


def weekend(moment: datetime, offset: int = 0) -> Interval:
    """Saturday and Sunday of that week, or of the week so many later."""
    return days(monday(moment, offset) + 5 * DAY, 2, "weekend")


def add_months(moment: datetime, count: int) -> datetime:
    """The same day so many months later, or the last one of a shorter month."""
    index = moment.year * 12 + moment.month - 1 + count
    year, month = divmod(index, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def months(year: int, month: int, count: int = 1, granularity: Granularity = "month") -> Interval:
    """As many whole months, from that one on."""
    start = datetime(year, month, 1)
    return Interval(start, add_months(start, count), granularity)


def year_of(year: int) -> Interval:
    """January to December."""
    return months(year, 1, 12, "year")


def season(year: int, name: str) -> Interval:
    """Three months (meteorological, northern); winter runs into the next year."""
    return months(year, SEASONS[name], 3, "season")


def unit(moment: datetime, name: Unit, offset: int = 0) -> Interval:
    """The week, month ... that holds the moment, or the one so many later."""
    year, month = moment.year, moment.month
    match name:
        case "minute" | "hour":
            step = timedelta(minutes=1 if name == "minute" else 60)
            start = moment.replace(second=0, microsecond=0) + offset * step
            return Interval(start, start + step, name)
        case "day":
            return days(moment + offset * DAY)
        case "weekend":
            return weekend(moment, offset)
        case "week":
            return days(monday(moment, offset), 7, "week")
        case "month":
            first = add_months(datetime(year, month, 1), offset)
            return months(first.year, first.month)
        case "quarter":
            first = add_months(datetime(year, month - (month - 1) % 3, 1), 3 * offset)
            return months(first.year, first.month, 3, "quarter")
        case "half":
            first = add_months(datetime(year, 1 if month < 7 else 7, 1), 6 * offset)
            return months(first.year, first.month, 6, "half")
        case "year":
            return year_of(year + offset)
        case "decade":
            return months(year - year % 10 + 10 * offset, 1, 120, "decade")


def shift(moment: datetime, name: Unit, count: float) -> datetime:
    """The moment moved by so many units; halves are meant for hours, months and years."""
    match name:
        case "minute" | "hour":
            return moment + timedelta(minutes=count * (1 if name == "minute" else 60))
        case "day":
            return moment + timedelta(days=count)
        case "week" | "weekend":
            return moment + timedelta(days=round(7 * count))
        case _:
            per = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[name]
            whole, rest = divmod(count * per, 1)
            return add_months(moment, int(whole)) + timedelta(days=round(30 * rest))


def edge(outer: Interval, which: Literal["early", "mid", "late", "end"]) -> Interval | None:
    """The beginning, middle or end of a month, a year, a week and so on; `end` as a deadline, a shorter one."""
    start, end = outer.start, outer.end
    match outer.granularity:
        case "month":
            marks = {"early": (1, 11), "mid": (11, 21)}
            if which in marks:
                first, last = marks[which]
                return Interval(start.replace(day=first), start.replace(day=last), "month-part")
            return Interval(start.replace(day=21), end, "month-part") if which == "late" else days(end - DAY)
        case "year":
            first_month, count = {"early": (1, 3), "mid": (5, 4), "late": (10, 3), "end": (12, 1)}[which]
            return months(start.year, first_month, count, "month" if count == 1 else "range")
        case "week":
            first_day, count = {"early": (0, 2), "mid": (2, 1), "late": (3, 2), "end": (4, 1)}[which]
            return days(start + first_day * DAY, count, "day" if count == 1 else "range")
        case "decade":
            first_year, count = {"early": (0, 4), "mid": (4, 3)}.get(which, (7, 3))
            return months(start.year + first_year, 1, 12 * count, "range")
        case "season" | "quarter" | "half":
            third = (end - start) / 3
            index = {"early": 0, "mid": 1, "late": 2, "end": 2}[which]
            opening = midnight(start + index * third)
            return Interval(opening, end if index == 2 else midnight(opening + third), "range")
        case _:
            return None
