"""`result.json` of WhatsApp-Chat-Exporter, or one JSON file for each chat, as the tool makes of the app's databases.

{jid: {name, type, ..., messages: {row number: {from_me, timestamp, data, key_id, meta, media, ...}}}}. `data` is HTML
where lines break, a file's path where there is a file, and a sentence of the tool's own where something is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.whatsapp import jids
from zhiji.sources.whatsapp.exporter_messages import ChatRecords, contact
from zhiji.sources.whatsapp.jids import Book
from zhiji.sources.whatsapp.tables import located

_MOST = 24  # JSON files of a zip or folder that are looked at
_LIMIT = 64 << 20  # characters of one message; a sticker that was taken for text is long
_JID = r"(?:[\w.:-]{1,64}@[\w.]{2,20}|0{14}[01]|ExportedChat)"
_START = re.compile(rf'\s*\{{\s*"{_JID}"\s*:\s*\{{\s*"(?:name|type|messages|_?messages|my_avatar)"\s*:')
_CHAT = re.compile(r'"their_avatar(?:_thumb)?"\s*:|"type"\s*:\s*"(?:ios|android|exported)"')
_MESSAGE = re.compile(r'"from_me"\s*:\s*(?:true|false|[01])[\s\S]{0,400}?"key_id"\s*:')
_ABOUT = frozenset({"name", "type", "status", "aliases"})


class Exporter:
    """The JSON of WhatsApp-Chat-Exporter."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The JSON files of a zip or folder."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by jids as keys and the tool's own names of fields."""
        if not peek.members:
            return _sureness(peek.text())
        return max((_sureness(peek.text(member)) for member in _members(peek.members)[:_MOST]), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Each chat's messages, in the file's order."""
        if not export.members:
            yield from _File(export, None).read()
            return
        for member in _members(export.members):
            try:
                if _sureness(decode_head(export.head(member))):
                    yield from _File(export, member).read()
            except UnreadableFile as error:
                yield Problem(member, " ".join(str(error).split()))


def _members(names: tuple[str, ...]) -> list[str]:
    found = (name for name in names if name.lower().endswith(".json"))
    return sorted(found, key=lambda name: (PurePosixPath(name).name != "result.json", name.count("/"), name))


def _sureness(head: str) -> int:
    plain = head.lstrip("\ufeff")
    if not _START.match(plain):
        return 0
    return 3 if _MESSAGE.search(plain) or _CHAT.search(plain) else 0


class _File:
    """One JSON file, read twice: names of senders may stand after what they sent."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export, self._member = export, member
        self._label = member or export.name
        self._folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        self._book = Book()
        self._about: dict[str, dict[str, Any]] = {}
        self._named: dict[str, str] = {}  # name -> jid, of people who alone bear it

    def read(self) -> Iterator[Entry]:
        try:
            self._survey()
            yield from self._contacts()
            yield from self._chats()
        except JsonError as error:
            path = self._export.path / self._member if self._member else self._export.path
            raise UnreadableFile(path, f"{error}; export it again with the tool that made it.") from None

    def _survey(self) -> None:
        """Who the chats are with."""
        try:
            for jid, stream in self._stops():
                about = self._about.setdefault(jid, {})
                for key in stream.fields():
                    if key in _ABOUT:
                        about[key] = stream.value()
                    elif key == "messages" and stream.next() == "{":
                        for _ in stream.fields():
                            stream.value()
        except JsonError:  # is told when the messages are read, those before it being kept
            pass
        shared: set[str] = set()
        for raw, about in self._about.items():
            jid, name = jids.tidy(raw) if "@" in raw else "", about.get("name")
            if isinstance(name, str) and jid:
                self._book.learn(jid, name)
                if jids.is_person(jid):
                    shared |= {name} if self._named.setdefault(name, jid) != jid else set()
        for name in shared:
            del self._named[name]

    def _contacts(self) -> Iterator[Entry]:
        for raw, about in self._about.items():
            if found := contact(self._book, jids.tidy(raw) if "@" in raw else "", about):
                yield found

    def _located(self, path: str) -> str:
        """Where a file lies: beside the JSON, or where the tool moved it to."""
        return located(self._export, self._folder + path, f"{self._folder}result/{path}")

    def _stops(self) -> Iterator[tuple[str, JsonStream]]:
        """Stops at each chat."""
        with self._export.json(self._member) as raw:
            stream = JsonStream(raw, limit=_LIMIT)
            for key in stream.fields():
                if stream.next() == "{":
                    yield key, stream

    def _chats(self) -> Iterator[Entry]:
        for raw, stream in self._stops():
            records = ChatRecords(self._book, raw, self._about.get(raw, {}), self._named, self._located)
            for key in stream.fields():
                if key != "messages":
                    continue
                if stream.next() != "{":
                    yield Problem(f"{self._label}: {raw[:80]}", "its messages are something else")
                    continue
                for number in stream.fields():
                    record = stream.value()
                    where = f"{self._label}: {raw[:80]}, message {number[:40]}"
                    if isinstance(record, dict):
                        made = records.message(record)
                        yield Problem(_line(where), made) if isinstance(made, str) else made
                    else:
                        why = (
                            record.why if isinstance(record, Flaw) else "it is no message but something else"
                        )
                        yield Problem(_line(where), why)


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
