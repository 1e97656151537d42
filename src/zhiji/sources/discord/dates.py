"""Times as DiscordChatExporter writes them into CSV and text: in ISO 8601 since 2023, before in the fashion of a country.

"18-Oct-20 03:45 PM" was the usual form until 2022. Where it is day and month that stand in numbers, their order is told
by all dates of the file: one that doesn't exist, or goes back in time, speaks against an order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from zhiji.chat import Precision
from zhiji.sources.discord.chats import instant

Order = Literal["dmy", "mdy", "ymd"]
_FORM = re.compile(
    r"(\d{1,4})([./ -]{1,2})(\d{1,2}|[A-Za-z]{3,9}\.?)\2(\d{1,4})\.?,?\s+"
    r"(?:(\D{1,6}?)\s?)?(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:\s?(\D{1,6}))?",
    re.ASCII,
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_LATE = frozenset({"pm", "p.m.", "下午", "오후", "午後", "ch", "μ.μ.", "μμ", "م"})
_EARLY = frozenset({"am", "a.m.", "上午", "오전", "午前", "sa", "π.μ.", "πμ", "ص"})
_SPACES = re.compile("[\u00a0\u202f\u200e\u200f]")
_YEARS = range(1970, 2200)

Time = tuple[datetime, int]  # naive unless it tells its offset, and its precision


def read(text: str, order: Order) -> Time | None:
    """The time that a text is; None if it is none."""
    if len(text) > 60:
        return None
    if exact := _iso(text):
        return exact
    match = _FORM.fullmatch(_SPACES.sub(" ", text).strip())
    return _told(match, order) if match else None


def order_of(texts: Iterable[str]) -> Order:
    """The order of day, month and year in a file's dates, which are in the order of time."""
    against = {"dmy": 0, "mdy": 0}
    before: dict[str, datetime] = {}
    american = False
    for text in texts:
        match = _FORM.fullmatch(_SPACES.sub(" ", text).strip()) if len(text) <= 60 else None
        if match is None or not match[3].isdigit() or len(match[1]) > 2:
            continue
        american = american or (match[2] == "/" and match[9] is not None)
        for name in against:
            when = _told(match, name)  # type: ignore[arg-type]  # the keys are orders
            if when is None or (name in before and when[0].date() < before[name].date()):
                against[name] += 1
            if when is not None:
                before[name] = when[0]
    if against["mdy"] != against["dmy"]:
        return "mdy" if against["mdy"] < against["dmy"] else "dmy"
    return "mdy" if american else "dmy"


def _iso(text: str) -> Time | None:
    if text[4:5] != "-" or text[10:11] not in ("T", " "):
        return None
    when = instant(text)
    if when is None:
        return None
    fine = "." in text
    return when, Precision.MILLISECOND if fine else Precision.SECOND if text.count(
        ":"
    ) > 1 else Precision.MINUTE


def _told(match: re.Match[str], order: Order) -> Time | None:
    a, _, b, c, half, hour, minute, second, other_half = match.groups()
    if len(a) > 2:
        order = "ymd"
    year, month, day = {"dmy": (c, b, a), "mdy": (c, a, b), "ymd": (a, b, c)}[order]
    if not b.isdigit():  # the month has a name, so that the order is clear
        year, month, day = (c, b, a) if len(a) <= 2 else (a, b, c)
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower(), 0)
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        when = datetime(
            full, number, int(day), _hour(int(hour), half or other_half), int(minute), int(second or 0)
        )
    except ValueError:
        return None
    if full not in _YEARS:
        return None
    return when, Precision.SECOND if second else Precision.MINUTE


def _hour(hour: int, half: str | None) -> int:
    half = (half or "").strip().lower()
    if half in _LATE:
        return hour + 12 if hour < 12 else hour
    return 0 if half in _EARLY and hour == 12 else hour
