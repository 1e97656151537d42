"""What a message row refers to: handles, chats, attachments, and rows of joins that are walked beside the messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhiji.chat import Account, Chat, Contact
from zhiji.chat.records import ChatKind
from zhiji.sources.database import Database, quoted

NAME = "imessage"
OWNER = Account(name="Me", native="me", source=NAME, owner=True)
NOBODY = Account(name="", source=NAME)
_STYLES: dict[object, ChatKind] = {43: "group", 45: "direct"}
_NOWHERE = "Messages without a chat"
_NAMED = 4  # people in the name of a group that has none


def text(value: object) -> str:
    """The value if it is a string, else ""."""
    return value if isinstance(value, str) else ""


def number(value: object) -> int:
    """The value if it is a whole number, else 0."""
    return (
        value
        if isinstance(value, int)
        else int(value)
        if isinstance(value, float) and value == value // 1
        else 0
    )


class Beside:
    """Rows whose first column is a message's number, handed out while messages are walked in that order."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = (row for row in rows if isinstance(row[0], int))
        self._next = next(self._rows, None)

    def of(self, message: int) -> list[tuple[Any, ...]]:
        """What follows the number in the rows of a message; its number must not be lower than the one before."""
        found: list[tuple[Any, ...]] = []
        while self._next is not None and self._next[0] <= message:
            if self._next[0] == message:
                found.append(self._next[1:])
            self._next = next(self._rows, None)
        return found


def finder(db: Database, table: str, columns: Sequence[str]) -> Callable[[object], tuple[Any, ...] | None]:
    """Looks up a row of a table by its number; columns that this version doesn't have are None."""
    if table not in db.tables:
        return lambda _: None
    there = {name.lower() for name in db.columns(table)}
    chosen = ", ".join(quoted(one) if one.lower() in there else "NULL" for one in columns)
    sql = f"SELECT {chosen} FROM {quoted(table)} WHERE rowid = ?"
    return lambda rowid: next(db.query(sql, rowid), None)


@dataclass(slots=True)
class _Handle:
    account: Account
    person: str
    country: str


class People:
    """Who the numbers and addresses are."""

    def __init__(self, db: Database) -> None:
        self._by_row: dict[int, _Handle] = {}
        self._accounts: dict[str, Account] = {}
        self._own: dict[str, None] = {}
        for row, handle, country, person in db.rows(
            "handle", ("ROWID", "id", "country", "person_centric_id")
        ):
            if isinstance(row, int) and text(handle):
                self._by_row[row] = _Handle(self.named(handle), text(person), text(country))

    def named(self, handle: str) -> Account:
        """The account of a number or address."""
        known = self._accounts.get(handle)
        if known is None:
            known = self._accounts[handle] = Account(name=handle, native=handle, source=NAME)
        return known

    def at(self, row: object) -> Account | None:
        """The account of a row in the table of handles."""
        found = self._by_row.get(row) if isinstance(row, int) else None
        return found.account if found else None

    def own(self, address: object) -> None:
        """Take down an address of the owner, as accounts are written: E:mail, P:number or as it is."""
        bare = text(address)[2:] if text(address)[:2] in ("E:", "P:") else text(address)
        if bare:
            self._own[bare] = None

    def contacts(self) -> Iterator[Contact]:
        """Everybody, with the other addresses that Messages knows to be of the same person."""
        if self._own:
            yield _contact(OWNER, list(self._own), "")
        same: dict[str, list[str]] = {}
        for handle in self._by_row.values():
            same.setdefault(handle.person, []).append(handle.account.name)
        told: set[str] = set()
        for handle in self._by_row.values():
            name = handle.account.name
            if name not in told:
                told.add(name)
                yield _contact(
                    handle.account, same[handle.person] if handle.person else [name], handle.country
                )


def _contact(account: Account, addresses: Sequence[str], country: str) -> Contact:
    each = dict.fromkeys(addresses)
    return Contact(
        account=account,
        numbers=tuple(one for one in each if "@" not in one),
        emails=tuple(one for one in each if "@" in one),
        details={"country": country} if country else {},
    )


@dataclass(slots=True)
class _Row:
    key: str
    name: str
    style: object
    people: list[str] = field(default_factory=list)


class Chats:
    """The chats; what Messages keeps apart by service (SMS, iMessage) is one chat of one identifier."""

    def __init__(self, db: Database, people: People) -> None:
        self._by_row: dict[int, Chat] = {}
        self._by_key: dict[str, Chat] = {}
        rows: dict[int, _Row] = {}
        columns = (
            "ROWID",
            "chat_identifier",
            "guid",
            "display_name",
            "style",
            "account_login",
            "last_addressed_handle",
        )
        for row, key, guid, name, style, *own in db.rows("chat", columns, "ORDER BY rowid"):
            for address in own:
                people.own(address)
            if isinstance(row, int):
                rows[row] = _Row(text(key) or text(guid).rpartition(";")[2], text(name), style)
        for row, handle in db.rows("chat_handle_join", ("chat_id", "handle_id")):
            account = people.at(handle)
            if row in rows and account:
                rows[row].people.append(account.name)
        same: dict[str, list[_Row]] = {}
        for one in rows.values():
            same.setdefault(one.key, []).append(one)
        for row, one in rows.items():
            self._by_row[row] = self._by_key.get(one.key) or self._made(one, same[one.key])

    def _made(self, row: _Row, same: Sequence[_Row]) -> Chat:
        everybody = sorted({name for one in same for name in one.people})
        kind = _STYLES.get(row.style) or _kind(row.key, everybody)
        name = next((one.name for one in same if one.name), "")
        if not name and kind == "group" and everybody:
            name = ", ".join(everybody[:_NAMED]) + (", …" if len(everybody) > _NAMED else "")
        return self._chat(row.key, name or row.key or _NOWHERE, kind)

    def _chat(self, key: str, name: str, kind: ChatKind | None) -> Chat:
        made = Chat(name=name, native=key or None, source=NAME, kind=kind)
        self._by_key[key] = made
        return made

    def at(self, row: object) -> Chat | None:
        """The chat of a row in the table of chats."""
        return self._by_row.get(row) if isinstance(row, int) else None

    def named(self, key: str) -> Chat:
        """The chat of an identifier: where a message is that its table of chats doesn't have."""
        return self._by_key.get(key) or self._chat(key, key or _NOWHERE, _kind(key, []))


def _kind(key: str, people: Sequence[str]) -> ChatKind | None:
    if key.startswith("chat") or len(people) > 1:
        return "group"
    return "direct" if key else None
