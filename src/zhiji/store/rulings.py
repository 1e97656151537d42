"""What the owner thinks of beliefs: accepted, rejected, corrected, pinned.

A ruling is about what is believed, not about a row: it holds however often that is read or said again. It rests on the
messages that the belief came from, with those that these can't be understood without, and goes when none of them says
it any more.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import apsw

from zhiji.language import fold
from zhiji.store.connection import Connection
from zhiji.store.sql import all_rows

Verdict = Literal["accepted", "rejected", "corrected", "pinned"]
_COLUMNS = "kind, subject, relation, value, negated, verdict, replacement"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRuling:
    """What is thought of a belief; `value` is compared folded."""

    kind: str
    subject: str  # key, as of a fact
    relation: str
    value: str
    negated: bool = False  # whether it is about the denial of the value
    verdict: Verdict
    replacement: str | None = None  # what is right instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling(NewRuling):
    """A ruling as it is kept: `value` is folded."""

    id: int
    made_at: int  # microseconds
    undone_at: int | None


class Rulings:
    """The rulings of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, ruling: NewRuling, *, messages: Iterable[int], now: int) -> int:
        """Keep a ruling, which rests on the messages that say what it is about; returns its number. One transaction."""
        row = (ruling.kind, ruling.subject, ruling.relation, folded(ruling.value), int(ruling.negated),
               ruling.verdict, ruling.replacement, now)  # fmt: skip
        with self._connection.transaction() as db:
            db.execute(f"INSERT INTO ruling ({_COLUMNS}, made_at) VALUES (?,?,?,?,?,?,?,?)", row)
            number = db.last_insert_rowid()
            inputs = [(number, message) for message in messages]
            db.executemany("INSERT OR IGNORE INTO derived_from VALUES ('ruling', ?, ?)", inputs)
        return number

    def undo(self, number: int, *, now: int) -> bool:
        """Let a ruling not hold any more; False if there is none that does. One transaction."""
        with self._connection.transaction() as db:
            sql = "UPDATE ruling SET undone_at = ? WHERE id = ? AND undone_at IS NULL"
            db.execute(sql, (now, number))
            return db.changes() > 0

    def list(
        self, *, subjects: Collection[str] | None = None, undone: bool = False, known_at: int | None = None
    ) -> list[Ruling]:
        """The rulings that hold, or held at a time, the oldest first; those undone, too, if wanted."""
        sql = (
            f"SELECT id, {_COLUMNS}, made_at, undone_at FROM ruling"
            " WHERE (?1 OR undone_at IS NULL OR undone_at > ?2) AND (?2 IS NULL OR made_at <= ?2)"
            " AND (?3 IS NULL OR subject IN (SELECT value FROM json_each(?3))) ORDER BY id"
        )
        wanted = None if subjects is None else json.dumps([*subjects])
        return [
            Ruling(
                id=number,
                kind=kind,
                subject=subject,
                relation=relation,
                value=worth,
                negated=bool(negated),
                verdict=verdict,
                replacement=replacement,
                made_at=made_at,
                undone_at=undone_at,
            )
            for number, kind, subject, relation, worth, negated, verdict, replacement, made_at, undone_at in (
                self._connection.read(sql, undone, known_at, wanted)
            )
        ]


def folded(value: str) -> str:
    """What is alike in values that say the same."""
    return " ".join(fold(value).split())


def drop(db: apsw.Connection, numbers: Sequence[int]) -> None:
    """Take rulings away; inside the caller's transaction."""
    each = [(number,) for number in numbers]
    db.executemany("DELETE FROM derived_from WHERE kind = 'ruling' AND row = ?", each)
    db.executemany("DELETE FROM ruling WHERE id = ?", each)


def drop_about(db: apsw.Connection, accounts: Iterable[int]) -> None:
    """Take away what was ruled about accounts that are forgotten."""
    sql = "SELECT id FROM ruling WHERE subject = ?"
    drop(db, [number for one in accounts for (number,) in all_rows(db, sql, (f"account:{one}",))])


def loosen(db: apsw.Connection, messages: str) -> None:
    """Messages that a query selects are forgotten, and the facts that rested on them are gone.

    A ruling stays if one of its other messages still says what it is about: with a fact that is left, or by its words,
    which are about to be read again.
    """
    sql = f"SELECT DISTINCT row FROM derived_from WHERE kind = 'ruling' AND message IN ({messages})"
    shaken = [number for (number,) in all_rows(db, sql)]
    db.execute(f"DELETE FROM derived_from WHERE kind = 'ruling' AND message IN ({messages})")
    drop(db, [number for number in shaken if not _is_still_said(db, number)])


def _is_still_said(db: apsw.Connection, number: int) -> bool:
    rests = "ruling JOIN derived_from ON derived_from.kind = 'ruling' AND derived_from.row = ruling.id"
    told = (
        f"SELECT fact.value, ruling.value FROM {rests} JOIN fact ON fact.message = derived_from.message"
        " AND fact.kind = ruling.kind AND fact.relation = ruling.relation AND fact.subject = ruling.subject"
        " WHERE ruling.id = ?"
    )
    written = f"SELECT text, value FROM {rests} JOIN message ON message.id = derived_from.message WHERE ruling.id = ?"
    return any(folded(worth) == ruled for worth, ruled in all_rows(db, told, (number,))) or any(
        ruled and ruled in folded(text) for text, ruled in all_rows(db, written, (number,))
    )
