"""Whom a claim is about: somebody who writes in the lines, or a name that stands in them."""

from __future__ import annotations

import re

from zhiji.language import fold
from zhiji.memory.extraction.items import Item
from zhiji.memory.extraction.prompt import Shown
from zhiji.memory.records import GROUP, Subject
from zhiji.memory.thread import Line

_LONGEST = 40  # characters of a name
_NUMBERED = re.compile(r"(S\d{1,3})(?:\s*\(.*\)|\s+\S.*)?")  # "S2", "S2 (Mum)", "S2 Mum"
_TIE = re.compile(r"(?:(S\d{1,3})\s*(?:'s|’s|的)|(my\s|我的?))\s*(\S.*)", re.I)
_WRITER = ("i", "me", "myself", "我", "自己", "俺")
_NOBODY = frozenset(
    [
        *(
            "he",
            "she",
            "it",
            "they",
            "him",
            "her",
            "them",
            "we",
            "us",
            "you",
            "someone",
            "somebody",
            "everyone",
        ),
        *(
            "everybody",
            "nobody",
            "people",
            "owner",
            "user",
            "assistant",
            "他",
            "她",
            "它",
            "他们",
            "她们",
            "我们",
        ),
        *("咱们", "你", "您", "你们", "大家", "有人", "别人", "对方"),
    ]
)
_TO = ("promise", "debt", "question", "instruction")


def subject(named: str, line: Line, shown: Shown) -> Subject | None:
    """Who is meant; None if it is nobody of these lines."""
    if numbered := _NUMBERED.fullmatch(named):
        account = shown.people.get(numbered[1])
        return None if account is None else Subject(account=account)
    folded = fold(named).strip()
    if folded == "group":
        return GROUP
    if folded in _WRITER:
        return Subject(account=line.sender)
    if tie := _TIE.fullmatch(named):
        whose = shown.people.get(tie[1].upper()) if tie[1] else line.sender
        return Subject(name=tie[3], of=whose) if whose is not None and _is_named(tie[3], shown) else None
    account = shown.thread.called(named)
    if account is not None:
        return Subject(account=account)
    if folded in _NOBODY or not _is_named(named, shown):
        return None
    return Subject(name=named, of=line.sender if _is_own(folded, line) else None)


def addressee(item: Item, line: Line, shown: Shown) -> Subject | None:
    """To whom, of what is promised, owed or asked; where two people talk, it is the other one."""
    if item.kind not in _TO:
        return None
    told = subject(item.to, line, shown) if item.to else None
    if told is not None:
        return told
    partner = shown.thread.partner(line.sender)
    return None if partner is None or item.kind == "debt" else Subject(account=partner)


def _is_own(folded: str, line: Line) -> bool:
    """Whether the line has the name as its writer's own: "my sister" where a claim is about "sister"."""
    return bool(re.search(rf"(?:\bmy |我的?){re.escape(folded)}", fold(line.text)))


def _is_named(name: str, shown: Shown) -> bool:
    """Whether the name stands in the lines that people wrote, as a word of its own."""
    folded = fold(name).strip()
    if not folded or len(folded) > _LONGEST or not any(map(str.isalnum, folded)):
        return False
    known = set(shown.messages)
    alone = re.compile(
        rf"(?<![a-z0-9]){re.escape(folded)}(?![a-z0-9])" if folded.isascii() else re.escape(folded)
    )
    return any(alone.search(fold(line.text)) for line in shown.lines.values() if line.id in known)
