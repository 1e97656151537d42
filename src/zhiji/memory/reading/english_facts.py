"""Facts that English messages tell of their senders, and of people the senders may speak for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from zhiji.memory.reading.english_answers import answer, kept_where
from zhiji.memory.reading.english_apposed import CUES as APPOSED
from zhiji.memory.reading.english_apposed import apposed
from zhiji.memory.reading.english_body import CUES as BODY
from zhiji.memory.reading.english_body import body
from zhiji.memory.reading.english_contacts import CUES as CONTACTS
from zhiji.memory.reading.english_contacts import contacts
from zhiji.memory.reading.english_events import CUES as EVENTS
from zhiji.memory.reading.english_events import events
from zhiji.memory.reading.english_homes import CUES as HOMES
from zhiji.memory.reading.english_homes import homes
from zhiji.memory.reading.english_lasting import lasting
from zhiji.memory.reading.english_people import CUES as PEOPLE
from zhiji.memory.reading.english_people import loves, people
from zhiji.memory.reading.english_rules import Found
from zhiji.memory.reading.english_said import Said, believable, said
from zhiji.memory.reading.english_states import CUES as STATES
from zhiji.memory.reading.english_states import states
from zhiji.memory.reading.english_tastes import CUES as TASTES
from zhiji.memory.reading.english_tastes import tastes
from zhiji.memory.reading.english_things import CUES as THINGS
from zhiji.memory.reading.english_things import my_pets, things
from zhiji.memory.reading.english_work import CUES as WORK
from zhiji.memory.reading.english_work import work
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.reading.reactions import by_reaction
from zhiji.memory.records import CLEAR, LIKELY, Reading, Span
from zhiji.memory.thread import Thread

# What a message must hold for a family to be worth asking, and the family.
_FAMILIES: tuple[tuple[Rarely, Callable[[Said], Iterator[Found]]], ...] = (
    (HOMES, homes),
    (WORK, work),
    (PEOPLE, people),
    (BODY, body),
    (TASTES, tastes),
    (THINGS, things),
    (CONTACTS, contacts),
    (EVENTS, events),
    (APPOSED, apposed),
    (STATES, states),
)
_MINE = re.compile(r"(?:me and )?(?:my|our)\b", re.I)
_SPOKEN_OF = re.compile(r"\b(?:my|our)\b", re.I)
_IN_CASE = re.compile(r", (?:if|in case) (?:it|you|they|anything)\b[^,]{2,40}, is \S*\d", re.I)
_DENIABLE = (
    "been_to",
    "allergy",
    "diet",
    "home",
    "employer",
    "job",
    "language",
    "pet",
    "partner",
    "health",
    "relation",
)
_DOUBTED = re.compile(
    r"(?<![A-Z] )\b(?:SAYS|SAID|CLAIMS|THINKS|RECKONS)\b(?! [A-Z]{2})|\bclaims\b|\b(?:he|she)'?s just (?:scared|lazy|picky|fussy|being)\b"
)
_GOES_ON = re.compile(r"\W*(?:since|from|starting|as of|until|till?|effective)\b", re.I)


def english_facts(thread: Thread) -> Iterator[Reading]:
    """What the lines tell in English that is worth keeping: who people are, where they live, what they do."""
    told: set[tuple[object, ...]] = set()
    for one in said(thread):
        for found, spoken_of in _told(one):
            (reading,) = by_reaction([_reading(one, found)], one.line)
            # What is only spoken of ("my dog") is new once in a chat; what is told is told again.
            where = 0 if spoken_of else one.line.id
            key = (reading.relation, reading.subject, reading.value.casefold(), reading.negated, where)
            if key not in told:
                told.add(key)
                yield reading
    yield from _answers(thread)


def _told(one: Said) -> Iterator[tuple[Found, bool]]:
    if believable(one):
        for family in _cued(one.clause.sentence, one.clause.text if "." in one.clause.text else ""):
            for found in family(one):
                yield found, found.relation in ("pet", "partner") and found.in_line and not found.negated
    elif one.clause.standing.imagined and _IN_CASE.search(one.clause.sentence) and believable(_as_told(one)):
        yield from ((found, False) for found in contacts(one) if found.relation == "code")
    elif one.clause.standing.asked and believable(_as_told(one)) and _SPOKEN_OF.search(one.clause.text):
        for found in (*my_pets(one), *loves(one)):
            yield found, True


@lru_cache(maxsize=64)
def _cued(sentence: str, clause: str) -> tuple[Callable[[Said], Iterator[Found]], ...]:
    """The families that a sentence gives cause to ask, or a clause with a stop: addresses for mail go over its end."""
    return tuple(family for cues, family in _FAMILIES if cues.fits(sentence) or cues.fits(clause))


def _as_told(one: Said) -> Said:
    """The same without its question mark: who asks "can you feed my cat?" has a cat."""
    standing = replace(
        one.clause.standing,
        asked=False,
        imagined=one.clause.standing.imagined and not _IN_CASE.search(one.clause.sentence),
    )
    return replace(one, clause=replace(one.clause, standing=standing))


def _answers(thread: Thread) -> Iterator[Reading]:
    """Short answers, as whole sentences that nobody wrote."""
    for at, line in thread.to_read():
        if len(line.text) > 200 or line.kind != "text" or line.forwarded or at == 0:
            continue
        kept = kept_where(thread, at)
        if kept is not None:
            yield kept
            continue
        told = answer(thread, at)
        if told is None:
            continue
        sentence, denied, question = told
        lines = (*thread.lines[max(0, at - 30) : at], replace(line, text=sentence))
        whole = replace(thread, lines=lines, first=len(lines) - 1, stop=len(lines))
        quote = Span(
            message=line.id, start=0, stop=len(re.split(r"[.!\n](?=\s|$)", line.text)[0]) or len(line.text)
        )
        for one in said(whole):
            for found, _ in _told(one):
                reading = _reading(one, found)
                if denied and reading.relation not in _DENIABLE:
                    continue
                yield replace(reading, quote=quote, also=(question.id,), negated=denied)


def _reading(one: Said, found: Found) -> Reading:
    begin, end = _lasts(one, found)
    heard = one.clause.standing.heard
    spoken_of = found.relation in ("partner", "pet") and found.in_line
    # "My wife says": that he has one, he says himself.
    spoken_of = spoken_of and _MINE.match(one.line.text, found.start) is not None
    sure = (
        found.sure and not one.clause.standing.hedged and (found.subject is not None or one.who.sure or heard)
    )
    if heard and _DOUBTED.search(one.line.text):
        sure = False  # "dad SAYS he's allergic"
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
        trust="hearsay" if heard and not spoken_of else "said",
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
