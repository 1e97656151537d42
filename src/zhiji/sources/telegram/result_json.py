"""Telegram Desktop's `result.json`: one chat, or everything ("Export Telegram data").

Reading a file is here, a message's record becomes a Message in `records.py`, service lines get their words in
`actions.py`, the address book's entries become Contacts in `people.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Contact, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.telegram import people
from zhiji.sources.telegram.records import CHAT_TYPES, Accounts, Records

_MESSAGE_LIMIT = 16 << 20  # characters; Telegram allows 4,096 of text
_HEADER = frozenset({"name", "type", "id"})
_LISTS = ("chats", "left_chats")
_START = re.compile(r"[\s\ufeff]*\{")
_TYPE = re.compile(rf'"type"\s*:\s*"(?:{"|".join(CHAT_TYPES)})"')
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_STAMPED = re.compile(r'"(?:date_unixtime|text_entities)"\s*:')
_DATED = re.compile(r'"type"\s*:\s*"(?:message|service)"[^{}]*"date"\s*:\s*"\d{4}-\d\d-\d\dT')
_FULL = re.compile(
    r'\s*\{\s*"about"\s*:\s*"(?:[^"\\]|\\.)*"\s*,\s*"(?:personal_information|profile_pictures|stories|contacts'
    r'|frequent_contacts|sessions|web_sessions|other_data|chats|left_chats)"\s*:\s*[{\[]'
)
_CHATS = re.compile(r'"(?:left_)?chats"\s*:\s*\{\s*(?:"about"\s*:\s*"[^"]*"\s*,\s*)?"list"\s*:\s*\[')


class ResultJson:
    """Telegram Desktop's JSON export."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Every result.json; other JSON files only where there is none."""
        return tuple(_members(peek.members))

    def recognises(self, peek: Peek) -> int:
        """3 by the names only Telegram has, 2 by messages of its shape."""
        if not peek.members:
            return sureness(peek.text())
        return max((sureness(peek.text(member)) for member in _members(peek.members)), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every chat, in the file's order."""
        if not export.members:
            yield from _File(export, None).read()
        members = _members(export.members)
        for member in members:
            try:
                if sureness(decode_head(export.head(member))):
                    yield from _File(export, member).read()
            except UnreadableFile as error:
                if len(members) == 1:
                    raise
                yield Problem(member, str(error))


def _members(names: tuple[str, ...]) -> list[str]:
    results = [name for name in names if PurePosixPath(name).name == "result.json"]
    return results or [name for name in names if name.lower().endswith(".json")]


def sureness(head: str) -> int:
    """How sure it is that a file that begins so is one."""
    if not _START.match(head):
        return 0
    messages = _MESSAGES.search(head)
    if messages and _TYPE.search(head):
        return 3
    if _FULL.match(head) or _CHATS.search(head):
        return 2
    return 2 if messages and (_STAMPED.search(head) or _DATED.search(head)) else 0


class _File:
    """One result.json."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export = export
        self._member = member
        self._label = member or export.name
        self._folder = "" if member is None else member.rpartition("/")[0]
        self._accounts = Accounts()
        self._ahead: dict[str, dict[str, Any]] | None = None

    def read(self) -> Iterator[Entry]:
        try:
            yield from self._read()
        except JsonError as error:
            path = self._export.path / self._member if self._member else self._export.path
            raise UnreadableFile(path, f"{error}; export it again from Telegram Desktop.") from None

    def _read(self) -> Iterator[Entry]:
        header: dict[str, Any] = {}
        here = ""
        for place, key, stream in self._stops():
            if place != here:
                here, header = place, {}
            if key == "messages" and stream.next() == "[":
                yield from self._messages(stream, place, self._whole(header, place))
            elif key in _HEADER:
                header[key] = stream.value()
            elif key == "personal_information" and not place:
                personal = stream.value()
                self._accounts.own(personal)
                yield from people.owner(personal, self._accounts)
            elif key in people.LISTS and not place and stream.next() == "{":
                yield from self._people(stream, people.LISTS[key])

    def _people(self, stream: JsonStream, contact: people.Reader) -> Iterator[Contact]:
        """The entries of the address book."""
        for key in stream.fields():
            if key == "list" and stream.next() == "[":
                for record in stream.items():
                    if isinstance(record, dict) and (found := contact(record, self._accounts)):
                        yield found

    def _stops(self) -> Iterator[tuple[str, str, JsonStream]]:
        """Stops at each value of the document and of each chat in it, with the chat's place ("" for the document)."""
        with self._export.json(self._member) as raw:
            stream = JsonStream(raw, limit=_MESSAGE_LIMIT)
            for key in stream.fields():
                if key in _LISTS and stream.next() == "{":
                    yield from _chats(stream, key)
                elif key in _LISTS and stream.next() == "[":
                    yield from _listed(stream, key)
                else:
                    yield "", key, stream

    def _whole(self, header: dict[str, Any], place: str) -> dict[str, Any]:
        """The chat's header, looked up further on in the file if it doesn't come before the messages."""
        if "id" in header and "type" in header:
            return header
        if self._ahead is None:
            self._ahead = {}
            for at, key, stream in self._stops():
                if key in _HEADER:
                    self._ahead.setdefault(at, {})[key] = stream.value()
        return self._ahead.get(place, {})

    def _messages(self, stream: JsonStream, place: str, header: dict[str, Any]) -> Iterator[Entry]:
        records = Records(
            header, self._accounts, folder=self._folder, otherwise=self._label.rpartition(".")[0]
        )
        for number, record in enumerate(stream.items()):
            found = records.message(record) if isinstance(record, dict) else _no_message(record)
            if isinstance(found, str):
                where = f"{self._label}: {place}{'.' if place else ''}messages[{number}]"
                yield Problem(where, found)
            else:
                yield found


def _chats(stream: JsonStream, section: str) -> Iterator[tuple[str, str, JsonStream]]:
    for inner in stream.fields():
        if inner != "list" or stream.next() != "[":
            continue
        yield from _listed(stream, f"{section}.list")


def _listed(stream: JsonStream, section: str) -> Iterator[tuple[str, str, JsonStream]]:
    for number, _ in enumerate(stream.entries()):
        if stream.next() == "{":
            for key in stream.fields():
                yield f"{section}[{number}]", key, stream


def _no_message(record: object) -> str:
    return record.why if isinstance(record, Flaw) else "it is no message but something else"
