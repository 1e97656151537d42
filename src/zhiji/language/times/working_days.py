"""Working days in both languages: "in three business days", "the last working day of June", 三个工作日内, 下个工作日.

Monday to Friday; public holidays and the working weekends of China aren't known.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import cast

from zhiji.language.times.chinese_words import N
from zhiji.language.times.chinese_words import number as chinese_number
from zhiji.language.times.english_words import NUMBER, ORDINALS, part_of
from zhiji.language.times.english_words import number as english_number
from zhiji.language.times.interval import DAY, Interval, Unit, days, midnight
from zhiji.language.times.parts import Grammar, Level, Part, Scene, narrowing, within_each

GRAMMAR = Grammar()
rule = GRAMMAR.rule
_MOST = 60
_EN = r"(?:working|business|work|week)[ -]?days?"
_EN_NTH = r"(?P<nth>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)"


def moved(moment: datetime, count: int) -> datetime:
    """The day so many working days later, or earlier."""
    step = DAY if count > 0 else -DAY
    day = midnight(moment)
    while count:
        day += step
        count -= (day.weekday() < 5) * (1 if count > 0 else -1)
    return day


def _count(m: re.Match[str], count: float, *, back: bool, whole: bool) -> Part | None:
    """As many working days from now on; `whole` is all the time until then."""
    steps = -int(count) if back else int(count)
    if not 0 < abs(steps) <= _MOST:
        return None

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is not None or (scene.past and not back):
            return None
        there = moved(scene.now, steps)
        return Interval(midnight(scene.now), there + DAY, "range") if whole else days(there)

    return part_of(m, Level.DAY, resolve)


def _nth(m: re.Match[str], nth: int) -> Part:
    return Part(m.start(), m.end(), Level.DAY, narrowing(lambda outer: nth_within(outer, nth)), kind="needs")


def nth_within(outer: Interval, nth: int) -> Interval | None:
    """The second (2) or last (-1) working day of a week, a month, a year."""
    if outer.granularity not in {"week", "month", "quarter", "half", "season", "year"}:
        return None
    found = moved(outer.start - DAY, nth) if nth > 0 else moved(outer.end, nth)
    return days(found) if outer.start <= found < outer.end else None


@rule(
    rf"\b(?:(?P<lead>in|within|give me|another|after) )(?:about |up to |another |just )?(?P<n>{NUMBER})(?: (?:more|full|clear))? {_EN}\b|"
    rf"\b(?P<n2>{NUMBER}) {_EN} (?P<dir>ago|from (?:now|today)|later)\b"
)
def _english(m: re.Match[str]) -> Part | None:
    """ "in three working days", "within 5 business days", "two working days ago"."""
    count = english_number(m["n"] or m["n2"])
    return _count(m, count, back=m["dir"] == "ago", whole=m["lead"] == "within")


@rule(
    r"\b(?:(?:on|by|until|before|the) ){0,2}(?P<which>next|last|previous|following) (?:working|business|work) day\b(?! of\b)"
)
def _english_next(m: re.Match[str]) -> Part | None:
    back = m["which"] in {"last", "previous"}
    return _count(m, 1, back=back, whole=False)


@rule(
    rf"\b(?:the )?{_EN_NTH} (?:working|business|work|week)[ -]?day(?: of the (?P<unit>week|month|quarter|year)\b|(?= (?:of|in) ))"
)
def _english_nth(m: re.Match[str]) -> Part:
    nth = ORDINALS.get(m["nth"]) or int(m["nth"][0])
    if not m["unit"]:
        return _nth(m, nth)
    of_the = within_each(cast(Unit, m["unit"]), lambda outer: nth_within(outer, nth))
    return part_of(m, Level.DAY, of_the)


@rule(
    rf"(?<![第每初\d.零〇一二三四五六七八九十])(?P<give>再?[给等要宽][我你他她咱限]?们?)?(?:大概|大约|差不多|约)?(?P<n>{N}+|几)个?工作日(?:(?P<ago>之?前|以前)|(?P<in>之?内|以内)|(?P<after>之?后|以后))?"
)
def _chinese(m: re.Match[str]) -> Part | None:
    """三个工作日后, 五个工作日内, 再给我三个工作日; how long a thing takes is a length."""
    if not (m["give"] or m["ago"] or m["in"] or m["after"]) or len(m["n"]) > 4:
        return None
    count = 3 if m["n"] == "几" else chinese_number(m["n"])
    part = _count(m, count, back=bool(m["ago"]), whole=bool(m["in"]))
    begin = m.start() if not m["give"] else m.start("n")
    return part and Part(begin, part.stop, part.level, part.resolve)


@rule(r"(?P<which>下|上|前|后)一?个工作日")
def _chinese_next(m: re.Match[str]) -> Part | None:
    return _count(m, 1, back=m["which"] in "上前", whole=False)


@rule(r"的?(?:第(?P<nth>[一二三四五])|(?P<last>最后一)|头一)个工作日")
def _chinese_nth(m: re.Match[str]) -> Part:
    return _nth(m, -1 if m["last"] else chinese_number(m["nth"] or "一"))
