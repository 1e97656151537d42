"""What the owner said of answers: right, wrong, this message instead; and which citations they opened.

Feedback rests on the answer that it is about, and goes with it. What its note says may be remembered as the owner's own
word; then the note is the evidence, numbered among messages as minus the feedback's id, so that it can be cited and
forgotten like one, and is none: no search finds it, no export holds it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from zhiji.store import cascade, forget
from zhiji.store.micros import micro, moment
from zhiji.store.store import Store

_COLUMNS = "feedback.id, turn, verdict, note, message, author, given_at, merge, question, understood, answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFeedback:
    """Feedback as it was kept, with what it is about."""

    id: int
    turn: int | None  # None: it was said without an answer
    verdict: str
    note: str
    message: int | None  # the one meant by "this", or that was opened
    author: int | None  # account
    given_at: datetime
    merge: int | None
    question: str
    answer: str
    cited: tuple[int, ...]  # messages that the answer rests on

    @property
    def number(self) -> int:
        """The number of its note among messages."""
        return -self.id


class KeptFeedbacks:
    """The feedback of one archive."""

    def __init__(self, store: Store) -> None:
        self._connection, self._local = store.connection, store.reader.local

    def add(
        self,
        *,
        verdict: str,
        turn: int | None,
        note: str = "",
        message: int | None = None,
        author: int | None = None,
        now: datetime,
    ) -> int:
        """Keep feedback; returns its number. One transaction."""
        row = (turn, verdict, note or None, message, author, micro(now))
        with self._connection.transaction() as db:
            sql = "INSERT INTO feedback (turn, verdict, note, message, author, given_at) VALUES (?,?,?,?,?,?)"
            db.execute(sql, row)
            number = db.last_insert_rowid()
            if message is not None:
                db.execute("INSERT INTO derived_from VALUES ('feedback', ?, ?)", (number, message))
        return number

    def note_merge(self, number: int, decision: int) -> None:
        """Note the decision about people that feedback led to. One transaction."""
        with self._connection.transaction() as db:
            db.execute("UPDATE feedback SET merge = ? WHERE id = ?", (decision, number))

    def has(self, *, verdict: str, turn: int, message: int) -> bool:
        """Whether just this was noted already."""
        sql = "SELECT 1 FROM feedback WHERE verdict = ? AND turn = ? AND message = ?"
        return bool(self._connection.read(sql, verdict, turn, message))

    def find(self, numbers: Collection[int] | None = None) -> list[KeptFeedback]:
        """Feedback by its numbers, or all, the oldest first."""
        wanted = None if numbers is None else json.dumps(list(numbers))
        sql = (
            f"SELECT {_COLUMNS} FROM feedback LEFT JOIN turn ON turn.id = feedback.turn"
            " WHERE ?1 IS NULL OR feedback.id IN (SELECT value FROM json_each(?1)) ORDER BY feedback.id"
        )
        return [
            KeptFeedback(
                id=number,
                turn=turn,
                verdict=verdict,
                note=note or "",
                message=message,
                author=author,
                given_at=moment(given_at).astimezone(self._local),
                merge=merge,
                question=understood or question or "",
                answer=answer or "",
                cited=self._cited(turn),
            )
            for number, turn, verdict, note, message, author, given_at, merge, question, understood, answer in (
                self._connection.read(sql, wanted)
            )
        ]

    def forget(self, numbers: Iterable[int]) -> None:
        """Take feedback away for good, with what was learned from it."""
        with self._connection.transaction() as db:
            cascade.drop_feedback(db, list(numbers))
            forget.note(db)
        forget.finish(self._connection)

    def _cited(self, turn: int | None) -> tuple[int, ...]:
        sql = (
            "SELECT DISTINCT evidence.message FROM citation JOIN evidence ON evidence.id = citation.evidence"
            " WHERE turn = ? ORDER BY number"
        )
        return tuple(message for (message,) in self._connection.read(sql, turn))
