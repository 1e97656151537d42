"""The values in QQChatExporter's JSON, whatever stands in their place: ids, times, names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from zhiji.chat import Precision
from zhiji.sources.assistants import string
from zhiji.sources.clocks import YEARS

_LAST_SECOND = 10**11  # beyond it a number counts milliseconds
_NUMBER = re.compile(r"\d{1,16}(?:\.\d+)?")
_ONE_DIGIT = re.compile(r"\b(\d)\b")


def ident(value: object) -> str | None:
    """An id; 0 and "" stand for none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value).strip()
    return text if text not in ("", "0") else None


def mapping(value: object) -> Mapping[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def moment(value: object) -> tuple[datetime, int] | None:
    """A time and its precision from milliseconds, seconds or text; naive if the text names no zone."""
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            return _from_text(value)
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**14:
        return None
    seconds = value / 1000 if value >= _LAST_SECOND else float(value)
    when = datetime.fromtimestamp(round(seconds, 3), UTC)
    return _checked(when)


def _from_text(value: str) -> tuple[datetime, int] | None:
    text = value.strip().replace("/", "-")
    try:
        return _checked(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        pass
    try:  # some locales write 2024-1-1 9:05:00
        return _checked(datetime.fromisoformat(_ONE_DIGIT.sub(r"0\1", text)))
    except (ValueError, OverflowError):
        return None


def _checked(when: datetime) -> tuple[datetime, int] | None:
    if when.year not in YEARS:
        return None
    try:
        when = when.astimezone(UTC) if when.tzinfo else when
    except OverflowError:
        return None
    return when, Precision.MILLISECOND if when.microsecond else Precision.SECOND


def when(row: Mapping[str, Any]) -> tuple[datetime, int] | None:
    """When a message was sent; None if it doesn't tell."""
    first = None
    for value in (row.get("timestamp"), row.get("time"), mapping(row.get("rawMessage")).get("msgTime")):
        found = moment(value)
        if found is not None and found[0].year > 1970:
            return found
        first = first or found
    return first


def name_of(sender: Mapping[str, Any], raw: Mapping[str, Any]) -> str:
    """What the exporter calls a sender: the card in the group, a remark, a nickname."""
    keys = ("name", "groupCard", "remark", "nickname", "card")
    named = (string(sender.get(key)).strip() for key in keys)
    told = (string(raw.get(key)).strip() for key in ("sendMemberName", "sendRemarkName", "sendNickName"))
    return next((name for name in (*named, *told) if name and name != "0"), "")
