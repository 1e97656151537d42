"""When a birthday comes round: by the sun or by the moon."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date

from zhiji.language.times.lunar import solar_date

_DAY = re.compile(r"(?:(?P<year>\d{4})-)?(?P<month>\d{2})-(?P<day>\d{2})")
_LUNAR = re.compile(r"lunar (?P<month>\d{1,2})-(?P<day>\d{1,2})")
_LEAP = 2000  # a year that has every day


def next_birthday(value: str, today: date) -> date | None:
    """The first day from today on that a birthday ("05-12", "1990-05-12", "lunar 08-03") falls on; None if no day is told.

    Whoever was born on 29 February has it on the last day of February.
    """
    days = (_day(value, year) for year in range(today.year - 1, today.year + 3))
    return next((day for day in days if day is not None and day >= today), None)


def birthdays_in(value: str, year: int) -> tuple[date, ...]:
    """The days of a year of our calendar that a birthday falls on: one, but for those by the moon at its end, or none."""
    days = (_day(value, one) for one in (year - 1, year))
    return tuple(day for day in days if day is not None and day.year == year)


def year_of_birth(value: str) -> int | None:
    """The year that it was on first, if that is told."""
    found = _DAY.fullmatch(value)
    return int(found["year"]) if found and found["year"] else None


def is_birthday(value: str) -> bool:
    """Whether it is written as one, and there is such a day."""
    return _day(value, _LEAP) is not None


def is_lunar(value: str) -> bool:
    """Whether it goes by the moon."""
    return value.startswith("lunar ")


def is_leap_day(value: str) -> bool:
    """Whether it is 29 February."""
    found = _DAY.fullmatch(value)
    return found is not None and (found["month"], found["day"]) == ("02", "29")


def _day(value: str, year: int) -> date | None:
    if found := _DAY.fullmatch(value):
        day = 28 if is_leap_day(value) and not isleap(year) else int(found["day"])
        return solar_day(year, int(found["month"]), day)
    if found := _LUNAR.fullmatch(value):
        moment = solar_date(year, int(found["month"]), int(found["day"]))
        return moment.date() if moment else None
    return None


def solar_day(year: int, month: int, day: int) -> date | None:
    """A day of our calendar; None for one that there isn't."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
