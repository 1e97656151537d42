"""Of values that changed, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.search import Ranked
from zhiji.search.latest import asks_for_present, latest_first


@dataclass(frozen=True)
class Entry:
    id: int
    at: int
    sender: int = 1
    chat: int = 1
    session: int = 1


def ranked(*found: tuple[int, float], senders: Sequence[int] = ()) -> list[Ranked]:
    """Messages as (time, score), the best first; their ids are their times."""
    who = [*senders, *[1] * len(found)]
    return [Ranked(Entry(at, at, sender), {"words": score}, score) for (at, score), sender in zip(found, who)]


def order(question: str, found: Sequence[Ranked], said: dict[int, str]) -> list[int]:
    return [one.entry.id for one in latest_first(question, found, said)]


@pytest.mark.parametrize(
    ("question", "earlier", "later"),
    [
        ("How many members does our choir have?", "our choir has 31 members", "we're now 36 members in the choir"),
        ("When is the dentist appointment?", "dentist appointment is Monday 9 am", "they moved the dentist appointment to Friday"),
        ("What is the deadline for the grant?", "the grant's deadline is 3 May", "grant deadline got extended to 17 May"),
        ("What percentage of the wall is painted?", "I painted 40% of the wall", "the wall is already 70% painted"),
        ("合唱团现在有多少人？", "合唱团有31人", "合唱团现在有36人了"),
        ("牙医约在几点？", "牙医约在下午3点", "牙医约改到5点了"),
    ],
)  # fmt: skip
def test_a_new_value_stands_before_the_old_one(question: str, earlier: str, later: str) -> None:
    assert order(question, ranked((10, 1.0), (20, 0.7)), {10: earlier, 20: later}) == [20, 10]


@pytest.mark.parametrize(
    "question",
    [
        "How many members did our choir have at first?",
        "How many days passed between the concert and the party?",
        "How has the number of members changed over time?",
        "Who sings in the choir?",
        "合唱团以前有多少人？",
        "两场音乐会之间相差几天？",
    ],
)
def test_the_past_spans_and_other_questions_are_left_alone(question: str) -> None:
    assert not asks_for_present(question)
    said = {10: "our choir has 31 members", 20: "we're now 36 members in the choir"}
    assert order(question, ranked((10, 1.0), (20, 0.9)), said) == [10, 20]


def test_another_persons_number_stays_where_it_is() -> None:
    said = {10: "our choir has 31 members", 20: "now our choir has 36 members"}
    found = ranked((10, 1.0), (20, 0.7), senders=[1, 2])
    assert order("How many members does our choir have?", found, said) == [10, 20]


def test_another_matter_stays_where_it_is() -> None:
    said = {10: "our choir has 31 members", 20: "I now have 36 plants"}
    assert order("How many members does our choir have?", ranked((10, 1.0), (20, 0.7)), said) == [10, 20]


def test_what_hardly_fits_isnt_lifted() -> None:
    said = {10: "our choir has 31 members", 20: "our choir has now 36 members"}
    assert order("How many members does our choir have?", ranked((10, 1.0), (20, 0.3)), said) == [10, 20]


def test_a_later_word_without_a_number_isnt_lifted() -> None:
    said = {10: "our choir has 31 members", 20: "our choir members are all new now"}
    assert order("How many members does our choir have?", ranked((10, 1.0), (20, 0.9)), said) == [10, 20]


@given(
    st.lists(
        st.tuples(st.floats(0.01, 5), st.sampled_from(["choir has 3 members", "now 4 choir members", "hm"])),
        max_size=14,
    )
)
def test_a_law_nothing_is_lost_and_scores_fall(found: list[tuple[float, str]]) -> None:
    scores = sorted((score for score, _ in found), reverse=True)
    some = ranked(*((at, score) for at, score in enumerate(scores, 1)))
    said = {at: text for at, (_, text) in enumerate(found, 1)}
    after = latest_first("How many members does the choir have?", some, said)
    assert sorted(one.entry.id for one in after) == sorted(said)
    assert all(one.score >= other.score for one, other in pairwise(after))
    assert all(one.score == pytest.approx(sum(one.parts.values())) for one in after)
