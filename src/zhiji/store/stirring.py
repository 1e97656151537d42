"""Where chats were stirred: something came, went or changed, so that what is said there is to be read again for memory.

What a message says depends on the lines around it, so that a change reaches as far as these do. Noted at once, in the
transaction that changes something; what it means for which session is looked at later (`remembering.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import apsw

from zhiji.store.rows import HIDDEN
from zhiji.store.sql import all_rows, first_row, value

BEFORE, AFTER = 60, 30  # lines around a session that are looked at when it is read
REACH = 14 * 24 * 3600 * 1_000_000  # microseconds: no farther
NOT_LINES = (*HIDDEN, "system")
LINES = f"kind NOT IN ({', '.join(repr(kind) for kind in NOT_LINES)})"  # what is read, as SQL
Span = tuple[int, int]  # from the first until the last of some times


def stir(db: apsw.Connection, chat: int, times: Iterable[int]) -> None:
    """Note that something changed at these times; inside the caller's transaction."""
    rows = [(chat, first, last) for first, last in spans(sorted((at, at) for at in times))]
    db.executemany("INSERT INTO stir (chat, first, last) VALUES (?,?,?)", rows)


def stir_messages(db: apsw.Connection, messages: str) -> None:
    """The same for the messages that a query selects."""
    of_chat: dict[int, list[int]] = defaultdict(list)
    for chat, at in all_rows(db, f"SELECT chat, at FROM message WHERE id IN ({messages})"):
        of_chat[chat].append(at)
    for chat, times in of_chat.items():
        stir(db, chat, times)


def drop(db: apsw.Connection, chat: int) -> None:
    """There is nothing to be read in a chat any more."""
    db.execute("DELETE FROM stir WHERE chat = ?", (chat,))


def spans(found: Sequence[Span]) -> Iterator[Span]:
    """Sorted spans, those within reach of each other taken together."""
    first, last = found[0] if found else (0, 0)
    for start, end in found:
        if start - last > REACH:
            yield first, last
            first = start
        last = max(last, end)
    if found:
        yield first, last


def count(db: apsw.Connection) -> int:
    """A number that grows whenever something is stirred."""
    return value(db, "SELECT seq FROM sqlite_sequence WHERE name = 'stir'") or 0


def is_stirred(db: apsw.Connection, chat: int, since: int) -> bool:
    """Whether a chat was stirred since `count` said so."""
    return first_row(db, "SELECT 1 FROM stir WHERE chat = ? AND id > ?", (chat, since)) is not None


def back(db: apsw.Connection, chat: int, at: int) -> int:
    """The time of the earliest line for which a change at this time may matter."""
    lines = (
        f"SELECT at FROM message WHERE chat = ? AND at < ? AND at >= ? AND {LINES} ORDER BY at DESC LIMIT ?"
    )
    found: int | None = value(db, f"SELECT min(at) FROM ({lines})", (chat, at, at - REACH, AFTER))
    return at if found is None else found


def onward(db: apsw.Connection, chat: int, at: int) -> int:
    """The time of the latest line for which a change at this time may matter."""
    lines = f"SELECT at FROM message WHERE chat = ? AND at > ? AND at <= ? AND {LINES} ORDER BY at LIMIT ?"
    found: int | None = value(db, f"SELECT max(at) FROM ({lines})", (chat, at, at + REACH, BEFORE))
    return at if found is None else found
