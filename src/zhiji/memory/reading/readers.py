"""All readers, and what they read together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from zhiji.memory.reading.owing import debts
from zhiji.memory.reading.owing_birthdays import birthdays
from zhiji.memory.reading.owing_decisions import decisions
from zhiji.memory.reading.owing_instructions import instructions
from zhiji.memory.reading.owing_questions import questions
from zhiji.memory.records import Reading
from zhiji.memory.thread import Thread

Reader = Callable[[Thread], Iterable[Reading]]
"""Reads the lines of a thread that are to be read; their order is that of the lines."""

READERS: tuple[Reader, ...] = (debts, decisions, birthdays, instructions, questions)


def read(thread: Thread, readers: Iterable[Reader] = READERS) -> list[Reading]:
    """What the lines say, in their order, nothing twice."""
    place = {line.id: at for at, line in enumerate(thread.lines)}
    found = dict.fromkeys(chain.from_iterable(reader(thread) for reader in readers))
    return sorted(found, key=lambda one: (place[one.quote.message], one.quote.start, one.relation))
