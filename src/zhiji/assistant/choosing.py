"""What to eat, what to give, where to go: what to avoid, what is liked or wanted, what there was lately. Nobody decides here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.passages import Passage, passage
from zhiji.assistant.question import Language, Question
from zhiji.assistant.said import Said
from zhiji.assistant.terms import Term
from zhiji.assistant.who import Who
from zhiji.chat import Message
from zhiji.language import query_terms
from zhiji.store.context import Context

LATELY = timedelta(days=16)
_MOST_READ = 1200
_MOST = 5
_MOST_SORTED = 40
_ABOUT_FOOD = re.compile(
    r"\b(?:eat|cook|dinner|lunch|brunch|breakfast|food|restaurant|order|serve|avoid|menu|bake|drink)\b|吃|菜|饭|餐|喝|忌口|避开|聚",
    re.I,
)
_ALLERGY = re.compile(r"allerg\w*|intoleran\w*|过敏|skin test", re.I)


def choices(question: Question, *, who: Who, context: Context, now: datetime) -> Draft:
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
    chosen = [_section(name, some[:_MOST_SORTED], terms, language) for name, some in sections.items() if some]
    return Draft(
        sections=tuple(chosen),
        confidence=1.0
        if any(sections[name] for name in ("avoid", "likes", "lately"))
        else 0.3 * bool(chosen),
        chats=tuple(dict.fromkeys(one.chat.id for some in sections.values() for one in some))[:3],
        pool=tuple(shown.passage for section in chosen for shown in section.shown),
    )


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
