"""Answers that were given: what was asked, what was said, and which messages it rests on, so that it goes with them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Protocol

import apsw

from zhiji.chat import Evidence, Message, MessageId
from zhiji.language import fold
from zhiji.store import cache, cascade, forget
from zhiji.store.micros import moment
from zhiji.store.sql import all_rows
from zhiji.store.store import Store


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
    dialogue: int | None  # None: asked on its own
    said_at: datetime
    question: str  # as it was asked
    understood: str  # the whole question
    answer: str
    abstained: bool
    llm: str | None
    cited: tuple[int, ...]  # messages


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDialogue:
    """Turns that follow each other."""

    id: int
    started_at: datetime
    last_at: datetime
    turns: int
    title: str  # its first question


class Turns:
    """The turns between the owner and the assistant in one archive."""

    def __init__(self, store: Store, *, clock: Callable[[], float] = time.time) -> None:
        self._connection, self._local, self._clock = store.connection, store.reader.local, clock

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
        understood: str | None = None,
        signal: str | None = None,
    ) -> int:
        """Keep an answer with its citations and all messages it rests on; returns its number. One transaction.

        `signal` tells who was asked for it, no language model, the small or the large one, and by which signs.
        """
        with self._connection.transaction() as db:
            row = (dialogue, self._now(), question, understood, answer, abstained, llm, signal)
            db.execute(
                "INSERT INTO turn (dialogue, said_at, question, understood, answer, abstained, llm, signal)"
                " VALUES (?,?,?,?,?,?,?,?)",
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

    def begin(self) -> int:
        """The number of a new dialogue. One transaction."""
        with self._connection.transaction() as db:
            db.execute("INSERT INTO dialogue (started_at) VALUES (?)", (self._now(),))
            return db.last_insert_rowid()

    def join(
        self, turn: int, dialogue: int, *, question: str, understood: str | None, inputs: Iterable[int] = ()
    ) -> None:
        """Let an answer be part of a dialogue: what was typed, the whole question, what else it rests on. One transaction."""
        with self._connection.transaction() as db:
            sql = "UPDATE turn SET dialogue = ?, question = ?, understood = ? WHERE id = ?"
            db.execute(sql, (dialogue, question, understood, turn))
            db.executemany(
                "INSERT OR IGNORE INTO derived_from VALUES ('turn', ?, ?)",
                [(turn, number) for number in inputs],
            )

    def latest(self, *, limit: int = 20) -> list[KeptTurn]:
        """The last turns, the newest first."""
        return self._turns("true ORDER BY id DESC LIMIT ?", limit)

    def of(self, dialogue: int) -> list[KeptTurn]:
        """The turns of a dialogue, in order."""
        return self._turns("dialogue = ? ORDER BY id", dialogue)

    def turn(self, number: int) -> KeptTurn | None:
        """The turn of a number; None if there is none."""
        return next(iter(self._turns("id = ?", number)), None)

    def quotes(self, turn: int) -> list[tuple[int, Evidence]]:
        """What an answer quotes, by the numbers in its text."""
        sql = (
            "SELECT number, message, field, version, start, stop, quote FROM citation"
            " JOIN evidence ON evidence.id = citation.evidence WHERE turn = ? ORDER BY number"
        )
        return [
            (
                number,
                Evidence(
                    message=MessageId(message),
                    field=field,
                    version=version,
                    start=start,
                    end=stop,
                    quote=quote,
                ),
            )
            for number, message, field, version, start, stop, quote in self._connection.read(sql, turn)
        ]

    def inputs(self, turn: int) -> tuple[int, ...]:
        """All messages that a turn rests on."""
        sql = "SELECT message FROM derived_from WHERE kind = 'turn' AND row = ?"
        return tuple(number for (number,) in self._connection.read(sql, turn))

    def dialogues(self) -> list[KeptDialogue]:
        """All dialogues, the latest first."""
        sql = (
            "SELECT dialogue.id, started_at, max(said_at), count(*),"
            " (SELECT question FROM turn AS first WHERE first.dialogue = dialogue.id ORDER BY first.id LIMIT 1)"
            " FROM dialogue JOIN turn ON turn.dialogue = dialogue.id GROUP BY dialogue.id ORDER BY max(turn.id) DESC"
        )
        return [
            KeptDialogue(
                id=number,
                started_at=self._moment(started),
                last_at=self._moment(last),
                turns=turns,
                title=title,
            )
            for number, started, last, turns, title in self._connection.read(sql)
        ]

    def search(self, words: str, *, limit: int = 20) -> list[KeptTurn]:
        """The turns in whose questions and answers all of the words stand, the newest first."""
        wanted = fold(words).split()
        sql = "SELECT id, question, coalesce(understood, ''), answer FROM turn ORDER BY id DESC"
        every = self._connection.read(sql) if wanted else []
        found = islice((number for number, *texts in every if _have(texts, wanted)), limit)
        return [one for number in found if (one := self.turn(number))]

    def forget(self, *, turns: Iterable[int] = (), dialogue: int | None = None) -> int:
        """Take turns away for good, with what they quote and what was said of them; returns how many."""
        with self._connection.transaction() as db:
            own = (
                ()
                if dialogue is None
                else all_rows(db, "SELECT id FROM turn WHERE dialogue = ?", (dialogue,))
            )
            asked = [
                number
                for one in turns
                for (number,) in all_rows(db, "SELECT id FROM turn WHERE id = ?", (one,))
            ]
            numbers = [*asked, *(number for (number,) in own)]
            cascade.drop_turns(db, numbers)
            if numbers:
                cache.drop_kind(db, "answers")  # which of them told the same, nobody knows
                forget.note(db)
        forget.finish(self._connection)
        return len(numbers)

    def _turns(self, where: str, *values: int) -> list[KeptTurn]:
        sql = f"SELECT id, dialogue, said_at, question, understood, answer, abstained, llm FROM turn WHERE {where}"
        return [
            KeptTurn(
                id=number,
                dialogue=dialogue,
                said_at=self._moment(at),
                question=question,
                understood=understood or question,
                answer=answer,
                abstained=bool(abstained),
                llm=llm,
                cited=self._cited(number),
            )
            for number, dialogue, at, question, understood, answer, abstained, llm in (
                self._connection.read(sql, *values)
            )
        ]

    def _cited(self, turn: int) -> tuple[int, ...]:
        return tuple(int(one.message) for _, one in self.quotes(turn))

    def _now(self) -> int:
        return int(self._clock() * 1_000_000)

    def _moment(self, at: int) -> datetime:
        return moment(at).astimezone(self._local)


def _have(texts: Sequence[str], words: Sequence[str]) -> bool:
    said = fold("\n".join(texts))
    return all(word in said for word in words)


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
