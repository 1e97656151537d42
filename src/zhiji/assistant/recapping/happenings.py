"""What was talked about: chats of people before big groups, their topics, and of each the message that tells most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log

from zhiji.assistant import cues
from zhiji.assistant.recapping import noise
from zhiji.assistant.recapping.period import Talk
from zhiji.chat import Message
from zhiji.memory.episodes import Rarity, Segment, Word, segments
from zhiji.memory.episodes.cutting import in_order
from zhiji.store.micros import micro
from zhiji.store.sessions import apart

DIRECT, GROUPS = 8, 5  # chats that are told of
_TOPICS_DIRECT, _TOPICS_GROUP = 3, 2  # of one chat
_BIG = 6  # people; what is said in a bigger group counts less
_LONG = 4  # messages
_QUOTED = range(12, 160)  # characters of a message that tells something by itself
_LABEL = re.compile(r"\[[^\[\]]{1,12}\]|<[^<>]{1,30}>|https?://\S+$")  # "[Transfer] 50.00", a bare link
_TELLS = re.compile(r"\d|[零〇一二两三四五六七八九十百千万]{2,}|[!！]$|https?://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A part of a talk, and its most telling message."""

    segment: Segment
    words: tuple[Word, ...]  # those of the segment's that say something to who didn't read it
    count: int
    key: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What a chat was about, the most important topic first."""

    talk: Talk
    topics: tuple[Topic, ...]


def happenings(
    talks: Sequence[Talk], rarity: Rarity, *, names: Sequence[str], told: frozenset[int]
) -> tuple[list[Happening], list[Talk]]:
    """What to tell of, in order, and the talks that are left. Messages that were `told` aren't quoted again."""
    there = [talk for talk in talks if not talk.is_own]
    direct = sorted((one for one in there if one.is_direct), key=_weight, reverse=True)
    groups = sorted((one for one in there if not one.is_direct), key=_weight, reverse=True)
    chosen = direct[:DIRECT] + groups[:GROUPS]
    left = direct[DIRECT:] + groups[GROUPS:]
    found = [_happening(talk, rarity, names, told) for talk in chosen]
    return [one for one in found if one.topics], left


def _weight(talk: Talk) -> tuple[float, int]:
    """How much a talk means to the owner: whether they took part, how much was said, in how big a circle."""
    share = 1.0 + 2.0 * min(1.0, 2 * talk.mine / len(talk.messages))
    crowd = max(1.0, len(talk.senders) / _BIG)
    return round(share * log(1 + len(talk.messages)) / crowd, 9), -talk.chat


def _happening(talk: Talk, rarity: Rarity, names: Sequence[str], told: frozenset[int]) -> Happening:
    most = _TOPICS_DIRECT if talk.is_direct else _TOPICS_GROUP
    return Happening(talk=talk, topics=tuple(topics(talk, rarity, names=names, told=told, most=most)))


def topics(
    talk: Talk, rarity: Rarity, *, names: Sequence[str], told: frozenset[int] = frozenset(), most: int
) -> list[Topic]:
    """What mattered most in a talk, oldest first."""
    by_id: dict[int, Message] = {one.id: one for one in talk.messages}
    found = [
        Topic(
            segment=one,
            words=_sure(one),
            count=len(one.messages),
            key=_key([by_id[n] for n in one.messages], one, talk, told),
        )
        for session in _sessions(talk.messages)
        for one in segments(in_order(session), rarity, names=names)
    ]
    worth = [one for one in found if one.words or one.key]
    worth.sort(key=lambda one: (-_interest(one, talk), one.segment.first, one.segment.messages))
    return sorted(worth[:most], key=lambda one: (one.segment.first, one.segment.messages))


def _sure(segment: Segment) -> tuple[Word, ...]:
    """The words that were said again, names, and in a longer talk those that name things."""
    return tuple(
        word
        for word in segment.words
        if len(word.messages) > 1
        or word.is_name
        or (len(segment.messages) >= _LONG and not word.shown.isascii())
    )


def _sessions(messages: Sequence[Message]) -> Iterator[list[Message]]:
    """Messages of a chat, parted where sessions are."""
    number, before = 0, None
    numbers = []
    for one in messages:
        at = micro(one.when)
        number += before is not None and apart(before, at)
        before = at
        numbers.append(number)
    for _, some in groupby(zip(numbers, messages, strict=True), key=lambda pair: pair[0]):
        yield [one for _, one in some]


def _interest(topic: Topic, talk: Talk) -> float:
    """Long talks, with words of their own, in which the owner took part."""
    mine = any(sender in talk.owner for sender in topic.segment.senders)
    return round(log(1 + topic.count) * (1.0 + 0.25 * len(topic.words)) * (1.5 if mine else 1.0), 9)


def _key(messages: Sequence[Message], segment: Segment, talk: Talk, told: frozenset[int]) -> Message | None:
    """The message that tells most; None if none says much by itself."""
    among = [
        one
        for one in messages
        if one.id not in told and noise.says_something(one.text) and one.forwarded is None
    ]
    best = max(among, key=lambda one: (_telling(one, segment, talk), -one.id), default=None)
    return best if best is not None and _telling(best, segment, talk) > 0 else None


def _telling(message: Message, segment: Segment, talk: Talk) -> float:
    text = message.text.strip()
    worth = sum(1.0 for word in segment.words if message.id in word.messages)
    worth += (
        0.5 * bool(_TELLS.search(text))
        + 0.4 * bool(cues.UPDATES.search(text))
        + 0.3 * min(3, len(message.reactions))
    )
    worth -= 0.5 * (message.sender.id in talk.owner) + 0.8 * cues.asks(text)
    worth -= 1.5 * bool(_LABEL.match(text))
    size = len(text) * (2 if re.search("[\u3400-\u9fff]", text) else 1)
    if size not in _QUOTED:
        worth -= 1.5 if size < _QUOTED.start else 0.5
    return round(worth + 0.2 * min(size, 80) / 80, 9)
