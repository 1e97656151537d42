"""`zhiji memory` as people and programs see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

CHATS = """\
{"id": "1", "chat": "mia", "chat_kind": "direct", "sender": "mia", "sender_name": "Mia", "when": "2025-02-01T10:00:00+01:00", "text": "I'm allergic to peanuts"}
{"id": "2", "chat": "mia", "chat_kind": "direct", "sender": "jun", "sender_name": "Jun", "owner": true, "when": "2025-02-01T10:02:00+01:00", "text": "I'll send you the recipe tomorrow"}
{"id": "3", "chat": "mia", "chat_kind": "direct", "sender": "mia", "sender_name": "Mia", "when": "2025-06-01T10:00:00+02:00", "text": "my birthday's the 9th of June"}
{"id": "4", "chat": "mia", "chat_kind": "direct", "sender": "mia", "sender_name": "Mia", "when": "2025-06-01T10:05:00+02:00", "text": "I live in Graz now"}
"""
NOW = "2025-06-02T09:00"


@pytest.fixture
def learned(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "mia.jsonl").write_text(CHATS, encoding="utf-8")
    assert run("add", tmp_path / "mia.jsonl").code == 0
    assert run("learn").code == 0
    return run


def test_a_page_shows_facts_with_their_words(learned: Run) -> None:
    shown = learned("memory", "about", "Mia", "--now", NOW).out
    assert "Mia: allergy: peanuts" in shown
    assert "home: Graz" in shown
    assert "“allergic to peanuts”" in shown or "“I'm allergic to peanuts”" in shown
    assert "Jun → Mia" in shown


def test_facts_as_programs_see_them(learned: Run) -> None:
    page = learned("memory", "about", "Mia", "--now", NOW, "--json").json
    (allergy,) = [fact for fact in page["facts"] if fact["relation"] == "allergy"]
    assert (allergy["value"], allergy["state"], allergy["trust"], allergy["by"]["name"]) == (
        "peanuts", "believed", "said", "Mia",
    )  # fmt: skip
    (evidence,) = allergy["evidence"]
    assert CHATS.splitlines()[0].count(evidence["quote"]) == 1
    assert page["schema"] == 1


def test_counts_and_lists(learned: Run) -> None:
    assert "Mia" in learned("memory", "--now", NOW).out
    assert (
        "I'll send you the recipe tomorrow" in learned("memory", "promises", "--now", "2025-02-01T12:00").out
    )
    assert learned("memory", "debts").out == "No open debt.\n"
    assert learned("memory", "decisions").out == "No decision.\n"
    assert learned("memory", "topics").code == 0
    (home,) = [
        one for one in learned("memory", "timeline", "--json").json["facts"] if one["relation"] == "home"
    ]
    assert home["value"] == "Graz"


def test_a_calendar_is_written(learned: Run, tmp_path: Path) -> None:
    told = learned("memory", "upcoming", "--now", NOW, "--ics", tmp_path / "coming.ics").out
    assert told.startswith("1 entry in ")
    written = (tmp_path / "coming.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20250609" in written
    assert "RRULE:FREQ=YEARLY" in written
    assert "Mon" in learned("memory", "upcoming", "--now", NOW).out


def test_the_owner_has_the_last_word(learned: Run) -> None:
    number = next(
        fact["id"] for fact in learned("memory", "about", "Mia", "--json").json["facts"] if fact["value"] == "Graz"
    )  # fmt: skip
    assert "Linz" in learned("memory", "correct", str(number), "Linz").out
    assert "Linz" in learned("memory", "about", "Mia").out
    assert "Graz" in learned("memory", "undo", str(number)).out
    assert "rejected" in learned("memory", "reject", str(number)).out
    assert "home" not in learned("memory", "about", "Mia").out
    assert learned("memory", "forget", str(number)).code == 0
    assert learned("learn").code == 0
    assert "Graz" not in learned("memory", "timeline").out


def test_what_isnt_there_is_told_in_a_sentence(learned: Run) -> None:
    nobody = learned("memory", "about", "Nobody")
    assert (nobody.code, nobody.out) == (1, "")
    assert "Nobody" in nobody.err
    missing = learned("memory", "accept", "999")
    assert missing.code == 1
    assert "999" in missing.err


@pytest.mark.parametrize(
    "told",
    [
        ("about", "Mia", "--at", "9999-12-31"),
        ("about", "Mia", "--at", "0001-01-01"),
        ("about", "Mia", "--known", "2020"),
        ("about", "Mia", "--now", "0001-01-01"),
        ("upcoming", "--now", "9999-12-31T23:59"),
        ("upcoming", "--days", "36500"),
        ("upcoming", "--days", "999999999999"),
        ("accept", "99999999999999999999"),
        ("reject", "--", "-1"),
        ("correct", "1", " "),
        ("decisions", "--now", NOW),
        ("questions", "--now", NOW),
        ("instructions", "--now", NOW),
        ("suggested", "--now", NOW),
    ],
)
def test_odd_times_and_numbers_are_answered_in_a_sentence(learned: Run, told: tuple[str, ...]) -> None:
    done = learned("memory", *told)
    assert "mistake of its own" not in done.err
    assert done.code == 0 or done.err


def test_all_numbers_are_looked_up_before_anything_is_done(learned: Run) -> None:
    number = learned("memory", "about", "Mia", "--json").json["facts"][0]["id"]
    assert learned("memory", "reject", str(number), "999").code == 1
    assert "rejected" not in learned("memory", "timeline").out
    assert learned("memory", "forget", str(number), str(number)).out.startswith("Forgotten: 1 fact.")


def test_the_calendar_as_programs_see_it(learned: Run, tmp_path: Path) -> None:
    file = str(tmp_path / "coming.ics")
    assert learned("memory", "upcoming", "--now", NOW, "--ics", file, "--json").json == {
        "schema": 1, "file": file, "entries": 1,
    }  # fmt: skip


def test_a_birthday_shows_no_year_that_it_isnt_of(learned: Run) -> None:
    shown = learned("memory", "about", "Mia", "--now", "2028-01-01").out
    assert "Mia: birthday: 06-09  (Mia, 2025-06-01)" in shown


def test_before_anything_is_read_it_says_how(run: Run, filled: Path) -> None:
    assert "zhiji learn" in run("memory").out
