"""ChatStorage.sqlite of iPhones and Macs, with ContactsV2.sqlite beside it.

On a Mac both lie in ~/Library/Group Containers/group.net.whatsapp.WhatsApp.shared, in an iPhone's unencrypted backup
under hashed names. The tables are Core Data's; times count seconds from 2001.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from zhiji.chat import Contact, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import database
from zhiji.sources.database import Database
from zhiji.sources.export import Export
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.whatsapp import iphone_messages, jids
from zhiji.sources.whatsapp.jids import Book
from zhiji.sources.whatsapp.tables import Table, beside, candidates, of_peek, others_beside, string

_MESSAGES, _CONTACTS = "ZWAMESSAGE", "ZWAADDRESSBOOKCONTACT"
_CARD = (
    "ZWHATSAPPID", "ZLID", "ZFULLNAME", "ZGIVENNAME", "ZLASTNAME", "ZNICKNAME", "ZBUSINESSNAME", "ZUSERNAME",
    "ZPHONENUMBER", "ZORGANIZATIONNAME", "ZABOUTTEXT",
)  # fmt: skip


class Iphone:
    """ChatStorage.sqlite and ContactsV2.sqlite."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The databases of a zip or folder."""
        return tuple(candidates(peek.members))

    def recognises(self, peek: Peek) -> int:
        """3 by the tables; the app's own folder with its media is read as a whole."""
        sure = max((_sureness(tables) for tables in of_peek(peek)), default=0)
        return SET if sure and _with_media(peek.members) and not others_beside(peek.members) else sure

    def read(self, export: Export) -> Iterator[Entry]:
        """Contacts first, then each message in the order in which it came."""
        if not export.members:
            yield from _File(export, None).read()
            return
        for member in candidates(export.members):
            if not _sureness(database.tables(export, member)):
                continue
            try:
                yield from _File(export, member).read()
            except UnreadableFile as error:
                yield Problem(member, " ".join(str(error).split()))


def _sureness(tables: frozenset[str]) -> int:
    return 3 if _MESSAGES in tables or _CONTACTS in tables else 0


def _with_media(members: tuple[str, ...]) -> bool:
    for member in members:
        folder, _, name = member.rpartition("/")
        media = f"{folder}/Message/" if folder else "Message/"
        if name == "ChatStorage.sqlite" and any(one.startswith(media) for one in members):
            return True
    return False


@dataclass(slots=True)
class _File:
    """One database, with the contacts beside it."""

    export: Export
    member: str | None
    book: Book = field(default_factory=Book)
    people: dict[str, list[str]] = field(default_factory=dict)  # all that somebody is called
    cards: dict[str, dict[str, object]] = field(default_factory=dict)

    def read(self) -> Iterator[Entry]:
        with Database(self.export, self.member) as db:
            if _MESSAGES in db.tables:
                yield from self._beside("ContactsV2.sqlite", self._know_cards)
                yield from self._beside("LID.sqlite", self._know_lids)
            self._know_cards(db)
            self._know_chats(db)
            yield from self._contacts()
            if _MESSAGES in db.tables:
                yield from iphone_messages.read(db, self.book, self.export, self.member)

    def _beside(self, name: str, know: Any) -> Iterator[Problem]:
        other = beside(self.export, self.member, name)
        if other is None:
            return
        try:
            with Database(self.export, other) as db:
                know(db)
        except UnreadableFile as error:
            yield Problem(other, " ".join(str(error).split()))

    def _know_cards(self, db: Database) -> None:
        for row in Table(db, _CONTACTS, _CARD).rows():
            told: dict[str, object] = dict(zip(_CARD, row, strict=True))
            jid, lid = jids.tidy(told["ZWHATSAPPID"]), jids.tidy(told["ZLID"])
            if jid and lid and jids.server(lid) == "lid":
                self.book.numbers[lid] = jid
            both = " ".join(jids.unmarked(told, "ZGIVENNAME", "ZLASTNAME"))
            if jid := jid or lid:
                self._call(
                    jid, told["ZFULLNAME"], both, told["ZNICKNAME"], told["ZBUSINESSNAME"], told["ZUSERNAME"]
                )
                self.cards.setdefault(jid, told)

    def _know_lids(self, db: Database) -> None:
        """The numbers behind lids; what the table is called differs."""
        for name in db.tables:
            for lid, number in Table(db, name, ["ZIDENTIFIER", "ZPHONENUMBER"]).rows("LIMIT 200000"):
                hidden, told = jids.tidy(lid), jids.tidy(string(number).lstrip("+"))
                if jids.server(hidden) == "lid" and jids.server(told) == "s.whatsapp.net":
                    self.book.numbers.setdefault(hidden, told)

    def _know_chats(self, db: Database) -> None:
        sessions = Table(db, "ZWACHATSESSION", ["ZCONTACTJID", "ZCONTACTIDENTIFIER", "ZPARTNERNAME"])
        for raw, identifier, _ in sessions.rows():
            jid, told = jids.tidy(raw), jids.tidy(identifier)
            if jids.server(jid) == "lid" and jids.server(told) == "s.whatsapp.net":
                self.book.numbers.setdefault(jid, told)
        numbers: list[tuple[object, object]] = []
        for raw, _, name in sessions.rows():
            if _is_number(name):
                numbers.append((raw, name))
            else:
                self._call(raw, name)
        for raw, name, first in Table(
            db, "ZWAGROUPMEMBER", ["ZMEMBERJID", "ZCONTACTNAME", "ZFIRSTNAME"]
        ).rows():
            if not _is_number(name):
                self._call(raw, name, first)
        for raw, name in Table(db, "ZWAPROFILEPUSHNAME", ["ZJID", "ZPUSHNAME"]).rows():
            self._call(raw, iphone_messages.pushed(name))
        for raw, name in numbers:
            self._call(raw, name)

    def _call(self, raw: object, *names: object) -> None:
        jid = self.book.jid(raw)
        plain = [name.strip("\u200e\u200f\u202a\u202c \n") for name in names if isinstance(name, str)]
        known = [name for name in dict.fromkeys(plain) if name]
        if jid and known:
            self.book.learn(jid, *known)
            mine = self.people.setdefault(jid, [])
            mine += [name for name in known if name not in mine]

    def _contacts(self) -> Iterator[Contact]:
        for raw, names in self.people.items():
            jid = self.book.jid(raw)
            if not jids.is_person(jid):
                continue
            told = self.cards.get(raw, {})
            numbers = (*jids.unmarked(told, "ZPHONENUMBER"), *filter(None, [jids.number(jid)]))
            yield Contact(
                account=self.book.account(jid),
                names=tuple(names),
                numbers=tuple(dict.fromkeys(numbers)),
                details={
                    name: value[0]
                    for name, key in (("company", "ZORGANIZATIONNAME"), ("status", "ZABOUTTEXT"))
                    if (value := jids.unmarked(told, key))
                },
            )


def _is_number(name: object) -> bool:
    """Whether a chat is called by the telephone number alone."""
    return isinstance(name, str) and not any(char.isalpha() for char in name) and any(map(str.isdigit, name))
