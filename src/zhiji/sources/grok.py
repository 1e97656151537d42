"""Grok's account data: `prod-grok-backend.json`, conversations with the responses of both sides.

    {"conversations": [{"conversation": {"id", "title", "create_time"},
                        "responses": [{"response": {"_id", "sender": "human" | "ASSISTANT", "message", "create_time"}}]}]}

The web page gets one conversation alone, {"conversation", "responses": {"responses": [...]}}, spelt `createTime`; tools save
that. Times are ISO or MongoDB's {"$date": {"$numberLong": "1714550400123"}}; some files lack ids, or the inner "response".
Checked on 2026-11-25.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhiji.chat import Chat, Json, Message, Problem
from zhiji.sources.assistants import Roles, conversations, instant, string, told
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Guide, Peek

NAME = "grok"
_SHAPE = re.compile(r'(?:"conversations"\s*:\s*\[|^[\s\ufeff]*\[?)\s*\{\s*"conversation"\s*:\s*\{')
_SENDER = re.compile(r'"sender"\s*:\s*"(?:human|assistant|grok)"', re.IGNORECASE)
_HUMAN = frozenset({"human", "user"})
_CARRIED = (
    "_id", "id", "responseId", "message", "sender", "create_time", "createTime", "conversation_id", "conversationId",
    "parent_response_id", "parentResponseId",
)  # fmt: skip


class Grok:
    """The data that xAI sends."""

    name = NAME
    guide = Guide(
        title="Grok",
        checked="2026-11-25",
        how_en="grok.com: Settings > Data controls > Export account data (or accounts.x.ai > Data). Add the zip or its prod-grok-backend.json.",
        how_zh="grok.com：设置 > 数据控制 > 导出账户数据（或 accounts.x.ai > Data）。添加 zip 或其中的 prod-grok-backend.json。",
        reads_en="All conversations, what you wrote and the answers. Pictures and files are not in the export's text and are not read.",
        reads_zh="读取全部对话：你写的内容和回答。不读取图片和文件。",
        files=("prod-grok-backend*.json", "*grok*.zip"),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Every JSON file."""
        return tuple(member for member in peek.members if member.lower().endswith(".json"))

    def recognises(self, peek: Peek) -> int:
        """3 for conversations that hold a conversation and responses."""
        if not peek.members:
            return _sureness(peek.text())
        return max((_sureness(peek.text(one)) for one in self.wants(peek) if one in peek.first), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every conversation."""
        roles = Roles(NAME, owner="human", names={"human": "You", "assistant": "Grok"})
        chats: dict[Chat, Chat] = {}
        members = [one for one in export.members if one.lower().endswith(".json")]
        chosen = [one for one in members if _sureness(decode_head(export.head(one)))]
        for where, one in conversations(export, _sureness, members=chosen if export.members else None):
            if isinstance(one, Problem):
                yield one
            else:
                yield from _messages(one, roles, chats, where)


def _sureness(head: str) -> int:
    if not _SHAPE.search(head):
        return 0
    return 3 if _SENDER.search(head) or '"responses"' in head else 2


def _messages(
    record: Mapping[str, Any], roles: Roles, chats: dict[Chat, Chat], where: str
) -> Iterator[Message | Problem]:
    about, listed = record.get("conversation"), record.get("responses")
    if isinstance(listed, dict):  # as the web page gets it
        listed = listed.get("responses")
    if not isinstance(about, dict) or not isinstance(listed, list):
        yield Problem(where, "it has no responses")
        return
    native = _first(about, "id", "_id", "conversationId")
    chat = Chat(name=string(about.get("title")), native=native or None, source=NAME, kind="assistant")
    chat = chats.setdefault(chat, chat)
    began = instant(_time(about.get("create_time", about.get("createTime"))))
    for number, one in enumerate(listed, 1):
        inner = one.get("response", one) if isinstance(one, dict) else None
        if not isinstance(inner, dict):
            yield Problem(f"{where}, response {number}", "it is no response but something else")
            continue
        time = instant(_time(inner.get("create_time", inner.get("createTime")))) or began
        if time is None:
            yield Problem(f"{where}, response {number}", "it has no time, nor has the conversation")
            continue
        sender = string(inner.get("sender")).lower()
        extra: dict[str, Json] = told(inner, *_CARRIED)
        yield Message(
            chat=chat,
            sender=roles.get("human" if sender in _HUMAN else "assistant"),
            when=time[0],
            precision=time[1],
            zone="known" if time[0].tzinfo else "assumed",
            text=string(inner.get("message")),
            source_id=_first(inner, "_id", "id", "responseId") or None,
            reply_to=_first(inner, "parent_response_id", "parentResponseId") or None,
            extra=extra,
        )


def _first(record: Mapping[str, Any], *keys: str) -> str:
    """The first of some fields that is there; the web page spells them otherwise than the download."""
    return next((value for key in keys if (value := string(record.get(key)))), "")


def _time(value: object) -> object:
    """A time as MongoDB writes it, as a number or text."""
    if isinstance(value, dict):
        value = value.get("$date", value)
    if isinstance(value, dict):
        value = value.get("$numberLong")
        return (
            int(value)
            if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16
            else None
        )
    return value


SOURCE = Grok()
