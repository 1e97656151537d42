"""What a group, or two, have settled: by vote, by word, or by taking one of the ways that stood open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.language.fold import fold
from zhiji.memory.reading.owing_decision_words import (
    BOOKING,
    CHOICE,
    FAREWELL,
    FORMS,
    MAYBE,
    NOT_SETTLED,
    Form,
)
from zhiji.memory.reading.owing_telling import clause_at, held, span, times
from zhiji.memory.records import CLEAR, GROUP, LIKELY, Reading, Subject, When
from zhiji.memory.thread import Line, Thread

_OPEN = 6  # lines back in which a choice was put
_LONGEST = 400  # a longer message tells a story, or is an article
_ALONE = re.compile(r"^(?:i'm |i'll )?(?:going|go|switching|switch|sticking|stick|settling) (?:with|to|on)\b")
_WE = re.compile(r"\bwe\b|我们|咱")
_SETTLES = re.compile(r"stays|remains|will be|moves?|moved|is on|confirmed|approved|agreed|decided|no |voted|from \w+")
_MINUTES = re.compile(r"^\W*(?:the )?(?:minutes|outcome|outcomes|summary|recap|upshot|action points|from the meeting)\b")


def decisions(thread: Thread) -> Iterator[Reading]:
    """What the lines settle; what is only proposed, asked or told of others is left."""
    if thread.kind == "assistant":
        return
    for at, line in thread.to_read():
        folded = fold(line.text)
        if len(folded) <= _LONGEST and not line.forwarded and MAYBE.search(folded):
            found = _settled(thread, at, folded)
            if found:
                yield found


def _settled(thread: Thread, at: int, folded: str) -> Reading | None:
    """The first and surest thing that a line settles."""
    line = thread.lines[at]
    if NOT_SETTLED.search(folded):
        return None
    for form in FORMS:
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
    return [(first, last) for first, last in zip(edges, edges[1:], strict=False) if last > first]


def _counts(thread: Thread, at: int, form: Form, found: re.Match[str]) -> bool:
    line = thread.lines[at]
    start, stop = found.span("what")
    clause = clause_at(line, start) or clause_at(line, found.start())
    if clause is None or not held(clause) or clause.standing.joked or clause.standing.hedged or clause.standing.heard:
        return False
    words = found[0]
    if BOOKING.search(words) or line.text[stop : stop + 2].strip().startswith(("?", "？")):
        return False
    if form.ground in ("group", "said") and FAREWELL.search(words) and not _MINUTES.search(words):
        return False
    if _MINUTES.search(words) and not _SETTLES.search(found["what"]):
        return False
    return form.ground != "event" or bool(times(line.text[start:stop], line)) or "线上" in words or "online" in words


def _reading(thread: Thread, at: int, form: Form, found: re.Match[str]) -> Reading:
    line = thread.lines[at]
    whole = form.ground != "choice" and not found["what"][:1].isspace()
    quote = span(line, *found.span("what")) if whole else span(line, *found.span())
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
    found = [one for one in times(words, line) if one.granularity in ("minute", "hour", "day", "daypart", "weekend")]
    return When(start=found[0].start, end=found[0].end) if found else None


_FROM = re.compile(r"\b(?:from|as of|starting)\b|从.{1,8}(?:起|开始)|自.{1,8}起", re.I)


def _from(words: str, line: Line) -> str:
    """From when it holds, as exact as told."""
    found = times(words, line) if _FROM.search(words) else []
    if not found:
        return ""
    exact = {"year": "%Y", "month": "%Y-%m"}.get(found[0].granularity, "%Y-%m-%d")
    return found[0].start.strftime(exact)
