"""Words to programs that may read a chat: what stands in such a message is no evidence of anything."""

from __future__ import annotations

import re

_TO_MACHINES = re.compile(
    r"\b(?:any|all|the|dear|attention|note to|hey|hi)? ?(?:AI|LLM|chat ?bot|language model)s?\b.{0,60}\b(?:assistants?|agents?|models?|reading|must|should|please|ignore|tell|note)\b"
    r"|\b(?:ignore|disregard) (?:all |any )?(?:previous|prior|above|earlier) (?:instructions?|messages?|rules?)\b|\bsystem prompt\b"
    r"|(?:AI|智能|语言模型|人工智能)\s?(?:助手|模型|机器人).{0,12}(?:注意|请|必须|以后|忽略|执行)|忽略(?:之前|以上|前面)的?(?:所有)?(?:指令|要求)",
    re.I,
)


def to_machines(text: str) -> bool:
    """Whether a message speaks to assistants such as this one."""
    return bool(_TO_MACHINES.search(text))
