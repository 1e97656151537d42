"""What bears on a choice, under headings, each with its message: nobody decides here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from zhiji.assistant import wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds import remembered, tastes, words
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.tastes import Topic
from zhiji.assistant.passages import Passage, passage, whole
from zhiji.assistant.planning import planned
from zhiji.assistant.question import Clause, Question
from zhiji.assistant.recapping.noise import says_something
from zhiji.assistant.routes import Route
from zhiji.assistant.said import Said
from zhiji.assistant.waiting import open_requests
from zhiji.chat import Message

LATELY = timedelta(days=16)
NEWS = timedelta(days=250)
_MOST_READ = 1200
_MOST = 4
_SHORT, _LONG = 6, 220  # characters of what is quoted
_ONLY_AVOID = re.compile(
    r"\bstop\b|\bavoid\b|\b(?:can't|cannot|not|never) (?:eat|drink|buy|give|get)\b|[不没别]能?(?:会|要|再)?(?:吃|喝|买|送|喜欢|爱)(?:什么|啥|哪)?|忌口|避开|过敏",
    re.I,
)
_WE = re.compile(r"\b(?:we|us|our)\b|我们|咱", re.I)

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Whose words bear on it, and where they write."""

    accounts: frozenset[int]
    chats: tuple[int, ...]
    direct: tuple[int, ...]  # the chats of two with them
    owner: frozenset[int]

    @property
    def only_owner(self) -> bool:
        """Whether it is about the owner alone."""
        return self.accounts <= self.owner


def advised(question: Question, means: Means) -> Draft:
    """To avoid, liked, needed, lately, planned: what there is of it for the topic."""
    clause = question.clauses[0]
    people = _people(clause, means)
    topic = tastes.topic_of(clause.text)
    said = _said(people, means)
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


def _people(clause: Clause, means: Means) -> People:
    """Those named, else the owner, with their partner if it says "we"."""
    named = frozenset[int]().union(*(one.accounts for one in clause.named)) - means.owner
    accounts = named or means.owner
    if not named and _WE.search(clause.text):
        accounts |= remembered.partner(means)
    chats = means.who.chats_of(accounts - means.owner or accounts)
    direct = [chat for chat in chats if named and means.who.writers(chat) <= named | means.owner]
    return People(accounts=accounts, chats=tuple(chats), direct=tuple(direct), owner=means.owner)


def _said(people: People, means: Means) -> list[Message]:
    """What they wrote to people, the newest first; in chats of two, what the owner wrote there, too."""
    some = means.context.by(people.accounts, chats=people.chats, limit=_MOST_READ)
    some += means.context.by(people.owner - people.accounts, chats=people.direct[:1], limit=_MOST_READ // 4)
    return sorted(
        (one for one in some if one.text and one.when <= means.now and one.chat.kind != "assistant"),
        key=lambda one: one.when,
        reverse=True,
    )


def _sections(
    topic: Topic, question: Question, people: People, said: Sequence[Message], means: Means
) -> list[Section]:
    theirs = [one for one in said if one.sender.id in people.accounts]
    match topic:
        case Topic.FOOD:
            return [
                _avoided_food(said, people, means),
                _section("likes", theirs, _food(tastes.LIKES_FOOD), means, also=remembered.liked(people.accounts, means, food=True)),
                _lately(said, means),
                *_planned(question, means),
            ]  # fmt: skip
        case Topic.GIFT:
            return [
                _section("needs", theirs, _plain(tastes.NEEDS), means),
                _section("likes", theirs, _plain(tastes.LIKES), means, also=remembered.liked(people.accounts, means, food=False)),
                _section("avoid", theirs, _plain(tastes.AVOIDS_THINGS), means, also=remembered.disliked(people.accounts, means)),
                _related(said, question.clauses[0], means),
            ]  # fmt: skip
        case Topic.BRING:
            return [
                _section("asked for", _others(theirs, people), lambda text: bool(tastes.WANTS_BROUGHT.search(text)), means),
                _section("needs", _others(theirs, people), _plain(tastes.NEEDS), means),
                _section("avoid", _others(theirs, people), _plain(tastes.AVOIDS_THINGS), means),
                _related(said, question.clauses[0], means),
            ]  # fmt: skip
        case Topic.TALK:
            return [
                _asked(people, means),
                _news(_others(theirs, people), means),
                _section("likes", theirs, _plain(tastes.LIKES), means, also=remembered.liked(people.accounts, means, food=False)),
                *remembered.coming(people.accounts - people.owner, means),
            ]  # fmt: skip
        case Topic.MEET:
            return [
                *_planned(question, means),
                *remembered.home(people.accounts - people.owner, means),
                _section("ideas", said, _plain(tastes.IDEAS), means),
                _section("places", theirs, lambda text: bool(tastes.PLACES.search(text)) and bool(tastes.LIKES_FOOD.search(text) or tastes.LIKES.search(text)), means),
            ]  # fmt: skip
        case Topic.TIME:
            return [
                *_planned(question, means),
                _section("ideas", said, _plain(tastes.IDEAS), means),
                _section("likes", theirs, _plain(tastes.LIKES), means, also=remembered.liked(people.accounts, means, food=False)),
            ]  # fmt: skip


def _others(theirs: Sequence[Message], people: People) -> list[Message]:
    """Without the owner's own words, unless it is about nobody else."""
    return [one for one in theirs if people.only_owner or one.sender.id not in people.owner]


def _plain(pattern: re.Pattern[str]) -> Test:
    return lambda text: tastes.says(pattern, text)


def _food(pattern: re.Pattern[str]) -> Test:
    return lambda text: tastes.of_food(text) and tastes.says(pattern, text) and not tastes.NEEDS.search(text)


def _avoided_food(said: Sequence[Message], people: People, means: Means) -> Section:
    """What nobody of them eats; of the owner's words only those on what they can't see any more, where others are asked about."""
    return _section(
        "avoid",
        said,
        lambda text: tastes.of_food(text) and tastes.avoids_food(text),
        means,
        also=remembered.avoided_food(people.accounts, means),
        over=remembered.over(people.accounts, means),
    )


def _lately(said: Sequence[Message], means: Means) -> Section:
    some = [one for one in said if means.now - one.when <= LATELY]
    return _section("lately", some, lambda text: tastes.of_food(text) and not tastes.asks(text), means)


def _news(theirs: Sequence[Message], means: Means) -> Section:
    """What they told last, about themselves."""
    last = theirs[0].when if theirs else means.now
    some = [one for one in theirs if last - one.when <= NEWS]
    return _section("news", some, lambda text: says_something(text) and not tastes.asks(text), means)


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
    terms = [one for one in clause.terms if len(one.text) > 1]
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
