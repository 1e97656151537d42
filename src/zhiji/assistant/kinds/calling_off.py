"""Calling things off: how it is asked for, how it is said, and what only looks like it."""

from __future__ import annotations

import re
from dataclasses import replace

from zhiji.assistant.kinds.means import Means
from zhiji.assistant.question import Clause

# Calling things off, however it is put, is asked for by one word.
CALLS_OFF = re.compile(
    r"\b(?:cancel\w*|calls?|called|calling)(?: \w+)? off\b|\bcancel\w*|\bbail\w*(?: out)?\b|\b(?:stood?|stands?|standing) (?:me |us )?up\b|放了?(?:我|我们)?(?:几次|多少次|几回)?鸽子|爽约|取消",
    re.I,
)
IT_WAS = re.compile(r"\b(?:got|was|were|been|is|gets?) (?:just )?cancel|被取消", re.I)
MOVED = re.compile(
    r"\b(?:can|could|shall) (?:we|you) (?:do|move|push|shift|make it)\b.{0,40}|\b(?:instead|postpone\w*|resched\w*|moved? (?:it|to|dinner|lunch|brunch))\b|改[到天期]|推迟|提前到|换[到个](?:时间|天)",
    re.I,
)
OFF = re.compile(
    r"\bcancel\w*|\bcalled off\b|\bcan'?t (?:make|do|come|join)\b|\b(?:have|need|got) to (?:bail|skip)\b|\brain check\b|\bpostpone\w*|\bnot coming\b|\bno .{2,20} for me (?:today|tonight|tomorrow|this)\b|取消|改天吧?|不去了|不来了|去不了|来不了|推迟",
    re.I,
)
BECAUSE = re.compile(r"\b(?:because|due to)\b|因为|由于")


def is_of_calling_off(clause: Clause) -> bool:
    """Whether it asks who called something off, or how often."""
    return bool(CALLS_OFF.search(clause.text)) or "cancel" in clause.text


def as_asked(clause: Clause, means: Means) -> Clause:
    """The clause, with "calls things off" as one word."""
    if not CALLS_OFF.search(clause.text):
        return clause
    text = CALLS_OFF.sub(lambda match: "取消" if match.group()[0] >= "\u3400" else "cancel", clause.text)
    return replace(clause, text=text, terms=means.clause(BECAUSE.sub(" ", text)).terms)
