"""BM25 of messages whose words are at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from zhiji.search.clauses import Clause
from zhiji.search.weights import Weights


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of one message, counted."""

    counts: Counter[str]
    length: int

    def times(self, term: str) -> int:
        """How often a term occurs; one in "*" with all that it begins."""
        if term.endswith("*"):
            return sum(count for word, count in self.counts.items() if word.startswith(term[:-1]))
        return self.counts[term]


def typical_length(texts: Mapping[int, Words]) -> float:
    """The geometric mean: the average of what a question finds lies above that of all messages, this one doesn't."""
    lengths = [log(max(words.length, 1)) for words in texts.values()]
    return exp(sum(lengths) / len(lengths)) if lengths else 1.0


def bm25(
    clause: Clause, texts: Mapping[int, Words], *, rarity: Mapping[str, float], typical: float, weights: Weights
) -> dict[int, float]:
    """Messages that have something of a clause and how well they match it."""
    wanted = [(term, said * rarity[term]) for term, said in clause.terms.items() if term in rarity]
    scores: dict[int, float] = {}
    for number, words in texts.items():
        norm = weights.k1 * (1 - weights.b + weights.b * words.length / typical)
        score = 0.0
        for term, weight in wanted:
            if times := words.times(term):
                score += weight * times * (weights.k1 + 1) / (times + norm)
        if score > 0:
            scores[number] = score
    return scores
