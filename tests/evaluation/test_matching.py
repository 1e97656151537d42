from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.evaluation.matching import exact, f1, holds, words

TEXTS = st.text(st.sampled_from("ab 12.,;：，年月日七点mayd五十-[]“”pm"), max_size=40)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("on 7 May 2023", "2023-05-07"),
        ("2023年5月7日", "May 7th, 2023"),
        ("Sunday, 7 May 2023", "May 2023"),
        ("2024年4月15日（周一）晚上7点", "2024年04月15日 周一 19:00"),
        ("六月三号下午两点半", "6月3日 14:30"),
        ("at 7 pm", "19:00"),
        ("she keeps five dogs", "5 dogs"),
        ("两千三百块", "2300"),
        ("1.5万", "15,000"),
        ("Cooking and hiking, or skiing in winter", "skiing, hiking, cooking"),
        ("“I painted it” [1]", "painting"),
        ("Kate’s dog", "the dog; Kate"),
        ("我們去了上海", "上海"),
        ("in May", "May"),
    ],
)
def test_the_same_is_found_in_another_spelling(said: str, expected: str) -> None:
    assert holds(said, expected)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("7 May 2022", "7 May 2023"),
        ("15 dogs", "5 dogs"),
        ("skiing", "skiing, hiking"),
        ("at 7 am", "19:00"),
        ("二十三", "3"),
        ("seen [12]", "12"),
        ("anything", "🙂"),
        ("", "yes"),
    ],
)
def test_something_else_is_not(said: str, expected: str) -> None:
    assert not holds(said, expected)


def test_exact_wants_nothing_beside_it() -> None:
    assert exact("The Third Flowerpot.", "third flowerpots") and not exact(
        "under the third flowerpot", "third"
    )


def test_words_in_common_count_by_words_and_by_characters() -> None:
    assert f1("a red house", "red house by lake") == pytest.approx(2 * 2 / (2 + 4))
    assert f1("红雨伞", "红色雨伞") == pytest.approx(2 * 3 / (3 + 4))
    assert f1("tea", "coffee") == f1("", "tea") == 0


@given(TEXTS, TEXTS)
def test_agreement_is_symmetric_and_perfect_with_itself(one: str, other: str) -> None:
    assert f1(one, other) == f1(other, one) and 0 <= f1(one, other) <= 1
    assert exact(one, one) and (not words(one) or f1(one, one) == 1)
    assert not exact(one, other) or f1(one, other) == f1(one, one)
