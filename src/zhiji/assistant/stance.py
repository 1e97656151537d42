"""What a message does with the words of a question: tells them or asks about them, of itself, at a time, of what is to come."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zhiji.assistant.cues import REQUEST
from zhiji.assistant.passages import sentences
from zhiji.assistant.said import Said
from zhiji.assistant.terms import Term
from zhiji.chat import Message
from zhiji.language.times import find_times

_ENDS_ASKING = re.compile(r"[?？]\W*$")
_AHEAD = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|going to|will|i['’]ll|hop(?:e|ing) to|looking forward|can['’]t wait|intend)\b|打算|计划|准备|要去|会去|想去",
    re.I,
)

_TO = r"(?:\s+(?:ever|first|already|also|once))?\s+"
_TELLS = r"(?:tell|told|ask|asked|show|showed|shown|promise|promised|write|written|wrote|text|texted|warn|warned|remind|reminded)"
_SPEAKS = r"(?:say|said|mention|mentioned|talk|talked|speak|spoke|complain|complained|write|wrote|written|admit|admitted|confess|confessed)"


def asking(said: Said, terms: Sequence[Term], worth: Mapping[str, float]) -> float:
    """The share of a question's words in a message, by their worth, that stand where it asks or bids itself; 0 if it has none."""
    inside = total = 0.0
    for term in terms:
        place = said.place(term)
        if place is None:
            continue
        text = said.fields[place.field]
        start, stop = next((one for one in sentences(text) if one[0] <= place.start < one[1]), (0, len(text)))
        total += worth[term.text] * place.worth
        if _asks(text[start:stop]):
            inside += worth[term.text] * place.worth
    return inside / total if total else 0.0


def is_ahead(text: str) -> bool:
    """Whether something speaks of what is planned."""
    return bool(_AHEAD.search(text))


def is_dated(message: Message) -> bool:
    """Whether a message names a time."""
    return bool(message.text) and bool(find_times(message.text, message.when))


def is_told(word: str, text: str) -> bool:
    """Whether a question says that something was told to whoever has this name."""
    name = re.escape(word)
    return bool(
        re.search(rf"\b{_TELLS}{_TO}(?:my\s+)?{name}(?!['’]s)", text, re.I)
        or re.search(rf"\b{_SPEAKS}\b.{{0,30}}?\b(?:to|with)\s+(?:my\s+)?{name}(?!['’]s)", text, re.I)
        or re.search(
            rf"(?:跟|对|和|给|向){name}(?:说|讲|提|聊|抱怨|承认|发)|(?:告诉|问|通知)(?:过|了)?{name}", text
        )
    )


def _asks(sentence: str) -> bool:
    return bool(_ENDS_ASKING.search(sentence) or REQUEST.search(sentence))
