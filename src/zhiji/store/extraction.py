"""Which sessions a language model is to read for memory: those that the rules have read, and that are over.

What it read is kept as facts whose maker it is. A session that the rules read again is read again by it, too: for what
was not changed, the cache has its replies.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

import apsw

from zhiji.store import facts, remembering, sessions
from zhiji.store.connection import Connection
from zhiji.store.facts import NewFact
from zhiji.store.sql import all_rows
from zhiji.store.work import TRIES

KIND = "extraction"  # of the work
OVER = sessions.GAP // 1_000_000  # seconds after which nobody goes on with a session
_SOME = 1000  # sessions that are noted in one turn
_ASKED = (
    f" FROM work AS read LEFT JOIN work AS mine ON mine.kind = '{KIND}' AND mine.subject = read.subject"
    f" WHERE read.kind = '{remembering.KIND}' AND read.priority <= ?"
)
_AS_READ = "CAST(read.done_at AS BLOB)"


class Extraction:
    """What a language model is to read in one archive, as one thread sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def plan(self, *, now: float) -> None:
        """Note what is to be read, in short turns."""
        former = f"SELECT subject FROM work WHERE kind = '{remembering.KIND}'"
        with self._connection.transaction() as db:
            db.execute("DELETE FROM work WHERE kind = ? AND subject NOT IN (" + former + ")", (KIND,))
        while self._plan_some(int(now) - OVER):
            pass

    def left(self, *, now: float) -> int:
        """How many sessions are still to be read, noted or not."""
        settled = f"mine.input IS {_AS_READ} AND (mine.done_at IS NOT NULL OR mine.tries >= {TRIES})"
        sql = f"SELECT count(*){_ASKED} AND (mine.id IS NULL OR NOT ({settled}))"
        return int(self._connection.read(sql, int(now) - OVER)[0][0])

    def drop_open(self) -> None:
        """Nothing is to be read any more; what was read stays."""
        open_ = "kind = ? AND done_at IS NULL"
        if self._connection.read(f"SELECT 1 FROM work WHERE {open_} LIMIT 1", KIND):
            with self._connection.transaction() as db:
                db.execute(f"DELETE FROM work WHERE {open_}", (KIND,))

    def _plan_some(self, until: int) -> bool:
        with self._connection.transaction() as db:
            db.execute(
                "INSERT INTO work (kind, subject, input, priority)"
                f" SELECT '{KIND}', read.subject, {_AS_READ}, read.priority{_ASKED}"
                f" AND read.done_at IS NOT NULL AND mine.input IS NOT {_AS_READ} LIMIT ?"
                " ON CONFLICT (kind, subject) DO UPDATE SET input = excluded.input, priority = excluded.priority,"
                " done_at = NULL, tries = 0, failed = NULL, lease_until = NULL, lease_by = NULL",
                (until, _SOME),
            )
            return bool(db.changes())


def retire_outdated(
    db: apsw.Connection, messages: Collection[int], versions: Mapping[int, int], *, now: int
) -> None:
    """What language models have read in texts that were edited since holds no more; inside the caller's transaction."""
    where = "message IN (SELECT value FROM json_each(?)) AND maker != ? AND retired_at IS NULL"
    quoted = "SELECT version FROM evidence JOIN fact_evidence ON evidence.id = evidence WHERE fact = fact.id LIMIT 1"
    sql = f"SELECT id, message, ({quoted}) FROM fact WHERE {where}"
    found = all_rows(db, sql, (json.dumps(list(messages)), facts.RULES))
    gone = [(now, number) for number, message, version in found if version != versions.get(message, 0)]
    db.executemany("UPDATE fact SET retired_at = ? WHERE id = ?", gone)


def put(
    db: apsw.Connection, messages: Collection[int], new: Iterable[NewFact], *, maker: str, now: int
) -> None:
    """Let what language models have read in these messages be exactly this, of this one; inside the caller's transaction."""
    sql = "SELECT DISTINCT maker FROM fact WHERE message IN (SELECT value FROM json_each(?)) AND retired_at IS NULL"
    for (other,) in all_rows(db, sql, (json.dumps(list(messages)),)):
        if other not in (facts.RULES, maker):
            facts.put(db, messages, [], now=now, maker=other)
    facts.put(db, messages, new, now=now, maker=maker)
