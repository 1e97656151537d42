"""The re-ranker of an archive, if its owner named one: opened when the first search wants it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from zhiji.config import Settings
from zhiji.store import Store

if TYPE_CHECKING:
    from zhiji.reranking import Scoring

NONE = "none"


class Ordering:
    """The re-rankers of one archive in one process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._shared: dict[str, Scoring] = {}
        self._own: WeakKeyDictionary[Store, dict[str, Scoring]] = WeakKeyDictionary()

    def over(self, store: Store) -> Scoring | None:
        """What puts the finds of an archive in order anew; None if nobody wants that. Fails when it is used, not before."""
        return None if self._settings.search.rerank in ("", NONE) else _Late(self, store)

    def opened(self, store: Store) -> Scoring:
        """One for all threads, or one for each where its calls are written into the archive's ledger."""
        from zhiji.llm import open_reranking
        from zhiji.plugins import find
        from zhiji.reranking import BUILTIN, GROUP, open_reranker

        name = self._settings.search.rerank
        with self._lock:
            is_local = find(name.partition(":")[0], GROUP, builtin=BUILTIN) is not None
            held = self._shared if is_local else self._own.setdefault(store, {})
            if name not in held:
                held[name] = open_reranker(
                    name, endpoint=lambda name: open_reranking(name, self._settings, ledger=store.ledger)
                )
            return held[name]


class _Late:
    """Opens the re-ranker with the first question."""

    def __init__(self, ordering: Ordering, store: Store) -> None:
        self._ordering, self._store = ordering, store

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Those of the re-ranker."""
        return self._ordering.opened(self._store).scores(question, texts)
