"""Two who answered the same questions: how much better one is, and whether chance alone could make it so."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import comb
from typing import Any, TypeVar

from zhiji.evaluation.metrics import DRAWS, SEED, Estimate, estimate

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The first less the second, question by question."""

    first: str
    second: str
    gain: Estimate
    only_first: int  # questions that the first alone got right
    only_second: int
    p: float  # McNemar's exact test, two-sided
    adjusted: float  # the same, for as many pairs as were compared (Holm)

    def line(self) -> str:
        """As a table's footer has it, in points."""
        gain = f"{100 * self.gain.mean:+.1f} [{100 * self.gain.low:+.1f}, {100 * self.gain.high:+.1f}]"
        return (
            f"  {self.first} - {self.second}: {gain}; {self.only_first} against {self.only_second}; "
            f"p {_p(self.p)}, {_p(self.adjusted)}"
        )

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "first": self.first,
            "second": self.second,
            "gain": {"mean": self.gain.mean, "low": self.gain.low, "high": self.gain.high, "n": self.gain.n},
            "only_first": self.only_first,
            "only_second": self.only_second,
            "p": self.p,
            "p_holm": self.adjusted,
        }


def difference(
    first: str, second: str, firsts: Sequence[float], seconds: Sequence[float], *, draws: int = DRAWS
) -> Difference:
    """How two compare whose marks are given for the same questions in the same order."""
    gains = [one - other for one, other in zip(firsts, seconds, strict=True)]
    only_first, only_second = sum(gain > 0 for gain in gains), sum(gain < 0 for gain in gains)
    p = mcnemar(only_first, only_second)
    return Difference(
        first=first,
        second=second,
        gain=estimate(gains, draws=draws),
        only_first=only_first,
        only_second=only_second,
        p=p,
        adjusted=p,
    )


def adjusted(some: Iterable[Difference]) -> tuple[Difference, ...]:
    """The same, each p for having been looked for among the others."""
    found = list(some)
    values = holm([one.p for one in found])
    return tuple(replace(one, adjusted=p) for one, p in zip(found, values, strict=True))


def differences(some: Iterable[Difference]) -> Iterator[str]:
    """Lines below a table."""
    yield "right, first less second, in points; questions that one alone got right; McNemar's exact p, after Holm"
    yield from (one.line() for one in some)


def mcnemar(only_first: int, only_second: int) -> float:
    """How likely so uneven a split of the questions that one alone got right is, if a coin decides each."""
    tosses, fewer = only_first + only_second, min(only_first, only_second)
    tail = sum(comb(tosses, heads) for heads in range(fewer + 1))
    return min(1.0, float(2 * tail / 2**tosses))


def holm(values: Sequence[float]) -> list[float]:
    """Each p, made larger for having been looked for among others; in the order given."""
    adjusted, largest = list(values), 0.0
    for place, number in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        largest = max(largest, min(1.0, values[number] * (len(values) - place)))
        adjusted[number] = largest
    return adjusted


def resampled(
    rows: Sequence[Row],
    statistic: Callable[[Sequence[Row]], float | None],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Estimate | None:
    """A number that isn't a mean, with its interval over redraws of the questions; None where there is no such number."""
    whole = statistic(rows)
    if whole is None:
        return None
    chance = random.Random(seed)
    drawn = (statistic(chance.choices(rows, k=len(rows))) for _ in range(draws))
    found = sorted(one for one in drawn if one is not None)
    tail = round(len(found) * 0.025)
    return Estimate(whole, found[tail], found[-1 - tail], len(rows))


def _p(value: float) -> str:
    return f"{value:.3f}" if value >= 0.001 else "< .001"
