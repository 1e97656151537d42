from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from zhiji.cli import console


def test_add_tells_of_each_file_what_became_of_it(run: Run, exports: Path) -> None:
    found = run("add", exports / "hut.jsonl")
    assert (found.code, found.out) == (0, "hut.jsonl (neutral): 3 added\n")
    assert run("add", exports / "hut.jsonl").out == "hut.jsonl (neutral): 0 added, 3 known already\n"


def test_a_folder_is_added_with_all_that_is_in_it(run: Run, exports: Path) -> None:
    (exports / "notes.docx").write_text("nothing of ours")
    lines = run("add", exports, "--me", "Jun").out.splitlines()
    assert "hut.jsonl (neutral): 3 added" in lines
    assert lines[-2:] == ["Together: 7 added.", "1 other file in the folders: no exports by themselves."]


def test_add_prints_the_promised_json(run: Run, exports: Path) -> None:
    report = run("add", exports / "hut.jsonl", "--json").json
    assert report["schema"] == 1
    assert (report["added"], report["known"], report["forgotten"], report["problems"]) == (3, 0, 0, 0)
    (file,) = report["files"]
    assert file["path"] == str(exports / "hut.jsonl")
    assert set(file) >= {"path", "source", "added", "known", "forgotten", "problems"}


def test_a_bad_row_is_a_problem_and_no_failure(run: Run, exports: Path) -> None:
    with (exports / "hut.jsonl").open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    found = run("add", exports / "hut.jsonl", "--json")
    assert found.code == 0
    assert found.json["added"] == 3 and found.json["problems"] == 1
    assert set(found.json["files"][0]["problems"][0]) == {"where", "what"}
    assert "1 problem\n  - line 4: " in run("add", exports / "hut.jsonl").out


def test_many_problems_are_shown_in_part_and_counted(run: Run, exports: Path) -> None:
    with (exports / "hut.jsonl").open("a", encoding="utf-8") as file:
        file.write("{broken\n" * 8)
    assert "  - and 3 more; --json lists them" in run("add", exports / "hut.jsonl").out


def test_a_file_that_cannot_be_read_leaves_the_others_and_is_exit_code_1(run: Run, exports: Path) -> None:
    found = run("add", exports / "missing.zip", exports / "hut.jsonl", "--json")
    assert found.code == 1
    assert found.json["added"] == 3
    assert found.err.count("zhiji: ") == 1 and "missing.zip" in found.err and "Traceback" not in found.err
    assert [one["path"] for one in found.json["failures"]] == [str(exports / "missing.zip")]


def test_what_is_no_export_is_said_in_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "shopping.txt").write_text("milk, bread")
    found = run("add", tmp_path / "shopping.txt")
    assert found.code == 1 and "zhiji sources" in found.err


def test_the_owner_named_is_the_owner_and_a_name_that_nobody_has_is_told(run: Run, exports: Path) -> None:
    chat = exports / "WhatsApp Chat with Allotment.txt"
    assert "Nobody called “Inez”" in run("add", chat, "--me", "Inez").err
    run("add", chat, "--me", "Ines")
    assert run("status", "--json").json["owner"] == "Ines"


def test_wildcards_are_resolved_where_the_shell_left_them(run: Run, exports: Path) -> None:
    assert run("add", exports / "*.jsonl").out == "hut.jsonl (neutral): 3 added\n"


def test_the_room_that_media_need_is_told_first(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "WhatsApp Chat with Bo.zip", "w") as export:
        export.writestr("IMG-20260502-WA0001.jpg", b"\xff\xd8\xff" + bytes(20_000))
        export.writestr(
            "WhatsApp Chat with Bo.txt",
            "22/05/2026, 18:04 - Bo: IMG-20260502-WA0001.jpg (file attached)\n02/05/2026, 18:05 - Jun: nice\n"
            "22/05/2026, 18:06 - Bo: the lake\n",
        )
    found = run("add", tmp_path / "WhatsApp Chat with Bo.zip")
    assert found.code == 0
    assert found.err.startswith("WhatsApp Chat with Bo.zip: 20 kB of pictures, videos and recordings (")


def test_somebody_at_a_terminal_is_asked_once_who_they_are(
    run: Run, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def prompt(text: str, **_: object) -> str:
        asked.append(text)
        return "1"

    monkeypatch.setattr(console, "can_ask", lambda: True)
    monkeypatch.setattr("click.prompt", prompt)
    found = run("add", exports / "WhatsApp Chat with Allotment.txt")
    assert "Which of them is you in whatsapp?" in asked[0] and len(asked) == 1
    assert "1  Ines" in found.err and "You are Ines." in found.err
    run("add", exports / "WhatsApp Chat with Allotment.txt")
    assert len(asked) == 1


def test_nobody_is_asked_where_nobody_is(run: Run, exports: Path) -> None:
    assert run("add", exports / "WhatsApp Chat with Allotment.txt").err == ""
    assert "zhiji people me NAME" in run("status").out.replace("\n", " ")


def test_messages_that_would_steer_the_terminal_are_printed_as_text(run: Run, tmp_path: Path) -> None:
    row = {"chat": "\x1b[2J", "sender": "\x1b]0;x\x07", "when": "2026-01-10T09:00:00Z", "text": "\x1b[31mred"}
    (tmp_path / "odd.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    run("add", tmp_path / "odd.jsonl")
    for verb in ("people", "chats", "status"):
        assert "\x1b" not in run(verb).out and "\x07" not in run(verb).out


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="a folder in which nobody can make one")
def test_a_home_that_cannot_be_made_is_said_in_a_sentence(run: Run, exports: Path) -> None:
    found = run("add", exports / "hut.jsonl", "--home", "/proc/nowhere")
    assert found.code == 1 and "/proc/nowhere" in found.err and found.err.count("\n") == 1


@pytest.mark.parametrize("path", ["long" * 100, "~nobody-of-this-name/chat.txt"])
def test_a_path_that_cannot_be_leaves_the_others(run: Run, exports: Path, path: str) -> None:
    found = run("add", path, exports / "hut.jsonl")
    assert found.code == 1
    assert "hut.jsonl (neutral): 3 added" in found.out
    assert "can't be read" in found.err and "Traceback" not in found.err


def test_an_empty_path_is_not_the_folder_one_is_in(run: Run, exports: Path) -> None:
    assert run("add", "", exports / "hut.jsonl").code == 2
