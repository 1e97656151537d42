from __future__ import annotations

from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.evaluation.marking import area
from zhiji.evaluation.paired import difference, holm, mcnemar, resampled

MARKS = st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=40)
SIDES = st.lists(st.tuples(st.booleans(), st.integers(0, 5).map(float)), max_size=20)


@given(MARKS)
def test_the_same_answers_differ_by_nothing(marks: list[float]) -> None:
    found = difference("a", "b", marks, marks, draws=50)
    assert (found.gain.mean, found.gain.low, found.gain.high, found.p) == (0, 0, 0, 1)


@given(st.lists(st.tuples(st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 1.0])), min_size=1, max_size=40))
def test_an_interval_holds_the_difference_and_turns_with_it(both: list[tuple[float, float]]) -> None:
    firsts, seconds = [one for one, _ in both], [other for _, other in both]
    there, back = difference("a", "b", firsts, seconds), difference("b", "a", seconds, firsts)
    assert there.gain.low <= there.gain.mean <= there.gain.high
    assert there.gain.mean == pytest.approx(-back.gain.mean) and there.p == back.p
    assert there.gain.mean * len(both) == pytest.approx(there.only_first - there.only_second)


@given(st.integers(0, 12), st.integers(0, 12))
def test_the_exact_test_counts_what_a_coin_would_do(first: int, second: int) -> None:
    tosses = first + second
    as_uneven = sum(
        comb(tosses, heads) for heads in range(tosses + 1) if abs(2 * heads - tosses) >= abs(first - second)
    )
    assert mcnemar(first, second) == pytest.approx(min(1, as_uneven / 2**tosses))


def test_the_exact_test_is_the_textbook_s() -> None:
    assert mcnemar(0, 6) == pytest.approx(0.03125) and mcnemar(3, 3) == mcnemar(0, 0) == 1


@given(st.lists(st.floats(0, 1), max_size=8))
def test_looking_often_never_makes_surer(values: list[float]) -> None:
    adjusted = holm(values)
    assert all(value <= after <= 1 for value, after in zip(values, adjusted, strict=True))
    order = sorted(range(len(values)), key=values.__getitem__)
    assert [adjusted[n] for n in order] == sorted(adjusted)


@given(SIDES)
def test_the_area_is_the_share_of_pairs_that_stand_right(sides: list[tuple[bool, float]]) -> None:
    trues, falses = [sure for true, sure in sides if true], [sure for true, sure in sides if not true]
    pairs = [(a > b) + 0.5 * (a == b) for a, b in product(trues, falses)]
    found = area(sides)
    assert found == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)


@given(SIDES)
def test_an_interval_of_an_area_lies_within_what_can_be(sides: list[tuple[bool, float]]) -> None:
    found = resampled(sides, area, draws=40)
    assert found is None or 0 <= found.low <= found.high <= 1
