"""Episodes: what a chat was about for a while (a segment), and what several sessions were about in the same weeks.

A segment's id tells its session: the session's number times `PARTS`, plus which part of it. Segments have a chat; what
several sessions share has none, and a negative id. A row keeps the words of its title and its span alone; who spoke and
how much is read from the messages. `derived_from` names the messages that the words come from, and if one of a
session's messages goes, all its segments go and are made again.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

import apsw

from zhiji.chat import Message
from zhiji.store import rows, work
from zhiji.store.connection import Connection
from zhiji.store.reader import Reader
from zhiji.store.rows import HIDDEN
from zhiji.store.sessions import DAY
from zhiji.store.sql import all_rows, first_row

KIND = "episodes"  # of the work; its subjects are sessions
PARTS = 1024  # of a session
SMALL = 10_000  # messages; an archive of less is made anew whenever anything changes
DRIFT = 0.1  # a larger one when it grew or shrank by that much since: how rare words are has changed
_UNLINKED, _BASIS, _NOTED = "episodes_unlinked", "episodes_basis", "episodes_noted"
_CHUNK = 500  # sessions, in one turn
_LINKED = 20  # episodes, in one turn
_TALK = f"kind NOT IN ({','.join(repr(kind) for kind in (*HIDDEN, 'system'))})"
_ROWS = "DELETE FROM derived_from WHERE kind = 'episode' AND row {}"


class NamedWord(NamedTuple):
    """A word of a title: as shown, as the index has it, whether it is a name."""

    shown: str
    terms: tuple[str, ...]
    is_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row to keep; times in microseconds."""

    title: str
    first: int
    last: int
    words: tuple[NamedWord, ...]
    messages: tuple[int, ...]  # that the words come from


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEpisode:
    """A segment of a chat, or what several sessions were about; times in microseconds."""

    id: int
    title: str
    first: int
    last: int
    words: tuple[NamedWord, ...]
    sessions: tuple[tuple[int, int], ...]  # chat and session, in the order of time
    senders: tuple[int, ...]  # those who said most first
    messages: int  # in it
    sources: tuple[int, ...]  # messages with the words of its title

    @property
    def chats(self) -> tuple[int, ...]:
        """The chats it was spoken of in, each once."""
        return tuple(dict.fromkeys(chat for chat, _ in self.sessions))


class Place(NamedTuple):
    """Where and when a message stands."""

    at: int
    message: int
    chat: int
    session: int


class Episodes:
    """The episodes of one archive, as one thread sees them."""

    def __init__(self, connection: Connection, reader: Reader) -> None:
        self._connection, self._reader = connection, reader

    def of_chat(self, chat: int, *, since: int = -(2**62), until: int = 2**62) -> list[KeptEpisode]:
        """The segments of a chat that touch a span of time, the earliest first."""
        where = "chat = ? AND last >= ? AND first < ? ORDER BY first, id"
        return [self._segment(row) for row in self._rows(where, chat, since, until)]

    def across(self) -> list[KeptEpisode]:
        """What several sessions were about, the latest first."""
        return [self._linked(row) for row in self._rows("chat IS NULL ORDER BY last DESC, id")]

    def plan(self) -> None:
        """Note the sessions that changed since as work, in short turns."""
        found = self._fingerprints()
        known = dict(self._connection.read("SELECT subject, input FROM work WHERE kind = ?", KIND))
        gone = sorted(known.keys() - found.keys())
        changed = sorted((n for n in found if known.get(n) != found[n]), reverse=True)
        for some in _chunks(gone):
            with self._connection.transaction() as db:
                _drop_sessions(db, some)
                db.executemany("DELETE FROM work WHERE kind = ? AND subject = ?", [(KIND, n) for n in some])
        for some in _chunks(changed):
            with self._connection.transaction() as db:
                work.enqueue(db, KIND, [(number, found[number]) for number in some])
        newest = self._connection.value("SELECT max(id) FROM message") or 0
        if newest != self._noted():
            with self._connection.transaction() as db:
                db.execute("INSERT OR REPLACE INTO meta VALUES (?,?)", (_NOTED, newest))

    def left(self) -> int:
        """How many sessions are to be done: noted ones, and those with messages that came since."""
        open_ = "SELECT count(*) FROM work WHERE kind = ? AND done_at IS NULL AND tries < ?"
        new = f"SELECT count(DISTINCT session) FROM message WHERE id > ? AND {_TALK}"
        with self._connection.sentences():
            noted = self._connection.value(open_, KIND, work.TRIES)
            return int(noted) + int(self._connection.value(new, self._noted()))

    def span(self) -> int:
        """How long there are messages, in microseconds."""
        with self._connection.sentences():
            return int(self._connection.value("SELECT max(at) - min(at) FROM message") or 0)

    def _noted(self) -> int:
        return int(self._connection.value("SELECT value FROM meta WHERE name = ?", _NOTED) or 0)

    def session(self, number: int) -> list[Message]:
        """What people said in a session, in order; nothing if it is gone."""
        found = self._connection.row("SELECT chat, at FROM message WHERE id = ?", number)
        if found is None:
            return []
        where = f"chat = ? AND at BETWEEN ? AND ? AND session = ? AND {_TALK} ORDER BY at, id"
        sql = f"SELECT {rows.COLUMNS} FROM message WHERE {where}"
        chat, at = found
        return list(self._reader.built(self._connection.read(sql, chat, at, at + DAY, number)))

    def speakers(self, chat: int) -> list[str]:
        """All names of those who ever wrote in a chat, and its own."""
        sql = (
            "SELECT name FROM account_name WHERE account IN (SELECT DISTINCT sender FROM message WHERE chat = ?)"
            " UNION SELECT name FROM account WHERE id IN (SELECT DISTINCT sender FROM message WHERE chat = ?)"
            " UNION SELECT name FROM chat_name WHERE chat = ? UNION SELECT name FROM chat WHERE id = ? ORDER BY name"
        )
        return [name for (name,) in self._connection.read(sql, chat, chat, chat, chat)]

    # What several sessions share

    def unlinked(self) -> str:
        """What tells whether segments changed since `link`; "" if they didn't."""
        return str(self._connection.value("SELECT value FROM meta WHERE name = ?", _UNLINKED) or "")

    def titled(self) -> dict[NamedWord, int]:
        """The words of all segments' titles, each once, and in how many sessions they are."""
        found: defaultdict[tuple[str, ...], dict[NamedWord, set[int]]] = defaultdict(dict)
        for number, detail in self._connection.read("SELECT id, detail FROM episode WHERE chat IS NOT NULL"):
            for word in _words(detail):
                found[word.terms].setdefault(word, set()).add(number // PARTS)
        return dict(_one_word(spelled) for _, spelled in sorted(found.items()))

    def uses(self, terms: Sequence[str], *, most: int) -> list[Place]:
        """The messages in which index terms stand side by side; one more than `most` if there are more."""
        phrase = '"' + " ".join(term.replace('"', "") for term in terms) + '"'
        sql = (
            "SELECT message.at, message.id, message.chat, message.session FROM"
            " (SELECT rowid FROM words WHERE words MATCH ? LIMIT ?) AS found CROSS JOIN message"
            f" ON message.id = found.rowid WHERE {_TALK}"
        )
        return [Place(*row) for row in self._connection.read(sql, phrase, most + 1)]

    def link(self, entries: Sequence[Entry], *, seen: str) -> None:
        """Keep what several sessions share instead of what was kept of that; in short turns.

        `seen` is what `unlinked` gave before; what changed since, maybe was forgotten, lets the rest be for next time.
        """
        wanted = {_key(one): one for one in entries}
        kept = {key: number for number, key in self._kept_links()}
        old = sorted(number for key, number in kept.items() if key not in wanted)
        new = [one for key, one in wanted.items() if key not in kept]
        for some in _chunks(old, _LINKED):
            with self._connection.transaction() as db:
                _drop(db, some)
        for some in _chunks(new, _LINKED):
            with self._connection.transaction() as db:
                if not _is_unchanged(db, seen):
                    return
                lowest = first_row(db, "SELECT min(id) FROM episode WHERE id < 0")[0] or 0
                for number, one in enumerate(some, 1):
                    _insert(db, lowest - number, None, one)
        with self._connection.transaction() as db:
            db.execute("DELETE FROM meta WHERE name = ? AND value = ?", (_UNLINKED, seen))

    def _kept_links(self) -> Iterator[tuple[int, bytes]]:
        for number, title, first, last, detail in self._rows("chat IS NULL ORDER BY id"):
            words = tuple(_words(detail))
            yield (
                number,
                _key(Entry(title=title, first=first, last=last, words=words, messages=self._sources(number))),
            )

    # Reading and planning

    def _segment(self, row: tuple[int, str, int, int, str]) -> KeptEpisode:
        number, title, first, last, detail = row
        session = number // PARTS
        chat = self._connection.value("SELECT chat FROM episode WHERE id = ?", number)
        sql = (
            "SELECT sender, count(*) FROM message WHERE chat = ? AND at BETWEEN ? AND ? AND session = ?"
            f" AND {_TALK} GROUP BY sender ORDER BY count(*) DESC, sender"
        )
        said = self._connection.read(sql, chat, first, last, session)
        return KeptEpisode(
            id=number, title=title, first=first, last=last, words=tuple(_words(detail)), sessions=((chat, session),),
            senders=tuple(sender for sender, _ in said), messages=sum(count for _, count in said), sources=self._sources(number),
        )  # fmt: skip

    def _linked(self, row: tuple[int, str, int, int, str]) -> KeptEpisode:
        number, title, first, last, detail = row
        sql = (
            "SELECT DISTINCT message.chat, message.session FROM derived_from JOIN message"
            " ON message.id = derived_from.message WHERE derived_from.kind = 'episode' AND row = ? ORDER BY at, message.id"
        )
        sessions = tuple(dict.fromkeys(self._connection.read(sql, number)))
        said: Counter[int] = Counter()
        for _, session in sessions:
            said.update(one.sender.id for one in self.session(session))
        return KeptEpisode(
            id=number, title=title, first=first, last=last, words=tuple(_words(detail)), sessions=sessions,
            senders=tuple(sorted(said, key=lambda one: (-said[one], one))), messages=said.total(), sources=self._sources(number),
        )  # fmt: skip

    def _sources(self, number: int) -> tuple[int, ...]:
        sql = (
            "SELECT message.id FROM derived_from JOIN message ON message.id = derived_from.message"
            " WHERE derived_from.kind = 'episode' AND row = ? ORDER BY at, message.id"
        )
        return tuple(message for (message,) in self._connection.read(sql, number))

    def _rows(self, where: str, *values: object) -> list[tuple[int, str, int, int, str]]:
        return self._connection.read(
            f"SELECT id, title, first, last, detail FROM episode WHERE {where}", *values
        )

    def _fingerprints(self) -> dict[int, bytes]:
        """What each session was made of, as far as sums tell; `drop_around` and `stale` tell the rest."""
        sql = (
            "SELECT session, min(chat), count(*), sum(id), sum(at % 1000003), sum(length(text)), sum(length(coalesce(rest, '')))"
            f" FROM message WHERE {_TALK} GROUP BY session"
        )
        found = self._connection.read(sql)
        basis = self._basis(found)
        return {row[0]: sha256(f"{basis} {row}".encode()).digest()[:12] for row in found}

    def _basis(self, found: Sequence[tuple[int, ...]]) -> str:
        """What changes when all titles are to be weighed anew."""
        size = sum(row[2] for row in found)
        if size < SMALL:
            return sha256(repr(sorted(found)).encode()).hexdigest()[:12]
        kept = self._connection.value("SELECT value FROM meta WHERE name = ?", _BASIS)
        if kept is None or abs(size - int(kept)) > DRIFT * int(kept):
            with self._connection.transaction() as db:
                db.execute("INSERT OR REPLACE INTO meta VALUES (?,?)", (_BASIS, kept := str(size)))
        return str(kept)


def put(db: apsw.Connection, session: int, chat: int, segments: Iterable[Entry]) -> None:
    """Keep the segments of a session instead of those it had; inside the caller's transaction."""
    _drop_sessions(db, [session])
    for part, one in enumerate(segments):
        if part < PARTS:
            _insert(db, session * PARTS + part, chat, one)


def drop(db: apsw.Connection, numbers: Sequence[int]) -> None:
    """Take episodes away by their ids and let their sessions be done anew; inside the caller's transaction."""
    _drop(db, numbers)
    _again(db, {number // PARTS for number in numbers if number > 0})


def drop_around(db: apsw.Connection, messages: str) -> None:
    """Take away all that was made of the sessions of the messages that a query selects, or is just being made."""
    sessions = [
        session
        for (session,) in all_rows(db, f"SELECT DISTINCT session FROM message WHERE id IN ({messages})")
    ]
    if sessions:
        _drop_sessions(db, sessions)
        _again(db, sessions)


def stale(db: apsw.Connection, message: int) -> None:
    """The words of a message changed: what was made of its session is to be made anew."""
    drop_around(db, str(int(message)))


def _insert(db: apsw.Connection, number: int, chat: int | None, one: Entry) -> None:
    detail = rows.dump([[word.shown, list(word.terms), word.is_name] for word in one.words])
    db.execute(
        "INSERT INTO episode VALUES (?,?,?,?,?,?)", (number, chat, one.title, one.first, one.last, detail)
    )
    db.executemany(
        "INSERT OR IGNORE INTO derived_from VALUES ('episode',?,?)", [(number, n) for n in one.messages]
    )


def _drop_sessions(db: apsw.Connection, sessions: Iterable[int]) -> None:
    for session in sessions:
        db.execute("DELETE FROM episode WHERE id >= ? AND id < ?", _range(session))
        db.execute(_ROWS.format(">= ? AND row < ?"), _range(session))
    _changed(db)


def _drop(db: apsw.Connection, numbers: Collection[int]) -> None:
    each = [(number,) for number in numbers]
    db.executemany("DELETE FROM episode WHERE id = ?", each)
    db.executemany(_ROWS.format("= ?"), each)


def _again(db: apsw.Connection, sessions: Iterable[int]) -> None:
    """Let sessions be done anew; who is at one of them just now writes nothing down."""
    sql = (
        "UPDATE work SET input = x'', done_at = NULL, lease_by = NULL, lease_until = NULL, tries = 0"
        " WHERE kind = ? AND subject = ?"
    )
    db.executemany(sql, [(KIND, session) for session in sorted(sessions)])
    _changed(db)


def _is_unchanged(db: apsw.Connection, seen: str) -> bool:
    return first_row(db, "SELECT 1 FROM meta WHERE name = ? AND value = ?", (_UNLINKED, seen)) is not None


def _changed(db: apsw.Connection) -> None:
    """What several sessions share is to be looked for again."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, hex(randomblob(8)))", (_UNLINKED,))


def _range(session: int) -> tuple[int, int]:
    return session * PARTS, (session + 1) * PARTS


def _words(detail: str) -> Iterator[NamedWord]:
    return (NamedWord(shown, tuple(terms), is_name) for shown, terms, is_name in json.loads(detail))


def _one_word(spelled: Mapping[NamedWord, set[int]]) -> tuple[NamedWord, int]:
    """One of several spellings, the commonest; a name if any of them is."""
    shown = min(spelled, key=lambda word: (-len(spelled[word]), word)).shown
    terms = next(iter(spelled)).terms
    is_name = any(word.is_name for word in spelled)
    return NamedWord(shown, terms, is_name), len(set().union(*spelled.values()))


def _key(one: Entry) -> bytes:
    return sha256(
        repr((one.title, one.first, one.last, one.words, tuple(sorted(one.messages)))).encode()
    ).digest()


def _chunks(some: Sequence, size: int = _CHUNK) -> Iterator[Sequence]:  # type: ignore[type-arg]
    return (some[start : start + size] for start in range(0, len(some), size))
