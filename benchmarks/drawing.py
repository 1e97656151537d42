"""A plot of lines as SVG, both axes by powers of ten, or both in percent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10
from typing import Protocol

Points = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 760, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 210, 44, 44
COLOURS = ("#b3261e", "#1f5fa8", "#2e7d32", "#8a5a00", "#666666")
APART = 15  # between two labels


def lines(title: str, told: Mapping[str, Points]) -> str:
    """One line each, its name at its end."""
    across = _Axis([x for points in told.values() for x, _ in points], LEFT, WIDTH - RIGHT)
    up = _Axis([y for points in told.values() for _, y in points], HEIGHT - BOTTOM, TOP)
    return _drawn(title, told, across, up)


def shares(title: str, told: Mapping[str, Points], *, across: str, up: str) -> str:
    """The same, both axes from 0 to 100 percent, with what they count."""
    drawn = _drawn(title, told, _Percent(LEFT, WIDTH - RIGHT), _Percent(HEIGHT - BOTTOM, TOP), dotted=False)
    below = f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle" fill="#444">{escape(across)}</text>'
    beside = f'<text x="{LEFT}" y="{TOP - 8}" fill="#444">{escape(up)}</text>'
    return drawn.replace("</svg>", f"{below}\n{beside}\n</svg>")


def _drawn(title: str, told: Mapping[str, Points], across: _Scale, up: _Scale, *, dotted: bool = True) -> str:
    ends = _spread({name: up.at(points[-1][1]) for name, points in told.items()})
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(title)}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="22" font-size="14" fill="#222">{escape(title)}</text>',
        *_grid(across, up),
    ]
    for (name, points), colour in zip(told.items(), COLOURS, strict=False):
        path = " ".join(f"{across.at(x):.1f},{up.at(y):.1f}" for x, y in points)
        dots = "".join(f'<circle cx="{across.at(x):.1f}" cy="{up.at(y):.1f}" r="3"/>' for x, y in points)
        end = f'<text x="{across.at(points[-1][0]) + 10:.1f}" y="{ends[name] + 4:.1f}" fill="{colour}">{escape(name)}</text>'
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<g fill="{colour}">{dots * dotted}</g>{end}')
    return "\n".join([*parts, "</svg>", ""])


class _Scale(Protocol):
    """Where numbers lie, and which of them are marked."""

    def at(self, number: float) -> float: ...

    def marks(self) -> list[float]: ...


class _Percent:
    """Where a percentage lies between two ends."""

    def __init__(self, begin: float, end: float) -> None:
        self._begin, self._end = begin, end

    def at(self, number: float) -> float:
        return self._begin + number / 100 * (self._end - self._begin)

    def marks(self) -> list[float]:
        return [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]


class _Axis:
    """Where a number lies between two ends, by powers of ten."""

    def __init__(self, numbers: Iterable[float], begin: float, end: float) -> None:
        told = [log10(number) for number in numbers]
        self.least, self.most = floor(min(told)), ceil(max(told))
        self._begin, self._end = begin, end

    def at(self, number: float) -> float:
        share = (log10(number) - self.least) / max(1, self.most - self.least)
        return self._begin + share * (self._end - self._begin)

    def marks(self) -> list[float]:
        return [10.0**power for power in range(self.least, self.most + 1)]


def _grid(across: _Scale, up: _Scale) -> Iterator[str]:
    for mark in across.marks():
        x = f"{across.at(mark):.1f}"
        yield f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        yield f'<text x="{x}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#444">{mark:,.0f}</text>'
    for mark in up.marks():
        y = f"{up.at(mark):.1f}"
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 8}" y="{float(y) + 4:.1f}" text-anchor="end" fill="#444">{mark:g}</text>'


def _spread(wanted: Mapping[str, float]) -> dict[str, float]:
    """The same heights, moved down where they are too near to be read."""
    told: dict[str, float] = {}
    last = float("-inf")
    for name, height in sorted(wanted.items(), key=lambda each: each[1]):
        last = told[name] = max(height, last + APART)
    return told
