"""DiscordChatExporter's CSV: mostly without ids of messages, so that they meet those of other copies by time, author and
words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from zhiji.chat import Attachment, Chat, Json, Message, Problem
from zhiji.sources.decoding import decode_head
from zhiji.sources.discord import chats, dates, markup
from zhiji.sources.discord.rows import rows
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.protocol import Entry, Peek

_MOST = 16
_SURVEYED = 20_000  # rows whose dates tell the order of day and month
# Columns between commas; between semicolons, and without the authors' ids, before 2020; some have the message's id first.
_HEADER = re.compile(
    r'[\s\ufeff]*(?:"?MessageID"?[,;])?(?:("?AuthorID"?)[,;])?"?Author"?([,;])"?Date"?\2"?Content"?'
    r'(?(1)(?:\2"?Attachments"?)?|\2"?Attachments"?)(?=[,;\s]|$)'
)
_NEEDED = ("author", "date", "content")
_REACTION = re.compile(r"(?:^|,)\s*([^,()]+?) \((\d{1,9})\)")


class Table:
    """A channel's CSV file, or a zip or folder of such files."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Some CSV files."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by the names of the columns."""
        if not peek.members:
            return 3 if _HEADER.match(peek.text()) else 0
        return max((3 for member in self.wants(peek) if _HEADER.match(peek.text(member))), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every row as a message, in the file's order."""
        accounts = chats.Accounts()
        yield from each_file(
            export,
            _members(export.members),
            _HEADER.match,
            lambda member: _File(export, member, accounts).read(),
        )


def _members(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.lower().endswith(".csv")]


class _File:
    """One CSV file."""

    def __init__(self, export: Export, member: str | None, accounts: chats.Accounts) -> None:
        self._export, self._member, self._accounts = export, member, accounts
        label = member or export.name
        self._place = f"{member}, " if member else ""
        self._folder = label[: label.rfind("/") + 1]
        self._chat: Chat = chats.chat_of_file(label.rpartition("/")[2].rpartition(".")[0])

    def read(self) -> Iterator[Entry]:
        order = dates.order_of(
            row.get("date", "") for _, row in islice(self._rows(), _SURVEYED) if isinstance(row, dict)
        )
        for number, row in self._rows():
            found = self._message(row, order) if isinstance(row, dict) else row
            yield Problem(f"{self._place}line {number}", found) if isinstance(found, str) else found

    def _rows(self) -> Iterator[tuple[int, dict[str, str] | str]]:
        """Rows by the names of their columns, or what is wrong with them."""
        match = _HEADER.match(decode_head(self._export.head(self._member)))
        columns: list[str] = []
        for number, row in rows(self._export.lines(self._member), match[2] if match else ","):
            if row is None:
                yield number, "a quote in it is not closed"
            elif not columns:
                columns = [name.strip("\ufeff ").lower() for name in row]
            elif len(row) < min(len(_NEEDED) + 1, len(columns)):
                yield number, "it lacks columns"
            else:
                yield number, dict(zip(columns, row, strict=False))

    def _message(self, row: Mapping[str, str], order: dates.Order) -> Message | str:
        time = dates.read(row.get("date", ""), order)
        if time is None:
            return f"its date is none: {' '.join(row.get('date', '').split())[:40]}"
        when, precision = time
        text = row.get("content", "")
        kind = markup.kind_of_words(text)
        rest: dict[str, Any] = {}
        extra: dict[str, Json] = {}
        if addresses := row.get("attachments", ""):
            files = _addresses(addresses)
            rest["attachments"] = tuple(self._attachment(one) for one in files)
            kind = kind if text else markup.kind_of_file(rest["attachments"][0].name)
            if urls := [url for one in files if (url := markup.without_key(one))]:
                extra["urls"] = [*urls]
        if reactions := _reactions(row.get("reactions", "")):
            extra["reactions"] = reactions
        if extra:
            rest["extra"] = extra
        name = markup.without_discriminator(row.get("author", ""))
        return Message(
            chat=self._chat,
            sender=self._accounts.get(chats.native_id(row.get("authorid")), name),
            when=when,
            precision=precision,
            zone="known" if when.tzinfo else "assumed",
            text=text,
            kind=kind,
            source_id=chats.native_id(row.get("messageid")),
            **rest,
        )

    def _attachment(self, address: str) -> Attachment:
        return Attachment(name=markup.file_name(address), path=markup.saved_at(address, self._folder))


def _addresses(listed: str) -> list[str]:
    """Addresses of files, between commas that names of saved files may hold too."""
    return re.split(r",(?=https?://)", listed) if "://" in listed else listed.split(",")


def _reactions(listed: str) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, count in _REACTION.findall(listed):
        found[f":{name}:" if name.isascii() else name] = int(count)
    return found
