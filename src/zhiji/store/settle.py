"""After a file: which strands are one chat, and which of their entries are one message.

Only entries without an id of their own are concerned. The outcome is recomputed from the set of all strands that may
be touched, so it is the same whatever order they were added in; ids of messages and chats stay as far as they can.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, timedelta

import apsw

from zhiji.chat import Account, Message, MessageId, merge
from zhiji.store import align, cascade, cluster, names, regroup, rows, sessions, words
from zhiji.store.align import Entry
from zhiji.store.keys import Keys, shifted
from zhiji.store.natives import as_recorded, natives, strays
from zhiji.store.reader import Reader
from zhiji.store.sql import all_rows, first_row, value
from zhiji.store.write import put


def settle(
    db: apsw.Connection,
    reader: Reader,
    keys: Keys,
    chats: Iterable[int],
    *,
    since: int,
    again: bool = False,
) -> int:
    """Settle the chats that got entries without ids; `again` brings forgotten ones back instead of forgetting new ones.

    Returns how many messages with ids from `since` on turned out to be forgotten ones.
    """
    touched: set[int] = set(chats)
    with_ids = [chat for chat in touched if reader.chat(chat).native is not None]
    for chat in sorted(touched | strays(db, reader, keys, with_ids)):
        if not names.is_chat(db, chat):  # put into another one by now
            continue
        if reader.chat(chat).native is None or regroup.has_strands(db, chat):
            touched |= regroup.regroup(db, reader, keys, chat)
    standing = [chat for chat in sorted(touched) if names.is_chat(db, chat)]
    aligned = [_Chat(db, reader, keys, chat, since, again) for chat in standing]
    for chat_ in aligned:
        chat_.align()
        for number, touched_times in chat_.gone.items():
            sessions.renew(db, number, touched_times)
    return sum(chat_.forgotten for chat_ in aligned)


_Members = list[tuple[int, int | None]]  # (record, message) of a cluster's entries


class _Chat:
    """One chat while its entries are aligned."""

    def __init__(
        self, db: apsw.Connection, reader: Reader, keys: Keys, chat: int, since: int, again: bool
    ) -> None:
        self.db, self.reader, self.keys, self.chat, self.since = db, reader, keys, chat, since
        self.again = again
        self.forgotten = 0
        self.gone: dict[int, list[tuple[int, int]]] = defaultdict(
            list
        )  # chat -> (at, id) of messages taken away

    def align(self) -> None:
        self._drop(regroup.orphans(self.db, self.chat))
        strands = regroup.strands(self.db, self.chat)
        natives_ = natives(self.db, self.reader, self.keys, self.chat) if strands else {}
        if len(strands.keys() | natives_.keys()) < 2:
            return
        every = {**strands, **{-file: entries for file, entries in natives_.items()}}
        shifts, self.on_exact = _shifts(every)
        if self._rekey(strands, shifts):
            self._drop(regroup.orphans(self.db, self.chat))
            every.update(regroup.strands(self.db, self.chat))
        self.shifts = shifts
        self.ends = {
            name: max(entry.at for entry in entries) + shifts[name] for name, entries in every.items()
        }
        self.strands_of: dict[bytes, list[int]] = defaultdict(list)
        for name, entries in every.items():
            for entry in entries:
                self.strands_of[entry.key].append(name)
        clusters, counts_as = cluster.cluster(every, shifts)
        self.renamed = self._renamed(every, counts_as)
        self._apply(clusters)

    def _rekey(self, strands: dict[int, list[Entry]], shifts: dict[int, int]) -> bool:
        """Give the records of strands whose clock goes otherwise keys of their own; whether there were any."""
        changed = False
        for file in strands:
            where = (file, self.chat)
            was = value(self.db, "SELECT shift FROM strand WHERE file = ? AND chat = ? LIMIT 1", where) or 0
            if was == shifts[file]:
                continue
            changed = True
            self.db.execute("UPDATE strand SET shift = ? WHERE file = ? AND chat = ?", (shifts[file], *where))
            for entry in strands[file]:
                key = shifted(shifted(entry.key, was), shifts[file])
                regroup.move_sighting(self.db, self.reader, file, (self.chat, entry.key), (self.chat, key))
        return changed

    def _apply(self, clusters: Sequence[Sequence[Entry]]) -> None:
        """Let every cluster be one message."""
        rows_ = all_rows(self.db, "SELECT key, id, message FROM record WHERE chat = ?", (self.chat,))
        record = {key: (number, message) for key, number, message in rows_}
        sql = "SELECT record.id FROM record JOIN sighting ON sighting.record = record.id WHERE chat = ? AND body IS NOT NULL"
        told_apart = {number for (number,) in all_rows(self.db, sql, (self.chat,))}
        primary: dict[int, int] = {}
        size: dict[int, int] = defaultdict(int)
        for number, message in record.values():
            if message is not None:
                primary[message] = min(number, primary.get(message, number))
                size[message] += 1
        changed = []
        for one in clusters:
            members = [record[entry.key] for entry in one]
            held = {message for _, message in members}
            whole = len(held) == 1 and all(
                message is None or size[message] == len(members) for message in held
            )
            told = any(number in told_apart for number, _ in members)
            moved = self._off_clock(one) or any(entry.label in self.renamed for entry in one)
            if not whole or (None not in held and (told or len(one) > 1 or moved)):
                changed.append((one, members))
        for _, members in changed:
            self._materialise(message for _, message in members if message is not None)
        for (one, members), claimed in zip(changed, self._claims(changed, primary), strict=True):
            self._become(one, members, claimed)

    def _claims(
        self, changed: Sequence[tuple[Sequence[Entry], _Members]], primary: dict[int, int]
    ) -> list[list[int]]:
        """Which messages become which cluster's: those of their oldest record, but an old one before a new one."""
        place_of = {
            message: place
            for place, (_, members) in enumerate(changed)
            for number, message in members
            if message is not None and primary[message] == number
        }
        olds = [sorted({m for _, m in members if m is not None and m < self.since}) for _, members in changed]
        counts = Counter(place for message, place in place_of.items() if message < self.since)
        for place, (_, members) in enumerate(changed):
            if not counts[place] and all(message is not None for _, message in members):
                _hand_on(place, olds, place_of, counts)
        claims: list[list[int]] = [[] for _ in changed]
        for message in sorted(place_of):
            claims[place_of[message]].append(message)
        return claims

    def _materialise(self, messages: Iterable[int]) -> None:
        """Write down what sightings said, before their message says something else."""
        for number in set(messages):
            open_ = "body IS NULL AND record IN (SELECT id FROM record WHERE message = ?)"
            if first_row(self.db, f"SELECT 1 FROM sighting WHERE {open_} LIMIT 1", (number,)):
                body = rows.dump(rows.body(self.reader.message(number)))
                self.db.execute(f"UPDATE sighting SET body = ? WHERE {open_}", (body, number))

    def _become(self, one: Sequence[Entry], members: _Members, claimed: Sequence[int]) -> None:
        marks = ",".join(str(number) for number, _ in members)
        if any(message is None for _, message in members) and not self.again:
            self.db.execute(f"UPDATE record SET message = NULL WHERE id IN ({marks})")
            self.db.execute(f"UPDATE sighting SET body = NULL WHERE record IN ({marks})")
            self._drop(claimed)
            self.forgotten += sum(number >= self.since for number in claimed)
            return
        after = self._merged(one)
        target = claimed[0] if claimed else None
        if target is None:
            target = insert(self.db, self.reader, after)
        else:
            before = self.reader.message(target)
            self._drop(claimed[1:], into=target)
            after = replace(after, id=before.id)
            if after != before or after.when.utcoffset() != before.when.utcoffset():
                put(self.db, self.reader, before, after)
        self.db.execute(f"UPDATE record SET message = ? WHERE id IN ({marks})", (target,))

    def _drop(self, numbers: Iterable[int], *, into: int | None = None) -> None:
        """Take away messages that are another one; evidence in them is evidence in that one."""
        for number in numbers:
            cascade.hand_over(self.db, number, into)
            chat_at = first_row(self.db, "SELECT chat, at FROM message WHERE id = ?", (number,))
            self.db.execute("DELETE FROM message WHERE id = ?", (number,))
            self.db.execute("DELETE FROM attachment WHERE message = ?", (number,))
            self.db.execute("DELETE FROM version WHERE message = ?", (number,))
            words.drop(self.db, [number])
            self.gone[chat_at[0]].append((chat_at[1], number))

    def _merged(self, one: Sequence[Entry]) -> Message:
        """The message that a cluster's sightings make, sent by whom its sender is called now."""
        merged: Message | None = None
        for entry in one:
            for name, body in self._bodies(entry):
                message = self._on_common_clock(body, self.shifts[name], exact=self.on_exact[name])
                merged = message if merged is None else merge(merged, message)
        assert merged is not None, "a record has a sighting"
        sender = next(
            (self.renamed[entry.label] for entry in one if entry.label in self.renamed), merged.sender
        )
        number, _ = names.account(self.db, sender)
        return replace(
            merged, id=MessageId(0), chat=self.reader.chat(self.chat), sender=self.reader.account(number)
        )

    def _renamed(self, every: dict[int, list[Entry]], counts_as: dict[int, int]) -> dict[int, Account]:
        """Label -> the account that its messages are sent by now, where a contact was renamed between exports.

        That is the one with ids, else the one of the latest strand: so all that a person wrote has one sender.
        """
        several = {label for label, other in counts_as.items() if label != other}
        several |= {counts_as[label] for label in several}
        latest: dict[int, tuple[bool, int, str]] = {}
        accounts: dict[int, Account] = {}
        for name, entries in every.items() if several else ():
            for entry in entries:
                if entry.label not in several:
                    continue
                if entry.label not in accounts:
                    for _, body in self._bodies(entry):
                        accounts[entry.label] = body.sender
                if entry.label in accounts:
                    rank = (entry.native, self.ends[name], accounts[entry.label].key)
                    latest[entry.label] = max(rank, latest.get(entry.label, rank))
        best: dict[int, int] = {}
        for label in latest:
            known = best.setdefault(counts_as[label], label)
            if latest[label] > latest[known]:
                best[counts_as[label]] = label
        return {
            label: accounts[best[counts_as[label]]] for label in latest if best[counts_as[label]] != label
        }

    def _bodies(self, entry: Entry) -> list[tuple[int, Message]]:
        """What each strand's file says of an entry; what several say alike is there once for each clock."""
        sql = (
            "SELECT body, message, file FROM sighting JOIN record ON record.id = sighting.record"
            " WHERE chat = ? AND key = ? ORDER BY body, file"
        )
        found: dict[object, tuple[int, Message]] = {}
        for body, number, file in all_rows(self.db, sql, (self.chat, entry.key)):
            name = -file if entry.native else file
            said = (body, self.shifts[name], self.on_exact[name])
            if said not in found and (body is not None or number is not None):  # else a forgotten one's
                found[said] = (name, as_recorded(self.reader, body, number))
        return list(found.values())

    def _on_common_clock(self, message: Message, shift: int, *, exact: bool) -> Message:
        """The message at the time of the chat's clock; an instant, if that clock is an exact one."""
        when = message.when + timedelta(microseconds=shift)
        if message.zone == "assumed" and exact:
            return replace(message, when=when.replace(tzinfo=UTC), zone="known")
        return replace(message, when=when) if shift else message

    def _off_clock(self, one: Sequence[Entry]) -> bool:
        """Whether some of it was written by another clock than the chat's."""
        names_ = {name for entry in one for name in self.strands_of[entry.key]}
        return any(self.shifts[name] for name in names_) or any(
            not entry.exact and self.on_exact[name] for entry in one for name in self.strands_of[entry.key]
        )


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


def insert(db: apsw.Connection, reader: Reader, message: Message) -> int:
    """A new message row, indexed; returns its id."""
    at, wall, zone = rows.times(message, reader.local)
    db.execute(
        "INSERT INTO message (chat, sender, at, wall, zone, precision, kind, source_id, text, session, rest)"
        " VALUES (?,?,?,?,?,?,?,?,?,0,?)",
        (message.chat.id, message.sender.id, at, wall, zone, message.precision, message.kind, message.source_id,
         message.text, rows.rest(message)),
    )  # fmt: skip
    number = db.last_insert_rowid()
    words.renew(db, number, words.of(message, message.sender.name))
    sessions.renew(db, message.chat.id, [(at, number)])
    return number


def _shifts(strands: dict[int, list[Entry]]) -> tuple[dict[int, int], dict[int, bool]]:
    """Microseconds to add to each strand's times, so that all go by the best one's clock; whether that is exact."""
    ranked = sorted(strands, key=lambda name: align.strand_rank(strands[name]))
    mixed = {name for name in ranked if len({entry.exact for entry in strands[name]}) > 1}
    waiting = sorted(ranked, key=mixed.__contains__)  # those of no one clock come last and keep their times
    relations: dict[tuple[int, int], align.Relation] = {}
    shifts: dict[int, int] = {}
    on_exact: dict[int, bool] = {}
    while waiting:
        pairs = [(placed, name) for name in waiting if name not in mixed for placed in shifts]
        found = _next_placed(strands, pairs, relations)
        if found is None:
            name = waiting[0]
            shifts[name], on_exact[name] = 0, all(entry.exact for entry in strands[name])
        else:
            placed, name = found
            shifts[name], on_exact[name] = shifts[placed] + relations[found].shift, on_exact[placed]
        waiting.remove(name)
    return shifts, on_exact


def _next_placed(
    strands: dict[int, list[Entry]],
    pairs: Iterable[tuple[int, int]],
    relations: dict[tuple[int, int], align.Relation],
) -> tuple[int, int] | None:
    """The first pair that tells the second one's clock; a single line an hour away only if no other pair does."""
    weak: tuple[int, int] | None = None
    for pair in pairs:
        if pair not in relations:
            relations[pair] = align.relate(strands[pair[0]], strands[pair[1]])
        relation = relations[pair]
        if relation.same_chat(same_name=True):
            if not relation.shift or relation.matched > 1:
                return pair
            weak = weak or pair
    return weak
