"""Forgetting: messages go, and all that came from them; what stays is a keyed, wordless trace that they are not wanted.

One transaction takes everything away and notes that the erasure isn't finished. What SQLite still holds in free space
goes in a second step, `finish`: the word index is merged, the file is written anew, the log is cut off. If that can't
be done now, because somebody is reading, the next open does it.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from zhiji.chat import Json, Message, Part
from zhiji.errors import ArchiveBusy, ArchiveFull
from zhiji.language import tokens
from zhiji.store import (
    align,
    blobs,
    cascade,
    contacts,
    forget_names,
    forget_turns,
    redact,
    rows,
    sessions,
    stirring,
    words,
    work,
)
from zhiji.store.blobs import Blobs
from zhiji.store.connection import Connection
from zhiji.store.forget_names import Names
from zhiji.store.keys import Keys
from zhiji.store.micros import micro
from zhiji.store.names import erased_key
from zhiji.store.reader import CHUNK, Reader
from zhiji.store.redact import Copies, Redactor
from zhiji.store.sql import all_rows, first_row, value

COMPACT, CUT_OFF = 2, 1  # what an erasure still needs: all of `finish`, or only that the log is cut off
_TRIES = 5
_PAUSE = 0.2
_GONE = "SELECT id FROM temp.gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which messages to forget: those for which all that is given holds. Nothing given selects nothing."""

    chats: frozenset[int] = frozenset()
    accounts: frozenset[int] = frozenset()  # of their senders
    before: datetime | None = None
    messages: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """The receipt."""

    erased: int = 0  # messages
    redacted: int = 0  # kept messages in which copies or names were blanked out
    mentions_left: int = 0  # kept messages that name the person or chat in their own words
    pending: bool = False  # bytes are left until nobody reads any more; the next open sees to it
    cannot: tuple[str, ...] = ()  # what is out of reach: a sentence each


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the messages in question said, to find copies of it."""

    texts: frozenset[str]
    replied: dict[tuple[int, str], tuple[str, ...]]  # (chat, id in the app) -> what was said


def forget(connection: Connection, reader: Reader, keys: Keys, selection: Selection) -> Forgotten:
    """Forget messages; the receipt tells what became of them."""
    with connection.transaction() as db:
        erased = cascade.select(db, *_where(selection))
        concerned = erased or any(contacts.has(db, account) for account in selection.accounts)
        if concerned:
            receipt = _Forgetting(db, reader, keys, selection).receipt(erased)
            note(db)
    reader.forget_names()
    if not concerned:
        return Forgotten()
    pending = not finish(connection)
    return Forgotten(
        erased=erased,
        redacted=receipt.redacted,
        mentions_left=receipt.mentions_left,
        pending=pending,
        cannot=receipt.cannot,
    )


def note(db: apsw.Connection) -> None:
    """Note, in the transaction that takes words away, that their bytes are to be erased."""
    now = int(time.time() * 1_000_000)
    db.execute("INSERT INTO erasure (at, pending) VALUES (?,?)", (now, COMPACT))


def finish(connection: Connection, *, tries: int = _TRIES) -> bool:
    """Do what is left of erasures; False if something has to wait still, because others use the archive."""
    left = connection.rows("SELECT id, pending FROM erasure WHERE pending > 0")
    if not left:
        return True
    connection.db.set_busy_timeout(int(1000 * (connection.wait if tries > 1 else 0)))
    try:
        return _finish(connection, left, tries)
    except (ArchiveBusy, ArchiveFull):
        return False
    finally:
        connection.db.set_busy_timeout(int(1000 * connection.wait))


def _finish(connection: Connection, left: Sequence[tuple[int, int]], tries: int) -> bool:
    swept = Blobs(connection).sweep()
    if any(stage == COMPACT for _, stage in left):
        _compact(connection)
    if not (_cut_off(connection, tries) and swept):
        return False
    with connection.transaction() as db:
        db.executemany("UPDATE erasure SET pending = 0 WHERE id = ?", [(number,) for number, _ in left])
    return True


def _compact(connection: Connection) -> None:
    """Merge the word index and write the file anew: deleted cells leave copies in the gaps of neighbouring pages."""
    with connection.transaction() as db:
        db.execute("INSERT INTO words (words) VALUES ('optimize')")
    with connection.sentences():
        if not connection.encrypted:  # a temporary file, deleted at once, instead of as much memory
            connection.db.execute("PRAGMA temp_store = FILE")
        try:
            connection.db.execute("VACUUM")
        except apsw.SQLError as error:  # a query of this very connection isn't at its end
            raise ArchiveBusy(connection.home, 0.0) from error
        finally:
            connection.db.execute("PRAGMA temp_store = MEMORY")
    with connection.transaction() as db:
        db.execute("UPDATE erasure SET pending = ? WHERE pending = ?", (CUT_OFF, COMPACT))


def _cut_off(connection: Connection, tries: int) -> bool:
    """Empty the write-ahead log into the database; False while somebody reads what was before."""
    connection.db.set_busy_timeout(0)
    with connection.sentences():
        for turn in range(tries):
            if turn:
                time.sleep(_PAUSE)
            if not first_row(connection.db, "PRAGMA wal_checkpoint(TRUNCATE)")[0]:
                return True
    return False


def _where(selection: Selection) -> tuple[str, tuple[object, ...]]:
    clauses: list[str] = []
    values: list[object] = []
    for column, numbers in (
        ("chat", selection.chats),
        ("sender", selection.accounts),
        ("id", selection.messages),
    ):
        if numbers:
            clauses.append(f"{column} IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(numbers)))
    if selection.before is not None:
        clauses.append("at < ?")
        values.append(micro(selection.before))
    return " AND ".join(clauses) or "false", tuple(values)


class _Forgetting:
    """One transaction of forgetting; the messages stand in the table `gone`."""

    def __init__(self, db: apsw.Connection, reader: Reader, keys: Keys, selection: Selection) -> None:
        self._db, self._reader, self._keys, self._selection = db, reader, keys, selection

    def receipt(self, erased: int) -> Forgotten:
        """Take everything away."""
        db = self._db
        touched = all_rows(db, f"SELECT chat, at, id, sender FROM message WHERE id IN ({_GONE})")
        files = self._files()
        cannot = (*_exports(db, files), *_copies(db), *_calls(db))
        said = self._said()
        self._take_away()
        self._renew_sessions(touched)
        names = forget_names.erase(
            db,
            chats={row[0] for row in touched} | self._selection.chats,
            accounts={row[3] for row in touched} | self._selection.accounts,
        )
        redactor = Redactor(is_copy=Copies(said.texts), is_name=names.erased.__contains__)
        redacted = self._redact(redactor, said)
        forget_names.keep(db, names)
        forget_names.erase_places(db, files, names, redactor.is_copy)
        forget_turns.drop(db, names=names.erased, is_copy=redactor.is_copy)
        mentions = len(self._mentions(names))
        return Forgotten(erased=erased, redacted=redacted, mentions_left=mentions, cannot=cannot)

    def _files(self) -> list[int]:
        """The files that hold some of the messages."""
        sql = (
            "SELECT DISTINCT sighting.file FROM record JOIN sighting ON sighting.record = record.id"
            f" WHERE record.message IN ({_GONE})"
        )
        return [number for (number,) in all_rows(self._db, sql)]

    def _said(self) -> _Words:
        texts: set[str] = set()
        replied: dict[tuple[int, str], tuple[str, ...]] = {}
        for chunk in _chunks([number for (number,) in all_rows(self._db, _GONE)]):
            for message in self._reader.messages(chunk).values():
                said = tuple(text for text in _texts(message) if text)
                texts.update(said)
                if message.source_id is not None:
                    replied[message.chat.id, message.source_id] = said
                    self._keep_likeness(message)
        for table in ("version", "transcript"):
            texts.update(
                t for (t,) in all_rows(self._db, f"SELECT text FROM {table} WHERE message IN ({_GONE})")
            )
        return _Words(texts=frozenset(texts), replied=replied)

    def _keep_likeness(self, message: Message) -> None:
        """Keep, wordlessly, what an export without ids would recognise the message by."""
        entry = self._keys.entry(message, lambda _: 1)
        self._db.execute(
            "UPDATE record SET at = ?, exact = ?, precision = ?, label = ?, likeness = ?, kind = ?"
            " WHERE message = ? AND likeness IS NULL",
            (entry.at, entry.exact, entry.precision, entry.label, entry.likeness,
             entry.kind | align.HAD_ID, message.id),
        )  # fmt: skip

    def _take_away(self) -> None:
        db = self._db
        cascade.drop_derived(db)
        work.drop(db, _GONE)
        held = f"SELECT DISTINCT digest FROM attachment WHERE message IN ({_GONE}) AND digest IS NOT NULL"
        digests = [digest for (digest,) in all_rows(db, held)]
        records = f"SELECT id FROM record WHERE message IN ({_GONE})"
        db.execute(f"UPDATE sighting SET body = NULL WHERE record IN ({records})")
        db.execute(f"UPDATE record SET message = NULL WHERE message IN ({_GONE})")
        for table, column in (
            ("attachment", "message"),
            ("version", "message"),
            ("words", "rowid"),
            ("message", "id"),
        ):
            db.execute(f"DELETE FROM {table} WHERE {column} IN ({_GONE})")
        blobs.drop_unused(db, digests)

    def _renew_sessions(self, touched: Sequence[tuple[int, int, int, int]]) -> None:
        of_chat: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for chat, at, number, _ in touched:
            of_chat[chat].append((at, number))
        for chat, gone in of_chat.items():
            if first_row(self._db, "SELECT 1 FROM message WHERE chat = ? LIMIT 1", (chat,)):
                sessions.renew(self._db, chat, gone)
            else:
                stirring.drop(self._db, chat)

    def _redact(self, redactor: Redactor, said: _Words) -> int:
        """Blank out copies in what is kept, in the messages and in the records behind them."""
        changed = self._redact_messages(redactor, said)
        changed |= self._redact_records(redactor, said, changed)
        cascade.select_ids(self._db, changed)
        cascade.drop_derived(self._db)
        work.again(self._db, _GONE)
        stirring.stir_messages(self._db, _GONE)
        for number, message in self._reader.messages(sorted(changed)).items():
            words.renew(self._db, number, words.of(message, message.sender.name))
        told = {redact.plain(text) for text in (*said.texts, *redactor.taken) if redact.is_telling(text)}
        unwanted = [(erased_key(self._db, text),) for text in told]
        self._db.executemany("INSERT OR IGNORE INTO erased VALUES (?)", unwanted)
        return len(changed)

    def _redact_messages(self, redactor: Redactor, said: _Words) -> set[int]:
        changed: dict[int, tuple[str, str | None]] = {}
        sql = (
            "SELECT id, chat, text, rest FROM message"
            " WHERE rest IS NOT NULL OR text GLOB '「*' OR instr(text, '>') > 0"
        )
        for number, chat, text, rest in self._db.execute(sql):
            fields = json.loads(rest) if rest else {}
            fresh = _redacted(redactor, said, chat, {**fields, "text": text})
            if redactor.changed:
                fresh_text = str(fresh.pop("text", ""))
                changed[number] = (fresh_text, rows.dump(fresh) if fresh else None)
        values = [(text, rest, number) for number, (text, rest) in changed.items()]
        self._db.executemany("UPDATE message SET text = ?, rest = ? WHERE id = ?", values)
        self._db.executemany("DELETE FROM version WHERE message = ?", [(number,) for number in changed])
        return set(changed)

    def _redact_records(self, redactor: Redactor, said: _Words, redacted: set[int]) -> set[int]:
        changed: list[tuple[str, int, int]] = []
        messages: set[int] = set()
        sql = (
            "SELECT sighting.record, sighting.file, sighting.body, record.message, record.chat"
            " FROM sighting JOIN record ON record.id = sighting.record WHERE body IS NOT NULL"
        )
        for record, file, body, message, chat in self._db.execute(sql):
            was = json.loads(body)
            fields = _redacted(redactor, said, chat, was)
            if message in redacted:  # the message is a copy; whether this record of it tells so or not
                fields["text"] = redactor.text(str(fields["text"]), forwarded=True)
            if redactor.changed:
                messages.add(message)
            fields |= {name: "" for name in ("chat", "chat_name") if redactor.is_name(str(was.get(name, "")))}
            if fields != was:
                changed.append((rows.dump(fields), record, file))
        self._db.executemany("UPDATE sighting SET body = ? WHERE record = ? AND file = ?", changed)
        return {number for number in messages if number is not None}

    def _mentions(self, names: Names) -> set[int]:
        """Kept messages that have one of the names in their own words."""
        found: set[int] = set()
        for wanted in {tuple(tokens(name)) for name in names.called} - {()}:
            phrase = '"' + " ".join(wanted) + '"'
            hits = [
                n for (n,) in all_rows(self._db, "SELECT rowid FROM words WHERE words MATCH ?", (phrase,))
            ]
            for chunk in _chunks(hits):
                for number, message in self._reader.messages(chunk).items():
                    own = tokens("\n".join((message.text, message.caption or "", message.transcript or "")))
                    if any(tuple(own[at : at + len(wanted)]) == wanted for at in range(len(own))):
                        found.add(number)
        return found


def _texts(message: Message) -> Iterable[str]:
    """All that a message says, and its files' names."""
    yield from (message.text, message.caption or "", message.transcript or "")
    yield from (edit.text for edit in message.edits)
    yield from (attachment.name for attachment in message.attachments)
    yield from _part_texts(message.parts)


def _part_texts(parts: Iterable[Part]) -> Iterable[str]:
    for part in parts:
        yield part.text
        yield from _part_texts(part.parts)


def _redacted(redactor: Redactor, said: _Words, chat: int, fields: dict[str, Json]) -> dict[str, Json]:
    reply = fields.get("reply_to")
    redactor.changed = False
    redactor.gone = said.replied.get((chat, reply), ()) if isinstance(reply, str) else ()
    return redactor.fields(fields)


def _exports(db: apsw.Connection, files: Iterable[int]) -> list[str]:
    """Export files that still hold some of it, as far as they can be there still."""
    sentences = []
    for number in files:
        path = value(db, "SELECT path FROM file WHERE id = ?", (number,))
        if path and not (Path(path).is_absolute() and not Path(path).exists()):
            sentences.append(f"The export {path} still holds some of it.")
    return sorted(sentences)


def _copies(db: apsw.Connection) -> list[str]:
    """Backups and exports that were written from this archive."""
    return [
        f"The {kind} {path} was made before and still holds it."
        for path, kind in all_rows(db, "SELECT path, kind FROM copy ORDER BY made_at, path")
        if Path(path).exists() or not Path(path).parent.exists()  # a disk that isn't plugged in
    ]


def _calls(db: apsw.Connection) -> list[str]:
    """What went to language models elsewhere."""
    sql = (
        "SELECT host, count(*) FROM ledger WHERE messages_left > 0 AND host != '' GROUP BY host ORDER BY host"
    )
    return [
        f"Messages went to {host} in {calls} calls; what was sent there can't be called back."
        for host, calls in all_rows(db, sql)
    ]


def _chunks(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    return (numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK))
