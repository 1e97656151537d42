from __future__ import annotations

from zhiji.evaluation.baseline import PlainBm25

MESSAGES = [
    ("m1", "Anna", "We rented the house by the lake again"),
    ("m2", "Ben", "Which house?"),
    ("m3", "Anna", "The lake was frozen"),
    ("m4", "小红", "湖边的房子还在吗"),
]


def test_the_message_with_most_of_the_words_comes_first() -> None:
    assert PlainBm25(MESSAGES).search("houses at the lake")[0] == "m1"


def test_only_messages_that_match_are_found() -> None:
    assert PlainBm25(MESSAGES).search("湖邊") == ["m4"]
    assert PlainBm25(MESSAGES).search("umbrella") == []


def test_senders_are_indexed_with_what_they_wrote() -> None:
    assert PlainBm25(MESSAGES).search("Ben") == ["m2"]


def test_stop_words_find_nothing_beside_other_words() -> None:
    assert PlainBm25(MESSAGES).search("what was the umbrella") == []


def test_of_equals_the_earlier_comes_first_and_k_is_kept() -> None:
    plain = PlainBm25([("a", "x", "tea"), ("b", "x", "tea"), ("c", "x", "tea")])
    assert plain.search("tea", k=2) == ["a", "b"]


def test_an_empty_chat_answers_nothing() -> None:
    assert PlainBm25([]).search("tea") == []
