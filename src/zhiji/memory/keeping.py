"""A reading as a row that is kept, and whom a row is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from zhiji.chat import Evidence, Json, MessageId
from zhiji.memory.records import GROUP, Reading, Subject
from zhiji.memory.thread import Line
from zhiji.store.facts import NewFact
from zhiji.store.micros import micro

_OF = re.compile(r"(?P<name>.+) of (?P<account>\d+)", re.DOTALL)


def as_fact(reading: Reading, line: Line, *, chat: int, version: int = 0) -> NewFact:
    """A reading of a line as it is kept; `version` is the number of the line's text."""
    span, when = reading.quote, reading.when
    quote = Evidence(
        message=MessageId(span.message),
        field="text",
        start=span.start,
        end=span.stop,
        quote=line.text[span.start : span.stop],
        version=version,
    )
    return NewFact(
        kind=reading.kind,
        relation=reading.relation,
        subject=key(reading.subject, chat),
        value=reading.value,
        by=reading.by,
        evidence=(quote,),
        inputs=reading.also,
        start=None if when is None else micro(when.start),
        end=None if when is None else micro(when.end),
        zone=None if when is None else int((when.start.utcoffset() or timedelta()).total_seconds() // 60),
        valid_from=reading.valid_from,
        valid_to=reading.valid_to,
        negated=reading.negated,
        status=reading.status,
        trust=reading.trust,
        confidence=reading.confidence,
        detail=_detail(reading, chat),
    )


def key(subject: Subject, chat: int) -> str:
    """Whom something is about, as text: `account:12`, `name:外婆`, `name:sister of 12`, `group:3`."""
    if subject.account is not None:
        return f"account:{subject.account}"
    if subject == GROUP:
        return f"group:{chat}"
    return f"name:{subject.name}" if subject.of is None else f"name:{subject.name} of {subject.of}"


def subject(text: str) -> Subject:
    """The other way round; of a group's, the chat is left out."""
    kind, _, rest = text.partition(":")
    if kind == "account":
        return Subject(account=int(rest))
    if kind == "group":
        return GROUP
    if tie := _OF.fullmatch(rest):
        return Subject(name=tie["name"], of=int(tie["account"]))
    return Subject(name=rest)


def _detail(reading: Reading, chat: int) -> Mapping[str, Json]:
    every: dict[str, Json] = {
        "to": None if reading.to is None else key(reading.to, chat),
        "others": [key(one, chat) for one in reading.others],
        "ends": reading.ends,
    }
    return {name: value for name, value in every.items() if value}
