"""Made-up archives of any size: sentences of the demo archive, spliced, with names and numbers strewn in."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path

PEOPLE = 100
CHATS = 60


def sentences() -> list[str]:
    """What people say in the demo archive."""
    from zhiji import sources
    from zhiji.chat import Message

    said = []
    with as_file(files("zhiji.demo") / "exports") as folder:
        for source, export in sources.find(folder).exports:
            said += [
                one.text
                for one in source.read(export)
                if isinstance(one, Message) and 3 < len(one.text) < 400
            ]
    return said


def messages(count: int, *, seed: int = 7) -> Iterator[dict[str, object]]:
    """Neutral records: chats in turn, some minutes apart, seven years at a million."""
    pool, chance = sentences(), random.Random(seed)
    when = datetime(2019, 1, 1, tzinfo=UTC)
    for number in range(count):
        when += timedelta(seconds=chance.randrange(20, 420))
        text = chance.choice(pool)
        if chance.random() < 0.3:
            text = f"{text} {chance.choice(pool)}"[:300]
        if chance.random() < 0.1:
            text += f" {chance.choice(('Nadia', 'Tomás', '阿杰', 'Priyanka'))} {chance.randrange(10_000)}"
        chat = number // 400 % CHATS
        yield {
            "id": f"m{number}",
            "chat": f"chat {chat}",
            "sender": f"person {(chat * 7 + chance.randrange(3)) % PEOPLE}",
            "when": when.isoformat(),
            "text": text,
        }


def write(path: Path, count: int) -> Path:
    """The records as neutral JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in messages(count))
    return path
