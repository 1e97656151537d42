"""After a file: which strands are one chat, and which of their entries are one message.

Only entries without an id of their own are concerned. The outcome is recomputed from the set of all strands that may
be touched, so it is the same whatever order they were added in; ids of messages and chats stay as far as they can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import apsw

from zhiji.chat import Account
from zhiji.store import align, cluster, names, regroup, sessions
from zhiji.store.adopt import adopt
from zhiji.store.align import Entry
from zhiji.store.become import Becoming, Clocks, drop
from zhiji.store.keys import Keys, shifted
from zhiji.store.natives import as_recorded, natives, strays
from zhiji.store.reader import Reader
from zhiji.store.sql import all_rows, value


def settle(
    db: apsw.Connection,
    reader: Reader,
    keys: Keys,
    chats: Iterable[int],
    *,
    since: int,
    again: bool = False,
) -> None:
    """Settle the chats that got entries without ids, in a file whose messages begin with the id `since`.

    `again` brings forgotten ones back; else what turns out to be a copy of one is forgotten.
    """
    touched: set[int] = set(chats)
    touched |= adopt(db, reader, sorted(touched))
    touched = {chat for chat in touched if names.is_chat(db, chat)}
    with_ids = [chat for chat in touched if reader.chat(chat).native is not None]
    for chat in sorted(touched | strays(db, reader, keys, with_ids)):
        if not names.is_chat(db, chat):  # put into another one by now
            continue
        if reader.chat(chat).native is None or regroup.has_strands(db, chat):
            touched |= regroup.regroup(db, reader, keys, chat)
    for chat in sorted(touched):
        if names.is_chat(db, chat):
            _Chat(db, reader, keys, chat).align(since=since, again=again)


class _Chat:
    """One chat while its entries are aligned."""

    def __init__(self, db: apsw.Connection, reader: Reader, keys: Keys, chat: int) -> None:
        self._db, self._reader, self._keys, self._chat = db, reader, keys, chat

    def align(self, *, since: int, again: bool) -> None:
        """Let entries of one message be one message."""
        self._drop_orphans()
        if regroup.is_of_one_strand(self._db, self._chat):
            return
        strands = regroup.strands(self._db, self._chat)
        natives_ = natives(self._db, self._reader, self._keys, self._chat) if strands else {}
        if len(strands.keys() | natives_.keys()) < 2:
            return
        every = {**strands, **{-file: entries for file, entries in natives_.items()}}
        shifts, on_exact = _shifts(every)
        if rekeyed := self._rekey(strands, shifts):
            self._drop_orphans()
            every.update(rekeyed)
        strands_of: dict[bytes, list[int]] = defaultdict(list)
        for name, entries in every.items():
            for entry in entries:
                strands_of[entry.key].append(name)
        clusters, counts_as = cluster.cluster(every, shifts)
        clocks = Clocks(shifts, on_exact, self._renamed(every, shifts, counts_as))
        becoming = Becoming(self._db, self._reader, self._chat, clocks, since=since, again=again)
        becoming.become(clusters, strands_of)

    def _drop_orphans(self) -> None:
        gone = drop(self._db, [(number, None) for number in regroup.orphans(self._db, self._chat)])
        if gone:
            sessions.renew(self._db, self._chat, [(at, number) for _, at, number in gone])

    def _rekey(self, strands: dict[int, list[Entry]], shifts: dict[int, int]) -> dict[int, list[Entry]]:
        """Give the records of strands whose clock goes otherwise keys of their own; returns these strands."""
        rekeyed: dict[int, list[Entry]] = {}
        for file, entries in strands.items():
            where = (file, self._chat)
            was = value(self._db, "SELECT shift FROM strand WHERE file = ? AND chat = ? LIMIT 1", where) or 0
            if was == shifts[file]:
                continue
            self._db.execute(
                "UPDATE strand SET shift = ? WHERE file = ? AND chat = ?", (shifts[file], *where)
            )
            new = {entry.key: shifted(entry.key, was, shifts[file]) for entry in entries}
            regroup.rekey(self._db, self._reader, file, self._chat, new)
            rekeyed[file] = [replace(entry, key=new[entry.key]) for entry in entries]
        return rekeyed

    def _renamed(
        self, every: dict[int, list[Entry]], shifts: dict[int, int], counts_as: dict[int, int]
    ) -> dict[int, Account]:
        """Label -> the account that its messages are sent by now, where a contact was renamed between exports.

        That is the one with an id, else the one of the latest strand: so all that a person wrote has one sender.
        """
        several = {label for label, other in counts_as.items() if label != other}
        several |= {counts_as[label] for label in several}
        latest: dict[int, tuple[bool, bool, int, str]] = {}
        accounts: dict[int, Account] = {}
        for name, entries in every.items() if several else ():
            end = max(entry.at for entry in entries) + shifts[name]
            for entry in entries:
                if entry.label in several and (sender := accounts.get(entry.label) or self._sender(entry)):
                    accounts[entry.label] = sender
                    rank = (sender.native is not None, entry.native, end, sender.key)
                    latest[entry.label] = max(rank, latest.get(entry.label, rank))
        best: dict[int, int] = {}
        for label in latest:
            known = best.setdefault(counts_as[label], label)
            if latest[label] > latest[known]:
                best[counts_as[label]] = label
        return {
            label: accounts[best[counts_as[label]]] for label in latest if best[counts_as[label]] != label
        }

    def _sender(self, entry: Entry) -> Account | None:
        """Who wrote an entry; nobody if it was forgotten."""
        sql = (
            "SELECT body, message FROM sighting JOIN record ON record.id = sighting.record"
            " WHERE chat = ? AND key = ? AND (body IS NOT NULL OR message IS NOT NULL) ORDER BY body"
        )
        found = [
            as_recorded(self._reader, body, number).sender
            for body, number in all_rows(self._db, sql, (self._chat, entry.key))
        ]
        return max(found, key=lambda sender: (sender.native is not None, sender.key), default=None)


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
    """The pair that tells the second one's clock best: the first that leaves no doubt, else the one that agrees most."""
    best: tuple[int, int] | None = None
    for pair in pairs:
        if pair not in relations:
            relations[pair] = align.relate(strands[pair[0]], strands[pair[1]])
        if not relations[pair].same_chat(same_name=True):
            continue
        if relations[pair].certain:
            return pair
        if best is None or _agreement(relations[pair]) > _agreement(relations[best]):
            best = pair
    return best


def _agreement(relation: align.Relation) -> tuple[int, bool]:
    return relation.matched, not relation.shift
