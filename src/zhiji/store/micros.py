"""Times as whole microseconds, which the database keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH = datetime(1970, 1, 1)


def micro(when: datetime) -> int:
    """Microseconds since 1970, exactly."""
    gap = when - _EPOCH
    return (gap.days * 86400 + gap.seconds) * 1_000_000 + gap.microseconds


def moment(at: int) -> datetime:
    """The other way round, in UTC."""
    return _EPOCH + timedelta(microseconds=at)


def naive_micro(when: datetime) -> int:
    """The same of a wall clock's time, as if it were UTC."""
    gap = when - _NAIVE_EPOCH
    return (gap.days * 86400 + gap.seconds) * 1_000_000 + gap.microseconds
