"""Chats written as lines, "who: words", for the tests of what is owed, settled, asked and told."""

from __future__ import annotations

from datetime import datetime, timedelta

from zhiji.chat.records import ChatKind
from zhiji.memory.reading.readers import Reader
from zhiji.memory.records import BELIEVED_FROM, Reading
from zhiji.memory.thread import Line, Thread

START = datetime.fromisoformat("2025-06-11T10:00:00+01:00")  # a Wednesday


def thread(
    *said: str, kind: ChatKind | None = None, start: datetime = START, owner: str = "", step: int = 2
) -> Thread:
    """A chat of such lines, two minutes apart; "+3d who: words" comes so many days later."""
    lines, now = [], start
    numbers: dict[str, int] = {}
    for at, words in enumerate(said, start=1):
        if words.startswith("+"):
            days, words = words[1:].split("d ", 1)
            now += timedelta(days=int(days))
        name, text = words.split(": ", 1)
        account = numbers.setdefault(name, len(numbers) + 1)
        lines.append(Line(id=at, sender=account, name=name, when=now, text=text, owner=name == owner))
        now += timedelta(minutes=step)
    mine = frozenset(number for name, number in numbers.items() if name == owner)
    return Thread(lines=tuple(lines), kind=kind, owner=mine)


def believed(reader: Reader, chat: Thread) -> list[Reading]:
    """What a reader is sure of."""
    return [one for one in reader(chat) if one.confidence >= BELIEVED_FROM]


def name(chat: Thread, account: int | None) -> str:
    """The name of a sender."""
    return chat.senders[account] if account is not None else ""
