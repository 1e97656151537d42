"""How often it is silent where the chats carry no answer, and how often where they do.

Precision of abstention is the share of silences that were right, recall the share of unanswerable questions that were
met with silence. The line below which there is silence is chosen on the other sets than the one it is reported on.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from zhiji import archive
from zhiji.archive import Archive
from zhiji.assistant import Answer
from zhiji.assistant.judging import THRESHOLD
from zhiji.errors import EvaluationError, OwnerUnknown
from zhiji.evaluation.retrieval import kept_for

MOST_KEPT_BACK = (
    0.06  # of the answerable questions of a set may be met with silence, on average over the sets
)
_LEARNING = 60.0  # minutes at most


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: whether the chats carry an answer, and how sure it was of its own."""

    answerable: bool
    confidence: float
    corrected: bool = False  # it said that the question has something wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """How good the silences of one set were."""

    questions: int
    unanswerable: int
    silent: int
    rightly: int
    line: float

    @property
    def precision(self) -> float | None:
        """The share of silences that were right; None if there was none."""
        return self.rightly / self.silent if self.silent else None

    @property
    def recall(self) -> float | None:
        """The share of unanswerable questions that were met with silence; None if there was none."""
        return self.rightly / self.unanswerable if self.unanswerable else None

    @property
    def kept_back(self) -> float | None:
        """The share of answerable questions that were met with silence; None if there was none."""
        answerable = self.questions - self.unanswerable
        return (self.silent - self.rightly) / answerable if answerable else None


def read_questions(path: Path, *, most: int | None = None, seed: int = 5) -> list[dict[str, Any]]:
    """Labelled questions of a file: all, or `most` with and `most` without an answer, drawn by chance."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        random.Random(seed).shuffle(rows)
        silent = [row for row in rows if row["abstain"]]
        return silent[:most] + [row for row in rows if not row["abstain"]][:most]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} can't be used: {error}.") from error


def judge(
    conversations: Path, questions: Sequence[Mapping[str, Any]], *, keep: Path | None = None
) -> list[Judged]:
    """Ask the questions, each in its own chat if it names one, in an archive that is thrown away unless `keep` is its place."""
    with kept_for(conversations, keep) as home, archive.open(home) as made:
        report = made.add(conversations)
        if report.failures or not (report.added or made.status()["messages"]):
            why = report.failures[0].why if report.failures else "there is no message in it."
            raise EvaluationError(f"{conversations.name} can't be used: {why}")
        made.learn(minutes=_LEARNING)
        answers = zip(questions, ask_all(made, questions), strict=True)
        return [Judged(not row["abstain"], _sure(answer), answer.corrected) for row, answer in answers]


def ask_all(made: Archive, questions: Iterable[Mapping[str, Any]]) -> Iterator[Answer]:
    """The answers to some questions, each in its own chat and at its own time, or where the chat ends.

    What only the owner's archive can tell is met with silence where nobody said whose it is.
    """
    ends = {part.key: one.last for one in made.chats for part in one.chat.parts}
    for row in questions:
        chat = row.get("chat")
        now = datetime.fromisoformat(row["asked_at"]) if row.get("asked_at") else ends[row["chat"]]
        try:
            yield made.ask(row["question"], chat=chat, now=now if now.tzinfo else now.replace(tzinfo=UTC))
        except OwnerUnknown as error:
            yield Answer(question=row["question"], text=str(error), abstained=True)


def _sure(answer: Answer) -> float:
    """How sure it was; not at all where it found that the answer is in a voice note."""
    return 0.0 if answer.abstained and answer.confidence >= THRESHOLD else answer.confidence


def lines(found: Mapping[str, Silence]) -> Iterator[str]:
    """A table for people: one line a set."""
    yield "set  questions  unanswerable  line  precision  recall  answerable kept back"
    for name, one in found.items():
        shares = (one.precision, one.recall, one.kept_back)
        told = "  ".join("-" if share is None else f"{share:.1%}" for share in shares)
        yield f"{name}  {one.questions}  {one.unanswerable}  {one.line:.2f}  {told}"


def silences(rows: Sequence[Judged], *, line: float) -> Silence:
    """What became of some questions if there is silence below the line."""
    quiet = [row for row in rows if row.confidence < line]
    return Silence(
        questions=len(rows),
        unanswerable=sum(not row.answerable for row in rows),
        silent=len(quiet),
        rightly=sum(not row.answerable for row in quiet),
        line=line,
    )


def leave_one_out(sets: Mapping[str, Sequence[Judged]]) -> dict[str, Silence]:
    """Each set, with the line that was chosen on the others."""
    return {
        name: silences(rows, line=choose_line([some for other, some in sets.items() if other != name]))
        for name, rows in sets.items()
    }


def choose_line(sets: Sequence[Sequence[Judged]], *, most_kept_back: float = MOST_KEPT_BACK) -> float:
    """The highest line in hundredths that keeps back no more of the answerable questions, each set counting alike."""
    lines = [hundredth / 100 for hundredth in range(101)]
    fitting = [line for line in lines if _kept_back(sets, line) <= most_kept_back]
    return max(fitting, default=0.0)


def area(rows: Sequence[Judged]) -> float | None:
    """How often an answerable question is surer than an unanswerable one; None if one side is missing."""
    answerable = [row.confidence for row in rows if row.answerable]
    others = [row.confidence for row in rows if not row.answerable]
    if not answerable or not others:
        return None
    won = sum((a > b) + 0.5 * (a == b) for a in answerable for b in others)
    return won / len(answerable) / len(others)


def _kept_back(sets: Sequence[Sequence[Judged]], line: float) -> float:
    shares = [share for rows in sets if (share := silences(rows, line=line).kept_back) is not None]
    return sum(shares) / len(shares) if shares else 0.0
