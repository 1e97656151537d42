from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.assistant.conftest import LIFE, NOW
from zhiji.assistant import Answer
from zhiji.errors import EvaluationError
from zhiji.evaluation.cases import Case, judged, read_cases, run_cases

CASE = {
    "id": "gate",
    "question": "What is the gate code?",
    "asked_at": NOW.isoformat(),
    "evidence": ["house-2031-03-03T08:00:00+02:00", "house-2030-10-01T08:00:00+02:00"],
    "must_contain": ["7740"],
    "must_not_contain": ["0000"],
    "abstain": False,
}


def written(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_cases_are_asked_in_an_archive_of_their_own_and_counted(tmp_path: Path) -> None:
    silent = {**CASE, "id": "dentist", "question": "What is the name of Tom's dentist?", "evidence": [],
              "must_contain": [], "abstain": True}  # fmt: skip
    wrong = {**CASE, "id": "wrong", "must_contain": ["9999"], "must_not_contain": ["7740"]}
    report = run_cases(
        written(tmp_path / "life.jsonl", *LIFE),
        read_cases(written(tmp_path / "cases.jsonl", CASE, silent, wrong)),
    )
    assert [one.passed for one in report.outcomes] == [True, True, False]
    assert report.outcomes[2].missing == ("9999",)
    assert report.outcomes[2].wrong == ("7740",)
    assert report.evidence == (4, 4)
    assert list(report.lines())[-1] == "2 of 3 passed, 4 of 4 pieces of evidence shown"
    assert report.as_json()["passed"] == 2
    assert report.as_json()["cases"][0]["evidence"] == {"found": sorted(CASE["evidence"]), "of": 2}  # type: ignore[call-overload]  # a list of str


def test_cases_may_be_asked_before_anything_is_learned(tmp_path: Path) -> None:
    lives, cases = (
        written(tmp_path / "life.jsonl", *LIFE),
        read_cases(written(tmp_path / "cases.jsonl", CASE)),
    )
    early = run_cases(lives, cases, learned=False).outcomes[0]
    assert early.passed and "gate: 2281" not in early.answer.text


def test_answering_what_should_be_met_with_silence_fails() -> None:
    case = Case(id="x", question="?", asked_at=datetime.fromisoformat("2031-01-01T00:00:00Z"), abstain=True)
    assert not judged(case, Answer(question="?", text="sure", abstained=False)).passed


@pytest.mark.parametrize(
    "row", [{"id": "x"}, {**CASE, "asked_at": "soon"}, {**CASE, "must_contain": ["("]}, ["no"]]
)
def test_a_line_that_is_no_case_is_named(tmp_path: Path, row: Any) -> None:
    with pytest.raises(EvaluationError, match=r"cases\.jsonl:1"):
        read_cases(written(tmp_path / "cases.jsonl", row))


def test_a_life_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "life.jsonl").write_text("nothing here", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"life\.jsonl"):
        run_cases(tmp_path / "life.jsonl", [])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="can't be read"):
        read_cases(tmp_path / "none.jsonl")
