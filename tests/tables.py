"""Tests that go through a table of sentences."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any


def every(rows: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """One test of a whole table, which goes on after a row that fails and tells of all that do.

    Thousands of rows are a test each otherwise, and most of their time is pytest's own.
    """
    table = list(rows)
    assert table, "a table without rows tests nothing"

    def of(check: Callable[..., None]) -> Callable[[], None]:
        alone = len(inspect.signature(check).parameters) == 1

        def test() -> None:
            failed = []
            for row in table:
                try:
                    check(*([row] if alone else row))
                except AssertionError as error:
                    failed.append(f"{row!r}\n    {str(error).strip()}")
                except Exception as error:
                    error.add_note(f"in the row {row!r}")
                    raise
            assert not failed, f"{len(failed)} of {len(table)} rows:\n" + "\n".join(failed)

        test.__name__, test.__doc__, test.__module__ = check.__name__, check.__doc__, check.__module__
        return test

    return of
