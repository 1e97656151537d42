"""Facts on paper and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console

if TYPE_CHECKING:
    from datetime import datetime

    from zhiji.chat import Evidence, Message
    from zhiji.memory import Coming, Counts, Fact, Party, Profile, Topic, When

_MOST_QUOTES = 2


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact as the contract has it; times are RFC 3339."""
    return {
        "id": fact.id,
        "kind": fact.kind,
        "relation": fact.relation,
        "subject": _party_json(fact.subject),
        "value": fact.value,
        "negated": fact.negated,
        "state": fact.state,
        "status": fact.status,
        "since": fact.since.isoformat(),
        "until": _written(fact.until),
        "when": _when_json(fact.when),
        "by": _party_json(fact.by),
        "to": None if fact.to is None else _party_json(fact.to),
        "with": [_party_json(one) for one in fact.others],
        "said_at": fact.said_at.isoformat(),
        "learned_at": fact.learned_at.isoformat(),
        "trust": fact.trust,
        "confidence": fact.confidence,
        "pinned": fact.pinned,
        "maker": fact.maker,
        "evidence": [_evidence_json(one) for one in fact.evidence],
        "ended_by": [_evidence_json(one) for one in fact.ended_by],
        "context": list(fact.context),
    }


def page_json(page: Profile) -> dict[str, Any]:
    """A page on a person."""
    parts = {"facts": page.facts, "todo": page.todo, "suggested": page.suggested, "past": page.past}
    written = {name: [fact_json(one) for one in facts] for name, facts in parts.items()}
    return {
        "about": _party_json(page.party),
        **written,
        "topics": [topic_json(one) for one in page.topics],
        "notes": list(page.notes),
    }


def coming_json(one: Coming) -> dict[str, Any]:
    """Something of a day to come."""
    return {
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "all_day": one.all_day,
        "fact": fact_json(one.fact),
    }


def counts_json(counts: Counts) -> dict[str, Any]:
    """How much is remembered."""
    people = [{"name": party.name, "facts": count} for party, count in counts.people]
    return {"kinds": dict(counts.kinds), "suggested": counts.suggested, "people": people}


def show(fact: Fact, context: Mapping[int, Message] = MappingProxyType({})) -> None:
    """A fact with who said it when, the words, and for an answer what it answers."""
    number = str(fact.id)
    indent = " " * (len(number) + 2)
    first = f"{click.style(number, dim=True)}  "
    console.say(console.wrapped(sentence(fact), indent=indent, first="").replace("", first, 1))
    for other in fact.context[-1:]:
        if other in context:
            said = console.cut(context[other].text, console.columns() - len(indent) - 4)
            console.say(click.style(f"{indent}“{said}”", dim=True))
    for quote in fact.evidence[:_MOST_QUOTES]:
        if quote.quote != fact.value or fact.context:
            console.say(click.style(console.wrapped(f"“{quote.quote}”", indent=indent), dim=True))
    for quote in fact.ended_by[:1]:
        console.say(click.style(console.wrapped(f"→ “{quote.quote}”", indent=indent), dim=True))


def sentence(fact: Fact) -> str:
    """One line: whom it is about, what, since or until when, who said it."""
    named = fact.kind in ("fact", "birthday", "debt", "decision", "question")
    what = f"{fact.relation.replace('_', ' ')}: {fact.value}" if named else fact.value
    denied = "not " if fact.negated else ""
    to = f" → {fact.to.name}" if fact.to and fact.to.name else ""
    marks = [mark for mark in (_time(fact), _state(fact), f"{fact.by.name}, {fact.said_at:%Y-%m-%d}") if mark]
    return f"{fact.subject.name}{to}: {denied}{what}  ({'; '.join(marks)})"


def show_page(page: Profile, context: Mapping[int, Message]) -> None:
    """A page on a person, in parts."""
    for note in page.notes:
        console.note(console.wrapped(note))
    parts = (("", page.facts), ("To do", page.todo), ("Over", page.past), ("Wants your word", page.suggested))
    for title, facts in parts:
        if facts and title:
            console.say()
            console.say(click.style(title, bold=True))
        for fact in facts:
            show(fact, context)
    if not any(facts for _, facts in parts) and not page.topics:
        console.say(f"Nothing is remembered of {page.party.name}.")

    if page.topics:
        console.say()
        console.say(click.style("Talked about", bold=True))
    for topic in page.topics:
        show_topic(topic)


def show_topic(topic: Topic) -> None:
    """What was talked about, when and where."""
    first, last = f"{topic.first:%Y-%m-%d}", f"{topic.last:%Y-%m-%d}"
    days = first if first == last else f"{first} to {last}"
    where = ", ".join(topic.chats)
    line = f"{topic.title}  ({days}; {where}; {console.counted(topic.messages, 'message')})"
    console.say(console.wrapped(line, indent="    ", first=""))


def topic_json(topic: Topic) -> dict[str, Any]:
    """What was talked about, as the contract has it."""
    return {
        "title": topic.title,
        "first": topic.first.isoformat(),
        "last": topic.last.isoformat(),
        "chats": list(topic.chats),
        "people": [_party_json(one) for one in topic.people],
        "messages": topic.messages,
        "sources": list(topic.sources),
    }


def show_coming(coming: Sequence[Coming]) -> None:
    """Days to come, each with what they bring."""
    for day, some in groupby(coming, key=lambda one: one.start.date()):
        console.say(click.style(f"{day:%Y-%m-%d %a}", bold=True))
        for one in some:
            at = "" if one.all_day else f"{one.start:%H:%M} "
            console.say(console.wrapped(f"{at}{sentence(one.fact)}", indent="    ", first="  "))
    if not coming:
        console.say("Nothing, as far as the chats say.")


def show_counts(counts: Counts) -> None:
    """How much is remembered, and of whom."""
    if not counts.kinds:
        console.say("Nothing is remembered yet. `zhiji learn` reads the chats now.")
        return
    console.say(", ".join(_counted(kind, many) for kind, many in counts.kinds.items()) + ".")
    if counts.suggested:
        console.say(f"{counts.suggested:,} more want your word: `zhiji memory suggested`.")
    rows = [(party.name, f"{count:,}") for party, count in counts.people]
    for line in console.table(rows, titles=("about", "facts"), right=[1]):
        console.say(line)


def _counted(kind: str, many: int) -> str:
    return console.counted(many, kind)


def _time(fact: Fact) -> str:
    if fact.kind == "birthday":
        return ""  # it comes every year
    if fact.when is not None:
        return interval(fact.when)
    if fact.until is not None and fact.status is None:
        return f"{fact.since:%Y-%m-%d} to {fact.until:%Y-%m-%d}"
    return f"since {fact.since:%Y-%m-%d}" if fact.since.date() != fact.said_at.date() else ""


def interval(when: When) -> str:
    """A day, some days, or a time of day."""
    from datetime import time, timedelta

    start, end = when.start, when.end
    if start.time() == end.time() == time():
        last = end - timedelta(days=1)
        return f"{start:%Y-%m-%d}" if last <= start else f"{start:%Y-%m-%d} to {last:%Y-%m-%d}"
    if end - start <= timedelta(minutes=1):
        return f"{start:%Y-%m-%d %H:%M}"
    return (
        f"{start:%Y-%m-%d %H:%M} to {end:%H:%M}"
        if start.date() == end.date()
        else f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"
    )


def _state(fact: Fact) -> str:
    shown: list[str] = [fact.status] if fact.status in ("done", "cancelled") else []
    shown += ["hearsay"] if fact.trust == "hearsay" else []
    shown += [fact.state] if fact.state in ("corrected", "rejected") else []
    shown += ["suggested"] if fact.state == "suggested" and fact.trust != "hearsay" else []
    return ", ".join([*shown, *(["pinned"] if fact.pinned else [])])


def _party_json(party: Party) -> dict[str, Any]:
    return {"id": None if party.person is None else party.person.id, "name": party.name}


def _evidence_json(one: Evidence) -> Mapping[str, Any]:
    return {"id": one.message, "field": one.field, "start": one.start, "end": one.end, "quote": one.quote}


def _when_json(when: When | None) -> dict[str, str] | None:
    return None if when is None else {"start": when.start.isoformat(), "end": when.end.isoformat()}


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
