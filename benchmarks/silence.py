"""`python -m benchmarks.silence --data DIR [--plot FILE]`: how well it tells what the chats don't answer, without a language model.

On the demo's own questions and on every set in a folder; up to so many questions of each side of a set, drawn by chance.
The area under the ROC curve is how often an answerable question is surer than an unanswerable one: 0.5 is chance.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import drawing, sets
from zhiji import demo
from zhiji.assistant.judging import THRESHOLD
from zhiji.evaluation.abstention import Judged, area, judge, read_questions, silences

MOST = 200
KEPT_BACK = (2, 5, 10, 20, 30, 50)


def main(
    data: Path | None,
    *,
    only: Sequence[str] = (),
    most: int = MOST,
    keep: Path | None = None,
    plot: Path | None = None,
) -> None:
    print(f"silence below {THRESHOLD}; up to {most} questions a side")
    print(f"{'set':20} {'n':>5} {'unansw.':>7} {'area':>5} {'right':>6} {'met':>6} {'kept back':>9}")
    curves: dict[str, list[tuple[float, float]]] = {}
    for name, conversations, questions in _sets(data, only):
        began = time.process_time()
        kept = keep if conversations.is_file() else None
        rows = judge(conversations, read_questions(questions, most=most), keep=kept)
        print(f"{name:20} {_line(rows)}  {time.process_time() - began:.0f} s CPU", flush=True)
        print(f"{'':20} {_corrected(rows)}", flush=True)
        if area(rows) is not None:
            curves[name] = curve(rows)
            print(f"{'':20} {_at(curves[name])}", flush=True)
    if plot:
        plot.write_text(
            drawing.shares(
                "Silence where there is no answer, and where there is one",
                curves,
                across="answerable questions that are kept back, %",
                up="unanswerable ones met with silence, %",
            ),
            encoding="utf-8",
        )


def curve(rows: Sequence[Judged]) -> list[tuple[float, float]]:
    """What is kept back and what is met with silence, in percent, at every line that makes a difference."""
    lines = sorted({0.0, *(row.confidence + 1e-9 for row in rows)})
    found = [silences(rows, line=line) for line in lines]
    return [(100 * (one.kept_back or 0.0), 100 * (one.recall or 0.0)) for one in found]


def _corrected(rows: Sequence[Judged]) -> str:
    """How many questions of each side were told to have something wrong."""
    sides = {
        answerable: [row for row in rows if row.answerable is answerable] for answerable in (True, False)
    }
    told = {side: sum(row.corrected for row in some) for side, some in sides.items()}
    return f"corrected: {told[True]} of {len(sides[True])} answerable, {told[False]} of {len(sides[False])} unanswerable"


def _at(points: Sequence[tuple[float, float]]) -> str:
    """What is met with silence where no more than so much is kept back."""
    met = {most: max((y for x, y in points if x <= most), default=0.0) for most in KEPT_BACK}
    return "met with silence where at most so many are kept back: " + ", ".join(
        f"{most} %: {share:.0f}" for most, share in met.items()
    )


def _sets(data: Path | None, only: Sequence[str]) -> Iterator[tuple[str, Path, Path]]:
    """Name, conversations and questions of each."""
    own = Path(demo.__file__).parent
    if not only:
        yield "the demo's own", own / "exports", own / "questions.jsonl"
    for folder, one in sets.find(data) if data else ():
        if only and one.folder not in only:
            continue
        yield one.name, folder / "conversations.jsonl", folder / "questions.jsonl"


def _line(rows: list[Judged]) -> str:
    found, under = silences(rows, line=THRESHOLD), area(rows)
    shares = [
        "-" if one is None else f"{100 * one:.1f}" for one in (found.precision, found.recall, found.kept_back)
    ]
    told = "-" if under is None else f"{under:.2f}"
    return f"{len(rows):5} {found.unanswerable:7} {told:>5} {shares[0]:>6} {shares[1]:>6} {shares[2]:>9}"


if __name__ == "__main__":
    parser = sets.parser(__doc__)
    parser.add_argument(
        "--data", type=Path, help="a folder of folders; without it, the demo's questions only"
    )
    parser.add_argument("--most", type=int, default=MOST, help="questions of each side of a set")
    parser.add_argument("--plot", type=Path, help="where to write the curves, as SVG")
    options = parser.parse_args()
    main(options.data, only=options.set, most=options.most, keep=options.keep, plot=options.plot)
