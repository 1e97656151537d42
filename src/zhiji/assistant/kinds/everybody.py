"""Who of all people has something to be careful with: everybody of whom memory or a message tells it, each by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from zhiji.assistant import cues
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.finding import Weighed
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.put_right import put_right
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Question, Wants
from zhiji.assistant.terms import cut

_OF_ALL = re.compile(
    r"\b(?:every(?:one|body)|any(?:one|body)|who(?!se|m)|people|all the (?:people|kids|guests))\b|谁|哪些人|哪几[个位]|所有人|每个人|大家|有没有人|都有",
    re.I,
)
_ASKS_TO_LIST = re.compile(
    r"\b(?:list|name|show|give me|every(?:one|body)|any(?:one|body)|(?:and )?to what|all)\b|列出?|所有人|每个人|大家|有没有人|都",
    re.I,
)
_BESIDE = {"allergy": ("diet",)}  # what else tells the like
_HINTED = 0.5
_MOST = 12


def everybody(question: Question, means: Means) -> Draft | None:
    """Everybody of whom it is told, and beside them of whom the like is; None if it isn't asked of all."""
    clause = question.clauses[0]
    if clause.named or clause.spans or not _OF_ALL.search(clause.text):
        return None
    plain = means.clause(_ASKS_TO_LIST.sub(" ", clause.text))
    known = means.remembering.known(replace(plain, wants=Wants.WHO), means.scope)
    if known.asked is None or known.asked.kind != "fact" or known.asked.matter:
        return None
    beside = [one for relation in known.asked.relations for one in _BESIDE.get(relation, ())]
    if len(known.asked.relations) > 1 or not beside:
        return None
    own = [shown for section in known.sections for shown in section.shown]
    seen = {*known.messages, *known.after}  # what is over isn't told
    also = list(_facts(beside, seen, means))
    seen |= {one.passage.message.id for one in also}
    said = _said(known.asked.relations, seen, means)
    sections = (
        Section(shown=tuple(own)),
        Section(heading=words.label("avoid", means.language), shown=tuple(also)),
        Section(heading=words.label("said", means.language), shown=tuple(said)),
    )
    every = [one for section in sections for one in section.shown]
    return Draft(
        sections=tuple(one for one in sections if one.shown),
        confidence=1.0 if every else 0.0,
        pool=tuple(part for one in every for part in one.parts),
    )


def _facts(relations: Sequence[str], seen: Collection[int], means: Means) -> Iterator[Shown]:
    """What memory has of the like, as it is now."""
    facts = [one for one in means.remembering.facts("fact", relations) if one.is_current and not one.negated]
    messages = means.remembering.messages(facts)
    for fact in facts[-_MOST:]:
        line = means.remembering.shown(fact, messages, of=True)
        if line is not None and line.passage.message.id not in seen:
            yield line


def _said(relations: Collection[str], seen: Collection[int], means: Means) -> list[Shown]:
    """What messages say of it that memory hasn't, with the words that put them right later."""
    asked = replace(means.clause(" ".join(relations)), terms=cut(" ".join(relations)))
    found = [one for one in means.finder.weigh(asked, means.scope) if _tells(one, asked, means)]
    lines = []
    for one in sorted(found, key=lambda one: one.message.when):
        after = put_right(one.message, means)
        part = whole(one.message)
        if part is None or one.message.id in seen or (after and after.id in seen):
            continue
        below = whole(after) if after else None
        lines.append(Shown(passage=part, replies=(below,) if below else ()))
    return lines[:_MOST]


def _tells(one: Weighed, asked: Clause, means: Means) -> bool:
    return (
        any(one.said.has(term) >= _HINTED for term in asked.terms)
        and not cues.only_asks(one.message.text)
        and not (one.by_machine or one.to_machines)
        and one.message.when <= means.now
    )
