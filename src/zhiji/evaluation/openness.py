"""Whether a language model's weights are open, by its name, so that open and closed ones can be set against each other."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from zhiji.hosts import is_here

Weights = Literal["open", "closed", "unknown", "none"]  # none: no language model, or a made-up one

_OPEN = re.compile(
    r"gpt-oss|gemma|llama|mistral|mixtral|phi-?\d|deepseek|glm-\d|kimi-k|minimax-m|hunyuan-a|qwen"
)
_CLOSED = re.compile(
    r"^(?:openai|anthropic|google):|claude|gemini|gpt-\d|\bo\d\b|qwen[\d.]*-(?:max|plus|turbo)"
)


def weights(name: str, host: str, *, told_open: Collection[str] | None = None) -> Weights:
    """Open where `told_open` names it, or, if nobody told, where the name says so or it runs on this computer."""
    if name == "none" or not host:
        return "none"
    if told_open is not None:
        return "open" if name in told_open else "closed"
    if is_here(host):
        return "open"
    called = name.lower()
    if _CLOSED.search(called) and not re.search(r"gpt-oss|gemma", called):
        return "closed"
    return "open" if _OPEN.search(called) else "unknown"
