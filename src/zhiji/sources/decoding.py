"""Bytes of unknown encoding as text: UTF-8, UTF-16, UTF-32, GB18030, Korean CP949 or Thai CP874, told from how a
file begins."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
_PAIR = re.compile(rb"[\x81-\xfe][\xa1-\xfe]")  # GB2312, the part of GB18030 that people write
_BYTES = re.compile(rb"[\x81-\xfe][\x41-\xfe]")
_RUN = re.compile(rb"[\x80-\xff]+")
_NO_THAI = re.compile(rb"[\x80-\x84\x86-\x90\x98-\x9f\xdb-\xde\xfc-\xff]")  # what CP874 has no letter for
_MARK = re.compile(rb"[\xd1\xd4-\xda\xe7-\xee]")  # vowels and tones above and below
_MARKED = re.compile(rb"(?<=[\xa1-\xce\xd1\xd4-\xda\xe7-\xee])[\xd1\xd4-\xda\xe7-\xee]")
_ENOUGH = 24  # letters that tell a language
CHUNK = 1 << 18


class LineTooLong(ValueError):
    """A line above the cap; the number says which."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def detect(head: bytes) -> tuple[str, int]:
    """The encoding that a file beginning with `head` has, and how many bytes its mark takes."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding, len(mark)
    if b"\0" in head:
        return _unmarked_wide(head) or "utf-8", 0
    if _is_utf8(head):
        return "utf-8", 0
    if _looks_thai(head):
        return "cp874", 0
    if not _looks_gb(head):
        return "utf-8", 0
    return ("cp949" if _looks_korean(head) else "gb18030"), 0


def decode_head(head: bytes) -> str:
    """The beginning of a file as text; a character that is cut off at the end is left out."""
    encoding, skip = detect(head)
    if encoding == "utf-8" and not _is_utf8(head):
        return decode_line(head[skip:])
    return codecs.getincrementaldecoder(encoding)("replace").decode(head[skip:])


def decode_line(raw: bytes) -> str:
    """A line of a UTF-8 file; if its bytes are no UTF-8, what they are likeliest to be."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        pass
    text = raw.decode(errors="replace")
    bad = text.count("\ufffd")
    if sum(char > "\x7f" for char in text) >= 2 * bad:  # UTF-8 with a few broken bytes
        return text
    return raw.decode("gb18030" if _looks_gb(raw) else "cp1252", errors="replace")


def text_lines(stream: BinaryIO, encoding: str, cap: int) -> Iterator[tuple[int, str]]:
    """Numbered lines without their ends; only LF and CRLF end a line. Raises LineTooLong."""
    if encoding.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(stream, encoding, cap)
        return
    decode = decode_line if encoding == "utf-8" else partial(str, encoding=encoding, errors="replace")
    for number, raw in enumerate(iter(partial(stream.readline, cap + 1), b""), 1):
        if len(raw) > cap:
            raise LineTooLong(number)
        if raw.endswith(b"\n"):
            raw = raw[:-2] if raw.endswith(b"\r\n") else raw[:-1]
        yield number, decode(raw)


def clean_utf8(stream: BinaryIO, encoding: str) -> Iterator[bytes]:
    """The stream's text as valid UTF-8, in chunks; what can't be decoded becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while chunk := stream.read(CHUNK):
        if text := decoder.decode(chunk):
            yield text.encode(errors="replace")
    if text := decoder.decode(b"", final=True):
        yield text.encode(errors="replace")


def _wide_lines(stream: BinaryIO, encoding: str, cap: int) -> Iterator[tuple[int, str]]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    number, rest, more = 1, "", True
    while more:
        chunk = stream.read(CHUNK)
        more = bool(chunk)
        *lines, rest = (rest + decoder.decode(chunk, final=not more)).split("\n")
        for line in lines:
            yield number, line.removesuffix("\r")
            number += 1
        if len(rest) > cap:
            raise LineTooLong(number)
    if rest:
        yield number, rest


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _looks_gb(raw: bytes) -> bool:
    """Whether the high bytes come in pairs, as in Chinese text, rather than alone, as in Western text."""
    high = len(_HIGH.findall(raw))
    return 10 * 2 * len(_PAIR.findall(raw)) > 8 * high


def _looks_korean(raw: bytes) -> bool:
    """Whether pairs of high bytes are the syllables that Korean writes with; of Chinese text a third lies elsewhere."""
    pairs: list[bytes] = _BYTES.findall(raw)
    pairs = [pair for pair in pairs if not 0xA1 <= pair[0] <= 0xAF]  # those are punctuation in both
    hangul = sum(0xB0 <= pair[0] <= 0xC8 and pair[1] >= 0xA1 for pair in pairs)
    return hangul >= _ENOUGH and 100 * hangul >= 95 * len(pairs)


def _looks_thai(raw: bytes) -> bool:
    """Whether high bytes are letters of their own, with vowels and tones on consonants; Chinese comes in pairs."""
    runs = _RUN.findall(raw)
    letters = sum(map(len, runs))
    if letters < max(_ENOUGH, 3 * len(runs)) or _NO_THAI.search(raw):
        return False
    marks = len(_MARK.findall(raw))
    odd = any(len(run) % 2 for run in (runs[:-1] if raw.endswith(runs[-1]) else runs))
    return odd and 20 * marks > letters and 50 * len(_MARKED.findall(raw)) >= 49 * marks


def _unmarked_wide(head: bytes) -> str | None:
    """UTF-16 without a mark: nearly every line of a chat has digits or spaces, so NULs stand on one side."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if 10 * max(even, odd) < len(head) or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
