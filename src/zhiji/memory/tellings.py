"""What beliefs are worked out of: what was said, and what the owner ruled; and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from zhiji.language import query_terms
from zhiji.memory.records import BELIEVED_FROM, Kind, Relation, Status, Trust

State = Literal["suggested", "believed", "corrected", "superseded", "rejected"]
Verdict = Literal["accepted", "rejected", "corrected", "pinned"]
_FIXED: frozenset[Verdict] = frozenset({"corrected", "pinned"})


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
    verdicts: frozenset[Verdict] = frozenset()  # what the owner ruled of it; `value` is right already
    rulings: tuple[int, ...] = ()  # their numbers

    @property
    def begins(self) -> datetime:
        """From when it holds: as told, else from when it was said, or up to when it held."""
        return self.since or (min(self.said_at, self.until) if self.until else self.said_at)

    @property
    def is_clear(self) -> bool:
        """Whether it may be believed without asking, or the owner was asked."""
        return bool(self.verdicts) or (self.trust == "said" and self.confidence >= BELIEVED_FROM)

    @property
    def looks_back(self) -> bool:
        """Whether it was over when it was told."""
        return self.until is not None and self.until <= self.said_at

    @property
    def weight(self) -> int:
        """What may end what: others' words, one's own of oneself, the owner's ruling."""
        return 2 if self.verdicts & _FIXED else int(bool(self.verdicts) or self.by == self.subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the owner said of a value."""

    id: int = 0
    kind: str
    subject: str
    relation: str
    value: str
    negated: bool = False  # whether it is of the denial of the value
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

    @property
    def last(self) -> Telling:
        """The newest telling."""
        return self.tellings[-1]

    @property
    def is_current(self) -> bool:
        """Whether it counts: neither over nor turned down, known or suggested."""
        return self.state not in ("superseded", "rejected") and self.status not in ("done", "cancelled")

    @property
    def counts(self) -> bool:
        """Whether it is believed, and neither over nor done."""
        return self.is_current and self.state != "suggested"

    @property
    def is_clear(self) -> bool:
        """Whether one telling of it, at least, may be believed."""
        return any(one.is_clear for one in self.tellings)

    @property
    def is_fixed(self) -> bool:
        """Whether the owner wants it to stay, whatever is said."""
        return self.weight == 2

    @property
    def pinned(self) -> bool:
        """Whether the owner wants it in front."""
        return any("pinned" in one.verdicts for one in self.tellings)

    @property
    def weight(self) -> int:
        """That of its weightiest telling."""
        if len(self.tellings) == 1:
            return self.tellings[0].weight
        return max(one.weight for one in self.tellings)

    @property
    def closing(self) -> tuple[Telling, ...]:
        """What only says that it is over or done, and is no belief of its own."""
        return tuple(one for one in self.ended_by if one.negated or one.status in ("done", "cancelled"))

    @property
    def rulings(self) -> tuple[int, ...]:
        """The numbers of the owner's rulings on it, or on what closed it."""
        told = (*self.tellings, *self.closing)
        return tuple(dict.fromkeys(number for one in told for number in one.rulings))

    def holds_at(self, moment: datetime) -> bool:
        """Whether it was so at a moment, as far as is known."""
        return self.since <= moment and (self.until is None or moment < self.until)


def told_first(one: Telling) -> Belief:
    """A belief, or a suggestion, of one telling."""
    clear: State = "corrected" if "corrected" in one.verdicts else "believed"
    return Belief(
        tellings=(one,),
        state=clear if one.is_clear else "suggested",
        value=one.value,
        since=one.begins,
        until=one.until,
        status=one.status,
    )


def told_again(belief: Belief, one: Telling) -> Belief:
    """Told once more: what is clear makes a suggestion a belief; the longer name is kept, unless the owner gave one."""
    state = told_first(one).state
    return replace(
        belief,
        tellings=(*belief.tellings, one),
        state=belief.state if state == "suggested" or belief.state == "corrected" else state,
        value=one.value if _names_better(one, belief) else belief.value,
        since=min(belief.since, one.begins),
        until=one.until or belief.until,
    )


def over(belief: Belief, by: Telling) -> Belief:
    """It isn't so any more since a telling says so."""
    until = max(belief.since, by.until or by.begins)
    return replace(belief, state="superseded", until=until, ended_by=(*belief.ended_by, by))


def _names_better(one: Telling, belief: Belief) -> bool:
    if "corrected" in one.verdicts or belief.state == "corrected":
        return "corrected" in one.verdicts
    longer = len(query_terms(one.value)) > len(query_terms(belief.value))
    return longer and (one.is_clear or belief.state == "suggested")
