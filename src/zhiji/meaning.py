"""Meaning for the archive: an embedder, loaded when it is first needed, over the vectors that there are.

While messages are embedded anew for another embedder, the vectors of the former one serve as long as it can be loaded.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from zhiji.config import EmbedderSettings, Settings
from zhiji.errors import EmbedderError, LlmError, MissingExtra, WeightsMissing, ZhijiError
from zhiji.opened import Opened
from zhiji.store import Store
from zhiji.store.vectors import KeptSpace

if TYPE_CHECKING:
    from collections.abc import Collection

    from zhiji.embedding import Embedder
    from zhiji.search.dense import Dense, Signs
    from zhiji.search.meaning import Meaning, Near, Readings

USUAL = EmbedderSettings().name  # whoever set nothing may do without it
NONE = "none"
NEARLY_ALL = 0.9  # of what the former embedder has


class Meanings:
    """The embedders of one archive in one process, and the signs that it searches."""

    def __init__(self, settings: Settings, *, name: str | None = None) -> None:
        """`name` goes before what the settings say."""
        self._settings = settings
        self.name = name or settings.embedder.name
        self._lock = threading.Lock()
        self._embedders: Opened[Embedder] = Opened(_is_local)
        self._signs: dict[int, Signs] = {}

    @property
    def wanted(self) -> bool:
        """Whether the owner wants messages embedded."""
        return self.name != NONE

    def embedder(self, store: Store) -> Embedder | None:
        """What messages are to be embedded with; None if the usual one isn't installed. Raises if another can't be had."""
        if not self.wanted:
            return None
        try:
            return self._opened(self.name, store)
        except (MissingExtra, WeightsMissing):
            if self.name == USUAL:
                return None
            raise

    def lacks(self) -> MissingExtra | WeightsMissing | None:
        """What the local embedder would need that isn't here; None for others, and where nobody wants one."""
        from zhiji.embedding import e5

        if self.name.partition(":")[0] != USUAL:
            return None
        try:
            e5.located(e5.given_weights(self._settings.embedder))
        except (MissingExtra, WeightsMissing) as error:
            return error
        except EmbedderError:  # damaged: whoever uses it says so
            return None
        return None

    def told(self) -> dict[str, str]:
        """For the status: what messages are embedded with here, if they are, and what isn't here that would do it."""
        lacks = self.lacks()
        return {"embedder": self.name if self.wanted and lacks is None else "", "lacks": str(lacks or "")}

    def over(self, store: Store) -> Meaning | None:
        """Search by meaning in an archive; None while nothing is embedded, or without what embeds a question.

        Where an embedder fails that should be there, searching raises its error.
        """
        if not self.wanted:
            return None
        failed: ZhijiError | None = None
        spaces = store.vectors.spaces()
        self._let_go({space.id for space in spaces})
        for space in _serving(spaces):
            for name in dict.fromkeys((self.name, space.called)):
                try:
                    embedder = self._opened(name, store)
                    if space.is_of(embedder.space):
                        return self._dense(store, space, embedder)
                except (MissingExtra, WeightsMissing):
                    continue  # words find too
                except ZhijiError as error:
                    failed = failed or error
        return _Failing(failed) if isinstance(failed, EmbedderError | LlmError) else None

    def _let_go(self, spaces: Collection[int]) -> None:
        """Of the signs of spaces that are gone: they take megabytes."""
        with self._lock:
            for gone in self._signs.keys() - spaces:
                del self._signs[gone]

    def _dense(self, store: Store, space: KeptSpace, embedder: Embedder) -> Dense:
        import numpy as np

        from zhiji.search.dense import Dense, Signs

        with self._lock:
            signs = self._signs.setdefault(space.id, Signs())
        return Dense(signs, store.vectors.of(space.id), embedder, np.frombuffer(space.centre or b"", "<f4"))

    def _opened(self, name: str, store: Store) -> Embedder:
        from zhiji.embedding import Careful, open_embedder
        from zhiji.llm import open_embeddings
        from zhiji.llms import budget

        def made() -> Embedder:
            settings = replace(self._settings.embedder, name=name)
            return Careful(
                name,
                open_embedder(
                    settings,
                    endpoint=lambda name: open_embeddings(
                        name, self._settings, ledger=store.ledger, budget=budget(store, self._settings)
                    ),
                ),
            )

        return self._embedders.get(name, store, made)


def _is_local(name: str) -> bool:
    from zhiji.embedding import is_local

    return is_local(name)


class _Failing:
    """Stands for a meaning that can't be asked for."""

    def __init__(self, error: EmbedderError | LlmError) -> None:
        self._error = error

    def near(self, readings: Readings, inside: Collection[int] | None, *, limit: int) -> Near | None:  # noqa: ARG002
        """Says why."""
        raise self._error

    def of(self, readings: Readings, messages: Collection[int]) -> dict[int, float]:  # noqa: ARG002
        """Says why."""
        raise self._error

    def sense(self, text: str, embedder: str) -> None:
        """None: whoever searches is told why."""


def _serving(spaces: list[KeptSpace]) -> list[KeptSpace]:
    """The spaces that have vectors: the chosen one first, unless a former one has many more."""
    there = [space for space in spaces if space.vectors and space.centre]
    most = max((space.vectors for space in there), default=0)
    return sorted(there, key=lambda space: space.vectors < NEARLY_ALL * most)
