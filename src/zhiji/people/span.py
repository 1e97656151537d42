"""How much and from when to when, added up over accounts or chats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple, TypedDict

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Span(NamedTuple):
    """A count of messages; times are microseconds since 1970."""

    messages: int
    first: int
    last: int


class Counted(TypedDict):
    """The fields that every listing has."""

    messages: int
    first: datetime
    last: datetime


def spans(some: Sequence[Span], local: tzinfo) -> Counted:
    """All of them taken together, in local time."""
    return Counted(
        messages=sum(one.messages for one in some),
        first=moment(min(one.first for one in some), local),
        last=moment(max(one.last for one in some), local),
    )


def moment(at: int, local: tzinfo) -> datetime:
    """A time of the database in local time."""
    return (_EPOCH + timedelta(microseconds=at)).astimezone(local)
