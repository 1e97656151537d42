"""The Chinese calendar: months by the moon, solar terms by the sun. A thin wrapper around borax, loaded when needed."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

TERMS = [
    "立春",
    "雨水",
    "惊蛰",
    "春分",
    "清明",
    "谷雨",
    "立夏",
    "小满",
    "芒种",
    "夏至",
    "小暑",
    "大暑",
    "立秋",
    "处暑",
    "白露",
    "秋分",
    "寒露",
    "霜降",
    "立冬",
    "小雪",
    "大雪",
    "冬至",
    "小寒",
    "大寒",
]
YEARS = range(1900, 2101)  # what the tables of the library hold


@lru_cache(maxsize=512)
def solar_date(year: int, month: int, day: int, *, leap: bool = False) -> datetime | None:
    """The day of our calendar; None for a day that the year doesn't have. Day 30 of a short month is its 29th."""
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    if year not in YEARS:
        return None
    for last in (day, 29) if day == 30 else (day,):
        try:
            found = LunarDate(year, month, last, int(leap)).to_solar_date()
        except InvalidLunarDateError:
            continue
        return datetime(found.year, found.month, found.day)
    return None


@lru_cache(maxsize=512)
def term_day(year: int, name: str) -> datetime | None:
    """The day on which a solar term falls."""
    from borax.calendars.lunardate import TermUtils

    if year not in YEARS:
        return None
    found = TermUtils.nth_term_day(year, term_name=name)
    return datetime(found.year, found.month, found.day)
