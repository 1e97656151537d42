"""WhatsApp-Chat-Exporter's `--telegram`: chats of WhatsApp in the shape of Telegram's export, one file each.

The tool calls the owner user00000, writes times as numbers where Telegram writes them as text, and has the rows'
numbers for ids, which mean nothing elsewhere.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from zhiji.chat import Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.json_stream import JsonError, JsonStream
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.whatsapp.exporter_messages import ChatRecords
from zhiji.sources.whatsapp.jids import Book
from zhiji.sources.whatsapp.tables import string

_MOST = 24
_LIMIT = 16 << 20
_OWNER = "user00000"
_START = re.compile(
    r'[\s\ufeff]*\{\s*"name"\s*:\s*"(?:[^"\\]|\\.)*"\s*,\s*"type"\s*:\s*"(?P<type>personal_chat|private_group|calls|'
    r'status_broadcast|broadcast_channel)"\s*,'
    r'\s*"id"\s*:\s*(?P<id>\d+)\s*,\s*"messages"\s*:\s*\['
)
_STAMP = re.compile(r'"date_unixtime"\s*:\s*\d')
_FILE = re.compile(r"[^\n]{0,400}/Media/[^\n]{0,400}\.\w{1,5}")
_SAYINGS = (
    "Message deleted",
    "The media is missing",
    "Location shared: (",
    "This media include the following vCard",
)
_NEW_GROUP = "120363"
_OTHERS = {"calls": "000000000000000", "status_broadcast": "status@broadcast"}


class LikeTelegram:
    """Chats of WhatsApp that look like Telegram's."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The JSON files of a zip or folder."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by what Telegram never writes: times as numbers, and an owner or a partner without a name."""
        if not peek.members:
            return _sureness(peek.text())
        return max((_sureness(peek.text(member)) for member in _members(peek.members)[:_MOST]), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Each chat's messages, in the file's order."""
        if not export.members:
            yield from _read(export, None)
            return
        for member in _members(export.members):
            try:
                if _sureness(decode_head(export.head(member))):
                    yield from _read(export, member)
            except UnreadableFile as error:
                yield Problem(member, " ".join(str(error).split()))


def _members(names: tuple[str, ...]) -> list[str]:
    return sorted(
        (name for name in names if name.lower().endswith(".json")), key=lambda name: (name.count("/"), name)
    )


def _sureness(head: str) -> int:
    start = _START.match(head)
    if start is None or not _STAMP.search(head, start.end()):
        return 0
    if not start["type"].startswith("p"):  # Telegram has no such types
        return 3
    partner = f'"from_id": "user{start["id"]}"'
    return 3 if f'"from_id": "{_OWNER}"' in head or partner in head else 0


def _read(export: Export, member: str | None) -> Iterator[Entry]:
    label = member or export.name
    folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
    located = partial(operator.add, folder)
    header: dict[str, Any] = {}
    book = Book()
    try:
        with export.json(member) as raw:
            stream = JsonStream(raw, limit=_LIMIT)
            for key in stream.fields():
                if key != "messages" or stream.next() != "[":
                    header[key] = stream.value()
                    continue
                jid = _jid(header)
                book.learn(jid, header.get("name"))
                records = ChatRecords(book, jid, {"name": header.get("name")}, {}, located)
                for number, record in enumerate(stream.items()):
                    made = _message(record, records, jid) if isinstance(record, dict) else "it is no message"
                    yield Problem(f"{label}: messages[{number}]", made) if isinstance(made, str) else made
    except JsonError as error:
        path = export.path / member if member else export.path
        raise UnreadableFile(path, f"{error}; export it again with the tool that made it.") from None


def _jid(header: dict[str, Any]) -> str:
    """The chat's jid out of its digits; those of an old group are two numbers, the second one a time."""
    digits, type_ = str(header.get("id")), header.get("type")
    if type_ in _OTHERS:
        return _OTHERS[type_]
    if type_ != "private_group":
        return f"{digits}@{'s.whatsapp.net' if type_ == 'personal_chat' else 'broadcast'}"
    if len(digits) > 16 and not digits.startswith(_NEW_GROUP):
        return f"{digits[:-10]}-{digits[-10:]}@g.us"
    return f"{digits}@g.us"


def _message(record: dict[str, Any], records: ChatRecords, jid: str) -> Message | str:
    data = string(record.get("text"))
    own = record.get("from_id") == _OWNER
    is_file = bool(_FILE.fullmatch(data))
    made = records.message(
        {
            "timestamp": record.get("date_unixtime"),
            "from_me": own,
            "data": data,
            "media": is_file,
            "meta": data.startswith(_SAYINGS),
            "message_type": 0 if not is_file else None,
            "sender": "" if own else _partner(record, jid),
        }
    )
    return made if isinstance(made, str) else replace(made, precision=Precision.SECOND)


def _partner(record: dict[str, Any], jid: str) -> str:
    """Who wrote it, in a group; the tool names the chat instead in a direct one."""
    name = string(record.get("from"))
    return "" if name == "".join(filter(str.isdigit, jid)) else name
