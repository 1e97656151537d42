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
class Clause:
    """Something asked, with its terms and how often each is said; a term in "*" stands for all it begins."""

    text: str
    terms: Mapping[str, int]


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
