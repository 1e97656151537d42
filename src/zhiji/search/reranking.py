"""The best of what was found, put in order anew by somebody who reads question and message together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from typing import Protocol

from zhiji.errors import RerankerError
from zhiji.search.ranking import Ranked

DEEP = 50  # so many are read anew
WORTH = 2.0  # of what the re-ranker says, against what the search says


class Reranker(Protocol):
    """Says how well texts answer a question. May be used from several threads.

    A plug-in in the group zhiji.rerankers builds one: the entry point is called with what stands behind the colon of the
    name in [search] rerank ("" if nothing does).
    """

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score for each text, the highest for the best, on any scale."""
        ...


def rerank(question: str, ranked: Sequence[Ranked], texts: Sequence[str], reranker: Reranker) -> list[Ranked]:
    """The same messages, those with a text (the first ones) by a mix of both opinions; the others after them as they were.

    What the re-ranker adds is a part of the score, none below 0, so no message falls behind those that it didn't read.
    RerankerError if it gives no scores.
    """
    if not texts:
        return list(ranked)
    told = reranker.scores(question, texts)
    if len(told) != len(texts) or not all(map(isfinite, told)):
        raise RerankerError(
            type(reranker).__name__, f"{len(told)} for {len(texts)} texts, or none that are numbers"
        )
    head = ranked[: len(texts)]
    room = WORTH * ((head[0].score - head[-1].score) or 1.0)
    low, wide = min(told), (max(told) - min(told)) or 1.0
    mixed = [_with(one, room * (score - low) / wide) for one, score in zip(head, told, strict=True)]
    return [*sorted(mixed, key=lambda one: -one.score), *ranked[len(texts) :]]


def _with(one: Ranked, amount: float) -> Ranked:
    return replace(one, parts={**one.parts, "rerank": amount}, score=one.score + amount)
