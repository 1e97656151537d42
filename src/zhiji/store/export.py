"""Everything as neutral JSON lines, in an order that depends on what is in the archive alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import groupby

from zhiji.chat import Chat, to_json
from zhiji.store import rows
from zhiji.store.reader import Reader


def lines(reader: Reader, chats: list[Chat]) -> Iterator[str]:
    """One JSON object a message, chat by chat, oldest first. `add` reads them back to the same archive."""
    for chat, strand in sorted(_told_apart(reader, chats), key=lambda pair: _rank(*pair)):
        named = replace(chat, strand=strand)
        ordered = (replace(message, chat=named) for message in reader.of_chat(chat.id))
        for _, same_time in groupby(ordered, key=lambda message: message.when):
            yield from sorted(rows.dump(to_json(message)) for message in same_time)


def _told_apart(reader: Reader, chats: list[Chat]) -> Iterator[tuple[Chat, str]]:
    """Each chat, and for chats without an id that share their name something that tells them apart."""
    mates: dict[tuple[str, str, str], list[Chat]] = defaultdict(list)
    for chat in chats:
        if chat.native is not None:
            yield chat, ""
        else:
            mates[chat.source, chat.scope, chat.name].append(chat)
    for group in mates.values():
        for chat in group:
            yield chat, "" if len(group) == 1 else f"{chat.name}#{_fingerprint(reader, chat)}"


def _fingerprint(reader: Reader, chat: Chat) -> str:
    """Six hexadecimal digits of the chat's first words."""
    first = next(groupby(reader.of_chat(chat.id), key=lambda message: message.when), (None, ()))[1]
    bare = replace(chat, name="", kind=None)
    words = min((rows.dump(to_json(replace(message, chat=bare))) for message in first), default="")
    return sha256(words.encode()).hexdigest()[:6]


def _rank(chat: Chat, strand: str) -> tuple[str, str, str]:
    return chat.source, chat.scope, strand or chat.key
