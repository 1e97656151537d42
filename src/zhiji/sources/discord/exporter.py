"""DiscordChatExporter's JSON: one channel in a file, or a part of one, whose header every part repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhiji.chat import Chat, Problem
from zhiji.chat.records import ChatKind
from zhiji.sources import documents
from zhiji.sources.assistants import string
from zhiji.sources.discord import chats
from zhiji.sources.discord.records import Records
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.protocol import Entry, Peek

_ADVICE = "export it again with DiscordChatExporter"
_MOST = 16
_HEADER = re.compile(r'[\s\ufeff]*\{\s*"guild"\s*:\s*\{\s*"id"\s*:\s*(?:"\d*"|\d+)')
_CHANNEL = re.compile(r'"channel"\s*:\s*\{\s*"id"\s*:\s*(?:"\d*"|\d+)')
_KINDS: dict[str, ChatKind] = {
    "DirectTextChat": "direct",
    "DirectGroupTextChat": "group",
    "1": "direct",
    "3": "group",
}


class Exporter:
    """A channel's JSON file, or a zip or folder of such files."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Some JSON files."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by the header that no other tool writes."""
        if not peek.members:
            return _sureness(peek.text())
        return max((_sureness(peek.text(member)) for member in self.wants(peek)), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every channel, in the file's order."""
        accounts = chats.Accounts()
        yield from each_file(
            export, _members(export.members), _sureness, lambda member: _channel(export, member, accounts)
        )


def _members(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.lower().endswith(".json")]


def _sureness(head: str) -> int:
    return 3 if _HEADER.match(head) and _CHANNEL.search(head) else 0


def _channel(export: Export, member: str | None, accounts: chats.Accounts) -> Iterator[Entry]:
    label = member or export.name
    folder, slash, name = label.rpartition("/")
    with documents.told(export, member, _ADVICE):
        header = documents.header(export, member, but="messages", wanted=frozenset({"guild", "channel"}))
        records = Records(_chat(header, name), accounts, folder + slash)
        for number, one in enumerate(documents.listed(export, member, "messages")):
            found = records.message(one) if isinstance(one, dict) else documents.flaw(one)
            yield Problem(f"{label}: messages[{number}]", found) if isinstance(found, str) else found


def _chat(header: Mapping[str, Any], file: str) -> Chat:
    guild, channel = header.get("guild"), header.get("channel")
    guild = string(guild.get("name")) if isinstance(guild, Mapping) else ""
    channel = channel if isinstance(channel, Mapping) else {}
    native, name = chats.native_id(channel.get("id")), string(channel.get("name"))
    if native is None:
        return chats.chat_of_file(file.rpartition(".")[0], channel=name, guild=guild)
    return chats.chat(native, name, guild, _KINDS.get(str(channel.get("type"))))
