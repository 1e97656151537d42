"""The ledger: one row for each call of a language model, without a word of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from zhiji.llm.protocol import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What left this computer: kinds and counts."""

    kinds: tuple[str, ...]  # of "words", "messages", "pictures", "recordings", "results", in this order
    messages: int  # chat messages among it
    pictures: int
    characters: int
    masked: int  # secrets that were kept back
    renamed: int  # names that were replaced
    recordings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One call."""

    when: datetime  # of its start
    purpose: Purpose
    llm: str
    host: str  # "" = inside this process
    tokens_in: int
    tokens_out: int
    cost: float | None  # US dollars; None = not known
    left: Left | None  # None = nothing left this computer
    ok: bool
    error: str | None = None  # what went wrong, by kind
    estimated: bool = False  # the endpoint didn't tell the tokens
    seconds: float = 0.0
    cached: bool = False  # nobody was asked: the reply was known


class Ledger(Protocol):
    """Where the rows go; the store keeps one, a list will do in a test."""

    def append(self, entry: LedgerEntry, /) -> None:
        """Keep the row. An error here ends the call."""
        ...
