"""The words of a question that an answer has to do with, and what else each may be called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from zhiji.language import HAN, fold, is_stop_word, tokens
from zhiji.language.cutting import ENGLISH_FRAME, pieces
from zhiji.language.glossary import english_sayings, synonyms, translations
from zhiji.language.related import related

_TITLE = re.compile(r"《([^《》]+)》|“([^“”]+)”|\"([^\"]+)\"|「([^「」]+)」")
_NAME = re.compile(r"(?<=[a-z,] )(?:The )?((?:[A-Z][\w'-]+ )+[A-Z][\w'-]+)")
_RUN = re.compile("[\u3400-\u9fff]+|[^\\W_\u3400-\u9fff]+(?:['’][a-z]+)?")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question; a message has it in any of its `forms`, each index terms side by side."""

    text: str
    forms: tuple[tuple[str, ...], ...]
    others: tuple[tuple[str, ...], ...] = ()  # synonyms and translations
    hints: tuple[tuple[str, ...], ...] = ()  # what tells it without naming it
    weight: float = 1.0  # of a pair out of a longer run, less

    @property
    def every(self) -> tuple[tuple[str, ...], ...]:
        """All forms, its own first."""
        return self.forms + self.others + self.hints


def cut(text: str, *, without: Iterable[str] = ()) -> tuple[Term, ...]:
    """The terms of a question, each once, in order; what is in `without` (names, times) is left out."""
    for span in sorted(without, key=len, reverse=True):
        text = text.replace(span, " | ")
    found: dict[str, Term] = {}
    for match in _TITLE.finditer(text):
        title = next(filter(None, match.groups()))
        found.setdefault(title, Term(title, (_form(title),), weight=2.0))
    text = _TITLE.sub(" | ", text)
    for title in _names_in(text):
        found.setdefault(title, Term(title.lower(), (_form(title),), weight=1.5))
    english: list[str] = []
    for run in [*_RUN.findall(text.replace("’", "'")), ""]:
        if run and not HAN.match(run):
            english.append(run)
            continue
        for term in _english(english):
            found.setdefault(term.text, term)
        english = []
        for term in _chinese(fold(run)):
            found.setdefault(term.text, term)
    return tuple(found.values())


def _names_in(text: str) -> list[str]:
    """Titles and places of several words, which count for more than each of the words."""
    return [name for name in _NAME.findall(text) if len(tokens(name)) > 1]


def of_word(word: str) -> Term:
    """A word or saying as a term."""
    own = _form(word)
    others = dict.fromkeys(_form(other) for other in (*synonyms(word), *translations(word), *_numerals(word)))
    hints = dict.fromkeys(_form(other) for other in related(word))
    return Term(
        fold(word),
        (own,),
        tuple(form for form in others if form and form != own),
        tuple(form for form in hints if form and form != own and form not in others),
    )


def _english(words: Sequence[str]) -> Iterator[Term]:
    words = [word.removesuffix("'s") for word in words]
    stems = [tokens(word) for word in words]
    at = 0
    while at < len(words):
        size = next(
            (n for n in (3, 2) if tuple(chain.from_iterable(stems[at : at + n])) in english_sayings()), 1
        )
        phrase = " ".join(words[at : at + size])
        if size > 1 or not _is_frame(words[at], stems[at]):
            yield of_word(phrase)
        at += size


_NO_FRAME = frozenset({"late"})  # has the stem of "lately"


def _is_frame(word: str, stems: Sequence[str]) -> bool:
    folded = fold(word)
    if is_stop_word(folded.split("'")[0]) or is_stop_word(folded):
        return True
    return (
        folded not in _NO_FRAME
        and all(stem in ENGLISH_FRAME or is_stop_word(stem) or len(stem) < 2 for stem in stems)
        and not any(char.isdigit() for char in folded)
    )


def _chinese(run: str) -> Iterator[Term]:
    """A run cut along the glossary's words and the words of questions; what is left goes by pairs of characters."""
    rest = ""
    for piece, kind in pieces(run):
        if kind == "rest":
            rest += piece
            continue
        yield from _left(rest)
        rest = ""
        if kind == "word":
            yield of_word(piece)
    yield from _left(rest)


def _left(rest: str) -> Iterator[Term]:
    if len(rest) == 1:
        yield of_word(rest)
    elif len(rest) > 1:
        pairs = [rest[at : at + 2] for at in range(len(rest) - 1)]
        for pair in pairs:
            yield Term(pair, (_form(pair),), weight=1 if len(pairs) == 1 else 1.5 / len(pairs))


def _numerals(word: str) -> list[str]:
    """60th is 60 and 六十."""
    digits = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", fold(word))
    if not digits:
        return []
    tens, ones = divmod(int(digits[1]), 10)
    spoken = (_DIGITS[tens] if tens > 1 else "") + "十" * bool(tens) + (_DIGITS[ones] if ones else "")
    return [digits[1], *[spoken] * (len(spoken) > 1)]


_DIGITS = "零一二三四五六七八九"


def _form(word: str) -> tuple[str, ...]:
    """The index terms of a word; a lone Chinese character is a beginning."""
    folded = fold(word)
    if len(folded) == 1 and HAN.match(folded):
        return (folded + "*",)
    terms = tokens(folded)
    return tuple(terms[:-1] if HAN.match(folded[-1]) and len(terms) > 1 else terms)
