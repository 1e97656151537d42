"""One record of a chat's JSON -> one Message; both shapes, that of downloads and that of end-to-end encrypted chats."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Json, Message, Precision, Reaction
from zhiji.sources.assistants import objects, string
from zhiji.sources.meta import notices
from zhiji.sources.meta.layout import App
from zhiji.sources.meta.letters import mended, mended_all

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 7_258_118_400_000  # ms: the year 2200
_FIRST_MS = 10**11  # below it a number counts seconds, as in exports of early 2018
_PLAIN = frozenset({"sender_name", "timestamp_ms", "content", "type", "is_geoblocked_for_viewer"})
_MEDIA = {"photos": "image", "videos": "video", "audio_files": "voice", "gifs": "gif", "files": "file"}
_CARRIED = frozenset(
    {"sender_name", "timestamp_ms", "timestamp", "content", "reactions", "sticker", "media", "is_unsent", *_MEDIA}
    | {"senderName", "text", "isUnsent"}
)  # fmt: skip
_WORDS = frozenset({"content", "text"})
# What tells nothing about the message, or is there in some exports only.
_NOISE = frozenset({"sender_id_INTERNAL", "ip", "is_geoblocked_for_viewer", "is_taken_down"})
_SYSTEM_TYPES = {"Subscribe", "Unsubscribe"}
_USUAL_TYPES = {"Generic", "Share", "Call", "text", "media", "link", "call", *_SYSTEM_TYPES}


class Accounts:
    """The people of one export, each made once; apps of Meta show names only."""

    def __init__(self, app: App, owner: frozenset[str]) -> None:
        self._app = app
        self._owner = owner
        self._known: dict[str, Account] = {}

    def get(self, name: str) -> Account:
        """The account of that name."""
        known = self._known.get(name)
        if known is None:
            owner = bool(name) and name in self._owner
            known = self._known[name] = Account(name=name, source=self._app, owner=owner)
        return known


class Records:
    """Makes the messages of one chat; `place` tells where in the export a file lies that a record names."""

    def __init__(self, chat: Chat, accounts: Accounts, place: Callable[[str], str]) -> None:
        self._chat = chat
        self._accounts = accounts
        self._place = place

    def message(self, record: dict[str, Any]) -> Message | str:
        """The message, or what is wrong with it."""
        found = when(record.get("timestamp_ms", record.get("timestamp")))
        if found is None:
            return "it has no time"
        sender = mended(string(record.get("sender_name", record.get("senderName"))))
        content = record.get("content", record.get("text"))
        text = mended(content) if isinstance(content, str) else ""
        rest: dict[str, Any] = {}
        if not (text and record.keys() <= _PLAIN and record.get("type", "Generic") == "Generic"):
            rest = self._rest(record, text)
        if "kind" not in rest and (notice := notices.kind_of(text, sender)):
            rest["kind"] = notice
        return Message(
            **{
                "chat": self._chat,
                "sender": self._accounts.get(sender),
                "when": found[0],
                "precision": found[1],
                "text": text,
                **rest,
            }
        )

    def _rest(self, record: dict[str, Any], text: str) -> dict[str, Any]:
        """The fields that plain messages don't have."""
        rest: dict[str, Any] = {}
        extra = _extra(record)
        attachments, kinds = [], []
        for attachment, kind, url in self._files(record):
            attachments.append(attachment)
            kinds.append(kind)
            if url:
                extra.setdefault("urls", []).append(url)  # type: ignore[union-attr]  # a list, made here
        if attachments:
            rest["attachments"] = tuple(attachments)
        told = _kind(record, kinds)
        if told:
            rest["kind"] = told
        if told == "link":
            rest |= _shared(record["share"], text)
        if record.get("is_unsent") is True or record.get("isUnsent") is True:
            rest["recalled"] = True
        if reactions := tuple(_reactions(record.get("reactions"))):
            rest["reactions"] = reactions
        if extra:
            rest["extra"] = extra
        return rest

    def _files(self, record: Mapping[str, Any]) -> Iterator[tuple[Attachment, str, str]]:
        """Each file that came with it, its kind, and its address if it lies on the web only."""
        for key, kind in _MEDIA.items():
            for one in objects(record.get(key)) if key in record else ():
                yield self._file(one, kind)
        if isinstance(sticker := record.get("sticker"), dict):
            yield self._file(sticker, "sticker")
        for one in objects(record.get("media")):
            yield self._file(one, kind_of_file(string(one.get("uri"))))

    def _file(self, one: Mapping[str, Any], kind: str) -> tuple[Attachment, str, str]:
        uri = mended(string(one.get("uri")))
        name = uri.partition("?")[0].rstrip("/").rpartition("/")[2]
        if not uri or uri.startswith(("http://", "https://")):
            return Attachment(name=name), kind, uri
        return Attachment(name=name, path=self._place(uri)), kind, ""


def when(stamp: object) -> tuple[datetime, int] | None:
    """The instant that a number of milliseconds is (or of seconds, if it is small), and its precision."""
    if isinstance(stamp, str) and stamp.isascii() and stamp.isdigit() and len(stamp) < 16:
        stamp = int(stamp)
    if not isinstance(stamp, int | float) or isinstance(stamp, bool) or not 0 <= stamp <= _LAST:
        return None
    if 10**9 <= stamp < _FIRST_MS:
        return _EPOCH + timedelta(seconds=int(stamp)), Precision.SECOND
    return _EPOCH + timedelta(milliseconds=int(stamp)), Precision.MILLISECOND


def kind_of_file(name: str) -> str:
    """The kind that a file's name shows."""
    kind = (mimetypes.guess_type(name.partition("?")[0])[0] or "").partition("/")
    if kind[2] == "gif":
        return "gif"
    return {"image": "image", "video": "video", "audio": "voice"}.get(kind[0], "file")


def _kind(record: Mapping[str, Any], files: list[str]) -> str | None:
    """None for what is text, or is what its words say."""
    kind = record.get("type")
    if kind in ("Call", "call") or "missed" in record:
        return "call"
    if isinstance(kind, str) and kind in _SYSTEM_TYPES:
        return "system"
    if files:
        return files[0]
    if isinstance(share := record.get("share"), dict) and share.get("link"):
        return "link"
    if isinstance(record.get("poll"), dict):
        return "poll"
    if isinstance(record.get("plan"), dict):
        return "event"
    duration = record.get("call_duration")
    if isinstance(duration, int) and (duration > 0 or not record.get("content")):
        return "call"
    return None


def _shared(share: Mapping[str, Any], text: str) -> dict[str, str]:
    """What a link shows: the words of the message where nothing was typed, else beside them."""
    link, shown = mended(string(share.get("link"))), mended(string(share.get("share_text")))
    if not text:
        return {"text": shown or link}
    return {"caption": shown} if shown and shown != text else {}


def _reactions(listed: object) -> Iterator[Reaction]:
    for one in objects(listed):
        found = when(one.get("timestamp"))
        yield Reaction(
            sender=mended(string(one.get("actor"))),
            emoji=mended(string(one.get("reaction"))),
            when=found[0] if found and found[0].year > 1970 else None,
        )


def _extra(record: Mapping[str, Any]) -> dict[str, Json]:
    """What the other fields of a Message don't carry."""
    extra: dict[str, Json] = {}
    for key, value in record.items():
        if not value or key in _NOISE or key.startswith("is_unsent"):
            continue
        if key in _CARRIED and (isinstance(value, str) or key not in _WORDS):
            continue
        if key == "type" and string(value) in _USUAL_TYPES:
            continue
        if key == "users":
            value = [one.get("name") for one in objects(value)] or value
        extra[mended(key)] = mended_all(value)
    return extra
