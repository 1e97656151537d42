"""From what a question is about to ranked messages: words, people, times, what stands nearby. No model, no vectors.

Begin with `rank`: gather candidates, score their words clause by clause, add the parts. `weights.py` has the numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from zhiji.search.asked import Asked
from zhiji.search.clauses import Clause
from zhiji.search.gather import Ground, dated, extended, gather, priors
from zhiji.search.index import Entry, Index
from zhiji.search.lookup import best, look_up, rough, shares
from zhiji.search.talk import Talk, Talks
from zhiji.search.texts import bm25, typical_length
from zhiji.search.weights import BUDGET, STANDARD, Budget, Weights

BRIDGED = 100  # messages at most that only the best match leads to


@dataclass(frozen=True, slots=True)
class Ranked:
    """A message and why it stands where it stands: its score is the sum of its parts."""

    entry: Entry
    parts: Mapping[str, float]
    score: float  # 1 is the best match by words alone


def rank(
    asked: Asked, *, index: Index, talks: Talks, weights: Weights = STANDARD, budget: Budget = BUDGET
) -> list[Ranked]:
    """The messages that may answer, best first; newest first where there is nothing to look up."""
    if not asked.clauses:
        newest = dated(asked, index=index, limit=budget.texts) or index.latest(
            asked.scope, limit=budget.texts
        )
        return [Ranked(entry, {}, 1 / place) for place, entry in enumerate(newest, 1)]
    ground = gather(asked, index=index, talks=talks, weights=weights, budget=budget)
    owns = [_shares(clause, ground, weights) for clause in asked.clauses]
    bridges = [
        _bridge(*each, ground, index, talks, weights) for each in zip(asked.clauses, owns, strict=True)
    ]
    if any(bridges):
        ground = _extended(ground, bridges, asked, index, budget)
        owns = [_shares(clause, ground, weights) for clause in asked.clauses]
    parts = {number: priors(entry, asked, talks, weights) for number, entry in ground.entries.items()}
    for own, bridge, sessions in zip(owns, bridges, ground.sessions, strict=True):
        _add_words(parts, own, bridge, ground, talks, weights)
        for number, entry in ground.entries.items():
            _add(parts[number], "session", weights.session * sessions.get(entry.session, 0.0))
    for number, entry in ground.entries.items():
        if talks.kind(entry.chat) in (Talk.PAIR, Talk.GROUP):
            words = min(ground.words[number].length, weights.longest)
            _add(parts[number], "length", weights.length * log1p(words))
    found = [Ranked(ground.entries[number], why, sum(why.values())) for number, why in parts.items()]
    return sorted(found, key=lambda one: (-one.score, -one.entry.at, -one.entry.id))


def _add_words(
    parts: Mapping[int, dict[str, float]],
    own: Mapping[int, float],
    bridge: Clause | None,
    ground: Ground,
    talks: Talks,
    weights: Weights,
) -> None:
    """The shares of a clause: a message's own, its better neighbour's, and by what the best match leads to."""
    led = _shares(bridge, ground, weights) if bridge else {}
    for number, entry in ground.entries.items():
        _add(parts[number], "words", own.get(number, 0.0))
        if talks.kind(entry.chat) is Talk.NOTES:
            _add(parts[number], "bridge", weights.bridge * led.get(number, 0.0))
        else:
            near = max((own.get(other, 0.0) for other in ground.beside.get(number, ())), default=0.0)
            _add(parts[number], "neighbour", weights.neighbour * near)


def _add(parts: dict[str, float], name: str, amount: float) -> None:
    if amount:
        parts[name] = parts.get(name, 0.0) + amount


def _shares(clause: Clause, ground: Ground, weights: Weights) -> dict[int, float]:
    typical = typical_length(ground.words)
    return shares(bm25(clause, ground.words, rarity=ground.lookup.rarity, typical=typical, weights=weights))


def _bridge(
    clause: Clause, own: Mapping[int, float], ground: Ground, index: Index, talks: Talks, weights: Weights
) -> Clause | None:
    """The rarest other words of the best match, if that is a note: the name that leads from "my cousin" to her."""
    top = max(own, key=lambda number: (own[number], number), default=None)
    if top is None or talks.kind(ground.entries[top].chat) is not Talk.NOTES:
        return None
    others = [term for term in ground.words[top].counts if term not in clause.terms and len(term) > 1]
    found = index.frequencies(others)
    rare = sorted((term for term, count in found.items() if count > 1), key=lambda term: (found[term], term))
    return Clause("", dict.fromkeys(rare[: weights.bridge_terms], 1))


def _extended(
    ground: Ground, bridges: Sequence[Clause | None], asked: Asked, index: Index, budget: Budget
) -> Ground:
    """The ground with what the bridges lead to."""
    for bridge in bridges:
        if bridge:
            lookup = look_up(bridge.terms, asked.scope, index=index, budget=budget.postings)
            ground = extended(ground, lookup, best(rough(bridge, lookup), BRIDGED), index=index)
    return ground
