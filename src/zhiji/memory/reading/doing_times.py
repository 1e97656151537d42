"""When something is to be done, by the words of its message: half open, in the message's own zone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from zhiji.language.times import TimeSpan, find_times
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.records import When
from zhiji.memory.thread import Line

_FEW = 6  # characters beside a time that stands alone: "最晚周三前"
_STOP = re.compile(r"[.!?。！？\n]")
_LAST = re.compile(r"(?:in |over |during |for )?(?:the )?last\b", re.I)
_OF = re.compile(r"\s+of\b", re.I)
_MIDNIGHT = re.compile(r"midnight|午夜|零点", re.I)
_NEW_YEAR = re.compile(r"firework|new year|countdown|ball drop|跨年|烟花|倒计时", re.I)
_GOODBYE = re.compile(
    r"\b(?:(?:talk|speak|chat|write|text)(?: (?:to|with))?(?: (?:you|u|ya))?|(?:see|catch) (?:you|u|ya))(?: again)? $",
    re.I,
)
_GOES_ON = re.compile(r"\b(?:i'?m|i am|i'?ll|i’m|i’ll|gonna|going|off to)\b", re.I)
_TODAY = re.compile(r"(?:and |so |then )?(?:later on|later today|right now|just now)\b", re.I)
_DAY = re.compile(
    r"(?:tomorrow|(?:this |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:周|星期|礼拜)[一二三四五六日天])",
    re.I,
)
_PROPOSES = re.compile(r"(?:let'?s|lets|shall we|how about|what about|why don'?t we)\b", re.I)
_CLOSE = 12  # characters between a doing and a time that stands in another clause


@lru_cache(maxsize=8192)
def times_of(line: Line) -> tuple[TimeSpan, ...]:
    """The times ahead that a message names."""
    found = find_times(line.text, line.when, lean="future")
    return tuple(one for one in found if one.end > line.when and not _is_part(one, line.text))


def _is_part(found: TimeSpan, text: str) -> bool:
    """Whether words are the end of something, "the last two weeks of the break", and no time before now."""
    return bool(_LAST.match(found.text) and _OF.match(text, found.stop)) or bool(
        _MIDNIGHT.search(found.text) and _NEW_YEAR.search(text)
    )


def time_in(clause: Clause) -> TimeSpan | None:
    """The time ahead that a clause names; the narrowest if there are more."""
    here = [one for one in times_of(clause.line) if one.begin < clause.stop and clause.start < one.stop]
    mine = [one for one in here if not _is_anothers(one, clause)]
    found = _narrowest(mine)
    return None if found is None else _dated(found, clause)


def _is_anothers(found: TimeSpan, clause: Clause) -> bool:
    """Whether a time is that of a goodbye told in one breath with a doing, or a holiday's where the doing is today's."""
    before, after = clause.line.text[: found.begin], clause.line.text[found.stop : clause.stop]
    if _GOODBYE.search(before) and _GOES_ON.search(after):
        return True
    return found.start.date() != clause.line.when.date() and bool(
        _TODAY.match(clause.sentence) and not _DAY.search(found.text)
    )


def _dated(found: TimeSpan, clause: Clause) -> TimeSpan:
    """The time as its neighbours have it: "Sunday lunch, 11th May", "明天上午出发 下午两点到"."""
    others = times_of(clause.line)
    if _DAY.fullmatch(found.text):
        after = [one for one in others if 0 <= one.begin - max(clause.stop, found.stop) < _FEW]
        same = [
            one for one in after if one.granularity == "day" and one.start.weekday() == found.start.weekday()
        ]
        return next(iter(same), found)
    if found.granularity in ("minute", "hour") and clause.language == "zh":
        before = [one for one in others if 0 <= found.begin - one.stop < _CLOSE]
        days = (before[-1].start.date() - found.start.date()).days if before else 0
        if days > 0:
            return replace(
                found, start=found.start + timedelta(days=days), end=found.end + timedelta(days=days)
            )
    return found


def time_near(clause: Clause) -> TimeSpan | None:
    """The time of a clause, or the one that its message names close by."""
    here = time_in(clause)
    if here is not None:
        return here
    near = [
        one
        for one in times_of(clause.line)
        if _is_near(one, clause) and not (_is_farewell(one, clause) or _is_anothers(one, clause))
    ]
    return near[0] if len(near) == 1 else None


def _is_farewell(found: TimeSpan, clause: Clause) -> bool:
    return bool(_GOODBYE.search(clause.line.text[: found.begin]))


def reach(clause: Clause) -> int:
    """Where a doing's words end: with its clause, or with the time that follows it."""
    found = time_near(clause)
    return clause.stop if found is None else max(clause.stop, found.stop)


def _is_near(found: TimeSpan, clause: Clause) -> bool:
    """Whether a time stands by a clause and tells nothing else: the next Chinese clause has a doing of its own."""
    text = clause.line.text
    far = _CLOSE if clause.language == "zh" else 2 * _CLOSE
    if found.begin - clause.stop >= far or clause.start - found.stop >= _CLOSE:
        return False
    if _STOP.search(text[min(clause.stop, found.stop) : max(clause.start, found.begin)]):
        return False
    other = next((one for one in clauses(clause.line) if one.start <= found.begin < one.stop), clause)
    if _PROPOSES.match(other.text):
        return False  # the day that is proposed: "let's plan for next month - I'll check and let you know"
    return other.language == "en" or len(other.text) - len(found.text) <= _FEW


def when_of(found: TimeSpan | None) -> When | None:
    """The interval of a time found."""
    return None if found is None else When(start=found.start, end=found.end)


def is_ahead(clause: Clause) -> bool:
    """Whether a clause names a time that is yet to begin."""
    found = time_in(clause)
    return found is not None and found.start > clause.line.when


def is_soon(found: TimeSpan | None, line: Line) -> bool:
    """Whether a time is no more than this very day, so that what is told may be going on already."""
    return found is not None and found.end - line.when <= timedelta(days=1) and found.granularity == "day"


def _narrowest(found: list[TimeSpan]) -> TimeSpan | None:
    return min(found, key=lambda one: one.end - one.start) if found else None
