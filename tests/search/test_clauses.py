from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhiji.language import query_terms
from zhiji.search.clauses import clauses, is_dialogue


def asked(question: str) -> list[str]:
    return [clause.text.strip() for clause in clauses(question)]


def test_one_question_is_one_clause() -> None:
    assert asked("Where did we park the car?") == ["Where did we park the car?"]


def test_two_questions_are_two() -> None:
    assert asked("Where is the car? Who has the key?") == ["Where is the car?", "Who has the key?"]
    assert asked("我的手机是什么？另外，他住在哪里？") == ["我的手机是什么？", "他住在哪里？"]
    assert asked("车停在哪，另外，钥匙在谁那里？")[-1] == "钥匙在谁那里？"


def test_chatter_around_a_question_is_left_out() -> None:
    assert asked("今天天气真好。对了，我的雨伞在哪里？") == ["对了，我的雨伞在哪里？"]
    assert asked("Keep it short! What was the address?") == ["What was the address?"]


def test_where_nothing_has_a_question_mark_question_words_tell() -> None:
    assert asked("今天下雨了。雨伞在哪里") == ["雨伞在哪里"]


def test_where_nothing_is_asked_all_of_it_is_looked_up() -> None:
    assert asked("lake house. red door.") == ["lake house. red door."]


def test_quoted_sentences_stay_whole() -> None:
    assert asked('那个说"去爬山。带上水！"的人是谁？') == ['那个说"去爬山。带上水！"的人是谁？']


def test_questions_of_stop_words_alone_are_dropped_beside_others() -> None:
    assert asked("？ Where is the umbrella?") == ["Where is the umbrella?"]


def test_what_is_said_twice_weighs_twice() -> None:
    assert clauses("tea, black tea")[0].terms == {"tea": 2, "black": 1}


def test_a_lone_character_stands_for_all_that_it_begins() -> None:
    assert clauses("猫")[0].terms == {"猫*": 1}


def test_a_dialogue_is_one_clause() -> None:
    dialogue = "Kid: What shall I wear?\nAssistant: What do you like?\nKid: The red dress."
    assert is_dialogue(dialogue)
    assert asked(dialogue) == [dialogue]
    assert not is_dialogue("Note: where is the car?")


@given(st.text(max_size=80))
def test_anything_with_terms_is_looked_up(question: str) -> None:
    assert bool(clauses(question)) == bool(query_terms(question))
    assert all(clause.terms for clause in clauses(question))
