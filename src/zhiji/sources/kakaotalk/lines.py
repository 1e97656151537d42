"""How the lines of a KakaoTalk text look.

    full    2021년 12월 29일 오후 8:36, 이름 : 글      Android; iPhone: 2019. 7. 30. 오전 10:22, 이름 : 글
    clock   오후 8:36, 이름 : 글                        below a day's line: 2021년 12월 29일 수요일
    pc      [이름] [오후 8:36] 글                       below --------------- 2021년 12월 29일 수요일 ---------------

All of it in English too. A notice has no name: it stands behind the time, on the computer all by itself.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from zhiji.sources import clocks
from zhiji.sources.clocks import HALF, MONTH

Layout = Literal["full", "clock", "pc"]

_DAY = (
    r"(?:(?P<y>\d{4})(?:[년年] ?|\. ?|[-/])(?P<m>\d{1,2})(?:[월月] ?|\. ?|[-/])(?P<d>\d{1,2})[일日.]?"
    rf"|(?P<month>{MONTH}) (?P<d2>\d{{1,2}}),? (?P<y2>\d{{4}})|(?P<d3>\d{{1,2}})\.? (?P<month3>{MONTH}),? (?P<y3>\d{{4}}))"
)
_CLOCK = (
    rf"(?:(?P<early>{HALF})\s?)?(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    rf"(?:[ \u00a0\u202f]?(?P<late>{HALF}))?"
)
_FULL = re.compile(
    rf"\ufeff?{_DAY},? (?:at )?{_CLOCK}(?:(?P<end>[,:])(?: (?P<rest>.*))?)?", re.IGNORECASE | re.DOTALL
)
_TIME = re.compile(rf"\ufeff?{_CLOCK}(?P<end>[,:]) (?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_PC = re.compile(
    rf"\ufeff?\[(?P<name>.*?)\] ?\[(?:{_DAY},? )?{_CLOCK}\](?: (?P<rest>.*))?", re.IGNORECASE | re.DOTALL
)
_HEADING = re.compile(
    rf"\ufeff?(?P<dashes>-{{3,}})?\s*(?:(?P<before>[^\W\d]+),? )?{_DAY}(?:,? ?\(?(?P<after>[^\W\d]+)\)?)?\s*-*",
    re.IGNORECASE,
)
_DASHES = re.compile(r"\s*-{9,}\s*")
_LONGEST_DAY = 90  # characters
_BEGINS = re.compile(r"\ufeff?[\dA-Za-z\[오상하午上下中早晚凌清傍深ก-ห]")


class Line(NamedTuple):
    """A line that begins a message, or with nothing behind its time a line that divides days."""

    layout: Layout
    day: date | None
    dated: bool  # whether a day is written there, even one that is none
    hour: int | None  # None if there is no such time
    minute: int
    second: int | None
    name: str  # "" for a notice
    text: str
    divides: bool
    halved: bool  # whether the clock has twelve hours


class Day(NamedTuple):
    """A line that begins a day."""

    day: date | None  # None if there is no such day
    dashed: bool


def line_of(text: str) -> Line | None:
    """What a line says if it begins with a time as the app writes it."""
    if not _BEGINS.match(text):
        return None
    if text.lstrip("\ufeff")[:1] == "[":
        found = _PC.match(text)
        return None if found is None else _line("pc", found, found["name"].strip(), found["rest"] or "")
    if found := _FULL.fullmatch(text):
        return _mobile("full", found)
    found = _TIME.fullmatch(text)
    return None if found is None else _mobile("clock", found)


def day_of(text: str) -> Day | None:
    """The day that a whole line names; only with its weekday or between dashes."""
    if len(text) > _LONGEST_DAY or (found := _HEADING.fullmatch(text.rstrip())) is None:
        return None
    dashed = found["dashes"] is not None
    words = [word for word in (found["before"], found["after"]) if word]
    if (not words and not dashed) or any(clocks.weekday(word) is None for word in words):
        return None
    return Day(_day(found)[0], dashed)


def dashes(text: str) -> bool:
    """Whether a line is nothing but dashes."""
    return bool(_DASHES.fullmatch(text))


def split(rest: str) -> tuple[str, str]:
    """The name and the text behind a time; "" as the name of a notice."""
    at = rest.find(" : ")
    if at >= 0:
        return rest[:at].strip(), rest[at + 3 :]
    return (rest[:-2].strip(), "") if rest.endswith(" :") else ("", rest)


def _mobile(layout: Layout, found: re.Match[str]) -> Line:
    rest = found["rest"] or ""
    name, text = split(rest) if found["end"] == "," else ("", rest)
    return _line(layout, found, name, text.removeprefix(": ") if not name and rest.startswith(": ") else text)


def _line(layout: Layout, found: re.Match[str], name: str, text: str) -> Line:
    minute, second = int(found["minute"]), found["second"]
    hour = clocks.hour_of(int(found["hour"]), found["early"] or found["late"])
    right = minute < 60 and (second is None or int(second) < 60)
    day, dated = (None, False) if layout == "clock" else _day(found)
    return Line(
        layout=layout,
        day=day,
        dated=dated,
        hour=hour if right else None,
        minute=minute,
        second=None if second is None else int(second),
        name=name,
        text=text,
        divides=layout == "full" and not found["end"],
        halved=bool(found["early"] or found["late"]),
    )


def _day(found: re.Match[str]) -> tuple[date | None, bool]:
    """The day that a match names, and whether it names any."""
    if found["y"]:
        return clocks.day(int(found["y"]), int(found["m"]), int(found["d"])), True
    if word := found["month"] or found["month3"]:
        year, number = found["y2"] or found["y3"], found["d2"] or found["d3"]
        return clocks.day(int(year), clocks.month(word) or 0, int(number)), True
    return None, False
