"""Sections of advice: what of the messages is quoted, under which heading, what later words correct told once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from zhiji.assistant import wording
from zhiji.assistant.draft import Section, Shown
from zhiji.assistant.kinds import remembered, tastes, words
from zhiji.assistant.kinds.concerned import People
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.told_of import beside
from zhiji.assistant.kinds.written import ASKING
from zhiji.assistant.passages import Passage, passage, whole, width
from zhiji.assistant.planning import planned
from zhiji.assistant.question import Clause, Question
from zhiji.assistant.recapping.noise import says_something
from zhiji.assistant.routes import Route
from zhiji.assistant.said import Said
from zhiji.assistant.waiting import open_requests
from zhiji.chat import Message
from zhiji.language.cantonese import in_mandarin

NEWS = timedelta(days=250)
_MOST = 4
_SHORT, _LONG = 6, 220  # characters of what is quoted
_TELLS = 16  # columns from which on a message tells something
Test = Callable[[str], bool]


def asked_of_owner(people: People, means: Means) -> Section:
    """What they wait to hear."""
    found: list[Message] = []
    for chat in people.direct[:1]:
        tail = means.context.latest(chat=chat, limit=60)
        found += open_requests(tail, means.owner, means.who.names_of(means.owner))
    return _lines("asked", found[:_MOST], means)


def planned_then(question: Question, means: Means) -> list[Section]:
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


def related(said: Sequence[Message], clause: Clause, means: Means) -> Section:
    """What else was said with the question's own words: of the sixtieth birthday."""
    terms = [one for one in clause.terms if len(one.text) > 1 and one.text not in ASKING]
    some = [
        one for one in said
        if any(beside(one, term) for term in terms) or _of_occasion(clause.text, one.text)
    ]  # fmt: skip
    lines = _lines("likes", some[:_MOST], means)
    return replace(
        lines, heading=wording.line(wording.text("related", means.language), "", means.language).rstrip()
    )


def _of_occasion(asked: str, text: str) -> bool:
    """Whether a message is of the occasion that a question is about."""
    return any(one.search(in_mandarin(asked)) and one.search(in_mandarin(text)) for one in tastes.OCCASIONS)


def section_of(
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


def newer(said: Sequence[Message], means: Means, length: timedelta) -> list[Message]:
    """What was written in the last so many days."""
    return [one for one in said if means.now - one.when <= length]


def of_others(theirs: Sequence[Message], people: People) -> list[Message]:
    """Without the owner's own words, unless it is about nobody else."""
    return [one for one in theirs if people.only_owner or one.sender.id not in people.owner]


def plain(pattern: re.Pattern[str]) -> Test:
    """Whether somebody says it of themselves."""
    return lambda text: tastes.says(pattern, text)


def news(people: People, theirs: Sequence[Message], means: Means) -> Section:
    """What they wrote last that tells something."""
    others = of_others(theirs, people)
    since = means.now - others[0].when + NEWS if others else NEWS
    return section_of("news", newer(others, means, since), _is_news, means)


def _is_news(text: str) -> bool:
    return says_something(text) and width(text) >= _TELLS and not tastes.asks(text)


def liked(
    people: People, theirs: Sequence[Message], test: Test, means: Means, of: Sequence[Message] = ()
) -> Section:
    """What they like, food or not as `test` has it; `of` are words of others."""
    also = remembered.liked(people.accounts, means, food=False)
    return section_of(
        "likes", theirs, lambda text: tastes.says(tastes.LIKES, text) and test(text), means, also=also, of=of
    )
