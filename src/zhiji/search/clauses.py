"""A question as what it asks: one clause, or several that are looked up side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from zhiji.language import query_terms, tokens

_DIALOGUE = re.compile(r"^\s*[\w ]{1,30}[:：]\s*\S", re.M)
_QUOTED = r"(?:\"[^\"]*\"|“[^”]*”|「[^」]*」|《[^》]*》)"
_SENTENCE = re.compile(rf"(?:{_QUOTED}|[^?？。！!；;\n])+[?？。！!；;\n]*")
_AND_ALSO = re.compile(r"另外[，,]|还有[，,]|顺便(?:问一下)?[，,]")
_ASKS = re.compile(
    r"什么|甚么|啥|哪|谁|怎么|怎样|如何|多少|几|是否|有没有|呢\W*$|吗\W*$"
    r"|\b(?:what|which|who|whom|whose|where|when|why|how)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Also:
    """Another word for something that is asked: it counts, but for less."""

    word: str
    terms: tuple[str, ...]
    weight: float
    asked: str  # what it stands for
    instead_of: tuple[str, ...]  # the terms of that


@dataclass(frozen=True, slots=True)
class Clause:
    """Something asked, with its terms and how often each is said; a term in "*" stands for all it begins."""

    text: str
    terms: Mapping[str, float]
    also: tuple[Also, ...] = ()

    @property
    def wanted(self) -> Mapping[str, float]:
        """All that is looked up and what each counts, other words included."""
        found = dict(self.terms)
        for other in self.also:
            for term in other.terms:
                found[term] = max(found.get(term, 0.0), other.weight / len(other.terms))
        return found

    def whole(self, rarity: Mapping[str, float]) -> float:
        """What it is worth to have each word once. Another word makes the whole greater only where the asked one is nowhere said."""
        own = sum(said * rarity.get(term, 0.0) for term, said in self.terms.items())
        others: dict[tuple[str, ...], float] = {}
        for other in self.also:
            if rarity.keys().isdisjoint(other.instead_of):
                worth = other.weight * sum(rarity.get(term, 0.0) for term in other.terms) / len(other.terms)
                others[other.instead_of] = max(others.get(other.instead_of, 0.0), worth)
        return own + sum(others.values())


def clauses(question: str) -> list[Clause]:
    """What a question asks: "Where does Wei live? It's about the parcel." asks one thing, "A? And B?" two.

    Only questions are looked up where there are any; a pasted dialogue is looked up as a whole.
    """
    asked = [clause for part in _asked(question) if (clause := _clause(part)).terms]
    return asked or [clause for clause in [_clause(question)] if clause.terms]


def is_dialogue(question: str) -> bool:
    """Whether somebody pasted a conversation: two lines or more that begin with a name."""
    return len(_DIALOGUE.findall(question)) > 1


def _asked(question: str) -> list[str]:
    if is_dialogue(question):
        return [question]
    sentences = [part for one in _SENTENCE.findall(question) for part in _AND_ALSO.split(one)]
    marked = [part for part in sentences if part.rstrip().endswith(("?", "？"))]
    return marked or [part for part in sentences if _ASKS.search(part)] or [question]


def _clause(text: str) -> Clause:
    wanted = set(query_terms(text))
    said = Counter(term for term in tokens(text) if term in wanted)
    return Clause(text, {term + "*" * _lone(term): count for term, count in said.items()})


def _lone(term: str) -> bool:
    """A single Chinese character: it begins the pairs that hold it."""
    return len(term) == 1 and "\u3040" <= term <= "\ud7a3"
