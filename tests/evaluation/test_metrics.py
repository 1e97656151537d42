from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.evaluation.metrics import estimate, ndcg, recall, reciprocal_rank, scores, summary

FOUND = ["a", "b", "c", "d", "e", "f"]


def test_recall_is_the_share_of_the_evidence() -> None:
    assert recall(FOUND, ["b", "x"], 1) == 0
    assert recall(FOUND, ["b", "x"], 5) == 0.5
    assert recall(FOUND, ["b", "e"], 5) == 1


def test_evidence_that_is_named_twice_counts_once() -> None:
    assert recall(FOUND, ["b", "b"], 5) == 1


def test_any_wants_one_piece_and_all_wants_each() -> None:
    found = scores(FOUND, ["b", "x"])
    assert (found["any@1"], found["any@5"], found["all@5"]) == (0, 1, 0)
    assert scores(FOUND, ["a"])["all@1"] == 1


def test_ndcg_is_one_for_a_perfect_ranking_and_less_further_down() -> None:
    assert ndcg(["a", "b", "c"], ["b", "a"], 10) == pytest.approx(1)
    assert ndcg(["x", "a"], ["a"], 10) == pytest.approx(1 / 1.584962500721156)
    assert ndcg(["x"], ["a"], 10) == 0


def test_more_evidence_than_places_can_still_be_perfect() -> None:
    assert ndcg(["a", "b"], ["a", "b", "c"], 2) == pytest.approx(1)


def test_a_hit_that_is_repeated_gains_once() -> None:
    assert ndcg(["a", "a"], ["a", "b"], 10) < 1


def test_the_first_piece_gives_the_reciprocal_rank() -> None:
    assert reciprocal_rank(FOUND, ["c", "e"]) == pytest.approx(1 / 3)
    assert reciprocal_rank(FOUND, ["x"]) == 0


def test_a_question_without_evidence_has_no_numbers() -> None:
    with pytest.raises(ValueError, match="without evidence"):
        scores(FOUND, [])


def test_an_interval_holds_its_mean_and_comes_out_the_same_again() -> None:
    values = [0.0, 1.0, 1.0, 0.5] * 20
    one = estimate(values)
    assert one == estimate(values)
    assert one.low < one.mean == 0.625 < one.high
    assert one.n == 80


def test_a_sure_mean_has_no_width() -> None:
    assert estimate([1.0, 1.0], draws=50).low == estimate([1.0, 1.0], draws=50).high == 1


def test_a_summary_has_every_measure() -> None:
    rows = [scores(FOUND, ["a"]), scores(FOUND, ["x"])]
    means = {name: one.mean for name, one in summary(rows, draws=20).items()}
    assert means["recall@1"] == means["mrr"] == 0.5
    assert set(means) == set(rows[0])


def test_no_questions_have_no_mean() -> None:
    with pytest.raises(ValueError, match="no questions"):
        summary([])
    with pytest.raises(ValueError, match="no questions"):
        estimate([])


@given(st.lists(st.integers(0, 30), max_size=25), st.sets(st.integers(0, 30), min_size=1, max_size=5))
def test_measures_lie_between_none_and_all_and_grow_with_depth(found: list[int], evidence: set[int]) -> None:
    measured = scores(found, evidence)
    assert all(0 <= value <= 1.0000001 for value in measured.values())
    for name in ("recall", "any", "all"):
        assert (
            measured[f"{name}@1"] <= measured[f"{name}@5"] <= measured[f"{name}@10"] <= measured[f"{name}@20"]
        )
