"""When the owner and somebody last wrote to each other, and how long ago that is: told by the days, not by words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Question
from zhiji.chat import Message

_READ = 50
_DAY = timedelta(days=1)
_MOST = 3
_ASKED = re.compile(
    r"\bhow (?:long|many (?:days|weeks|months|years))\b.*\b(?:since|not|n't|never|last)\b|\bwhen\b.*\blast\b|\blast time\b|n't\b.*\bin how long\b"
    r"|(?:多久|多长时间|[几多少]+(?:天|周|个?(?:星期|礼拜)|个月|年))(?:都|又|已经)?(?:没|不)|(?:上次|上一次|上回|最后一次|最近一次)",
    re.I,
)
_IN_TOUCH = re.compile(
    r"\b(?:talk|sp(?:ea|o)k|chat|writ|wrote|text|messag|call|rang|phon|contact)\w*(?: (?:to|with|back|me|us)\b)?|\bhea?rd? (?:anything |something |a word )?from\b|\b(?:been |got |get |keep )?in touch(?: with)?\b|\bsa(?:id|y) (?:anything|a word|something)\b"
    r"|(?:说|讲)(?:过|上)?(?:话|一?句话|上话)|聊(?:过?天|过)?|联[系络](?:过|上)?|[找理回](?:过)?我|(?:发|来|有|回)(?:过)?(?:消息|信息|微信|短信)|(?:打|通)(?:过)?电话|写(?:过)?信|音信|消息|动静",
    re.I,
)
_FRAME = re.compile(
    r"\bhow (?:long|many (?:days|weeks|months|years))\b|\bwhen\b|\b(?:last|time|since|ago|ever|it|been|has|have|had|did|properly|actually|one another|each other|passed|gone by|any|with)\b"
    r"|多久|多长时间|[几多少]+(?:天|周|个?(?:星期|礼拜)|个月|年)|上一?[次回]|最[后近]一次|什么时候|哪天|何时|我们?|跟|和|与|对|给|同|没有?|不|有|过|了|是|在|都|已经|又|的",
    re.I,
)
_FROM_THEM = re.compile(
    r"\bhea?rd? (?:\w+ ){0,2}from\b|[找理回](?:了|过)?我|[给跟](?:了|过)?我(?=[发写打说讲聊回])", re.I
)
_BY_ME = re.compile(
    r"\bi (?:last )?(?:wr\w+|text\w*|messag\w+|call\w*|rang|phon\w+|contact\w*)|我.*给.*(?:发|写|打)", re.I
)


@dataclass(frozen=True, slots=True)
class _Last:
    """The last that was written between the owner and somebody."""

    name: str
    message: Message


def in_touch(question: Question, means: Means) -> Draft | None:
    """The last words with somebody, and how many days ago they were; None if that isn't asked."""
    clause = question.clauses[0]
    if len(clause.named) != 1 or clause.spans or not _is_asked(clause, means):
        return None
    people = means.who.persons_of(clause.named[0].accounts - means.owner)[:_MOST]
    found = [_Last(name, last) for name, accounts in people if (last := _last(clause, accounts, means))]
    if not found:
        return None
    return Draft(
        opening="\n".join(_told(one, means) for one in found),
        sections=(Section(shown=tuple(_shown(found, means))),),
        confidence=1.0,
        chats=tuple(one.message.chat.id for one in found),
    )


def _is_asked(clause: Clause, means: Means) -> bool:
    """Whether it asks for the last words as such: "about the car" would be a matter, to be looked for."""
    if not (_ASKED.search(clause.text) and _IN_TOUCH.search(clause.text)):
        return False
    rest = clause.text.replace(clause.named[0].word, " ")
    return not means.clause(_FRAME.sub(" ", _IN_TOUCH.sub(" ", rest))).terms


def _last(clause: Clause, accounts: frozenset[int], means: Means) -> Message | None:
    """The last message of either to the other: theirs anywhere, the owner's where the two are by themselves."""
    chats = sorted(means.scope.chats) or means.who.chats_of(accounts)
    alone = [chat for chat in chats if len(means.who.writers(chat) | means.owner) == len(means.owner) + 1]
    theirs = means.context.by(accounts, chats=chats, limit=_READ)
    mine = means.context.by(means.owner, chats=alone, limit=_READ) if means.owner else []
    if _is_by_them(clause):
        mine = []
    elif _BY_ME.search(clause.text):
        theirs = []
    return max(
        (one for one in (*theirs, *mine) if one.when <= means.now),
        key=lambda one: (one.when, one.id),
        default=None,
    )


def _is_by_them(clause: Clause) -> bool:
    """Whether only their words count: "since Tom wrote", 小王多久没找我."""
    name = re.escape(clause.named[0].word)
    own = rf"\b(?:since|did|has|have|hasn't)\s+(?:my |our )?{name}\b|^\W*{name}(?!\s*(?:和|跟|与|同)我)"
    return bool(_FROM_THEM.search(clause.text) or re.search(own, clause.text, re.I))


def _told(one: _Last, means: Means) -> str:
    when = one.message.when.astimezone(means.now.tzinfo).date()
    days = (means.now.date() - when).days
    return words.last_words(one.name, when, days, mine=one.message.sender.owner, language=means.language)


def _shown(found: Sequence[_Last], means: Means) -> list[Shown]:
    """The last words, below what they follow."""
    lines = []
    for one in found:
        before = means.context.preceding(one.message, 1, within=_DAY)
        parts = [part for each in (*before, one.message) if (part := whole(each))]
        if parts:
            lines.append(Shown(passage=parts[0], replies=tuple(parts[1:])))
    return lines
