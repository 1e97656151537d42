from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.conftest import LIFE, NOW
from zhiji.assistant.judging import THRESHOLD
from zhiji.errors import EvaluationError
from zhiji.evaluation.abstention import (
    Judged,
    area,
    choose_line,
    judge,
    leave_one_out,
    lines,
    read_questions,
    silences,
)

ROWS = [Judged(True, 0.9), Judged(True, 0.4), Judged(False, 0.3), Judged(False, 0.8)]


def test_silences_are_counted_on_both_sides() -> None:
    found = silences(ROWS, line=0.5)
    assert (found.silent, found.rightly, found.precision, found.recall, found.kept_back) == (
        2,
        1,
        0.5,
        0.5,
        0.5,
    )


def test_shares_of_nothing_are_not_numbers() -> None:
    found = silences([Judged(True, 0.9)], line=0.5)
    assert (found.precision, found.recall, found.kept_back) == (None, None, 0.0)
    assert silences([], line=0.5).kept_back is None


def test_the_line_keeps_back_no_more_than_it_may() -> None:
    rows = [Judged(True, value / 100) for value in range(100)]
    line = choose_line([rows], most_kept_back=0.1)
    assert silences(rows, line=line).kept_back == 0.1


def test_each_set_is_judged_by_a_line_from_the_others() -> None:
    low = [Judged(True, 0.21), Judged(False, 0.1)]
    high = [Judged(True, 0.81), Judged(False, 0.7)]
    found = leave_one_out({"low": low, "high": high})
    assert (found["low"].line, found["high"].line) == (0.81, 0.21)


def test_questions_are_asked_in_an_archive_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "life.jsonl").write_text("\n".join(map(json.dumps, LIFE)), encoding="utf-8")
    asked = {"chat": "tom", "asked_at": NOW.isoformat()}
    rows = [
        {**asked, "question": "Where does Tom live?", "abstain": False},
        {**asked, "question": "What is the name of Tom's dentist?", "abstain": True},
        {"chat": "house", "question": "What is the gate code?", "abstain": False},
    ]
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    judged = judge(tmp_path / "life.jsonl", read_questions(tmp_path / "questions.jsonl"))
    found = silences(judged, line=THRESHOLD)
    assert (found.questions, found.precision, found.recall) == (3, 1.0, 1.0)
    assert list(lines({"life": found}))[1].endswith("100.0%  100.0%  0.0%")


def test_a_file_of_questions_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"none\.jsonl"):
        read_questions(tmp_path / "none.jsonl")


def test_the_area_tells_how_well_both_sides_are_told_apart() -> None:
    assert area(ROWS) == 0.75
    assert area(ROWS[:2]) is None
