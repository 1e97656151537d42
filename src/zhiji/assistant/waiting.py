"""Who waits for the owner's reply: what was asked or wanted of them after they last wrote in a chat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.passages import passage
from zhiji.assistant.question import Question
from zhiji.assistant.said import Said
from zhiji.assistant.who import Who
from zhiji.chat import Message
from zhiji.language import fold
from zhiji.language.times import TimeSpan, find_times
from zhiji.store.context import Context

_NOBODY_ANSWERED = re.compile(
    r"\bmy (?:\w+ )?(?:questions?|messages?|texts?)\b.{0,40}\b(?:nobody|no ?one|unanswered|ignored|never (?:answered|replied))\b|\b(?:nobody|no ?one)\b.{0,20}\b(?:answered|replied|responded|got back|came back)\b"
    r"|\bwhat did i ask\b.{0,30}\b(?:nobody|no ?one|never|without)\b|(?:没人|没谁|无人)(?:回|答|理|搭理|吭声)|我(?:问|提)(?:的|过)[^，。]{0,12}没(?:有)?(?:人|得到)?(?:回|答)",
    re.I,
)
_OF_OTHERS = re.compile(
    r"\bwho (?:still )?(?:hasn't|has not|haven't|didn't|did not|never)\b(?! i\b).{0,40}(?:\bme\b|\W*$)|[没不](?:有)?回(?:复)?我|我(?:还)?在?等(?:着)?(?:谁|哪)",
    re.I,
)  # asks for who owes the owner an answer
_SILENT = timedelta(days=2)  # after which what was asked in a group counts as not answered
RECENT = timedelta(days=30)
_MOST_CHATS = 200
_TAIL = 60  # messages at the end of a chat
_MOST = 3  # of one chat


def asks_who_is_silent(question: Question) -> bool:
    """Whether a question asks what the owner asked others who never answered."""
    return question.mine and not question.named and bool(_NOBODY_ANSWERED.search(question.text))


def waiting(question: Question, *, who: Who, context: Context, now: datetime) -> Draft:
    """What others wait for, what is due first first."""
    owner = who.owner
    named = frozenset[int]().union(*(one.accounts for one in question.named)) - owner
    newest = context.latest(since=now - RECENT, limit=_MOST_CHATS * 20)
    chats = list(dict.fromkeys(message.chat.id for message in newest))[:_MOST_CHATS]
    if _OF_OTHERS.search(question.text) or _NOBODY_ANSWERED.search(question.text):
        return _unanswered(chats, question, context, owner, now)
    wanted: list[list[Message]] = []
    for chat in chats:
        tail = context.latest(chat=chat, since=now - RECENT, limit=_TAIL)
        tail = [message for message in tail if message.when <= now]
        found = open_requests(tail, owner, who.names_of(owner))
        if found := [one for one in found if not named or one.sender.id in named]:
            wanted.append(found)
    wanted.sort(key=lambda some: min(_due(message) for message in some))
    shown = tuple(_shown(message, question) for some in wanted for message in some[:_MOST])
    language = question.language
    if not shown:
        return Draft(opening=wording.text("nobody waits", language), confidence=1.0, chats=tuple(chats))
    heading = wording.line(wording.text("waiting", language), "", language).rstrip()
    return Draft(
        sections=(Section(heading=heading, shown=shown),),
        confidence=1.0,
        chats=tuple(chats),
        pool=tuple(one.passage for one in shown),
    )


def _unanswered(
    chats: Sequence[int], question: Question, context: Context, owner: frozenset[int], now: datetime
) -> Draft:
    """What the owner asked that nobody came back to since: in chats of two, and in groups in the days after."""
    found: list[Message] = []
    for chat in chats:
        tail = context.latest(chat=chat, limit=_MOST)
        since = list(takewhile(lambda one: one.sender.id in owner, tail))
        if _is_direct(tail, owner) or tail[0].chat.kind == "direct":
            found += [one for one in since if cues.REQUEST.search(one.text)][:1]
        elif tail and tail[0].chat.kind == "group":
            found += _left_alone(chat, context, owner, now)
    language = question.language
    if not found:
        return Draft(
            opening=wording.text("nobody owes a reply", language), confidence=1.0, chats=tuple(chats)
        )
    shown = tuple(_shown(one, question) for one in found)
    heading = wording.line(wording.text("no reply yet", language), "", language).rstrip()
    return Draft(
        sections=(Section(heading=heading, shown=shown),),
        confidence=1.0,
        chats=tuple(chats),
        pool=tuple(one.passage for one in shown),
    )


def _left_alone(chat: int, context: Context, owner: frozenset[int], now: datetime) -> list[Message]:
    """What the owner asked in a group lately and nobody wrote anything after for some days."""
    asked = [
        one
        for one in context.latest(chat=chat, since=now - RECENT, limit=_TAIL)
        if one.sender.id in owner and one.when <= now and cues.asks(one.text)
    ]
    return [
        one
        for one in asked
        if all(after.sender.id in owner for after in context.following(one, _MOST, within=_SILENT))
    ][:_MOST]


def open_requests(tail: Sequence[Message], owner: frozenset[int], names: Sequence[str]) -> list[Message]:
    """What was asked of the owner since they last wrote in the chat, oldest first; `tail` has the newest first."""
    since: list[Message] = []
    for message in tail:
        if message.sender.id in owner:
            break
        since.append(message)
    since.reverse()
    direct = _is_direct(tail, owner)
    found = [
        message
        for message in since
        if cues.REQUEST.search(message.text) and _to_owner(message, tail, owner, names, direct)
    ]
    if direct or len(found) < 2:
        return found
    return [message for message in found if not _answered(message, since)]


def _is_direct(tail: Sequence[Message], owner: frozenset[int]) -> bool:
    others = {message.sender.id for message in tail} - owner
    return (
        tail[0].chat.kind == "direct" or (tail[0].chat.kind is None and len(others) == 1) if tail else False
    )


def _to_owner(
    message: Message, tail: Sequence[Message], owner: frozenset[int], names: Sequence[str], direct: bool
) -> bool:
    """Whether it is said to the owner: in a chat of two, by name, or in reply to them."""
    if direct:
        return True
    text = fold(message.text)
    told = [fold(mention).lstrip("@") for mention in message.mentions]
    if any(fold(name) in told or f"@{fold(name)}" in text for name in names if name):
        return True
    mine = {one.source_id for one in tail if one.sender.id in owner and one.source_id}
    return message.reply_to is not None and message.reply_to in mine


def _answered(message: Message, since: Sequence[Message]) -> bool:
    return any(one.reply_to == message.source_id is not None for one in since)


def _due(message: Message) -> datetime:
    """When an answer is wanted, as far as the message says; else long after it was asked."""
    return min((span.end for span in _deadlines(message)), default=message.when + timedelta(days=14))


def _deadlines(message: Message) -> list[TimeSpan]:
    """The times before which something is wanted."""
    return [
        span
        for span in find_times(message.text, message.when, lean="future")
        if span.end > message.when and cues.is_deadline(message.text, span.begin, span.stop)
    ]


def _shown(message: Message, question: Question) -> Shown:
    found = passage(Said(message), ())
    assert found is not None  # a request has words
    spans = _deadlines(message)
    if len(spans) != 1:
        return Shown(passage=found)
    due = wording.span(spans[0].start, spans[0].end, spans[0].granularity, question.language)
    return Shown(passage=found, remark=f"（{due}）" if question.language == "zh" else f" ({due})")
