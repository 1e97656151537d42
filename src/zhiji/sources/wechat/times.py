"""Times as the tools write them: seconds since 1970, or a clock on a wall with or without seconds and zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from zhiji.chat import BadRecord, Precision

When = tuple[datetime, int]

_MILLISECONDS = 10**11  # seconds this large are in the year 5138
_FIRST, _LAST = 1970, 2200
_NUMBER = re.compile(r"\d{9,16}(?:\.\d+)?")
_WALL = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6})\d*)?)?\s*(Z|[+-]\d\d:?\d\d)?"
)


def when(*values: object) -> When:
    """The first of the values that is a time, and how exact it is. Raises BadRecord if none is."""
    for value in values:
        if found := _number(value) if not isinstance(value, str) else _text(value):
            return found
    shown = next((str(value) for value in values if value not in (None, "")), "")
    raise BadRecord(
        f"it has no time that we can read: {' '.join(shown.split())[:40]!r}" if shown else "it has no time"
    )


def _text(value: str) -> When | None:
    value = value.strip()
    if _NUMBER.fullmatch(value):
        return _number(float(value))
    found = _WALL.fullmatch(value)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour), int(minute), int(second or 0),
            int((fraction or "").ljust(6, "0")), tzinfo=_zone(zone),
        )  # fmt: skip
    except ValueError:
        return None
    if second is None:
        return _within(moment, Precision.MINUTE)
    return _within(moment, Precision.MILLISECOND if moment.microsecond else Precision.SECOND)


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    shift = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-shift if text[0] == "-" else shift)


def _number(value: object) -> When | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 10**15:
        return None
    seconds, rest = divmod(value, 1000) if value > _MILLISECONDS else (value, 0)
    try:
        moment = datetime.fromtimestamp(int(seconds), UTC) + timedelta(milliseconds=int(rest))
    except (ValueError, OverflowError, OSError):
        return None
    return _within(moment, Precision.MILLISECOND if rest else Precision.SECOND)


def _within(moment: datetime, precision: int) -> When | None:
    return (moment, precision) if _FIRST <= moment.year <= _LAST else None
