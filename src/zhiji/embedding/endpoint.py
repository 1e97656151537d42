"""An embedder behind an endpoint: how its call is made, and whether it may be, is decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from zhiji.embedding.prefixes import prefixes_of
from zhiji.embedding.protocol import Matrix, Space, Vector
from zhiji.errors import EmbedderError

Ask = Callable[[Sequence[str]], Sequence[Sequence[float]]]  # texts to their vectors, in order: one call
BATCH, LONGEST = 64, 16_000  # texts a call, characters of each
_WORD = "zhiji"  # sent to learn how long vectors are, if nothing else was sent before


class EndpointEmbedder:
    """An Embedder made of a function that asks."""

    def __init__(self, name: str, ask: Ask) -> None:
        self._name = name
        self._ask = ask
        self._prefixes = prefixes_of(name)

    @cached_property
    def space(self) -> Space:
        """Known after one call."""
        return self._space(len(self._asked([_WORD])[0]))

    def passages(self, texts: Sequence[str]) -> Matrix:
        """A row for each text, in the order given."""
        return self._vectors([self._prefixes.passage + text[:LONGEST] for text in texts])

    def query(self, text: str) -> Vector:
        """The vector of a text to find others by."""
        vector: Vector = self._vectors([self._prefixes.query + text[:LONGEST]])[0]
        return vector

    def _vectors(self, texts: Sequence[str]) -> Matrix:
        import numpy as np

        from zhiji.embedding.unit import unit

        if not texts:
            return np.zeros((0, self.space.dimension), np.float32)
        return unit(np.array(list(self._rows(texts)), np.float32))

    def _rows(self, texts: Sequence[str]) -> Iterator[Sequence[float]]:
        for begin in range(0, len(texts), BATCH):
            yield from self._asked(texts[begin : begin + BATCH])

    def _asked(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        rows = self._ask(texts)
        lengths = {len(row) for row in rows}
        if len(rows) != len(texts) or len(lengths) != 1 or 0 in lengths:
            raise EmbedderError(f"The embedder {self._name} gave no vector for each text.")
        known: Space = self.__dict__.setdefault("space", self._space(len(rows[0])))
        if lengths != {known.dimension}:
            raise EmbedderError(f"The embedder {self._name} gave vectors of different lengths.")
        return rows

    def _space(self, dimension: int) -> Space:
        return Space(
            embedder="endpoint", weights=self._name, dimension=dimension, prefix=self._prefixes.written
        )
