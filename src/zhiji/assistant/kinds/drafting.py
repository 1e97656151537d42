"""Words for the owner to send: what the other wrote, a draft in the owner's manner to copy, what the owner said of it.

Nothing is sent from here. Without a language model a draft says only what follows from the request or what the owner
gave to say; what only the owner can decide is left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from zhiji.assistant import cues
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds import balance, phrases, purposes, words
from zhiji.assistant.kinds.manner import Manner, manner_of
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.purposes import Intent, intent_of
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Question, language_of
from zhiji.assistant.said import Said
from zhiji.assistant.waiting import open_requests
from zhiji.chat import Message
from zhiji.language import fold
from zhiji.language.times import find_times
from zhiji.memory import Party

_TAIL, _OWN = 60, 120
_RECENT = timedelta(days=90)
_MOST_SAID = 2
_READ, _MET, _MOST_OF_TOPIC = 600, 0.6, 3
_ANSWERED = timedelta(days=2)
_REPLIES = re.compile(
    r"\b(?:repl(?:y|ies|ying)|respon(?:d|se)|answer|(?:write|text|get|message) (?:\w+ )?back)\b|回(?:一?[条个句下声]|复|信|消息|[他她你])|[答回]复",
    re.I,
)
_SUM = re.compile(r"(?:[$¥£€]|A\$|HK\$)?\d[\d,.]*\d(?: ?(?:块|元|蚊|欧|镑|euros?|dollars?|bucks))?|[$¥£€]\d")
_IN_ENGLISH, _IN_CHINESE = (
    re.compile(r"用?英[文语]|\bin english\b", re.I),
    re.compile(r"用?(?:中文|汉语)|\bin chinese\b", re.I),
)


def drafted(question: Question, means: Means) -> Draft | None:
    """A draft for somebody who is named; None if nobody is."""
    clause = question.clauses[0]
    others = frozenset[int]().union(*(one.accounts for one in clause.named)) - means.owner
    wanted, chat = _asked(others, means)
    asked = wanted[-1] if wanted else None
    if not means.owner or (chat is None and not others):
        return None
    manner = _manner(clause, chat, asked, means)
    intent = intent_of(question.asked, [one.word for one in clause.named])
    owes = _owed(others, means) if intent and intent.purpose == "money" else []
    topic = purposes.topic_of(question.asked)
    thread = _thread_on(topic, chat, means)
    if thread:  # what they wrote of other things isn't to be answered
        wanted = [one for one in wanted if _bears_on(one, topic, means) and one not in thread[:-1]]
    left = (
        balance.balance(others, means.owner, means)
        if owes or (intent and intent.purpose == "money")
        else None
    )
    if left is not None and left.left > 0:
        owes = list(balance.lines(left))
    bodies = _bodies(intent, wanted, balance.sum_left(left) if left else _sum(owes), manner, means)
    lines = [manner.worded(one) for one in bodies]
    about = intent.what if intent else " ".join(one.text for one in wanted if cues.REQUEST.search(one.text))
    own = _said_of_it(about, chat, asked, means)
    if thread:
        own = [one for one in thread if one not in wanted]
    elif intent and not _REPLIES.search(
        question.asked
    ):  # what they wrote of other things isn't to be answered
        wanted = [one for one in wanted if _bears_on(one, intent.what, means)]
    sections = [
        _section(phrases.heading("wrote", means.language), wanted),
        Section(
            heading=words.label("owed", means.language) if owes else "",
            shown=tuple(replace(one, lead="") for one in owes),
        ),
        Section(heading=_told(lines, intent, manner, means)),
        _section(words.label("said", means.language), own),
    ]
    return Draft(
        sections=tuple(one for one in sections if one.shown or one.heading.startswith(phrases.MARKS)),
        confidence=1.0,
        chats=(chat,) if chat is not None else (),
        pool=tuple(part for one in (*wanted, *own) if (part := whole(one))),
        ahead=True,
    )


def _asked(others: frozenset[int], means: Means) -> tuple[list[Message], int | None]:
    """What is to be answered: what waits for the owner, else what they wrote last; and the chat for it."""
    last: Message | None = None
    chats = sorted(means.scope.chats) or means.who.chats_of(others)
    for chat in chats:
        tail = [one for one in means.context.latest(chat=chat, limit=_TAIL) if one.when <= means.now]
        theirs = (
            [one for one in tail if one.sender.id in others]
            if others
            else [one for one in tail if one.sender.id not in means.owner]
        )
        wanted = [
            one for one in open_requests(tail, means.owner, means.who.names_of(means.owner)) if one in theirs
        ]
        if wanted:
            return wanted[-_MOST_SAID:], chat
        newest = next((one for one in theirs if one.text), None)
        if newest is not None and (last is None or newest.when > last.when):
            last = newest
    return [last] if last else [], last.chat.id if last else next(iter(chats), None)


def _manner(clause: Clause, chat: int | None, asked: Message | None, means: Means) -> Manner:
    """The owner's, in that chat; in the language that is wanted, if one is."""
    own = means.context.by(means.owner, chats=[chat], limit=_OWN) if chat is not None else []
    fallback = language_of(asked.text) if asked and asked.text else means.language
    manner = manner_of([one.text for one in own], fallback=fallback)
    wanted = (
        "en"
        if _IN_ENGLISH.search(clause.text)
        else "zh"
        if _IN_CHINESE.search(clause.text)
        else manner.language
    )
    if wanted != manner.language:
        return Manner(language="en" if wanted == "en" else "zh", known=False)
    return manner


def _owed(others: frozenset[int], means: Means) -> list[Shown]:
    """What they still owe the owner, as memory has it."""
    found = [
        one for one in means.remembering.facts("debt")
        if one.is_current and _is(one.subject, others) and one.to is not None and _is(one.to, means.owner)
    ]  # fmt: skip
    messages = means.remembering.messages(found)
    return [line for one in found[-2:] if (line := means.remembering.shown(one, messages, of=False))]


def _is(party: Party, accounts: frozenset[int]) -> bool:
    return party.person is not None and any(one.id in accounts for one in party.person.accounts)


def _bears_on(message: Message, what: str, means: Means) -> bool:
    said = Said(message)
    return any(said.has(term) for term in means.clause(what).terms if len(term.text) > 1)


def _bodies(
    intent: Intent | None, wanted: Sequence[Message], owed: str, manner: Manner, means: Means
) -> list[str]:
    """The texts to choose from."""
    if intent:
        if worded := purposes.worded(intent, manner.language, owed=owed):
            return worded
        return [phrases.carried_over(intent.what, manner.language, now=means.now)]
    if not wanted or not wanted[-1].text:
        return phrases.to_nothing(manner.language)
    *before, last = wanted
    return [
        *(phrases.answers(one, manner.language)[0] for one in before),
        *phrases.answers(last, manner.language),
    ]


def _sum(owes: Sequence[Shown]) -> str:
    """How much, if that is one sum."""
    sums = [found[0] for one in owes if len(found := _SUM.findall(one.lead)) == 1]
    return sums[0] if len(sums) == 1 else ""


def _told(lines: Sequence[str], intent: Intent | None, manner: Manner, means: Means) -> str:
    """The draft under a line that says what it is."""
    language = means.language
    told = [
        phrases.heading("draft" if manner.known else "plain draft", language),
        *(f"  > {one}" for one in lines),
    ]
    payload = intent.what if intent else ""
    if payload and language_of(payload) != manner.language and lines[0].find(payload) >= 0:
        told.append(phrases.heading("not translated", language))
    elif not intent and len(lines) > 1:
        told.append(phrases.heading("choose", language))
    return "\n".join(told)


def _said_of_it(about: str, chat: int | None, asked: Message | None, means: Means) -> list[Message]:
    """What the owner and they agreed on the same matter: it may belong into the answer."""
    if not about or chat is None:
        return []
    clause = means.clause(about)
    own = means.context.by(means.owner, chats=[chat], limit=_OWN) + list(
        means.context.latest(chat=chat, limit=_OWN)
    )
    since = means.now - _RECENT
    terms = [one for one in clause.terms if len(one.text) > 1 or fold(one.text).isdigit()]
    worth = [
        (sum(Said(one).has(term) for term in terms), one)
        for one in own
        if since <= one.when <= means.now
        and (asked is None or one.id != asked.id)
        and not cues.asks(one.text)
    ]
    timed = [one for _, one in worth if _speaks_of(one, clause)]
    found = [
        one
        for value, one in sorted(worth, key=lambda pair: (-pair[0], -pair[1].when.timestamp()))
        if value >= 0.5
    ]
    return list({one.id: one for one in (*timed, *found)}.values())[:_MOST_SAID]


def _thread_on(topic: str, chat: int | None, means: Means) -> list[Message]:
    """What was said last of a topic in a chat, by either, with the answer to it; oldest first."""
    if not topic or chat is None:
        return []
    every = [one for one in means.context.latest(chat=chat, limit=_READ) if one.when <= means.now]
    terms = [one for one in means.clause(topic).terms if len(one.text) > 1]
    found = [one for one in every if any(Said(one).has(term) >= _MET for term in terms)][:_MOST_OF_TOPIC]
    if not found:
        return []
    after = means.context.following(found[0], 1, within=_ANSWERED)
    return [*reversed(found), *(one for one in after if one.sender.id != found[0].sender.id)]


def _speaks_of(message: Message, clause: Clause) -> bool:
    """Whether it names the day that the clause names."""
    spans = find_times(message.text, message.when, lean="future") if message.text else []
    return any(
        one.start < other.end and other.start < one.end and other.end - other.start <= timedelta(days=1)
        for one in spans
        for other in clause.spans
    )


def _section(heading: str, some: Sequence[Message]) -> Section:
    lines = tuple(Shown(passage=part) for one in some if (part := whole(one)))
    return Section(heading=heading, shown=lines)
