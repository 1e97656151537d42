"""What is narrowed: "turns out it's only peanuts I'm allergic to" says that all else that was said of it isn't so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.records import ALL, Reading, Span, Subject
from zhiji.memory.thread import Thread

_ALLERGY = re.compile(r"allerg|过敏|過敏", re.I)
_ENGLISH = re.compile(
    r"\b(?:it'?s|it is|i'?m|i am|am|that'?s|was|is) (?:actually |really |just )*only (?:allergic to |the )?(?P<value>[a-z][a-z ]{1,28}?)"
    r"(?= (?:that|which|i|is|are|after all|now)\b|[^\w ]|$)",
    re.I,
)
_CHINESE = re.compile(
    r"(?:只|就只|单单|單單)(?:是|有)?(?:对|對)(?P<value>[^，,。！!？?\s]{1,8}?)(?:过敏|過敏)"
)
_NOTHING = re.compile(r"(?:a|me|you|one|kidding|joking|mild|slightly|human|fair|matter of time)\b", re.I)


def narrowed(thread: Thread) -> Iterator[Reading]:
    """Allergies that are told to be all there is."""
    for _, line in thread.to_read():
        if thread.kind != "assistant" and _ALLERGY.search(line.text):
            for clause in clauses(line):
                yield from _of(clause)


def _of(clause: Clause) -> Iterator[Reading]:
    found = (_CHINESE if clause.language == "zh" else _ENGLISH).search(clause.text)
    if found is None or not clause.asserted or clause.standing.negated or _NOTHING.match(found["value"]):
        return
    start, stop = (clause.start + edge for edge in found.span())
    yield Reading(
        kind="fact",
        relation="allergy",
        subject=Subject(account=clause.line.sender),
        value=found["value"].strip(),
        quote=Span(message=clause.line.id, start=start, stop=stop),
        by=clause.line.sender,
        ends=ALL,
    )
