from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.memory import Row
from zhiji.search.anchors import Period
from zhiji.search.clauses import clauses
from zhiji.search.lookup import Lookup, best, rarity, rough, session_shares, shares
from zhiji.search.periods import DAY, nearness


def test_rarer_terms_weigh_more_and_none_less_than_nothing() -> None:
    assert rarity(1, 1000) > rarity(10, 1000) > rarity(999, 1000) > 0
    assert rarity(2000, 1000) > 0  # a prefix counts a message once for each word


def test_rough_scores_add_up_what_a_message_has() -> None:
    clause = clauses("lake house lake")[0]
    lookup = Lookup({"lake": 1.0, "hous": 3.0}, {"lake": [1, 2], "hous": [2]})
    assert rough(clause, lookup) == {1: 2.0, 2: 5.0}


@given(st.dictionaries(st.integers(0, 50), st.integers(0, 3).map(float), max_size=30), st.integers(1, 40))
def test_the_best_are_no_worse_than_the_rest(scores: dict[int, float], count: int) -> None:
    kept = best(scores, count)
    rest = scores.keys() - set(kept)
    assert len(kept) == len(set(kept)) == min(count, len(scores))
    assert all((scores[a], a) > (scores[b], b) for a in kept for b in rest)


def test_shares_are_parts_of_the_highest() -> None:
    assert shares({1: 2.0, 2: 4.0}) == {1: 0.5, 2: 1.0}
    assert shares({}) == shares({1: 0.0}) == {}


def test_a_session_has_what_its_messages_have_together() -> None:
    clause = clauses("lake house")[0]
    entries = {n: Row(n, 1, 1, n, session) for n, session in enumerate([1, 1, 3, 4, 5, 6])}
    lookup = Lookup({"lake": 1.0, "hous": 1.0}, {"lake": [0, 2], "hous": [1]})
    found = session_shares(clause, lookup, entries, k1=1.2)
    assert found[1] == 1
    assert 0 < found[3] < 1
    assert 4 not in found


def test_times_fade_with_the_days_and_slower_for_longer_ones() -> None:
    day, week = Period(10 * DAY, 11 * DAY), Period(10 * DAY, 17 * DAY)
    assert nearness(10 * DAY, [day]) == nearness(11 * DAY, [day]) == 1
    assert nearness(12 * DAY, [day]) == pytest.approx(0.3679, abs=1e-4)
    assert nearness(9 * DAY, [day]) == pytest.approx(0.3679 / 4, abs=1e-4)  # told of afterwards
    assert nearness(18 * DAY, [week]) == pytest.approx(0.7788, abs=1e-4)
    assert nearness(0, []) == 0
