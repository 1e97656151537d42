"""One record of Telegram's export -> one Message. A field of an unexpected type stays in `extra` as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

from zhiji.chat import Account, Attachment, Chat, Edit, Forwarded, Json, Message, Precision, Reaction
from zhiji.chat.records import ChatKind
from zhiji.sources.telegram.actions import sentence

SOURCE_NAME = "telegram"
CHAT_TYPES: Final[dict[str, ChatKind]] = {
    "personal_chat": "direct",
    "bot_chat": "direct",
    "saved_messages": "direct",
    "replies": "direct",
    "verification_codes": "direct",
    "private_group": "group",
    "private_supergroup": "group",
    "public_supergroup": "group",
    "private_channel": "group",
    "public_channel": "group",
}
_USUAL_TYPES = frozenset({"personal_chat", "private_group", "private_supergroup"})
_NAMES = {
    "saved_messages": "Saved Messages",
    "replies": "Replies",
    "verification_codes": "Verification Codes",
}
# Fields of a record that a Message's own fields carry, and the types in which they do.
_STRING, _NUMBER, _LIST, _NAME = (str,), (int, str), (list,), (str, type(None))
_CARRIED: Final[dict[str, tuple[type, ...]]] = {
    "id": _NUMBER,
    "date": _STRING,
    "date_unixtime": _NUMBER,
    "edited": _STRING,
    "edited_unixtime": _NUMBER,
    "from": _NAME,
    "from_id": _NAME,
    "actor": _NAME,
    "actor_id": _NAME,
    "text": (str, list),
    "text_entities": _LIST,
    "reply_to_message_id": _NUMBER,
    "photo": _STRING,
    "file": _STRING,
    "file_name": _STRING,
    "file_size": (int,),
    "photo_file_size": (int,),
    "mime_type": _STRING,
    "sticker_emoji": _STRING,
    "contact_vcard": _STRING,
    "forwarded_from": _STRING,
    "saved_from": _STRING,
}
_KINDS = {
    "photo": "image",
    "file": "file",
    "poll": "poll",
    "todo_list": "todo",
    "contact_information": "contact",
    "location_information": "location",
    "place_name": "location",
    "game_title": "game",
    "invoice_information": "invoice",
    "giveaway_information": "giveaway",
    "giveaway_results": "giveaway",
}
_MEDIA_TYPES = {
    "sticker": "sticker",
    "voice_message": "voice",
    "video_message": "video",
    "video_file": "video",
    "animation": "video",
    "audio_file": "audio",
}
_MIMES = {"image": "image", "video": "video", "audio": "audio"}
_PLAIN = frozenset({"id", "type", "date", "date_unixtime", "from", "from_id", "text", "text_entities"})
_LEFT_OUT = re.compile(r"^\(|\((?:File|Photo|Video|Thumbnail) [^()]*\)$")
_EPOCH = datetime(1970, 1, 1)
_QUARTER = 900
_ZONES = {quarter: timezone(timedelta(seconds=quarter * _QUARTER)) for quarter in range(-56, 57)}
_OLD_USER, _OLD_GROUP = 1, 2  # above bit 32 of ids, in exports of 2018 to 2021 (export_data_types.cpp)


class Accounts:
    """The accounts of one file, each made once; and who the owner is, as soon as the file tells."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, str], Account] = {}
        self.owner: str | None = None

    def own(self, personal: object) -> None:
        """Take the owner from `personal_information`."""
        if isinstance(personal, dict) and isinstance(user := personal.get("user_id"), int | str):
            self.owned_by(f"user{user}")

    def owned_by(self, native: str) -> None:
        """From now on this account is the owner's, unless another one is already."""
        if self.owner is None:
            self.owner = native
            self._known.clear()

    def get(self, native: str | None, name: str) -> Account:
        """The account of that id and name."""
        key = (native, name)
        known = self._known.get(key)
        if known is None:
            owner = native is not None and native == self.owner
            known = self._known[key] = Account(name=name, native=native, source=SOURCE_NAME, owner=owner)
        return known


class Records:
    """Makes the messages of one chat."""

    def __init__(self, header: Mapping[str, Any], accounts: Accounts, *, folder: str, otherwise: str) -> None:
        self._header = header
        self._accounts = accounts
        self._folder = f"{folder}/" if folder else ""
        self._otherwise = otherwise  # what to call a chat that has neither name nor type
        kind = header.get("type")
        self._type = kind if isinstance(kind, str) else ""
        self._chat: Chat | None = None
        self._peer = ""  # whom a direct chat is with, while that can tell who the owner is
        self._seen: set[str] = set()
        self._last: datetime | None = None

    def message(self, record: dict[str, Any]) -> Message | str:
        """The message, or what is wrong with it."""
        extra: dict[str, Json] = {
            key: value
            for key, value in record.items()
            if (types := _CARRIED.get(key)) is None or not isinstance(value, types)
        }
        if extra.get("type") in ("message", "service", "unsupported"):
            del extra["type"]  # `kind` tells
        when = self._when(record, extra)
        if when is None:
            return "it has no time"
        chat = self._chat or self._start(record)
        sender = self._sender(record)
        if self._type not in _USUAL_TYPES and self._type:
            extra["chat_type"] = self._type
        text, looks = _text(record, extra)
        rest: dict[str, Any] = {"text": text}
        if not (text and record.keys() <= _PLAIN and record.get("type") == "message"):
            rest |= self._rest(record, extra, text)
        if looks:
            rest["mentions"] = _mentions(looks, text)
            extra["entities"] = [*looks]
        if extra:
            rest["extra"] = extra
        return Message(
            chat=chat,
            sender=sender,
            when=when,
            source_id=_id(record.get("id")),
            precision=Precision.SECOND,
            zone="known" if when.tzinfo else "assumed",
            **rest,
        )

    def _start(self, record: Mapping[str, Any]) -> Chat:
        native, name = self._header.get("id"), self._header.get("name")
        old = isinstance(record.get("from_id", record.get("actor_id")), int)
        if isinstance(native, int) and old and native >> 32 in (_OLD_USER, _OLD_GROUP):
            native &= 0xFFFFFFFF  # so that it is the chat of newer exports
        if not isinstance(name, str):
            name = _NAMES.get(self._type, "" if self._header else self._otherwise)
        self._chat = Chat(
            name=name,
            native=_id(native),
            source=SOURCE_NAME,
            kind=CHAT_TYPES.get(self._type),
        )
        if self._type == "saved_messages" and self._chat.native:
            self._accounts.owned_by(f"user{self._chat.native}")
        elif self._type in ("personal_chat", "bot_chat") and self._accounts.owner is None:
            self._peer = f"user{self._chat.native}"
        return self._chat

    def _sender(self, record: Mapping[str, Any]) -> Account:
        name, native = record.get("from"), record.get("from_id")
        if name is None and native is None:
            name, native = record.get("actor"), record.get("actor_id")
        if isinstance(native, int):
            native = _old_id(native)
        native = native if isinstance(native, str) and native else None
        if self._peer and native:
            self._tell_owner(native)
        return self._accounts.get(native, name if isinstance(name, str) else "")

    def _tell_owner(self, native: str) -> None:
        """A direct chat has two sides, and its id is the other's: so the one who isn't the other is the owner."""
        self._seen.add(native)
        if len(self._seen) == 2 and self._peer in self._seen:
            (owner,) = self._seen - {self._peer}
            self._accounts.owned_by(owner)
        if len(self._seen) > 1:
            self._peer = ""

    def _when(self, record: Mapping[str, Any], extra: dict[str, Json]) -> datetime | None:
        when = _instant(record.get("date_unixtime"), record.get("date"))
        if when is None and record.get("type") == "unsupported" and self._last:
            extra["timed_by"] = "the message before"  # Telegram writes no time for what it can't export
            return self._last
        self._last = when or self._last
        return when

    def _rest(self, record: Mapping[str, Any], extra: dict[str, Json], text: str) -> dict[str, Any]:
        """The fields that most messages don't have."""
        rest: dict[str, Any] = {}
        if kind := _kind(record, text):
            rest["kind"] = kind
        if kind in ("system", "call"):
            rest["text"] = text or sentence(record)
        elif not text:
            rest["text"] = _in_words(record)
        if attachments := tuple(self._attachments(record, extra)):
            rest["attachments"] = attachments
        if isinstance(emoji := record.get("sticker_emoji"), str):
            rest["caption"] = emoji
        if (reply := _id(record.get("reply_to_message_id"))) and "reply_to_peer_id" not in record:
            rest["reply_to"] = reply
        elif reply:
            extra["reply_to_message_id"] = reply  # a message of another chat
        elif record.get("action") == "pin_message":
            rest["reply_to"] = _id(record.get("message_id"))
        if edited := _edited(record):
            rest["edits"] = (Edit(text=rest.get("text", text), when=edited),)
        if forwarded := _forwarded(record):
            rest["forwarded"] = forwarded
        if isinstance(reactions := record.get("reactions"), list):
            rest["reactions"] = tuple(_reactions(reactions))
        return rest

    def _attachments(self, record: Mapping[str, Any], extra: dict[str, Json]) -> Iterator[Attachment]:
        for key in ("photo", "file", "contact_vcard"):
            path = record.get(key)
            if not isinstance(path, str):
                continue
            missing = not path or _LEFT_OUT.search(path)
            if missing:
                extra["missing"] = path
            name = record.get("file_name") if key == "file" else None
            size = record.get({"photo": "photo_file_size", "file": "file_size"}.get(key, ""))
            mime = record.get("mime_type") if key == "file" else None
            yield Attachment(
                name=name
                if isinstance(name, str)
                else ""
                if missing
                else path.replace("\\", "/").rpartition("/")[2],
                path=None if missing else self._folder + path,
                size=size if isinstance(size, int) else None,
                mime=mime if isinstance(mime, str) else None,
            )


def _id(value: object) -> str | None:
    if isinstance(value, int | str) and not isinstance(value, bool):
        return str(value) or None
    return None


def _old_id(number: int) -> str:
    """Exports before late 2021 gave accounts as numbers; today's form lets old and new exports meet."""
    if number >> 32 in (0, _OLD_USER) and number > 0:
        return f"user{number & 0xFFFFFFFF}"
    return str(number)


def _instant(stamp: object, date: object) -> datetime | None:
    """The instant, in the exporter's zone if both times tell it; naive where there is only the wall clock."""
    local = _wall_clock(date)
    if isinstance(stamp, int | str):
        try:
            seconds = int(stamp)
            return datetime.fromtimestamp(seconds, _zone(seconds, local))
        except (ValueError, OverflowError, OSError):
            pass
    return local


def _wall_clock(date: object) -> datetime | None:
    if not isinstance(date, str):
        return None
    try:
        return datetime.fromisoformat(date)
    except ValueError:
        return None


def _zone(seconds: int, local: datetime | None) -> timezone:
    if local is None:
        return UTC
    past = local.replace(tzinfo=None) - _EPOCH
    offset = past.days * 86400 + past.seconds - seconds
    return _ZONES.get(round(offset / _QUARTER), UTC)


def _edited(record: Mapping[str, Any]) -> datetime | None:
    edited = _instant(record.get("edited_unixtime"), record.get("edited"))
    return edited if edited and edited.year > 1970 else None  # old exports: 1970 = never


def _text(record: Mapping[str, Any], extra: dict[str, Json]) -> tuple[str, list[dict[str, Json]]]:
    """The words without their looks, and what the looks are: bold, links and so on, by where they stand."""
    parts, entities = record.get("text"), record.get("text_entities")
    text = _flat(parts)
    listed = entities if isinstance(entities, list) and entities else parts
    if not isinstance(listed, list) or (len(listed) == 1 and _is_plain(listed[0], text)):
        return text, []
    looks: list[dict[str, Json]] = []
    joined = _joined(listed, looks)
    if text and joined != text:
        extra["text_entities"] = listed
        return text, []
    return joined, looks


def _is_plain(part: object, text: str) -> bool:
    return part == text or part == {"type": "plain", "text": text}


def _joined(parts: list[Any], looks: list[dict[str, Json]]) -> str:
    """The parts as one text; `looks` gets those that are more than plain."""
    words: list[str] = []
    at = 0
    for part in parts:
        text = part.get("text") if isinstance(part, dict) else part
        text = text if isinstance(text, str) else ""
        if isinstance(part, dict) and (part.get("type") != "plain" or len(part) != 2):
            told = {key: value for key, value in part.items() if key != "text"}
            looks.append({**told, "start": at, "end": at + len(text)})
        words.append(text)
        at += len(text)
    return "".join(words)


def _mentions(looks: list[dict[str, Any]], text: str) -> tuple[str, ...]:
    named = (
        text[one["start"] : one["end"]] for one in looks if one.get("type") in ("mention", "mention_name")
    )
    return tuple(dict.fromkeys(name.lstrip("@") for name in named if name))


def _kind(record: Mapping[str, Any], text: str) -> str | None:
    """None for what is text."""
    if record.get("type") == "service":
        return "call" if record.get("action") == "phone_call" else "system"
    if record.get("type") == "unsupported":
        return "unsupported"
    media = record.get("media_type")
    if isinstance(media, str) and media in _MEDIA_TYPES:
        return _MEDIA_TYPES[media]
    found = next((kind for key, kind in _KINDS.items() if key in record), None)
    if found == "file" and isinstance(mime := record.get("mime_type"), str):
        return _MIMES.get(mime.partition("/")[0], "file")
    return found or (None if text else "media")


def _in_words(record: Mapping[str, Any]) -> str:
    """What a poll, list, contact, place, game or invoice says, for those have no text of their own."""
    return (
        _listed(record.get("poll"), "question", "answers")
        or _listed(record.get("todo_list"), "title", "items", "answers")
        or _told(record.get("contact_information"), " ", "first_name", "last_name", "phone_number")
        or _told(record, ", ", "place_name", "address")
        or _told(record, ": ", "game_title", "game_description")
        or _told(record.get("invoice_information"), ": ", "title", "description")
    )


def _listed(thing: object, title: str, *lists: str) -> str:
    if not isinstance(thing, dict):
        return ""
    items = next((items for key in lists if isinstance(items := thing.get(key), list)), [])
    lines = [_flat(item.get("text")) for item in items if isinstance(item, dict)]
    return "\n".join([_flat(thing.get(title)), *(f"- {line}" for line in lines)])


def _flat(text: object) -> str:
    return text if isinstance(text, str) else _joined(text, []) if isinstance(text, list) else ""


def _told(thing: object, between: str, *keys: str) -> str:
    if not isinstance(thing, Mapping):
        return ""
    return between.join(value for key in keys if isinstance(value := thing.get(key), str) and value)


def _forwarded(record: Mapping[str, Any]) -> Forwarded | None:
    whose, saved = record.get("forwarded_from"), record.get("saved_from")
    whose, saved = (value if isinstance(value, str) else None for value in (whose, saved))
    if whose and str(record.get("forwarded_from_id", "")).startswith(("channel", "chat")) and not saved:
        return Forwarded(chat=whose)
    return Forwarded(sender=whose, chat=saved) if whose or saved else None


def _reactions(reactions: list[Any]) -> Iterator[Reaction]:
    """Those whose people are told; counts alone stay in `extra`."""
    for reaction in reactions:
        recent = reaction.get("recent") if isinstance(reaction, dict) else None
        emoji = reaction.get("emoji") if isinstance(reaction, dict) else None
        for one in recent if isinstance(recent, list) else ():
            if isinstance(one, dict):
                sender = one.get("from") or one.get("from_id")
                yield Reaction(
                    sender=sender if isinstance(sender, str) else "",
                    emoji=emoji if isinstance(emoji, str) else "",
                    when=_wall_clock(one.get("date")),
                )
