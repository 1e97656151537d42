"""Asking the database inside a transaction: rows, one row, one value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apsw

Values = tuple[Any, ...]


def all_rows(db: apsw.Connection, sql: str, values: Values = ()) -> list[Any]:
    """All rows, as tuples."""
    return db.execute(sql, values).fetchall()


def each_row(db: apsw.Connection, sql: str, values: Values = ()) -> Iterator[Any]:
    """Row after row; the caller may stop early and doesn't write in between."""
    yield from db.execute(sql, values)


def first_row(db: apsw.Connection, sql: str, values: Values = ()) -> Any:
    """The first row as a tuple, None if there is none."""
    return db.execute(sql, values).fetchone()


def value(db: apsw.Connection, sql: str, values: Values = ()) -> Any:
    """The first column of the first row, None if there is none."""
    found = db.execute(sql, values).fetchone()
    return None if found is None else found[0]
