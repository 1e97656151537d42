"""How sure one may be that a message answers: a few signs, weighed once, and the line below which nothing is claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import exp

from zhiji.assistant import cues
from zhiji.assistant.finding import Weighed
from zhiji.assistant.question import Clause, Wants

THRESHOLD = 0.5
_RIVALS = 12  # best candidates that are looked at
_OF_THE_PERSON = 0.5


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells an answer from something near it; each from 0 to 1."""

    coverage: float  # of the question's words, by the message alone
    context: float  # with what stands beside it
    rarest: float  # whether the rarest of them is there
    person: float  # by or about the one who is asked about
    rival: float  # how much better a message by somebody else fits
    gap: float  # how much better it fits than the ones that follow
    share: float  # of the best score that the search gave
    typed: float  # has the kind of thing that is asked for
    unanswered: float  # is a question that nobody answered in words
    to_machines: float  # speaks to assistants

    def values(self) -> tuple[float, ...]:
        """In the order of the weights."""
        return astuple(self)


WEIGHTS = (2.0, 3.0, 0.6, 1.5, -2.0, 0.0, 0.0, 0.8, -1.5, -6.0)
BIAS = -3.0


def signs(clause: Clause, one: Weighed, weighed: Sequence[Weighed]) -> Signs:
    """The signs of the message that is shown first for one clause, among all that were weighed."""
    best = max((one, *weighed[:1]), key=lambda each: each.score)
    cover = max(best.coverage, best.context)
    return Signs(
        coverage=best.coverage,
        context=cover,
        rarest=best.rarest,
        person=best.person,
        rival=_rival(best, weighed),
        gap=_gap(best, weighed),
        share=best.share,
        typed=max([best.typed, *(_typed(clause, reply.text) for reply in best.replies)]),
        unanswered=float(best.asks and not any(reply.text for reply in best.replies)),
        to_machines=float(best.to_machines),
    )


def confidence(clause: Clause, found: Signs) -> float:
    """From 0 to 1."""
    if not clause.terms:  # only names and times to go by
        return 0.6 if clause.spans and clause.named else 0.3
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, found.values(), strict=True))
    return 1 / (1 + exp(-total))


def _rival(best: Weighed, weighed: Sequence[Weighed]) -> float:
    others = [one for one in weighed[:_RIVALS] if one.person < _OF_THE_PERSON <= best.person]
    return max([0.0, *(one.coverage - best.coverage for one in others)])


def _gap(best: Weighed, weighed: Sequence[Weighed]) -> float:
    rest = [one.score for one in weighed[3:10]]
    return min(max(best.score - sum(rest) / len(rest), 0.0), 1.0) if rest else 1.0


def _typed(clause: Clause, text: str) -> float:
    return cues.has_type(clause.wants, text) if clause.wants in (Wants.NUMBER, Wants.WHERE, Wants.WHY) else 1.0
