"""ChatGPT's `conversations.json`: each conversation is a tree of messages, of which one path is shown.

All of the tree is read: answers that were regenerated and questions that were edited are marked as an inactive
branch; what the app hides (custom instructions, thoughts, tools) has a kind of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from zhiji.chat import Attachment, Chat, Json, Message, Precision, Problem
from zhiji.sources.assistants import Roles, conversations, files, heads, instant, objects, string, told
from zhiji.sources.export import Export
from zhiji.sources.protocol import Guide, Peek

NAME = "chatgpt"
_MAPPING = re.compile(r'"mapping"\s*:\s*\{')
_NODE = re.compile(r'"(?:children|parent)"\s*:')
_AUTHOR = re.compile(r'"author"\s*:\s*\{\s*"(?:role|name|metadata)"')
_CONVERSATION = re.compile(r'"(?:current_node|conversation_template_id|conversation_id|update_time)"\s*:')
_DEEPSEEK = re.compile(r'"(?:fragments|inserted_at)"\s*:')
_FILE_ID = re.compile(r"file[-_][A-Za-z0-9]+")
_INSTRUCTIONS = frozenset({"user_editable_context", "model_editable_context"})
_THOUGHTS = frozenset({"thoughts", "reasoning_recap"})
_TOOL_CONTENT = frozenset(
    [
        "execution_output",
        "code",
        "tether_browsing_display",
        "tether_browsing_code",
        "tether_quote",
        "sonic_webpage",
        "computer_output",
        "system_error",
        "citable_code_output",
        "app_pairing_content",
        "super_widget",
    ]
)
# Fields of content other than `parts` that hold words, in the order in which they are read.
_WORDS = (
    "title",
    "text",
    "result",
    "content",
    "summary",
    "user_profile",
    "user_instructions",
    "model_set_context",
    "structured_context",
)
_USUAL = {"status": "finished_successfully", "weight": 1.0, "recipient": "all"}
_SIBLINGS = 100_000  # files beside a plain export that are looked through for pictures


class ChatGPT:
    """The export that ChatGPT sends by mail, as a zip, a folder or its conversations.json."""

    name = NAME
    guide = Guide(
        title="ChatGPT",
        checked="2026-05-11",
        how_en="In ChatGPT: Settings > Data controls > Export data. Add the zip from the mail as it is.",
        how_zh="在 ChatGPT 中：设置 > 数据管理 > 导出数据。把邮件里的 zip 直接添加即可。",
        reads_en="All conversations with their pictures, files and voice transcripts, regenerated answers too (marked), "
        "custom instructions, thoughts and tool calls (left out of searches unless asked for). "
        "Feedback and shared links are not read.",
        reads_zh="读取全部对话及其图片、文件和语音文字，包括重新生成的回答（有标记）、自定义指令、思考和工具调用"
        "（默认不参与搜索）。不读取反馈和分享链接。",
        files=(
            "conversations.json",
            "*chatgpt*.zip",
            "????????????????????????????????????????????????????????????????-*.zip",
        ),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The files of conversations."""
        return tuple(files(peek.members))

    def recognises(self, peek: Peek) -> int:
        """3 for conversations whose messages have authors, 2 for trees of that shape."""
        return max(map(_sureness, heads(peek)), default=0)

    def read(self, export: Export) -> Iterator[Message | Problem]:
        """Every message of every conversation; a conversation's messages in the order of its tree."""
        roles = Roles(NAME, owner="user", names={"user": "You", "assistant": "ChatGPT"})
        stored = _Files(export)
        for where, one in conversations(export, _sureness):
            if isinstance(one, Problem):
                yield one
            else:
                yield from _Conversation(one, roles, stored, where).messages()


def _sureness(head: str) -> int:
    if not _MAPPING.search(head) or head.lstrip("\ufeff \t\r\n")[:1] not in ("[", "{"):
        return 0
    if _AUTHOR.search(head) and _NODE.search(head):
        return 3
    shaped = _NODE.search(head) or _CONVERSATION.search(head) or _AUTHOR.search(head)
    return 2 if shaped and not _DEEPSEEK.search(head) else 0


class _Files:
    """The pictures and files of an export by their ids, which their names begin with."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._by_id: dict[str, str] | None = None

    def path(self, file_id: str, name: str) -> str | None:
        """Where the file lies in the export, if it does."""
        if self._by_id is None:
            self._by_id = {}
            for member in self._export.members or _beside(self._export.path):
                if found := _FILE_ID.match(PurePosixPath(member).name):
                    self._by_id.setdefault(found[0], member)
        if file_id in self._by_id:
            return self._by_id[file_id]
        return self._export.find(name) if name else None


def _beside(path: Path) -> Iterator[str]:
    """Files in the folder of a plain export and in the folders in it, relative to it."""
    seen = 0
    for folder, folders, names in os.walk(path.parent):
        inner = Path(folder).relative_to(path.parent)
        if len(inner.parts) >= 2:
            folders.clear()
        seen += len(names)
        if seen > _SIBLINGS:
            return
        yield from ((inner / name).as_posix() for name in names if name.startswith("file"))


@dataclass(frozen=True, slots=True)
class _Node:
    id: str
    parent: str
    children: tuple[str, ...]
    message: Mapping[str, Any] | None


class _Conversation:
    """One tree of messages."""

    def __init__(self, record: Mapping[str, Any], roles: Roles, stored: _Files, where: str) -> None:
        self._record = record
        self._roles = roles
        self._files = stored
        self._where = where
        native = string(record.get("conversation_id")) or string(record.get("id"))
        self._chat = Chat(
            name=string(record.get("title")), native=native or None, source=NAME, kind="assistant"
        )
        mapping = record.get("mapping")
        self._nodes = (
            {key: _node(key, node) for key, node in mapping.items()} if isinstance(mapping, dict) else {}
        )
        self._children = _children(self._nodes)

    def messages(self) -> Iterator[Message | Problem]:
        if not self._nodes:
            yield Problem(self._where, "it has no messages")
            return
        order = self._order()
        active = self._active(order)
        times = self._times(order)
        about = told(self._record, "conversation_id", "id", "title", "mapping", "current_node")
        for key in order:
            record = self._nodes[key].message
            if record is None:
                continue
            if key not in times:
                yield Problem(f"{self._where}, message {key}", "it has no time, nor has the conversation")
                continue
            extra: dict[str, Json] = {"branch": "inactive"} if key not in active else {}
            if about:
                extra["conversation"], about = about, {}
            yield self._message(self._nodes[key], record, times[key], extra)

    def _order(self) -> list[str]:
        """All nodes, parents first, an inactive branch before the one that took its place."""
        path = set(self._path(string(self._record.get("current_node"))))
        roots = [key for key, node in self._nodes.items() if node.parent not in self._nodes]
        order: dict[str, None] = {}
        for root in [*roots, *self._nodes]:  # the latter for circles, which have no root
            todo = [root]
            while todo:
                key = todo.pop()
                if key not in order:
                    order[key] = None
                    newest_first = self._children[key][::-1]
                    todo += sorted(newest_first, key=lambda child: child not in path)
        return list(order)

    def _active(self, order: list[str]) -> set[str]:
        """The messages that the app shows: up to the current node; without one, the newest of each fork."""
        current = string(self._record.get("current_node"))
        if current in self._nodes:
            return set(self._path(current))
        active: set[str] = set()
        for key in order:
            parent = self._nodes[key].parent
            siblings = self._children.get(parent, [key])
            if (parent in active or parent not in self._nodes) and key == siblings[-1]:
                active.add(key)
        return active

    def _path(self, key: str) -> Iterator[str]:
        seen: set[str] = set()
        while key in self._nodes and key not in seen:
            seen.add(key)
            yield key
            key = self._nodes[key].parent

    def _times(self, order: list[str]) -> dict[str, tuple[datetime, int]]:
        """Each node's time; where it has none its parent's, else a child's, else the conversation's, as minutes."""
        times: dict[str, tuple[datetime, int]] = {}
        for key in order:
            own = instant((self._nodes[key].message or {}).get("create_time"))
            if found := own or _vague(times.get(self._nodes[key].parent)):
                times[key] = found
        for key in reversed(order):
            later = next((times[child] for child in self._children[key] if child in times), None)
            if key not in times and later:
                times[key] = (later[0], Precision.MINUTE)
        whole = _vague(instant(self._record.get("create_time")) or instant(self._record.get("update_time")))
        return {key: found for key in order if (found := times.get(key) or whole)}

    def _message(
        self, node: _Node, record: Mapping[str, Any], time: tuple[datetime, int], extra: dict[str, Json]
    ) -> Message:
        author, content, metadata = (_object(record.get(key)) for key in ("author", "content", "metadata"))
        role = string(author.get("role")) or "unknown"
        text, transcript = _words(content, metadata)
        attachments = tuple(self._attachments(content, metadata))
        extra |= _extra(node, record, author, content)
        if instant(record.get("create_time")) is None:
            extra["timed_by"] = "the messages around it"
        kind = _kind(record, role, content, metadata)
        if kind == "text" and not text:
            kind = "voice" if transcript else "image" if attachments else "text"
        return Message(
            chat=self._chat,
            sender=self._roles.get(
                f"tool:{string(author.get('name')) or 'tool'}" if role == "tool" else role
            ),
            when=time[0],
            precision=time[1],
            zone="known" if time[0].tzinfo else "assumed",
            text=text,
            kind=kind,
            source_id=string(record.get("id")) or node.id,
            transcript=transcript or None,
            attachments=attachments,
            extra=extra,
        )

    def _attachments(self, content: Mapping[str, Any], metadata: Mapping[str, Any]) -> Iterator[Attachment]:
        """Pictures and recordings in the message, and uploads; one that is both comes once, with its name."""
        uploads = {string(one.get("id")): one for one in objects(metadata.get("attachments"))}
        for pointer in _pointers(content):
            asset = string(pointer.get("asset_pointer")).rpartition("://")[2]
            file_id = found[0] if (found := _FILE_ID.search(asset)) else asset
            yield self._attachment(file_id, uploads.pop(file_id, {}), pointer)
        for file_id, upload in uploads.items():
            yield self._attachment(file_id, upload, {})

    def _attachment(self, file_id: str, upload: Mapping[str, Any], pointer: Mapping[str, Any]) -> Attachment:
        name = string(upload.get("name"))
        path = self._files.path(file_id, f"{file_id}-{name}" if name else "")
        size = upload.get("size", pointer.get("size_bytes"))
        return Attachment(
            name=name or (PurePosixPath(path).name if path else file_id),
            path=path,
            mime=string(upload.get("mime_type") or upload.get("mimeType")) or None,
            size=size if isinstance(size, int) else None,
        )


def _node(key: str, node: object) -> _Node:
    plain = _object(node)
    children, message = plain.get("children"), plain.get("message")
    return _Node(
        id=key,
        parent=string(plain.get("parent")),
        children=tuple(one for one in children if isinstance(one, str)) if isinstance(children, list) else (),
        message=message if isinstance(message, dict) else None,
    )


def _children(nodes: Mapping[str, _Node]) -> dict[str, list[str]]:
    """Each node's children: those it names, and those that only name it."""
    found = {
        key: dict.fromkeys(child for child in node.children if child in nodes) for key, node in nodes.items()
    }
    for key, node in nodes.items():
        if node.parent in found:
            found[node.parent].setdefault(key)
    return {key: list(children) for key, children in found.items()}


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _vague(time: tuple[datetime, int] | None) -> tuple[datetime, int] | None:
    return time and (time[0], Precision.MINUTE)


def _words(content: Mapping[str, Any], metadata: Mapping[str, Any]) -> tuple[str, str]:
    """What was written and what was spoken."""
    spoken: list[str] = []
    words: list[str] = []
    parts = content.get("parts")
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, str):
            words.append(part)
        elif isinstance(part, dict):
            spoken_part = part.get("content_type") == "audio_transcription"
            (spoken if spoken_part else words).append(string(part.get("text")))
    words += [string(content.get(key)) for key in _WORDS]
    words += [
        string(one.get(key)) for one in objects(content.get("thoughts")) for key in ("summary", "content")
    ]
    if metadata.get("is_user_system_message"):  # custom instructions of 2023
        about = _object(metadata.get("user_context_message_data")).values()
        words += [one for one in about if isinstance(one, str) and one not in words]
    return "\n\n".join(filter(None, words)), "\n\n".join(filter(None, spoken))


def _pointers(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    parts = objects(content.get("parts"))
    if isinstance(shot := content.get("screenshot"), dict):
        parts.append(shot)
    for part in parts:
        for one in (part, *(inner for inner in part.values() if isinstance(inner, dict))):
            if isinstance(one.get("asset_pointer"), str):
                yield one


def _kind(
    record: Mapping[str, Any], role: str, content: Mapping[str, Any], metadata: Mapping[str, Any]
) -> str:
    content_type = string(content.get("content_type"))
    if content_type in _INSTRUCTIONS or metadata.get("is_user_system_message"):
        return "instructions"
    if content_type in _THOUGHTS:
        return "thought"
    if role == "system" or metadata.get("is_visually_hidden_from_conversation"):
        return "system"
    if role == "tool" and any(_pointers(content)) and content_type == "multimodal_text":
        return "image"  # one that was made for the person
    to_tool = record.get("recipient") not in (None, "", "all")
    if role == "tool" or to_tool or content_type in _TOOL_CONTENT - {"code"}:
        return "tool"
    return "text"


def _extra(
    node: _Node, record: Mapping[str, Any], author: Mapping[str, Any], content: Mapping[str, Any]
) -> dict[str, Json]:
    """All that the fields of a Message don't carry."""
    extra = told(record, "id", "author", "create_time", "content")
    for key, usual in _USUAL.items():
        if extra.get(key) == usual:
            del extra[key]
    if node.parent:
        extra["parent"] = node.parent
    if record.get("id") != node.id:
        extra["node"] = node.id
    if about := told(author, "role", "name"):
        extra["author"] = about
    carried = [key for key in _WORDS if isinstance(content.get(key), str)]
    parts = content.get("parts")
    if isinstance(parts, list) and all(isinstance(part, str) for part in parts):
        carried.append("parts")
    if (rest := told(content, *carried)) and rest != {"content_type": "text"}:
        extra["content"] = rest
    return extra


SOURCE = ChatGPT()
