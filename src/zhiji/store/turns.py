"""Answers that were given: what was asked, what was said, and which messages it rests on, so that it goes with them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import apsw

from zhiji.chat import Message
from zhiji.store.store import Store

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Cited(Protocol):
    """A span of a message that an answer quotes."""

    @property
    def message(self) -> Message:
        """Of which message."""

    @property
    def field(self) -> str:
        """Of what in it."""

    @property
    def version(self) -> int:
        """Of which of its texts."""

    @property
    def start(self) -> int:
        """From which code point."""

    @property
    def end(self) -> int:
        """Up to which."""

    @property
    def quote(self) -> str:
        """The words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTurn:
    """An answer as it was kept."""

    id: int
    said_at: datetime
    question: str
    answer: str
    abstained: bool
    llm: str | None
    cited: tuple[int, ...]  # messages


class Turns:
    """The turns between the owner and the assistant in one archive."""

    def __init__(self, store: Store, *, clock: Callable[[], float] = time.time) -> None:
        self._connection, self._clock = store.connection, clock

    def keep(
        self,
        *,
        question: str,
        answer: str,
        abstained: bool,
        llm: str | None,
        cited: Sequence[tuple[int, Cited]],
        inputs: Iterable[int],
        dialogue: int | None = None,
    ) -> int:
        """Keep an answer with its citations and all messages it shows; returns its number. One transaction."""
        with self._connection.transaction() as db:
            row = (dialogue, int(self._clock() * 1_000_000), question, answer, abstained, llm)
            db.execute(
                "INSERT INTO turn (dialogue, said_at, question, answer, abstained, llm) VALUES (?,?,?,?,?,?)",
                row,
            )
            turn = db.last_insert_rowid()
            for number, one in cited:
                db.execute("INSERT INTO citation VALUES (?,?,?)", (turn, number, _evidence(db, one)))
            db.executemany(
                "INSERT OR IGNORE INTO derived_from VALUES ('turn', ?, ?)",
                [(turn, number) for number in inputs],
            )
        return turn

    def latest(self, *, limit: int = 20) -> list[KeptTurn]:
        """The last turns, the newest first."""
        sql = "SELECT id, said_at, question, answer, abstained, llm FROM turn ORDER BY id DESC LIMIT ?"
        return [
            KeptTurn(
                id=number,
                said_at=_EPOCH + timedelta(microseconds=at),
                question=question,
                answer=answer,
                abstained=bool(abstained),
                llm=llm,
                cited=self._cited(number),
            )
            for number, at, question, answer, abstained, llm in self._connection.rows(sql, limit)
        ]

    def _cited(self, turn: int) -> tuple[int, ...]:
        sql = (
            "SELECT evidence.message FROM citation JOIN evidence ON evidence.id = citation.evidence"
            " WHERE turn = ? ORDER BY number"
        )
        return tuple(number for (number,) in self._connection.rows(sql, turn))


def _evidence(db: apsw.Connection, one: Cited) -> int:
    """The row of a span; facts may have several of it, then one of them."""
    where = (one.message.id, one.field, one.version, one.start, one.end)
    sql = "SELECT id FROM evidence WHERE message = ? AND field = ? AND version = ? AND start = ? AND stop = ? LIMIT 1"
    found: int | None = db.execute(sql, where).get
    if found is not None:
        return found
    db.execute(
        "INSERT INTO evidence (message, field, version, start, stop, quote) VALUES (?,?,?,?,?,?)",
        (*where, one.quote),
    )
    return db.last_insert_rowid()
