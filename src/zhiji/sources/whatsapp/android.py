"""Android's databases, decrypted: msgstore.db with the chats, wa.db with the contacts.

WhatsApp of 2021 and later keeps chats in the table `message` (`android_new.py`), older ones in `messages`
(`android_old.py`); while a phone went from one to the other it had both. An encrypted backup (.crypt15) is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from zhiji.chat import Contact, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import database
from zhiji.sources.database import Database
from zhiji.sources.export import Export
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.whatsapp import android_new, android_old, jids
from zhiji.sources.whatsapp.jids import Book
from zhiji.sources.whatsapp.tables import Table, beside, candidates, of_peek, others_beside, raw_jids, whole

_NEW = frozenset({"message", "chat", "jid"})
_OLD = frozenset(
    {"chat_list", "messages_quotes", "messages_fts", "message_thumbnails", "media_refs", "group_participants"}
)
_CONTACTS = "wa_contacts"
_MEDIA = re.compile(r"(?:WhatsApp(?: Business)?/)?Media/WhatsApp ")
_CONTACT_COLUMNS = (
    "jid", "display_name", "wa_name", "number", "given_name", "family_name", "nickname", "company", "title", "status",
)  # fmt: skip


class Android:
    """msgstore.db and wa.db."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The databases of a zip or folder."""
        return tuple(candidates(peek.members))

    def recognises(self, peek: Peek) -> int:
        """3 by the tables; a phone's folder with its media is read as a whole."""
        names = candidates(peek.members) if peek.members else [peek.name]
        sure = max(map(_sureness, of_peek(peek), names), default=0)
        return SET if sure and _with_media(peek.members) and not others_beside(peek.members) else sure

    def read(self, export: Export) -> Iterator[Entry]:
        """Contacts first, then each message in the order in which it came."""
        if not export.members:
            yield from _File(export, None).read()
            return
        for member in candidates(export.members):
            if not _sureness(database.tables(export, member), member):
                continue
            try:
                yield from _File(export, member).read()
            except UnreadableFile as error:
                yield Problem(member, " ".join(str(error).split()))


def _sureness(tables: frozenset[str], name: str) -> int:
    named = PurePosixPath(name).name.lower().startswith("msgstore")
    old = "messages" in tables and (named or bool(tables & _OLD) or {"jid", "chat"} <= tables)
    return 3 if tables >= _NEW or old or _CONTACTS in tables else 0


def _with_media(members: tuple[str, ...]) -> bool:
    for member in members:
        folder, _, name = member.rpartition("/")
        prefix = f"{folder}/" if folder else ""
        if name == "msgstore.db" and any(
            one.startswith(prefix) and _MEDIA.match(one, len(prefix)) for one in members
        ):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _File:
    """One database, with the contacts beside it."""

    export: Export
    member: str | None

    def read(self) -> Iterator[Entry]:
        book = Book()
        with Database(self.export, self.member) as db:
            tables = frozenset(db.tables)
            _know_lids(db, book)
            if _CONTACTS in tables:
                yield from _contacts(db, book)
            elif (contacts := beside(self.export, self.member, "wa.db")) is not None:
                yield from self._contacts_beside(contacts, book)
            if "messages" in tables and not (tables >= _NEW and _later(db)):
                yield from android_old.read(db, book, self.export, self.member)
            elif tables >= _NEW:
                yield from android_new.read(db, book, self.export, self.member)

    def _contacts_beside(self, contacts: str, book: Book) -> Iterator[Entry]:
        try:
            with Database(self.export, contacts) as db:
                yield from _contacts(db, book)
        except UnreadableFile as error:
            yield Problem(contacts, " ".join(str(error).split()))


def _later(db: Database) -> bool:
    """Whether the new table goes on after the old one ends."""
    ends = []
    for name in ("message", "messages"):
        latest = (row[0] for row in Table(db, name, ["timestamp"]).rows("ORDER BY timestamp DESC LIMIT 1"))
        ends.append(whole(next(latest, 0)) or 0)
    return ends[0] > ends[1]


def _know_lids(db: Database, book: Book) -> None:
    """Which number's jid each lid stands for, and by which names the hidden ones go."""
    raw = raw_jids(db) if "jid_map" in db.tables else {}
    for lid, jid in Table(db, "jid_map", ["lid_row_id", "jid_row_id"]).rows():
        hidden, told = jids.tidy(raw.get(lid)), jids.tidy(raw.get(jid))
        if hidden and told:
            book.numbers[hidden] = told


def _contacts(db: Database, book: Book) -> Iterator[Contact]:
    for row in Table(db, _CONTACTS, _CONTACT_COLUMNS).rows():
        told = dict(zip(_CONTACT_COLUMNS, row, strict=True))
        jid = book.jid(told["jid"])
        both = " ".join(jids.unmarked(told, "given_name", "family_name"))
        names = jids.unmarked({**told, "both": both}, "display_name", "both", "nickname", "wa_name")
        if not jid or not names:
            continue
        book.learn(jid, *names)
        if jids.is_person(jid):
            yield Contact(
                account=book.account(jid),
                names=names,
                numbers=tuple(
                    dict.fromkeys((*jids.unmarked(told, "number"), *filter(None, [jids.number(jid)])))
                ),
                details={
                    key: value[0]
                    for key in ("company", "title", "status")
                    if (value := jids.unmarked(told, key))
                },
            )
