"""Element's plain text of a room: a line for each event, "Fri, Jan 5, 2024, 10:11:12 - Ida: Hi", without ids.

Until 2025 dates were all numbers in the order of the browser's language, as WhatsApp writes them; only the file's name
tells such a text from one of WhatsApp. In a zip it is called export.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import PurePosixPath

from zhiji.chat import Account, Attachment, Chat, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.matrix.events import NAME
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.whatsapp.dates import Order, Votes
from zhiji.sources.whatsapp.lines import Header, header, hour_of
from zhiji.sources.written_dates import LONGEST, written

CALLED = re.compile(
    r"(?:\A|/)matrix-(?P<old>.+)-export-.+\.(?:txt|zip)\Z|(?:\A|/).+? - (?P<new>.+) - Chat Export - .+\.(?:txt|zip)\Z"
)
_IN_ZIP = "export.txt"
_HAS_YEAR = re.compile(r"\d{4}")
_SENT = re.compile(r"(?P<name>.{1,200}) sent an? (?P<what>image|sticker)\.(?: \([^()]*\))?")
_FILE = re.compile(r"(?P<file>[^\n/\\]{1,200}\.\w{1,8}) \((?:File Attached|Media omitted[^()]*)\)")
_LINES = 60  # that are looked at
_LONGEST_TEXT = 4 << 20  # characters; an event has at most 65,536 bytes
_MOST = 16


class PlainText:
    """The text of one room."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Texts that are called as Element calls them."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by the file's name and lines; a set if it is in a zip of such a name."""
        if not peek.members:
            return 3 if CALLED.search(peek.name) and _begun(peek.text()) else 0
        if CALLED.search(peek.name) and _begun(peek.text(_IN_ZIP)):
            return SET
        return max(
            (3 for one in self.wants(peek) if CALLED.search(one) and _begun(peek.text(one))), default=0
        )

    def read(self, export: Export) -> Iterator[Entry]:
        """Every event, in the file's order."""
        members = _members(export.members)
        yield from each_file(export, members, _begun, lambda member: _Text(export, member).read())


def _members(names: tuple[str, ...]) -> list[str]:
    return [
        name for name in names if name.lower().endswith(".txt") and (CALLED.search(name) or name == _IN_ZIP)
    ]


def _begun(head: str) -> int:
    """How many of the first lines begin an event; 0 unless the very first does."""
    lines = list(islice(head.lstrip("\ufeff").split("\n"), _LINES))
    found = [bool(_in_words(line) or header(line.rstrip("\r"))) for line in lines]
    return sum(found) if found[0] else 0


def _in_words(line: str) -> tuple[datetime, str] | None:
    """The time and the rest of a line that begins with a date in words."""
    date, dash, rest = line.partition(" - ")
    if not dash or len(date) > LONGEST or not _HAS_YEAR.search(date) or header(line):
        return None
    found = written(date)
    return (found[0].replace(tzinfo=None), rest) if found else None


@dataclass(slots=True)
class _Event:
    """The event whose lines are being read."""

    when: datetime
    lines: list[str] = field(default_factory=list)
    size: int = 0


class _Text:
    """One text."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export, self._member = export, member
        self._label = member or export.name
        called = CALLED.search(self._label) or CALLED.search(export.name)
        name = (called["old"] or called["new"]) if called else PurePosixPath(self._label).stem
        self._chat = Chat(name=name, source=NAME)
        self._accounts: dict[str, Account] = {}
        self._order = Order("dmy", sure=True)

    def read(self) -> Iterator[Entry]:
        self._order = self._counted()
        if not self._order.sure:
            what = "every date fits both day/month and month/day; they were read as day/month."
            yield Problem(f"{self._label}, dates", what)
        event: _Event | None = None
        for number, line in self._export.lines(self._member):
            begun = self._begins(line.removeprefix("\ufeff"))
            if begun is None and event is not None:
                event.size += len(line) + 1
                if event.size <= _LONGEST_TEXT:
                    event.lines.append(line)
            elif begun is None and line.strip():
                yield Problem(f"{self._label}, line {number}", "text before the first message was left out.")
            elif begun is not None:
                if event is not None:
                    yield self._message(event)
                event = begun
        if event is not None:
            yield self._message(event)

    def _counted(self) -> Order:
        """The order of the dates that are numbers."""
        votes = Votes()
        try:
            for _, line in self._export.lines(self._member):
                if found := header(line):
                    votes.add(found.a, found.b, found.c, separator=found.shape[1], half=found.half)
        except UnreadableFile:  # whoever reads the events will meet it and tell
            pass
        return votes.order()

    def _begins(self, line: str) -> _Event | None:
        if found := header(line):
            when = self._clock(found)
            return _Event(when, [found.rest]) if when else None
        worded = _in_words(line)
        return _Event(worded[0], [worded[1]]) if worded else None

    def _clock(self, found: Header) -> datetime | None:
        day = self._order.date(found.a, found.b, found.c)
        hour = hour_of(found.hour, found.half)
        second = found.second or 0
        if day is None or hour > 23 or found.minute > 59 or second > 59:
            return None
        return datetime(*day, hour, found.minute, second)

    def _message(self, event: _Event) -> Message:
        text = "\n".join(event.lines).rstrip()
        name, colon, said = text.partition(": ")
        attachments: tuple[Attachment, ...] = ()
        kind = "text"
        if sent := _SENT.fullmatch(text):
            name, said, kind = sent["name"], "", sent["what"]
        elif not colon or '"' in name or "\n" in name:
            name, said, kind = "", text, "system"
        elif file := _FILE.fullmatch(said):
            said, kind, attachments = "", "file", (Attachment(name=file["file"]),)
        return Message(
            chat=self._chat,
            sender=self._accounts.setdefault(name, Account(name=name, source=NAME)),
            when=event.when,
            text=said,
            kind=kind,
            precision=Precision.SECOND,
            zone="assumed",
            attachments=attachments,
        )
