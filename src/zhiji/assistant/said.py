"""What a message says, as an answer looks at it: its fields folded, the places where a term stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from zhiji.assistant.terms import Term
from zhiji.chat import Field, Message
from zhiji.language import HAN, fold, tokens

OTHER_WORDS = 0.85  # what a translation counts, the word itself being 1
SYNONYM = 0.6  # what another word of the same language counts
ONE_CHARACTER = 0.6  # what another word counts that is a single Chinese character
HINT = 0.55  # what a word counts that only hints at it
_LATIN = re.compile("[a-z]{2,}")
_WORD = re.compile("[a-z0-9]+|[^\\W_\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term stands."""

    field: Field
    start: int
    stop: int
    worth: float  # 1 for the word itself


class Said:
    """One message, its words at hand."""

    def __init__(self, message: Message) -> None:
        self.message = message

    @cached_property
    def fields(self) -> dict[Field, str]:
        """What can be quoted, by field."""
        m = self.message
        found: list[tuple[Field, str | None]] = [
            ("text", m.text),
            ("caption", m.caption),
            ("transcript", m.transcript),
        ]
        return {name: text for name, text in found if text}

    @cached_property
    def only_chinese(self) -> bool:
        """Whether it has no word in Latin letters."""
        return not any(_LATIN.search(text) for text in self.folded.values())

    @cached_property
    def no_chinese(self) -> bool:
        """Whether it has no Chinese character."""
        return not any(HAN.search(text) for text in self.folded.values())

    @cached_property
    def folded(self) -> dict[Field, str]:
        """The fields as searches see them; offsets stay true."""
        return {name: fold(text) for name, text in self.fields.items()}

    @cached_property
    def _words(self) -> dict[Field, list[tuple[str, int, int]]]:
        """The stems of spaced words and where they stand."""
        found: dict[Field, list[tuple[str, int, int]]] = {}
        for name, text in self.folded.items():
            found[name] = [
                (stem, match.start(), match.end())
                for match in _WORD.finditer(text)
                for stem in tokens(match.group())[:1]
                if match.group().isascii() or not "\u3400" <= match.group()[0] <= "\u9fff"
            ]
        return found

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem for words in self._words.values() for stem, _, _ in words)

    def place(self, term: Term) -> Place | None:
        """The best place of a term: its own form before other words for it."""
        for forms, most in ((term.forms, 1.0), (term.others, OTHER_WORDS), (term.hints, HINT)):
            for form in forms:
                worth = min(most, SYNONYM) if forms is term.others and _same_script(form, term) else most
                if found := next(self._places(form, worth), None):
                    return found
        return None

    def verbatim(self, asked: Sequence[str]) -> float:
        """1 if it says some words of the question in one go (three words, four Chinese characters), .5 for one less."""
        best = 0.0
        for run in asked:
            size = 4 if run[0] >= "\u3400" else len(run)
            pieces = (
                {run[at : at + size] for at in range(len(run) - size + 1)} if run[0] >= "\u3400" else {run}
            )
            if any(piece in text for piece in pieces for text in self.folded.values()):
                best = max(best, 1.0 if run[0] >= "\u3400" or run.count(" ") >= 2 else 0.5)
        return best

    def has(self, term: Term) -> float:
        """What a term counts in this message: 1, less for another word for it, 0 if it isn't there."""
        found = self.place(term)
        return found.worth if found else 0.0

    def _places(self, form: Sequence[str], worth: float) -> Iterator[Place]:
        if form[0][0] >= "\u0e00":
            wanted = _unspaced(form)
            worth = min(worth, ONE_CHARACTER) if len(wanted) == 1 and worth < 1 else worth
            for name, text in self.folded.items():
                at = text.find(wanted)
                if at >= 0:
                    yield Place(name, at, at + len(wanted), worth)
        elif self._stems.issuperset(form):
            for name, words in self._words.items():
                for at in range(len(words) - len(form) + 1):
                    if all(words[at + i][0] == stem for i, stem in enumerate(form)):
                        yield Place(name, words[at][1], words[at + len(form) - 1][2], worth)


def _same_script(form: Sequence[str], term: Term) -> bool:
    return (form[0][0] >= "\u3400") == (term.text[0] >= "\u3400")


def _unspaced(form: Sequence[str]) -> str:
    """The characters that pairs of them were made from: 生日 快乐 of 生日, 日快, 快乐."""
    first, *rest = form
    return first.rstrip("*") + "".join(pair[-1] for pair in rest)
