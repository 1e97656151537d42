"""Vectors of messages, by space: packed for scanning, whole for exact scores, gone with their messages.

A vector's id tells its place: the space's id in the high bits, below them the segment's number times `SLOTS` plus the
slot. A segment holds the signs and the messages of its slots side by side, so that a million of them are read in a few
hundredths of a second; the exact numbers stand in a row each, since only some hundred are read for a search. What
changes gets another edition, so that whoever holds a copy reads only that again; a segment begins with any number, lest
it be taken for one that stood there before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import NamedTuple, Protocol
from weakref import WeakKeyDictionary

import apsw

from zhiji.store.connection import Connection
from zhiji.store.rows import HIDDEN
from zhiji.store.sql import all_rows, first_row, value

KIND = "vectors"  # of the work
FIELD = "text"  # what is embedded of a message: its words, those of pictures and voices too
SLOTS = 512  # of a segment: one is written anew for each vector
PLACES = 40  # bits of an id
ID_BYTES = 8
_SKIPPED = (*HIDDEN, "system")
_PLAN = 50_000  # messages at a time
_READ = 200  # segments at a time
_EDITIONS: WeakKeyDictionary[Connection, tuple[tuple[int, int], int, Mapping[int, int]]] = (
    WeakKeyDictionary()
)  # as last read, with the version of the archive and the space


class Space(Protocol):
    """What vectors may be compared with each other."""

    @property
    def embedder(self) -> str: ...  # noqa: D102
    @property
    def weights(self) -> str: ...  # noqa: D102
    @property
    def dimension(self) -> int: ...  # noqa: D102
    @property
    def prefix(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSpace:
    """A space that has vectors, or will have."""

    id: int
    embedder: str
    weights: str
    dimension: int
    prefix: str
    called: str  # in the settings
    centre: bytes | None
    pace: float | None  # seconds a vector
    vectors: int  # places rather: of those that were forgotten some are empty

    def is_of(self, space: Space) -> bool:
        """Whether its vectors may be compared with an embedder's of that space."""
        return (self.embedder, self.weights, self.dimension, self.prefix) == (
            space.embedder,
            space.weights,
            space.dimension,
            space.prefix,
        )


class Packed(Protocol):
    """A vector as it is kept."""

    @property
    def signs(self) -> bytes:
        """Of its distance from the centre."""

    @property
    def body(self) -> bytes:
        """Int8 numbers, one a dimension."""

    @property
    def scale(self) -> float:
        """What these are multiplied by."""


class Segment(NamedTuple):
    """The signs of some vectors and the messages that they belong to; message 0: an empty slot."""

    number: int
    edition: int
    signs: bytes
    messages: bytes


class Progress(NamedTuple):
    """How far the making of vectors has got."""

    done: int
    of: int

    @property
    def left(self) -> int:
        """How many are still to be made."""
        return self.of - self.done


class Vectors:
    """The vectors of one archive, as one thread sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def spaces(self) -> list[KeptSpace]:
        """All spaces, the one that was chosen last first."""
        sql = "SELECT id, embedder, weights, dimension, prefix, called, centre, pace FROM space ORDER BY chosen DESC, id DESC"
        return [
            KeptSpace(
                id=number,
                embedder=embedder,
                weights=weights,
                dimension=dimension,
                prefix=prefix,
                called=called,
                centre=centre,
                pace=pace,
                vectors=self._places(number),
            )
            for number, embedder, weights, dimension, prefix, called, centre, pace in self._connection.read(
                sql
            )
        ]

    def find(self, space: Space) -> KeptSpace | None:
        """The space of an embedder, if it was begun."""
        return next((known for known in self.spaces() if known.is_of(space)), None)

    def begin(self, space: Space, *, called: str) -> KeptSpace:
        """The space of an embedder, made if there is none; it is the chosen one from now on."""
        found = self.find(space)
        return found if found is not None and self.is_chosen(found.id) else self._choose(space, called)

    def is_chosen(self, space: int) -> bool:
        """Whether no other embedder was set later."""
        return [one.id for one in self.spaces()][:1] == [space]

    def _choose(self, space: Space, called: str) -> KeptSpace:
        with self._connection.transaction() as db:
            db.execute(
                "INSERT INTO space (embedder, weights, dimension, prefix, called, chosen)"
                " VALUES (?,?,?,?,?,(SELECT coalesce(max(chosen), 0) + 1 FROM space))"
                " ON CONFLICT DO UPDATE SET chosen = excluded.chosen",
                (space.embedder, space.weights, space.dimension, space.prefix, called),
            )
            found = self.find(space)  # before anybody can take it away
        assert found is not None
        return found

    def plan(self, space: int) -> None:
        """Note the messages that came since as work, the newest first; in short turns.

        While there is another space, all that have no vector here: work is noted once, and who worked for the other
        space may have taken it.
        """
        spaces = {one.id for one in self.spaces()}
        after = None if space not in spaces else self._noted(space) if len(spaces) == 1 else 0
        while after is not None:
            after = self._plan_some(space, after)

    def progress(self, space: int | None) -> Progress:
        """How many messages have their vector, of all that shall have one."""
        if space is None:
            return Progress(0, self._value(f"SELECT count(*) FROM message WHERE {_wanted()}", *_SKIPPED))
        done = self._count(space)
        left = self._value("SELECT count(*) FROM work WHERE kind = ? AND done_at IS NULL", KIND)
        noted = self._noted(space)
        left += self._value(f"SELECT count(*) FROM message WHERE id > ? AND {_wanted()}", noted, *_SKIPPED)
        return Progress(done, done + left)

    def of(self, space: int) -> SpaceVectors:
        """The vectors of one space, to be read."""
        return SpaceVectors(self._connection, space)

    def set_pace(self, space: int, seconds: float) -> None:
        """Remember how long a vector takes, the latest counting most."""
        with self._connection.transaction() as db:
            sql = "UPDATE space SET pace = coalesce(pace * 0.8 + ? * 0.2, ?) WHERE id = ?"
            db.execute(sql, (seconds, seconds, space))

    def settle_centre(self, space: int, centre: bytes) -> bytes:
        """Fix what signs are taken from, unless another process did; returns what holds."""
        with self._connection.transaction() as db:
            db.execute("UPDATE space SET centre = ? WHERE id = ? AND centre IS NULL", (centre, space))
            kept: bytes | None = value(db, "SELECT centre FROM space WHERE id = ?", (space,))
        return kept or centre  # of a space that is gone

    def drop_others(self, space: int) -> None:
        """Take away the spaces of embedders that aren't used any more."""
        for other in self.spaces():
            if other.id != space:
                self._drop(other.id)

    def _drop(self, space: int) -> None:
        """In turns; the last one takes the space."""
        more = True
        while more:
            with self._connection.transaction() as db:
                db.execute(
                    "DELETE FROM vector WHERE id IN (SELECT id FROM vector WHERE id >= ? AND id < ? LIMIT 2000)",
                    _range(space),
                )
                more = db.changes() > 0
                if not more:
                    db.execute("DELETE FROM segment WHERE space = ?", (space,))
                    db.execute("DELETE FROM space WHERE id = ?", (space,))

    def _plan_some(self, space: int, after: int) -> int | None:
        """Note some of the messages after this one; returns the last of them, None if there were none."""
        with self._connection.transaction() as db:
            until: int | None = value(
                db,
                "SELECT max(id) FROM (SELECT id FROM message WHERE id > ? ORDER BY id LIMIT ?)",
                (after, _PLAN),
            )
            if until is not None:
                db.execute(
                    "INSERT INTO work (kind, subject, input, priority)"
                    f" SELECT '{KIND}', id, randomblob(8), at / 1000000 FROM message"
                    f" WHERE id > ? AND id <= ? AND {_wanted()} AND NOT EXISTS"
                    " (SELECT 1 FROM vector WHERE vector.message = message.id AND vector.id >= ? AND vector.id < ?)"
                    " ON CONFLICT (kind, subject) DO NOTHING",
                    (after, until, *_SKIPPED, *_range(space)),
                )
                db.execute("UPDATE space SET noted = max(noted, ?) WHERE id = ?", (until, space))
        return until

    def _noted(self, space: int) -> int:
        return self._value("SELECT noted FROM space WHERE id = ?", space) or 0

    def _places(self, space: int) -> int:
        """How many places are taken up, found at once; each search wants to know."""
        ends = [f"(SELECT {end}(id) FROM vector WHERE id >= ? AND id < ?)" for end in ("max", "min")]
        return self._value(f"SELECT coalesce({' - '.join(ends)} + 1, 0)", *_range(space), *_range(space))

    def _count(self, space: int) -> int:
        """How many vectors there are, counted in the index: the rows themselves are large."""
        sql = "SELECT count(*) FROM vector INDEXED BY vector_message WHERE +id >= ? AND +id < ?"
        return int(self._value(sql, *_range(space)))

    def _value(self, sql: str, *values: object) -> int:
        with self._connection.sentences():
            found: int = self._connection.value(sql, *values)
        return found


class SpaceVectors:
    """The vectors of one space, to be read."""

    def __init__(self, connection: Connection, space: int) -> None:
        self._connection, self._space = connection, space

    def editions(self) -> Mapping[int, int]:
        """The edition of each segment; read again only if something was written, for each search wants to know."""
        version, known = self._connection.version(), _EDITIONS.get(self._connection)
        if known is None or known[:2] != (version, self._space):
            sql = "SELECT number, edition FROM segment WHERE space = ? ORDER BY number"
            known = version, self._space, dict(self._connection.read(sql, self._space))
            _EDITIONS[self._connection] = known
        return known[2]

    def segments(self, numbers: Iterable[int]) -> Iterator[Segment]:
        """These segments, as far as they are there, a few megabytes at a time."""
        sql = (
            "SELECT number, edition, signs, messages FROM json_each(?) AS wanted"
            " CROSS JOIN segment ON segment.space = ? AND segment.number = wanted.value"
        )
        left = iter(numbers)
        while some := list(islice(left, _READ)):
            for row in self._connection.read(sql, json.dumps(some), self._space):
                yield Segment(*row)

    def at(self, places: Iterable[int]) -> dict[int, tuple[float, bytes]]:
        """Messages with scale and int8 numbers, by the places of their vectors; what is gone is left out."""
        sql = (
            "SELECT message, scale, body FROM json_each(?) AS wanted"
            " CROSS JOIN vector ON vector.id = wanted.value"
        )
        ids = json.dumps([self._space << PLACES | place for place in places])
        return {message: (scale, body) for message, scale, body in self._connection.read(sql, ids)}

    def of(self, messages: Collection[int]) -> dict[int, tuple[float, bytes]]:
        """The same by messages; those without a vector are left out."""
        sql = (
            "SELECT message, scale, body FROM json_each(?) AS wanted"
            " CROSS JOIN vector ON vector.message = wanted.value AND vector.id >= ? AND vector.id < ?"
        )
        rows = self._connection.read(sql, json.dumps(list(messages)), *_range(self._space))
        return {message: (scale, body) for message, scale, body in rows}


def put(db: apsw.Connection, space: int, message: int, text: str, packed: Packed) -> None:
    """Keep the vector of a message in the next free place; inside the caller's transaction."""
    drop_of(db, space, message)
    top = value(db, "SELECT max(id) FROM vector WHERE id >= ? AND id < ?", _range(space))
    number = space << PLACES if top is None else top + 1
    db.execute(
        "INSERT INTO vector (id, message, field, text_hash, scale, body) VALUES (?,?,?,?,?,?)",
        (number, message, FIELD, text_hash(text), packed.scale, packed.body),
    )
    _set(db, number, packed.signs, message)


def is_there(db: apsw.Connection, space: int) -> bool:
    """Whether nobody dropped a space meanwhile; inside the transaction that writes a vector into it."""
    return first_row(db, "SELECT 1 FROM space WHERE id = ?", (space,)) is not None


def reopen(db: apsw.Connection, job: int) -> None:
    """The work wasn't done after all."""
    db.execute("UPDATE work SET done_at = NULL WHERE id = ?", (job,))


def says_something(kind: str, said: str) -> bool:
    """Whether a message of that kind with these words is to be embedded."""
    return bool(said) and kind not in _SKIPPED


def text_hash(text: str) -> bytes:
    """What tells whether a vector is that of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:12]


def drop(db: apsw.Connection, numbers: Sequence[int]) -> None:
    """Take vectors away by their ids, and their signs out of the segments; inside the caller's transaction."""
    for number in numbers:
        _set(db, number, b"", 0)
    db.executemany("DELETE FROM vector WHERE id = ?", [(number,) for number in numbers])


def drop_of(db: apsw.Connection, space: int, message: int) -> None:
    """Take the vector of a message away."""
    sql = "SELECT id FROM vector WHERE message = ? AND id >= ? AND id < ?"
    drop(db, [number for (number,) in all_rows(db, sql, (message, *_range(space)))])


def stale(db: apsw.Connection, message: int) -> None:
    """The words of a message changed: its vectors are to be made again, or made, if it said nothing before."""
    db.execute(
        "UPDATE work SET input = randomblob(8), lease_until = NULL, lease_by = NULL, tries = 0 WHERE kind = ? AND subject = ?",
        (KIND, message),
    )
    pending = db.changes() > 0
    drop(db, [number for (number,) in all_rows(db, "SELECT id FROM vector WHERE message = ?", (message,))])
    if not pending and first_row(db, "SELECT 1 FROM space WHERE noted >= ?", (message,)):
        db.execute(
            "INSERT INTO work (kind, subject, input, priority) SELECT ?, id, randomblob(8), at / 1000000 FROM message WHERE id = ?",
            (KIND, message),
        )


def _set(db: apsw.Connection, number: int, signs: bytes, message: int) -> None:
    """Write one slot of a segment; no signs empty it."""
    space, place = number >> PLACES, number & ((1 << PLACES) - 1)
    segment, slot = divmod(place, SLOTS)
    row = first_row(
        db, "SELECT signs, messages FROM segment WHERE space = ? AND number = ?", (space, segment)
    )
    if row is None and not signs:
        return  # of a damaged archive
    held = (bytes(len(signs) * SLOTS), bytes(ID_BYTES * SLOTS)) if row is None else row
    packed = (
        _with(held[0], slot, signs or bytes(len(held[0]) // SLOTS)),
        _with(held[1], slot, message.to_bytes(ID_BYTES, "little")),
    )
    db.execute(
        "INSERT INTO segment (space, number, edition, signs, messages) VALUES (?,?,random() >> 8,?,?) ON CONFLICT (space, number)"
        " DO UPDATE SET signs = excluded.signs, messages = excluded.messages, edition = edition + 1",
        (space, segment, *packed),
    )


def _with(packed: bytes, slot: int, one: bytes) -> bytes:
    """Rows side by side, with one of them replaced."""
    return packed[: slot * len(one)] + one + packed[(slot + 1) * len(one) :]


def _range(space: int) -> tuple[int, int]:
    """The ids of a space's vectors, half open."""
    return space << PLACES, (space + 1) << PLACES


def _wanted() -> str:
    """Messages that have something to be understood, as SQL."""
    told = (
        "text != '' OR rest LIKE '%\"caption\"%' OR rest LIKE '%\"transcript\"%' OR rest LIKE '%\"parts\"%'"
    )
    return f"kind NOT IN ({','.join('?' * len(_SKIPPED))}) AND ({told})"
