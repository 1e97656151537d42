"""Lines of exports that write the date before each time, as the two lines that others make of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zhiji.sources.clocks import HALF
from zhiji.sources.line.dates import heading
from zhiji.sources.line.lines import record

_DATED = re.compile(
    rf"\ufeff?(?P<date>[^\t:：]{{6,48}}?)[ \u3000]+(?P<rest>(?:{HALF}\s?)?\d{{1,2}}:\d\d(?:[ \u00a0\u202f]?{HALF})?\t.*)",
    re.IGNORECASE | re.DOTALL,
)


def undated(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Numbered lines; where the first message bears its date ("2024/01/05 10:11 TAB Ida TAB Hi"), each date by itself.

    In other exports such a line is part of a message, and stays.
    """
    dated: bool | None = None
    before = ""
    for number, line in lines:
        day, rest = _parts(line) if dated is not False else ("", line)
        if dated is None and (day or record(line) or heading(line)):
            dated = bool(day)
        if day and day != before:
            before = day
            yield number, day
        yield number, rest


def _parts(line: str) -> tuple[str, str]:
    """The date and the rest of a line; "" and the line if it doesn't begin with both."""
    found = _DATED.match(line) if "\t" in line else None
    if found is None or heading(found["date"]) is None:
        return "", line
    return found["date"], found["rest"]
