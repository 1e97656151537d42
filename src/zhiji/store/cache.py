"""Replies of language models that were paid for once. Each goes with any of the messages that it was made of.

A reply is found again by what was asked; the question itself, which holds more words than the reply, isn't kept.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection
from hashlib import sha256

import apsw

from zhiji.store.connection import Connection
from zhiji.store.sql import each_row, value

KIND = "cache"  # in derived_from


def key(*asked: str) -> bytes:
    """By what a reply is found: who was asked, and what."""
    return sha256(json.dumps(asked, ensure_ascii=True).encode()).digest()


def drop_if(db: apsw.Connection, tells: Callable[[str], bool]) -> None:
    """Take away the replies whose words tell something; inside the caller's transaction."""
    every = each_row(db, "SELECT id, value FROM cache")
    numbers = [(number,) for number, reply in list(every) if tells(bytes(reply).decode())]
    db.executemany("DELETE FROM cache WHERE id = ?", numbers)
    db.executemany(f"DELETE FROM derived_from WHERE kind = '{KIND}' AND row = ?", numbers)


def drop_kind(db: apsw.Connection, kind: str) -> None:
    """Take away all replies of a kind; inside the caller's transaction."""
    db.execute(
        f"DELETE FROM derived_from WHERE kind = '{KIND}' AND row IN (SELECT id FROM cache WHERE kind = ?)",
        (kind,),
    )
    db.execute("DELETE FROM cache WHERE kind = ?", (kind,))


class Cache:
    """The kept replies of one archive."""

    def __init__(self, connection: Connection, *, clock: Callable[[], float] = time.time) -> None:
        self._connection, self._clock = connection, clock

    def get(self, found_by: bytes) -> str | None:
        """A reply, if it was kept."""
        rows = self._connection.read("SELECT value FROM cache WHERE key = ?", found_by)
        return bytes(rows[0][0]).decode() if rows else None

    def put(self, found_by: bytes, reply: str, *, kind: str, messages: Collection[int]) -> bool:
        """Keep a reply, unless one of the messages it was made of is gone by now."""
        numbers = json.dumps(sorted({*messages}))
        with self._connection.transaction() as db:
            there = "SELECT count(*) FROM message WHERE id IN (SELECT value FROM json_each(?))"
            if value(db, there, (numbers,)) < len({*messages}):
                return False
            number = 1 + (value(db, "SELECT max(id) FROM cache") or 0)
            db.execute(
                "INSERT OR IGNORE INTO cache (key, id, kind, value, made_at) VALUES (?,?,?,?,?)",
                (found_by, number, kind, reply.encode(), int(self._clock() * 1e6)),
            )
            if db.changes():
                sql = f"INSERT INTO derived_from SELECT '{KIND}', ?, value FROM json_each(?)"
                db.execute(sql, (number, numbers))
        return True
