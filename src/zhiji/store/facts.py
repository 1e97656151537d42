"""Readings of messages, as rows: what one message says, with its evidence and all messages that it rests on.

The rows depend on the messages alone. What they come to (what supersedes what, who is meant by an account) is reckoned
when they are read, in the room `memory`. A reading that isn't made any more is retired, not deleted, so that what was
believed last week can be told; one whose messages are forgotten is gone (`cascade.py`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypedDict, Unpack, cast

import apsw

from zhiji.chat import Evidence, Json, MessageId
from zhiji.store import rulings
from zhiji.store.collecting import uncollected
from zhiji.store.connection import Connection
from zhiji.store.names import erased_key
from zhiji.store.rows import dump
from zhiji.store.sql import all_rows, first_row, value

RULES = "rules"  # the maker that is no language model
_COLUMNS = (
    "message, chat, said_at, kind, relation, subject, value, author, starts, ends, zone, valid_from, valid_to,"
    " negated, status, trust, confidence, detail, maker, learned_at, retired_at"
)
_NOTHING: Mapping[str, Json] = {}
_PLACE = "SELECT id, chat, at FROM message WHERE id = ?1 UNION ALL SELECT -id, 0, given_at FROM feedback WHERE id = -?1"
_THERE = (
    "SELECT (SELECT count(*) FROM message WHERE id IN (SELECT value FROM json_each(?1)))"
    " + (SELECT count(*) FROM feedback WHERE -id IN (SELECT value FROM json_each(?1)))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFact:
    """What one message says. Times are microseconds since 1970."""

    kind: str
    relation: str
    subject: str  # "account:12", "name:外婆", "name:sister of 12", "group:3" (a chat)
    value: str
    by: int  # account
    evidence: tuple[Evidence, ...]  # the first is its quote
    inputs: tuple[int, ...] = ()  # messages beside the evidence's without which it can't be understood
    start: int | None = None  # half open
    end: int | None = None
    zone: int | None = None  # minutes east of UTC, of `start` and `end`
    valid_from: str = ""  # as exact as told
    valid_to: str = ""
    negated: bool = False
    status: str | None = None
    trust: str = "said"
    confidence: float = 1.0
    detail: Mapping[str, Json] = field(default_factory=lambda: _NOTHING)  # to whom, with whom, what it ends

    @property
    def message(self) -> int:
        """Whose words say it."""
        return int(self.evidence[0].message)

    @property
    def rests_on(self) -> tuple[int, ...]:
        """All messages that it was made of, in the order of their ids."""
        return tuple(sorted({*self.inputs, *(int(one.message) for one in self.evidence)}))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFact(NewFact):
    """A fact as it is kept; `inputs` are all messages that it rests on. An outline has no evidence."""

    id: int
    said_in: int  # message
    chat: int
    said_at: int
    maker: str
    learned_at: int
    retired_at: int | None = None

    @property
    def message(self) -> int:
        """Whose words say it."""
        return self.said_in


class Interval(NamedTuple):
    """Microseconds from `start` until `end`, half open; None: without end."""

    start: int | None = None
    end: int | None = None


class Which(TypedDict, total=False):
    """What facts are wanted by; None: all."""

    subjects: Collection[str] | None
    kinds: Collection[str] | None
    relations: Collection[str] | None
    chats: Collection[int] | None
    messages: Collection[int] | None
    said: Interval | None
    when: Interval | None  # their time overlaps
    known_at: int | None  # known at a time, instead of now
    retired: bool  # those that aren't read any more, too


class Facts:
    """The facts of one archive, to be read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, **which: Unpack[Which]) -> list[KeptFact]:
        """The facts for which all that is given holds, in the order they were said in."""
        where, values = _where(which)
        return self._found(where, *values)

    def outlines(self, **which: Unpack[Which]) -> list[KeptFact]:
        """The same without their evidence, which `evidence` tells of those that are to be shown."""
        where, values = _where(which)
        with self._connection.sentences():
            return _read(self._connection.db, where, values, with_evidence=False)

    def evidence(self, numbers: Iterable[int]) -> Mapping[int, Sequence[Evidence]]:
        """The evidence of facts by their numbers, the quote first."""
        with self._connection.sentences():
            return _evidence(self._connection.db, json.dumps(sorted(set(numbers))))

    def by_id(self, number: int) -> KeptFact | None:
        """The fact of a number; None if there is none."""
        return next(iter(self._found("id = ?", number)), None)

    def subjects(self) -> dict[str, int]:
        """Whom there are facts about, and how many."""
        sql = "SELECT subject, count(*) FROM fact WHERE retired_at IS NULL GROUP BY subject ORDER BY subject"
        return dict(self._connection.read(sql))

    def others(self, kinds: Collection[str]) -> list[tuple[str, str]]:
        """About whom there are facts of these kinds that are to somebody, or with them, and who these are."""
        sql = (
            "SELECT DISTINCT subject, atom FROM fact, json_tree(detail) WHERE detail IS NOT NULL AND atom IS NOT NULL"
            " AND (fullkey = '$.to' OR path = '$.others') AND kind IN (SELECT value FROM json_each(?))"
        )
        return self._connection.read(sql, json.dumps(list(kinds)))

    def count(self) -> int:
        """How many there are, without retired ones."""
        return int(self._connection.read("SELECT count(*) FROM fact WHERE retired_at IS NULL")[0][0])

    def forget(self, numbers: Collection[int]) -> None:
        """Take facts away for good: what they say doesn't come back when it is read again. One transaction."""
        with self._connection.transaction() as db:
            for one in _read(db, "id IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),)):
                db.execute("INSERT OR IGNORE INTO erased VALUES (?)", (erased_key(db, _unwanted(one)),))
                where = (one.kind, one.subject, one.relation, rulings.folded(one.value))
                sql = "SELECT id FROM ruling WHERE (kind, subject, relation, value) = (?,?,?,?)"
                rulings.drop(db, [number for (number,) in all_rows(db, sql, where)])
            drop(db, list(numbers))

    def _found(self, where: str, *values: object) -> list[KeptFact]:
        with self._connection.sentences():
            return _read(self._connection.db, where, tuple(values))


def put(
    db: apsw.Connection, messages: Iterable[int], new: Iterable[NewFact], *, now: int, maker: str = RULES
) -> None:
    """Let the facts that lie in these messages be exactly these, of this maker; inside the caller's transaction.

    The same fact again keeps its row. What rests on a message that isn't there any more is left out.
    """
    numbers = list(messages)
    wanted = {_identity(one): one for one in new}
    if astray := {one.message for one in wanted.values()} - set(numbers):
        raise ValueError(f"facts of other messages: {sorted(astray)}")
    where = "message IN (SELECT value FROM json_each(?)) AND maker = ? AND retired_at IS NULL"
    kept = {_identity(one): one.id for one in _read(db, where, (json.dumps(numbers), maker))}
    gone = [(now, number) for key, number in kept.items() if key not in wanted]
    db.executemany("UPDATE fact SET retired_at = ? WHERE id = ?", gone)
    for key, one in wanted.items():
        if key not in kept:
            _insert(db, one, maker, now)


def drop(db: apsw.Connection, numbers: Sequence[int]) -> None:
    """Take facts away with their evidence, but what an answer cites; inside the caller's transaction."""
    each = [(number,) for number in numbers]
    held = "SELECT evidence FROM fact_evidence WHERE fact = ?"
    evidence = [row for one in each for row in all_rows(db, held, one)]
    db.executemany("DELETE FROM fact_evidence WHERE fact = ?", each)
    uncited = "DELETE FROM evidence WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM citation WHERE evidence = ?1)"
    db.executemany(uncited, evidence)
    db.executemany("DELETE FROM derived_from WHERE kind = 'fact' AND row = ?", each)
    db.executemany("DELETE FROM fact WHERE id = ?", each)


def hand_over(db: apsw.Connection, number: int, target: int) -> None:
    """A message turned out to be another one: what it says, that one says, unless that one was read itself.

    Where one of them was edited, the numbers of their texts differ: then it is left, and read again.
    """
    busy = "SELECT 1 FROM fact WHERE message = ?1 UNION SELECT 1 FROM version WHERE message IN (?1, ?2)"
    if first_row(db, busy, (target, number)) is not None:
        return
    db.execute(
        "UPDATE fact SET message = ?1, (chat, said_at) = (SELECT chat, at FROM message WHERE id = ?1)"
        " WHERE message = ?2",
        (target, number),
    )


def resting_on(db: apsw.Connection, messages: str) -> list[int]:
    """The facts that rest on one of the messages that a query selects."""
    sql = (
        f"SELECT row FROM derived_from WHERE kind = 'fact' AND message IN ({messages})"
        f" UNION SELECT id FROM fact WHERE message IN ({messages})"
    )
    return [number for (number,) in all_rows(db, sql)]


def _identity(one: NewFact) -> tuple[object, ...]:
    """What makes a fact the same one; the number of the text that it was read in doesn't."""
    spans = tuple((e.message, e.field, e.start, e.end, e.quote) for e in one.evidence)
    return (*_said_of(one), spans, one.rests_on)


def _said_of(one: NewFact) -> tuple[Any, ...]:
    """The columns that are of the fact alone."""
    detail = dump(dict(one.detail)) if one.detail else None
    return (one.kind, one.relation, one.subject, one.value, one.by, one.start, one.end, one.zone, one.valid_from,
            one.valid_to, int(one.negated), one.status, one.trust, one.confidence, detail)  # fmt: skip


def _unwanted(one: NewFact) -> str:
    """What a fact is known by after the owner has forgotten it."""
    return "\n".join(("fact", one.kind, one.subject, one.relation, rulings.folded(one.value)))


def _is_unwanted(db: apsw.Connection, one: NewFact) -> bool:
    return first_row(db, "SELECT 1 FROM erased WHERE key = ?", (erased_key(db, _unwanted(one)),)) is not None


def _insert(db: apsw.Connection, one: NewFact, maker: str, now: int) -> None:
    place = first_row(db, _PLACE, (one.message,))
    told = one.message < 0  # by the owner in feedback, who may say again what was forgotten
    there = value(db, _THERE, (json.dumps(one.rests_on),)) == len(one.rests_on)
    if place is None or not there or (not told and _is_unwanted(db, one)):
        return
    row = (*place, *_said_of(one), maker, now, None)
    db.execute(f"INSERT INTO fact ({_COLUMNS}) VALUES ({','.join('?' * len(row))})", row)
    fact = db.last_insert_rowid()
    for evidence in one.evidence:
        db.execute(
            "INSERT INTO evidence (message, field, version, start, stop, quote) VALUES (?,?,?,?,?,?)",
            (
                evidence.message,
                evidence.field,
                evidence.version,
                evidence.start,
                evidence.end,
                evidence.quote,
            ),
        )
        db.execute("INSERT INTO fact_evidence VALUES (?,?)", (fact, db.last_insert_rowid()))
    inputs = [(fact, number) for number in one.rests_on]
    db.executemany("INSERT INTO derived_from VALUES ('fact', ?, ?)", inputs)


def _read(
    db: apsw.Connection, where: str, values: tuple[object, ...], *, with_evidence: bool = True
) -> list[KeptFact]:
    sql = f"SELECT id, {_COLUMNS} FROM fact WHERE {where} ORDER BY said_at, message, id"
    found = all_rows(db, sql, values)
    wanted = json.dumps([row[0] for row in found])
    with uncollected():
        evidence, inputs = _evidence(db, wanted) if with_evidence else {}, _inputs(db, wanted)
        return [_kept(row, tuple(evidence.get(row[0], ())), tuple(inputs[row[0]])) for row in found]


def _where(which: Which) -> tuple[str, tuple[object, ...]]:
    clauses, values = ["true"], list[object]()
    columns = {"subject": "subjects", "kind": "kinds", "relation": "relations", "chat": "chats", "message": "messages"}  # fmt: skip
    for column, name in columns.items():
        if (wanted := cast("Collection[object] | None", which.get(name))) is not None:
            clauses.append(f"{column} IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(wanted)))
    known = _known(which.get("known_at"), retired=which.get("retired", False))
    for bounds in (_said(which.get("said")), _overlapping(which.get("when")), known):
        clauses += [clause for clause, _ in bounds]
        values += [at for _, at in bounds if at is not None]
    return " AND ".join(clauses), tuple(values)


def _evidence(db: apsw.Connection, facts: str) -> dict[int, list[Evidence]]:
    sql = (
        "SELECT fact, message, field, start, stop, quote, version FROM json_each(?) AS wanted"
        " CROSS JOIN fact_evidence ON fact_evidence.fact = wanted.value"
        " CROSS JOIN evidence ON evidence.id = fact_evidence.evidence ORDER BY fact, evidence.id"
    )
    found: dict[int, list[Evidence]] = defaultdict(list)
    for fact, message, name, start, end, quote, version in all_rows(db, sql, (facts,)):
        one = Evidence(
            message=MessageId(message), field=name, start=start, end=end, quote=quote, version=version
        )
        found[fact].append(one)
    return found


def _inputs(db: apsw.Connection, facts: str) -> dict[int, list[int]]:
    sql = (
        "SELECT row, message FROM json_each(?) AS wanted CROSS JOIN derived_from"
        " ON derived_from.kind = 'fact' AND derived_from.row = wanted.value ORDER BY row, message"
    )
    found: dict[int, list[int]] = defaultdict(list)
    for fact, message in all_rows(db, sql, (facts,)):
        found[fact].append(message)
    return found


def _kept(row: tuple[Any, ...], evidence: tuple[Evidence, ...], inputs: tuple[int, ...]) -> KeptFact:
    (number, message, chat, said_at, kind, relation, subject, worth, by, start, end, zone, valid_from, valid_to, negated,
     status, trust, confidence, detail, maker, learned_at, retired_at) = row  # fmt: skip
    return KeptFact(
        id=number,
        said_in=message,
        kind=kind,
        relation=relation,
        subject=subject,
        value=worth,
        by=by,
        evidence=evidence,
        inputs=inputs,
        start=start,
        end=end,
        zone=zone,
        valid_from=valid_from,
        valid_to=valid_to,
        negated=bool(negated),
        status=status,
        trust=trust,
        confidence=confidence,
        detail=json.loads(detail) if detail else _NOTHING,
        chat=chat,
        said_at=said_at,
        maker=maker,
        learned_at=learned_at,
        retired_at=retired_at,
    )


def _said(interval: Interval | None) -> list[tuple[str, int | None]]:
    start, end = interval or Interval()
    return [(clause, at) for clause, at in (("said_at >= ?", start), ("said_at < ?", end)) if at is not None]


def _overlapping(interval: Interval | None) -> list[tuple[str, int | None]]:
    if interval is None:
        return []
    bounds = (("ends > ?", interval.start), ("starts < ?", interval.end))
    return [("starts IS NOT NULL", None), *((clause, at) for clause, at in bounds if at is not None)]


def _known(at: int | None, *, retired: bool) -> list[tuple[str, int | None]]:
    if at is not None:
        return [("learned_at <= ?", at), ("(retired_at IS NULL OR retired_at > ?)", at)]
    return [] if retired else [("retired_at IS NULL", None)]
