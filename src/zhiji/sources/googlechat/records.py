"""One record of Google Chat -> one Message."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Contact, Edit, Json, Message, Reaction
from zhiji.sources.assistants import objects, string, told
from zhiji.sources.written_dates import written

NAME = "googlechat"
_PLAIN = frozenset({"creator", "created_date", "text", "topic_id", "message_id"})
_CARRIED = (
    "creator", "created_date", "text", "topic_id", "message_id", "attached_files", "annotations", "reactions",
    "quoted_message_metadata", "previous_message_versions", "updated_date", "message_state",
)  # fmt: skip
_WRAPPED = "private_do_not_access_or_else_safe_url_wrapped_value"
_YEARS = range(1970, 2200)


class People:
    """The accounts of one export, each made once, by their addresses; who has none goes by the name."""

    def __init__(self, owner: str | None) -> None:
        self._owner = owner
        self._known: dict[tuple[str | None, str], Account] = {}
        self._names: dict[str, str] = {}
        self._told: set[str] = set()

    def get(self, record: object) -> Account:
        """The account of a creator or member."""
        name = string(record.get("name")) if isinstance(record, Mapping) else ""
        email = string(record.get("email")).strip().lower() if isinstance(record, Mapping) else ""
        key = (email or None, name)
        known = self._known.get(key)
        if known is None:
            owner = bool(email) and email == self._owner
            known = self._known[key] = Account(name=name, native=email or None, source=NAME, owner=owner)
            if email and name:
                self._names.setdefault(email, name)
        return known

    def called(self, email: str) -> str:
        """The name that goes with an address, as far as it is known."""
        return self._names.get(email.lower(), email)

    def cards(self, members: Iterable[Mapping[str, Any]]) -> Iterator[Contact]:
        """A card for each member with an address, once."""
        for one in members:
            account = self.get(one)
            if account.native and account.native not in self._told:
                self._told.add(account.native)
                yield Contact(account=account, emails=(string(one.get("email")).strip(),))


class Records:
    """Makes the messages of one chat; `path` tells where a file lies that was sent in it."""

    def __init__(self, chat: Chat, people: People, path: Callable[[str], str]) -> None:
        self._chat, self._people, self._path = chat, people, path

    def message(self, record: dict[str, Any]) -> Message | str:
        """The message, or what is wrong with it."""
        date = string(record.get("created_date")) or string(record.get("deleted_date"))
        found = _time(date)
        if found is None:
            return f"its time can't be read: {date[:60]}" if date else "it has no time"
        text = record.get("text")
        rest: dict[str, Any] = {} if record.keys() <= _PLAIN and text else self._rest(record)
        return Message(
            chat=self._chat,
            sender=self._people.get(record.get("creator")),
            when=found[0],
            precision=found[1],
            zone="known" if found[0].tzinfo else "assumed",
            text=text if isinstance(text, str) else "",
            source_id=string(record.get("message_id")) or None,
            **rest,
        )

    def _rest(self, record: dict[str, Any]) -> dict[str, Any]:
        """The fields that plain messages don't have."""
        rest: dict[str, Any] = {}
        extra: dict[str, Json] = told(record, *_CARRIED)
        files = [self._file(one) for one in objects(record.get("attached_files"))]
        annotations = objects(record.get("annotations"))
        recalled = record.get("message_state") == "DELETED" or "deletion_metadata" in record
        if kind := _kind(record, files, annotations, recalled=recalled):
            rest["kind"] = kind
        if files:
            rest["attachments"] = tuple(files)
        if recalled:
            rest["recalled"] = True
        elif record.get("message_state"):
            extra["message_state"] = record["message_state"]
        if shown := [one for note in annotations if (one := _shown(note))]:
            extra["annotations"] = [*shown]
        if mentions := tuple(_mentions(annotations)):
            rest["mentions"] = mentions
        if isinstance(quoted := record.get("quoted_message_metadata"), Mapping):
            rest |= self._quoted(quoted, extra)
        if edits := _edits(record):
            rest["edits"] = edits
        if reactions := tuple(self._reactions(record.get("reactions"))):
            rest["reactions"] = reactions
        if extra:
            rest["extra"] = extra
        return rest

    def _file(self, one: Mapping[str, Any]) -> Attachment:
        exported, original = string(one.get("export_name")), string(one.get("original_name"))
        return Attachment(name=original or exported, path=self._path(exported) if exported else None)

    def _quoted(self, quoted: Mapping[str, Any], extra: dict[str, Json]) -> dict[str, Any]:
        """The message that is answered, by its id where that is told; what was quoted of it."""
        who = self._people.get(quoted.get("creator"))
        words = {"sender": who.name or who.native or "", "text": string(quoted.get("text"))}
        extra["quoted"] = {key: value for key, value in words.items() if value}
        native = string(quoted.get("message_id"))
        return {"reply_to": native} if native else {}

    def _reactions(self, listed: object) -> Iterator[Reaction]:
        for one in objects(listed):
            emoji = one.get("emoji")
            custom = emoji.get("custom_emoji") if isinstance(emoji, Mapping) else None
            sign = string(emoji.get("unicode")) if isinstance(emoji, Mapping) else ""
            if isinstance(custom, Mapping) and not sign:
                sign = string(custom.get("short_code")) or string(custom.get("shortcode"))
            emails = one.get("reactor_emails")
            for email in emails if isinstance(emails, list) and emails else [""]:
                yield Reaction(sender=self._people.called(string(email)), emoji=sign)


def _time(date: str) -> tuple[datetime, int] | None:
    found = written(date)
    return found if found and found[0].year in _YEARS else None


def _kind(
    record: Mapping[str, Any], files: list[Attachment], annotations: list[dict[str, Any]], *, recalled: bool
) -> str | None:
    """None for what is text."""
    if files:
        kind = (mimetypes.guess_type(files[0].name)[0] or "").partition("/")[0]
        return kind if kind in ("image", "video", "audio") else "file"
    if any("video_call_metadata" in one or _has(one, "call_data") for one in annotations):
        return "call"
    if not record.get("text") and not recalled:
        if any(_has(one, "calendar_event_data") for one in annotations):
            return "event"
        if any(_has(one, "tasks_data") for one in annotations):
            return "todo"
        return "file" if any("drive_metadata" in one for one in annotations) else "system"
    return None


def _has(annotation: Mapping[str, Any], key: str) -> bool:
    data = annotation.get("gsuite_integration_metadata")
    return isinstance(data, Mapping) and key in data


def _shown(annotation: Mapping[str, Any]) -> dict[str, Json]:
    """What a link, a file on Drive, a meeting or a task shows; looks of the text are left out."""
    shown: dict[str, Json] = {}
    for key, data in annotation.items():
        if not isinstance(data, Mapping) or key in ("format_metadata", "user_mention_metadata"):
            continue
        plain = told(data, "image_url", "thumbnail_url")
        url = data.get("url")
        if isinstance(url, Mapping):
            plain["url"] = string(url.get(_WRAPPED))
        if any(plain.values()):
            shown[key.removesuffix("_metadata")] = plain
    return shown


def _mentions(annotations: list[dict[str, Any]]) -> Iterator[str]:
    for one in annotations:
        data = one.get("user_mention_metadata")
        user = data.get("user", data) if isinstance(data, Mapping) else None
        if isinstance(user, Mapping) and (
            who := string(user.get("email")).lower() or string(user.get("name"))
        ):
            yield who


def _edits(record: Mapping[str, Any]) -> tuple[Edit, ...]:
    """The versions of the text, the oldest first, the present one last; () if it was never edited."""
    versions = [
        Edit(text=string(one.get("text")), when=_when(one.get("updated_date") or one.get("created_date")))
        for one in objects(record.get("previous_message_versions"))
    ]
    if all(one.when for one in versions):
        versions.sort(key=lambda one: one.when.timestamp() if one.when else 0.0)
    updated = _when(record.get("updated_date"))
    if not versions and updated is None:
        return ()
    return (*versions, Edit(text=string(record.get("text")), when=updated))


def _when(date: object) -> datetime | None:
    found = _time(string(date))
    return found[0] if found else None
