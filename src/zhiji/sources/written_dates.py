"""Dates as apps write them for people: “Monday, February 10, 2025 at 3:45:22 PM UTC”, in many languages.

Nothing is guessed from a file's other dates, so only what says it itself is read: a month in words, or a year of four
digits with the day before the month or the year first. What can't be told is None, never a wrong day.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from unicodedata import combining, decimal, normalize

from zhiji.chat import Precision
from zhiji.sources.month_names import NAMES

LONGEST = 100  # characters
_ENGLISH = re.compile(
    r"(?:[A-Z][a-z]+day, )?([A-Z][a-z]{2,8}) (\d{1,2}), (\d{4})(?:,| at)? (\d{1,2}):(\d\d)(?::(\d\d))?"
    r"(?: ?([AaPp][Mm]))?(?: (UTC))?"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
_TIMES = (
    re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?::(\d\d))?(?![\d:])"),
    re.compile(r"(?<!\d)(\d{1,2}) ?[時时点點시] ?(\d{1,2}) ?[分분](?: ?(\d{1,2}) ?[秒초])?"),
    re.compile(r"(?<!\d)(\d{1,2}) ?นาฬิกา ?(\d{1,2}) ?นาที(?: ?(\d{1,2}) ?วินาที)?"),
    re.compile(r"(?<!\d)(\d{1,2}) ?h ?(\d\d)(?:(?: ?min)?(?: ?(\d\d) ?s)?)(?!\d)"),
    re.compile(r"(?<![\d.])(\d{1,2})\.(\d\d)(?:\.(\d\d))?(?![\d.])"),  # after the date is cut out
)
_NUMERIC = re.compile(
    r"(?<!\d)(?:(\d{4})(\D{1,8}?)(\d{1,2})\2?\D{0,8}?(\d{1,2})|(\d{1,2})(\D{1,8}?)(\d{1,2})\D{1,8}?(\d{4}))(?!\d)"
)
_ZONE = re.compile(r"\b(?:UTC|GMT)? ?([+-]\d{1,2})(?::?(\d\d))?(?![\d:])|\b(?:UTC|GMT|Z)\b")
# Zones that English pages name by letters, in hours. IST is three of them, and is left out.
_HOURS = {
    "HST": -10, "AKST": -9, "AKDT": -8, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CST": -6, "CDT": -5, "EST": -5, "EDT": -4,
    "AST": -4, "ADT": -3, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MEZ": 1, "MESZ": 2, "OEZ": 2, "OESZ": 3, "MSK": 3, "JST": 9, "KST": 9,
    "AWST": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_NAMED_ZONE = re.compile(rf"\b({'|'.join(_HOURS)})$")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WORD = re.compile(r"[^\s\d,،;:/()\[\]+’'\-]+")
_PLAIN = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\ufeff")) | {
    ord("\u202f"): " ", ord("\u00a0"): " ", ord("\u2009"): " ", ord("−"): "-", ord("–"): "-"
}  # fmt: skip
_BEFORE_NOON = {
    "am", "fm", "ap", "dop", "dopoldne", "de", "öö", "pg", "sa", "дп", "проб", "πμ", "priešpiet", "priekšp",
    "priekšpusdienā", "ص", "صباحًا", "قظ", "ก่อนเที่ยง", "午前", "上午", "凌晨", "清晨", "早上", "오전",
}  # fmt: skip
_AFTER_NOON = {
    "pm", "em", "ip", "odp", "pop", "popoldne", "du", "ös", "ptg", "ch", "пп", "слоб", "μμ", "popiet", "pēcp",
    "pēcpusdienā", "م", "مساءً", "بظ", "หลังเที่ยง", "午後", "下午", "中午", "晚上", "傍晚", "오후",
}  # fmt: skip
_JOINED_HALF = re.compile(
    r"(?<=[日號号天一二三四五六일])(?:[上下]午|午[前後]|凌晨|清晨|早上|中午|晚上|傍晚|오[전후])$"
)
_DOTS = re.compile("[.׳॰]")
_CROATIAN_YEAR = re.compile(r"\d{4}\.")  # 10. listopada 2025.
_CROATIAN_DAYS = {"ponedjeljak", "utorak", "srijeda", "četvrtak", "petak", "subota", "nedjelja"}
_BUDDHIST = range(2400, 2700)


class _Clock(NamedTuple):
    """A time of day as written."""

    hour: str
    minute: str
    second: str | None
    half: str  # "am", "pm" or what stands for them; ""


def written(text: str) -> tuple[datetime, int] | None:
    """The time that a text is, and its precision; naive where no zone is named. None if it is no time."""
    if len(text) > LONGEST:
        return None
    text = " ".join(text.translate(_PLAIN).split())
    try:
        if (found := _ENGLISH.fullmatch(text)) and (month := _months().get(found[1].casefold())):
            month_day = (int(found[3]), month, int(found[2]))
            clock = _Clock(found[4], found[5], found[6], (found[7] or "").casefold())
            return _moment(month_day, clock, UTC if found[8] else None)
        if _ISO.fullmatch(text):
            when = datetime.fromisoformat(text)
            fine = Precision.SECOND if text[16:17] == ":" else Precision.MINUTE
            return when, Precision.MILLISECOND if when.microsecond else fine
        return _read(_western(text))
    except (ValueError, OverflowError):
        return None


def _read(text: str) -> tuple[datetime, int] | None:
    words = [word.casefold() for word in _WORD.findall(_DOTS.sub("", normalize("NFKC", text)))]
    month = _month(words, croatian=_CROATIAN_YEAR.search(text) is not None)
    clock, rest = _clock(text)
    zone, rest = _zone(rest)
    if month is None:
        day = _numeric(rest)
        if day and clock is None:  # 10.2.2025 15.45: the time looks like a date
            clock, _ = _clock(_NUMERIC.sub(" ", rest, count=1), dotted=True)
    else:
        if clock is None:
            clock, rest = _clock(rest, dotted=True)
        day = _named(rest, month)
    if clock is None or day is None:
        return None
    return _moment(day, clock, zone)


def _clock(text: str, *, dotted: bool = False) -> tuple[_Clock | None, str]:
    """The time of day, and the text without it."""
    for pattern in _TIMES[-1:] if dotted else _TIMES[:-1]:
        if found := pattern.search(text):
            before, after = text[: found.start()], text[found.end() :]
            half = _half(before[-20:].split(), after[:20].split())
            return _Clock(found[1], found[2], found[3], half), f"{before} {after}"
    return None, text


def _zone(text: str) -> tuple[tzinfo | None, str]:
    found = _ZONE.search(text)
    if found is None:
        named = _NAMED_ZONE.search(text)
        return (timezone(timedelta(hours=_HOURS[named[1]])), text[: named.start()]) if named else (None, text)
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if found[1] is None:
        return UTC, rest
    if not found[0].strip().startswith(("UTC", "GMT")):  # a dash of the date
        return None, text
    hours = int(found[1])
    minutes = int(found[2] or 0) * (-1 if found[1].startswith("-") else 1)
    return timezone(timedelta(hours=hours, minutes=minutes)), rest


def _numeric(text: str) -> tuple[int, int, int] | None:
    """Year, month and day where all are numbers; only the United States put the month first, and write it in words."""
    found = _NUMERIC.search(text)
    if found is None:
        return None
    if found[1]:
        return int(found[1]), int(found[3]), int(found[4])
    return int(found[8]), int(found[7]), int(found[5])


def _named(text: str, month: int) -> tuple[int, int, int] | None:
    years, days = _YEAR.findall(text), _DAY.findall(text)
    if len(years) != 1 or len(days) != 1:
        return None
    return int(years[0]), month, int(days[0])


def _moment(day: tuple[int, int, int], clock: _Clock, zone: tzinfo | None) -> tuple[datetime, int]:
    year, month, number = day
    if year in _BUDDHIST:
        year -= 543
    hour = int(clock.hour)
    if clock.half and hour <= 12:  # it may be 15:45 PM
        hour = hour % 12 + (12 if clock.half in _AFTER_NOON else 0)
    when = datetime(year, month, number, hour, int(clock.minute), int(clock.second or 0), tzinfo=zone)
    return when, Precision.MINUTE if clock.second is None else Precision.SECOND


def _half(before: list[str], after: list[str]) -> str:
    """Which half of the day the words beside a time name; "" if none."""
    beside = [*after[:1], "".join(after[:2]), *before[-1:], "".join(before[-2:])]  # a. m. is two words
    if before and (joined := _JOINED_HALF.search(before[-1])):  # 2016年12月4日下午1:54
        beside.append(joined[0])
    for word in beside:
        plain = normalize("NFKC", word).casefold().replace(".", "").strip(",،;()")
        if plain in _BEFORE_NOON or plain in _AFTER_NOON:
            return plain
    return ""


def _month(words: list[str], *, croatian: bool) -> int | None:
    """The month among the words; the last one, for some languages shorten Tuesday like March ("mar. 10 févr.")."""
    named: list[int] = []
    if croatian or not _CROATIAN_DAYS.isdisjoint(words):
        named = [found for word in words if (found := _croatian().get(word))]
    if not named:
        months = _months()
        named = [found for word in words if (found := months.get(word) or months.get(word[1:]))]
    return named[-1] if named else _beginning(words)


def _beginning(words: list[str]) -> int | None:
    """The month that a word of three letters or more begins, if it is one alone."""
    for word in words:
        if len(word) >= 3:
            found = {month for name, month in _months().items() if name.startswith(word)}
            if len(found) == 1:
                return found.pop()
    return None


@cache
def _months() -> dict[str, int]:
    """Months by all their names. Croatian ones come first, so that they give way: listopad is elsewhere November."""
    named: dict[str, int] = {}
    for line in sorted(NAMES.strip().splitlines(), key=lambda line: not line.startswith("hr ")):
        named |= _by_name(line)
    return _without_marks(named) | named


@cache
def _croatian() -> dict[str, int]:
    named = next(_by_name(line) for line in NAMES.strip().splitlines() if line.startswith("hr "))
    return _without_marks(named) | named


def _without_marks(named: dict[str, int]) -> dict[str, int]:
    """Names as they are written where letters lost their marks: ozu for ožu."""
    plain: dict[str, int] = {}
    for name, month in named.items():
        if name[:1] < "\u0300":
            plain.setdefault("".join(one for one in normalize("NFD", name) if not combining(one)), month)
    return plain


def _by_name(line: str) -> dict[str, int]:
    return {name: month for month, names in enumerate(line.split()[1:], 1) for name in names.split("|")}


def _western(text: str) -> str:
    """Digits of every script as ours."""
    if text.isascii():
        return text
    return "".join(str(decimal(one)) if one.isdecimal() else one for one in text)
