"""Short made-up chats for the readers of plans and promises."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from zhiji.chat.records import ChatKind
from zhiji.memory.reading.doing import doings
from zhiji.memory.records import BELIEVED_FROM, Reading
from zhiji.memory.thread import Line, Thread

NOON = datetime(2025, 9, 10, 12, 0, tzinfo=timezone(timedelta(hours=1)))  # a Wednesday
PEOPLE = {"a": "Ann", "b": "Bo", "c": "Cleo", "d": "小丁", "x": "+44 7700 900123"}


def thread(*said: str, kind: ChatKind = "direct", owner: str = "a") -> Thread:
    """A chat of lines as "a: words", a minute between them; "+3d" before a line lets days pass."""
    lines, moment = [], NOON
    for at, one in enumerate(said):
        if one.startswith("+"):
            days, _, one = one[1:].partition("d ")
            moment += timedelta(days=int(days))
        who, _, text = one.partition(": ")
        lines.append(
            Line(id=at + 1, sender=ord(who), name=PEOPLE[who], when=moment, text=text, owner=who == owner)
        )
        moment += timedelta(minutes=1)
    return Thread(lines=tuple(lines), kind=kind, owner=frozenset({ord(owner)}))


def believed(*said: str, kind: ChatKind = "direct") -> list[Reading]:
    """What is believed of a chat."""
    return [one for one in doings(thread(*said, kind=kind)) if one.confidence >= BELIEVED_FROM]


def told(*said: str, kind: ChatKind = "direct") -> list[str]:
    """The same as short words: who, which, in what state, by which line, until when."""
    lines = {one.id: one for one in thread(*said, kind=kind).lines}
    return [_short(one, lines) for one in believed(*said, kind=kind)]


def _short(one: Reading, lines: dict[int, Line]) -> str:
    who = chr(one.subject.account) if one.subject.account is not None else one.subject.name
    state = "" if one.status == "open" else f" {one.status}"
    heard = " heard" if one.trust == "hearsay" else ""
    return f"{who} {one.kind}{state}{heard} @{one.quote.message}"
