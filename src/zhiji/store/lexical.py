"""Looking words up: how often terms occur, where, and the rows that scores are made of.

Filters are conditions on rows joined to the word index, never `rowid IN (SELECT ...)`, which FTS5 evaluates anew for each row.
What people, chats or times let through is held as ids, and the word index is told in which stretches of ids these lie.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from zhiji.chat import Account, Chat
from zhiji.store.rows import HIDDEN
from zhiji.store.store import Store

FEW = 50_000  # messages up to which a scope is held as a set of ids
STRETCH = 16  # ids: what one person or chat says is added in runs
_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab (main, words, row)"
_ROW = "message.id, message.chat, message.sender, message.at, message.session"
_HAVING = {
    "image": "message.kind = 'image'",
    "video": "message.kind = 'video'",
    "voice": "message.kind IN ('voice', 'audio')",
    "file": "message.kind = 'file'",
    "link": "(message.kind = 'link' OR message.text LIKE '%http://%' OR message.text LIKE '%https://%')",
}


class Row(NamedTuple):
    """A message without its words."""

    id: int
    chat: int
    sender: int
    at: int
    session: int


class Scope(Protocol):
    """Which messages may be found; what is None or empty sets no limit. Times in microseconds, half open."""

    @property
    def chats(self) -> frozenset[int] | None: ...  # noqa: D102
    @property
    def senders(self) -> frozenset[int] | None: ...  # noqa: D102
    @property
    def after(self) -> int | None: ...  # noqa: D102
    @property
    def before(self) -> int | None: ...  # noqa: D102
    @property
    def kinds(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def having(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]: ...  # noqa: D102
    @property
    def without(self) -> tuple[tuple[str, ...], ...]: ...  # noqa: D102


class _Inside(NamedTuple):
    """What a scope holds, if that is little, and roughly where."""

    ids: frozenset[int]
    first: int  # stretch of ids that has one of them, and the last
    last: int
    stretches: bytes  # between these: 1 where one of them is

    @classmethod
    def of(cls, ids: Collection[int]) -> _Inside:
        """These ids."""
        if not ids:
            return cls(frozenset(), 0, 0, b"")
        some = {number // STRETCH for number in ids}
        first, last = min(some), max(some)
        stretches = bytearray(last - first + 1)
        for number in some:
            stretches[number - first] = 1
        return cls(frozenset(ids), first, last, bytes(stretches))


class Lexical:
    """One thread's look into the word index. Made for one search: what it has seen of a scope it keeps."""

    def __init__(
        self, store: Store, *, kinds: Collection[str] = (), frequencies: dict[str, int] | None = None
    ) -> None:
        """`frequencies` has those of terms met before, as long as nothing was written since, and gets more."""
        self._connection, self._reader = store.connection, store.reader
        self._hidden = () if kinds else HIDDEN
        self._inside: dict[Scope, _Inside | None] = {}
        self._frequencies = {} if frequencies is None else frequencies
        self._rows: dict[int, Row] = {}
        self._connection.read(_TERMS)

    def size(self) -> int:
        """How many messages there are, roughly."""
        return self._connection.value("SELECT max(id) FROM message") or 0

    def frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        """In how many messages each term occurs; "ab*" counts all terms that begin so; missing ones are left out."""
        counts = {term: self._frequency(term) for term in terms}
        return {term: count for term, count in counts.items() if count}

    def postings(self, term: str, scope: Scope, *, limit: int) -> Sequence[int]:
        """The messages in scope that have the term, the greatest ids first."""
        where, values = _conditions(scope)
        match = _match(term, scope)
        inside = self._within(scope, where, values)
        if inside is not None:
            return self._postings(match, inside)[:limit]
        if where:
            sql = (
                "SELECT message.id FROM words CROSS JOIN message ON message.id = words.rowid"
                f" WHERE words MATCH ? AND {where} ORDER BY words.rowid DESC LIMIT ?"
            )
            return self._ids(sql, match, *values, limit)
        sql = "SELECT rowid AS id FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
        return self._ids(sql, match, limit)

    def entries(self, ids: Collection[int]) -> Sequence[Row]:
        """The rows of these messages, in any order; ids that are gone are left out."""
        unread = [number for number in ids if number not in self._rows]
        if unread:
            sql = f"SELECT {_ROW} FROM json_each(?) AS wanted CROSS JOIN message ON message.id = wanted.value WHERE {self._shown()}"
            rows = self._connection.read(sql, json.dumps(unread), *self._hidden)
            self._rows.update((row[0], Row(*row)) for row in rows)
        return [self._rows[number] for number in ids if number in self._rows]

    def latest(self, scope: Scope, *, limit: int) -> Sequence[Row]:
        """The newest messages in scope, newest first."""
        where, values = _conditions(scope)
        conditions = [where, self._shown()]
        values += self._hidden
        for sign, phrases, joint in (("IN", scope.phrases, " AND "), ("NOT IN", scope.without, " OR ")):
            if phrases:
                conditions.append(f"message.id {sign} (SELECT rowid FROM words WHERE words MATCH ?)")
                values.append(joint.join(map(_phrase, phrases)))
        sql = f"SELECT {_ROW} FROM message WHERE {' AND '.join(filter(None, conditions))} ORDER BY at DESC, id DESC LIMIT ?"
        return [Row(*row) for row in self._connection.read(sql, *values, limit)]

    def beside(self, ids: Collection[int]) -> Sequence[tuple[int, Row]]:
        """Each of these messages with the one before and the one after it in its session, as far as there are such."""
        found = []
        for side, order in (("<", "DESC"), (">", "ASC")):
            sql = (
                f"SELECT this.id, {_ROW} FROM json_each(?) AS wanted CROSS JOIN message AS this ON this.id = wanted.value"
                " CROSS JOIN message ON message.id = (SELECT near.id FROM message AS near WHERE near.chat = this.chat"
                f" AND (near.at, near.id) {side} (this.at, this.id) ORDER BY near.at {order}, near.id {order} LIMIT 1)"
                " WHERE message.session = this.session"
            )
            found += [(row[0], Row(*row[1:])) for row in self._connection.read(sql, json.dumps(list(ids)))]
        return found

    def within(self, scope: Scope) -> frozenset[int] | None:
        """All messages in a scope, if it names people, chats or times and they are not too many."""
        inside = self._within(scope, *_conditions(scope))
        return None if inside is None else inside.ids

    def inside(self, ids: Collection[int], scope: Scope) -> Collection[int]:
        """Those of these messages that a search in this scope may return."""
        where, values = _conditions(scope)
        known = self._inside.get(scope)
        if known is not None and not (scope.phrases or scope.without):
            return [row.id for row in self.entries(known.ids.intersection(ids))]
        conditions = [where, self._shown()]
        values += self._hidden
        for phrase in (*scope.phrases, *scope.without):
            there = "EXISTS (SELECT 1 FROM words WHERE words MATCH ? AND rowid = message.id)"
            conditions.append(there if phrase in scope.phrases else f"NOT {there}")
            values.append(_phrase(phrase))
        sql = (
            "SELECT message.id FROM json_each(?) AS wanted CROSS JOIN message ON message.id = wanted.value"
            f" WHERE {' AND '.join(filter(None, conditions))}"
        )
        return self._ids(sql, json.dumps(list(ids)), *values) if ids else ()

    def texts(self, ids: Collection[int]) -> Mapping[int, str]:
        """What is indexed of each message apart from its sender's name."""
        sql = (
            "SELECT message.id, message.text, message.rest FROM json_each(?) AS wanted"
            " CROSS JOIN message ON message.id = wanted.value"
        )
        rows = self._connection.read(sql, json.dumps(list(ids)))
        return {
            number: text if rest is None else "\n".join(_words(text, json.loads(rest)))
            for number, text, rest in rows
        }

    def chat(self, chat: int) -> Chat:
        """A chat by its id."""
        return self._reader.chat(chat)

    def account(self, account: int) -> Account:
        """An account by its id."""
        return self._reader.account(account)

    def _frequency(self, term: str) -> int:
        if term not in self._frequencies:
            if term.endswith("*"):
                sql = "SELECT sum(doc) FROM temp.term WHERE term >= ? AND term < ?"
                count = self._connection.value(sql, term[:-1], term[:-1] + "\U0010ffff")
            else:
                count = self._connection.value("SELECT doc FROM temp.term WHERE term = ?", term)
            self._frequencies[term] = int(count or 0)
        return self._frequencies[term]

    def _postings(self, match: str, inside: _Inside) -> list[int]:
        """Those of a few messages that match: the index leaves out most of the others by where they stand."""
        if not inside.ids:
            return []
        sql = (
            "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
            f" AND substr(?, rowid / {STRETCH} - ?, 1) = x'01' ORDER BY rowid DESC"
        )
        lowest, highest = inside.first * STRETCH, (inside.last + 1) * STRETCH - 1
        before = inside.first - 1  # SQL counts from 1
        rows = self._connection.read(sql, match, lowest, highest, inside.stretches, before)
        return [number for (number,) in rows if number in inside.ids]

    def _shown(self) -> str:
        return f"message.kind NOT IN ({','.join('?' * len(self._hidden))})" if self._hidden else "true"

    def _within(self, scope: Scope, where: str, values: Sequence[Any]) -> _Inside | None:
        """The ids in a scope, if they are few; None where the rows are to be joined instead."""
        indexed = (scope.chats, scope.senders, scope.after, scope.before)
        if not where or all(one is None for one in indexed):
            return None
        if scope not in self._inside:
            found = self._ids(f"SELECT id FROM message WHERE {where} LIMIT ?", *values, FEW + 1)
            self._inside[scope] = _Inside.of(found) if len(found) <= FEW else None
        return self._inside[scope]

    def _ids(self, sql: str, *values: Any) -> list[int]:
        """The column `id` of what is selected: one text is made more quickly than thousands of rows."""
        found = self._connection.read(f"SELECT group_concat(id) FROM ({sql})", *values)[0][0]
        return list(map(int, found.split(","))) if found else []


def _match(term: str, scope: Scope) -> str:
    """The FTS5 query of a term, with phrases that must stand in the message, and such that must not."""
    match = " AND ".join([_quoted(term), *map(_phrase, scope.phrases)])
    for phrase in scope.without:
        match = f"({match}) NOT {_phrase(phrase)}"
    return match


def _quoted(term: str) -> str:
    return f'"{term[:-1]}"*' if term.endswith("*") else f'"{term}"'


def _phrase(terms: Sequence[str]) -> str:
    return f'"{" ".join(terms)}"'


def _conditions(scope: Scope) -> tuple[str, list[Any]]:
    """SQL for what a scope says of rows, and its values."""
    parts: list[str] = []
    values: list[Any] = []
    for column, wanted in (("chat", scope.chats), ("sender", scope.senders), ("kind", scope.kinds or None)):
        if wanted is not None:
            parts.append(f"message.{column} IN ({','.join('?' * len(wanted))})")
            values += sorted(wanted)
    for sign, at in ((">=", scope.after), ("<", scope.before)):
        if at is not None:
            parts.append(f"message.at {sign} ?")
            values.append(at)
    if scope.having:
        parts.append("(" + " OR ".join(_HAVING[one] for one in sorted(scope.having)) + ")")
    return " AND ".join(parts), values


def _words(text: str, rest: Mapping[str, Any]) -> Iterator[str]:
    yield text
    yield from filter(None, (rest.get("caption"), rest.get("transcript")))
    yield from (part.get("text", "") for part in rest.get("parts", ()))
