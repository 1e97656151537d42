"""`python -m benchmarks.weights --data DIR`: choose the weights of the search, leaving one set out at a time.

For each set: recall@10 with weights chosen on all the others, with those that zhiji has, with none, and what is lost
without each single one. The first hundred and fifty messages of each question are ranked anew; which they are is left
as it is, and so are the weights of groups, of which no set has any. Messages are embedded, where an embedder is there.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

import zhiji
from benchmarks import sets
from zhiji import search
from zhiji.anchors import PeopleAnchors
from zhiji.evaluation.retrieval import Question, kept_for, read_questions
from zhiji.finding import Filters
from zhiji.meaning import Meanings
from zhiji.search import STANDARD, Index, Meaning
from zhiji.store import Store
from zhiji.store.context import Context
from zhiji.store.lexical import Lexical

DEPTH, K, ROUNDS = 150, 10, 3
GRID: Mapping[str, tuple[float, ...]] = {
    "meaning": (0, 0.2, 0.35, 0.5, 0.65, 0.8),
    "neighbour": (0, 0.15, 0.25, 0.4, 0.6),
    "session": (0, 0.25, 0.5, 0.75),
    "bridge": (0, 0.15, 0.25, 0.5),
    "speaker": (0, 0.5, 1, 1.5, 2),
    "owner": (0, 0.6, 1.2, 1.8),
    "date": (0, 0.6, 1.2, 1.8, 2.4),
    "length": (0, 0.2, 0.4, 0.6),
    "asks": (0, -0.15, -0.25, -0.4),
}
NAMES = tuple(GRID)
FIXED = ("words", "rare", "kind", "wordless")
Matrix = NDArray[np.float64]
Chosen = tuple[float, ...]  # a weight for each of NAMES
NOTHING: Chosen = (0.0,) * len(NAMES)
PRESENT: Chosen = tuple(getattr(STANDARD, name) for name in NAMES)


class Candidates(NamedTuple):
    """The messages that a question may be answered from, a row each, the first one first."""

    worth: Matrix  # what finding it adds to the question's recall
    fixed: Matrix  # of its score, whatever the weights
    parts: Matrix  # what it has of each part, for a weight of one


Asked = list[Candidates]  # questions
Score = Callable[[Chosen], float]


def main(data: Path, keep: Path | None = None) -> None:
    tried = {one.name: _candidates(folder, keep) for folder, one in sets.find(data)}
    if len(tried) < 2:
        raise SystemExit("Leaving one set out takes two.")

    @cache
    def recall(name: str, weights: Chosen) -> float:
        return _recall(tried[name], weights)

    print(f"{'recall@10':20} {'held out':>8} {'fixed':>7} {'none':>7}   weights chosen on the others")
    for left_out in tried:
        others = [name for name in tried if name != left_out]
        chosen = choose(partial(_total, recall, others))
        values = [recall(left_out, weights) for weights in (chosen, PRESENT, NOTHING)]
        print(
            f"{left_out:20} {values[0]:8.1f} {values[1]:7.1f} {values[2]:7.1f}   {_shown(chosen)}", flush=True
        )
    print(f"\n{'points lost without':20} " + " ".join(f"{one[:12]:>12}" for one in tried))
    for place, part in enumerate(NAMES):
        without = (*PRESENT[:place], 0.0, *PRESENT[place + 1 :])
        lost = (recall(one, PRESENT) - recall(one, without) for one in tried)
        print(f"{part:20} " + " ".join(f"{points:12.1f}" for points in lost))


def _total(recall: Callable[[str, Chosen], float], names: list[str], weights: Chosen) -> float:
    return sum(recall(name, weights) for name in names)


def choose(score: Score) -> Chosen:
    """The weights with the highest score, one weight at a time, three times round; of equals the smaller ones."""
    best = NOTHING
    for _ in range(ROUNDS):
        for place, name in enumerate(NAMES):
            ways = [(*best[:place], value, *best[place + 1 :]) for value in GRID[name]]
            best = max(ways, key=lambda way: (round(score(way), 4), -abs(way[place])))
    return best


def _recall(questions: Asked, weights: Chosen) -> float:
    """Recall@10 in percent; of equals the one that stood first goes first."""
    found = 0.0
    for worth, fixed, parts in questions:
        best = np.argsort(-(fixed + parts @ np.array(weights)), kind="stable")[:K]
        found += float(worth[best].sum())
    return 100 * found / len(questions)


def _candidates(folder: Path, keep: Path | None) -> Asked:
    """The first messages of each question of a set, with what their scores are made of."""
    questions, _ = read_questions(folder / "questions.jsonl")
    with kept_for(folder / "conversations.jsonl", keep) as home:
        with zhiji.open(home) as archive:
            archive.add(folder / "conversations.jsonl")
            archive.learn(minutes=600)
            meanings = Meanings(archive.settings)
        store = Store(home, local=UTC)
        try:
            now = (Context(store).newest() or datetime.now(UTC)) + timedelta(days=1)
            return [_asked(question, store, meanings.over(store), now) for question in questions]
        finally:
            store.close()


def _asked(question: Question, store: Store, meaning: Meaning | None, now: datetime) -> Candidates:
    ranked = search.find(
        Filters(chat=question.chat).narrow(search.parse(question.text)),
        index=cast(Index, Lexical(store)),
        anchors=PeopleAnchors(store),
        now=(question.asked_at or now).replace(tzinfo=UTC),
        k=DEPTH,
        meaning=meaning,
        weights=STANDARD,
    )
    messages = store.reader.messages([one.entry.id for one in ranked])
    right = [messages[one.entry.id].source_id in question.evidence for one in ranked]
    rows = [[one.parts.get(name, 0.0) / getattr(STANDARD, name) for name in NAMES] for one in ranked]
    fixed = [sum(one.parts.get(name, 0.0) for name in FIXED) for one in ranked]
    return Candidates(
        np.array(right) / len(question.evidence), np.array(fixed), np.array(rows).reshape(-1, len(NAMES))
    )


def _shown(weights: Chosen) -> str:
    return " ".join(f"{name} {value:g}" for name, value in zip(NAMES, weights))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="a folder of folders")
    parser.add_argument(
        "--keep", type=Path, help="keep the embedded archives in this folder, and use them again"
    )
    options = parser.parse_args()
    main(options.data, options.keep)
