"""How the lines of a LINE export look: one for each day, and below it one for each message.

Phones write `22:10 TAB name TAB text`, notices without the name; tabs that got lost on the way are runs of blanks. The
computer writes single blanks, which leaves open where the name ends (see `names.py`).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from zhiji.sources.clocks import HALF, hour_of

Layout = Literal["tab", "wide", "space"]

_RECORD = re.compile(
    rf"\ufeff?(?:(?P<early>{HALF})\s?)?(?P<hour>\d{{1,3}})[:.](?P<minute>\d\d)"
    rf"(?:[ \u00a0\u202f]?(?P<late>{HALF}))?(?P<gap>\t|[ \u3000]+)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN = re.compile(r"(\d\d):(\d\d)(\t| (?! ))(?![APap]\.?[Mm])(.*)", re.DOTALL)  # what most lines are
_COLUMNS = re.compile(r"(?P<name>\S.*?)[ \u3000]{2,}(?P<text>.*)", re.DOTALL)
_BEGINS = re.compile(r"\ufeff?[\dAPap上下午中早晚凌清傍深오กห]")


class Record(NamedTuple):
    """A line that may begin a message."""

    hour: int | None  # None if there is no such time
    minute: int
    gap: Layout
    rest: str  # name and text, or a notice


def record(line: str) -> Record | None:
    """What a line says if it begins with a time."""
    if found := _PLAIN.match(line):
        hour, minute, gap, rest = found.groups()
        return _record(int(hour), int(minute), "", "tab" if gap == "\t" else "space", rest)
    if not _BEGINS.match(line):
        return None
    found = _RECORD.match(line)
    if found is None:
        return None
    gap = found["gap"]
    layout: Layout = "tab" if gap == "\t" else "wide" if len(gap) > 1 else "space"
    half = found["early"] or found["late"] or ""
    return _record(int(found["hour"]), int(found["minute"]), half, layout, found["rest"])


def columns(rest: str, layout: Layout) -> tuple[str, str]:
    """The name and the text behind a time where columns tell; "" as the name of a notice."""
    if layout == "tab":
        name, tab, text = rest.partition("\t")
        return (name.strip(), text) if tab else ("", name)
    found = _COLUMNS.match(rest)
    return (found["name"], found["text"]) if found else ("", rest)


def _record(hour: int, minute: int, half: str, layout: Layout, rest: str) -> Record:
    return Record(hour_of(hour, half) if minute < 60 else None, minute, layout, rest)
