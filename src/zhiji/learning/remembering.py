"""What sessions say, read for memory in idle time, the latest first."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from zhiji.learning.working import Outcome
from zhiji.memory.keeping import as_fact
from zhiji.memory.reading import read
from zhiji.memory.reading.readers import READERS, VERSION, Reader
from zhiji.memory.thread import Thread
from zhiji.memory.threads import Known, known, threads
from zhiji.store import Store, extraction, facts, remembering, stirring
from zhiji.store.facts import NewFact
from zhiji.store.remembering import Stretch
from zhiji.store.work import Job

_log = logging.getLogger(__name__)
BATCH = 32  # sessions: a second or so, unless they are long


class MemoryWorker:
    """Reads session after session; what is read replaces what was read there before."""

    kind = remembering.KIND
    batch = BATCH

    def __init__(
        self, *, readers: Sequence[Reader] = READERS, clock: Callable[[], float] = time.time
    ) -> None:
        self._readers, self._clock = tuple(readers), clock
        self._known: Known | None = None
        self._edition = 0
        self.version = _version(self._readers)

    def plan(self, store: Store) -> None:
        """Note what came since, or is to be read again, as work."""
        found = known(store)
        store.remembering.plan(self.version, found.digests())
        self._known, self._edition = found, store.remembering.edition()

    def left(self, store: Store) -> int:
        """How many sessions are still to be read, noted as work or not."""
        return store.remembering.left(self.version)

    def finish(self, store: Store) -> None:
        """What came while the rest was read is noted for the next time."""
        self.plan(store)

    def compute(self, store: Store, jobs: Sequence[Job]) -> Sequence[Outcome]:
        """One outcome a session; one that is gone has nothing to write."""
        now = self._now_known(store)
        return [self._outcome(store, job, now) for job in jobs]

    def _now_known(self, store: Store) -> Known:
        """Who is who, looked up again after another process noticed a change."""
        if self._known is None or store.remembering.edition() != self._edition:
            self._edition = store.remembering.edition()
            self._known = known(store)
        return self._known

    def _outcome(self, store: Store, job: Job, now: Known) -> Outcome:
        stretch = store.remembering.stretch(job.subject)
        if stretch is None:
            return Outcome(job=job, write=lambda db: remembering.settle(db, job.id))
        try:
            pieces = list(self._pieces(stretch, now))
        except Exception as error:  # noqa: BLE001 - one odd session shall not keep the others from being read
            _log.debug("reading session %d failed: %s", job.subject, type(error).__name__)
            return Outcome(job=job, failed=type(error).__name__)

        def write(db: Any) -> None:
            if stirring.is_stirred(db, stretch.chat, stretch.since):
                remembering.reopen(db, job.id)

        return Outcome(job=job, write=write, before=tuple(pieces))

    def _pieces(self, stretch: Stretch, now: Known) -> Iterator[Callable[[Any], None]]:
        """What writes down the readings, piece by piece; nothing, if the chat was stirred since."""
        at = int(self._clock() * 1_000_000)
        for thread in threads(stretch, now):
            yield _writing(
                stretch, [line.id for _, line in thread.to_read()], self._read(stretch, thread), at
            )
        if stretch.silent:
            yield _writing(stretch, stretch.silent, [], at)

    def _read(self, stretch: Stretch, thread: Thread) -> list[NewFact]:
        lines = {line.id: line for _, line in thread.to_read()}
        return [
            as_fact(one, lines[number], chat=stretch.chat, version=stretch.versions.get(number, 0))
            for one in read(thread, self._readers)
            if (number := one.quote.message) in lines
        ]


def _writing(
    stretch: Stretch, messages: Sequence[int], new: Sequence[NewFact], at: int
) -> Callable[[Any], None]:
    def write(db: Any) -> None:
        if not stirring.is_stirred(db, stretch.chat, stretch.since):
            facts.put(db, messages, new, now=at)
            extraction.retire_outdated(db, messages, stretch.versions, now=at)

    return write


def _version(readers: Sequence[Reader]) -> bytes:
    names = [f"{reader.__module__}.{reader.__qualname__}" for reader in readers]
    return sha256(repr((VERSION, names)).encode()).digest()[:8]
