"""One row of JSON, from a line of text or from the caller's memory, as a database can take it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


class BadRow(ValueError):
    """What can't be read as JSON; the text says why."""


def parse_row(line: str) -> object:
    """The value that a line of JSON holds. Raises BadRow."""
    try:
        row = _decode(line)
        return _mended(row) if "\\ud" in line or "\\uD" in line else row
    except (ValueError, RecursionError) as error:
        raise BadRow(_what(error)) from None


def as_row(record: object) -> Mapping[str, Any]:
    """A mapping in memory as it would come out of a file; datetimes become strings. Raises BadRow."""
    if not isinstance(record, Mapping):
        raise BadRow("it is no mapping")
    try:
        text = json.dumps(dict(record), default=_moment, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise BadRow(_what(error)) from None
    row: dict[str, Any] = _decode(text)
    return _mended(row) if "\\ud" in text else row


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


_decode = json.JSONDecoder(parse_constant=_refuse).decode


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} is no part of it")


def _mended(value: Any) -> Any:
    """The value with U+FFFD for halves of characters, which no database takes."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mended(one) for one in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(one) for key, one in value.items()}
    return value


def _what(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"it is no JSON ({error.msg}, at character {error.pos + 1})"
    return f"it is no JSON ({error})"
