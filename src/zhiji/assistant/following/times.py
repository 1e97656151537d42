"""Times that lean on the turn before: "the year before", 第二天, "then"; and a question's own time put in its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from zhiji.assistant.following.records import Before
from zhiji.assistant.question import Language
from zhiji.language.times import TimeSpan, find_times, lean_of

Unit = Literal["year", "month", "week", "day"]

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_REL_EN = re.compile(r"\b(?:last|this|next)\b|\b(?:\w+ )?years? ago\b", re.I)
_REL_ZH = re.compile(r"大前年|前年|去年|今年|明年|后年|上个?|这个?|下个?")
_SHIFTS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?:in |on )?the (?P<unit>year|month|week|day) before(?: that| then)?", re.I), -1),
    (re.compile(r"(?:in |on )?the (?:previous|preceding) (?P<unit>year|month|week|day)", re.I), -1),
    (re.compile(r"(?:in |on )?the (?P<unit>year|month|week|day) after(?: that| then)?", re.I), 1),
    (re.compile(r"(?:in |on )?the (?:next|following) (?P<unit>year|month|week|day)", re.I), 1),
    (re.compile(r"(?:再?[前上]一(?:个)?)(?P<unit>年|月|周|星期|天|日)"), -1),
    (re.compile(r"(?:[后下]一(?:个)?|第二|次)(?P<unit>年|月|周|星期|天|日)"), 1),
)  # fmt: skip
_UNITS: dict[str, Unit] = {
    "年": "year",
    "月": "month",
    "周": "week",
    "星期": "week",
    "天": "day",
    "日": "day",
}
_PREPOSITIONS = ("", "in ", "on ", "at ")
_MARKS = re.compile(r"^[\s,，]+|[\s,，?？.。!！]+$")


class Shift(NamedTuple):
    """So many units from the time that was spoken of."""

    unit: Unit
    by: int


def shift_of(text: str) -> Shift | None:
    """The year before, the next day; None if it is no such thing."""
    for pattern, by in _SHIFTS:
        if match := pattern.fullmatch(text):
            unit = match["unit"].lower()
            return Shift(_UNITS.get(unit) or unit, by)  # type: ignore[arg-type]  # the pattern has these alone
    return None


def time_in(text: str, now: datetime) -> str:
    """The text, with a preposition if it needs one, where it is a time and nothing else; "" if it is more, or none."""
    for before in _PREPOSITIONS:
        whole = before + text
        spans = find_times(whole, now, lean=lean_of(whole))
        if len(spans) == 1 and _MARKS.sub("", spans[0].text) == _MARKS.sub("", whole):
            return whole
    return ""


def spans_of(question: str, now: datetime) -> list[TimeSpan]:
    """The times of a question."""
    return find_times(question, now, lean=lean_of(question))


def shifted(shift: Shift, before: Before, *, now: datetime, language: Language) -> str:
    """The time that lies so far from what was spoken of: in the question, else in its answer, else now."""
    spans = spans_of(before.question, now)
    if spans and shift.unit == "year" and spans[0].granularity != "year":
        return _same_of(spans[0], shift.by, language)
    base = spans[0].start if spans else _said(before) or now
    return written(_moved(base, shift), shift.unit, language)


def then(before: Before, *, now: datetime, language: Language) -> str:
    """The time that was spoken of, in words; "" if none was."""
    spans = spans_of(before.question, now)
    if spans:
        return spans[0].text
    said = _said(before)
    return "" if said is None else written(said, "day", language)


def written(at: datetime, unit: Unit, language: Language) -> str:
    """A year, month, week or day in words that can be read again."""
    month = _MONTHS[at.month - 1]
    if language == "zh":
        whole = {
            "year": f"{at.year}年",
            "month": f"{at.year}年{at.month}月",
            "week": f"{at.year}年{at.month}月{at.day}日那周",
        }
        return whole.get(unit, f"{at.year}年{at.month}月{at.day}日")
    day = f"{at.day} {month} {at.year}"
    return {"year": f"in {at.year}", "month": f"in {month} {at.year}", "week": f"in the week of {day}"}.get(
        unit, f"on {day}"
    )


def _said(before: Before) -> datetime | None:
    """When the answer before was said."""
    told = [one.when for one in before.seen if not one.asks] or [one.when for one in before.seen]
    return told[0] if told else None


def _same_of(span: TimeSpan, by: int, language: Language) -> str:
    """The same of another year: "last Christmas" is "Christmas 2029", "in May 2030" is "in May 2029"."""
    year = span.start.year + by
    if _YEAR.search(span.text):
        return _YEAR.sub(str(year), span.text)
    if language == "zh":
        return f"{year}年{_REL_ZH.sub('', span.text)}"
    bare = " ".join(_REL_EN.sub(" ", span.text).split())
    return f"{bare} {year}"


def _moved(at: datetime, shift: Shift) -> datetime:
    move: dict[Unit, Callable[[], datetime]] = {
        "year": lambda: at.replace(year=min(max(at.year + shift.by, 1), 9999), day=min(at.day, 28)),
        "month": lambda: (at.replace(day=15) + timedelta(days=30 * shift.by)).replace(day=1),
        "week": lambda: at + timedelta(days=7 * shift.by),
        "day": lambda: at + timedelta(days=shift.by),
    }
    try:
        return move[shift.unit]()
    except OverflowError:  # the year 9999 has no next
        return at
