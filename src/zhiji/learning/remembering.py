"""What sessions say, read for memory in idle time, the latest first."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from zhiji.learning.sessions import Acquainted, Write, gone, new_facts, read_through, unless_stirred
from zhiji.learning.working import Outcome
from zhiji.memory.reading import read
from zhiji.memory.reading.readers import READERS, VERSION, Reader
from zhiji.memory.threads import Known, known, threads
from zhiji.store import Store, extraction, facts, remembering
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
        self._acquainted = Acquainted()
        self.version = _version(self._readers)

    def plan(self, store: Store) -> None:
        """Note what came since, or is to be read again, as work."""
        store.remembering.plan(self.version, known(store).digests())

    def left(self, store: Store) -> int:
        """How many sessions are still to be read, noted as work or not."""
        return store.remembering.left(self.version)

    def finish(self, store: Store) -> None:
        """What came while the rest was read is noted for the next time."""
        self.plan(store)

    def compute(self, store: Store, jobs: Sequence[Job]) -> Sequence[Outcome]:
        """One outcome a session; one that is gone has nothing to write."""
        now = self._acquainted.now(store)
        return [self._outcome(store, job, now) for job in jobs]

    def _outcome(self, store: Store, job: Job, now: Known) -> Outcome:
        stretch = store.remembering.stretch(job.subject)
        if stretch is None:
            return gone(job)
        try:
            return read_through(job, stretch, self._pieces(stretch, now))
        except Exception as error:  # noqa: BLE001 - one odd session shall not keep the others from being read
            _log.debug("reading session %d failed: %s", job.subject, type(error).__name__)
            return Outcome(job=job, failed=type(error).__name__)

    def _pieces(self, stretch: Stretch, now: Known) -> Iterator[Write]:
        """What writes down the readings, piece by piece."""
        at = int(self._clock() * 1_000_000)
        for thread in threads(stretch, now):
            new = new_facts(read(thread, self._readers), thread, stretch)
            yield _writing(stretch, [line.id for _, line in thread.to_read()], new, at)
        if stretch.silent:
            yield _writing(stretch, stretch.silent, [], at)


def _writing(stretch: Stretch, messages: Sequence[int], new: Sequence[NewFact], at: int) -> Write:
    def put(db: Any) -> None:
        facts.put(db, messages, new, now=at)
        extraction.retire_outdated(db, messages, stretch.versions, now=at)

    return unless_stirred(stretch, put)


def _version(readers: Sequence[Reader]) -> bytes:
    names = [f"{reader.__module__}.{reader.__qualname__}" for reader in readers]
    return sha256(repr((VERSION, names)).encode()).digest()[:8]
