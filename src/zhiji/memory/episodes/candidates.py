"""The words of some messages that might name what they are about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from zhiji.chat import Message
from zhiji.language import fold, is_stop_word, tokens
from zhiji.language.cutting import ENGLISH_FRAME, pieces
from zhiji.language.glossary import TABLE
from zhiji.memory.episodes.chatter import CHATTER, CHATTER_ZH, KIN

_NOT_SAID = re.compile(
    r"https?://\S+|www\.\S+|@[\w.]+|```.*?```|\[[^\[\]\n]{1,12}\](?!\()|<[^<>\n]{1,40}>|\S+@\S+\.\w+|\b[\w-]+\.(?:jpe?g|png|pdf|mp4|docx?)\b",
    re.S | re.I,
)
_WORD = re.compile(r"[^\W\d_\u0e00-\u9fff\uac00-\ud7a3]+(?:['’-][^\W\d_\u0e00-\u9fff\uac00-\ud7a3]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_TITLE = re.compile(r"《([^《》\n]{1,20})》")
_CONTRACTED = re.compile(r"['’](?:m|d|t|ll|re|ve)$", re.I)
_FIRST = re.compile(r"(?:^|[.!?…:;\n\"“(])\W*$")
_NO_THING = re.compile(r"(?:ly|ed|ing|ful|ous|able|ible|ive|less|ish|ier|iest|wards?|wise)$", re.I)  # mostly
_PARTS = re.compile(
    "[的了吗呢吧啊呀哦嗯嘛啦噢诶我你您他她它们是在这那就都也很没么谁哪什怎啥]+"
)  # no name has them
_BEFORE, _BEHIND = (
    frozenset(
        "去到来要会给和跟把被说想有从对再又还先不别能可请让个件条点号月日年天些其次每某更最挺真超看非几一第叫儿"
    ),
    frozenset("到去来给说要过着得地个有和跟里上下不真挺更超看其"),
)
_COUNTED = re.compile("[零〇一二两三四五六七八九十百千半几]+.?|.+了|[不没].*")
_TOGETHER = 0.35
_LONGEST = 8  # characters of a repeated string
MANY = 2  # messages that have to say a word before it counts as what they are about


@dataclass(slots=True)
class Candidate:
    """A word or phrase and where it was said."""

    terms: tuple[str, ...]
    spelled: Counter[str] = field(default_factory=Counter)
    messages: dict[int, None] = field(default_factory=dict)  # places in the list, in order
    named: int = 0  # how often it is written like a name

    @property
    def shown(self) -> str:
        """As it was written most often."""
        return min(self.spelled, key=lambda form: (-self.spelled[form], form))

    @property
    def is_name(self) -> bool:
        """Whether it is mostly written like a name: with a capital, and not only where a sentence begins."""
        always = all(form[0].isupper() for form in self.spelled)
        return self.named > 0 and (always or 2 * self.named > self.spelled.total())


def bare(message: Message) -> str:
    """What somebody said in a message: no links, mentions, code, "[Photo]" or "<Media omitted>"."""
    said = "\n".join(part for part in (message.text, message.caption, message.transcript) if part)
    return _NOT_SAID.sub(" \n ", said)


@lru_cache(maxsize=20_000)
def says_nothing(term: str) -> bool:
    """Whether an index term occurs in any talk."""
    return len(term) < 2 or term in CHATTER or term in ENGLISH_FRAME or term.isdigit() or is_stop_word(term)


def candidates(
    said: Sequence[str], frequency: Callable[[str], int], *, without: Iterable[str] = ()
) -> list[Candidate]:
    """The words of these texts that may name them; `without` are people's names, which name no topic."""
    names = [fold(name) for name in without if name]
    skipped = frozenset(term for name in names for term in tokens(name))
    found = _spaced(said, skipped) + _unspaced(said, names, frequency)
    return [one for one in found if one.messages]


def _spaced(said: Sequence[str], skipped: frozenset[str]) -> list[Candidate]:
    """Words of scripts with spaces, and two or three of them side by side."""
    found: dict[tuple[str, ...], Candidate] = {}
    for at, text in enumerate(said):
        for run in _runs(text, skipped):
            for size in (1, 2, 3):
                for start in range(len(run) - size + 1):
                    part = run[start : start + size]
                    named = all(one.named for one in part)
                    if any(one.weak for one in part) and (size == 1 or not named):
                        continue
                    terms = tuple(term for one in part for term in one.terms)
                    one = found.setdefault(terms, Candidate(terms))
                    one.spelled[" ".join(one.word for one in part)] += 1
                    one.named += named
                    one.messages[at] = None
    return [one for one in found.values() if _may_name(one)]


def _may_name(one: Candidate) -> bool:
    """Whether something is a name, a word for a thing, or is said again."""
    if one.is_name or len(one.messages) >= MANY:
        return True
    return " " not in one.shown and (one.terms[-1] in _things() or not _NO_THING.search(one.shown))


@cache
def _things() -> frozenset[str]:
    """The stems of everyday words that stand for things and doings."""
    sides = (line.partition("|")[0] for line in TABLE.splitlines())
    return frozenset(term for side in sides for term in tokens(side))


class _Token(NamedTuple):
    """A word as it stands in a text."""

    terms: tuple[str, ...]  # several of "Lesce-Bled"
    word: str  # as written
    named: bool  # looks like a name
    weak: bool  # only names something together with others: New York


def _runs(text: str, skipped: frozenset[str]) -> Iterator[list[_Token]]:
    """Words that tell something and stand side by side."""
    run: list[_Token] = []
    end = 0
    for match in _WORD.finditer(text):
        token = _token(match, text, run, skipped)
        if run and (token is None or text[end : match.start()].strip(" ")):
            yield run
            run = []
        end = match.end()
        if token is not None:
            run.append(token)
    if run:
        yield run


def _token(match: re.Match[str], text: str, run: Sequence[_Token], skipped: frozenset[str]) -> _Token | None:
    word = re.sub("['’]s?$", "", match.group())
    terms = tokens(word)
    if _CONTRACTED.search(word) or not terms or skipped.issuperset(terms):
        return None
    capital = word[0].isupper() and not (word.isupper() and len(word) > 5)
    named = capital and (bool(run and run[-1].named) or not _FIRST.search(text[: match.start()]))
    weak = all(map(says_nothing, terms)) or len(word) < 3
    if weak and (all(map(is_stop_word, terms)) or not named) and not (len(word) == 2 and word.isupper()):
        return None
    return _Token(tuple(terms), word, named, weak and not (len(word) == 2 and word.isupper()))


def _unspaced(said: Sequence[str], names: Sequence[str], frequency: Callable[[str], int]) -> list[Candidate]:
    """Chinese: titles, words of the glossary, and the longest strings that are said again."""
    found: dict[str, Candidate] = {}

    def add(shown: str, at: int, *, named: bool = False) -> None:
        folded = fold(shown)
        if folded in CHATTER_ZH or folded in KIN or (not named and _COUNTED.fullmatch(folded)):
            return
        if any(folded in name or name in folded for name in names if len(name) > 1):
            return
        one = found.setdefault(folded, Candidate(_pairs(folded)))
        one.spelled[shown] += 1
        one.named += named
        one.messages[at] = None

    for at, text in enumerate(said):
        for title in _TITLE.findall(text):
            add(title, at, named=True)
        for run in _HAN.findall(_TITLE.sub(" ", text)):
            start = 0
            for piece, kind in pieces(fold(run)):
                if kind == "word" and len(piece) > 1:
                    add(run[start : start + len(piece)], at)
                start += len(piece)
    for shown, places in _repeated(said).items():
        for at in places if _is_whole(shown, frequency) else ():
            if at not in found.get(fold(shown), Candidate(())).messages:
                add(shown, at)
    return list(found.values())


def _is_whole(text: str, frequency: Callable[[str], int]) -> bool:
    """Whether the characters belong together: in the archive, no pair of them is much more common than the others."""
    counts = [frequency(term) for term in _pairs(fold(text))]
    return len(text) < 3 or min(counts) >= _TOGETHER * max(counts)


def _pairs(word: str) -> tuple[str, ...]:
    """The index terms of a word that others may follow."""
    terms = tokens(word)
    return tuple(terms[:-1]) if len(terms) > 1 and len(terms[-1]) == 1 else tuple(terms)


def _repeated(said: Sequence[str]) -> dict[str, list[int]]:
    """Strings of Chinese characters that several messages have, as long as they are together, without particles."""
    places: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for at, text in enumerate(said):
        for run in _HAN.findall(text):
            for part in _PARTS.split(run):
                for size in range(2, min(_LONGEST, len(part)) + 1):
                    for start in range(len(part) - size + 1):
                        places[part[start : start + size]][at] = None
    often = {text: list(some) for text, some in places.items() if len(some) >= MANY}
    covered = {  # what only ever stands inside of something longer
        inner
        for text, some in often.items()
        for inner in (text[1:], text[:-1])
        if inner in often and len(often[inner]) <= len(some)
    }
    kept: dict[str, list[int]] = {}
    for text, some in often.items():
        trimmed = _trimmed(text)
        if (
            text not in covered
            and len(trimmed) > 1
            and (trimmed == text or trimmed not in often or trimmed in covered)
        ):
            kept[trimmed] = sorted({*some, *kept.get(trimmed, ())})
    return {text: some for text, some in kept.items() if not _common(text)}


def _trimmed(text: str) -> str:
    """The text without what only leads to it or follows it: 今天晚上去游泳 is 游泳."""
    while len(text) > 1 and (size := _leading(text)):
        text = text[size:]
    while len(text) > 1 and (size := _trailing(text)):
        text = text[:-size]
    return text


def _leading(text: str) -> int:
    """How many characters at the beginning say nothing."""
    return next((size for size in (4, 3, 2) if text[:size] in CHATTER_ZH), int(text[0] in _BEFORE))


def _trailing(text: str) -> int:
    return next((size for size in (4, 3, 2) if text[-size:] in CHATTER_ZH), int(text[-1] in _BEHIND))


def _common(text: str) -> bool:
    """Whether it is made of words that any talk has."""
    return text in CHATTER_ZH or all(kind == "frame" for _, kind in pieces(fold(text)))
