"""A question cut into the things it asks: sentences, "where ..., and when ...", and the same asked of another time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from zhiji.language.times import find_times, lean_of

_SENTENCE = re.compile(r"[^?？。!！;；\n]+[?？。!！;；\n]*")
_ABBREVIATED = re.compile(r"\b(?:mr|mrs|ms|dr|st|no|vs|e\.g|i\.e)\.(?=\s)", re.I)
_ASKS = r"(?:what|where|when|who|whose|whom|how|why|which)"
_HELPS = r"(?:is|are|did|does|do|was|were|has|have|had|can|will|am)"
_AND_ASKS = re.compile(
    rf"(?:,|;)?\s+(?:and|but)\s+(?:also\s+)?(?={_ASKS}\b)|,\s+(?:and\s+)?(?={_HELPS}\b)", re.I
)
_QUESTION = re.compile(rf"\b{_ASKS}\b|^\W*{_HELPS}\b", re.I)
_BARE = re.compile(rf"^\W*(?:{_ASKS}|{_HELPS})\b(?:\W+(?:and|or)\W+{_ASKS})?\W*$", re.I)
# "Since when has it run, and how many months is that?" asks one thing.
_SAME = re.compile(
    r"^(?:so )?how (?:long|much|many \w+)(?: (?:more|less))? (?:is|was|does|did|would|makes?) (?:that|it|this)\b|^by how much\b|^(?:到现在|到今天|那|这)?(?:一共|总共|差|是|有)*(?:多久|多少天|几天|几个月|几年|多少)了?[?？]?$|^哪个?在?后",
    re.I,
)
_ASKS_ZH = re.compile(r"谁|什么|哪|(?<![那这前好])几|多少|多久|怎么|为什么|吗|呢|啥|是不是|有没有")
_COMMA_ZH = re.compile(r"[，,；]\s*(?:那么?|还有|以及|另外)?")
_JOINTS = re.compile(
    r"\s+and\s+|[,，、]\s*(?:and\s+)?|(?<=[\u3400-\u9fff])(?:和|以及|还有)(?=[\u3400-\u9fff\d\s])", re.I
)
_TIME_FRAME = re.compile(
    r"\b(?:at|in|on|by|the|of|end|back|then|what|how|about|around|now|before|after|earlier|that|today|currently|previously|then)\b"
    r"|那时候|那时|的?时候|以前|之前|原来|现在|目前|如今|怎么样|[呢那底初年的在]|\W",
    re.I,
)
_FROM = re.compile(r"\b(?:between|from)\b[^,]*$|从[^，]*$", re.I)
FORMER = re.compile(
    r"^\W*(?:and )?(?:before(?: that)?|previously|earlier|以前|之前|原来)(?:的?(?:时候)?呢)?\W*$", re.I
)


def parted(text: str, now: datetime) -> list[str]:
    """Each thing that is asked, in order; statements before a question stay with it where it needs them."""
    found: list[str] = []
    for sentence in _sentences(text):
        for part in _clauses(sentence):
            found += _by_time(part, now)
    return found or [text]


def _sentences(text: str) -> list[str]:
    """Those that ask; what is told before one that can't stand alone is left before it."""
    parts = [part.strip() for part in _SENTENCE.findall(_ABBREVIATED.sub(_dotless, text)) if part.strip()]
    asking = [at for at, part in enumerate(parts) if part.endswith(("?", "？"))]
    if not asking:
        return parts
    return [
        " ".join(parts[at - 1 : at + 1]) if at and at - 1 not in asking and _leans(parts[at]) else parts[at]
        for at in asking
    ]


def _dotless(match: re.Match[str]) -> str:
    return match.group()[:-1]


_LEANS = re.compile(
    r"\b(?:he|she|it|they|them|that|this|later|afterwards|then)\b|[他她它]|那|之后|后来", re.I
)


def _leans(part: str) -> bool:
    """Whether a question is understood from what was said before it."""
    return bool(_BARE.match(part)) or bool(_LEANS.search(part)) or len(part.strip("?？ ")) <= 4


def _clauses(sentence: str) -> list[str]:
    """Cut where a second question begins."""
    for match in _AND_ASKS.finditer(sentence):
        left, right = sentence[: match.start()], sentence[match.end() :]
        whole = len(left.split()) > 2 and _QUESTION.search(left) and len(right.split()) > 1
        if (
            whole
            and not _BARE.match(left)
            and not _SAME.match(right)
            and not re.search(rf"\b{_ASKS}\b.*\bor\b", sentence, re.I)
        ):
            return [left.strip(), *_clauses(right.strip())]
    for match in _COMMA_ZH.finditer(sentence):
        left, right = sentence[: match.start()], sentence[match.end() :]
        if (
            len(left) > 3
            and len(right) > 3
            and _ASKS_ZH.search(left)
            and _ASKS_ZH.search(right)
            and not _SAME.match(right)
        ):
            return [left, *_clauses(right)]
    return [sentence]


def _by_time(part: str, now: datetime) -> list[str]:
    """The same asked of another time: "where does Tom live now, and in 2029?"."""
    for match in reversed(list(_JOINTS.finditer(part))):
        left, right = part[: match.start()], part[match.end() :]
        if left and is_time(right, now) and not _FROM.search(left) and not is_time(left, now) and _asks(left):
            return [left, right]
    return [part]


def _asks(text: str) -> bool:
    return bool(_QUESTION.search(text) or _ASKS_ZH.search(text))


def is_time(text: str, now: datetime) -> bool:
    """Whether a text is nothing but a time: "at the end of 2029", 那去年呢, "before that"."""
    if FORMER.match(text):
        return True
    rest = text
    spans = find_times(text, now, lean=lean_of(text))
    for span in spans:
        rest = rest.replace(span.text, " ")
    return bool(spans or re.search(r"\bnow\b|现在|目前", text)) and not _TIME_FRAME.sub("", rest)


EACH = re.compile(r"\b(?:both|each|respectively)\b|分别|各自|都|各", re.I)
_LISTED = re.compile(
    r"\s*(?:,|、|\band\b|\bor\b|&|和|跟|与|还是|以及)?\s*\0(?:'s)?\s*(?:,|、|\band\b|\bor\b|&|和|跟|与|还是|以及)?\s*",
    re.I,
)


def of_one(text: str, word: str, words: Iterable[str]) -> str:
    """A question about several people, asked of one of them: "where do Tom and Ola live?" -> "where do Tom live?"."""
    text = EACH.sub(" ", text)
    for other in words:
        if other != word:
            text = _LISTED.sub(" ", text.replace(other, "\0"))
    return " ".join(text.split())
