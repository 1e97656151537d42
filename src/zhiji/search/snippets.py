"""The part of a message that shows why it was found, with the matching words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhiji.language import fold, term_spans

Span = tuple[int, int]
LONGEST = 160  # code points

_BORDER = re.compile(r"(?<=[.!?。！？；;\n])\s*")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some of a message's text and the spans in it that match, in code points of `text`."""

    text: str
    marks: tuple[Span, ...]
    start: int  # where in the message it begins
    cut_before: bool
    cut_after: bool


def marks(text: str, terms: Iterable[str]) -> list[Span]:
    """Where a text has the terms of a query, in order, touching ones joined; offsets are those of the text itself."""
    wanted = set(terms)
    beginnings = {term[:-1] for term in wanted if term.endswith("*")}
    found: list[Span] = []
    for term, begin, end in term_spans(text):
        if term in wanted or term in beginnings:
            found.append((begin, end))
        else:
            found += [(begin + at, begin + at + 1) for at, char in enumerate(term) if char in beginnings]
    return _joined(found)


def snippet(text: str, terms: Iterable[str], *, longest: int = LONGEST) -> Snippet:
    """The stretch of a text that has most of what was looked for; all of it if it is short."""
    found = marks(text, terms)
    if len(text) <= longest:
        return Snippet(text, tuple(found), 0, cut_before=False, cut_after=False)
    start = _begin(text, _densest(text, found, longest), longest)
    stop = min(len(text), start + longest)
    inside = tuple(
        (begin - start, min(end, stop) - start) for begin, end in found if begin >= start and begin < stop
    )
    return Snippet(text[start:stop], inside, start, cut_before=start > 0, cut_after=stop < len(text))


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for begin, end in spans:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _densest(text: str, found: Sequence[Span], longest: int) -> int:
    """Where the window begins that holds the most different matches; of equals the first."""
    folded = fold(text)
    best, at = 0, 0
    for first, (begin, _) in enumerate(found):
        inside = {folded[b:e] for b, e in found[first:] if e <= begin + longest - longest // 4}
        if sum(map(len, inside)) > best:
            best, at = sum(map(len, inside)), begin
    return at


def _begin(text: str, match: int, longest: int) -> int:
    """A little before the match: at a sentence's beginning if one is near, else between words."""
    lead = max(0, min(match - longest // 4, len(text) - longest))
    borders = [border.end() for border in _BORDER.finditer(text, lead, match) if border.end() <= match]
    if borders:
        return borders[0]
    space = text.find(" ", lead, match)
    return lead if lead == 0 or space < 0 else space + 1
