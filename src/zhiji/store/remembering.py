"""Which sessions are to be read for memory, and what is said in them and around them.

A session is noted as work when something came, went or changed in it, or so near that it may be understood otherwise;
when senders are called otherwise or turn out to be the owner; and when there are better readers. Its subject is the
session's id, the id of its first message.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import apsw

from zhiji.store import rows, stirring
from zhiji.store.connection import Connection
from zhiji.store.reader import Reader
from zhiji.store.sql import all_rows, first_row, value
from zhiji.store.stirring import AFTER, BEFORE, LINES, NOT_LINES, REACH, Span

KIND = "facts"  # of the work
What = tuple[str, int]  # ("account", 12) or ("chat", 3)
_SOME = 3000  # messages whose sessions are noted in one turn
_COLUMNS = "id, sender, at, wall, zone, kind, source_id, text, session, rest"
_VERSION, _EDITION = "readers", "read_as"  # in `meta`
_AGAIN = "done_at = NULL, tries = 0, failed = NULL, lease_until = NULL, lease_by = NULL"
_NOTE = (
    "INSERT INTO work (kind, subject, input, priority) VALUES (?,?,?,?) ON CONFLICT (kind, subject) DO UPDATE"
    f" SET input = excluded.input, priority = excluded.priority, {_AGAIN}"
)
_SET_META = "INSERT INTO meta VALUES (?,?) ON CONFLICT DO UPDATE SET value = excluded.value"


class Progress(NamedTuple):
    """How many sessions have been read."""

    done: int
    of: int


class Spoken(NamedTuple):
    """A message, as far as reading needs it."""

    id: int
    sender: int  # account
    when: datetime
    kind: str
    text: str
    mentions: tuple[str, ...]
    reply_to: int | None  # if it answers a line that is there
    forwarded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The lines of a session and those around them, in order."""

    chat: int
    before: tuple[Spoken, ...]
    own: tuple[Spoken, ...]
    after: tuple[Spoken, ...]
    silent: tuple[int, ...]  # messages of the session that are no lines
    versions: Mapping[int, int]  # the number of the current text of those that were edited
    since: int  # see `stirring.is_stirred`


class Remembering:
    """What is to be read for memory in one archive, as one thread sees it."""

    def __init__(self, connection: Connection, reader: Reader) -> None:
        self._connection, self._reader = connection, reader

    def plan(self, version: bytes, known: Mapping[What, bytes]) -> None:
        """Note what is to be read, in short turns: by these readers, with accounts and chats known as these hashes say."""
        self._know(known)
        self._renew(version)
        while self._plan_some(version):
            pass

    def left(self, version: bytes) -> int:
        """How many sessions are to be read, noted or not."""
        done, of = self.progress()
        return of - done if self._meta(_VERSION) in (None, version) else of

    def progress(self) -> Progress:
        """How many sessions have been read, of all that were noted or were stirred since."""
        with self._connection.sentences():
            counted = "SELECT count(done_at), count(*) FROM work WHERE kind = ?"
            done, noted = first_row(self._connection.db, counted, (KIND,))
            return Progress(done, noted + self._unnoted())

    def edition(self) -> int:
        """A number that grows when accounts or chats are known otherwise."""
        return self._meta(_EDITION) or 0

    def stretch(self, session: int) -> Stretch | None:
        """What is said in a session and around it; None if there is none of this id any more."""
        with self._connection.snapshot() as db:
            since = stirring.count(db)
            found = first_row(db, "SELECT chat, at FROM message WHERE id = ?1 AND session = ?1", (session,))
            if found is None:
                return None
            chat, at = found
            own = _own(db, chat, at, session)
            before = _around(db, chat, own[0], back=True)
            after = _around(db, chat, own[-1], back=False)
            lines = [row for row in own if row[5] not in NOT_LINES]
            place = {row[6]: row[0] for row in (*before, *lines, *after) if row[6] is not None}
            return Stretch(
                chat=chat,
                before=tuple(self._spoken(row, place) for row in before),
                own=tuple(self._spoken(row, place) for row in lines),
                after=tuple(self._spoken(row, place) for row in after),
                silent=tuple(row[0] for row in own if row[5] in NOT_LINES),
                versions=_versions(db, [row[0] for row in lines]),
                since=since,
            )

    def _spoken(self, row: tuple[Any, ...], place: Mapping[str, int]) -> Spoken:
        number, sender, at, wall, zone, kind, _, text, _, more = row
        rest = json.loads(more) if more else {}
        return Spoken(
            id=number,
            sender=sender,
            when=rows.when(at, wall, zone, self._reader.local),
            kind=kind,
            text=text,
            mentions=tuple(rest.get("mentions", ())),
            reply_to=place.get(rest.get("reply_to", "")),
            forwarded="forwarded" in rest,
        )

    def _know(self, known: Mapping[What, bytes]) -> None:
        """Accounts and chats that were known otherwise when they were read: let that be done again."""
        kept = self._connection.read("SELECT what, id, digest FROM read_as")
        was = {(what, number): digest for what, number, digest in kept}
        fresh = {one: digest for one, digest in known.items() if was.get(one) != digest}
        if not fresh:
            return
        places = [place for one in fresh if one in was for place in self._places(*one)]
        with self._connection.transaction() as db:
            each = [(*one, digest) for one, digest in fresh.items()]
            db.executemany("INSERT OR REPLACE INTO read_as VALUES (?,?,?)", each)
            db.executemany("INSERT INTO stir (chat, first, last) VALUES (?,?,?)", places)
            db.execute(_SET_META, (_EDITION, (value(db, _META, (_EDITION,)) or 0) + 1))

    def _places(self, what: str, number: int) -> list[tuple[int, int, int]]:
        column = "sender" if what == "account" else "chat"
        sql = f"SELECT chat, min(at), max(at) FROM message WHERE {column} = ? GROUP BY chat"
        return self._connection.read(sql, number)

    def _renew(self, version: bytes) -> None:
        """Better readers: all is to be read again."""
        if self._meta(_VERSION) == version:
            return
        some = "SELECT id FROM work WHERE kind = ? AND input != ? LIMIT ?"
        more = True
        while more:
            with self._connection.transaction() as db:
                db.execute(
                    f"UPDATE work SET input = ?, {_AGAIN} WHERE id IN ({some})",
                    (version, KIND, version, _SOME),
                )
                more = db.changes() > 0
                if not more:
                    db.execute(_SET_META, (_VERSION, version))

    def _plan_some(self, version: bytes) -> bool:
        """Note some sessions that were stirred; False if there are none."""
        with self._connection.transaction() as db:
            chat = value(db, "SELECT chat FROM stir ORDER BY id LIMIT 1")
            if chat is None:
                return False
            first, last = next(stirring.spans(_stirred(db, chat)))
            far = "SELECT at FROM message WHERE chat = ? AND at >= ? ORDER BY at LIMIT 1 OFFSET ?"
            until = min(last, value(db, far, (chat, first, _SOME)) or last)
            end = stirring.onward(db, chat, last) if until == last else until
            _note(db, chat, (stirring.back(db, chat, first), end), version)
            db.execute("DELETE FROM stir WHERE chat = ? AND last <= ?", (chat, until))
            db.execute("UPDATE stir SET first = ? WHERE chat = ? AND first <= ?", (until + 1, chat, until))
        return True

    def _unnoted(self) -> int:
        """Sessions in stirred stretches that aren't work yet."""
        db, found = self._connection.db, 0
        new = (
            "SELECT count(*) FROM message WHERE chat = ? AND at BETWEEN ? AND ? AND session = id AND NOT EXISTS"
            " (SELECT 1 FROM work WHERE work.kind = ? AND work.subject = message.id AND done_at IS NULL)"
        )
        for (chat,) in all_rows(db, "SELECT DISTINCT chat FROM stir"):
            for first, last in stirring.spans(_stirred(db, chat)):
                found += value(db, new, (chat, first, last, KIND))
        return found

    def _meta(self, name: str) -> Any:
        found = self._connection.read(_META, name)
        return found[0][0] if found else None


_META = "SELECT value FROM meta WHERE name = ?"


def reopen(db: apsw.Connection, job: int) -> None:
    """What was read isn't so any more: it is to be read again; inside the caller's transaction."""
    db.execute(f"UPDATE work SET {_AGAIN} WHERE id = ?", (job,))


def _stirred(db: apsw.Connection, chat: int) -> list[Span]:
    return all_rows(db, "SELECT first, last FROM stir WHERE chat = ? ORDER BY first", (chat,))


def _note(db: apsw.Connection, chat: int, span: Span, version: bytes) -> None:
    """Note the sessions of a span as work, the latest to be done first, and drop what isn't a session any more."""
    within = "FROM message WHERE chat = ? AND at BETWEEN ? AND ?"
    former = f"SELECT id {within} AND session != id"
    db.execute(f"DELETE FROM work WHERE kind = '{KIND}' AND subject IN ({former})", (chat, *span))
    found = all_rows(db, f"SELECT session, max(at) {within} GROUP BY session", (chat, *span))
    db.executemany(_NOTE, [(KIND, session, version, at // 1_000_000) for session, at in found])


def _own(db: apsw.Connection, chat: int, at: int, session: int) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for row in db.execute(
        f"SELECT {_COLUMNS} FROM message WHERE chat = ? AND at >= ? ORDER BY at, id", (chat, at)
    ):
        if row[8] == session:
            found.append(row)
        elif found:
            break
    return found


def _around(db: apsw.Connection, chat: int, row: tuple[Any, ...], *, back: bool) -> list[tuple[Any, ...]]:
    """The lines before or after a message, in order."""
    number, at = row[0], row[2]
    where, order, bound, most = (
        ("(at, id) < (?, ?) AND at >= ?", "at DESC, id DESC", at - REACH, BEFORE)
        if back
        else ("(at, id) > (?, ?) AND at <= ?", "at, id", at + REACH, AFTER)
    )
    sql = f"SELECT {_COLUMNS} FROM message WHERE chat = ? AND {where} AND {LINES} ORDER BY {order} LIMIT ?"
    found = all_rows(db, sql, (chat, at, number, bound, most))
    return found[::-1] if back else found


def _versions(db: apsw.Connection, messages: Sequence[int]) -> dict[int, int]:
    sql = (
        "SELECT message, max(version) + 1 FROM json_each(?) AS wanted"
        " CROSS JOIN version ON version.message = wanted.value GROUP BY message"
    )
    return dict(all_rows(db, sql, (json.dumps(list(messages)),)))
