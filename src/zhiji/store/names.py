"""Rows of chats and accounts, and the names they go by: the latest one counts, all are kept."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import apsw

from zhiji.chat import Account, Chat, Message
from zhiji.store import words
from zhiji.store.reader import Reader
from zhiji.store.sql import first_row, value

ERASED = "forgotten:"  # begins what stands for a forgotten id or name
PERSON = "person\0"  # before a name: it was a person's, so that a chat isn't to bear it either


def erased_key(db: apsw.Connection, text: str) -> str:
    """What stands for a forgotten id or name: a keyed hash, the same whenever it is asked for."""
    secret = value(db, "SELECT value FROM meta WHERE name = 'secret'")
    hasher = blake2b(
        text.encode("utf-8", "surrogatepass"), key=secret, digest_size=16, person=b"zhiji erased"
    )
    return ERASED + hasher.hexdigest()


def is_erased(db: apsw.Connection, text: str) -> bool:
    """Whether a name or a quote was forgotten and is not to come back."""
    return value(db, "SELECT 1 FROM erased WHERE key = ?", (erased_key(db, text),)) is not None


def shown(db: apsw.Connection, name: str) -> str:
    """A name, unless it was forgotten."""
    return "" if is_erased(db, name) else name


def chat(db: apsw.Connection, one: Chat) -> int:
    """The id of a chat that has a native id; made if new."""
    where = (one.source, one.scope, one.native)
    sql = "SELECT id FROM chat WHERE source = ? AND scope = ? AND native = ?"
    found: int | None = value(db, sql, where)
    if found is None:
        found = value(db, sql, (one.source, one.scope, erased_key(db, one.native or "")))
    if found is None:
        return new_chat(db, one)
    if one.kind:
        db.execute("UPDATE chat SET kind = max(coalesce(kind, ''), ?) WHERE id = ?", (one.kind, found))
    return found


def new_chat(db: apsw.Connection, one: Chat) -> int:
    """The id of a new chat."""
    name = shown(db, one.name)
    db.execute("INSERT INTO chat (source, scope, native, name, kind) VALUES (?,?,?,?,?)",
               (one.source, one.scope, one.native, name, one.kind))  # fmt: skip
    return db.last_insert_rowid()


def is_chat(db: apsw.Connection, number: int) -> bool:
    """Whether there is a chat of that id."""
    return value(db, "SELECT 1 FROM chat WHERE id = ?", (number,)) is not None


def renew_kind(db: apsw.Connection, number: int) -> None:
    """Let a chat without an id be of the kind that its strands tell: a group, if any of them does."""
    told = "SELECT nullif(max(kind), '') FROM strand WHERE chat = ?1"
    db.execute(f"UPDATE chat SET kind = ({told}) WHERE id = ?1 AND native IS NULL", (number,))


def account(db: apsw.Connection, one: Account) -> tuple[int, str]:
    """The id and current name of an account; made if new."""
    where = (one.source, one.scope, one.key, one.native is None)
    sql = "SELECT id, name, owner FROM account WHERE source = ? AND scope = ? AND key = ? AND named = ?"
    found = first_row(db, sql, where)
    if found is None:
        found = first_row(db, sql, (one.source, one.scope, erased_key(db, one.key), one.native is None))
    if found is None:
        db.execute("INSERT INTO account (source, scope, key, named, name, owner) VALUES (?,?,?,?,?,?)",
                   (*where, one.name, one.owner))  # fmt: skip
        return db.last_insert_rowid(), one.name
    if one.owner and not found[2]:
        db.execute("UPDATE account SET owner = 1 WHERE id = ?", (found[0],))
    return found[0], found[1]


def name_owner(db: apsw.Connection, one: Account) -> None:
    """Mark an account as the owner's if it is."""
    if one.owner:
        db.execute("UPDATE account SET owner = 1 WHERE id = ? AND owner = 0", (one.id,))


def label(db: apsw.Connection, one: Chat) -> str:
    """What tells a chat from others in the same file."""
    kind = "name" if one.native is None else "id"
    return erased_key(db, "\0".join((kind, one.source, one.scope, one.key)))


def mate(db: apsw.Connection, name: str) -> str:
    """What chats of one name have in common."""
    return erased_key(db, name.casefold().strip())


def ensure_strand(db: apsw.Connection, one: Chat, file: int) -> None:
    """A row for the entries without ids that a file holds of a chat that has one; it keeps their shift."""
    held = first_row(db, "SELECT 1 FROM strand WHERE file = ? AND chat = ?", (file, one.id))
    if one.native is not None and held is None:
        row = (file, label(db, one), one.id, "")
        db.execute("INSERT OR IGNORE INTO strand (file, label, chat, name) VALUES (?,?,?,?)", row)


class Seen:
    """The names that chats and accounts were seen with in a batch, and when."""

    def __init__(self) -> None:
        self._chats: dict[tuple[int, str], int] = {}
        self._accounts: dict[tuple[int, str], list[int]] = {}
        self._shown: dict[int, Chat] = {}
        self._senders: dict[int, Account] = {}

    def add(self, chat: int | None, message: Message, sender: int, at: int) -> None:
        """Note the names that a message shows; no chat if that one doesn't go by the name."""
        if chat is not None and at > self._chats.get((chat, message.chat.name), -(2**62)):
            self._chats[chat, message.chat.name] = at
            self._shown[chat] = message.chat
        span = self._accounts.get((sender, message.sender.name))
        if span is None:
            self._accounts[sender, message.sender.name] = [at, at]
            self._senders[sender] = message.sender
        elif at > span[1]:
            span[1] = at
        elif at < span[0]:
            span[0] = at

    def write(self, db: apsw.Connection, reader: Reader) -> list[int]:
        """Keep the names; returns the accounts that go by another name now, whose messages were indexed anew."""
        if first_row(db, "SELECT 1 FROM erased LIMIT 1") is not None:
            self._return(db)
        db.executemany(
            "INSERT INTO chat_name VALUES (?,?,?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)",
            [(*key, at) for key, at in self._chats.items() if key[1]],
        )
        db.executemany(
            "INSERT INTO account_name VALUES (?,?,?,?) ON CONFLICT DO UPDATE"
            " SET first = min(first, excluded.first), last = max(last, excluded.last)",
            [(*key, *span) for key, span in self._accounts.items() if key[1]],
        )
        rename_chats(db, {number for number, _ in self._chats})
        return rename_accounts(db, reader, {number for number, _ in self._accounts})

    def _return(self, db: apsw.Connection) -> None:
        """Who speaks again after having been forgotten has a name again; chats don't bring back others' names."""
        for number, sender in self._senders.items():
            db.execute("UPDATE account SET key = ? WHERE id = ? AND key = ?",
                       (sender.key, number, erased_key(db, sender.key)))  # fmt: skip
            if db.changes():
                back = (sender.key, *(name for one, name in self._accounts if one == number))
                _speakable(db, (*back, *(PERSON + name for name in back)))
        for number, one in self._shown.items():
            if is_erased(db, PERSON + one.name):
                continue
            if one.native is not None:
                db.execute("UPDATE chat SET native = ? WHERE id = ? AND native = ?",
                           (one.native, number, erased_key(db, one.native)))  # fmt: skip
            db.execute("UPDATE strand SET name = ? WHERE chat = ? AND mate = ?",
                       (one.name, number, mate(db, one.name)))  # fmt: skip
            _speakable(db, (one.key, one.name))
        self._chats = {key: at for key, at in self._chats.items() if not is_erased(db, PERSON + key[1])}


def _speakable(db: apsw.Connection, texts: Iterable[str]) -> None:
    db.executemany("DELETE FROM erased WHERE key = ?", [(erased_key(db, text),) for text in texts])


def rename_chats(db: apsw.Connection, chats: Iterable[int]) -> None:
    """Let chats go by the name they were last seen with."""
    for number in chats:
        latest = "SELECT name FROM chat_name WHERE chat = ? ORDER BY last DESC, name DESC LIMIT 1"
        name = value(db, latest, (number,))
        if name is not None:
            db.execute("UPDATE chat SET name = ? WHERE id = ? AND name != ?", (name, number, name))


def rename_accounts(db: apsw.Connection, reader: Reader, accounts: Iterable[int]) -> list[int]:
    """Let accounts go by the name they were last seen with; their messages are indexed with it."""
    renamed = []
    for number in accounts:
        latest = "SELECT name FROM account_name WHERE account = ? ORDER BY last DESC, name DESC LIMIT 1"
        name = value(db, latest, (number,))
        was = value(db, "SELECT name FROM account WHERE id = ?", (number,))
        if name is None or name == was:
            continue
        db.execute("UPDATE account SET name = ? WHERE id = ?", (name, number))
        renamed.append(number)
        reader.forget_names()
        for message in reader.of_account(number):
            words.rename(db, message.id, words.of(message, name))
    return renamed
