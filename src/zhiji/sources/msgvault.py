"""What `msgvault export-messages` writes: JSON lines of schema `msgvault-message-export/1`, of any app it keeps.

    {"record_type": "manifest", "schema": ...}  source*  conversation*  message*  {"record_type": "complete", "counts": {...}}

A stream that breaks off lacks its last line; what came is kept, and the missing end is told. From msgvault's own
description of the format, 2026-08-30.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhiji.chat import Account, Chat, ChatKind, Json, Message, Problem
from zhiji.sources.assistants import instant, string
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Guide, Peek
from zhiji.sources.rows import BadRow, parse_row

NAME = "msgvault"
_SCHEMA = re.compile(r'"schema"\s*:\s*"msgvault-message-export/')
_ROW = re.compile(r'"record_type"\s*:\s*"(?:manifest|source|conversation|message)"')
_APPS = {
    "facebook": "messenger",
    "fbmessenger": "messenger",
    "google_voice": "googlevoice",
    "gvoice": "googlevoice",
}
_MAIL = {"gmail": "email", "imap": "email", "mbox": "email", "pst": "email", "outlook": "email"}
_KINDS: Mapping[str, ChatKind] = {
    "direct_chat": "direct",
    "group_chat": "group",
    "channel": "group",
    "thread": "group",
    "email_thread": "group",
}
_WRONG = "it is no record of a message export"


class Msgvault:
    """Reads msgvault's message exports."""

    name = NAME
    guide = Guide(
        title="msgvault",
        checked="2026-08-30",
        how_en="Run `msgvault export-messages --start 2000-01-01T00:00:00Z --end 2100-01-01T00:00:00Z > messages.jsonl` and add the file.",
        how_zh="运行 `msgvault export-messages --start 2000-01-01T00:00:00Z --end 2100-01-01T00:00:00Z > messages.jsonl`，然后添加该文件。",
        reads_en="Messages of all apps that msgvault keeps, with their ids, people and conversations. The format has no attachments, reactions "
        "and replies.",
        reads_zh="读取 msgvault 保存的各个应用的消息及其编号、发送者和会话。该格式不含附件、回应和回复关系。",
        files=("*msgvault*.jsonl",),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Files of JSON lines."""
        return tuple(member for member in peek.members if member.lower().endswith((".jsonl", ".ndjson")))

    def recognises(self, peek: Peek) -> int:
        """3 by the schema in the first line."""
        heads = (
            [peek.text(one) for one in self.wants(peek) if one in peek.first]
            if peek.members
            else [peek.text()]
        )
        return max((3 if _SCHEMA.search(head) and _ROW.search(head) else 0 for head in heads), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message, in the file's order."""
        if not export.members:
            yield from _File(export, None).read()
            return
        for member in (one for one in export.members if one.lower().endswith((".jsonl", ".ndjson"))):
            if _SCHEMA.search(export.head(member).decode(errors="replace")):
                yield from _File(export, member).read()


class _File:
    """One export."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export, self._member = export, member
        self._place = f"{member}, " if member else ""
        self._chats: dict[tuple[str, str, str], Chat] = {}
        self._accounts: dict[tuple[str, str, str, str], Account] = {}
        self._whole = False

    def read(self) -> Iterator[Entry]:
        for number, line in self._export.lines(self._member):
            if not line.strip():
                continue
            try:
                found = self._record(parse_row(line))
            except BadRow as error:
                found = Problem(f"{self._place}line {number}", str(error))
            if isinstance(found, str):
                found = Problem(f"{self._place}line {number}", found)
            if found is not None:
                yield found
        if not self._whole:
            yield Problem(
                f"{self._place}end", "its last line is missing: the export broke off. Export it again."
            )

    def _record(self, row: object) -> Entry | str | None:
        """A message, what is wrong with the record, or nothing."""
        if not isinstance(row, dict):
            return _WRONG
        kind = row.get("record_type")
        if kind == "conversation":
            self._chat(row, string(row.get("id")), row)
        elif kind == "message":
            return self._message(row)
        elif kind == "complete":
            self._whole = True
        elif kind not in ("manifest", "source"):
            return _WRONG
        return None

    def _message(self, row: Mapping[str, Any]) -> Message | str:
        time = instant(row.get("occurred_at"))
        if time is None:
            return "it has no time"
        given = row.get("author")
        author: Mapping[str, Any] = given if isinstance(given, dict) else {}
        subject = string(row.get("subject"))
        extra: dict[str, Json] = {"subject": subject} if subject else {}
        if row.get("deleted_from_source") is True:
            extra["deleted"] = True
        chat = self._chat(row, string(row.get("conversation_id")), {})
        return Message(
            chat=chat,
            sender=self._account(chat, string(author.get("address")), string(author.get("display_name"))),
            when=time[0],
            precision=time[1],
            zone="known" if time[0].tzinfo else "assumed",
            text=string(row.get("text")),
            source_id=string(row.get("id")) or None,
            extra=extra,
        )

    def _chat(self, row: Mapping[str, Any], native: str, about: Mapping[str, Any]) -> Chat:
        """The conversation; ids of chat apps are good everywhere, those of mailboxes only in theirs."""
        written, identifier = string(row.get("source_type")).lower(), string(row.get("source_identifier"))
        source = _APPS.get(written) or _MAIL.get(written) or written or NAME
        key = (source, identifier, native)
        if key not in self._chats or about:
            self._chats[key] = Chat(
                name=string(about.get("title")) or native,
                native=native or None,
                source=source,
                scope=identifier if source == "email" else "",
                kind=_KINDS.get(string(about.get("conversation_type"))),
            )
        return self._chats[key]

    def _account(self, chat: Chat, address: str, name: str) -> Account:
        key = (chat.source, chat.scope, address, name)
        if key not in self._accounts:
            self._accounts[key] = Account(
                name=name or address, native=address or None, source=chat.source, scope=chat.scope
            )
        return self._accounts[key]


SOURCE = Msgvault()
