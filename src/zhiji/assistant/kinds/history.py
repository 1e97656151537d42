"""How something changed, or what became of it: all that was told of it, oldest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.finding import Weighed
from zhiji.assistant.kinds import summing_up, words
from zhiji.assistant.kinds.events import telling
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.passages import passage, whole
from zhiji.assistant.question import Clause, Question
from zhiji.language.times import TimeSpan

_MOST = 10
_LEAST = 2  # one telling is no history


def changed(question: Question, means: Means) -> Draft:
    """What was so first, what came after, each with its day; nothing where only one message tells of it."""
    clause = question.clauses[0]
    if clause.named and not summing_up.matter(clause, means):  # how somebody changed is all they told
        return summing_up.summed_up(question, means) or Draft()
    known = remembered(clause, means)
    lines = known if len(known) >= _LEAST else _told(clause, means)
    if len(lines) < _LEAST:
        return Draft()
    return Draft(
        sections=(Section(heading=words.label("history", means.language), shown=tuple(lines)),),
        confidence=1.0,
        chats=tuple(dict.fromkeys(one.passage.message.chat.id for one in lines))[:3],
        pool=tuple(part for one in lines for part in one.parts),
    )


def remembered(clause: Clause, means: Means) -> list[Shown]:
    """As memory has it, of all times unless one is named."""
    asked = clause if clause.spans else replace(clause, spans=(_ever(means.now),))
    known = means.remembering.known(asked, means.scope)
    if not known.is_state:
        return []
    every = {shown.passage.message.id: shown for section in known.sections for shown in section.shown}
    return sorted(
        (replace(one, label="", replies=()) for one in every.values()),
        key=lambda one: one.passage.message.when,
    )[-_MOST:]


def _ever(now: datetime) -> TimeSpan:
    return TimeSpan(now.replace(year=1970), now, "range", 0, 0, "")


def _told(clause: Clause, means: Means) -> list[Shown]:
    """As messages tell it."""
    some = sorted(telling(clause, means)[:_MOST], key=lambda one: one.message.when)
    below: set[int] = set()
    lines = []
    for one in some:
        if one.message.id in below:
            continue
        below |= {reply.id for reply in one.replies[:1]}
        lines.append(_line(one, clause))
    return [one for one in lines if one.passage.quote]


def _line(one: Weighed, clause: Clause) -> Shown:
    found = passage(one.said, clause.terms) or whole(one.message)
    assert found is not None  # it has a word of the clause
    replies = [part for reply in one.replies[:1] if (part := whole(reply))]
    return Shown(passage=found, replies=tuple(replies) if one.asks else ())
