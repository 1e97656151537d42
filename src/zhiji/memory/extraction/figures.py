"""The numbers in a text, however they are spelled: to tell whether a number was said or made up."""

from __future__ import annotations

import re

from zhiji.language import fold
from zhiji.language.numerals import chinese_number, spellings

_FIGURES = re.compile(r"\d+(?:[.,:]\d+)*")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千万]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]{{0,6}}\b")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ONE = re.compile(rf"\b(one|an?|{'|'.join(_ORDINALS)})\b")


def written(text: str) -> set[str]:
    """The numbers that stand in a text in figures, without leading zeros; of 05-12 both."""
    return {
        plain
        for found in _FIGURES.findall(text)
        for one in re.split(r"[:,]", _THOUSANDS.sub("", found))
        if (plain := _plain(one))
    }


def told(text: str) -> set[str]:
    """Those that a text tells, in figures, in words or as the name of a month."""
    folded = fold(text).replace("廿", "二十").replace("卅", "三十")
    found = written(folded)
    found |= {_plain(part) for one in found for part in one.split(".")}  # 12.5. is a day and a month, too
    for _, others in spellings(folded):
        found |= {number for other in others for number in written(other)}
    for run in _CHINESE.findall(folded):
        number = chinese_number(run)
        found |= {str(number)} if number is not None else set()
    found |= {str(_MONTHS.index(month[1]) + 1) for month in _MONTH.finditer(folded)}
    return found | {
        str(_ORDINALS.index(one[1]) + 1 if one[1] in _ORDINALS else 1) for one in _ONE.finditer(folded)
    }


def _plain(figures: str) -> str:
    whole, _, part = figures.partition(".")
    return (whole.lstrip("0") or "0") + (f".{part}" if (part := part.rstrip("0")) else "")
