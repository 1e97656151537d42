"""Messages on paper and as JSON, the same for searching and asking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console

if TYPE_CHECKING:
    from zhiji.chat import Message

_LONGEST = 220  # characters of a message in a list


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


def show(text: str, terms: Sequence[str] = (), *, indent: str) -> None:
    """Print some lines of what somebody said, with the terms marked."""
    from zhiji.search.snippets import marks, snippet

    part = snippet(" ".join(text.split()), terms, longest=_LONGEST)
    shown = ("…" if part.cut_before else "") + part.text + ("…" if part.cut_after else "")
    for line in console.wrapped(shown, indent=indent).split("\n"):
        console.say(_marked(line, marks(line, terms)))


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    shown, at = "", 0
    for start, end in spans:
        shown += text[at:start] + click.style(text[start:end], fg="yellow", bold=True)
        at = end
    return shown + text[at:]


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
