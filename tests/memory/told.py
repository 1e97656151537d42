"""Made-up chats for tests of reading, and what was read in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from zhiji.chat.records import ChatKind
from zhiji.memory.reading.chinese_facts import chinese_facts
from zhiji.memory.records import BELIEVED_FROM, Reading
from zhiji.memory.thread import Line, Thread

OWNER, FRIEND = 1, 2
_BEGAN = datetime(2025, 3, 3, 9, tzinfo=UTC)


def thread(*said: tuple[int, str], kind: ChatKind = "direct") -> Thread:
    """A chat of the owner (1, 阿宁) and a friend (2, 小周), a line a minute."""
    lines = tuple(
        Line(
            id=at,
            sender=sender,
            name={OWNER: "阿宁", FRIEND: "小周"}.get(sender, "别人"),
            when=_BEGAN + timedelta(minutes=at),
            text=text,
            owner=sender == OWNER,
        )
        for at, (sender, text) in enumerate(said, start=1)
    )
    return Thread(lines=lines, kind=kind, owner=frozenset((OWNER,)))


def believed(chat: Thread) -> list[Reading]:
    """The Chinese facts of a chat that are believed."""
    return [one for one in chinese_facts(chat) if one.confidence >= BELIEVED_FROM]


def facts(*said: tuple[int, str], kind: ChatKind = "direct") -> set[tuple[str, str, str]]:
    """Relation, subject and value of all facts; a friend who speaks is 小周, the owner 阿宁."""
    chat = thread(*said, kind=kind)
    return {
        (
            one.relation,
            one.subject.name or chat.senders.get(one.subject.account or 0, ""),
            f"{'not ' if one.negated else ''}{one.value}",
        )
        for one in believed(chat)
    }


def one_line(message: str) -> set[tuple[str, str, str]]:
    """What a friend's only message tells; the friend is "me"."""
    return {
        (relation, subject.replace("小周", "me"), value)
        for relation, subject, value in facts((FRIEND, message))
    }
