"""Why a message stands where it stands: the words it has of the question, whose neighbour it is, which time it is near to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhiji.language import fold, term_spans
from zhiji.search.asked import Asked
from zhiji.search.gather import read
from zhiji.search.index import Entry, Index
from zhiji.search.periods import nearest
from zhiji.search.ranking import Ranked
from zhiji.search.texts import Words


@dataclass(frozen=True, slots=True)
class Reason:
    """What of a question a message answers to, by the question's own words."""

    words: tuple[str, ...]
    beside: int | None = None  # the message beside it that has words of the question
    beside_words: tuple[str, ...] = ()
    time: str = ""  # the words for the time that it was sent at, or near to


def reasons(asked: Asked, ranked: Sequence[Ranked], index: Index) -> dict[int, Reason]:
    """The reasons of these messages."""
    entries = [one.entry for one in ranked]
    beside = _beside([one.entry.id for one in ranked if "neighbour" in one.parts], index)
    neighbours = [entry for some in beside.values() for entry in some]
    words = read({entry.id: entry for entry in [*entries, *neighbours]}.values(), index)
    spoken = spoken_terms(asked)
    had = {number: _had(spoken, read_words) for number, read_words in words.items()}
    found = {}
    for one in ranked:
        number = one.entry.id
        near = max(beside[number], key=lambda entry: len(had[entry.id]), default=None)
        known = near is not None and bool(had[near.id])
        period = nearest(one.entry.at, asked.periods) if "date" in one.parts else None
        found[number] = Reason(
            words=had[number],
            beside=near.id if near is not None and known else None,
            beside_words=had[near.id] if near is not None and known else (),
            time=period.word if period else "",
        )
    return found


def spoken_terms(asked: Asked) -> dict[tuple[str, ...], str]:
    """Terms that are looked up, as the question, or what it was widened to, writes them."""
    found: dict[tuple[str, ...], str] = {}
    for clause in asked.clauses:
        folded = fold(clause.text)
        written = {term: clause.text[begin:end] for term, begin, end in term_spans(folded)}
        for term in clause.terms:
            found.setdefault((term,), written.get(term, term.rstrip("*")))
        for other in clause.also:
            found.setdefault(other.terms, other.word)
    return found


def _had(spoken: Mapping[tuple[str, ...], str], words: Words) -> tuple[str, ...]:
    """What of the question a message has."""
    met = (word for terms, word in spoken.items() if all(_has(words, term) for term in terms))
    return tuple(dict.fromkeys(met))


def _has(words: Words, term: str) -> bool:
    if not term.endswith("*"):
        return term in words.present
    return any(one.startswith(term[:-1]) for one in words.present)


def _beside(numbers: Iterable[int], index: Index) -> Mapping[int, list[Entry]]:
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    for number, entry in index.beside(list(numbers)):
        found[number].append(entry)
    return found
