from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhiji.language import query_terms, tokens
from zhiji.search import Snippet, snippet
from zhiji.search.snippets import marks


def marked(text: str, query: str) -> list[str]:
    return [text[begin:end] for begin, end in marks(text, query_terms(query))]


def test_words_are_marked_in_any_form_and_spelling() -> None:
    assert marked("The Houses by the lake", "lake house") == ["Houses", "lake"]
    assert marked("湖邊的房子看看", "湖边的房子") == ["湖邊的房子"]
    assert marked("ＣＡＦÉ", "cafe") == ["ＣＡＦÉ"]


def test_a_lone_character_is_marked_wherever_it_stands() -> None:
    text = "猫咪和大猫"
    assert marks(text, ["猫*"]) == [(0, 1), (4, 5)]


def test_a_short_message_is_shown_whole() -> None:
    assert snippet("the lake house", ["lake"]) == Snippet("the lake house", ((4, 8),), 0, False, False)


def test_a_long_message_is_shown_where_it_matches_most() -> None:
    text = "Hello there, lake. " * 20 + "We stayed at the lake house in June. " + "And so on. " * 40
    shown = snippet(text, query_terms("lake house"))
    assert "stayed at the lake house" in shown.text
    assert shown.cut_before
    assert shown.cut_after


def test_a_snippet_begins_at_a_sentence_if_one_is_near() -> None:
    text = "x" * 200 + ". The lake house is red. " + "y" * 200
    assert snippet(text, ["lake"]).text.startswith("The lake")


def test_a_long_message_without_a_match_is_shown_from_its_beginning() -> None:
    shown = snippet("a b c " * 100, ["lake"])
    assert (shown.start, shown.marks, shown.cut_before) == (0, (), False)


@given(st.text(max_size=300), st.text(max_size=20), st.integers(10, 100))
def test_a_snippet_is_a_stretch_of_the_message_and_marks_lie_within(
    text: str, query: str, longest: int
) -> None:
    shown = snippet(text, query_terms(query), longest=longest)
    assert len(shown.text) <= longest
    assert text[shown.start : shown.start + len(shown.text)] == shown.text
    assert all(0 <= begin < end <= len(shown.text) for begin, end in shown.marks)
    assert [a for mark in shown.marks for a in mark] == sorted(a for mark in shown.marks for a in mark)


@given(st.text(max_size=80))
def test_a_message_is_marked_by_its_own_words(text: str) -> None:
    assert bool(marks(text, query_terms(text))) == bool(tokens(text)) or not text.isascii()
