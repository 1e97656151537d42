"""What somebody who reads question and message together does to the order, and what it can't do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.errors import RerankerError
from zhiji.search import Ranked, rerank

SCORES = st.floats(-50, 50)


@dataclass(frozen=True)
class Entry:
    id: int
    chat: int
    sender: int
    at: int
    session: int


class Says:
    """A re-ranker that says what it was told to say."""

    def __init__(self, scores: Sequence[float]) -> None:
        self._scores = list(scores)

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        return self._scores


def ranked(scores: Sequence[float]) -> list[Ranked]:
    entries = [Entry(id=n, chat=1, sender=1, at=n, session=1) for n in range(len(scores))]
    return [Ranked(one, {"words": score}, score) for one, score in zip(entries, scores)]


def order(found: Sequence[Ranked]) -> list[int]:
    return [one.entry.id for one in found]


def test_both_opinions_count() -> None:
    found = rerank("?", ranked([1.0, 0.9, 0.2, 0.1]), ["a", "b", "c", "d"], Says([0.0, 1.0, 0.9, 0.1]))
    assert order(found) == [1, 2, 0, 3]


def test_what_was_not_read_stays_behind_in_its_order() -> None:
    found = rerank("?", ranked([1.0, 0.9, 0.8, 0.7]), ["a", "b"], Says([-3.0, 5.0]))
    assert order(found) == [1, 0, 2, 3]


@given(st.lists(st.tuples(SCORES, SCORES), min_size=1, max_size=60), st.integers(1, 60))
def test_a_law_scores_fall_and_are_the_sum_of_their_parts(both: list[tuple[float, float]], read: int) -> None:
    own = sorted((one for one, _ in both), reverse=True)
    told = [other for _, other in both][:read]
    found = rerank("?", ranked(own), ["text"] * len(told), Says(told))
    assert sorted(order(found)) == list(range(len(both)))
    assert order(found)[len(told) :] == list(range(len(told), len(both)))
    assert all(one.score == pytest.approx(sum(one.parts.values())) for one in found)
    assert all(one.score >= other.score for one, other in pairwise(found))


@given(st.lists(SCORES, min_size=2, max_size=20, unique=True), st.floats(0.01, 100), SCORES)
def test_a_law_the_scale_of_a_reranker_does_not_matter(told: list[float], times: float, plus: float) -> None:
    found = ranked([1.0] * len(told))
    texts = ["text"] * len(told)
    other = [score * times + plus for score in told]
    if min((abs(a - b) for a, b in combinations(other, 2)), default=1) > 1e-6:  # floats may fall together
        assert order(rerank("?", found, texts, Says(told))) == order(rerank("?", found, texts, Says(other)))


@pytest.mark.parametrize("told", [[1.0], [1.0, float("nan")], []])
def test_a_reranker_that_gives_no_score_for_each_text_is_not_believed(told: list[float]) -> None:
    with pytest.raises(RerankerError):
        rerank("?", ranked([1.0, 0.5]), ["a", "b"], Says(told))


def test_where_nothing_was_found_nobody_is_asked() -> None:
    assert rerank("?", [], [], Says([])) == []
