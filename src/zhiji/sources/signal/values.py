"""Values of Signal's backup in JSON: big numbers as text or number, bytes in base64, enums by name or number."""

from __future__ import annotations

import base64
import binascii
import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

NAME = "signal"
_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 7_258_118_400_000  # 2200, in milliseconds
_NUMBER = re.compile(r"-?\d{1,20}")
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_UNDERSCORE = re.compile(r"_([a-z0-9])")
_ID, _SERVICE_ID = 16, 17  # bytes; the longer one begins with its kind


def number(value: object) -> int | None:
    """A whole number, however it is written."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return int(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else None


def instant(value: object) -> datetime | None:
    """The time of milliseconds since 1970; None if it is no time of a chat. What is left out is 0."""
    milliseconds = 0 if value is None else number(value)
    if milliseconds is None or not 0 <= milliseconds < _LATEST:
        return None
    return _BEGAN + timedelta(milliseconds=milliseconds)


def text(value: object) -> str:
    """The value if it is a string, else ""."""
    return value if isinstance(value, str) else ""


def part(value: object, *path: str) -> Mapping[str, Any]:
    """The object at the end of a path, {} if there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def objects(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list; an object alone is a list of one."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def key(value: object) -> str:
    """An id that is only good within one file; what is left out is 0."""
    return "0" if value is None else str(found) if (found := number(value)) is not None else text(value)


def raw(value: object) -> bytes:
    """The bytes of base64; b"" if it is none."""
    try:
        return base64.b64decode(text(value).replace("-", "+").replace("_", "/"), validate=True)
    except (ValueError, binascii.Error):
        return b""


def service_id(value: object) -> str:
    """An account's id as text: a UUID, with PNI: before it if it is that of a number."""
    if isinstance(value, str) and _UUID.fullmatch(value.removeprefix("PNI:")):
        return value if value.startswith("PNI:") else value.lower()
    found = raw(value)
    if len(found) == _SERVICE_ID:
        return f"PNI:{uuid.UUID(bytes=found[1:])}" if found[0] == 1 else str(uuid.UUID(bytes=found[1:]))
    return str(uuid.UUID(bytes=found)) if len(found) == _ID else ""


def phone(value: object) -> str:
    """A telephone number with its plus; "" if there is none."""
    found = number(value.removeprefix("+") if isinstance(value, str) else value)
    return f"+{found}" if found and found > 0 else ""


def chosen(value: object, names: Sequence[str]) -> str:
    """The name of an enum's value; the first is what is left out."""
    if value is None:
        return names[0]
    place = number(value)
    if place is None:
        return text(value)
    return names[place] if 0 <= place < len(names) else str(place)


def camel(value: Any) -> Any:
    """The value with keys_like_this written likeThis."""
    if isinstance(value, dict):
        return {_UNDERSCORE.sub(_upper, name): camel(one) for name, one in value.items()}
    if isinstance(value, list):
        return [camel(one) for one in value]
    return value


def _upper(match: re.Match[str]) -> str:
    return match[1].upper()
