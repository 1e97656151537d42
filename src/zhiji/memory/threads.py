"""Threads out of the store: a session's lines with those around them, in pieces that can be read at one go."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from zhiji.chat.records import ChatKind
from zhiji.memory.thread import Line, Thread
from zhiji.people import People
from zhiji.store import Store
from zhiji.store.directory import Directory
from zhiji.store.remembering import Spoken, Stretch, What
from zhiji.store.stirring import AFTER, BEFORE

PIECE = 300  # lines of a long session that are read at one go


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What senders are called, who of them is the owner, and what kinds of chats there are."""

    names: Mapping[int, tuple[str, ...]]  # the one that an account goes by first
    owner: frozenset[int]
    kinds: Mapping[int, ChatKind | None]

    def digests(self) -> dict[What, bytes]:
        """What tells whether an account or a chat is known otherwise by now."""
        accounts = {
            ("account", number): _digest([number in self.owner, names[0], sorted(names)])
            for number, names in self.names.items()
        }
        return accounts | {("chat", number): _digest(kind) for number, kind in self.kinds.items()}


def known(store: Store) -> Known:
    """Senders and chats as they are now."""
    directory = Directory(store)
    called, cards = directory.account_names(), directory.contacts()
    owner = People(store).owner
    return Known(
        names={
            number: tuple(
                dict.fromkeys(
                    (account.name, *called.get(number, ()), *(cards[number].names if number in cards else ()))
                )
            )
            for number, account in directory.accounts().items()
        },
        owner=frozenset(int(account.id) for account in owner.accounts) if owner else frozenset(),
        kinds={number: chat.kind for number, chat in directory.chats().items()},
    )


def threads(stretch: Stretch, known: Known) -> Iterator[Thread]:
    """The session in pieces, each with the lines around it."""
    every = [_line(one, known) for one in (*stretch.before, *stretch.own, *stretch.after)]
    first, stop = len(stretch.before), len(stretch.before) + len(stretch.own)
    for start in range(first, stop, PIECE):
        end = min(start + PIECE, stop)
        low = max(0, start - BEFORE)
        lines = tuple(every[low : end + AFTER])
        yield Thread(
            lines=lines,
            kind=known.kinds.get(stretch.chat),
            first=start - low,
            stop=end - low,
            owner=known.owner,
            names={line.sender: known.names.get(line.sender, (line.name,)) for line in lines},
        )


def _line(one: Spoken, known: Known) -> Line:
    return Line(
        id=one.id,
        sender=one.sender,
        name=known.names.get(one.sender, ("",))[0],
        when=one.when,
        text=one.text,
        owner=one.sender in known.owner,
        kind=one.kind,
        mentions=one.mentions,
        reply_to=one.reply_to,
        forwarded=one.forwarded,
    )


def _digest(what: object) -> bytes:
    return sha256(json.dumps(what).encode()).digest()[:8]
