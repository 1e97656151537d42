from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.evaluation.made_up import COST, TOKENS
from zhiji.errors import EvaluationError, LeaveRefused
from zhiji.evaluation.answers import EVERY, Answers, evaluate
from zhiji.evaluation.labelled import Labelled, read_labelled, write_labelled
from zhiji.evaluation.marking import marked, summed
from zhiji.evaluation.ways import BM25, WHOLE, ZHIJI, Given, Way

Hut = tuple[Path, Path]


def means(report: Answers, way: Way, category: str = EVERY) -> dict[str, float]:
    (row,) = [row for row in report.rows if (row.way, row.category) == (way, category)]
    return {name: one.mean for name, one in row.scores.items()}


def test_an_llm_that_knows_the_answers_scores_as_reckoned_by_hand(hut: Hut, llms: None) -> None:
    report = evaluate(*hut, llm="exact:sure", judge="exact:judge")
    for name in (ZHIJI, BM25, WHOLE):
        found = means(report, Way(name, "exact:sure"))
        assert [found[one] for one in ("right", "match", "recall", "precision", "first", "first3")] == [1] * 6
        assert (found["silence_recall"], found["silence_precision"], found["refused"]) == (1, 1, 0)
        assert found["exact"] == pytest.approx(2 / 3)  # the third is told with a word more
        assert found["tokens"] <= TOKENS and found["cost"] <= 1000 * COST
    whole = means(report, Way(WHOLE, "exact:sure"))
    assert any(one.startswith("exact:judge") for one in report.setting.calls)
    assert whole["cost"] == pytest.approx(1000 * COST)
    assert (whole["tokens"], whole["silence_area"]) == (TOKENS, 1)
    assert means(report, Way(ZHIJI))["tokens"] == 0 and report.agreement is not None
    assert {row.category for row in report.rows} == {EVERY, "where", "who"}


def test_an_llm_that_says_nothing_refuses_everything(hut: Hut, llms: None) -> None:
    report = evaluate(*hut, llm="exact:shy")
    found = means(report, Way(WHOLE, "exact:shy"))
    same = next(one for one in report.gains if one.second == "whole chat (exact:shy)")
    assert (same.first, same.gain.mean, same.p) == ("zhiji (exact:shy)", 0, 1)
    assert (found["right"], found["match"], found["refused"]) == (0.25, 0, 1)
    assert (found["silence_precision"], found["silence_recall"], found["recall"]) == (0.25, 1, 0)
    assert "precision" not in found  # nothing was cited


def test_calls_that_fail_are_counted_and_quotes_answer(hut: Hut, llms: None) -> None:
    report = evaluate(*hut, llm="exact:broken")
    assert report.failed[Way(WHOLE, "exact:broken")] == 4
    assert means(report, Way(ZHIJI, "exact:broken"))["recall"] == means(report, Way(ZHIJI))["recall"]
    assert "no reply to 4 questions" in report.as_text()


def test_without_an_llm_two_ways_are_measured_and_the_table_says_so(hut: Hut) -> None:
    report = evaluate(*hut)
    assert {row.way for row in report.rows} == {Way(ZHIJI), Way(BM25)}
    text = report.as_text()
    assert "4 questions, all of them; 1 of them unanswerable" in text
    assert "no LLM" in text and report.setting.command() in text
    assert json.loads(json.dumps(report.as_json()))["rows"][0]["scores"]["first"]["n"] == 3


def test_a_draw_is_the_same_each_time_and_named(hut: Hut) -> None:
    drawn = read_labelled(hut[1], most=2)
    assert drawn == read_labelled(hut[1], most=2) and len(drawn) == 2
    report = evaluate(*hut, most=2)
    assert report.setting.asked == 2
    assert "drawn from 4 (seed 5)" in report.as_text() and "--most 2" in report.setting.command()


def test_a_chat_that_is_too_long_is_cut_at_its_beginning(hut: Hut, llms: None) -> None:
    report = evaluate(*hut, llm="exact:sure", context=40)
    assert report.setting.cut == 4 and "cut to its newest 40 tokens" in report.as_text()
    assert means(report, Way(WHOLE, "exact:sure"))["recall"] < 1


def test_a_kept_archive_is_found_again_and_goes_by_the_settings(hut: Hut, tmp_path: Path) -> None:
    first = evaluate(*hut, keep=tmp_path / "kept")
    (kept,) = (tmp_path / "kept").iterdir()
    (tmp_path / "config.toml").write_text('[llm.endpoints.far]\nbase_url = "https://llm.example/v1"\n')
    with pytest.raises(LeaveRefused):
        evaluate(*hut, keep=tmp_path / "kept", config=tmp_path / "config.toml", llm="far:away")
    assert (kept / "config.toml").exists()
    again = evaluate(*hut, keep=tmp_path / "kept")
    assert means(again, Way(BM25))["recall"] == means(first, Way(BM25))["recall"]
    assert not (kept / "config.toml").exists()


def test_questions_are_read_as_they_were_written(tmp_path: Path) -> None:
    some = [
        Labelled(id="a", text="Who?", answers=("Jun", "Jun Li"), evidence=frozenset({"#1", "h", "“tea”"}), category="who"),
        Labelled(id="b", text="谁？", abstain=True),
    ]  # fmt: skip
    write_labelled(tmp_path / "some.jsonl", some)
    assert read_labelled(tmp_path / "some.jsonl") == some


def test_evidence_may_be_told_by_its_words(hut: Hut, tmp_path: Path) -> None:
    asked = {"id": "q", "question": "Where is the hut key?", "answer": "flowerpot",
             "evidence": [{"file": "hut", "text": "the hut key is under the third flowerpot"}]}  # fmt: skip
    (tmp_path / "by words.jsonl").write_text(json.dumps(asked))
    assert means(evaluate(hut[0], tmp_path / "by words.jsonl", scope="archive"), Way(ZHIJI))["first"] == 1


def test_what_cannot_be_used_is_named(hut: Hut, tmp_path: Path) -> None:
    broken, elsewhere, silent = (
        tmp_path / "broken.jsonl",
        tmp_path / "elsewhere.jsonl",
        tmp_path / "none.jsonl",
    )
    broken.write_text('{"id": 1}\n')
    elsewhere.write_text('{"id": "q", "chat": "attic", "question": "Where?", "evidence": ["h1"]}\n')
    silent.write_text("")
    for path, why in ((broken, "line 1"), (elsewhere, "attic"), (silent, "no question")):
        with pytest.raises(EvaluationError, match=why):
            evaluate(hut[0], path)
    with pytest.raises(EvaluationError, match="can't be used"):
        evaluate(silent, hut[1])


def test_measures_are_taken_where_they_make_sense() -> None:
    one = Labelled(id="a", text="?", answers=("tea",), evidence=frozenset("ab"))
    given = Given(
        text="tea [1]", abstained=False, confidence=1, cited=tuple(map(frozenset, "xab")), cost=None
    )
    marks = marked(one, given).marks
    assert marks["precision"] == pytest.approx(2 / 3)
    assert (marks["recall"], marks["right"]) == (1, 1)
    assert not {"first", "cost", "silence_recall"} & marks.keys()
    assert "silence_area" not in summed([marked(one, given)])
