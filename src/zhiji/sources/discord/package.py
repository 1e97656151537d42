"""Discord's own data package: what its owner wrote, a folder for each channel, and no word of anybody else.

`Messages/index.json` names the channels, `Messages/c<id>/messages.json` (`messages.csv` until 2023) holds the messages,
`Account/user.json` tells who the owner is. The folders' names are in the owner's language; their form isn't.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from zhiji.chat import Account, Chat, Contact, Json, Message, Precision, Problem
from zhiji.chat.records import Attachment, ChatKind
from zhiji.errors import UnreadableFile
from zhiji.sources import documents
from zhiji.sources.assistants import objects, string
from zhiji.sources.decoding import decode_head
from zhiji.sources.discord import chats, markup
from zhiji.sources.discord.rows import rows
from zhiji.sources.export import Export
from zhiji.sources.json_stream import JsonError, JsonStream
from zhiji.sources.protocol import SET, Entry, Peek

_ADVICE = "ask Discord for the package again"
_FILE = re.compile(r"(?:(.*?)/)?(?:c\d{1,20}|\d{15,20})/messages\.(?:json|csv)", re.IGNORECASE | re.DOTALL)
_MOST = 4
_OURS = re.compile(r'[\s\ufeff]*\[\s*\{\s*"ID"\s*:\s*(?:"\d+"|\d+)\s*,\s*"Timestamp"\s*:')
_TABLE = re.compile(r"[\s\ufeff]*ID,Timestamp,Contents(?:,Attachments)?\s*(?:\r?\n|$)")
_ALONE = re.compile(r"c(\d{1,20})|(\d{15,20})")
_WITH = re.compile(r"Direct Message with ")
_DIRECT: dict[str, ChatKind] = {"DM": "direct", "1": "direct", "GROUP_DM": "group", "3": "group"}
_BIG = 16 << 20  # bytes; account/user.json is some hundred kilobytes


class Package:
    """The package as a zip or folder, or the messages of one channel."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Some channels' messages, where names don't tell."""
        return () if _is_package(peek.members) else tuple(_channels(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """A set by the names of its folders, 3 by messages of its shape."""
        if _is_package(peek.members):
            return SET
        heads = [peek.text(member) for member in self.wants(peek)] if peek.members else [peek.text()]
        return max((3 for head in heads if _OURS.match(head) or _TABLE.match(head)), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Who the owner and their friends are, then the owner's messages, channel by channel."""
        people = _People()
        if not export.members:
            yield from _Channel(export, None, people, {}).read()
            return
        user = _shallowest(export.members, "user.json")
        if user is not None and isinstance(account := _value(export, user), dict):
            yield from people.take(account)
        names = _names(export)
        for member in _channels(export.members):
            try:
                yield from _Channel(export, member, people, names).read()
            except UnreadableFile as error:
                yield Problem(member, str(error))


def _is_package(members: tuple[str, ...]) -> bool:
    return any(match[1] for member in members if (match := _FILE.fullmatch(member)))


def _channels(members: tuple[str, ...]) -> list[str]:
    return [member for member in members if _FILE.fullmatch(member)]


def _shallowest(members: tuple[str, ...], name: str) -> str | None:
    found = [one for one in members if one.rpartition("/")[2].lower() == name]
    return min(found, key=lambda one: (one.count("/"), one), default=None)


def _value(export: Export, member: str) -> Json:
    """What a small JSON file holds; None if it can't be read, for the messages can be read without it."""
    if (export.size(member) or 0) > _BIG:
        return None
    try:
        with export.json(member) as raw:
            value = JsonStream(raw, limit=_BIG).value()
    except (JsonError, UnreadableFile):
        return None
    return value if isinstance(value, dict) else None


def _names(export: Export) -> dict[str, str]:
    """What the index calls the channels."""
    names: dict[str, str] = {}
    for member in (one for one in export.members if one.rpartition("/")[2].lower() == "index.json"):
        index = _value(export, member)
        for native, name in index.items() if isinstance(index, dict) else ():
            if native.isdigit() and isinstance(name, str):
                names[native] = name
    return names


class _People:
    """The owner, and what friends are called."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.owner = Account(name="You", source=chats.NAME, owner=True)

    def take(self, account: Mapping[str, Any]) -> Iterator[Contact]:
        """Take in what the package says of the owner's account."""
        native, name = chats.native_id(account.get("id")), _shown(account)
        if native is not None:
            self.owner = Account(name=name or "You", native=native, source=chats.NAME, owner=True)
            self.names[native] = self.owner.name
            yield Contact(
                account=self.owner,
                names=_others(account, self.owner.name),
                emails=_told(account, "email"),
                numbers=_told(account, "phone"),
            )
        for one in objects(account.get("relationships")):
            user = one.get("user")
            friend = {**one, **user} if isinstance(user, Mapping) else one
            native, name = chats.native_id(friend.get("id")), _shown(friend)
            if native is not None and name:
                self.names[native] = name
                names = tuple(dict.fromkeys((*_told(one, "nickname"), *_others(friend, name))))
                yield Contact(account=Account(name=name, native=native, source=chats.NAME), names=names)


def _shown(user: Mapping[str, Any]) -> str:
    return string(user.get("global_name")) or string(user.get("username"))


def _others(user: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(one for one in _told(user, "username") if one != name)


def _told(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return (value,) if (value := string(record.get(key))) else ()


class _Channel:
    """The messages of one channel."""

    def __init__(self, export: Export, member: str | None, people: _People, names: Mapping[str, str]) -> None:
        self._export, self._member, self._people, self._names = export, member, people, names
        path = member or export.path.absolute().as_posix()
        folder = path.rpartition("/")[0]
        alone = _ALONE.fullmatch(folder.rpartition("/")[2])
        beside = f"{folder}/channel.json" if member else "channel.json"
        there = beside in export.members if member else export.find(beside)
        about = _value(export, beside) if there else None
        about = about if isinstance(about, dict) else {}
        native = chats.native_id(about.get("id")) or (alone[1] or alone[2] if alone else None)
        self._chat = (
            self._called(native, about) if native else chats.chat_of_file(export.name.rpartition(".")[0])
        )

    def _called(self, native: str, about: Mapping[str, Any]) -> Chat:
        listed, guild = self._names.get(native, ""), about.get("guild")
        kind = _DIRECT.get(str(about.get("type"))) or ("direct" if _WITH.match(listed) else None)
        if isinstance(guild, Mapping) and string(guild.get("name")):
            return chats.chat(native, string(about.get("name")), string(guild.get("name")))
        name = string(about.get("name")) or _WITH.sub("", listed, count=1)
        if kind == "direct":
            name = self._other(about) or markup.without_discriminator(name)
        return chats.chat(native, name, "", kind or ("group" if name else None))

    def _other(self, about: Mapping[str, Any]) -> str:
        """Whom a direct chat is with, where that is a friend."""
        recipients = about.get("recipients")
        ids = [one for one in recipients if isinstance(one, str)] if isinstance(recipients, list) else []
        return next(
            (
                self._people.names[one]
                for one in ids
                if one != self._people.owner.native and one in self._people.names
            ),
            "",
        )

    def read(self) -> Iterator[Entry]:
        label = self._member or self._export.name
        head = decode_head(self._export.head(self._member))
        for where, row in self._table() if _TABLE.match(head) else self._list():
            found = self._message(row) if isinstance(row, Mapping) else documents.flaw(row)
            yield Problem(f"{label}{where}", found) if isinstance(found, str) else found

    def _list(self) -> Iterator[tuple[str, object]]:
        with documents.told(self._export, self._member, _ADVICE):
            for number, one in enumerate(documents.array(self._export, self._member)):
                yield f"[{number}]", one

    def _table(self) -> Iterator[tuple[str, object]]:
        for number, row in rows(self._export.lines(self._member)):
            if number > 1:
                columns = ("ID", "Timestamp", "Contents", "Attachments")
                yield f", line {number}", dict(zip(columns, row, strict=False)) if row else None

    def _message(self, row: Mapping[str, Any]) -> Message | str:
        native, stamp = chats.native_id(row.get("ID")), row.get("Timestamp")
        when = chats.instant(stamp) or chats.made_at(native)
        if when is None:
            return "it has no time"
        raw = string(row.get("Contents"))
        text = markup.plain(raw, self._people.names, self._names)
        rest: dict[str, Any] = {}
        extra: dict[str, Json] = {"markup": raw} if raw != text else {}
        kind = "text"
        if files := _addresses(row.get("Attachments")):
            rest["attachments"] = tuple(Attachment(name=markup.file_name(one)) for one in files)
            kind = "text" if text else markup.kind_of_file(rest["attachments"][0].name)
            extra["urls"] = [markup.without_key(one) for one in files]
        if mentions := markup.mentioned(raw, self._people.names):
            rest["mentions"] = mentions
        if extra:
            rest["extra"] = extra
        return Message(
            chat=self._chat,
            sender=self._people.owner,
            when=when if when.tzinfo else when.replace(tzinfo=UTC),
            precision=Precision.MILLISECOND if when.microsecond else Precision.SECOND,
            source_id=native,
            text=text,
            kind=kind,
            **rest,
        )


def _addresses(value: object) -> list[str]:
    """Addresses of files: in one text with spaces between, or in a list."""
    listed = value.split() if isinstance(value, str) else value if isinstance(value, list) else []
    return [one for one in listed if isinstance(one, str) and "://" in one]
