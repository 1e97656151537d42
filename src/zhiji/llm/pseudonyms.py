"""Names of people and chats, found in text, so that placeholders can go out in their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhiji.language.fold import fold
from zhiji.llm.protocol import Alias

# Names that are words of every day; lower-case they are taken for the word.
_ORDINARY = frozenset(
    [
        "will",
        "may",
        "mark",
        "rose",
        "grace",
        "hope",
        "joy",
        "dawn",
        "june",
        "april",
        "august",
        "summer",
        "bill",
        "art",
        "rich",
        "frank",
        "sunny",
        "happy",
        "angel",
        "star",
        "baby",
        "dad",
        "mum",
        "mom",
        "papa",
        "mama",
        "boss",
        "home",
        "work",
        "family",
        "friends",
        "class",
        "team",
        "hunter",
        "young",
        "king",
        "long",
        "song",
        "an",
        "he",
        "so",
        "do",
    ]
)
_DOUBLE_SURNAMES = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "南宫")
)

_LABEL = {"person": "Person", "chat": "Chat"}


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name."""

    text: str
    label: str
    number: int
    index: int  # among the spellings of its alias
    exact: bool  # upper and lower case must agree


@dataclass(frozen=True, slots=True)
class Named:
    """Where a name stands in a text."""

    start: int
    end: int
    spelling: Spelling


class Names:
    """All the names to look for; built once for a set of aliases."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self._by_first: dict[str, list[tuple[str, Spelling]]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        taken: set[str] = set()
        for alias in aliases:
            for spelling in self._counted(alias):
                if spelling.text not in taken:
                    taken.add(spelling.text)
                    folded = fold(spelling.text)
                    self._by_first.setdefault(folded[0], []).append((folded, spelling))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda one: len(one[0]), reverse=True)

    def _counted(self, alias: Alias) -> Iterator[Spelling]:
        """The spellings, going on in number where an alias with the same number left off."""
        key = (_LABEL[alias.kind], alias.number)
        for spelling in _spellings(alias, after=self._counts.get(key, 0)):
            self._counts[key] = spelling.index + 1
            yield spelling

    def count(self, spelling: Spelling) -> int:
        """How many spellings are listed for the one that this belongs to."""
        return self._counts[spelling.label, spelling.number]

    def find(self, text: str) -> Iterator[Named]:
        """The names in a text from left to right, the longest where several begin."""
        folded = fold(text)
        at = 0
        while at < len(folded):
            named = self._named_at(text, folded, at) if folded[at] in self._by_first else None
            if named is not None:
                yield named
            at = at + 1 if named is None else named.end

    def _named_at(self, text: str, folded: str, at: int) -> Named | None:
        for name, spelling in self._by_first[folded[at]]:
            end = at + len(name)
            written_so = not spelling.exact or text[at:end] == spelling.text
            if folded.startswith(name, at) and written_so and _stands_alone(folded, at, end):
                return Named(at, end, spelling)
        return None


def _spellings(alias: Alias, *, after: int) -> Iterator[Spelling]:
    """The names themselves, then the shorter ones that people make of them."""
    given = [name.strip() for name in alias.names]
    shorter = [short for name in given for short in _shorter(name)] if alias.kind == "person" else []
    names = [name for name in dict.fromkeys((*given, *shorter)) if _usable(name)]
    for index, name in enumerate(names, after):
        exact = alias.kind == "chat" or (name.isascii() and len(name) < 3) or name.lower() in _ORDINARY
        yield Spelling(name, _LABEL[alias.kind], alias.number, index, exact)


def _shorter(name: str) -> Iterator[str]:
    """Given names: 王小明 is called 小明, Anna Meier is called Anna."""
    if 3 <= len(name) <= 4 and all(map(_wide, name)):
        if len(name) == 3 or name[:2] in _DOUBLE_SURNAMES:
            yield name[-2:]
    else:
        words = name.split()
        if len(words) > 1:
            yield from (word for word in words if len(word) > 2 and word.isalpha())


def _usable(name: str) -> bool:
    """Not a name that is only a mark or a small number: replacing every "." would help nobody."""
    if not name or (name.isdecimal() and len(name) < 5):
        return False
    return any(unicodedata.category(char)[0] in "LNS" for char in name)


def _wide(char: str) -> bool:
    """A letter of a script that puts no spaces between words."""
    return char >= "\u2e80" and char.isalnum()


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether the name is no piece of a longer word."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if end - start == 1 and _wide(folded[start]):
        return not (_wide(before) if before else False) and not (_wide(after) if after else False)
    return not _joined(before, folded[start]) and not _joined(folded[end - 1], after)


def _joined(left: str, right: str) -> bool:
    """Whether two neighbours are letters or digits of one word, in scripts that part words by spaces."""
    return bool(left and right) and all(char.isalnum() and not _wide(char) for char in (left, right))
