"""Which of two things came first: each found by its own words, its day told, the days between counted."""

from __future__ import annotations

import re

from zhiji.assistant.draft import Draft, Section
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.events import Event, event, pool, shown
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.parting import is_time
from zhiji.assistant.question import Question

_OR = r"\s*(?:,\s*)?\b(?:or)\b\s*"
# Two things named in a question; `who` is what both did.
_PAIRS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\bwho\b\s+(?P<who>.+?)\s+(?:first|earlier)\s*[,:]?\s*(?P<a>.+?){_OR}(?P<b>.+)$",
        rf"\b(?:which|what)\b.*?\b(?:first|earlier)\b\s*[,:]?\s*(?P<a>.+?){_OR}(?P<b>.+)$",
        rf"\b(?:which|what)\b[^,]*,\s*(?P<a>.+?){_OR}(?P<b>.+?)\s*,?\s*(?:first|earlier)?\W*$",
        r"^\W*(?:did|was|were|had|is|has)\s+(?P<a>.+?)\s+(?:before or after|after or before)\s+(?P<b>.+)$",
        r"^\W*(?:did|was|were|had|is|has)\s+(?P<a>.+?)\s+(?:before|after|earlier than|later than)\s+(?P<b>.+)$",
        r"谁先(?P<who>[^，,]+)[，,]\s*(?P<a>.+?)还是(?P<b>.+)$",
        r"(?P<a>.+?)(?:和|跟|与|、|同)(?P<b>[^，,]+?)[，,]?\s*(?:是)?(?:谁先(?P<who>[^，,]+?)的?|[哪邊边].{0,3}(?:在前|在先|更早|先)(?:发生)?的?)[?？]?$",
        r"(?:是)?先(?P<a>.+?)还是(?:是)?先?(?P<b>.+)$",
        r"(?P<a>.+?)(?:是)?(?:早|在前)[，,]?还是(?P<b>.+?)(?:早|在前)?[?？]?$",
        r"(?P<a>.+?)是?在(?P<b>.+?)[之以]?前还是[之以]?后",
        r"(?P<a>.+?)是?在(?P<b>.+?)[之以](?:前|后)(?:的)?[吗么]",
        r"哪.{0,3}(?:在前|在先|更早|先)[，,:：]?\s*(?P<a>.+?)还是(?P<b>.+)$",
    )
)


def ordered(question: Question, means: Means) -> Draft:
    """The two things, the earlier one first; nothing if one of them isn't told of."""
    found = _events(question, means)
    if found is None:
        return Draft()
    first, then = sorted(found, key=lambda one: (one.day, one.message.when))
    language = means.language
    opening = words.first(first.phrase, first.day, then.phrase, then.day, language)
    return Draft(
        opening=opening,
        sections=(Section(shown=(shown(first, language), shown(then, language))),),
        confidence=1.0,
        pool=pool(found),
    )


def _events(question: Question, means: Means) -> tuple[Event, Event] | None:
    clause = question.clauses[0]
    for pattern in _PAIRS:
        match = pattern.search(clause.text)
        if match is None:
            continue
        told = match.groupdict()
        one, other = told["a"], told["b"]
        if is_time(other, means.now):
            return None
        if who := told.get("who"):
            one, other = f"{one} {who}", f"{other} {who}"
        first, then = event(one, means, like=clause), event(other, means, like=clause)
        if first and then and first.message.id != then.message.id:
            return first, then
    return None
