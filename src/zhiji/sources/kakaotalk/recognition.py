"""Which files are chats of KakaoTalk, told by their first lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from pathlib import PurePosixPath

from zhiji.sources.kakaotalk import naming
from zhiji.sources.kakaotalk.lines import Line, dashes, day_of, line_of
from zhiji.sources.kakaotalk.table import is_header, is_row

_LINES = 300  # that are looked at
_KOREAN = re.compile(r"\d{4}년 \d{1,2}월 \d{1,2}일 오[전후] \d{1,2}:\d\d, [^\n]{1,80} : ")


def members(names: Iterable[str], suffix: str) -> list[str]:
    """The members that may be chats, those that are named as the app names them first."""
    found = [name for name in names if name.lower().endswith(suffix)]
    return sorted(
        found, key=lambda one: ("kakao" not in PurePosixPath(one).name.lower(), one.count("/"), one)
    )


def text_likeness(head: str) -> int:
    """How much a text looks like a chat: 0 not at all, 2 by its shape, 3 beyond doubt."""
    lines = _lines(head)
    if not lines:
        return 0
    begun = [found for line in lines if (found := line_of(line)) is not None and not found.divides]
    days = sum(day_of(line) is not None for line in lines)
    titled = naming.title(lines[0]) is not None
    saved = any(naming.saved(line) for line in lines[:3])
    if titled or saved:
        return 3 if begun or (titled and saved) else 0
    return _by_shape(lines, begun, days)


def table_likeness(head: str) -> int:
    """How much a table looks like a chat."""
    lines = _lines(head)
    if not lines or not is_header(lines[0]):
        return 0
    return 3 if any(is_row(line) for line in lines[1:]) else 0


def _lines(head: str) -> list[str]:
    return [
        line.strip("\r\ufeff") for line in islice((one for one in head.split("\n") if one.strip()), _LINES)
    ]


def _by_shape(lines: list[str], begun: list[Line], days: int) -> int:
    """Without a title that we know: a day or a message comes first, and most of what has a time has a name."""
    while lines and dashes(lines[0]):
        lines = lines[1:]
    layouts = {found.layout for found in begun}
    named = sum(bool(found.name) for found in begun)
    if not named or len(layouts) != 1 or 4 * len(begun) < len(lines):
        return 0
    # A title in another language may stand above lines that have date, time, name and " : "
    above = 3 if layouts == {"full"} and (named > 2 or _is_korean(lines)) else 1
    if not any(line_of(line) or day_of(line) for line in lines[:above]):
        return 0
    if layouts == {"full"}:
        return 2 if 2 * named >= len(begun) and (named > 1 or days or _is_korean(lines)) else 0
    return 2 if days else 0


def _is_korean(lines: list[str]) -> bool:
    """Whether a line begins as only this app writes it: 2021년 12월 29일 오후 8:36, 이름 : 글."""
    return any(_KOREAN.match(line) for line in lines)
