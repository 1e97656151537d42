"""What a message says and its sender takes back later: "it's dairy", and then "not dairy, it's kiwi"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.passages import whole
from zhiji.chat import Message, MessageId
from zhiji.language import fold, is_stop_word, tokens
from zhiji.language.times import find_times

_READ, _WITHIN = 400, timedelta(days=400)
_COMMON = 100  # of so many messages one has a common word
_FEW = 8  # messages that have a word which tells, in a small archive
_DENIED = re.compile(
    r"\b(?:not|isn't|wasn't|aren't) (?:an? |the |actually |really )?([a-z]{4,})|不是([\u3400-\u9fff]{2,4})",
    re.I,
)


def put_right(message: Message, means: Means) -> Message | None:
    """The first later words of the same sender there that deny a word of it; None if there are none."""
    text = fold(message.text)
    return next(
        (
            one
            for one in means.context.following(message, _READ, within=_WITHIN)
            if one.sender.id == message.sender.id and one.when <= means.now and _denies(one, text, means)
        ),
        None,
    )


def with_denials(draft: Draft, means: Means) -> Draft:
    """A draft in which what was denied later has that below it."""
    seen = {part.message.id for section in draft.sections for one in section.shown for part in one.parts}
    return replace(draft, sections=tuple(_denied(one, seen, means) for one in draft.sections))


def _denied(section: Section, seen: set[MessageId], means: Means) -> Section:
    lines: list[Shown] = []
    for one in section.shown:
        after = put_right(one.passage.message, means) if one.passage.message.id > 0 else None
        part = whole(after) if after and after.id not in seen else None
        if part:
            seen.add(part.message.id)
        lines.append(replace(one, replies=(*one.replies, part)) if part else one)
    return replace(section, shown=tuple(lines))


def _denies(later: Message, text: str, means: Means) -> bool:
    for match in _DENIED.finditer(fold(later.text)):
        if match[1] and re.search(rf"\b{re.escape(match[1])}\b", text) and _tells(match[1], means):
            return True
        if match[2] and any(
            match[2][:size] in text and _tells(match[2][:size], means) for size in range(len(match[2]), 1, -1)
        ):
            return True
    return False


def _tells(word: str, means: Means) -> bool:
    """Whether few have the word, so that it is the same matter, and it is no time: "not today"."""
    form = tokens(word)
    if not form or is_stop_word(word) or find_times(word, means.now):
        return False
    return means.context.frequency(form) <= max(_FEW, means.context.size() / _COMMON)
