"""Open work taken, done and written, until there is none or the time is over."""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from uuid import uuid4

from zhiji.errors import (
    BudgetSpent,
    LeaveRefused,
    LlmFailed,
    LlmUnreachable,
    MissingExtra,
    SettingError,
    ZhijiError,
)
from zhiji.store import Store
from zhiji.store.work import Job, Work

_log = logging.getLogger(__name__)
TURN_SECONDS = 0.04  # others wait so long at most while outcomes are written


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a job: how to write it down, or by its kind what went wrong, without a word of what was said."""

    job: Job
    write: Callable[[Any], None] | None = None  # gets the database, inside one transaction
    before: tuple[
        Callable[[Any], None], ...
    ] = ()  # parts to be written first, each maybe in a turn of its own
    failed: str = ""
    retry_in: float = 60.0  # seconds, if it failed


class Worker(Protocol):
    """Does one kind of work. Its writing belongs to the store."""

    @property
    def kind(self) -> str:
        """As the table of work calls it."""

    @property
    def batch(self) -> int:
        """How many jobs at a time do it best; a batch should take a few seconds at most."""

    def plan(self, store: Store) -> None:
        """Note as work what came since."""

    def left(self, store: Store) -> int:
        """How much is to be done, noted or not."""

    def finish(self, store: Store) -> None:
        """Called when nothing is left."""

    def compute(self, store: Store, jobs: Sequence[Job]) -> Sequence[Outcome]:
        """The heavy part, outside of any transaction; one outcome a job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnReport:
    """What was done in some minutes."""

    done: Mapping[str, int] = field(default_factory=dict)  # by kind
    failed: Mapping[str, int] = field(default_factory=dict)
    open: Mapping[str, int] = field(default_factory=dict)  # left, of all kinds, those without a worker too
    seconds: float = 0.0
    notes: tuple[str, ...] = ()  # sentences: why a kind of work was left

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do."""
        return not any(self.open.values())

    def then(self, later: LearnReport) -> LearnReport:
        """What was done in both, and is left after the later one."""
        done, failed = (
            dict(Counter(mine) + Counter(others))
            for mine, others in ((self.done, later.done), (self.failed, later.failed))
        )
        return LearnReport(
            done=done,
            failed=failed,
            open=later.open,
            seconds=self.seconds + later.seconds,
            notes=tuple(dict.fromkeys((*self.notes, *later.notes))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """How far one kind of work has got in this run."""

    kind: str
    done: int
    left: int


def learn(
    store: Store,
    *,
    minutes: float,
    workers: Sequence[Worker] = (),
    afterwards: Sequence[Worker] = (),
    go_on: Callable[[], bool] = lambda: True,
    progress: Callable[[Learning], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> LearnReport:
    """Do open work for so many minutes at most; stops early where `go_on` says so (battery, load) or nothing is left.

    The workers of `afterwards` get what is left of the time when the others have nothing to do.
    """
    turn = _Turn(store, workers, afterwards, by=f"{os.getpid()}-{uuid4().hex[:8]}")
    began = clock()
    if minutes > 0:
        turn.plan()
    while clock() - began < minutes * 60 and go_on():
        if not turn.batch():
            turn.finish()
            break
        if progress is not None:
            turn.tell(progress)
    return LearnReport(
        done=dict(turn.done),
        failed=dict(turn.failed),
        open=turn.open(),
        seconds=clock() - began,
        notes=tuple(turn.notes),
    )


class _Turn:
    """One call of `learn`."""

    def __init__(
        self, store: Store, workers: Sequence[Worker], afterwards: Sequence[Worker], *, by: str
    ) -> None:
        self._store, self._by = store, by
        self._workers = {worker.kind: worker for worker in (*workers, *afterwards)}
        self._first, self._afterwards = workers, afterwards
        self._fresh = False  # whether those that come first did something since the others planned
        self._work = Work(store.connection)
        self.done: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.notes: dict[str, None] = {}  # in order
        self._stopped: set[str] = set()  # kinds that can't be done now
        self._of: dict[str, int] = {}  # how much there was to do when it was first told

    def plan(self) -> None:
        """Note as work what came since."""
        for worker in self._workers.values():
            worker.plan(self._store)

    def finish(self) -> None:
        """Tell the workers that have nothing left."""
        for worker in self._workers.values():
            if not worker.left(self._store):
                worker.finish(self._store)

    def batch(self) -> bool:
        """Do some work of each kind, or if there is none, of those that come afterwards; False if there was none at all."""
        if self._some_of_each(self._first):
            self._fresh = True
            return True
        if self._fresh:  # what the first did is work for the others
            self._fresh = False
            for worker in self._afterwards:
                worker.plan(self._store)
        return self._some_of_each(self._afterwards)

    def tell(self, progress: Callable[[Learning], None]) -> None:
        """Say how far it is; what is left is counted once, for that takes a moment."""
        for kind, worker in self._workers.items():
            done = self.done[kind]
            of = self._of.setdefault(kind, done + worker.left(self._store))
            progress(Learning(kind=kind, done=done, left=max(of - done, 0)))

    def open(self) -> dict[str, int]:
        """What is left, by kind."""
        noted = {kind: counts.open for kind, counts in self._work.counts().items()}
        left = noted | {kind: worker.left(self._store) for kind, worker in self._workers.items()}
        return {kind: count for kind, count in left.items() if count}

    def _some_of_each(self, workers: Sequence[Worker]) -> bool:
        did = [self._some_of(worker) for worker in workers if worker.kind not in self._stopped]
        return any(did)

    def _some_of(self, worker: Worker) -> bool:
        jobs = self._work.lease([worker.kind], by=self._by, most=worker.batch)
        if not jobs:
            return False
        try:
            outcomes = deque(self._computed(worker, jobs))
            while outcomes:
                self._write_some(outcomes)
        except BaseException:  # Ctrl-C, a closed archive: let others go on at once
            with contextlib.suppress(Exception):
                self._work.release(jobs, by=self._by)
            raise
        return True

    def _computed(self, worker: Worker, jobs: Sequence[Job]) -> Sequence[Outcome]:
        try:
            return worker.compute(self._store, jobs)
        except ZhijiError as error:
            self._stop(worker, error)
            if not _is_of_jobs(error):
                self._work.release(jobs, by=self._by)
                return []
            return [Outcome(job=job, failed=type(error).__name__) for job in jobs]
        except (OSError, ValueError, RuntimeError, MemoryError) as error:
            _log.debug("work of kind %s failed", worker.kind, exc_info=True)
            return [Outcome(job=job, failed=type(error).__name__) for job in jobs]

    def _stop(self, worker: Worker, error: ZhijiError) -> None:
        """What can't be done now isn't tried with each job there is."""
        self._stopped.add(worker.kind)
        self.notes[str(error)] = None

    def _write_some(self, outcomes: deque[Outcome]) -> None:
        """Write outcomes down, those that failed or as many as go into a short turn."""
        if (first := outcomes[0]).write is None:
            outcomes.popleft()
            why = first.failed or "nothing came of it"
            self._work.fail(first.job, why, by=self._by, retry_in=first.retry_in)
            self.failed[first.job.kind] += 1
            return
        with self._store.connection.transaction() as db:
            until = time.monotonic() + TURN_SECONDS
            while outcomes and (write := outcomes[0].write) is not None:
                outcome = outcomes.popleft()
                if outcome.before and self._work.holds(db, outcome.job, by=self._by):
                    outcome.before[0](db)
                    outcomes.appendleft(replace(outcome, before=outcome.before[1:]))
                elif not outcome.before:
                    self._complete(db, outcome.job, write)
                if (
                    time.monotonic() >= until
                ):  # after a part at least, or a slow clock would keep us here for good
                    break

    def _complete(self, db: Any, job: Job, write: Callable[[Any], None]) -> None:
        if self._work.done(db, job, by=self._by):  # else it was forgotten, or is another's by now
            write(db)
            self.done[job.kind] += 1


def _is_of_jobs(error: ZhijiError) -> bool:
    """Whether what went wrong may be the jobs' fault, and not that of an endpoint, a setting or a budget."""
    if isinstance(error, LlmFailed):
        return error.is_of_words
    return not isinstance(error, LlmUnreachable | LeaveRefused | BudgetSpent | MissingExtra | SettingError)
