"""What an embedder is: texts become vectors, and a Space says which vectors may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Vector: TypeAlias = "NDArray[np.float32]"  # [dimension], of length 1
Matrix: TypeAlias = "NDArray[np.float32]"  # [texts, dimension], rows of length 1
Variant = Literal["q4", "int8", "fp32"]  # in what numbers the local embedder reckons


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """What vectors may be compared: only those of equal spaces."""

    embedder: str  # "e5-small-q4"
    weights: str  # SHA-256 of the weights in hex, or what the endpoint calls its model
    dimension: int
    prefix: str = ""  # what is put before texts, "query: |passage: "; it is part of what a vector means

    @property
    def key(self) -> str:
        """All of it in one line, to store beside vectors; equal exactly when the spaces are."""
        import json

        parts = [self.embedder, self.weights, self.dimension, self.prefix]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near they are in meaning. May be used from several threads.

    A plug-in in the group zhiji.embedders builds one: the entry point is called with what stands behind the colon of
    the embedder's name ("" if nothing does) and with the `EmbedderSettings` from config.toml.
    """

    @property
    def space(self) -> Space:
        """Whose vectors these may be compared with. May load what is needed to know it."""
        ...

    def passages(self, texts: Sequence[str]) -> Matrix:
        """A row for each text to be found, in the order given. Give it many at once: it sorts them by length."""
        ...

    def query(self, text: str) -> Vector:
        """The vector of a text to find others by."""
        ...
