from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_retrieval_is_measured_beside_the_baseline(
    run: Run, exports: Path, tmp_path: Path, home: Path
) -> None:
    question = {
        "id": "q",
        "chat": "hut",
        "question": "Where is the key?",
        "category": "single",
        "evidence": ["h1"],
    }
    (tmp_path / "questions.jsonl").write_text(json.dumps(question) + "\n", encoding="utf-8")
    given = ("--conversations", exports / "hut.jsonl", "--questions", tmp_path / "questions.jsonl")
    report = run("evaluate", "retrieval", *given, "--scope", "archive", "--json").json
    assert report["n"] == 1 and {row["ranking"] for row in report["rows"]} == {"zhiji", "bm25", "gain"}
    assert "recall@10" in run("evaluate", "retrieval", *given, "--sessions", "given").out
    assert not home.exists()


def test_questions_that_cannot_be_read_are_a_mistake(run: Run, exports: Path, tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_text("{broken\n", encoding="utf-8")
    found = run(
        "evaluate",
        "retrieval",
        "--conversations",
        exports / "hut.jsonl",
        "--questions",
        tmp_path / "questions.jsonl",
    )
    assert found.code == 1 and found.err.startswith("zhiji: ")
    assert run("evaluate", "retrieval", "--conversations", exports / "hut.jsonl").code == 2


def test_answers_are_held_against_what_is_known_of_them(run: Run, exports: Path, tmp_path: Path) -> None:
    case = {
        "id": "c1",
        "question": "Where is the hut key?",
        "asked_at": "2026-03-02T09:00:00+01:00",
        "evidence": ["h1"],
        "must_contain": ["flowerpot"],
        "must_not_contain": ["slugs"],
        "abstain": False,
    }
    (tmp_path / "cases.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    given = ("--life", exports / "hut.jsonl", "--cases", tmp_path / "cases.jsonl")
    assert run("evaluate", "cases", *given, "--json").json["passed"] == 1
    assert "1 of 1 passed" in run("evaluate", "cases", *given).out


def test_conversations_without_a_message_are_a_mistake(run: Run, tmp_path: Path) -> None:
    question = {"id": "q", "chat": "hut", "question": "Where is the key?", "evidence": ["h1"]}
    (tmp_path / "questions.jsonl").write_text(json.dumps(question) + "\n", encoding="utf-8")
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    given = ("--conversations", tmp_path / "none.jsonl", "--questions", tmp_path / "questions.jsonl")
    found = run("evaluate", "retrieval", *given)
    assert found.code == 1 and "no messages" in found.err
