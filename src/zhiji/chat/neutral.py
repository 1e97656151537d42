"""The neutral format: a message as one JSON object, to write and to read back without loss.

Four keys beyond those that people write keep an export of several apps exact: `source` (the app, left out for
messages that came in this format), `scope` (where the ids are unique), `named` (which of `chat` and `sender` is a name
because the app has no id for it) and `precision` ("minute" where the app wrote no seconds). A message and its sender
have one source and one scope.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any, NamedTuple, get_args

from zhiji.chat.records import (
    Account,
    Attachment,
    Chat,
    ChatKind,
    Edit,
    Forwarded,
    Json,
    Message,
    Part,
    Precision,
    Reaction,
)

SOURCE = "neutral"
_PRECISIONS: dict[object, int] = {
    "minute": Precision.MINUTE,
    "second": Precision.SECOND,
    "millisecond": Precision.MILLISECOND,
    "microsecond": Precision.EXACT,
}
_PRECISION_NAMES = {value: name for name, value in _PRECISIONS.items()}
_CHAT_KINDS = get_args(ChatKind)
_DEEPEST = 50  # bundles in bundles
_PLAIN = {"id", "chat", "sender", "sender_name", "chat_name", "chat_kind", "owner", "when", "text"}
_HOME = {"source", "scope", "named", "precision"}
_MORE = {"kind", "caption", "transcript", "reply_to", "forwarded", "parts", "mentions", "reactions", "edits"}
_KEYS = _PLAIN | _HOME | _MORE | {"recalled", "attachments", "session", "extra"}
_INNER = {
    "forwarded": {"sender", "chat", "when"},
    "reactions": {"sender", "emoji", "when"},
    "edits": {"text", "when"},
    "parts": {"sender", "text", "when", "kind", "parts"},
    "attachments": {"path", "name", "mime", "size", "digest"},
}


class BadRecord(ValueError):
    """A JSON object that is no message; the text says why."""


class _Home(NamedTuple):
    """Where the ids of a message come from."""

    source: str = SOURCE
    scope: str = ""
    chat_named: bool = False
    sender_named: bool = False


_OURS = _Home()


def from_json(record: Mapping[str, Any], accounts: dict[Any, Account], chats: dict[Any, Chat]) -> Message:
    """The message that a neutral JSON object describes. `accounts` and `chats` are filled, to be shared by a file."""
    try:
        written, text, sender_id, chat_id = record["when"], record["text"], record["sender"], record["chat"]
    except KeyError as missing:
        raise BadRecord(f"{missing.args[0]!r} is missing") from None
    if not isinstance(text, str):
        text = _optional("text", text) or ""
    when = parse_when(written)
    plain = record.keys() <= _PLAIN
    home = _OURS if plain else _home(record)
    account_key = (sender_id, record.get("sender_name"), record.get("owner"), home)
    chat_key = (chat_id, record.get("chat_name"), record.get("chat_kind"), home)
    try:
        sender, chat = accounts.get(account_key), chats.get(chat_key)
    except TypeError:  # a list or an object where a string belongs: said below, with its name
        sender = chat = None
    if sender is None:
        sender = accounts[account_key] = _account(record, home)
    if chat is None:
        chat = chats[chat_key] = _chat(record, home)
    source_id = record.get("id")
    return Message(
        chat=chat,
        sender=sender,
        when=when,
        text=text,
        source_id=source_id
        if source_id is None or isinstance(source_id, str)
        else _optional("id", source_id),
        precision=_precision(record.get("precision"), when, written),
        zone="known" if when.tzinfo else "assumed",
        **({} if plain else _rest(record)),
    )


def to_json(message: Message) -> dict[str, Json]:
    """The neutral JSON object of a message; what is absent or empty is left out."""
    chat, sender = message.chat, message.sender
    record: dict[str, Json] = {}
    if message.source_id is not None:
        record["id"] = message.source_id
    record["chat"] = chat.key
    if chat.name != chat.key or (chat.native is None and chat.strand):
        record["chat_name"] = chat.name
    if chat.kind:
        record["chat_kind"] = chat.kind
    record["sender"] = sender.key
    if sender.name != sender.key:
        record["sender_name"] = sender.name
    if sender.owner:
        record["owner"] = True
    record["when"] = format_when(message)
    record["text"] = message.text
    return record | _home_to_json(message) | _rest_to_json(message)


def parse_when(written: object) -> datetime:
    """RFC 3339; without an offset it is local time and comes out naive. A datetime is taken as it is."""
    if isinstance(written, str):
        try:
            when = datetime.fromisoformat(written)
        except ValueError:
            raise BadRecord(f"'when' is no time: {written[:40]!r} (want 2026-01-10T09:00:00+08:00)") from None
    elif isinstance(written, datetime):
        when = written
    else:
        raise BadRecord("'when' is not a string like 2026-01-10T09:00:00+08:00")
    if not 1 < when.year < 9999:  # no other zone could say these
        raise BadRecord(f"'when' is in the year {when.year}")
    return when


def format_when(message: Message) -> str:
    """RFC 3339; without offset where the zone is assumed, so that reading it back assumes it again."""
    when = message.when
    if message.zone == "assumed" and when.tzinfo:
        when = when.replace(tzinfo=None)
    return (
        when.isoformat(timespec="milliseconds") if _told(when) == Precision.MILLISECOND else when.isoformat()
    )


def _told(when: datetime) -> int:
    """The precision that a reader would infer from the time as written."""
    if not when.microsecond:
        return Precision.SECOND
    return Precision.EXACT if when.microsecond % 1000 else Precision.MILLISECOND


def _precision(given: object, when: datetime, written: object) -> int:
    if given is None:
        if isinstance(written, str) and written[13:14] == ":" != written[16:17]:
            return Precision.MINUTE
        return _told(when)
    if isinstance(given, int) and not isinstance(given, bool) and given > 0:
        return given
    if not isinstance(given, str) or given not in _PRECISIONS:
        raise BadRecord(f"'precision' is none of {', '.join(map(str, _PRECISIONS))}")
    return _PRECISIONS[given]


def _home(record: Mapping[str, Any]) -> _Home:
    named = _list("named", record)
    return _Home(
        source=_optional("source", record.get("source")) or SOURCE,
        scope=_optional("scope", record.get("scope")) or "",
        chat_named="chat" in named,
        sender_named="sender" in named,
    )


def _home_to_json(message: Message) -> dict[str, Json]:
    chat = message.chat
    record: dict[str, Json] = {}
    if chat.source != SOURCE:
        record["source"] = chat.source
    if scope := chat.scope or message.sender.scope:
        record["scope"] = scope
    if named := [*["chat"] * (chat.native is None), *["sender"] * (message.sender.native is None)]:
        record["named"] = [*named]
    if message.precision != _told(message.when):
        record["precision"] = _PRECISION_NAMES.get(message.precision, int(message.precision))  # type: ignore[assignment]  # the names are strings
    return record


def _account(record: Mapping[str, Any], home: _Home) -> Account:
    key = _id("sender", record["sender"])
    name, owner = record.get("sender_name"), record.get("owner")
    if owner not in (None, True, False):
        raise BadRecord("'owner' is neither true nor false")
    return Account(
        native=None if home.sender_named else key,
        name=key if name is None else _string("sender_name", name),
        owner=bool(owner),
        source=home.source,
        scope=home.scope,
    )


def _chat(record: Mapping[str, Any], home: _Home) -> Chat:
    key, name, kind = _id("chat", record["chat"]), record.get("chat_name"), record.get("chat_kind")
    if kind is not None and kind not in _CHAT_KINDS:
        raise BadRecord(f"'chat_kind' is none of {', '.join(_CHAT_KINDS)}")
    return Chat(
        native=None if home.chat_named else key,
        strand=key if home.chat_named and name is not None else "",
        name=key if name is None else _string("chat_name", name),
        kind=kind,
        source=home.source,
        scope=home.scope,
    )


def _rest(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that most messages don't have."""
    rest: dict[str, Any] = {
        "kind": "text" if record.get("kind") is None else _id("kind", record["kind"]),
        "caption": _optional("caption", record.get("caption")),
        "transcript": _optional("transcript", record.get("transcript")),
        "reply_to": _optional("reply_to", record.get("reply_to")),
        "session": _optional("session", record.get("session")),
        "recalled": record.get("recalled") is True,
        "forwarded": _forwarded(record.get("forwarded")),
        "parts": tuple(_part(part) for part in _objects("parts", record)),
        "mentions": tuple(_id("mentions", name) for name in _list("mentions", record)),
        "reactions": tuple(_reaction(one) for one in _objects("reactions", record)),
        "edits": tuple(_edit(one) for one in _objects("edits", record)),
        "attachments": tuple(_attachment(one) for one in _objects("attachments", record)),
    }
    if extra := _extra(record):
        rest["extra"] = extra
    return rest


def _extra(record: Mapping[str, Any]) -> dict[str, Any]:
    """What no field holds: keys of the writer's own, and lists whose objects have such keys, whole."""
    given = _mapping("extra", record.get("extra"))
    unknown = {key: value for key, value in record.items() if key not in _KEYS}
    for key, known in _INNER.items():
        inner = record.get(key)
        objects = inner if isinstance(inner, list) else [inner or {}]
        if any(isinstance(one, Mapping) and not one.keys() <= known for one in objects):
            unknown[key] = inner
    return {**unknown, **given}


def _rest_to_json(message: Message) -> dict[str, Json]:
    record: dict[str, Json] = {}
    if message.kind != "text":
        record["kind"] = message.kind
    for name in ("caption", "transcript", "reply_to", "session"):
        if (value := getattr(message, name)) is not None:
            record[name] = value
    if message.forwarded is not None:
        record["forwarded"] = _plain(message.forwarded)
    for name in ("parts", "reactions", "edits"):
        if values := getattr(message, name):
            record[name] = [_plain(one) for one in values]
    if message.attachments:
        record["attachments"] = [_attachment_to_json(one) for one in message.attachments]
    if message.mentions:
        record["mentions"] = list(message.mentions)
    if message.recalled:
        record["recalled"] = True
    if message.extra:
        record["extra"] = dict(message.extra)
    return record


_DEFAULTS = {
    kind: {one.name: one.default for one in fields(kind)}
    for kind in (Part, Reaction, Edit, Forwarded, Attachment)
}


def _plain(value: Part | Reaction | Edit | Forwarded | Attachment) -> dict[str, Json]:
    """A small record as JSON, without what a reader would fill in."""
    plain: dict[str, Json] = {}
    for name, default in _DEFAULTS[type(value)].items():
        one = getattr(value, name)
        if default is not MISSING and one == default:
            continue
        if isinstance(one, tuple):
            plain[name] = [_plain(inner) for inner in one]
        else:
            plain[name] = one.isoformat() if isinstance(one, datetime) else one
    return plain


def _attachment_to_json(attachment: Attachment) -> dict[str, Json]:
    plain = _plain(attachment)
    plain.pop("name", None)
    if attachment.name != _file_name(attachment.path):
        plain["name"] = attachment.name
    return plain


def _part(one: Mapping[str, Any], depth: int = 1) -> Part:
    if depth > _DEEPEST:
        raise BadRecord(f"'parts' are nested more than {_DEEPEST} deep")
    return Part(
        sender=_optional("parts.sender", one.get("sender")) or "",
        text=_optional("parts.text", one.get("text")) or "",
        when=_when(one),
        kind=_optional("parts.kind", one.get("kind", "text")) or "",
        parts=tuple(_part(inner, depth + 1) for inner in _objects("parts", one)),
    )


def _reaction(one: Mapping[str, Any]) -> Reaction:
    return Reaction(
        sender=_optional("reactions.sender", one.get("sender")) or "",
        emoji=_optional("reactions.emoji", one.get("emoji")) or "",
        when=_when(one),
    )


def _edit(one: Mapping[str, Any]) -> Edit:
    return Edit(text=_optional("edits.text", one.get("text")) or "", when=_when(one))


def _forwarded(one: object) -> Forwarded | None:
    if one is None:
        return None
    record = _mapping("forwarded", one)
    return Forwarded(
        sender=_optional("forwarded.sender", record.get("sender")),
        chat=_optional("forwarded.chat", record.get("chat")),
        when=_when(record),
    )


def _attachment(one: Mapping[str, Any]) -> Attachment:
    path, size = _optional("attachments.path", one.get("path")), one.get("size")
    name = _optional("attachments.name", one.get("name"))
    if size is not None and (not isinstance(size, int) or isinstance(size, bool)):
        raise BadRecord("'attachments.size' is not a whole number")
    return Attachment(
        path=path,
        name=_file_name(path) if name is None else name,
        mime=_optional("attachments.mime", one.get("mime")),
        size=size,
        digest=_optional("attachments.digest", one.get("digest")),
    )


def _file_name(path: str | None) -> str:
    return (path or "").replace("\\", "/").rpartition("/")[2]


def _when(one: Mapping[str, Any]) -> datetime | None:
    when = one.get("when")
    return None if when is None else parse_when(when)


def _string(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise BadRecord(f"{name!r} is not a string")


def _id(name: str, value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # ids are often written as numbers
    return _string(name, value)


def _optional(name: str, value: object) -> str | None:
    return None if value is None else _id(name, value)


def _mapping(name: str, value: object) -> Mapping[str, Any]:
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return value
    raise BadRecord(f"{name!r} is not an object")


def _list(name: str, record: Mapping[str, Any]) -> list[Any]:
    value = record.get(name)
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return list(value)
    raise BadRecord(f"{name!r} is not a list")


def _objects(name: str, record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [_mapping(name, one) for one in _list(name, record)]
