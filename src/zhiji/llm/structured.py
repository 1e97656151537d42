"""JSON from a language model, whatever it wraps it in; asked for once more where it can't be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from zhiji.chat import Json
from zhiji.errors import LlmFailed
from zhiji.llm.protocol import Cancel, Llm, LlmReply, LlmRequest, say

T = TypeVar("T")


def ask_json(
    llm: Llm, request: LlmRequest, read: Callable[[dict[str, Json]], T], *, cancel: Cancel | None = None
) -> tuple[T, LlmReply]:
    """What `read` makes of the JSON that comes (ValueError, KeyError or TypeError if it can't), and the reply it came in.

    What can't be read is asked for once more, with the reason; then it is LlmFailed.
    """
    reply = llm.complete(request, cancel=cancel)
    try:
        return read(json_of(reply.text)), reply
    except (ValueError, KeyError, TypeError) as error:
        again = say(
            "user", f"That can't be read ({type(error).__name__}). Reply with the JSON alone, as described."
        )
        messages = (*request.messages, say("assistant", reply.text or "-"), again)
        reply = llm.complete(replace(request, messages=messages), cancel=cancel)
    try:
        return read(json_of(reply.text)), reply
    except (ValueError, KeyError, TypeError) as error:
        why = "what it wrote is not the JSON that was asked for, twice"
        raise LlmFailed(llm.name, why, kind="odd reply") from error


def json_of(text: str) -> dict[str, Json]:
    """The JSON object in a reply: alone, in a fence, or with words around it. ValueError if there is none."""
    start = text.find("{")
    while start >= 0:
        try:
            found, _ = json.JSONDecoder().raw_decode(text, start)
        except ValueError:
            start = text.find("{", start + 1)
        else:
            return dict(found)
    raise ValueError("no JSON object")
