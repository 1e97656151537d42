"""Accuracy against cost as SVG: one point for each language model, with its interval, and none at the free end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from zhiji.evaluation.comparing import Comparison
from zhiji.evaluation.metrics import Estimate
from zhiji.evaluation.openness import Weights

WIDTH, HEIGHT = 820, 460
LEFT, RIGHT, TOP, BOTTOM = 64, 190, 92, 56
FREE = 60  # the strip of what costs nothing, and more for each
LETTER = 6.7  # how wide, about
INK, PALE, RULE = "#1f2328", "#59636e", "#e3e6ea"
_Box = tuple[float, float, float, float]
_LOOK: dict[Weights, tuple[str, str]] = {  # colour, and what the legend says
    "open": ("#1a7f37", "open weights"),
    "closed": ("#8250df", "closed"),
    "unknown": ("#9a6700", "weights not known"),
    "none": ("#0969da", "no language model"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """What is drawn of one language model."""

    name: str
    weights: Weights
    right: Estimate
    cost: float  # US dollars, a thousand questions


def accuracy_against_cost(report: Comparison) -> str:
    """The picture; language models whose cost isn't known are named below it."""
    points = [
        Point(one.llm, one.weights, one.scores["right"], one.scores["cost"].mean)
        for one in report.compared
        if "right" in one.scores and "cost" in one.scores
    ]
    unpriced = [one.llm for one in report.compared if "cost" not in one.scores]
    title = "Right answers against cost"
    below = f"{report.questions}: {report.asked:,} questions, the same evidence for all; bars are 95 % bootstrap intervals"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
            f' aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="12">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape('; '.join(map(_spoken, points)))}</desc>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            f'<text x="{LEFT}" y="28" font-size="16" font-weight="600" fill="{INK}">{escape(title)}</text>',
            f'<text x="{LEFT}" y="48" fill="{PALE}">{escape(below)}</text>',
            *_legend(points, unpriced),
            *_drawn(points),
            "</svg>",
            "",
        ]
    )


def _spoken(point: Point) -> str:
    return f"{point.name}: {100 * point.right.mean:.0f} % right at ${point.cost:.2f} a thousand questions"


def _legend(points: Sequence[Point], unpriced: Sequence[str]) -> Iterator[str]:
    at = LEFT
    for kind in dict.fromkeys(point.weights for point in points):
        colour, words = _LOOK[kind]
        yield f'<g transform="translate({at + 6} 68)">{_mark(kind, colour)}</g>'
        yield f'<text x="{at + 18}" y="72" fill="{INK}">{words}</text>'
        at += 40 + 7 * len(words)
    if unpriced:
        yield f'<text x="{at}" y="72" fill="{PALE}">cost not known: {escape(", ".join(unpriced))}</text>'


def _drawn(points: Sequence[Point]) -> Iterator[str]:
    across, up = _Across(points), _Up([point.right for point in points])
    yield from across.grid()
    yield from up.grid()
    spots = [
        _Spot(one, across.at(one), *map(up.at, (one.right.mean, one.right.low, one.right.high)))
        for one in points
    ]
    front = {point.name for point in _front(points)}
    line = " ".join(
        f"{one.x:.1f},{one.y:.1f}" for one in sorted(spots, key=_Spot.left) if one.point.name in front
    )
    yield f'<polyline points="{line}" fill="none" stroke="{PALE}" stroke-dasharray="3 4"/>'
    for one in spots:
        colour = _LOOK[one.point.weights][0]
        yield (
            f'<path d="M{one.x:.1f} {one.low:.1f}V{one.high:.1f}m-4 0h8M{one.x - 4:.1f} {one.low:.1f}h8" '
            f'stroke="{colour}" stroke-opacity=".45" stroke-width="1.5" fill="none"/>'
        )
        yield f'<g transform="translate({one.x:.1f} {one.y:.1f})">{_mark(one.point.weights, colour)}</g>'
    yield from _labels(spots)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a point and its interval stand."""

    point: Point
    x: float
    y: float
    low: float
    high: float

    def left(self) -> float:
        return self.x

    def boxes(self) -> tuple[_Box, _Box]:
        """What a label shouldn't cover."""
        return (self.x - 7, self.y - 7, self.x + 7, self.y + 7), (self.x - 3, self.high, self.x + 3, self.low)


def _labels(spots: Sequence[_Spot]) -> Iterator[str]:
    """A name and a number beside each point, where they cover least."""
    taken = [box for one in spots for box in one.boxes()]
    for one in spots:
        told = f"{one.point.name} {100 * one.point.right.mean:.0f} %"
        size = LETTER * len(told)
        places = [
            (one.x + right - size * (right < 0), one.y + down)
            for right, down in ((11, 4), (9, -8), (9, 18), (-11, 4), (-9, -8), (-9, 18), (14, -22), (14, 32))
        ]
        boxes = [(x, y - 11, x + size, y + 3) for x, y in places]
        covered = [sum(_shared(box, other) for other in taken) + _outside(box) for box in boxes]
        best = covered.index(min(covered))
        taken.append(boxes[best])
        x, y = places[best]
        yield (
            f'<text x="{x:.1f}" y="{y:.1f}" fill="{_LOOK[one.point.weights][0]}" stroke="#fff" stroke-width="3" paint-order="stroke">'
            f"{escape(told)}</text>"
        )


def _shared(one: _Box, other: _Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _outside(box: _Box) -> float:
    return 100 * (
        max(0.0, LEFT + 2 - box[0]) + max(0.0, box[2] - WIDTH) + max(0.0, box[3] - (HEIGHT - BOTTOM))
    )


def _mark(kind: Weights, colour: str) -> str:
    """Told apart by form, too, for those who don't see the colours."""
    if kind == "closed":
        return f'<rect x="-5" y="-5" width="10" height="10" fill="{colour}"/>'
    if kind == "none":
        return f'<path d="M0 -7L7 0L0 7L-7 0Z" fill="{colour}"/>'
    if kind == "unknown":
        return f'<path d="M0 -6L6 5H-6Z" fill="{colour}"/>'
    return f'<circle r="5.5" fill="{colour}"/>'


def _front(points: Sequence[Point]) -> list[Point]:
    """Those that nobody beats who costs no more, the cheapest first."""
    kept: list[Point] = []
    for point in sorted(points, key=lambda one: (one.cost, -one.right.mean)):
        if not kept or point.right.mean > kept[-1].right.mean:
            kept.append(point)
    return kept


class _Across:
    """Cost by powers of ten, behind a strip in which what is free stands side by side."""

    def __init__(self, points: Sequence[Point]) -> None:
        told = [log10(point.cost) for point in points if point.cost > 0]
        self._free = [point.name for point in points if point.cost <= 0]
        self._least, self._most = (floor(min(told)), ceil(max(told))) if told else (0, 0)
        self._most += bool(told) and self._most == self._least
        wide = FREE + 22 * len(self._free)
        self._begin = LEFT + (wide * bool(self._free) if told else WIDTH - RIGHT - LEFT)

    def at(self, point: Point) -> float:
        if point.cost <= 0:
            place = self._free.index(point.name) + 0.5
            return LEFT + place * (self._begin - LEFT) / len(self._free)
        return self._place(log10(point.cost))

    def _place(self, power: float) -> float:
        share = (power - self._least) / (self._most - self._least)
        return self._begin + share * (WIDTH - RIGHT - self._begin)

    def grid(self) -> Iterator[str]:
        foot = HEIGHT - BOTTOM
        if self._free:
            middle = f"{(LEFT + self._begin) / 2:.0f}"
            yield f'<rect x="{LEFT}" y="{TOP}" width="{self._begin - LEFT}" height="{foot - TOP}" fill="#f6f8fa"/>'
            yield f'<text x="{middle}" y="{foot + 18}" text-anchor="middle" fill="{PALE}">free</text>'
        for power in range(self._least, self._most + 1) if self._most > self._least else ():
            x = f"{self._place(power):.1f}"
            yield f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{foot}" stroke="{RULE}"/>'
            if power > self._least or not self._free:
                yield f'<text x="{x}" y="{foot + 18}" text-anchor="middle" fill="{PALE}">${10.0**power:g}</text>'
        yield (
            f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{foot + 40}" text-anchor="middle" fill="{INK}">'
            "US dollars for a thousand questions</text>"
        )


class _Up:
    """Percent, from a round number below the least to one above the most."""

    def __init__(self, rights: Sequence[Estimate]) -> None:
        self._least = floor(10 * min((one.low for one in rights), default=0)) * 10
        self._most = max(self._least + 20, ceil(10 * max((one.high for one in rights), default=1)) * 10)

    def at(self, share: float) -> float:
        part = (100 * share - self._least) / (self._most - self._least)
        return HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - TOP)

    def grid(self) -> Iterator[str]:
        for percent in range(self._least, self._most + 1, 10 if self._most - self._least <= 60 else 20):
            y = f"{self.at(percent / 100):.1f}"
            yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="{RULE}"/>'
            yield f'<text x="{LEFT - 8}" y="{float(y) + 4:.1f}" text-anchor="end" fill="{PALE}">{percent} %</text>'
