"""`zhiji compare`: language models, or none, on the same questions with the same evidence.

Every pair is compared question by question, since a question that is hard for one is mostly hard for the other. The
questions are a file's, or made from the archive itself (`own_questions.py`); `plot.py` draws accuracy against cost.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from zhiji.archive import Archive
from zhiji.errors import EvaluationError
from zhiji.evaluation.answers import block, legend, watched
from zhiji.evaluation.labelled import Labelled
from zhiji.evaluation.marking import Marked, marked, summed
from zhiji.evaluation.metrics import Estimate
from zhiji.evaluation.openness import Weights, weights
from zhiji.evaluation.paired import Difference, adjusted, difference, differences
from zhiji.evaluation.ways import ZHIJI, Watched, Way, zhiji_answers

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One language model, or none, on all questions."""

    llm: str
    weights: Weights
    scores: dict[str, Estimate]
    failed: int = 0  # questions to which it gave no reply; answered by quotes then


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The outcome."""

    questions: str  # where they are from
    asked: int
    unanswerable: int
    compared: tuple[Compared, ...]
    pairs: tuple[Difference, ...]
    open_closed: Difference | None  # the mean of the open ones less that of the closed ones

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "schema": 1,
            "questions": self.questions,
            "n": self.asked,
            "unanswerable": self.unanswerable,
            "llms": [
                {
                    "llm": one.llm,
                    "weights": one.weights,
                    "failed": one.failed,
                    "scores": {
                        name: {"mean": found.mean, "low": found.low, "high": found.high, "n": found.n}
                        for name, found in one.scores.items()
                    },
                }
                for one in self.compared
            ],
            "pairs": [one.as_json() for one in self.pairs],
            "open_closed": self.open_closed.as_json() if self.open_closed else None,
        }

    def lines(self) -> Iterator[str]:
        """As the command prints it."""
        yield (
            f"{self.questions}: {self.asked:,} questions, {self.unanswerable:,} of them unanswerable; the same evidence "
            "for all; [95 % bootstrap interval over questions]; percent, but for the last three lines"
        )
        for one in self.compared:
            if one.failed:
                yield f"{one.llm} gave no reply to {one.failed} questions: quotes answer those"
        yield ""
        yield from block("all questions", [(Way(_told(one), one.llm), one.scores) for one in self.compared])
        yield ""
        yield from legend(one.scores for one in self.compared)
        if self.pairs:
            yield ""
            yield from differences([*self.pairs, *([self.open_closed] if self.open_closed else [])])


def compare(
    archive: Archive,
    questions: Sequence[Labelled],
    llms: Sequence[str],
    *,
    source: str,
    told_open: Collection[str] | None = None,
    within_chats: bool = False,
    progress: Progress | None = None,
) -> Comparison:
    """Ask each question once, let every language model (or none) word the answer. Raises EvaluationError.

    With `within_chats` a question is answered from its own chat alone.
    """
    names = list(dict.fromkeys(llms))
    if not questions or not names:
        raise EvaluationError(
            "There is nothing to compare: it takes a question and a language model, or none."
        )
    asked: list[Watched | None] = [watched(archive, name) for name in names]
    shown = progress or (lambda *_: None)
    rows: list[list[Marked]] = [[] for _ in names]
    latest = max((message.when for message in archive.messages()), default=None)
    for number, question in enumerate(questions, 1):
        chat = question.chat if within_chats else None
        now = question.asked_at or latest
        given = zhiji_answers(archive, question, asked, chat=chat, now=now)
        for name, some in zip(names, rows, strict=True):
            some.append(marked(question, given[Way(ZHIJI, name)]))
        shown("questions", number, len(questions))
    compared = tuple(
        Compared(
            llm=name,
            weights=weights(name, one.host if one else "", told_open=told_open),
            scores=summed(some),
            failed=sum(row.given.failed for row in some),
        )
        for name, one, some in zip(names, asked, rows, strict=True)
    )
    right = {name: _right(some) for name, some in zip(names, rows, strict=True)}
    return Comparison(
        questions=source,
        asked=len(questions),
        unanswerable=sum(one.abstain for one in questions),
        compared=compared,
        pairs=_pairs(right),
        open_closed=_open_closed(compared, right),
    )


def _right(rows: Sequence[Marked]) -> list[float]:
    return [row.marks["right"] for row in rows if "right" in row.marks]


def _pairs(right: dict[str, list[float]]) -> tuple[Difference, ...]:
    return adjusted(
        difference(first, second, right[first], right[second])
        for first, second in combinations(right, 2)
        if right[first]
    )


def _open_closed(compared: Sequence[Compared], right: dict[str, list[float]]) -> Difference | None:
    """Of the means of both kinds, so that there is no best one picked after the fact."""
    kinds: dict[str, list[list[float]]] = {"open": [], "closed": []}
    for one in compared:
        if one.weights in kinds and right[one.llm]:
            kinds[one.weights].append(right[one.llm])
    if not all(kinds.values()):
        return None
    means = [[sum(marks) / len(marks) for marks in zip(*some, strict=True)] for some in kinds.values()]
    told = [f"{kind} ({len(some)})" for kind, some in kinds.items()]
    return difference(told[0], told[1], means[0], means[1])


def _told(one: Compared) -> str:
    """What stands above a name."""
    return ZHIJI if one.weights == "none" else {"unknown": "zhiji, weights?"}.get(one.weights, one.weights)
