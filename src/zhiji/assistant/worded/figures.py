"""The numbers in a text, in whatever way they are written: 7,740, 两千三, "twenty-five", 12:30, 3万, 50 %."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple


class Figure(NamedTuple):
    """A number, what it may be read as, and where it stands."""

    text: str
    readings: frozenset[str]
    start: int
    stop: int


_DIGITS = re.compile(r"\d+(?:[.,:'’/_–~-]\d+)*")
_BEFORE = re.compile(r"(?:(?<![\w.,])[-−]|\bminus\s|零下\s?|负\s?|−)$", re.I)
_BEHIND = re.compile(r"\s?(?:(?P<percent>[%％‰]|per ?cents?\b)|(?P<scale>[kKwW](?![a-zA-Z])|[万亿千百](?![分一克米瓦卡赫])|(?:thousand|million|billion)\b))")  # fmt: skip
_SCALES = {"k": 3, "w": 4, "千": 3, "百": 2, "万": 4, "亿": 8, "thousand": 3, "million": 6, "billion": 9}
_UP_TO_NINETEEN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_UNITS = _UP_TO_NINETEEN.split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_FROM_THIRD = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
_ORDINALS = _FROM_THIRD.split()
_VALUES = (
    {word: number for number, word in enumerate(_UNITS)}
    | {word: 20 + 10 * number for number, word in enumerate(_TENS)}
    | {word: 3 + number for number, word in enumerate(_ORDINALS)}
    | {"twice": 2, "thrice": 3, "dozen": 12, "oh": 0}
)
_LARGE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_WORD = "|".join(
    sorted([*(one for one in _VALUES if one != "oh"), *(f"{one}s?" for one in _LARGE)], key=len, reverse=True)
)
_WORDS = re.compile(rf"\b(?:{_WORD})(?:(?:[\s-]|\sand\s)(?:{_WORD}|oh))*\b(?!['’]s\b)", re.I)
_HAN_DIGITS = dict(zip("零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖俩仨", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3), strict=True))  # fmt: skip
_HAN_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}
_HAN = re.compile(f"(?P<percent>百分之)?(?P<number>[{''.join(_HAN_DIGITS)}{''.join(_HAN_SCALES)}]+)")
# Words that count nothing: 一起, 万一, 千万别, 十分.
_NO_NUMBER = re.compile(
    "万一|千万[别不要得]|十分|万分|百分(?!之)|一一|统一|唯一|万事|万能|百货|百度|百科|千克|四川|三明治|九龙|五官|三角|五花八门|七七八八|乱七八糟|三三两两|三番五次|七上八下|千方百计|不三不四"
    "|十足|零食|零钱|零件|零碎|零下|第一(?!百|千|万|十)|另一|两边|两者|双十一|二手|二维码|三星|四季|四处|四面|五金|六神|八卦|九寨|百姓|百年|成千上万|千里|千古|万岁|万象|万物|千叶"
)  # fmt: skip


def figures(text: str) -> list[Figure]:
    """The numbers of a text in order; a lone "one" or 一 counts nothing."""
    found = [*_written(text), *_spelled(text), *_chinese(text), *_odd(text)]
    return sorted(found, key=lambda one: one.start)


def readings(text: str) -> frozenset[str]:
    """Everything that the numbers of a text may be read as; with the parts of those that have some."""
    found: set[str] = set()
    for one in figures(text):
        found |= one.readings | {reading.lstrip("-") for reading in one.readings}
        found |= {reading.rstrip("%") for reading in one.readings}
        if one.text[:1].isdigit():
            found.update(_plain(part) for part in re.split(r"\D+", one.text) if part)
    return frozenset(found)


def canonical(value: Decimal | int) -> str:
    """One way to write a value."""
    told = format(Decimal(value).normalize(), "f")
    return "0" if told in ("-0", "") else told


def _written(text: str) -> Iterator[Figure]:
    for match in _DIGITS.finditer(text):
        digits = "".join(_digit(char) for char in match.group())
        start, stop = match.span()
        values = {_plain(digits)}
        if digits.count(",") and re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
            values = {_plain(digits.replace(",", ""))}
        elif re.fullmatch(r"\d{1,3}(?:['’]\d{3})+", digits):
            values = {_plain(re.sub("['’]", "", digits))}
        elif re.fullmatch(r"\d+,\d{1,2}", digits):
            values = {_plain(digits.replace(",", ".")), digits}
        behind = _BEHIND.match(text, stop)
        if behind and behind["scale"]:
            values = {_scaled(value, _SCALES[behind["scale"].lower()]) for value in values}
            stop = behind.end()
        if behind and behind["percent"]:
            values, stop = {f"{value}%" for value in values}, behind.end()
        if before := _BEFORE.search(text, 0, match.start()):
            values, start = {f"-{value}" for value in values}, before.start()
        yield Figure(text[start:stop], frozenset(values), start, stop)


def _odd(text: str) -> Iterator[Figure]:
    """Figures in circles, fractions, Roman numerals of one character: only the very same will do."""
    return (Figure(char, frozenset({char}), at, at + 1) for at, char in enumerate(text) if _is_odd(char))


def _is_odd(char: str) -> bool:
    return char > "\x7f" and char.isnumeric() and not char.isdecimal() and not "\u3007" <= char <= "\u9fff"


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdigit() else "-" if char in "–~" else char


def _plain(digits: str) -> str:
    """A value without what is only manner of writing; codes with a leading 0 stay as they are."""
    if re.fullmatch(r"0\d+", digits):
        return digits
    try:
        return canonical(Decimal(digits))
    except InvalidOperation:
        return digits


def _scaled(value: str, places: int) -> str:
    try:
        return canonical(Decimal(value) * 10**places)
    except InvalidOperation:
        return value


def _spelled(text: str) -> Iterator[Figure]:
    for match in _WORDS.finditer(text):
        words = re.findall(r"[a-z]+", match.group().lower())
        if words == ["one"]:
            continue
        values = {canonical(_english(words))}
        if len(words) > 1 and all(_VALUES.get(word, 99) < 10 for word in words):
            values = {"".join(str(_VALUES[word]) for word in words)}
        stop = match.end()
        if re.match(r"\s?(?:%|per ?cents?\b)", text[stop:]):
            values = {f"{value}%" for value in values}
        if before := _BEFORE.search(text, 0, match.start()):
            values = {f"-{value}" for value in values}
            yield Figure(text[before.start() : stop], frozenset(values), before.start(), stop)
        else:
            yield Figure(match.group(), frozenset(values), match.start(), stop)


def _english(words: list[str]) -> int:
    total = part = 0
    for word in words:
        large = _LARGE.get(word.removesuffix("s") if word not in _VALUES else word)
        if word in _VALUES:
            part = part * 12 if word == "dozen" and part else part + _VALUES[word]
        elif large == 100:
            part = (part or 1) * 100
        elif large:
            total, part = total + (part or 1) * large, 0
    return total + part


def _chinese(text: str) -> Iterator[Figure]:
    masked = _NO_NUMBER.sub(lambda match: " " * len(match.group()), text)
    for match in _HAN.finditer(masked):
        run = match["number"]
        if run in ("一", "百", "千", "万", "亿") and not match["percent"]:
            continue
        if match.start() and masked[match.start() - 1].isdigit() and run[0] in _HAN_SCALES:
            continue  # 3万
        values = {f"{one}%" for one in _han(run)} if match["percent"] else _han(run)
        if before := _BEFORE.search(text, 0, match.start()):
            values = {f"-{value}" for value in values}
            yield Figure(text[before.start() : match.end()], frozenset(values), before.start(), match.end())
        else:
            yield Figure(match.group(), frozenset(values), match.start(), match.end())


def _han(run: str) -> set[str]:
    if not any(char in _HAN_SCALES for char in run):
        digits = "".join(str(_HAN_DIGITS[char]) for char in run)
        return {_plain(digits)}
    total = part = digit = 0
    last = 1
    for char in run:
        if char in _HAN_DIGITS:
            digit, last = _HAN_DIGITS[char], 1 if char in "零〇" else last
            continue
        scale = _HAN_SCALES[char]
        if scale >= 10**4:
            total, part = (
                (total + part + digit) * scale if scale == 10**8 else total + (part + digit or 1) * scale,
                0,
            )
        else:
            part += (digit or 1) * scale
        digit, last = 0, scale
    if digit and last >= 100 and run[-2] in _HAN_SCALES:
        digit *= last // 10  # 两千三 is 2300
    return {canonical(total + part + digit)}
