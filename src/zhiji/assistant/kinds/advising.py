"""What bears on a choice, under headings, each with its message: nobody decides here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from zhiji.assistant import wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds import remembered, tastes, words
from zhiji.assistant.kinds.concerned import MOST_READ, People, concerned, said_by
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.tastes import Topic
from zhiji.assistant.kinds.told_of import beside, told_of, told_of_matter
from zhiji.assistant.passages import Passage, passage, whole, width
from zhiji.assistant.planning import planned
from zhiji.assistant.question import Clause, Question
from zhiji.assistant.recapping.noise import says_something
from zhiji.assistant.routes import Route
from zhiji.assistant.said import Said
from zhiji.assistant.waiting import open_requests
from zhiji.chat import Message
from zhiji.language.cantonese import in_mandarin
from zhiji.language.machines import to_machines

LATELY = timedelta(days=16)
LATELY_ASKED = timedelta(days=120)
NEWS = timedelta(days=250)
_MOST = 4
_SHORT, _LONG = 6, 220  # characters of what is quoted
_ONLY_AVOID = re.compile(
    r"\bstop\b|\bavoid\b|\bsteer clear\b|\boff[- ]limits\b|\btaboo\b|\btouchy\b|\b(?:ones? )?not\W*$|\b(?:must|should|can)(?:n't| not)\b|\brule out\b|\bno[- ]gos?\b|\blandmines?\b|雷区|避雷|忌讳|禁忌|避免|碰不得|(?:不能|不要|别|不可以|不该)(?:再)?(?:带|碰|提|吃|喝|送|买|聊|说|放)|\b(?:can't|cannot|not|never) (?:eat|drink|buy|give|get)\b|[不没别]能?(?:会|要|再)?(?:吃|喝|买|送|喜欢|爱)(?:什么|啥|哪)?|忌口|避开|过敏",
    re.I,
)
_TELLS = 16  # columns from which on a message tells something
# What is asked for advice with: a message with it is no matter of its own.
_ASKING = frozenset(
    (
        *(
            "dinner",
            "lunch",
            "brunch",
            "breakfast",
            "supper",
            "eat",
            "cook",
            "cooking",
            "food",
            "meal",
            "restaurant",
            "feeding",
            "feed",
            "packing",
        ),
        *(
            "party",
            "guests",
            "everyone",
            "everybody",
            "topic",
            "topics",
            "talk",
            "talking",
            "chat",
            "ask",
            "phone",
            "call",
            "meet",
            "seeing",
            "supposed",
        ),
        *(
            "next",
            "steer",
            "clear",
            "avoid",
            "dos",
            "donts",
            "named",
            "remind",
            "idea",
            "ideas",
            "please",
            "needs",
            "said",
            "nice",
            "coming",
            "big",
        ),
        *(
            "晚饭",
            "午饭",
            "早饭",
            "吃",
            "吃的",
            "做饭",
            "吃饭",
            "注意",
            "饭",
            "菜",
            "聊",
            "话题",
            "见面",
            "主意",
            "雷区",
            "送礼",
            "下次",
            "回家",
            "过年",
        ),
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
    r"\bfrom here\b|\b(?:ask(?:ed)?|tell|told|want(?:ed)?|need(?:ed)?) (?:me|us) to\b|(?:让|叫|要|想让|托|喊)我.{0,4}[带捎]",
    re.I,
)

_OCCASION = re.compile(
    r"\b(?:birthday|bday|christmas|wedding|i turn \d+|turn(?:s|ed|ing)? \d\d)\b|生日|大寿|婚礼|圣诞", re.I
)
Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What was written that may bear on it, each the newest first."""

    said: Sequence[Message]  # by whom it is about, and to them by the owner
    theirs: Sequence[Message]
    of_them: Sequence[Message]  # by others
    of_matter: Sequence[Message]  # of what else the question names, by anybody

    @property
    def of(self) -> list[Message]:
        """All that is said of it by others."""
        every = {one.id: one for one in (*self.of_matter, *self.of_them)}
        return sorted(every.values(), key=lambda one: one.when, reverse=True)


def advised(question: Question, means: Means) -> Draft | None:
    """To avoid, liked, needed, lately, planned, for the topic; None where there is nothing and a matter to look up."""
    clause = question.clauses[0]
    people = concerned(clause, means)
    topic = tastes.topic_of(clause.text)
    written = _written(clause, people, means)
    sections = _only_avoided(_sections(topic, question, people, written, means), clause, means)
    kept = _each_once(sections)
    if not kept and any(one.text not in _ASKING for one in clause.terms):
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


def _written(clause: Clause, people: People, means: Means) -> _Words:
    matter = [one for one in clause.terms if len(one.text) > 1 and one.text not in _ASKING]
    matter = [one for one in matter if not any(named.word in one.text for named in clause.named)]
    of_matter = told_of_matter(clause, matter, means)
    said = said_by(people, means)
    theirs = [one for one in said if one.sender.id in people.accounts]
    if people.only_owner and of_matter and any(_bears(one.text) for one in of_matter):
        said = theirs = []  # a guest's, a cat's
    return _Words(said=said, theirs=theirs, of_them=told_of(clause, people, means), of_matter=of_matter)


def _bears(text: str) -> bool:
    return tastes.tells(tastes.AVOIDS_FOOD, text) or tastes.tells(tastes.AVOIDS_THINGS, text)


def _only_avoided(sections: list[Section], clause: Clause, means: Means) -> list[Section]:
    if not _ONLY_AVOID.search(in_mandarin(clause.text)):
        return sections
    return [one for one in sections if one.heading == words.label("avoid", means.language)] or sections


def _sections(
    topic: Topic, question: Question, people: People, written: _Words, means: Means
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
                *_planned(question, means),
                *remembered.home(people.accounts - people.owner, means),
                _section("places", written.theirs, _at_a_place, means),
                _section("ideas", written.said, _plain(tastes.IDEAS), means),
            ]  # fmt: skip
        case Topic.TIME:
            return [
                *_planned(question, means),
                _section("ideas", written.said, _plain(tastes.IDEAS), means),
                _liked(people, written.theirs, bool, means),
            ]  # fmt: skip


def _at_a_place(text: str) -> bool:
    return bool(tastes.PLACES.search(text)) and not tastes.asks(text)


def _food(question: Question, people: People, written: _Words, means: Means) -> list[Section]:
    planned_meals = [
        replace(one, shown=tuple(line for line in one.shown if tastes.MEAL.search(line.passage.quote)))
        for one in _planned(question, means)
    ]
    likes = _section(
        "likes", written.theirs, _likes_food, means, also=remembered.liked(people.accounts, means, food=True)
    )
    return [
        _section(
            "avoid",
            written.said,
            lambda text: tastes.of_food(text) and tastes.avoids_food(text),
            means,
            also=remembered.avoided_food(people.accounts, means),
            over=remembered.over(people.accounts, means),
            of=[one for one in written.of if _not_eaten(one.text)],
        ),
        likes,
        _lately_eaten(written, means),
        *planned_meals,
    ]


def _not_eaten(text: str) -> bool:
    """Whether a message says what somebody doesn't eat."""
    return tastes.of_food(text) and tastes.avoids_food(text, test=tastes.tells)


def _lately_eaten(written: _Words, means: Means) -> Section:
    """What was eaten lately, else what dishes were talked of not long ago."""
    lately = _section("lately", _since(written.said, means, LATELY), _ate, means)
    if lately.shown:
        return lately
    some = _since(written.said, means, NEWS)
    return _section("lately", some, lambda text: tastes.names_a_dish(text) and not tastes.asks(text), means)


def _likes_food(text: str) -> bool:
    return tastes.of_food(text) and tastes.says(tastes.LIKES_FOOD, text) and not tastes.NEEDS.search(text)


def _ate(text: str) -> bool:
    return tastes.of_food(text) and tastes.says(tastes.ATE, text)


def _gift(question: Question, people: People, written: _Words, means: Means) -> list[Section]:
    of_them = [one for one in written.of if tastes.tells(tastes.AVOIDS_THINGS, one.text)]
    found = [
        _section("needs", written.theirs, _plain(tastes.NEEDS), means),
        _liked(people, written.theirs, lambda text: not tastes.of_food(text), means),
        _section(
            "avoid",
            written.theirs,
            lambda text: tastes.says(tastes.AVOIDS_THINGS, text) and not _only_of_food(text),
            means,
            also=remembered.disliked(people.accounts, means),
            of=of_them,
        ),
        *remembered.birthday(people.accounts - people.owner, means),
        _related(written.said, question.clauses[0], means),
    ]
    if any(one.shown for one in found) and not any(one.shown for one in found[:2]):
        found.append(_news(people, written.theirs, means))
    return found


def _only_of_food(text: str) -> bool:
    return bool(tastes.AVOIDS_FOOD.search(text)) and not tastes.BUYS.search(in_mandarin(text))


def _brought(question: Question, people: People, written: _Words, means: Means) -> list[Section]:
    """What they asked for; where nobody is named, what anybody did lately."""
    theirs = _others(written.theirs, people)
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
        for one in (found, *means.context.following(found, 4, within=timedelta(days=1)))
        if tastes.tells(tastes.BRINGS, one.text) or tastes.tells(tastes.AVOIDS_THINGS, one.text) or _not_eaten(one.text)
    ]  # fmt: skip
    if people.only_owner and of_matter:
        theirs = []
    only = people.only_owner or bool(_ASKED_FOR.search(question.text))
    mine = [one for one in written.said if one.sender.id in people.owner and not people.only_owner]
    return [
        _section("asked for", theirs, _wanted, means, of=of_matter),
        _section("avoid", theirs, _plain(tastes.AVOIDS_THINGS), means),
        *([] if only else [_section("needs", theirs, _plain(tastes.NEEDS), means)]),
        _section("said", _since(mine, means, NEWS), _plain(tastes.WILL_BRING), means),
        _related(written.said, question.clauses[0], means),
    ]


def _wanted(text: str) -> bool:
    return bool(tastes.WANTS_BROUGHT.search(in_mandarin(text))) and not tastes.says(
        tastes.AVOIDS_THINGS, text
    )


def _talk(people: People, written: _Words, means: Means) -> list[Section]:
    others = _others(written.theirs, people)
    secret = [one for one in written.of_them if tastes.tells(tastes.SECRET, one.text)]
    return [
        _section("avoid", others, lambda text: tastes.tells(tastes.SECRET, text), means, of=secret),
        _asked(people, means),
        _news(people, others, means),
        _liked(people, others, bool, means),
        *remembered.coming(people.accounts - people.owner, means),
    ]


def _news(people: People, theirs: Sequence[Message], means: Means) -> Section:
    """What they wrote last that tells something."""
    others = _others(theirs, people)
    since = means.now - others[0].when + NEWS if others else NEWS
    return _section("news", _since(others, means, since), _is_news, means)


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
    some = [
        one for one in said
        if any(beside(one, term) for term in terms) or (_OCCASION.search(clause.text) and _OCCASION.search(in_mandarin(one.text)))
    ]  # fmt: skip
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
    of: Sequence[Message] = (),
) -> Section:
    """What passes, the newest first, after what memory has; what later words correct is told once.

    `of` are words of others that bear on it.
    """
    some = [one for one in said if _SHORT <= len(one.text) <= _LONG and test(one.text)]
    own = {one.id for one in some}
    some += [one for one in of if _SHORT <= len(one.text) <= _LONG and one.id not in own]
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
