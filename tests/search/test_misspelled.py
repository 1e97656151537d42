from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.search import NameBook, Spellings
from zhiji.search.misspelled import mistakes

NAMES = [
    (1, "Melanie"),
    (2, "王伟"),
    (3, "张小雨"),
    (4, "Katherine Webb"),
    (5, "Mary"),
    (6, "Zhang Xiaoming"),
    (7, "小雪"),
    (8, "Marc"),
    (9, "Dominika"),
    (10, "潘达"),
    (11, "liuyang_92"),
]
BOOK, SPELLINGS = NameBook(NAMES), Spellings(NAMES)


def meant(question: str, said: str = "") -> dict[str, set[int]]:
    """The words that name somebody, and whom, where the chats say these words."""
    found = SPELLINGS.mentions(question, BOOK.mentions(question), said=said.split().__contains__)
    return {mention.word: set(mention.accounts) for mention in found}


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did Melaine cook?", {"Melaine": {1}}),
        ("where is melannie", {"melannie": {1}}),
        ("When does Catherine land?", {"Catherine": {4}}),
        ("What did Dominica and Melanie plan?", {"Dominica": {9}, "Melanie": {1}}),
        ("Is Kate coming?", {"Kate": {4}}),
        ("when is xiaoyu's birthday", {"xiaoyu": {3}}),
        ("What does Wang Wei want?", {"Wang Wei": {2}}),
        ("wei wang's address", {"wei wang": {2}}),
        ("what did zhang xiaoyu order", {"zhang xiaoyu": {3}}),
        ("when does liu yang arrive", {"liu yang": {11}}),
        ("What did Xue bake?", {"Xue": {7}}),
        ("Xue Hall, where is it?", {}),
        ("小宇生日是哪天", {"小宇": {3}}),
        ("张晓明住在哪", {"张晓明": {6}}),
        ("Did we marry in May?", {}),
        ("What happened in March?", {}),
        ("Married people?", {}),
        ("the late train", {}),
        ("今天下雪了吗", {}),
        ("Where does Naomi live?", {}),
    ],
)
def test_a_name_is_known_however_it_is_spelled(question: str, who: dict[str, set[int]]) -> None:
    assert meant(question) == who


def test_a_word_of_the_chats_is_no_mistake() -> None:
    assert meant("When did Marry call?") == {"Marry": {5}}
    assert meant("When did Marry call?", said="marry") == {}
    assert meant("小宇生日是哪天", said="小宇") == {}


def test_a_word_of_the_chats_that_happens_to_be_pinyin_is_a_word() -> None:
    assert meant("where is the panda") == {"panda": {10}}
    assert meant("where is the panda", said="panda") == {}


def test_who_is_named_rightly_is_not_looked_for_again() -> None:
    assert meant("What did Melanie say?") == {"Melanie": {1}}


def test_mail_addresses_and_numbers_are_no_names() -> None:
    spellings = Spellings([(1, "melanie@example.org"), (2, "0664 melanie")])
    assert spellings.mentions("What did Melaine say?", [], said=lambda word: False) == []


def test_mistakes_are_counted() -> None:
    assert [mistakes("elise", other, most=2) for other in ("elise", "elsie", "eliise", "else", "alice")] == [
        0,
        1,
        1,
        1,
        2,
    ]
    assert mistakes("elise", "magdalena", most=2) == 3


@settings(max_examples=200, deadline=None)
@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_mistakes_count_alike_both_ways_and_none_only_in_equals(a: str, b: str) -> None:
    assert mistakes(a, b, most=9) == mistakes(b, a, most=9)
    assert (mistakes(a, b, most=9) == 0) == (a == b)
    assert (mistakes(a, b, most=1) <= 1) == (mistakes(a, b, most=9) <= 1)
