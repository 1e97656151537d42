"""Meaning for the archive: an embedder, loaded when it is first needed, over the vectors that there are.

While messages are embedded anew for another embedder, the vectors of the former one serve as long as it can be loaded.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from zhiji.store import Store
from zhiji.store.vectors import KeptSpace

if TYPE_CHECKING:
    from zhiji.embedding.protocol import Embedder
    from zhiji.search.dense import Dense, Signs
    from zhiji.search.meaning import Meaning

Open = Callable[[str], "Embedder | None"]  # by name; None if it isn't installed
EMBEDDED_ENOUGH = 0.9  # of what the former embedder has


class Meanings:
    """The embedders of one process, and the signs of the spaces that it searches."""

    def __init__(self, wanted: str, opened: Open) -> None:
        self._wanted, self._open = wanted, opened
        self._lock = threading.Lock()
        self._embedders: dict[str, Embedder | None] = {}
        self._signs: dict[tuple[Path, int], Signs] = {}

    @property
    def embedder(self) -> Embedder | None:
        """The embedder that messages are to be embedded with; None if there is none."""
        return self._opened(self._wanted)

    def over(self, store: Store) -> Meaning | None:
        """Search by meaning in an archive; None while nothing is embedded, or if nothing can embed a question."""
        for space in _serving(store.vectors.spaces()):
            for name in dict.fromkeys((self._wanted, space.embedder)):
                if (embedder := self._opened(name)) is not None and _same(embedder, space):
                    return self._dense(store, space, embedder)
        return None

    def _dense(self, store: Store, space: KeptSpace, embedder: Embedder) -> Dense:
        import numpy as np

        from zhiji.search.dense import Dense, Signs

        with self._lock:
            signs = self._signs.setdefault((store.home, space.id), Signs())
        return Dense(signs, store.vectors.of(space.id), embedder, np.frombuffer(space.centre or b"", "<f4"))

    def _opened(self, name: str) -> Embedder | None:
        with self._lock:
            if name not in self._embedders:
                self._embedders[name] = self._open(name)
            return self._embedders[name]


def _serving(spaces: list[KeptSpace]) -> list[KeptSpace]:
    """The spaces that have vectors: the latest, unless a former one has many more."""
    there = [space for space in spaces if space.vectors]
    most = max((space.vectors for space in there), default=0)
    return sorted(there, key=lambda space: (space.vectors < EMBEDDED_ENOUGH * most, -space.id))


def _same(embedder: Embedder, space: KeptSpace) -> bool:
    its = embedder.space
    return (its.embedder, its.weights, its.dimension, its.prefix) == (
        space.embedder,
        space.weights,
        space.dimension,
        space.prefix,
    )
