"""Messages that have ids of their own, seen as entries, so that copies without ids can be compared with them.

Such copies lie in chats without an id until it is found that they belong to one that has an id: `homes` looks for it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import apsw

from zhiji.chat import Message, from_json
from zhiji.store import align, rows
from zhiji.store.align import Entry
from zhiji.store.keys import Keys, likeness
from zhiji.store.micros import micro
from zhiji.store.reader import Reader
from zhiji.store.sql import all_rows, first_row

_FORGOTTEN = (  # what is known still of messages that had an id
    "SELECT file, key, at, exact, precision, label, likeness, kind FROM record"
    f" JOIN sighting ON sighting.record = record.id WHERE chat = ? AND kind & {align.HAD_ID}"
)
_SAMPLE = 200  # entries of a chat that are looked for, at one clock and at all others
_SAMPLE_SHIFTED = 24
_ENOUGH = 2  # that were found
_EPOCH = datetime(1970, 1, 1)


def as_recorded(reader: Reader, body: str | None, number: int) -> Message:
    """A message as one file has it."""
    return reader.message(number) if body is None else from_json(json.loads(body), {}, {})


def natives(db: apsw.Connection, reader: Reader, keys: Keys, chat: int) -> dict[int, list[Entry]]:
    """Entries of the messages in a chat that have ids, by file."""
    found: dict[int, list[Entry]] = defaultdict(list)
    sql = (
        "SELECT sighting.file, record.key, record.message, sighting.body FROM record"
        " JOIN sighting ON sighting.record = record.id"
        " WHERE record.chat = ? AND record.likeness IS NULL AND record.message IS NOT NULL"
    )
    for file, key, number, body in all_rows(db, sql, (chat,)):
        message = as_recorded(reader, body, number)
        found[file].append(keys.entry_of(message, key, rows.rest(message) or "", native=True))
    for file, key, at, exact, precision, label, like, kind in all_rows(db, _FORGOTTEN, (chat,)):
        found[file].append(
            Entry(
                key=key,
                at=at,
                exact=bool(exact),
                precision=precision,
                label=label,
                likeness=like,
                kind=kind & ~align.HAD_ID,
                native=True,
            )
        )
    return found


def strays(db: apsw.Connection, reader: Reader, keys: Keys, chats: Iterable[int]) -> set[int]:
    """Chats without ids whose messages may be copies of messages in these chats, which have ids."""
    here = set(chats)
    places = {(chat.source, chat.scope) for chat in map(reader.chat, here)}
    sql = "SELECT id FROM chat WHERE source = ? AND scope = ? AND native IS NULL"
    nameless = [number for place in sorted(places) for (number,) in all_rows(db, sql, place)]
    return {number for number in nameless if homes(db, reader, keys, number) & here}


def homes(db: apsw.Connection, reader: Reader, keys: Keys, chat: int) -> set[int]:
    """Chats with ids in the same app that hold some of what this chat's strands say, at the same time or hours apart."""
    place = reader.chat(chat)
    sql = "SELECT 1 FROM chat WHERE source = ? AND scope = ? AND native IS NOT NULL LIMIT 1"
    if first_row(db, sql, (place.source, place.scope)) is None:
        return set()
    sample = _spread(_told(db, chat), _SAMPLE)
    least = min(_ENOUGH, len(sample))
    for some, shifts in ((sample, (0,)), (_spread(sample, _SAMPLE_SHIFTED), _SHIFTS)):
        votes: Counter[int] = Counter()
        for told in some:
            votes.update(_holding(db, reader, keys, chat, told, shifts))
        if found := {number for number, count in votes.items() if count >= least}:
            return found
    return set()


_SHIFTS = tuple(quarters * align.QUARTER for quarters in range(-align.FARTHEST, align.FARTHEST + 1))
_Told = tuple[int, int, int, int]  # at, exact, precision, likeness


def _told(db: apsw.Connection, chat: int) -> list[_Told]:
    """What was said once in a chat's strands, in words, oldest first."""
    sql = (
        "SELECT min(at), exact, max(precision), likeness FROM record WHERE chat = ? AND likeness IS NOT NULL"
        f" AND NOT kind & {align.WORDLESS | align.HAD_ID} GROUP BY likeness, exact HAVING max(at) - min(at) < ?"
        " ORDER BY min(at), likeness"
    )
    return all_rows(db, sql, (chat, 2 * align.FARTHEST * align.QUARTER))


def _spread(told: Sequence[_Told], most: int) -> Sequence[_Told]:
    """Some of them, over the whole time."""
    step = max(1, len(told) // most)
    return told[::step][:most]


def _holding(
    db: apsw.Connection, reader: Reader, keys: Keys, chat: int, told: _Told, shifts: Iterable[int]
) -> set[int]:
    """Chats with ids that hold something like an entry, at its time or shifted."""
    at, exact, precision, like = told
    if not exact:
        wall = _EPOCH + timedelta(microseconds=at)
        at = micro(wall.replace(tzinfo=reader.local).astimezone(UTC))
    return {
        candidate
        for shift in shifts
        for number, candidate in _near(db, reader, chat, (at + shift) // precision * precision, precision)
        if keys.number(likeness(reader.message(number))) == like
    }


def _near(
    db: apsw.Connection, reader: Reader, chat: int, at: int, precision: int
) -> Iterator[tuple[int, int]]:
    """Messages at a time in chats that have ids, with their chats."""
    place = reader.chat(chat)
    sql = (
        "SELECT message.id, message.chat FROM message JOIN chat ON chat.id = message.chat"
        " WHERE message.at >= ? AND message.at < ? AND chat.native IS NOT NULL AND chat.source = ? AND chat.scope = ?"
    )
    yield from all_rows(db, sql, (at, at + max(precision, 1_000_000), place.source, place.scope))
