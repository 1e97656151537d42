"""An app whose exports come in several formats: one source, a module for each format; and what formats share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from zhiji.chat import Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.peeking import look, sureness
from zhiji.sources.protocol import Entry, Guide, Peek


class Format(Protocol):
    """One of an app's formats; the methods are those of a Source."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Members of a zip or folder whose heads are needed to decide."""
        ...

    def recognises(self, peek: Peek) -> int:
        """How sure, as a Source says it."""
        ...

    def read(self, export: Export) -> Iterator[Entry]:
        """All that the export holds in this format."""
        ...


class App:
    """A source that hands an export to the format that is surest of it (to all of them that are equally sure)."""

    def __init__(self, *, name: str, guide: Guide, formats: Sequence[Format]) -> None:
        self.name = name
        self.guide = guide
        self.formats = tuple(formats)

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """What any of the formats wants."""
        return tuple(dict.fromkeys(member for one in self.formats for member in one.wants(peek)))

    def recognises(self, peek: Peek) -> int:
        """As sure as the surest format."""
        return max(one.recognises(peek) for one in self.formats)

    def read(self, export: Export) -> Iterator[Entry]:
        """What the surest format reads; in a zip or folder that holds several formats, what each of them reads."""
        peek = look(export)
        sure = [sureness(one, export, peek) for one in self.formats]
        if not max(sure):
            raise UnreadableFile(export.path, f"as an export of {self.guide.title} it is damaged or cut off.")
        for one, how in zip(self.formats, sure, strict=True):
            if how == max(sure):
                yield from one.read(export)
                if not export.members:
                    return


def each_file(
    export: Export,
    members: Iterable[str],
    knows: Callable[[str], object],
    read: Callable[[str | None], Iterator[Entry]],
) -> Iterator[Entry]:
    """A plain file, or those of a zip's or folder's members whose beginning `knows` says yes to.

    One of them that can't be read is a Problem, and the others are read all the same.
    """
    if not export.members:
        yield from read(None)
    for member in members if export.members else ():
        try:
            if knows(decode_head(export.head(member))):
                yield from read(member)
        except UnreadableFile as error:
            yield Problem(member, str(error))


def each_or_the_only(
    export: Export,
    members: Iterable[str],
    knows: Callable[[str], object],
    read: Callable[[str | None], Iterator[Entry]],
) -> Iterator[Entry]:
    """The same, but a plain file is asked for, too, and what stands alone raises what makes it unreadable."""
    files: list[str | None] = [*members] if export.members else [None]
    for member in files:
        try:
            if knows(decode_head(export.head(member))):
                yield from read(member)
        except UnreadableFile as error:
            if member is None or len(files) == 1:
                raise
            yield Problem(member, str(error))
