"""What is wanted of the owner: requests, mentions; and what they asked themselves that nobody answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhiji.assistant import cues
from zhiji.assistant.recapping.matters import due_of
from zhiji.assistant.recapping.period import Period, Talk
from zhiji.assistant.waiting import RECENT, open_requests
from zhiji.chat import Message
from zhiji.language import fold
from zhiji.language.times import TimeSpan

_MOST_OF_ONE = 3
_TAIL = 60
_LONG_AGO = timedelta(days=14)
_ANSWERED_WITHIN = timedelta(days=1)
_BEFORE = re.compile(r"^(?:by|before|until|till)\b|[之以]?前$", re.I)
_LEAST = 3  # letters; "?" and "记得！！" want nothing that one could tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Something asked of the owner, and until when."""

    message: Message
    due: TimeSpan | None = None
    is_deadline: bool = False  # wanted before that time, else for it

    @property
    def urgency(self) -> datetime:
        """What is due comes first, then what was asked first."""
        return self.due.end if self.due else self.message.when + _LONG_AGO


def wanted(period: Period) -> list[Wanted]:
    """What others wait for, of the period or still to come, what is due first first."""
    names = period.who.names_of(period.owner)
    found = []
    for talk in period.read(period.until - max(RECENT, period.until - period.since)):
        tail = list(reversed(talk.messages[-_TAIL:]))
        asked = [one for one in open_requests(tail, period.owner, names) if _letters(one.text) >= _LEAST]
        some = [_wanted(one) for one in asked]
        found += [one for one in some if _still(one, period)][-_MOST_OF_ONE:]
    return sorted(found, key=lambda one: (one.urgency, one.message.id))


def mentions(period: Period) -> list[Message]:
    """Messages in groups that name the owner and that they didn't react to within a day, the latest first."""
    names = [fold(name) for name in period.who.names_of(period.owner) if len(name) > 1]
    found = [
        one
        for talk in period.talks
        if not talk.is_direct
        for at, one in enumerate(talk.messages)
        if one.sender.id not in period.owner and _names(one, names) and not _reacted(talk, at)
    ]
    return sorted(found, key=lambda one: (one.when, one.id), reverse=True)


def unanswered(period: Period) -> list[Message]:
    """What the owner asked in chats of two without any message since, the latest first."""
    found = [
        talk.messages[-1]
        for talk in period.talks
        if talk.is_direct
        and not talk.is_own
        and talk.messages[-1].sender.id in period.owner
        and cues.asks(talk.messages[-1].text)
        and _letters(talk.messages[-1].text) >= _LEAST
    ]
    return sorted(found, key=lambda one: (one.when, one.id), reverse=True)


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


def _wanted(message: Message) -> Wanted:
    span = due_of(message)
    return Wanted(
        message=message, due=span, is_deadline=span is not None and _is_deadline(message.text, span)
    )


def _is_deadline(text: str, span: TimeSpan) -> bool:
    """Whether it is wanted before that time, and not for it."""
    return bool(_BEFORE.search(span.text)) or cues.is_deadline(text, span.begin, span.stop)


def _still(one: Wanted, period: Period) -> bool:
    return one.message.when >= period.since or (one.due is not None and one.due.end > period.since)


def _names(message: Message, names: list[str]) -> bool:
    told = {fold(mention).lstrip("@") for mention in message.mentions}
    text = fold(message.text)
    return any(name in told or f"@{name}" in text for name in names)


def _reacted(talk: Talk, at: int) -> bool:
    said = talk.messages[at]
    return any(_later(talk, at, said))


def _later(talk: Talk, at: int, said: Message) -> Iterator[bool]:
    for one in talk.messages[at + 1 :]:
        if one.when - said.when > _ANSWERED_WITHIN:
            return
        yield one.sender.id in talk.owner
