"""Let every cluster of entries be one message.

What changes is planned for some hundred clusters at a time and written together; sessions are reckoned anew once.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta

import apsw

from zhiji.chat import Account, Message, MessageId, merge
from zhiji.store import cascade, names, rows, sessions, words
from zhiji.store.align import Entry
from zhiji.store.natives import as_recorded
from zhiji.store.reader import CHUNK, Reader
from zhiji.store.sql import all_rows
from zhiji.store.write import rewrite

_Members = list[tuple[int, int | None]]  # (record, message) of a cluster's entries
_NO_ID = MessageId(0)
_SET_BODY = "UPDATE sighting SET body = ? WHERE record = ? AND file = ?"


@dataclass(frozen=True, slots=True)
class Clocks:
    """By which clock each strand's file wrote, and what goes by the name of another account now."""

    shifts: Mapping[int, int]  # microseconds to the chat's common clock
    on_exact: Mapping[int, bool]  # whether that one tells instants
    renamed: Mapping[int, Account]  # label -> who that is

    def common(self, message: Message, name: int, number: MessageId) -> Message:
        """The message at the time of the chat's clock, an instant if that one is exact; under this id."""
        shift = self.shifts[name]
        when = message.when + timedelta(microseconds=shift) if shift else message.when
        if message.zone == "assumed" and self.on_exact[name]:
            return replace(message, when=when.replace(tzinfo=UTC), zone="known", id=number)
        if shift or message.id != number:
            return replace(message, when=when, id=number)
        return message

    def moves(self, entry: Entry, strands: Iterable[int]) -> bool:
        """Whether the chat's clock, or its sender's name, is another one than these strands say."""
        return entry.label in self.renamed or any(
            self.shifts[name] or (self.on_exact[name] and not entry.exact) for name in strands
        )


@dataclass(slots=True)
class _Cluster:
    entries: Sequence[Entry]
    members: _Members
    claimed: list[int] = field(default_factory=list)  # messages that are this one's


class Becoming:
    """The clusters of one chat while they become messages."""

    def __init__(
        self, db: apsw.Connection, reader: Reader, chat: int, clocks: Clocks, *, since: int, again: bool
    ) -> None:
        self._db, self._reader, self._chat, self._clocks = db, reader, chat, clocks
        self._since, self._again = since, again
        self._touched: dict[int, list[tuple[int, int]]] = defaultdict(list)  # chat -> (at, message)
        self._senders: dict[Account, Account] = {}

    def become(self, clusters: Sequence[Sequence[Entry]], strands_of: Mapping[bytes, Sequence[int]]) -> None:
        """Let every cluster be one message."""
        changed = self._changed(clusters, strands_of)
        seen = Counter(number for one in changed for number in {m for _, m in one.members if m is not None})
        self._materialise([number for number, places in seen.items() if places > 1])
        for start in range(0, len(changed), CHUNK):
            self._write(changed[start : start + CHUNK])
        for chat, touched in self._touched.items():
            sessions.renew(self._db, chat, touched)

    def _changed(
        self, clusters: Sequence[Sequence[Entry]], strands_of: Mapping[bytes, Sequence[int]]
    ) -> list[_Cluster]:
        """The clusters that aren't one message yet, or may make another one."""
        found = all_rows(self._db, "SELECT key, id, message FROM record WHERE chat = ?", (self._chat,))
        record = {key: (number, message) for key, number, message in found}
        sql = "SELECT record.id FROM record JOIN sighting ON sighting.record = record.id WHERE chat = ? AND body IS NOT NULL"
        told_apart = {number for (number,) in all_rows(self._db, sql, (self._chat,))}
        size = Counter(message for _, message in record.values() if message is not None)
        changed = []
        for entries in clusters:
            members = [record[entry.key] for entry in entries]
            held = {message for _, message in members}
            whole = len(held) == 1 and all(m is None or size[m] == len(members) for m in held)
            if whole and None in held:
                continue
            if (
                not whole
                or len(entries) > 1
                or members[0][0] in told_apart
                or any(self._clocks.moves(entry, strands_of[entry.key]) for entry in entries)
            ):
                changed.append(_Cluster(entries, members))
        primary: dict[int, int] = {}
        for number, message in record.values():
            if message is not None:
                primary[message] = min(number, primary.get(message, number))
        _claim(changed, primary, self._since)
        return changed

    def _materialise(self, messages: Sequence[int]) -> None:
        """Write down what sightings said, before their message, which is of several clusters, says something else."""
        for number, message in self._reader.messages(messages).items():
            open_ = "body IS NULL AND record IN (SELECT id FROM record WHERE message = ?)"
            body = rows.dump(rows.body(message))
            self._db.execute(f"UPDATE sighting SET body = ? WHERE {open_}", (body, number))

    def _write(self, clusters: Sequence[_Cluster]) -> None:
        said = self._said([number for one in clusters for number, _ in one.members])
        numbers = {
            m for one in clusters for m in (*(m for _, m in one.members), *one.claimed) if m is not None
        }
        known = self._reader.messages(sorted(numbers))
        drops: list[tuple[int, int | None]] = []
        bodies: list[tuple[str, int, int]] = []
        pairs: list[tuple[Message, Message]] = []
        homes: list[tuple[int, int]] = []
        for one in clusters:
            if any(message is None for _, message in one.members) and not self._again:
                self._forget(one.members)
                drops += [(number, None) for number in one.claimed]
                continue
            after = self._merged(one, said, known)
            if one.claimed:
                target = one.claimed[0]
                drops += [(number, target) for number in one.claimed[1:]]
                if not _same(after, known[target]):
                    pairs.append((known[target], after))
            else:
                target, at = insert(self._db, self._reader, after)
                self._touched[self._chat].append((at, target))
            bodies += _differing(one.members, said, known, after)
            homes += [(target, number) for number, message in one.members if message != target]
        self._db.executemany(_SET_BODY, bodies)
        self._touch(drop(self._db, drops))
        self._touch(rewrite(self._db, self._reader, pairs))
        self._db.executemany("UPDATE record SET message = ? WHERE id = ?", homes)

    def _touch(self, touched: Iterable[tuple[int, int, int]]) -> None:
        for chat, at, number in touched:
            self._touched[chat].append((at, number))

    def _said(self, records: Sequence[int]) -> Mapping[int, list[tuple[int, str | None]]]:
        """What each file says of some records, as (file, body)."""
        found: dict[int, list[tuple[int, str | None]]] = defaultdict(list)
        for start in range(0, len(records), CHUNK):
            some = tuple(records[start : start + CHUNK])
            marks = ",".join("?" * len(some))
            sql = f"SELECT record, file, body FROM sighting WHERE record IN ({marks}) ORDER BY record, file"
            for number, file, body in all_rows(self._db, sql, some):
                found[number].append((file, body))
        return found

    def _forget(self, members: _Members) -> None:
        """What belongs to a forgotten message is forgotten."""
        each = [(number,) for number, _ in members]
        self._db.executemany("UPDATE record SET message = NULL WHERE id = ?", each)
        self._db.executemany("UPDATE sighting SET body = NULL WHERE record = ?", each)

    def _merged(
        self,
        one: _Cluster,
        said: Mapping[int, list[tuple[int, str | None]]],
        known: Mapping[int, Message],
    ) -> Message:
        """The message that a cluster's sightings make, sent by whom its sender is called now."""
        merged: Message | None = None
        for entry, (record, message) in zip(one.entries, one.members, strict=True):
            for name, recorded in self._each(entry, message, said[record], known):
                copy = self._clocks.common(recorded, name, recorded.id if merged is None else merged.id)
                merged = copy if merged is None else merge(merged, copy)
        assert merged is not None, "a record has a sighting"
        number = MessageId(one.claimed[0]) if one.claimed else _NO_ID
        chat, sender = self._reader.chat(self._chat), self._account(self._sender(one, merged))
        if (merged.id, merged.chat, merged.sender) == (number, chat, sender):
            return merged
        return replace(merged, id=number, chat=chat, sender=sender)

    def _sender(self, one: _Cluster, merged: Message) -> Account:
        renamed = self._clocks.renamed
        if not renamed:
            return merged.sender
        return next((renamed[entry.label] for entry in one.entries if entry.label in renamed), merged.sender)

    def _each(
        self,
        entry: Entry,
        message: int | None,
        said: Iterable[tuple[int, str | None]],
        known: Mapping[int, Message],
    ) -> Iterator[tuple[int, Message]]:
        """What each strand says of an entry; what several say alike is there once for each clock."""
        seen = set()
        for file, body in said:
            name = -file if entry.native else file
            how = (body, self._clocks.shifts[name], self._clocks.on_exact[name])
            if how in seen or (body is None and message is None):  # else a forgotten one's
                continue
            seen.add(how)
            if body is not None:
                yield name, as_recorded(self._reader, body, 0)
            elif message is not None:
                yield name, known[message]

    def _account(self, sender: Account) -> Account:
        if sender not in self._senders:
            self._senders[sender] = self._reader.account(names.account(self._db, sender)[0])
        return self._senders[sender]


def _same(one: Message, other: Message) -> bool:
    """Whether two say the same; equal instants may be written in different zones."""
    return one == other and one.when.utcoffset() == other.when.utcoffset()


def _unchanged(said: Message, after: Message) -> bool:
    """Whether a message says what one of its copies said, whatever their ids."""
    return said.when == after.when and said.text == after.text and _same(replace(said, id=after.id), after)


def _differing(
    members: _Members,
    said: Mapping[int, list[tuple[int, str | None]]],
    known: Mapping[int, Message],
    after: Message,
) -> Iterator[tuple[str, int, int]]:
    """Bodies for the sightings that said what their message said, if it says something else now."""
    for record, message in members:
        open_ = [file for file, body in said[record] if body is None]
        if message is None or not open_ or _unchanged(known[message], after):
            continue
        body = rows.dump(rows.body(known[message]))
        yield from ((body, record, file) for file in open_)


def _claim(changed: Sequence[_Cluster], primary: Mapping[int, int], since: int) -> None:
    """Which messages become which cluster's: those of their oldest record, but an old one before a new one."""
    place_of = {
        message: place
        for place, one in enumerate(changed)
        for number, message in one.members
        if message is not None and primary[message] == number
    }
    olds = [sorted({m for _, m in one.members if m is not None and m < since}) for one in changed]
    counts = Counter(place for message, place in place_of.items() if message < since)
    for place, one in enumerate(changed):
        if not counts[place] and all(message is not None for _, message in one.members):
            _hand_on(place, olds, place_of, counts)
    for message in sorted(place_of):
        changed[place_of[message]].claimed.append(message)


def _hand_on(
    needy: int, olds: Sequence[Sequence[int]], place_of: dict[int, int], counts: Counter[int]
) -> None:
    """Let a cluster without an old message have one of its entries': from where there are two, if need be by way of others."""
    to: dict[int, tuple[int, int]] = {}  # where a message of a place would go
    waiting = deque([needy])
    while waiting:
        place = waiting.popleft()
        for message in olds[place]:
            there = place_of[message]
            if there == needy or there in to:
                continue
            to[there] = message, place
            if counts[there] == 1:
                waiting.append(there)
                continue
            counts[there] -= 1
            counts[needy] += 1
            while there != needy:
                message, there = to[there]
                place_of[message] = there
            return


def insert(db: apsw.Connection, reader: Reader, message: Message) -> tuple[int, int]:
    """A new message row, indexed, without a session; returns its id and time."""
    at, wall, zone = rows.times(message, reader.local)
    db.execute(
        "INSERT INTO message (chat, sender, at, wall, zone, precision, kind, source_id, text, session, rest)"
        " VALUES (?,?,?,?,?,?,?,?,?,0,?)",
        (message.chat.id, message.sender.id, at, wall, zone, message.precision, message.kind, message.source_id,
         message.text, rows.rest(message)),
    )  # fmt: skip
    number = db.last_insert_rowid()
    words.renew(db, number, words.of(message, message.sender.name))
    return number, at


def drop(db: apsw.Connection, numbers: Sequence[tuple[int, int | None]]) -> list[tuple[int, int, int]]:
    """Take away messages that are another one; evidence in them is evidence in that one.

    Returns (chat, at, message) of those that are gone.
    """
    resting = cascade.resting(db, [number for number, _ in numbers])
    for number, into in numbers:
        if number in resting:
            cascade.hand_over(db, number, into)
    gone: list[tuple[int, int, int]] = []
    for number, _ in numbers:
        gone += all_rows(db, "SELECT chat, at, id FROM message WHERE id = ?", (number,))
    each = [(number,) for number, _ in numbers]
    db.executemany("DELETE FROM message WHERE id = ?", each)
    db.executemany("DELETE FROM attachment WHERE message = ?", each)
    db.executemany("DELETE FROM version WHERE message = ?", each)
    words.drop(db, [number for number, _ in numbers])
    return gone
