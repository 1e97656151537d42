"""From what a question is about to ranked messages: words, people, times, what stands nearby. No model, no vectors.

Begin with `rank`: gather candidates, score their words clause by clause, add the parts. `weights.py` has the numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log1p

from zhiji.search.asked import Asked
from zhiji.search.clauses import Clause
from zhiji.search.gather import Ground, dated, extended, gather, priors
from zhiji.search.index import Entry, Index
from zhiji.search.lookup import look_up, rough, best, shares
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
        found = dated(asked, index=index, limit=budget.texts) or index.latest(asked.scope, limit=budget.texts)
        return [Ranked(entry, {}, 1 / place) for place, entry in enumerate(found, 1)]
    ground = gather(asked, index=index, talks=talks, weights=weights, budget=budget)
    parts: dict[int, dict[str, float]] = {number: {} for number in ground.entries}
    for clause, sessions in zip(asked.clauses, ground.sessions, strict=True):
        ground = _add_clause(clause, sessions, parts, asked, ground, index, talks, weights)
    ...
