"""Walking through JSON of any size: one value in memory at a time; a bad one is told and passed over.

`json` decodes the values, so that walking costs little more than `json.loads`. Unlike a strict parser this goes on
after a value that is no JSON: Telegram Desktop, for one, writes control characters as "\\x0b" (seen 2025-09).
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from zhiji.chat import Json

LIMIT = 128 << 20  # characters of one value; nobody's conversation is longer
_CHUNK = 1 << 18
_SPACE = re.compile(r"[ \t\r\n]*")
_BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}"]', re.DOTALL)
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_WORD = re.compile(r"[^\s,:\[\]{}\"]+")
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|x([0-9a-fA-F]{2})|)')
_HIGH, _LOW = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_SURROGATE = re.compile(rf"\\\\|{_HIGH}{_LOW}|({_HIGH}|{_LOW})")
_DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _: None)  # NaN is no JSON


class _Text(str):
    """Text whose lines nobody counts: `json` counts those before each error, which many bad values would make long."""

    __slots__ = ()

    def count(self, *_: object) -> int:
        """None."""
        return 0

    def rfind(self, *_: object) -> int:
        """Nowhere."""
        return -1


class JsonError(ValueError):
    """The structure can't be followed any further; the text says why."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A value that can't be read, and why."""

    why: str


class JsonStream:
    """A JSON file, read from front to back. Every walk raises JsonError where the file is cut off or no JSON."""

    def __init__(self, stream: BinaryIO, *, limit: int = LIMIT) -> None:
        self._stream = stream
        self._limit = limit
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("replace").decode
        self._text = ""
        self._at = 0
        self._waiting = False  # a value that a walk stopped at was not read

    def next(self) -> str:
        """The first character of what comes next, "" at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]  # matches nothing, too
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def fields(self) -> Iterator[str]:
        """Stops before each value of the object that comes next; values not read are passed over."""
        for _ in self._walk("{", "}"):
            key = self.value()
            if not isinstance(key, str) or self.next() != ":":
                raise JsonError("a key is missing")
            self._at += 1
            self._waiting = True
            yield key

    def entries(self) -> Iterator[None]:
        """Stops before each value of the array that comes next; values not read are passed over."""
        for _ in self._walk("[", "]"):
            self._waiting = True
            yield

    def items(self) -> Iterator[Json | Flaw]:
        """Each value of the array that comes next."""
        for _ in self._walk("[", "]"):
            yield self.value()

    def skip(self) -> None:
        """Pass over the value that comes next, however long an array it is."""
        if self.next() == "[":
            for _ in self.entries():
                self.value()
        else:
            self.value()

    def value(self) -> Json | Flaw:
        """The value that comes next."""
        self._waiting = False
        first = self.next()
        if not first:
            raise JsonError("it is cut off")
        if first not in '{["':
            return self._word()
        while True:
            try:
                return self._taken(*_DECODER.raw_decode(self._text, self._at))
            except (ValueError, RecursionError) as error:
                end = _end(self._text, self._at)
                if end is not None:
                    return self._mended(end, error)
                if not self._more():
                    raise JsonError("it is cut off") from None

    def _walk(self, opening: str, closing: str) -> Iterator[None]:
        self._waiting = False
        if self.next() != opening:
            raise JsonError(f"{opening} is missing")
        self._at += 1
        while self.next() != closing:
            yield
            if self._waiting:
                self.skip()
            if self.next() == ",":
                self._at += 1
            elif self.next() != closing:
                raise JsonError(f"{closing} is missing" if self.next() else "it is cut off")
        self._at += 1

    def _more(self) -> bool:
        """Read on, twice as much as there is, so that a long value isn't decoded over and over."""
        rest = self._text[self._at :]
        if len(rest) > self._limit:
            raise JsonError(f"a value in it is longer than {self._limit >> 20} MB or never ends")
        data = self._stream.read(max(_CHUNK, len(rest)))
        if not data:
            return False
        self._text, self._at = _Text(rest + self._decode(data)), 0
        return True

    def _word(self) -> Json | Flaw:
        """A number, true, false or null."""
        while True:
            match = _WORD.match(self._text, self._at)
            if match is None:
                raise JsonError("a value is missing")
            if match.end() < len(self._text) or not self._more():  # more digits may follow
                break
        self._at = match.end()
        try:
            return cast(Json, _DECODER.decode(match[0]))
        except ValueError as error:
            return _flaw(error)

    def _mended(self, end: int, error: Exception) -> Json | Flaw:
        raw = self._text[self._at : end]
        self._at = end
        try:
            value = _DECODER.decode(_ESCAPE.sub(_escape, raw))
        except (ValueError, RecursionError):
            return _flaw(error)
        return _without_surrogates(_ESCAPE.sub(_escape, raw), value)

    def _taken(self, value: Json, end: int) -> Json:
        at, self._at = self._at, end
        if self._text.find("\\ud", at, end) < 0 and self._text.find("\\uD", at, end) < 0:
            return value
        return _without_surrogates(self._text[at:end], value)


def _flaw(error: Exception) -> Flaw:
    deep = isinstance(error, RecursionError)
    why = "nested too deeply" if deep else f"damaged ({str(error).partition(': line')[0]})"
    return Flaw(f"its JSON is {why}")


def _end(text: str, at: int) -> int | None:
    """Where the value at `at` ends, going by its quotes and brackets alone; None if it is cut off."""
    if text[at] == '"':
        match = _STRING.match(text, at)
        return match.end() if match else None
    depth = 0
    for match in _BRACKETS.finditer(text, at):
        mark = match[0]
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
            if not depth:
                return match.end()
        elif mark == '"':
            return None
    return None


def _escape(match: re.Match[str]) -> str:
    if match[1]:
        return f"\\u00{match[1]}"
    return match[0] if len(match[0]) > 1 else "\\\\"


def _without_surrogates(raw: str, value: Json) -> Json:
    """The value of `raw` with U+FFFD for halves of characters, which no database takes."""
    mended = _SURROGATE.sub(lambda match: "\\ufffd" if match[1] else match[0], raw)
    return value if mended == raw else _DECODER.decode(mended)
