"""`python -m benchmarks.silence --data DIR`: how well it tells what the chats don't answer, without a language model.

On the demo's own questions and on every set in a folder; up to so many questions of each side of a set, drawn by chance.
The area under the ROC curve is how often an answerable question is surer than an unanswerable one: 0.5 is chance.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import sets
from zhiji import demo
from zhiji.assistant.judging import THRESHOLD
from zhiji.evaluation.abstention import Judged, area, judge, read_questions, silences

MOST = 200


def main(data: Path | None, *, most: int = MOST) -> None:
    print(f"silence below {THRESHOLD}; up to {most} questions a side")
    print(f"{'set':20} {'n':>5} {'unansw.':>7} {'area':>5} {'right':>6} {'met':>6} {'kept back':>9}")
    for name, conversations, questions in _sets(data):
        began = time.process_time()
        rows = judge(conversations, read_questions(questions, most=most))
        print(f"{name:20} {_line(rows)}  {time.process_time() - began:.0f} s CPU", flush=True)


def _sets(data: Path | None) -> Iterator[tuple[str, Path, Path]]:
    """Name, conversations and questions of each."""
    own = Path(demo.__file__).parent
    yield "the demo's own", own / "exports", own / "questions.jsonl"
    for folder, one in sets.find(data) if data else ():
        yield one.name, folder / "conversations.jsonl", folder / "questions.jsonl"


def _line(rows: list[Judged]) -> str:
    found, under = silences(rows, line=THRESHOLD), area(rows)
    shares = [
        "-" if one is None else f"{100 * one:.1f}" for one in (found.precision, found.recall, found.kept_back)
    ]
    told = "-" if under is None else f"{under:.2f}"
    return f"{len(rows):5} {found.unanswerable:7} {told:>5} {shares[0]:>6} {shares[1]:>6} {shares[2]:>9}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, help="a folder of folders; without it, the demo's questions only"
    )
    parser.add_argument("--most", type=int, default=MOST, help="questions of each side of a set")
    options = parser.parse_args()
    main(options.data, most=options.most)
