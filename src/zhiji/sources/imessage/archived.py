"""Property lists that Messages keeps beside a message: plain ones, and objects archived by `NSKeyedArchiver`."""

from __future__ import annotations

import plistlib
import struct
from collections.abc import Mapping
from typing import Any

_MAGIC = b"bplist00"
_MOST = 8 << 20  # bytes; previews are a few KB
_DEEPEST = 8  # hops from one object to another
_NESTED = 3  # objects that a text is wrapped in
_BAD = (
    plistlib.InvalidFileException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    RecursionError,
    MemoryError,
    AttributeError,
    struct.error,
)


def plain(data: object) -> Mapping[str, Any]:
    """The dictionary that a binary property list is; empty if it is none."""
    if not isinstance(data, bytes) or not data.startswith(_MAGIC) or len(data) > _MOST:
        return {}
    try:
        found = plistlib.loads(data, fmt=plistlib.FMT_BINARY)
    except _BAD:
        return {}
    return found if isinstance(found, dict) else {}


class Archived:
    """An archive's objects, looked up by path from the root; whatever isn't there is None."""

    def __init__(self, data: object) -> None:
        archive = plain(data)
        objects, top = archive.get("$objects"), archive.get("$top")
        self._objects: list[Any] = objects if isinstance(objects, list) else []
        self._root = top.get("root") if isinstance(top, dict) else None

    def text(self, *path: str) -> str:
        """The words at the end of a path, also those of a URL; "" if there are none."""
        return self._text(self._at(path), _NESTED)

    def _at(self, path: tuple[str, ...]) -> object:
        here: object = self._root
        for key in path:
            here = self._member(here, key)
        return here

    def _member(self, thing: object, key: str) -> object:
        thing = self._followed(thing)
        if not isinstance(thing, dict):
            return None
        keys, values = thing.get("NS.keys"), thing.get("NS.objects")
        if isinstance(keys, list) and isinstance(values, list):
            return next((value for one, value in zip(keys, values) if self._followed(one) == key), None)
        return thing.get(key)

    def _text(self, thing: object, hops: int) -> str:
        thing = self._followed(thing)
        if isinstance(thing, str):
            return "" if thing == "$null" else thing
        if isinstance(thing, bytes):
            return thing.decode(errors="replace")
        if isinstance(thing, dict) and hops:
            inner = (thing.get(key) for key in ("NS.string", "NS.bytes", "NS.relative", "URL"))
            return next((text for one in inner if (text := self._text(one, hops - 1))), "")
        return ""

    def _followed(self, thing: object) -> object:
        for _ in range(_DEEPEST):
            if not isinstance(thing, plistlib.UID):
                return thing
            thing = self._objects[thing.data] if thing.data < len(self._objects) else None
        return None
