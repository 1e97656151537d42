"""What sessions say, read for memory by a language model after the rules have: in idle time, within its budget."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from zhiji.errors import LlmFailed
from zhiji.learning.asking import Asking
from zhiji.learning.budget import Budget
from zhiji.learning.sessions import Acquainted, Write, gone, new_facts, read_through, unless_stirred
from zhiji.learning.working import Outcome
from zhiji.llm import Llm
from zhiji.memory.extraction import Unreadable, extract
from zhiji.memory.reading import read
from zhiji.memory.reading.readers import READERS, Reader
from zhiji.memory.thread import Thread
from zhiji.memory.threads import threads
from zhiji.store import Store, extraction
from zhiji.store.facts import NewFact
from zhiji.store.remembering import Stretch
from zhiji.store.work import Job

_log = logging.getLogger(__name__)
_DAY = 24 * 3600.0  # seconds until a session is tried again in which the language model failed


class ExtractionWorker:
    """Reads session after session, the latest first. The language model is opened when there is something to read."""

    kind = extraction.KIND
    batch = 1  # each costs

    def __init__(
        self,
        open_llm: Callable[[], Llm],
        budget: Budget,
        *,
        readers: Sequence[Reader] = READERS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._open, self._budget, self._readers, self._clock = open_llm, budget, tuple(readers), clock
        self._llm: Llm | None = None
        self._acquainted = Acquainted()
        self.dropped: Counter[str] = Counter()  # what it claimed and wasn't let through, by the reason

    def plan(self, store: Store) -> None:
        """Note what the rules have read since as work."""
        store.extraction.plan(now=self._clock())

    def left(self, store: Store) -> int:
        """How many sessions are still to be read, noted as work or not."""
        return store.extraction.left(now=self._clock())

    def finish(self, store: Store) -> None:
        """What the rules have read meanwhile is noted for the next time."""
        self.plan(store)

    def compute(self, store: Store, jobs: Sequence[Job]) -> Sequence[Outcome]:
        """One outcome a session; what its replies fail at is tried again another day."""
        if self._llm is None:
            self._llm = self._open()
        return [self._outcome(store, job, self._llm) for job in jobs]

    def _outcome(self, store: Store, job: Job, llm: Llm) -> Outcome:
        stretch = store.remembering.stretch(job.subject)
        if stretch is None:
            return gone(job)
        try:
            return read_through(job, stretch, self._pieces(store, stretch, llm))
        except Unreadable as error:
            return Outcome(job=job, failed=type(error).__name__, retry_in=_DAY)
        except LlmFailed as error:
            if not error.is_of_words:
                raise
            return Outcome(job=job, failed=error.kind, retry_in=_DAY)

    def _pieces(self, store: Store, stretch: Stretch, llm: Llm) -> Iterator[Write]:
        """What writes down the readings, piece by piece."""
        ask = Asking(store, llm, self._budget)
        for thread in threads(stretch, self._acquainted.now(store)):
            messages = [line.id for _, line in thread.to_read()]
            yield self._writing(stretch, messages, self._read(stretch, thread, ask), llm.name)
        if stretch.silent:
            yield self._writing(stretch, stretch.silent, [], llm.name)

    def _read(self, stretch: Stretch, thread: Thread, ask: Asking) -> list[NewFact]:
        found = extract(thread, ask, known=read(thread, self._readers))
        self.dropped.update(found.dropped)
        _log.debug("read %d, dropped %s", len(found.readings), dict(found.dropped))
        return new_facts(found.readings, thread, stretch)

    def _writing(
        self, stretch: Stretch, messages: Sequence[int], new: Sequence[NewFact], maker: str
    ) -> Write:
        at = int(self._clock() * 1_000_000)
        return unless_stirred(stretch, lambda db: extraction.put(db, messages, new, maker=maker, now=at))
