"""What tests of chats that are plain text share: reading a file, and rows to compare with what a corpus expects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from zhiji.chat import Contact, Message, Problem
from zhiji.sources.export import Export
from zhiji.sources.peeking import look, sureness
from zhiji.sources.protocol import Source


def read(source: Source, path: Path) -> tuple[list[Message], list[Problem]]:
    """All messages and problems of an export."""
    with Export(path) as export:
        found = list(source.read(export))
    assert not [one for one in found if isinstance(one, Contact)]
    return [m for m in found if isinstance(m, Message)], [p for p in found if isinstance(p, Problem)]


def sure(source: Source, path: Path) -> int:
    """How sure a source is of an export."""
    with Export(path) as export:
        return sureness(source, export, look(export))


def row(message: Message) -> dict[str, Any]:
    """A message as an expected.json writes it: what is empty is left out."""
    more = {
        "attachments": [[one.name, one.path] for one in message.attachments],
        "recalled": message.recalled,
        "owner": message.sender.owner,
        "extra": dict(message.extra),
    }
    return {
        "when": message.when.isoformat(),
        "sender": message.sender.name,
        "kind": message.kind,
        "text": message.text,
        **{key: value for key, value in more.items() if value},
    }


def exports(case: Path) -> list[Path]:
    """The export files of a corpus folder."""
    return sorted(path for path in case.iterdir() if path.name != "expected.json")


def expected(case: Path) -> dict[str, Any]:
    """What a corpus folder says must come out."""
    found: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    return found
