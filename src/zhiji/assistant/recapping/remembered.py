"""Promises, plans, decisions, debts and birthdays as they are remembered; what isn't read for memory yet, by its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Literal

from zhiji.assistant.recapping.matters import AHEAD, LOOK_BACK, Matter, SeenMatters
from zhiji.assistant.recapping.period import Period
from zhiji.chat import Message
from zhiji.language.times import Granularity, TimeSpan
from zhiji.memory import Fact, Memory, When, next_birthday

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=8)
_KINDS: Mapping[str, Literal["promise", "plan", "decision", "debt", "birthday"]] = {
    "promise": "promise",
    "plan": "plan",
    "decision": "decision",
    "debt": "debt",
    "birthday": "birthday",
}


class RememberedMatters:
    """What memory holds of a time; seen matters beside it, but for what memory knows to be done or the owner turned down."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def found(self, period: Period) -> Iterator[Matter]:
        """In any order; a message once, as a promise rather than a plan."""
        facts = self._memory.at(period.until).facts(kinds=set(_KINDS))
        known = {one.message for fact in facts for one in fact.evidence}
        counting = [one for one in facts if one.is_current and not one.negated and _is_now(one, period)]
        told = period.store.reader.messages(sorted({fact.message for fact in counting}))
        yield from self._remembered(counting, told, period)
        yield from (one for one in SeenMatters().found(period) if one.message.id not in known)

    def _remembered(
        self, facts: Iterable[Fact], told: Mapping[int, Message], period: Period
    ) -> Iterator[Matter]:
        said: set[int] = set()
        for fact in sorted(facts, key=lambda one: one.kind == "plan"):
            message = told.get(fact.message)
            if message is None or not period.context.lets(message):
                continue
            due = _due(fact, period)
            if message.id not in said and _belongs(fact, message, due, period):
                said.add(message.id)
                yield Matter(
                    kind=_KINDS[fact.kind],
                    message=period.who.shown(message),
                    quote=fact.evidence[0].quote,
                    mine=fact.subject.person is not None and fact.subject.person.owner,
                    due=due,
                )


def _is_now(fact: Fact, period: Period) -> bool:
    """Whether it may have to do with the time, as far as can be told without its message."""
    later = fact.when is not None and fact.when.end > period.since
    return later or fact.kind == "birthday" or fact.said_at >= period.since - LOOK_BACK


def _belongs(fact: Fact, message: Message, due: TimeSpan | None, period: Period) -> bool:
    """Whether it was said in the time, or falls due in it or soon after."""
    said = message.when >= period.since
    soon = due is not None and period.since < due.end and due.start < period.until + AHEAD
    match fact.kind:
        case "plan" | "birthday":
            return soon and due is not None and due.end > period.until and _is_near(due, period)
        case "promise":
            to_me = fact.to is not None and fact.to.person is not None and fact.to.person.owner
            own = fact.subject.person is not None and fact.subject.person.owner
            return (own or to_me) and (said or soon) and message.when >= period.since - 3 * LOOK_BACK
        case "debt":
            return message.when >= period.since - LOOK_BACK
        case _:
            return said


def _is_near(due: TimeSpan, period: Period) -> bool:
    """Whether it is a day or some days, or begins only now: "in autumn" is no appointment in the middle of autumn."""
    return due.end - due.start <= _LONGEST or due.start >= period.until


def _due(fact: Fact, period: Period) -> TimeSpan | None:
    if fact.kind == "birthday":
        day = next_birthday(fact.value, period.until.date())
        if day is None:
            return None
        start = datetime.combine(day, time(), tzinfo=period.until.tzinfo)
        return TimeSpan(start, start + _DAY, "day", 0, 0, "")
    if fact.when is None:
        return None
    return TimeSpan(fact.when.start, fact.when.end, _fineness(fact.when), 0, 0, "")


def _fineness(when: When) -> Granularity:
    if when.start.time() == when.end.time() == time():
        return "day" if when.end - when.start == _DAY else "range"
    return "minute" if when.end - when.start <= timedelta(minutes=1) else "daypart"
