"""What is believed, worked out of all that was said: a pure function of the tellings and of the owner's rulings.

Tellings of one value are one belief. Where somebody has one value at a time (a home, an employer), a later one ends the
earlier; where words deny a value, its belief ends there; where words say that a promise was kept, it is done. Both stay
visible. What was heard at second hand, isn't clear, or contradicts what somebody said of themselves, is no more than
suggested. The owner's rulings come last and hold against all later words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from zhiji.language import fold, query_terms
from zhiji.memory.records import BELIEVED_FROM, Kind, Relation, Status, Trust

State = Literal["suggested", "believed", "corrected", "superseded", "rejected"]
Verdict = Literal["accepted", "rejected", "corrected", "pinned"]

ONE_AT_A_TIME = frozenset({"home", "job", "employer", "school", "age", "partner", "code", "birthday"})
_TO_DO = frozenset({"plan", "promise", "debt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One reading as it is kept; `subject`, `by` and `to` are the same wherever the same person is meant."""

    id: int
    kind: Kind
    relation: Relation
    subject: str
    value: str
    said_at: datetime
    by: str
    message: int
    also: frozenset[int] = frozenset()  # other messages it rests on
    to: str | None = None
    since: datetime | None = None  # as told
    until: datetime | None = None
    negated: bool = False
    status: Status | None = None
    trust: Trust = "said"
    ends: str = ""
    confidence: float = 1.0

    @property
    def begins(self) -> datetime:
        """From when it holds: as told, else from when it was said."""
        return self.since or self.said_at

    @property
    def is_clear(self) -> bool:
        """Whether it may be believed without asking."""
        return self.trust == "said" and self.confidence >= BELIEVED_FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the owner said of a value."""

    kind: str
    subject: str
    relation: str
    value: str  # compared without case, width and blanks
    verdict: Verdict
    replacement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What several tellings of one thing come to; the last of them is what it is called by."""

    tellings: tuple[Telling, ...]  # oldest first
    state: State
    value: str
    since: datetime
    until: datetime | None = None  # it isn't so any more from here on
    status: Status | None = None
    ended_by: tuple[Telling, ...] = ()  # who said that it is over, or done
    pinned: bool = False

    @property
    def last(self) -> Telling:
        """The newest telling."""
        return self.tellings[-1]

    @property
    def is_current(self) -> bool:
        """Whether it counts: neither over nor turned down, known or suggested."""
        return self.state not in ("superseded", "rejected") and self.status not in ("done", "cancelled")

    def holds_at(self, moment: datetime) -> bool:
        """Whether it was so at a moment, as far as is known."""
        return self.since <= moment and (self.until is None or moment < self.until)


def settle(tellings: Iterable[Telling], rulings: Sequence[Ruling] = (), *, now: datetime) -> list[Belief]:
    """The beliefs that tellings come to as of `now`, in the order of their last telling.

    What ends later ("she moves in April") still holds, and what begins later is believed already.
    """
    groups: defaultdict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for one in sorted(tellings, key=lambda one: (one.said_at, one.id)):
        groups[_group(one)].append(one)
    beliefs = [_seen(belief, now) for some in groups.values() for belief in _settled(some, rulings)]
    return sorted(beliefs, key=lambda belief: (belief.last.said_at, belief.last.id))


def alike(one: str, other: str) -> bool:
    """Whether two values name the same thing, one perhaps more closely."""
    mine, theirs = fold(one).strip(), fold(other).strip()
    if not mine or not theirs:
        return mine == theirs
    if _digits(mine) and _digits(theirs) and _digits(mine) != _digits(theirs):
        return False
    few, many = sorted((set(query_terms(mine)), set(query_terms(theirs))), key=len)
    return mine == theirs or (bool(few) and few <= many)


def _seen(belief: Belief, now: datetime) -> Belief:
    ends_later = belief.state == "superseded" and belief.until is not None and belief.until > now
    return replace(belief, state="believed") if ends_later else belief


def _group(one: Telling) -> tuple[str, ...]:
    if one.kind in _TO_DO:
        return one.kind, one.subject
    if one.kind == "birthday":
        return one.kind, one.subject, "lunar" if one.value.startswith("lunar") else "solar"
    return one.kind, one.subject, one.relation


def _settled(tellings: Sequence[Telling], rulings: Sequence[Ruling]) -> list[Belief]:
    first = tellings[0]
    mine = [
        ruling for ruling in rulings if (ruling.kind, ruling.subject) == (first.kind, first.subject)
        and ruling.relation == first.relation
    ]  # fmt: skip
    turned_down = [ruling.value for ruling in mine if ruling.verdict == "rejected"]
    counting = [one for one in tellings if not any(alike(one.value, value) for value in turned_down)]
    beliefs = _done(counting) if first.kind in _TO_DO else _believed(counting)
    rejected = [replace(_new(one), state="rejected") for one in tellings if one not in counting]
    return [*_ruled(beliefs, mine), *rejected]


# What is so -----------------------------------------------------------------------------------------------------


def _believed(tellings: Sequence[Telling]) -> list[Belief]:
    """Facts, decisions, birthdays, instructions and questions."""
    beliefs: list[Belief] = []
    one_at_a_time = any(one.relation in ONE_AT_A_TIME for one in tellings)
    for one in tellings:
        if one.negated:
            beliefs = _denied(beliefs, one)
        else:
            beliefs = _told(beliefs, one)
        if one.ends and one.is_clear:
            beliefs = [_over(belief, one) if alike(belief.value, one.ends) and belief.last is not one else belief for belief in beliefs]  # fmt: skip
    return _one_at_a_time(beliefs) if one_at_a_time else beliefs


def _told(beliefs: list[Belief], one: Telling) -> list[Belief]:
    """A belief more, or an old one told again."""
    for at, belief in enumerate(beliefs):
        going_on = belief.until is None and not belief.last.negated
        if going_on and alike(belief.value, one.value) and belief.last.to == one.to:
            return [*beliefs[:at], _again(belief, one), *beliefs[at + 1 :]]
    return [*beliefs, _new(one)]


def _new(one: Telling) -> Belief:
    return Belief(
        tellings=(one,),
        state="believed" if one.is_clear else "suggested",
        value=one.value,
        since=one.begins,
        until=one.until,
        status=one.status,
    )


def _again(belief: Belief, one: Telling) -> Belief:
    """Told once more: what is clear makes a suggestion a belief, and the longer name is kept."""
    longer = len(query_terms(one.value)) > len(query_terms(belief.value))
    return replace(
        belief,
        tellings=(*belief.tellings, one),
        state="believed" if one.is_clear else belief.state,
        value=one.value if longer and (one.is_clear or belief.state == "suggested") else belief.value,
        since=min(belief.since, one.begins),
        until=one.until or belief.until,
    )


def _denied(beliefs: list[Belief], one: Telling) -> list[Belief]:
    """What words deny is over; what nobody had believed is kept as denied, unless it is only a guess."""
    hit = [
        belief for belief in beliefs if belief.until is None and not belief.last.negated
        and alike(belief.value, one.value)
    ]  # fmt: skip
    if hit and one.is_clear:
        return [_over(belief, one) if belief in hit else belief for belief in beliefs]
    again = [belief for belief in beliefs if belief.last.negated and alike(belief.value, one.value)]
    if again:
        return [_again(belief, one) if belief is again[-1] else belief for belief in beliefs]
    return [*beliefs, _new(one)]


def _over(belief: Belief, by: Telling) -> Belief:
    until = by.until or by.begins
    return replace(
        belief, state="superseded", until=max(belief.since, until), ended_by=(*belief.ended_by, by)
    )


def _one_at_a_time(beliefs: list[Belief]) -> list[Belief]:
    """A later value ends the earlier one, from when it holds; what others say doesn't end what one said oneself."""
    clear = sorted(
        (belief for belief in beliefs if belief.state == "believed" and not belief.last.negated),
        key=lambda belief: (belief.since, belief.last.said_at, belief.last.id),
    )
    changed: dict[int, Belief] = {}
    current: Belief | None = None
    for belief in clear:
        if current is not None and _own(current) and not _own(belief):
            changed[id(belief)] = replace(belief, state="suggested")
            continue
        if current is not None and (current.until is None or current.until > belief.since):
            changed[id(current)] = replace(
                current,
                state="superseded",
                until=belief.since,
                ended_by=(*current.ended_by, belief.tellings[0]),
            )
        current = belief
    return [changed.get(id(belief), belief) for belief in beliefs]


def _own(belief: Belief) -> bool:
    return any(one.by == one.subject for one in belief.tellings)


# What is to be done ---------------------------------------------------------------------------------------------


def _done(tellings: Sequence[Telling]) -> list[Belief]:
    """Plans, promises and debts, with what became of them."""
    beliefs: list[Belief] = []
    for one in tellings:
        at = _earlier(beliefs, one)
        if at is None:
            beliefs.append(_new(one))
        elif one.status in ("done", "cancelled"):
            beliefs[at] = replace(
                beliefs[at], status=one.status, until=one.said_at, ended_by=(*beliefs[at].ended_by, one)
            )
        elif alike(beliefs[at].value, one.value) and not one.ends:
            beliefs[at] = _again(beliefs[at], one)
        else:  # told anew: moved, or in part
            beliefs[at] = _over(beliefs[at], one)
            beliefs.append(_new(one))
    return beliefs


def _earlier(beliefs: Sequence[Belief], one: Telling) -> int | None:
    """The open belief that a telling goes on about: by the message it names, else by what it says."""
    open_ones = [
        (at, belief) for at, belief in enumerate(beliefs) if belief.is_current and belief.status == "open"
    ]
    for at, belief in reversed(open_ones):
        if any(earlier.message in one.also for earlier in belief.tellings):
            return at
    for at, belief in reversed(open_ones):
        same_other = one.to is None or belief.last.to is None or one.to == belief.last.to
        if same_other and alike(belief.value, one.ends or one.value):
            return at
    return None


# The owner's word -----------------------------------------------------------------------------------------------


def _ruled(beliefs: Sequence[Belief], rulings: Sequence[Ruling]) -> list[Belief]:
    """Rulings hold against all that was said, before or after."""
    if not rulings:
        return list(beliefs)
    ruled = [_by(belief, rulings) for belief in beliefs]
    fixed = [belief for belief in ruled if belief.state == "corrected" or belief.pinned]
    if not fixed or fixed[0].last.relation not in ONE_AT_A_TIME:
        return ruled
    return [
        replace(belief, state="suggested")
        if belief not in fixed and belief.state == "believed" and belief.until is None
        else replace(belief, state="corrected" if belief.state == "corrected" else "believed", until=None)
        if belief in fixed
        else belief
        for belief in ruled
    ]


def _by(belief: Belief, rulings: Sequence[Ruling]) -> Belief:
    values = {_folded(one) for one in (belief.value, *(one.value for one in belief.tellings))}
    for ruling in rulings:
        if _folded(ruling.value) not in values:
            continue
        match ruling.verdict:
            case "corrected":
                belief = replace(belief, state="corrected", value=ruling.replacement)
            case "pinned":
                belief = replace(belief, state="believed", pinned=True)
            case "accepted" if belief.state == "suggested":
                belief = replace(belief, state="believed")
    return belief


def _folded(value: str) -> str:
    return " ".join(fold(value).split())


def _digits(text: str) -> list[str]:
    return [term for term in query_terms(text) if term.isdigit()]
