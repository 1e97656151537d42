"""The wire format of protocol buffers, as far as WeChat's columns need it: numbered fields without a schema.

What is damaged ends the reading, what stands before it is kept. Nothing here trusts a length that the bytes tell.
"""

from __future__ import annotations

from collections.abc import Iterator

_LONGEST = 10  # bytes of a number of 64 bits
_FIXED = {1: 8, 5: 4}
Value = int | bytes


def fields(data: bytes) -> Iterator[tuple[int, Value]]:
    """Each field's number and value, in order: numbers as int, everything else as the bytes it is."""
    at, end = 0, len(data)
    while at < end:
        key, at = _number(data, at)
        kind = key & 7
        if kind == 0:
            value, at = _number(data, at)
            if at <= end:
                yield key >> 3, value
            continue
        if kind == 2:
            size, at = _number(data, at)
        elif kind in _FIXED:
            size = _FIXED[kind]
        else:
            return
        if at + size > end:
            return
        yield key >> 3, data[at : at + size]
        at += size


def every(data: object, number: int) -> list[bytes]:
    """The values of a repeated field that are texts or messages of their own."""
    if not isinstance(data, bytes):
        return []
    return [value for found, value in fields(data) if found == number and isinstance(value, bytes)]


def inner(data: object, *path: int) -> bytes:
    """What lies at the end of a path of fields, the first of each; b"" if nothing does."""
    for number in path:
        found = every(data, number)
        if not found:
            return b""
        data = found[0]
    return data if isinstance(data, bytes) else b""


def text(data: object, *path: int) -> str:
    """The text at the end of a path; "" if there is none."""
    return inner(data, *path).decode(errors="replace")


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number and where it ends; beyond the end of the data if it has no end."""
    value = 0
    for place, byte in enumerate(data[at : at + _LONGEST]):
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value & 0xFFFFFFFFFFFFFFFF, at + place + 1
    return 0, len(data) + 1
