"""What address books say of accounts: kept value by value, so that any number of lists in any order make one.

Somebody who was forgotten isn't brought back by being in a list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import apsw

from zhiji.chat import Account, Contact
from zhiji.store import names
from zhiji.store.connection import Connection
from zhiji.store.sql import first_row

_SHOWN, _NAME, _NUMBER, _EMAIL, _BIRTHDAY, _DETAIL = "shown", "name", "number", "email", "birthday", "detail:"
_CARD = (_DETAIL, "")  # that there is a card at all
# Who wrote something goes by the name it was written under, all others by one that depends on all lists.
_RENAME = (
    f"UPDATE account SET name = coalesce((SELECT min(value) FROM contact WHERE account = ?1 AND field = '{_SHOWN}'), name)"
    " WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM account_name WHERE account = ?1)"
)


def keep(db: apsw.Connection, contacts: Sequence[Contact], *, again: bool) -> int:
    """Keep contacts inside the caller's transaction; `again` takes those back who were forgotten.

    Returns how many of them say something new.
    """
    fresh = 0
    for contact in contacts:
        if not again and _was_forgotten(db, contact.account):
            continue
        number, _ = names.account(db, contact.account)
        before = db.total_changes()
        rows = [(number, field, one) for field, one in _fields(contact)]
        db.executemany("INSERT OR IGNORE INTO contact VALUES (?,?,?)", rows)
        if db.total_changes() > before:
            fresh += 1
            db.execute(_RENAME, (number,))
    return fresh


def every(connection: Connection) -> dict[int, Contact]:
    """All that is known, by the ids of accounts; of several birthdays the one that tells most."""
    sql = (
        "SELECT account, field, value, account.name, key, named, source, scope, owner FROM contact"
        " JOIN account ON account.id = contact.account ORDER BY account, field, value"
    )
    accounts: dict[int, Account] = {}
    told: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, field, one, name, key, named, source, scope, owner in connection.rows(sql):
        if number not in accounts:
            accounts[number] = Account(
                name=name, native=None if named else key, source=source, scope=scope, owner=bool(owner)
            )
        told[number][field].append(one)
    return {number: _contact(accounts[number], fields) for number, fields in told.items()}


def in_order(connection: Connection) -> list[Contact]:
    """All of them, in an order that depends on what they are alone."""
    return sorted(every(connection).values(), key=_rank)


def _rank(contact: Contact) -> tuple[str, str, str, bool]:
    account = contact.account
    return account.source, account.scope, account.key, account.native is None


def _was_forgotten(db: apsw.Connection, account: Account) -> bool:
    sql = "SELECT 1 FROM account WHERE source = ? AND scope = ? AND key = ? AND named = ?"
    where = (account.source, account.scope, names.erased_key(db, account.key), account.native is None)
    if first_row(db, sql, where) is not None:
        return True
    return names.is_erased(db, account.key) or names.is_erased(db, names.PERSON + account.name)


def _fields(contact: Contact) -> Iterator[tuple[str, str]]:
    yield _CARD
    for field, values in (
        (_SHOWN, (contact.account.name,)),
        (_NAME, contact.names),
        (_NUMBER, contact.numbers),
        (_EMAIL, contact.emails),
        (_BIRTHDAY, (contact.birthday or "",)),
    ):
        yield from ((field, one) for one in values if one)
    yield from ((_DETAIL + key, one) for key, one in contact.details.items() if one)


def _contact(account: Account, fields: dict[str, list[str]]) -> Contact:
    called = {*fields.get(_SHOWN, ()), *fields.get(_NAME, ())} - {account.name}
    return Contact(
        account=account,
        names=tuple(sorted(called)),
        numbers=tuple(fields.get(_NUMBER, ())),
        emails=tuple(fields.get(_EMAIL, ())),
        birthday=max(fields.get(_BIRTHDAY, ()), key=lambda one: (len(one), one), default=None),
        details={
            field.removeprefix(_DETAIL): "; ".join(values)
            for field, values in fields.items()
            if field.startswith(_DETAIL) and field != _DETAIL
        },
    )


def has(db: apsw.Connection, account: int) -> bool:
    """Whether an address book says anything of an account."""
    return first_row(db, "SELECT 1 FROM contact WHERE account = ?", (account,)) is not None


def erase(db: apsw.Connection, account: int) -> None:
    """Take away what address books say of an account."""
    db.execute("DELETE FROM contact WHERE account = ?", (account,))
