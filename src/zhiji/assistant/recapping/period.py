"""The messages that a recap is made of: those of the time, chat by chat."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from zhiji.assistant.recapping import noise
from zhiji.assistant.who import Who
from zhiji.chat import ChatKind, Message
from zhiji.people import Chats, People
from zhiji.people.chats import WholeChat
from zhiji.store import Store
from zhiji.store.context import Context
from zhiji.store.rows import HIDDEN

# What apps call the chat with oneself.
_NOTES = re.compile(
    r"\b(?:saved messages|notes? to self|message yourself|keep memo|my notes)\b|\(you\)|文件传输助手|我的(?:手机|电脑)|备忘|自己",
    re.I,
)
MOST_READ = 30_000  # messages


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What was said in one chat, oldest first, noise left out."""

    chat: int  # of the whole, where the owner joined several
    name: str
    kind: ChatKind | None
    messages: tuple[Message, ...]
    owner: frozenset[int]
    is_own: bool = False  # the owner's notes to themselves

    @cached_property
    def senders(self) -> frozenset[int]:
        """Who wrote in it."""
        return frozenset(one.sender.id for one in self.messages)

    @cached_property
    def is_direct(self) -> bool:
        """Whether two people talk here."""
        return self.kind == "direct" or (self.kind is None and len(self.senders - self.owner) == 1)

    @cached_property
    def mine(self) -> int:
        """How many of the messages are the owner's."""
        return sum(one.sender.id in self.owner for one in self.messages)


class Period:
    """A time and what was said in it, as the owner's limits let it through."""

    def __init__(self, store: Store, *, who: Who, context: Context, since: datetime, until: datetime) -> None:
        self.store, self.who, self.context = store, who, context
        self.since, self.until = since, until
        self.owner = who.owner
        self.cut_short = False  # more was said than is read

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        """By chat, those that go on latest first."""
        return self.read(self.since)

    def read(self, since: datetime) -> tuple[Talk, ...]:
        """The same from another time on."""
        found = self.context.latest(since=since, limit=MOST_READ)
        self.cut_short |= len(found) == MOST_READ
        there = [one for one in found if one.when < self.until and one.kind not in HIDDEN]
        by_chat: defaultdict[int, list[Message]] = defaultdict(list)
        wholes = Chats(self.store, People(self.store))
        lead = {number: wholes.of(number) for number in {one.chat.id for one in there}}
        for one in noise.said_by_people(list(reversed(there)), self.owner):
            by_chat[lead[one.chat.id].id].append(one)
        named: dict[int, WholeChat] = {whole.id: whole for whole in lead.values()}
        return tuple(
            Talk(
                chat=number,
                name=named[number].name,
                kind=named[number].kind,
                messages=tuple(self.who.shown(one) for one in some),
                owner=self.owner,
                is_own=self._is_own(some[-1]),
            )
            for number, some in sorted(
                by_chat.items(), key=lambda one: (_newest(one[1]), one[0]), reverse=True
            )
        )

    def _is_own(self, message: Message) -> bool:
        """Whether the owner writes to nobody but themselves in its chat; who waits for a first reply does not."""
        chat = message.chat
        if chat.kind == "group" or not self.owner.issuperset(self.who.writers(chat.id)):
            return False
        return bool(_NOTES.search(chat.name)) or chat.name in self.who.names_of(self.owner)


def _newest(messages: Sequence[Message]) -> datetime:
    return messages[-1].when
