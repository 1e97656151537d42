"""A message's `attributedBody`: a string with attributes in Apple's old typedstream format, read without trusting it.

A stream is a row of groups: a type ("@" object, "+" bytes, "i" number ...), then values of that type. Types, classes
and objects that came before are referred to by number. Only strings, numbers, URLs and dictionaries are made of it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MAGIC = b"\x04\x0bstreamtyped"
SLOT = "\ufffc"  # stands in a text where an attachment is
_NEW, _NIL, _END = 0x84, 0x85, 0x86
_FIRST = 0x92  # what refers to the first of its kind
_WIDTHS = {0x81: 2, 0x82: 4, 0x87: 8}
_FLOAT = 0x83
_DEEPEST = 40
_STRING = b"\x84\x01+"  # the first group of bytes in a stream is the text
_ARRAY = re.compile(rb"\[(\d{1,9})")
_BAD = (ValueError, IndexError, KeyError, TypeError, RecursionError, OverflowError, struct.error)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the text that has one set of attributes."""

    text: str
    looks: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Body:
    """The text, attachment slots included, and its stretches where they can be told."""

    text: str
    runs: tuple[Run, ...] = ()


def words(data: bytes) -> str | None:
    """The text alone, as far as it goes in a stream that is cut off; None if there is none."""
    at = data.find(_STRING)
    if at < 0:
        return None
    at += len(_STRING) + 1
    head = data[at - 1 : at]
    width = _WIDTHS.get(head[0], 0) if head else 0
    length = int.from_bytes(data[at : at + width] if width else head, "little")
    at += width
    raw = data[at : at + length]
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        whole = (
            error.start if error.end == len(raw) == len(data) - at else len(raw)
        )  # cut off within a character
        return raw[:whole].decode(errors="replace")


def body(data: bytes) -> Body | None:
    """The text with its attributes; without them where the stream is damaged; None if there is no text."""
    text = words(data)
    if text is None:
        return None
    try:
        root = _Stream(data).root()
        return Body(text, tuple(_runs(text, root)))
    except _BAD:
        return Body(text)


@dataclass(slots=True)
class _Object:
    kind: str
    values: list[object] = field(default_factory=list)


def _runs(text: str, root: object) -> Iterator[Run]:
    """The stretches: each is a number of attributes and a length, followed by the attributes the first time."""
    if not isinstance(root, _Object):
        raise ValueError("no attributed string")
    wide = text.encode("utf-16-le")
    known: dict[object, Mapping[str, object]] = {}
    values = iter(root.values[1:])
    at, number, length = 0, None, 0
    for value in (*values, None):
        if isinstance(value, int) and length == 0 and number is None:
            number = value
        elif isinstance(value, int) and length == 0:
            length = value
        else:
            if length < 0:
                raise ValueError("a stretch backwards")
            if isinstance(value, _Object):
                known[number] = _dictionary(value)
            stretch = wide[2 * at : 2 * (at + length)].decode("utf-16-le", errors="replace")
            if stretch:
                yield Run(stretch, known.get(number, {}))
            at, number, length = at + length, value if isinstance(value, int) else None, 0


def _dictionary(thing: _Object) -> dict[str, object]:
    listed = [_plain(value) for value in thing.values[1:]]
    return {key: value for key, value in zip(listed[::2], listed[1::2]) if isinstance(key, str)}


def _plain(value: object) -> object:
    """The string, number or bytes that an object holds; None for those that hold others."""
    if not isinstance(value, _Object):
        return value
    last = value.values[-1] if value.values else None
    if isinstance(last, _Object):  # a URL's string
        last = last.values[-1] if last.values else None
    if isinstance(last, bytes):
        return last.decode(errors="replace") if value.kind.endswith(("String", "URL")) else last
    return None if isinstance(last, _Object | list) else last


class _Stream:
    """Reads one stream. Every step takes at least a byte, so that it ends; what can't be is an error of `_BAD`."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC):
            raise ValueError("no typedstream")
        self._data = data
        self._at = len(MAGIC)
        self._strings: list[bytes] = []
        self._objects: list[object] = []
        self._number(self._byte())  # of the system that wrote it

    def root(self) -> object:
        return self._group(0)[0]

    def _group(self, depth: int) -> list[object]:
        kind = self._string()
        if not kind or depth > _DEEPEST:
            raise ValueError("no type")
        return self._values(kind, depth)

    def _values(self, kind: bytes, depth: int) -> list[object]:
        found: list[object] = []
        at = 0
        while at < len(kind):
            code = kind[at : at + 1]
            if code == b"[":
                end = _closing(kind, at)
                found.append(self._array(kind[at:end], depth))
                at = end + 1
                continue
            if code == b"{":
                end = _closing(kind, at)
                found += self._values(kind[kind.index(b"=", at) + 1 : end], depth + 1)
                at = end + 1
                continue
            found.append(self._value(code, depth))
            at += 1
        return found

    def _value(self, code: bytes, depth: int) -> object:
        if code == b"@":
            return self._object(depth)
        if code == b"+":
            return self._take(self._length())
        if code == b"*":
            return self._text()
        if code == b"#":
            return self._class(depth)
        if code in b":%":
            return self._string()
        if code in b"cCB":
            return self._byte()
        if code in b"fd":
            return self._float(4 if code == b"f" else 8)
        if code in b"sSiIlLqQ":
            return self._number(self._byte())
        raise ValueError("an unknown type")

    def _object(self, depth: int) -> object:
        head = self._byte()
        if head != _NEW:
            return None if head == _NIL else self._objects[self._reference(head)]
        slot = len(self._objects)
        self._objects.append(None)
        made = _Object(self._class(depth))
        self._objects[slot] = made
        while self._data[self._at] != _END:
            made.values += self._group(depth + 1)
        self._at += 1
        return made

    def _class(self, depth: int) -> str:
        """A class's name; those it descends from follow it, each with a number of its own."""
        head = self._byte()
        if head == _NIL:
            return ""
        if head != _NEW:
            return str(self._objects[self._reference(head)])
        if depth > _DEEPEST:
            raise ValueError("too many classes")
        name = (self._string() or b"").decode("latin-1")
        self._number(self._byte())
        self._objects.append(name)
        self._class(depth + 1)
        return name

    def _text(self) -> object:
        head = self._byte()
        if head != _NEW:
            return None if head == _NIL else self._objects[self._reference(head)]
        text = self._string()
        self._objects.append(text)
        return text

    def _string(self) -> bytes | None:
        head = self._byte()
        if head == _NIL:
            return None
        if head != _NEW:
            return self._strings[self._reference(head)]
        text = self._take(self._length())
        self._strings.append(text)
        return text

    def _array(self, kind: bytes, depth: int) -> object:
        match = _ARRAY.match(kind)
        if match is None or int(match[1]) > len(self._data):
            raise ValueError("an endless array")
        count, inner = int(match[1]), kind[match.end() :]
        if inner in (b"c", b"C"):
            return self._take(count)
        if depth > _DEEPEST:
            raise ValueError("too deep")
        listed: list[object] = []
        for _ in range(count):
            before = self._at
            listed += self._values(inner, depth + 1)
            if self._at == before:
                raise ValueError("an array of nothing")
        return listed

    def _reference(self, head: int) -> int:
        number = self._number(head) + 0x100 - _FIRST
        if number < 0:
            raise ValueError("a reference to nothing")
        return number

    def _number(self, head: int) -> int:
        width = _WIDTHS.get(head)
        if width:
            return int.from_bytes(self._take(width), "little", signed=True)
        return head if head < 0x80 else head - 0x100

    def _length(self) -> int:
        head = self._byte()
        width = _WIDTHS.get(head)
        return int.from_bytes(self._take(width), "little") if width else head

    def _float(self, width: int) -> float:
        head = self._byte()
        if head != _FLOAT:
            return self._number(head)
        (value,) = struct.unpack("<f" if width == 4 else "<d", self._take(width))
        return float(value)

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise ValueError("it is cut off")
        self._at += count
        return taken


def _closing(kind: bytes, at: int) -> int:
    """Where the bracket that opens at `at` closes."""
    depth = 0
    for place in range(at, len(kind)):
        if kind[place] in b"[{(":
            depth += 1
        elif kind[place] in b"]})":
            depth -= 1
            if not depth:
                return place
    raise ValueError("a type without end")
