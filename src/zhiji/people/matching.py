"""Which of many names a name may mean: the same one, spelled otherwise, a part of it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from zhiji.errors import BadQuery, UnknownName
from zhiji.language import fold
from zhiji.language.pinyin import is_chinese, may_be_read

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
Names = Mapping[K, Iterable[str]]

_NO_WORD = re.compile(r"[\W_]+")
_UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_SHORTEST_START = 2  # letters by which the beginning of a name may be meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved(Generic[T]):
    """What a name means: all of `matches`."""

    name: str
    matches: tuple[T, ...]
    labels: tuple[str, ...]  # how to tell them apart

    @property
    def ambiguous(self) -> bool:
        """Whether the name may mean several."""
        return len(self.matches) > 1

    @property
    def note(self) -> str:
        """A sentence that says so, "" if the name is clear."""
        if not self.ambiguous:
            return ""
        return f"“{self.name}” may be any of {len(self.matches)}: {', '.join(self.labels)}. All of them are meant."

    def only(self) -> T:
        """The one that is meant; BadQuery if there are several."""
        if self.ambiguous:
            raise BadQuery(
                f"“{self.name}” may be {' or '.join(self.labels)}. Say which one by its number, like #1."
            )
        return self.matches[0]


def resolve(what: str, name: str, names: Names[K]) -> list[K]:
    """All that a name may mean, by the closest way of reading it. Raises UnknownName, with names that are near."""
    for means in _WAYS:
        if found := _meant(means(name), names):
            return found
    raise UnknownName(what, name, near_names(name, names.values()))


def called(name: str, names: Names[K]) -> list[K]:
    """All that go by this very name, whatever its case, accents and decoration."""
    return next((found for means in _WAYS[:3] if (found := _meant(means(name), names))), [])


def mentioned(name: str, names: Names[K]) -> list[K]:
    """All that a name may mean when it is said: those who go by it, else those of whose name it is a word."""
    return next((found for means in _WAYS[:4] if (found := _meant(means(name), names))), [])


def same_name(a: str, b: str) -> bool:
    """Whether two names are one, whatever their case, accents and decoration."""
    return bool(a and b) and (fold(a.strip()) == fold(b.strip()) or bare_name(a) == bare_name(b) != "")


def numbered(name: str | int, of: Mapping[int, int], names: Names[int]) -> list[int]:
    """What a number means: an int, "#12", or "12" if nobody goes by that name. [] if it is none."""
    digits = str(name).removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 18 and int(digits) in of):
        return []
    if name == digits and any(name in known for known in names.values()):
        return []
    return [of[int(digits)]]


def _meant(wanted: Callable[[str], bool], names: Names[K]) -> list[K]:
    return [key for key, known in names.items() if any(wanted(one) for one in known)]


def bare_name(name: str) -> str:
    """Letters and digits alone: people decorate names with hearts and dashes."""
    return _NO_WORD.sub("", fold(name))


def _words(name: str) -> list[str]:
    return [word for word in _NO_WORD.split(fold(name)) if word]


def _exactly(name: str) -> Callable[[str], bool]:
    return lambda known: known == name


def _folded(name: str) -> Callable[[str], bool]:
    wanted = fold(name.strip())
    return lambda known: fold(known.strip()) == wanted


def _undecorated(name: str) -> Callable[[str], bool]:
    wanted = bare_name(name)
    return lambda known: wanted != "" and bare_name(known) == wanted


def _as_words(name: str) -> Callable[[str], bool]:
    """Some of the words of a name, or, where words have no spaces, a part of it."""
    wanted, bare = _words(name), bare_name(name)
    unspaced = bool(_UNSPACED.fullmatch(bare))

    def means(known: str) -> bool:
        words = _words(known)
        return bool(wanted) and (
            all(word in words for word in wanted) or (unspaced and bare in bare_name(known))
        )

    return means


def _beginning(name: str) -> Callable[[str], bool]:
    """The beginning of one of the words."""
    wanted = bare_name(name)
    long = len(wanted) >= _SHORTEST_START
    return lambda known: long and any(word.startswith(wanted) for word in [*_words(known), bare_name(known)])


def _spelled(name: str) -> Callable[[str], bool]:
    """The same in Chinese characters and in Latin letters."""
    chinese = is_chinese(name)
    return lambda known: (
        may_be_read(name, known) if chinese else is_chinese(known) and may_be_read(known, name)
    )


_WAYS = (_exactly, _folded, _undecorated, _as_words, _beginning, _spelled)


def near_names(name: str, known: Iterable[Iterable[str]]) -> Sequence[str]:
    """Up to three known names that are spelled much like this one."""
    spellings: dict[str, str] = {}
    for names in known:
        for one in names:
            for spelling in (bare_name(one), *_words(one)):
                spellings.setdefault(spelling, one)
    close = difflib.get_close_matches(bare_name(name), [one for one in spellings if one], n=3, cutoff=0.6)
    return list(dict.fromkeys(spellings[one] for one in close))
