"""How sure one may be that a message answers: a few signs, weighed once, and the line below which nothing is claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import exp

from zhiji.assistant import cues
from zhiji.assistant.finding import Weighed
from zhiji.assistant.question import Clause, Wants, language_of

THRESHOLD = 0.65  # chosen leaving one set of labelled questions out: 0.69 to 0.72, and a little below
_OF_THE_PERSON = 0.69
_TYPED = (Wants.NUMBER, Wants.WHERE, Wants.WHY, Wants.WHEN)


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells an answer from something near it; each from 0 to 1."""

    coverage: float  # of the question's words, by the message that has most of them and is by or about the right person
    others: float  # the same by somebody else, if a person is named
    context: float  # of the message that is shown, with what stands beside it
    rarest: float  # whether the rarest word is there
    person: float  # the message that is shown is by or about the one who is asked about
    timely: float  # of the time that is asked about; 1 if none is
    typed: float  # has the kind of thing that is asked for
    unanswered: float  # is a question that nobody answered in words
    to_machines: float  # speaks to assistants
    chinese: float  # the question is; its words are pairs of characters, of which fewer are met

    def values(self) -> tuple[float, ...]:
        """In the order of the weights."""
        return astuple(self)


WEIGHTS = (4.0, -2.0, 1.0, 0.5, 0.5, 0.3, 0.8, -1.5, -6.0, 1.0)
BIAS = -2.0


def signs(clause: Clause, one: Weighed, weighed: Sequence[Weighed]) -> Signs:
    """The signs of the message that is shown first for one clause, among all that were weighed."""
    best = max((one, *weighed[:1]), key=lambda each: each.score)
    theirs = [each for each in weighed if each.person >= _OF_THE_PERSON] if clause.named else weighed
    others = [each for each in weighed if each.person < _OF_THE_PERSON] if len(clause.named) == 1 else ()
    most = max((*theirs, best) if not clause.named else theirs, key=lambda each: each.coverage, default=None)
    return Signs(
        coverage=most.coverage if most else 0.0,
        others=max((each.coverage for each in others), default=0.0),
        context=max(best.coverage, best.context),
        rarest=max((each.rarest for each in (best, most) if each), default=0.0),
        person=best.person,
        timely=best.timely if clause.spans else 1.0,
        typed=max([best.typed, *(_typed(clause, reply.text) for reply in best.replies)]),
        unanswered=float(best.asks and not any(reply.text for reply in best.replies)),
        to_machines=float(best.to_machines),
        chinese=float(language_of(clause.text) == "zh"),
    )


def confidence(clause: Clause, found: Signs) -> float:
    """From 0 to 1."""
    if not clause.terms:  # only names and times to go by
        return 0.7 if clause.spans and clause.named else 0.3
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, found.values(), strict=True))
    return 1 / (1 + exp(-total))


def _typed(clause: Clause, text: str) -> float:
    return cues.has_type(clause.wants, text, asked=clause.text) if clause.wants in _TYPED else 1.0
