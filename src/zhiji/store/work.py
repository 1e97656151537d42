"""Derived work that waits to be done: what any process may take, under a lease that runs out if it dies.

A piece of work is (kind, subject): "vectors" for message 17. It is done for one input (a hash); another input makes it
work again. Heavy work is done outside the write lock: take with `lease`, compute, then write the outcome and call
`done` in one transaction, which also tells what was forgotten or leased to somebody else in the meantime.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import apsw

from zhiji.store.connection import Connection
from zhiji.store.sql import all_rows, first_row

TRIES = 3
# kinds whose subject is the id of a message; of facts and their extraction, that of the first one of a session
OF_MESSAGES = frozenset({"vectors", "transcript", "ocr", "facts", "extraction"})
LEASE_SECONDS = 600.0
_KINDS = ", ".join(f"'{kind}'" for kind in sorted(OF_MESSAGES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of work, leased."""

    id: int
    kind: str
    subject: int  # of the kind's own: mostly the id of a message
    input: bytes
    tries: int  # how often it failed before


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How far the work of one kind has got."""

    of: int
    done: int
    failed: int  # given up

    @property
    def open(self) -> int:
        """What is still to be done."""
        return self.of - self.done - self.failed


class Work:
    """The work of one archive, as one worker sees it."""

    def __init__(self, connection: Connection, *, clock: Callable[[], float] = time.time) -> None:
        self._connection, self._clock = connection, clock

    def enqueue(self, kind: str, subjects: Iterable[tuple[int, bytes]], *, priority: int = 0) -> None:
        """Note work on (subject, input); higher priority first. The same input again changes nothing."""
        with self._connection.transaction() as db:
            enqueue(db, kind, subjects, priority=priority)

    def lease(
        self, kinds: Sequence[str], *, by: str, most: int = 1, seconds: float = LEASE_SECONDS
    ) -> list[Job]:
        """Take some work of these kinds, the most urgent first; nobody else gets it before the lease runs out."""
        now, marks = self._now(), ",".join("?" * len(kinds))
        sql = (
            "UPDATE work SET lease_until = ?, lease_by = ? WHERE id IN ("
            f" SELECT id FROM work WHERE kind IN ({marks}) AND done_at IS NULL AND tries < ?"
            " AND coalesce(lease_until, 0) <= ? ORDER BY priority DESC, id LIMIT ?)"
            " RETURNING id, kind, subject, input, tries, priority"
        )
        values = (now + int(seconds * 1e6), by, *kinds, TRIES, now, most)
        with self._connection.transaction() as db:
            taken = sorted(all_rows(db, sql, values), key=lambda row: (-row[5], row[0]))
        return [
            Job(id=number, kind=kind, subject=subject, input=given, tries=tries)
            for number, kind, subject, given, tries, _ in taken
        ]

    def holds(self, db: apsw.Connection, job: Job, *, by: str) -> bool:
        """Whether the work is still ours; inside the transaction that writes a part of its outcome."""
        sql = "SELECT 1 FROM work WHERE id = ? AND input = ? AND lease_by = ? AND done_at IS NULL"
        return first_row(db, sql, (job.id, job.input, by)) is not None

    def done(self, db: apsw.Connection, job: Job, *, by: str) -> bool:
        """Inside the transaction that writes the outcome. False: write nothing, the work isn't ours any more."""
        db.execute(
            "UPDATE work SET done_at = ?, lease_until = NULL, lease_by = NULL, failed = NULL"
            " WHERE id = ? AND input = ? AND lease_by = ? AND done_at IS NULL",
            (self._now(), job.id, job.input, by),
        )
        return db.changes() == 1

    def fail(self, job: Job, why: str, *, by: str, retry_in: float = 60.0) -> None:
        """It didn't work out; `why` is a kind of error without a word of what was said. Tried thrice in all."""
        with self._connection.transaction() as db:
            db.execute(
                "UPDATE work SET tries = tries + 1, failed = ?, lease_until = ?, lease_by = NULL"
                " WHERE id = ? AND lease_by = ? AND done_at IS NULL",
                (why, self._now() + int(retry_in * 1e6), job.id, by),
            )

    def release(self, jobs: Iterable[Job], *, by: str) -> None:
        """Give back what wasn't begun."""
        with self._connection.transaction() as db:
            db.executemany(
                "UPDATE work SET lease_until = NULL, lease_by = NULL WHERE id = ? AND lease_by = ?",
                [(job.id, by) for job in jobs],
            )

    def retry(self, kind: str) -> None:
        """Give what was given up another chance."""
        with self._connection.transaction() as db:
            sql = "UPDATE work SET tries = 0, lease_until = NULL WHERE kind = ? AND done_at IS NULL AND tries >= ?"
            db.execute(sql, (kind, TRIES))

    def counts(self) -> dict[str, Counts]:
        """How far each kind has got."""
        sql = (
            "SELECT kind, count(*), count(done_at), sum(done_at IS NULL AND tries >= ?)"
            " FROM work GROUP BY kind ORDER BY kind"
        )
        return {
            kind: Counts(of=of, done=done, failed=failed)
            for kind, of, done, failed in self._connection.rows(sql, TRIES)
        }

    def _now(self) -> int:
        return int(self._clock() * 1_000_000)


def drop(db: apsw.Connection, messages: str) -> None:
    """Forget the work on the messages that a query selects; inside the caller's transaction."""
    db.execute(f"DELETE FROM work WHERE kind IN ({_KINDS}) AND subject IN ({messages})")


def settle(db: apsw.Connection, job: int) -> None:
    """Strike out a piece of work: what came of it tells that it is done, or there is nothing to do any more."""
    db.execute("DELETE FROM work WHERE id = ?", (job,))


def again(db: apsw.Connection, messages: str) -> None:
    """Let the work on the messages that a query selects be done anew."""
    reset = "done_at = NULL, tries = 0, failed = NULL, lease_until = NULL, lease_by = NULL"
    db.execute(f"UPDATE work SET {reset} WHERE kind IN ({_KINDS}) AND subject IN ({messages})")


def enqueue(
    db: apsw.Connection, kind: str, subjects: Iterable[tuple[int, bytes]], *, priority: int = 0
) -> None:
    """The same inside the caller's transaction."""
    db.executemany(
        "INSERT INTO work (kind, subject, input, priority) VALUES (?,?,?,?)"
        " ON CONFLICT (kind, subject) DO UPDATE SET input = excluded.input, priority = excluded.priority,"
        " done_at = NULL, tries = 0, failed = NULL, lease_until = NULL, lease_by = NULL"
        " WHERE input != excluded.input",
        [(kind, subject, given, priority) for subject, given in subjects],
    )
