"""Whether somebody may eat or drink something: what they must not or don't have, now or at the time asked about, and what was said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.finding import periods
from zhiji.assistant.kinds import advising
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.meant import is_named
from zhiji.assistant.question import Clause, Question
from zhiji.assistant.said import Said
from zhiji.assistant.terms import Term
from zhiji.chat import Message
from zhiji.language.cantonese import in_mandarin
from zhiji.memory import Fact

_RELATIONS = ("allergy", "diet", "dislikes")
_EATS = re.compile(
    r"\b(?:can|could|may|is|are|does|do|will|would|should)\b.{0,40}\b(?:eat|eats|drink|drinks|tolerate|stomach)\b"
    r"|\b(?:can|could|may|should|is it (?:ok|okay|safe|fine))\b.{0,30}\b(?:cook|bake|serve|feed)\b"
    r"|(?:能|可以|可不可以|敢|会|让|给)[^，。？?]{0,4}[吃喝]|[吃喝](?:得了|不得|得|不了)",
    re.I,
)
_HAS = re.compile(
    r"\b(?:can|could|may|is|are|does|do|will|would|should)\b.{0,40}\b(?:have|take|try|touch|get|give|handle|ok with|okay with|fine with|safe|allowed)\b"
    r"|(?:能|可以|可不可以|敢)[^，。？?]{0,4}(?:碰|沾|用|打)",
    re.I,
)
_VERBS = re.compile(
    r"\b(?:eat|eats|drink|drinks|have|take|try|touch|cook|bake|serve|feed|far|knew|know|ok|okay|safe|fine)\b|[能吃喝碰沾]",
    re.I,
)
_MET = 0.8


def eaten(question: Question, means: Means) -> Draft | None:
    """What is known that bears on it, with what was said of just that; None where memory knows of nothing they avoid."""
    clause = question.clauses[0]
    text = in_mandarin(clause.text)
    facts = [one for one in means.remembering.facts("fact", set(_RELATIONS)) if _is_of(one, clause)]
    if not facts or not (_EATS.search(text) or _HAS.search(text)):
        return None
    messages = means.remembering.messages(facts)
    thing = _thing(clause)
    told = [Said(one) for one in messages.values()]
    if not _EATS.search(text) and not (cues.FOOD.search(text) or any(_has(said, thing) for said in told)):
        return None
    spans = periods(clause, means.scope)
    if spans:
        section = Section(shown=_then(facts, spans, messages, means))
    else:
        section = _without_owners(advising.avoided(clause, means), clause, means)
        seen = {one.passage.message.id for one in section.shown}
        newest = max((one.passage.message.when for one in section.shown), default=means.now)
        older = [one for one in facts if not one.is_current or one.said_at < newest]
        earlier = _labelled(older, "earlier", messages, means)
        more = tuple(one for one in earlier if one.passage.message.id not in seen)
        section = replace(section, shown=_once((*section.shown, *more)))
    if not section.shown:
        return None
    return Draft(
        sections=(section,),
        confidence=1.0,
        chats=tuple(dict.fromkeys(one.passage.message.chat.id for one in section.shown)),
        pool=tuple(part for one in section.shown for part in one.parts),
    )


def _without_owners(section: Section, clause: Clause, means: Means) -> Section:
    """Without what the owner says of himself, where somebody else is asked about."""
    if not clause.named:
        return section
    shown = (one for one in section.shown if one.passage.message.sender.id not in means.owner)
    return replace(section, shown=tuple(shown))


def _then(
    facts: Sequence[Fact],
    spans: Sequence[tuple[datetime, datetime]],
    messages: Mapping[int, Message],
    means: Means,
) -> tuple[Shown, ...]:
    """What counted at that time, and what came after."""
    start, end = min(one for one, _ in spans), max(one for _, one in spans)
    then = [one for one in facts if one.since < end and (one.until is None or one.until > start)]
    after = [one for one in facts if one.since >= end]
    return _once([*_labelled(then, "", messages, means), *_labelled(after, "later", messages, means)])


def _labelled(
    facts: Sequence[Fact], label: str, messages: Mapping[int, Message], means: Means
) -> list[Shown]:
    name = wording.text(label, means.language) if label else ""
    shown = (means.remembering.shown(one, messages, label=name) for one in reversed(facts))
    return list({one.passage.message.id: one for one in shown if one is not None}.values())


def of_the_thing(found: Draft, question: Question) -> Draft:
    """Of what a search found only what names the food itself."""
    thing = _thing(question.clauses[0])
    sections = tuple(
        replace(
            section,
            heading="",
            shown=tuple(
                replace(one, lead="", label="")
                for one in section.shown
                if _has(Said(one.passage.message), thing)
            ),
        )
        for section in found.sections
    )
    return replace(found, sections=sections, opening="")


def _is_of(fact: Fact, clause: Clause) -> bool:
    if fact.negated or fact.state in ("suggested", "rejected"):
        return False
    person = fact.subject.person
    if person is None:
        return is_named(fact.subject, clause)
    if not clause.named:
        return clause.mine and person.owner
    return any(account.id in one.accounts for account in person.accounts for one in clause.named)


def _thing(clause: Clause) -> list[Term]:
    """The words for what is eaten."""
    return [one for one in clause.terms if not _VERBS.fullmatch(one.text) and len(one.text) > 1]


def _has(said: Said, thing: Sequence[Term]) -> bool:
    return any(said.has(one) >= _MET for one in thing)


def _once(some: Iterable[Shown]) -> tuple[Shown, ...]:
    """Without replies that stand by themselves anyway."""
    every = list(some)
    seen = {one.passage.message.id for one in every}
    return tuple(
        replace(one, replies=tuple(part for part in one.replies if part.message.id not in seen))
        for one in every
    )
