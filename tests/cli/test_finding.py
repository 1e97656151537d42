from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from zhiji import Archive


def test_search_prints_the_promised_json(run: Run, filled: Path) -> None:
    found = run("search", "flowerpot", "--json").json
    assert found["schema"] == 1 and found["ms"] >= 0
    first = found["hits"][0]
    assert set(first) == {"id", "source_id", "chat", "sender", "when", "text", "score"}
    assert (first["source_id"], first["sender"]["name"]) == ("h1", "Noor")
    assert first["chat"]["name"] == "Hut weekend" and isinstance(first["chat"]["id"], int)
    assert first["when"] == "2026-03-01T10:00:00+01:00"


def test_a_search_shows_who_said_it_where_and_when(run: Run, filled: Path) -> None:
    lines = run("search", "flowerpot", "-k", "1").out.splitlines()
    assert lines == [
        "1. Noor in Hut weekend, neutral, 2026-03-01 10:00",
        "   the hut key is under the third flowerpot",
    ]


def test_the_words_of_a_query_need_no_quotes(run: Run, filled: Path) -> None:
    assert (
        run("search", "who", "has", "slugs", "-k", "1", "--json").json["hits"][0]["text"]
        == "mine were eaten by slugs"
    )


def test_matches_are_marked_where_colours_are_seen(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "the third \x1b[33m\x1b[1mflowerpot\x1b[0m" in run("search", "flowerpots", "-k", "1").out
    assert "\x1b[33m\x1b[1m钥匙\x1b[0m在" in run("search", "钥匙", "-k", "1").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("search", "flowerpot").out


def test_no_hits_is_exit_code_3_with_and_without_json(run: Run, filled: Path) -> None:
    assert run("search", "zeppelin").code == 3
    found = run("search", "zeppelin", "--json")
    assert found.code == 3 and found.json["hits"] == []


def test_a_search_in_an_empty_archive_finds_nothing(run: Run) -> None:
    assert run("search", "flowerpot", "--json").code == 3


def test_filters_narrow_down(run: Run, filled: Path) -> None:
    assert {
        one["sender"]["name"] for one in run("search", "beans", "--person", "Marek", "--json").json["hits"]
    } <= {"Marek"}
    in_chat = run(
        "search",
        "key",
        "--chat",
        "Hut weekend",
        "--after",
        "2026",
        "--before",
        "2026-04",
        "--kind",
        "text",
        "--json",
    )
    assert {one["chat"]["name"] for one in in_chat.json["hits"]} == {"Hut weekend"}
    assert run("search", "key", "--before", "2020").code == 3


def test_a_name_that_nobody_has_and_a_time_that_is_none_are_mistakes(run: Run, filled: Path) -> None:
    unknown = run("search", "key", "--person", "Noore")
    assert unknown.code == 1 and "Noor" in unknown.err
    assert run("search", "key", "--after", "the day before never").code == 1
    assert run("search", "key", "--now", "soon").code == 2


def test_explain_shows_what_a_score_is_made_of(run: Run, filled: Path) -> None:
    assert "words" in run("search", "flowerpot", "--explain").out
    hit = run("search", "flowerpot", "--explain", "--json").json["hits"][0]
    assert sum(hit["explain"].values()) == pytest.approx(hit["score"], abs=0.001)


def test_explain_tells_what_was_understood(run: Run, filled: Path) -> None:
    query = "what did Norr say about the hut key in March 2026?"
    shown = run("search", query, "--explain", "-k", "2").out
    assert (
        "people     “Norr” is Noor" in shown
        and "time       “in March 2026” is 2026-03-01 to 2026-03-31" in shown
    )
    assert (
        "words (hut, key" in shown and "said by Noor" in shown and "sent at or near “in March 2026”" in shown
    )
    assert len(shown.splitlines()) <= 24
    found = run("search", query, "--explain", "--json").json
    assert found["understood"]["people"] == [{"word": "Norr", "names": ["Noor"]}]
    assert found["understood"]["times"][0]["start"].startswith("2026-03-01T00:00")
    assert {"hut", "key"} <= set(found["hits"][0]["why"]["words"])
    assert "understood" not in run("search", query, "--json").json


def test_other_words_are_told_with_what_they_stand_for(run: Run, filled: Path) -> None:
    told = run("search", "where is the garden key", "--explain", "--json").json["understood"]
    assert told["words"] == ["garden", "key"] and told["kinds"] == []
    assert {"word": "钥匙", "for": "key"} in told["also"]


def test_words_alone_find_as_well(run: Run, filled: Path) -> None:
    assert run("search", "--words", "flowerpot", "--json").json["hits"]


def test_a_long_message_is_shown_around_the_match(run: Run, tmp_path: Path) -> None:
    row = {
        "chat": "c",
        "sender": "s",
        "when": "2026-01-10T09:00:00Z",
        "text": "blah " * 200 + "needle " + "blah " * 200,
    }
    (tmp_path / "long.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    run("add", tmp_path / "long.jsonl")
    shown = run("search", "needle").out
    assert "needle" in shown and shown.count("…") == 2 and len(shown) < 500


def test_ask_prints_the_promised_json(run: Run, filled: Path) -> None:
    answer = run("ask", "Where is the hut key?", "--json").json
    assert set(answer) >= {"schema", "text", "abstained", "citations", "llm", "tokens", "cost", "ms"}
    assert answer["abstained"] is False and answer["llm"] is None and answer["tokens"] == 0
    for one in answer["citations"]:
        assert set(one) == {"number", "id", "source_id", "field", "start", "end", "quote"}
        assert one["field"] == "text" and one["end"] - one["start"] == len(one["quote"])
    assert "flowerpot" in answer["citations"][0]["quote"]


def test_an_answer_shows_where_its_words_stand(run: Run, filled: Path) -> None:
    shown = run("ask", "Where is the hut key?")
    assert shown.code == 0
    assert "flowerpot" in shown.out and "[1] Noor in Hut weekend, neutral, 2026-03-01 10:00\n" in shown.out


def test_what_the_chats_do_not_say_is_declined_and_no_error(run: Run, filled: Path) -> None:
    declined = run("ask", "When does Ines marry the bishop of Linz?", "--json")
    assert declined.code == 0
    assert declined.json["abstained"] is True and declined.json["citations"] == []


def test_explain_tells_how_an_answer_came_about(run: Run, filled: Path) -> None:
    told = " ".join(run("ask", "Where is the hut key?", "--explain").err.split())
    for part in (
        "look up: where",
        "words: hut, key",
        "none was asked",
        "flowerpot",
        "of 2,000 tokens",
        "Nothing left",
    ):
        assert part in told


def test_explain_shows_what_a_language_model_wrote_and_what_became_of_it(run: Run, filled: Path) -> None:
    told = " ".join(run("ask", "Where is the hut key?", "--explain", "--llm", "echo:lie").err.split())
    for part in ("echo:lie wrote", "asked to mend it", "left out", "nobody said", "asked for by name"):
        assert part in told
    found = run("ask", "Where is the hut key?", "--explain", "--json", "--llm", "echo:quote").json
    assert found["left"] == found["explain"]["left"] == "Nothing left this computer."
    assert found["explain"]["asked_first"] == "large"
    assert {one["fate"] for one in found["explain"]["sentences"]} == {"kept"}
    assert found["explain"]["evidence"][0]["tokens"] > 0
    assert 0 <= found["explain"]["confidence"] <= 1


def test_a_language_model_that_there_is_not_is_a_mistake(run: Run, filled: Path) -> None:
    found = run("ask", "Where is the hut key?", "--llm", "nowhere:none")
    assert found.code == 1 and found.err.startswith("zhiji: ")


def test_an_answer_is_written_while_it_comes_and_ctrl_c_stops_it(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real, seen = Archive.ask, []

    def slow(self: Archive, question: str, **options: Any) -> Any:
        options["say"]("It is under ")
        seen.append(capsys.readouterr().out)
        os.kill(os.getpid(), signal.SIGINT)
        assert options["cancel"].is_set()
        return real(self, question, **{**options, "say": None, "cancel": None})

    monkeypatch.setattr(Archive, "ask", slow)
    done = run("ask", "Where is the hut key?")
    assert seen == ["It is under"]  # a blank at the end waits for the next word
    assert done.code == 0 and "flowerpot" in done.out  # what it came to in the end follows
