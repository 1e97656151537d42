"""What signal-export makes of Signal Desktop: a folder a chat with `data.json`, one message a line, and `chat.md`.

Both say the same; `data.json` says it better. Times are wall-clock, people only names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from zhiji.chat import Account, Attachment, Chat, Json, Message, Precision, Problem, Reaction
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.rows import BadRow, parse_row
from zhiji.sources.signal.people import NOBODY, OWN
from zhiji.sources.signal.values import NAME, objects, part, text

_DATA, _TEXT = "data.json", "chat.md"
_LINE = re.compile(r'\s*\{"date": ?"\d{4}-\d\d-\d\dT[^"]*", ?"sender": ?"')
_REST = re.compile(r'"body": ?"(?:[^"\\]|\\.)*", ?"quote": ?')
_CALL = re.compile(r"(?:Incoming|Outgoing|Missed)(?: voice| video)? call(?: \([^()]*\))?")
_KINDS = {
    "image": "png jpg jpeg gif tif tiff webp heic",
    "video": "mp4 mov mkv mpeg webm qt",
    "audio": "m4a aac mp3 ogg opus wav flac",
}
_BY_ENDING = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}
_OWNER = Account(name="Me", native=OWN, source=NAME, owner=True)
_BREAK = "  "  # which signal-export puts after each text, for Markdown
_MOST = 16


class SignalExport:
    """A chat's folder of signal-export, or its data.json alone."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Every data.json."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by the shape of a line; 4 where the chat's text lies beside it."""
        if not peek.members:
            return _sureness(peek.text())
        ours = [member for member in _members(peek.members)[:_MOST] if _sureness(peek.text(member))]
        beside = any(f"{member.removesuffix(_DATA)}{_TEXT}" in peek.members for member in ours)
        return SET if beside else 3 if ours else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of each chat."""
        if not export.members:
            yield from _Chat(export, None).read()
        for member in _members(export.members):
            if _sureness(decode_head(export.head(member))):
                yield from _Chat(export, member).read()


def chat_name(export: Export, member: str | None) -> str:
    """What a chat is called whose file this is: by its folder."""
    if member is None:
        return export.path.resolve().parent.name
    return PurePosixPath(member).parent.name or PurePosixPath(export.name).stem


def kind_of(attachments: tuple[Attachment, ...]) -> str:
    """The kind of message that files make, by the ending of the first."""
    return _BY_ENDING.get(attachments[0].name.rpartition(".")[2].lower(), "file")


def _members(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if PurePosixPath(name).name == _DATA]


def _sureness(head: str) -> int:
    line = head.lstrip("\ufeff").partition("\n")[0]
    return 3 if _LINE.match(line) and _REST.search(line) else 0


class _Chat:
    """One data.json."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export = export
        self._member = member
        self._folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        self._chat = Chat(name=chat_name(export, member), source=NAME)
        self._accounts = {"Me": _OWNER, "No-Sender": NOBODY, "": NOBODY}

    def read(self) -> Iterator[Message | Problem]:
        label = self._member or self._export.name
        for number, line in self._export.lines(self._member):
            if not line.strip():
                continue
            try:
                row = parse_row(line.removeprefix("\ufeff"))
                made = self._message(row) if isinstance(row, dict) else "it is no message but something else"
            except BadRow as error:
                made = str(error)
            yield Problem(f"{label}: line {number}", made) if isinstance(made, str) else made

    def _message(self, row: Mapping[str, Any]) -> Message | str:
        when = _when(row.get("date"))
        if when is None:
            return "it has no time"
        extra: dict[str, Json] = {}
        fields = self._fields(row, extra)
        if quoted := text(row.get("quote")).replace("\n> ", "\n").strip().removeprefix("> "):
            extra["quoted"] = {"text": quoted}
        if extra:
            fields["extra"] = extra
        return Message(
            chat=self._chat,
            sender=self._account(text(row.get("sender"))),
            when=when,
            zone="known" if when.tzinfo else "assumed",
            precision=Precision.MILLISECOND if when.microsecond else Precision.SECOND,
            **fields,
        )

    def _fields(self, row: Mapping[str, Any], extra: dict[str, Json]) -> dict[str, Any]:
        words = text(row.get("body")).removesuffix(_BREAK)
        if row.get("deleted") is True:
            return {"text": "", "recalled": True}
        fields: dict[str, Any] = {"text": words}
        if row.get("call") is True or ("call" not in row and _CALL.fullmatch(words)):
            fields["kind"] = "call"
        if files := tuple(self._attachments(row)):
            fields |= {"attachments": files, "kind": kind_of(files)}
        sticker = row.get("sticker")
        emoji = text(part(sticker).get("emoji")) if isinstance(sticker, dict) else text(sticker)
        if sticker and not words and not files:
            fields["kind"] = "sticker"
            if emoji:
                fields["caption"] = emoji
        elif emoji:
            extra["sticker"] = emoji
        if reactions := tuple(_reactions(row.get("reactions"))):
            fields["reactions"] = reactions
        return fields

    def _attachments(self, row: Mapping[str, Any]) -> Iterator[Attachment]:
        for one in objects(row.get("attachments")):
            path = unquote(text(one.get("path"))).removeprefix("./")
            yield Attachment(name=text(one.get("name")), path=self._folder + path if path else None)

    def _account(self, name: str) -> Account:
        known = self._accounts.get(name)
        if known is None:
            known = self._accounts[name] = Account(name=name, source=NAME)
        return known


def _when(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _reactions(listed: object) -> Iterator[Reaction]:
    for one in listed if isinstance(listed, list) else ():
        name, emoji = (one.get("name"), one.get("emoji")) if isinstance(one, dict) else (None, None)
        if isinstance(one, list) and len(one) == 2:
            name, emoji = one
        if isinstance(emoji, str) and emoji:
            yield Reaction(sender=text(name), emoji=emoji)
