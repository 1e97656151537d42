from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from zhiji.cli import console


def test_forgetting_gives_the_promised_receipt(run: Run, filled: Path) -> None:
    receipt = run("forget", "--chat", "Hut weekend", "--yes", "--json").json
    assert set(receipt) == {"schema", "erased", "redacted", "mentions_left", "pending", "cannot"}
    assert receipt["erased"] == 3 and receipt["pending"] is False
    assert any("hut.jsonl" in sentence for sentence in receipt["cannot"])


def test_forgetting_on_paper_says_what_is_out_of_reach(run: Run, filled: Path) -> None:
    shown = run("forget", "--person", "Noor", "--yes").out
    assert shown.startswith("1 message erased, with all that came from them.\n")
    assert "hut.jsonl" in shown.replace("\n", "")  # a long path may be broken over lines


def test_what_was_forgotten_stays_so_until_it_is_wanted_again(run: Run, filled: Path) -> None:
    run("forget", "--chat", "Hut weekend", "--yes")
    assert run("add", filled / "hut.jsonl").out == "hut.jsonl (neutral): 0 added, 3 stay forgotten\n"
    assert run("add", filled / "hut.jsonl", "--again").out == "hut.jsonl (neutral): 3 added\n"


def test_what_would_go_is_shown_and_asked(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = run("status", "--json").json["messages"]
    refused = run("forget", "--person", "Ines")
    assert refused.code == 2 and "what Ines (#" in refused.err and ", 2 messages." in refused.err
    monkeypatch.setattr(console, "can_ask", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    assert run("forget", "--person", "Ines").code != 0
    assert run("status", "--json").json["messages"] == count
    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    assert "2 messages erased" in run("forget", "--person", "Ines").out


def test_several_conditions_must_all_hold(run: Run, filled: Path) -> None:
    refused = run("forget", "--person", "Noor", "--before", "2026-01")
    assert "only where all of this holds" in refused.err
    assert run("forget", "--person", "Noor", "--before", "2026-01", "--yes", "--json").json["erased"] == 0


def test_forgetting_wants_to_know_what(run: Run) -> None:
    assert run("forget", "--yes").code == 2
    assert run("forget", "--person", "Nobody", "--yes").code == 1


def test_a_backup_comes_back_elsewhere(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "all.zip").code == 0
    back = run("--home", tmp_path / "other", "restore", tmp_path / "all.zip")
    assert back.code == 0 and "messages are back in" in back.out
    for home in (tmp_path / "home", tmp_path / "other"):
        run("--home", home, "export", tmp_path / f"{home.name}.jsonl")
    assert (tmp_path / "home.jsonl").read_bytes() == (tmp_path / "other.jsonl").read_bytes()
    assert run("--home", tmp_path / "other", "restore", tmp_path / "all.zip").code == 1


def test_an_archive_is_encrypted_later(
    run: Run, filled: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("encrypt").code == 1
    monkeypatch.setattr(console, "can_ask", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: "moon")
    assert run("encrypt").code == 0
    assert not any(b"flowerpot" in file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert run("status").code == 0
    assert run("backup", tmp_path / "all.zip").code == 0
    assert run("--home", tmp_path / "other", "restore", tmp_path / "all.zip").code == 0
    monkeypatch.setattr(console, "can_ask", lambda: False)
    assert run("status").code == 1


def test_a_right_archive_is_said_to_be_right(run: Run, filled: Path) -> None:
    assert run("doctor").out == "The archive is right.\n"
    assert run("doctor", "--json").json == {"schema": 1, "right": True, "findings": []}


def test_what_is_wrong_is_told_and_repaired(run: Run, filled: Path, home: Path) -> None:
    import apsw

    with apsw.Connection(str(home / "zhiji.db")) as db:
        db.execute("INSERT INTO words (words) VALUES ('delete-all')")
    wrong = run("doctor", "--json")
    assert (
        wrong.code == 1
        and not wrong.json["right"]
        and set(wrong.json["findings"][0]) == {"what", "where", "repaired"}
    )
    assert "--repair" in run("doctor").err
    assert run("doctor", "--repair").code == 0
    assert run("doctor").code == 0
