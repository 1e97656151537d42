"""One record of Skype -> one Message."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Edit, Forwarded, Json, Message, Precision, Reaction
from zhiji.sources.assistants import objects, string
from zhiji.sources.skype.activities import activity, call
from zhiji.sources.skype.content import Said, elements, instant, said

NAME = "skype"
_TEXT = {"Text", "RichText", "RichText/Html", "RichText/Sms", "Event/BingBot"}
_KINDS = {
    "RichText/UriObject": "image",
    "RichText/Media_Album": "image",
    "RichText/Media_Video": "video",
    "RichText/Media_AudioMsg": "voice",
    "RichText/Media_GenericFile": "file",
    "RichText/Media_FlikMsg": "sticker",
    "RichText/Media_Card": "link",
    "RichText/Media_CallRecording": "video",
    "RichText/ScheduledCallInvite": "event",
    "RichText/Contacts": "contact",
    "RichText/Location": "location",
    "Event/SkypeVideoMessage": "video",
    "Event/Call": "call",
    "Poll": "poll",
}
_OBJECTS = {
    "Picture": "image",
    "Video": "video",
    "Audio": "voice",
    "File": "file",
    "SWIFT": "link",
    "Poll": "poll",
}
_SYSTEM = ("ThreadActivity/", "Notice", "PopCard", "InviteFreeRelationshipChanged", "Control/", "Signal/")
_ID = re.compile(r"(?:.*/)?(\d{1,3}:[^/]+)")
_STORED = re.compile(r"/objects/([\w.-]+)")
_DIRECT = re.compile(r"(?:8|4|28|2|1):|live:")
_CARD = 1 << 17  # characters of a card
_YEARS = range(1970, 2200)


def native(value: object) -> str:
    """An account's or chat's id, without the address that old exports put before it."""
    found = _ID.fullmatch(string(value))
    return found[1] if found else string(value)


def is_direct(conversation: str) -> bool:
    """Whether a conversation is with one person, whose id it then has."""
    return _DIRECT.match(conversation) is not None


def plain(account: str) -> str:
    """What Skype shows of an id where there is no name."""
    return re.sub(r"^\d{1,3}:(?:live:)?", "", account)


class Accounts:
    """The accounts of one export, each made once; the owner's is the one that the export is of."""

    def __init__(self, owner: str, names: Mapping[str, str]) -> None:
        self._owner = owner
        self._names = dict(names)
        self._known: dict[tuple[str, str], Account] = {}

    def get(self, account: str, name: str = "") -> Account:
        """The account of an id; `name` is how a message calls it, if the export doesn't elsewhere."""
        called = self._names.get(account, "")
        if not called and name:
            called = self._names[account] = name
        key = (account, called)
        known = self._known.get(key)
        if known is None:
            owner = bool(account) and plain(account) == plain(self._owner)
            known = self._known[key] = Account(
                name=called or plain(account), native=account or None, source=NAME, owner=owner
            )
        return known


class Records:
    """Makes the messages of one chat; `stored` finds the file of a stored object."""

    def __init__(self, chat: Chat, accounts: Accounts, stored: Callable[[str, str], str | None]) -> None:
        self._chat, self._accounts, self._stored = chat, accounts, stored

    def message(self, record: dict[str, Any]) -> Message | str:
        """The message, or what is wrong with it."""
        when = _when(record)
        if when is None:
            return "it has no time"
        told = string(record.get("messagetype")) or "RichText"
        content = string(record.get("content"))
        extra: dict[str, Json] = {}
        sender = self._sender(record)
        if told == "Event/Call":
            rest = call(content, extra)
        elif told.startswith(_SYSTEM) or "E2EE" in told:
            rest, initiator = activity(told, content, lambda one: self._accounts.get(native(one)).name)
            sender = self._accounts.get(native(initiator)) if initiator else sender
        elif told in _TEXT or (told not in _KINDS and "<URIObject" not in content):
            rest = self._words(content if told != "EndToEndEncryption/EncryptedText" else "", told, extra)
        else:
            rest = self._object(content, told, record, extra)
        self._properties(record, rest, extra)
        return Message(
            **{
                "chat": self._chat,
                "sender": sender,
                "when": when,
                "precision": _precision(when),
                "zone": "known" if when.tzinfo else "assumed",
                "source_id": _id(record.get("id")),
                "extra": extra,
                **rest,
            }
        )

    def _sender(self, record: Mapping[str, Any]) -> Account:
        account = native(record.get("from"))
        if account.startswith(("19:", "48:")):  # the chat itself
            account = ""
        return self._accounts.get(account, string(record.get("displayName")) if account else "")

    def _words(self, content: str, told: str, extra: dict[str, Json]) -> dict[str, Any]:
        if told == "Text":
            return {"text": content}
        found = said(content)
        if told not in _TEXT:
            extra["messagetype"] = told
        if found.links:
            extra["links"] = [*found.links]
        rest: dict[str, Any] = {"text": found.text}
        if found.mentions:
            rest["mentions"] = tuple(dict.fromkeys(native(one) for one in found.mentions))
        if found.is_edited:
            rest["edits"] = (Edit(text=found.text, when=found.edited),)
        if found.quotes:
            self._quoted(found, rest, extra)
        return rest

    def _quoted(self, found: Said, rest: dict[str, Any], extra: dict[str, Json]) -> None:
        """An answer tells what it answers; a quote alone was passed on."""
        quote = found.quotes[0]
        author = quote.name or (self._accounts.get(native(quote.author)).name if quote.author else "")
        if not found.text:
            rest["text"] = quote.text
            rest["forwarded"] = Forwarded(sender=author or None, when=quote.when)
            return
        if quote.native:
            rest["reply_to"] = quote.native
        extra["quoted"] = {"sender": author, "text": quote.text}

    def _object(
        self, content: str, told: str, record: Mapping[str, Any], extra: dict[str, Json]
    ) -> dict[str, Any]:
        """A picture, film, sound, file, card, place or contact."""
        kind, name, size = _KINDS.get(told, "file"), "", None
        texts: list[str] = []
        stored: list[str] = []
        for tag, attributes, words in elements(content):
            if tag == "uriobject":
                kind = _OBJECTS.get(attributes.get("type", "").partition(".")[0], kind)
                texts += filter(None, [attributes.get("title", "")] if kind == "poll" else [])
                stored += _STORED.findall(attributes.get("uri", ""))
            elif tag == "originalname":
                name = attributes.get("v", name)
            elif tag == "filesize" and attributes.get("v", "").isdecimal():
                size = int(attributes["v"][:15])
            elif tag == "meta":
                name = name or attributes.get("originalname", "")
            elif tag == "swift":
                texts += _card(attributes.get("b64", ""))
            elif tag in ("title", "description") and kind not in ("image", "video", "voice", "file"):
                texts += filter(None, [words])
            elif tag == "location":
                texts += filter(None, [attributes.get("address", "")])
                extra |= {key: attributes[key] for key in ("latitude", "longitude") if key in attributes}
            elif tag == "c":
                texts.append(attributes.get("f", "") or attributes.get("s", ""))
        listed = record.get("amsreferences")
        stored += [string(one) for one in listed] if isinstance(listed, list) else []
        rest: dict[str, Any] = {"text": "\n".join(dict.fromkeys(filter(None, texts))), "kind": kind}
        if not texts:
            rest["text"] = said(re.sub(r"(?is)<uriobject.*</uriobject>", "", content)).text
        if files := tuple(self._files(list(dict.fromkeys(filter(None, stored))), name, size, kind)):
            rest["attachments"] = files
        return rest

    def _files(self, stored: list[str], name: str, size: int | None, kind: str) -> Iterator[Attachment]:
        for number, one in enumerate(stored):
            path = self._stored(one, kind)
            called = name if not number and name else (path or "").rpartition("/")[2]
            yield Attachment(name=called, path=path, size=size if not number else None)
        if not stored and (name or kind in ("image", "video", "voice", "file")):
            yield Attachment(name=name, size=size)

    def _properties(self, record: Mapping[str, Any], rest: dict[str, Any], extra: dict[str, Json]) -> None:
        properties = record.get("properties")
        if not isinstance(properties, Mapping):
            return
        if properties.get("deletetime") or properties.get("isdeleted") is True:
            rest["recalled"] = True
        if (edited := instant(properties.get("edittime"))) and "edits" not in rest:
            rest["edits"] = (Edit(text=rest.get("text", ""), when=edited),)
        if reactions := tuple(self._reactions(properties.get("emotions"))):
            rest["reactions"] = reactions
        for key in ("subject", "importance", "albumId"):
            if value := string(properties.get(key)):
                extra[key] = value

    def _reactions(self, emotions: object) -> Iterator[Reaction]:
        if isinstance(emotions, str):
            try:
                emotions = json.loads(emotions)
            except (ValueError, RecursionError):
                return
        for one in objects(emotions):
            for user in objects(one.get("users")):
                who = self._accounts.get(native(user.get("mri")))
                yield Reaction(sender=who.name, emoji=string(one.get("key")), when=instant(user.get("time")))


def _when(record: Mapping[str, Any]) -> datetime | None:
    for key in ("originalarrivaltime", "composetime"):
        try:
            when = datetime.fromisoformat(string(record.get(key)))
        except ValueError:
            continue
        if when.year in _YEARS:
            return when
    return instant(record.get("id"))


def _precision(when: datetime) -> int:
    if when.microsecond % 1000:
        return Precision.EXACT
    return Precision.MILLISECOND if when.microsecond else Precision.SECOND


def _id(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    return str(value)[:200] or None


def _card(packed: str) -> list[str]:
    """The words of a card."""
    if len(packed) > _CARD:
        return []
    try:
        card = json.loads(base64.b64decode(packed, validate=False))
    except (binascii.Error, ValueError, RecursionError):
        return []
    words: list[str] = []
    for one in objects(card.get("attachments")) if isinstance(card, dict) else ():
        content = one.get("content")
        if isinstance(content, dict):
            words += [text for key in ("title", "subtitle", "text") if (text := string(content.get(key)))]
    return words
