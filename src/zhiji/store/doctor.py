"""Proving an archive right: hashes are made again, indexes compared with what they index, and mended on demand.

Everything derived can be made again from what is kept, so that mending never loses a word: `repair=True` does it for
indexes, sessions, names and rows that point nowhere. What can't be made again (a damaged page, a lost attachment) is
only told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import apsw

from zhiji.store import blobs, cascade, fact_faults, forget, names, sessions, vector_faults, words
from zhiji.store.blobs import Blobs
from zhiji.store.connection import Connection
from zhiji.store.keys import KEY_BYTES, Keys
from zhiji.store.names import ERASED
from zhiji.store.reader import Reader
from zhiji.store.sql import all_rows, each_row, first_row
from zhiji.store.vectors import Vectors

_MASK = 2**64 - 1
_DAMAGED = "The database file is damaged; a backup brings it back."
_NAMED_MOST = 20  # findings of one sort that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that isn't right."""

    what: str  # a sentence
    where: str  # table, and row or file
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class _Check:
    """Something to look for, and how it is mended, if it can be."""

    find: Callable[[_Patient], Iterator[Finding]]
    mend: Callable[[_Patient], None] | None = None
    first: bool = False  # what comes after it can't be looked at while this isn't right


def examine(connection: Connection, reader: Reader, keys: Keys, *, repair: bool = False) -> list[Finding]:
    """All that isn't right in an archive; nothing, if it is. With `repair`, what can be made again is."""
    patient = _Patient(connection, reader, keys)
    found: list[Finding] = []
    with connection.sentences():
        for check in _CHECKS:
            try:
                some = _looked(check, patient, repair=repair)
            except apsw.CorruptError as error:
                return [*found, Finding(what=_DAMAGED, where=str(error))]
            found += some
            if some and check.first:
                break
    return found


def _looked(check: _Check, patient: _Patient, *, repair: bool) -> list[Finding]:
    found = list(_summed(check.find(patient)))
    if not (found and repair and check.mend is not None):
        return found
    check.mend(patient)
    left = {(one.what, one.where) for one in _summed(check.find(patient))}
    return [replace(one, repaired=(one.what, one.where) not in left) for one in found]


class _Patient:
    """The archive that is looked at."""

    def __init__(self, connection: Connection, reader: Reader, keys: Keys) -> None:
        self.connection, self.reader, self.keys = connection, reader, keys
        self.db: apsw.Connection = connection.db
        self.blobs, self.vectors = Blobs(connection), Vectors(connection)
        reader.forget_names()


def _summed(found: Iterator[Finding]) -> Iterator[Finding]:
    """The first findings of each sort one by one, the rest as a number."""
    counts: dict[str, int] = defaultdict(int)
    for one in found:
        counts[one.what] += 1
        if counts[one.what] <= _NAMED_MOST:
            yield one
    for what, count in counts.items():
        if count > _NAMED_MOST:
            yield Finding(what=what, where=f"and {count - _NAMED_MOST} more")


# The file itself


def _pages(patient: _Patient) -> Iterator[Finding]:
    for (said,) in each_row(patient.db, "PRAGMA integrity_check"):
        if said != "ok":
            yield Finding(what=_DAMAGED, where=str(said))


def _references(patient: _Patient) -> Iterator[Finding]:
    for table, row, parent, _ in all_rows(patient.db, "PRAGMA foreign_key_check"):
        yield Finding(
            what=f"A row of {table} points to a row of {parent} that isn't there.", where=f"{table} {row}"
        )


# Rows that belong together

_DANGLING = {
    "A record's message is missing.": ("record", "message IS NOT NULL AND message NOT IN (SELECT id FROM message)"),
    "A message has no record.": ("message", "id NOT IN (SELECT message FROM record WHERE message IS NOT NULL)"),
    "A record has no sighting.": ("record", "id NOT IN (SELECT record FROM sighting)"),
    "A record's key has the wrong length.": ("record", f"length(key) != {KEY_BYTES}"),
    "A record without an id lacks what recognises it.": (
        "record",
        "(likeness IS NULL) + (at IS NULL) + (exact IS NULL) + (precision IS NULL) + (label IS NULL)"
        " + (kind IS NULL) NOT IN (0, 6)",
    ),
    "A record stands in another chat than its message.": (
        "record",
        "message IS NOT NULL AND chat != (SELECT chat FROM message WHERE id = record.message)",
    ),
}  # fmt: skip
_THERE = (
    "SELECT id FROM message UNION ALL SELECT -id FROM feedback"  # what the owner told is numbered below zero
)
_LEFT_BEHIND = {  # what may go when its message is gone
    "attachment": "message", "version": "message", "evidence": "message", "derived_from": "message",
    "transcript": "message", "vector": "message", "fact": "message",
}  # fmt: skip


def _homeless(patient: _Patient) -> Iterator[Finding]:
    for column, table in (("chat", "chat"), ("sender", "account")):
        sql = f"SELECT id FROM message WHERE {column} NOT IN (SELECT id FROM {table})"
        for (number,) in each_row(patient.db, sql):
            yield Finding(what=f"A message's {column} is missing.", where=f"message {number}")


def _dangling(patient: _Patient) -> Iterator[Finding]:
    for what, (table, wrong) in _DANGLING.items():
        for (number,) in each_row(patient.db, f"SELECT id FROM {table} WHERE {wrong}"):
            yield Finding(what=what, where=f"{table} {number}")


def _left_behind(patient: _Patient) -> Iterator[Finding]:
    for table, column in _LEFT_BEHIND.items():
        sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} NOT IN ({_THERE})"
        for (number,) in each_row(patient.db, sql):
            yield Finding(
                what=f"A row of {table} is left of a message that is gone.", where=f"message {number}"
            )


def _drop_left_behind(patient: _Patient) -> None:
    with patient.connection.transaction() as db:
        gone: set[int] = set()
        for table, column in _LEFT_BEHIND.items():
            sql = f"SELECT {column} FROM {table} WHERE {column} NOT IN ({_THERE})"
            gone.update(number for (number,) in all_rows(db, sql))
        cascade.select_ids(db, gone)
        cascade.drop_derived(db)
        for table in ("attachment", "version"):
            db.execute(f"DELETE FROM {table} WHERE message IN (SELECT id FROM temp.gone)")


def _unknown_kinds(patient: _Patient) -> Iterator[Finding]:
    for (kind,) in all_rows(patient.db, "SELECT DISTINCT kind FROM derived_from"):
        if kind not in cascade.DELETIONS:
            yield Finding(
                what=f"Derived rows of the kind “{kind}” couldn't be forgotten.", where="derived_from"
            )


# Keys


def _native_keys(patient: _Patient) -> Iterator[Finding]:
    sql = (
        "SELECT record.id, record.key, message.source_id FROM record JOIN message ON message.id = record.message"
        " WHERE record.likeness IS NULL"
    )
    for number, key, source_id in each_row(patient.db, sql):
        if source_id is None or patient.keys.native(source_id) != key:
            yield Finding(what="A record's key isn't that of its message's id.", where=f"record {number}")


# What is derived from messages alone


def _word_index(patient: _Patient) -> Iterator[Finding]:
    """Compares the terms of every message, with their places, with what the index holds."""
    try:
        patient.db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    except apsw.CorruptError:
        yield Finding(what="The word index is damaged.", where="words")
        return
    with patient.connection.snapshot():
        for number in _misindexed(patient):
            yield Finding(what="The word index doesn't say what the message says.", where=f"message {number}")


def _misindexed(patient: _Patient) -> list[int]:
    db = patient.db
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.posting USING fts5vocab (main, words, 'instance')")
    sums: dict[int, int] = defaultdict(int)
    for term, number, place in each_row(db, 'SELECT term, doc, "offset" FROM temp.posting'):
        sums[number] += hash((term, place))
    indexed = {number for (number,) in each_row(db, "SELECT id FROM words_docsize")}
    wrong = []
    for message in patient.reader.all():
        terms = words.of(message, message.sender.name).split()
        expected = sum(hash((term, place)) for place, term in enumerate(terms))
        if message.id not in indexed or sums.pop(message.id, 0) & _MASK != expected & _MASK:
            wrong.append(int(message.id))
        indexed.discard(message.id)
    return sorted({*wrong, *indexed, *sums})


def _index_anew(patient: _Patient) -> None:
    with patient.connection.transaction() as db:
        db.execute("INSERT INTO words (words) VALUES ('delete-all')")
        for message in patient.reader.all():
            terms = words.of(message, message.sender.name)
            db.execute("INSERT INTO words (rowid, terms) VALUES (?,?)", (message.id, terms))


def _vectors(patient: _Patient) -> Iterator[Finding]:
    for number in vector_faults.misplaced(patient.db):
        yield Finding(what="A vector doesn't stand where it is looked for.", where=f"vector {number}")
    said = ((int(message.id), words.said(message)) for message in patient.reader.all())
    for number in vector_faults.misread(patient.db, said):
        yield Finding(what="A vector isn't of what its message says.", where=f"vector {number}")


def _embed_anew(patient: _Patient) -> None:
    """All are made again in idle time: one that is wrong makes the others doubtful."""
    patient.vectors.drop_others(0)


def _facts(patient: _Patient) -> Iterator[Finding]:
    for number, what in fact_faults.wrong(patient.db):
        yield Finding(what=what, where=f"fact {number}")


def _read_anew(patient: _Patient) -> None:
    """What is wrong goes, and what its messages say is read again in idle time."""
    with patient.connection.transaction() as db:
        fact_faults.mend(db)


def _sessions(patient: _Patient) -> Iterator[Finding]:
    last_chat = last_at = session = None
    for number, chat, at, was in each_row(
        patient.db, "SELECT id, chat, at, session FROM message ORDER BY chat, at, id"
    ):
        if chat != last_chat or last_at is None or sessions.apart(last_at, at):
            session = number
        last_chat, last_at = chat, at
        if was != session:
            yield Finding(what="A message is in the wrong session.", where=f"message {number}")


def _divide_anew(patient: _Patient) -> None:
    with patient.connection.transaction() as db:
        touched: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for chat, at, number in each_row(db, "SELECT chat, at, id FROM message"):
            touched[chat].append((at, number))
        for chat, some in touched.items():
            sessions.renew(db, chat, some)


_STALE_NAME = (
    "SELECT {table}.id FROM {table} WHERE name != coalesce((SELECT name FROM {table}_name"
    " WHERE {table}_name.{table} = {table}.id ORDER BY last DESC, name DESC LIMIT 1), name)"
)


def _names(patient: _Patient) -> Iterator[Finding]:
    for table in ("account", "chat"):
        for (number,) in each_row(patient.db, _STALE_NAME.format(table=table)):
            yield Finding(what=f"The {table} doesn't go by its latest name.", where=f"{table} {number}")


def _rename(patient: _Patient) -> None:
    with patient.connection.transaction() as db:
        names.rename_chats(db, [n for (n,) in all_rows(db, _STALE_NAME.format(table="chat"))])
        names.rename_accounts(
            db, patient.reader, [n for (n,) in all_rows(db, _STALE_NAME.format(table="account"))]
        )
    patient.reader.forget_names()


# Attachments


def _lost_blobs(patient: _Patient) -> Iterator[Finding]:
    for digest, name, _ in list(patient.blobs.names()):
        if not patient.blobs.is_whole(digest, name):
            yield Finding(
                what="An attachment's file is lost or changed; adding its export again brings it back.",
                where=name,
            )
    sql = (
        "SELECT DISTINCT lower(hex(digest)) FROM attachment"
        " WHERE digest IS NOT NULL AND origin IS NULL AND digest NOT IN (SELECT digest FROM blob)"
    )
    for (digest,) in all_rows(patient.db, sql):
        yield Finding(what="An attachment's content isn't kept.", where=f"blob {digest}")


def _drop_lost(patient: _Patient) -> None:
    """Let lost contents be kept anew when their export is added again."""
    lost = [
        digest for digest, name, _ in list(patient.blobs.names()) if not patient.blobs.is_whole(digest, name)
    ]
    with patient.connection.transaction() as db:
        db.executemany("UPDATE attachment SET digest = NULL WHERE digest = ?", [(digest,) for digest in lost])
        db.execute(
            "UPDATE attachment SET digest = NULL WHERE origin IS NULL AND digest NOT IN (SELECT digest FROM blob)"
        )
        blobs.drop_unused(db, lost)
    patient.blobs.sweep()


def _unused_blobs(patient: _Patient) -> Iterator[Finding]:
    sql = "SELECT name FROM blob WHERE NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.digest = blob.digest)"
    for (name,) in all_rows(patient.db, sql):
        yield Finding(what="A kept file belongs to no message.", where=name)
    for name in patient.blobs.left_over():
        yield Finding(what="A file in the attachments' folder is left over.", where=name)


def _drop_unused(patient: _Patient) -> None:
    with patient.connection.transaction() as db:
        blobs.drop_unused(db, [digest for digest, _, _ in list(patient.blobs.names())])
    patient.blobs.sweep()


# Work that was interrupted


def _unfinished(patient: _Patient) -> Iterator[Finding]:
    for number, path in all_rows(patient.db, "SELECT id, path FROM file WHERE finished = 0"):
        shown = path or f"file {number}"
        yield Finding(what="Adding a file was interrupted; add it again.", where=shown)


def _erasures(patient: _Patient) -> Iterator[Finding]:
    if first_row(patient.db, "SELECT 1 FROM erasure WHERE pending > 0 LIMIT 1"):
        yield Finding(what="Forgetting isn't finished: the archive was being read.", where="erasure")


def _finish_erasures(patient: _Patient) -> None:
    forget.finish(patient.connection)


def _tombstones(patient: _Patient) -> Iterator[Finding]:
    """What was forgotten has no word left beside its trace."""
    sql = (
        "SELECT record FROM sighting JOIN record ON record.id = sighting.record"
        " WHERE record.message IS NULL AND body IS NOT NULL"
    )
    for (number,) in each_row(patient.db, sql):
        yield Finding(what="A forgotten message's record still says what it said.", where=f"record {number}")
    for table in ("account", "chat"):
        id_column = "key" if table == "account" else "native"
        sql = f"SELECT id FROM {table} WHERE {id_column} GLOB '{ERASED}*' AND name != ''"
        for (number,) in each_row(patient.db, sql):
            yield Finding(what=f"A forgotten {table} still has a name.", where=f"{table} {number}")


def _silence(patient: _Patient) -> None:
    with patient.connection.transaction() as db:
        db.execute(
            "UPDATE sighting SET body = NULL WHERE record IN (SELECT id FROM record WHERE message IS NULL)"
        )
        for table, column in (("account", "key"), ("chat", "native")):
            db.execute(f"UPDATE {table} SET name = '' WHERE {column} GLOB '{ERASED}*'")


_CHECKS = (
    _Check(_pages, first=True),
    _Check(_homeless, first=True),
    _Check(_references),
    _Check(_dangling),
    _Check(_left_behind, _drop_left_behind),
    _Check(_unknown_kinds),
    _Check(_native_keys),
    _Check(_names, _rename),
    _Check(_sessions, _divide_anew),
    _Check(_word_index, _index_anew),
    _Check(_vectors, _embed_anew),
    _Check(_facts, _read_anew),
    _Check(_lost_blobs, _drop_lost),
    _Check(_unused_blobs, _drop_unused),
    _Check(_tombstones, _silence),
    _Check(_unfinished),
    _Check(_erasures, _finish_erasures),
)
