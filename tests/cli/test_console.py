from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhiji.cli import console

ODD = "🎿 한글 café 知己"


def test_chinese_breaks_where_the_line_is_full_and_never_before_a_full_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = console.wrapped(
        "这次回成都我打算带哪些东西？给外婆的助听器电池，给小满的摩卡壶。", indent="  "
    ).split("\n")
    assert (
        "".join(line.strip() for line in lines)
        == "这次回成都我打算带哪些东西？给外婆的助听器电池，给小满的摩卡壶。"
    )
    assert all(console.width(line) <= 42 for line in lines)
    assert not any(line.strip()[0] in "，。？" for line in lines)


def test_an_opening_bracket_goes_to_the_line_of_what_it_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for begin in range(14, 22):
        lines = console.wrapped("字" * begin + "（最后一条）“好的”").split("\n")
        assert (
            not any(line[-1] in "（“" for line in lines)
            and "".join(lines) == "字" * begin + "（最后一条）“好的”"
        )


def test_a_list_goes_on_under_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown = console.hanging("Found:\n- " + "one two " * 8 + "\n\n  → " + "three " * 9)
    assert [len(line) - len(line.lstrip()) for line in shown.split("\n")] == [0, 0, 2, 0, 2, 4]


def test_words_stay_whole_unless_they_are_longer_than_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    text = "a hut " * 10 + "x" * 90
    lines = console.wrapped(text).split("\n")
    assert max(map(len, lines)) == 40
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("知己", 4), ("é", 1), ("e\u0301", 1), ("🎿", 2), ("🏔️", 2)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert console.width(text) == columns


def test_what_people_wrote_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in console.plain("\x1b[2Jgone") and "\u202e" not in console.plain("a\u202eb")
    assert console.plain("two\nlines\there") == "two\nlines\there"


def test_a_table_gives_way_in_its_widest_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    lines = list(console.table([("1", "知" * 60, "12")], titles=("no.", "name", "many"), right=[0, 2]))
    assert len(lines) == 2 and all(console.width(line) <= 50 for line in lines) and "…" in lines[1]


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 bytes"), (999, "999 bytes"), (1500, "1.5 kB"), (12_000_000, "12 MB"), (3 * 10**12, "3000 GB")],
)
def test_sizes_are_said_as_people_say_them(count: int, said: str) -> None:
    assert console.size(count) == said


def test_json_is_in_escapes_where_the_stream_is_not_unicode(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp936", errors="strict"))
    console.print_json({"text": ODD + "\x9b2J"})
    sys.stdout.flush()
    written = raw.getvalue()
    assert written.isascii() and json.loads(written) == {"text": ODD + "\x9b2J"}


def test_colours_only_on_terminals_unless_asked_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert console.colourful(Terminal()) and not console.colourful(io.StringIO())
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert console.colourful(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not console.colourful(Terminal())


@pytest.mark.parametrize("encoding", ["cp936", "cp1252", "ascii"])
def test_no_code_page_ends_a_command(encoding: str, tmp_path: Path) -> None:
    export = tmp_path / "odd.jsonl"
    message = {"chat": ODD, "sender": ODD, "when": "2026-01-10T09:00:00+08:00", "text": ODD}
    export.write_text(json.dumps(message) + "\n", encoding="utf-8")
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for arguments in (["add", str(export)], ["chats"], ["people"], ["sources", "--lang", "zh"]):
        done = subprocess.run(
            [sys.executable, "-m", "zhiji", *arguments], env=env, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    listed = subprocess.run(
        [sys.executable, "-m", "zhiji", "chats", "--json"], env=env, capture_output=True, check=True
    )
    assert json.loads(listed.stdout)["chats"][0]["name"] == ODD
