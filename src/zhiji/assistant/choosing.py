"""What to eat, what to give, where to go: what to avoid, what is liked or wanted, what there was lately. Nobody decides here."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.passages import Passage, passage
from zhiji.assistant.question import Language, Question
from zhiji.assistant.remembering import Remembering
from zhiji.assistant.said import Said
from zhiji.assistant.terms import Term
from zhiji.assistant.who import Who
from zhiji.chat import Message
from zhiji.language import query_terms
from zhiji.memory import Fact
from zhiji.memory.records import Relation
from zhiji.store.context import Context

LATELY = timedelta(days=16)
_MOST_READ = 1200
_MOST = 5
_MOST_SORTED = 40
_ABOUT_FOOD = re.compile(
    r"\b(?:eat|cook|dinner|lunch|brunch|breakfast|food|restaurant|order|serve|avoid|menu|bake|drink)\b|吃|菜|饭|餐|喝|忌口|避开|聚",
    re.I,
)
_NOT_EATEN = re.compile(r"[不没]能?会?吃(?:什么|啥|哪)|忌口|\b(?:can't|cannot|not|never) eat\b|过敏", re.I)
_AVOIDED: tuple[Relation, ...] = ("allergy", "diet", "dislikes")
_LIKED: tuple[Relation, ...] = ("likes",)
_ALLERGY = re.compile(r"allerg\w*|intoleran\w*|过敏|skin test", re.I)


def choices(
    question: Question, *, who: Who, context: Context, now: datetime, remembering: Remembering
) -> Draft:
    """What the people in question said that bears on the choice, under three headings."""
    language, owner = question.language, who.owner
    people = [one.accounts - owner for one in question.named if one.accounts - owner]
    food = bool(_ABOUT_FOOD.search(question.text))
    terms = [term for clause in question.clauses for term in clause.terms]
    asked = people or [owner]
    sections: dict[str, list[Message]] = {"avoid": [], "likes": [], "lately": [], "related": []}
    for accounts in asked:
        chats = who.chats_of(accounts)
        direct = (
            {one.id for one in context.by(owner, chats=chats[:1], limit=200)}
            if people and question.mine
            else set()
        )
        said = context.by(accounts | (owner if direct else frozenset()), chats=chats, limit=_MOST_READ)
        said = [one for one in said if one.when <= now and (one.sender.id in accounts or one.id in direct)]
        _sort(said, sections, accounts, food=food, terms=terms, now=now)
    chosen = {name: _section(name, some[:_MOST_SORTED], terms, language) for name, some in sections.items()}
    chosen = _with_remembered(
        chosen, frozenset().union(*asked), remembering, food=food, corrected=_corrected(sections)
    )
    if _NOT_EATEN.search(question.text) and chosen["avoid"].shown:
        chosen = {"avoid": chosen["avoid"]}
    return Draft(
        sections=tuple(section for section in chosen.values() if section.shown),
        confidence=1.0
        if any(section.shown for name, section in chosen.items() if name != "related")
        else 0.3 * any(section.shown for section in chosen.values()),
        chats=tuple(dict.fromkeys(one.chat.id for some in sections.values() for one in some))[:3],
        pool=tuple(shown.passage for section in chosen.values() for shown in section.shown),
    )


def _with_remembered(
    sections: Mapping[str, Section],
    accounts: frozenset[int],
    remembering: Remembering,
    *,
    food: bool,
    corrected: Collection[int],
) -> dict[str, Section]:
    """The same with what memory has of these people, without what it knows to be over."""
    facts = [
        one
        for one in remembering.facts("fact", [*_AVOIDED, *_LIKED])
        if one.subject.person and accounts & {account.id for account in one.subject.person.accounts}
    ]
    messages = remembering.messages(facts)
    current = {int(q.message) for one in facts if one.is_current for q in one.evidence}
    gone = [one for one in facts if one.state in ("superseded", "rejected")]
    over = ({int(q.message) for one in gone for q in one.evidence} - current) | set(corrected)
    kept = {name: _without(section, over) for name, section in sections.items()}
    seen = {shown.passage.message.id for section in kept.values() for shown in section.shown} | over
    for name, relations in (("avoid", _AVOIDED), ("likes", _LIKED)):
        bearing = [one for one in reversed(facts) if _bears(one, relations, food=food)]
        tellers = {int(q.message) for one in bearing for q in one.evidence}
        told = [one for one in kept[name].shown if one.passage.message.id in tellers]
        more = [one for fact in bearing if (one := remembering.shown(fact, messages))]
        new = {
            one.passage.message.id: replace(one, lead="")
            for one in more
            if one.passage.message.id not in seen
        }
        rest = [one for one in kept[name].shown if one not in told]
        every = (*told, *new.values(), *rest)[:_MOST]
        kept[name] = replace(kept[name], shown=every)
        seen |= {one.passage.message.id for one in every}
    return kept


def _corrected(sections: Mapping[str, Sequence[Message]]) -> frozenset[int]:
    """What later words correct."""
    return frozenset(one.id for some in sections.values() for one, _ in superseded(some[:_MOST_SORTED]))


def _bears(fact: Fact, relations: Sequence[Relation], *, food: bool) -> bool:
    """Whether a fact bears on the choice: of tastes, on food only those of food."""
    if not fact.is_current or fact.negated or fact.relation not in relations:
        return False
    quote = fact.evidence[0].quote
    if fact.relation in ("allergy", "diet"):
        return food
    return not food or bool(cues.FOOD.search(quote))


def _without(section: Section, over: Collection[int]) -> Section:
    return replace(section, shown=tuple(one for one in section.shown if one.passage.message.id not in over))


def _sort(
    said: Sequence[Message],
    sections: dict[str, list[Message]],
    accounts: frozenset[int],
    *,
    food: bool,
    terms: Sequence[Term],
    now: datetime,
) -> None:
    """Each message under the heading it belongs to, newest first."""
    for one in said:
        text = one.text
        theirs = one.sender.id in accounts
        if (
            not text
            or cues.asks(text)
            or "?" in text
            or "？" in text
            or (food and not cues.FOOD.search(text))
        ):
            continue
        if cues.AVOID.search(text) and (theirs or food):
            sections["avoid"].append(one)
        elif theirs and cues.LIKES.search(text) and len(text) > 5:
            sections["likes"].append(one)
        elif food and now - one.when <= LATELY:
            sections["lately"].append(one)
        elif not food and any(Said(one).has(term) >= 0.8 for term in terms if len(term.text) > 1):
            sections["related"].append(one)


def superseded(some: Sequence[Message]) -> list[tuple[Message, Message]]:
    """Which message is corrected by which: later words of the same person on the same matter."""
    found: list[tuple[Message, Message]] = []
    for later in some:
        if not cues.UPDATES.search(later.text):
            continue
        found += [(one, later) for one in some if one.when < later.when and _same_matter(one, later)]
    return found


def _same_matter(one: Message, other: Message) -> bool:
    if one.sender.id != other.sender.id:
        return False
    if _ALLERGY.search(one.text) and _ALLERGY.search(other.text):
        return True
    return len(set(query_terms(one.text)) & set(query_terms(other.text))) >= 3


def _section(name: str, some: Sequence[Message], terms: Sequence[Term], language: Language) -> Section:
    pairs = superseded(some)
    corrected = {one.id for one, _ in pairs}
    shown = [
        Shown(
            passage=passage(Said(one), terms) or Passage(one, "text", 0, len(one.text)),
            remark="".join(wording.corrects(old.when, language) for old, by in pairs if by.id == one.id),
        )
        for one in some
        if one.id not in corrected
    ]
    heading = wording.line(wording.text(name, language), "", language).rstrip()
    return Section(heading=heading, shown=tuple(shown[:_MOST]))
