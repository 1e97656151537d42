"""DiscordChatExporter's plain text: a heading, then for each message a line with time and author, and its words.

Embeds are written as words after the message and belong to nobody's typing; they are kept as the caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from zhiji.chat import Attachment, Chat, Json, Message, Problem
from zhiji.sources import cards
from zhiji.sources.decoding import decode_head
from zhiji.sources.discord import chats, dates, markup
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.protocol import Entry, Peek

_MOST = 16
_SURVEYED = 100_000  # lines among which dates are looked for that tell the order of day and month
_LONGEST = 2_000  # lines of one message; Discord allows 4,000 characters and ten embeds
_RULE = "=" * 62
_HEADING = re.compile(rf"[\s\ufeff]*{_RULE}\r?\nGuild: ([^\r\n]*)\r?\nChannel: ([^\r\n]*)\r?\n")
_FIRST = re.compile(r"\[([^\[\]]{8,60})\] (.{1,200})")
_PINNED = " (pinned)"
_SECTIONS = {
    "{Attachments}": "attachments",
    "{Embed}": "embeds",
    "{Stickers}": "stickers",
    "{Reactions}": "reactions",
}
_REACTION = re.compile(r"(\S+)(?: \((\d{1,9})\))?")


class Transcript:
    """A channel's text file, or a zip or folder of such files."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Some text files."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by the heading."""
        if not peek.members:
            return 3 if _HEADING.match(peek.text()) else 0
        return max((3 for member in self.wants(peek) if _HEADING.match(peek.text(member))), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message, in the file's order."""
        accounts = chats.Accounts()
        yield from each_file(
            export,
            _members(export.members),
            _HEADING.match,
            lambda member: _File(export, member, accounts).read(),
        )


def _members(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.lower().endswith(".txt")]


class _File:
    """One text file."""

    def __init__(self, export: Export, member: str | None, accounts: chats.Accounts) -> None:
        self._export, self._member, self._accounts = export, member, accounts
        self._label = member or export.name
        self._folder = self._label[: self._label.rfind("/") + 1]
        heading = _HEADING.match(decode_head(export.head(member)))
        guild, channel = (heading[1].strip(), heading[2].strip()) if heading else ("", "")
        self._chat: Chat = chats.chat_of_file(
            self._label.rpartition("/")[2].rpartition(".")[0],
            channel=channel.rpartition(" / ")[2],
            guild=guild,
        )

    def read(self) -> Iterator[Entry]:
        firsts = (_FIRST.fullmatch(line) for _, line in islice(self._export.lines(self._member), _SURVEYED))
        order = dates.order_of(first[1] for first in firsts if first)
        for number, first, lines in self._blocks(order):
            if len(lines) > _LONGEST:
                yield Problem(f"{self._label}, line {number}", "it is longer than any message")
            else:
                yield self._message(first, lines, order)

    def _blocks(self, order: dates.Order) -> Iterator[tuple[int, re.Match[str], list[str]]]:
        """Each message: the number of its first line, that line, and those that follow."""
        number, first, lines, blank = 0, None, list[str](), True
        for at, line in self._export.lines(self._member):
            match = _FIRST.fullmatch(line) if blank and line.startswith("[") else None
            if match and dates.read(match[1], order):
                if first:
                    yield number, first, lines
                number, first, lines = at, match, []
            elif line == _RULE and first:
                break
            elif first and len(lines) <= _LONGEST:
                lines.append(line)
            blank = not line
        if first:
            yield number, first, lines

    def _message(self, first: re.Match[str], lines: list[str], order: dates.Order) -> Message:
        time = dates.read(first[1], order)
        assert time is not None, "a block begins with a time"
        parts = _parts(lines)
        text = _joined(parts["text"])
        rest: dict[str, Any] = {}
        extra: dict[str, Json] = {}
        kind = markup.kind_of_words(text)
        if files := [line for line in parts["attachments"] if line]:
            rest["attachments"] = tuple(self._attachment(line) for line in files)
            kind = kind if text else markup.kind_of_file(rest["attachments"][0].name)
            if urls := [url for line in files if (url := markup.without_key(line))]:
                extra["urls"] = [*urls]
        elif any(parts["stickers"]) and not text:
            kind = "sticker"
        if told := _joined(parts["embeds"]):
            rest["caption"] = cards.beside(text, [told])
        if counts := _counts(parts["reactions"]):
            extra["reactions"] = counts
        if extra:
            rest["extra"] = extra
        return Message(
            chat=self._chat,
            sender=self._accounts.get(None, markup.without_discriminator(first[2].removesuffix(_PINNED))),
            when=time[0],
            precision=time[1],
            zone="known" if time[0].tzinfo else "assumed",
            text=text,
            kind=kind,
            **rest,
        )

    def _attachment(self, address: str) -> Attachment:
        return Attachment(name=markup.file_name(address), path=markup.saved_at(address, self._folder))


def _parts(lines: list[str]) -> dict[str, list[str]]:
    """A message's lines by what they are; a section begins after an empty line."""
    parts: dict[str, list[str]] = {name: [] for name in ("text", *_SECTIONS.values())}
    part, blank = "text", True
    for line in lines:
        if blank and line in _SECTIONS:
            part = _SECTIONS[line]
        else:
            parts[part].append(line)
        blank = not line
    return parts


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines).strip("\n")


def _counts(lines: list[str]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, count in (match.groups() for line in lines for match in _REACTION.finditer(line)):
        found[f":{name}:" if name.isascii() else name] = int(count or 1)
    return found
