"""What a message says and its sender takes back later: "it's dairy", and then "not dairy, it's kiwi"."""

from __future__ import annotations

import re
from datetime import timedelta

from zhiji.assistant.kinds.means import Means
from zhiji.chat import Message
from zhiji.language import fold, is_stop_word

_READ, _WITHIN = 400, timedelta(days=400)
_DENIED = re.compile(
    r"\b(?:not|no longer|isn't|wasn't|aren't) (?:an? |the |actually |really )?([a-z]{3,})|不是([\u3400-\u9fff]{2,4})",
    re.I,
)


def put_right(message: Message, means: Means) -> Message | None:
    """The first later words of the same sender there that deny a word of it; None if there are none."""
    text = fold(message.text)
    return next(
        (
            one
            for one in means.context.following(message, _READ, within=_WITHIN)
            if one.sender.id == message.sender.id and one.when <= means.now and _denies(one.text, text)
        ),
        None,
    )


def _denies(later: str, text: str) -> bool:
    for match in _DENIED.finditer(fold(later)):
        word = match[1] or match[2]
        if match[1] and not is_stop_word(word) and re.search(rf"\b{re.escape(word)}\b", text):
            return True
        if match[2] and any(word[:size] in text for size in range(len(word), 1, -1)):
            return True
    return False
