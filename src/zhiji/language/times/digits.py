"""Dates and clocks in figures, the same in every language: 2024-03-05, 16.01.2024, 15:30, 3pm."""

from __future__ import annotations

import re

from zhiji.language.times.interval import Interval, months
from zhiji.language.times.parts import Grammar, Level, Part, Scene, clock, clock_after, date, fixed, month_day

GRAMMAR = Grammar(re.ASCII)  # Chinese may stand right beside figures
_ALONE = r"(?<![\w./:\-+])"
_ENDS = r"(?![\d/:%]|[-.]\d|\.\w)"
_MERIDIEM = r"(?P<half>a\.?m\.?(?![a-z])|p\.?m\.?(?![a-z])|[ap](?![a-z.']))"


def year_in_full(figures: str) -> int:
    """24 is 2024, 98 is 1998."""
    year = int(figures)
    return year if len(figures) > 2 else year + (2000 if year < 50 else 1900)


@GRAMMAR.rule(
    r"(?<![\w./:+-])(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)(?=t\d|(?![\w]|[-/.]\d))(?:t(?=\d))?"
)
def _year_first(m: re.Match[str]) -> Part | None:
    return _dated(m, int(m["y"]), int(m["m"]), int(m["d"]))


@GRAMMAR.rule(rf"{_ALONE}(?P<a>\d\d?)(?P<sep>[-/.])(?P<b>\d\d?)(?P=sep)(?P<y>(?:19|20)\d\d){_ENDS}")
def _year_last(m: re.Match[str]) -> Part | None:
    """Slashes are read the American way unless that is impossible; dots and dashes put the day first."""
    a, b = int(m["a"]), int(m["b"])
    month_first = a <= 12 and (m["sep"] == "/" or b > 12)
    return _dated(m, int(m["y"]), *((a, b) if month_first else (b, a)))


@GRAMMAR.rule(rf"{_ALONE}(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>\d\d){_ENDS}")
def _short_year(m: re.Match[str]) -> Part | None:
    a, b = int(m["a"]), int(m["b"])
    return _dated(m, year_in_full(m["y"]), *((a, b) if a <= 12 else (b, a)))


def _dated(m: re.Match[str], year: int, month: int, day: int) -> Part | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Part(m.start(), m.end(), Level.DAY, date(year, month, day), kind="date")


@GRAMMAR.rule(r"(?<![\w./:+-])(?P<y>(?:19|20)\d\d)[-/](?P<m>0[1-9]|1[0-2])(?![\w/:-]|\.\d)")
def _year_month(m: re.Match[str]) -> Part | None:
    year, number = int(m["y"]), int(m["m"])
    return Part(m.start(), m.end(), Level.MONTH, fixed(lambda _: months(year, number)))


# What follows a 3/12 among Chinese words: another such day, or a going.
_IN_CHINESE = re.compile(r"\s*(?:[到至]\s*\d{1,2}/\d|[去来回飞走见考搬]|出发|入住|报到|面试|开[学张业])")


@GRAMMAR.rule(
    rf"(?P<prep>\b(?:on|by|until|till|before|since|from|due|after|for)\s+)?{_ALONE}(?P<a>\d\d?)[/.](?P<b>\d\d?){_ENDS}(?![\w.])"
)
def _month_slash_day(m: re.Match[str]) -> Part | None:
    """3/5 needs a preposition, or a weekday or an hour beside it; 24/7, 9/11 and 50/50 are sayings."""
    a, b = int(m["a"]), int(m["b"])
    dotted = "." in m.group()
    month, day = (a, b) if a <= 12 and not (dotted and b <= 12 and m["prep"]) else (b, a)
    if not (1 <= month <= 12 and 1 <= day <= 31) or (a, b) in {(24, 7), (9, 11), (50, 50)}:
        return None
    if not m["prep"] and not dotted and _IN_CHINESE.match(m.string, m.end()) and a <= 12:
        return Part(m.start(), m.end(), Level.DAY, month_day(a, b), every="year", kind="date")
    begin, weak = m.start(), not m["prep"] or dotted or m["prep"].strip() in {"for", "after"}
    return Part(begin, m.end(), Level.DAY, month_day(month, day), every="year", weak=weak, kind="date")


@GRAMMAR.cased(
    r"(?:\b(?:at|by|around|about|until|till|before|after|from|since|@)\s*|@\s*)?"
    rf"(?<![\w./:$€£¥+-])(?P<h>\d\d?)(?::(?P<m>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?|\.(?P<dot>[0-5]\d)(?=\s?[ap]\.?m))?\s?{_MERIDIEM}"
)
def _meridiem(m: re.Match[str], text: str) -> Part | None:
    hour = int(m["h"])
    if not 1 <= hour <= 12 or (
        len(m["half"]) == 1 and (m.end() < len(text) and text[m.end() - 1 : m.end() + 1].isalpha())
    ):
        return None
    if len(m["half"]) == 1 and text[m.end() - 2].isspace():
        return None
    hour = hour % 12 + (12 if m["half"][0] == "p" else 0)
    resolve = clock(hour, int(m["m"] or m["dot"] or 0), sure=True)
    return Part(m.start(), m.end(), Level.CLOCK, resolve, every="day")


@GRAMMAR.cased(
    r"(?:\b(?:at|by|around|about|until|till|before|after|from|since|@)\s*|@\s*)?"
    r"(?<![\d./:$€£¥+-])(?<![a-su-z_])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::[0-5]\d(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?|z)?(?![\d/%]|[:.-]\d|\s?[ap]\.?m)"
)
def _colon(m: re.Match[str], text: str) -> Part | None:
    hour, minute = int(m["h"]), int(m["m"])
    if (hour == 24 and minute) or re.match(
        r"\s?(?:long|mile|pace|per|ratio|lead|to win|minutes|mins?\b|/km)", text[m.end() :]
    ):
        return None
    sure = hour > 12 or hour == 0 or m["h"].startswith("0")
    return Part(m.start(), m.end(), Level.CLOCK, clock(hour, minute, sure=sure), every="day")


_DAY_BEFORE = re.compile(
    r"\b(?:tomorrow|tmrw?|tmr|today|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri)\s+(?:at\s+)?\Z"
)


@GRAMMAR.rule(rf"{_ALONE}(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d){_ENDS}(?!\w)")
def _dotted_clock(m: re.Match[str]) -> Part | None:
    """ "tomorrow 10.30": with a day before it."""
    if not _DAY_BEFORE.search(m.string[max(0, m.start() - 16) : m.start()]):
        return None
    hour = int(m["h"])
    return Part(m.start(), m.end(), Level.CLOCK, clock(hour, int(m["m"]), sure=hour > 12), every="day")


@GRAMMAR.rule(r"(?:\bat\s+)?(?<![\w./:$€£¥+-])(?P<h>[01]?\d|2[0-3])h(?P<m>[0-5]\d)(?!\w)")
def _with_h(m: re.Match[str]) -> Part | None:
    return Part(m.start(), m.end(), Level.CLOCK, clock(int(m["h"]), int(m["m"]), sure=True), every="day")


@GRAMMAR.rule(r"(?:\bat\s+)?(?<![\w./:$€£¥+-])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s?(?:hrs|hours)\b")
def _military(m: re.Match[str]) -> Part | None:
    return Part(m.start(), m.end(), Level.CLOCK, clock(int(m["h"]), int(m["m"]), sure=True), every="day")


@GRAMMAR.rule(
    r"(?:\b(?:from|between)\s+)?(?<![\w./:$€£¥+-])(?P<h>\d\d?)(?::(?P<m>[0-5]\d))?\s?(?P<x>[ap]m)?\s?(?:-|–|~|to|and|until|till)\s?"
    r"(?P<h2>\d\d?)(?::(?P<m2>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)"
)
def _clock_range(m: re.Match[str]) -> Part | None:
    """3-5pm: the first hour takes its half of the day from the second."""
    first, second = int(m["h"]), int(m["h2"])
    if not (1 <= first <= 12 and 1 <= second <= 12):
        return None
    late = m["half"][0] == "p"
    end_hour = second % 12 + (12 if late else 0)
    half = m["x"][0] if m["x"] else m["half"][0] if first % 12 < second % 12 else "a" if late else "p"
    start_hour = first % 12 + (12 if half == "p" else 0)
    return span_of_hours(
        m.start(), m.end(), (start_hour, int(m["m"] or 0)), (end_hour, int(m["m2"] or 0)), sure=True
    )


def span_of_hours(
    begin: int, stop: int, first: tuple[int, int], second: tuple[int, int], *, sure: bool
) -> Part:
    """From one time of the clock to the next such after it."""
    opening = clock(*first, sure=sure)

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        found = opening(scene, outer)
        return found and Interval(found.start, clock_after(found.start, *second, sure=sure), "range")

    return Part(begin, stop, Level.CLOCK, resolve, every="day")


@GRAMMAR.rule(
    r"\b(?P<lead>from |between )?(?<![\d.:/$€£+-])(?P<h>1[0-2]|[1-9])(?::(?P<m>[0-5]\d))?\s?(?:-|–|to|and|until|till)\s?(?P<h2>1[0-2]|[1-9])(?::(?P<m2>[0-5]\d))?(?!\w|[:/.%-]\d| ?(?:am|pm|a\.m|p\.m))(?! (?:of|people|times|weeks|days|months|years|hours|minutes|percent|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))"
)
def _hours(m: re.Match[str]) -> Part | None:
    """ "from 3 to 5" needs a day beside it, "3:30-5:30" doesn't."""
    full = bool(m["m"] and m["m2"])
    weak = not full and not (
        m["lead"] and re.match(r"\s*(?:$|[.!?,;)]|tomorrow|today|on )", m.string[m.end() :])
    )
    if weak and not m["lead"] and "and" in m.group():
        return None
    part = span_of_hours(
        m.start(), m.end(), (int(m["h"]), int(m["m"] or 0)), (int(m["h2"]), int(m["m2"] or 0)), sure=False
    )
    return Part(part.begin, part.stop, part.level, part.resolve, every="day", weak=weak)
