"""What a group, or two, have settled: by vote, by word, or by taking one of the ways that stood open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zhiji.language.fold import fold
from zhiji.memory.reading.owing_decision_words import (
    BOOKING,
    CHOICE,
    FORMS,
    MAYBE,
    NOT_SETTLED,
    PAST,
    Form,
)
from zhiji.memory.reading.owing_telling import clause_at, held, in_latin, orders_machines, span, times
from zhiji.memory.records import CLEAR, GROUP, LIKELY, Reading, Span, Subject, When
from zhiji.memory.thread import Line, Thread

_HEARD = re.compile(r"\bapparently\b|\bi hear\b|\bheard\b|rumou?r|supposedly|听说|据说|传闻", re.I)
_WEEKLY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|每周|每月|线上|线下|online")
LATIN = tuple(form for form in FORMS if in_latin(form.pattern))
_OPEN = 6  # lines back in which a choice was put
_LONGEST = 400  # a longer message tells a story, or is an article
_ALONE = re.compile(r"^(?:i'm |i'll )?(?:going|go|switching|switch|sticking|stick|settling) (?:with|to|on)\b")
_WE = re.compile(r"\bwe\b|我们|咱")
_SETTLES = re.compile(
    r"stays|remains|will be|moves?|moved|is on|confirmed|approved|agreed|decided|no |voted|from \w+"
)
_MINUTES = re.compile(
    r"^\W*(?:the )?(?:minutes|outcome|outcomes|summary|recap|upshot|action points|from the meeting)\b"
)


def decisions(thread: Thread) -> Iterator[Reading]:
    """What the lines settle; what is only proposed, asked or told of others is left."""
    if thread.kind == "assistant":
        return
    for at, line in thread.to_read():
        folded = fold(line.text)
        if (
            len(folded) <= _LONGEST
            and not line.forwarded
            and MAYBE.search(folded)
            and not orders_machines(folded)
        ):
            found = _settled(thread, at, folded)
            if found:
                yield found


def _settled(thread: Thread, at: int, folded: str) -> Reading | None:
    """The first and surest thing that a line settles."""
    line = thread.lines[at]
    if NOT_SETTLED.search(folded):
        return None
    for form in LATIN if folded.isascii() else FORMS:
        for start, stop in _parts(line, form):
            found = form.pattern.search(folded, start, stop)
            if found and _counts(thread, at, form, found):
                return _reading(thread, at, form, found)
    return None


def _parts(line: Line, form: Form) -> list[tuple[int, int]]:
    """Sentences, for the forms that need to begin or end with one."""
    if form.ground != "choice":
        return [(0, len(line.text))]
    ends = [found.end() for found in re.finditer(r"[.!。！\n]+\s*|, (?=ok|so |then )", line.text)]
    edges = [0, *ends, len(line.text)]
    return [(first, last) for first, last in pairwise(edges) if last > first]


def _counts(thread: Thread, at: int, form: Form, found: re.Match[str]) -> bool:
    line = thread.lines[at]
    start, stop = found.span("what")
    clause = clause_at(line, start) or clause_at(line, found.start())
    if (
        clause is None
        or not held(clause)
        or clause.standing.joked
        or clause.standing.hedged
        or _HEARD.search(clause.sentence)
    ):
        return False
    words = found[0]
    if BOOKING.search(words) or line.text[stop : stop + 2].strip().startswith(("?", "？")):
        return False
    if form.ground in ("group", "said") and PAST.search(fold(clause.sentence)) and not _MINUTES.search(words):
        return False
    if _MINUTES.search(words) and not _SETTLES.search(found["what"]):
        return False
    return form.ground != "event" or bool(times(line.text[start:stop], line) or _WEEKLY.search(words))


def _reading(thread: Thread, at: int, form: Form, found: re.Match[str]) -> Reading:
    line = thread.lines[at]
    quote = _quote(line, found)
    words = line.text[quote.start : quote.stop]
    return Reading(
        kind="decision",
        relation="decision",
        subject=_whose(thread, line, found["what"]),
        value=words,
        quote=quote,
        by=line.sender,
        when=_when(words, line),
        valid_from=_from(words, line),
        confidence=CLEAR if _sure(thread, at, form, found) else LIKELY,
    )


def _quote(line: Line, found: re.Match[str]) -> Span:
    """What is settled, without how it is led in and why it is so."""
    start, stop = found.span("what")
    if (
        found.end() > stop and found.end("what") - start > 8
    ):  # what comes before "so it's settled" is its last clause
        last = clause_at(line, max(start, stop - 1))
        start = max(start, last.start) if last else start
    reason = _REASON.search(line.text, start + 3, stop)
    return span(line, start, reason.start() if reason else stop)


def _whose(thread: Thread, line: Line, words: str) -> Subject:
    """The group's, unless somebody settles it alone."""
    alone = _ALONE.search(words) and not _WE.search(words)
    return Subject(account=line.sender) if alone and thread.is_direct else GROUP


def _sure(thread: Thread, at: int, form: Form, found: re.Match[str]) -> bool:
    line = thread.lines[at]
    if form.ground == "said":
        return True
    if form.ground in ("group", "event"):
        return not thread.is_direct
    open_before = any(CHOICE.search(fold(one.text)) for one in thread.before(at, _OPEN) if _recent(line, one))
    plan = bool(times(line.text[found.start() : found.end()], line)) if thread.is_direct else False
    alone = bool(_ALONE.search(found["what"])) and found["what"].endswith("then")
    return (open_before or alone) and not plan


def _recent(line: Line, other: Line) -> bool:
    return (line.when - other.when).total_seconds() < 2 * 86_400


def _when(words: str, line: Line) -> When | None:
    """The day for which it is settled; not one from which it holds."""
    if _FROM.search(words):
        return None
    found = [
        one
        for one in times(words, line)
        if one.granularity in ("minute", "hour", "day", "daypart", "weekend", "month-part")
    ]
    exact = [one for one in found if re.search(r"\d", one.text)] or found
    return When(start=exact[0].start, end=exact[0].end) if exact else None


_REASON = re.compile(
    r"\W*\s(?:because|cos|cause|since|as the|so that|thank god|thanks|hooray|finally)\b|[\s,，]*(?:因为|主要是|毕竟|省得|免得)",
    re.I,
)
_FROM = re.compile(r"\b(?:from|as of|starting)\b|从.{1,8}(?:起|开始)|自.{1,8}起", re.I)


def _from(words: str, line: Line) -> str:
    """From when it holds, as exact as told."""
    found = times(words, line) if _FROM.search(words) else []
    if not found:
        return ""
    exact = {"year": "%Y", "month": "%Y-%m"}.get(found[0].granularity, "%Y-%m-%d")
    return found[0].start.strftime(exact)
