"""What bears on a choice, under headings, each with its message: nobody decides here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from zhiji.assistant.draft import Draft, Section
from zhiji.assistant.kinds import remembered, tastes, words
from zhiji.assistant.kinds.concerned import MOST_READ, People, concerned
from zhiji.assistant.kinds.lines import (
    NEWS,
    asked_of_owner,
    liked,
    newer,
    news,
    of_others,
    plain,
    planned_then,
    related,
    section_of,
)
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.tastes import Topic
from zhiji.assistant.kinds.written import ASKING, Words, what_was_written
from zhiji.assistant.passages import width
from zhiji.assistant.question import Clause, Question
from zhiji.language.cantonese import in_mandarin
from zhiji.language.machines import to_machines

LATELY = timedelta(days=16)
LATELY_ASKED = timedelta(days=120)
_ONLY_AVOID = re.compile(
    r"\bstop\b|\bavoid\b|\bsteer clear\b|\boff[- ]limits\b|\btaboo\b|\btouchy\b|\b(?:ones? )?not\W*$|\b(?:must|should|can)(?:n't| not)\b|\brule out\b|\bno[- ]gos?\b|\blandmines?\b|雷区|避雷|忌讳|禁忌|避免|碰不得|(?:不能|不要|别|不可以|不该)(?:再)?(?:带|碰|提|吃|喝|送|买|聊|说|放)|\b(?:can't|cannot|not|never) (?:eat|drink|buy|give|get)\b|[不没别]能?(?:会|要|再)?(?:吃|喝|买|送|喜欢|爱)(?:什么|啥|哪)?|忌口|避开|过敏",
    re.I,
)
_WHERE = re.compile(r"\bwhere\b|\b(?:place|restaurant)\b|哪|馆", re.I)
_TELLS_MUCH = 40  # columns from which on news may tell what somebody would like

_ASKED_FOR = re.compile(
    r"\bfrom here\b|\b(?:ask(?:ed)?|tell|told|want(?:ed)?|need(?:ed)?) (?:me|us) to\b|(?:让|叫|要|想让|托|喊)我.{0,4}[带捎]",
    re.I,
)


def advised(question: Question, means: Means) -> Draft | None:
    """To avoid, liked, needed, lately, planned, for the topic; None where there is nothing and a matter to look up."""
    clause = question.clauses[0]
    people = concerned(clause, means)
    topic = tastes.topic_of(clause)
    written = what_was_written(clause, people, means)
    sections = _only_avoided(_sections(topic, question, people, written, means), clause, means)
    kept = _each_once(sections)
    if not kept and any(one.text not in ASKING for one in clause.terms):
        return None
    return Draft(
        sections=tuple(kept),
        confidence=1.0 if kept else 0.0,
        near=False,
        chats=people.chats[:3],
        pool=tuple(line.passage for section in kept for line in section.shown),
        ahead=True,
    )


def _each_once(sections: Sequence[Section]) -> list[Section]:
    """Sections that have lines, no message in two of them, nothing that is meant for machines."""
    seen: set[int] = set()
    kept = []
    for section in sections:
        lines = tuple(
            one for one in section.shown
            if one.passage.message.id not in seen and not to_machines(one.passage.message.text)
        )  # fmt: skip
        seen |= {one.passage.message.id for one in lines}
        kept += [replace(section, shown=lines)] if lines else []
    return kept


def _only_avoided(sections: list[Section], clause: Clause, means: Means) -> list[Section]:
    if not _ONLY_AVOID.search(in_mandarin(clause.text)):
        return sections
    return [one for one in sections if one.heading == words.label("avoid", means.language)] or sections


def _sections(
    topic: Topic, question: Question, people: People, written: Words, means: Means
) -> list[Section]:
    match topic:
        case Topic.FOOD:
            return _food(question, people, written, means)
        case Topic.GIFT:
            return _gift(question, people, written, means)
        case Topic.BRING:
            return _brought(question, people, written, means)
        case Topic.TALK:
            return _talk(people, written, means)
        case Topic.MEET:
            return [
                *planned_then(question, means),
                *remembered.home(people.accounts - people.owner, means),
                section_of("places", written.theirs, _at_a_place, means),
                section_of("ideas", written.said, plain(tastes.IDEAS), means),
            ]  # fmt: skip
        case Topic.TIME:
            return [
                *planned_then(question, means),
                section_of("ideas", written.said, plain(tastes.IDEAS), means),
                liked(people, written.theirs, bool, means),
            ]  # fmt: skip


def _at_a_place(text: str) -> bool:
    return bool(tastes.PLACES.search(text)) and not tastes.asks(text)


def _food(question: Question, people: People, written: Words, means: Means) -> list[Section]:
    planned_meals = [
        replace(one, shown=tuple(line for line in one.shown if tastes.MEAL.search(line.passage.quote)))
        for one in planned_then(question, means)
    ]
    asks_where = bool(_WHERE.search(in_mandarin(question.clauses[0].text)))
    places = [section_of("places", written.theirs, _at_a_place, means)] if asks_where else []
    likes = section_of(
        "likes", written.theirs, _likes_food, means, also=remembered.liked(people.accounts, means, food=True)
    )
    return [
        _avoided(people, written, means),
        likes,
        _lately_eaten(written, means),
        *places,
        *planned_meals,
    ]


def avoided(clause: Clause, means: Means) -> Section:
    """What those whom a clause is about don't eat."""
    people = concerned(clause, means)
    return _avoided(people, what_was_written(clause, people, means), means)


def _avoided(people: People, written: Words, means: Means) -> Section:
    return section_of(
        "avoid",
        written.said,
        lambda text: tastes.of_food(text) and tastes.avoids_food(text),
        means,
        also=remembered.avoided_food(people.accounts, means),
        over=remembered.over(people.accounts, means),
        of=[one for one in written.of if _not_eaten(one.text)],
    )


def _not_eaten(text: str) -> bool:
    """Whether a message says what somebody doesn't eat."""
    return tastes.of_food(text) and tastes.avoids_food(text, test=tastes.tells)


def _lately_eaten(written: Words, means: Means) -> Section:
    """What was eaten lately, else what dishes were talked of not long ago."""
    lately = section_of("lately", newer(written.said, means, LATELY), _ate, means)
    if lately.shown:
        return lately
    some = newer(written.said, means, NEWS)
    return section_of("lately", some, lambda text: tastes.names_a_dish(text) and not tastes.asks(text), means)


def _likes_food(text: str) -> bool:
    return tastes.of_food(text) and tastes.says(tastes.LIKES_FOOD, text) and not tastes.NEEDS.search(text)


def _ate(text: str) -> bool:
    return tastes.of_food(text) and tastes.says(tastes.ATE, text)


def _gift(question: Question, people: People, written: Words, means: Means) -> list[Section]:
    of_them = [one for one in written.of if tastes.tells(tastes.AVOIDS_THINGS, one.text)]
    found = [
        section_of("needs", written.theirs, plain(tastes.NEEDS), means),
        liked(
            people,
            written.theirs,
            lambda text: not tastes.of_food(text),
            means,
            of=[one for one in written.of if tastes.tells(tastes.LIKES, one.text)],
        ),
        section_of(
            "avoid",
            written.theirs,
            lambda text: tastes.says(tastes.AVOIDS_THINGS, text) and not _only_of_food(text),
            means,
            also=remembered.disliked(people.accounts, means),
            of=of_them,
        ),
        *remembered.birthday(people.accounts - people.owner, means),
        related(written.said, question.clauses[0], means),
    ]
    wished = any(one.shown for one in found[:2])
    if any(one.shown for one in found) and not wished and not people.only_owner:
        found.append(news(people, [one for one in written.theirs if width(one.text) >= _TELLS_MUCH], means))
    return found


def _only_of_food(text: str) -> bool:
    return bool(tastes.AVOIDS_FOOD.search(text)) and not tastes.BUYS.search(in_mandarin(text))


def _brought(question: Question, people: People, written: Words, means: Means) -> list[Section]:
    """What they asked for; where nobody is named, what anybody did lately."""
    theirs = of_others(written.theirs, people)
    if people.only_owner:
        latest = means.context.latest(since=means.now - LATELY_ASKED, limit=MOST_READ)
        theirs = [
            one for one in latest
            if one.when <= means.now and (one.sender.id not in people.owner or means.who.writers(one.chat.id) <= people.owner)
            and one.chat.kind != "group"
        ]  # fmt: skip
    of_matter = [
        one
        for found in written.of_matter
        if people.only_owner or found.chat.id in people.chats
        for one in (found, *means.context.following(found, 4, within=timedelta(days=1)))
        if tastes.tells(tastes.BRINGS, one.text) or tastes.tells(tastes.AVOIDS_THINGS, one.text) or _not_eaten(one.text)
    ]  # fmt: skip
    if people.only_owner and of_matter:
        theirs = []
    only = people.only_owner or bool(_ASKED_FOR.search(question.clauses[0].text))
    mine = [one for one in written.said if one.sender.id in people.owner]
    if people.only_owner and of_matter:
        mine = [one for one in mine if one.chat.id in {found.chat.id for found in of_matter}]
    avoided = [
        one for one in of_matter if tastes.tells(tastes.AVOIDS_THINGS, one.text) or _not_eaten(one.text)
    ]
    return [
        section_of(
            "asked for",
            theirs,
            _wanted,
            means,
            of=[] if _ONLY_AVOID.search(in_mandarin(question.clauses[0].text)) else of_matter,
        ),
        section_of(
            "avoid", [] if people.only_owner else theirs, plain(tastes.AVOIDS_THINGS), means, of=avoided
        ),
        *([] if only else [section_of("needs", theirs, plain(tastes.NEEDS), means)]),
        section_of("mine", newer(mine, means, NEWS), plain(tastes.WILL_BRING), means),
        related(written.said, question.clauses[0], means),
    ]


def _wanted(text: str) -> bool:
    return bool(tastes.WANTS_BROUGHT.search(in_mandarin(text))) and not tastes.says(
        tastes.AVOIDS_THINGS, text
    )


def _talk(people: People, written: Words, means: Means) -> list[Section]:
    others = of_others(written.theirs, people)
    secret = [one for one in written.of_them if tastes.tells(tastes.SECRET, one.text)]
    return [
        section_of("avoid", others, lambda text: tastes.tells(tastes.SECRET, text), means, of=secret),
        asked_of_owner(people, means),
        news(people, others, means),
        liked(people, others, bool, means),
        *remembered.coming(people.accounts - people.owner, means),
    ]
