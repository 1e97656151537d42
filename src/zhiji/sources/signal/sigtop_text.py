"""The texts of sigtop (`-f text`): a file a chat; a message is a head of fields, an empty line and what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Edit, Json, Message, Precision, Problem, Reaction
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.signal.desktop import OWNER, SAID, saying
from zhiji.sources.signal.people import NOBODY
from zhiji.sources.signal.values import NAME, phone, service_id

_HEAD = re.compile(r"Conversation: [^\n]*\n\n(?:From: [^\n]*\n)?Type: [\w-]+\n(?:Sent|Received): ")
_FIELD = re.compile(r"(From|Type|Sent|Received|Attachment|Reaction|Edited|Version): (.*)")
_NAMED = re.compile(r"(.*) \((\+\d{4,15}|[0-9a-fA-F-]{36}|group)\)")
_FILE = re.compile(r"(.*) \(([^(),]*)(?:, (\d+) bytes)?\)")
_REACTION = re.compile(r"(\S+) from (.*)")
_MOST = 16


class SigtopText:
    """A text of one chat."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Texts."""
        return tuple(_texts(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by how the file begins."""
        places = _texts(peek.members)[:_MOST] if peek.members else [None]
        return max((_sureness(peek.text(place)) for place in places), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of each text."""
        if not export.members:
            yield from _Text(export, None).read()
        for member in _texts(export.members):
            if _sureness(decode_head(export.head(member))):
                yield from _Text(export, member).read()


def _texts(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.lower().endswith(".txt")]


def _sureness(head: str) -> int:
    return 3 if _HEAD.match(head.lstrip("\ufeff").replace("\r\n", "\n")) else 0


@dataclass(slots=True)
class _Block:
    number: int
    fields: list[tuple[str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def first(self, name: str) -> str:
        return next((value for key, value in self.fields if key == name), "")


class _Text:
    """One text."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export = export
        self._member = member
        self._label = member or export.name
        self._accounts: dict[str, Account] = {"You": OWNER, "": NOBODY}
        self._chat = Chat(name="", source=NAME)

    def read(self) -> Iterator[Message | Problem]:
        lines = self._export.lines(self._member)
        _, first = next(lines, (1, ""))
        self._chat = self._named(first.removeprefix("\ufeff").removeprefix("Conversation: "))
        for block in _blocks(lines):
            made = self._message(block)
            yield Problem(f"{self._label}: line {block.number}", made) if isinstance(made, str) else made

    def _named(self, shown: str) -> Chat:
        account = self._account(shown)
        if shown.endswith(" (group)"):
            return Chat(name=shown.removesuffix(" (group)"), source=NAME, kind="group")
        return Chat(
            name=account.name, native=account.native, source=NAME, kind="direct" if account.native else None
        )

    def _message(self, block: _Block) -> Message | str:
        when = _when(block.first("Sent")) or _when(block.first("Received"))
        if when is None:
            return "it has no time"
        what = block.first("Type")
        extra: dict[str, Json] = {}
        fields = self._said(block, extra)
        if what not in SAID:
            fields["kind"] = "call" if what.startswith("call") else "system"
            fields["text"] = fields["text"] or saying(what)
        if extra:
            fields["extra"] = extra
        return Message(
            chat=self._chat,
            sender=self._account(block.first("From")),
            when=when,
            zone="known" if when.tzinfo else "assumed",
            precision=Precision.SECOND,
            **fields,
        )

    def _said(self, block: _Block, extra: dict[str, Json]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        if block.first("Edited"):
            edits = tuple(_versions(block.words))
            fields |= {"text": edits[-1].text if edits else "", "edits": edits}
        else:
            fields["text"] = _unquoted(block.words, extra)
        files = [_attachment(value) for key, value in block.fields if key == "Attachment"]
        if files:
            first = (files[0].mime or "").partition("/")[0]
            kind = first if first in ("image", "video", "audio") else "file"
            fields |= {"attachments": tuple(files), "kind": kind}
        told = (_REACTION.fullmatch(value) for key, value in block.fields if key == "Reaction")
        reactions = [Reaction(sender=self._account(one[2]).name, emoji=one[1]) for one in told if one]
        if reactions:
            fields["reactions"] = tuple(reactions)
        return fields

    def _account(self, shown: str) -> Account:
        known = self._accounts.get(shown)
        if known is None:
            match = _NAMED.fullmatch(shown)
            native = (service_id(match[2]) or phone(match[2])) if match else ""
            name = match[1] if match and native else shown
            known = self._accounts[shown] = Account(name=name, native=native or None, source=NAME)
        return known


def _blocks(lines: Iterator[tuple[int, str]]) -> Iterator[_Block]:
    """Messages begin after an empty line with From and Type, or with Type and a time."""
    block: _Block | None = None
    before, heading = "", False
    number, line = next(lines, (0, None))
    while line is not None:
        next_number, after = next(lines, (0, None))
        begins = not before and _begins(line, after or "")
        if begins:
            if block:
                yield block
            block, heading = _Block(number), True
        if block:
            match = _FIELD.fullmatch(line) if heading else None
            if match:
                block.fields.append((match[1], match[2]))
            elif heading:
                heading = False
            else:
                block.words.append(line)
        before, number, line = line, next_number, after
    if block:
        yield block


def _begins(line: str, after: str) -> bool:
    if line.startswith("From: "):
        return after.startswith("Type: ")
    return line.startswith("Type: ") and after.startswith(("Sent: ", "Received: "))


def _unquoted(lines: list[str], extra: dict[str, Json]) -> str:
    """What was said; what it answers goes to `extra`."""
    count = next((place for place, line in enumerate(lines) if not line.startswith(">")), len(lines))
    quoted = [line[2:] for line in lines[:count]]
    if count and quoted[0].startswith("From: "):
        words = quoted[quoted.index("") + 1 :] if "" in quoted else []
        extra["quoted"] = {"sender": quoted[0].removeprefix("From: "), "text": "\n".join(words)}
        lines = lines[count:]
        lines = lines[1:] if lines and not lines[0] else lines
    return "\n".join(lines).rstrip("\n")


def _versions(lines: list[str]) -> Iterator[Edit]:
    """The versions, oldest first; sigtop lists the latest first."""
    found: list[tuple[datetime | None, list[str]]] = []
    heading = False
    for line in lines:
        bare = line.removeprefix("|").removeprefix(" ")
        match = _FIELD.fullmatch(bare)
        if match and match[1] == "Version":
            found.append((None, []))
            heading = True
        elif found and heading and match:
            if match[1] == "Sent":
                found[-1] = (_when(match[2]), [])
        elif found and heading and not bare:
            heading = False
        elif found and line.startswith("|"):
            found[-1][1].append(bare)
    for when, words in reversed(found):
        yield Edit(text=_unquoted(words, {}), when=when)


def _attachment(shown: str) -> Attachment:
    match = _FILE.fullmatch(shown)
    if match is None:
        return Attachment(name=shown)
    size = int(match[3]) if match[3] and len(match[3]) < 16 else 0
    return Attachment(
        name="" if match[1] == "no filename" else match[1], mime=match[2] or None, size=size or None
    )


def _when(shown: str) -> datetime | None:
    try:
        return parsedate_to_datetime(shown)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
