"""`python -m benchmarks.citing --data DIR`: whether the first quote of an answer is the evidence, without a language model.

Questions with exactly one piece of evidence, each in its own chat. `cited` counts what an answer cites; `shown` counts,
where it is silent, what it shows as nearest, too. `silent` is the share of silences, `quotes` how many quotes an answer has.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import sets
from zhiji import archive
from zhiji.assistant import Answer
from zhiji.evaluation.abstention import ask_all
from zhiji.evaluation.metrics import estimate
from zhiji.evaluation.retrieval import kept_for

LEARNING = 60.0  # minutes at most


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the evidence of one question stands among the quotes, from 0 on; None if it isn't there."""

    cited: int | None
    shown: int | None
    silent: bool
    quotes: int


def main(data: Path, *, only: Sequence[str] = (), most: int | None = None, keep: Path | None = None) -> None:
    print(
        f"{'set':12} {'n':>5} {'silent':>6} {'quotes':>6}  " + "  ".join(f"{name:>19}" for name in _COLUMNS)
    )
    for folder, one in sets.find(data):
        if only and one.folder not in only:
            continue
        began = time.process_time()
        placed = list(_placed(folder, most=most, keep=keep))
        if placed:
            print(f"{one.folder:12} {_line(placed)}  {time.process_time() - began:.0f} s CPU", flush=True)


_COLUMNS: Mapping[str, Callable[[Placed], bool]] = {
    "cited first": lambda one: one.cited == 0,
    "cited in three": lambda one: one.cited is not None and one.cited < 3,
    "shown first": lambda one: one.shown == 0,
    "shown in three": lambda one: one.shown is not None and one.shown < 3,
}


def single(path: Path, *, most: int | None, seed: int = 5) -> list[dict[str, Any]]:
    """The answerable questions with one piece of evidence: all, or so many drawn by chance."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if len(row["evidence"]) == 1 and not row["abstain"]]
    random.Random(seed).shuffle(rows)
    return rows[:most]


def _placed(folder: Path, *, most: int | None, keep: Path | None) -> Iterator[Placed]:
    conversations, questions = folder / "conversations.jsonl", single(folder / "questions.jsonl", most=most)
    with kept_for(conversations, keep) as home, archive.open(home) as made:
        made.add(conversations)
        made.learn(minutes=LEARNING)
        for row, answer in zip(questions, ask_all(made, questions), strict=True):
            yield _place(row, answer)


def _place(row: Mapping[str, Any], answer: Answer) -> Placed:
    gold = row["evidence"][0]
    cited = list(dict.fromkeys(one.message.source_id for one in answer.citations))
    shown = list(dict.fromkeys(one.message.source_id for one in (answer.citations or answer.nearest)))
    return Placed(
        cited=cited.index(gold) if gold in cited else None,
        shown=shown.index(gold) if gold in shown else None,
        silent=answer.abstained,
        quotes=len(answer.citations),
    )


def _line(placed: Sequence[Placed]) -> str:
    answered = [one.quotes for one in placed if not one.silent]
    found = [estimate([100.0 * told(one) for one in placed]) for told in _COLUMNS.values()]
    shares = "  ".join(f"{one.mean:5.1f} ({one.low:.1f} to {one.high:.1f})" for one in found)
    silent = 100 * sum(one.silent for one in placed) / len(placed)
    return f"{len(placed):5} {silent:5.1f}% {sum(answered) / max(1, len(answered)):6.1f}  {shares}"


if __name__ == "__main__":
    parser = sets.parser(__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a folder of folders")
    parser.add_argument("--most", type=int, help="questions of a set, drawn by chance")
    options = parser.parse_args()
    main(options.data, only=options.set, most=options.most, keep=options.keep)
