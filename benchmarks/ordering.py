"""`python -m benchmarks.ordering --data DIR`: what each sign of a message is worth for standing first, learnt without one set at a time.

From questions with one piece of evidence: of the messages that were read closely, which is it? A softmax over them, by
plain gradient steps. Weights are told relative to `coverage`, as `Weighed.score` has them, which were rounded from these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks import sets
from benchmarks.citing import LEARNING, single
from zhiji import archive
from zhiji.assistant.finding import READ_CLOSELY, Finder, Scope, Weighed
from zhiji.assistant.question import Clause
from zhiji.evaluation.abstention import ask_all
from zhiji.evaluation.retrieval import kept_for

STEPS, RATE, TOWARDS_ZERO = 400, 0.05, 3.0
COVERAGE = 0.8  # what the weights are told relative to
SIGNS: Mapping[str, Callable[[Weighed], float]] = {
    "coverage": lambda one: one.coverage,
    "context": lambda one: max(one.context - one.coverage, 0.0),
    "share": lambda one: one.share,
    "meaning": lambda one: one.parts.get("meaning", 0.0),
    "neighbour": lambda one: one.parts.get("neighbour", 0.0),
    "session": lambda one: one.parts.get("session", 0.0),
    "person": lambda one: one.person,
    "typed": lambda one: one.typed,
    "timely": lambda one: one.timely,
    "verbatim": lambda one: one.verbatim,
    "dated": lambda one: one.dated,
    "first": lambda one: one.first,
    "ahead": lambda one: one.ahead,
    "asking": lambda one: one.asking,
    "unanswered": lambda one: one.asks and not one.replies,
}
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """The signs of the messages that one question may mean, a row each, and which of them are its evidence."""

    signs: Array
    gold: Array


def main(data: Path, *, only: Sequence[str] = (), most: int | None = None, keep: Path | None = None) -> None:
    folders = [folder for folder, one in sets.find(data) if not only or one.folder in only]
    seen = {folder.name: choices(folder, most=most, keep=keep) for folder in folders}
    for name, some in seen.items():
        others = [one for other, rows in seen.items() if other != name for one in rows]
        weights = fit(others) if others else fit(some)
        print(
            f"{name}: first {hits(some, weights, 1):.1%}, in three {hits(some, weights, 3):.1%} by weights without it"
        )
        print("   " + ", ".join(f"{sign} {worth:.2f}" for sign, worth in told(weights).items()))
    every = fit([one for rows in seen.values() for one in rows])
    print("all: " + ", ".join(f"{sign} {worth:.2f}" for sign, worth in told(every).items()))


def choices(folder: Path, *, most: int | None, keep: Path | None) -> list[Choice]:
    """What a set's questions with one piece of evidence had to choose from."""
    rows = single(folder / "questions.jsonl", most=most)
    conversations = folder / "conversations.jsonl"
    with kept_for(conversations, keep) as home, archive.open(home) as made:
        made.add(conversations)
        made.learn(minutes=LEARNING)
        return [_choice(made, row) for row in rows]


def _choice(made: archive.Archive, row: Mapping[str, Any]) -> Choice:
    seen: list[list[Weighed]] = []
    weigh = Finder.weigh

    def watched(self: Finder, clause: Clause, scope: Scope) -> list[Weighed]:
        seen.append(weigh(self, clause, scope))
        return seen[-1]

    with patch.object(Finder, "weigh", watched):
        list(ask_all(made, [row]))
    close = seen[0][:READ_CLOSELY] if seen else []
    signs = [[float(sign(one)) for sign in SIGNS.values()] for one in close]
    gold = [float(one.message.source_id == row["evidence"][0]) for one in close]
    return Choice(np.array(signs).reshape(-1, len(SIGNS)), np.array(gold))


def fit(some: Sequence[Choice]) -> Array:
    """The weights by which the evidence stands out most."""
    useful = [one for one in some if one.gold.any()]
    spread = np.concatenate([one.signs for one in useful]).std(0) + 1e-6
    weights, mean, square = (np.zeros(len(SIGNS)) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = TOWARDS_ZERO * weights + sum(_slope(one, weights, spread) for one in useful)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return np.asarray(weights / spread)


def _slope(one: Choice, weights: Array, spread: Array) -> Array:
    signs = one.signs / spread
    likely = np.exp(signs @ weights - (signs @ weights).max())
    likely /= likely.sum()
    right = likely * one.gold
    return np.asarray((likely - right / right.sum()) @ signs)


def hits(some: Sequence[Choice], weights: Array, count: int) -> float:
    """How often the evidence is among so many by these weights."""
    found = [one.gold[np.argsort(-(one.signs @ weights), kind="stable")][:count].any() for one in some]
    return sum(found) / max(1, len(found))


def told(weights: Array) -> dict[str, float]:
    """The weights by sign, `coverage` being what it is in the assistant."""
    worth = dict(zip(SIGNS, weights.tolist(), strict=True))
    return {sign: COVERAGE * one / worth["coverage"] for sign, one in worth.items()}


if __name__ == "__main__":
    parser = sets.parser(__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a folder of folders")
    parser.add_argument("--most", type=int, help="questions of a set, drawn by chance")
    options = parser.parse_args()
    main(options.data, only=options.set, most=options.most, keep=options.keep)
