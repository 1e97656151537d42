"""The building blocks of a time expression, shared by all languages.

An expression is a chain of parts, from coarse to fine: "Q3 last year" is a year and a quarter, "后天下午三点"
a day, a part of the day and an hour. Each part narrows the interval that the coarser ones gave; the coarsest is
taken from `Scene`, which knows the moment of writing and whether its words look back or ahead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from functools import cached_property
from typing import Literal

from zhiji.language.times.interval import (
    DAY,
    MINUTE,
    Interval,
    Unit,
    add_months,
    daypart,
    days,
    midnight,
    monday,
    months,
    point,
    shift,
    unit,
    weekend,
    year_of,
)

Every = Literal["day", "week", "month", "year", "feast"]  # a feast comes once a year, on a day that moves
Which = Literal["", "last", "this", "next"]


class Level(IntEnum):
    """How coarse a part is; a chain has at most one of each."""

    DECADE = 0
    YEAR = 1
    SEASON = 2  # halves, quarters and seasons
    MONTH = 3
    WEEK = 4
    EDGE = 5  # the beginning, the middle or the end of something coarser
    DAY = 6
    SHIFT = 7  # the day before, two weeks after
    DAYPART = 8
    CLOCK = 9


@dataclass(frozen=True, slots=True)
class Scene:
    """When something was written, and whether an open "on Friday" in it means the last one."""

    now: datetime
    past: bool
    bed: Literal["", "up", "down"] = (
        ""  # hours of getting up and of being awake at night aren't those of the day
    )


Resolve = Callable[[Scene, Interval | None], Interval | None]


@dataclass(frozen=True, slots=True)
class Part:
    """One building block: where it stands and how it narrows an interval."""

    begin: int
    stop: int
    level: Level
    resolve: Resolve
    every: Every | None = None  # how often the open expression comes round
    weak: bool = False  # says nothing alone: a bare "may", a bare year
    kind: Literal["", "weekday", "date", "needs"] = ""  # "needs": only with a coarser part


Build = Callable[[re.Match[str]], Part | None]
BuildCased = Callable[[re.Match[str], str], Part | None]


@dataclass
class Grammar:
    """Patterns over folded text, each with the function that makes a part of what it found."""

    flags: re.RegexFlag = re.NOFLAG
    sources: list[tuple[str, BuildCased]] = field(default_factory=list)

    def rule(self, pattern: str) -> Callable[[Build], Build]:
        """Register the decorated function for a pattern."""

        def register(build: Build) -> Build:
            self.sources.append((pattern, lambda match, _: build(match)))
            return build

        return register

    def cased(self, pattern: str) -> Callable[[BuildCased], BuildCased]:
        """The same for a function that also wants the text as it was written, with its capitals."""

        def register(build: BuildCased) -> BuildCased:
            self.sources.append((pattern, build))
            return build

        return register

    @cached_property
    def rules(self) -> list[tuple[re.Pattern[str], BuildCased]]:
        """The compiled patterns, made when first wanted: importing stays quick."""
        return [(re.compile(pattern, self.flags), build) for pattern, build in self.sources]

    def parts(self, folded: str, text: str) -> Iterable[Part]:
        """All parts found, overlapping ones too."""
        for pattern, build in self.rules:
            for match in pattern.finditer(folded):
                if part := build(match, text):
                    yield part


def fixed(make: Callable[[datetime], Interval]) -> Resolve:
    """Something that counts from now and takes nothing coarser beside it, like "tomorrow"."""
    return lambda scene, outer: make(scene.now) if outer is None else None


def narrowing(make: Callable[[Interval], Interval | None]) -> Resolve:
    """Something that says nothing alone, like "the end of"."""
    return lambda _, outer: make(outer) if outer else None


def choose(candidates: Iterable[Interval], scene: Scene, outer: Interval | None) -> Interval | None:
    """The candidate inside the coarser interval; without one, the latest begun or the first not yet over."""
    if outer is not None:
        return next((c for c in candidates if outer.start <= c.start < outer.end), None)
    if scene.past:
        return max((c for c in candidates if c.start <= scene.now), key=lambda c: c.start, default=None)
    return min((c for c in candidates if c.end > scene.now), key=lambda c: c.start, default=None)


def within_each(name: Unit, make: Callable[[Interval], Interval | None]) -> Resolve:
    """ "The last Friday of the month": of this one, or of the one before or after as the scene has it."""

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is not None:
            return None
        found = [made for step in (-1, 0, 1) if (made := make(unit(scene.now, name, step)))]
        return choose(found, scene, None)

    return resolve


def yearly(of_year: Callable[[int], Interval | None], which: Which = "", skip: int = 0) -> Resolve:
    """Something that comes once a year: the one named by last, this or next, or else by the scene."""

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        now = scene.now
        first, last = (outer.start.year - 1, min(outer.end.year, outer.start.year + 11)) if outer else (0, 0)
        years = range(first, last + 1) if outer else range(now.year - 3 - skip, now.year + 4 + skip)
        all_years = [found for year in years if 1 < year < 9990 and (found := of_year(year))]
        if outer or not which:
            return choose(all_years, scene, outer)
        if which == "this":
            return min(
                all_years,
                key=lambda c: (not c.start <= now < c.end, abs(c.start.year - now.year)),
                default=None,
            )
        if which == "last":
            return _nth([c for c in reversed(all_years) if c.end <= now], skip)
        return _nth([c for c in all_years if c.start > now], skip)

    return resolve


def _nth(found: list[Interval], index: int) -> Interval | None:
    return found[index] if index < len(found) else None


def weekday(number: int, which: Which = "", *, weeks: int | None = None) -> Resolve:
    """A day of the week: of the week so many later, of a coarser interval, or the one that the scene means."""

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is not None:
            return _weekday_within(number, which, outer)
        here = days(monday(scene.now) + number * DAY)
        if weeks is not None:
            return days(here.start + 7 * weeks * DAY)
        today = midnight(scene.now)
        if which == "next":
            return days(here.start + 7 * DAY)
        if which == "this" and not (here.start < today and not scene.past):
            return here
        back = which == "last" or (scene.past and which == "")
        if back:
            return here if here.start < today else days(here.start - 7 * DAY)
        return here if here.start > today else days(here.start + 7 * DAY)

    return resolve


def _weekday_within(number: int, which: Which, outer: Interval) -> Interval | None:
    if outer.granularity == "week":
        return days(outer.start + number * DAY)
    return nth_weekday(number, -1)(outer) if which == "last" else None


def nth_weekday(number: int, nth: int) -> Callable[[Interval], Interval | None]:
    """The first (1), second (2), ... or last (-1) such day of the week in an interval."""

    def make(outer: Interval) -> Interval | None:
        if nth > 0:
            first = outer.start + (number - outer.start.weekday()) % 7 * DAY
            found = first + (nth - 1) * 7 * DAY
        else:
            last = midnight(outer.end - MINUTE)
            found = last - (last.weekday() - number) % 7 * DAY
        return days(found) if outer.start <= found < outer.end else None

    return make


def weekends(which: Which = "") -> Resolve:
    """A weekend, of a coarser interval or the one that the scene means."""

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is not None:
            return weekend(outer.start) if outer.granularity == "week" else None
        here = weekend(scene.now)
        if which == "last" or (scene.past and which == "" and here.start > scene.now):
            return weekend(scene.now, -1)
        return weekend(scene.now, 1) if which == "next" else here

    return resolve


def month_day(month: int, day: int, count: int = 1) -> Resolve:
    """So many days from a day of a month on, in a coarser year or as the scene has it."""
    return yearly(lambda year: _date(year, month, day, count))


def _date(year: int, month: int, day: int, count: int = 1) -> Interval | None:
    try:
        return days(datetime(year, month, day), count, "day" if count == 1 else "range")
    except ValueError:
        return None


def date(year: int, month: int, day: int, count: int = 1) -> Resolve:
    """A day of the calendar, whatever the scene."""
    return lambda _, outer: None if outer else _date(year, month, day, count)


def day_of_month(day: int, count: int = 1) -> Resolve:
    """The 5th: of a coarser month, or the one that the scene means."""

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is not None:
            return (
                _date(outer.start.year, outer.start.month, day, count)
                if outer.granularity == "month"
                else None
            )
        near = [add_months(scene.now.replace(day=1), step) for step in range(-2, 3)]
        return choose([c for m in near if (c := _date(m.year, m.month, day, count))], scene, None)

    return resolve


def month(number: int, which: Which = "", skip: int = 0) -> Resolve:
    """A month by name."""
    return yearly(lambda year: months(year, number), which, skip)


def section(name: Literal["quarter", "half"], number: int) -> Resolve:
    """The third quarter, the first half: of a coarser year or as the scene has it; a month has halves too."""
    size = 3 if name == "quarter" else 6
    of_year = yearly(lambda year: months(year, (number - 1) * size + 1, size, name))

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer and outer.granularity in {"month", "decade", "season"} and name == "half":
            middle = midnight(outer.start + (outer.end - outer.start) / 2)
            middle = middle.replace(day=16) if outer.granularity == "month" else middle
            return (
                Interval(outer.start, middle, "range")
                if number == 1
                else Interval(middle, outer.end, "range")
            )
        return of_year(scene, outer or year_of(_year_of_section(scene, number * size)))

    return resolve


def _year_of_section(scene: Scene, last_month: int) -> int:
    """This year, unless what was is still ahead, or what is to come ended months ago."""
    year, month = scene.now.year, scene.now.month
    if scene.past:
        return year if last_month - (last_month - 1) % 3 <= month else year - 1
    return year + 1 if month - last_month > 4 else year


def parts_of_day(name: str) -> Resolve:
    """The afternoon: of a coarser day, or the one that the scene means."""

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is not None:
            return daypart(outer.start, name) if is_day(outer) else None
        return choose([daypart(scene.now + step * DAY, name) for step in (-1, 0, 1)], scene, None)

    return resolve


def is_day(interval: Interval) -> bool:
    """Whether an hour may be counted in it: a day, or a feast of several."""
    return interval.granularity == "day" or (
        interval.granularity == "range" and interval.end - interval.start <= 9 * DAY
    )


def clock(hour: int, minute: int = 0, *, sure: bool = False, about: bool = False) -> Resolve:
    """An hour of a day; unless `sure` (15:30, 3pm), the half of the day is read from what stands around it."""

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        at = _clock_within(hour, sure, scene, outer) if outer else _clock_alone(hour, minute, sure, scene)
        if at is None:
            return None
        found = point(at + timedelta(minutes=minute if outer else 0))
        return Interval(found.start, found.start + timedelta(hours=1), "hour") if about else found

    return resolve


def _clock_within(hour: int, sure: bool, scene: Scene, outer: Interval) -> datetime | None:
    start = midnight(outer.start)
    if outer.daypart:
        return start + timedelta(hours=_hour_in(outer.daypart, hour))
    if not is_day(outer):
        return None
    if scene.bed and not sure:
        return start + timedelta(hours=_hours_of_bed(hour, scene.bed)[0])
    if not sure and start == midnight(scene.now) and 6 < hour < 12 and not scene.past:
        early = start + timedelta(hours=hour)
        return early if early > scene.now else early + timedelta(hours=12)
    return start + timedelta(hours=hour + 12 if not sure and hour < 7 else hour)


def _hours_of_bed(hour: int, bed: Literal["up", "down"]) -> list[int]:
    """Up at 6 is in the morning; asleep by 11 is at night, and so is 12."""
    if hour > 12:
        return [hour]
    if bed == "up":
        return [hour] if 4 <= hour < 12 else [hour, hour + 12] if hour < 12 else [12]
    return [hour % 12] if hour < 6 or hour == 12 else [hour, hour + 12] if hour < 8 else [hour + 12]


def _hour_in(name: str, hour: int) -> int:
    """Hours after midnight of "8 in the evening": 20."""
    if hour > 12:
        return hour
    if name == "dead of night":  # begins with the next day
        return hour % 12 if hour < 7 or hour == 12 else hour - 12
    if name in {"night", "late night"}:
        return 24 + hour % 12 if hour < 6 or hour == 12 else hour + 12
    if name in {"afternoon", "evening", "dusk"} or (name == "noon" and hour < 5):
        return hour % 12 + 12
    return 0 if name == "small hours" and hour == 12 else hour


def _clock_alone(hour: int, minute: int, sure: bool, scene: Scene) -> datetime | None:
    hours = [hour] if sure or hour > 12 else [hour, hour + 12] if hour < 12 else [12]
    if scene.bed and not sure:
        hours = _hours_of_bed(hour, scene.bed)
    elif not scene.past and not sure:
        hours = [h for h in hours if h > 6]  # few people plan for the small hours
    today = midnight(scene.now)
    times = [today + step * DAY + timedelta(hours=h, minutes=minute) for step in (-1, 0, 1) for h in hours]
    if scene.past:
        return max((t for t in times if t <= scene.now), default=None)
    return min((t for t in times if t > scene.now), default=None)


def clock_after(start: datetime, hour: int, minute: int, *, sure: bool = False) -> datetime:
    """The first such time after another: the end of "from 3 to 5"."""
    hours = [hour] if sure or hour > 12 else [hour % 12, hour % 12 + 12]
    base = midnight(start)
    times = [base + step * DAY + timedelta(hours=h, minutes=minute) for step in (0, 1) for h in hours]
    return min(t for t in times if t > start)


def moved(anchor: Interval, name: Unit, count: float) -> Interval:
    """Two weeks after a day, the month before a feast: as wide as the unit, from a day on as narrow as one."""
    base = anchor.start if count < 0 else anchor.end - DAY
    if name in {"minute", "hour"}:
        return point(shift(anchor.start, name, count))
    if name in {"month", "year", "quarter", "half", "decade"}:
        return unit(shift(base, name, count), name)
    return days(shift(base, name, count))


def from_now(scene: Scene, name: Unit, count: float) -> Interval:
    """N units ago or ahead, as exact as people are: months and years as a whole, weeks ago as a whole."""
    if name in {"minute", "hour"}:
        return point(shift(scene.now, name, count))
    there = shift(scene.now, name, count)
    if name == "day" or (name == "week" and (count > 0 or count % 1)):
        return days(there)
    if name in {"year", "half", "quarter", "decade"} and count % 1:
        return unit(there, "month")
    if name == "weekend":
        return weekend(there)
    return unit(there, "year" if name == "decade" else "month" if name in {"half", "quarter"} else name)


def stretch(scene: Scene, name: Unit, count: float) -> Interval:
    """The past (negative) or coming N units, today in it; hours to the minute."""
    if name in {"minute", "hour"}:
        now = point(scene.now).start
        other = shift(now, name, count)
        return Interval(min(now, other), max(now, other), "range")
    today = midnight(scene.now)
    other = midnight(shift(today, name, count))
    return Interval(other, today + DAY, "range") if count < 0 else Interval(today, other + DAY, "range")
