"""Chinese names in Latin letters: whether "Zhang Xiaoming", "zhangxiaoming" or "Xiaoming Zhang" may be 张晓明."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import product
from math import prod

from zhiji.language.fold import fold
from zhiji.language.pinyin_table import READINGS

_LONGEST = 8  # characters of a name
_MOST_WAYS = 256  # to spell one that are listed
_NO_LETTER = re.compile(r"[^a-z]+")
_CHINESE = re.compile("[\u3400-\u9fff]+")


def may_be_read(name: str, letters: str) -> bool:
    """Whether a Chinese name may be spelled so: all of it, surname first or last, or without its surname."""
    chars = _chinese(name)
    wanted = letters_of(letters)
    if len(wanted) < 2 or not 2 <= len(chars) <= _LONGEST:
        return False
    turned = {
        chars,
        *(chars[cut:] + chars[:cut] for cut in (1, 2)),
        *(chars[cut:] for cut in (1, 2) if len(chars) - cut > 1),
    }
    return any(_reads(one, wanted) for one in turned)


def spellings(name: str) -> set[str] | None:
    """All ways to spell a whole Chinese name, surname first or last; None if there are too many to list."""
    chars = _chinese(name)
    if not 2 <= len(chars) <= _LONGEST:
        return set()
    found: set[str] = set()
    for one in {chars, *(chars[cut:] + chars[:cut] for cut in (1, 2))}:
        ways = [_readings().get(char, ()) for char in one]
        if prod(map(len, ways)) > _MOST_WAYS:
            return None
        found.update(map("".join, product(*ways)))
    return found


def letters_of(spelled: str) -> str:
    """The letters that count in a spelling."""
    return _NO_LETTER.sub("", fold(spelled))


def is_chinese(name: str) -> bool:
    """Whether a name is written in Chinese characters."""
    return len(_chinese(name)) > 1 and not re.search("[a-zA-Z]{2}", name)


def readings(char: str) -> tuple[str, ...]:
    """The syllables that a Chinese character may be read as; () if it is none."""
    return _readings().get(char, ())


def _chinese(name: str) -> str:
    return "".join(_CHINESE.findall(fold(name)))


def _reads(chars: str, letters: str) -> bool:
    """Whether the characters, read one after another in any of their ways, give exactly these letters."""
    ends = {0}
    for char in chars:
        ends = {
            at + len(one) for at in ends for one in _readings().get(char, ()) if letters.startswith(one, at)
        }
    return len(letters) in ends


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Character -> its syllables; those with ü in each way that people type it."""
    found: dict[str, list[str]] = defaultdict(list)
    for syllable, chars in re.findall(r"([a-z]+)([^a-z ]+)", READINGS):
        spelled = (
            (syllable,)
            if "v" not in syllable
            else (syllable, syllable.replace("v", "u"), syllable.replace("v", "yu"))
        )
        for char in chars:
            found[char] += spelled
    return {char: tuple(some) for char, some in found.items()}
