"""The line that begins a day: a date in the order of the phone's region, nearly always with the day of the week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from zhiji.sources import clocks

Style = Literal["named", "odd", "bare"]  # with a day of the week, with a word we don't know, with none

_LONGEST = 48  # characters
_ERAS = {
    "R": 2018,
    "令和": 2018,
    "H": 1988,
    "平成": 1988,
    "S": 1925,
    "昭和": 1925,
    "民國": 1911,
    "民国": 1911,
}
_HEADING = re.compile(
    r"\ufeff?(?P<before>[^\d\t:：]{0,20}?)(?P<era>[RHS](?=\d)|令和|平成|昭和|民國|民国)? ?"
    r"(?P<a>\d{1,4})(?: ?[./\-] ?| ?[년年] ?)(?P<b>\d{1,2})(?: ?[./\-] ?| ?[월月] ?)(?P<c>\d{1,4})[.일日]?"
    r"(?P<after>[^\d\t:：]{0,24})"
)
_BUDDHIST = re.compile(r"\s*(?:BE|B\.E\.|พ\.ศ\.)\s*", re.IGNORECASE)


class Heading(NamedTuple):
    """A date as it is written."""

    style: Style
    numbers: tuple[int, int, int]
    year_first: bool
    weekday: int | None


def heading(line: str) -> Heading | None:
    """The date that a line consists of."""
    if len(line) > _LONGEST or (found := _HEADING.fullmatch(line.strip())) is None:
        return None
    style, weekday = _word(found["before"], found["after"])
    if style is None:
        return None
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
    era = found["era"]
    if era is not None:
        return Heading(style, (a + _ERAS[era], b, c), year_first=True, weekday=weekday)
    year_first = len(found["a"]) > 2
    if year_first == (len(found["c"]) > 2):  # no year, or two
        return None
    return Heading(style, (a, b, c), year_first=year_first, weekday=weekday)


class Order:
    """Whether days or months come first, told from all dates of a file that have the year last."""

    def __init__(self) -> None:
        self._votes = {"dmy": 0, "mdy": 0}
        self._open = False  # whether some date fits both orders and nothing tells

    def add(self, found: Heading) -> None:
        """Count one date."""
        if found.year_first:
            return
        fits = [name for name, day in _readings(found) if day is not None and _agrees(day, found)]
        if len(fits) == 1:
            self._votes[fits[0]] += 1
        elif len(fits) == 2 and found.weekday is None:
            self._open = True

    @property
    def sure(self) -> bool:
        """Whether the dates tell, or none needs to."""
        return not self._open or self._votes["dmy"] != self._votes["mdy"]

    def date(self, found: Heading) -> date | None:
        """The day that a heading means; None if there is none such."""
        if found.year_first:
            return clocks.day(*found.numbers)
        likelier = "mdy" if self._votes["mdy"] > self._votes["dmy"] else "dmy"
        days = [(name, day) for name, day in _readings(found) if day is not None]
        days.sort(key=lambda one: (not _agrees(one[1], found), one[0] != likelier))
        return days[0][1] if days else None


def _readings(found: Heading) -> Iterator[tuple[str, date | None]]:
    a, b, year = found.numbers
    yield "dmy", clocks.day(year, b, a)
    yield "mdy", clocks.day(year, a, b)


def _agrees(day: date, found: Heading) -> bool:
    return found.weekday is None or day.weekday() == found.weekday


def _word(before: str, after: str) -> tuple[Style | None, int | None]:
    """What kind of date the words around its numbers make it, and the day of the week they say."""
    before, after = before.strip(), _BUDDHIST.sub("", after).strip()
    if not before and not after:
        return "bare", None
    if before and after:
        return None, None
    weekday = clocks.weekday(before or after)
    if weekday is not None and _closed(after):
        return "named", weekday
    odd = re.fullmatch(r"[^\W\d_]{1,12}[.,]{1,2}", before)
    return ("odd" if odd else None), None


def _closed(word: str) -> bool:
    """Whether brackets are closed: "2024/03/05 (Tue" begins a sentence."""
    return word.count("(") + word.count("（") == word.count(")") + word.count("）")
