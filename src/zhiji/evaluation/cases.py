"""`zhiji evaluate cases`: questions about a made-up life, each with what a good answer rests on, says and doesn't say.

The patterns are a net, not a judge: read the answers. A case is a JSON line {id, question, asked_at, evidence:
[source ids], must_contain: [patterns], must_not_contain: [patterns], abstain, kind?, lang?}.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from zhiji import archive
from zhiji.assistant import Answer
from zhiji.errors import EvaluationError

_LEARNING = 10.0  # minutes at most: what a few years of chats take


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question, and what is known of its answer."""

    id: str
    question: str
    asked_at: datetime
    evidence: frozenset[str] = frozenset()
    must_contain: tuple[str, ...] = ()
    must_not_contain: tuple[str, ...] = ()
    abstain: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one case."""

    case: Case
    answer: Answer
    found: frozenset[str]  # of its evidence, among what the answer shows
    missing: tuple[str, ...]  # patterns that it should have
    wrong: tuple[str, ...]  # patterns that it has and shouldn't

    @property
    def abstained_rightly(self) -> bool:
        """Whether it was silent exactly where it should be."""
        return self.answer.abstained == self.case.abstain

    @property
    def passed(self) -> bool:
        """Whether the net has nothing against it; finding all of the evidence isn't part of it."""
        return self.abstained_rightly and not self.missing and not self.wrong

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "id": self.case.id,
            "question": self.case.question,
            "passed": self.passed,
            "abstained": self.answer.abstained,
            "abstained_rightly": self.abstained_rightly,
            "evidence": {"found": sorted(self.found), "of": len(self.case.evidence)},
            "missing": list(self.missing),
            "wrong": list(self.wrong),
            "text": self.answer.text,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesReport:
    """All cases."""

    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> int:
        """How many the net has nothing against."""
        return sum(one.passed for one in self.outcomes)

    @property
    def evidence(self) -> tuple[int, int]:
        """How much of the evidence was found, of how much."""
        found = sum(len(one.found) for one in self.outcomes)
        return found, sum(len(one.case.evidence) for one in self.outcomes)

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        found, of = self.evidence
        return {
            "schema": 1,
            "n": len(self.outcomes),
            "passed": self.passed,
            "abstained_rightly": sum(one.abstained_rightly for one in self.outcomes),
            "evidence": {"found": found, "of": of},
            "cases": [one.as_json() for one in self.outcomes],
        }

    def lines(self) -> Iterator[str]:
        """A table for people: one line a case, totals last."""
        for one in self.outcomes:
            told = [f"evidence {len(one.found)}/{len(one.case.evidence)}"]
            told += [f"lacks {pattern}" for pattern in one.missing]
            told += [f"has {pattern}" for pattern in one.wrong]
            told += [] if one.abstained_rightly else ["answered" if one.case.abstain else "was silent"]
            yield f"{'ok ' if one.passed else 'NOT'} {one.case.id:6} {one.case.question}  ({'; '.join(told)})"
        found, of = self.evidence
        yield f"{self.passed} of {len(self.outcomes)} passed, {found} of {of} pieces of evidence shown"


def read_cases(path: Path) -> list[Case]:
    """The cases of a file. Raises EvaluationError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} can't be read: {error}.") from error
    return [_case(line, f"{path.name}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def run_cases(
    life: Path, cases: Sequence[Case], *, llm: str | None = None, learned: bool = True
) -> CasesReport:
    """Ask all cases of a life in an archive of its own, which is thrown away. Raises EvaluationError.

    Facts are read and messages embedded first, as idle time does; not so if it isn't to be `learned`.
    """
    with tempfile.TemporaryDirectory() as home, archive.open(home) as made:
        report = made.add(life)
        if report.failures or not report.added:
            why = report.failures[0].why if report.failures else "there is no message in it."
            raise EvaluationError(f"{life.name} can't be used: {why}")
        if learned:
            made.learn(minutes=_LEARNING)
        return evaluate(cases, ask=lambda case: made.ask(case.question, now=case.asked_at, llm=llm))


def evaluate(cases: Sequence[Case], *, ask: Callable[[Case], Answer]) -> CasesReport:
    """What becomes of the cases, whoever answers."""
    return CasesReport(outcomes=tuple(judged(case, ask(case)) for case in cases))


def judged(case: Case, answer: Answer) -> Outcome:
    """An answer, held against what is known of it."""
    shown = {one.message.source_id for one in (*answer.citations, *answer.nearest)}
    return Outcome(
        case=case,
        answer=answer,
        found=frozenset(case.evidence & shown),
        missing=tuple(one for one in case.must_contain if not _has(answer.text, one)),
        wrong=tuple(one for one in case.must_not_contain if _has(answer.text, one)),
    )


def _has(text: str, pattern: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.MULTILINE) is not None


def _case(line: str, where: str) -> Case:
    try:
        known = json.loads(line)
        case = Case(
            id=known["id"],
            question=known["question"],
            asked_at=datetime.fromisoformat(known["asked_at"]),
            evidence=frozenset(known.get("evidence", ())),
            must_contain=tuple(known.get("must_contain", ())),
            must_not_contain=tuple(known.get("must_not_contain", ())),
            abstain=bool(known.get("abstain", False)),
            kind=known.get("kind", ""),
        )
        for pattern in (*case.must_contain, *case.must_not_contain):
            re.compile(pattern)
    except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        raise EvaluationError(f"{where}: {error} makes no case.") from error
    return case
