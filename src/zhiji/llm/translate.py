"""Between our records and those of pydantic-ai. Imports it, so it is itself imported where a call is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic_ai import messages as theirs
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.tools import ToolDefinition

from zhiji.llm.protocol import (
    CallPart,
    Delta,
    ImagePart,
    LlmMessage,
    LlmRequest,
    ReasoningPart,
    ResultPart,
    TextPart,
    Usage,
)

REPLY = "reply"  # the tool by which an LLM without JSON schemas hands over its JSON


def messages(request: LlmRequest, *, system: str) -> list[Any]:
    """The conversation; `system` names whose reasoning it holds."""
    return [
        theirs.ModelResponse(parts=[*_said(message, system)])
        if message.role == "assistant"
        else theirs.ModelRequest(parts=[*_asked(message)])
        for message in request.messages
    ]


def _said(message: LlmMessage, system: str) -> Iterator[Any]:
    for part in message.parts:
        if isinstance(part, TextPart):
            yield theirs.TextPart(part.text)
        elif isinstance(part, ReasoningPart):
            yield theirs.ThinkingPart(part.text, id="reasoning_content", provider_name=system)
        elif isinstance(part, CallPart):
            yield theirs.ToolCallPart(part.name, dict(part.arguments), tool_call_id=part.id)


def _asked(message: LlmMessage) -> Iterator[Any]:
    results = [part for part in message.parts if isinstance(part, ResultPart)]
    yield from (theirs.ToolReturnPart(part.name, part.text, tool_call_id=part.id) for part in results)
    texts = [part.text for part in message.parts if isinstance(part, TextPart)]
    if message.role == "system":
        yield from map(theirs.SystemPromptPart, texts)
    elif pictures := [part for part in message.parts if isinstance(part, ImagePart)]:
        yield theirs.UserPromptPart(
            [*texts, *(theirs.BinaryContent(one.data, media_type=one.mime) for one in pictures)]
        )
    elif texts:
        yield theirs.UserPromptPart("\n".join(texts))


def parameters(request: LlmRequest, *, schemas: bool) -> Any:
    """The tools, and the shape of the reply: by the endpoint's own JSON schemas if it has them, else by a tool call."""
    tools = [
        ToolDefinition(name=tool.name, description=tool.about, parameters_json_schema=dict(tool.parameters))
        for tool in request.tools
    ]
    if request.schema is None:
        return ModelRequestParameters(function_tools=tools)
    shape = dict(request.schema)
    return ModelRequestParameters(
        function_tools=tools,
        output_mode="native" if schemas else "tool",
        output_object=OutputObjectDefinition(json_schema=shape, name=REPLY) if schemas else None,
        output_tools=[]
        if schemas
        else [ToolDefinition(name=REPLY, parameters_json_schema=shape, kind="output")],
        allow_text_output=schemas,
    )


def settings(request: LlmRequest, *, keeps: bool) -> Any:
    """Limits of one call; retries are ours alone. An endpoint that keeps conversations is told not to."""
    chosen: dict[str, Any] = {"max_retries": 0}
    if keeps:
        chosen["openai_store"] = False
    if request.max_tokens is not None:
        chosen["max_tokens"] = request.max_tokens
    if request.temperature is not None:
        chosen["temperature"] = request.temperature
    return chosen


class Deltas:
    """Events to deltas. JSON that comes as a call of the tool `reply` is the reply's text."""

    def __init__(self) -> None:
        self._replies: set[int] = set()  # the indexes of parts that are calls of `reply`

    def of(self, event: Any) -> Delta | None:
        """What the event adds to the reply; None if nothing."""
        if isinstance(event, theirs.PartStartEvent):
            return self._begun(event)
        if isinstance(event, theirs.PartDeltaEvent):
            return self._continued(event)
        return None

    def _begun(self, event: theirs.PartStartEvent) -> Delta | None:
        part = event.part
        if isinstance(part, theirs.TextPart):
            return Delta(text=part.content)
        if isinstance(part, theirs.ThinkingPart):
            return Delta(reasoning=part.content)
        if isinstance(part, theirs.ToolCallPart) and part.tool_name == REPLY:
            self._replies.add(event.index)
            return Delta(text=_as_json(part.args))
        return None

    def _continued(self, event: theirs.PartDeltaEvent) -> Delta | None:
        delta = event.delta
        if isinstance(delta, theirs.TextPartDelta):
            return Delta(text=delta.content_delta)
        if isinstance(delta, theirs.ThinkingPartDelta):
            return Delta(reasoning=delta.content_delta or "")
        if isinstance(delta, theirs.ToolCallPartDelta) and event.index in self._replies:
            return Delta(text=_as_json(delta.args_delta))
        return None


def _as_json(arguments: Any) -> str:
    if not arguments:
        return ""
    return arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)


def calls(response: Any) -> tuple[CallPart, ...]:
    """The tools that the LLM wants used; arguments that are no JSON object come as {"": what was written}."""
    return tuple(
        CallPart(call.tool_call_id, call.tool_name, _arguments(call))
        for call in response.tool_calls
        if call.tool_name != REPLY
    )


def _arguments(call: Any) -> dict[str, Any]:
    if isinstance(call.args, dict):
        return dict(call.args)
    try:
        read = json.loads(call.args or "{}")
    except ValueError:
        read = None
    return read if isinstance(read, dict) else {"": str(call.args)}


def usage(response: Any) -> Usage | None:
    """As the endpoint told it; None if it didn't."""
    told = response.usage
    if not told.input_tokens and not told.output_tokens:
        return None
    return Usage(tokens_in=told.input_tokens, tokens_out=told.output_tokens)
