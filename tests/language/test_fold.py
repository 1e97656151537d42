from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.language import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("HELLO", "hello"),
        ("ＷｅＣｈａｔ　２０２４", "wechat 2024"),
        ("Café ÉCOLE Ñandú", "cafe ecole nandu"),
        ("Øre Łódź", "ore lodz"),
        ("“Don’t”", '"don\'t"'),
        ("1990–2024", "1990-2024"),
        ("İstanbul", "istanbul"),
        ("ΟΔΟΣ", "οδοσ"),
        ("ﾃﾚﾋ", "テレヒ"),
    ],
)
def test_width_case_accents_and_quotes_are_one_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_traditional_and_simplified_are_one_spelling() -> None:
    assert fold("湖邊的房子，妳甚麼時候來？") == fold("湖边的房子，你什么时候来？")
    assert fold("憑藉著") == fold("凭借着")
    assert fold("瞭解") == fold("了解")


def test_letters_that_only_look_accented_stay_apart() -> None:
    assert fold("й") != fold("и")
    assert fold("パ") != fold("ハ")


def test_a_character_that_would_become_two_stays_as_it_is() -> None:
    assert fold("ﬁ½㎏ß") == "ﬁ½㎏ß"


def test_every_character_folds_to_one_that_folds_to_itself() -> None:
    for code in range(0x20000):
        folded = fold(chr(code))
        assert len(folded) == 1
        assert fold(folded) == folded


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_broken_text_folds_too(text: str) -> None:
    assert len(fold(text)) == len(text)
