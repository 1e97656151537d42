"""The header grammar: how a line that begins a message looks, in every style that phones write."""

from __future__ import annotations

import re
from typing import NamedTuple

MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u061c"
_M = f"[{MARKS}]*+"  # possessive: a run of marks is looked at once

# The halves of a 12-hour day as phones write them; compared without case, blanks, dots, quotes and marks.
_MORNING = (
    "am ص قظ قبلازظهر לפנהצ בבוקר पूर्वाह्न 午前 上午 凌晨 清晨 早上 早晨 오전 öö vorm dop de ap fm fh πμ "
    "дп дополудня sa ก่อนเที่ยง pd inthemorning delamañana dumatin diptopi"
)
_EVENING = (
    "pm م بظ بعدازظهر אחהצ בערב अपराह्न 午後 下午 傍晚 晚上 深夜 오후 ös nachm odp du ip em eh μμ "
    "пп послеполудня ch หลังเที่ยง md intheafternoon intheevening delatarde delanoche"
)
_NOON = "中午"
_SPELT_PLAIN = (
    "ص م ق.ظ. ب.ظ. ق.ظ ب.ظ قبل‌ازظهر بعدازظهر 午前 午後 上午 下午 凌晨 清晨 早上 早晨 中午 傍晚 晚上 深夜 오전 오후 "
    "पूर्वाह्न अपराह्न öö ös vorm. nachm. dop. odp. de. du. ap. ip. fm em f.h. e.h. π.μ. μ.μ. дп пп sa ch pd md "
    "ก่อนเที่ยง หลังเที่ยง בבוקר בערב"
)
_SPELT_FREELY = (
    r"[ap]\.?\s?m\.?",
    "לפנה[״\"'׳]+צ",
    "אחה[״\"'׳]+צ",
    r"in\sthe\s(?:morning|afternoon|evening)",
    r"de\sla\s(?:mañana|tarde|noche)",
)
_HALF = "|".join([*_SPELT_FREELY, *map(re.escape, _SPELT_PLAIN.split())])
_TIME_WORD = r"klo|kl\.?|at|um|às|as|a\slas|alle(?:\sore)?|om|à|a|u|ob|в|v|lúc"
_SEPARATOR = r"[./,\-\s]|年|년"
_DATE = (
    rf"(?P<a>\d{{1,4}}){_M}(?P<sep>{_SEPARATOR})\s?{_M}(?P<b>\d{{1,4}}){_M}(?:(?P=sep)|月|월)\s?{_M}(?P<c>\d{{1,4}})"
    rf"(?:[.日일])?{_M}(?:\s?(?:г\.?|BE|AH|هـ))?"
)
_CLOCK = (
    rf"(?:(?P<early>{_HALF})\s?{_M})?(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?"
    rf"(?:\s?ч\.)?{_M}(?:\s?{_M}(?P<late>{_HALF}))?{_M}"
)
_BETWEEN = rf"[,،、\s{MARKS}]*+(?:(?:{_TIME_WORD})\s+)?"
# after the time: "]", " - ", ": ", or nothing but a blank where a name and a colon follow
_END = (
    rf"(?(bracket)\s?\](?:{_M}\s?[-:–])?(?:\s|(?=[{MARKS}])|$)"
    rf"|(?:(?P<dash>\.?\s{{0,2}}{_M}[-–—](?:\s|$))|(?P<colon>:\s)|\x20+(?=[^\s:][^:]*:(?:\s|$))))"
)
_BEGIN = rf"{_M}(?P<bracket>\[)?{_M}"
_DATE_FIRST = re.compile(
    rf"{_BEGIN}{_DATE}{_BETWEEN}{_CLOCK}{_END}{_M}(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_TIME_FIRST = re.compile(
    rf"{_BEGIN}{_CLOCK}{_BETWEEN}{_DATE}{_END}{_M}(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
# What nine files in ten hold, tried first because it is three times as quick
_PLAIN = re.compile(
    r"(\[)?(\d{1,4})([./-])(\d{1,4})\3(\d{1,4}),? ([上下]午|午[前後])?(\d{1,2}):(\d\d)(?::(\d\d))?"
    r"(?:[ \u202f]([AaPp][Mm]))?(?(1)\]| -) (.*)",
    re.DOTALL,
)
_FIRST = re.compile(rf"{_M}\[?{_M}\d")
_DROP = str.maketrans("", "", MARKS + " \u00a0\u202f\u2009\u200c.\"'״׳")
_HALVES = {
    **dict.fromkeys(_MORNING.split(), 0),
    **dict.fromkeys(_EVENING.split(), 12),
    _NOON: 6,  # belongs to neither half: 11 and 12 stay, 1 is 13
}


class Header(NamedTuple):
    """A line that begins a message. `shape` is the same for all such lines of one export."""

    shape: str  # frame ("[", "-", ":" or " "), separator of the date, "t" if time and "y" if the year comes first
    a: str  # the three numbers of the date, in the order of the file
    b: str
    c: str
    hour: int
    minute: int
    second: int | None
    half: str  # "AM", "p. m.", "下午" as written; ""
    rest: str  # name and text, or a text alone


def header(line: str) -> Header | None:
    """What a line says if it begins a message."""
    plain = _PLAIN.match(line)
    if plain is not None:
        bracket, a, sep, b, c, early, hour, minute, second, late, rest = plain.groups()
        return Header(
            (bracket or "-") + sep + ("y" if len(a) > 2 else ""),
            a,
            b,
            c,
            int(hour),
            int(minute),
            int(second) if second else None,
            early or late or "",
            rest,
        )
    return _any_style(line) if _FIRST.match(line) else None


def _any_style(line: str) -> Header | None:
    found = _DATE_FIRST.match(line)
    first = ""
    if found is None:
        found = _TIME_FIRST.match(line)
        first = "t"
        if found is None:
            return None
    bracket, a, sep, b, c, early, hour, minute, second, late, dash, colon, rest = found.group(
        "bracket", "a", "sep", "b", "c", "early", "hour", "minute", "second", "late", "dash", "colon", "rest"
    )
    frame = bracket or (dash and "-") or (colon and ":") or " "
    return Header(
        f"{frame}{sep}{first}{'y' if len(a) > 2 else ''}",
        a,
        b,
        c,
        int(hour),
        int(minute),
        int(second) if second else None,
        early or late or "",
        rest,
    )


def hour_of(hour: int, half: str) -> int:
    """The hour of the day from 0; 24 and more where the clock can't be right.

    Both hour 0 in a 12-hour clock ("00:08 a. m.", "午後0:30") and hours above 12 with a half ("23:59 PM") occur.
    """
    if not half:
        return 0 if hour == 24 else hour
    shift = _HALVES.get(half.translate(_DROP).casefold(), 0)
    if shift == 6:
        return hour + 12 if hour < 6 else hour
    if hour == 12:
        return shift
    return hour + shift if hour < 12 else hour
