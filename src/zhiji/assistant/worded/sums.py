"""Shown arithmetic: "3 + 4 = 7", "12 May to 8 Jul = 57 days". What follows from the messages may be said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, DivisionByZero, InvalidOperation

from zhiji.assistant.worded.figures import Figure, canonical, figures
from zhiji.assistant.worded.times import Told

_UNIT = r"(?:[^\W\d_]{1,12}|[€$£¥￥%/]){0,2}"
_OPERATORS = {
    "+": "+＋", "-": "-−–－", "*": "×*·✕", "/": "÷/／",
}  # fmt: skip
_NAMES = {
    "plus": "+", "and": "+", "加上": "+", "加": "+", "minus": "-", "less": "-", "减去": "-", "减": "-", "times": "*", "x": "*", "乘以": "*", "乘": "*",
    "divided by": "/", "除以": "/",
}  # fmt: skip
_SIGN = {char: sign for sign, chars in _OPERATORS.items() for char in chars} | _NAMES
_BETWEEN = re.compile(
    rf"\s*{_UNIT}\s*(?P<sign>{'|'.join(sorted(map(re.escape, _SIGN), key=len, reverse=True))})\s*[€$£¥￥]?\s*",
    re.I,
)
_EQUALS = re.compile(
    rf"\s*{_UNIT}\s*(?:=|＝|\bmakes?\b|\bequals?\b|\bis\b|等于|一共是?|总共是?|合计|得)\s*(?:about )?[€$£¥￥]?\s*",
    re.I,
)
_TIGHT = re.compile(r"(?<=\d)([-–−/])(?=\d+[^=＝\n\d]{0,12}(?:[-+–−/×*]\s*\d+[^=＝\n\d]{0,12})*[=＝])")
_LENGTH = re.compile(
    r"\s*[)）]?\s*(?:=|＝|:|：|\bis\b|\bare\b|\bmakes?\b|\bcomes to\b|是|共|一共是?|有|为|,|，)\s*(?:about )?(?P<count>.{1,24}?)\s*个?\s*(?P<unit>days?|weeks?|months?|years?|天|日|周|星期|月|年)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sum:
    """An equation, what it is worked out from, and whether it is right."""

    start: int
    stop: int
    operands: tuple[Figure, ...]
    result: Figure
    right: bool


def loosened(text: str) -> str:
    """The same with room around a sign that would make one number of two."""
    return _TIGHT.sub(r" \1 ", text) if "=" in text or "＝" in text else text


def sums(text: str) -> Iterator[Sum]:
    """The equations of numbers in a text."""
    found = figures(text)
    at = 0
    while at < len(found):
        end, signs = _chain(text, found, at)
        result = end + 1
        if not signs or result >= len(found):
            at += 1
            continue
        if not _EQUALS.fullmatch(text[found[end].stop : found[result].start]):
            at += 1
            continue
        value = _worked_out(found[at : end + 1], signs)
        right = value is not None and canonical(value) in found[result].readings
        yield Sum(found[at].start, found[result].stop, tuple(found[at:result]), found[result], right)
        at = result + 1


@dataclass(frozen=True, slots=True)
class Length:
    """How long it is from one time to another: the range, where the length stands, and whether it is right."""

    range: Told
    start: int
    stop: int
    right: bool


def lengths(text: str, told: Sequence[Told]) -> Iterator[Length]:
    """The lengths of time that a text gives behind a range."""
    for one in told:
        if len(one.parts) != 2:
            continue
        match = _LENGTH.match(text, one.stop)
        if match is None:
            continue
        some = figures(match["count"])
        if len(some) != 1:
            continue
        right = any(
            canonical(length) in some[0].readings
            for a in one.parts[0]
            for b in one.parts[1]
            if (length := _length(a, b, match["unit"])) is not None
        )
        yield Length(one, match.start(), match.end(), right)


def _chain(text: str, found: Sequence[Figure], at: int) -> tuple[int, list[str]]:
    signs: list[str] = []
    while at + 1 < len(found):
        match = _BETWEEN.fullmatch(text[found[at].stop : found[at + 1].start])
        if match is None:
            break
        signs.append(_SIGN[match["sign"].lower()])
        at += 1
    return at, signs


def _worked_out(operands: Sequence[Figure], signs: Sequence[str]) -> Decimal | None:
    """The value, products first; None where something is no plain number."""
    try:
        values = [Decimal(next(iter(one.readings)).removesuffix("%")) for one in operands]
        terms, pending = [values[0]], []
        for sign, value in zip(signs, values[1:], strict=True):
            if sign in "*/":
                terms[-1] = terms[-1] * value if sign == "*" else terms[-1] / value
            else:
                terms.append(value)
                pending.append(sign)
    except (InvalidOperation, DivisionByZero, StopIteration):
        return None
    total = terms[0]
    for sign, value in zip(pending, terms[1:], strict=True):
        total = total + value if sign == "+" else total - value
    return total


def _days(a: datetime, b: datetime) -> int:
    return (b.date() - a.date()).days


def _weeks(a: datetime, b: datetime) -> int | None:
    weeks, rest = divmod(_days(a, b), 7)
    return None if rest else weeks


def _months(a: datetime, b: datetime) -> int | None:
    return (b.year - a.year) * 12 + b.month - a.month if a.day == b.day else None


def _years(a: datetime, b: datetime) -> int | None:
    return b.year - a.year if (a.month, a.day) == (b.month, b.day) else None


_UNITS: dict[str, Callable[[datetime, datetime], int | None]] = {
    "day": _days, "天": _days, "日": _days, "week": _weeks, "周": _weeks, "星期": _weeks,
    "month": _months, "月": _months, "year": _years, "年": _years,
}  # fmt: skip


def _length(a: datetime, b: datetime, unit: str) -> int | None:
    if b < a:
        return None
    return _UNITS[unit.lower().removesuffix("s")](a, b)
