"""The words of English times: numbers, months, weekdays, units; and what many rules ask about a match."""

from __future__ import annotations

import re
from typing import cast

from zhiji.language.times.interval import (
    Unit,
)
from zhiji.language.times.parts import (
    Level,
    Part,
    Resolve,
    Which,
)

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
NUMBERS = {word: float(n) for n, word in enumerate(SMALL)} | {
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100,
    "half a": 0.5, "half an": 0.5, "couple": 2, "few": 3, "several": 4,
}  # fmt: skip
ORDINALS = {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"],
        1,
    )
} | {"twenty-first": 21, "twenty-second": 22, "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25, "thirtieth": 30, "thirty-first": 31, "last": -1}  # fmt: skip

MONTH = rf"(?:(?:{'|'.join(MONTHS)})\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"  # a full stop only behind short names
WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)})\b|(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b\.?)"
NUMBER = (
    r"(?:\d{1,4}(?:\.5)?|an?(?! (?:couple|few))|half an?|(?:an? )?couple(?: of)?|(?:an? )?few|several|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty-five|forty|fifty|sixty|ninety)"
)
UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|weekends?|weeks?|wks?|fortnights?|months?|mths?|quarters?|years?|yrs?|decades?)\b"
ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|"
    + "|".join(sorted((o for o in ORDINALS if o != "last"), key=len, reverse=True))
    + ")"
)
HOURS = r"(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
YEAR = r"(?:1[89]|20)\d\d(?![\w%$€:.]*\d)"
LEAD = r"(?:on|by|until|till|til|since|from|for|starting|between)"
DAYPART = r"(?:morning|afternoon|arvo|evening|night|nite|lunchtime)"
DAYPARTS_EN = {
    "morning": "morning",
    "afternoon": "afternoon",
    "arvo": "afternoon",
    "evening": "evening",
    "night": "night",
    "nite": "night",
    "lunchtime": "noon",
}


def number(words: str) -> float:
    """ "a couple of" is 2, "few" is 3: as exact as people are."""
    words = words.removesuffix(" of")
    bare = words.removeprefix("a ") if words.endswith(("couple", "few")) else words
    return NUMBERS[bare] if bare in NUMBERS else float(bare)


def ordinal(words: str) -> int:
    """5 for 5th and fifth."""
    return ORDINALS.get(words) or int(words[:-2])


def unit_of(word: str) -> tuple[Unit, int]:
    """The unit, and how many of it a fortnight holds."""
    for short, name in (
        ("min", "minute"),
        ("h", "hour"),
        ("d", "day"),
        ("weekend", "weekend"),
        ("w", "week"),
        ("m", "month"),
        ("q", "quarter"),
        ("y", "year"),
    ):
        if word.startswith(short) and not word.startswith("dec"):
            return cast(Unit, name), 1
    return ("week", 2) if word.startswith("f") else ("decade", 1)


def month_number(word: str) -> int:
    """1 for Jan. and January."""
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word.rstrip(".")[:3]))


def weekday_number(word: str) -> int:
    """0 for Mon. and Monday."""
    return next(n for n, name in enumerate(WEEKDAYS) if name.startswith(word.rstrip(".")[:3]))


def led_by(m: re.Match[str]) -> str:
    """ "before " or "after " in front, which belong to "two days before" too and so are no part of a match."""
    found = re.search(r"\b(?:before|after|to) (?:the )?\Z", m.string[max(0, m.start() - 12) : m.start()])
    return found.group().strip() if found else ""


def which_of(word: str | None) -> Which:
    """Whether a word means the last, this or the next one."""
    if not word:
        return ""
    if word.startswith(("last", "previous")) or "past" in word:
        return "last"
    return "next" if word.startswith(("next", "following")) else "this"


def part_of(m: re.Match[str], level: Level, resolve: Resolve) -> Part:
    """A part that stands where the match does."""
    return Part(m.start(), m.end(), level, resolve)
