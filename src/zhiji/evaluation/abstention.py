"""How often it is silent where the chats carry no answer, and how often where they do.

Precision of abstention is the share of silences that were right, recall the share of unanswerable questions that were
met with silence. The signs are weighed by logistic regression; what is reported of a set comes from weights and a
threshold that were chosen on the other sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

STEPS = 400
RATE = 0.5
DECAY = 0.002  # keeps weights small; each sign is from 0 to 1


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: whether the chats carry an answer, and by what it was judged."""

    answerable: bool
    signs: tuple[float, ...]
    confidence: float = 0.0  # with the weights that zhiji ships


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """How good the silences of one set were."""

    questions: int
    unanswerable: int
    silent: int
    rightly: int

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


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights of signs, and the line below which one is silent."""

    weights: tuple[float, ...]
    bias: float
    threshold: float = 0.5

    def sure(self, signs: Sequence[float]) -> float:
        """From 0 to 1."""
        total = self.bias + sum(w * value for w, value in zip(self.weights, signs, strict=True))
        return 1 / (1 + exp(-max(min(total, 30.0), -30.0)))


def silences(rows: Iterable[Judged], silent: Mapping[int, bool] | Sequence[bool]) -> Silence:
    """What became of some questions; `silent` says of each whether there was silence."""
    rows = list(rows)
    quiet = [silent[at] for at in range(len(rows))]
    return Silence(
        questions=len(rows),
        unanswerable=sum(not row.answerable for row in rows),
        silent=sum(quiet),
        rightly=sum(hush and not row.answerable for row, hush in zip(rows, quiet, strict=True)),
    )


def shipped(rows: Sequence[Judged], *, threshold: float) -> Silence:
    """With the weights that zhiji ships."""
    return silences(rows, [row.confidence < threshold for row in rows])


def leave_one_out(sets: Mapping[str, Sequence[Judged]]) -> dict[str, Silence]:
    """Each set, judged by what was learnt from the others."""
    found = {}
    for name, rows in sets.items():
        judge = learn({other: some for other, some in sets.items() if other != name})
        found[name] = silences(rows, [judge.sure(row.signs) < judge.threshold for row in rows])
    return found


def learn(sets: Mapping[str, Sequence[Judged]]) -> Judge:
    """Weights by logistic regression, each set and each side of it counting alike, and the threshold that serves best."""
    rows = [(row, weight) for some in sets.values() for row, weight in _balanced(some)]
    total = sum(weight for _, weight in rows)
    size = len(rows[0][0].signs)
    weights, bias = [0.0] * size, 0.0
    for _ in range(STEPS):
        pull, push = [0.0] * size, 0.0
        judge = Judge(tuple(weights), bias)
        for row, weight in rows:
            off = (judge.sure(row.signs) - row.answerable) * weight / total
            push += off
            for at, value in enumerate(row.signs):
                pull[at] += off * value
        bias -= RATE * 8 * push
        weights = [w - RATE * 8 * (p + DECAY * w) for w, p in zip(weights, pull, strict=True)]
    return Judge(tuple(weights), bias, _threshold(rows, Judge(tuple(weights), bias)))


def _balanced(rows: Sequence[Judged]) -> list[tuple[Judged, float]]:
    """Answerable and unanswerable questions of a set weigh alike; a set of one side only weighs half."""
    answerable = sum(row.answerable for row in rows)
    count = {True: answerable, False: len(rows) - answerable}
    return [(row, 0.5 / count[row.answerable]) for row in rows]


def _threshold(rows: Sequence[tuple[Judged, float]], judge: Judge) -> float:
    """Where the shares of right decisions on both sides add up to most."""
    scored = sorted((judge.sure(row.signs), row.answerable, weight) for row, weight in rows)
    right = sum(weight for _, answerable, weight in scored if answerable)
    best, line = right, 0.0
    for at, (sure, answerable, weight) in enumerate(scored):
        right += -weight if answerable else weight
        if right > best:
            following = scored[at + 1][0] if at + 1 < len(scored) else 1.0
            best, line = right, (sure + following) / 2
    return line
