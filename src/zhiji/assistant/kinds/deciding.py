"""What was decided: the words that decide it, where they stand among what fits the question best."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from zhiji.assistant.asked import inquiry
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Question
from zhiji.chat import Message
from zhiji.language.cantonese import in_mandarin

_DECIDES = re.compile(
    r"\b(?:decision|decided|agreed|settled on|final(?:ly)?:|it'?s final|we(?:'ll| will)? (?:go|return|stick) (?:with|back|to)|let'?s go with)\b|决定|定了|就定|敲定|说定|拍板|投票结束|结论",
    re.I,
)
_BEST, _MOST = 3, 2
_AFTER, _SOON = 4, timedelta(days=2)  # messages after one that may decide it
_LEAST = 0.15  # of the question's words, in it or beside it


def asks_what_was_decided(clause: Clause) -> bool:
    """Whether a question asks for a decision on something that it names."""
    asked = inquiry(clause)
    return asked is not None and asked.kind == "decision" and bool(asked.matter)


def decided(question: Question, means: Means) -> Draft:
    """The decisions among the messages that fit best, each in full."""
    facts = [one for one in means.remembering.facts("decision") if one.state in ("believed", "corrected")]
    known = {int(quote.message) for one in facts for quote in one.evidence}
    clause = question.clauses[0]
    asked = inquiry(clause)
    matter = replace(clause, terms=asked.matter) if asked else clause
    weighed = means.finder.weigh(matter, means.scope)[:_BEST]
    near = [one.message for one in weighed if max(one.coverage, one.context) >= _LEAST]
    every = {one.id: one for best in near for one in (best, *_next(best, means)) if _decides(one, known)}
    found = list(every.values())[:_MOST]
    shown = tuple(Shown(passage=part) for one in found if (part := whole(one)))
    return Draft(
        sections=(Section(shown=shown),) if shown else (),
        confidence=1.0 if shown else 0.0,
        chats=tuple(dict.fromkeys(one.chat.id for one in found)),
        pool=tuple(one.passage for one in shown),
    )


def _next(message: Message, means: Means) -> list[Message]:
    """What was said on it soon after."""
    return means.context.following(message, _AFTER, within=_SOON)


def _decides(message: Message, known: set[int]) -> bool:
    return message.id in known or bool(_DECIDES.search(in_mandarin(message.text)))
