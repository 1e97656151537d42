"""Whether a fact is what a clause is after: of whom it names, of its time, of its matter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from zhiji.assistant.asked import Inquiry
from zhiji.assistant.question import Clause
from zhiji.assistant.said import Said
from zhiji.assistant.terms import Term
from zhiji.chat import Message
from zhiji.language import fold, is_stop_word
from zhiji.language.glossary import translations
from zhiji.memory import ONE_AT_A_TIME, Fact, Party

_WORD = re.compile(r"[a-z0-9]+")
_MET = 0.8  # what a word of the matter has to count in a message
_ANY_WORD = frozenset({"decision", "plan", "debt", "instruction"})  # of whose matter one word is enough


def is_named(party: Party, clause: Clause) -> bool:
    """Whether a clause has the name of somebody or something that doesn't write: "外婆", "wifi", "Tom's sister"."""
    whose, _, tie = party.name.rpartition(": ")
    text, name = fold(clause.text), fold(tie)
    if not name or not any(_stands_in(one, text) for one in (name, *map(fold, translations(name)))):
        return False
    # In Chinese families everybody calls her 外婆 as the children do, whoever it is that says so.
    return not whose or not name.isascii() or fold(whose.split()[0]) in text


def _stands_in(name: str, text: str) -> bool:
    """Whether a text has a name: in Chinese anywhere, else one of its words."""
    if not name.isascii():
        return name in text
    words = {word for word in name.split() if len(word) > 1 and not is_stop_word(word)}
    return bool(words & set(_WORD.findall(text)))


def is_within(fact: Fact, spans: Sequence[tuple[datetime, datetime]]) -> bool:
    """Whether it was so, or was to be, at some time of these."""
    if fact.kind != "fact" and fact.when is not None:
        start, end = fact.when.start, fact.when.end
    elif fact.kind == "fact" and fact.relation in ONE_AT_A_TIME:
        start, end = fact.since, fact.until or datetime.max.replace(tzinfo=fact.since.tzinfo)
    else:
        start = end = fact.since
    return any(start < after and (before <= end if start == end else before < end) for before, after in spans)


def meets(fact: Fact, asked: Inquiry, messages: Mapping[int, Message]) -> bool:
    """Whether a fact is of the matter that is asked about; any is if none is named."""
    if not asked.matter:
        return True
    numbers = [*(int(one.message) for one in fact.evidence), *fact.context]
    said = [Said(messages[number]) for number in numbers if number in messages]
    met = [_has(term, fact, said) for term in asked.matter]
    return any(met) if asked.kind in _ANY_WORD else all(met)


def _has(term: Term, fact: Fact, said: Sequence[Said]) -> bool:
    own = fold(f"{fact.value} {fact.subject.name}")
    return fold(term.text) in own or any(one.has(term) >= _MET for one in said)
