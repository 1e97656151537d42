"""HTML in pieces, tolerant and in one pass: tags and the text between them, however large or broken the file is."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Generator, Iterator
from typing import BinaryIO

Piece = tuple[str, str]  # ("div", ' class="x"') opens, ("/div", "") closes, ("", "a &amp; b") is text
_CHUNK = 1 << 18
_LONGEST_TAG = 1 << 16  # characters; what is longer is text
_PIECE = re.compile(r"<(/?[a-zA-Z][^\s/<>]*)([^<>]*)>|(<!--)|<[!?][^<>]*>|([^<]+|<)")
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_ENDS = {name: re.compile(rf"</{name}[^<>]*>", re.IGNORECASE) for name in ("script", "style")}
_LINE_ENDS = frozenset({"br", "/p", "/div", "/li", "/tr", "/pre", *(f"/h{size}" for size in range(1, 7))})
_END_OF_REMARK = re.compile("-->")


def pieces(stream: BinaryIO) -> Iterator[Piece]:
    """The tags and texts of a file; scripts, styles and remarks are passed over."""
    decode = codecs.getincrementaldecoder("utf-8-sig")("replace").decode
    text, at, until = "", 0, None
    while True:
        data = stream.read(_CHUNK)
        text = text[at:] + decode(data, not data)
        at, until = yield from _pieces(text, until, last=not data)
        if not data:
            return


def pieces_of(text: str) -> Iterator[Piece]:
    """The tags and texts of what is in memory."""
    yield from _pieces(text, None, last=True)


def _pieces(
    text: str, until: re.Pattern[str] | None, *, last: bool
) -> Generator[Piece, None, tuple[int, re.Pattern[str] | None]]:
    """Returns where it stopped, and what ends that which is being passed over."""
    at = 0
    end = len(text) if last else _whole(text)
    while at < end:
        if until is not None:
            found = until.search(text, at)
            if found is None:
                return max(at, len(text) - 20), until  # the mark may be cut in two
            at, until = found.end(), None
            continue
        match = _PIECE.match(text, at, end)
        if match is None:
            break
        at = match.end()
        name, rest, remark, words = match.groups()
        if words:
            yield "", words
        elif remark:
            until = _END_OF_REMARK
        elif name:
            name = name.lower()
            yield name, rest
            until = _ENDS.get(name)
    return at, until


def _whole(text: str) -> int:
    """Up to where a text surely holds whole tags."""
    start = text.rfind("<")
    if start < 0 or ">" in text[start:] or len(text) - start > _LONGEST_TAG:
        return len(text)
    return start


def attributes(rest: str) -> dict[str, str]:
    """What stands in a tag beside its name."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(rest):
        if value[:1] in ('"', "'"):
            value = value[1:-1]
        found.setdefault(name.lower(), unescaped(value) if "&" in value else value)
    return found


def unescaped(text: str) -> str:
    """A text with its entities as characters."""
    try:
        return html.unescape(text)
    except ValueError:  # a number of thousands of digits
        return text


def shown(text: str, *, cell: str = "") -> str:
    """What a page or a part of one shows: lines end where paragraphs, items and rows do. `cell` parts a row's cells."""
    said: list[str] = []
    in_head = False
    for tag, piece in pieces_of(text):
        name = tag.lower()
        if name in ("head", "/head", "body"):
            in_head = name == "head"
        elif in_head:
            continue
        elif not tag:
            said.append(unescaped(piece))
        elif name in _LINE_ENDS:
            said.append("\n")
        elif name in ("/td", "/th"):
            said.append(cell)
    return "".join(said)
