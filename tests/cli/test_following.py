from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from zhiji.cli import console, nearby


@pytest.fixture
def person(tmp_path: Path, exports: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own folder, with exports among the downloads."""
    folder = tmp_path / "person"
    (folder / "Downloads").mkdir(parents=True)
    exports.rename(folder / "Downloads" / "chats")
    monkeypatch.setattr(Path, "home", lambda: folder)
    return folder


def test_add_without_a_path_shows_what_can_be_seen_and_adds_nothing_by_itself(run: Run, person: Path) -> None:
    shown = run("add")
    assert shown.code == 0 and "~/Downloads/chats/WhatsApp Chat with" in shown.out
    seen = next(one for one in run("add", "--json").json["seen"] if one["source"] == "whatsapp")
    assert (seen["source"], seen["new"]) == ("whatsapp", True) and seen["size"] > 200
    assert run("status", "--json").json["messages"] == 0


def test_what_was_chosen_is_added(run: Run, person: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "can_ask", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: "1")
    assert "Allotment.txt (whatsapp): 4 added" in run("add", "--me", "Ines").out
    assert any(not one["new"] for one in run("add", "--json").json["seen"])
    monkeypatch.setattr("click.prompt", lambda *_, **__: "new")
    assert "added" in run("add").out and run("status", "--json").json["messages"] == 4


@pytest.mark.parametrize(
    ("answer", "places"),
    [
        ("", []),
        ("1", [0]),
        ("1, 3", [0, 2]),
        ("2-3 1", [1, 2, 0]),
        ("all", [0, 1, 2]),
        ("new", [0, 2]),
        ("9", []),
    ],
)
def test_an_answer_may_be_numbers_all_or_new(answer: str, places: list[int]) -> None:
    assert nearby._numbers(answer, [True, False, True]) == places


def test_where_nothing_is_seen_it_says_how_to_export(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "empty")
    assert "zhiji sources" in run("add").out


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
def test_a_watched_folder_is_followed_until_ctrl_c(tmp_path: Path, exports: Path, home: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    command = [sys.executable, "-m", "zhiji", "add", str(folder), "--watch", "--every", "0.1", "--me", "Jun"]
    env = dict(os.environ, PYTHONUNBUFFERED="1")
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # tests in the background ignore it
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert "Watching" in process.stderr.readline()
        (exports / "hut.jsonl").rename(folder / "hut.jsonl")
        line = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert line == "hut.jsonl (neutral): 3 added\n"
    assert process.returncode == 0 and "Not watching any more." in err


def test_watching_wants_something_to_watch_and_pasting_no_path(run: Run, exports: Path) -> None:
    assert run("add", "--watch").code == 2
    assert run("add", "--paste", exports).code == 2
    missing = run("add", "--watch", exports / "nowhere")
    assert missing.code == 1 and "nowhere" in missing.err


def test_messages_copied_from_a_chat_are_pasted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = (
        "Ines, [02.01.2026 10:11]\nthe beans are up\n\nMarek, [02.01.2026 10:12]\nmine were eaten by slugs\n"
    )
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(copied.encode()), encoding="utf-8"))
    shown = run("add", "--paste", "--chat", "Allotment", "--me", "Ines")
    assert shown.err == "" and "2 added" in shown.out
    [chat] = run("chats", "--json").json["chats"]
    assert (chat["name"], chat["parts"][0]["source"]) == ("Allotment", "telegram")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(copied.encode()), encoding="utf-8"))
    assert "0 added, 2 known already" in run("add", "--paste", "--chat", "Allotment").out


def test_what_is_no_copied_chat_is_said_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"milk, bread"), encoding="utf-8"))
    shown = run("add", "--paste")
    assert shown.code == 1 and "Traceback" not in shown.err and len(shown.err.strip().splitlines()) <= 3
