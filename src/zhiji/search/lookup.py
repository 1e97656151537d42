"""Terms to messages within a budget: the rarest terms first, for they tell most and cost least."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from zhiji.search.clauses import Clause
from zhiji.search.index import Entry, Index, Scope


@dataclass(frozen=True, slots=True)
class Lookup:
    """How rare each term of a question is, and where the affordable ones occur."""

    rarity: Mapping[str, float]
    postings: Mapping[str, Sequence[int]]


def look_up(terms: Iterable[str], scope: Scope, *, index: Index, budget: int) -> Lookup:
    """Postings of the rarest terms, of one at least, until `budget` messages were walked over."""
    found = index.frequencies(terms)
    size = index.size()
    postings: dict[str, Sequence[int]] = {}
    spent = 0
    for term in sorted(found, key=lambda term: (found[term], term)):
        spent += found[term]
        if postings and spent > budget:
            break
        postings[term] = index.postings(term, scope, limit=budget)
    return Lookup({term: rarity(count, size) for term, count in found.items()}, postings)


def rarity(count: int, size: int) -> float:
    """BM25's weight of a term that `count` of `size` documents have; never below zero."""
    return log1p(max(size - count, 0.0) / (count + 0.5) + 0.5 / (count + 0.5))


def rough(clause: Clause, lookup: Lookup) -> dict[int, float]:
    """Messages and the rarity of what they have of a clause, lengths and repetitions apart."""
    scores: dict[int, float] = {}
    for term, said in clause.wanted.items():
        weight = said * lookup.rarity.get(term, 0.0)
        for number in lookup.postings.get(term, ()):
            scores[number] = scores.get(number, 0.0) + weight
    return scores


def best(scores: Mapping[int, float], count: int) -> list[int]:
    """The messages with the highest scores, in no order; of equals at the border the greater ids."""
    if len(scores) <= count:
        return list(scores)
    border = sorted(scores.values(), reverse=True)[count - 1]  # sorting bare floats is what is quick
    above = [number for number, score in scores.items() if score > border]
    level = sorted((number for number, score in scores.items() if score == border), reverse=True)
    return above + level[: count - len(above)]


def shares(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores as parts of the highest one."""
    top = max(scores.values(), default=0.0)
    return {number: score / top for number, score in scores.items()} if top > 0 else {}


def session_shares(
    clause: Clause, lookup: Lookup, entries: Mapping[int, Entry], *, k1: float
) -> dict[int, float]:
    """Sessions by what their messages, taken together, have of a clause."""
    numbers = set(entries)
    met: defaultdict[str, Counter[int]] = defaultdict(Counter)
    wanted = clause.wanted
    for term in wanted:
        here = numbers.intersection(lookup.postings.get(term, ()))
        if here:
            met[term].update(entries[number].session for number in here)
    total = len({entry.session for entry in entries.values()})
    scores: dict[int, float] = {}
    for term, sessions in met.items():
        weight = wanted[term] * rarity(len(sessions), total) * (k1 + 1)
        for session, count in sessions.items():
            scores[session] = scores.get(session, 0.0) + weight * count / (count + k1)
    return shares(scores)
