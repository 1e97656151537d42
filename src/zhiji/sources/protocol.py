"""What a source is: the one door for built-in and third-party readers alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

from zhiji.chat import Contact, Message, Problem
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import HEAD_BYTES, Export

__all__ = ["AROUND", "HEAD_BYTES", "SET", "Entry", "Guide", "Peek", "Source"]

Entry = Message | Problem | Contact  # what reading an export yields
SET = 4  # how sure: an export of several files that belong together, told beyond doubt by their names
AROUND = 5  # a SET together with the folders beside it that belong to it, as in an app's data folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Peek:
    """What recognition may look at: names, and the first 64 KiB of the file (of the likeliest member of a zip)."""

    name: str  # of the file, zip or folder itself
    members: tuple[str, ...]  # a zip's or folder's files, relative, "/" between; () for a plain file
    head: bytes  # of the plain file; b"" for zips and folders: ask for members with `first`
    first: dict[str, bytes]  # heads of the members that sources asked for by `wants`
    databases: dict[str, frozenset[str]] = field(default_factory=dict)  # SQLite files -> their tables' names

    def member(self, name: str) -> str | None:
        """The first member whose file name is `name`, the shallowest first."""
        found = [one for one in self.members if PurePosixPath(one).name == name]
        return min(found, key=lambda one: (one.count("/"), one), default=None)

    def text(self, member: str | None = None) -> str:
        """How the plain file, or a member that was asked for, begins; "" if it was not read."""
        return decode_head(self.head if member is None else self.first.get(member, b""))

    def tables(self, member: str | None = None) -> frozenset[str]:
        """The tables of the plain file, or of a member that was asked for; none if it is no SQLite database."""
        return self.databases.get(member or "", frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """How a person exports from the app, and what works as of `checked`, in English and Chinese."""

    title: str  # the app's name
    checked: str  # ISO date
    how_en: str
    how_zh: str
    reads_en: str  # what is read, and what isn't
    reads_zh: str
    files: tuple[str, ...] = ()  # what exports are called, as patterns with "*": "WhatsApp Chat*.zip"
    places: tuple[str, ...] = ()  # where the app itself keeps what can be read, below a person's own folder


class Source(Protocol):
    """One app's exports."""

    @property
    def name(self) -> str:
        """Short, lower case; it becomes `Chat.source` (an app with several formats has one name)."""
        ...

    @property
    def guide(self) -> Guide:
        """How to export, for `zhiji sources`."""
        ...

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Members of a zip or folder whose first 64 KiB are needed to decide; () if names tell enough."""
        ...

    def recognises(self, peek: Peek) -> int:
        """How sure: 0 = not ours, 1 = could be, 2 = by its shape, 3 = beyond doubt. The surest source reads it.

        A zip or folder in which several files make up one export (a workspace, a download of all chats) is a SET, 4:
        the innermost folder of which a source says so is read as a whole, and of a zip each such source its part.
        Where such a folder needs what lies beside it, the folder around both is AROUND, 5, and read instead.
        """
        ...

    def read(self, export: Export) -> Iterator[Entry]:
        """All that the export holds, in the order of the file, in memory that doesn't grow with it.

        A row that can't be read is a Problem and the rest goes on. Wall-clock times come out naive. An
        UnreadableFile error is raised only where nothing more can be read at all; what was yielded before is kept.
        """
        ...
