"""The show is made of real commands: what it prints follows from what lies in the exports."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from zhiji.cli import console
from zhiji.cli.running import run
from zhiji.demo import show

FIRST, SECOND = show.EXPORTS / show.FIRST, show.EXPORTS / show.SECOND


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _show(tmp_path_factory.mktemp("show"))


def _show(folder: Path, exports: Path = show.EXPORTS, *, embedder: str = "none") -> str:
    code = (
        "import sys; from pathlib import Path; from zhiji.cli import console; from zhiji.cli.running import run;"
        "from zhiji.demo.show import show; sys.exit(not show(Path(sys.argv[1]), run=run, say=console.say,"
        " exports=Path(sys.argv[2])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder / "archive"), str(exports)],
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80", "ZHIJI_EMBEDDER": embedder},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def part(text: str, command: str) -> str:
    """What a command of the show printed."""
    return text.split(f"$ zhiji {command}", 1)[1].split("\n$ zhiji ", 1)[0]


def says(text: str, words: str) -> bool:
    """Whether a text has these words, wherever its lines are broken."""
    return re.sub(r"\s", "", words) in re.sub(r"\s", "", text)


def test_two_exports_of_one_chat_become_their_union(shown: str) -> None:
    rows = [_rows(folder) for folder in (FIRST, SECOND)]
    union, common = sum((rows[0] | rows[1]).values()), sum((rows[0] & rows[1]).values())
    assert f"{sum(rows[0].values())} added" in part(shown, "add 'whatsapp/saved 2025-09-20'")
    assert f"{union - sum(rows[0].values())} added, {common} known already" in part(
        shown, "add 'whatsapp/saved 2026-06-07'"
    )
    assert re.search(rf"2F1 Iona St +whatsapp +\d+ +{union} ", part(shown, "chats"))


def _rows(folder: Path) -> Counter[str]:
    text = next(folder.iterdir()).read_text(encoding="utf-8")
    return Counter(re.split(r"^(?=\d\d/\d\d/\d{4}, )", text, flags=re.M)[1:])


def test_all_apps_are_in_the_archive(shown: str) -> None:
    assert all(
        re.search(rf"^{app} +\d+ ", shown, re.M) for app in ("chatgpt", "telegram", "wechat", "whatsapp")
    )
    assert "you are Shuyi Han" in shown


def test_a_chinese_and_an_english_question_are_answered_with_their_messages(shown: str) -> None:
    umbrella, book = part(shown, "ask '我的红雨伞"), part(shown, "ask 'Who recommended")
    assert "[1]" in umbrella and "Po-Yu Lin" in umbrella and says(umbrella, "紅色雨傘")
    assert "[1]" in book and "Isla McKay" in book and says(book, "The Living Mountain by Nan Shepherd")


def test_a_chinese_question_is_answered_from_an_english_chat(shown: str) -> None:
    eats = part(shown, "ask '柏宇是不是吃素的")
    assert "Po-Yu Lin" in eats and says(eats, "only no beef") and eats.count("[1]") == 2
    assert "$ zhiji learn" not in shown


def test_where_there_is_an_embedder_messages_are_embedded_first(tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    text = _show(tmp_path, embedder="hash")
    assert re.search(r"Embedded [1-9][\d,]* messages", part(text, "learn"))
    assert says(part(text, "ask '柏宇是不是吃素的"), "only no beef")
    assert re.search(r"\n[1-9]\d* at first, 0 after forgetting, 0 now\.", text)


def test_a_question_that_the_chats_do_not_answer_is_declined_with_what_comes_nearest(shown: str) -> None:
    declined = part(shown, "ask '爸爸的白内障手术")
    assert "语音，还没有文字，我不知道里面说了什么。" in declined.split("\n")[1]
    assert says(declined, "爸的白内障手术定了哪天？") and "[1] " in declined


def test_what_is_forgotten_leaves_no_byte_and_does_not_come_back(shown: str) -> None:
    assert re.search(r"\n[1-9]\d* at first, 0 after forgetting, 0 now\.", shown)
    assert re.search(r"[1-9]\d* messages erased", shown)
    assert re.search(
        r"result\.json \(telegram\): 0 added, \d+ known already, [1-9]\d* stay\s+forgotten", shown
    )
    assert "Nothing was found." in shown.rsplit("$ zhiji search", 1)[1]


def test_the_show_fits_eighty_columns(shown: str) -> None:
    wide = [line for line in shown.splitlines() if console.width(line) > 80 and "/" not in line]
    assert not wide


def test_a_changed_message_changes_the_answer(tmp_path: Path) -> None:
    exports = tmp_path / "changed"
    shutil.copytree(show.EXPORTS, exports)
    _change(exports, "落了一把紅色雨傘？木頭柄那把", "落了一把紅色雨傘？竹子柄那把")
    _change(exports, "The Living Mountain by Nan Shepherd", "The Living Mountain by a shepherd")
    _change(exports, "only no beef", "only no goose")
    text = _show(tmp_path, exports)
    assert says(part(text, "ask '柏宇"), "only no goose") and not says(text, "only no beef")
    assert says(part(text, "ask '我的红雨伞"), "竹子柄") and not says(text, "木頭柄")
    assert says(part(text, "ask 'Who recommended"), "by a shepherd")


def test_without_the_message_there_is_no_answer(tmp_path: Path) -> None:
    exports = tmp_path / "changed"
    shutil.copytree(show.EXPORTS, exports)
    _change(
        exports,
        "The Living Mountain by Nan Shepherd. thin, cold, perfect. it's on the hall shelf, take mine",
        "hm",
    )
    assert "Isla McKay" not in part(_show(tmp_path, exports), "ask 'Who recommended")


def _change(exports: Path, old: str, new: str) -> None:
    changed = 0
    for path in exports.rglob("*.*"):
        if path.is_file() and old in (text := path.read_text(encoding="utf-8")):
            path.write_text(text.replace(old, new), encoding="utf-8")
            changed += 1
    assert changed


def test_the_show_takes_little_computing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun = time.process_time()
    assert run(["demo"]) == 0
    assert time.process_time() - begun < 15
    assert "s of computing" in capsys.readouterr().out


def test_the_archive_can_be_kept_and_played_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--keep", str(tmp_path / "play")]) == 0
    assert f"{tmp_path / 'play' / 'archive'} ask" in capsys.readouterr().out
    assert run(["--home", str(tmp_path / "play" / "archive"), "search", "thermostat"]) == 0
    assert (tmp_path / "play" / "exports" / "telegram").is_dir()
    assert run(["demo", "--keep", str(tmp_path / "play")]) == 2


def test_the_show_leaves_the_owners_archive_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIJI_HOME", str(tmp_path / "mine"))
    monkeypatch.setenv("ZHIJI_PASSPHRASE", "moon")
    here = Path.cwd()
    assert run(["demo"]) == 0
    assert not (tmp_path / "mine").exists() and Path.cwd() == here
    assert os.environ["ZHIJI_PASSPHRASE"] == "moon" and os.environ["ZHIJI_HOME"] == str(tmp_path / "mine")


def test_a_command_that_fails_ends_the_show(tmp_path: Path) -> None:
    said: list[str] = []
    assert not show.show(tmp_path / "archive", run=lambda words: int(words[0] == "add"), say=said.append)
    assert len([line for line in said if line.startswith("$")]) == 2
