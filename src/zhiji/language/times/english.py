"""What English chats call a time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal, cast

from zhiji.language.times import festivals
from zhiji.language.times.digits import span_of_hours, year_in_full
from zhiji.language.times.interval import (
    DAY,
    Interval,
    Unit,
    add_months,
    daypart,
    days,
    edge,
    midnight,
    monday,
    months,
    point,
    season,
    shift,
    unit,
    year_of,
)
from zhiji.language.times.parts import (
    Grammar,
    Level,
    Part,
    Resolve,
    Scene,
    Which,
    around,
    clock,
    date,
    day_of_month,
    edges,
    fixed,
    from_now,
    month,
    month_day,
    moved,
    narrowing,
    nth_weekday,
    parts_of_day,
    section,
    stretch,
    weekday,
    weekends,
    yearly,
)

GRAMMAR = Grammar()
rule = GRAMMAR.rule

_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_NUMBERS = {word: float(n) for n, word in enumerate(_SMALL)} | {
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100,
    "half a": 0.5, "half an": 0.5, "couple": 2, "few": 3, "several": 4,
}  # fmt: skip
_ORDINALS = {
    w: n
    for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"twenty-first": 21, "twenty-second": 22, "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25, "thirtieth": 30, "thirty-first": 31, "last": -1}  # fmt: skip

MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
WEEKDAY = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
NUMBER = (
    r"(?:\d{1,4}(?:\.5)?|an?(?! (?:couple|few))|half an?|(?:an? )?couple(?: of)?|(?:an? )?few|several|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty-five|forty|fifty|sixty|ninety)"
)
UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|weekends?|weeks?|wks?|fortnights?|months?|mths?|quarters?|years?|yrs?|decades?)\b"
ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(sorted((o for o in _ORDINALS if o != "last"), key=len, reverse=True)) + ")"
HOURS = r"(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
YEAR = r"(?:1[89]|20)\d\d(?![\w%$€:.]*\d)"
LEAD = r"(?:on|by|until|till|til|before|since|from|after|for|starting|between|this coming)"
DAYPART = r"(?:morning|afternoon|evening|night|nite|lunchtime)"
_DAYPARTS = {"morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night", "nite": "night", "lunchtime": "noon"}


def _number(words: str) -> float:
    """ "a couple of" is 2, "few" is 3: as exact as people are."""
    words = words.removesuffix(" of")
    bare = words.removeprefix("a ") if words.endswith(("couple", "few")) else words
    return _NUMBERS[bare] if bare in _NUMBERS else float(bare)


def _ordinal(words: str) -> int:
    return _ORDINALS.get(words) or int(words[:-2])


def _unit(word: str) -> tuple[Unit, int]:
    """The unit, and how many of it a fortnight holds."""
    for short, name in (("min", "minute"), ("h", "hour"), ("d", "day"), ("weekend", "weekend"), ("w", "week"), ("m", "month"), ("q", "quarter"), ("y", "year")):
        if word.startswith(short) and not word.startswith("dec"):
            return cast(Unit, name), 1
    return ("week", 2) if word.startswith("f") else ("decade", 1)


def month_number(word: str) -> int:
    """1 for Jan. and January."""
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.rstrip(".")[:3]))


def weekday_number(word: str) -> int:
    """0 for Mon. and Monday."""
    return next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(word.rstrip(".")[:3]))


def _which(word: str | None) -> Which:
    if not word:
        return ""
    if word.startswith(("last", "past", "previous")):
        return "last"
    return "next" if word.startswith(("next", "following")) else "this"


def _part(m: re.Match[str], level: Level, resolve: Resolve) -> Part:
    return Part(m.start(), m.end(), level, resolve)


# Days


@rule(r"\b(?:the )?day (?P<side>before yesterday|after tomorrow|after tmrw?)\b|\b(?P<plain>today|tomorrow|tommorow|tomorow|tmrw?|tmr|tomoz|2moro(?:w)?|yesterday|yday|ystd)\b")
def _near_days(m: re.Match[str], text: str) -> Part:
    if m["side"]:
        step = -2 if m["side"].startswith("before") else 2
    else:
        step = 0 if m["plain"] == "today" else -1 if m["plain"].startswith("y") else 1
    return _part(m, Level.DAY, fixed(lambda now: days(now + step * DAY)))


@rule(rf"\b(?:this (?P<this>{DAYPART})|(?P<tonight>tonight|tonite|2nite)|last (?P<last>night|evening|nite)|(?P<earlier>earlier|later) today)\b")
def _near_dayparts(m: re.Match[str], text: str) -> Part:
    def make(now: datetime) -> Interval:
        if m["earlier"]:
            today = days(now)
            here = now.replace(second=0, microsecond=0)
            return Interval(today.start, here, "range") if m["earlier"] == "earlier" and here > today.start else Interval(here, today.end, "range")
        name = _DAYPARTS[m["this"]] if m["this"] else "night"
        return daypart(now - DAY if m["last"] else now, name)

    return _part(m, Level.DAYPART, fixed(make))


@rule(rf"\b(?:(?P<in>in the |during the |at )(?P<how>early |late )?)?(?P<name>{DAYPART})\b")
def _bare_daypart(m: re.Match[str], text: str) -> Part | None:
    """ "in the evening" stands alone, "evening" needs a day beside it."""
    name = _DAYPARTS[m["name"]]
    weak = not m["in"] or m["in"] == "at "
    return Part(m.start(), m.end(), Level.DAYPART, parts_of_day(name), every="day", weak=weak)


@rule(r"\b(?:early|late) (?P<name>morning|afternoon|evening|night)\b|\bfirst thing(?: in the morning)?\b|\b(?:eod|cob|(?:by |the )*end of (?:the )?day)\b")
def _edge_daypart(m: re.Match[str], text: str) -> Part:
    early = m.group().startswith(("early", "first"))
    name = {"morning": "small hours" if early else "forenoon", "afternoon": "afternoon", "evening": "dusk" if early else "night", "night": "night" if early else "late night", None: "early" if early else "afternoon"}[m["name"]]
    return Part(m.start(), m.end(), Level.DAYPART, parts_of_day(name), every="day", weak=m["name"] is not None)


_NAMED_DAY = rf"(?:(?P<lead>{LEAD}) )?(?:the )?(?:(?P<which>last|next|this coming|this past|this|coming|past|following|previous) )?(?P<day>{WEEKDAY})(?!s\b)"


@rule(rf"\b{_NAMED_DAY}(?P<more>(?: the)? (?:before last|after next|week(?! \d)\b(?=[\s,.!?]|$)))?")
def _weekday(m: re.Match[str], text: str) -> Part | None:
    number, which = weekday_number(m["day"]), _which(m["which"])
    if _doubtful_day(m, text):
        return None
    if m["which"] and "coming" in m["which"]:
        which = "this"
    more = (m["more"] or "").strip()
    if more.endswith("last") and which == "":
        return _part(m, Level.DAY, _plus(weekday(number, "last"), -7))
    if more.endswith(("next", "week")):
        return _part(m, Level.DAY, _plus(weekday(number, "this"), 7))
    kind: Literal["", "weekday"] = "weekday" if which == "" else ""
    return Part(m.start(), m.end(), Level.DAY, weekday(number, which), every="week", kind=kind, weak=_short_day(m, text))


def _plus(resolve: Resolve, count: int) -> Resolve:
    def later(scene: Scene, outer: Interval | None) -> Interval | None:
        found = resolve(scene, outer)
        return found and days(found.start + count * DAY)

    return later


def _doubtful_day(m: re.Match[str], text: str) -> bool:
    """Short names that are words too: sat, sun, wed, mon."""
    word = m["day"].rstrip(".")
    if len(word) > 4 or m["which"] or m["lead"] == "on":
        return False
    if word in {"tue", "tues", "thu", "thur", "fri", "weds"}:
        return False
    return not text[m.start("day")].isupper() or "the " in m.group()


def _short_day(m: re.Match[str], text: str) -> bool:
    """A short name alone counts where the sentence ends or a list goes on: "how about Wed?"."""
    word = m["day"].rstrip(".")
    if len(word) > 5 or m["which"] or m["lead"]:
        return False
    tail = text[m.end() :].lstrip()
    begins = not text[: m.start()].strip()
    return not (tail == "" or tail[0] in "?!,.)-/" or tail.startswith(("or ", "and ", "works", "at "))) or (begins and tail == "")


@rule(rf"\b(?P<n>{NUMBER}) weeks? (?:from|on|after) (?:(?P<day>{WEEKDAY})|(?P<near>today|tomorrow|now))|\b(?:a )?week (?P<tomorrow>tomorrow|today)\b|\b(?P<later>today|tomorrow) week\b")
def _weeks_from(m: re.Match[str], text: str) -> Part | None:
    near = m["near"] or m["tomorrow"] or m["later"]
    count = _number(m["n"]) if m["n"] else 1
    if count > 500:
        return None
    if near:
        return _part(m, Level.DAY, fixed(lambda now: days(now + (near == "tomorrow") * DAY + 7 * count * DAY)))
    return _part(m, Level.DAY, _plus(weekday(weekday_number(m["day"]), "this"), int(7 * count)))


@rule(rf"\b(?:the )?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) (?P<what>{WEEKDAY}|weekend|week|day|half|quarter)(?= (?:of|in) )")
def _nth_of(m: re.Match[str], text: str) -> Part | None:
    nth = _ORDINALS.get(m["nth"]) or int(m["nth"][0])
    what = m["what"]
    if what in {"half", "quarter"}:
        number = {"half": 2, "quarter": 4}[what] if nth < 0 else nth
        return Part(m.start(), m.end(), Level.EDGE, section(cast(Literal["half", "quarter"], what), number), kind="needs") if number < 5 else None
    level = Level.DAY if what not in {"week", "weekend"} else Level.EDGE
    return Part(m.start(), m.end(), level, narrowing(lambda outer: _nth(what, nth, outer)), kind="needs")


def _nth(what: str, nth: int, outer: Interval) -> Interval | None:
    if outer.granularity not in {"month", "year", "quarter", "half", "season"}:
        return None
    if what == "day":
        return days(outer.start if nth == 1 else outer.end - DAY) if nth in {1, -1} else None
    if what == "week":
        start = outer.start + (nth - 1) * 7 * DAY if nth > 0 else outer.end - 7 * DAY
        return days(start, 7, "week")
    if what == "weekend":
        found = nth_weekday(5, nth)(outer)
        return found and days(found.start, 2, "weekend")
    return nth_weekday(weekday_number(what), nth)(outer)


# Weeks, months, years


@rule(r"\b(?:(?:in|during|over|by|until|since|for|on|at) )?(?P<the>the )?(?P<which>last|next|this coming|this past|this|past|previous|coming|following|current) (?P<unit>weekend|week|wk|month|quarter|year|yr|decade)\b(?! of\b)(?! (?:ago|or so))")
def _unit_near(m: re.Match[str], text: str) -> Part:
    which = _which(m["which"])
    name, _ = _unit(m["unit"])
    if m["which"] == "this past":
        which = "last"
    if m["the"] and which == "last" and name != "weekend" and text[m.end() :].lstrip()[:1] not in {""} and m["which"] == "past":
        return _part(m, _unit_level(name), lambda scene, outer: None if outer else stretch(scene, name, -1))
    if name == "weekend":
        return Part(m.start(), m.end(), Level.WEEK, weekends("this" if "coming" in m["which"] else which), every="week")
    offset = {"last": -1, "this": 0, "next": 1, "": 0}[which] + ("coming" in m["which"] and name != "week")
    return _part(m, _unit_level(name), fixed(lambda now: unit(now, name, offset)))


def _unit_level(name: Unit) -> Level:
    return {"weekend": Level.WEEK, "week": Level.WEEK, "month": Level.MONTH, "quarter": Level.SEASON, "year": Level.YEAR, "decade": Level.DECADE}[name]


@rule(r"\b(?:the )?(?P<unit>weekend|week|month|quarter|year) (?P<side>before last|after next|after that|before that)\b")
def _unit_beyond(m: re.Match[str], text: str) -> Part | None:
    name, _ = _unit(m["unit"])
    if m["side"].endswith("that"):
        return None
    step = -2 if m["side"].startswith("before") else 2
    return _part(m, _unit_level(name), fixed(lambda now: unit(now, name, step)))


@rule(r"\b(?:(?P<prep>on|over|at|during|for|by|before|until|this) )?the weekend\b|\b(?:at|on) weekend\b")
def _the_weekend(m: re.Match[str], text: str) -> Part:
    return Part(m.start(), m.end(), Level.WEEK, weekends(), every="week")


@rule(r"\b(?P<by>by |before |until |till )?(?:(?:the |at )*(?P<edge>end|start|beginning|middle|early part|first days|turn)|(?P<mid>mid|early|late|later|earlier))(?: of |[ -](?:in )?)(?P<the>the (?P<unit>week|month|year|quarter|decade)\b)?(?P<this>this (?=week\b|month\b|year\b))?(?! (?:morning|night))")
def _edge_of(m: re.Match[str], text: str) -> Part | None:
    """ "the end of", to be followed by what it is the end of, or "the end of the month" at once."""
    word = m["edge"] or m["mid"]
    if m["edge"] and " of " not in m.group():
        return None
    which: Literal["early", "mid", "late", "end"] = "late"
    if word.startswith(("start", "begin", "early", "first", "earl", "turn")):
        which = "early"
    elif word.startswith("mid"):
        which = "mid"
    by, name = bool(m["by"]), m["unit"]
    stop = m.end() - len(m["this"] or "")
    if word in {"later", "earlier"} and not m["this"]:
        return None
    if word in {"later", "earlier"}:
        return Part(m.start(), stop, Level.EDGE, lambda scene, outer: _rest(scene, outer, word), kind="needs")

    def make(outer: Interval) -> Interval | None:
        end = which == "late" and (by or (m["edge"] is not None and outer.granularity in {"year", "week", "day"}))
        return edge(outer, "end" if end else which)

    if name:
        return Part(m.start(), stop, Level.EDGE, lambda scene, outer: None if outer else make(unit(scene.now, cast(Unit, name))))
    return Part(m.start(), stop, Level.EDGE, narrowing(make), kind="needs")


def _rest(scene: Scene, outer: Interval | None, word: str) -> Interval | None:
    today = midnight(scene.now)
    if outer is None or not outer.start <= today < outer.end:
        return None
    if word == "later":
        return Interval(today, outer.end, "range")
    return Interval(outer.start, today if today > outer.start else today + DAY, "range")


@rule(r"\b(?:for )?(?:the )?(?P<which>rest|remainder) of (?:the |this )(?P<unit>day|week|month|year)\b")
def _rest_of(m: re.Match[str], text: str) -> Part:
    name = cast(Unit, m["unit"])
    return _part(m, Level.EDGE, fixed(lambda now: Interval(midnight(now), unit(now, name).end, "range")))


@rule(rf"\b(?:(?P<prep>in|by|since|until|till|before|after|from|during|around|back in|through|of) )?(?:the )?(?:year )?(?P<y>{YEAR})(?! ?(?:words?|people|steps|dollars|bucks|euros|pounds|meters|metres|miles|km|kg|calories|times|points|followers|ways|pieces|copies|usd|rmb|yuan|minutes|degrees)\b)(?P<s>'?s\b)?(?!\w|-\d|['’]s\b)")
def _year(m: re.Match[str], text: str) -> Part | None:
    year = int(m["y"])
    if m["s"]:
        return Part(m.start(), m.end(), Level.DECADE, lambda _, outer: None if outer else months(year, 1, 120, "decade")) if year % 10 == 0 else None
    weak = not m["prep"] or m["prep"] in {"of", "by", "from", "around", "after", "before", "through"} and year < 1950
    return Part(m.start(), m.end(), Level.YEAR, lambda _, outer: None if outer else year_of(year), weak=weak)


_DECADES = {w: n for n, w in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)}


@rule(rf"\b(?P<prep>(?:in|during|of|from|since|until) )?(?P<how>early |late |mid-? ?)?(?:the )(?P<part>early |late |mid-? ?)?(?:'|19)?(?:(?P<n>[2-9])0'?s|(?P<word>{'|'.join(_DECADES)}))\b(?! (?:kids?|club|years))")
def _decade(m: re.Match[str], text: str) -> Part:
    tens = int(m["n"]) if m["n"] else _DECADES[m["word"]]
    whole = months((1900 if tens > 2 else 2000) + 10 * tens, 1, 120, "decade")
    how = (m["part"] or m["how"] or "").strip(" -")
    return _part(m, Level.DECADE, lambda _, outer: edge(whole, cast(Literal["early", "mid", "late"], how)) if how else whole)


@rule(r"\b(?:in |by |for |during )?(?:(?P<q>q)(?P<n>[1-4])|(?P<h>h)(?P<hn>[12])|(?:the )?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|last) (?P<what>quarter|half)(?! (?:hour|of (?:an?|the (?:game|match|show|book|movie|film))\b|marathon)))\b(?P<of> of the year| of the month)?")
def _quarter(m: re.Match[str], text: str) -> Part | None:
    if m["nth"]:
        name = cast(Literal["quarter", "half"], m["what"])
        number = {"quarter": 4, "half": 2}[name] if m["nth"] == "last" else _ORDINALS.get(m["nth"]) or int(m["nth"][0])
        if m["nth"] == "last" and name == "quarter" and not m["of"] or number > (4 if name == "quarter" else 2):
            return None
    else:
        name, number = ("quarter", int(m["n"])) if m["q"] else ("half", int(m["hn"]))
    weak = bool(m["nth"]) and not m["of"]
    if m["of"] == " of the month":
        return _part(m, Level.EDGE, lambda scene, outer: None if outer else section(name, number)(scene, unit(scene.now, "month")))
    return Part(m.start(), m.end(), Level.SEASON, section(name, number), every="year", weak=weak)


@rule(r"\b(?:(?P<prep>in|during|over|by|since|until|before|throughout|for|of) )?(?:(?P<early>early|late|mid) |(?:the )?(?P<edge>end|start|beginning|middle) of )?(?P<the>the )?(?:(?P<which>last|next|this|this past|this coming|past|previous|following) )?(?P<name>spring|summer|autumn|fall|winter)(?:time)?\b(?P<skip>(?: the)? (?:before last|after next))?(?! (?:camp|break|school|rolls?|onions?|cleaning|water|job|intern|olympics|for (?:him|her|you|me|it)|a\b|in love|asleep|apart|behind|off|down|over))")
def _season(m: re.Match[str], text: str) -> Part | None:
    name = "autumn" if m["name"] == "fall" else m["name"]
    which, skip = _which(m["which"]), 1 if m["skip"] else 0
    if m["which"] and m["which"].endswith(("past", "coming")):
        which = "last" if "past" in m["which"] else "next"
    if m["skip"]:
        which = "last" if m["skip"].strip().startswith(("before", "the before")) else "next"
    weak = not (which or (m["prep"] and m["prep"] not in {"for", "of"} and (m["the"] or name != "fall")))
    edge_word = m["early"] or m["edge"]
    whole = yearly(lambda year: season(year, name), which, skip)
    if not edge_word:
        return Part(m.start(), m.end(), Level.SEASON, whole, every="year", weak=weak)
    end = cast(Literal["early", "mid", "late"], {"early": "early", "start": "early", "beginning": "early", "mid": "mid", "middle": "mid"}.get(edge_word, "late"))

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        found = whole(scene, outer)
        return found and edge(found, end)

    return Part(m.start(), m.end(), Level.SEASON, resolve, every="year", weak=False)


# Months and days of months

_CLEAR = {"jan", "january", "feb", "february", "sept", "september", "oct", "october", "nov", "november", "dec", "december", "july"}
_NAMES = {"may", "april", "june", "august", "march", "mar", "jan", "jun", "aug", "dec"}


@rule(rf"\b(?P<lead>(?:in|by|since|until|till|til|before|after|from|during|around|through|throughout|for|of|to|back in|between|mid|early|late)[ -])?(?:the month of )?(?:(?P<which>last|next|this|this past|this coming|past) )?(?P<name>{MONTH})(?P<skip> (?:before last|after next))?(?!['’]s?\b)(?![ -]?\d{{1,2}}(?:st|nd|rd|th)?\b(?!:))")
def _month(m: re.Match[str], text: str) -> Part | None:
    """A name that is also a word or a woman's counts only in company."""
    name, lead = m["name"].rstrip("."), (m["lead"] or "").rstrip(" -")
    which = _which(m["which"])
    if m["which"] == "this past":
        which = "last"
    capital = text[m.start("name")].isupper()
    if name in {"may", "march", "mar"} and not capital and not (which or lead in {"in", "by", "since", "until", "till", "during", "mid", "early", "late", "back in"}):
        return None
    clear = name not in _NAMES or (lead and lead not in {"for", "of", "to", "from", "before", "after", "around", "between", "through"})
    weak = not (which or (lead and clear))
    begin = m.start("name") if lead in {"mid", "early", "late", "of"} and not which else m.start()
    return Part(begin, m.end(), Level.MONTH, month(month_number(name), which, 1 if m["skip"] else 0), every="year", weak=weak)


_YEAR_TAIL = rf"(?:(?:,? |,)(?:of )?(?P<y>{YEAR}))?"
_TO = r"\s?(?:-|–|—|to|until|till|through|thru|and)\s?"


@rule(rf"\b(?:(?:{LEAD}) )?(?:the )?(?P<name>{MONTH})[ -]?(?:the )?(?P<d>\d{{1,2}}|{ORDINAL})(?P<th>st|nd|rd|th)?(?:{_TO}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)?(?![\w:]|[.,]\d|/| ?%){_YEAR_TAIL}(?! (?:people|times|dollars|bucks|percent|of (?:you|us|them)))")
def _month_then_day(m: re.Match[str], text: str) -> Part | None:
    name = m["name"].rstrip(".")
    if name in {"may", "march", "mar"} and not text[m.start("name")].isupper() and not (m["th"] or m["y"] or _stops(text, m.end())):
        return None
    return _days_of_month(m)


@rule(rf"\b(?:(?:{LEAD}) )?(?:the )?(?<![\d.:/$€£])(?P<d>\d{{1,2}}|{ORDINAL})(?:st|nd|rd|th)?(?:{_TO}(?:the )?(?P<d2>\d{{1,2}}|{ORDINAL})(?:st|nd|rd|th)?)?[ -]?(?:of )?(?P<name>{MONTH})(?![\w]){_YEAR_TAIL}")
def _day_then_month(m: re.Match[str], text: str) -> Part | None:
    name = m["name"].rstrip(".")
    if name in {"may", "march", "mar"} and not text[m.start("name")].isupper() and " of " not in m.group() and not _stops(text, m.end()):
        return None
    return _days_of_month(m)


def _stops(text: str, at: int) -> bool:
    tail = text[at:].lstrip()
    return tail == "" or tail[0] in ",.!?;:)-" or tail.startswith(("at ", "and ", "or ", "to ", "for ", "is ", "works"))


def _days_of_month(m: re.Match[str]) -> Part | None:
    number = month_number(m["name"])
    day = int(m["d"]) if m["d"].isdigit() else _ordinal(m["d"])
    last = (int(m["d2"]) if m["d2"].isdigit() else _ordinal(m["d2"])) if m["d2"] else day
    if not 1 <= day <= last <= 31:
        return None
    count = last - day + 1
    if m["y"]:
        return Part(m.start(), m.end(), Level.DAY, date(int(m["y"]), number, day, count), kind="date")
    return Part(m.start(), m.end(), Level.DAY, month_day(number, day, count), every="year", kind="date")


@rule(r"\b(?P<lead>(?:on|by|until|till|til|before|since|from|after|for|around|due|between) )?the (?P<d>\d{1,2})(?:st|nd|rd|th)(?: (?:to|until|till|-|and|through) (?:the )?(?P<d2>\d{1,2})(?:st|nd|rd|th))?(?P<of> of (?:the |this )month)?(?! (?:of (?!(?:next|last|this) month)|time|floor|grade|century|one|person|street|place|round|episode|season|anniversary|avenue|ave|st\b|birthday|edition|amendment|hole|world|day|week|year|month|hour|attempt|row|seat|page|chapter|annual|largest|biggest|most|best|worst))")
def _the_nth(m: re.Match[str], text: str) -> Part | None:
    day, last = int(m["d"]), int(m["d2"] or m["d"])
    if not 1 <= day <= last <= 31:
        return None
    weak = not (m["lead"] or m["of"] or (_stops(text, m.end()) and text[: m.start()].strip() == ""))
    return Part(m.start(), m.end(), Level.DAY, day_of_month(day, last - day + 1), every="month", kind="date", weak=weak)


@rule(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)(?= (?:of )?(?:next|last|this) month)|\b(?P<first>first|last) day(?= of (?:next|last|this) month)|(?<={'day '})(?:the )?(?P<after>\d{{1,2}})(?:st|nd|rd|th)\b")
def _nth_of_month(m: re.Match[str], text: str) -> Part | None:
    if m["first"]:
        return None  # "first day of" has a rule of its own
    day = int(m["d"] or m["after"])
    return Part(m.start(), m.end(), Level.DAY, day_of_month(day), every="month", kind="date", weak=True) if 1 <= day <= 31 else None


# Durations

_AMOUNT = rf"(?P<n>{NUMBER})[ -]?(?P<u>{UNIT})(?: and (?:(?P<half>a half)|(?P<n2>{NUMBER}) (?P<u2>{UNIT})))?"
_HALVES = rf"(?P<n>{NUMBER})(?P<half> and a half|) ?(?P<u>{UNIT})"


def _amount(m: re.Match[str]) -> tuple[Unit, float, float] | None:
    name, factor = _unit(m["u"])
    count = _number(m["n"]) * factor + (0.5 if m["half"] else 0)
    minutes = 0.0
    groups = m.groupdict()
    if groups.get("n2"):
        second, _ = _unit(groups["u2"])
        minutes = _number(groups["n2"]) if second == "minute" else 0.0
    return (name, count, minutes) if count < 5000 else None


def _ago(m: re.Match[str], sign: int) -> Part | None:
    amount = _amount(m)
    if amount is None:
        return None
    name, count, minutes = amount
    level = {"minute": Level.CLOCK, "hour": Level.CLOCK, "year": Level.YEAR, "decade": Level.YEAR, "month": Level.MONTH}.get(name, Level.DAY)

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is not None:
            return None
        moved_scene = Scene(shift_minutes(scene.now, sign * minutes), scene.past)
        return from_now(moved_scene, name, sign * count)

    return _part(m, level, resolve)


def shift_minutes(moment: datetime, minutes: float) -> datetime:
    """The moment so many minutes later."""
    return moment + timedelta(minutes=minutes)


@rule(rf"(?<![\w$€£.])(?:about |around |like |over |almost |nearly |exactly |just )?(?:(?P<x>){_AMOUNT}|(?P<y>)(?!))(?: or so)? (?P<dir>ago|back|earlier|from now|from today|later|hence)\b(?! (?:to|in|at home)\b)")
def _amount_then_direction(m: re.Match[str], text: str) -> Part | None:
    return _ago(m, -1 if m["dir"] in {"ago", "back", "earlier"} else 1)


@rule(rf"(?<![\w$€£.]){_HALVES} (?P<dir>ago|from now|later)\b")
def _halves_then_direction(m: re.Match[str], text: str) -> Part | None:
    return _ago(m, -1 if m["dir"] == "ago" else 1) if m["half"] else None


@rule(rf"\b(?:within|in) (?:about |around |like |just |another |the next |less than )?(?:{_AMOUNT}|(?!))(?:['’]s?)?(?: time\b| from now\b)?(?! (?:or (?:more|two)|(?:of|straight|flat|each|per|in a row|long|old)\b))")
def _in_amount(m: re.Match[str], text: str) -> Part | None:
    """ "in a minute" means soon, and "did it in two days" how long it took."""
    if m["n"] in {"a", "an"} and m["u"].startswith(("min", "day", "decade")):
        return None
    return _ago(m, 1)


@rule(rf"\b(?:(?:in|for|over|during|within) )?(?:the |these )?(?P<which>last|past|next|coming|previous|following) (?P<n>\d{{1,3}}|couple(?: of)?|few|several|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half) (?P<a>an? )?(?P<u>{UNIT})")
def _stretch(m: re.Match[str], text: str) -> Part | None:
    name, factor = _unit(m["u"])
    count = (0.5 if m["n"] == "half" else _number(m["n"])) * factor
    sign = -1 if _which(m["which"]) == "last" else 1
    if name == "weekend":
        return None
    return _part(m, Level.DAY, lambda scene, outer: None if outer else stretch(scene, name, sign * count))


@rule(r"\bthe other (?P<name>day|night|week)\b|\b(?:the )?(?:last|past) (?P<hour>hour|24 hours)\b|\bthese (?P<days>days|past days)\b(?!)")
def _the_other_day(m: re.Match[str], text: str) -> Part:
    if m["hour"]:
        return _part(m, Level.CLOCK, lambda scene, outer: None if outer else stretch(scene, "hour", -24.0 if "24" in m["hour"] else -1.0))
    back = 14 if m["name"] == "week" else 7
    return _part(m, Level.DAY, fixed(lambda now: Interval(midnight(now) - back * DAY, midnight(now), "range")))


@rule(rf"\b(?:(?P<n>{NUMBER}) (?P<u>days?|weeks?|months?|years?|hours?|minutes?|mins?)|(?:the )?(?P<one>day|week|weekend|month|year|night|evening|morning|afternoon|{WEEKDAY})(?: right)?) (?P<dir>before|after|prior to|following)(?= )")
def _relation(m: re.Match[str], text: str) -> Part | None:
    """ "two days after", to be followed by a day."""
    back = m["dir"].startswith(("before", "prior"))
    sign = -1 if back else 1
    if m["u"]:
        name, _ = _unit(m["u"])
        count = _number(m["n"])
        return Part(m.start(), m.end(), Level.SHIFT, narrowing(lambda outer: _moved(outer, name, sign * count)), kind="needs") if count < 5000 else None
    return Part(m.start(), m.end(), Level.SHIFT, narrowing(lambda outer: _beside(outer, m["one"], back)), kind="needs")


def _moved(outer: Interval, name: Unit, count: float) -> Interval | None:
    if name in {"minute", "hour"}:
        return None
    return days((outer.start if count < 0 else outer.end - DAY) + 7 * count * DAY if name == "week" else moved(outer, name, count).start)


def _beside(outer: Interval, what: str, back: bool) -> Interval | None:
    if outer.granularity not in {"day", "range", "weekend", "week"}:
        return unit(outer.start - DAY if back else outer.end, cast(Unit, what)) if what in {"month", "year"} else None
    if what in _DAYPARTS:
        return daypart(outer.start - DAY if back else outer.end, _DAYPARTS[what])
    if what == "day":
        return days(outer.start - DAY if back else outer.end)
    if what == "week":
        return days(monday(outer.start, -1 if back else 1), 7, "week")
    if what in {"month", "year"}:
        return unit(outer.start, cast(Unit, what), -1 if back else 1)
    number = 5 if what == "weekend" else weekday_number(what)
    at = outer.start - DAY if back else outer.end
    found = at - ((at.weekday() - number) % 7) * DAY if back else at + (number - at.weekday()) % 7 * DAY
    return days(found, 2, "weekend") if what == "weekend" else days(found)


@rule(r"\b(?:about |around )?(?:at )?(?:this|the same|same) (?P<what>time|day|week|month)(?: of)?(?= (?:last|next|tomorrow|yesterday|the|on|in|\d|mon|tue|wed|thu|fri|sat|sun))")
def _this_time(m: re.Match[str], text: str) -> Part:
    what = m["what"]

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is None or outer.granularity not in {"day", "week", "month", "year"}:
            return None
        return same_time(scene.now, outer, what)

    return Part(m.start(), m.end(), Level.CLOCK, resolve, kind="needs")


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


@rule(r"\b(?P<n>a|one|two|three|four|five|ten|\d{1,2}) (?P<u>years?|months?|weeks?) ago (?P<what>today|tomorrow|yesterday|this (?:week|month))\b")
def _ago_today(m: re.Match[str], text: str) -> Part:
    name, _ = _unit(m["u"])
    count = _number(m["n"])
    step = {"tomorrow": 1, "yesterday": -1}.get(m["what"], 0)

    def make(now: datetime) -> Interval:
        there = shift(now + step * DAY, name, -count)
        return unit(there, cast(Unit, m["what"][5:])) if m["what"].startswith("this ") else days(there)

    return _part(m, Level.DAY, fixed(make))


# Feasts

_FEASTS = [(re.compile(pattern), name) for pattern, name in ()]


def _feast_name(words: str) -> str | None:
    for pattern, name in festivals.ENGLISH.items():
        if re.fullmatch(pattern, words):
            return name
    return None


@rule(rf"\b(?:(?:on|at|over|by|until|till|for|before|since|after|during|around) )?(?:the )?(?:(?P<which>last|next|this|this past|this coming|past|previous) )?(?P<name>{'|'.join(sorted(festivals.ENGLISH, key=len, reverse=True))})(?P<whole> holidays?| break| week| period)?(?!\w|['’]s? (?:place|pub|bar))")
def _feast(m: re.Match[str], text: str) -> Part | None:
    name = _feast_name(m["name"])
    if name is None:
        return None
    which = _which(m["which"])
    if m["which"] == "this past":
        which = "last"
    weak = name == "valentine" and "'" not in m["name"] and "’" not in m["name"] and not text[m.start("name")].isupper()
    return Part(m.start(), m.end(), Level.DAY, festivals.feast(name, which, whole=bool(m["whole"])), every=festivals.comes_round(name), weak=weak)


# Clocks

_AFTER_HOUR = (
    r"(?=\s*$|\s*[,.!?;:)\]~…]|\s*[^\x00-\x7f]|\s+(?:tomorrow|tmrw?|tmr|today|tonight|tonite|yesterday|on|in the|in front|this|sharp|and|or|then|for|if|ok|okay|please|pls|plz|instead|at|with|"
    r"by|works|work|is|was|but|so|as|because|when|next|last|every|every day|local|every|ish|right|mon|tue|wed|thu|fri|sat|sun|when|before|after|he|she|they|we|you|it|near|"
    r"until|till|to|from|outside|sounds|lol|haha|thx|thanks|bring|don't|unless|though|too|again|cos|cuz|since|maybe|latest|the latest|exactly|precisely|just|would|will|should|can)\b)"
)
_AT = r"(?:at|@|around|by|until|till|til|before|after|past|from|like|since|about|at around|at about|at like|for)"


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else _SMALL.index(word)


@rule(rf"(?:\b(?P<lead>{_AT})\s+|@\s*)(?P<h>{HOURS})(?P<ish>\s?-?ish)?\b(?!['’:.\-–]\w)(?! ?(?:%|°|to\b (?!{HOURS}\b)|o'?clock)){_AFTER_HOUR}")
def _at_hour(m: re.Match[str], text: str) -> Part | None:
    """ "at 3"; other words than "at" need a day beside the hour."""
    about = bool(m["ish"]) or (m["lead"] or "") in {"around", "about", "like", "at around", "at about", "at like"}
    weak = not m["ish"] and (m["lead"] or "@") not in {"at", "@", "around", "by", "until", "till", "til", "at around", "at about", "at like"}
    return Part(m.start(), m.end(), Level.CLOCK, clock(_hour(m["h"]), about=about), every="day", weak=weak)


@rule(rf"\b(?P<h>{HOURS})(?P<ish>\s?-?ish)?(?:(?P<clock>\s?o[’']?\s?clock)|(?=,? in the (?:morning|afternoon|evening)\b|,? (?:this|tomorrow|tmrw|tmr|yesterday) (?:morning|afternoon|evening)\b|,? tonight\b|,? at night\b)|(?<=ish))(?: (?:sharp|on the dot))?")
def _hour_clock(m: re.Match[str], text: str) -> Part | None:
    return Part(m.start(), m.end(), Level.CLOCK, clock(_hour(m["h"]), about=bool(m["ish"])), every="day", weak=not (m["clock"] or m["ish"]))


_TO_PAST = {"quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25, "twenty-five": 25, "half": 30, "5": 5, "10": 10, "15": 15, "20": 20, "25": 25}


@rule(rf"\b(?:at |around |by |about |until |till )?(?:(?P<n>a quarter|quarter|twenty[- ]five|twenty|ten|five|half|5|10|15|20|25)(?: minutes?| mins?)? (?P<side>past|after|to|till|til|before|of)|(?P<brit>half)) (?P<h>{HOURS})\b(?!['’:.,]\w)(?! (?:of|people|times|weeks|days|months|years|hours|minutes|percent|dozen|million|thousand|hundred))")
def _past_to(m: re.Match[str], text: str) -> Part | None:
    hour = _hour(m["h"])
    if m["brit"]:
        return Part(m.start(), m.end(), Level.CLOCK, clock(hour, 30), every="day", weak="at " not in m.group()) if m["h"].isalpha() else None
    minutes = _TO_PAST[m["n"].replace(" five", "-five")]
    after = m["side"] in {"past", "after"}
    if m["n"].endswith("half") and not after:
        return None
    resolve = clock(hour, minutes) if after else clock(hour - 1 or 12, 60 - minutes)
    weak = m["n"].isdigit() or (m["n"] in {"five", "ten", "twenty"} and m["side"] in {"to", "of", "after", "before"})
    return Part(m.start(), m.end(), Level.CLOCK, resolve, every="day", weak=weak and not m.group().startswith(("at", "by", "around", "until", "till")))


@rule(rf"\b(?:at|by|around) (?P<h>{HOURS})[ -](?P<m>fifteen|twenty|thirty|forty[- ]five|forty|fifty)\b(?! (?:people|dollars|bucks|percent))")
def _spoken(m: re.Match[str], text: str) -> Part:
    minute = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}.get(m["m"], 45)
    return Part(m.start(), m.end(), Level.CLOCK, clock(_hour(m["h"]), minute), every="day")


@rule(r"\b(?:at |by |around |before |until |till |after )?(?:12 )?(?P<name>noon|midday|midnight)\b")
def _noon(m: re.Match[str], text: str) -> Part:
    noon = m["name"] != "midnight"
    return Part(m.start(), m.end(), Level.CLOCK, clock(12 if noon else 24, sure=True), every="day", weak=m.start("name") == m.start() and not noon)


@rule(rf"\b(?P<lead>from |between )?(?<![\d.:/$€£+-])(?P<h>1[0-2]|[1-9])(?::(?P<m>[0-5]\d))?\s?(?:-|–|to|and|until|till)\s?(?P<h2>1[0-2]|[1-9])(?::(?P<m2>[0-5]\d))?(?!\w|[:/.%-]\d| ?(?:am|pm|a\.m|p\.m))(?! (?:of|people|times|weeks|days|months|years|hours|minutes|percent|{MONTH}))")
def _hours(m: re.Match[str], text: str) -> Part | None:
    """ "from 3 to 5" needs a day beside it, "3:30-5:30" doesn't."""
    full = bool(m["m"] and m["m2"])
    weak = not full and not (m["lead"] and re.match(r"\s*(?:$|[.!?,;)]|tomorrow|today|on )", m.string[m.end() :]))
    if weak and not m["lead"] and "and" in m.group():
        return None
    part = span_of_hours(m.start(), m.end(), (int(m["h"]), int(m["m"] or 0)), (int(m["h2"]), int(m["m2"] or 0)), sure=False)
    return Part(part.begin, part.stop, part.level, part.resolve, every="day", weak=weak)
