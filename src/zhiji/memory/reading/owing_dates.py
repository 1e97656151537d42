"""Days of birth as people write them: solar and lunar, with and without a year, and when they come round next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhiji.language import HAN
from zhiji.language.fold import fold
from zhiji.language.numerals import chinese_number
from zhiji.language.times.lunar import solar_date
from zhiji.language.times.tense import Lean
from zhiji.memory.birthdays import solar_day
from zhiji.memory.reading.owing_telling import times
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.records import When
from zhiji.memory.thread import Line

_MONTH = r"(?P<month>正|冬|腊|十[一二]?|[一二三四五六七八九]|\d{1,2})"
_DAY = r"(?P<day>初[一二三四五六七八九十]|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十|\d{1,2})"
_LUNAR = Rarely(
    rf"(?P<calendar>农历|阴历|旧历|老历|阳历|公历|新历|国历)?(?:的|系|是)?(?P<leap>闰)?{_MONTH}月{_DAY}(?![\d月])(?P<solar>[号日](?!子))?"
)
_LUNAR_ENGLISH = (
    re.compile(r"\b(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:day )?of the (?P<month>\d{1,2})(?:st|nd|rd|th)? (?:lunar )?month(?: lunar)?\b"),
    re.compile(r"\b(?P<month>\d{1,2})(?:st|nd|rd|th)? lunar month,? (?:the |day )?(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"),
    re.compile(r"\blunar (?:calendar )?(?P<month>\d{1,2})[/.-](?P<day>\d{1,2})\b"),
)  # fmt: skip
_OF_MONTH = re.compile(
    r"\bthe (?P<day>\d{1,2})(?:st|nd|rd|th)(?=\W*$|[,.!?;)]|\s+(?:and|but|so|btw|if|lol)\b)"
)
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_ORDINAL = re.compile(
    rf"\bthe (?P<day>(?:twenty|thirty)[- ](?:{'|'.join(_ORDINALS[:9])})|{'|'.join(_ORDINALS)})(?=\W*$|[,.!?;)]|\s+(?:and|but|so|btw|if|lol)\b)"
)
_RELATIVE = re.compile(r"天|日|today|tomorrow|周|星期|礼拜", re.I)
_SHORT = re.compile(
    r"(?<![\d./:-])(?P<one>\d{1,2})[/.](?P<two>\d{1,2})(?:[/.](?P<year>(?:19|20)?\d\d))?(?![\d./:%-])"
)
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d|\d\d年")
_TWO_DIGITS = re.compile(r"(?<!\d)(?P<year>(?:19|20)?\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})[号日]?")
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_CALENDAR = re.compile(r"农历|阴历|旧历|老历|lunar")
_DAYS = ("day",)
_WITHIN_DAYS = ("day", "hour", "minute", "daypart")


@dataclass(frozen=True, slots=True)
class Told:
    """A day as it was written: `05-12`, `lunar 08-03` or a full date, the place of its words, and when it is."""

    value: str
    start: int
    stop: int
    when: When


def days(line: Line, *, lunar: bool = False, hours: bool = False, lean: Lean = "future") -> list[Told]:
    """The days that a message names, in order; `lunar`: its talk is of the lunar calendar."""
    folded = fold(line.text)
    found: list[Told] = []
    for one in _all(line, folded, lunar or _CALENDAR.search(folded) is not None, hours, lean):
        if all(one.stop <= other.start or other.stop <= one.start for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _all(line: Line, folded: str, lunar: bool, hours: bool, lean: Lean) -> Iterator[Told]:
    found = times(line.text, line, lean)
    named = [one.start.date() for one in found if one.granularity == "day" and _RELATIVE.search(one.text)]
    yield from _with_year(line, folded)
    yield from _lunar(line, folded, lunar, named)
    for one in found:
        if one.granularity in (_WITHIN_DAYS if hours else _DAYS):
            day = one.start.date()
            whole = bool(_YEAR.search(one.text)) and day.year < line.when.year
            yield _told(line, day, one.begin, one.stop, whole=whole)
    yield from _short(line, folded)
    yield from _of_month(line, folded)


def _with_year(line: Line, folded: str) -> Iterator[Told]:
    for pattern in (_ISO, _TWO_DIGITS):
        for found in pattern.finditer(folded):
            year = int(found["year"])
            if year < 100:
                year += 1900 if year > line.when.year % 100 else 2000
            day = solar_day(year, int(found["month"]), int(found["day"]))
            if day and day <= line.when.date():
                yield _told(line, day, *found.span(), whole=True)


def _lunar(line: Line, folded: str, lunar: bool, named: list[date]) -> Iterator[Told]:
    """Days of the lunar calendar, and solar ones in the same writing; "后天九月十九" is lunar if that day is."""
    for found in _LUNAR.finditer(folded):
        month, day = _month(found["month"]), _day_of_month(found["day"])
        calendar = found["calendar"] or ""
        by_moon = (
            calendar in ("农历", "阴历", "旧历", "老历")
            or found["day"][0] in "初廿"
            or found["month"] in _MONTHS
            or (not calendar and not found["solar"] and _is_by_moon(line, month, day, named))
            or (lunar and not calendar and not found["solar"] and not found["day"].isdigit())
        )
        if by_moon and 1 <= month <= 12 and 1 <= day <= 30:
            yield _by_moon(line, month, day, *found.span())
        elif not by_moon and 1 <= month <= 12 and (calendar or found["solar"] or found["day"].isdigit()):
            this = solar_day(line.when.year, month, day)
            if this:
                yield _told(line, this, *found.span())
    for pattern in _LUNAR_ENGLISH:
        for found in pattern.finditer(folded):
            month, day = int(found["month"]), int(found["day"])
            if "lunar" in folded and 1 <= month <= 12 and 1 <= day <= 30:
                yield _by_moon(line, month, day, *found.span())


def _is_by_moon(line: Line, month: int, day: int, named: list[date]) -> bool:
    """Whether a month and day, read by the moon, are the day that the sentence names besides."""
    if not named or not (1 <= month <= 12 and 1 <= day <= 30):
        return False
    return next_lunar(line.when, month, day).start.date() in named


def _short(line: Line, folded: str) -> Iterator[Told]:
    """5/12: the month first in Chinese, the day first in English, unless it can't be."""
    for found in _SHORT.finditer(folded):
        one, two = int(found["one"]), int(found["two"])
        month, day = (one, two) if HAN.search(line.text) or _month_first(line) else (two, one)
        if month > 12:
            month, day = day, month
        year = int(found["year"] or line.when.year)
        year += (1900 if year > line.when.year % 100 else 2000) if year < 100 else 0
        this = solar_day(year, month, day)
        if this:
            yield _told(line, this, *found.span(), whole=found["year"] is not None)


def _month_first(line: Line) -> bool:
    """Whether the clock is that of China, Japan, or America, where 12/2 is in December."""
    offset = line.when.utcoffset()
    hours = offset.total_seconds() / 3600 if offset else 0
    return hours in (8, 9) or -10 <= hours <= -4


def _of_month(line: Line, folded: str) -> Iterator[Told]:
    """The 12th: of this month, or of the next that has one."""
    for found in (*_OF_MONTH.finditer(folded), *_ORDINAL.finditer(folded)):
        number = found["day"]
        told = int(number) if number.isdigit() else _ordinal(number)
        months = [
            (line.when.year + (line.when.month + ahead - 1) // 12, (line.when.month + ahead - 1) % 12 + 1)
            for ahead in range(3)
        ]
        coming = (solar_day(year, month, told) for year, month in months)
        this = next((one for one in coming if one and one >= line.when.date()), None)
        if this:
            yield _told(line, this, *found.span())


def _ordinal(words: str) -> int:
    """Twenty-first is 21."""
    tens, _, units = words.replace("-", " ").partition(" ")
    if not units:
        return _ORDINALS.index(words) + 1
    return {"twenty": 20, "thirty": 30}[tens] + _ORDINALS.index(units) + 1


def _told(line: Line, day: date, start: int, stop: int, *, whole: bool = False) -> Told:
    value = day.isoformat() if whole else f"{day:%m-%d}"
    return Told(value, start, stop, next_solar(line.when, day.month, day.day))


def _by_moon(line: Line, month: int, day: int, start: int, stop: int) -> Told:
    return Told(f"lunar {month:02}-{day:02}", start, stop, next_lunar(line.when, month, day))


def next_solar(moment: datetime, month: int, day: int) -> When:
    """The next such day, today at the earliest."""
    for year in range(moment.year, moment.year + 9):
        this = solar_day(year, month, day)
        if this and this >= moment.date():
            return whole_day(moment, this)
    return whole_day(moment, moment.date())


def next_lunar(moment: datetime, month: int, day: int) -> When:
    """The next such day of the lunar calendar, today at the earliest."""
    for year in range(moment.year - 1, moment.year + 3):
        this = solar_date(year, month, day)
        if this and this.date() >= moment.date():
            return whole_day(moment, this.date())
    return whole_day(moment, moment.date())


def whole_day(moment: datetime, day: date) -> When:
    """A day in the zone of a moment."""
    start = datetime(day.year, day.month, day.day, tzinfo=moment.tzinfo)
    return When(start=start, end=start + timedelta(days=1))


def day_only(words: str) -> int | None:
    """廿二 is 22."""
    found = re.match(rf"{_DAY}", words)
    return _day_of_month(found["day"]) if found else None


def _month(words: str) -> int:
    return _MONTHS.get(words) or (int(words) if words.isdigit() else chinese_number(words) or 0)


def _day_of_month(words: str) -> int:
    if words.isdigit():
        return int(words)
    bare = words.lstrip("初")
    if bare.startswith("廿"):
        return 20 + (chinese_number(bare[1:]) or 0 if bare[1:] else 0)
    return chinese_number(bare) or 0
