"""`python -m benchmarks.cheap_first --data DIR --small NAME --large NAME`: what asking the cheap one first costs in quality.

Every question is answered without a language model, by the small one and by the large one, from the same evidence; then the
rule chooses among these answers, with each of many thresholds. Between "none" and "large" lies the line that a coin
would reach: a rule is worth something as far as it stands above. Shipped is the threshold `ladder.SURE`. Questions as `zhiji evaluate answers` reads them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import sets
from benchmarks.drawing_curve import Spot
from benchmarks.drawing_curve import curve as curve_of
from zhiji.assistant import Signal, ladder
from zhiji.evaluation.answers import learn, opened, watched
from zhiji.evaluation.labelled import read_labelled
from zhiji.evaluation.marking import marked
from zhiji.evaluation.metrics import Estimate, estimate
from zhiji.evaluation.ways import NONE, ZHIJI, Messages, Way, zhiji_answers

MOST = 200
THRESHOLDS = tuple(step / 20 for step in range(21))
RUNGS = ("none", "small", "large")
Choose = Callable[[Any, float], Sequence[str]]  # a signal and a threshold -> who is asked, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One question, answered on every rung."""

    signal: Any  # what the rule goes by
    right: Mapping[str, float]
    tokens: Mapping[str, float]
    cost: Mapping[str, float]  # US dollars, a thousand questions
    kept: bool = True  # something of what the small one wrote could be shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What a threshold comes to."""

    name: str
    right: Estimate
    tokens: float  # a question
    cost: float
    asked: Mapping[str, float]  # the share of questions for which each rung was asked


def curve(rows: Sequence[Tried], choose: Choose, thresholds: Iterable[float] = THRESHOLDS) -> list[Point]:
    """Quality and cost at each threshold."""
    return [
        point(f"{threshold:.2f}", rows, [choose(one.signal, threshold) for one in rows])
        for threshold in thresholds
    ]


def always(rows: Sequence[Tried]) -> list[Point]:
    """The same for each rung alone."""
    return [point(rung, rows, [[rung]] * len(rows)) for rung in RUNGS]


def point(name: str, rows: Sequence[Tried], chosen: Sequence[Sequence[str]]) -> Point:
    """What some choice comes to: the last one asked has answered, all that were asked are paid."""
    asked = [_asked(one, rungs) for one, rungs in zip(rows, chosen, strict=True)]
    pairs = list(zip(rows, asked, strict=True))
    return Point(
        name=name,
        right=estimate([one.right[rungs[-1]] for one, rungs in pairs]),
        tokens=_mean([sum(one.tokens[rung] for rung in rungs) for one, rungs in pairs]),
        cost=_mean([sum(one.cost[rung] for rung in rungs) for one, rungs in pairs]),
        asked={rung: _mean([float(rung in rungs) for rungs in asked]) for rung in RUNGS},
    )


def _asked(one: Tried, rungs: Sequence[str]) -> list[str]:
    """The next is asked where nothing of the small one's could be shown."""
    first = list(rungs[:1])
    return [*first, *rungs[1:]] if first == ["small"] and not one.kept else first


def lines(points: Sequence[Point]) -> Iterable[str]:
    """A table."""
    yield f"{'threshold':>9} {'right, %':>20} {'tokens':>8} {'$ / 1000':>9}   asked: none / small / large, %"
    for one in points:
        right = f"{100 * one.right.mean:.1f} [{100 * one.right.low:.1f}, {100 * one.right.high:.1f}]"
        shares = " / ".join(f"{100 * one.asked[rung]:.0f}" for rung in RUNGS)
        yield f"{one.name:>9} {right:>20} {one.tokens:8.0f} {one.cost:9.3f}   {shares}"


def picture(points: Sequence[Point], alone: Sequence[Point]) -> str:
    """Right answers against cost; against tokens where nothing costs anything."""
    priced = any(one.cost for one in alone)
    at = {one.name: one.cost if priced else one.tokens for one in (*points, *alone)}
    return curve_of(
        "Cheap first: right answers, by the confidence from which quotes suffice",
        [_spot(one, at[one.name]) for one in points],
        labels=[one.name for one in points],
        beside={one.name: _spot(one, at[one.name]) for one in alone},
        across="US dollars for a thousand questions" if priced else "tokens a question",
    )


def _spot(one: Point, cost: float) -> Spot:
    return Spot(cost, 100 * one.right.mean, 100 * one.right.low, 100 * one.right.high)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def tried(
    conversations: Path, questions: Path, *, small: str, large: str, most: int, keep: Path | None
) -> list[Tried]:
    """Each question of a set on each rung; those whose answer isn't known are left out."""
    asked = read_labelled(questions, most=most)
    rows = []
    with opened(conversations, keep=keep, config=None) as made:
        llms = [None, watched(made, small), watched(made, large)]
        learn(made, lambda *_: None)
        messages = Messages(list(made.messages()), "chat")
        for question in asked:
            given = zhiji_answers(
                made, question, llms, chat=messages.chat(question), now=messages.now(question)
            )
            ways = dict(zip(RUNGS, (Way(ZHIJI, NONE), Way(ZHIJI, small), Way(ZHIJI, large)), strict=True))
            marks = {rung: marked(question, given[way]).marks for rung, way in ways.items()}
            if "right" in marks["none"]:
                rows.append(
                    Tried(
                        signal=given[ways["none"]].signal,
                        right={rung: one["right"] for rung, one in marks.items()},
                        tokens={rung: one["tokens"] for rung, one in marks.items()},
                        cost={rung: one.get("cost", 0.0) for rung, one in marks.items()},
                        kept=given[ways["small"]].shown,
                    )
                )
    return rows


def by_ladder(signal: Signal, sure: float) -> list[str]:
    """As `ask` does, with another confidence from which quotes suffice; the small one is asked first from there or from the shipped one on."""
    rung = ladder.first(signal, sure=sure, fairly_sure=min(sure, ladder.FAIRLY_SURE))
    return ["small", "large"] if rung == "small" else [rung]


def main(
    data: Path, *, small: str, large: str, most: int = MOST, svg: Path | None = None, keep: Path | None = None
) -> None:
    rows = []
    for folder, one in sets.find(data):
        some = tried(
            folder / "conversations.jsonl",
            folder / "questions.jsonl",
            small=small,
            large=large,
            most=most,
            keep=keep,
        )
        print(f"{one.name}: {len(some)} questions", flush=True)
        rows += some
    points, alone = curve(rows, by_ladder), always(rows)
    print(f"small: {small}, large: {large}; [95 % bootstrap interval]")
    for line in lines([*points, *alone]):
        print(line)
    if svg is not None:
        svg.write_text(picture(points, alone), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="a folder of folders")
    parser.add_argument("--small", required=True, help="the language model that is asked first")
    parser.add_argument("--large", required=True, help="the one that is asked where that doesn't do")
    parser.add_argument("--most", type=int, default=MOST, help="questions of each set, drawn by chance")
    parser.add_argument("--svg", type=Path, help="draw it")
    parser.add_argument("--keep", type=Path, help="keep the archives in this folder, and use them again")
    options = parser.parse_args()
    main(
        options.data,
        small=options.small,
        large=options.large,
        most=options.most,
        svg=options.svg,
        keep=options.keep,
    )
