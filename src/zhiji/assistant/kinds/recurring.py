"""Counts of what is told by signs more than by words: dates that were moved, sums that were paid."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.finding import periods
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.paying import payments
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Wants
from zhiji.chat import Message
from zhiji.language import fold

_READ = 400
MOVES = re.compile(
    r"\b(?:moved|postponed|rescheduled|pushed(?: back)?|shifted|put off|changed (?:the )?(?:dates?|time|day)|(?:dates?|time|day)\b.{0,30}\bchanged?)\b"
    r"|改期|推迟|延期|(?:时间|日期|日子).{0,6}[改换变]|[改换变].{0,4}(?:时间|日期|日子)|改(?:过|了)(?:几|多少)",
    re.I,
)
_MOVED = re.compile(
    r"\b(?:is|are|was|got|been|now) (?:moved|postponed|pushed|rescheduled|shifted)\b|\b(?:moved|postponed|rescheduled|pushed back) (?:it |this )?to\b|\b(?:new|changed) dates?\b"
    r"|改[成到为]|再改|改期|推迟|延期|提前到|换[成到]",
    re.I,
)
PAID = re.compile(
    r"\b(?:pay|paid|pays|paying|repa\w+|sent? (?:me |him |her |them )?(?:the )?money|transfer\w*|chip(?:ped)? in)\b|还(?:了|过|给|我|清)?.{0,6}钱|[付转交还给](?:了|过|清)?.{0,4}钱|付[了过清]|转(?:了|过)?账|还[了过清]|份子",
    re.I,
)
_BY_ME = re.compile(
    r"\b(?:did|have|had) (?:i|we) (?:\w+ )?(?:pay|paid|send|sent|repa\w+|transfer\w*|give|given)\b|我(?:们)?(?:一共|总共|已经)?(?:分)?(?:了)?(?:[几多少]+次)?(?:还|付|转|给|交)",
    re.I,
)


def recurring(clause: Clause, means: Means) -> Draft | None:
    """How often something was moved, or paid, with each time; None if that isn't asked or isn't told."""
    if clause.wants is not Wants.TIMES:
        return None
    if MOVES.search(clause.text):
        chats = means.chats_of(clause.named) or means.who.chats_about(clause.text)
        return _counted(_said(clause, chats, means, _is_move), means)
    if PAID.search(clause.text) and clause.named:
        theirs = frozenset(account for one in clause.named for account in one.accounts)
        by = means.owner if _BY_ME.search(clause.text) else theirs
        found = payments(means, by, chats=means.chats_of(clause.named)[:2])
        return _counted([one.message for one in found if _is_timely(one.message, clause, means)], means)
    return None


def _said(
    clause: Clause, chats: Sequence[int], means: Means, tells: Callable[[Message], bool]
) -> list[Message]:
    found = [
        one for chat in chats[:3] for one in means.context.latest(chat=chat, limit=_READ)
        if one.when <= means.now and tells(one) and _is_timely(one, clause, means)
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.when)


def _is_move(message: Message) -> bool:
    return bool(_MOVED.search(fold(message.text))) and not cues.only_asks(message.text)


def _is_timely(message: Message, clause: Clause, means: Means) -> bool:
    spans = periods(clause, means.scope)
    return not spans or any(start <= message.when < end for start, end in spans)


def _counted(some: Sequence[Message], means: Means) -> Draft | None:
    parts = [part for one in some if (part := whole(one))]
    if not parts:
        return None
    days = {part.message.when.date() for part in parts}
    return Draft(
        sections=(
            Section(
                heading=wording.at_least(len(days), means.language),
                shown=tuple(Shown(passage=part) for part in parts),
            ),
        ),
        confidence=1.0,
        chats=tuple(dict.fromkeys(part.message.chat.id for part in parts))[:3],
        pool=tuple(parts),
    )
