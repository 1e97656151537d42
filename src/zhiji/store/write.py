"""Keeping what an export says: each entry becomes a message once, in step with the word index.

An entry with an id in its app is recognised by it. One without is recognised by all that was written (`keys.py`);
what only nearly agrees is found when the file has ended (`settle.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from typing import Literal

import apsw

from zhiji.chat import Account, Chat, Message, MessageId, merge
from zhiji.store import names, rows, sessions, stirring, words
from zhiji.store.align import Entry
from zhiji.store.keys import Keys, shifted
from zhiji.store.reader import Reader
from zhiji.store.sql import all_rows, first_row, value

Zone = Literal["known", "assumed"]


_NO_LIKENESS = "at = NULL, exact = NULL, precision = NULL, label = NULL, likeness = NULL, kind = NULL"


@dataclass(slots=True)
class Written:
    """What became of a batch, and which messages are new."""

    added: int = 0
    known: int = 0
    forgotten: int = 0
    contacts: int = 0  # that say something new
    new: list[MessageId] = field(default_factory=list)

    def __iadd__(self, other: Written) -> Written:
        self.added += other.added
        self.known += other.known
        self.forgotten += other.forgotten
        self.contacts += other.contacts
        return self


@dataclass(slots=True)
class _New:
    """Rows of a batch, to be written together."""

    messages: list[tuple[object, ...]] = field(default_factory=list)
    records: list[tuple[object, ...]] = field(default_factory=list)
    sightings: list[tuple[object, ...]] = field(default_factory=list)
    words: list[tuple[int, str]] = field(default_factory=list)
    spans: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))


class FileWriter:
    """Writes the messages of one file, batch by batch; remembers chats, accounts and equals in between."""

    def __init__(
        self,
        reader: Reader,
        keys: Keys,
        file: int,
        *,
        again: bool = False,
        arriving: Callable[[Message], Message] = lambda message: message,
    ) -> None:
        self._reader, self._keys, self.file, self._again = reader, keys, file, again
        self._arriving = arriving  # takes out of a message what was forgotten before
        self._chats: dict[
            int, tuple[Chat, int, int]
        ] = {}  # id() of the shared Chat -> itself, chat id, shift
        self._accounts: dict[int, tuple[Account, int, str]] = {}
        self._labels: dict[str, int] = {}
        self._equals: Counter[int] = Counter()
        self._place = 0
        self._loose: set[int] = set()  # chats that got entries without ids

    def write(self, db: apsw.Connection, batch: Sequence[Message]) -> Written:
        """Keep a batch inside the caller's transaction."""
        done, new = Written(), _New()
        following = (value(db, "SELECT seq FROM sqlite_sequence WHERE name = 'message'") or 0) + 1
        record = (value(db, "SELECT max(id) FROM record") or 0) + 1
        pending: dict[tuple[int, bytes], int] = {}
        seen = names.Seen()
        for message in batch:
            self._place += 1
            chat, shift = self._chat(db, message, batch)
            sender, sender_name = self._account(db, message.sender)
            entry, key = self._key(message, chat, shift)
            message = self._arriving(message)
            if (chat, key) in pending:  # twice in one batch: what is pending must be there to merge with
                self._flush(db, new)
                new, pending = _New(), {}
            found = first_row(db, "SELECT id, message FROM record WHERE chat = ? AND key = ?", (chat, key))
            if found is not None and found[1] is None and not self._again:
                done.forgotten += 1
            elif found is not None and found[1] is not None:
                for at, number in self._again_seen(
                    db, found[0], found[1], message, sender, loose=entry is not None
                ):
                    new.spans[chat].append((at, number))
                done.known += 1
                seen.add(
                    self._named(chat, message), message, sender, rows.times(message, self._reader.local)[0]
                )
            else:
                at, wall, zone = rows.times(message, self._reader.local)
                seen.add(self._named(chat, message), message, sender, at)
                number = following
                following += 1
                if found is None:
                    loose = () if entry is None else (entry.at, entry.exact, entry.precision, entry.label,
                                                      entry.likeness, entry.kind)  # fmt: skip
                    new.records.append((record, chat, key, number, *(loose or (None,) * 6)))
                    new.sightings.append((record, self.file, self._place))
                    record += 1
                else:
                    db.execute("UPDATE record SET message = ? WHERE id = ?", (number, found[0]))
                    if entry is None:  # likeness and all that were for the forgotten one
                        db.execute(f"UPDATE record SET {_NO_LIKENESS} WHERE id = ?", (found[0],))
                    new.sightings.append((found[0], self.file, self._place))
                new.messages.append((number, chat, sender, at, wall, zone, message.precision, message.kind,
                                     message.source_id, message.text, number, rows.rest(message)))  # fmt: skip
                new.words.append((number, words.of(message, sender_name)))
                new.spans[chat].append((at, number))
                pending[chat, key] = number
                done.added += 1
                if message.attachments:
                    done.new.append(MessageId(number))
        self._flush(db, new)
        if seen.write(db, self._reader):
            self._accounts.clear()  # somebody goes by another name now
        return done

    def _named(self, chat: int, message: Message) -> int | None:
        """The chat that goes by the name which a message shows; one that has an id goes by that of exports with it."""
        if message.chat.native is None and self._reader.chat(chat).native is not None:
            return None
        return chat

    def to_settle(self, db: apsw.Connection) -> set[int]:
        """Chats of this file that hold entries without ids, from this file or another one."""
        for number in self._loose:
            names.ensure_strand(db, self._reader.chat(number), self.file)
        others = {number for _, number, _ in self._chats.values()} - self._loose
        near = (
            "SELECT 1 FROM chat AS this JOIN chat ON chat.source = this.source AND chat.scope = this.scope"
            " WHERE this.id = ?1 AND (chat.native IS NULL OR chat.id = ?1)"
            " AND EXISTS (SELECT 1 FROM strand WHERE strand.chat = chat.id) LIMIT 1"
        )
        return self._loose | {number for number in others if first_row(db, near, (number,))}

    def _flush(self, db: apsw.Connection, new: _New) -> None:
        db.executemany("INSERT INTO message VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", new.messages)
        db.executemany("INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?,?)", new.records)
        db.executemany("INSERT OR IGNORE INTO sighting (record, file, place) VALUES (?,?,?)", new.sightings)
        db.executemany("INSERT INTO words (rowid, terms) VALUES (?,?)", new.words)
        for chat, spans in new.spans.items():
            sessions.renew(db, chat, spans)

    def _again_seen(
        self, db: apsw.Connection, record: int, number: int, message: Message, sender: int, *, loose: bool
    ) -> list[tuple[int, int]]:
        """A known message: note the sighting, and merge what it adds; one without an id is known by all it says.

        Returns (at, message) where its chat's sessions are to be reckoned anew.
        """
        kept = merged = None if loose else self._reader.message(number)
        if kept is not None:
            merged = merge(
                kept, same_message(message, kept, self._reader.account(sender), self._reader.local)
            )
        own = self._has_bodies(db, record) if loose else merged is not kept
        body = rows.dump(rows.body(message)) if own else None
        db.execute("INSERT OR IGNORE INTO sighting VALUES (?,?,?,?)", (record, self.file, self._place, body))
        if kept is None or merged is None or merged is kept:
            return []
        return [(at, id_) for _, at, id_ in put(db, self._reader, kept, merged)]

    def _has_bodies(self, db: apsw.Connection, record: int) -> bool:
        sql = "SELECT 1 FROM sighting WHERE record = ? AND body IS NOT NULL LIMIT 1"
        return first_row(db, sql, (record,)) is not None

    def _key(self, message: Message, chat: int, shift: int) -> tuple[Entry | None, bytes]:
        if message.source_id is not None:
            return None, self._keys.native(message.source_id)
        self._loose.add(chat)
        entry = self._keys.entry(message, self._occurrence(chat))
        return entry, shifted(entry.key, shift) if shift else entry.key

    def _occurrence(self, chat: int) -> Callable[[str], int]:
        def count(said: str) -> int:
            number = hash((chat, said))
            self._equals[number] += 1
            return self._equals[number]

        return count

    def _chat(self, db: apsw.Connection, message: Message, batch: Sequence[Message]) -> tuple[int, int]:
        known = self._chats.get(id(message.chat))
        if known is not None:
            return known[1], known[2]
        chat = message.chat
        if chat.native is not None:
            number, shift = names.chat(db, chat), self._strand_shift(db, chat)
        else:
            number, shift = self._strand(db, chat, batch)
        self._chats[id(chat)] = (chat, number, shift)
        return number, shift

    def _strand_shift(self, db: apsw.Connection, chat: Chat) -> int:
        sql = "SELECT shift FROM strand WHERE file = ? AND label = ?"
        return value(db, sql, (self.file, names.label(db, chat))) or 0

    def _strand(self, db: apsw.Connection, chat: Chat, batch: Sequence[Message]) -> tuple[int, int]:
        """The chat that a file's strand belongs to: where it was before, where its entries are known, or a new one."""
        label = names.label(db, chat)
        known = first_row(
            db, "SELECT chat, shift FROM strand WHERE file = ? AND label = ?", (self.file, label)
        )
        if known is not None:
            number, shift = int(known[0]), int(known[1])
            grown = "UPDATE strand SET kind = max(coalesce(kind, ''), ?) WHERE file = ? AND label = ?"
            db.execute(grown, (chat.kind or "", self.file, label))
        else:
            number, shift = (
                self._likely(db, chat, [m for m in batch if m.chat is chat]) or names.new_chat(db, chat),
                0,
            )
            db.execute(
                "INSERT INTO strand (file, label, chat, name, mate, kind) VALUES (?,?,?,?,?,?)",
                (self.file, label, number, names.shown(db, chat.name), names.mate(db, chat.name), chat.kind),
            )
        names.renew_kind(db, number)
        return number, shift

    def _likely(self, db: apsw.Connection, chat: Chat, sample: Iterable[Message]) -> int | None:
        """The chat that has the same entries at the same times; a guess that `settle` checks."""
        votes: Counter[int] = Counter()
        asked = 0
        sample = list(sample)
        if (same := self._with_ids_of(db, chat, sample)) is not None:
            return same
        for message in sample:
            if message.source_id is not None or asked >= 200:
                continue
            asked += 1
            entry = self._keys.entry(message, lambda _: 1)
            votes.update(
                number
                for (number,) in all_rows(
                    db,
                    "SELECT DISTINCT record.chat FROM record JOIN chat ON chat.id = record.chat"
                    " WHERE likeness = ? AND at = ? AND chat.source = ? AND (chat.native IS NULL OR EXISTS"
                    " (SELECT 1 FROM strand WHERE strand.chat = chat.id AND mate IS NOT NULL))",
                    (entry.likeness, entry.at, chat.source),
                )
            )
        best = max(votes, key=lambda number: (votes[number], -number), default=None)
        return best if best is not None and votes[best] >= 3 and 2 * votes[best] >= asked else None

    def _with_ids_of(self, db: apsw.Connection, chat: Chat, sample: Iterable[Message]) -> int | None:
        """The chat that has a message with the same id at the same time."""
        sql = "SELECT id FROM chat WHERE source = ? AND scope = ? AND native IS NULL ORDER BY id"
        having = (
            "SELECT 1 FROM record JOIN message ON message.id = record.message"
            " WHERE record.chat = ? AND record.key = ? AND message.at = ?"
        )
        told = [(self._keys.native(one.source_id), rows.times(one, self._reader.local)[0])
                for one in sample if one.source_id is not None]  # fmt: skip
        for (number,) in all_rows(db, sql, (chat.source, chat.scope)) if told else ():
            if any(first_row(db, having, (number, *one)) for one in told):
                return int(number)
        return None

    def _account(self, db: apsw.Connection, account: Account) -> tuple[int, str]:
        known = self._accounts.get(id(account))
        if known is None:
            known = self._accounts[id(account)] = (account, *names.account(db, account))
        return known[1], known[2]


def same_message(copy: Message, kept: Message, sender: Account, local: tzinfo = UTC) -> Message:
    """A copy of a kept message, with its place in the archive; of two senders merging takes the one that has an id."""
    when = copy.when if copy.when.tzinfo else copy.when.replace(tzinfo=local)
    zone: Zone = "known" if copy.when.tzinfo and copy.zone == "known" else "assumed"
    return replace(copy, chat=kept.chat, sender=sender, id=kept.id, when=when, zone=zone)


def put(db: apsw.Connection, reader: Reader, before: Message, after: Message) -> list[tuple[int, int, int]]:
    """Write a kept message's new content; earlier sightings keep what they said. Returns what `rewrite` does."""
    db.execute(
        "UPDATE sighting SET body = ? WHERE body IS NULL AND record IN (SELECT id FROM record WHERE message = ?)",
        (rows.dump(rows.body(before)), before.id),
    )
    return rewrite(db, reader, [(before, after)])


def rewrite(
    db: apsw.Connection, reader: Reader, pairs: Sequence[tuple[Message, Message]]
) -> list[tuple[int, int, int]]:
    """Write the new contents of messages, as (before, after); what their sightings said is kept by now.

    Returns (chat, at, message) where the sessions are to be reckoned anew.
    """
    written: list[tuple[object, ...]] = []
    touched: list[tuple[int, int, int]] = []
    for before, after in pairs:
        at, wall, zone = rows.times(after, reader.local)
        written.append((after.sender.id, at, wall, zone, after.precision, after.kind, after.source_id, after.text,
                        rows.rest(after), before.id))  # fmt: skip
        if (was := rows.times(before, reader.local)[0]) != at:
            touched += [(before.chat.id, was, before.id), (before.chat.id, at, before.id)]
        if not _reads_alike(before, after):
            stirring.stir(db, before.chat.id, [was, at])
        if after.text != before.text:
            _keep_version(db, before)
        names.name_owner(db, after.sender)
        if not words.alike(before, after):
            words.renew(db, before.id, words.of(after, after.sender.name))
    db.executemany(
        "UPDATE message SET sender = ?, at = ?, wall = ?, zone = ?, precision = ?, kind = ?, source_id = ?, text = ?,"
        " rest = ? WHERE id = ?",
        written,
    )
    return touched


def _reads_alike(one: Message, other: Message) -> bool:
    """Whether memory reads the same in both."""
    return (
        (one.text, one.kind, one.sender.id, one.when, one.when.utcoffset(), one.reply_to, one.mentions, one.forwarded)
        == (other.text, other.kind, other.sender.id, other.when, other.when.utcoffset(), other.reply_to,
            other.mentions, other.forwarded)
    )  # fmt: skip


def _keep_version(db: apsw.Connection, before: Message) -> None:
    """Evidence may point to the text as it was: keep it under its number."""
    last = value(db, "SELECT max(version) FROM version WHERE message = ?", (before.id,))
    number = 0 if last is None else last + 1
    if before.text:
        db.execute(
            "INSERT INTO version (message, version, text) VALUES (?,?,?)", (before.id, number, before.text)
        )
