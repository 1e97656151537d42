"""An answer held against what is known of it: each measure that makes sense for the question.

`right` is the one number for answerable and unanswerable questions together: the expected answer stands in what is said, or
there is silence where the chats don't answer. `exact` wants nothing beside it, which quoted evidence never is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhiji.evaluation import matching
from zhiji.evaluation.labelled import Labelled
from zhiji.evaluation.metrics import Estimate, estimate
from zhiji.evaluation.paired import resampled
from zhiji.evaluation.ways import Given

MEASURES: Mapping[str, str] = {  # in the order of the table, with what they mean
    "right": "the expected answer stands in what is said, or silence where there is none",
    "exact": "the same words as expected, and no others; answerable questions",
    "match": "each part of the expected answer stands in what is said; answerable questions",
    "f1": "words in common with the expected answer; answerable questions",
    "judge": "right, says the judge; answerable questions",
    "precision": "cited messages that are evidence; questions with evidence where something is cited",
    "recall": "evidence messages that are cited; questions with evidence",
    "first": "the first cited message is evidence; questions with one evidence message",
    "first3": "one of the first three is; the same questions",
    "silence_precision": "silences that are right",
    "silence_recall": "unanswerable questions met with silence",
    "silence_area": "how often an answerable question is surer than an unanswerable one (AUC)",
    "refused": "answerable questions met with silence",
    "tokens": "read and written by the language model, a question",
    "cost": "US dollars, a thousand questions",
    "seconds": "by the clock, a question",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """One question with its answer, the measures that apply, and what the silences are reckoned from."""

    question: Labelled
    given: Given
    marks: dict[str, float]


def marked(question: Labelled, given: Given, *, judged: bool | None = None) -> Marked:
    """The answer with its measures; `judged` is what the judge says."""
    marks = _of_text(question, given) | _of_citations(question, given) | _of_silence(question, given)
    if judged is not None:
        marks["judge"] = float(judged)
    marks |= {"tokens": float(given.tokens), "seconds": given.seconds}
    if given.cost is not None:
        marks["cost"] = 1000 * given.cost
    return Marked(question, given, marks)


def summed(rows: Sequence[Marked]) -> dict[str, Estimate]:
    """Each measure over all questions for which it makes sense."""
    found = {name: estimate(values) for name in MEASURES if (values := _values(rows, name))}
    sides = [(not row.question.abstain, row.given.confidence) for row in rows]
    if (under := resampled(sides, area)) is not None:
        found["silence_area"] = under
    if any(row.given.cost is None for row in rows):
        found.pop("cost", None)  # known of some is known of none
    if not any(row.question.abstain for row in rows):
        found.pop("silence_precision", None)
    return {name: found[name] for name in MEASURES if name in found}


def area(sides: Sequence[tuple[bool, float]]) -> float | None:
    """How often what is true is surer than what is false, half of the ties counted; None if one side is missing."""
    counts: defaultdict[float, list[int]] = defaultdict(lambda: [0, 0])
    for is_true, sure in sides:
        counts[sure][is_true] += 1
    falses = trues = won = 0.0
    for _, (false, true) in sorted(counts.items()):
        won += true * (falses + false / 2)
        falses, trues = falses + false, trues + true
    return won / falses / trues if falses and trues else None


def _values(rows: Sequence[Marked], name: str) -> list[float]:
    return [row.marks[name] for row in rows if name in row.marks]


def _of_text(question: Labelled, given: Given) -> dict[str, float]:
    if question.abstain:
        return {"right": float(given.abstained)}
    if not question.answers:
        return {}
    if given.abstained:
        return dict.fromkeys(("right", "exact", "match", "f1"), 0.0)
    match = max(matching.holds(given.text, one) for one in question.answers)
    return {
        "right": float(match),
        "exact": float(max(matching.exact(given.text, one) for one in question.answers)),
        "match": float(match),
        "f1": max(matching.f1(given.text, one) for one in question.answers),
    }


def _of_citations(question: Labelled, given: Given) -> dict[str, float]:
    if question.abstain or not question.evidence:
        return {}
    hits = [one & question.evidence for one in given.cited]
    marks = {"recall": len(frozenset().union(*hits)) / len(question.evidence)}
    if hits:
        marks["precision"] = sum(map(bool, hits)) / len(hits)
    if len(question.evidence) == 1:
        marks |= {"first": float(any(hits[:1])), "first3": float(any(hits[:3]))}
    return marks


def _of_silence(question: Labelled, given: Given) -> dict[str, float]:
    marks = {"silence_recall" if question.abstain else "refused": float(given.abstained)}
    if given.abstained:
        marks["silence_precision"] = float(question.abstain)
    return marks
