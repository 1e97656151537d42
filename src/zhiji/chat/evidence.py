"""Evidence: the span of a message that says something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhiji.chat.records import MessageId

Field = Literal["text", "caption", "transcript", "ocr"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """`quote` stands in `field` of version `version` of a message, from code point `start` up to `end`."""

    message: MessageId
    field: Field
    start: int
    end: int
    quote: str
    version: int = 0  # 0 = the text as first seen; edits count up
