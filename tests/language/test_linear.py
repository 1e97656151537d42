"""A linear classifier: probabilities that add up, a file that comes back as it was, a vector that speaks beside the words."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.language.linear import Linear, loaded, row_of

ROWS = 8


def model() -> Linear:
    """Two classes: "sea" counts for the first, the vector's only number for the second."""
    words = array("b", [0] * 2 * ROWS)
    words[2 * row_of("sea", ROWS)] = 100
    return Linear(
        classes=("coast", "hills"),
        bias=(0.0, 0.0),
        words=words,
        word_scale=0.05,
        vector=array("b", [0, 100]),
        vector_scale=0.05,
        vector_bias=(0.0, 0.0),
    )


@given(st.lists(st.text(max_size=5)), st.lists(st.floats(-1, 1), max_size=1))
def test_probabilities_add_up_and_order_does_not_count(features: list[str], vector: list[float]) -> None:
    found = model().probabilities(features, vector)
    assert sum(found.values()) == pytest.approx(1)
    assert found == model().probabilities([*reversed(features), *features], vector)


def test_words_and_vector_each_speak_for_a_class() -> None:
    assert model().probabilities(["sea"])["coast"] > 0.99
    assert model().probabilities(["sea"], [1.0])["coast"] == pytest.approx(0.5)
    assert model().probabilities([], [1.0])["hills"] > 0.99
    assert model().dimension == 1


def test_a_model_comes_back_from_its_file() -> None:
    assert loaded(model().dumped()) == model()
    with pytest.raises(ValueError, match="no file of a linear model"):
        loaded(b"something else")
