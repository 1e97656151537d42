"""What sessions say, read for memory by a language model after the rules have: in idle time, within its budget."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from zhiji.errors import LlmFailed
from zhiji.learning.asking import Asking
from zhiji.learning.budget import Budget
from zhiji.learning.working import Outcome
from zhiji.llm import Llm
from zhiji.memory.extraction import Unreadable, extract
from zhiji.memory.keeping import as_fact
from zhiji.memory.reading import read
from zhiji.memory.reading.readers import READERS, Reader
from zhiji.memory.thread import Thread
from zhiji.memory.threads import Known, known, threads
from zhiji.store import Store, extraction, remembering, stirring
from zhiji.store.facts import NewFact
from zhiji.store.remembering import Stretch
from zhiji.store.work import Job

_log = logging.getLogger(__name__)
_DAY = 24 * 3600.0  # seconds until a session is tried again in which the language model failed
Write = Callable[[Any], None]


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
        self._known: Known | None = None
        self._edition = 0  # of what is known
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
            return Outcome(job=job, write=lambda db: remembering.settle(db, job.id))
        try:
            pieces = list(self._pieces(store, stretch, llm))
        except Unreadable as error:
            return Outcome(job=job, failed=type(error).__name__, retry_in=_DAY)
        except LlmFailed as error:
            if not error.is_of_words:
                raise
            return Outcome(job=job, failed=error.kind, retry_in=_DAY)

        def write(db: Any) -> None:
            if stirring.is_stirred(db, stretch.chat, stretch.since):
                remembering.reopen(db, job.id)

        return Outcome(job=job, write=write, before=tuple(pieces))

    def _pieces(self, store: Store, stretch: Stretch, llm: Llm) -> Iterator[Write]:
        """What writes down the readings, piece by piece; nothing, if the chat was stirred since."""
        ask = Asking(store, llm, self._budget)
        for thread in threads(stretch, self._now_known(store)):
            messages = [line.id for _, line in thread.to_read()]
            yield self._writing(stretch, messages, self._read(stretch, thread, ask), llm.name)
        if stretch.silent:
            yield self._writing(stretch, stretch.silent, [], llm.name)

    def _now_known(self, store: Store) -> Known:
        """Who is who, looked up again after a change was noticed."""
        if self._known is None or store.remembering.edition() != self._edition:
            self._edition = store.remembering.edition()
            self._known = known(store)
        return self._known

    def _read(self, stretch: Stretch, thread: Thread, ask: Asking) -> list[NewFact]:
        found = extract(thread, ask, known=read(thread, self._readers))
        self.dropped.update(found.dropped)
        _log.debug("read %d, dropped %s", len(found.readings), dict(found.dropped))
        lines = {line.id: line for _, line in thread.to_read()}
        return [
            as_fact(
                one,
                lines[one.quote.message],
                chat=stretch.chat,
                version=stretch.versions.get(one.quote.message, 0),
            )
            for one in found.readings
        ]

    def _writing(
        self, stretch: Stretch, messages: Sequence[int], new: Sequence[NewFact], maker: str
    ) -> Write:
        at = int(self._clock() * 1_000_000)

        def write(db: Any) -> None:
            if not stirring.is_stirred(db, stretch.chat, stretch.since):
                extraction.put(db, messages, new, maker=maker, now=at)

        return write
