"""What English chats call a day, a week, a season or a year."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal, cast

from zhiji.language.times.english_words import (
    DAYPART,
    DAYPARTS_EN,
    LEAD,
    NUMBER,
    ORDINALS,
    WEEKDAY,
    YEAR,
    led_by,
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
    daypart,
    days,
    edge,
    midnight,
    months,
    season,
    unit,
    year_of,
)
from zhiji.language.times.parts import (
    Grammar,
    Level,
    Part,
    Resolve,
    Scene,
    fixed,
    narrowing,
    nth_weekday,
    parts_of_day,
    section,
    stretch,
    weekday,
    weekends,
    within_each,
    yearly,
)

GRAMMAR = Grammar(re.ASCII)
rule, cased = GRAMMAR.rule, GRAMMAR.cased


# Days


@rule(
    r"\b(?:the )?day (?P<side>before yesterday|after tomorrow|after tmrw?)\b|\b(?P<plain>today|tomorrow|tommorow|tomorow|tmrw?|tmr|tomoz|2moro(?:w)?|yesterday|yday|ystd)\b"
)
def _near_days(m: re.Match[str]) -> Part:
    if m["side"]:
        step = -2 if m["side"].startswith("before") else 2
    else:
        step = 0 if m["plain"] == "today" else -1 if m["plain"].startswith("y") else 1
    return part_of(m, Level.DAY, fixed(lambda now: days(now + step * DAY)))


@rule(
    rf"\b(?:this (?P<this>{DAYPART})|(?P<tonight>tonight|tonite|2nite)|last (?P<last>night|evening|nite)|the (?P<two>night) before last|(?P<earlier>earlier|later) today)\b"
)
def _near_dayparts(m: re.Match[str]) -> Part:
    def make(now: datetime) -> Interval:
        if m["earlier"]:
            today = days(now)
            here = now.replace(second=0, microsecond=0)
            return (
                Interval(today.start, here, "range")
                if m["earlier"] == "earlier" and here > today.start
                else Interval(here, today.end, "range")
            )
        name = DAYPARTS_EN[m["this"]] if m["this"] else "night"
        return daypart(now - (2 if m["two"] else 1 if m["last"] else 0) * DAY, name)

    return part_of(m, Level.DAYPART, fixed(make))


@rule(rf"\b(?:(?P<in>in the |during the |at )(?P<how>early |late )?)?(?P<name>{DAYPART})\b")
def _bare_daypart(m: re.Match[str]) -> Part | None:
    """ "in the evening" stands alone, "evening" needs a day beside it."""
    name = DAYPARTS_EN[m["name"]]
    weak = not m["in"] or m["in"] == "at "
    return Part(m.start(), m.end(), Level.DAYPART, parts_of_day(name), every="day", weak=weak)


@rule(
    r"\b(?:in |during |at |until |till )?the (?P<name>(?:small|wee|early) hours|(?:middle|dead) of the night|crack of dawn)\b(?: of the morning)?"
)
def _dead_of_night(m: re.Match[str]) -> Part:
    """ "in the small hours", of a day or alone."""
    name = "dawn" if m["name"].startswith("crack") else "small hours"
    return Part(m.start(), m.end(), Level.DAYPART, parts_of_day(name), every="day")


@rule(
    r"\b(?:early|late) (?P<name>morning|afternoon|evening|night)\b|\bfirst thing(?: in the morning)?\b|\b(?:eod|cob|by (?:the )?end of (?:the )?day|(?<!the )end of day)\b"
)
def _edge_daypart(m: re.Match[str]) -> Part:
    early = m.group().startswith(("early", "first"))
    name = {
        "morning": "small hours" if early else "forenoon",
        "afternoon": "afternoon",
        "evening": "dusk" if early else "night",
        "night": "night" if early else "late night",
        None: "early" if early else "afternoon",
    }[m["name"]]
    return Part(
        m.start(), m.end(), Level.DAYPART, parts_of_day(name), every="day", weak=m["name"] is not None
    )


_NAMED_DAY = rf"(?:(?P<lead>{LEAD}) )?(?:the )?(?:(?P<which>last|next|this coming|this past|this|coming|past|following|previous) )?(?P<day>{WEEKDAY})(?!s\b)"


@cased(rf"\b{_NAMED_DAY}(?P<more>(?: the)? (?:before last|after next|week(?! \d)\b(?=[\s,.!?]|$)))?")
def _weekday(m: re.Match[str], text: str) -> Part | None:
    number, which = weekday_number(m["day"]), which_of(m["which"])
    if _doubtful_day(m, text):
        return None
    if m["which"] and "coming" in m["which"]:
        which = "this"
    more = (m["more"] or "").strip()
    if more.endswith("last") and which == "":
        return part_of(m, Level.DAY, plus(weekday(number, "last"), -7))
    if more.endswith(("next", "week")):
        return part_of(m, Level.DAY, plus(weekday(number, "this"), 7))
    kind: Literal["", "weekday"] = "weekday" if which == "" else ""
    return Part(
        m.start(),
        m.end(),
        Level.DAY,
        weekday(number, which),
        every="week",
        kind=kind,
        weak=_short_day(m, text),
    )


def plus(resolve: Resolve, count: int) -> Resolve:
    """The day so many days later."""

    def later(scene: Scene, outer: Interval | None) -> Interval | None:
        found = resolve(scene, outer)
        return found and days(found.start + count * DAY)

    return later


def _doubtful_day(m: re.Match[str], text: str) -> bool:
    """Short names that are words too: sat, sun, wed, mon."""
    word = m["day"].rstrip(".")
    if len(word) > 4 or m["which"] or m["lead"] == "on" or led_by(m):
        return False
    if word in {"tue", "tues", "thu", "thur", "fri", "weds"}:
        return False
    return (not text[m.start("day")].isupper() or "the " in m.group()) and not _proposed(m)


_BEFORE_PROPOSAL = re.compile(
    r"(?:^|[.!?,;:\n] *|\b(?:how about|what about|maybe|or|see (?:you|u)|say|till?|until|free|mine|yours|ours|over|round|out|home|there|here|party|lunch|dinner|drinks|bbq|gym|training|brunch|coffee|wine|starts?|coming|come|leaving|arriving|working|shift|market|class|lesson|match|game|by|from|early|late|moving|flying|landing|back|dentist|appt|appointment|interview|exam|flight|train) )$"
)
_BEHIND_PROPOSAL = re.compile(
    r" (?:works|suits|morning|afternoon|arvo|evening|night|nite|lunch|brunch|dinner|at \d|\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|ish)|or |then\b)|\s*(?:[?!.,)]|👌|👍)|$"
)


def _proposed(m: re.Match[str]) -> bool:
    """ "sat works", "sun morning or mon?": the place of a day that is talked over."""
    opens = _BEFORE_PROPOSAL.search(m.string[max(0, m.start() - 16) : m.start()])
    return bool(opens and _BEHIND_PROPOSAL.match(m.string[m.end() :]) and m.string.strip() != m.group())


def _short_day(m: re.Match[str], text: str) -> bool:
    """A short name alone counts where the sentence ends or a list goes on: "how about Wed?"."""
    word = m["day"].rstrip(".")
    if len(word) > 5 or m["which"] or m["lead"] or led_by(m):
        return False
    tail = text[m.end() :].lstrip()
    begins = not text[: m.start()].strip()
    return not (tail == "" or tail[0] in "?!,.)-/" or tail.startswith(("or ", "and ", "works", "at "))) or (
        begins and tail == ""
    )


@rule(
    rf"\b(?P<n>{NUMBER}) weeks? (?:from|on|after) (?:(?P<day>{WEEKDAY})|(?P<near>today|tomorrow|now))|\b(?:a )?week (?P<tomorrow>tomorrow|today)\b|\b(?P<later>today|tomorrow) week\b"
)
def _weeks_from(m: re.Match[str]) -> Part | None:
    near = m["near"] or m["tomorrow"] or m["later"]
    count = number(m["n"]) if m["n"] else 1
    if count > 500:
        return None
    if near:
        return part_of(
            m, Level.DAY, fixed(lambda now: days(now + (near == "tomorrow") * DAY + 7 * count * DAY))
        )
    return part_of(m, Level.DAY, plus(weekday(weekday_number(m["day"]), "this"), int(7 * count)))


@rule(
    rf"\b(?:the )?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) (?P<what>{WEEKDAY}|weekend|week|day|half|quarter)(?: of the (?P<unit>week|month|quarter|year)\b|(?= (?:of|in) ))"
)
def _nth_of(m: re.Match[str]) -> Part | None:
    nth = ORDINALS.get(m["nth"]) or int(m["nth"][0])
    what = m["what"]
    if what in {"half", "quarter"}:
        if m["unit"]:
            return None  # has a rule of its own
        number = {"half": 2, "quarter": 4}[what] if nth < 0 else nth
        return _section_of(m, cast(Literal["half", "quarter"], what), number) if number < 5 else None
    level = Level.DAY if what not in {"week", "weekend"} else Level.EDGE
    if m["unit"]:
        name = cast(Unit, m["unit"])
        return Part(m.start(), m.end(), level, within_each(name, lambda outer: nth_in(what, nth, outer)))
    return Part(m.start(), m.end(), level, narrowing(lambda outer: nth_in(what, nth, outer)), kind="needs")


def _section_of(m: re.Match[str], name: Literal["half", "quarter"], number: int) -> Part:
    whole = section(name, number)
    return Part(
        m.start(), m.end(), Level.EDGE, lambda scene, outer: outer and whole(scene, outer), kind="needs"
    )


def nth_in(what: str, nth: int, outer: Interval) -> Interval | None:
    """The first (1) or last (-1) week, weekend, day or named weekday of an interval."""
    if outer.granularity not in {"month", "year", "quarter", "half", "season"} and not (
        outer.granularity == "week" and what not in {"week", "weekend"}
    ):
        return None
    if what == "day":
        return days(outer.start + (nth - 1) * DAY if nth > 0 else outer.end + nth * DAY)
    if what == "week":
        start = outer.start + (nth - 1) * 7 * DAY if nth > 0 else outer.end - 7 * DAY
        return days(start, 7, "week")
    if what == "weekend":
        found = nth_weekday(5, nth)(outer)
        return found and days(found.start, 2, "weekend")
    return nth_weekday(weekday_number(what), nth)(outer)


# Weeks, months, years


@rule(
    r"\b(?:(?:in|during|over|by|until|since|for|on|at) )?(?P<the>the )?(?P<which>last|next|this coming|this past|this|past|previous|coming|following|current) (?P<unit>weekend|week|wk|month|quarter|year|yr|decade)\b(?! of\b)(?! (?:ago|or so))"
)
def _unit_near(m: re.Match[str]) -> Part:
    which = which_of(m["which"])
    name, _ = unit_of(m["unit"])
    if m["the"] and m["which"] == "past" and name != "weekend":
        return part_of(m, _unit_level(name), lambda scene, outer: None if outer else stretch(scene, name, -1))
    if name == "weekend":
        return Part(
            m.start(),
            m.end(),
            Level.WEEK,
            weekends("this" if "coming" in m["which"] else which),
            every="week",
        )
    offset = {"last": -1, "this": 0, "next": 1, "": 0}[which] + ("coming" in m["which"] and name != "week")
    return part_of(m, _unit_level(name), fixed(lambda now: unit(now, name, offset)))


def _unit_level(name: Unit) -> Level:
    return {
        "weekend": Level.WEEK,
        "week": Level.WEEK,
        "month": Level.MONTH,
        "quarter": Level.SEASON,
        "year": Level.YEAR,
        "decade": Level.DECADE,
    }[name]


@rule(r"\b(?:the )?(?P<unit>weekend|week|month|quarter|year) (?P<side>before last|after next)\b")
def _unit_beyond(m: re.Match[str]) -> Part | None:
    name, _ = unit_of(m["unit"])
    step = -2 if m["side"].startswith("before") else 2
    return part_of(m, _unit_level(name), fixed(lambda now: unit(now, name, step)))


@rule(r"\b(?:(?P<prep>on|over|at|during|for|by|before|until|this) )?the weekend\b|\b(?:at|on) weekend\b")
def _the_weekend(m: re.Match[str]) -> Part:
    return Part(m.start(), m.end(), Level.WEEK, weekends(), every="week")


@rule(
    r"\b(?P<by>by |before |until |till )?(?:(?:at )?(?:the )?(?P<edge>end|start|beginning|middle|early part|first days|turn)|(?P<mid>mid|early|late|later|earlier))(?: of |[ -](?:in )?)(?P<the>the (?P<unit>week|month|year|quarter|decade)\b)?(?P<this>this (?=week\b|month\b|year\b))?(?! (?:morning|night))"
)
def _edge_of(m: re.Match[str]) -> Part | None:
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
        end = which == "late" and (
            by or (m["edge"] is not None and outer.granularity in {"year", "week", "day"})
        )
        return edge(outer, "end" if end else which)

    if name:
        return Part(
            m.start(),
            stop,
            Level.EDGE,
            lambda scene, outer: None if outer else make(unit(scene.now, cast(Unit, name))),
        )
    return Part(m.start(), stop, Level.EDGE, narrowing(make), kind="needs")


def _rest(scene: Scene, outer: Interval | None, word: str) -> Interval | None:
    today = midnight(scene.now)
    if outer is None or not outer.start <= today < outer.end:
        return None
    if word == "later":
        return Interval(today, outer.end, "range")
    return Interval(outer.start, today if today > outer.start else today + DAY, "range")


@rule(r"\b(?:for )?(?:the )?(?P<which>rest|remainder) of (?:the |this )(?P<unit>day|week|month|year)\b")
def _rest_of(m: re.Match[str]) -> Part:
    name = cast(Unit, m["unit"])
    return part_of(m, Level.EDGE, fixed(lambda now: Interval(midnight(now), unit(now, name).end, "range")))


@rule(
    rf"\b(?:(?P<prep>in|by|since|until|till|from|during|around|back in|through|(?<!end )(?<!start )(?<!beginning )(?<!middle )of) )?(?:the )?(?P<word>year )?(?P<y>{YEAR})(?! ?(?:words?|people|steps|dollars|bucks|euros|pounds|meters|metres|miles|km|kg|calories|times|points|followers|ways|pieces|copies|usd|rmb|yuan|minutes|degrees)\b)(?P<s>'?s\b)?(?!\w|-\d|['’]s\b)"
)
def _year(m: re.Match[str]) -> Part | None:
    year = int(m["y"])
    if m["s"]:
        return (
            Part(
                m.start(),
                m.end(),
                Level.DECADE,
                lambda _, outer: None if outer else months(year, 1, 120, "decade"),
            )
            if year % 10 == 0
            else None
        )
    prep = m["prep"] or led_by(m)
    weak = not (prep or m["word"]) or (
        prep in {"of", "by", "from", "around", "after", "before", "through"} and year < 1950
    )
    return Part(m.start(), m.end(), Level.YEAR, lambda _, outer: None if outer else year_of(year), weak=weak)


_DECADES = {
    w: n
    for n, w in enumerate(
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"], 2
    )
}


@rule(
    rf"\b(?P<prep>(?:in|during|of|from|since|until) )?(?P<how>early |late |mid-? ?)?(?:the )(?P<part>early |late |mid-? ?)?(?:'|19)?(?:(?P<n>[2-9])0'?s|(?P<word>{'|'.join(_DECADES)}))\b(?! (?:kids?|club|years))"
)
def _decade(m: re.Match[str]) -> Part:
    tens = int(m["n"]) if m["n"] else _DECADES[m["word"]]
    whole = months((1900 if tens > 2 else 2000) + 10 * tens, 1, 120, "decade")
    how = (m["part"] or m["how"] or "").strip(" -")
    return part_of(
        m,
        Level.DECADE,
        fixed(lambda _: (edge(whole, cast(Literal["early", "mid", "late"], how)) if how else None) or whole),
    )


@rule(
    r"\b(?:in |by |for |during )?(?:(?P<q>q)(?P<n>[1-4])|(?P<h>h)(?P<hn>[12])|(?:the )?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|last) (?P<what>quarter|half)(?! (?:hour|of (?:an?|the (?:game|match|show|book|movie|film))\b|marathon)))\b(?P<of> of the year| of the month)?"
)
def _quarter(m: re.Match[str]) -> Part | None:
    if m["nth"]:
        name = cast(Literal["quarter", "half"], m["what"])
        number = (
            {"quarter": 4, "half": 2}[name]
            if m["nth"] == "last"
            else ORDINALS.get(m["nth"]) or int(m["nth"][0])
        )
        if (m["nth"] == "last" and name == "quarter" and not m["of"]) or number > (
            4 if name == "quarter" else 2
        ):
            return None
    else:
        name, number = ("quarter", int(m["n"])) if m["q"] else ("half", int(m["hn"]))
    weak = bool(m["nth"]) and not m["of"]
    if m["of"] == " of the month":
        return part_of(
            m,
            Level.EDGE,
            lambda scene, outer: None if outer else section(name, number)(scene, unit(scene.now, "month")),
        )
    return Part(m.start(), m.end(), Level.SEASON, section(name, number), every="year", weak=weak)


@rule(
    r"\b(?:(?P<prep>in|during|over|by|since|until|till|til|throughout|for|of) )?(?:(?P<early>early|late|mid) |(?:the )?(?P<edge>end|start|beginning|middle) of )?(?P<the>the )?(?:(?P<which>last|next|this past|this coming|this|past|previous|following) )?(?P<name>spring|summer|autumn|fall|winter)(?:time)?\b(?P<skip>(?: the)? (?:before last|after next))?(?! (?:camp|break|school|rolls?|onions?|cleaning|water|job|intern|olympics|for (?:him|her|you|me|it)|a\b|in love|asleep|apart|behind|off|down|over))"
)
def _season(m: re.Match[str]) -> Part | None:
    name = "autumn" if m["name"] == "fall" else m["name"]
    which, skip = which_of(m["which"]), 1 if m["skip"] else 0
    if m["which"] and m["which"].endswith(("past", "coming")):
        which = "last" if "past" in m["which"] else "next"
    if m["skip"]:
        which = "last" if m["skip"].strip().startswith(("before", "the before")) else "next"
    weak = not (which or (m["prep"] and m["prep"] not in {"for", "of"} and (m["the"] or name != "fall")))
    edge_word = m["early"] or m["edge"]
    whole = yearly(lambda year: season(year, name), which, skip)
    if not edge_word:
        return Part(m.start(), m.end(), Level.SEASON, whole, every="year", weak=weak)
    end = cast(
        Literal["early", "mid", "late"],
        {"early": "early", "start": "early", "beginning": "early", "mid": "mid", "middle": "mid"}.get(
            edge_word, "late"
        ),
    )

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        found = whole(scene, outer)
        return found and edge(found, end)

    return Part(m.start(), m.end(), Level.SEASON, resolve, every="year", weak=False)
