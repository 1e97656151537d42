"""What idle time is for, as far as it can be done here: memory, episodes, vectors, and what a language model reads."""

from __future__ import annotations

from collections.abc import Callable

from zhiji import extracting, learning
from zhiji.config import Settings
from zhiji.learning import Learning, LearnReport
from zhiji.meaning import Meanings
from zhiji.store import Store


def learn(
    store: Store,
    settings: Settings,
    meanings: Meanings,
    *,
    minutes: float,
    go_on: Callable[[], bool] | None = None,
    progress: Callable[[Learning], None] | None = None,
) -> LearnReport:
    """Do what waits, for so many minutes at most, or until `go_on` says no."""
    embedder = meanings.embedder(store)
    workers: list[learning.Worker] = [learning.MemoryWorker(), learning.EpisodeWorker(store)]
    if embedder is not None:
        workers.append(learning.VectorWorker(store, embedder, called=meanings.name))
    reader = extracting.worker(store, settings)
    return learning.learn(
        store,
        minutes=minutes,
        workers=workers,
        afterwards=[] if reader is None else [reader],
        go_on=go_on or (lambda: True),
        progress=progress,
    )
