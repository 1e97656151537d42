"""An answer and what it rests on: frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from zhiji.assistant.explained import Explained
from zhiji.chat import Chat, Field, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """From an answer to a span of a message: `quote` stands in `field` from code point `start` up to `end`."""

    number: int  # as in the text, "[1]"
    message: Message
    field: Field
    start: int
    end: int
    quote: str
    version: int = 0  # of the text; edits count up


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadMedia:
    """Voice notes and pictures of a chat that carry no words: what is in them, no answer can know."""

    chat: Chat
    voice: int = 0
    pictures: int = 0
    last: datetime | None = None  # when the last of them was sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the chats say to a question, each statement with the message that says it."""

    question: str
    text: str
    abstained: bool
    understood: str = ""  # the whole question, where it went on from the turn before
    corrected: bool = False  # the question took something for granted that the chats tell otherwise
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()  # if abstained: what comes closest without being an answer
    covered_until: datetime | None = None  # the last message of the chats that were asked about
    unread: tuple[UnreadMedia, ...] = ()  # of these chats
    llm: str | None = None  # which language model wrote it; None = quoted evidence
    tokens: int = 0
    cost: float | None = 0.0  # US dollars; None = not known
    ms: float = 0.0
    notes: tuple[str, ...] = ()  # what the person should know about how it came about
    turn: int | None = None  # where it was kept
    confidence: float = field(
        default=0.0, compare=False
    )  # 0 to 1: how well the evidence carries the question
    left: str = field(default="", compare=False)  # what left this computer for it, in a sentence
    explained: Explained | None = field(default=None, compare=False)  # how it came about
