"""A linear classifier over hashed features: a small file of weights, no library to run it.

Softmax regression (multinomial logistic regression) with the hashing trick (Weinberger et al. 2009): a feature is any
text, its weights stand in the row of its hash. A model may have a second opinion, from the numbers of a vector, as that of a
sentence: what speaks for a class is added up, so that it can be asked with a vector or without. Weights are whole numbers
of 8 bits with one scale for all of a kind. `benchmarks/fitting.py` fits one.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp
from zlib import crc32

_MAGIC = b"zhiji linear 1\n"


@dataclass(frozen=True, slots=True)
class Linear:
    """`words` has a row for each hash, `vector` one for each dimension, each row a weight for each class.

    The biases are what speaks for a class whatever the text; a weight is its number times the scale of its kind.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    words: array[int]
    word_scale: float
    vector: array[int]
    vector_scale: float
    vector_bias: tuple[float, ...]

    @property
    def dimension(self) -> int:
        """Of the vectors that it weighs; 0 if it weighs none."""
        return len(self.vector) // len(self.classes)

    def probabilities(self, features: Iterable[str], vector: Sequence[float] = ()) -> Mapping[str, float]:
        """How likely each class is, adding up to 1. A `vector`, if there is one, has the model's dimension."""
        sums = [one + other for one, other in zip(self.bias, self.vector_bias)] if vector else list(self.bias)
        size, rows = len(sums), len(self.words) // len(sums)
        for feature in set(features):
            begin = row_of(feature, rows) * size
            for at, weight in enumerate(self.words[begin : begin + size]):
                sums[at] += self.word_scale * weight
        for row, number in enumerate(vector):
            times = self.vector_scale * float(number)
            for at, weight in enumerate(self.vector[row * size : row * size + size]):
                sums[at] += times * weight
        top = max(sums)
        shares = [exp(one - top) for one in sums]
        whole = sum(shares)
        return {name: share / whole for name, share in zip(self.classes, shares, strict=True)}

    def dumped(self) -> bytes:
        """As the bytes of a file."""
        head = {
            "classes": self.classes,
            "bias": self.bias,
            "word_scale": self.word_scale,
            "vector_scale": self.vector_scale,
            "vector_bias": self.vector_bias,
            "words": len(self.words),
        }
        return b"".join(
            (_MAGIC, json.dumps(head).encode(), b"\n", self.words.tobytes(), self.vector.tobytes())
        )


def row_of(feature: str, rows: int) -> int:
    """The row of a feature."""
    return crc32(feature.encode()) % rows


@lru_cache(maxsize=8)
def packaged(package: str, name: str) -> Linear:
    """The model of that file in a package; read once."""
    return loaded(files(package).joinpath(name).read_bytes())


def loaded(data: bytes) -> Linear:
    """A model from the bytes of its file; ValueError if they are none."""
    if not data.startswith(_MAGIC):
        raise ValueError("This is no file of a linear model.")
    head, _, weights = data.removeprefix(_MAGIC).partition(b"\n")
    told = json.loads(head)
    return Linear(
        classes=tuple(told["classes"]),
        bias=tuple(told["bias"]),
        words=array("b", weights[: told["words"]]),
        word_scale=told["word_scale"],
        vector=array("b", weights[told["words"] :]),
        vector_scale=told["vector_scale"],
        vector_bias=tuple(told["vector_bias"]),
    )
