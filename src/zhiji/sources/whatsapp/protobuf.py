"""Google's protocol buffers without their description: numbered fields of a blob, as far as it can be followed."""

from __future__ import annotations

from collections.abc import Iterator

_LONGEST = 1 << 20
_BYTES, _FIXED = 2, {1: 8, 5: 4}


def fields(blob: object) -> Iterator[tuple[int, int | bytes]]:
    """Number and value of each field of a blob; ends where it is damaged."""
    if not isinstance(blob, bytes) or len(blob) > _LONGEST:
        return
    at = 0
    while at < len(blob):
        tag, at = _varint(blob, at)
        number, wire = tag >> 3, tag & 7
        if not number or at > len(blob):
            return
        if wire == 0:
            value, at = _varint(blob, at)
            yield number, value
            continue
        if wire == _BYTES:
            size, at = _varint(blob, at)
        elif wire in _FIXED:
            size = _FIXED[wire]
        else:
            return
        if at + size > len(blob):
            return
        yield number, blob[at : at + size]
        at += size


def text(value: int | bytes) -> str:
    """A field that is text; "" if it is none."""
    if isinstance(value, int):
        return ""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return ""


def _varint(blob: bytes, at: int) -> tuple[int, int]:
    """A number and where it ends; beyond the end if it is cut off."""
    value = shift = 0
    while at < len(blob) and shift < 64:
        byte = blob[at]
        value |= (byte & 0x7F) << shift
        at += 1
        shift += 7
        if byte < 0x80:
            return value, at
    return 0, len(blob) + 1
