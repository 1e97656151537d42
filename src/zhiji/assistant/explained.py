"""How an answer came about: how the question was understood, what was looked at, who wrote what, what of it was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from zhiji.chat import Field, Message

Fate = Literal["kept", "repaired", "dropped"]
Rung = Literal["none", "small", "large"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A span of a message that an answer could rest on, and what it takes of the budget."""

    number: int  # as a language model saw it
    message: Message
    field: Field
    quote: str
    about: str = ""  # what the archive makes of it: "now", "earlier", the day that is meant
    tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One call of a language model: what it wrote, and what it thought where it tells."""

    llm: str
    text: str
    reasoning: str = ""
    repairs: bool = False  # asked to mend what didn't check
    tokens: int = 0
    cost: float | None = 0.0  # US dollars; None = not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A sentence that a language model wrote and what became of it."""

    text: str
    fate: Fate
    reason: str = ""  # why it was dropped, or first was


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What the rule goes by."""

    route: str
    wants: str
    clauses: int
    confidence: float
    evidence: int  # spans of messages that a language model could be given
    asked: bool = False  # for a language model, by name

    def __str__(self) -> str:
        many = f", {self.clauses} questions" if self.clauses > 1 else ""
        what = f"{self.route}, {self.wants}{many}, sure to {self.confidence:.2f}"
        return f"{what}, {self.evidence} pieces of evidence{', asked for by name' * self.asked}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """How an answer came about."""

    kind: str  # of question: "look up: when"
    language: str
    people: tuple[str, ...] = ()  # as the question names them
    times: tuple[str, ...] = ()  # that it names, worked out
    words: tuple[str, ...] = ()  # it was looked for by
    confidence: float = 0.0
    threshold: float = 0.0  # below that nothing is claimed
    signs: Mapping[str, float] = field(default_factory=dict)  # by which it was judged
    evidence: tuple[Given, ...] = ()
    set_aside: int = 0  # messages that speak to assistants: no language model is shown them
    budget: int = 0  # tokens that may be sent about one question
    rung: Rung = "none"  # who was asked first: no language model, the small one, the large one
    signal: Signal | None = None  # why
    calls: tuple[Called, ...] = ()
    judged: tuple[Judged, ...] = ()
    left: str = ""  # what left this computer, in a sentence
