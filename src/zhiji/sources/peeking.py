"""Looking at an export before it is read: names, the heads that a source asks for, the tables of databases."""

from __future__ import annotations

import logging
from pathlib import PurePosixPath
from typing import Protocol

from zhiji.errors import UnreadableFile
from zhiji.sources import database
from zhiji.sources.export import Export
from zhiji.sources.protocol import Peek

_WANTS = 64  # heads that one source may ask for
_log = logging.getLogger(__name__)


class Judge(Protocol):
    """Whoever can tell how sure they are of an export: a source, or one format of it."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Members whose heads are needed."""
        ...

    def recognises(self, peek: Peek) -> int:
        """How sure."""
        ...


def look(export: Export, inner: str = "") -> Peek:
    """What can be seen of an export, or of a folder within one, without asking for members."""
    members = tuple(member[len(inner) :] for member in export.members if member.startswith(inner))
    name = PurePosixPath(inner).name if inner else export.name
    head = export.head() if export.is_file else b""
    peek = Peek(name=name, members=members, head=head, first={})
    if database.is_database(head):
        peek.databases[""] = database.tables(export, None)
    return peek


def sureness(judge: Judge, export: Export, peek: Peek, inner: str = "") -> int:
    """How sure somebody is of an export; the heads that they want are read."""
    for member in wanted(judge, peek):
        if member not in peek.first:
            peek.first[member] = head = _head(export, inner + member)
            if database.is_database(head):
                peek.databases[member] = database.tables(export, inner + member)
    try:
        return int(judge.recognises(peek))
    except Exception:  # noqa: BLE001 - a plug-in that fails here knows nothing of this file
        _log.warning("the source %s failed to look at a file", _name(judge), exc_info=True)
        return 0


def wanted(judge: Judge, peek: Peek) -> list[str]:
    """The members that somebody wants to see the heads of."""
    try:
        return [member for member in judge.wants(peek)[:_WANTS] if member in peek.members]
    except Exception:  # noqa: BLE001 - as above
        _log.warning("the source %s failed to look at names", _name(judge), exc_info=True)
        return []


def _name(judge: Judge) -> str:
    return str(getattr(judge, "name", type(judge).__name__))


def _head(export: Export, member: str) -> bytes:
    try:
        return export.head(member)
    except UnreadableFile:
        if len(export.members) == 1 and export.path_of(member) is None:  # all that a zip holds
            raise
        return b""  # one damaged member is no reason to leave the others
