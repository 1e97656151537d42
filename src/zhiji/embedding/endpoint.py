"""An embedder behind an endpoint: how its call is made, and whether it may be, is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Protocol

from zhiji.embedding.prefixes import prefixes_of
from zhiji.embedding.protocol import Matrix, Space, Vector
from zhiji.errors import EmbedderError

BATCH, LONGEST = 64, 16_000  # texts a call, characters of each
_WORD = "zhiji"  # sent to learn how long vectors are, if nothing else was sent before


class Ask(Protocol):
    """One call: texts to their vectors, in order."""

    def __call__(self, texts: Sequence[str], *, messages: int) -> Sequence[Sequence[float]]:
        """`messages` of the texts were said in chats; whoever keeps account of what leaves wants to know."""
        ...


class EndpointEmbedder:
    """An Embedder made of a function that asks."""

    def __init__(self, name: str, ask: Ask) -> None:
        self._name = name
        self._ask = ask
        self._prefixes = prefixes_of(name)

    @cached_property
    def space(self) -> Space:
        """Known after one call."""
        return self._space(len(self._asked([_WORD], messages=0)[0]))

    def passages(self, texts: Sequence[str]) -> Matrix:
        """A row for each text, in the order given."""
        texts = [self._prefixes.passage + text[:LONGEST] for text in texts]
        return self._vectors(
            [row for portion in _portions(texts) for row in self._asked(portion, len(portion))]
        )

    def query(self, text: str) -> Vector:
        """The vector of a text to find others by."""
        vector: Vector = self._vectors(self._asked([self._prefixes.query + text[:LONGEST]], messages=0))[0]
        return vector

    def _vectors(self, rows: Sequence[Sequence[float]]) -> Matrix:
        import numpy as np

        from zhiji.embedding.unit import unit

        return unit(np.array(rows, np.float32).reshape(len(rows), self.space.dimension))

    def _asked(self, texts: Sequence[str], messages: int) -> Sequence[Sequence[float]]:
        rows = self._ask(texts, messages=messages)
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


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(texts), BATCH):
        yield texts[begin : begin + BATCH]
