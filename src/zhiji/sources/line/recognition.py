"""Which texts are chats of LINE, told by their title and first lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import PurePosixPath

from zhiji.sources.line import phrases
from zhiji.sources.line.dated import undated
from zhiji.sources.line.dates import Heading, heading
from zhiji.sources.line.lines import record

_LINES = 300  # that are looked at


def texts(members: Iterable[str]) -> list[str]:
    """The members that may be chats, those that are named as the app names them first."""
    found = [member for member in members if member.lower().endswith(".txt")]
    return sorted(found, key=lambda one: (phrases.MARK not in one, one.count("/"), one))


def likeness(text: str, name: str) -> int:
    """How much a text looks like a chat: 0 not at all, 2 by its shape, 3 beyond doubt."""
    lines = [
        line.strip("\r\ufeff") for line in islice((one for one in text.split("\n") if one.strip()), _LINES)
    ]
    lines = [line for _, line in undated(enumerate(lines))]
    if not lines:
        return 0
    begun = [found.gap for line in lines if (found := record(line)) is not None and found.hour is not None]
    days = [day for line in lines if (day := heading(line)) is not None]
    title = phrases.title(lines[0])
    ours = title is not None or phrases.MARK in PurePosixPath(name).name
    if ours and (begun or days):
        return 3
    if title is not None:
        return 2 if title.known else 0
    return _by_shape(lines, begun, days)


def _by_shape(lines: list[str], begun: Sequence[str], days: list[Heading]) -> int:
    """Without a title: a day comes first, and lines with a time and columns follow it."""
    first = heading(lines[0])
    if first is None or not begun:
        return 0
    named = first.style == "named"
    tabs = begun.count("tab")
    if named and tabs:
        return 2 if 2 * tabs >= len(begun) else 0
    if first.style == "bare" and tabs >= 2:
        return 2 if 3 * (tabs + len(days)) >= 2 * len(lines) else 0
    # What a computer writes has neither title nor tabs: most lines are records
    return 2 if named and 2 * (len(begun) + len(days)) >= len(lines) else 0
