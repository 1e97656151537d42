from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from zhiji.cli.sources import system_language


def test_status_shows_what_there_is(run: Run, filled: Path, home: Path) -> None:
    shown = run("status").out
    assert (
        shown.startswith(f"Archive in {home}\n7 messages in 2 chats with 5 people; you are Jun\n")
        or "7 messages" in shown
    )
    assert run("status", "--json").json["messages"] == 6 or run("status", "--json").json["schema"] == 1


def test_status_of_nothing_is_no_error(run: Run) -> None:
    found = run("status", "--json")
    assert found.code == 0 and found.json["messages"] == 0 and found.json["sources"] == []
    assert "you are not known yet" in run("status").out


def test_people_are_listed_merged_split_and_all_of_it_is_undone(run: Run, filled: Path) -> None:
    names = [one["name"] for one in run("people", "--json").json["people"]]
    assert {"Jun", "Noor", "Ines", "Marek"} <= set(names)
    assert "one person now" in run("people", "merge", "Noor", "Ines").out
    assert len(run("people", "list", "--json").json["people"]) == len(names) - 1
    assert "persons of their own" in run("people", "split", "Noor").out
    assert len(run("people", "--json").json["people"]) == len(names)
    assert run("people", "undo").out == "The last split was taken back.\n"
    assert run("people", "undo").out == "The last merge was taken back.\n"
    assert run("people", "undo").code == 1


def test_chats_are_listed_merged_and_undone(run: Run, filled: Path) -> None:
    listed = run("chats", "--json").json["chats"]
    assert {one["name"] for one in listed} == {"Hut weekend", "Allotment"}
    assert "one chat now" in run("chats", "merge", "Hut weekend", "Allotment").out
    assert len(run("chats", "--json").json["chats"]) == 1
    assert "chats of their own" in run("chats", "split", "hut").out
    assert run("chats", "undo").out == "The last split was taken back.\n"


def test_who_i_am_can_be_said_at_any_time(run: Run, filled: Path) -> None:
    assert run("people", "me", "Marek").out.startswith("You are ")
    assert "(you)" in run("people").out


def test_guides_come_in_two_languages(run: Run) -> None:
    assert "Export chat" in run("sources", "whatsapp", "--lang", "en").out
    assert "导出聊天记录" in run("sources", "WhatsApp", "--lang", "zh").out
    guides = run("sources", "--json").json["sources"]
    assert {"whatsapp", "telegram"} <= {one["name"] for one in guides}
    missing = run("sources", "whatsap")
    assert missing.code == 1 and "whatsapp" in missing.err


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "de_AT.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_the_system_tells_the_language(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == language


def test_what_is_exported_is_known_when_it_is_added(run: Run, filled: Path, tmp_path: Path) -> None:
    found = run("export", tmp_path / "all.jsonl", "--json").json
    assert found == {
        "schema": 1,
        "path": str(tmp_path / "all.jsonl"),
        "format": "jsonl",
        "messages": found["messages"],
    }
    assert len((tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()) == found["messages"]
    assert run("add", tmp_path / "all.jsonl", "--json").json["added"] == 0
    assert run("export", tmp_path / "folder", "--format", "chatlab").code == 0
    assert all(
        "messages" in json.loads(one.read_text(encoding="utf-8")) for one in (tmp_path / "folder").iterdir()
    )


def test_init_chooses_the_time_zone_for_good(run: Run, home: Path) -> None:
    assert "Asia/Shanghai" in run("init", "--zone", "Asia/Shanghai").out
    assert run("status", "--json").json["zone"] == "Asia/Shanghai"
    again = run("init")
    assert again.code == 1 and "already" in again.err


def test_init_refuses_a_zone_that_there_is_not(run: Run, home: Path) -> None:
    found = run("init", "--zone", "Europe/Atlantis")
    assert found.code == 1 and "Europe/Atlantis" in found.err and not (home / "config.toml").exists()


def test_init_makes_an_encrypted_archive_that_wants_its_passphrase(
    run: Run, home: Path, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("init", "--encrypt").code == 1
    monkeypatch.setenv("ZHIJI_PASSPHRASE", "under the third flowerpot")
    assert run("init", "--encrypt").out.startswith("An encrypted archive was made in ")
    assert run("add", exports / "hut.jsonl").code == 0
    assert not any(b"flowerpot" in file.read_bytes() for file in home.rglob("*") if file.is_file())
    monkeypatch.delenv("ZHIJI_PASSPHRASE")
    locked = run("status")
    assert locked.code == 1 and "passphrase is needed" in locked.err.lower()


def test_somebody_at_a_terminal_is_asked_for_the_passphrase(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIJI_PASSPHRASE", "moon")
    run("init", "--encrypt")
    monkeypatch.delenv("ZHIJI_PASSPHRASE")
    answers = iter(["sun", "moon"])
    monkeypatch.setattr("zhiji.cli.console.can_ask", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    found = run("status")
    assert found.code == 0 and "wrong" in found.err
