"""Since when, from when and until when something told in English holds."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

from zhiji.language.times import TimeSpan, find_times

_MONTHS = ("month", "month-part", "quarter", "season")
_MOMENTS = ("minute", "hour", "daypart")
_YEARS = ("year", "half", "decade")
_TIMELY = re.compile(
    r"\d|day|week|month|year|spring|summer|autumn|fall|winter|christmas|easter|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|yesterday|tomorrow|tonight",
    re.I,
)
_FROM = re.compile(
    r"\b(?:since|from|starting(?: from| on| in)?|start(?:s|ed)?(?: on| in)?|as of|as from|beginning|effective)\s+(?=\S)",
    re.I,
)
_UNTIL = re.compile(r"\b(?:until|till?|'til|up to|through)\s+(?=\S)", re.I)


def lasting(text: str, when: datetime, *, lean: Literal["past", "future"] | None) -> tuple[str, str]:
    """From and to, as exactly as told, of words like "since january" or "until spring"; "" where nothing is told.

    With a lean the words tell of a change ("moved last month", "starting in May"), and any time in them is its time.
    """
    if not _TIMELY.search(text):
        return "", ""
    begin, end = "", ""
    until = _UNTIL.search(text)
    if until:
        end = _first(text[until.start() :], when, "future", near=until.end() - until.start())
        text = text[: until.start()]
    since = _FROM.search(text)
    if since:
        ahead = not since.group().casefold().startswith(("since", "started"))
        begin = _first(
            text[since.start() :], when, "future" if ahead else "past", near=since.end() - since.start()
        )
    if lean is not None and not begin:
        begin = _first(text, when, lean)
    return begin, end


def _first(text: str, when: datetime, lean: Literal["past", "future"], *, near: int | None = None) -> str:
    for span in find_times(text, when, lean=lean):
        if span.granularity not in _MOMENTS and (near is None or span.begin <= near + 6):
            return _written(span)
    return ""


def _written(span: TimeSpan) -> str:
    if span.granularity in _YEARS:
        return f"{span.start:%Y}"
    return f"{span.start:%Y-%m}" if span.granularity in _MONTHS else f"{span.start:%Y-%m-%d}"
