"""What the made-up endpoint does for LLMs of these names, as those who serve real ones do."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}


def pieces(text: str) -> list[str]:
    """Cut where no tokenizer would, so that placeholders come in halves."""
    return [text[at : at + 3] for at in range(0, len(text), 3)]


def _wants_thoughts_back(handler: Any, body: dict[str, Any]) -> None:
    """As DeepSeek: what was thought before a call must come back with its result."""
    calls = [one for one in body["messages"] if one.get("tool_calls")]
    if any(not one.get("reasoning_content") for one in calls):
        handler._error(400, message="The reasoning_content must be passed back")
    else:
        _thinks_and_calls(handler, body)


def _wants_none_back(handler: Any, body: dict[str, Any]) -> None:
    """As the R1 of old: what was thought must not come back."""
    if any("reasoning_content" in one for one in body["messages"]):
        handler._error(400, message="reasoning_content is not allowed")
    else:
        _thinks_and_calls(handler, body)


def _thinks_and_calls(handler: Any, body: dict[str, Any]) -> None:
    handler._begin("text/event-stream")
    handler._chunks({"reasoning_content": word} for word in ("Better ", "look."))
    if body.get("tools") and body["messages"][-1]["role"] == "user":
        handler._call(body["tools"][0]["function"]["name"], '{"who": "Mum", "harbour": "Whitby"}')
    else:
        handler._chunks({"content": piece} for piece in pieces(handler.server.say()))
        handler._chunks([{}], finish="stop")
    handler._write(b"data: [DONE]\n\n")
    handler._write(b"")


def _tagged(handler: Any, body: dict[str, Any]) -> None:
    """Thoughts within the text, cut anywhere."""
    handler._begin("text/event-stream")
    handler._chunks(
        {"content": one} for one in pieces(f"<think>She said Friday.</think>\n\n{handler.server.say()}")
    )
    handler._chunks([{}], finish="stop")
    handler._event({"choices": [], "usage": USAGE})
    handler._write(b"data: [DONE]\n\n")
    handler._write(b"")


def _base_resp(handler: Any, body: dict[str, Any]) -> None:
    """As MiniMax: an error with HTTP 200."""
    handler._send({"choices": None, "base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}})


def _busy_in_200(handler: Any, body: dict[str, Any]) -> None:
    handler._send({"base_resp": {"status_code": 1002, "status_msg": "rate limit"}})


def _fails_in_stream(handler: Any, body: dict[str, Any]) -> None:
    handler._begin("text/event-stream")
    handler._chunks([{"content": "Mum "}])
    handler._event({"choices": [], "base_resp": {"status_code": 1027, "status_msg": "sensitive"}})
    handler._write(b"")


def _ends_early(handler: Any, body: dict[str, Any]) -> None:
    """The connection closes as if all had been said."""
    handler._begin("text/event-stream")
    handler._chunks([{"content": "Mum comes "}])
    handler._write(b"")


def _babbles(handler: Any, body: dict[str, Any]) -> None:
    handler._begin("text/event-stream")
    handler._write(b"data: {no JSON\n\n")
    handler._write(b"data: [DONE]\n\n")
    handler._write(b"")


def _drips(handler: Any, body: dict[str, Any]) -> None:
    """Slowly, the words that it was asked, so that each stream is known again."""
    handler._begin("text/event-stream")
    for piece in pieces(body["messages"][-1]["content"]):
        handler._chunks([{"content": piece}])
        time.sleep(0.01)
    handler._chunks([{}], finish="stop")
    handler._event({"choices": [], "usage": USAGE})
    handler._write(b"data: [DONE]\n\n")
    handler._write(b"")


def _quotes(handler: Any, body: dict[str, Any]) -> None:
    """Slowly, the line of the evidence that has the longest word of the question, quoted."""
    evidence, _, question = body["messages"][-1]["content"].partition("The question:")
    word = max(re.findall(r"\w+", question), key=len)
    number, words = next(
        (line[1 : line.index("]")], line.rpartition(": ")[2])
        for line in evidence.split("\n")
        if line.startswith("[") and word in line
    )
    handler._begin("text/event-stream")
    for piece in pieces(f"“{words}” [{number}]"):
        handler._chunks([{"content": piece}])
        time.sleep(0.002)
    handler._chunks([{}], finish="stop")
    handler._write(b"data: [DONE]\n\n")
    handler._write(b"")


def _streams_nothing(handler: Any, body: dict[str, Any]) -> None:
    """The whole reply at once, though a stream was asked for."""
    message = {"role": "assistant", "content": handler.server.say()}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    handler._send({"id": "1", "object": "chat.completion", "created": 1, "model": "fake", "choices": [choice],
                   "usage": USAGE})  # fmt: skip


def _is_silent(handler: Any, body: dict[str, Any]) -> None:
    """A stream without a word."""
    handler._begin("text/event-stream")
    handler._write(b"data: [DONE]\n\n")
    handler._write(b"")


ODD: dict[str, Callable[[Any, dict[str, Any]], None]] = {
    "strict": _wants_thoughts_back,
    "forgetful": _wants_none_back,
    "tagged": _tagged,
    "poor-in-200": _base_resp,
    "busy-in-200-once": _busy_in_200,
    "fails-in-stream": _fails_in_stream,
    "ends-early": _ends_early,
    "babbles": _babbles,
    "at-once": _streams_nothing,
    "wordless": _is_silent,
    "drips": _drips,
    "quotes": _quotes,
    "busy-once": lambda handler, _: handler._error(429, wait="2"),
    "busy": lambda handler, _: handler._error(429, wait="120"),
    "faulty-once": lambda handler, _: handler._error(503),
    "spent": lambda handler, _: handler._error(429, code="insufficient_quota", message="no quota"),
}
