"""DeepSeek's `conversations.json`: a tree of messages for each conversation, each message made of fragments.

    [{"id", "title", "inserted_at", "mapping": {"root": ..., "1": {"parent": "root", "children": ["2"],
      "message": {"model", "inserted_at", "files": [...], "fragments": [{"type": "REQUEST" | "THINK" | "RESPONSE", "content"}]}}}}]

Checked on 2026-11-25.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhiji.chat import Attachment, Chat, Json, Message, Problem
from zhiji.sources.assistants import Roles, conversations, files, heads, instant, objects, string, told
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Guide, Peek

NAME = "deepseek"
_HEADER = re.compile(r'"inserted_at"\s*:\s*"\d{4}-')
_MAPPING = re.compile(r'"mapping"\s*:\s*\{')
_FRAGMENT = re.compile(r'"fragments"\s*:\s*\[|"type"\s*:\s*"(?:REQUEST|RESPONSE|THINK)"')
_ROOT = "root"


class DeepSeek:
    """The data that DeepSeek offers for download."""

    name = NAME
    guide = Guide(
        title="DeepSeek",
        checked="2026-11-25",
        how_en="chat.deepseek.com: Settings > Data > Export data. Add the zip or its conversations.json.",
        how_zh="chat.deepseek.com：设置 > 数据管理 > 导出数据。添加 zip 或其中的 conversations.json。",
        reads_en="All conversations with regenerated answers; thoughts are kept beside the answers and left out of searches. "
        "The export names uploaded files but doesn't hold them.",
        reads_zh="读取全部对话，包括重新生成的回答；思考过程保存在回答旁，搜索时不计。导出里只有上传文件的名字，没有文件本身。",
        files=("*deepseek*.zip",),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The files of conversations."""
        return tuple(files(peek.members))

    def recognises(self, peek: Peek) -> int:
        """3 for trees of messages that are made of fragments."""
        return max(map(_sureness, heads(peek)), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every conversation, all branches, in the order of the tree."""
        roles = Roles(NAME, owner="user", names={"user": "You", "assistant": "DeepSeek"})
        for where, one in conversations(export, _sureness):
            if isinstance(one, Problem):
                yield one
            else:
                yield from _messages(one, roles, where)


def _sureness(head: str) -> int:
    if not _HEADER.search(head) or not _MAPPING.search(head):
        return 0
    return 3 if _FRAGMENT.search(head) else 2


def _messages(record: Mapping[str, Any], roles: Roles, where: str) -> Iterator[Message | Problem]:
    mapping = record.get("mapping")
    if not isinstance(mapping, dict):
        yield Problem(where, "it has no messages")
        return
    chat = Chat(
        name=string(record.get("title")),
        native=string(record.get("id")) or None,
        source=NAME,
        kind="assistant",
    )
    for key, node in mapping.items():
        inner = node.get("message") if isinstance(node, dict) else None
        if inner is None:
            continue
        found = _message(str(key), node, inner, record, chat, roles) if isinstance(inner, dict) else None
        yield found or Problem(f"{where}, message {str(key)[:40]}", "it has no time or is something else")


def _message(
    key: str,
    node: Mapping[str, Any],
    inner: Mapping[str, Any],
    record: Mapping[str, Any],
    chat: Chat,
    roles: Roles,
) -> Message | None:
    time = instant(inner.get("inserted_at")) or instant(record.get("inserted_at"))
    if time is None:
        return None
    fragments = objects(inner.get("fragments"))
    asked = any(string(one.get("type")) == "REQUEST" for one in fragments)
    words = [
        string(one.get("content"))
        for one in fragments
        if string(one.get("type")) in ("REQUEST", "RESPONSE", "TEXT")
    ]
    thoughts = [string(one.get("content")) for one in fragments if string(one.get("type")) == "THINK"]
    plain = string(inner.get("content"))  # older exports
    text = "\n\n".join(filter(None, words)) or plain
    extra: dict[str, Json] = told(inner, "inserted_at", "fragments", "files", "content", "role")
    if rest := [
        told(one)
        for one in fragments
        if string(one.get("type")) not in ("REQUEST", "RESPONSE", "TEXT", "THINK")
    ]:
        extra["fragments"] = [*rest]
    if text and (kept := "\n\n".join(filter(None, thoughts))):
        extra["thoughts"] = kept
    parent = string(node.get("parent"))
    role = string(inner.get("role")).lower()
    return Message(
        chat=chat,
        sender=roles.get("user" if asked or role == "user" else "assistant"),
        when=time[0],
        precision=time[1],
        zone="known" if time[0].tzinfo else "assumed",
        text=text or "\n\n".join(filter(None, thoughts)),
        kind="text" if text or not thoughts else "thought",
        source_id=key,
        reply_to=parent if parent and parent != _ROOT else None,
        attachments=tuple(
            Attachment(name=string(one.get("file_name"))) for one in objects(inner.get("files"))
        ),
        extra=extra,
    )


SOURCE = DeepSeek()
