"""Exports of QQ for tests, and what comes out of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zhiji.chat import Contact, Message, Problem
from zhiji.sources.export import Export
from zhiji.sources.qq import SOURCE

CORPUS = Path(__file__).parent / "corpus" / "qq"
TOP = "消息记录（此消息记录为文本格式，不支持重新导入）\n\n"
RULE = "=" * 64
V5 = CORPUS / "good_v5" / "group_70012345_20240102_120000.json"
MANAGER = CORPUS / "good_manager" / "全部消息记录.txt"
CHUNKS = CORPUS / "good_chunks" / "小满_chunked_jsonl"


def entries(path: Path) -> list[Message | Problem | Contact]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def messages(path: Path) -> list[Message]:
    return [one for one in entries(path) if isinstance(one, Message)]


def problems(path: Path) -> list[Problem]:
    return [one for one in entries(path) if isinstance(one, Problem)]


def said(path: Path) -> list[tuple[str, str, str]]:
    return [(one.sender.name, one.kind, one.text) for one in messages(path)]


def section(name: str, group: str = "我的群聊") -> str:
    return f"{RULE}\n消息分组:{group}\n{RULE}\n消息对象:{name}\n{RULE}\n\n"


def write(folder: Path, text: str, name: str = "chat.txt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def document(rows: object, **info: object) -> str:
    meta = {"name": "QQChatExporter V5 / https://example.org", "version": "5.5.1"}
    chat = {"name": "湖边的人", "type": "group", "selfUid": "u_me", "selfUin": "20012345", **info}
    return json.dumps({"metadata": meta, "chatInfo": chat, "messages": rows})


def row(text: str = "好", **more: Any) -> dict[str, Any]:
    sender = {"uid": "u_she", "uin": "20054321", "name": "小满"}
    return {"id": "7", "timestamp": 1704067200000, "sender": sender, "content": {"text": text}, **more}


def only(folder: Path, *rows: Mapping[str, Any], **info: object) -> Message:
    return messages(write(folder, document(list(rows), **info), "chat.json"))[-1]
