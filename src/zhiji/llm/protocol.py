"""What is said to a language model and what comes back, as values; and what one is, as protocols."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from zhiji.chat import Json

Role = Literal["system", "user", "assistant", "tool"]
Purpose = Literal["answers", "memory", "pictures", "embeddings", "reranking"]
Stopped = Literal["end", "length", "calls", "cancelled"]


@dataclass(frozen=True, slots=True)
class TextPart:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class ImagePart:
    """A picture; `mime` like "image/jpeg"."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class AudioPart:
    """A recording; `mime` like "audio/wav"."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class ReasoningPart:
    """What the language model thought before it called a tool; some want it back with the result."""

    text: str


@dataclass(frozen=True, slots=True)
class CallPart:
    """A tool that the language model wants used."""

    id: str
    name: str
    arguments: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class ResultPart:
    """What a tool gave, for the call of that id; in a message of role "tool"."""

    id: str
    name: str
    text: str


Part = TextPart | ImagePart | AudioPart | ReasoningPart | CallPart | ResultPart


@dataclass(frozen=True, slots=True)
class LlmMessage:
    """One message of a conversation with a language model."""

    role: Role
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LlmTool:
    """A tool as the language model sees it; `parameters` is a JSON schema of an object."""

    name: str
    about: str
    parameters: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmRequest:
    """One question to a language model, with all it needs to answer."""

    messages: tuple[LlmMessage, ...]
    purpose: Purpose
    max_tokens: int | None = None
    temperature: float | None = None
    schema: Mapping[str, Json] | None = None  # JSON schema of an object: the reply's text is to be such JSON
    tools: tuple[LlmTool, ...] = ()
    evidence: int = 0  # how many chat messages are among the words, for the ledger
    derived_from: tuple[
        int, ...
    ] = ()  # ids of those chat messages: a kept reply goes with any of them; without them none is kept
    telling: tuple[
        str, ...
    ] = ()  # texts that aren't sent: what they tell of secrets is kept back from those that are
    allow_secrets: bool = False  # the owner said yes for this one answer
    think: bool | None = None  # False = as little as it can before it replies; None = as it is used to


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one call."""

    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0  # of those read, what the endpoint had read before and takes less for
    estimated: bool = False  # the endpoint didn't tell


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    read: float
    written: float | None = None  # None = not known; embedders write none
    cached: float | None = None  # read before; None = as if it weren't

    def of(self, usage: Usage) -> float | None:
        """What a call took; None if that isn't known."""
        if self.written is None and usage.tokens_out:
            return None
        new = usage.tokens_in - usage.tokens_cached
        again = self.read if self.cached is None else self.cached
        return (new * self.read + usage.tokens_cached * again + usage.tokens_out * (self.written or 0)) / 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """A little more of the reply."""

    text: str = ""
    reasoning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """The end of what a backend yields."""

    usage: Usage | None = None  # None = not told
    cost: float | None = None  # US dollars; None = not known
    calls: tuple[CallPart, ...] = ()
    stopped: Stopped = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmReply:
    """The whole reply; names and secrets that were replaced on the way out are back in place."""

    text: str
    reasoning: str
    usage: Usage
    cost: float | None  # US dollars; None = not known
    llm: str
    host: str  # "" = inside this process
    calls: tuple[CallPart, ...] = field(default=())
    stopped: Stopped = "end"
    cached: bool = False  # given before, to the very same question; nobody was asked now
    notes: tuple[str, ...] = ()  # why another language model than the one asked has replied


@dataclass(frozen=True, slots=True)
class Alias:
    """Whose names they are: the number never changes, so neither does the placeholder (Person12a, Chat3a)."""

    number: int
    names: tuple[
        str, ...
    ]  # as written in the chats, the main one first; account names, nicknames, phone numbers
    kind: Literal["person", "chat"] = "person"


class Cancel(Protocol):
    """Says whether to stop; a threading.Event is one."""

    def is_set(self) -> bool:
        """True from the moment the caller wants no more."""
        ...


class Backend(Protocol):
    """One language model, without gate and ledger: what a plug-in in the group zhiji.llms builds.

    The entry point is called with the LLM's name behind the colon and with the `Endpoint` from config.toml, or None.
    """

    @property
    def host(self) -> str:
        """Where the words go: a host name or address, "" inside this process. The gate goes by it."""
        ...

    def stream(self, request: LlmRequest, cancel: Cancel) -> Iterator[Delta | Finish]:
        """Deltas as they come, then one Finish; LlmError errors for what goes wrong. Soon stops once cancelled."""
        ...


class Llm(Protocol):
    """A language model behind the gate and the ledger. May be used from several threads."""

    @property
    def name(self) -> str:
        """As it was asked for: "ollama:qwen3"."""
        ...

    @property
    def host(self) -> str:
        """Where the words go; "" inside this process."""
        ...

    def stream(self, request: LlmRequest, *, cancel: Cancel | None = None) -> Iterator[Delta | LlmReply]:
        """Deltas as they come, the whole LlmReply last. LeaveRefused at once where the gate is shut."""
        ...

    def complete(self, request: LlmRequest, *, cancel: Cancel | None = None) -> LlmReply:
        """The whole reply."""
        ...


def say(role: Role, *parts: str | Part) -> LlmMessage:
    """A message of words and other parts."""
    return LlmMessage(role, tuple(TextPart(part) if isinstance(part, str) else part for part in parts))


def words_of(message: LlmMessage) -> str:
    """The words of a message, without what was thought."""
    texts = (part.text for part in message.parts if isinstance(part, TextPart | ResultPart))
    return "\n".join(texts)


def estimate_tokens(text: str) -> int:
    """About how many tokens a text has: a Chinese character is about one, of other letters about four make one."""
    wide = sum(char >= "\u2e80" for char in text)
    return wide + (len(text) - wide + 3) // 4
