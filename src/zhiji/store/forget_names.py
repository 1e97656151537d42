"""Names of chats and accounts that have nothing left to say: erased wherever they stand, recognised if they come back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import apsw

from zhiji.chat import Message
from zhiji.store import contacts, rulings
from zhiji.store.names import ERASED, PERSON, erased_key, is_erased
from zhiji.store.redact import REDACTED, Test
from zhiji.store.sql import all_rows, first_row, value

_PATH_WORDS = re.compile(r"[^\s/\\._()\[\]-]+")
_LONGEST_NAME = 6  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of what was forgotten."""

    called: frozenset[str]  # what people and chats were called
    people: frozenset[str]  # of these, what only forgotten people were called
    erased: frozenset[str]  # of these and of ids, those that nobody else goes by


def erase(db: apsw.Connection, *, chats: Iterable[int], accounts: Iterable[int]) -> Names:
    """Erase the names of those of these chats and accounts that have no message left."""
    speaking = {sender for (sender,) in all_rows(db, "SELECT DISTINCT sender FROM message")}
    silent = sorted(set(accounts) - speaking)
    empty = [one for one in sorted(chats) if _is_empty(db, one)]
    people = _of_accounts(db, silent) | _of_persons(db, silent)
    rooms = _of_chats(db, empty)
    called = frozenset(people | rooms)
    ids = _ids(db, "account", "key", silent) | _ids(db, "chat", "native", empty)
    for one in silent:
        _erase_account(db, one)
    for one in empty:
        _erase_chat(db, one)
    _erase_persons(db, silent)
    rulings.drop_about(db, silent)
    people -= _in_use(db, "account")
    for one in _called(db, people):
        _erase_chat_name(db, one)
    rooms -= _in_use(db, "account") | _in_use(db, "chat")
    return Names(
        called=called,
        people=frozenset(people),
        erased=frozenset(name for name in people | rooms | ids if name and not name.startswith(ERASED)),
    )


def keep(db: apsw.Connection, names: Names) -> None:
    """Keep, wordlessly, which names are not to come back."""
    every = (*names.erased, *(PERSON + name for name in names.people))
    db.executemany("INSERT OR IGNORE INTO erased VALUES (?)", [(erased_key(db, one),) for one in every])


def erase_returned(db: apsw.Connection, file: int) -> bool:
    """After a file of which something was forgotten: erase names that only forgotten messages brought along.

    Returns whether there were any.
    """
    held = (
        "SELECT DISTINCT record.chat FROM sighting JOIN record ON record.id = sighting.record"
        " WHERE sighting.file = ?"
    )
    chats = {chat for (chat,) in all_rows(db, held, (file,))}
    named = (
        f"SELECT id FROM account WHERE key NOT GLOB '{ERASED}*' AND id NOT IN (SELECT account FROM contact)"
    )
    accounts = {account for (account,) in all_rows(db, named)}
    names = erase(db, chats=chats, accounts=accounts)
    keep(db, names)
    erase_places(db, [file], names, lambda _: False)
    return bool(names.called)


def shown_path(db: apsw.Connection, path: str, batch: Iterable[Message]) -> str:
    """The path of a file that begins with these messages, without names that were forgotten."""
    if first_row(db, "SELECT 1 FROM erased LIMIT 1") is None:
        return path
    named = {name for message in batch for name in (message.chat.name, message.sender.name) if name}
    named.update(_parts(path))
    return _blanked(path, sorted((name for name in named if is_erased(db, name)), key=len, reverse=True))


def _parts(path: str) -> Iterator[str]:
    """Words of a path, and some words together."""
    words = [(found.start(), found.end()) for found in _PATH_WORDS.finditer(path)]
    for first in range(len(words)):
        for last in range(first, min(first + _LONGEST_NAME, len(words))):
            yield path[words[first][0] : words[last][1]]


def erase_places(db: apsw.Connection, files: Iterable[int], names: Names, is_copy: Test) -> None:
    """Blank the names out of the paths of files, and the words out of what was wrong with them."""
    wanted = sorted((name for name in names.erased if len(name) > 1), key=len, reverse=True)
    for file in sorted(files):
        path = value(db, "SELECT path FROM file WHERE id = ?", (file,))
        fresh = _blanked(path, wanted)
        if fresh != path:
            db.execute("UPDATE file SET path = ? WHERE id = ?", (fresh, file))
        _erase_problems(db, file, wanted, is_copy)


def _erase_problems(db: apsw.Connection, file: int, wanted: Sequence[str], is_copy: Test) -> None:
    if not _is_alive(db, file):
        db.execute("DELETE FROM problem WHERE file = ?", (file,))
        return
    for place, what in all_rows(db, "SELECT place, what FROM problem WHERE file = ?", (file,)):
        fresh = (_blanked(place, wanted), REDACTED if is_copy(what) else _blanked(what, wanted))
        if fresh != (place, what):
            db.execute("DELETE FROM problem WHERE file = ? AND place = ? AND what = ?", (file, place, what))
            db.execute("INSERT OR IGNORE INTO problem VALUES (?,?,?)", (file, *fresh))


def _is_alive(db: apsw.Connection, file: int) -> bool:
    """Whether something of a file is still kept."""
    sql = (
        "SELECT 1 FROM sighting JOIN record ON record.id = sighting.record"
        " WHERE sighting.file = ? AND record.message IS NOT NULL LIMIT 1"
    )
    return first_row(db, sql, (file,)) is not None


def _is_empty(db: apsw.Connection, chat: int) -> bool:
    return first_row(db, "SELECT 1 FROM message WHERE chat = ? LIMIT 1", (chat,)) is None


def _of_accounts(db: apsw.Connection, accounts: Iterable[int]) -> set[str]:
    sql = (
        "SELECT name FROM account WHERE id = ?1 UNION SELECT name FROM account_name WHERE account = ?1"
        " UNION SELECT value FROM contact WHERE account = ?1 AND field IN ('shown', 'name', 'number', 'email')"
    )
    return {name for one in accounts for (name,) in all_rows(db, sql, (one,)) if name}


def _of_chats(db: apsw.Connection, chats: Iterable[int]) -> set[str]:
    sql = (
        "SELECT name FROM chat WHERE id = ?1 UNION SELECT name FROM chat_name WHERE chat = ?1"
        " UNION SELECT name FROM strand WHERE chat = ?1"
    )
    return {name for one in chats for (name,) in all_rows(db, sql, (one,)) if name}


def _silent_persons(db: apsw.Connection, accounts: Iterable[int]) -> set[int]:
    """Persons all of whose accounts are among these; an account on its own is a person of its number."""
    silent = set(accounts)
    persons = {
        value(db, "SELECT person FROM person_account WHERE account = ?", (one,)) or one for one in silent
    }
    members = "SELECT account FROM person_account WHERE person = ?"
    return {
        person for person in persons if silent >= {account for (account,) in all_rows(db, members, (person,))}
    }


def _of_persons(db: apsw.Connection, accounts: Iterable[int]) -> set[str]:
    sql = "SELECT name FROM person WHERE id = ?1 UNION SELECT alias FROM person_alias WHERE person = ?1"
    return {name for one in _silent_persons(db, accounts) for (name,) in all_rows(db, sql, (one,)) if name}


def _ids(db: apsw.Connection, table: str, column: str, numbers: Iterable[int]) -> set[str]:
    found = (value(db, f"SELECT {column} FROM {table} WHERE id = ?", (one,)) for one in numbers)
    return {key for key in found if key is not None}


def _in_use(db: apsw.Connection, table: str) -> set[str]:
    """Names that accounts or chats still go by."""
    names = f"SELECT name FROM {table} UNION SELECT name FROM {table}_name"
    if table == "account":
        names += " UNION SELECT value FROM contact"
    return {name for (name,) in all_rows(db, names)}


def _called(db: apsw.Connection, names: set[str]) -> list[int]:
    """Chats that are called like somebody who was forgotten."""
    sql = "SELECT id, name FROM chat UNION SELECT chat, name FROM chat_name"
    return sorted({number for number, name in all_rows(db, sql) if name in names})


def _erase_account(db: apsw.Connection, number: int) -> None:
    key = value(db, "SELECT key FROM account WHERE id = ?", (number,))
    if key is not None and not key.startswith(ERASED):
        db.execute("UPDATE account SET key = ?, name = '' WHERE id = ?", (erased_key(db, key), number))
    db.execute("DELETE FROM account_name WHERE account = ?", (number,))
    db.execute("DELETE FROM read_as WHERE what = 'account' AND id = ?", (number,))
    contacts.erase(db, number)


def _erase_chat(db: apsw.Connection, number: int) -> None:
    native = value(db, "SELECT native FROM chat WHERE id = ?", (number,))
    if native is not None and not native.startswith(ERASED):
        db.execute("UPDATE chat SET native = ? WHERE id = ?", (erased_key(db, native), number))
    _erase_chat_name(db, number)
    db.execute("DELETE FROM chat_group WHERE chat = ?", (number,))


def _erase_chat_name(db: apsw.Connection, number: int) -> None:
    db.execute("UPDATE chat SET name = '' WHERE id = ?", (number,))
    db.execute("UPDATE strand SET name = '' WHERE chat = ?", (number,))
    db.execute("DELETE FROM chat_name WHERE chat = ?", (number,))


def _erase_persons(db: apsw.Connection, accounts: Iterable[int]) -> None:
    each = [(one,) for one in _silent_persons(db, accounts)]
    for table, column in (("person_alias", "person"), ("person_account", "person"), ("person", "id")):
        db.executemany(f"DELETE FROM {table} WHERE {column} = ?", each)
    db.executemany("DELETE FROM person_account WHERE account = ?", [(one,) for one in accounts])


def _blanked(text: str, wanted: Iterable[str]) -> str:
    """A text without these; a name of letters must stand alone ("An" doesn't stand in "Hans")."""
    for one in wanted:
        if one in text:
            text = re.sub(rf"(?<![^\W_0-9]){re.escape(one)}(?![^\W_0-9])" if one.isascii() else re.escape(one),
                          lambda _: REDACTED, text)  # fmt: skip
    return text
