"""The times of a claim, read by our own grammar from the words of the line: never as a language model works them out."""

from __future__ import annotations

import re

from zhiji.language.quoting import find_quote
from zhiji.language.times import Granularity, Lean, TimeSpan, find_times
from zhiji.memory.extraction.items import Item
from zhiji.memory.records import When
from zhiji.memory.thread import Line

_WITH_WHEN = ("plan", "promise", "decision", "debt", "question", "birthday")
_AS_TOLD: dict[Granularity, str] = {
    "year": "%Y", "decade": "%Y", "month": "%Y-%m", "month-part": "%Y-%m", "quarter": "%Y-%m", "half": "%Y-%m",
    "season": "%Y-%m",
}  # fmt: skip
_LUNAR = re.compile(r"[农阴旧]历|lunar", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")


def when(item: Item, line: Line, quote: tuple[int, int]) -> When | None:
    """When, or until when: by the words that the claim names, else by the only time in its quote."""
    if item.kind not in _WITH_WHEN:
        return None
    found = _times(line, "past" if item.status == "done" else "future")
    named = find_quote(item.time, line.text)
    span = _at(found, named) if named else None
    if span is None:
        inside = [one for one in found if quote[0] <= one.begin and one.stop <= quote[1]]
        span = inside[0] if len(inside) == 1 else None
    return None if span is None else When(start=span.start, end=span.end)


def told(words: str, line: Line) -> str:
    """The beginning of a time that is named, as exact as told: 2025, 2025-05, 2025-05-12; "" if it can't be read."""
    named = find_quote(words, line.text)
    span = _at(_times(line, "past"), named) if named else None
    return "" if span is None else span.start.strftime(_AS_TOLD.get(span.granularity, "%Y-%m-%d"))


def birthday(line: Line, quote: tuple[int, int]) -> str:
    """A birthday as its words tell it: 05-12, with the year if that is told; "" if our grammar can't read it."""
    found = [
        one
        for one in _times(line, "future")
        if one.granularity == "day" and one.begin < quote[1] and quote[0] < one.stop
    ]
    if len(found) != 1 or _LUNAR.search(line.text):
        return ""
    return found[0].start.strftime("%Y-%m-%d" if _YEAR.search(found[0].text) else "%m-%d")


def _times(line: Line, lean: Lean) -> list[TimeSpan]:
    return find_times(line.text, line.when, lean=lean)


def _at(found: list[TimeSpan], named: tuple[int, int]) -> TimeSpan | None:
    """The time that the named words tell, or the one that they are a part of."""
    return next((one for one in found if one.begin < named[1] and named[0] < one.stop), None)
