"""A test of a table fails for each row that does, and goes on after it."""

from __future__ import annotations

import pytest

from tests.tables import every


def test_every_row_that_fails_is_told() -> None:
    @every([1, 2, 3, 4])
    def small(number: int) -> None:
        assert number % 2, "even"

    with pytest.raises(AssertionError, match=r"2 of 4 rows:\n2\n    even\nassert .*\n4\n    even"):
        small()


def test_a_row_of_several_is_several_arguments() -> None:
    @every([("a", 1), ("bb", 3)])
    def as_long(word: str, length: int) -> None:
        assert len(word) == length

    with pytest.raises(AssertionError, match=r"1 of 2 rows:\n\('bb', 3\)"):
        as_long()


def test_another_error_names_its_row() -> None:
    @every(["1", "x"])
    def number(text: str) -> None:
        int(text)

    with pytest.raises(ValueError, match="invalid literal") as raised:
        number()
    assert raised.value.__notes__ == ["in the row 'x'"]


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(AssertionError, match="tests nothing"):
        every([])
