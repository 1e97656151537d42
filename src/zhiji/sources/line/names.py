"""Where a name ends when nothing but a blank stands between it and the text, as the computer writes it.

What the file and the rest of the chat tell: the name of the chat, and which first words come back with what behind
them. Somebody called 佐藤 花子 is 佐藤 each time and never without 花子.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhiji.sources.line import phrases

_DEPTH = 5  # words of a name; LINE has 20 characters for it
_LONGEST = 60  # characters of a word
_WIDTH = 200  # different words behind a name: more than that are no names
_NODES = 50_000  # words that are remembered
_FEW = 5  # times a name must come before its second word needn't look like one
_LIKE_A_NAME = re.compile(
    r"[A-ZÀ-ÞА-Я][\w.'’-]*|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,4}|[\u0e00-\u0e7f]{2,12}"
)


class _Node:
    """A word and those that came behind it."""

    __slots__ = ("below", "count", "last")

    def __init__(self) -> None:
        self.count = 0
        self.last = 0  # how often nothing came behind it
        self.below: dict[str, _Node] | None = {}


class Names:
    """Learns the names of a chat, then splits lines."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = {name for name in known if name}
        self._root = _Node()
        self._nodes = 0
        self._by_first: dict[str, list[str]] | None = None

    def know(self, name: str) -> None:
        """Take a name as given."""
        if name:
            self._known.add(name)
            self._by_first = None

    def learn(self, rest: str) -> None:
        """Look at what stands behind the time of one line."""
        if phrases.notice(rest):
            return
        node = self._root
        for word in rest.split(" ", _DEPTH)[:_DEPTH]:
            if node.below is None or len(word) > _LONGEST:
                return
            below = node.below.get(word)
            if below is None:
                if self._nodes >= _NODES:
                    return
                if node is not self._root and len(node.below) >= _WIDTH:
                    node.below = None
                    return
                self._nodes += 1
                below = node.below[word] = _Node()
            node = below
            node.count += 1
        node.last += 1

    def split(self, rest: str) -> tuple[str, str]:
        """The name and the text; "" as the name of a notice."""
        name = self._name(rest)
        if name is None:
            if phrases.notice(rest):
                return "", rest
            first, blank, text = rest.partition(" ")
            return (first, text) if blank else ("", rest)
        text = rest[len(name) + 1 :]
        return ("", rest) if phrases.deed(text) or phrases.deed(rest[len(name) :]) else (name, text)

    def guesses(self, rest: str) -> bool:
        """Whether who wrote a line is a mere guess: its first word begins no other line."""
        name = self._name(rest)
        if name in self._known or phrases.notice(rest):
            return False
        node = (self._root.below or {}).get(rest.partition(" ")[0])
        return node is None or node.count < 2

    def people(self) -> list[str]:
        """Everybody who was found."""
        return [name for names in self._table().values() for name in names]

    def _name(self, rest: str) -> str | None:
        for name in self._table().get(rest.partition(" ")[0], ()):
            if rest == name or rest.startswith(name + " "):
                return name
        return None

    def _table(self) -> dict[str, list[str]]:
        """Names by their first word, the longest first."""
        if self._by_first is None:
            found = set(self._known)
            for word, node in (self._root.below or {}).items():
                found |= self._ends(word, node)
            self._by_first = {}
            for name in sorted(found, key=len, reverse=True):
                self._by_first.setdefault(name.partition(" ")[0], []).append(name)
        return self._by_first

    def _ends(self, name: str, node: _Node) -> set[str]:
        """The names that begin with these words."""
        if name in self._known:
            return {name}
        more = {word: below for word, below in (node.below or {}).items() if self._goes_on(name, word, below)}
        led = any(known.startswith(f"{name} ") for known in self._known)
        held = sum(below.count for below in more.values())
        if more and (led or 20 * held >= 19 * (node.count - node.last)):
            return set().union(*(self._ends(f"{name} {word}", below) for word, below in more.items()))
        return {name}

    def _goes_on(self, name: str, word: str, node: _Node) -> bool:
        """Whether a word belongs to the name before it."""
        longer = f"{name} {word}"
        if any(known == longer or known.startswith(f"{longer} ") for known in self._known):
            return True
        if node.count < 2 or 2 * node.last >= node.count or phrases.media(word):
            return False
        return node.count >= _FEW or bool(_LIKE_A_NAME.fullmatch(word))
