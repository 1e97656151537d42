"""Vectors for messages, so that they are found by meaning: made in idle time, the newest first."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from zhiji.errors import EmbedderError
from zhiji.learning.working import Outcome
from zhiji.store import Store, vectors, words, work
from zhiji.store.work import Job

if TYPE_CHECKING:
    from zhiji.embedding.packing import Packed
    from zhiji.embedding.protocol import Embedder, Matrix, Vector

BATCH = 64  # a few seconds at most
REMEMBERED = 20_000  # texts: people say "ok" again and again


class VectorWorker:
    """Embeds what was said; who said it is looked at apart (see docs/decisions/0013-meaning.md)."""

    kind = vectors.KIND
    batch = BATCH

    def __init__(self, store: Store, embedder: Embedder, *, called: str) -> None:
        self._embedder, self._called = embedder, called
        space = store.vectors.begin(embedder.space, called=called)
        self._space, self._centre = space.id, space.centre
        self._known: OrderedDict[str, Packed] = OrderedDict()

    def plan(self, store: Store) -> None:
        """Note what came since as work."""
        if not store.vectors.spaces():
            self._stay(store)
        store.vectors.plan(self._space)

    def left(self, store: Store) -> int:
        """How many messages are still to be embedded, noted as work or not."""
        return store.vectors.progress(self._space).left

    def finish(self, store: Store) -> None:
        """All is done: the vectors of former embedders aren't needed any more, unless another one was chosen meanwhile."""
        self.plan(store)  # a worker for another space may have taken some
        if not self.left(store) and store.vectors.is_chosen(self._space):
            store.vectors.drop_others(self._space)

    def compute(self, store: Store, jobs: Sequence[Job]) -> Sequence[Outcome]:
        """One outcome a job; a message that is gone has nothing to write."""
        began = time.monotonic()
        self._stay(store)
        outcomes = self._outcomes(store, jobs)
        store.vectors.set_pace(self._space, (time.monotonic() - began) / max(1, len(jobs)))
        return outcomes

    def _stay(self, store: Store) -> None:
        """Begin anew after a repair, which drops all spaces; EmbedderError if only ours was dropped."""
        there = store.vectors.spaces()
        if any(space.id == self._space for space in there):
            return
        if there:
            raise EmbedderError(f"Another embedder than {self._called} was set meanwhile.")
        space = store.vectors.begin(self._embedder.space, called=self._called)
        self._space, self._centre = space.id, space.centre
        self._known.clear()  # signs around another centre
        store.vectors.plan(self._space)

    def _outcomes(self, store: Store, jobs: Sequence[Job]) -> list[Outcome]:
        messages = store.reader.messages([job.subject for job in jobs])
        said = {number: words.said(message) for number, message in messages.items()}
        texts = {n: text for n, text in said.items() if vectors.says_something(messages[n].kind, text)}
        self._embed(store, texts.values())
        outcomes = [self._outcome(job, texts.get(job.subject)) for job in jobs]
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return outcomes

    def _embed(self, store: Store, texts: Iterable[str]) -> None:
        import numpy as np

        from zhiji.embedding.packing import pack

        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        made = self._made(new)
        if made:
            rows = np.stack(list(made.values()))
            self._known.update(zip(made, pack(rows, self._settled_centre(store, rows)), strict=True))

    def _made(self, texts: Sequence[str]) -> dict[str, Vector]:
        """The vectors of texts, but those that aren't made of numbers."""
        import numpy as np

        if not texts:
            return {}
        made = self._embedder.passages(texts)
        if made.shape != (len(texts), self._embedder.space.dimension):
            raise EmbedderError(f"The embedder {self._called} gave vectors of another length than it says.")
        return {text: row for text, row in zip(texts, made, strict=True) if np.isfinite(row).all()}

    def _settled_centre(self, store: Store, made: Matrix) -> Vector:
        """The middle of the first vectors, for good."""
        import numpy as np

        if self._centre is None:
            middle = made.mean(axis=0).astype("<f4")
            self._centre = store.vectors.settle_centre(self._space, middle.tobytes())
        return np.frombuffer(self._centre, "<f4")

    def _outcome(self, job: Job, text: str | None) -> Outcome:
        if text is None:
            return Outcome(job=job, write=lambda db: work.settle(db, job.id))
        if text not in self._known:
            return Outcome(job=job, failed="the embedder gave no numbers")
        packed = self._known[text]
        self._known.move_to_end(text)
        space = self._space

        def write(db: Any) -> None:
            if not vectors.is_there(db, space):
                vectors.reopen(db, job.id)
                return
            vectors.put(db, space, job.subject, text, packed)
            work.settle(db, job.id)

        return Outcome(job=job, write=write)
