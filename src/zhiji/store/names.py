"""Rows of chats and accounts, and the names they go by: the latest one counts, all are kept."""

from __future__ import annotations

from collections.abc import Iterable

import apsw

from zhiji.chat import Account, Chat, Message
from zhiji.store import words
from zhiji.store.reader import Reader
from zhiji.store.sql import first_row, value


def chat(db: apsw.Connection, one: Chat) -> int:
    """The id of a chat that has a native id; made if new."""
    where = (one.source, one.scope, one.native)
    found: int | None = value(db, "SELECT id FROM chat WHERE source = ? AND scope = ? AND native = ?", where)
    if found is None:
        return new_chat(db, one)
    if one.kind:
        db.execute("UPDATE chat SET kind = max(coalesce(kind, ''), ?) WHERE id = ?", (one.kind, found))
    return found


def new_chat(db: apsw.Connection, one: Chat) -> int:
    """The id of a new chat."""
    db.execute("INSERT INTO chat (source, scope, native, name, kind) VALUES (?,?,?,?,?)",
               (one.source, one.scope, one.native, one.name, one.kind))  # fmt: skip
    return db.last_insert_rowid()


def account(db: apsw.Connection, one: Account) -> tuple[int, str]:
    """The id and current name of an account; made if new."""
    where = (one.source, one.scope, one.key, one.native is None)
    sql = "SELECT id, name, owner FROM account WHERE source = ? AND scope = ? AND key = ? AND named = ?"
    found = first_row(db, sql, where)
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


def label(one: Chat) -> str:
    """What tells a chat without an id from others in the same file."""
    return "\0".join((one.source, one.scope, one.key))


class Seen:
    """The names that chats and accounts were seen with in a batch, and when."""

    def __init__(self) -> None:
        self._chats: dict[tuple[int, str], int] = {}
        self._accounts: dict[tuple[int, str], list[int]] = {}

    def add(self, chat: int, message: Message, sender: int, at: int) -> None:
        """Note the names that a message shows."""
        key = (chat, message.chat.name)
        if at > self._chats.get(key, -(2**62)):
            self._chats[key] = at
        span = self._accounts.get((sender, message.sender.name))
        if span is None:
            self._accounts[sender, message.sender.name] = [at, at]
        elif at > span[1]:
            span[1] = at
        elif at < span[0]:
            span[0] = at

    def write(self, db: apsw.Connection, reader: Reader) -> list[int]:
        """Keep the names; returns the accounts that go by another name now, whose messages were indexed anew."""
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
            words.renew(db, message.id, words.of(message, name))
    return renamed
