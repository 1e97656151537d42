"""Why something was decided or changed: what was said just before it, where its own words give no reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Draft, Shown
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Language, Question, Wants
from zhiji.chat import Message
from zhiji.language.machines import to_machines
from zhiji.store.context import Context

_ASKS_WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\b(?:reasons?|grounds)\b|\bwhat made\b|为什么|为啥|为何|凭什么|理由|原因|咋就",
    re.I,
)
_SAYS_WHY = re.compile(
    r"\b(?:because|'?cause|cos|since|due to|thanks to|so that)\b|因为|由于|所以|原因|怪|怕|毕竟", re.I
)
_GAP, _LONG_BEFORE = timedelta(minutes=45), timedelta(hours=3)
_READ, _MOST, _OF = 6, 2, 2  # messages before; reasons of one thing; things
_SHORTEST = 12  # characters: "ok" is no reason


def asks_why(question: Question) -> bool:
    """Whether a reason is asked for, alone or besides."""
    return question.clauses[0].wants is Wants.WHY or bool(_ASKS_WHY.search(question.asked))


def with_reasons(draft: Draft, context: Context, language: Language) -> Draft:
    """The same with what was said just before the first of its messages."""
    seen = {part.message.id for section in draft.sections for one in section.shown for part in one.parts}
    left, sections, pool = _OF, [], list(draft.pool)
    for section in draft.sections:
        shown: list[Shown] = []
        for one in section.shown:
            shown.append(one)
            reasons = (
                [each for each in reasons_of(one.passage.message, context) if each.id not in seen]
                if left
                else []
            )
            left -= 1 if left else 0
            seen |= {each.id for each in reasons}
            passages = [part for each in reasons if (part := whole(each))]
            shown += [Shown(passage=part, label=wording.text("just before", language)) for part in passages]
            pool += passages
        sections.append(replace(section, shown=tuple(shown)))
    return replace(draft, sections=tuple(sections), pool=tuple(pool))


def reasons_of(message: Message, context: Context) -> list[Message]:
    """What was told in the same chat right before a message that says no reason itself, oldest first."""
    if _SAYS_WHY.search(message.text):
        return []
    near: list[Message] = []
    last = message
    for one in context.preceding(message, _READ, within=_LONG_BEFORE):
        if last.when - one.when > _GAP:
            break
        near.append(one)
        last = one
    return _telling(near)[:_MOST][::-1]


def _telling(some: Sequence[Message]) -> list[Message]:
    return [
        one
        for one in some
        if len(one.text) >= _SHORTEST and not cues.only_asks(one.text) and not to_machines(one.text)
    ]
