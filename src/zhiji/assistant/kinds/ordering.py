"""Which of two things came first: each found by its own words, its day told, the days between counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.assistant.draft import Draft, Section
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.events import Event, event, pool, shared, shown
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.pairs import Pair, bare, opposed
from zhiji.assistant.parting import is_time
from zhiji.assistant.question import Question

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
_DUE = re.compile(r"\b(?:due|deadline|expires?|runs? out)\b|截止|到期|要交|得交|该交|期限", re.I)


def ordered(question: Question, means: Means) -> Draft:
    """The two things, the earlier one first; nothing if one of them isn't told of."""
    found = _events(question, means)
    if found is None:
        return Draft()
    first, then = sorted(found, key=lambda one: (one.day, one.message.when))
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
