"""Whether two texts say the same, as far as code can tell: case, width, articles and endings of words aside.

Numbers (five, 两千, 2,000), days (7 May 2023, 2023年5月7日, 2023-05-07) and times of the clock (7 pm, 晚上7点) are brought to one
spelling each. English counts by words, Chinese by characters. It reads texts by itself, apart from how zhiji reads times: a
measure shouldn't share the mistakes of what it measures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from zhiji.language import tokens
from zhiji.language.fold import fold
from zhiji.language.numerals import chinese_number, english_number

_CITED = re.compile(r"[\[【]\s*\d{1,3}(?:\s*[,，、]\s*\d{1,3})*\s*[\]】]")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_COUNTING = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
).replace(" ", "|")
_CHINESE_DIGITS = dict(zip("零〇一二三四五六七八九", "00123456789", strict=True))
_HOUR_SHIFT = {"下午": 12, "晚上": 12, "傍晚": 12, "中午": 12, "pm": 12}

_ENGLISH_NUMBER = re.compile(rf"\b(?:{_COUNTING})(?:(?:[\s-]|\sand\s)(?:{_COUNTING}))*\b")
_CHINESE_DIGIT_RUN = re.compile(r"[零〇一二三四五六七八九]{3,}")
_CHINESE_NUMBER = re.compile(
    r"[零一二两三四五六七八九]?[十百千万][零一二两三四五六七八九十百千万]*|[一二两三四五六七八九](?=[年月日号点块元岁天个人次只条本张台辆])"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SCALED = re.compile(r"(\d+(?:\.\d+)?)\s?(k\b|千|万)")
_SCALE = {"k": 1000, "千": 1000, "万": 10_000}
_CLOCK_ENGLISH = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?m\b\.?")
_CLOCK_CHINESE = re.compile(
    r"(上午|早上|凌晨|中午|下午|傍晚|晚上)?(?<!\d)(\d{1,2})[点點](?:(半)|(\d{1,2})分?)?"
)
_CLOCK = re.compile(r"(上午|早上|凌晨|中午|下午|傍晚|晚上)?(?<![\d:])(\d{1,2}):(\d\d)(?::\d\d)?(?![\d:])")
_DATES = (  # with the groups in which year, month and day stand
    (re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?"), (1, 2, 3)),
    (re.compile(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]"), (0, 1, 2)),
    (re.compile(r"(?<!\d)(\d{1,2})月份?"), (0, 1, 0)),
    (re.compile(rf"\b{_DAY}\s*(?:of\s)?{_MONTH}(?:,?\s*(\d{{4}})\b)?"), (3, 2, 1)),
    (re.compile(rf"\b{_MONTH}\s*(?:the\s)?{_DAY}(?![\d:])(?:,?\s*(\d{{4}})\b)?"), (3, 1, 2)),
    (re.compile(rf"\b{_MONTH},?\s*(\d{{4}})\b"), (2, 1, 0)),
    (re.compile(rf"\b(?:in|of|since|until|by|during|last|next|early|late|mid)[\s-]{_MONTH}"), (0, 1, 0)),
    (re.compile(rf"\b(?!may\b|mar\b|march\b){_MONTH}"), (0, 1, 0)),
    (re.compile(rf"^\W*{_MONTH}\W*$"), (0, 1, 0)),
)
_WEEKDAY = r"(?:周|星期|礼拜)[一二三四五六日天]|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_WEEKDAY_OF_DATE = re.compile(
    rf"(?<=d\d\d )[\s,(（]*(?:{_WEEKDAY})[)）,]?|(?:{_WEEKDAY})[\s,]*(?=(?: \d{{4}})? m\d\d d\d\d)"
)
_PART = re.compile(r"[;；、\n]|[,，](?!\d)|\s(?:and|or|&)\s")
_WORD = re.compile(r"\b[mdt]\d{2}(?:\d{2})?\b|\d+\.\d+|[a-z]+|\d+|[^\W_a-z0-9]")
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b")
_ARTICLES = frozenset(("a", "an", "the"))


def words(text: str) -> list[str]:
    """The words and Chinese characters of a text in one spelling, without marks of citation."""
    return _words(_spelled(text))


def exact(said: str, expected: str) -> bool:
    """Whether nothing else is said than what is expected."""
    return words(said) == words(expected)


def holds(said: str, expected: str) -> bool:
    """Whether each part of what is expected stands in what is said, word for word and in whatever order of parts."""
    whole = _joined(words(said))
    parts = [part for part in map(_words, _PART.split(_spelled(expected))) if part]
    return bool(parts) and all(_joined(part) in whole for part in parts)


def f1(said: str, expected: str) -> float:
    """How far the words of both agree: the harmonic mean of the shares that they have in common."""
    return overlap(words(said), words(expected))


def overlap(said: Sequence[str], expected: Sequence[str]) -> float:
    """The same of words."""
    common = (Counter(said) & Counter(expected)).total()
    return 2 * common / (len(said) + len(expected)) if common else 0.0


def _joined(some: Sequence[str]) -> str:
    return f" {' '.join(some)} "


def _words(spelled: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(spelled) if word not in _ARTICLES]


def _stem(word: str) -> str:
    return tokens(word)[0] if word.isascii() and word.isalpha() else word


def _spelled(text: str) -> str:
    """The text in lower case, with one spelling for each number, day and time."""
    text = _POSSESSIVE.sub("", fold(_CITED.sub(" ", text)))
    text = _ENGLISH_NUMBER.sub(lambda found: str(english_number(found[0])), text)
    text = _CHINESE_DIGIT_RUN.sub(lambda found: "".join(map(_CHINESE_DIGITS.__getitem__, found[0])), text)
    text = _CHINESE_NUMBER.sub(_chinese, text)
    text = _THOUSANDS.sub("", text)
    text = _SCALED.sub(lambda found: f"{round(float(found[1]) * _SCALE[found[2]])}", text)
    for pattern, places in _DATES:
        text = pattern.sub(lambda found, places=places: _date(found, places), text)  # type: ignore[misc]  # the loop's own
    text = _WEEKDAY_OF_DATE.sub(" ", text)
    text = _CLOCK_ENGLISH.sub(lambda found: _time(found[2], found[1], half=found[3] + "m"), text)
    text = _CLOCK_CHINESE.sub(
        lambda found: _time("30" if found[3] else found[4], found[2], half=found[1]), text
    )
    return _CLOCK.sub(lambda found: _time(found[3], found[2], half=found[1]), text)


def _chinese(found: re.Match[str]) -> str:
    number = chinese_number(found[0])
    return found[0] if number is None else str(number)


def _date(found: re.Match[str], places: tuple[int, int, int]) -> str:
    """Year, month and day in this order, so that a month or a year is part of its days."""
    year, month, day = (found[place] if place else None for place in places)
    named = None if month is None else month if month.isdigit() else str(_MONTHS.index(month[:3]) + 1)
    told = [year, f"m{int(named):02}" if named else None, f"d{int(day):02}" if day else None]
    return f" {' '.join(filter(None, told))} "


def _time(minutes: str | None, hours: str, *, half: str | None) -> str:
    hour = int(hours) % 24
    if half == "am" and hour == 12:
        hour = 0
    elif half and hour < 12 and not (half == "中午" and hour >= 11):
        hour += _HOUR_SHIFT.get(half, 0)
    return f" t{hour:02}{int(minutes or 0):02} "
