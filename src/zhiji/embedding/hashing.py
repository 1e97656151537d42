"""A deterministic embedder without weights, for tests: texts that share words or pairs of letters are near.

It knows nothing of meaning. What it is good for is that it needs no download and gives the same vectors everywhere.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Sequence
from zlib import crc32

from zhiji.config import EmbedderSettings
from zhiji.embedding.protocol import Embedder, Matrix, Space, Vector
from zhiji.errors import MissingExtra, SettingError

DIMENSION = 256
_WORD = re.compile(r"\w+")


class HashEmbedder:
    """An Embedder: each word and each pair of neighbouring characters adds or takes one at a place of its own."""

    def __init__(self, dimension: int = DIMENSION) -> None:
        self.space = Space(embedder="hash", weights="1", dimension=dimension)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """A row for each text, in the order given."""
        import numpy as np

        from zhiji.embedding.unit import unit

        rows = np.zeros((len(texts), self.space.dimension), np.float32)
        for row, text in zip(rows, texts):
            row[0] = 0.01  # a text without words has a length, too
            for feature in _features(text):
                number = crc32(feature.encode("utf-8", "surrogatepass"))
                row[(number >> 1) % self.space.dimension] += 1 if number & 1 else -1
        return unit(rows)

    def query(self, text: str) -> Vector:
        """The same as for a text to be found."""
        vector: Vector = self.passages([text])[0]
        return vector


def _features(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.casefold()):
        yield word
        yield from (word[at : at + 2] for at in range(len(word) - 1))


def build(dimension: str, settings: EmbedderSettings) -> Embedder:  # noqa: ARG001 - a plug-in is called so
    """For `hash` and `hash:64` in config.toml."""
    if importlib.util.find_spec("numpy") is None:
        raise MissingExtra("Finding by meaning", "semantic")
    if dimension and not dimension.isdecimal():
        raise SettingError(f"“hash:{dimension}” doesn't say how long vectors are: write hash:{DIMENSION}.")
    return HashEmbedder(int(dimension or DIMENSION))
