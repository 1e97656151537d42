"""Between our records and those of pydantic-ai. Imports it, so it is itself imported where a call is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic_ai import messages as theirs
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.tools import ToolDefinition

from zhiji.llm import thoughts
from zhiji.llm.protocol import (
    AudioPart,
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
from zhiji.llm.providers import Json, Quirks
from zhiji.llm.target import Target

REPLY = "reply"  # the tool by which an LLM without JSON schemas hands over its JSON


def json_way(request: LlmRequest, quirks: Quirks, profile: Any) -> Json:
    """How this request's JSON is asked for; "" if none is wanted."""
    if request.schema is None:
        return ""
    return quirks.json or ("schema" if profile.get("supports_json_schema_output") else "tool")


def messages(request: LlmRequest, *, system: str, quirks: Quirks, way: Json) -> list[Any]:
    """The conversation; `system` names whose reasoning it holds."""
    told = [
        theirs.ModelResponse(parts=[*_said(message, system, quirks)])
        if message.role == "assistant"
        else theirs.ModelRequest(parts=[*_asked(message)])
        for message in request.messages
    ]
    if way in ("object", "none") or (way == "tool" and quirks.tool_choice == "auto"):
        told.insert(0, theirs.ModelRequest(parts=[theirs.SystemPromptPart(_in_words(request, way))]))
    return told


def _in_words(request: LlmRequest, way: Json) -> str:
    """What JSON is wanted, for those who can't be made to keep to it."""
    if way == "tool":
        return f"Hand over your reply by calling the tool {REPLY}."
    shape = json.dumps(request.schema, ensure_ascii=False)
    return f"Reply with one JSON object and nothing else, as this JSON schema describes it: {shape}"


def _said(message: LlmMessage, system: str, quirks: Quirks) -> Iterator[Any]:
    calls = any(isinstance(part, CallPart) for part in message.parts)
    back = quirks.echo == "always" or (quirks.echo == "calls" and calls)
    for part in message.parts:
        if isinstance(part, TextPart):
            yield theirs.TextPart(part.text)
        elif isinstance(part, ReasoningPart) and back:
            yield _thought(part.text, system, quirks)
        elif isinstance(part, CallPart):
            yield theirs.ToolCallPart(part.name, dict(part.arguments), tool_call_id=part.id)


def _thought(text: str, system: str, quirks: Quirks) -> Any:
    if quirks.echo_as == "tags":
        return theirs.TextPart(f"{thoughts.OPEN}{text}{thoughts.CLOSE}\n")
    return theirs.ThinkingPart(text, id=quirks.reasoning or "reasoning_content", provider_name=system)


def _asked(message: LlmMessage) -> Iterator[Any]:
    results = [part for part in message.parts if isinstance(part, ResultPart)]
    yield from (theirs.ToolReturnPart(part.name, part.text, tool_call_id=part.id) for part in results)
    texts = [part.text for part in message.parts if isinstance(part, TextPart)]
    if message.role == "system":
        yield from map(theirs.SystemPromptPart, texts)
    elif media := [part for part in message.parts if isinstance(part, ImagePart | AudioPart)]:
        yield theirs.UserPromptPart(
            [*texts, *(theirs.BinaryContent(one.data, media_type=one.mime) for one in media)]
        )
    elif texts:
        yield theirs.UserPromptPart("\n".join(texts))


def parameters(request: LlmRequest, quirks: Quirks, *, way: Json) -> Any:
    """The tools, and the shape of the reply: by the endpoint's own JSON schemas or by a tool call, if either."""
    tools = [
        ToolDefinition(
            name=tool.name,
            description=tool.about,
            parameters_json_schema=dict(tool.parameters),
            strict=quirks.strict or None,
        )
        for tool in request.tools
    ]
    shape = dict(request.schema or {})
    if way == "schema":
        shaped = OutputObjectDefinition(json_schema=shape, name=REPLY)
        return ModelRequestParameters(function_tools=tools, output_mode="native", output_object=shaped)
    if way == "tool":
        reply = ToolDefinition(name=REPLY, parameters_json_schema=shape, kind="output")
        return ModelRequestParameters(
            function_tools=tools, output_mode="tool", output_tools=[reply], allow_text_output=False
        )
    return ModelRequestParameters(function_tools=tools)


def settings(request: LlmRequest, target: Target, profile: Any, *, way: Json) -> Any:
    """Limits of one call; retries are ours alone. An endpoint that keeps conversations is told not to."""
    quirks = target.quirks
    chosen: dict[str, Any] = {"max_retries": 0}
    if target.dialect == "responses":
        chosen["openai_store"] = False
    if request.max_tokens is not None:
        chosen["max_tokens"] = request.max_tokens + target.room(request)
    if (
        request.temperature is not None
        and quirks.temperature
        and not profile.get("openai_supports_reasoning")
    ):
        chosen["temperature"] = request.temperature
    if request.think is False and not quirks.think_less:
        chosen["thinking"] = False  # the client knows how that is said to some
    body = dict(quirks.body)
    if request.think is False:
        body |= quirks.think_less
    if way == "object":
        body["response_format"] = {"type": "json_object"}
    if body:
        chosen["extra_body"] = body
    return chosen


class Deltas:
    """Events to deltas. JSON that comes as a call of the tool `reply` is the reply's text."""

    def __init__(self) -> None:
        self._replies: set[int] = set()  # the indexes of parts that are calls of `reply`
        self._text = thoughts.Thoughts()

    def of(self, event: Any) -> Delta | None:
        """What the event adds to the reply; None if nothing."""
        if isinstance(event, theirs.PartStartEvent):
            return self._begun(event)
        if isinstance(event, theirs.PartDeltaEvent):
            return self._continued(event)
        return None

    def rest(self) -> Delta:
        """What was held back, at the end."""
        return self._text.rest()

    def _begun(self, event: theirs.PartStartEvent) -> Delta | None:
        part = event.part
        if isinstance(part, theirs.TextPart):
            return self._text.feed(part.content)
        if isinstance(part, theirs.ThinkingPart):
            return Delta(reasoning=part.content)
        if isinstance(part, theirs.ToolCallPart) and part.tool_name == REPLY:
            self._replies.add(event.index)
            return Delta(text=_as_json(part.args))
        return None

    def _continued(self, event: theirs.PartDeltaEvent) -> Delta | None:
        delta = event.delta
        if isinstance(delta, theirs.TextPartDelta):
            return self._text.feed(delta.content_delta)
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
    return Usage(
        tokens_in=told.input_tokens,
        tokens_out=told.output_tokens,
        tokens_cached=min(told.cache_read_tokens, told.input_tokens),
    )
