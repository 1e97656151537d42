"""A chat's HTML page in blocks, one a message: who, what, when. The pages' style names changed often, their order didn't.

Known by style names (2018 to 2026): `_2lek`, `_a6-h` the sender; `_2let`, `_a6-p` the body; `_2lem`, `_a6-o`, `_a72d` the
time; `_tqp`, `_a6-q` a list of reactions. A page without them is read by its order: a time ends what a name began.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from zhiji.sources.markup import Piece, attributes, unescaped
from zhiji.sources.written_dates import written

Role = Literal["sender", "body", "time", "reaction", ""]
_ROLES: dict[str, Role] = {
    "_a6-h": "sender",
    "_2lek": "sender",
    "_2pio": "sender",
    "sender": "sender",
    "_a6-p": "body",
    "_2let": "body",
    "body": "body",
    "_a6-o": "time",
    "_a72d": "time",
    "_2lem": "time",
    "time": "time",
}
_WHOLE = frozenset({"_a6-g", "uiBoxWhite"})  # a message from end to end
_BLOCKS = frozenset(
    {"div", "section", "header", "footer", "main", "article", "p", "ul", "ol", "li", "table", "tr", "td", "th"}
    | {"h1", "h2", "h3", "h4", "body"}
)  # fmt: skip
_MEDIA = {"img": "image", "video": "video", "audio": "voice"}
_MOST_LEAVES = 500  # of what is no message
_LONGEST = 1 << 20  # characters between two blocks
_LONGEST_TITLE = 1_000
_DEEPEST = 200
_LONGEST_TIME, _TIME_WORDS = 60, 9
_BREAK = re.compile(r"\s*[\r\n]\s*")  # of the page's source; what people broke is a <br>
_WEB = ("http://", "https://")


@dataclass(slots=True)
class Leaf:
    """A text that stands by itself, or a file; `href` is where the text leads."""

    text: str
    role: Role
    href: str = ""
    file: str = ""  # the kind of file; `text` is then where it lies


@dataclass(slots=True)
class _Element:
    tag: str
    role: Role
    whole: bool
    leaves: list[Leaf] = field(default_factory=list)


def time_of(text: str) -> tuple[datetime, int] | None:
    """The time that a text is, if it is nothing else."""
    if len(text) > _LONGEST_TIME or len(text.split()) > _TIME_WORDS:
        return None
    found = written(text)
    return found if found and 1970 <= found[0].year < 2200 else None


class Blocks:
    """Reads a page's pieces; `title` and `people` are known when the first message comes."""

    def __init__(self) -> None:
        self.title = ""
        self.people = ""  # the line that names who is in the chat
        self._stack: list[_Element] = [_Element("", "", whole=False)]
        self._words: list[str] = []
        self._length = 0  # of these words
        self._href = ""
        self._in_title = False
        self._in_media = ""
        self._by_style = False  # messages are told by the names of styles ...
        self._by_whole = False  # ... and those of messages from end to end among them

    def read(self, pieces: Iterable[Piece]) -> Iterator[list[Leaf]]:
        """The leaves of each message, the one with the time last."""
        for name, rest in pieces:
            if not name:
                self._text(rest)
            elif name.startswith("/"):
                yield from self._close(name[1:])
            else:
                self._open(name, rest)
        while len(self._stack) > 1:
            yield from self._close(self._stack[-1].tag)

    def _text(self, text: str) -> None:
        if self._in_title:
            self._in_title = False
            self.title = unescaped(text[:_LONGEST_TITLE]).strip()
        elif not self._in_media and self._length < _LONGEST:
            self._words.append(_BREAK.sub(" ", text))
            self._length += len(text)

    def _open(self, name: str, rest: str) -> None:
        if name == "title":
            self._in_title = not self.title
        elif name == "br":
            self._words.append("\n")
        elif name in _MEDIA:
            self._flush()
            if source := attributes(rest).get("src"):
                self._leaf(Leaf(source, self._stack[-1].role, file=_MEDIA[name]))
            self._in_media = name if name != "img" and not rest.endswith("/") else self._in_media
        elif name == "a":
            self._href = attributes(rest).get("href", "")
        elif name in _BLOCKS:
            self._flush()
            if len(self._stack) < _DEEPEST:
                self._stack.append(self._element(name, rest))

    def _element(self, name: str, rest: str) -> _Element:
        classes = attributes(rest).get("class", "").split() if "class" in rest else []
        role = self._stack[-1].role
        if name == "li" and role == "body":
            role = "reaction"
        for one in classes:
            role = _ROLES.get(one, role)
        return _Element(name, role, whole=not _WHOLE.isdisjoint(classes))

    def _close(self, name: str) -> Iterator[list[Leaf]]:
        if name == "title":
            self._in_title = False
        elif name == self._in_media:
            self._in_media = ""
        elif name == "a":
            self._flush()
            self._href = ""
        elif name in _BLOCKS:
            self._flush()
            if any(one.tag == name for one in self._stack[1:]):
                while self._stack[-1].tag != name:
                    yield from self._end()
                yield from self._end()

    def _end(self) -> Iterator[list[Leaf]]:
        element = self._stack.pop()
        if self._is_message(element):
            yield element.leaves
            return
        above = self._stack[-1]
        if above.leaves:
            above.leaves += element.leaves[: max(_MOST_LEAVES - len(above.leaves), 0)]
        else:
            above.leaves = element.leaves

    def _is_message(self, element: _Element) -> bool:
        leaves = element.leaves
        if not leaves or (len(leaves) < 2 and not element.whole):
            return False
        if any(leaf.role == "time" for leaf in leaves):
            self._by_style = True
            self._by_whole = self._by_whole or element.whole
            return element.whole or (
                not self._by_whole and any(leaf.role not in ("time", "") for leaf in leaves)
            )
        last = leaves[-1]
        return not (self._by_style or last.role or last.file) and time_of(last.text) is not None

    def _flush(self) -> None:
        if not self._words:
            return
        text = unescaped("".join(self._words)).strip(" \t\n")
        self._words.clear()
        self._length = 0
        if "\n" in text:
            text = "\n".join(line.strip(" ") for line in text.split("\n"))
        if text:
            if not self.people and text.startswith("Participants:"):
                self.people = text
                return
            self._leaf(Leaf(text, self._stack[-1].role, href=self._href))

    def _leaf(self, leaf: Leaf) -> None:
        if leaf.href and not leaf.href.startswith((*_WEB, "#", "mailto:")):  # a file of the download
            leaf = Leaf(leaf.href, leaf.role, file="file")
            if any(one.file and one.text == leaf.text for one in self._stack[-1].leaves):
                return
        leaves = self._stack[-1].leaves
        if len(leaves) < _MOST_LEAVES:
            leaves.append(leaf)
