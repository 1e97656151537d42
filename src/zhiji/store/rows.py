"""A message as a row and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

from zhiji.chat import Account, Chat, Json, Message, MessageId, from_json, to_json
from zhiji.store.micros import micro, naive_micro

COLUMNS = "id, chat, sender, at, wall, zone, precision, kind, source_id, text, rest"
HIDDEN = "instructions", "thought", "tool"  # what an assistant does on the way; found when asked for by kind
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH = datetime(1970, 1, 1)
_NOT_REST = frozenset(
    [
        "id",
        "chat",
        "chat_name",
        "chat_kind",
        "sender",
        "sender_name",
        "owner",
        "when",
        "text",
        "kind",
        "source",
        "scope",
        "named",
        "precision",
    ]
)
_BLANK: Mapping[str, Any] = {"chat": "", "sender": "", "when": "2000-01-01T00:00:00Z", "text": ""}
_ZONES: dict[int, tzinfo] = {0: UTC}


def times(message: Message, local: tzinfo) -> tuple[int, int | None, int | None]:
    """(at, wall, zone) of a message: see the schema."""
    when = message.when
    if when.tzinfo is not None and message.zone == "known":
        offset = when.utcoffset() or timedelta()
        return micro(when), None, offset.days * 1440 + offset.seconds // 60
    when = when.replace(tzinfo=None)
    return micro(when.replace(tzinfo=local)), naive_micro(when), None


def when(at: int, wall: int | None, zone: int | None, local: tzinfo) -> datetime:
    """The time that (at, wall, zone) stand for, always with a zone."""
    if wall is not None:
        return (_NAIVE_EPOCH + timedelta(microseconds=wall)).replace(tzinfo=local)
    offset = _ZONES.get(zone or 0)
    if offset is None:
        offset = _ZONES[zone or 0] = timezone(timedelta(minutes=zone or 0))
    return (_EPOCH + timedelta(microseconds=at)).astimezone(offset)


def rest(message: Message) -> str | None:
    """JSON of the fields that have no column, None for the many messages that have none of them."""
    m = message
    if not (m.caption or m.transcript or m.reply_to or m.forwarded or m.parts or m.mentions or m.reactions
            or m.edits or m.recalled or m.attachments or m.session or m.extra):  # fmt: skip
        return None
    fields = {key: value for key, value in to_json(message).items() if key not in _NOT_REST}
    return dump(fields) if fields else None


def message(row: tuple[Any, ...], chat: Chat, sender: Account, local: tzinfo) -> Message:
    """The message of a row of COLUMNS."""
    id_, _, _, at, wall, zone, precision, kind, source_id, text, more = row
    built = Message(
        chat=chat,
        sender=sender,
        when=when(at, wall, zone, local),
        text=text,
        kind=kind,
        id=MessageId(id_),
        source_id=source_id,
        precision=precision,
        zone="known" if wall is None else "assumed",
    )
    if more is None:
        return built
    full = from_json({**_BLANK, **json.loads(more)}, {}, {})
    return replace(
        full,
        chat=chat,
        sender=sender,
        when=built.when,
        text=text,
        kind=kind,
        id=built.id,
        source_id=source_id,
        precision=precision,
        zone=built.zone,
    )


def body(message: Message) -> dict[str, Json]:
    """An entry as recorded, without what its record says anyway."""
    return to_json(message)


def dump(value: Json) -> str:
    """Compact JSON with sorted keys: equal values are equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
