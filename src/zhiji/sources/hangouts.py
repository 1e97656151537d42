"""`Hangouts.json` of Google Takeout: conversations with events, in the shape of 2018 and in that before it.

Conversations may be long, so their events are read one by one; who is in one stands before its events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from zhiji.chat import Account, Attachment, Chat, ChatKind, Contact, Json, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.assistants import objects, string, told
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import SET, Entry, Guide, Peek

NAME = "hangouts"
_LARGEST = 32 << 20  # characters of one event, or of all people in a conversation
_FILE = re.compile(r"Hangouts(?:[-_ (]*\d+\)?)?\.json")
_HEAD = re.compile(r'[\s\ufeff]*\{[^{}\[\]]*"conversations?(?:_state)?"\s*:\s*\[')
_OURS = re.compile(r'"(?:gaia_id|self_conversation_state|participant_data|conversation_id)"\s*:')
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 7_258_118_400_000_000  # µs: the year 2200
_DIRECT = {"STICKY_ONE_TO_ONE", "ONE_TO_ONE"}
_WORDS = {"REGULAR_CHAT_MESSAGE", "SMS", "MMS", "VOICEMAIL"}
_SIZE = re.compile(r"=?[swhdcmk]\d*(?:-[a-z0-9]+)*$|^s\d+")


class Hangouts:
    """Google Hangouts' file in a Takeout."""

    name = NAME
    guide = Guide(
        title="Google Hangouts",
        checked="2026-11-25",
        how_en="Hangouts was shut down in 2022. Takeouts made before hold Hangouts/Hangouts.json: add that file, its folder or "
        "the whole zip.",
        how_zh="Hangouts 已于 2022 年关闭。此前的 Google Takeout 中有 Hangouts/Hangouts.json：添加该文件、所在文件夹或整个 zip 即可。",
        reads_en="Messages, SMS, pictures, places, calls, and who was added, removed or renamed a group. Pictures that are in "
        "the zip are kept; of the others there are only addresses on the web.",
        reads_zh="读取消息、短信、图片、位置、通话，以及加人、移除和改群名。zip 里有的图片会保留，其余只有网址。",
        files=("Hangouts.json",),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Hangouts.json."""
        return tuple(member for member in peek.members if _is_named(member))

    def recognises(self, peek: Peek) -> int:
        """SET by the file's shape and place within a Takeout, 3 by its shape alone."""
        if not peek.members:
            return 3 if _is_ours(peek.text()) else 0
        ours = [member for member in self.wants(peek) if _is_ours(peek.text(member))]
        whole = any(f"{peek.name}/{member}".split("/")[-2] == "Hangouts" for member in ours)
        return SET if whole else 3 if ours else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """Every event of every conversation, in the file's order."""
        if not export.members:
            yield from _File(export, None).read()
        files = [member for member in export.members if _is_named(member)]
        for member in files:
            try:
                if _is_ours(decode_head(export.head(member))):
                    yield from _File(export, member).read()
            except UnreadableFile as error:
                if len(files) == 1:
                    raise
                yield Problem(member, str(error))


def _is_named(member: str) -> bool:
    return _FILE.fullmatch(member.rpartition("/")[2]) is not None


def _is_ours(head: str) -> bool:
    return _HEAD.match(head) is not None and _OURS.search(head) is not None


class _File:
    """One Hangouts.json."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export, self._member = export, member
        self._label = member or export.name
        self._folder = "" if member is None else member.rpartition("/")[0]
        self._people = _People()

    def read(self) -> Iterator[Message | Problem | Contact]:
        try:
            with self._export.json(self._member) as raw:
                stream = JsonStream(raw, limit=_LARGEST)
                for key in stream.fields():
                    if key in ("conversations", "conversation_state") and stream.next() == "[":
                        for number, _ in enumerate(stream.entries()):
                            if stream.next() == "{":
                                yield from self._conversation(stream, f"{self._label}: {key}[{number}]")
        except JsonError as error:
            path = self._export.label(self._member)
            raise UnreadableFile(path, f"{error}; take it from the Takeout again.") from None

    def _conversation(self, stream: JsonStream, where: str) -> Iterator[Message | Problem | Contact]:
        """Both shapes; events that stand before their conversation are kept until it is known."""
        talk: _Talk | None = None
        waiting: list[tuple[str, object]] = []
        for key in stream.fields():
            if key in ("conversation", "conversation_state") and stream.next() == "{":
                for inner in stream.fields():
                    if inner == "conversation":
                        talk = _Talk(stream.value(), self._people, self._place)
                        yield from talk.cards()
                        yield from talk.entries(waiting)
                        waiting.clear()
                    elif inner == "event" and stream.next() == "[":
                        yield from self._events(stream, f"{where}.event", talk, waiting)
            elif key == "events" and stream.next() == "[":
                yield from self._events(stream, f"{where}.events", talk, waiting)
        yield from (talk or _Talk({}, self._people, self._place)).entries(waiting)

    def _events(
        self, stream: JsonStream, where: str, talk: _Talk | None, waiting: list[tuple[str, object]]
    ) -> Iterator[Message | Problem]:
        for number, event in enumerate(stream.items()):
            one = (f"{where}[{number}]", event)
            if talk is None:
                waiting.append(one)
            else:
                yield from talk.entries([one])

    def _place(self, name: str) -> str | None:
        """Where a picture lies that came in the same Takeout; None if it didn't."""
        return self._export.find(f"{self._folder}/{name}" if self._folder else name) if name else None


class _People:
    """The accounts of one file, each made once, by Google's ids."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.owner: str | None = None
        self._known: dict[tuple[str, str], Account] = {}

    def get(self, native: str) -> Account:
        """The account of an id."""
        key = (native, self.names.get(native, ""))
        known = self._known.get(key)
        if known is None:
            owner = bool(native) and native == self.owner
            known = self._known[key] = Account(name=key[1], native=native or None, source=NAME, owner=owner)
        return known


class _Talk:
    """One conversation: who is in it, and its events as messages."""

    def __init__(self, about: object, people: _People, place: Any) -> None:
        self._people, self._place = people, place
        self._about = about if isinstance(about, Mapping) else {}
        self._members = [
            one for one in objects(self._about.get("participant_data")) if _native(one.get("id"))
        ]
        mine = self._about.get("self_conversation_state")
        state = mine.get("self_read_state") if isinstance(mine, Mapping) else None
        if isinstance(state, Mapping) and (owner := _native(state.get("participant_id"))):
            people.owner = people.owner or owner
        for one in self._members:
            if name := string(one.get("fallback_name")):
                people.names.setdefault(_native(one.get("id")), name)
        self._chat: Chat | None = None

    def cards(self) -> Iterator[Contact]:
        """A card for each member whose number is told."""
        for one in self._members:
            phone = one.get("phone_number")
            number = string(phone.get("e164")) if isinstance(phone, Mapping) else ""
            if number:
                yield Contact(account=self._people.get(_native(one.get("id"))), numbers=(number,))

    def entries(self, events: list[tuple[str, object]]) -> Iterator[Message | Problem]:
        """The messages that events are, or what is wrong with them."""
        for where, event in events:
            if isinstance(event, dict):
                found = self._message(event)
            else:
                found = event.why if isinstance(event, Flaw) else "it is no event but something else"
            yield Problem(where, found) if isinstance(found, str) else found

    def _message(self, event: dict[str, Any]) -> Message | str:
        when = _when(event.get("timestamp"))
        if when is None:
            return "it has no time"
        self._chat = self._chat or self._made(event)
        text, extra = self._words(event)
        files, kind = self._files(event, extra)
        return Message(
            chat=self._chat,
            sender=self._people.get(_native(event.get("sender_id"))),
            when=when,
            precision=Precision.EXACT,
            text=text,
            kind=kind or _kind(event),
            source_id=string(event.get("event_id")) or None,
            attachments=files,
            extra=extra,
        )

    def _made(self, event: Mapping[str, Any]) -> Chat:
        native = _id(self._about.get("id")) or _id(event.get("conversation_id"))
        others = [_native(one.get("id")) for one in self._members]
        names = [self._people.get(one).name for one in others if one != self._people.owner]
        told_kind = string(self._about.get("type"))
        kind: ChatKind | None = "group" if told_kind == "GROUP" else None
        if kind is None and (told_kind in _DIRECT or len(others) == 2):
            kind = "direct"
        name = string(self._about.get("name")) or ", ".join(filter(None, names))
        return Chat(name=name, native=native or None, source=NAME, kind=kind)

    def _words(self, event: Mapping[str, Any]) -> tuple[str, dict[str, Json]]:
        """What was typed, or what happened; links whose words differ from their address go to `extra`."""
        extra: dict[str, Json] = {}
        content = _inner(event, "chat_message", "message_content")
        text = "".join(map(_segment, objects(content.get("segment"))))
        links = [
            link
            for one in objects(content.get("segment"))
            if (link := string(_inner(one, "link_data").get("link_target"))) and link != one.get("text")
        ]
        if links:
            extra["links"] = [*links]
        if not text and "chat_message" not in event:
            text = self._happened(event, extra)
        return text, extra

    def _happened(self, event: Mapping[str, Any], extra: dict[str, Json]) -> str:
        if change := _inner(event, "membership_change"):
            ids = [_native(one) for one in objects(change.get("participant_id"))]
            who = ", ".join(self._people.get(one).name or one for one in ids)
            extra["members"] = [*ids]
            return f"{'removed' if change.get('type') == 'LEAVE' else 'added'} {who}".strip()
        if renamed := _inner(event, "conversation_rename"):
            return f"renamed the group to “{string(renamed.get('new_name'))}”"
        if call := _inner(event, "hangout_event"):
            extra |= told(call, "participant_id")
        return ""

    def _files(
        self, event: Mapping[str, Any], extra: dict[str, Json]
    ) -> tuple[tuple[Attachment, ...], str | None]:
        """What came with it, and the kind that it makes the message."""
        files: list[Attachment] = []
        kind = None
        content = _inner(event, "chat_message", "message_content")
        for one in objects(content.get("attachment")):
            item = _inner(one, "embed_item")
            if photo := _embedded(item, "plus_photo", "PlusPhoto"):
                files.append(self._photo(photo))
                kind = kind or {"VIDEO": "video", "ANIMATED_PHOTO": "gif"}.get(
                    string(photo.get("media_type")), "image"
                )
            elif audio := _embedded(item, "plus_audio_v2", "PlusAudioV2"):
                files.append(Attachment(name=_name(string(audio.get("url")))))
                kind = kind or "voice"
            elif place := _embedded(item, "place", "PlaceV2") or _embedded(item, "place_v2", "Place"):
                extra["place"] = told(place, "representative_image")
                kind = kind or "location"
            elif item:
                extra["embedded"] = {"type": item.get("type"), "id": item.get("id")}
        return tuple(files), kind

    def _photo(self, photo: Mapping[str, Any]) -> Attachment:
        for url in (string(photo.get("url")), string(photo.get("original_content_url")),
                    string(_inner(photo, "thumbnail").get("image_url"))):  # fmt: skip
            if (name := _name(url)) and (path := self._place(name)):
                return Attachment(name=name, path=path)
        return Attachment(name=_name(string(photo.get("url"))))


def _inner(value: object, *keys: str) -> Mapping[str, Any]:
    """The object that lies under these keys; {} if there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _embedded(item: Mapping[str, Any], key: str, old: str) -> Mapping[str, Any]:
    """What is embedded; files before 2018 put it under another key."""
    before = _inner(item, f"embeds.{old}.{key}")
    return _inner(item, key) or before


def _id(value: object) -> str:
    return string(value.get("id")) if isinstance(value, Mapping) else string(value)


def _native(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    return string(value.get("gaia_id")) or string(value.get("chat_id"))


def _when(stamp: object) -> datetime | None:
    if isinstance(stamp, str) and stamp.isascii() and stamp.isdigit() and len(stamp) < 19:
        stamp = int(stamp)
    if not isinstance(stamp, int) or isinstance(stamp, bool) or not 0 <= stamp <= _LAST:
        return None
    return _EPOCH + timedelta(microseconds=stamp)


def _segment(one: Mapping[str, Any]) -> str:
    return "\n" if one.get("type") == "LINE_BREAK" else string(one.get("text"))


def _kind(event: Mapping[str, Any]) -> str:
    kind = string(event.get("event_type"))
    if kind == "HANGOUT_EVENT" or "hangout_event" in event:
        return "call"
    if kind == "VOICEMAIL":
        return "voice"
    return "text" if kind in _WORDS or "chat_message" in event else "system"


def _name(url: str) -> str:
    """The file's name at the end of an address, without what says how large it is to be shown."""
    try:
        name = unquote(urlsplit(url).path.rpartition("/")[2])
    except ValueError:
        return ""
    return "" if _SIZE.fullmatch(name) else name


SOURCE = Hangouts()
