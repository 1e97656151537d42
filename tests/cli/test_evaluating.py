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


HUT = [
    {"id": "q1", "chat": "hut", "question": "Where is the hut key?", "answer": "under the third flowerpot",
     "category": "where", "evidence": ["h1"]},
    {"id": "q2", "chat": "hut", "question": "What is the name of the dentist?", "abstain": True},
]  # fmt: skip


def asked(folder: Path) -> Path:
    (folder / "asked.jsonl").write_text("\n".join(map(json.dumps, HUT)), encoding="utf-8")
    return folder / "asked.jsonl"


def test_answers_are_measured_with_and_without_a_language_model(
    run: Run, exports: Path, tmp_path: Path, home: Path
) -> None:
    given = ("--conversations", exports / "hut.jsonl", "--questions", asked(tmp_path))
    report = run("evaluate", "answers", *given, "--llm", "echo:quote", "--json").json
    ways = {(row["way"], row["llm"]) for row in report["rows"]}
    assert ways == {("zhiji", "none"), ("BM25", "none")} | {
        (way, "echo:quote") for way in ("zhiji", "BM25", "whole chat")
    }
    assert (report["n"], report["unanswerable"], report["unit"]) == (2, 1, "message")
    table = run("evaluate", "answers", *given).out
    assert "zhiji evaluate answers --conversations exports/hut.jsonl" in table and "no LLM" in table
    assert not home.exists()


def test_language_models_are_compared_on_one_s_own_chats(run: Run, filled: Path, tmp_path: Path) -> None:
    drawn, written = tmp_path / "cost.svg", tmp_path / "own.jsonl"
    report = run("compare", "--llms", "none,echo:quote", "--svg", drawn, "--json").json
    assert [one["llm"] for one in report["llms"]] == ["none", "echo:quote"]
    assert len(report["pairs"]) == 1 and drawn.read_text().startswith("<svg")
    assert "keep, change or add" in run("compare", "--write-questions", written, "--most", "4").err
    table = run("compare", "--llms", "none", "--questions", written).out
    assert "own.jsonl: 4 questions" in table and "McNemar" not in table
    assert "1 of them unanswerable" in run("compare", "--llms", "none", "--questions", asked(tmp_path)).out


def test_a_comparison_wants_something_to_compare(run: Run, filled: Path) -> None:
    assert run("compare").code == 2
    assert run("compare", "--llms", "nobody:nothing").code == 1
