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


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """With what the archive was told to learn."""
    told: list[dict[str, Any]] = []

    def learn(archive: object, **how: Any) -> LearnReport:
        told.append(how)
        return OPEN

    monkeypatch.setattr("zhiji.archive.Archive.learn", learn)
    monkeypatch.setattr(background, "lower_priority", lambda: None)
    return told


@pytest.mark.parametrize(
    ("seen", "works"),
    [
        (Seen(on_battery=True, load=0.2), True),
        (Seen(on_battery=False, load=0.4), False),
    ],
)
def test_the_worker_rests_as_the_settings_say(
    run: Run,
    home: Path,
    filled: Path,
    learned: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    seen: Seen,
    works: bool,
) -> None:
    monkeypatch.setattr("zhiji.learning.resting.Look", lambda: lambda: seen)
    (home / "config.toml").write_text("[background]\non_battery = true\nmax_load = 0.3\n")
    assert run("learn", "--idle", "--minutes", "0.01").code == 0
    assert learned[0]["go_on"]() is works


def test_learning_by_hand_waits_for_nothing(run: Run, filled: Path, learned: list[dict[str, Any]]) -> None:
    run("learn", "--minutes", "9")
    assert learned == [{"minutes": 9.0}]


def test_a_home_has_one_worker(tmp_path: Path) -> None:
    with background.alone(tmp_path) as first, background.alone(tmp_path) as second:
        assert first and not second
    with background.alone(tmp_path) as again:
        assert again
