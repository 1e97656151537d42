"""What English chats call an hour, a stretch of time, or a feast."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from zhiji.language.times import festivals
from zhiji.language.times.english import plus
from zhiji.language.times.english_words import (
    DAYPARTS_EN,
    HOURS,
    NUMBER,
    SMALL,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    number,
    part_of,
    unit_of,
    weekday_number,
    which_of,
)
from zhiji.language.times.interval import (
    DAY,
    Interval,
    Unit,
    add_months,
    daypart,
    days,
    midnight,
    point,
    shift,
    unit,
)
from zhiji.language.times.parts import (
    Grammar,
    Level,
    Part,
    Scene,
    clock,
    fixed,
    from_now,
    narrowing,
    stretch,
    weekday,
)

GRAMMAR = Grammar(re.ASCII)
rule, cased = GRAMMAR.rule, GRAMMAR.cased


# Durations

_AMOUNT = rf"(?P<n>{NUMBER})[ -]?(?P<u>{UNIT})(?: and (?:(?P<half>a half)|(?P<n2>{NUMBER}) (?P<u2>{UNIT})))?"
_HALVES = rf"(?P<n>{NUMBER})(?P<half> and a half|) ?(?P<u>{UNIT})"


def _amount(m: re.Match[str]) -> tuple[Unit, float, float] | None:
    name, factor = unit_of(m["u"])
    count = number(m["n"]) * factor + (0.5 if m["half"] else 0)
    minutes = 0.0
    groups = m.groupdict()
    if groups.get("n2"):
        second, _ = unit_of(groups["u2"])
        minutes = number(groups["n2"]) if second == "minute" else 0.0
    return (name, count, minutes) if count < 5000 else None


def _ago(m: re.Match[str], sign: int, *, length: bool = False) -> Part | None:
    """So many units ago or ahead; `length` is one that told of what was only says how long that took."""
    amount = _amount(m)
    if amount is None:
        return None
    name, count, minutes = amount
    level = {
        "minute": Level.CLOCK,
        "hour": Level.CLOCK,
        "year": Level.YEAR,
        "decade": Level.YEAR,
        "month": Level.MONTH,
    }.get(name, Level.DAY)

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is not None or (length and scene.past):
            return None
        moved_scene = replace(scene, now=shift_minutes(scene.now, sign * minutes))
        return from_now(moved_scene, name, sign * count)

    return part_of(m, level, resolve)


def shift_minutes(moment: datetime, minutes: float) -> datetime:
    """The moment so many minutes later."""
    return moment + timedelta(minutes=minutes)


@rule(
    rf"(?<![\w$€£.])(?:about |around |like |over |almost |nearly |exactly |just )?{_AMOUNT}(?: or so)? (?P<dir>ago|back|earlier|from now|from today|later|hence)\b(?! (?:to|in|at home)\b)"
)
def _amount_then_direction(m: re.Match[str]) -> Part | None:
    return _ago(m, -1 if m["dir"] in {"ago", "back", "earlier"} else 1)


@rule(rf"(?<![\w$€£.]){_HALVES} (?P<dir>ago|from now|later)\b")
def _halves_then_direction(m: re.Match[str]) -> Part | None:
    return _ago(m, -1 if m["dir"] == "ago" else 1) if m["half"] else None


@rule(
    rf"\b(?:within|in) (?:about |around |like |just |another |less than )?{_AMOUNT}(?:['’]s?)?(?: time\b| from now\b)?(?! (?:or (?:more|two)|(?:of|straight|flat|each|per|in a row|long|old)\b))"
)
def _in_amount(m: re.Match[str]) -> Part | None:
    """ "in a minute" means soon, and "did it in two days" how long it took."""
    if m["n"] in {"a", "an"} and m["u"].startswith(("min", "day", "decade")):
        return None
    return _ago(m, 1, length=True)


@rule(
    rf"\b(?:(?:in|for|over|during|within) )?(?:the |these )?(?P<which>last|past|next|coming|previous|following) (?P<n>\d{{1,3}}|couple(?: of)?|few|several|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half) (?P<a>an? )?(?P<u>{UNIT})"
)
def _stretch(m: re.Match[str]) -> Part | None:
    name, factor = unit_of(m["u"])
    count = (0.5 if m["n"] == "half" else number(m["n"])) * factor
    sign = -1 if which_of(m["which"]) == "last" else 1
    if name == "weekend":
        return None
    return part_of(m, Level.DAY, lambda scene, outer: None if outer else stretch(scene, name, sign * count))


@rule(r"\bthe other (?P<name>day|night|week)\b|\b(?:the )?(?:last|past) (?P<hour>hour|24 hours)\b")
def _the_other_day(m: re.Match[str]) -> Part:
    if m["hour"]:
        return part_of(
            m,
            Level.CLOCK,
            lambda scene, outer: (
                None if outer else stretch(scene, "hour", -24.0 if "24" in m["hour"] else -1.0)
            ),
        )
    back = 14 if m["name"] == "week" else 7
    return part_of(
        m, Level.DAY, fixed(lambda now: Interval(midnight(now) - back * DAY, midnight(now), "range"))
    )


@rule(
    rf"\b(?:(?P<n>{NUMBER}) (?P<u>days?|weeks?|months?|years?|hours?|minutes?|mins?)|(?:the )?(?P<one>day|week|weekend|month|year|night|evening|morning|afternoon|{WEEKDAY})(?: right)?) (?P<dir>before|after|prior to|following)(?= )"
)
def _relation(m: re.Match[str]) -> Part | None:
    """ "two days after", to be followed by a day."""
    back = m["dir"].startswith(("before", "prior"))
    sign = -1 if back else 1
    if m["u"]:
        name, _ = unit_of(m["u"])
        count = number(m["n"])
        return (
            Part(
                m.start(),
                m.end(),
                Level.SHIFT,
                narrowing(lambda outer: _moved(outer, name, sign * count)),
                kind="needs",
            )
            if count < 5000
            else None
        )
    return Part(
        m.start(), m.end(), Level.SHIFT, narrowing(lambda outer: _beside(outer, m["one"], back)), kind="needs"
    )


def _moved(outer: Interval, name: Unit, count: float) -> Interval | None:
    if name in {"minute", "hour"}:
        return None
    return days(shift(outer.start if count < 0 else outer.end - DAY, name, count))


def _beside(outer: Interval, what: str, back: bool) -> Interval | None:
    if outer.granularity not in {"day", "range", "weekend", "week"}:
        return (
            unit(outer.start - DAY if back else outer.end, cast(Unit, what))
            if what in {"month", "year"}
            else None
        )
    if what in DAYPARTS_EN:
        return daypart(outer.start - DAY if back else outer.end, DAYPARTS_EN[what])
    if what == "day":
        return days(outer.start - DAY if back else outer.end)
    if what == "week":
        return days(outer.start - 7 * DAY if back else outer.end, 7, "range")
    if what in {"month", "year"}:
        return unit(outer.start, cast(Unit, what), -1 if back else 1)
    number = 5 if what == "weekend" else weekday_number(what)
    at = outer.start - DAY if back else outer.end
    found = at - ((at.weekday() - number) % 7) * DAY if back else at + (number - at.weekday()) % 7 * DAY
    return days(found, 2, "weekend") if what == "weekend" else days(found)


@rule(
    r"\b(?:about |around )?(?:at )?(?:this|the same|same) (?P<what>time|day|week|month)(?: of)?(?= (?:last|next|tomorrow|yesterday|the|on|in|\d|mon|tue|wed|thu|fri|sat|sun))"
)
def _this_time(m: re.Match[str]) -> Part:
    what = m["what"]

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is None or outer.granularity not in {"day", "week", "month", "year"}:
            return None
        return same_time(scene.now, outer, what)

    return Part(m.start(), m.end(), Level.CLOCK, resolve, kind="needs")


@rule(r"\b(?:the )?week (?:of|commencing|beginning|starting)(?: on)?(?= )")
def _week_of(m: re.Match[str]) -> Part:
    """ "the week of", to be followed by a day."""
    return Part(m.start(), m.end(), Level.SHIFT, narrowing(_its_week), kind="needs")


def _its_week(outer: Interval) -> Interval | None:
    return unit(outer.start, "week") if outer.granularity in {"day", "range"} else None


@rule(rf"\b(?P<n>two|three|four|2|3|4) (?P<day>{'|'.join(WEEKDAYS)})s ago\b")
def _weekdays_ago(m: re.Match[str]) -> Part:
    back = -7 * (int(number(m["n"])) - 1)
    return part_of(m, Level.DAY, plus(weekday(weekday_number(m["day"]), "last"), back))


def same_time(now: datetime, outer: Interval, what: str) -> Interval | None:
    """This time tomorrow to the minute, this time last year to the day."""
    if outer.granularity == "day":
        return point(outer.start + (now - midnight(now)))
    if outer.granularity == "week":
        return days(outer.start + now.weekday() * DAY)
    if outer.granularity == "month":
        return days(add_months(now, (outer.start.year - now.year) * 12 + outer.start.month - now.month))
    there = add_months(now, 12 * (outer.start.year - now.year))
    return days(there) if what in {"time", "day"} else unit(there, cast(Unit, what))


@rule(
    r"\b(?P<n>a|one|two|three|four|five|ten|\d{1,2}) (?P<u>years?|months?|weeks?) ago (?P<what>today|tomorrow|yesterday|this (?:week|month))\b"
)
def _ago_today(m: re.Match[str]) -> Part:
    name, _ = unit_of(m["u"])
    count = number(m["n"])
    step = {"tomorrow": 1, "yesterday": -1}.get(m["what"], 0)

    def make(now: datetime) -> Interval:
        there = shift(now + step * DAY, name, -count)
        return unit(there, cast(Unit, m["what"][5:])) if m["what"].startswith("this ") else days(there)

    return part_of(m, Level.DAY, fixed(make))


# Feasts


def _feast_name(words: str) -> str | None:
    for pattern, name in festivals.ENGLISH.items():
        if re.fullmatch(pattern, words):
            return name
    return None


_TO_MAKE = r"(?:cards?|presents?|gifts?|costumes?|cakes?|eggs?)\b"
_READY = re.compile(
    rf" {_TO_MAKE}[^.!?\n]{{0,20}}\b(?:must|don't forget|remember|needs?|have to|has to|should|due|sorted|ready)\b"
)


def _must_be_ready(folded: str, at: int) -> bool:
    """ "father's day card, don't forget" is about the day; a Christmas card is a thing."""
    return bool(_READY.match(folded, at))


@cased(
    rf"\b(?:(?:on|at|over|by|until|till|for|since|during|around) )?(?:the )?(?:(?P<which>last|next|this past|this coming|this|past|previous) )?(?P<name>{'|'.join(festivals.ENGLISH)})(?P<whole> holidays?| break| period)?(?!\w|['’]s? (?:place|pub|bar)| (?:carols?|trees?|lights|songs?|music|jumpers?|sweaters?|decorations?|cookies|markets?|stockings?|spirit|bunny|island|candy|pumpkin|fools|resolutions?|number|movies?|shopping))"
)
def _feast(m: re.Match[str], text: str) -> Part | None:
    name = _feast_name(m["name"])
    if name is None:
        return None
    which = which_of(m["which"])
    weak = (
        m["name"] == "valentines"
        and m.start("name") == m.start()
        and bool(text[: m.start()].strip(" .!?,;:\n"))
        and not text[m.start("name")].isupper()
    )
    if re.match(rf" {_TO_MAKE}", m.string[m.end() :]) and not _must_be_ready(m.string, m.end()):
        return None
    return Part(
        m.start(),
        m.end(),
        Level.DAY,
        festivals.feast(name, which, whole=bool(m["whole"])),
        every=festivals.comes_round(name),
        weak=weak,
    )


# Clocks

_AFTER_HOUR = (
    r"(?=\s*$|\s*[,.!?;:)\]~…]|\s*[^\x00-\x7f]|\s+(?:tomorrow|tmrw?|tmr|today|tonight|tonite|yesterday|on|in the|in front|this|sharp|and|or|then|for|if|ok|okay|please|pls|plz|instead|at|with|"
    r"by|works|work|is|was|but|so|as|because|when|next|last|every|every day|local|every|ish|right|mon|tue|wed|thu|fri|sat|sun|when|before|after|he|she|they|we|you|it|near|"
    r"until|till|to|from|outside|sounds|lol|haha|thx|thanks|bring|don't|unless|though|too|again|cos|cuz|since|maybe|latest|the latest|exactly|precisely|just|would|will|should|can)\b)"
)
_AT = r"(?:at|@|around|by|until|till|til|before|after|past|from|like|since|about|at around|at about|at like|for)"


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else SMALL.index(word)


@rule(
    rf"(?:\b(?P<lead>{_AT})\s+|@\s*)(?P<h>{HOURS})(?P<ish>\s?-?ish)?\b(?!['’:.\-–]\w)(?! ?(?:%|°|to\b (?!{HOURS}\b)|o'?clock)){_AFTER_HOUR}"
)
def _at_hour(m: re.Match[str]) -> Part | None:
    """ "at 3"; other words than "at" need a day beside the hour."""
    about = bool(m["ish"]) or (m["lead"] or "") in {
        "around",
        "about",
        "like",
        "at around",
        "at about",
        "at like",
    }
    weak = m["h"] == "one" or (
        not m["ish"]
        and (m["lead"] or "@")
        not in {"at", "@", "around", "by", "until", "till", "til", "at around", "at about", "at like"}
    )
    return Part(m.start(), m.end(), Level.CLOCK, clock(_hour(m["h"]), about=about), every="day", weak=weak)


@rule(
    rf"\b(?P<h>{HOURS})(?P<ish>\s?-?ish)?(?:(?P<clock>\s?o[’']?\s?clock)|(?=,? in the (?:morning|afternoon|evening)\b|,? (?:this|tomorrow|tmrw|tmr|yesterday) (?:morning|afternoon|evening)\b|,? tonight\b|,? at night\b)|(?<=ish))(?: (?:sharp|on the dot))?"
)
def _hour_clock(m: re.Match[str]) -> Part | None:
    return Part(
        m.start(),
        m.end(),
        Level.CLOCK,
        clock(_hour(m["h"]), about=bool(m["ish"])),
        every="day",
        weak=not (m["clock"] or m["ish"]),
    )


_TO_PAST = {
    "quarter": 15,
    "a quarter": 15,
    "five": 5,
    "ten": 10,
    "twenty": 20,
    "twenty five": 25,
    "twenty-five": 25,
    "half": 30,
    "5": 5,
    "10": 10,
    "15": 15,
    "20": 20,
    "25": 25,
}


@rule(
    rf"\b(?:at |around |by |about |until |till )?(?:(?P<n>a quarter|quarter|twenty[- ]five|twenty|ten|five|half|5|10|15|20|25)(?: minutes?| mins?)? (?P<side>past|after|to|till|til|before|of)|(?P<brit>half)) (?P<h>{HOURS})\b(?!['’:.,]\w)(?! (?:of|people|times|weeks|days|months|years|hours|minutes|percent|dozen|million|thousand|hundred))"
)
def _past_to(m: re.Match[str]) -> Part | None:
    hour = _hour(m["h"])
    if m["brit"]:
        return (
            Part(m.start(), m.end(), Level.CLOCK, clock(hour, 30), every="day", weak="at " not in m.group())
            if m["h"].isalpha()
            else None
        )
    minutes = _TO_PAST[m["n"].replace(" five", "-five")]
    after = m["side"] in {"past", "after"}
    if m["n"].endswith("half") and not after:
        return None
    resolve = clock(hour, minutes) if after else clock(hour - 1 or 12, 60 - minutes)
    weak = m["n"].isdigit() or (
        m["n"] in {"five", "ten", "twenty"} and m["side"] in {"to", "of", "after", "before"}
    )
    return Part(
        m.start(),
        m.end(),
        Level.CLOCK,
        resolve,
        every="day",
        weak=weak and not m.group().startswith(("at", "by", "around", "until", "till")),
    )


@rule(
    rf"\b(?:at|by|around) (?P<h>{HOURS})[ -](?P<m>fifteen|twenty|thirty|forty[- ]five|forty|fifty)\b(?! (?:people|dollars|bucks|percent))"
)
def _spoken(m: re.Match[str]) -> Part:
    minute = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}.get(m["m"], 45)
    return Part(m.start(), m.end(), Level.CLOCK, clock(_hour(m["h"]), minute), every="day")


@rule(r"\b(?:at |by |around |before |until |till |after )?(?:12 )?(?P<name>noon|midday|midnight)\b")
def _noon(m: re.Match[str]) -> Part:
    noon = m["name"] != "midnight"
    return Part(
        m.start(),
        m.end(),
        Level.CLOCK,
        clock(12 if noon else 24, sure=True),
        every="day",
        weak=bool(re.search(r"\b(?:the|high) $", m.string[: m.start()]))
        or (m.start("name") == m.start() and not noon),
    )


@rule(
    rf"(?<=day |row )(?P<h>{HOURS})\b(?!['’:.\-–]\w)(?=\s*$|\s*[,!?)]|\s*\.(?!\w)|\s(?:it is|then|works|ok|sharp|for|at the|please|pls)\b)"
)
def _hour_after_day(m: re.Match[str]) -> Part:
    """ "brunch Saturday 11?" """
    return Part(m.start(), m.end(), Level.CLOCK, clock(_hour(m["h"])), every="day", weak=True)
