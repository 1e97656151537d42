"""Sessions: what was said in one go. Derived from times alone, recomputed around each insert, no part of an identity.

A session ends at a gap of three hours, or where the day changes at four in the morning (UTC, which needs no zone).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import apsw

from zhiji.store import stirring
from zhiji.store.sql import all_rows, each_row

GAP = 3 * 3600 * 1_000_000
DAY = 24 * 3600 * 1_000_000
DAY_STARTS = 4 * 3600 * 1_000_000


def apart(earlier: int, later: int) -> bool:
    """Whether two neighbouring times (microseconds) lie in different sessions."""
    return later - earlier > GAP or (earlier - DAY_STARTS) // DAY != (later - DAY_STARTS) // DAY


def renew(db: apsw.Connection, chat: int, touched: Sequence[tuple[int, int]]) -> None:
    """Recompute the sessions of a chat around the touched (at, message) pairs, which may be new, moved or gone."""
    stirring.stir(db, chat, [at for at, _ in touched])
    for low, high in _islands(sorted(at for at, _ in touched)):
        _renew(db, chat, low, high)


def _islands(times: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of times that may lie in one session, as (first, last)."""
    first = last = times[0]
    for at in times[1:]:
        if apart(last, at):
            yield first, last
            first = at
        last = at
    yield first, last


def _renew(db: apsw.Connection, chat: int, low: int, high: int) -> None:
    first = _edge(db, chat, low, "<", "DESC")
    last = _edge(db, chat, high, ">", "ASC")
    sql = "SELECT id, at, session FROM message WHERE chat = ? AND at BETWEEN ? AND ? ORDER BY at, id"
    changed: list[tuple[int, int]] = []
    session, previous = 0, None
    for number, at, was in all_rows(db, sql, (chat, first, last)):
        if previous is None or apart(previous, at):
            session = number
        previous = at
        if was != session:
            changed.append((session, number))
    if changed:
        db.executemany("UPDATE message SET session = ? WHERE id = ?", changed)


def _edge(db: apsw.Connection, chat: int, at: int, side: str, order: str) -> int:
    """The far end of the session that borders on `at`."""
    edge = at
    sql = f"SELECT at FROM message WHERE chat = ? AND at {side}= ? ORDER BY at {order}"
    for (other,) in each_row(db, sql, (chat, at)):
        if apart(min(edge, other), max(edge, other)):
            break
        edge = other
    return edge


def take_given(db: apsw.Connection) -> None:
    """Group messages by the sessions that their export names instead of by time (to evaluate; `doctor` objects)."""
    db.execute(
        "WITH given AS (SELECT id, min(id) OVER (PARTITION BY chat, json_extract(rest, '$.session')) AS first"
        " FROM message WHERE json_extract(rest, '$.session') IS NOT NULL)"
        " UPDATE message SET session = given.first FROM given WHERE given.id = message.id"
    )
