"""The corpora as threads and labels. Of those that are held out nothing but figures is to be shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from zhiji.memory.thread import Line, Thread

Half = Literal[
    "dev", "test", "a", "b", "c", "d", "e", "f", "g", "h"
]  # of the first corpus, and others by other hands
HALVES: tuple[Half, ...] = get_args(Half)
HELD_OUT: frozenset[Half] = frozenset(("test", "h"))
Row = dict[str, Any]
FOLDER = Path(__file__).parent.parent / "memory"


@dataclass(frozen=True)
class Corpus:
    """One half: its threads, its labels by message, and who the numbers of messages and accounts are."""

    threads: tuple[Thread, ...]
    labels: tuple[Row, ...]
    messages: dict[int, Row]
    senders: dict[int, str]
    names: dict[str, str]  # sender -> name shown
    traps: dict[str, str]  # message -> why


def corpus(half: Half) -> Corpus:
    """One half of the corpus, or another corpus; a thread is read whole."""
    folder = FOLDER if half in ("dev", "test") else FOLDER / half
    rows = list(_rows(folder / "conversations.jsonl"))
    if folder == FOLDER:
        split = json.loads((FOLDER / "split.json").read_text(encoding="utf-8"))
        rows = [row for row in rows if split[row["chat"]] == half]
    numbers = {row["id"]: at for at, row in enumerate(rows, start=1)}
    senders = {name: at for at, name in enumerate(dict.fromkeys(row["sender"] for row in rows), start=1)}
    chats = dict.fromkeys(row["chat"] for row in rows)
    return Corpus(
        threads=tuple(
            _thread([row for row in rows if row["chat"] == chat], numbers, senders) for chat in chats
        ),
        labels=tuple(label for label in _rows(folder / "labels.jsonl") if label["message"] in numbers),
        messages={number: row for row, number in zip(rows, numbers.values())},
        senders={number: name for name, number in senders.items()},
        names={row["sender"]: row.get("sender_name") or row["sender"] for row in rows},
        traps={
            row["message"]: row["why"] for row in _rows(FOLDER / "traps.jsonl") if row["message"] in numbers
        },
    )


def _thread(rows: list[Row], numbers: dict[str, int], senders: dict[str, int]) -> Thread:
    lines = tuple(
        Line(
            id=numbers[row["id"]],
            sender=senders[row["sender"]],
            name=row.get("sender_name") or row["sender"],
            when=datetime.fromisoformat(row["when"]),
            text=row["text"],
            owner=bool(row.get("owner")),
            kind=row.get("kind", "text"),
            mentions=tuple(row.get("mentions", ())),
            reply_to=numbers.get(row.get("reply_to", "")),
            forwarded=bool(row.get("forwarded")),
        )
        for row in rows
    )
    return Thread(
        lines=lines, kind=rows[0].get("chat_kind"), owner=frozenset(one.sender for one in lines if one.owner)
    )


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
