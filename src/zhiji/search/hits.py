"""What a search returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhiji.chat import Message


@dataclass(frozen=True, slots=True)
class Hit:
    """A message that was found."""

    message: Message
    score: float  # 1 is the best match by words alone; only to be compared within one search
    parts: Mapping[str, float]  # what the score is the sum of


class Hits(list[Hit]):
    """Hits, the best first, and what the person should know about how they were found."""

    def __init__(
        self, hits: Iterable[Hit] = (), *, notes: Iterable[str] = (), failed: Iterable[str] = ()
    ) -> None:
        super().__init__(hits)
        self.failed = tuple(failed)  # sentences: what would have helped and couldn't be used
        self.notes = (*notes, *self.failed)  # sentences: "“Wei” may be any of 2 ..."
