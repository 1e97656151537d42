"""Short answers that tell a fact only with the question before them: 去过吗 — 去过 前年."""

from __future__ import annotations

from collections.abc import Iterator

from zhiji.memory.reading.chinese_pieces import Piece
from zhiji.memory.records import Reading
from zhiji.memory.thread import Thread


def answers(thread: Thread, at: int, cut: tuple[Piece, ...]) -> Iterator[Reading]:
    """What a line says in answer to the question before it."""
    yield from ()
