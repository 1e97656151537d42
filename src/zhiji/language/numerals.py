"""Numbers and times of the clock as people spell them: 2000, 2,000, 2k, 两千; five, 5; 8:30, 8点半, half past eight."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_DIGITS = "零一二三四五六七八九"
_UP_TO_NINETEEN = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_TENS_IN_ORDER = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = _UP_TO_NINETEEN.split()
_TENS = dict(zip(_TENS_IN_ORDER.split(), range(20, 100, 10), strict=True))
_WORDS = {word: n for n, word in enumerate(_SMALL)} | _TENS
_SCALES = {"hundred": 100, "thousand": 1000}

_NUMBER_WORD = "|".join([*_WORDS, *_SCALES])
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-4])[:：]([0-5]\d)(?![\d:])")
_CHINESE_CLOCK = re.compile(r"(\d{1,2}|十?[一二两三四五六七八九]|十)点(半|一刻|三刻)")
_HALF_PAST = re.compile(rf"\bhalf (?:past )?(\d{{1,2}}|{'|'.join(_SMALL[1:13])})\b", re.I)
_FIGURES = re.compile(r"(?<![\d.,:/-])(\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d:/]|[.,-]\d)(?:\s?([kK]\b|[千万]))?")
_ENGLISH = re.compile(rf"\b(?:{_NUMBER_WORD})(?:(?:[\s-]|\sand\s)(?:{_NUMBER_WORD}))*\b", re.I)
_CHINESE = re.compile(
    r"[零〇一二两三四五六七八九十百千万]{2,}|[二两三四五六七八九十](?=[块元岁号天年人个楼次杯瓶张])"
)
_SCALE = {"k": 1000, "千": 1000, "万": 10_000, "": 1}

Spelling = tuple[str, tuple[str, ...]]  # as written, and in other ways


def spellings(text: str) -> list[Spelling]:
    """The numbers and clock times in a text, each with other ways to write it. A lone "one" counts nothing."""
    found: list[Spelling] = []
    for pattern, spell in _WAYS:
        for match in pattern.finditer(text):
            if others := tuple(dict.fromkeys(spell(match))):
                found.append((match.group(), others))
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return found


def chinese_number(text: str) -> int | None:
    """两千三百 is 2300; None for what is no number, like 万一."""
    total = part = 0
    digit: int | None = None
    for char in text:
        if char in _UNITS:
            if digit:
                return None  # 二三 is said of some, and of digits
            digit = _UNITS[char]
            continue
        scale = {"十": 10, "百": 100, "千": 1000, "万": 10_000}[char]
        if digit is None and scale > 10 and not (scale == 10_000 and part):
            return None
        if scale == 10_000:
            total, part = (part + (digit or 0)) * scale, 0
        else:
            part += (1 if digit is None else digit) * scale
        digit = None
    return total + part + (digit or 0)


def english_number(text: str) -> int:
    """Two thousand three hundred and five is 2305."""
    total = part = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _WORDS:
            part += _WORDS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word == "thousand":
            total, part = total + (part or 1) * 1000, 0
    return total + part


def in_chinese(number: int) -> str:
    """A number up to 99,999 as it is mostly written in characters: 2000 is 两千; "" for others."""
    if not 0 < number < 100_000:
        return ""
    parts, rest, gap = "", number, False
    for scale, name in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, scale)
        if digit:
            parts += "零" * gap
            parts += ("两" if digit == 2 and scale >= 1000 else _DIGITS[digit]) + name
        gap = not digit and bool(parts)
    return parts.removeprefix("一") if 10 <= number < 20 else parts


def _clock(match: re.Match[str]) -> Iterator[str]:
    if match[2] == "30":
        yield from (f"{int(match[1])}点半", f"{in_chinese(int(match[1]))}点半")
        yield f"half past {match[1]}"


def _chinese_clock(match: re.Match[str]) -> Iterator[str]:
    hour = int(match[1]) if match[1].isdigit() else chinese_number(match[1])
    minutes = {"半": 30, "一刻": 15, "三刻": 45}[match[2]]
    yield f"{hour}:{minutes}"
    if hour is not None and match[1].isdigit():
        yield f"{in_chinese(hour)}点{match[2]}"
    else:
        yield f"{hour}点{match[2]}"


def _half_past(match: re.Match[str]) -> Iterator[str]:
    hour = int(match[1]) if match[1].isdigit() else _WORDS[match[1].lower()]
    yield from (f"{hour}:30", f"{hour}点半", f"{in_chinese(hour)}点半")


def _figures(match: re.Match[str]) -> Iterator[str]:
    number = int(match[1].replace(",", "")) * _SCALE[(match[2] or "").lower()]
    return _of(number, match.group())


def _english(match: re.Match[str]) -> Iterator[str]:
    return _of(english_number(match.group()), match.group())


def _chinese(match: re.Match[str]) -> Iterator[str]:
    number = chinese_number(match.group())
    return _of(number, match.group()) if number is not None else iter(())


def _of(number: int, written: str) -> Iterator[str]:
    if number < 2:
        return
    ways = [str(number), f"{number:,}", in_chinese(number)]
    ways += [_SMALL[number]] if number < len(_SMALL) else [word for word, n in _TENS.items() if n == number]
    if number >= 1000 and number % 1000 == 0:
        ways.append(f"{number // 1000}k")
    yield from (way for way in ways if way and way != written.strip() and way not in _DIGITS)


_WAYS = (
    (_CLOCK, _clock),
    (_CHINESE_CLOCK, _chinese_clock),
    (_HALF_PAST, _half_past),
    (_FIGURES, _figures),
    (_ENGLISH, _english),
    (_CHINESE, _chinese),
)
