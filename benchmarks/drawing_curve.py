"""A plot of one labelled curve within its interval, and of what it is to be compared with, as SVG; both axes even."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from benchmarks.drawing import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH

COLOUR, GREY = "#1f5fa8", "#666"
INSET = 24  # of the least cost from the edge
LEGIBLE = 26  # between two labels


@dataclass(frozen=True, slots=True)
class Spot:
    """How high at what cost, and between what it lies; percent."""

    cost: float
    mean: float
    low: float
    high: float


def curve(
    title: str, points: Sequence[Spot], *, labels: Sequence[str], beside: Mapping[str, Spot], across: str
) -> str:
    """The curve, and single spots beside it; a dashed line joins the cheapest and the dearest of these."""
    frame = _Frame([*points, *beside.values()])
    ends = sorted(beside.values(), key=lambda one: one.cost)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
            f' aria-label="{escape(title)}" font-family="sans-serif" font-size="12">',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            f'<text x="{LEFT}" y="22" font-size="14" fill="#222">{escape(title)}</text>',
            *frame.grid(across),
            f'<polygon points="{frame.band(points)}" fill="{COLOUR}" fill-opacity=".12"/>',
            f'<polyline points="{frame.line([ends[0], ends[-1]])}" fill="none" stroke="{GREY}" stroke-dasharray="4 4"/>',
            f'<polyline points="{frame.line(points)}" fill="none" stroke="{COLOUR}" stroke-width="2"/>',
            *_dots(frame, points, labels),
            *_others(frame, beside),
            "</svg>",
            "",
        ]
    )


class _Frame:
    """Where cost and percent lie."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self._most = max(one.cost for one in spots) or 1.0
        self._floor = 10 * floor(min(one.low for one in spots) / 10)
        self._roof = max(self._floor + 10, 10 * ceil(max(one.high for one in spots) / 10))

    def x(self, cost: float) -> float:
        return LEFT + INSET + cost / self._most * (WIDTH - RIGHT - LEFT - INSET)

    def y(self, percent: float) -> float:
        share = (percent - self._floor) / (self._roof - self._floor)
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)

    def line(self, spots: Sequence[Spot]) -> str:
        return self._path([(one.cost, one.mean) for one in spots])

    def band(self, spots: Sequence[Spot]) -> str:
        there = [(one.cost, one.high) for one in spots]
        return self._path(there + [(one.cost, one.low) for one in reversed(spots)])

    def _path(self, places: Sequence[tuple[float, float]]) -> str:
        return " ".join(f"{self.x(cost):.1f},{self.y(percent):.1f}" for cost, percent in places)

    def grid(self, across: str) -> Iterator[str]:
        for percent in range(self._floor, self._roof + 1, 10):
            y = self.y(percent)
            yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
            yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#444">{percent} %</text>'
        step = _round(self._most / 5)
        for number in range(int(self._most / step) + 1):
            x = f"{self.x(number * step):.1f}"
            yield f'<text x="{x}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#444">{number * step:,.6g}</text>'
        middle = (LEFT + WIDTH - RIGHT) / 2
        yield f'<text x="{middle:.0f}" y="{HEIGHT - 6}" text-anchor="middle" fill="#222">{escape(across)}</text>'


def _round(step: float) -> float:
    """One, two or five of some power of ten, no less."""
    power = 10.0 ** floor(log10(step))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= step * 0.999)


def _dots(frame: _Frame, points: Sequence[Spot], labels: Sequence[str]) -> Iterator[str]:
    last = (-LEGIBLE, -LEGIBLE)
    for one, label in zip(points, labels, strict=True):
        x, y = frame.x(one.cost), frame.y(one.mean)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{COLOUR}"/>'
        if abs(x - last[0]) + abs(y - last[1]) >= LEGIBLE:
            yield f'<text x="{x - 5:.1f}" y="{y - 6:.1f}" text-anchor="end" font-size="10" fill="{COLOUR}">{label}</text>'
            last = (round(x), round(y))


def _others(frame: _Frame, beside: Mapping[str, Spot]) -> Iterator[str]:
    for name, one in beside.items():
        x, y = f"{frame.x(one.cost):.1f}", frame.y(one.mean)
        yield f'<line x1="{x}" x2="{x}" y1="{frame.y(one.low):.1f}" y2="{frame.y(one.high):.1f}" stroke="{GREY}"/>'
        yield f'<path d="M{x} {y - 6:.1f}l6 6l-6 6l-6-6Z" fill="{GREY}"/>'
        yield f'<text x="{float(x) + 10:.1f}" y="{y + 16:.1f}" fill="#444">{escape(name)}</text>'
