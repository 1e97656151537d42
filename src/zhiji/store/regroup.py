"""Which strands make one chat, where an export gives chats no id (WhatsApp text, LINE, KakaoTalk, QQ).

Strands are one chat if they share messages; or if name and participants agree and they cover different times. Where
two strands of one name cover the same time and share nothing, or one file has them as two, the name proves nothing,
and none of that name are joined by it. So two different chats of the same name stay two, and the order of adding is all one.

A chat that has an id in another export of the same app (WhatsApp's database beside its text) takes part with all its
messages: strands that share messages with it belong to it. It never becomes one with another chat that has an id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import apsw

from zhiji.store import align, cascade, names, rows, sessions, words
from zhiji.store.align import Entry
from zhiji.store.keys import Keys, shifted
from zhiji.store.natives import homes, natives
from zhiji.store.reader import Reader
from zhiji.store.sql import all_rows, first_row, value

_NAMES = "SELECT name FROM chat_name WHERE chat = ?"
DAY_AND_MORE = 26 * 3600 * 1_000_000
Place = tuple[int, bytes]  # (chat, key) of a record


@dataclass(slots=True)
class _Unit:
    """What one file holds of one chat, or (`body`) all that is known under the id of a chat that has one."""

    file: int
    chat: int
    names: set[str]
    entries: list[Entry] = field(default_factory=list)
    body: bool = False

    @property
    def people(self) -> set[int]:
        return {entry.label for entry in self.entries}


def strands(db: apsw.Connection, chat: int) -> dict[int, list[Entry]]:
    """The entries without ids of a chat, by file."""
    found: dict[int, list[Entry]] = defaultdict(list)
    sql = (
        "SELECT file, key, at, exact, precision, label, likeness, kind FROM record"
        " JOIN sighting ON sighting.record = record.id WHERE chat = ? AND likeness IS NOT NULL"
        f" AND NOT kind & {align.HAD_ID}"
    )
    for file, key, at, exact, precision, label, like, kind in all_rows(db, sql, (chat,)):
        found[file].append(
            Entry(
                key=key, at=at, exact=bool(exact), precision=precision, label=label, likeness=like, kind=kind
            )
        )
    return found


def has_strands(db: apsw.Connection, chat: int) -> bool:
    """Whether some file holds this chat without an id."""
    return (
        first_row(db, "SELECT 1 FROM strand WHERE chat = ? AND mate IS NOT NULL LIMIT 1", (chat,)) is not None
    )


def is_of_one_strand(db: apsw.Connection, chat: int) -> bool:
    """Whether all of a chat is what one file holds of it, by its own clock: nothing to compare, however long it is."""
    sql = "SELECT count(*), count(DISTINCT file), max(abs(shift)) FROM strand WHERE chat = ?"
    count, files, shift = first_row(db, sql, (chat,))
    with_id = "SELECT 1 FROM record WHERE chat = ? AND (likeness IS NULL OR kind & ?) LIMIT 1"
    return count == files == 1 and not shift and first_row(db, with_id, (chat, align.HAD_ID)) is None


def regroup(db: apsw.Connection, reader: Reader, keys: Keys, chat: int) -> set[int]:
    """Put the strands of this chat, and of those it may be one with, into the chats they belong to; returns these."""
    candidates = _candidates(db, reader, keys, chat)
    if candidates == {chat} and is_of_one_strand(db, chat):
        return candidates
    units = _units(db, reader, keys, candidates)
    if len(units) < 2:
        return {chat}
    groups = [[units[number] for number in group] for group in _groups(units)]
    bodies = {unit.chat for unit in units if unit.body}
    taken: set[int] = set()
    for group in groups:
        target = _target(db, reader, group, bodies, taken)
        taken.add(target)
        for unit in group:
            if unit.chat != target:
                _move(db, reader, unit, target, {one.file for one in group})
        if target not in bodies:
            _rename(db, target, group)
    for target in taken:
        names.renew_kind(db, target)
    reader.forget_names()
    _drop_empty(db, {unit.chat for unit in units} - taken)
    return taken


def _target(
    db: apsw.Connection, reader: Reader, group: Sequence[_Unit], bodies: set[int], taken: set[int]
) -> int:
    """The chat that a group becomes: the one that has an id, else the oldest that is free, else a new one."""
    if with_id := [unit.chat for unit in group if unit.body]:
        return with_id[0]
    free = sorted({unit.chat for unit in group} - taken - bodies)
    if free:
        return free[0]
    return names.new_chat(db, replace(reader.chat(group[0].chat), native=None))


def move_sighting(db: apsw.Connection, reader: Reader, file: int, here: Place, there: Place) -> None:
    """Let what a file says be a sighting of another record; that one is made, with the same message, if need be."""
    old = first_row(db, "SELECT * FROM record WHERE chat = ? AND key = ?", here)
    known = first_row(db, "SELECT id, message FROM record WHERE chat = ? AND key = ?", there)
    if known is not None:
        new, message = known
    else:
        message = old[3] if here[0] == there[0] or old[3] is None else _copy(db, reader, old[3], there[0])
        db.execute("INSERT INTO record VALUES (NULL,?,?,?,?,?,?,?,?,?)", (*there, message, *old[4:]))
        new = db.last_insert_rowid()
    if message is None:  # what was forgotten leaves no word
        db.execute("UPDATE sighting SET body = NULL WHERE record = ? AND file = ?", (old[0], file))
    elif old[3] is not None:
        body = rows.dump(rows.body(reader.message(old[3])))
        db.execute(
            "UPDATE sighting SET body = ? WHERE record = ? AND file = ? AND body IS NULL",
            (body, old[0], file),
        )
    db.execute("UPDATE OR REPLACE sighting SET record = ? WHERE record = ? AND file = ?", (new, old[0], file))
    if first_row(db, "SELECT 1 FROM sighting WHERE record = ? LIMIT 1", (old[0],)) is None:
        db.execute("DELETE FROM record WHERE id = ?", (old[0],))


def rekey(db: apsw.Connection, reader: Reader, file: int, chat: int, keys: Mapping[bytes, bytes]) -> None:
    """Let what a file says of a chat have other keys, as old key -> new key."""
    sql = (
        "SELECT key, count(*) = 1 AND max(file) = ? FROM record JOIN sighting ON sighting.record = record.id"
        " WHERE chat = ? GROUP BY record.id"
    )
    alone = dict(all_rows(db, sql, (file, chat)))  # key -> whether only this file has it
    simple = {old: new for old, new in keys.items() if alone[old] and new not in alone}
    each = [(new, chat, old) for old, new in simple.items()]
    db.executemany("UPDATE record SET key = ? WHERE chat = ? AND key = ?", each)
    for old, new in keys.items():
        if old not in simple:
            move_sighting(db, reader, file, (chat, old), (chat, new))


def orphans(db: apsw.Connection, chat: int) -> list[int]:
    """Messages of a chat that no record stands for any more."""
    sql = "SELECT id FROM message WHERE chat = ? AND NOT EXISTS (SELECT 1 FROM record WHERE record.message = message.id)"
    return [number for (number,) in all_rows(db, sql, (chat,))]


def _candidates(db: apsw.Connection, reader: Reader, keys: Keys, chat: int) -> set[int]:
    """Chats with strands in the same app that share a name with this one, or an entry at about the same time.

    With them those that have ids and hold messages of such strands.
    """
    shared = (
        "SELECT DISTINCT other.chat FROM record AS mine JOIN record AS other INDEXED BY record_likeness"
        " ON other.likeness = mine.likeness AND other.at BETWEEN mine.at - ? AND mine.at + ?"
        " JOIN chat ON chat.id = other.chat, chat AS this"
        " WHERE mine.chat = ? AND mine.likeness IS NOT NULL AND this.id = mine.chat"
        " AND chat.source = this.source AND chat.scope = this.scope"
    )
    named = (
        "SELECT DISTINCT other.chat FROM strand AS mine JOIN strand AS other ON other.mate = mine.mate"
        " JOIN chat ON chat.id = other.chat, chat AS this WHERE mine.chat = ? AND this.id = mine.chat"
        " AND chat.source = this.source AND chat.scope = this.scope"
    )
    found, open_ = {chat}, [chat]
    while open_:
        one = open_.pop()
        near = {n for (n,) in all_rows(db, named, (one,))}
        near |= (
            {n for (n,) in all_rows(db, shared, (DAY_AND_MORE, DAY_AND_MORE, one))} if one == chat else set()
        )
        near |= homes(db, reader, keys, one) if reader.chat(one).native is None else set()
        open_ += near - found
        found |= near
    return found


def _units(db: apsw.Connection, reader: Reader, keys: Keys, chats: Iterable[int]) -> list[_Unit]:
    units = []
    for chat in sorted(chats):
        known: dict[int, set[str]] = defaultdict(set)
        for file, name in all_rows(db, "SELECT file, mate FROM strand WHERE chat = ?", (chat,)):
            known[file] |= {name} - {None}
        entries = strands(db, chat)
        own = {file for file in entries if not known[file]}
        units += [_Unit(file, chat, known[file], entries[file]) for file in sorted(entries.keys() - own)]
        if reader.chat(chat).native is not None:
            by_file = natives(db, reader, keys, chat).values()
            told = [entry for some in (*by_file, *(entries[file] for file in own)) for entry in some]
            every = list(
                {entry.key: entry for entry in sorted(told, key=_vaguest_first)}.values()
            )  # each once
            called = {names.mate(db, name) for (name,) in all_rows(db, _NAMES, (chat,))}
            units += [_Unit(-chat, chat, called, every, body=True)] if every else []
    return sorted(units, key=lambda unit: (align.strand_rank(unit.entries), not unit.body))


def _vaguest_first(entry: Entry) -> tuple[bool, int, int, int, int, int]:
    return entry.exact, -entry.precision, entry.at, entry.label, entry.likeness, entry.kind


def _groups(units: Sequence[_Unit]) -> Iterator[list[int]]:
    """Numbers of the units that are one chat, group by group."""
    joined: list[tuple[int, int]] = []
    home = list(range(len(units)))
    held = [unit.body for unit in units]
    nearest = _nearest(units)
    for a, b in combinations(range(len(units)), 2):
        one, other = units[a], units[b]
        if home[a] == home[b] or one.file == other.file:  # as two in one file: two, unless another joins them
            continue
        if held[home[a]] and held[home[b]]:  # by two chats with ids
            continue
        if b in nearest[a] or (
            not (one.body or other.body)
            and _relation(one, other).same_chat(same_name=bool(one.names & other.names))
        ):
            joined.append((a, b))
            was = home[b]
            held[home[a]] = held[home[a]] or held[was]
            home = [home[a] if now == was else now for now in home]
    groups = list(align.components(range(len(units)), joined))
    joined += [pair for mates in _namesakes(units, groups) for pair in _by_name(units, mates)]
    yield from align.components(range(len(units)), joined)


def _relation(one: _Unit, other: _Unit) -> align.Relation:
    return align.relate(one.entries, other.entries)


def _nearest(units: Sequence[_Unit]) -> dict[int, set[int]]:
    """Both ways: strands, and the one body that holds most of their messages, if it is enough."""
    found: dict[int, set[int]] = defaultdict(set)
    bodies = [number for number, unit in enumerate(units) if unit.body]
    for number, unit in enumerate(units):
        if unit.body or not bodies:
            continue
        relations = {body: _relation(units[body], unit) for body in bodies}
        best = max(bodies, key=lambda body: (relations[body].matched, -body))
        if relations[best].same_chat(same_name=bool(unit.names & units[best].names)):
            found[number].add(best)
            found[best].add(number)
    return found


def _namesakes(units: Sequence[_Unit], groups: Sequence[Sequence[int]]) -> Iterator[list[Sequence[int]]]:
    by_name: dict[str, list[Sequence[int]]] = defaultdict(list)
    for group in groups:
        if all(units[number].body for number in group):  # its people have ids, not names
            continue
        for name in sorted({name for number in group for name in units[number].names}):
            by_name[name].append(group)
    yield from (mates for mates in by_name.values() if len(mates) > 1)


def _by_name(units: Sequence[_Unit], mates: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs to join because the name agrees, if nothing speaks against any of them."""
    entries = [[entry for number in group for entry in units[number].entries] for group in mates]
    people = [set.union(*(units[number].people for number in group)) for group in mates]
    files = [{units[number].file for number in group} for group in mates]
    if sum(any(units[number].body for number in group) for group in mates) > 1:  # two chats with ids
        return
    for a, b in combinations(range(len(mates)), 2):
        agree = people[a] <= people[b] or people[b] <= people[a]
        told_apart = files[a] & files[b]  # one file has them as two chats
        if told_apart or not agree or not align.apart(entries[a], entries[b]):
            return
    yield from ((mates[0][0], group[0]) for group in mates[1:])


def _move(db: apsw.Connection, reader: Reader, unit: _Unit, target: int, together: set[int]) -> None:
    """Move what a file holds of a chat into another one; messages that all go along keep their ids."""
    was, now = _shift(db, unit.file, unit.chat), _shift(db, unit.file, target)
    if now is not None and now != was:  # another strand of this file is there, by another clock
        for entry in unit.entries:
            key = shifted(entry.key, was or 0, now)
            move_sighting(db, reader, unit.file, (unit.chat, entry.key), (target, key))
        db.execute("UPDATE strand SET shift = ? WHERE chat = ? AND file = ?", (now, unit.chat, unit.file))
    whole, moved = _whole(db, unit.chat, target, together), []
    for entry in unit.entries:
        if entry.key in whole:
            moved.append(whole[entry.key])
            continue
        here, there = (unit.chat, entry.key), (target, entry.key)
        for file in _files(db, here) & together:  # none if it went along with another file of this group
            move_sighting(db, reader, file, here, there)
    db.executemany("UPDATE record SET chat = ? WHERE id = ?", [(target, record) for record, _ in moved])
    db.executemany("UPDATE message SET chat = ? WHERE id = ?", [(target, message) for _, message in moved])
    db.execute("UPDATE strand SET chat = ? WHERE chat = ? AND file = ?", (target, unit.chat, unit.file))
    for chat in (unit.chat, target):
        _resession(db, chat)


def _files(db: apsw.Connection, here: Place) -> set[int]:
    sql = "SELECT file FROM sighting JOIN record ON record.id = sighting.record WHERE chat = ? AND key = ?"
    return {file for (file,) in all_rows(db, sql, here)}


def _whole(
    db: apsw.Connection, chat: int, target: int, together: set[int]
) -> dict[bytes, tuple[int, int | None]]:
    """Key -> (record, message) of records that may go to another chat as they are, each its message's only one."""
    marks = ",".join(str(file) for file in together)
    sql = (
        "SELECT record.key, record.id, record.message FROM record JOIN sighting ON sighting.record = record.id"
        " WHERE record.chat = ?1 AND NOT EXISTS (SELECT 1 FROM record AS there WHERE there.chat = ?2 AND there.key = record.key)"
        " AND (SELECT count(*) FROM record AS other WHERE other.message = record.message) < 2"
        f" GROUP BY record.id HAVING min(file IN ({marks}))"
    )
    return {key: (number, message) for key, number, message in all_rows(db, sql, (chat, target))}


def _shift(db: apsw.Connection, file: int, chat: int) -> int | None:
    """Of what a file holds of a chat; None if that is nothing. All its strands there go by one clock."""
    sql = "SELECT shift FROM strand WHERE file = ? AND chat = ? LIMIT 1"
    found: int | None = value(db, sql, (file, chat))
    return found


def _resession(db: apsw.Connection, chat: int) -> None:
    ends = first_row(db, "SELECT min(at), max(at) FROM message WHERE chat = ?", (chat,))
    if ends[0] is not None:
        touched = all_rows(db, "SELECT at, id FROM message WHERE chat = ?", (chat,))
        sessions.renew(db, chat, touched)


def _copy(db: apsw.Connection, reader: Reader, message: int, chat: int) -> int:
    columns = "sender, at, wall, zone, precision, kind, source_id, text, session, rest"
    db.execute(
        f"INSERT INTO message (chat, {columns}) SELECT ?, {columns} FROM message WHERE id = ?",
        (chat, message),
    )
    number = db.last_insert_rowid()
    copy = reader.message(number)
    words.renew(db, number, words.of(copy, copy.sender.name))
    return number


def _rename(db: apsw.Connection, chat: int, group: Sequence[_Unit]) -> None:
    """A chat's names are those of its strands."""
    db.execute("DELETE FROM chat_name WHERE chat = ?", (chat,))
    for unit in group:
        last = max(entry.at for entry in unit.entries)
        held = "SELECT name FROM strand WHERE chat = ? AND file = ? AND name != ''"
        for (name,) in all_rows(db, held, (chat, unit.file)):
            sql = "INSERT INTO chat_name VALUES (?,?,?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)"
            db.execute(sql, (chat, name, last))
    names.rename_chats(db, [chat])


def _drop_empty(db: apsw.Connection, chats: Iterable[int]) -> None:
    for chat in chats:
        if first_row(db, "SELECT 1 FROM record WHERE chat = ? LIMIT 1", (chat,)) is not None:
            continue  # messages with ids stay
        for number in orphans(db, chat):
            cascade.hand_over(db, number, None)
            db.execute("DELETE FROM message WHERE id = ?", (number,))
            db.execute("DELETE FROM attachment WHERE message = ?", (number,))
            db.execute("DELETE FROM version WHERE message = ?", (number,))
            words.drop(db, [number])
        db.execute("DELETE FROM chat_name WHERE chat = ?", (chat,))
        db.execute("DELETE FROM chat WHERE id = ?", (chat,))
