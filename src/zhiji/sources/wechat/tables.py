"""Tables as text: rows of fields with quotes, in whatever encoding, with commas or what spreadsheets make of them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator

from zhiji.sources.export import LINE_CAP
from zhiji.sources.wechat.files import File

_DELIMITERS = ",\t;"
# PyWxDump writes all of a forwarded bundle into one field; 128 KiB, which is usual, is less than some take.
csv.field_size_limit(max(csv.field_size_limit(), LINE_CAP))
Where = str


def header(head: str) -> tuple[list[str], str]:
    """The names in a table's first line, in lower case without spaces, and the delimiter between them."""
    line = head.lstrip("\ufeff").lstrip("\r\n").partition("\n")[0].rstrip("\r")[:2000]
    if line.lower().startswith("sep="):  # for spreadsheets
        return header(head.lstrip("\ufeff").partition("\n")[2])
    best: list[str] = []
    used = ","
    for delimiter in _DELIMITERS:
        names = _names(line, delimiter)
        if len(names) > len(best):
            best, used = names, delimiter
    return best, used


def _names(line: str, delimiter: str) -> list[str]:
    try:
        row = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    names = [name.strip().strip("\ufeff").lower() for name in row]
    while names and not names[-1]:
        names.pop()
    return names


def records(file: File, names: list[str], delimiter: str) -> Iterator[tuple[Where, list[str] | str]]:
    """Each row after the header, and where it begins; what is wrong with it, if it can't be read.

    Rows that have fewer fields than there are names are filled up; those that have more keep them.
    """
    lines = _Lines(file)
    reader = csv.reader(lines, delimiter=delimiter)
    first = True
    width = len(names)
    while True:
        lines.begin()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"line {lines.began}", f"it is no row of a table ({error})"
            continue
        if not row or (len(row) == 1 and not row[0].strip()):
            continue
        if first and (row[0].lower().startswith("sep=") or _is_header(row, names)):
            first = not _is_header(row, names)
            continue
        first = False
        yield f"line {lines.began}", row if len(row) >= width else row + [""] * (width - len(row))


def _is_header(row: list[str], names: list[str]) -> bool:
    return [one.strip().strip("\ufeff").lower() for one in row][: len(names)] == names


class _Lines:
    """A file's lines with their ends, and the number of the one that a row began in."""

    def __init__(self, file: File) -> None:
        self._lines = file.export.lines(file.member)
        self._waiting: list[str] = []
        self._number = 0
        self.began = 1

    def begin(self) -> None:
        """The next line begins a row."""
        self.began = self._number + (0 if self._waiting else 1)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._waiting:
            return self._waiting.pop()
        self._number, line = next(self._lines)
        if "\r" in line:  # in old spreadsheets the end of a line
            first, *others = line.split("\r")
            self._waiting = [f"{one}\n" for one in reversed(others)]
            return f"{first}\n"
        return f"{line}\n"


def column(names: list[str], *wanted: str) -> Callable[[list[str]], str]:
    """What reads a column, by the first of these names that the table has; "" from a table that has none of them."""
    for name in wanted:
        if name in names:
            place = names.index(name)
            return lambda row: row[place]
    return _nothing


def _nothing(_: list[str]) -> str:
    return ""


def has(names: list[str], *wanted: str) -> bool:
    """Whether a table has all of these columns."""
    return all(name in names for name in wanted)
