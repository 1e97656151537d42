"""A query in, ranked messages out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from zhiji.language import fold
from zhiji.search.anchors import Anchors
from zhiji.search.asked import Asked, understand
from zhiji.search.gather import Means, Remembered
from zhiji.search.index import Index
from zhiji.search.meaning import Meaning
from zhiji.search.query import Query, scope
from zhiji.search.ranking import Ranked, rank
from zhiji.search.talk import Seen, Talks
from zhiji.search.weights import BUDGET, STANDARD, WITHOUT_MEANING, Budget, Weights

READ_AHEAD = 20


class Found(list[Ranked]):
    """Ranked messages, and what the query was understood as."""

    def __init__(self, ranked: Iterable[Ranked], asked: Asked) -> None:
        super().__init__(ranked)
        self.asked = asked


def find(
    query: Query,
    *,
    index: Index,
    anchors: Anchors,
    now: datetime,
    k: int = 10,
    seen: Seen | None = None,
    meaning: Meaning | None = None,
    remembered: Remembered | None = None,
    weights: Weights | None = None,
    budget: Budget = BUDGET,
) -> Found:
    """The k messages that fit a query best, by words, people and times. Raises BadQuery and UnknownName.

    `seen` carries what was learned of the chats from one search to the next.
    """
    where = scope(query, anchors=anchors, now=now)
    talks = Talks(index, seen)
    asked = understand(query.wording, scope=where, index=index, talks=talks, anchors=anchors, now=now)
    weights = weights or (STANDARD if meaning else WITHOUT_MEANING)
    ranked = rank(
        asked,
        Means(
            index=index, talks=talks, meaning=meaning, remembered=remembered, weights=weights, budget=budget
        ),
    )
    if not query.phrases:
        return Found(ranked[:k], asked)
    saying = _saying(ranked, query.phrases, index)
    return Found((one for one, _ in zip(saying, range(k))), asked)


def _saying(ranked: Sequence[Ranked], phrases: Sequence[str], index: Index) -> Iterator[Ranked]:
    """Those that have the very words: the index knows stems, and no spaces or signs."""
    wanted = [_plain(phrase) for phrase in phrases]
    for start in range(0, len(ranked), READ_AHEAD):
        some = ranked[start : start + READ_AHEAD]
        texts = index.texts([one.entry.id for one in some])
        for one in some:
            text = _plain(texts.get(one.entry.id, ""))
            if all(phrase in text for phrase in wanted):
                yield one


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
