"""Formats of one file each: an export is a plain file of that format, or a zip or folder with any number of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zhiji.chat import Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import Entry, Peek

JSON = (".json",)
TABLES = (".csv", ".tsv", ".txt")
TEXTS = (".txt", ".text", ".log")
_VALUE_LIMIT = 16 << 20  # characters of one value; pictures of people may stand in a header
_MOST_HEADS = 200_000  # entries of a header's list
_LONGEST_NAME = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of an export, on its way."""

    export: Export
    member: str | None

    @property
    def path(self) -> str:
        """Its name with that of the folder it lies in."""
        outer = self.export.path.absolute()
        if self.member is None:
            return f"{outer.parent.name}/{self.export.name}"
        return self.member if "/" in self.member else f"{outer.name.removesuffix('.zip')}/{self.member}"

    @property
    def folder(self) -> str:
        """Where in the export it lies, with a slash at the end; "" if at the top."""
        return "" if self.member is None or "/" not in self.member else f"{self.member.rpartition('/')[0]}/"

    def beside(self, name: str) -> str | None:
        """A file of that name in the same folder, as the export calls it."""
        if self.member is None:
            return self.export.find(name)
        found = f"{self.folder}{name}"
        return found if found in self.export.members else None

    def problem(self, where: str, what: str) -> Problem:
        """A problem with something in it."""
        return Problem(f"{self.member}, {where}" if self.member else where, what)

    def unreadable(self, why: str) -> UnreadableFile:
        """The error that ends it."""
        return UnreadableFile(self.export.label(self.member), why)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """A Format whose files can each be read alone."""

    endings: tuple[str, ...]
    sureness: Callable[[str], int]  # of how a file begins
    reading: Callable[[File], Iterator[Entry]]

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The heads of files with these endings."""
        return tuple(name for name in peek.members if name.lower().endswith(self.endings))

    def recognises(self, peek: Peek) -> int:
        """As sure as of the surest file."""
        if not peek.members:
            return self.sureness(peek.text())
        return max(
            (self.sureness(peek.text(name)) for name in self.wants(peek) if name in peek.first),
            default=0,
        )

    def read(self, export: Export) -> Iterator[Entry]:
        """What each file of this format holds; one of several that can't be read is a Problem."""
        if not export.members:
            yield from self.reading(File(export=export, member=None))
            return
        members = [name for name in export.members if name.lower().endswith(self.endings)]
        for member in members:
            try:
                if self.sureness(decode_head(export.head(member))):
                    yield from self.reading(File(export=export, member=member))
            except UnreadableFile as error:
                if len(members) == 1:
                    raise
                yield Problem(member, str(error))


Row = tuple[str, object]  # where it stands, what stands there (a Flaw if that is no JSON)


def document(
    file: File, needed: str, also: frozenset[str], tables: frozenset[str]
) -> Iterator[dict[str, object] | Row]:
    """Fields of a JSON object as they come, the needed one before any row wherever it stands; rows of its lists.

    Raises UnreadableFile where it is cut off or no JSON.
    """
    try:
        with file.export.json(file.member) as raw:
            stream = JsonStream(raw, limit=_VALUE_LIMIT)
            yield from _document(file, stream, needed, also | {needed}, tables)
    except JsonError as error:
        raise file.unreadable(f"{error}; export it again.") from None


def _document(
    file: File, stream: JsonStream, needed: str, heads: frozenset[str], tables: frozenset[str]
) -> Iterator[dict[str, object] | Row]:
    missing = True
    for key in stream.fields():
        if key in heads:
            missing = missing and key != needed
            yield {key: _value(stream)}
        elif key in tables and stream.next() == "[":
            if missing:
                yield _ahead(file, heads)
                missing = False
            for number, row in enumerate(stream.items()):
                yield f"{key}[{number}]", row
        else:
            _pass(stream)


def _ahead(file: File, wanted: frozenset[str]) -> dict[str, object]:
    """Fields that stand behind the lists."""
    found: dict[str, object] = {}
    with file.export.json(file.member) as raw:
        stream = JsonStream(raw, limit=_VALUE_LIMIT)
        try:
            for key in stream.fields():
                if key in wanted:
                    found.setdefault(key, _value(stream))
                else:
                    _pass(stream)
        except JsonError:
            pass  # told when the rows have been read
    return found


def _pass(stream: JsonStream) -> None:
    """Pass over a value; an object piece by piece, because it may hold the pictures of hundreds of people."""
    if stream.next() == "{":
        for _ in stream.fields():
            pass
    else:
        stream.skip()


def _value(stream: JsonStream) -> object:
    """A value without strings that are too long to be anybody's words (pictures of people)."""
    first = stream.next()
    if first == "[":
        values: list[object] = []
        for value in stream.items():
            if len(values) < _MOST_HEADS:
                values.append(_short(value))
        return values
    if first != "{":
        return _short(stream.value())
    found: dict[str, object] = {}
    for key in stream.fields():
        one = _short(stream.value())
        if len(found) < _MOST_HEADS:
            found[key] = one
    return found


def _short(value: object) -> object:
    if isinstance(value, str):
        return value if len(value) < _LONGEST_NAME else ""
    if isinstance(value, dict):
        return {
            key: one for key, one in value.items() if not isinstance(one, str) or len(one) < _LONGEST_NAME
        }
    return None if isinstance(value, Flaw) else value


def rows(file: File) -> Iterator[Row]:
    """Each value of a JSON list, or of the lists in a JSON object."""
    try:
        with file.export.json(file.member) as raw:
            stream = JsonStream(raw, limit=_VALUE_LIMIT)
            if stream.next() == "[":
                for number, row in enumerate(stream.items()):
                    yield f"row {number + 1}", row
                return
            for key in stream.fields():
                if stream.next() == "[":
                    for number, row in enumerate(stream.items()):
                        yield f"{key}[{number}]", row
    except JsonError as error:
        raise file.unreadable(f"{error}; export it again.") from None


def record(row: object) -> dict[str, object] | str:
    """A row as a record, or what is wrong with it."""
    if isinstance(row, dict):
        return row
    return row.why if isinstance(row, Flaw) else "it is no message but something else"
