"""Chats as the owner sees them: found by name, number or their app's id; several may be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from zhiji.chat import Chat, ChatId, ChatKind
from zhiji.errors import BadQuery
from zhiji.people import matching
from zhiji.people.grouping import Decisions
from zhiji.people.matching import Resolved
from zhiji.people.people import People
from zhiji.people.span import Span, spans
from zhiji.store import Store
from zhiji.store.directory import Decision, Directory


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeChat:
    """A chat, or several that the owner joined: one group that moved from app to app."""

    id: ChatId  # of its first part; the id of any part leads to it
    name: str
    parts: tuple[Chat, ...]

    @property
    def source(self) -> str:
        """The apps it is in."""
        return ", ".join(sorted({part.source for part in self.parts}))

    @property
    def kind(self) -> ChatKind | None:
        """What kind of chat it is, where some app tells."""
        return next((part.kind for part in self.parts if part.kind), None)

    @property
    def label(self) -> str:
        """Name, number and app: tells it from others of that name."""
        return f"{self.name} (#{self.id}, {self.source})"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedChat:
    """A chat, and how much was said in it by how many persons."""

    chat: WholeChat
    people: int
    messages: int
    first: datetime
    last: datetime


class Chats:
    """The chats of an archive, as one thread sees them; iterating lists those that have messages."""

    def __init__(self, store: Store, people: People) -> None:
        self._directory = Directory(store)
        self._local = store.reader.local
        self._people = people
        self._decisions = Decisions(self._directory, "chats")

    def __iter__(self) -> Iterator[ListedChat]:
        return iter(self.listed())

    def listed(self) -> tuple[ListedChat, ...]:
        """All chats, the latest first."""
        wholes, of = self._wholes()
        counts: dict[int, list[Span]] = defaultdict(list)
        persons: dict[int, set[int]] = defaultdict(set)
        for one in self._directory.activity():
            counts[of[one.chat]].append(Span(one.messages, one.first, one.last))
            if one.messages > one.notices:
                persons[of[one.chat]].add(self._people.of(one.account).id)
        listed = [
            ListedChat(chat=wholes[number], people=len(persons[number]), **spans(found, self._local))
            for number, found in counts.items()
        ]
        return tuple(sorted(listed, key=lambda one: (one.last, one.chat.id), reverse=True))

    def count(self) -> int:
        """How many there are."""
        return len(self._wholes()[0])

    def of(self, chat: Chat | int) -> WholeChat:
        """The whole that a chat, or the id of one, is part of."""
        wholes, of = self._wholes()
        return wholes[of[chat.id if isinstance(chat, Chat) else chat]]

    def resolve(self, name: str | int) -> Resolved[WholeChat]:
        """Every chat that a name, a number or an app's own id may mean. Raises UnknownName, with names that are near."""
        wholes, of = self._wholes()
        names = self._names(wholes, of)
        found = matching.numbered(name, of, names) or matching.resolve("chat", str(name), names)
        chats = tuple(wholes[number] for number in sorted(found))
        return Resolved(name=str(name), matches=chats, labels=tuple(chat.label for chat in chats))

    def names(self) -> list[tuple[WholeChat, tuple[str, ...]]]:
        """Everything that each chat may be called by."""
        wholes, of = self._wholes()
        return [(wholes[n], tuple(dict.fromkeys(some))) for n, some in self._names(wholes, of).items()]

    def merge(self, first: str | int, *others: str | int) -> Decision:
        """Let several chats be one, called as the first of them."""
        chosen = {name: self.resolve(name).only() for name in (first, *others)}
        if len({chat.id for chat in chosen.values()}) < 2:
            raise BadQuery(f"{chosen[first].label} is one chat already.")
        return self._decisions.merge([_part_called(chat, str(name)) for name, chat in chosen.items()])

    def split(self, name: str | int, *parts: int) -> Decision:
        """Let parts of a chat be chats of their own; all of them if none is named."""
        chat = self.resolve(name).only()
        every: list[int] = [part.id for part in chat.parts]
        if len(every) < 2:
            raise BadQuery(f"{chat.label} was not joined with another chat: there is nothing to split.")
        strange = [number for number in parts if number not in every]
        if strange:
            raise BadQuery(f"Chat {strange[0]} is no part of {chat.label}.")
        return self._decisions.split(parts or every)

    def undo(self, decision: int | None = None) -> Decision:
        """Take a decision back, the last one if none is named; those after it stay."""
        return self._decisions.undo(decision)

    def decisions(self) -> tuple[Decision, ...]:
        """Which chats were joined and parted, the oldest first; undone decisions too."""
        return self._decisions.listed()

    def _wholes(self) -> tuple[dict[int, WholeChat], dict[int, int]]:
        chats, joined = self._directory.chats(), self._directory.joined_chats()
        parts: dict[int, list[Chat]] = defaultdict(list)
        for number, chat in chats.items():
            parts[joined.get(number, number)].append(chat)
        wholes: dict[int, WholeChat] = {}
        for lead, some in parts.items():
            first = chats.get(lead, some[0])  # the first part may be gone
            ordered = sorted(some, key=lambda part: part.id != first.id)
            wholes[first.id] = WholeChat(id=first.id, name=first.name or first.key, parts=tuple(ordered))
        return wholes, {part.id: number for number, whole in wholes.items() for part in whole.parts}

    def _names(self, wholes: dict[int, WholeChat], of: dict[int, int]) -> dict[int, list[str]]:
        names = {
            n: [known for part in whole.parts for known in (part.name, part.key)]
            for n, whole in wholes.items()
        }
        for chat, some in self._directory.chat_names().items():
            if chat in of:
                names[of[chat]] += some
        return names


def _part_called(chat: WholeChat, name: str) -> int:
    """The part that was meant by a name: undoing other decisions must not change what this one says."""
    return next((part.id for part in chat.parts if matching.same_name(part.name, name)), chat.id)
