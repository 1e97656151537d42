"""ChatLab's exchange format 0.0.1 and 0.0.2, as JSON or JSON lines: one chat of another app in a file.

The source of a message is the app that the file names (`meta.platform`), so that a later export of that app meets it.
A private chat has no id of its own and takes the other person's, where the file tells who that is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from zhiji.chat import Account, Attachment, BadRecord, Chat, ChatKind, Message, Part, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import LINE_CAP, Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import Guide, Peek

NAME = "chatlab"
_KINDS = {
    0: "text",
    1: "image",
    2: "voice",
    3: "video",
    4: "file",
    5: "sticker",
    7: "link",
    8: "location",
    20: "red_packet",
    21: "transfer",
    22: "poke",
    23: "call",
    24: "share",
    25: "text",  # a reply
    26: "forward",
    27: "contact",
    80: "system",
    81: "system",  # a recall
    99: "other",
}
_RECALL = 81
_LOSSY = {25}  # types that the kind doesn't tell from another
_MEDIA = {"image", "voice", "video", "file", "sticker"}
_CHAT_KINDS: dict[object, ChatKind] = {"group": "group", "private": "direct"}
_ALIASES = {"weixin": "wechat", "unknown": NAME, "mixed": NAME, "other": NAME, "": NAME}
_NO_IDS = {"whatsapp", "line", "kakaotalk", "messenger", "instagram"}  # their exports show names; ChatLab takes those as ids
_FIELDS = {"_type", "platformMessageId", "replyToMessageId", "sender", "accountName", "timestamp", "type", "content"}
_MILLISECONDS = 10**11  # seconds this large are in the year 5138
_LATEST = 32_503_680_000  # the year 3000
_DEEPEST = 50
_JSON = re.compile(r"[\s\ufeff]*\{")
_HEADER = re.compile(r'"chatlab"\s*:\s*\{[^{}]*"version"\s*:')
_META = re.compile(r'[\s\ufeff]*\{\s*"meta"\s*:\s*\{[^{}]*"platform"\s*:')
_ROW = re.compile(r'\{\s*"_type"\s*:\s*"(?:member|message)"[^{}]*"(?:platformId|sender)"\s*:')
_NAMED = re.compile(r"\[[^\[\]:：]{1,12}[:：]\s*([^\[\]/\\]+\.\w{2,5})\]")  # [Image: lake.jpg]
_PATH = re.compile(r"(?!\w+:)[^\s\[\]<>]+\.\w{2,5}")
_FILES = (".json", ".jsonl", ".ndjson")


class ChatLab:
    """A chat that ChatLab, or a tool that writes its format, exported."""

    name = NAME
    guide = Guide(
        title="ChatLab",
        checked="2026-01-10",
        how_en="Export a chat in ChatLab's format (.json or .jsonl) from ChatLab or a tool that writes it, and add the file.",
        how_zh="从 ChatLab 或支持该格式的工具导出聊天（.json 或 .jsonl），然后添加该文件。",
        reads_en="Messages of all types, replies, forwarded bundles and who you are. Avatars, roles and aliases are not kept.",
        reads_zh="读取各类消息、回复、合并转发和你是谁。不保留头像、群角色和别名。",
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The heads of JSON files."""
        return _members(peek.members)

    def recognises(self, peek: Peek) -> int:
        """3 by ChatLab's header, 2 by rows of its shape."""
        if not peek.members:
            return _sureness(peek.text())
        return max((_sureness(peek.text(member)) for member in self.wants(peek)), default=0)

    def read(self, export: Export) -> Iterator[Message | Problem]:
        """Every message, in the file's order."""
        if export.is_file:
            yield from _read(export, None)
            return
        for member in _members(export.members):
            try:
                if _sureness(decode_head(export.head(member))):
                    yield from _read(export, member)
            except UnreadableFile as error:  # the other files are read all the same
                yield Problem(member, str(error))


SOURCE = ChatLab()


def _members(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name.lower().endswith(_FILES))


def _sureness(head: str) -> int:
    text = "\n".join(line for line in head.split("\n") if not line.startswith("#"))
    if not _JSON.match(text):
        return 0
    if _HEADER.search(text):
        return 3
    return 2 if _META.match(text) or _ROW.match(text.lstrip("\ufeff \t\r\n")) else 0


@dataclass(slots=True)
class _Header:
    """What the file says of the chat and of who is in it."""

    meta: Mapping[str, Any] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)  # names by id
    accounts: dict[tuple[str | None, str], Account] = field(default_factory=dict)
    made: Chat | None = None

    @property
    def source(self) -> str:
        platform = str(self.meta.get("platform") or "").strip().lower()
        return _ALIASES.get(platform, platform)

    @property
    def owner(self) -> str | None:
        return _id(self.meta.get("ownerId"))

    @property
    def peer_unknown(self) -> bool:
        return self.meta.get("type") == "private" and self.owner is not None and not self.members

    def chat(self) -> Chat:
        """The chat, made when the first message comes: members may be named after the header."""
        if self.made is None:
            kind = _CHAT_KINDS.get(self.meta.get("type"))
            native = _id(self.meta.get("groupId")) or (self._peer() if kind == "direct" else None)
            name = str(self.meta.get("name") or (native and self.members.get(native)) or "")
            self.made = Chat(name=name, native=native, source=self.source, kind=kind)
        return self.made

    def _peer(self) -> str | None:
        others = [one for one in self.members if one != self.owner]
        named = [one for one in others if self.members[one] == self.meta.get("name")]
        if self.owner is None or len(others) > 1:
            others = named
        peer = others[0] if len(others) == 1 else self.owner if self.members and not others else None
        return None if peer is None or self._is_name(peer, self.members.get(peer, "")) else peer

    def add_member(self, record: object) -> None:
        if isinstance(record, Mapping) and (native := _id(record.get("platformId"))):
            self.members[native] = str(record.get("accountName") or record.get("groupNickname") or "")

    def account(self, record: Mapping[str, Any]) -> Account:
        native = _id(record.get("sender"))
        name = record.get("accountName") or self.members.get(native or "") or record.get("groupNickname") or ""
        key = (native, str(name))
        if key not in self.accounts:
            self.accounts[key] = Account(
                name=key[1],
                native=None if self._is_name(native, key[1]) else native,
                source=self.source,
                owner=native is not None and native == self.owner,
            )
        return self.accounts[key]

    def _is_name(self, native: str | None, name: str) -> bool:
        return native == name and self.source in _NO_IDS


def _read(export: Export, member: str | None) -> Iterator[Message | Problem]:
    place = f"{member}, " if member else ""
    header = _Header()
    try:
        rows = _line_rows if _is_lines(decode_head(export.head(member))) else _document_rows
        for where, kind, row in rows(export, member):
            if kind == "header" and isinstance(row, Mapping):
                header = _merged(header, row)
                header.members.update(_sender_ahead(export, member, header, rows))
            elif kind == "member":
                header.add_member(row)
            else:
                yield from _message_or_problem(row, header, f"{place}{where}")
    except JsonError as error:
        raise UnreadableFile(export.label(member), f"{error}; export it again.") from None


def _merged(header: _Header, row: Mapping[str, Any]) -> _Header:
    """The header with what the row says; a file may hold one chat after the other."""
    meta = row.get("meta")
    if not isinstance(meta, Mapping):
        return header
    return _Header(meta=meta, members={} if header.meta else header.members)


def _is_lines(head: str) -> bool:
    first = next((line for line in head.lstrip("\ufeff").split("\n") if line.strip() and not line.startswith("#")), "")
    return '"_type"' in first
