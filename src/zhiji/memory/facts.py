"""Facts as the owner sees them: who, what, since when, because of which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhiji.chat import Evidence
from zhiji.memory.parties import Party
from zhiji.memory.records import Kind, Relation, Status, Trust, When
from zhiji.memory.tellings import State
from zhiji.memory.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A belief with its evidence; times are in the archive's zone."""

    id: int  # names it in `zhiji memory`: that of its newest telling
    kind: Kind
    relation: Relation
    subject: Party
    value: str
    state: State
    negated: bool = False
    since: datetime  # from when it holds: as told, else since it was said first
    until: datetime | None = None  # from when it doesn't any more, as far as is known
    when: When | None = None  # of plans and the like: when, or until when
    status: Status | None = None
    by: Party  # who said it last
    to: Party | None = None
    others: tuple[Party, ...] = ()
    said_at: datetime  # last
    learned_at: datetime  # first
    trust: Trust
    confidence: float
    pinned: bool = False
    maker: str = "rules"  # or the language model that read it
    evidence: tuple[Evidence, ...]  # what says it, the newest first
    ended_by: tuple[Evidence, ...] = ()  # what says that it is over, or done
    context: tuple[int, ...] = ()  # messages that its newest telling answers, or can't be understood without

    @property
    def message(self) -> int:
        """The id of the message that says it last."""
        return int(self.evidence[0].message)

    @property
    def is_current(self) -> bool:
        """Whether it counts now."""
        return self.state in ("believed", "corrected") and self.status not in ("done", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One page on a person, made of facts and topics alone."""

    party: Party
    facts: tuple[Fact, ...]  # pinned ones first, then by relation, the newest first
    todo: tuple[Fact, ...]  # plans, promises and debts of theirs, or to them
    suggested: tuple[Fact, ...]  # what waits for the owner's word
    past: tuple[Fact, ...] = ()  # what isn't so any more
    topics: tuple[Topic, ...] = ()  # what was talked about with them, the latest first
    notes: Sequence[str] = ()
