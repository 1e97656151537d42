"""How well ranked messages cover the evidence of a question, and how sure a mean is.

Recall@k is the share of a question's evidence in its first k hits, averaged over questions; any@k asks for one piece
of it, all@k for every piece. Questions without evidence have no such numbers: leave them out and say so.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

DEPTHS = (1, 5, 10, 20)
DRAWS = 1000
SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over questions with its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float
    n: int


def recall(found: Sequence[Hashable], evidence: Collection[Hashable], k: int) -> float:
    """The share of the evidence in the first k."""
    return len(set(evidence).intersection(found[:k])) / len(set(evidence))


def ndcg(found: Sequence[Hashable], evidence: Collection[Hashable], k: int) -> float:
    """Discounted gain of the first k over that of a perfect ranking; each piece of evidence gains one."""
    wanted = set(evidence)
    gain = sum(1 / log2(place + 1) for place, one in enumerate(dict.fromkeys(found[:k]), 1) if one in wanted)
    return gain / sum(1 / log2(place + 1) for place in range(1, min(k, len(wanted)) + 1))


def reciprocal_rank(found: Sequence[Hashable], evidence: Collection[Hashable]) -> float:
    """One over the place of the first piece of evidence, 0 if none was found."""
    return next((1 / place for place, one in enumerate(found, 1) if one in evidence), 0.0)


def scores(found: Sequence[Hashable], evidence: Collection[Hashable]) -> dict[str, float]:
    """Every measure of one question, whose hits are `found`, the best first, to a depth of 20 at least."""
    if not evidence:
        raise ValueError("a question without evidence has no recall")
    recalls = {k: recall(found, evidence, k) for k in DEPTHS}
    return {
        **{f"recall@{k}": recalls[k] for k in DEPTHS},
        **{f"any@{k}": float(recalls[k] > 0) for k in DEPTHS},
        **{f"all@{k}": float(recalls[k] == 1) for k in DEPTHS},
        "ndcg@10": ndcg(found, evidence, 10),
        "mrr": reciprocal_rank(found, evidence),
    }


def estimate(values: Sequence[float], *, draws: int = DRAWS, seed: int = SEED) -> Estimate:
    """The mean and where it lies in 95 of 100 redraws of the questions; the same seed gives the same interval.

    Of two rankings, give the differences per question: the interval of those is the paired one.
    """
    if not values:
        raise ValueError("no questions, no mean")
    count = len(values)
    if min(values) == max(values):  # as every redraw would be
        return Estimate(values[0], values[0], values[0], count)
    chance = random.Random(seed)
    means = sorted(sum(chance.choices(values, k=count)) / count for _ in range(draws))
    tail = round(draws * 0.025)
    return Estimate(sum(values) / count, means[tail], means[-1 - tail], count)


def summary(
    rows: Sequence[Mapping[str, float]], *, draws: int = DRAWS, seed: int = SEED
) -> dict[str, Estimate]:
    """Each measure over all questions."""
    if not rows:
        raise ValueError("no questions, no mean")
    return {name: estimate([row[name] for row in rows], draws=draws, seed=seed) for name in rows[0]}
