"""The table that the Mac and some computers write: Date,User,Message with a row for each message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from pathlib import PurePosixPath
from typing import NamedTuple

from zhiji.chat import Message, Precision, Problem
from zhiji.chat.records import ChatKind
from zhiji.errors import UnreadableFile
from zhiji.sources import clocks
from zhiji.sources.export import Export
from zhiji.sources.kakaotalk import naming, phrases
from zhiji.sources.kakaotalk.body import Body, understand
from zhiji.sources.kakaotalk.chats import Accounts, chat

LONGEST_TEXT = 4 << 20  # characters; the app itself ends a text at 10,000
_PEOPLE = 5_000  # as many names are remembered
_LONGEST = 200  # characters of a name
_INSIDE = r'[^"]*+(?:""[^"]*+)*+'  # of quotes
_HEADER = re.compile(r'\ufeff?\s*"?Date"?\s*,\s*"?User"?\s*,\s*"?Message"?\s*', re.IGNORECASE)
_ROW = re.compile(
    r'\ufeff?"?(?P<y>\d{4})[-./] ?(?P<m>\d{1,2})[-./] ?(?P<d>\d{1,2})\.?[ T]+'
    rf"(?:(?P<early>{clocks.HALF})\s?)?(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    rf'(?:\s?(?P<late>{clocks.HALF}))?"?,(?P<user>"{_INSIDE}"|[^",]*),(?P<text>.*)',
    re.IGNORECASE | re.DOTALL,
)
_UNDATED = re.compile(rf',(?P<user>"{_INSIDE}"|),(?P<text>".+"|[^",].*)\Z', re.DOTALL)
_CLOSED = re.compile(rf'"({_INSIDE})"\s*', re.DOTALL)
_CLOSES = re.compile(rf'{_INSIDE}"\s*', re.DOTALL)
_OWN = ("", "시스템", "System")  # names of nobody


class _Row(NamedTuple):
    """A row's first line."""

    when: datetime | None  # None in a row without a date
    right: bool  # False: a date is written there that is none
    seconds: bool
    user: str
    text: str  # with its quotes


def is_header(line: str) -> bool:
    """Whether a line is the first of a table."""
    return bool(_HEADER.fullmatch(line))


def is_row(line: str) -> bool:
    """Whether a line begins a row with its date."""
    return bool(_ROW.match(line))


def read_table(export: Export, member: str | None) -> Iterator[Message | Problem]:
    """The messages of one table."""
    people: set[str] = set()
    joined = False
    try:
        for row in filter(None, (_row(line) for _, line in export.lines(member))):
            joined = joined or (phrases.joins(row.text) and phrases.notice(row.text.strip('"'), (row.user,)))
            if row.user and len(row.user) <= _LONGEST and len(people) < _PEOPLE:
                people.add(row.user)
    except UnreadableFile:
        if not people:
            raise
    yield from _Reader(export, member, people, joined=joined).read(export.lines(member))


class _Reader:
    """Puts lines together to rows, one at a time."""

    def __init__(self, export: Export, member: str | None, people: set[str], *, joined: bool) -> None:
        self._export = export
        self._label = member or export.name
        self._folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        name, group = naming.file_title(PurePosixPath(self._label).name)
        kind: ChatKind | None = "group" if group or joined or len(people - {*_OWN}) > 2 else None
        if kind is None and name in people:
            kind = "direct"
        self._chat = chat(name, people - {*_OWN}, kind)
        self._accounts = Accounts()
        self._row: _Row | None = None
        self._when: datetime | None = None  # of the last row that had a date
        self._more: list[str] = []
        self._size = 0
        self._open = False  # whether the row's quotes are open
        self._strayed = False
        self._number = 0

    def read(self, lines: Iterable[tuple[int, str]]) -> Iterator[Message | Problem]:
        """All messages, each as soon as the next begins; of a damaged file those before the damage."""
        broken = None
        try:
            for self._number, line in lines:
                if not (self._number == 1 and is_header(line)):
                    yield from self._see(line)
        except UnreadableFile as error:
            broken = error
        yield from self._end()
        if broken is not None:
            raise broken

    def _see(self, line: str) -> Iterator[Message | Problem]:
        if self._open and not _breaks_in(line):
            if problem := self._append(line):
                yield problem
            self._open = not _CLOSES.fullmatch(line)
            return
        row = _row(line)
        if row is None:
            if problem := self._continue(line):
                yield problem
            return
        yield from self._end()
        if not row.right or (row.when is None and self._when is None):
            yield Problem(f"{self._label}, line {self._number}", "the row has no date that there is.")
            return
        self._row = row
        self._open = row.text.startswith('"') and not _CLOSED.fullmatch(row.text)

    def _continue(self, line: str) -> Problem | None:
        """Take a line outside of quotes that begins no row: some writers leave the quotes out."""
        if self._row is not None:
            return self._append(line)
        if self._strayed or not line.strip():
            return None
        self._strayed = True
        return Problem(f"{self._label}, line {self._number}", "the line is no row of the table.")

    def _append(self, line: str) -> Problem | None:
        if self._size > LONGEST_TEXT:
            return None
        self._size += len(line) + 1
        if self._size > LONGEST_TEXT:
            what = f"the message is longer than {LONGEST_TEXT >> 20} million characters; from here on it was left out."
            return Problem(f"{self._label}, line {self._number}", what)
        self._more.append(line)
        return None

    def _end(self) -> Iterator[Message]:
        """The row that was being read; one without a date has that of the row before it."""
        if self._row is None:
            return
        row, text = self._row, _text(self._row.text, self._more)
        self._row, self._more, self._size, self._open = None, [], 0, False
        self._when = row.when or self._when
        if self._when is None:
            return
        name = "" if row.user in _OWN else row.user
        body = self._body(row, name, text)
        yield Message(
            chat=self._chat,
            sender=self._accounts.of(name),
            when=self._when,
            text=body.text,
            kind=body.kind,
            precision=Precision.SECOND if row.seconds else Precision.MINUTE,
            zone="assumed",
            recalled=body.recalled,
            attachments=body.attachments,
            extra=body.extra,
        )

    def _body(self, row: _Row, name: str, text: str) -> Body:
        own = not name or row.when is None
        if own or (text.startswith(name) and phrases.notice(text, (name,))):
            return Body(text.strip(), "system")
        return understand(text, lambda file: self._export.find(self._folder + file))


def _breaks_in(line: str) -> bool:
    """Whether a line inside open quotes is a row all the same: inside, its own quotes would be doubled."""
    row = _ROW.match(line) or _UNDATED.match(line)
    return row is not None and row["user"][:1] == '"' and row["user"][:2] + row["text"][:1] != '""'


def _row(line: str) -> _Row | None:
    found = _ROW.match(line)
    if found is None:
        bare = _UNDATED.match(line) if line[:1] == "," else None
        return None if bare is None else _Row(None, True, True, _bare(bare["user"]), bare["text"])
    day = clocks.day(int(found["y"]), int(found["m"]), int(found["d"]))
    hour = clocks.hour_of(int(found["hour"]), found["early"] or found["late"])
    minute, second = int(found["minute"]), int(found["second"] or 0)
    right = day is not None and hour is not None and minute < 60 and second < 60
    when = datetime.combine(day, time(hour, minute, second)) if right and day and hour is not None else None
    return _Row(when, right, found["second"] is not None, _bare(found["user"]), found["text"])


def _text(first: str, more: list[str]) -> str:
    """The text of a row: what stands in its quotes, and what follows without any."""
    text = "\n".join([first, *more]).rstrip()
    if not text.startswith('"'):
        return text
    if found := _CLOSED.match(text):
        return (found[1].replace('""', '"') + text[found.end(1) + 1 :]).rstrip()
    return text[1:].replace('""', '"')


def _bare(field: str) -> str:
    return (field[1:-1].replace('""', '"') if field[:1] == '"' else field).strip()
