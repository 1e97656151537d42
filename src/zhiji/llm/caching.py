"""A language model that isn't asked the very same twice about the same messages.

Kept are replies at temperature 0 to questions that name the chat messages they show: so a reply goes with any of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol

from zhiji.errors import LlmCutOff
from zhiji.llm.ledger import Ledger, LedgerEntry
from zhiji.llm.protocol import (
    AudioPart,
    CallPart,
    Cancel,
    Delta,
    ImagePart,
    Llm,
    LlmReply,
    LlmRequest,
    Part,
    Usage,
)


class Replies(Protocol):
    """Where replies are kept: the store's cache."""

    def get(self, found_by: bytes) -> str | None:
        """A reply, if it was kept."""
        ...

    def put(self, found_by: bytes, reply: str, *, kind: str, messages: Collection[int]) -> bool:
        """Keep a reply, unless one of the messages it was made of is gone by now."""
        ...


class CachedLlm:
    """An Llm that knows its former replies."""

    def __init__(
        self,
        llm: Llm,
        replies: Replies,
        ledger: Ledger,
        *,
        manner: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`manner` tells what else a reply depends on: what may leave this computer."""
        self._llm, self._replies, self._ledger, self._manner, self._clock = (
            llm,
            replies,
            ledger,
            manner,
            clock,
        )

    @property
    def name(self) -> str:
        """As it was asked for."""
        return self._llm.name

    @property
    def host(self) -> str:
        """Where the words go, if they must."""
        return self._llm.host

    def stream(self, request: LlmRequest, *, cancel: Cancel | None = None) -> Iterator[Delta | LlmReply]:
        """Deltas as they come, the whole LlmReply last; all at once if it is known."""
        if not keeps(request):
            return self._llm.stream(request, cancel=cancel)
        found_by = sha256(exact(self.name, request, self._manner).encode()).digest()
        kept = self._replies.get(found_by)
        if kept is not None:
            return self._again(kept, request)
        return self._anew(self._llm.stream(request, cancel=cancel), request, found_by)

    def complete(self, request: LlmRequest, *, cancel: Cancel | None = None) -> LlmReply:
        """The whole reply."""
        *_, last = self.stream(request, cancel=cancel)
        if not isinstance(last, LlmReply):  # a call ends with its reply or an error, always
            raise LlmCutOff(self.name)
        return last

    def _again(self, kept: str, request: LlmRequest) -> Iterator[Delta | LlmReply]:
        entry = LedgerEntry(
            when=self._clock(), purpose=request.purpose, llm=self.name, host=self.host, tokens_in=0, tokens_out=0,
            cost=0.0, left=None, ok=True, cached=True,
        )  # fmt: skip
        self._ledger.append(entry)
        reply = read(kept, llm=self.name, host=self.host)
        if reply.text or reply.reasoning:
            yield Delta(text=reply.text, reasoning=reply.reasoning)
        yield reply

    def _anew(
        self, stream: Iterator[Delta | LlmReply], request: LlmRequest, found_by: bytes
    ) -> Iterator[Delta | LlmReply]:
        for item in stream:
            if isinstance(item, LlmReply) and item.stopped in ("end", "calls"):
                self._replies.put(
                    found_by, written(item), kind=request.purpose, messages=request.derived_from
                )
            yield item


def keeps(request: LlmRequest) -> bool:
    """Whether a reply may be kept: it would be the same again, and it is known what it goes with."""
    told = len(set(request.derived_from))
    return request.temperature == 0 and told > 0 and told >= request.evidence and not request.allow_secrets


def exact(name: str, request: LlmRequest, manner: str = "") -> str:
    """All that a reply depends on."""
    said = [(message.role, [_part(part) for part in message.parts]) for message in request.messages]
    tools = [(tool.name, tool.about, dict(tool.parameters)) for tool in request.tools]
    limits = (request.schema, request.max_tokens, request.temperature, request.think)
    return json.dumps([name, manner, request.purpose, said, tools, limits], ensure_ascii=True, default=dict)


def _part(part: Part) -> list[object]:
    kind = type(part).__name__
    if isinstance(part, ImagePart | AudioPart):
        return [kind, sha256(part.data).hexdigest(), part.mime]
    return [kind, *asdict(part).values()]


def written(reply: LlmReply) -> str:
    """A reply as it is kept."""
    calls = [asdict(call) for call in reply.calls]
    fields = {"text": reply.text, "reasoning": reply.reasoning, "calls": calls, "stopped": reply.stopped}
    return json.dumps(fields, ensure_ascii=False)


def read(kept: str, *, llm: str, host: str) -> LlmReply:
    """A reply that was kept; it took nothing."""
    fields = json.loads(kept)
    calls = tuple(CallPart(**call) for call in fields.pop("calls"))
    reply = LlmReply(usage=Usage(), cost=0.0, llm=llm, host=host, cached=True, **fields)
    return replace(reply, calls=calls)
