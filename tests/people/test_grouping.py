from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhiji.people.grouping import grouped, members
from zhiji.store.directory import Decision

DECISIONS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split"]), st.lists(st.integers(1, 6), min_size=2, max_size=3, unique=True)
    ),
    max_size=8,
)


def decided(drawn: list[tuple[str, list[int]]]) -> list[Decision]:
    return [
        Decision(id=number, kind=kind, members=tuple(some), made_at=number)
        for number, (kind, some) in enumerate(drawn)
    ]


@given(DECISIONS)
def test_groups_part_everything_and_are_called_after_one_of_their_own(
    drawn: list[tuple[str, list[int]]],
) -> None:
    home = grouped(decided(drawn))
    groups = {tuple(members(home, one)) for one in range(1, 7)}
    assert sorted(one for group in groups for one in group) == list(range(1, 7))
    assert all(home.get(one, one) in group for group in groups for one in group)


@given(DECISIONS, st.lists(st.integers(1, 6), min_size=2, max_size=3, unique=True))
def test_the_last_decision_holds(drawn: list[tuple[str, list[int]]], last: list[int]) -> None:
    merged = grouped(decided([*drawn, ("merge", last)]))
    assert len({merged.get(one, one) for one in last}) == 1
    split = grouped(decided([*drawn, ("split", last)]))
    assert all(members(split, one) == [one] for one in last)
