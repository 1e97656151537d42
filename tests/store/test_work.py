"""Derived work: taken once, done once, taken over if a worker dies; and the ledger of calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from tests.store.homes import opened
from zhiji.store.work import TRIES, Counts, Work


def _done(store_work: Work, job: object, by: str = "a") -> bool:
    with store_work._connection.transaction() as db:
        return store_work.done(db, job, by=by)  # type: ignore[arg-type]  # a Job


def test_the_most_urgent_work_is_taken_first_and_by_one_worker_only(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.work.enqueue("vector", [(1, b"x"), (2, b"x")])
        store.work.enqueue("vector", [(3, b"x")], priority=5)
        assert [job.subject for job in store.work.lease(["vector"], by="a", most=2)] == [3, 1]
        assert [job.subject for job in store.work.lease(["vector"], by="b", most=2)] == [2]
        assert store.work.lease(["vector"], by="c") == []
        assert store.work.lease(["transcript"], by="c") == []


def test_work_is_done_once_and_again_only_for_another_input(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.work.enqueue("vector", [(1, b"x")])
        (job,) = store.work.lease(["vector"], by="a")
        assert _done(store.work, job)
        assert not _done(store.work, job)
        store.work.enqueue("vector", [(1, b"x")])
        assert store.work.lease(["vector"], by="a") == []
        store.work.enqueue("vector", [(1, b"y")])
        assert [job.input for job in store.work.lease(["vector"], by="a")] == [b"y"]


def test_a_lease_runs_out_and_then_the_first_worker_is_too_late(tmp_path: Path) -> None:
    now = [1000.0]
    with opened(tmp_path) as store:
        work = Work(store.connection, clock=lambda: now[0])
        work.enqueue("vector", [(1, b"x")])
        (first,) = work.lease(["vector"], by="a", seconds=60)
        now[0] += 61
        (second,) = work.lease(["vector"], by="b", seconds=60)
        assert not _done(work, first, by="a")
        assert _done(work, second, by="b")


def test_what_was_changed_or_forgotten_meanwhile_is_not_done(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.work.enqueue("vector", [(1, b"x"), (2, b"x")])
        one, two = store.work.lease(["vector"], by="a", most=2)
        store.work.enqueue("vector", [(1, b"y")])
        with store.connection.transaction() as db:
            db.execute("DELETE FROM work WHERE subject = 2")
        assert not _done(store.work, one)
        assert not _done(store.work, two)


def test_what_fails_is_tried_later_and_given_up_in_the_end(tmp_path: Path) -> None:
    now = [1000.0]
    with opened(tmp_path) as store:
        work = Work(store.connection, clock=lambda: now[0])
        work.enqueue("transcript", [(1, b"x")])
        for turn in range(TRIES):
            (job,) = work.lease(["transcript"], by="a")
            assert job.tries == turn
            work.fail(job, "BadAudio", by="a", retry_in=60)
            assert work.lease(["transcript"], by="a") == []
            now[0] += 61
        assert work.lease(["transcript"], by="a") == []
        assert work.counts() == {"transcript": Counts(of=1, done=0, failed=1)}
        work.retry("transcript")
        assert len(work.lease(["transcript"], by="a")) == 1


def test_what_was_not_begun_is_given_back(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.work.enqueue("vector", [(1, b"x"), (2, b"x")])
        jobs = store.work.lease(["vector"], by="a", most=2)
        store.work.release(jobs[1:], by="a")
        assert [job.subject for job in store.work.lease(["vector"], by="b", most=2)] == [2]
        assert store.work.counts()["vector"].open == 2


@dataclass(frozen=True, kw_only=True)
class _Left:
    kinds: tuple[str, ...] = ("words", "messages")
    messages: int = 3
    pictures: int = 0
    characters: int = 120
    masked: int = 1
    renamed: int = 2
    recordings: int = 0


@dataclass(frozen=True, kw_only=True)
class _Call:
    when: datetime
    purpose: str = "answers"
    llm: str = "acme:large"
    host: str = "api.acme.example"
    tokens_in: int = 100
    tokens_out: int = 20
    cost: float | None = 0.25
    left: _Left | None = _Left()
    ok: bool = True
    error: str | None = None
    estimated: bool = False
    seconds: float = 1.5
    cached: bool = False


def test_the_ledger_keeps_every_call_and_adds_them_up(tmp_path: Path) -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, 12, 0, 0, 5, tzinfo=UTC)
    with opened(tmp_path) as store:
        store.ledger.append(_Call(when=early))
        store.ledger.append(_Call(when=late, cost=None, left=None, ok=False, error="Timeout", estimated=True))
        store.ledger.append(
            _Call(when=late, purpose="memory", llm="local:small", host="", cost=0.0, left=None)
        )
    with opened(tmp_path) as store:
        first, second, third = store.ledger.rows()
        assert (first.when, first.ok, first.error, first.cost) == (early, True, None, 0.25)
        assert first.left == {"kinds": ["words", "messages"], "messages": 3, "pictures": 0, "recordings": 0,
                              "characters": 120, "masked": 1, "renamed": 2}  # fmt: skip
        assert (second.when, second.ok, second.error, second.left, second.estimated) == (
            late,
            False,
            "Timeout",
            None,
            True,
        )
        assert third.host == ""
        answers, memory = store.ledger.totals("purpose")
        assert (answers.calls, answers.failed, answers.tokens_in, answers.cost, answers.unpriced) == (
            2,
            1,
            200,
            0.25,
            1,
        )
        assert answers.messages_left == 3
        assert (memory.of, memory.calls, memory.cost) == ("memory", 1, 0.0)
        assert [total.calls for total in store.ledger.totals("purpose", after=late)] == [1, 1]
        assert [total.of for total in store.ledger.totals("llm")] == ["acme:large", "local:small"]
        assert [total.of for total in store.ledger.totals("day")] == ["2026-01-01", "2026-02-01"]
        far_east = timezone(timedelta(hours=13))
        assert [total.of for total in store.ledger.totals("day", zone=far_east)] == [
            "2026-01-01",
            "2026-02-02",
        ]
        assert store.ledger.tokens(["memory"], after=early) == 120
        assert store.ledger.tokens(["pictures"], after=early) == 0
