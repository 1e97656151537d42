"""What English chats call a month, and its days."""

from __future__ import annotations

import re
from dataclasses import replace

from zhiji.language.times.english_words import (
    LEAD,
    MONTH,
    ORDINAL,
    YEAR,
    led_by,
    month_number,
    ordinal,
    which_of,
)
from zhiji.language.times.parts import (
    Grammar,
    Level,
    Part,
    Resolve,
    date,
    day_of_month,
    month,
    month_day,
)

GRAMMAR = Grammar(re.ASCII)
rule, cased = GRAMMAR.rule, GRAMMAR.cased


# Months and days of months

_NAMES = {"may", "april", "june", "august", "march", "mar", "jan", "jun", "aug", "dec"}


@cased(
    rf"\b(?P<lead>(?:in|by|since|until|till|til|from|during|around|through|throughout|for|of|back in|between|mid|early|late|(?:the|our|my) (?:[a-z]+est|best|worst|most [a-z]+))[ -])?(?:the month of )?(?:(?P<which>last|next|this past|this coming|this|past) )?(?P<name>{MONTH})(?P<skip> (?:before last|after next))?(?!['’]s?\b)(?![ -]?\d{{1,2}}(?:st|nd|rd|th)?\b(?!:))"
)
def _month(m: re.Match[str], text: str) -> Part | None:
    """A name that is also a word or a woman's counts only in company."""
    name, lead = m["name"].rstrip("."), (m["lead"] or led_by(m)).rstrip(" -")
    which = which_of(m["which"])
    capital = text[m.start("name")].isupper()
    if (
        name in {"may", "march", "mar"}
        and not capital
        and not (
            which
            or lead in {"in", "by", "since", "until", "till", "during", "mid", "early", "late", "back in"}
        )
    ):
        return None
    clear = name not in _NAMES or (
        lead and lead not in {"for", "of", "to", "from", "before", "after", "around", "between", "through"}
    )
    weak = not (which or (lead and clear))
    whole = month(month_number(name), which, 1 if m["skip"] else 0)
    if lead.startswith(("the ", "our ", "my ")):
        whole = _known(whole)
    begin = (
        m.start("name")
        if lead in {"mid", "early", "late", "of"} or (lead.startswith(("the ", "our ", "my ")) and not which)
        else m.start()
    )
    return Part(
        begin,
        m.end(),
        Level.MONTH,
        whole,
        every="year",
        weak=weak,
    )


def _known(resolve: Resolve) -> Resolve:
    """ "the hottest July": one that has been, or is."""
    return lambda scene, outer: resolve(replace(scene, past=True), outer)


_YEAR_TAIL = rf"(?:(?:,? |,)(?:of )?(?P<y>{YEAR}))?"
_TO = r"\s?(?:-|–|—|to|until|till|through|thru|and)\s?"


@cased(
    rf"\b(?:(?:{LEAD}) )?(?:the )?(?P<name>{MONTH})[ -]?(?:the )?(?P<d>\d{{1,2}}|{ORDINAL})(?P<th>st|nd|rd|th)?(?:{_TO}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)?(?![\w:]|[.,]\d|/| ?%){_YEAR_TAIL}(?! (?:people|times|dollars|bucks|percent|of (?:you|us|them)))"
)
def _month_then_day(m: re.Match[str], text: str) -> Part | None:
    name = m["name"].rstrip(".")
    if (
        name in {"may", "march", "mar"}
        and not text[m.start("name")].isupper()
        and not (m["th"] or m["y"] or _stops(text, m.end()))
    ):
        return None
    return _days_of_month(m)


@cased(
    rf"\b(?:(?:{LEAD}) )?(?:the )?(?<![\d.:/$€£])(?P<d>\d{{1,2}}|{ORDINAL})(?:st|nd|rd|th)?(?:{_TO}(?:the )?(?P<d2>\d{{1,2}}|{ORDINAL})(?:st|nd|rd|th)?)?[ -]?(?:of )?(?P<name>{MONTH})(?![\w]){_YEAR_TAIL}"
)
def _day_then_month(m: re.Match[str], text: str) -> Part | None:
    name = m["name"].rstrip(".")
    if (
        name in {"may", "march", "mar"}
        and not text[m.start("name")].isupper()
        and " of " not in m.group()
        and not _stops(text, m.end())
    ):
        return None
    return _days_of_month(m)


def _stops(text: str, at: int) -> bool:
    tail = text[at:].lstrip()
    return (
        tail == ""
        or tail[0] in ",.!?;:)-"
        or tail.startswith(("at ", "and ", "or ", "to ", "for ", "is ", "works"))
    )


def _days_of_month(m: re.Match[str]) -> Part | None:
    number = month_number(m["name"])
    day = int(m["d"]) if m["d"].isdigit() else ordinal(m["d"])
    last = (int(m["d2"]) if m["d2"].isdigit() else ordinal(m["d2"])) if m["d2"] else day
    if not 1 <= day <= last <= 31:
        return None
    count = last - day + 1
    if m["y"]:
        return Part(m.start(), m.end(), Level.DAY, date(int(m["y"]), number, day, count), kind="date")
    return Part(m.start(), m.end(), Level.DAY, month_day(number, day, count), every="year", kind="date")


_SETTLING = re.compile(
    r"(?:^|[.!?,;:\n-] *)(?:(?:so|ok|okay|then|and|or|but|maybe|well|it's|how about|what about|make it|let's (?:say|do)|shall we say|would) )*(?:on )?$"
)


def _settles(m: re.Match[str]) -> bool:
    """ "so the 1st then", "how about the 5th?": a day that is proposed or settled has its clause for itself."""
    opens = _SETTLING.search(m.string[max(0, m.start() - 40) : m.start()])
    closes = re.match(
        r" (?:then|works|suits|is (?:fine|good|ok|better|free)|instead|it is|or the \d|latest)\b|\s*\?|\s*$",
        m.string[m.end() :],
    )
    return bool(opens and closes)


@cased(
    r"\b(?:(?P<lead>(?:on|by|until|till|til|since|from|for|around|due|between) )(?:the )?|the )(?P<d>\d{1,2})(?:st|nd|rd|th)(?: (?:to|until|till|-|and|through) (?:the )?(?P<d2>\d{1,2})(?:st|nd|rd|th))?(?P<of> of (?:the |this )month)?(?! (?:of (?!(?:next|last|this) month)|time|floor|grade|century|one|person|street|place|round|episode|season|anniversary|avenue|ave|st\b|birthday|edition|amendment|hole|world|day|week|year|month|hour|attempt|row|seat|page|chapter|annual|largest|biggest|most|best|worst))"
)
def _the_nth(m: re.Match[str], text: str) -> Part | None:
    day, last = int(m["d"]), int(m["d2"] or m["d"])
    if "the " not in m.group() and (m["lead"] or "").strip() in {"for", "around", "between", "since"}:
        return None
    if not 1 <= day <= last <= 31:
        return None
    weak = not (
        m["lead"]
        or led_by(m)
        or m["of"]
        or _settles(m)
        or (_stops(text, m.end()) and text[: m.start()].strip() == "")
    )
    return Part(
        m.start(),
        m.end(),
        Level.DAY,
        day_of_month(day, last - day + 1),
        every="month",
        kind="date",
        weak=weak,
    )


@rule(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)(?= (?:of )?(?:next|last|this) month)|\b(?P<first>first|last) day(?= of (?:next|last|this) month)|(?<={'day '})(?:the )?(?P<after>\d{{1,2}})(?:st|nd|rd|th)\b"
)
def _nth_of_month(m: re.Match[str]) -> Part | None:
    if m["first"]:
        return None  # "first day of" has a rule of its own
    day = int(m["d"] or m["after"])
    return (
        Part(m.start(), m.end(), Level.DAY, day_of_month(day), every="month", kind="date", weak=True)
        if 1 <= day <= 31
        else None
    )
