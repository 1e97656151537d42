"""What bears on a choice, under headings, each with its message: nobody decides here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from zhiji.assistant import wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds import remembered, tastes, words
from zhiji.assistant.kinds.concerned import MOST_READ, People, concerned, said_by
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.tastes import Topic
from zhiji.assistant.passages import Passage, passage, whole, width
from zhiji.assistant.planning import planned
from zhiji.assistant.question import Clause, Question
from zhiji.assistant.recapping.noise import says_something
from zhiji.assistant.routes import Route
from zhiji.assistant.said import Said
from zhiji.assistant.waiting import open_requests
from zhiji.chat import Message

LATELY = timedelta(days=16)
LATELY_ASKED = timedelta(days=120)
NEWS = timedelta(days=250)
_MOST = 4
_SHORT, _LONG = 6, 220  # characters of what is quoted
_ONLY_AVOID = re.compile(
    r"\bstop\b|\bavoid\b|\b(?:can't|cannot|not|never) (?:eat|drink|buy|give|get)\b|[不没别]能?(?:会|要|再)?(?:吃|喝|买|送|喜欢|爱)(?:什么|啥|哪)?|忌口|避开|过敏",
    re.I,
)
_TELLS = 16  # columns from which on a message tells something
# What is asked for advice with: a message with it is no matter of its own.
_ASKING = frozenset(
    (
        *(
            "give",
            "get",
            "gift",
            "present",
            "buy",
            "bring",
            "like",
            "need",
            "want",
            "birthday",
            "pack",
            "should",
        ),
        *("送", "礼物", "带", "买", "生日", "需要", "喜欢", "想要", "回来", "好", "看", "回", "去"),
    )
)

_ASKED_FOR = re.compile(
    r"\b(?:ask(?:ed)?|tell|told|want(?:ed)?|need(?:ed)?) (?:me|us) to\b|(?:让|叫|要|想让|托)我.{0,4}带", re.I
)

Test = Callable[[str], bool]


def advised(question: Question, means: Means) -> Draft:
    """To avoid, liked, needed, lately, planned: what there is of it for the topic."""
    clause = question.clauses[0]
    people = concerned(clause, means)
    topic = tastes.topic_of(clause.text)
    said = said_by(people, means)
    sections = _only_avoided(_sections(topic, question, people, said, means), clause, means)
    seen: set[int] = set()
    kept = []
    for section in sections:
        lines = tuple(one for one in section.shown if one.passage.message.id not in seen)
        seen |= {one.passage.message.id for one in lines}
        kept += [replace(section, shown=lines)] if lines else []
    return Draft(
        sections=tuple(kept),
        confidence=1.0 if kept else 0.0,
        chats=people.chats[:3],
        pool=tuple(line.passage for section in kept for line in section.shown),
        ahead=True,
    )


def _only_avoided(sections: list[Section], clause: Clause, means: Means) -> list[Section]:
    if not _ONLY_AVOID.search(clause.text):
        return sections
    return [one for one in sections if one.heading == words.label("avoid", means.language)] or sections


def _sections(
    topic: Topic, question: Question, people: People, said: Sequence[Message], means: Means
) -> list[Section]:
    theirs = [one for one in said if one.sender.id in people.accounts]
    match topic:
        case Topic.FOOD:
            return _food(question, people, said, theirs, means)
        case Topic.GIFT:
            return _gift(question, people, said, theirs, means)
        case Topic.BRING:
            return _brought(question, people, said, theirs, means)
        case Topic.TALK:
            return _talk(people, theirs, means)
        case Topic.MEET:
            return [
                *_planned(question, means),
                *remembered.home(people.accounts - people.owner, means),
                _section("places", theirs, _plain(tastes.PLACES), means),
                _section("ideas", said, _plain(tastes.IDEAS), means),
            ]  # fmt: skip
        case Topic.TIME:
            return [
                *_planned(question, means),
                _section("ideas", said, _plain(tastes.IDEAS), means),
                _liked(people, theirs, bool, means),
            ]  # fmt: skip


def _food(
    question: Question, people: People, said: Sequence[Message], theirs: Sequence[Message], means: Means
) -> list[Section]:
    planned_meals = [
        replace(one, shown=tuple(line for line in one.shown if tastes.MEAL.search(line.passage.quote)))
        for one in _planned(question, means)
    ]
    return [
        _section(
            "avoid",
            said,
            lambda text: tastes.of_food(text) and tastes.avoids_food(text),
            means,
            also=remembered.avoided_food(people.accounts, means),
            over=remembered.over(people.accounts, means),
        ),
        _section(
            "likes", theirs, _likes_food, means, also=remembered.liked(people.accounts, means, food=True)
        ),
        _section("lately", _since(said, means, LATELY), _ate, means),
        *planned_meals,
    ]


def _likes_food(text: str) -> bool:
    return tastes.of_food(text) and tastes.says(tastes.LIKES_FOOD, text) and not tastes.NEEDS.search(text)


def _ate(text: str) -> bool:
    return tastes.of_food(text) and tastes.says(tastes.ATE, text)


def _gift(
    question: Question, people: People, said: Sequence[Message], theirs: Sequence[Message], means: Means
) -> list[Section]:
    return [
        _section("needs", theirs, _plain(tastes.NEEDS), means),
        _liked(people, theirs, lambda text: not tastes.of_food(text), means),
        _section(
            "avoid",
            theirs,
            _plain(tastes.AVOIDS_THINGS),
            means,
            also=remembered.disliked(people.accounts, means),
        ),
        *remembered.birthday(people.accounts - people.owner, means),
        _related(said, question.clauses[0], means),
    ]


def _brought(
    question: Question, people: People, said: Sequence[Message], theirs: Sequence[Message], means: Means
) -> list[Section]:
    """What they asked for; where nobody is named, what anybody did lately."""
    if people.only_owner:
        latest = means.context.latest(since=means.now - LATELY_ASKED, limit=MOST_READ)
        theirs = [
            one for one in latest
            if one.when <= means.now and (one.sender.id not in people.owner or means.who.writers(one.chat.id) <= people.owner)
            and one.chat.kind != "group"
        ]  # fmt: skip
    else:
        theirs = _others(theirs, people)
    only = people.only_owner or bool(_ASKED_FOR.search(question.text))
    return [
        _section("asked for", theirs, lambda text: bool(tastes.WANTS_BROUGHT.search(text)), means),
        *([] if only else [_section("needs", theirs, _plain(tastes.NEEDS), means)]),
        *([] if only else [_section("avoid", theirs, _plain(tastes.AVOIDS_THINGS), means)]),
        _related(said, question.clauses[0], means),
    ]


def _talk(people: People, theirs: Sequence[Message], means: Means) -> list[Section]:
    others = _others(theirs, people)
    since = means.now - others[0].when + NEWS if others else NEWS
    return [
        _asked(people, means),
        _section("news", _since(others, means, since), _is_news, means),
        _liked(people, others, bool, means),
        *remembered.coming(people.accounts - people.owner, means),
    ]


def _is_news(text: str) -> bool:
    return says_something(text) and width(text) >= _TELLS and not tastes.asks(text)


def _liked(people: People, theirs: Sequence[Message], test: Test, means: Means) -> Section:
    also = remembered.liked(people.accounts, means, food=False)
    return _section(
        "likes", theirs, lambda text: tastes.says(tastes.LIKES, text) and test(text), means, also=also
    )


def _since(said: Sequence[Message], means: Means, length: timedelta) -> list[Message]:
    return [one for one in said if means.now - one.when <= length]


def _others(theirs: Sequence[Message], people: People) -> list[Message]:
    """Without the owner's own words, unless it is about nobody else."""
    return [one for one in theirs if people.only_owner or one.sender.id not in people.owner]


def _plain(pattern: re.Pattern[str]) -> Test:
    return lambda text: tastes.says(pattern, text)


def _asked(people: People, means: Means) -> Section:
    """What they wait to hear."""
    found: list[Message] = []
    for chat in people.direct[:1]:
        tail = means.context.latest(chat=chat, limit=60)
        found += open_requests(tail, means.owner, means.who.names_of(means.owner))
    return _lines("asked", found[:_MOST], means)


def _planned(question: Question, means: Means) -> list[Section]:
    """What is planned for the time that is asked about, if one is."""
    if not question.spans or not means.owner:
        return []
    draft = planned(
        replace(question, clauses=(replace(question.clauses[0], route=Route.FREE),)),
        context=means.context,
        now=means.now,
        remembering=means.remembering,
    )
    return [replace(one, heading=words.label("planned", means.language)) for one in draft.sections]


def _related(said: Sequence[Message], clause: Clause, means: Means) -> Section:
    """What else was said with the question's own words: of the sixtieth birthday."""
    terms = [one for one in clause.terms if len(one.text) > 1 and one.text not in _ASKING]
    some = [one for one in said if any(Said(one).has(term) >= 0.8 for term in terms)]
    lines = _lines("likes", some[:_MOST], means)
    return replace(
        lines, heading=wording.line(wording.text("related", means.language), "", means.language).rstrip()
    )


def _section(
    name: str,
    said: Sequence[Message],
    test: Test,
    means: Means,
    *,
    also: Sequence[Shown] = (),
    over: frozenset[int] = frozenset(),
) -> Section:
    """What passes, the newest first, after what memory has; what later words correct is told once."""
    some = [one for one in said if _SHORT <= len(one.text) <= _LONG and test(one.text)]
    pairs = tastes.superseded(some[:40])
    gone = {one.id for one, _ in pairs} | over
    known = {line.passage.message.id for line in also}
    lines = [line for line in also if line.passage.message.id not in gone]
    lines = [_corrected(line, pairs, means) for line in lines]
    lines += [
        _corrected(_line(one), pairs, means) for one in some if one.id not in gone and one.id not in known
    ]
    return Section(heading=words.label(name, means.language), shown=tuple(lines[:_MOST]))


def _corrected(line: Shown, pairs: Sequence[tuple[Message, Message]], means: Means) -> Shown:
    told = [
        wording.corrects(old.when, means.language) for old, by in pairs if by.id == line.passage.message.id
    ]
    return replace(line, remark=line.remark + "".join(told[:1]))


def _line(message: Message) -> Shown:
    return Shown(passage=passage(Said(message), ()) or Passage(message, "text", 0, len(message.text)))


def _lines(name: str, some: Sequence[Message], means: Means) -> Section:
    shown = tuple(Shown(passage=part) for one in some if (part := whole(one)))
    return Section(heading=words.label(name, means.language), shown=shown)
