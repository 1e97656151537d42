from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.memory import Known, MemoryIndex
from tests.search.test_ranking import NOW, pair
from zhiji.search import Found, Reason, find, parse, reasons, spoken_terms


def explained(index: MemoryIndex, query: str) -> tuple[Found, dict[str, Reason]]:
    found = find(parse(query), index=index, anchors=Known(index), now=NOW)
    why = reasons(found.asked, found, index)
    return found, {index.said[number]: reason for number, reason in why.items()}


def test_the_words_of_the_question_are_told_as_it_writes_them() -> None:
    index = pair(("Anna", "I rented two cottages by the lake"), ("Ben", "我住在湖边"))
    assert explained(index, "Cottage RENTED?")[1]["I rented two cottages by the lake"].words == (
        "Cottage",
        "RENTED",
    )
    assert explained(index, "湖边房子")[1]["我住在湖边"].words == ("湖边",)


def test_other_words_are_told_as_they_are() -> None:
    index = pair(("Anna", "my umbrella is green"))
    assert explained(index, "雨伞在哪")[1]["my umbrella is green"].words == ("umbrella",)


def test_the_neighbour_is_named_whose_words_lift_a_message() -> None:
    index = pair(("Ben", "Which umbrella is yours?"), ("Anna", "The green one!"))
    reason = explained(index, "umbrella")[1]["The green one!"]
    assert reason.words == ()
    assert reason.beside is not None and index.said[reason.beside] == "Which umbrella is yours?"
    assert reason.beside_words == ("umbrella",)


def test_of_two_times_the_nearer_one_is_told() -> None:
    index = pair(("Anna", "We are on the ferry now"), start="2024-05-20T18:00")
    why = explained(index, "Where was Anna on 20 May 2024 or on 3 March 2024?")[1]
    assert "20 May 2024" in why["We are on the ferry now"].time


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("猫房子abc lake五5:30\"-'?？。\n2024-05 Anna我photo of the"), max_size=40
    )
)
def test_whatever_is_asked_every_hit_is_explained_by_words_that_were_looked_up(query: str) -> None:
    from zhiji.errors import BadQuery

    index = pair(("Anna", "the lake house at 5"), ("Ben", "猫和房子，五点半"))
    try:
        found, why = explained(index, query)
    except BadQuery:
        return
    spoken = set(spoken_terms(found.asked).values())
    assert len(reasons(found.asked, found, index)) == len(found)
    assert all(set(reason.words) | set(reason.beside_words) <= spoken for reason in why.values())
