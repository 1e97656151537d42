"""Homes to try things on: made-up messages, whatever is derived from them, and a look at every byte on disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from zhiji.chat import Account, Chat, Message
from zhiji.store import FileInfo, Store
from zhiji.store.write import Written

START = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
WEI = Account(native="u-wei", name="Wei Zhang", source="telegram")
MUM = Account(native="u-mum", name="Mum", source="telegram")
ME = Account(native="u-me", name="Kim", source="telegram", owner=True)
CLIMBERS = Chat(native="c-climb", name="Climbers", source="telegram", kind="group")
FAMILY = Chat(native="c-family", name="Family", source="telegram", kind="group")
WITH_WEI = Chat(native="c-wei", name="Wei Zhang", source="telegram", kind="direct")


def said(chat: Chat, sender: Account, minute: int, text: str, **more: Any) -> Message:
    """A message with an id made of its place in time."""
    more.setdefault("source_id", f"{chat.native}-{minute}")
    return Message(chat=chat, sender=sender, when=START + timedelta(minutes=minute), text=text, **more)


@contextmanager
def opened(home: Path, **options: Any) -> Iterator[Store]:
    """An open store."""
    store = Store(home, local=UTC, **options)
    try:
        yield store
    finally:
        store.close()


def add(
    store: Store, messages: Sequence[Message], *, path: str = "", again: bool = False, batch: int = 100
) -> Written:
    """Add messages as one export file."""
    digest = sha256(repr(messages).encode()).digest()
    source = messages[0].chat.source
    adding = store.adding(FileInfo(source=source, path=path or "export.json", digest=digest), again=again)
    for start in range(0, len(messages), batch):
        adding.write(messages[start : start + batch])
    return adding.finish()


def texts(store: Store) -> list[str]:
    """What all messages say."""
    return sorted(message.text for message in store.reader.all())


def child_env() -> dict[str, str]:
    """An environment in which another process finds what this one imports."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def traces(home: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """Which of these words stand in which files of the home, looking at every byte."""
    wanted = {word: word.encode() for word in words}
    found: dict[str, list[str]] = {}
    for path in sorted(home.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            for word, encoded in wanted.items():
                if encoded in raw or encoded.lower() in raw.lower():
                    found.setdefault(word, []).append(path.name)
    return found
