"""BM25 of messages whose words are at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from zhiji.search.clauses import Clause
from zhiji.search.weights import Weights


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of one message."""

    terms: Sequence[str]  # as often as they occur
    present: frozenset[str]
    asks: bool = False  # ends in a question mark

    @property
    def length(self) -> int:
        """How many terms it has."""
        return len(self.terms)


def typical_length(texts: Mapping[int, Words]) -> float:
    """The geometric mean: the average of what a question finds lies above that of all messages, this one doesn't."""
    lengths = [log(max(words.length, 1)) for words in texts.values()]
    return exp(sum(lengths) / len(lengths)) if lengths else 1.0


def bm25(
    clause: Clause,
    texts: Mapping[int, Words],
    *,
    rarity: Mapping[str, float],
    typical: float,
    weights: Weights,
) -> dict[int, float]:
    """Messages that have something of a clause and how well they match it."""
    wanted = [
        (term, said * rarity[term] * (weights.k1 + 1))
        for term, said in clause.wanted.items()
        if term in rarity
    ]
    plain = [(term, weight) for term, weight in wanted if not term.endswith("*")]
    begun = [(term[:-1], weight) for term, weight in wanted if term.endswith("*")]
    scores: dict[int, float] = {}
    for number, words in texts.items():
        present, terms = words.present, words.terms
        met = [(terms.count(term), weight) for term, weight in plain if term in present]
        met += [(times, weight) for stem, weight in begun if (times := _begun(stem, terms))]
        if met:
            norm = weights.k1 * (1 - weights.b + weights.b * words.length / typical)
            scores[number] = sum(weight * times / (times + norm) for times, weight in met)
    return scores


def _begun(stem: str, terms: Sequence[str]) -> int:
    return sum(term.startswith(stem) for term in terms)
