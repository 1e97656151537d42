"""The re-ranker of an archive, if its owner named one: opened when the first search wants it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhiji.config import Settings
from zhiji.opened import Opened
from zhiji.store import Store

if TYPE_CHECKING:
    from zhiji.reranking import Scoring

NONE = "none"


class Ordering:
    """The re-rankers of one archive in one process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._rerankers: Opened[Scoring] = Opened(_is_local)

    def over(self, store: Store) -> Scoring | None:
        """What puts the finds of an archive in order anew; None if nobody wants that. Fails when it is used, not before."""
        return None if self._settings.search.rerank in ("", NONE) else _Late(self, store)

    def opened(self, store: Store) -> Scoring:
        """The re-ranker that the settings name."""
        from zhiji.llm import open_reranking
        from zhiji.llms import budget
        from zhiji.reranking import open_reranker

        def made() -> Scoring:
            return open_reranker(
                name,
                endpoint=lambda name: open_reranking(
                    name, self._settings, ledger=store.ledger, budget=budget(store, self._settings)
                ),
            )

        name = self._settings.search.rerank
        return self._rerankers.get(name, store, made)


def _is_local(name: str) -> bool:
    from zhiji.reranking import is_local

    return is_local(name)


class _Late:
    """Opens the re-ranker with the first question."""

    def __init__(self, ordering: Ordering, store: Store) -> None:
        self._ordering, self._store = ordering, store

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Those of the re-ranker."""
        return self._ordering.opened(self._store).scores(question, texts)
