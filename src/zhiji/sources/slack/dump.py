"""One conversation as slackdump dumps it: an object with its messages, threads within their first message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from zhiji.chat import Chat, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import documents
from zhiji.sources.assistants import objects, string
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.slack.directory import Directory
from zhiji.sources.slack.files import Files
from zhiji.sources.slack.records import Records
from zhiji.sources.slack.workspace import TS

_ADVICE = "dump it again"
_MOST = 32
_REPLIES = "slackdump_thread_replies"
_OBJECT = re.compile(r"[\s\ufeff]*\{")
_MESSAGES = re.compile(r'"messages"\s*:\s*\[\s*\{')
_OURS = re.compile(rf'"channel_id"\s*:\s*"[A-Z]|"{_REPLIES}"\s*:')


class Dump:
    """`C….json`, or a zip or folder of such files."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """JSON files of the outermost folder that has some: below it are the files that people sent."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by a channel's id or by threads beside timestamps of Slack's form, 2 by the latter."""
        if not peek.members:
            return _sureness(peek.text())
        return max((_sureness(peek.text(member)) for member in self.wants(peek)), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every conversation; replies come after the message that began their thread."""
        directory = Directory()
        records = Records(directory, Files(export))
        if not export.members:
            yield from _conversation(export, None, directory, records)
        for member in _members(export.members):
            try:
                if _sureness(decode_head(export.head(member))):
                    yield from _conversation(export, member, directory, records)
            except UnreadableFile as error:
                yield Problem(member, str(error))


def _members(names: tuple[str, ...]) -> list[str]:
    found = [name for name in names if name.lower().endswith(".json")]
    outermost = min((name.count("/") for name in found), default=0)
    return [name for name in found if name.count("/") == outermost]


def _sureness(head: str) -> int:
    if not _OBJECT.match(head) or not _MESSAGES.search(head) or not TS.search(head):
        return 0
    return 3 if _OURS.search(head) else 2


def _conversation(
    export: Export, member: str | None, directory: Directory, records: Records
) -> Iterator[Entry]:
    label = member or export.name
    with documents.told(export, member, _ADVICE):
        header = documents.header(export, member, but="messages", wanted=frozenset({"channel_id", "name"}))
        native = string(header.get("channel_id"))
        chat = directory.chat(
            native or label.rpartition("/")[2].rpartition(".")[0], string(header.get("name"))
        )
        twice: set[str] = set()  # replies that were sent to the channel too
        for number, one in enumerate(documents.listed(export, member, "messages")):
            where = f"{label}: messages[{number}]"
            if not isinstance(one, dict):
                yield Problem(where, documents.flaw(one))
                continue
            yield from _one(one, where, chat, records, twice)
            for place, reply in enumerate(objects(one.get(_REPLIES))):
                if reply.get("ts") != one.get("ts"):
                    yield from _one(reply, f"{where}.{_REPLIES}[{place}]", chat, records, twice)


def _one(
    record: dict[str, Any], where: str, chat: Chat, records: Records, twice: set[str]
) -> Iterator[Entry]:
    ts = record.get("ts")
    if record.get("subtype") == "thread_broadcast" and isinstance(ts, str):
        if ts in twice:
            return
        twice.add(ts)
    found = records.message(record, chat)
    yield Problem(where, found) if isinstance(found, str) else found
