"""Trying a language model: what it can do, and which of its quirks zhiji has to know. Nothing of the chats is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from zhiji.chat import Json
from zhiji.errors import LlmError
from zhiji.llm import providers
from zhiji.llm.loose_json import json_of
from zhiji.llm.protocol import (
    Delta,
    Llm,
    LlmMessage,
    LlmReply,
    LlmRequest,
    LlmTool,
    ReasoningPart,
    ResultPart,
    say,
)

Ability = Literal["reply", "stream", "json", "tools", "reasoning"]
Opened = Callable[[Mapping[str, Any]], Llm]  # the LLM, with some quirks taken to be otherwise
_SHAPE: dict[str, Json] = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "letters": {"type": "integer"}},
    "required": ["city", "letters"],
    "additionalProperties": False,
}
_TIDE: dict[str, Json] = {
    "type": "object",
    "properties": {"harbour": {"type": "string"}},
    "required": ["harbour"],
}
_TOOL = LlmTool("tide", "When the tide is high in a harbour", _TIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeFinding:
    """One thing that was tried."""

    what: Ability
    ok: bool | None  # None = it doesn't do that, and needn't
    told: str  # how, or why not


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A language model as it was found."""

    llm: str
    host: str
    findings: tuple[ProbeFinding, ...]
    learned: Mapping[str, Any] = field(default_factory=dict)  # quirks that differ from what was written
    tokens: int = 0
    cost: float | None = 0.0  # US dollars; None = not known

    @property
    def verified(self) -> bool:
        """Whether it replies; the rest are abilities."""
        return any(one.what == "reply" and one.ok for one in self.findings)


def probe(opened: Opened) -> Probe:
    """All that is found by a handful of short questions. What fails is told in its finding; a shut gate is an error."""
    return _Probing(opened).done()


class _Probing:
    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._learned: dict[str, Any] = {}
        self._replies: list[LlmReply] = []
        self._llm = opened({})

    def done(self) -> Probe:
        findings = [self._reply()]
        if findings[0].ok:
            findings += [self._stream(), self._json(), self._tools(), self._reasoning()]
        costs = [reply.cost for reply in self._replies]
        return Probe(
            llm=self._llm.name,
            host=self._llm.host,
            findings=tuple(findings),
            learned=self._learned,
            tokens=sum(one.usage.tokens_in + one.usage.tokens_out for one in self._replies),
            cost=None if None in costs else sum(filter(None, costs)),
        )

    def _reply(self) -> ProbeFinding:
        stream = self._llm.stream(_asked("Reply with the one word: ready"))  # LeaveRefused goes to the caller
        try:
            reply = self._whole(stream)
        except LlmError as error:
            return ProbeFinding(what="reply", ok=False, told=str(error))
        if not reply.text.strip():
            return ProbeFinding(what="reply", ok=False, told=f"{self._llm.name} replied without a word.")
        return ProbeFinding(what="reply", ok=True, told="it replies")

    def _stream(self) -> ProbeFinding:
        pieces = 0

        def counted(stream: Iterator[Delta | LlmReply]) -> Iterator[Delta | LlmReply]:
            nonlocal pieces
            for item in stream:
                pieces += isinstance(item, Delta) and bool(item.text)
                yield item

        try:
            self._whole(counted(self._llm.stream(_asked("Write the numbers from 1 to 30, with spaces."))))
        except LlmError as error:
            return ProbeFinding(what="stream", ok=False, told=str(error))
        if pieces < 2:
            return ProbeFinding(what="stream", ok=False, told="the reply comes in one piece")
        return ProbeFinding(what="stream", ok=True, told=f"the reply came in {pieces} pieces")

    def _json(self) -> ProbeFinding:
        """As it is configured, else in the first way that works."""
        request = replace(
            _asked("Which city is the Louvre in, and how many letters has its name?"), schema=_SHAPE
        )
        why = ""
        for way in get_args(providers.Json):
            learned = {"json": way} if way else {}
            try:
                found = json_of(self._completed(request, learned).text, opening="{")
            except LlmError as error:
                why = why or str(error)
            except ValueError:
                why = why or "what it wrote was no JSON"
            else:
                if _is_as_asked(found):
                    self._learned |= learned
                    return ProbeFinding(what="json", ok=True, told=_BY_WAY[way])
                why = why or "the JSON was another than asked for"
        return ProbeFinding(what="json", ok=False, told=why)

    def _tools(self) -> ProbeFinding:
        request = replace(_asked("When is the tide high in Whitby? Use the tool."), tools=(_TOOL,))
        try:
            reply = self._completed(request, self._learned)
        except LlmError as error:
            return ProbeFinding(what="tools", ok=False, told=str(error))
        if not any(call.name == _TOOL.name and call.arguments.get("harbour") for call in reply.calls):
            return ProbeFinding(what="tools", ok=False, told="it did not call the tool")
        return self._after_call(request, reply)

    def _after_call(self, request: LlmRequest, reply: LlmReply) -> ProbeFinding:
        """Whether the tool's result is taken, and which thoughts must go back with it."""
        thought = [ReasoningPart(reply.reasoning)] if reply.reasoning else []
        said = (
            say("assistant", *thought, *reply.calls),
            *(LlmMessage("tool", (ResultPart(one.id, one.name, "at 14:20"),)) for one in reply.calls),
        )
        why = ""
        for echo in ("", *get_args(providers.Echo)):
            learned = {"echo": echo} if echo else {}
            try:
                self._completed(
                    replace(request, messages=(*request.messages, *said)), self._learned | learned
                )
            except LlmError as error:
                why = why or str(error)
            else:
                self._learned |= learned
                return ProbeFinding(what="tools", ok=True, told="it calls tools and takes their results")
        return ProbeFinding(what="tools", ok=False, told=why)

    def _reasoning(self) -> ProbeFinding:
        if any("<think>" in one.text or "</think>" in one.text for one in self._replies):
            return ProbeFinding(what="reasoning", ok=False, told="its thoughts stand in its replies")
        if any(one.reasoning for one in self._replies):
            return ProbeFinding(what="reasoning", ok=True, told="it thinks, apart from its replies")
        return ProbeFinding(what="reasoning", ok=None, told="no thoughts were seen")

    def _completed(self, request: LlmRequest, learned: Mapping[str, Any]) -> LlmReply:
        return self._whole(self._opened(learned).stream(request))

    def _whole(self, stream: Iterator[Delta | LlmReply]) -> LlmReply:
        *_, reply = stream
        assert isinstance(reply, LlmReply)  # so streams end, by the protocol
        self._replies.append(reply)
        return reply


_BY_WAY = {
    "": "it gives JSON as it was asked for",
    "schema": "it gives JSON by a schema",
    "tool": "it gives JSON by the call of a tool",
    "object": "it gives JSON as an object of any shape",
    "none": "it gives JSON where words ask for it",
}


def _is_as_asked(found: Json) -> bool:
    return (
        isinstance(found, dict)
        and isinstance(found.get("city"), str)
        and isinstance(found.get("letters"), int)
    )


def _asked(question: str) -> LlmRequest:
    return LlmRequest(messages=(say("user", question),), purpose="answers", max_tokens=300, temperature=0.0)
