"""Vectors for messages, so that they are found by meaning: made in idle time, the newest first."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from zhiji.learning.working import Outcome
from zhiji.store import Store, vectors, words
from zhiji.store.work import Job

if TYPE_CHECKING:
    from zhiji.chat import Message
    from zhiji.embedding.packing import Packed
    from zhiji.embedding.protocol import Embedder, Matrix, Vector

BATCH = 64  # a few seconds at most
REMEMBERED = 20_000  # texts: people say "ok" again and again


class VectorWorker:
    """Embeds what was said; who said it is looked at apart (see docs/decisions/0013-meaning.md)."""

    kind = vectors.KIND
    batch = BATCH

    def __init__(self, store: Store, embedder: Embedder, *, called: str) -> None:
        self._embedder = embedder
        space = store.vectors.begin(embedder.space, called=called)
        self._space, self._centre = space.id, space.centre
        self._known: OrderedDict[str, Packed] = OrderedDict()

    def plan(self, store: Store) -> None:
        """Note what came since as work."""
        store.vectors.plan(self._space)

    def left(self, store: Store) -> int:
        """How many messages are still to be embedded, noted as work or not."""
        return store.vectors.progress(self._space).left

    def finish(self, store: Store) -> None:
        """All is done: the vectors of former embedders aren't needed any more."""
        store.vectors.drop_others(self._space)

    def compute(self, store: Store, jobs: Sequence[Job]) -> Sequence[Outcome]:
        """One outcome a job; a message that is gone has nothing to write."""
        began = time.monotonic()
        outcomes = self._outcomes(store, jobs)
        store.vectors.set_pace(self._space, (time.monotonic() - began) / max(1, len(jobs)))
        return outcomes

    def _outcomes(self, store: Store, jobs: Sequence[Job]) -> list[Outcome]:
        messages = store.reader.messages([job.subject for job in jobs])
        texts = {number: words.said(message) for number, message in messages.items()}
        self._embed(store, texts.values())
        outcomes = [self._outcome(job, messages.get(job.subject), texts.get(job.subject)) for job in jobs]
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return outcomes

    def _embed(self, store: Store, texts: Iterable[str]) -> None:
        from zhiji.embedding.packing import pack

        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            made = self._embedder.passages(new)
            self._known.update(zip(new, pack(made, self._settled_centre(store, made)), strict=True))

    def _settled_centre(self, store: Store, made: Matrix) -> Vector:
        """The middle of the first vectors, for good."""
        import numpy as np

        if self._centre is None:
            middle = made.mean(axis=0).astype("<f4")
            self._centre = store.vectors.settle_centre(self._space, middle.tobytes())
        return np.frombuffer(self._centre, "<f4")

    def _outcome(self, job: Job, message: Message | None, text: str | None) -> Outcome:
        if message is None or text is None:
            return Outcome(job=job, write=lambda db: vectors.settle(db, job.id))
        packed = self._known[text]
        self._known.move_to_end(text)
        space = self._space

        def write(db: Any) -> None:
            vectors.put(db, space, job.subject, text, packed)
            vectors.settle(db, job.id)

        return Outcome(job=job, write=write)
