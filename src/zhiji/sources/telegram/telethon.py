"""Messages as Telethon and its like write them: Telegram's own objects, each with its name in "_".

A list of them, an object with such a list under "messages", or one on each line. They tell ids of chats and people,
seldom their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import (
    Account,
    Attachment,
    Chat,
    ChatKind,
    Edit,
    Forwarded,
    Json,
    Message,
    Precision,
    Problem,
    Reaction,
)
from zhiji.errors import UnreadableFile
from zhiji.sources.assistants import instant, objects, string
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.telegram.records import SOURCE_NAME

_LIMIT = 16 << 20
_MOST = 24
_NAMES = re.compile(r"\.(?:json|jsonl|ndjson)$", re.IGNORECASE)
_START = re.compile(r"[\s\ufeff]*[\[{]")
_MESSAGE = re.compile(r'"_"\s*:\s*"Message(?:Service)?"')
_PEER = re.compile(r'"_"\s*:\s*"Peer(?:User|Chat|Channel)"')
_PEERS: dict[str, tuple[str, ChatKind]] = {
    "user_id": ("user", "direct"),
    "chat_id": ("chat", "group"),
    "channel_id": ("channel", "group"),
}
_MEDIA = {
    "MessageMediaPhoto": "image", "MessageMediaDocument": "file", "MessageMediaGeo": "location",
    "MessageMediaGeoLive": "location", "MessageMediaVenue": "location", "MessageMediaContact": "contact",
    "MessageMediaPoll": "poll", "MessageMediaGame": "game", "MessageMediaInvoice": "invoice",
    "MessageMediaDice": "game", "MessageMediaStory": "forward",
}  # fmt: skip


class Telethon:
    """Dumps of Telegram's objects."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The JSON files of a zip or folder."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """2 by the names of the objects."""
        if not peek.members:
            return _sureness(peek.text())
        return max((_sureness(peek.text(member)) for member in _members(peek.members)[:_MOST]), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Each message, in the file's order."""
        members = _members(export.members)
        if not export.members:
            yield from _read(export, None)
        for member in members:
            try:
                if _sureness(decode_head(export.head(member))):
                    yield from _read(export, member)
            except UnreadableFile as error:
                if len(members) == 1:
                    raise
                yield Problem(member, " ".join(str(error).split()))


def _members(names: tuple[str, ...]) -> list[str]:
    return sorted(
        (name for name in names if _NAMES.search(PurePosixPath(name).name)), key=lambda name: name.count("/")
    )


def _sureness(head: str) -> int:
    return 2 if _START.match(head) and _MESSAGE.search(head) and _PEER.search(head) else 0


def _read(export: Export, member: str | None) -> Iterator[Entry]:
    label = member or export.name
    records = _Records()
    try:
        with export.json(member) as raw:
            for number, record in enumerate(_records(JsonStream(raw, limit=_LIMIT))):
                if isinstance(record, dict):
                    made = records.message(record)
                else:
                    made = record.why if isinstance(record, Flaw) else "it is no message but something else"
                yield Problem(f"{label}: message {number + 1}", made) if isinstance(made, str) else made
    except JsonError as error:
        path = export.path / member if member else export.path
        raise UnreadableFile(path, f"{error}.") from None


def _records(stream: JsonStream) -> Iterator[Json | Flaw]:
    while first := stream.next():
        if first == "[":
            yield from stream.items()
            continue
        if first != "{":
            yield stream.value()
            continue
        alone: dict[str, Any] = {}
        listed = False
        for key in stream.fields():
            if key == "messages" and stream.next() == "[":
                listed = True
                yield from stream.items()
            else:
                alone[key] = stream.value()
        if not listed:
            yield alone


class _Records:
    """Makes the messages of one file."""

    def __init__(self) -> None:
        self._chats: dict[str, Chat] = {}
        self._accounts: dict[tuple[str | None, bool], Account] = {}

    def message(self, record: dict[str, Any]) -> Message | str:
        """The message, or what is wrong with it."""
        time = instant(record.get("date"))
        if time is None or not 1970 <= time[0].year <= 2200:
            return "it has no time"
        peer = _peer(record.get("peer_id")) or _peer(record.get("to_id"))
        if peer is None:
            return "it says no chat"
        when = time[0]
        extra: dict[str, Json] = {}
        kind, text, attachments = _said(record, extra)
        own = record.get("out") is True
        sender = _native(record.get("from_id")) or ("" if own else f"{peer[0]}{peer[1]}")
        if entities := objects(record.get("entities")):
            extra["entities"] = [*entities]
        for key in ("views", "forwards", "grouped_id", "post_author", "via_bot_id"):
            if isinstance(record.get(key), int | str):
                extra[key] = record[key]
        edited = instant(record.get("edit_date"))
        return Message(
            chat=self._chat(*peer),
            sender=self._account(sender or None, own=own),
            when=when,
            text=text,
            kind=kind,
            source_id=_number(record.get("id")),
            precision=Precision.SECOND,
            zone="known" if when.tzinfo else "assumed",
            reply_to=_answered(record),
            forwarded=_forwarded(record.get("fwd_from")),
            reactions=tuple(_reactions(record.get("reactions"))),
            edits=(Edit(text=text, when=edited[0]),) if edited and text else (),
            attachments=attachments,
            extra=extra,
        )

    def _chat(self, prefix: str, number: str) -> Chat:
        known = self._chats.get(prefix + number)
        if known is None:
            kind = next(kind for one, kind in _PEERS.values() if one == prefix)
            known = Chat(name=number, native=number, source=SOURCE_NAME, kind=kind)
            self._chats[prefix + number] = known
        return known

    def _account(self, native: str | None, *, own: bool) -> Account:
        known = self._accounts.get((native, own))
        if known is None:
            name = "You" if own and native is None else ""
            known = Account(name=name, native=native, source=SOURCE_NAME, owner=own)
            self._accounts[native, own] = known
        return known


def _peer(value: object) -> tuple[str, str] | None:
    """What a peer is and its number; before 2020 it was the number of a user alone."""
    if isinstance(value, Mapping):
        for key, (prefix, _) in _PEERS.items():
            if number := _number(value.get(key)):
                return prefix, number
        return None
    number = _number(value)
    return ("user", number) if number else None


def _native(value: object) -> str:
    peer = _peer(value)
    return f"{peer[0]}{peer[1]}" if peer else ""


def _number(value: object) -> str | None:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _said(record: Mapping[str, Any], extra: dict[str, Json]) -> tuple[str, str, tuple[Attachment, ...]]:
    """Kind, text and files."""
    text = string(record.get("message")) or string(record.get("text"))
    action = record.get("action")
    if isinstance(action, Mapping):
        name = string(action.get("_")).removeprefix("MessageAction")
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
        extra["action"] = {key: value for key, value in action.items() if key != "_"}
        detail = string(action.get("title")) or string(action.get("message"))
        return "call" if name == "PhoneCall" else "system", f"{words}: {detail}" if detail else words, ()
    media = record.get("media")
    if not isinstance(media, Mapping):
        return "text", text, ()
    kind = _MEDIA.get(string(media.get("_")), "text" if text else "media")
    document = media.get("document")
    if kind == "file" and isinstance(document, Mapping):
        kind, files = _document(document)
        return kind, text, files
    if kind == "poll" and not text:
        text = _poll(media.get("poll"))
    if kind == "contact" and not text:
        text = " ".join(
            filter(None, (string(media.get(key)) for key in ("first_name", "last_name", "phone_number")))
        )
    place = media.get("geo")
    if (
        isinstance(place, Mapping)
        and isinstance(place.get("lat"), float)
        and isinstance(place.get("long"), float)
    ):
        extra["latitude"], extra["longitude"] = place["lat"], place["long"]
    if kind == "location" and not text:
        text = ", ".join(filter(None, (string(media.get("title")), string(media.get("address")))))
    return kind, text, ()


def _document(document: Mapping[str, Any]) -> tuple[str, tuple[Attachment, ...]]:
    kind, name = "file", ""
    mime = string(document.get("mime_type"))
    for one in objects(document.get("attributes")):
        match string(one.get("_")).removeprefix("DocumentAttribute"):
            case "Filename":
                name = string(one.get("file_name"))
            case "Audio":
                kind = "voice" if one.get("voice") else "audio"
            case "Video" if kind == "file":
                kind = "video"
            case "Sticker":
                kind = "sticker"
            case "Animated":
                kind = "video"
    if kind == "file":
        kind = {"image": "image", "video": "video", "audio": "audio"}.get(mime.partition("/")[0], "file")
    size = document.get("size")
    return kind, (
        Attachment(
            name=name,
            mime=mime or None,
            size=size if isinstance(size, int) and not isinstance(size, bool) else None,
        ),
    )


def _poll(poll: object) -> str:
    if not isinstance(poll, Mapping):
        return ""
    lines = [_words(one.get("text")) for one in objects(poll.get("answers"))]
    return "\n".join([_words(poll.get("question")), *(f"- {line}" for line in lines)])


def _words(value: object) -> str:
    """A text, which since 2024 may come with its looks."""
    return string(value.get("text")) if isinstance(value, Mapping) else string(value)


def _answered(record: Mapping[str, Any]) -> str | None:
    header = record.get("reply_to")
    if isinstance(header, Mapping) and not header.get("reply_to_peer_id"):
        return _number(header.get("reply_to_msg_id"))
    return _number(record.get("reply_to_msg_id"))


def _forwarded(header: object) -> Forwarded | None:
    if not isinstance(header, Mapping):
        return None
    sender = string(header.get("from_name")) or _native(header.get("from_id"))
    when: datetime | None = found[0] if (found := instant(header.get("date"))) else None
    return Forwarded(sender=sender or None, when=when) if sender or when else None


def _reactions(value: object) -> Iterator[Reaction]:
    if isinstance(value, Mapping):
        for one in objects(value.get("recent_reactions")):
            reaction = one.get("reaction")
            emoji = string(reaction.get("emoticon")) if isinstance(reaction, Mapping) else string(reaction)
            if emoji:
                yield Reaction(sender=_native(one.get("peer_id")), emoji=emoji)
