"""Instagram's `messages.json` of 2018 to 2020: all chats in one list, each newest first.

    [{"participants": ["ana", "ben"], "conversation": [
        {"sender": "ana", "created_at": "2020-07-12T14:30:19.783799+00:00", "text": "hello", "likes": [{"username", "date"}]}]}]

What a message is says the field it has beside sender and time: "text", "media", "media_share_url", "story_share", "link",
"heart", "voice_media", "video_call_action", "animated_media_images", "profile_share_username", "action". No ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Message, Problem, Reaction
from zhiji.sources import documents
from zhiji.sources.assistants import instant, objects, string, told
from zhiji.sources.export import Export
from zhiji.sources.formats import each_or_the_only
from zhiji.sources.meta.records import kind_of_file
from zhiji.sources.ordering import oldest_first
from zhiji.sources.protocol import Entry, Peek

NAME = "instagram"
_SHAPE = re.compile(r'[\s\ufeff]*\[\s*\{\s*"participants"\s*:\s*\[[^\[\]{}]*\]\s*,\s*"conversation"\s*:\s*\[')
_ADVICE = "download it again"
_FILE = re.compile(r"(?:.*/)?messages(?:[ _(-]*\d+\)?)?\.json", re.IGNORECASE)
_HEART = "❤"
_MEDIA = {"media": "image", "media_url": "image", "voice_media": "voice", "animated_media_images": "gif"}
_SHARES = ("media_share_url", "story_share", "link", "live_video_share", "profile_share_username")
_CARRIED = ("sender", "created_at", "text", "likes", "heart", "action", "video_call_action")
_URL = re.compile(r"https?://[^\s\"'\\]+")


class OldDirect:
    """The list of all direct messages in Instagram's old download."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The file, by its name."""
        return tuple(member for member in peek.members if _FILE.fullmatch(member))

    def recognises(self, peek: Peek) -> int:
        """3 for chats with people and what they said."""
        if not peek.members:
            return 3 if _SHAPE.match(peek.text()) else 0
        return 3 if any(_SHAPE.match(peek.text(one)) for one in self.wants(peek)) else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every chat, the oldest of a chat first."""
        reading = _Reading()

        def one_file(member: str | None) -> Iterator[Entry]:
            with documents.told(export, member, _ADVICE):
                for number, one in enumerate(documents.array(export, member)):
                    yield from reading.chat(one, f"{member or export.name}[{number}]")

        files = (member for member in export.members if _FILE.fullmatch(member))
        yield from each_or_the_only(export, files, _SHAPE.match, one_file)


class _Reading:
    """The people and chats of one export, each made once."""

    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}
        self._chats: dict[Chat, Chat] = {}

    def chat(self, record: object, where: str) -> Iterator[Message | Problem]:
        """The messages of one chat."""
        listed = record.get("conversation") if isinstance(record, dict) else None
        if not isinstance(record, dict) or not isinstance(listed, list):
            yield Problem(where, documents.flaw(record, "chat"))
            return
        named = record.get("participants")
        people = [one for one in named if isinstance(one, str)] if isinstance(named, list) else []
        chat = Chat(name=", ".join(people), source=NAME, kind="group" if len(people) > 2 else "direct")
        chat = self._chats.setdefault(chat, chat)
        said = (self._said(one, chat, f"{where}, message {number}") for number, one in enumerate(listed, 1))
        yield from oldest_first(said, newest_first=True)

    def _said(self, record: object, chat: Chat, where: str) -> Message | Problem:
        if not isinstance(record, dict):
            return Problem(where, "it is no message but something else")
        time = instant(record.get("created_at"))
        if time is None:
            return Problem(where, "it has no time")
        text, kind, rest = _content(record)
        return Message(
            chat=chat,
            sender=self._account(string(record.get("sender"))),
            when=time[0],
            precision=time[1],
            zone="known" if time[0].tzinfo else "assumed",
            text=text,
            kind=kind,
            reactions=tuple(_likes(record)),
            extra=told(record, *_CARRIED),
            **rest,
        )

    def _account(self, name: str) -> Account:
        if name not in self._accounts:
            self._accounts[name] = Account(name=name, source=NAME)
        return self._accounts[name]


def _content(record: Mapping[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """The words, the kind, and what goes with it."""
    text = string(record.get("text"))
    if call := string(record.get("video_call_action")):
        return text or call, "call", {}
    if action := string(record.get("action")):
        return text or action, "system", {}
    for key, usual in _MEDIA.items():
        if key in record:
            return text, *_medium(string(record.get(key)), usual)
    shared = [words for key in _SHARES if (words := string(record.get(key)))]
    if shared:
        caption = string(record.get("media_share_caption"))
        if not text and "profile_share_username" in record:
            text = f"@{shared[-1]}"
        return text or shared[0], "link", {"caption": caption} if caption else {}
    return text or (string(record.get("heart")) and _HEART), "text", {}


def _medium(value: str, usual: str) -> tuple[str, dict[str, Any]]:
    """The kind of a picture, recording or the like, and the file that it is, by its name; it lies on the web."""
    url = found[0] if (found := _URL.search(value)) else ""
    name = PurePosixPath(url.partition("?")[0]).name
    kind = kind_of_file(name) if usual == "image" and "." in name else usual
    return (kind if kind != "file" else usual), {"attachments": (Attachment(name=name),)}


def _likes(record: Mapping[str, Any]) -> Iterator[Reaction]:
    for one in objects(record.get("likes")):
        time = instant(one.get("date"))
        yield Reaction(sender=string(one.get("username")), emoji=_HEART, when=time[0] if time else None)
