"""One thing that a message tells is kept once, and a yes is quoted with the words that spell it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.reading.doing_parts import Doing
from zhiji.memory.reading.doing_times import time_in, time_near
from zhiji.memory.records import Reading, Span
from zhiji.memory.thread import Line

_SENTENCE = re.compile(r"[.!?。！？\n]")
_SPELT_OUT = 24  # characters after a yes that may still be of it


def with_own_time(said: Sequence[Doing]) -> list[Doing]:
    """Doings without the plans that only have the day of the doing before: "今晚加班 不用等我吃饭"."""
    return [one for one in said if not (one.kind == "plan" and one.subject is None and _borrows(one, said))]


def _borrows(doing: Doing, said: Iterable[Doing]) -> bool:
    found = time_near(doing.clause) if time_in(doing.clause) is None else None
    return found is not None and any(
        other.subject is None and other.clause.start <= found.begin < other.clause.stop <= doing.start
        for other in said
    )


def once(readings: Sequence[Reading], line: Line) -> list[Reading]:
    """What a line was read as: two plans with words in common are one, and a yes goes on to where its words end."""
    kept: list[Reading] = []
    for one in sorted(readings, key=lambda one: one.quote.start):
        last = kept[-1] if kept else None
        if last is not None and _is_same(last, one, line):
            kept[-1] = _both(last, one, line)
        else:
            kept.append(one)
    return [_spelt_out(one, kept, line) for one in kept]


def _is_same(first: Reading, second: Reading, line: Line) -> bool:
    """Whether two readings of a line tell one plan."""
    return (
        first.kind == second.kind == "plan"
        and first.quote.message == second.quote.message == line.id
        and first.subject == second.subject
        and first.status == second.status
        and second.quote.start < first.quote.stop
    )


def _both(first: Reading, second: Reading, line: Line) -> Reading:
    """One plan from the first word of one to the last of the other."""
    start, stop = first.quote.start, max(first.quote.stop, second.quote.stop)
    told = first if first.also else second  # the one that answers knows what it is about
    value = told.value if told.also else line.text[start:stop]
    confidence = max(first.confidence, second.confidence)
    return replace(
        told, quote=replace(told.quote, start=start, stop=stop), value=value, confidence=confidence
    )


def _spelt_out(reading: Reading, all_of_line: Iterable[Reading], line: Line) -> Reading:
    """A yes with what follows it in one breath: "np thursday it is", "要得 明天晚上放你门口"."""
    answers = bool(reading.also) and reading.quote.message == line.id and reading.status == "open"
    if not answers or reading.value == line.text[reading.quote.start : reading.quote.stop]:
        return reading
    stop = min(
        [_end_of_breath(reading.quote.stop, line)]
        + [one.quote.start for one in all_of_line if one.quote.start >= reading.quote.stop]
    )
    words = line.text[reading.quote.start : stop].rstrip(" ,，、;；:：")
    return replace(
        reading, quote=Span(message=line.id, start=reading.quote.start, stop=reading.quote.start + len(words))
    )


def _end_of_breath(stop: int, line: Line) -> int:
    """Where the clause ends that a yes stands in, or the next one if the yes is a clause of its own and nothing is asked."""
    parts = clauses(line)
    within = [one for one in parts if one.start < stop <= one.stop]
    end = within[-1].stop if within else stop
    after = next((one for one in parts if one.start >= end), None)
    if end == stop and after is not None and _goes_on(line.text[end : after.start], after):
        end = after.stop
    return end if end - stop <= _SPELT_OUT and "?" not in line.text[stop : end + 1] else stop


def _goes_on(between: str, after: Clause) -> bool:
    return not (_SENTENCE.search(between) or after.standing.asked)
