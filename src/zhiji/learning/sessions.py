"""What both workers that read sessions for memory have in common: who is who, and nothing written of what was stirred."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from zhiji.learning.working import Outcome
from zhiji.memory.keeping import as_fact
from zhiji.memory.records import Reading
from zhiji.memory.thread import Thread
from zhiji.memory.threads import Known, known
from zhiji.store import Store, remembering, stirring, work
from zhiji.store.facts import NewFact
from zhiji.store.remembering import Stretch
from zhiji.store.work import Job

Write = Callable[[Any], None]


class Acquainted:
    """Who is who, looked up again when a change was noticed, by whichever process."""

    def __init__(self) -> None:
        self._known: Known | None = None
        self._edition = 0

    def now(self, store: Store) -> Known:
        """Senders and chats as they are known."""
        edition = store.remembering.edition()
        if self._known is None or edition != self._edition:
            self._known, self._edition = known(store), edition
        return self._known


def gone(job: Job) -> Outcome:
    """There is no such session any more."""
    return Outcome(job=job, write=lambda db: work.settle(db, job.id))


def read_through(job: Job, stretch: Stretch, pieces: Iterable[Write]) -> Outcome:
    """The session was read; if its chat was stirred meanwhile, it is to be read again."""

    def write(db: Any) -> None:
        if stirring.is_stirred(db, stretch.chat, stretch.since):
            remembering.reopen(db, job.id)

    return Outcome(job=job, write=write, before=tuple(pieces))


def unless_stirred(stretch: Stretch, put: Write) -> Write:
    """Writes, if nothing was stirred in the chat since it was looked at."""

    def write(db: Any) -> None:
        if not stirring.is_stirred(db, stretch.chat, stretch.since):
            put(db)

    return write


def new_facts(readings: Iterable[Reading], thread: Thread, stretch: Stretch) -> list[NewFact]:
    """Readings of the lines that are to be read, as they are kept."""
    lines = {line.id: line for _, line in thread.to_read()}
    return [
        as_fact(one, lines[number], chat=stretch.chat, version=stretch.versions.get(number, 0))
        for one in readings
        if (number := one.quote.message) in lines
    ]
