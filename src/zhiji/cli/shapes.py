"""Messages on paper and as JSON, the same for searching and asking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console

if TYPE_CHECKING:
    from zhiji.chat import Message

_LONGEST = 3  # lines of a message in a list
_WORDS = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U000323af]+"
)


def where(message: Message) -> str:
    """Who said it, in which chat of which app, and when."""
    sender, chat = message.sender, message.chat
    name = f"{sender.name or sender.key} (you)" if sender.owner else sender.name or sender.key
    place = chat.source if chat.name in ("", sender.name) else f"{chat.name}, {chat.source}"
    return console.plain(f"{name} in {place}, {message.when:%Y-%m-%d %H:%M}")


def words_of(message: Message) -> str:
    """What there is to read of a message; what it is where there is nothing."""
    shown = [part for part in (message.text, message.caption, message.transcript) if part]
    return "\n".join(dict.fromkeys(shown)) or f"[{message.kind}]"


def show(message: Message, terms: Sequence[str] = (), *, indent: str) -> None:
    """Print some lines of a message with the terms marked."""
    for line in console.wrapped(snippet(words_of(message), terms), indent=indent).split("\n"):
        console.say(highlighted(line, terms))


def snippet(text: str, terms: Sequence[str] = ()) -> str:
    """Some lines of the text, around the first of the terms if it is long."""
    text = " ".join(text.split())
    room = console.columns() * _LONGEST - 8
    if console.width(text) <= room:
        return text
    found = [span[0] for span in matches(text, terms)]
    start = max(0, min(found, default=0) - room // 6)
    begun = ("…" if start else "") + text[start:].lstrip()
    return console.cut(begun, room)


def highlighted(text: str, terms: Sequence[str]) -> str:
    """The text with the terms marked, for terminals with colours."""
    shown, at = "", 0
    for start, end in matches(text, terms):
        shown += text[at:start] + click.style(text[start:end], fg="yellow", bold=True)
        at = end
    return shown + text[at:]


def matches(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where index terms stand in a text, in order, joined where they touch."""
    from zhiji.language import fold, tokens

    wanted, folded = set(terms), fold(text)
    spans: list[tuple[int, int]] = []
    for word in _WORDS.finditer(folded):
        for run in _UNSPACED.finditer(word[0]):
            spans += _pairs(run[0], word.start() + run.start(), wanted)
        bare = _UNSPACED.sub(" ", word[0])
        spans += [
            (word.start() + part.start(), word.start() + part.end())
            for part in re.finditer(r"[^\W\d]+|\d+", bare)
            if wanted.intersection(tokens(part[0]))
        ]
    return _joined(sorted(spans))


def _pairs(run: str, start: int, wanted: set[str]) -> list[tuple[int, int]]:
    pairs = [(start + at, start + at + 2) for at in range(len(run) - 1) if run[at : at + 2] in wanted]
    return pairs + [(start + at, start + at + 1) for at, char in enumerate(run) if char in wanted]


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def message_json(message: Message) -> dict[str, Any]:
    """A message as the contracts have it."""
    chat, sender = message.chat, message.sender
    return {
        "id": message.id,
        "source_id": message.source_id,
        "chat": {"id": chat.id, "name": chat.name},
        "sender": {"id": sender.id, "name": sender.name},
        "when": message.when.isoformat(),
        "text": message.text,
    }
