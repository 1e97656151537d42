from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.language import is_stop_word, query_terms, term_spans, tokens
from zhiji.language.tokens import _Stems

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


def test_runs_are_split_where_the_script_changes() -> None:
    assert tokens("Bart在圣诞节") == ["bart", "在圣", "圣诞", "诞节", "节"]
    assert tokens("iPhone15到了") == ["iphon", "15", "到了", "了"]


def test_english_words_are_stemmed_and_irregular_forms_with_them() -> None:
    assert tokens("Running dogs ran") == ["run", "dog", "run"]
    assert tokens("The children bought mice") == tokens("The child buys mouse")


def test_terms_come_in_reading_order_and_as_often_as_written() -> None:
    assert tokens("tea, Tea and 茶 tea") == ["tea", "tea", "and", "茶", "tea"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("湖邊的房子", "湖边的房子"),
        ("CAFÉ", "cafe\u0301"),
        ("don’t", "don't"),
        ("ＷｅＣｈａｔ", "wechat"),
        ("한국어", "\u1112\u1161\u11ab국어"),
    ],
)
def test_spellings_of_one_word_share_their_terms(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


def test_scripts_without_spaces_become_pairs_and_the_last_character() -> None:
    assert tokens("食べる") == ["食べ", "べる", "る"]
    assert tokens("한국어") == ["한국", "국어", "어"]
    assert tokens("猫") == ["猫"]


def test_scripts_with_spaces_keep_whole_words_and_their_marks() -> None:
    assert tokens("Привет мир") == ["привет", "мир"]
    assert tokens("हिन्दी में") == ["हिन्दी", "में"]


def test_every_character_of_a_chinese_run_begins_a_term() -> None:
    sentence = "我家养了一只猫"
    assert {term[0] for term in tokens(sentence)} == set(sentence)


def test_an_emoji_is_a_term_and_its_skin_is_not() -> None:
    assert tokens("生日🎂👍🏽") == ["生日", "日", "🎂", "👍"]


def test_a_question_is_looked_up_without_its_stop_words() -> None:
    assert query_terms("What did Mum's friends say about the lake house?") == [
        "mum",
        "friend",
        "say",
        "lake",
        "hous",
    ]
    assert query_terms("湖边的房子") == ["湖边", "边的", "的房", "房子"]


def test_a_question_of_stop_words_alone_keeps_them() -> None:
    assert query_terms("To be or not to be") == ["to", "be", "or", "not"]


def test_a_question_without_words_has_no_terms() -> None:
    assert query_terms(" …?! ") == []


def test_a_pasted_key_becomes_a_short_term() -> None:
    assert len(tokens("x" * 5000)[0]) == len(tokens("ж" * 5000)[0]) == 40


def test_the_store_of_stems_does_not_grow_without_end() -> None:
    stems = _Stems(str.upper, most=3)
    for word in "abcdefgh":
        assert stems[word] == word.upper()
    assert len(stems) <= 3


def test_stems_are_the_same_without_the_compiled_stemmer() -> None:
    code = (
        "import sys; sys.modules['Stemmer'] = None\n"
        "from zhiji.language import tokens; print(*tokens('Running happily, the generously organised communities'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == tokens("Running happily, the generously organised communities")


def test_stop_words_are_known_in_any_form() -> None:
    assert is_stop_word("did")
    assert not is_stop_word("lake")


def test_terms_are_found_where_they_stand_whatever_the_spelling() -> None:
    text = "Café: 湖邊 Ｒunning"
    assert [(term, text[begin:end]) for term, begin, end in term_spans(text)] == [
        ("cafe", "Café"),
        ("湖边", "湖邊"),
        ("run", "Ｒunning"),
    ]


@given(ANYTHING)
def test_any_text_has_terms_that_survive_the_index(text: str) -> None:
    terms = tokens(text)
    assert all(terms)
    assert not re.search(r"[\x00-/:-`{-\x7f\ud800-\udfff]", "".join(terms))


@given(ANYTHING, ANYTHING)
def test_two_texts_side_by_side_have_the_terms_of_both(one: str, other: str) -> None:
    assert Counter(tokens(one + " " + other)) == Counter(tokens(one)) + Counter(tokens(other))


@given(ANYTHING)
def test_a_message_is_found_by_each_term_of_its_own_words(text: str) -> None:
    terms = tokens(text)
    for term in query_terms(text):
        assert term in terms or any(one.startswith(term) for one in terms)


@given(st.text())
def test_the_index_sees_exactly_our_terms(text: str) -> None:
    with apsw.Connection(":memory:") as base:
        base.execute("CREATE VIRTUAL TABLE found USING fts5(words, tokenize='ascii')")
        base.execute("CREATE VIRTUAL TABLE seen USING fts5vocab(found, instance)")
        base.execute("INSERT INTO found VALUES(?)", (" ".join(tokens(text)),))
        seen = [row[0] for row in base.execute("SELECT term FROM seen ORDER BY offset")]
    assert seen == tokens(text)
