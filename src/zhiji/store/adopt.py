"""A chat that has no id, but whose messages have, joins the chat with an id that holds the same messages.

Telegram's pages and WeFlow's tables tell the messages' ids and not the chat's; `result.json` and the database tell both.
Ids alone prove nothing, since many apps count from one in each chat: several messages must agree in id, time and words,
and none of one id may have been sent at another time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import apsw

from zhiji.chat import Message, Precision, merge
from zhiji.store import regroup, sessions
from zhiji.store.become import drop
from zhiji.store.keys import likeness
from zhiji.store.micros import micro
from zhiji.store.reader import Reader
from zhiji.store.sql import all_rows, first_row, value
from zhiji.store.write import put, same_message

_SAMPLE = 200  # messages that are looked for
_FEW = 24  # that are looked for in one chat, before more are
_ENOUGH = 2  # that agree


def adopt(db: apsw.Connection, reader: Reader, chats: Iterable[int]) -> set[int]:
    """Join what belongs to these chats, or these to what they belong to; returns the chats that took something in."""
    homes = set()
    for chat in _without_id(db, reader, chats):
        home = _home(db, reader, chat)
        if home is not None:
            _move(db, reader, chat, home)
            homes.add(home)
    return homes


def _without_id(db: apsw.Connection, reader: Reader, chats: Iterable[int]) -> list[int]:
    """Chats without an id whose messages have ids: those among these, and any that may belong to one of these."""
    found: set[int] = set()
    for chat in chats:
        one = reader.chat(chat)
        if one.native is None:
            found.add(chat)
            continue
        sql = "SELECT id FROM chat WHERE source = ? AND scope = ? AND native IS NULL"
        for (number,) in all_rows(db, sql, (one.source, one.scope)):
            if any(_held(db, chat, key) for key, _ in _sample(db, number, _FEW)):
                found.add(number)
    return sorted(found)


def _home(db: apsw.Connection, reader: Reader, chat: int) -> int | None:
    """The chat with an id that holds most of this one's messages, if nothing speaks against it."""
    sample = [(key, reader.message(number)) for key, number in _sample(db, chat, _SAMPLE)]
    agree: Counter[int] = Counter()
    for _, message in sample:
        agree.update({there for there, other in _copies(db, reader, chat, message) if _agree(message, other)})
    found = [
        there
        for there, count in agree.items()
        if count >= _ENOUGH and not any(_against(db, reader, there, *one) for one in sample)
    ]
    return max(found, key=lambda there: (agree[there], reader.chat(there).native or ""), default=None)


def _sample(db: apsw.Connection, chat: int, size: int) -> list[tuple[bytes, int]]:
    """(key, message) of some messages that have ids; keys are hashes, so that the first ones are any."""
    sql = (
        "SELECT key, message FROM record WHERE chat = ? AND likeness IS NULL AND message IS NOT NULL"
        " ORDER BY key LIMIT ?"
    )
    return all_rows(db, sql, (chat, size))


def _held(db: apsw.Connection, chat: int, key: bytes) -> int | None:
    """The message of this key in a chat."""
    found: int | None = value(db, "SELECT message FROM record WHERE chat = ? AND key = ?", (chat, key))
    return found


def _copies(
    db: apsw.Connection, reader: Reader, chat: int, message: Message
) -> Iterator[tuple[int, Message]]:
    """Messages of the same id and time in chats that have ids, with their chats."""
    place = reader.chat(chat)
    sql = (
        "SELECT message.chat, message.id FROM message JOIN chat ON chat.id = message.chat WHERE message.at BETWEEN ? AND ?"
        " AND message.source_id = ? AND chat.native IS NOT NULL AND chat.source = ? AND chat.scope = ?"
    )
    at, near = micro(message.when), max(message.precision, Precision.MINUTE)
    where = (at - near, at + near, message.source_id, place.source, place.scope)
    for there, number in all_rows(db, sql, where):
        yield there, reader.message(number)


def _agree(one: Message, other: Message) -> bool:
    return _at_once(one, other) and likeness(one) == likeness(other)


def _against(db: apsw.Connection, reader: Reader, there: int, key: bytes, message: Message) -> bool:
    """Whether another chat has the same id at another time."""
    number = _held(db, there, key)
    return number is not None and not _at_once(message, reader.message(number))


def _at_once(one: Message, other: Message) -> bool:
    coarse = max(one.precision, other.precision)
    return micro(one.when) // coarse == micro(other.when) // coarse


def _move(db: apsw.Connection, reader: Reader, chat: int, home: int) -> None:
    """Put all of a chat into another one; what both have becomes one message."""
    touched: list[tuple[int, int]] = []
    for record, key, message in all_rows(db, "SELECT id, key, message FROM record WHERE chat = ?", (chat,)):
        known = first_row(db, "SELECT id, message FROM record WHERE chat = ? AND key = ?", (home, key))
        if known is not None:
            touched += _meet(db, reader, (chat, home), key, (message, known[1]))
            continue
        db.execute("UPDATE record SET chat = ? WHERE id = ?", (home, record))
        for (at,) in all_rows(db, "SELECT at FROM message WHERE id = ?", (message,)):
            touched.append((at, message))
        db.execute("UPDATE message SET chat = ? WHERE id = ?", (home, message))
    db.execute("UPDATE strand SET chat = ? WHERE chat = ?", (home, chat))
    db.execute("DELETE FROM chat_name WHERE chat = ?", (chat,))
    db.execute("DELETE FROM chat WHERE id = ?", (chat,))
    reader.forget_names()
    if touched:
        sessions.renew(db, home, touched)


def _meet(
    db: apsw.Connection,
    reader: Reader,
    chats: tuple[int, int],
    key: bytes,
    messages: tuple[int | None, int | None],
) -> list[tuple[int, int]]:
    """Let a record and its twin in the other chat be one; what was forgotten in one of them is forgotten.

    Returns (at, message) where the sessions are to be reckoned anew.
    """
    (here, there), (copy, kept) = chats, messages
    touched: list[tuple[int, int]] = []
    if copy is None and kept is not None:
        db.execute("UPDATE record SET message = NULL WHERE chat = ? AND key = ?", (there, key))
        told = "SELECT id FROM record WHERE chat = ? AND key = ?"
        db.execute(f"UPDATE sighting SET body = NULL WHERE record = ({told})", (there, key))
        touched += [(at, number) for _, at, number in drop(db, [(kept, None)])]
    files = "SELECT file FROM sighting JOIN record ON record.id = sighting.record WHERE chat = ? AND key = ?"
    for (file,) in all_rows(db, files, (here, key)):
        regroup.move_sighting(db, reader, file, (here, key), (there, key))
    if copy is not None and kept is not None:
        before, other = reader.message(kept), reader.message(copy)
        after = merge(before, same_message(other, before, other.sender))
        if after is not before:
            touched += [(at, number) for _, at, number in put(db, reader, before, after)]
    if copy is not None:
        drop(db, [(copy, kept)])
    return touched
