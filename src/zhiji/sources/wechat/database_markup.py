"""XML as people's messages carry it: read by expat without entities, and as far as it goes where it is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

_LONGEST = 4 << 20  # characters
_DEEPEST = 64
_MOST = 50_000  # elements
_TRAILING = 9  # expat: something follows the document's end
_START = re.compile(r"<(?:\?xml\b|[A-Za-z_])")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)")
_TAG = re.compile(r"</?[A-Za-z_][^<>]{0,4000}>")


class Element:
    """One element: its attributes, its own text, and the elements in it."""

    __slots__ = ("attributes", "children", "name", "pieces")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element] = []
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        """What stands in it outside of the elements in it."""
        return "".join(self.pieces)

    def find(self, *path: str) -> Element | None:
        """The first element along a path of names."""
        here: Element | None = self
        for name in path:
            here = next((child for child in here.children if child.name == name), None) if here else None
        return here

    def every(self, name: str) -> Iterator[Element]:
        """The elements of that name directly in it."""
        return (child for child in self.children if child.name == name)

    def words(self, *path: str) -> str:
        """The text of the element along a path, without blanks around it; "" if there is none."""
        found = self.find(*path)
        return found.text.strip() if found is not None else ""

    def get(self, attribute: str) -> str:
        """An attribute's value; "" if it has none of that name."""
        return self.attributes.get(attribute, "").strip()

    def deep(self, name: str) -> Element | None:
        """The first element of that name at any depth, itself too."""
        todo = [self]
        while todo:
            one = todo.pop()
            if one.name == name:
                return one
            todo.extend(reversed(one.children))
        return None


def parse(source: str) -> Element | None:
    """The document in a text, whatever stands before and after it; of a broken one what comes before the flaw."""
    start = _START.search(source)
    if start is None:
        return None
    text = source[start.start() : start.start() + _LONGEST].rstrip("\0 \r\n\t")
    tree = _Tree()
    if tree.read(text):
        return tree.root
    mended = _BARE.sub("&amp;", _CONTROL.sub("", text))
    again = _Tree()
    again.read(mended)
    return again.root if again.count >= tree.count else tree.root


def plain(text: str) -> str:
    """A text without tags, as WeChat shows lines that hold links and icons."""
    return _TAG.sub("", text).strip() if "<" in text else text


class _TooMuch(Exception):
    """The document is deeper or larger than any message, or declares entities."""


class _Tree:
    """Builds the tree of one document."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.count = 0
        self._open: list[Element] = []

    def read(self, text: str) -> bool:
        """Whether the document is whole."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse
        try:
            parser.Parse(text.encode(errors="replace"), True)
        except expat.ExpatError as error:
            return error.code == _TRAILING
        except _TooMuch:
            return True  # mending would not make it better
        return True

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > _MOST or len(self._open) >= _DEEPEST:
            raise _TooMuch
        one = Element(name, attributes)
        if self._open:
            self._open[-1].children.append(one)
        elif self.root is None:
            self.root = one
        self._open.append(one)

    def _end(self, name: str) -> None:  # noqa: ARG002 - expat hands it over
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].pieces.append(text)

    def _refuse(self, *_: Any) -> None:
        raise _TooMuch
