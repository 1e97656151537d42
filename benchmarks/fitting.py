"""Fits a linear classifier (softmax regression with L2, by scikit-learn's L-BFGS): the same data give the same weights."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhiji.language.linear import Linear, row_of

ROWS = 1 << 15
_SPREAD = 10  # brings the numbers of vectors of length 1, less their mean, near to those of features


@dataclass(frozen=True)
class Example:
    """What is known of a text, and its class."""

    features: frozenset[str]
    of: str
    vector: NDArray[np.float32] | None = None


def fitted(examples: Sequence[Example], *, rows: int = ROWS) -> Linear:
    """A model of the examples: of their words and, by itself, of their vectors, if they have some."""
    from scipy.sparse import csr_matrix

    hashed = [sorted({row_of(one, rows) for one in example.features}) for example in examples]
    table = csr_matrix(
        (np.ones(sum(map(len, hashed))), np.concatenate(hashed), np.cumsum([0, *map(len, hashed)])),
        shape=(len(examples), rows),
    )
    classes = sorted({one.of for one in examples})
    by_words, bias = _weights(table, examples, trust=3.0)
    vectors = [one.vector for one in examples if one.vector is not None]
    middle = np.mean(vectors, axis=0) if vectors else np.zeros(0)
    by_vector, vector_bias = np.zeros((0, len(classes))), np.zeros(len(classes))
    if vectors:
        by_vector, vector_bias = _weights((np.array(vectors) - middle) * _SPREAD, examples, trust=1.0)
        by_vector *= _SPREAD
        vector_bias -= middle @ by_vector
    words, word_scale = _small(by_words)
    vector, vector_scale = _small(by_vector)
    return Linear(
        classes=tuple(classes),
        bias=tuple(map(float, bias)),
        words=words,
        word_scale=word_scale,
        vector=vector,
        vector_scale=vector_scale,
        vector_bias=tuple(map(float, vector_bias)),
    )


def _weights(
    table: Any, examples: Sequence[Example], *, trust: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights [features, classes] and biases; `trust` is how far they follow the examples (C, the inverse of L2's)."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=trust, max_iter=400).fit(table, [one.of for one in examples])
    return model.coef_.T, model.intercept_


def _small(weights: NDArray[np.float64]) -> tuple[array[int], float]:
    scale = float(np.abs(weights).max(initial=0.0)) / 127 or 1.0
    return array("b", np.rint(weights / scale).astype(np.int8).tobytes()), scale
