"""Claude's `conversations.json`: conversations with messages of text, thoughts and tools.

A message's visible words are its text. Thoughts and tool calls between them stay in `extra["blocks"]`; a message that
is nothing else has them as its text and says so by its kind.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhiji.chat import Attachment, Chat, Json, Message, Problem
from zhiji.sources.assistants import Roles, conversations, files, heads, instant, objects, string, told
from zhiji.sources.export import Export
from zhiji.sources.protocol import Guide, Peek

NAME = "claude"
_MESSAGES = re.compile(r'"chat_messages"\s*:\s*\[')
_HEADER = re.compile(r'"uuid"\s*:\s*"[^"]*"\s*,\s*"name"\s*:\s*(?:"(?:[^"\\]|\\.)*"|null)\s*,')
_ACCOUNT = re.compile(r'"account"\s*:\s*\{\s*"uuid"|"current_leaf_message_uuid"')
_SENDER = re.compile(r'"sender"\s*:\s*"(?:human|assistant)"')
_NO_PARENT = "00000000-0000-4000-8000-000000000000"
_CAPTION = 4_000  # characters; longer files are documents, not part of the message
_KINDS = {"thinking": "thought", "redacted_thinking": "thought", "tool_use": "tool", "tool_result": "tool"}
# Stands in `text` for each block that is no text (exports since 2025).
_STAND_IN = re.compile(r"```\s*This block is not supported on your current device yet\.\s*```")


class Claude:
    """The export that Claude sends by mail, as a zip, a folder or its conversations.json."""

    name = NAME
    guide = Guide(
        title="Claude",
        checked="2025-11-30",
        how_en="In Claude: Settings > Privacy > Export data. Add the zip from the mail as it is.",
        how_zh="在 Claude 中：设置 > 隐私 > 导出数据。把邮件里的 zip 直接添加即可。",
        reads_en="All conversations: what you wrote and pasted, the answers, thoughts and tool calls. "
        "The export names uploaded files but doesn't hold them; projects and memories are not read.",
        reads_zh="读取全部对话：你写的和粘贴的内容、回答、思考和工具调用。"
        "导出里只有上传文件的名字，没有文件本身；不读取项目和记忆。",
        files=("data-????-??-??-*-batch-*.zip", "*claude*.zip"),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The files of conversations."""
        return tuple(files(peek.members))

    def recognises(self, peek: Peek) -> int:
        """3 for conversations with messages of a human and an assistant, 2 for conversations of that shape."""
        return max(map(_sureness, heads(peek)), default=0)

    def read(self, export: Export) -> Iterator[Message | Problem]:
        """Every message of every conversation, in the file's order, which is theirs where times are equal."""
        roles = Roles(NAME, owner="human", names={"human": "You", "assistant": "Claude"})
        for where, one in conversations(export, _sureness):
            if isinstance(one, Problem):
                yield one
            else:
                yield from _messages(one, roles, where)


def _sureness(head: str) -> int:
    if head.lstrip("\ufeff \t\r\n")[:1] not in ("[", "{"):
        return 0
    if _MESSAGES.search(head):
        return 3 if _SENDER.search(head) or _HEADER.search(head) else 2
    if _HEADER.search(head) and _ACCOUNT.search(head):
        return 2  # a long summary came first
    return 2 if _HEADER.search(head) and _SENDER.search(head) else 0


def _messages(record: Mapping[str, Any], roles: Roles, where: str) -> Iterator[Message | Problem]:
    listed = record.get("chat_messages", record.get("messages"))
    if not isinstance(listed, list):
        yield Problem(where, "it has no messages")
        return
    native = string(record.get("uuid")) or string(record.get("id"))
    chat = Chat(name=string(record.get("name")), native=native or None, source=NAME, kind="assistant")
    about = told(record, "uuid", "id", "name", "chat_messages", "messages")
    active = _active(record, listed)
    for number, one in enumerate(listed):
        if not isinstance(one, dict):
            yield Problem(f"{where}, message {number + 1}", "it is no message but something else")
            continue
        extra: dict[str, Json] = {"conversation": about} if about else {}
        if active and string(one.get("uuid")) not in active:
            extra["branch"] = "inactive"
        message = _message(one, chat, roles, record.get("created_at"), extra)
        if message is None:
            yield Problem(f"{where}, message {number + 1}", "it has no time, nor has the conversation")
            continue
        about = {}
        yield message


def _active(record: Mapping[str, Any], listed: list[Any]) -> set[str]:
    """The messages on the path that is shown, where the export tells; else none."""
    parents = {string(one.get("uuid")): string(one.get("parent_message_uuid")) for one in objects(listed)}
    key = string(record.get("current_leaf_message_uuid"))
    path: set[str] = set()
    while key and key in parents and key not in path:
        path.add(key)
        key = parents[key]
    return path


def _message(
    record: Mapping[str, Any], chat: Chat, roles: Roles, began: object, extra: dict[str, Json]
) -> Message | None:
    own = instant(record.get("created_at"))
    time = own or instant(began)
    if time is None:
        return None
    if own is None:
        extra["timed_by"] = "the conversation"
    text, kind = _words(record, extra)
    attachments = tuple(_attachments(record))
    if kind == "text" and not text and attachments:
        kind = "file"
    extra |= _rest(record)
    return Message(
        chat=chat,
        sender=roles.get(string(record.get("sender")) or string(record.get("role")) or "unknown"),
        when=time[0],
        precision=time[1],
        zone="known" if time[0].tzinfo else "assumed",
        text=text,
        kind=kind,
        source_id=string(record.get("uuid")) or string(record.get("id")) or None,
        caption=_pasted(record),
        attachments=attachments,
        extra=extra,
    )


def _words(record: Mapping[str, Any], extra: dict[str, Json]) -> tuple[str, str]:
    """The visible text and the kind; what else the message is made of goes to `extra`."""
    plain, content = string(record.get("text")), record.get("content")
    if isinstance(content, str):
        plain, content = plain or content, None
    blocks = objects(content)
    joined = "\n\n".join(
        words for one in blocks if one.get("type") == "text" and (words := string(one.get("text")))
    )
    if kept := [block for one in blocks if (block := _block(one))]:
        extra["blocks"] = [*kept]
    spoken = _STAND_IN.sub("", plain)
    same = spoken.split() == joined.split()
    if spoken == plain and (same or not joined):
        return _or_blocks(plain, blocks)
    if joined and spoken.strip() and not same:
        extra["text"] = plain
    return _or_blocks(joined or spoken.strip(), blocks)


def _or_blocks(text: str, blocks: list[dict[str, Any]]) -> tuple[str, str]:
    if text.strip():
        return text, "text"
    others = [one for one in blocks if string(one.get("type")) in _KINDS]
    if not others:
        return text, "text"
    kinds = {_KINDS[one["type"]] for one in others}
    return "\n\n".join(filter(None, map(_in_words, others))), "thought" if kinds == {"thought"} else "tool"


def _block(one: dict[str, Any]) -> dict[str, Json] | None:
    """What a block holds besides the text that is the message's own."""
    if one.get("type") != "text" or not isinstance(one.get("text"), str):
        return told(one)
    rest = told(one, "type", "text", "start_timestamp", "stop_timestamp")
    return {"type": "text", **rest} if rest else None


def _in_words(block: Mapping[str, Any]) -> str:
    if block["type"] == "tool_use":
        asked = block.get("input")
        return f"{string(block.get('name'))} {json.dumps(asked, ensure_ascii=False) if asked else ''}".strip()
    content = block.get("content")
    inner = [string(one.get("text")) for one in objects(content)]
    return string(block.get("thinking")) or string(content) or "\n".join(filter(None, inner))


def _attachments(record: Mapping[str, Any]) -> Iterator[Attachment]:
    """What was attached; a file whose words were taken out is named in both lists and comes once."""
    listed = objects(record.get("attachments"))
    again = {string(one.get("file_name")) for one in listed} - {""}
    files_only = [one for one in objects(record.get("files")) if string(one.get("file_name")) not in again]
    for one in [*listed, *files_only]:
        size, mime = one.get("file_size"), string(one.get("file_type"))
        yield Attachment(
            name=string(one.get("file_name")),
            mime=mime if "/" in mime else None,
            size=size if isinstance(size, int) else None,
        )


def _pasted(record: Mapping[str, Any]) -> str | None:
    """The words of a short attachment, which is most often pasted text."""
    contents = [
        text for one in objects(record.get("attachments")) if (text := string(one.get("extracted_content")))
    ]
    return contents[0] if len(contents) == 1 and len(contents[0]) <= _CAPTION else None


def _rest(record: Mapping[str, Any]) -> dict[str, Json]:
    """All that the fields of a Message don't carry."""
    extra = told(
        record, "uuid", "id", "text", "content", "sender", "role", "created_at", "attachments", "files"
    )
    if record.get("updated_at") == record.get("created_at"):
        extra.pop("updated_at", None)
    if extra.get("parent_message_uuid") == _NO_PARENT:
        del extra["parent_message_uuid"]
    carried = ("file_name", "file_size") + (("extracted_content",) if _pasted(record) is not None else ())
    for key in ("attachments", "files"):
        listed = record.get(key)
        if not isinstance(listed, list) or any(
            told(one, *carried) for one in listed if isinstance(one, dict)
        ):
            extra |= told({key: listed})
    return extra


SOURCE = Claude()
