"""All readers, and what they read together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from zhiji.language import fold
from zhiji.language.machines import to_machines
from zhiji.memory.reading.chinese_facts import chinese_facts
from zhiji.memory.reading.doing import doings
from zhiji.memory.reading.english_facts import english_facts
from zhiji.memory.reading.only import narrowed
from zhiji.memory.reading.owing import debts
from zhiji.memory.reading.owing_birthdays import birthdays
from zhiji.memory.reading.owing_decisions import decisions
from zhiji.memory.reading.owing_instructions import instructions
from zhiji.memory.reading.owing_questions import questions
from zhiji.memory.records import BELIEVED_FROM, Reading
from zhiji.memory.thread import Thread

Reader = Callable[[Thread], Iterable[Reading]]
"""Reads the lines of a thread that are to be read; their order is that of the lines."""

READERS: tuple[Reader, ...] = (
    chinese_facts,
    english_facts,
    narrowed,
    doings,
    debts,
    decisions,
    birthdays,
    instructions,
    questions,
)
VERSION = (
    1  # raised when readers read otherwise, so that all is read again; other readers are noticed without
)


def read(thread: Thread, readers: Iterable[Reader] = READERS) -> list[Reading]:
    """What the lines say, in their order, nothing twice: what two readers read is kept as the surer has it."""
    place = {line.id: at for at, line in enumerate(thread.lines)}
    found: dict[tuple[object, ...], Reading] = {}
    for one in chain.from_iterable(reader(thread) for reader in readers):
        line = thread.lines[place[one.quote.message]]
        if thread.kind == "assistant" and not line.owner:
            continue  # what an assistant says is never learned
        if thread.kind != "assistant" and to_machines(line.text):
            continue  # nothing in it is taken at its word
        if one.kind in ("plan", "promise") and len(one.value.strip()) < 2 and not one.also:
            continue  # "我": a word of something else
        key = (
            one.quote.message,
            one.kind,
            one.relation,
            one.subject,
            fold(one.value),
            one.negated,
            one.status,
        )
        if key not in found or one.confidence > found[key].confidence:
            found[key] = one
    settled = [one for one in found.values() if one.kind == "decision" and one.confidence >= BELIEVED_FROM]
    kept = (one for one in found.values() if not _is_settled(one, settled))
    return sorted(kept, key=lambda one: (place[one.quote.message], one.quote.start, one.relation))


def _is_settled(reading: Reading, decisions: Iterable[Reading]) -> bool:
    """Whether what looks like a plan is what was just decided, in the same words."""
    return (
        reading.kind in ("plan", "promise")
        and reading.status == "open"
        and any(
            one.quote.message == reading.quote.message
            and one.quote.start < reading.quote.stop
            and reading.quote.start < one.quote.stop
            for one in decisions
        )
    )
