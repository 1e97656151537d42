"""Finds the parts of time expressions in a text, joins them, and works out what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from zhiji.language.fold import fold
from zhiji.language.times import (
    chinese,
    chinese_clock,
    chinese_dates,
    chinese_feasts,
    digits,
    english,
    english_clock,
    english_dates,
    working_days,
)
from zhiji.language.times.guards import misleading
from zhiji.language.times.interval import DAY, Granularity, Interval
from zhiji.language.times.parts import Every, Level, Part, Scene
from zhiji.language.times.tense import Lean, bed, looks_back

_LONGEST_RUN = 7
_GRAMMARS = (
    (r"[0-9]", (digits.GRAMMAR,)),
    (r"[a-z]", (english.GRAMMAR, english_dates.GRAMMAR, english_clock.GRAMMAR)),
    (r"days?|工作日", (working_days.GRAMMAR,)),
    (
        r"[\u4e00-\u9fff]",
        (chinese.GRAMMAR, chinese_dates.GRAMMAR, chinese_clock.GRAMMAR, chinese_feasts.GRAMMAR),
    ),
)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time that a text speaks of, half open, and where it says so in code points."""

    start: datetime
    end: datetime
    granularity: Granularity
    begin: int
    stop: int
    text: str
    every: Every | None = None  # how often an open expression comes round: "Friday" every week


@dataclass(frozen=True, slots=True)
class _Chain:
    """Parts that make one expression, and the interval they mean."""

    parts: tuple[Part, ...]
    interval: Interval
    scene: Scene

    @property
    def begin(self) -> int:
        return self.parts[0].begin

    @property
    def stop(self) -> int:
        return max(part.stop for part in self.parts)

    @property
    def every(self) -> Every | None:
        return min(self.parts, key=lambda part: part.level).every

    @property
    def weak(self) -> bool:
        return len(self.parts) == 1 and self.parts[0].weak


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    trigger = (
        r"\d|day|to-?(?:night|nite|morrow)|tom+orr?o|2mor|arvo|tm[rw]|night|morning|noon|evening|week|month|year|season|quarter|half|decade|"
        r"minute|\bmin|hour|clock|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"
        r"spring|summer|autumn|\bfall\b|winter|mas\b|easter|hallow|valen|thanksg|nye|new year|teenth|cny|ties\b|fortnight|"
        r"ish\b|\beod|\bcob\b|first thing|festival|qing|patrick|paddy|fools|mayo|mardi|pentecost|chongyang|qixi|dragon|"
        r"(?:\bat|@|by|around|about|past|to|till?|until) ?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|"
        r"听[晚朝]|[年月日号点周期拜天早晚午夜晨今昨明旬季春夏秋冬节初分刻]|小时|钟头|国庆|五一|六一|十一|元旦|除夕|元宵|端阳|重阳|七夕|圣诞|黑五|双十|"
        r"三十|立|至|腊|闰|龙抬头|暑|寒|霜降|谷雨|雨水|白露|大雪|小雪|满|芒种|惊蛰|黄昏|拂晓|黎明|假"
    )
    glue = r"[ \t,，]*(?:(?:at|on|in|of|the|around|about|from|during|for|this|@)\s+)*(?:的 ?)?[(（]?"
    ranges = r"\s*(?:-|–|—|~|\bto\b|\buntil\b|\btill\b|\btil\b|\bthrough\b|\bthru\b|到|至|、)\s*(?:the |on |about |around )?"
    return (
        re.compile(trigger),
        re.compile(glue),
        re.compile(ranges),
        re.compile(r"\s*(?:\band\b|和|与)\s*(?:the )?"),
    )


def find_times(text: str, now: datetime, *, lean: Lean = "tense") -> list[TimeSpan]:
    """What times a text speaks of, read as of `now`, in order and without overlap; results carry the zone of `now`."""
    folded = fold(text)
    if not _patterns()[0].search(folded):
        return []
    parts = _kept(folded, text)
    if not parts:
        return []
    chains = _chains(parts, folded, now.replace(tzinfo=None), lean)
    found = [
        chain for chain in _ranged(chains, folded) if not misleading(folded, text, chain.begin, chain.stop)
    ]
    return [_span(chain, text, now) for chain in found]


def times_of(text: str, when: datetime) -> list[TimeSpan]:
    """The times that a message speaks of, read at the moment it was written, each in the tense of its own clause.

    One message may tell of last Friday and plan the next: "I was ill on Friday, but this Friday I'll come".
    """
    return find_times(text, when, lean="tense")


@lru_cache(maxsize=1024)  # several readers ask after the times of the same words
def _kept(folded: str, text: str) -> tuple[Part, ...]:
    """The longest of the parts that overlap, those that lead on to another before those that stand alone."""
    found: list[Part] = []
    for script, grammars in _GRAMMARS:
        if re.search(script, folded):
            for grammar in grammars:
                found += grammar.parts(folded, text)
    kept: list[Part] = []
    taken = bytearray(len(folded))
    for part in sorted(found, key=_preference):
        if not any(taken[part.begin : part.stop]):
            taken[part.begin : part.stop] = b"\1" * (part.stop - part.begin)
            kept.append(part)
    return tuple(sorted(kept, key=lambda part: part.begin))


def _preference(part: Part) -> tuple[int, bool]:
    return part.begin - part.stop, part.weak


def _chains(parts: Sequence[Part], folded: str, now: datetime, lean: Lean) -> Iterator[_Chain]:
    """The parts joined from left to right, as many at a time as make sense together."""
    at = 0
    while at < len(parts):
        run = _run(parts, at, folded)
        begin, stop = run[0].begin, run[-1].stop
        scene = Scene(now, looks_back(folded, begin, stop, lean), bed(folded, begin, stop))
        chain = next((made for size in range(len(run), 0, -1) if (made := _chain(run[:size], scene))), None)
        if chain:
            yield chain
        at += len(chain.parts) if chain else 1


def _run(parts: Sequence[Part], at: int, folded: str) -> list[Part]:
    glue = _patterns()[1]
    run = [parts[at]]
    for part in parts[at + 1 : at + _LONGEST_RUN]:
        gap = part.begin - run[-1].stop
        if gap > 16 or not glue.fullmatch(folded, run[-1].stop, part.begin):
            break
        run.append(part)
    return run


def _chain(parts: list[Part], scene: Scene) -> _Chain | None:
    """One expression of parts of different levels; a weekday beside a date adds nothing to it."""
    ordered = sorted(parts, key=lambda part: part.level)
    kinds = {part.kind for part in parts}
    used = [part for part in ordered if not (part.kind == "weekday" and "date" in kinds)]
    if len({part.level for part in used}) < len(used):
        return None
    try:
        interval = _narrowed(used, scene)
    except (OverflowError, ValueError):  # a year beyond the calendar
        return None
    return _Chain(tuple(parts), interval, scene) if interval and interval.start < interval.end else None


def _narrowed(parts: list[Part], scene: Scene) -> Interval | None:
    interval: Interval | None = None
    for part in parts:
        interval = part.resolve(scene, interval)
        if interval is None:
            return None
    if interval and parts[0].every == "day" and parts[-1].level is Level.CLOCK:
        return _turned(interval, scene)
    return interval


def _turned(interval: Interval, scene: Scene) -> Interval:
    """An hour in a part of a day that nobody named: the next such, or the last."""
    step = (
        DAY
        if not scene.past and interval.start < scene.now
        else -DAY
        if scene.past and interval.start > scene.now
        else None
    )
    return Interval(interval.start + step, interval.end + step, interval.granularity) if step else interval


def _ranged(chains: Iterator[_Chain], folded: str) -> Iterator[_Chain]:
    """Two expressions with "to" between them become one, from the start of the first to the end of the second."""
    held: _Chain | None = None
    for chain in chains:
        joined = _range(held, chain, folded) if held else None
        if joined is None and held and not held.weak:
            yield held
        held = joined or chain
    if held and not held.weak:
        yield held


def _range(first: _Chain, second: _Chain, folded: str) -> _Chain | None:
    _, _, between, also = _patterns()
    led = re.search(
        r"(?:\bfrom|\bbetween|从|自|在)\s*(?:the )?$", folded[max(0, first.begin - 12) : first.begin]
    ) or folded.startswith(("from", "between"), first.begin)
    joint = between.fullmatch(folded, first.stop, second.begin) or (
        led and also.fullmatch(folded, first.stop, second.begin)
    )
    if not joint or (first.weak and second.weak and not led and first.parts[0].level is not Level.YEAR):
        return None
    if (first.interval.granularity == "minute") != (second.interval.granularity == "minute"):
        return None
    last: _Chain | None = second
    if second.every:
        last = _chain(list(second.parts), Scene(first.interval.start, past=False))
    elif first.every and second.interval.start < first.interval.start:
        earlier = _chain(list(first.parts), Scene(second.interval.start, past=True))
        first = earlier or first
    if last is None or last.interval.start < first.interval.start:
        return None
    end = last.interval.start if last.interval.granularity == "minute" else last.interval.end
    if end <= first.interval.start:
        return None
    return _Chain(first.parts + second.parts, Interval(first.interval.start, end, "range"), first.scene)


def _span(chain: _Chain, text: str, now: datetime) -> TimeSpan:
    interval = chain.interval
    start, end = interval.start.replace(tzinfo=now.tzinfo), interval.end.replace(tzinfo=now.tzinfo)
    return TimeSpan(
        start, end, interval.granularity, chain.begin, chain.stop, text[chain.begin : chain.stop], chain.every
    )


def before(span: TimeSpan, limit: datetime) -> TimeSpan:
    """The last time that a recurring expression came round before `limit`; any other comes back as it is.

    Hours and parts of days move by days, weekdays and weekends by weeks, "the 5th" by months, months, seasons and
    dates by years, and feasts that follow the moon or a weekday to where they were. "Yesterday", "last week" and
    whatever names its year stay.
    """
    if span.every is None or span.start < limit:
        return span
    if span.every == "feast":
        earlier = find_times(
            span.text, limit.astimezone(span.start.tzinfo) if limit.tzinfo else limit, lean="past"
        )
        return (
            _moved(span, earlier[0].start, earlier[0].end) if earlier and earlier[0].start < limit else span
        )
    return _stepped(span, limit)


def _moved(span: TimeSpan, start: datetime, end: datetime) -> TimeSpan:
    return TimeSpan(start, end, span.granularity, span.begin, span.stop, span.text, span.every)


_AT_MOST = {"day": 1, "week": 7, "month": 31}  # days, else a year: so many steps back can't be too many


def _stepped(span: TimeSpan, limit: datetime) -> TimeSpan:
    from zhiji.language.times.interval import shift

    length = span.end - span.start
    steps = max(1, (span.start - limit) // (_AT_MOST.get(span.every or "", 366) * DAY))
    while True:
        try:
            start = shift(span.start, span.every, -steps)  # type: ignore[arg-type]  # "feast" is handled by the caller
        except (OverflowError, ValueError):
            return span
        if start < limit and start.day != span.start.day and span.every in {"month", "year"}:
            steps += 1  # no 31st in that month, no 29 February in that year
            continue
        if start < limit:
            whole = span.every in {"day", "week"} or length <= DAY
            return _moved(span, start, start + length if whole else shift(span.end, span.every, -steps))  # type: ignore[arg-type]
        steps += 1
