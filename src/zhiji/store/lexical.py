"""Looking words up: how often terms occur, where, and the rows that scores are made of.

Filters are conditions on rows joined to the word index, never `rowid IN (SELECT ...)`, which FTS5 evaluates anew for each row.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from zhiji.chat import Account, Chat
from zhiji.store.rows import HIDDEN
from zhiji.store.store import Store

FEW = 50_000  # messages up to which a scope is held as a set of ids
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


class Lexical:
    """One thread's look into the word index. Made for one search: what it has seen of a scope it keeps."""

    def __init__(self, store: Store, *, kinds: Collection[str] = ()) -> None:
        self._connection, self._reader = store.connection, store.reader
        self._hidden = () if kinds else HIDDEN
        self._inside: dict[Scope, frozenset[int] | None] = {}
        self._connection.read(_TERMS)

    def size(self) -> int:
        """How many messages there are, roughly."""
        return self._connection.value("SELECT max(id) FROM message") or 0

    def frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        """In how many messages each term occurs; "ab*" counts all terms that begin so; missing ones are left out."""
        found = {}
        for term in terms:
            if term.endswith("*"):
                sql = "SELECT sum(doc) FROM temp.term WHERE term >= ? AND term < ?"
                count = self._connection.value(sql, term[:-1], term[:-1] + "\U0010ffff")
            else:
                count = self._connection.value("SELECT doc FROM temp.term WHERE term = ?", term)
            if count:
                found[term] = int(count)
        return found

    def postings(self, term: str, scope: Scope, *, limit: int) -> Sequence[int]:
        """The messages in scope that have the term, the greatest ids first."""
        where, values = _conditions(scope)
        match = _match(term, scope)
        inside = self._within(scope, where, values)
        if where and inside is None:
            sql = (
                "SELECT message.id FROM words CROSS JOIN message ON message.id = words.rowid"
                f" WHERE words MATCH ? AND {where} ORDER BY words.rowid DESC LIMIT ?"
            )
            return self._ids(sql, match, *values, limit)
        sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
        found = self._ids(sql, match, limit if inside is None else -1)
        return found if inside is None else [number for number in found if number in inside][:limit]

    def entries(self, ids: Collection[int]) -> Sequence[Row]:
        """The rows of these messages, in any order; ids that are gone are left out."""
        return self._entries(f"WHERE {self._shown()}", *self._hidden, ids=ids)

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
        return self._within(scope, *_conditions(scope))

    def inside(self, ids: Collection[int], scope: Scope) -> Collection[int]:
        """Those of these messages that a search in this scope may return."""
        where, values = _conditions(scope)
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

    def _entries(self, where: str, *values: Any, ids: Collection[int]) -> list[Row]:
        sql = f"SELECT {_ROW} FROM json_each(?) AS wanted CROSS JOIN message ON message.id = wanted.value {where}"
        return [Row(*row) for row in self._connection.read(sql, json.dumps(list(ids)), *values)]

    def _shown(self) -> str:
        return f"message.kind NOT IN ({','.join('?' * len(self._hidden))})" if self._hidden else "true"

    def _within(self, scope: Scope, where: str, values: Sequence[Any]) -> frozenset[int] | None:
        """The ids in a scope, if they are few; None where the rows are to be joined instead."""
        indexed = (scope.chats, scope.senders, scope.after, scope.before)
        if not where or all(one is None for one in indexed):
            return None
        if scope not in self._inside:
            found = self._ids(f"SELECT id FROM message WHERE {where} LIMIT ?", *values, FEW + 1)
            self._inside[scope] = frozenset(found) if len(found) <= FEW else None
        return self._inside[scope]

    def _ids(self, sql: str, *values: Any) -> list[int]:
        return [number for (number,) in self._connection.read(sql, *values)]


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
