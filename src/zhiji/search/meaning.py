"""What search needs to find by meaning; it works without."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Readings = tuple[str, ...]  # a question as it is, or as its subject would say it, or between the two


@dataclass(frozen=True, slots=True)
class Near:
    """Messages that are near to a question in meaning, and what is usual among those that were looked at."""

    scores: Mapping[int, float]
    usual: float  # mean
    spread: float  # standard deviation, above 0


class Meaning(Protocol):
    """Finds by meaning; one question at a time."""

    def near(self, readings: Readings, inside: Collection[int] | None, *, limit: int) -> Near | None:
        """The messages nearest to a question, among these or among all; None if there is nothing to compare with."""

    def of(self, readings: Readings, messages: Collection[int]) -> Mapping[int, float]:
        """The scores of these messages, as far as they have a vector yet."""

    def sense(self, text: str, embedder: str) -> Sequence[float] | None:
        """The vector of a text, if it is of the embedder whose name begins so."""
