"""Facts that English messages tell of their senders, and of people the senders may speak for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from zhiji.memory.reading.english_body import CUES as BODY, body
from zhiji.memory.reading.english_contacts import CUES as CONTACTS, contacts
from zhiji.memory.reading.english_homes import CUES as HOMES, homes
from zhiji.memory.reading.english_lasting import lasting
from zhiji.memory.reading.english_people import CUES as PEOPLE, people
from zhiji.memory.reading.english_rules import Found
from zhiji.memory.reading.english_said import Said, believable, said
from zhiji.memory.reading.english_tastes import CUES as TASTES, tastes
from zhiji.memory.reading.english_things import CUES as THINGS, things
from zhiji.memory.reading.english_work import CUES as WORK, work
from zhiji.memory.records import CLEAR, LIKELY, Reading, Span
from zhiji.memory.thread import Thread

# What a message must hold for a family to be worth asking, and the family.
_FAMILIES: tuple[tuple[re.Pattern[str], Callable[[Said], Iterator[Found]]], ...] = (
    (HOMES, homes),
    (WORK, work),
    (PEOPLE, people),
    (BODY, body),
    (TASTES, tastes),
    (THINGS, things),
    (CONTACTS, contacts),
)
_GOES_ON = re.compile(r"\W*(?:since|from|starting|as of|until|till?|effective)\b", re.I)


def english_facts(thread: Thread) -> Iterator[Reading]:
    """What the lines tell in English that is worth keeping: who people are, where they live, what they do."""
    told: set[tuple[object, ...]] = set()
    for one in said(thread):
        if not believable(one):
            continue
        for cues, family in _FAMILIES:
            if cues.search(one.clause.sentence):
                for found in family(one):
                    reading = _reading(one, found)
                    key = (
                        reading.relation,
                        reading.subject,
                        reading.value.casefold(),
                        reading.negated,
                        one.line.id,
                    )
                    if key not in told:
                        told.add(key)
                        yield reading


def _reading(one: Said, found: Found) -> Reading:
    begin, end = _lasts(one, found)
    heard = one.clause.standing.heard
    sure = (
        found.sure and not one.clause.standing.hedged and (found.subject is not None or one.who.sure or heard)
    )
    if one.bare and heard:
        sure = False
    start, stop = (found.start, found.stop) if found.in_line else (one.begin, one.start + found.stop)
    return Reading(
        kind="fact",
        relation=found.relation,
        subject=found.subject or one.who.subject,
        value=found.value.strip(" ,.!\"'“”"),
        quote=Span(message=one.line.id, start=start, stop=stop),
        by=one.line.sender,
        also=tuple(dict.fromkeys((*found.also, *(one.who.also if found.subject is None else ())))),
        valid_from="" if found.negated and not found.fixed else begin,
        valid_to=(end or begin) if found.negated and found.lean else end,
        negated=found.negated,
        trust="hearsay" if heard else "said",
        confidence=CLEAR if sure else LIKELY,
    )


def _lasts(one: Said, found: Found) -> tuple[str, str]:
    if found.fixed is not None:
        return found.fixed
    if not found.lasts:
        return "", ""
    text = one.line.text[one.start : one.clause.stop] if not found.in_line else one.clause.text
    after = one.line.text[one.clause.stop : one.clause.stop + 60]
    if _GOES_ON.match(after):
        text += re.split(r"[.!?;\n](?=\s|$)", " " + after.lstrip(" ,.!?-"))[0]
    return lasting(text, one.line.when, lean=found.lean)
