"""The second pass: an export's lines become messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import PurePosixPath

from zhiji.chat import Account, Chat, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.line import phrases
from zhiji.sources.line.body import Body, notice, understand
from zhiji.sources.line.dated import undated
from zhiji.sources.line.dates import heading
from zhiji.sources.line.lines import Record, columns, record
from zhiji.sources.line.phrases import Title
from zhiji.sources.line.quotes import Piece, is_quoted, pieces, unquoted
from zhiji.sources.line.survey import Survey, survey

SOURCE_NAME = "line"
LONGEST_TEXT = 4 << 20  # characters; the app itself ends a text at 10,000
_SHOWN = 3  # names that stand for a chat without one
_Lines = Iterable[tuple[int, str]]


def read_chat(export: Export, member: str | None) -> Iterator[Message | Problem]:
    """The messages of one text."""
    label = member or export.name
    given = phrases.file_title(PurePosixPath(label).name)
    found = survey(undated(export.lines(member)), given=given)
    if not found.records and found.broken is not None:
        raise found.broken
    if not found.order.sure:
        what = "every date fits both day/month and month/day; they were read as day/month."
        yield Problem(f"{label}, dates", what)
    yield from _Reader(label, found).read(undated(export.lines(member)))


class _Reader:
    """Puts lines together to messages, one at a time."""

    def __init__(self, label: str, found: Survey) -> None:
        self._label = label
        self._found = found
        self._gaps = ("space", "wide") if found.layout == "space" else (found.layout,)
        self._chats = {name: _chat(name, found) for name in found.sections}
        self._chat = next(iter(self._chats.values()))
        self._accounts: dict[str, Account] = {}
        self._day: date | None = None
        self._begun: tuple[str, str] | None = None  # name and first line of the message that is being read
        self._when = datetime.min
        self._more: list[str] = []
        self._size = 0
        self._quoted = False
        self._skipping = False  # lines of a message that had no date
        self._preamble = 0  # lines that may follow a title
        self._strayed = False

    def read(self, lines: _Lines) -> Iterator[Message | Problem]:
        """All messages, each as soon as the next begins; of a damaged file those before the damage."""
        broken = None
        try:
            for piece in pieces(lines):
                yield from self._see(piece)
        except UnreadableFile as error:
            broken = error
        yield from self._end()
        if broken is not None:
            raise broken

    def _see(self, piece: Piece) -> Iterator[Message | Problem]:
        number, line, found, _ = piece
        if found is not None and self._fits(found):
            yield from self._record(piece, found)
        elif day := self._heading(line):
            yield from self._end()
            yield from self._open_day(number, day)
        elif opened := self._titled(line):
            yield from self._end()
            self._open_chat(opened)
        else:
            if problem := self._continue(number, line):
                yield problem
            for text in piece.tail:  # what looked like the start of quoted lines was no start
                yield from self._see(Piece(number, text, record(text)))

    def _fits(self, found: Record) -> bool:
        """Whether a line begins a message, and isn't a time that somebody typed."""
        if found.gap not in self._gaps:
            return False
        if self._found.layout != "space" or self._begun is None or found.hour is None:
            return True
        before = (found.hour, found.minute) < (self._when.hour, self._when.minute)
        return not (before and self._found.names.guesses(found.rest.strip()))

    def _heading(self, line: str) -> tuple[date | None] | None:
        """The day that a line opens, None in it if there is no such day; None if it opens none."""
        found = heading(line)
        if found is None or found.style not in self._found.styles:
            return None
        return (self._found.order.date(found),)

    def _open_day(self, number: int, day: tuple[date | None]) -> Iterator[Problem]:
        (self._day,) = day
        self._preamble = 0
        self._skipping = self._day is None
        if self._day is None:
            yield Problem(
                f"{self._label}, line {number}", "there is no such date; the messages below it have none."
            )

    def _titled(self, line: str) -> Title | None:
        """The title of the file, or of a chat that was put behind another, if the line is one."""
        title = phrases.title(line)
        return title if title is not None and (title.known or self._day is None) else None

    def _open_chat(self, title: Title) -> None:
        self._chat = self._chats.get(title.name, self._chat)
        self._preamble = 1
        self._skipping = False

    def _record(self, piece: Piece, found: Record) -> Iterator[Message | Problem]:
        where = f"{self._label}, line {piece.number}"
        if found.hour is None:
            if found.gap == "tab":
                kept = "; it was kept as part of the message before it." if self._begun else "."
                yield Problem(where, f"there is no such time{kept}")
            for line in (piece.line, *piece.tail):
                self._continue(piece.number, line)
            return
        yield from self._end()
        self._preamble = 0
        self._skipping = self._day is None
        if self._day is None:
            yield Problem(where, "no date stands above it.")
            return
        name, text = self._split(found)
        if not name and not text.strip():
            yield Problem(where, "nothing stands behind the time.")
            return
        self._when = datetime.combine(self._day, time(found.hour, found.minute))
        self._begun = (name, text)
        self._more = list(piece.tail)
        self._quoted = bool(piece.tail)

    def _split(self, found: Record) -> tuple[str, str]:
        if self._found.layout == "space":
            return self._found.names.split(found.rest.strip())
        return columns(found.rest, found.gap)

    def _continue(self, number: int, line: str) -> Problem | None:
        """Take a line that begins no message."""
        if self._begun is not None:
            return self._append(number, line)
        if self._skipping or not line.strip(" \t\ufeff"):
            return None
        if self._preamble:  # "Saved on: 2018/03/25 19:57"
            self._preamble -= 1
            return None
        if self._strayed:
            return None
        self._strayed = True
        return Problem(f"{self._label}, line {number}", "text before the first message was left out.")

    def _append(self, number: int, line: str) -> Problem | None:
        if self._size > LONGEST_TEXT:
            return None
        self._size += len(line) + 1
        if self._size > LONGEST_TEXT:
            what = f"the message is longer than {LONGEST_TEXT >> 20} million characters; from here on it was left out."
            return Problem(f"{self._label}, line {number}", what)
        self._more.append(line)
        return None

    def _end(self) -> Iterator[Message]:
        """The message that was being read."""
        if self._begun is None:
            return
        name, first = self._begun
        text = self._text(first)
        body = understand(text, self._found.layout) if name else notice(text)
        yield self._message(name, body)
        self._begun, self._more, self._size, self._quoted = None, [], 0, False

    def _text(self, first: str) -> str:
        if self._quoted or (not self._more and is_quoted(first)):
            return unquoted("\n".join([first, *self._more]))
        # some versions indent what goes on with tabs
        return "\n".join([first, *(line[:2].lstrip("\t") + line[2:] for line in self._more)]).rstrip()

    def _message(self, name: str, body: Body) -> Message:
        return Message(
            chat=self._chat,
            sender=self._account(name),
            when=self._when,
            text=body.text,
            kind=body.kind,
            precision=Precision.MINUTE,
            zone="assumed",
            recalled=body.recalled,
            attachments=body.attachments,
            extra=body.extra,
        )

    def _account(self, name: str) -> Account:
        account = self._accounts.get(name)
        if account is None:
            account = self._accounts[name] = Account(name=name, source=SOURCE_NAME)
        return account


def _chat(name: str, found: Survey) -> Chat:
    section = found.sections[name]
    people = sorted(section.people)
    unnamed = ", ".join(people[:_SHOWN]) + (" …" if len(people) > _SHOWN else "") or "LINE"
    return Chat(name=name or unnamed, source=SOURCE_NAME, kind=section.kind)
