from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import zhiji
from tests.cli.conftest import Run
from zhiji.cli import background
from zhiji.learning import LearnReport
from zhiji.learning.resting import Seen

OPEN = LearnReport(done={"vector": 2}, failed={"vector": 1}, open={"vector": 3})


def test_learning_is_done_and_told(run: Run, filled: Path) -> None:
    assert run("learn", "--minutes", "0").code == 0
    assert set(run("learn", "--minutes", "0.01", "--json").json) == {"schema", "done", "failed", "open"}


def test_what_was_done_what_failed_and_what_is_left_is_told(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhiji.archive.Archive.learn", lambda *_, **__: OPEN)
    assert run("learn").out.splitlines() == [
        "vector: 2 done",
        "vector: 1 failed, to be tried again",
        "vector: 3 still to do",
    ]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    commands: list[list[str]] = []
    monkeypatch.setattr(background, "_start", commands.append)
    return commands


def test_adding_leaves_one_worker_where_there_is_work(
    run: Run, exports: Path, home: Path, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhiji.archive.Archive.learn", lambda *_, **__: OPEN)
    run("add", exports / "hut.jsonl")
    assert not started
    monkeypatch.delenv("ZHIJI_NO_BACKGROUND")
    run("add", exports / "hut.jsonl", "--no-background")
    assert not started
    run("add", exports / "hut.jsonl")
    assert started == [
        [
            sys.executable,
            "-m",
            "zhiji",
            "--home",
            str(home),
            "learn",
            "--minutes",
            str(background.MINUTES),
            "--idle",
        ]
    ]


def test_the_owner_can_turn_the_worker_off_for_good(
    run: Run, exports: Path, home: Path, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhiji.archive.Archive.learn", lambda *_, **__: OPEN)
    monkeypatch.delenv("ZHIJI_NO_BACKGROUND")
    home.mkdir()
    (home / "config.toml").write_text("[background]\nenabled = false\n")
    run("add", exports / "hut.jsonl")
    assert not started


def test_where_nothing_is_left_to_do_no_worker_is_started(tmp_path: Path, started: list[list[str]]) -> None:
    with zhiji.open(tmp_path / "empty") as archive:
        assert not background.leave(archive)
    assert not started


class Learning:
    """Stands for an archive's learning: a piece of work a call until none is left. Notes how it was called."""

    def __init__(self, pieces: int) -> None:
        self.left = pieces
        self.told: list[dict[str, Any]] = []

    def __call__(self, **how: Any) -> LearnReport:
        self.told.append(how)
        works = how["minutes"] > 0 and self.left > 0
        self.left -= works
        return LearnReport(done={"vector": 1} if works else {}, open={"vector": self.left})


@pytest.fixture
def learning(monkeypatch: pytest.MonkeyPatch) -> Learning:
    found = Learning(3)
    monkeypatch.setattr("zhiji.archive.Archive.learn", lambda _, **how: found(**how))
    monkeypatch.setattr(background, "lower_priority", lambda: None)
    return found


def seen(monkeypatch: pytest.MonkeyPatch, computer: Seen) -> None:
    monkeypatch.setattr("zhiji.learning.resting.Look", lambda: lambda: computer)


def test_the_worker_goes_on_after_each_pause(
    run: Run, filled: Path, learning: Learning, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(monkeypatch, Seen(on_battery=False, load=0.1))
    assert run("learn", "--idle", "--json").json == {
        "schema": 1,
        "done": {"vector": 3},
        "failed": {},
        "open": {"vector": 0},
    }
    assert [how["go_on"]() for how in learning.told[1:]] == [True] * 3


@pytest.mark.parametrize(
    ("computer", "done"), [(Seen(on_battery=True, load=0.2), 3), (Seen(on_battery=False, load=0.4), 0)]
)
def test_the_worker_rests_as_the_settings_say(
    run: Run,
    home: Path,
    filled: Path,
    learning: Learning,
    monkeypatch: pytest.MonkeyPatch,
    computer: Seen,
    done: int,
) -> None:
    seen(monkeypatch, computer)
    (home / "config.toml").write_text("[background]\non_battery = true\nmax_load = 0.3\n")
    assert run("learn", "--idle", "--minutes", "0.01").code == 0
    assert learning.left == 3 - done


def test_an_archive_can_be_encrypted_while_its_worker_rests(
    run: Run, home: Path, filled: Path, learning: Learning, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted: list[str] = []

    def look() -> Seen:
        if not encrypted:
            with zhiji.open(home) as archive:
                archive.encrypt("under the flowerpot")
            encrypted.append("yes")
        return Seen(on_battery=True)

    monkeypatch.setattr("zhiji.learning.resting.Look", lambda: look)
    assert run("learn", "--idle", "--minutes", "0.01").code == 0
    assert encrypted


def test_a_second_worker_leaves_the_work_to_the_first(
    run: Run, home: Path, filled: Path, learning: Learning
) -> None:
    with background.alone(home):
        run("learn", "--idle")
    assert learning.left == 3


def test_work_that_nobody_can_do_is_left(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen(monkeypatch, Seen())
    monkeypatch.setattr(background, "lower_priority", lambda: None)
    monkeypatch.setattr("zhiji.archive.Archive.learn", lambda *_, **__: LearnReport(open={"odd": 1}))
    assert run("learn", "--idle").out == "odd: 1 still to do\n"


def test_learning_by_hand_waits_for_nothing(run: Run, filled: Path, learning: Learning) -> None:
    run("learn", "--minutes", "9")
    assert learning.told == [{"minutes": 9.0}]


def test_a_home_has_one_worker(tmp_path: Path) -> None:
    with background.alone(tmp_path) as first, background.alone(tmp_path) as second:
        assert first and not second
    with background.alone(tmp_path) as again:
        assert again
