"""Whom a reading is about: the sender, somebody's kin, a name as it was mentioned."""

from __future__ import annotations

import re

from zhiji.memory.records import Subject
from zhiji.memory.thread import Line, Thread

_NUMBER = re.compile(r"^\W*\+?[\d\s().-]{6,}$")


def sender_of(line: Line) -> Subject:
    """Who says it."""
    return Subject(account=line.sender)


def kin_of(line: Line, tie: str) -> Subject:
    """Somebody known by a tie to who says it; the owner's own kin carry no account, they are as mentioned."""
    return Subject(name=tie) if line.owner else Subject(name=tie, of=line.sender)


def kin_of_partner(thread: Thread, line: Line, tie: str) -> Subject | None:
    """Somebody known by a tie to whom the line is said to: "your sister"."""
    other = thread.partner(line.sender)
    if other is None:
        return None
    return Subject(name=tie) if other in thread.owner else Subject(name=tie, of=other)


def named(thread: Thread, name: str) -> Subject:
    """A sender of this chat if the name means one, else the name as mentioned."""
    account = thread.called(name)
    return Subject(account=account) if account is not None else Subject(name=name)


def is_stranger(line: Line) -> bool:
    """Whether all that is known of the sender is a number: what such a one claims is not believed."""
    return bool(_NUMBER.match(line.name))
