"""What the doctor looks for in vectors: those that stand in the wrong place, and those of other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import apsw

from zhiji.store.sql import each_row
from zhiji.store.vectors import ID_BYTES, PLACES, SLOTS, text_hash


def misplaced(db: apsw.Connection) -> Iterator[int]:
    """Vectors whose place in the segments is another message's, and slots that are filled without a vector."""
    held = {}
    for space, segment, packed in each_row(db, "SELECT space, number, messages FROM segment"):
        for slot in range(len(packed) // ID_BYTES):
            if message := int.from_bytes(packed[slot * ID_BYTES : (slot + 1) * ID_BYTES], "little"):
                held[space << PLACES | segment * SLOTS + slot] = message
    for number, message in each_row(db, "SELECT id, message FROM vector"):
        if held.pop(number, None) != message:
            yield number
    yield from held


def misread(db: apsw.Connection, messages: Iterable[tuple[int, str]]) -> Iterator[int]:
    """Vectors of other words than their message has, where (message, its words) are given."""
    held: dict[int, list[tuple[int, bytes]]] = {}
    for number, message, hashed in each_row(db, "SELECT id, message, text_hash FROM vector"):
        held.setdefault(message, []).append((number, hashed))
    for message, text in messages if held else ():
        hashed = text_hash(text)
        yield from (number for number, kept in held.get(message, ()) if kept != hashed)
