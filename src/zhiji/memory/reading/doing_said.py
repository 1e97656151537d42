"""What the words of a line say of plans and promises, whatever stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from zhiji.memory.reading import doing_chinese, doing_chinese_talk, doing_english, doing_english_talk
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.reading.doing_doubts import weighed
from zhiji.memory.reading.doing_once import with_own_time
from zhiji.memory.reading.doing_parts import Ask, Doing, Ending
from zhiji.memory.thread import Line


@dataclass(frozen=True, slots=True)
class Words:
    """What a line's own words say: what will be done, what is over, what is asked for."""

    first: str  # its first clause, which may be a name
    doings: tuple[Doing, ...]
    endings: tuple[Ending, ...]
    asks: tuple[Ask, ...]


@lru_cache(maxsize=8192)  # a session is read with up to sixty lines before it, each of them many times
def words_of(line: Line) -> Words:
    """What a line says by itself."""
    parts = clauses(line)
    return Words(
        first=parts[0].text if parts else "",
        doings=tuple(with_own_time(weighed(one for clause in parts for one in _doings(clause)))),
        endings=tuple(one for clause in parts for one in _endings(clause)),
        asks=tuple(one for clause in parts for one in asks_of(clause)),
    )


def _doings(clause: Clause) -> Iterator[Doing]:
    found = list(doing_chinese.doings(clause)) if clause.language == "zh" else []
    yield from found or doing_english.doings(clause)


def asks_of(clause: Clause) -> Iterator[Ask]:
    """What a clause asks for, by its language."""
    found = list(doing_chinese_talk.asks(clause)) if clause.language == "zh" else []
    yield from found or doing_english_talk.asks(clause)


def _endings(clause: Clause) -> Iterator[Ending]:
    yield from (doing_chinese_talk if clause.language == "zh" else doing_english_talk).endings(clause)
