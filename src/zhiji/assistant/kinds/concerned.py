"""Whom a choice is about, and what they wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhiji.assistant.kinds import remembered
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.question import Clause
from zhiji.chat import Message

MOST_READ = 1200  # messages
_EVERYBODY = re.compile(
    r"\b(?:everyone|everybody|whole|all of us|all of them|the gang|guests?)\b|大家|所有人|全[家队组员]|一桌",
    re.I,
)
_WE = re.compile(r"\b(?:we|us|our)\b|我们|咱", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Whose words bear on it, and where they write."""

    accounts: frozenset[int]
    chats: tuple[int, ...]
    direct: tuple[int, ...]  # the chats of two with them
    owner: frozenset[int]

    @property
    def only_owner(self) -> bool:
        """Whether it is about the owner alone."""
        return self.accounts <= self.owner


def concerned(clause: Clause, means: Means) -> People:
    """Those named, or who write in the chat that is; else the owner, with their partner if it says "we"."""
    named = frozenset[int]().union(*(one.accounts for one in clause.named)) - means.owner
    if not named:
        named = frozenset[int]().union(*map(means.who.writers, means.scope.chats)) - means.owner
    accounts = named or means.owner
    if not named and _EVERYBODY.search(clause.text):
        accounts |= frozenset(one.sender.id for one in means.context.latest(limit=MOST_READ))
    elif not named and _WE.search(clause.text):
        accounts |= remembered.partner(means)
    chats = sorted(means.scope.chats) or means.who.chats_of(accounts - means.owner or accounts)
    direct = [chat for chat in chats if named and means.who.writers(chat) <= named | means.owner]
    return People(accounts=accounts, chats=tuple(chats), direct=tuple(direct), owner=means.owner)


def said_by(people: People, means: Means) -> list[Message]:
    """What they wrote to people, the newest first; in chats of two, what the owner wrote there, too."""
    some = means.context.by(people.accounts, chats=people.chats, limit=MOST_READ)
    some += means.context.by(people.owner - people.accounts, chats=people.direct[:1], limit=MOST_READ // 4)
    return sorted(
        (one for one in some if one.text and one.when <= means.now and one.chat.kind != "assistant"),
        key=lambda one: one.when,
        reverse=True,
    )
