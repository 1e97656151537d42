"""What memory is made of: a reading of one message, and the belief that comes of several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["fact", "plan", "promise", "decision", "debt", "question", "birthday", "instruction"]
Relation = Literal[
    "name", "home", "job", "employer", "school", "age", "relation", "partner", "contact", "code", "health",
    "allergy", "likes", "dislikes", "diet", "possession", "pet", "been_to", "language", "event",
    "plan", "promise", "decision", "debt", "reply_wanted", "birthday", "instruction",
]  # fmt: skip
Status = Literal["open", "done", "cancelled"]
Trust = Literal["said", "hearsay"]
CLEAR, LIKELY = 0.9, 0.6  # confidence: believed without asking, and only suggested to the owner
BELIEVED_FROM = 0.75
ALL = "*"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom something is about: an account of the chat, or a name as it was mentioned. Persons are resolved when read."""

    account: int | None = None
    name: str = ""  # as written: "外婆", "Mrs Pike", "wifi"
    of: int | None = None  # whose, where the name is a tie: "my sister" is `sister` of who says it


GROUP = Subject(name="group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of a message's text, in code points."""

    message: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """From `start` until `end`, half open, in the message's own zone."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing that one message says, with the words that say it."""

    kind: Kind
    relation: Relation
    subject: Subject
    value: str  # short, as written; sums as "62 CNY", birthdays as "05-12" or "lunar 08-03"
    quote: Span  # the shortest part of the message that says it
    by: int  # whose message it is
    also: tuple[int, ...] = ()  # messages without which it can't be understood
    to: Subject | None = None  # whom a promise is made to, a debt is owed to, a question is put to
    others: tuple[Subject, ...] = ()  # who else takes part
    when: When | None = None  # of plans, promises, decisions, debts, questions: when, or until when
    valid_from: str = ""  # as exact as told: 2025, 2025-05, 2025-05-12
    valid_to: str = ""
    negated: bool = False  # the value is denied, or over
    status: Status | None = None  # of plans, promises, debts and questions
    trust: Trust = "said"
    ends: str = ""  # the value of an earlier reading of this subject and relation that this one replaces; ALL: of each
    confidence: float = CLEAR
