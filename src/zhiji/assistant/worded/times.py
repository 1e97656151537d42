"""The times that a sentence tells, held against those of the messages it cites: when they were sent, and what they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from zhiji.assistant.records import Citation
from zhiji.language import fold
from zhiji.language.times import TimeSpan, find_times, times_of

_INSTANT = timedelta(microseconds=1)
DAY = timedelta(days=1)
_JOINED = re.compile(r"\s*(?:-|–|—|~|→|\bto\b|\buntil\b|\btill?\b|\bthrough\b|到|至)\s*", re.I)
_MEANT_FROM_NOW = re.compile(
    r"\b(?:next|last|this|coming|previous|following|tomorrow|yesterday|today|tonight|past (?:week|month|year)|ago)\b"
    r"|[上下](?=个|周|星期|礼拜|次|月)|这|本[周月年]|今|明[天年早晚晨]|昨|前[天年晚]|后[天年]|去年",
    re.I,
)
_WEEKEND = re.compile(r"\bweekend\b|周末", re.I)
_HALF_OF_DAY = re.compile(
    r"\d\s?[ap]\.?m|morning|evening|afternoon|night|noon|dawn|上午|下午|[早晚夜午晨]|\b(?:1[3-9]|2[0-4])(?=[:.点时 ]|$)",
    re.I,
)
_TWELVE_HOURS = timedelta(hours=12)
_BARE = re.compile(r"(?:at|by|around|about|till|until|from|@)?\s*\d{1,4}", re.I)
_TODAY = re.compile(r"\b(?:today|now|as of|at the moment)\b|今天|现在|目前|截至|至今", re.I)
_YEAR = re.compile(
    r"(?:\bin\s+|\bsince\s+|\buntil\s+|\bof\s+|\bby\s+)?(?P<year>(?:19|20)\d\d)(?:\s?年)?", re.I
)


@dataclass(frozen=True, slots=True)
class Told:
    """A time that a sentence tells; `days` are those it may mean that the messages bear out, none if they don't."""

    start: int
    stop: int
    text: str
    days: tuple[datetime, ...]
    parts: tuple[tuple[datetime, ...], ...] = ()  # of "12 May to 8 Jul", each with what it may mean

    @property
    def stands(self) -> bool:
        """Whether the messages bear it out."""
        return bool(self.days) or (bool(self.parts) and all(self.parts))


class Times:
    """The times of some messages."""

    def __init__(self, cited: Sequence[Citation], *, now: datetime) -> None:
        self._now = _bare(now)
        self._texts = [fold(one.quote) for one in cited]
        self._sent = [_bare(one.message.when) for one in cited]
        self._spans = [
            *(_sent(one) for one in cited),
            *(span for one in cited for span in _spoken(one.quote, one.message.when)),
        ]

    @property
    def years(self) -> frozenset[int]:
        """Those that the messages are of or speak of."""
        return frozenset(edge.year for start, end in self._spans for edge in (start, end - _INSTANT))

    @property
    def months(self) -> frozenset[int]:
        """The same of months."""
        return frozenset(start.month for start, _ in self._spans)

    @property
    def weekdays(self) -> frozenset[int]:
        """The same of the days of the week, Monday is 0."""
        return frozenset(start.weekday() for start, end in self._spans if end - start <= timedelta(days=1))

    def told(self, text: str, *, glosses: Sequence[tuple[int, int]] = ()) -> list[Told]:
        """Every time in a sentence; in a gloss "yesterday" is the day before the message."""
        found = find_times(text, self._now)
        first = [self._told(one, text, ()) for one in found]
        stated = [day for one in first for day in one.days if one.stands]
        again = []
        for one, span in zip(first, found, strict=True):
            inside = any(start <= span.begin < stop for start, stop in glosses)
            again.append(one if one.stands else self._told(span, text, [*stated, *self._sent * inside]))
        return [one for one in again if one.stands or not _BARE.fullmatch(one.text.strip())]

    def _told(self, span: TimeSpan, text: str, stated: Sequence[datetime]) -> Told:
        weekend = bool(_WEEKEND.search(text))
        days = tuple(dict.fromkeys(self._borne_out(span, stated, weekend=weekend)))
        if not days and fold(span.text) in " ".join(self._texts) and not _MEANT_FROM_NOW.search(span.text):
            days = (_bare(span.start),)
        if not days and _TODAY.search(text[max(0, span.begin - 12) : span.stop]) and self._is_today(span):
            days = (self._now.replace(hour=0, minute=0, second=0, microsecond=0),)
        parts: tuple[tuple[datetime, ...], ...] = ()
        if span.granularity == "range":
            parts = self._parts(span, text, stated)
        return Told(span.begin, span.stop, span.text, days, parts)

    def _is_today(self, span: TimeSpan) -> bool:
        return _bare(span.start) <= self._now < _bare(span.end) and span.end - span.start <= timedelta(days=1)

    def _parts(
        self, span: TimeSpan, text: str, stated: Sequence[datetime]
    ) -> tuple[tuple[datetime, ...], ...]:
        """What each end of a range may mean; "12 to 15 May" has but one that can be read, and gives none."""
        pieces = _JOINED.split(text[span.begin : span.stop])
        found = [find_times(piece, self._now) for piece in pieces if piece.strip()]
        if len(found) != 2 or not all(found):
            return ()
        return tuple(tuple(self._told(some[0], some[0].text, stated).days) for some in found)

    def _borne_out(self, span: TimeSpan, stated: Sequence[datetime], *, weekend: bool) -> Iterator[datetime]:
        """The beginnings of what a span may mean, wherever that holds a time of the messages."""
        for start, end in self._spans:
            for begin, stop in self._meanings(span, start, stated):
                whole = begin <= start and end <= stop
                if whole or (weekend and (begin, stop - begin) == (start, DAY) and end - start == 2 * DAY):
                    yield begin

    def _meanings(
        self, span: TimeSpan, near: datetime, stated: Sequence[datetime]
    ) -> Iterator[tuple[datetime, datetime]]:
        """What a span may mean, either half of the day where it tells none."""
        either = span.granularity in ("minute", "hour") and not _HALF_OF_DAY.search(span.text)
        for begin, stop in self._read(span, near, stated):
            yield begin, stop
            if either:
                half = -_TWELVE_HOURS if begin.hour >= 12 else _TWELVE_HOURS
                yield begin + half, stop + half

    def _read(
        self, span: TimeSpan, near: datetime, stated: Sequence[datetime]
    ) -> Iterator[tuple[datetime, datetime]]:
        """What a span means from now, from days that the sentence has told; near a time if it comes round."""
        yield _bare(span.start), _bare(span.end)
        for day in stated:
            yield from ((_bare(one.start), _bare(one.end)) for one in find_times(span.text, day))
        if span.every is not None and not _MEANT_FROM_NOW.search(span.text):
            for days in _NEAR:
                try:
                    moved = find_times(span.text, near + timedelta(days=days))
                except (OverflowError, ValueError):  # the beginning and the end of the calendar
                    continue
                yield from ((_bare(one.start), _bare(one.end)) for one in moved)


_NEAR = (-200, -8, -1, 0, 1, 8, 200)  # days: what comes round is read from before and from behind


def years_in(text: str) -> Iterator[tuple[int, int, int]]:
    """Where a year stands by itself: start, stop, which."""
    for match in _YEAR.finditer(text):
        if not re.match(r"\d|[-/.]\d", text[match.end() :]) and not text[: match.start()][-1:].isdigit():
            yield match.start(), match.end(), int(match["year"])


def _sent(one: Citation) -> tuple[datetime, datetime]:
    when = _bare(one.message.when)
    return when, when + _INSTANT


@lru_cache(maxsize=256)
def _spoken(text: str, when: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """The times that a message speaks of; of a range its ends, too."""
    found: list[tuple[datetime, datetime]] = []
    for span in times_of(text, when):
        found.append((_bare(span.start), _bare(span.end)))
        if span.granularity == "range":
            parts = (
                part for piece in _JOINED.split(span.text) for part in find_times(piece, _bare(span.start))
            )
            found += [(_bare(part.start), _bare(part.end)) for part in parts]
    return tuple(found)


def _bare(when: datetime) -> datetime:
    """As the clock on the wall shows it."""
    return when.replace(tzinfo=None)
