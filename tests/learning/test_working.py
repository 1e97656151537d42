from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from zhiji.errors import LlmFailed, LlmUnreachable
from zhiji.learning import LearnReport, Outcome, learn
from zhiji.store import Store
from zhiji.store.work import Job, Work


class Counting:
    """Notes each job's subject in the table of settings."""

    kind = "fact-check"
    batch = 2

    def __init__(self, *, fails_on: int | None = None) -> None:
        self.seen: list[int] = []
        self._fails_on = fails_on

    def plan(self, store: Store) -> None:
        pass

    def left(self, store: Store) -> int:
        return next((one.open for one in Work(store.connection).counts().values()), 0)

    def finish(self, store: Store) -> None:
        self.finished = True

    def compute(self, store: Store, jobs: Sequence[Job]) -> Sequence[Outcome]:
        self.seen += [job.subject for job in jobs]
        return [self._outcome(job) for job in jobs]

    def _outcome(self, job: Job) -> Outcome:
        if job.subject == self._fails_on:
            return Outcome(job=job, failed="odd")

        def write(db: Any) -> None:
            db.execute("INSERT INTO meta VALUES (?, ?)", (f"seen {job.subject}", "yes"))

        return Outcome(job=job, write=write)


class Raising(Counting):
    """Can't do anything."""

    def compute(self, store: Store, jobs: Sequence[Job]) -> Sequence[Outcome]:
        raise ValueError("a word that was said")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = Store(tmp_path, local=UTC)
    Work(found.connection).enqueue("fact-check", [(number, b"x") for number in range(5)])
    yield found
    found.close()


def test_all_open_work_is_done_and_written(store: Store) -> None:
    worker = Counting()
    report = learn(store, minutes=1, workers=[worker])
    assert (report.done, report.failed, report.finished) == ({"fact-check": 5}, {}, True)
    assert sorted(worker.seen) == [0, 1, 2, 3, 4]
    assert store.connection.value("SELECT count(*) FROM meta WHERE name LIKE 'seen %'") == 5


def test_a_second_time_there_is_nothing_left_to_do(store: Store) -> None:
    learn(store, minutes=1, workers=[Counting()])
    worker = Counting()
    assert learn(store, minutes=1, workers=[worker]).done == {}
    assert worker.seen == []


def test_work_without_a_worker_is_left_and_reported(store: Store) -> None:
    report = learn(store, minutes=1)
    assert report.open == {"fact-check": 5}
    assert not report.finished


def test_what_fails_is_counted_and_the_rest_goes_on(store: Store) -> None:
    report = learn(store, minutes=1, workers=[Counting(fails_on=3)])
    assert (report.done, report.failed) == ({"fact-check": 4}, {"fact-check": 1})


def test_a_worker_that_raises_fails_its_jobs_without_telling_what_was_said(store: Store) -> None:
    report = learn(store, minutes=1, workers=[Raising()])
    assert report.failed == {"fact-check": 5}
    assert store.connection.rows("SELECT DISTINCT failed FROM work") == [("ValueError",)]


def test_no_minutes_no_work(store: Store) -> None:
    assert learn(store, minutes=0, workers=[Counting()]).open == {"fact-check": 5}


def test_it_stops_when_told_to(store: Store) -> None:
    answers = iter([True, False])
    report = learn(store, minutes=1, workers=[Counting()], go_on=lambda: next(answers))
    assert report.done == {"fact-check": 2}


def test_what_was_done_before_and_after_a_pause_is_told_together(store: Store) -> None:
    before = learn(store, minutes=1, workers=[Counting(fails_on=1)], go_on=iter([True, False]).__next__)
    both = before.then(learn(store, minutes=1, workers=[Counting()]))
    assert (both.done, both.failed) == ({"fact-check": 4}, {"fact-check": 1})
    assert both.open == learn(store, minutes=0).open
    assert both.seconds >= before.seconds


def test_an_empty_report_is_finished() -> None:
    assert LearnReport().finished


class Unreachable(Counting):
    """Its endpoint isn't there."""

    def compute(self, store: Store, jobs: Sequence[Job]) -> Sequence[Outcome]:
        self.seen += [job.subject for job in jobs]
        raise LlmUnreachable("den:bge", "nothing answers there")


def test_what_cannot_be_reached_is_asked_once_and_fails_nothing(store: Store) -> None:
    worker = Unreachable()
    report = learn(store, minutes=1, workers=[worker])
    assert worker.seen == [0, 1] and report.failed == {} and report.open == {"fact-check": 5}
    assert report.notes == ("The language model den:bge can't be reached (nothing answers there).",)
    assert learn(store, minutes=1, workers=[Counting()]).finished


class Refused(Counting):
    """Its endpoint won't have what it is sent."""

    def compute(self, store: Store, jobs: Sequence[Job]) -> Sequence[Outcome]:
        raise LlmFailed("den:bge", "too long", kind="HTTP 413")


def test_what_is_refused_fails_one_batch_at_a_time(store: Store) -> None:
    report = learn(store, minutes=1, workers=[Refused()])
    assert report.failed == {"fact-check": 2} and len(report.notes) == 1


class InParts(Counting):
    """Writes each outcome in parts; the work is taken away after the first part of subject 3."""

    def _outcome(self, job: Job) -> Outcome:
        def part(number: int) -> Any:
            def write(db: Any) -> None:
                db.execute("INSERT INTO meta VALUES (?, ?)", (f"part {job.subject} {number}", "yes"))
                if job.subject == 3:
                    db.execute("DELETE FROM work WHERE subject = 3")

            return write

        return Outcome(job=job, before=(part(1), part(2)), write=part(3))


@pytest.mark.parametrize("seconds", [0.04, 0.0])
def test_a_large_outcome_is_written_in_parts_as_long_as_the_work_is_ours(
    store: Store, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhiji.learning.working.TURN_SECONDS", seconds)
    report = learn(store, minutes=1, workers=[InParts()])
    assert report.done == {"fact-check": 4}
    written = store.connection.rows("SELECT name FROM meta WHERE name LIKE 'part %' ORDER BY name")
    assert [name for (name,) in written if name.startswith("part 3")] == ["part 3 1"]
    assert len(written) == 4 * 3 + 1
