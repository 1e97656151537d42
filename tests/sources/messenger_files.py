"""Downloads from Messenger for tests, and what comes out of them."""

from __future__ import annotations

import json
from pathlib import Path

from zhiji.chat import Message, Problem
from zhiji.sources import Export
from zhiji.sources.messenger import SOURCE
from zhiji.sources.protocol import Entry

CORPUS = Path(__file__).parent / "corpus" / "messenger"
MOMENT = 1709287200125


def read(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def messages(path: Path) -> list[Message]:
    found = read(path)
    assert not any(isinstance(one, Problem) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def chat_file(folder: Path, *records: object, name: str = "message_1.json", **header: object) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    people = {
        "participants": [{"name": "Ada"}, {"name": "Ben"}],
        "title": "Ada",
        "thread_path": "inbox/ada_123456789",
    }
    path.write_text(json.dumps({**people, "messages": records, **header}))
    return path


def said(text: str, when: int = MOMENT, who: str = "Ada", **more: object) -> dict[str, object]:
    return {"sender_name": who, "timestamp_ms": when, "content": text, **more}


def mend_back(text: str) -> str:
    """As Meta writes it."""
    return text.encode().decode("latin-1")
