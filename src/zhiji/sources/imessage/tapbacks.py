"""Tapbacks and votes: rows of their own in the database, reactions on the message that they are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from zhiji.chat import Account, Json, Reaction
from zhiji.sources.database import Database
from zhiji.sources.imessage import balloons
from zhiji.sources.imessage.tables import NOBODY, OWNER, People, number, text
from zhiji.sources.imessage.times import instant

STICKER_ON_MESSAGE = 1000
_FIRST, _REMOVED, _VOTE, _LAST = 2000, 3000, 4000, 4999
_EMOJI = ("❤️", "👍", "👎", "😂", "‼️", "❓")
_ANY_EMOJI, _STICKER = 6, 7
_COLUMNS = (
    "ROWID",
    "associated_message_guid",
    "associated_message_type",
    "associated_message_emoji",
    "handle_id",
    "is_from_me",
    "date",
    "payload_data",
)


def is_tapback(kind: object) -> bool:
    """Whether a row with this `associated_message_type` is no message of its own."""
    return _FIRST <= number(kind) <= _LAST


def is_added(kind: object) -> bool:
    """Whether the row is a tapback that was added, not one that was removed, nor a vote."""
    return _FIRST <= number(kind) < _REMOVED


def target(guid: object) -> str:
    """The message that an `associated_message_guid` points to; before it stands which part of it: p:0/ or bp:"""
    bare = text(guid)
    if bare.startswith("bp:"):
        return bare[3:]
    return bare.partition("/")[2] if bare.startswith("p:") else bare


@dataclass(slots=True)
class _OnMessage:
    reactions: dict[tuple[str, str, bool], tuple[int, Reaction]] = field(default_factory=dict)
    votes: dict[str, list[str]] = field(default_factory=dict)  # who -> ids of options


class Tapbacks:
    """All tapbacks of a database by the message they are on."""

    def __init__(self, db: Database, people: People) -> None:
        self._on: dict[str, _OnMessage] = {}
        self._people = people
        if "associated_message_type" not in {name.lower() for name in db.columns("message")}:
            return
        rest = f"WHERE associated_message_type BETWEEN {_FIRST} AND {_LAST} ORDER BY 7, 1"
        for _, guid, kind, emoji, handle, mine, date, payload in db.rows("message", _COLUMNS, rest):
            on = self._on.setdefault(target(guid), _OnMessage())
            who = OWNER if mine else people.at(handle) or NOBODY
            if number(kind) >= _VOTE:
                self._vote(on, who, payload)
            else:
                self._tapback(on, text(guid), number(kind), text(emoji), who, instant(date))

    def of(self, guid: str) -> tuple[Reaction, ...]:
        """The reactions that a message has in the end."""
        on = self._on.get(guid)
        return tuple(reaction for _, reaction in on.reactions.values()) if on else ()

    def votes(self, guid: str, options: dict[str, str]) -> dict[str, Json]:
        """Who chose what in a poll."""
        on = self._on.get(guid)
        chosen: dict[str, Json] = {}
        for who, ids in (on.votes if on else {}).items():
            for one in ids:
                listed = chosen.setdefault(options.get(one, one), [])
                if isinstance(listed, list):
                    listed.append(who)
        return chosen

    def forget(self, guid: str) -> None:
        """The message was read; whose tapbacks are left in the end, isn't in the database."""
        self._on.pop(guid, None)

    def left(self) -> Iterator[str]:
        """The messages that have tapbacks and weren't forgotten."""
        yield from self._on

    def _tapback(
        self, on: _OnMessage, guid: str, kind: int, emoji: str, who: Account, when: datetime | None
    ) -> None:
        part = guid[: -len(target(guid))] if target(guid) else guid
        which = kind % _REMOVED if kind >= _REMOVED else kind % _FIRST
        # One person has one tapback on a part; stickers come on top.
        place = (part, who.name, which == _STICKER)
        before = on.reactions.get(place)
        if kind < _REMOVED:
            on.reactions.pop(place, None)
            shown = _EMOJI[which] if which < len(_EMOJI) else emoji if which == _ANY_EMOJI else "sticker"
            on.reactions[place] = (which, Reaction(sender=who.name, emoji=shown or "?", when=when))
        elif before and before[0] == which:
            del on.reactions[place]

    def _vote(self, on: _OnMessage, who: Account, payload: object) -> None:
        chosen = [option for _, option in balloons.votes(payload)]
        on.votes[who.name] = chosen
