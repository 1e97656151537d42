"""Who and what there is: rows of accounts, chats and their names, of what the owner decided about them, and counts.

What these rows mean (which accounts are one person, who is the owner) is told in the room `people`.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from zhiji.chat import Account, AccountId, Chat, ChatId, Contact
from zhiji.store import contacts
from zhiji.store.connection import Connection
from zhiji.store.store import Store

_LOOK_AT = 500  # messages of a chat, to see who speaks in it
_SET_META = "INSERT INTO meta VALUES (?,?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
_DIRECT = "(kind = 'direct' OR (kind IS NULL AND native IS NULL))"


class Activity(NamedTuple):
    """How much an account wrote in a chat; times are microseconds since 1970."""

    chat: int
    account: int
    messages: int
    notices: int  # of these, what the app said and no person
    first: int
    last: int


class SourceActivity(NamedTuple):
    """What there is of one app."""

    source: str
    messages: int
    first: int
    last: int
    added_at: int | None  # when a file of it was added last
    problems: int  # in all its files


class Speakers(NamedTuple):
    """Who speaks in a chat that may be one of two people, and what the chat is called."""

    source: str
    names: tuple[str, ...]
    accounts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something the owner decided about which accounts, or which chats, are one. It can be undone."""

    id: int
    kind: str  # merge, split, chats-merge, chats-split
    members: tuple[int, ...]  # ids of accounts or chats
    made_at: int
    undone_at: int | None = None


class Directory:
    """Reads and writes these rows through one thread's store. Methods that write are a transaction of their own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection: Connection = store.connection

    def version(self) -> tuple[int, int]:
        """Changes whenever something was written, here or by another process."""
        return self._connection.version()

    # Accounts

    def accounts(self) -> dict[int, Account]:
        """Every account by its id."""
        sql = "SELECT id, name, key, named, source, scope, owner FROM account ORDER BY id"
        return {row[0]: _account(row) for row in self._connection.rows(sql)}

    def account_names(self) -> dict[int, list[str]]:
        """All names that accounts went by, the latest first."""
        return _grouped(
            self._connection.rows("SELECT account, name FROM account_name ORDER BY last DESC, name")
        )

    def contacts(self) -> dict[int, Contact]:
        """What address books say, by account."""
        return contacts.every(self._connection)

    def apps(self) -> set[str]:
        """The apps that there are messages of."""
        some = "EXISTS (SELECT 1 FROM message WHERE message.chat = chat.id)"
        return {
            source for (source,) in self._connection.rows(f"SELECT DISTINCT source FROM chat WHERE {some}")
        }

    def find_accounts(self, accounts: Iterable[Account]) -> list[int]:
        """The ids of accounts as sources describe them."""
        sql = "SELECT id FROM account WHERE source = ? AND scope = ? AND key = ? AND named = ?"
        asked = {(one.source, one.scope, one.key, one.native is None) for one in accounts}
        found = (self._connection.value(sql, *where) for where in asked)
        return sorted(number for number in found if number is not None)

    def tell_owner(self, accounts: Iterable[int]) -> None:
        """Keep that these accounts are the owner's."""
        told = set(accounts)
        with self._connection.transaction() as db:
            db.executemany("UPDATE account SET owner = 1 WHERE id = ?", [(number,) for number in told])
            self._keep_denied(self.denied_owner() - told)
        self._store.reader.forget_names()

    def deny_owner(self, accounts: Iterable[int]) -> None:
        """Keep that these accounts are not the owner's, whatever exports tell."""
        with self._connection.transaction():
            self._keep_denied(self.denied_owner() | set(accounts))

    def denied_owner(self) -> set[int]:
        """Accounts that the owner said are not theirs."""
        return set(json.loads(self.meta("owner_denied") or "[]"))

    def _keep_denied(self, accounts: set[int]) -> None:
        kept = json.dumps(sorted(accounts))
        self._connection.db.execute(_SET_META, ("owner_denied", kept))

    # Persons and chats that are one, as the owner decided

    def joined_accounts(self) -> dict[int, int]:
        """Account -> the person that the owner's decisions made it part of."""
        return dict(self._connection.rows("SELECT account, person FROM person_account"))

    def joined_chats(self) -> dict[int, int]:
        """Chat -> the first one of the chats that it is one with."""
        return dict(self._connection.rows("SELECT chat, whole FROM chat_group"))

    def person_names(self) -> dict[int, str]:
        """The names that the owner gave to persons."""
        return dict(self._connection.rows("SELECT id, name FROM person WHERE name IS NOT NULL"))

    def aliases(self) -> dict[int, list[str]]:
        """Other names that the owner uses for persons."""
        return _grouped(
            self._connection.rows("SELECT person, alias FROM person_alias ORDER BY person, alias")
        )

    def aliases_from(self, origin: str) -> list[tuple[int, str]]:
        """Those that came of one thing, by the person's number."""
        return self._connection.rows(
            "SELECT person, alias FROM person_alias WHERE origin = ? ORDER BY alias", origin
        )

    def name_person(self, person: int, name: str | None, *, among: Iterable[int]) -> None:
        """Give a person a name, or take it away, whichever of their accounts it was kept with."""
        with self._connection.transaction() as db:
            db.executemany("UPDATE person SET name = NULL WHERE id = ?", [(number,) for number in among])
            sql = "INSERT INTO person (id, name) VALUES (?,?) ON CONFLICT (id) DO UPDATE SET name = excluded.name"
            db.execute(sql, (person, name))

    def add_alias(self, person: int, alias: str, *, origin: str = "owner") -> None:
        """Let a person be found under another name; `origin` tells who says so."""
        with self._connection.transaction() as db:
            db.execute("INSERT OR IGNORE INTO person (id) VALUES (?)", (person,))
            db.execute("INSERT OR IGNORE INTO person_alias VALUES (?,?,?)", (person, alias, origin))

    def drop_alias(self, persons: Iterable[int], alias: str) -> bool:
        """Take another name away again; whether there was one."""
        with self._connection.transaction() as db:
            values = [(person, alias) for person in persons]
            before = db.total_changes()
            db.executemany("DELETE FROM person_alias WHERE person = ? AND alias = ?", values)
            return db.total_changes() > before

    def decisions(self) -> list[Decision]:
        """What the owner decided, the oldest first; undone ones too."""
        sql = "SELECT id, kind, detail, made_at, undone_at FROM person_decision ORDER BY id"
        return [_decision(row) for row in self._connection.rows(sql)]

    @contextmanager
    def deciding(self) -> Iterator[Deciding]:
        """One transaction in which a decision is made or undone and its outcome is written."""
        with self._connection.transaction():
            yield Deciding(self)

    # Counts

    def activity(self) -> list[Activity]:
        """How much every account wrote in every chat. Reads all messages: half a second for a million."""
        sql = "SELECT chat, sender, count(*), sum(kind = 'system'), min(at), max(at) FROM message GROUP BY chat, sender"
        return [Activity(*row) for row in self._connection.rows(sql)]

    def sources(self) -> list[SourceActivity]:
        """How much there is of each app. A file counts for the app of its first message."""
        found = (
            "SELECT chat, count(*) AS messages, min(at) AS first, max(at) AS last FROM message GROUP BY chat"
        )
        sql = (
            "SELECT source, sum(messages), min(first), max(last)"
            f" FROM chat JOIN ({found}) AS found ON found.chat = chat.id GROUP BY source ORDER BY source"
        )
        files = self._files()
        last = max((added for added, _ in files.values()), default=None)
        return [
            SourceActivity(source, messages, first, newest, *files.get(source, (last, 0)))
            for source, messages, first, newest in self._connection.rows(sql)
        ]

    def added_paths(self) -> dict[str, int]:
        """The files that were added, by path, and when."""
        return dict(self._connection.rows("SELECT path, max(added_at) FROM file GROUP BY path"))

    def _files(self) -> dict[str, tuple[int, int]]:
        """When a file of each app was added last, and how many problems there are in all of them."""
        first = (
            "SELECT chat.source FROM sighting JOIN record ON record.id = sighting.record"
            " JOIN chat ON chat.id = record.chat WHERE sighting.file = file.id LIMIT 1"
        )
        wrong = "SELECT count(*) FROM problem WHERE problem.file = file.id"
        sql = f"SELECT ({first}) AS app, max(added_at), sum(({wrong})) FROM file GROUP BY app"
        return {app: (at, wrong) for app, at, wrong in self._connection.rows(sql) if app is not None}

    def unread_media(self) -> int:
        """Kept pictures and recordings of which nobody has said yet what they show or say."""
        sql = (
            "SELECT count(*) FROM attachment WHERE digest IS NOT NULL"
            " AND (mime LIKE 'image/%' OR mime LIKE 'audio/%' OR mime LIKE 'video/%')"
            " AND NOT EXISTS (SELECT 1 FROM transcript WHERE transcript.message = attachment.message)"
        )
        return int(self._connection.value(sql))

    # Chats

    def chats(self) -> dict[int, Chat]:
        """Every chat that has messages, by its id."""
        some = "EXISTS (SELECT 1 FROM message WHERE message.chat = chat.id)"
        sql = f"SELECT id, name, native, source, scope, kind FROM chat WHERE {some} ORDER BY id"
        return {row[0]: _chat(row) for row in self._connection.rows(sql)}

    def chat_names(self) -> dict[int, list[str]]:
        """All names that chats went by, the latest first."""
        sql = (
            "SELECT chat, name FROM (SELECT chat, name, last FROM chat_name"
            " UNION ALL SELECT chat, name, 0 FROM strand WHERE name != '') ORDER BY last DESC, name"
        )
        return _grouped(self._connection.rows(sql))

    def partners(self, owner: Iterable[int]) -> list[tuple[int, int]]:
        """Chats of two people with the account of the one who isn't the owner."""
        owners = ",".join(str(int(number)) for number in owner)
        other = (
            "SELECT sender FROM message WHERE message.chat = direct.id AND kind != 'system'"
            f" AND sender NOT IN ({owners}) ORDER BY at LIMIT 1"
        )
        sql = f"SELECT id, ({other}) FROM chat AS direct WHERE direct.kind = 'direct'"
        return [(chat, account) for chat, account in self._connection.rows(sql) if account is not None]

    def speakers(self) -> list[Speakers]:
        """Who speaks in the chats that may be of two people, as far as their first messages tell."""
        names = self.chat_names()
        sql = f"SELECT id, source, name FROM chat WHERE {_DIRECT} ORDER BY id"
        return [
            Speakers(source, tuple(names.get(chat) or [name]), self._first_senders(chat))
            for chat, source, name in self._connection.rows(sql)
        ]

    def _first_senders(self, chat: int) -> tuple[int, ...]:
        some = "SELECT sender FROM message WHERE chat = ? AND kind != 'system' ORDER BY at LIMIT ?"
        found = self._connection.rows(f"SELECT DISTINCT sender FROM ({some}) ORDER BY sender", chat, _LOOK_AT)
        return tuple(number for (number,) in found)

    # What is kept about the archive itself

    def meta(self, name: str) -> Any:
        """A value under its name, None if there is none."""
        return self._connection.value("SELECT value FROM meta WHERE name = ?", name)

    def set_meta(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        with self._connection.transaction() as db:
            db.execute(_SET_META, (name, value))

    def meta_once(self, name: str, value: str) -> str:
        """The value that is kept under a name; the given one if there was none, kept from now on."""
        found = self.meta(name)
        if found is None:
            with self._connection.transaction() as db:
                db.execute("INSERT OR IGNORE INTO meta VALUES (?,?)", (name, value))
            found = self.meta(name)
        return str(found)


class Deciding:
    """Inside the transaction of one decision."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._db = directory._connection.db

    def make(self, kind: str, members: Sequence[int]) -> Decision:
        """Write a decision down."""
        now = int(time.time() * 1_000_000)
        detail = json.dumps({"members": list(members)})
        self._db.execute(
            "INSERT INTO person_decision (kind, detail, made_at) VALUES (?,?,?)", (kind, detail, now)
        )
        return Decision(id=self._db.last_insert_rowid(), kind=kind, members=tuple(members), made_at=now)

    def undo(self, number: int) -> None:
        """Mark a decision as undone."""
        now = int(time.time() * 1_000_000)
        self._db.execute("UPDATE person_decision SET undone_at = ? WHERE id = ?", (now, number))

    def standing(self) -> list[Decision]:
        """The decisions that were not undone, the oldest first."""
        return [one for one in self._directory.decisions() if one.undone_at is None]

    def join_accounts(self, persons: Mapping[int, int]) -> None:
        """Replace which accounts are part of which person."""
        self._db.execute("DELETE FROM person_account")
        known = {number for (number,) in self._db.execute("SELECT id FROM account")}
        rows = [(account, person) for account, person in persons.items() if account in known]
        self._db.executemany(
            "INSERT OR IGNORE INTO person (id) VALUES (?)", [(person,) for _, person in rows]
        )
        self._db.executemany("INSERT INTO person_account VALUES (?,?)", rows)

    def join_chats(self, wholes: Mapping[int, int]) -> None:
        """Replace which chats are one."""
        self._db.execute("DELETE FROM chat_group")
        known = {number for (number,) in self._db.execute("SELECT id FROM chat")}
        rows = [(chat, whole) for chat, whole in wholes.items() if chat in known]
        self._db.executemany("INSERT INTO chat_group VALUES (?,?)", rows)


def _account(row: tuple[Any, ...]) -> Account:
    number, name, key, named, source, scope, owner = row
    return Account(
        name=name,
        native=None if named else key,
        source=source,
        scope=scope,
        owner=bool(owner),
        id=AccountId(number),
    )


def _chat(row: tuple[Any, ...]) -> Chat:
    number, name, native, source, scope, kind = row
    return Chat(name=name, native=native, source=source, scope=scope, kind=kind, id=ChatId(number))


def _decision(row: tuple[Any, ...]) -> Decision:
    number, kind, detail, made_at, undone_at = row
    members = tuple(json.loads(detail)["members"])
    return Decision(id=number, kind=kind, members=members, made_at=made_at, undone_at=undone_at)


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = defaultdict(list)
    for number, name in rows:
        groups[number].append(name)
    return groups
