"""How sure one may be that a message answers: a few signs, weighed once, and the line below which nothing is claimed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import exp

from zhiji.assistant import cues
from zhiji.assistant.finding import Weighed
from zhiji.assistant.question import Clause, Wants, attribute, language_of
from zhiji.assistant.said import Said

THRESHOLD = 0.60  # keeps back no more than a tenth of the answerable questions of any set
_OF_THE_PERSON = 0.69
_TO_THE_PERSON = 0.59  # the owner's, in the chat with them: where it is the owner who did something for them
_I_DID = re.compile(
    r"\bi(?:'d| would| could| should| was going to|'ll) \w+ .{0,20}\b(?:for|to|with)\b|我.{0,4}(?:给|帮|替|跟|对|向)(?!我)",
    re.I,
)
_STRICT = (Wants.NUMBER, Wants.NAME, Wants.WHEN)
_WITHOUT = 0.62  # how sure one stays without the number, name or year that is asked for
_TYPED = (Wants.NUMBER, Wants.WHERE, Wants.WHY, Wants.WHEN, Wants.NAME)
_OVERALL = re.compile(
    r"\b(?:summar\w+|overview|in order|order in which|walk me through|list|progress\w*|(?:throughout|across) (?:our|my|all))\b"
    r"|\b(?:how|what|which)\b.{0,60}\b(?:should|can|could|would you|do) (?:i|you suggest|you recommend)\b"
    r"|\b(?:can|could) you (?:help|show|explain|recommend|suggest)\b|\bwhat are some\b|\b(?:would|did) you (?:suggest|recommend)\b"
    r"|总结|概括|顺序|梳理|怎么(?:做|写|办)|建议",
    re.I,
)


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
    named_thing: float  # has the word for the very thing that is asked for; 1 if there is no such word
    unanswered: float  # is a question that nobody answered in words
    to_machines: float  # speaks to assistants
    chinese: float  # the question is; its words are pairs of characters, of which fewer are met
    overall: float = 0.0  # asks for an overview, an order or advice: whatever is there of the matter helps

    def values(self) -> tuple[float, ...]:
        """In the order of the weights."""
        return astuple(self)


WEIGHTS = (4.0, -2.0, 1.0, 0.5, 0.5, 0.3, 1.4, 0.6, -1.5, -6.0, 1.0, 3.0)
BIAS = -3.0


def signs(clause: Clause, one: Weighed, weighed: Sequence[Weighed]) -> Signs:
    """The signs of the message that is shown first for one clause, among all that were weighed."""
    best = max((one, *weighed[:1]), key=lambda each: each.score)
    least = _TO_THE_PERSON if _I_DID.search(clause.text) else _OF_THE_PERSON
    theirs = [each for each in weighed if each.person >= least] if clause.named else weighed
    others = [each for each in weighed if each.person < least] if len(clause.named) == 1 else ()
    most = max((*theirs, best) if not clause.named else theirs, key=lambda each: each.coverage, default=None)
    return Signs(
        coverage=most.coverage if most else 0.0,
        others=max((each.coverage for each in others), default=0.0),
        context=max(best.coverage, best.context),
        rarest=max((each.rarest for each in (best, most) if each), default=0.0),
        person=best.person,
        timely=best.timely if clause.spans and not clause.state else 1.0,
        typed=max(_typed(clause, one) for one in (best, most or best)),
        named_thing=_named_thing(clause, [one for one in (best, most) if one]),
        unanswered=float(best.asks and not any(reply.text for reply in best.replies)),
        to_machines=float(best.to_machines),
        chinese=float(language_of(clause.text) == "zh"),
        overall=float(bool(_OVERALL.search(clause.text))),
    )


def confidence(clause: Clause, found: Signs) -> float:
    """From 0 to 1."""
    if not clause.terms:  # only names and times to go by
        return 0.7 if clause.spans and clause.named else 0.3
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, found.values(), strict=True))
    sure = 1 / (1 + exp(-total))
    return sure * _WITHOUT if found.typed == 0 and clause.wants in _STRICT else sure


def _named_thing(clause: Clause, some: Sequence[Weighed]) -> float:
    wanted = attribute(clause)
    if wanted is None:
        return 1.0
    return max(
        max([one.said.has(wanted), *(Said(reply).has(wanted) for reply in one.replies)]) for one in some
    )


def _typed(clause: Clause, one: Weighed) -> float:
    text = " ".join([*one.said.fields.values(), *(reply.text for reply in one.replies)])
    return cues.has_type(clause.wants, text, asked=clause.text) if clause.wants in _TYPED else 1.0
