"""What the exports of ChatGPT and Claude share: conversations in a JSON list, roles instead of people, exact times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Account, Json, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import Peek

# ChatGPT splits big exports into conversations-000.json and so on since early 2026.
_NAME = re.compile(r"conversations?(?:[-_ (]*\d+\)?)?\.json", re.IGNORECASE)
_MOST = 16  # JSON files to look into where none has the usual name
_LAST_SECOND = 10**11  # beyond it a number counts milliseconds


def files(names: tuple[str, ...]) -> list[str]:
    """The members that hold conversations, going by their names; any JSON where none has the name."""
    named = [name for name in names if _NAME.fullmatch(PurePosixPath(name).name)]
    return named or [name for name in names if name.lower().endswith(".json")][:_MOST]


def heads(peek: Peek) -> list[str]:
    """How the plain file, or each file of conversations, begins."""
    return [peek.text(name) for name in files(peek.members)] if peek.members else [peek.text()]


def conversations(
    export: Export, sureness: Callable[[str], int], *, members: Sequence[str] | None = None
) -> Iterator[tuple[str, dict[str, Any] | Problem]]:
    """Each conversation of an export and where it stands. One of several files that can't be read is a Problem.

    `sureness` tells from a file's beginning whether its conversations are of this app; `members` are the files to read
    where they have names of their own.
    """
    members = files(export.members) if members is None else members
    if not members:
        yield from _conversations(export, None)
    for member in members:
        try:
            head = decode_head(export.head(member))
            if sureness(head):
                yield from _conversations(export, member)
            elif _NAME.fullmatch(PurePosixPath(member).name) and len(head.split()) > 2:  # more than []
                yield member, Problem(member, "its conversations are of another app, or damaged")
        except UnreadableFile as error:
            if len(members) == 1:
                raise
            yield member, Problem(member, str(error))


def _conversations(export: Export, member: str | None) -> Iterator[tuple[str, dict[str, Any] | Problem]]:
    """The file is a list, an object with a list, one conversation alone or one a line."""
    label = member or export.name
    with export.json(member) as raw:
        stream = JsonStream(raw)
        try:
            for number, one in enumerate(_values(stream)):
                where = f"{label}: conversation {number + 1}"
                if isinstance(one, dict):
                    yield where, one
                else:
                    why = one.why if isinstance(one, Flaw) else "it is no conversation but something else"
                    yield where, Problem(where, why)
        except JsonError as error:
            path = export.path / member if member else export.path
            raise UnreadableFile(path, f"{error}; download the export again.") from None


def _values(stream: JsonStream) -> Iterator[Json | Flaw]:
    while first := stream.next():
        if first == "[":
            yield from stream.items()
        else:
            yield from _within(stream)


def _within(stream: JsonStream) -> Iterator[Json | Flaw]:
    alone: dict[str, Any] = {}
    listed = False
    for key in stream.fields():
        if key == "conversations" and stream.next() == "[":
            listed = True
            yield from stream.items()
        else:
            alone[key] = stream.value()
    if not listed:
        yield alone


class Roles:
    """The accounts of one assistant's export: its owner, the assistant, its tools."""

    def __init__(self, source: str, *, owner: str, names: Mapping[str, str]) -> None:
        self._source = source
        self._owner = owner
        self._names = names
        self._known: dict[str, Account] = {}

    def get(self, role: str) -> Account:
        """The account of a role, with the name the app shows for it."""
        known = self._known.get(role)
        if known is None:
            known = self._known[role] = Account(
                name=self._names.get(role, role.removeprefix("tool:")),
                native=role,
                source=self._source,
                owner=role == self._owner,
            )
        return known


def instant(value: object) -> tuple[datetime, int] | None:
    """A time and its precision from seconds, milliseconds or ISO 8601; None if it is no time."""
    try:
        if isinstance(value, str):
            return _exact(datetime.fromisoformat(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            seconds = value / 1000 if abs(value) > _LAST_SECOND else value
            return _exact(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        pass
    return None


def _exact(when: datetime) -> tuple[datetime, int]:
    return when, Precision.EXACT if when.microsecond else Precision.SECOND


def string(value: object) -> str:
    """The value if it is a string, else ""."""
    return value if isinstance(value, str) else ""


def objects(value: object) -> list[dict[str, Any]]:
    """The objects in a list; [] for anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def told(record: Mapping[str, Any], *carried: str) -> dict[str, Json]:
    """What a record holds besides the fields that are carried elsewhere, without what is empty."""
    return {
        key: value
        for key, value in record.items()
        if key not in carried and value is not None and value != "" and value != [] and value != {}
    }
