"""Which of two things came first: each found by its own words, its day told, the days between counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from zhiji.assistant.draft import Draft, Section
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.events import Event, event, pool, shared, shown
from zhiji.assistant.kinds.means import SHARED, Means
from zhiji.assistant.kinds.pairs import Pair, bare, listed, opposed
from zhiji.assistant.parting import is_time
from zhiji.assistant.question import Clause, Question

_OR = r"\s*(?:,\s*)?\b(?:or)\b\s*"
# What both did is named once: "who moved first, Tom or Ola?".
_BOTH = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\bwho\b\s+(?P<who>.+?)\s+(?:first|earlier)\s*[,:]?\s*(?P<a>.+?){_OR}(?P<b>.+)$",
        r"谁先(?P<who>[^，,]+?)的?[，,]\s*(?P<a>.+?)还是(?P<b>.+)$",
        r"(?P<a>.+?)(?:和|跟|与|、|同)(?P<b>[^，,]+?)[，,]?\s*(?:是)?谁先(?P<who>[^，,]+?)的?[?？]?$",
    )
)
_TWO = 2
_DUE = re.compile(r"\b(?:due|deadline|expires?|runs? out)\b|截止|到期|要交|得交|该交|期限", re.I)


def ordered(question: Question, means: Means) -> Draft:
    """The things in their order, the earliest first; nothing if of two of them one isn't told of."""
    if several := _in_a_row(question, means):
        return several
    found = _events(question, means)
    if found is None:
        return Draft()
    first, then = sorted(found, key=_when)
    language = means.language
    opening = (
        words.first(first.phrase, first.day, then.phrase, then.day, language)
        if first.sure and then.sure
        else words.label("nearest", language)
    )
    return Draft(
        opening=opening,
        sections=(Section(shown=(shown(first, language), shown(then, language))),),
        confidence=1.0,
        pool=pool(found),
    )


def _in_a_row(question: Question, means: Means) -> Draft | None:
    """Three things or more; those that nothing tells of are named as such."""
    clause = question.clauses[0]
    phrases = _phrases(clause.text)
    if not phrases:
        return None
    told = {phrase: one for phrase in phrases if (one := _event(phrase, phrases, clause, means))}
    if len({one.message.id for one in told.values()}) < _TWO:
        return None
    language = means.language
    found = sorted((one for one in told.values() if one.sure), key=_when)
    unsure = {phrase: one for phrase, one in told.items() if not one.sure}
    lines = [shown(one, language) for one in found]
    lines += [
        replace(shown(one, language), label=words.perhaps(phrase, language)) for phrase, one in unsure.items()
    ]
    return Draft(
        opening=words.in_order(
            [(one.phrase, one.day) for one in found],
            [phrase for phrase in phrases if phrase not in told],
            language,
        )
        if len(found) >= _TWO
        else words.label("nearest", language),
        sections=(Section(shown=tuple(lines)),),
        confidence=1.0,
        pool=pool(tuple(told.values())),
    )


def _event(phrase: str, phrases: Sequence[str], clause: Clause, means: Means) -> Event | None:
    """What a phrase names; of the one whom the first phrase names, where that is told."""
    if len(clause.named) == 1 and clause.named[0].word in phrases[0]:
        theirs = event(phrase, means, like=replace(clause, again=SHARED))
        if theirs and theirs.sure:
            return theirs
    return event(phrase, means)


def _when(one: Event) -> tuple[date, datetime]:
    return one.day, one.message.when


def _phrases(text: str) -> list[str]:
    """What is to be put in order; what all did is named once: "who moved first, Tom, Ola or Jun?"."""
    for pattern in _BOTH:
        if match := pattern.search(text):
            names = listed(f"{match['a']}, {match['b']}")
            return [f"{name} {match['who']}" for name in names]
    return listed(text)


def _events(question: Question, means: Means) -> tuple[Event, Event] | None:
    clause = question.clauses[0]
    for pair in _pairs(clause.text):
        if is_time(pair.b, means.now):
            return None
        like = shared(clause, pair)
        first, then = (
            event(one, means, like=like, due=bool(_DUE.search(clause.text))) for one in (pair.a, pair.b)
        )
        if first and then and (first.message.id != then.message.id or first.day != then.day):
            return first, then
    return None


def _pairs(text: str) -> Iterator[Pair]:
    for pattern in _BOTH:
        if match := pattern.search(text):
            yield Pair(f"{bare(match['a'])} {match['who']}", f"{bare(match['b'])} {match['who']}", "")
    yield from opposed(text)
