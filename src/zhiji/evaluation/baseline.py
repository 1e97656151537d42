"""The row that every ranking is set beside: plain BM25, k1 1.2, b 0.75, over single messages.

Words stemmed, stop words left out of the question, the sender's name indexed with the text; no neighbours, no
sessions, no people, no times. In memory, for one chat or a whole archive.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log1p

from zhiji.language import query_terms, tokens

K1 = 1.2
B = 0.75


class PlainBm25:
    """Messages as (id, sender's name, text), searched by words."""

    def __init__(self, messages: Iterable[tuple[str, str, str]]) -> None:
        self._ids: list[str] = []
        self._lengths: list[int] = []
        self._postings: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, (message, sender, text) in enumerate(messages):
            terms = tokens(f"{sender}\n{text}")
            self._ids.append(message)
            self._lengths.append(len(terms))
            for term, count in Counter(terms).items():
                self._postings[term].append((number, count))
        self._typical = sum(self._lengths) / max(len(self._lengths), 1) or 1.0

    def search(self, question: str, *, k: int = 20) -> list[str]:
        """The ids of the k messages that match best, those that match at all; of equals the earlier."""
        return [message for message, _ in self.scored(question, k=k)]

    def scored(self, question: str, *, k: int = 20) -> list[tuple[str, float]]:
        """The same with their scores."""
        scores: defaultdict[int, float] = defaultdict(float)
        for term in query_terms(question):
            found = self._postings.get(term, [])
            rarity = log1p((len(self._ids) - len(found) + 0.5) / (len(found) + 0.5))
            for number, count in found:
                norm = K1 * (1 - B + B * self._lengths[number] / self._typical)
                scores[number] += rarity * count * (K1 + 1) / (count + norm)
        best = sorted(scores, key=lambda number: (-scores[number], number))[:k]
        return [(self._ids[number], scores[number]) for number in best]
