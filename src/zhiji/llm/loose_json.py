"""JSON as language models write it: with a fence around it, words before and after, and commas too many."""

from __future__ import annotations

import json
import re

from zhiji.chat import Json

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_STRING = r'"(?:[^"\\]|\\.)*"'
_COMMA = re.compile(rf"({_STRING})|,(?=\s*[}}\]])", re.DOTALL)
_TRIES = 8  # opening brackets to begin at: words before the JSON may hold some


def json_of(text: str, *, opening: str = "{[") -> Json:
    """The first object or list in a reply, or only what begins with that bracket. ValueError if there is none."""
    text = _COMMA.sub(lambda found: found[1] or "", _THOUGHT.sub("", text))
    begins = [at for at, letter in enumerate(text) if letter in opening][:_TRIES]
    for begin in begins:
        try:
            value: Json = json.JSONDecoder(strict=False).raw_decode(text, begin)[0]
        except (ValueError, RecursionError):
            continue
        return value
    raise ValueError("no JSON")
