"""Other words for what is asked: in the other language, where the chats hardly say it in the question's own, and other
spellings of numbers.

What questions are made of ("什么时候", "how many") counts for nothing in another language: a clause with a translated word is
looked up by what it is about alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from zhiji.language import HAN, fold, is_stop_word, tokens
from zhiji.language.cutting import ENGLISH_FRAME, pieces
from zhiji.language.glossary import english_sayings, translations
from zhiji.language.numerals import spellings
from zhiji.search.clauses import Also, Clause
from zhiji.search.index import Index, Scope

WEIGHT = 0.4  # of the word itself
HARDLY = 3  # messages
OFTEN = 2_000  # messages, from which on nobody counts how many are in the scope
MOST = 4  # translations of a word
LONGEST_SAYING = 3  # words

_RUN = re.compile("[\u3400-\u9fff]+|[a-z]+(?:['’-][a-z]+)*")


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something that a clause is about."""

    word: str
    terms: tuple[str, ...]
    others: tuple[str, ...] = ()


def widened(
    clause: Clause, known: Iterable[str], shown: Mapping[str, str], *, scope: Scope, index: Index
) -> Clause:
    """The clause with other words for it; `known` are names and times, which have no translation.

    `shown` are the names by which those are shown whom the question calls otherwise.
    """
    text = _without(clause.text, known)
    others = [*_names(clause, shown), *_numbers(text, clause, index)]
    things = list(_things(fold(text)))
    foreign = [thing for thing in things if thing.others and _hardly_said(thing.terms, scope, index)]
    also = [one for thing in foreign for one in _translated(thing, index)]
    if not also:
        return replace(clause, also=tuple(others))
    parts = [thing.terms for thing in foreign if len(thing.terms) > 1 and not _is_said(thing.terms, index)]
    frame = _frame(text) - {term for thing in things for term in thing.terms} | {*chain(*parts)}
    terms = {term: said for term, said in clause.terms.items() if term not in frame}
    return Clause(clause.text, terms, (*others, *also))


def form(word: str) -> tuple[str, ...]:
    """The terms that a word is found by; a lone Chinese character begins some."""
    folded = fold(word)
    if len(folded) == 1 and HAN.match(folded):
        return (folded + "*",)
    terms = tokens(folded)
    return tuple(terms[:-1] if len(terms) > 1 and HAN.match(folded[-1]) else terms)


def _without(text: str, known: Iterable[str]) -> str:
    for word in sorted(known, key=len, reverse=True):
        text = text.replace(word, " | ") if word else text
    return text


def _names(clause: Clause, shown: Mapping[str, str]) -> Iterator[Also]:
    for word, name in shown.items():
        if word in clause.text and (terms := form(name)):
            yield Also(name, terms, 1.0, word, form(word))


def _numbers(text: str, clause: Clause, index: Index) -> Iterator[Also]:
    for written, others in spellings(text):
        own = form(written.strip())
        for other in others:
            terms = tuple(term for term in form(other) if term not in own and not is_stop_word(term))
            if terms and clause.terms.keys() & own and _is_said(terms, index):
                yield Also(other, terms, WEIGHT, written.strip(), own)


def _things(text: str) -> Iterator[_Thing]:
    for part in text.split("|"):
        english: list[str] = []
        for run in _RUN.findall(part):
            if not HAN.match(run):
                english.append(run)
                continue
            yield from _english(english)
            english = []
            yield from (
                _Thing(piece, form(piece), translations(piece))
                for piece, kind in pieces(run)
                if kind == "word"
            )
        yield from _english(english)


def _english(words: Sequence[str]) -> Iterator[_Thing]:
    words = [re.sub(r"['’]s$", "", word) for word in words]
    at = 0
    while at < len(words):
        sizes = range(min(LONGEST_SAYING, len(words) - at), 1, -1)
        size = next((n for n in sizes if form(" ".join(words[at : at + n])) in english_sayings()), 1)
        word = " ".join(words[at : at + size])
        if size > 1 or not (is_stop_word(word) or ENGLISH_FRAME.issuperset(form(word))):
            yield _Thing(word, form(word), translations(word))
        at += size


def _hardly_said(terms: Sequence[str], scope: Scope, index: Index) -> bool:
    """Whether next to no message in the scope has all of these terms."""
    counts = index.frequencies(terms)
    if len(counts) < len(set(terms)) or min(counts.values()) <= HARDLY:
        return True
    rarest = min(counts, key=lambda term: (counts[term], term))
    if scope == Scope() or counts[rarest] > OFTEN:
        return False
    return len(index.postings(rarest, scope, limit=HARDLY + 1)) <= HARDLY


def _is_said(terms: Sequence[str], index: Index) -> bool:
    return len(index.frequencies(terms)) == len(set(terms))


def _translated(thing: _Thing, index: Index) -> Iterator[Also]:
    """What the chats say for it; single characters only where nothing longer is said: they begin too many words."""
    said = {terms: word for word in reversed(thing.others) if _is_said(terms := form(word), index)}
    long = [(word, terms) for terms, word in reversed(said.items()) if len(word) > 1]
    for word, terms in (long or [(word, terms) for terms, word in reversed(said.items())])[:MOST]:
        yield Also(word, terms, WEIGHT, thing.word, thing.terms)


def _frame(text: str) -> set[str]:
    """The terms of words that questions are made of, and those that lie across their borders."""
    frame = set[str]()
    for run in _RUN.findall(fold(text)):
        if HAN.match(run):
            kinds = "".join(kind[0] * len(piece) for piece, kind in pieces(run))
            frame.update(run[at : at + 2] for at in range(len(run) - 1) if "f" in kinds[at : at + 2])
        else:
            frame.update(ENGLISH_FRAME.intersection(form(run)))
    return frame
