"""Apple's clock: seconds or, since 2017, nanoseconds since 2001."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from zhiji.chat import Precision

_BEGAN = datetime(2001, 1, 1, tzinfo=UTC)
_NANOSECONDS = 10**12  # from here on; as seconds it would be the year 33,000
_LATEST = 6_300_000_000  # seconds: 2200
_EARLIEST = -978_307_200  # 1970


def instant(value: object) -> datetime | None:
    """The instant, None if it is no time of a chat."""
    told = exact(value)
    return told[0] if told else None


def exact(value: object) -> tuple[datetime, int] | None:
    """The instant and how exactly it is told; None if it is no time of a chat."""
    if isinstance(value, float) and value == value and abs(value) < 1e19:
        nanoseconds = round(value * 1e9) if abs(value) < _NANOSECONDS else round(value)
    elif isinstance(value, int):
        nanoseconds = value if abs(value) >= _NANOSECONDS else value * 10**9
    else:
        return None
    if not _EARLIEST <= nanoseconds // 10**9 < _LATEST:
        return None
    whole = nanoseconds % 10**9 == 0
    return _BEGAN + timedelta(
        microseconds=nanoseconds // 1000
    ), Precision.SECOND if whole else Precision.EXACT
