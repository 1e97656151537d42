"""What the readers of plans and promises find in words: doings, what is asked for, a yes, and that something is over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhiji.memory.reading.clauses import Clause
from zhiji.memory.records import Status, Subject

DoingKind = Literal["plan", "promise"]
ANY, MET = "any", "met"  # acts of an ending: whatever it was; a meeting
Form = Literal["request", "proposal", "offer", "can", "call", "question"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What somebody will do, by the words of one clause; places are the message's."""

    clause: Clause
    start: int
    stop: int
    kind: DoingKind
    sure: bool = True  # believed as it stands; if not, a yes, a request or a time may make it so
    reply: bool = False  # means something only where it answers what was asked
    among: bool = False  # or where more than two talk: "I'll bring the rice"
    between_two: bool = False  # or where two talk: "马上转"
    subject: Subject | None = None  # nobody: the speaker
    with_you: bool = False  # "I'll visit you": the hearer takes part
    together: bool = False  # "we"
    heard: bool = False  # at second hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a clause asks for, proposes or offers, that another may take up."""

    clause: Clause
    form: Form
    kind: DoingKind
    sure: bool = True  # a yes alone makes it a doing
    named: str = ""  # whom it is put to


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Words that say that something was done, or won't be."""

    clause: Clause
    start: int
    stop: int
    status: Status
    by: Literal["doer", "receiver", "anyone"] = "doer"
    acts: frozenset[str] = frozenset()  # what was done, as families of verbs
    outright: bool = False  # counts without an earlier doing
    stays_away: bool = False  # "can't make it": of the plan that is next


_MATTER = 80  # characters of what an ask is about
# Work on texts that one offers or is asked for, which isn't a text to work on.
_WORK = re.compile(
    r"\b(?:i'?ll|i will|(?:can|could|would|will) (?:you|u)) (?:\w+ )?(?:proofread|translate|rewrite|polish)\b|我.{0,4}(?:帮|给|替)?你?.{0,2}(?:翻译|润色|改写)|帮我(?:翻译|润色)一下$",
    re.I,
)


def is_quoted(clause: Clause) -> bool:
    """Whether a clause is somebody else's words, a song or a text to work on."""
    return clause.standing.quoted and not _WORK.search(clause.text)


def matter(clause: Clause) -> str:
    """What an ask is about, as short as it was put."""
    sentence = clause.sentence.strip()
    return sentence if 0 < len(sentence) <= _MATTER else clause.text
