"""A recap: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from zhiji.chat import Chat, Message

SectionName = Literal[
    "wanted", "todo", "mentions", "upcoming", "promised", "unanswered", "debts", "decisions", "happened", "threads", "notes",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapLine:
    """One line and the messages that say it."""

    text: str
    messages: tuple[Message, ...] = ()
    due: datetime | None = None  # until when something is wanted, or when it is


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapSection:
    """Lines under a heading, the most important first."""

    name: SectionName
    heading: str
    lines: tuple[RecapLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """Up to when the archive knows a chat."""

    chat: Chat
    last: datetime  # its last message
    added_at: datetime | None = None  # when something of its app was added last


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """What some days were about, for the owner."""

    since: datetime
    until: datetime
    language: Literal["en", "zh"]
    sections: tuple[RecapSection, ...]
    as_of: tuple[AsOf, ...] = ()
    notes: tuple[str, ...] = ()  # sentences: what to know about it
