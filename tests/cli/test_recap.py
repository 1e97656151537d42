from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROWS = [
    ("tom", "Tom", "tom", "2026-03-03T10:00:00+01:00", "can you bring the tent before Friday?"),
    ("hut", "Hut", "noor", "2026-03-04T10:00:00+01:00", "the flowerpot with the key is broken"),
    ("hut", "Hut", "bo", "2026-03-04T10:01:00+01:00", "where is the key now, beside the flowerpot?"),
    ("hut", "Hut", "me", "2026-03-04T10:05:00+01:00", "I'll bring you a new flowerpot on Sunday"),
]
NOW = "2026-03-05T09:00"
SHOWN = """\
Thu 26 Feb 2026 09:00 to Thu 5 Mar 2026 09:00

They wait for you
- Tom, Tue 3 Mar: “can you bring the tent before Friday?” (by Fri 6 Mar) [1]

You said you would
- You in Hut, Wed 4 Mar: “I'll bring you a new flowerpot on Sunday” (Sun 8 Mar)
  [4]

What was talked about
- Hut (3 messages): flowerpot, key
  noor, Wed 4 Mar: “the flowerpot with the key is broken” [2]

As of the last import of: Hut Wed 4 Mar, Tom Tue 3 Mar.
"""


@pytest.fixture
def some_days(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "days.jsonl"
    lines = [
        {"id": str(n), "chat": chat, "chat_name": name, "chat_kind": "group" if chat == "hut" else "direct", "sender": who,
         "owner": who == "me", "when": when, "text": text}
        for n, (chat, name, who, when, text) in enumerate(ROWS)
    ]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert run("add", path).code == 0


def test_a_recap_as_it_is_shown(run: Run, some_days: None) -> None:
    shown = run("recap", "--now", NOW)
    assert (shown.code, shown.out, shown.err) == (0, SHOWN, "")


def test_a_recap_prints_the_promised_json(run: Run, some_days: None) -> None:
    found = run("recap", "--now", NOW, "--json").json
    assert set(found) >= {"schema", "since", "until", "sections", "as_of"} and found["schema"] == 1
    assert (found["since"], found["until"]) == ("2026-02-26T09:00:00+01:00", "2026-03-05T09:00:00+01:00")
    wanted = found["sections"][0]
    assert wanted["name"] == "wanted" and set(wanted["lines"][0]) == {"text", "messages", "due"}
    assert wanted["lines"][0]["due"] == "2026-03-07T00:00:00+01:00"  # until the end of Friday
    hit = run("search", "tent", "-k", "1", "--json").json["hits"][0]
    assert wanted["lines"][0]["messages"] == [hit["id"]]
    assert {(one["chat"]["name"], one["last"][:10]) for one in found["as_of"]} == {
        ("Hut", "2026-03-04"),
        ("Tom", "2026-03-03"),
    }


def test_times_chats_and_people_narrow_it_down(run: Run, some_days: None) -> None:
    day = run("recap", "--day", "--now", NOW)
    assert "flowerpot" in day.out and "Tue 3 Mar" not in day.out.split("As of")[0].split("wait")[0]
    assert "tent" not in run("recap", "--chat", "Hut", "--now", NOW).out
    assert "flowerpot" not in run("recap", "--person", "Tom", "--now", NOW).out
    assert "tent" in run("recap", "--since", "2026-03-03", "--until", "2026-03-04", "--now", NOW).out
    assert "在等你的" in run("recap", "--lang", "zh", "--week", "--now", NOW).out


def test_times_that_contradict_each_other_are_wrong_usage(run: Run, some_days: None) -> None:
    assert run("recap", "--day", "--since", "2026-03-03").code == 2


def test_an_empty_archive_has_nothing_to_tell(run: Run) -> None:
    shown = run("recap", "--now", NOW)
    assert shown.code == 0 and "Nothing was said in this time" in shown.err
    assert run("recap", "--json").json["sections"] == []


def test_a_time_that_ends_before_it_begins_is_told(run: Run, some_days: None) -> None:
    done = run("recap", "--since", "2026", "--until", "2025")
    assert done.code == 1
    assert "can't end before" in done.err
