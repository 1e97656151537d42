"""The texts that phones and the computer write: lines become messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import PurePosixPath

from zhiji.chat import Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.kakaotalk import naming, phrases
from zhiji.sources.kakaotalk.body import Body, understand
from zhiji.sources.kakaotalk.chats import Accounts, chat
from zhiji.sources.kakaotalk.dividers import Piece, pieces, undivided
from zhiji.sources.kakaotalk.lines import Day, Line, dashes, day_of
from zhiji.sources.kakaotalk.survey import Survey, survey

LONGEST_TEXT = 4 << 20  # characters; the app itself ends a text at 10,000
_WAITING = 1_000  # notices at the beginning of a day that wait for a time


def read_text(export: Export, member: str | None) -> Iterator[Message | Problem]:
    """The messages of one text."""
    found = survey(export.lines(member))
    if not found.lines and found.broken is not None:
        raise found.broken
    yield from _Reader(export, member, found).read(export.lines(member))


class _Reader:
    """Puts lines together to messages, one at a time."""

    def __init__(self, export: Export, member: str | None, found: Survey) -> None:
        self._export = export
        self._label = member or export.name
        self._folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        self._found = found
        name, group = naming.file_title(PurePosixPath(self._label).name)
        self._chat = chat(found.title.name or name, found.people, found.kind(told=group))
        self._accounts = Accounts(english=found.title.english)
        self._day: date | None = None
        self._clock: time | None = None  # of the last message of this day
        self._seconds = False
        self._begun: tuple[str, str] | None = None  # name and first line of the message that is being read
        self._timed = False  # whether that message has a time of its own
        self._more: list[str] = []
        self._size = 0
        self._waiting: list[str] = []
        self._skipping = False  # lines of a message that had no date
        self._before = ""  # the line before
        self._ruled: bool | None = None  # whether days stand between lines of dashes
        self._strayed = False
        self._number = 0

    def read(self, lines: Iterable[tuple[int, str]]) -> Iterator[Message | Problem]:
        """All messages, each as soon as the next begins; of a damaged file those before the damage."""
        broken = None
        found = pieces(lines)
        try:
            for piece in undivided(found) if self._found.layout == "full" else found:
                yield from self._see(piece)
        except UnreadableFile as error:
            broken = error
        yield from self._end()
        yield from self._flush(time())
        if broken is not None:
            raise broken

    def _see(self, piece: Piece) -> Iterator[Message | Problem]:
        self._number, line, found = piece
        if found is not None and not found.divides and self._fits(found):
            yield from self._line(line, found)
        elif (day := self._day_of(line)) is not None:
            yield from self._open_day(day)
        elif self._found.layout == "pc" and phrases.notice(line, self._found.people):
            yield from self._notice(line)
        elif problem := self._continue(line):
            yield problem
        self._before = line

    def _fits(self, found: Line) -> bool:
        """Whether a line begins messages here, and is not one of another chat that was pasted into one."""
        if found.layout != self._found.layout:
            return False
        return found.layout != "clock" or found.halved == self._found.halved

    def _day_of(self, line: str) -> Day | None:
        """The day that a line opens here, and is not one that somebody typed."""
        day = day_of(line) if self._found.layout != "full" else None
        return day if day is None or day.dashed or not self._found.dashed else None

    def _open_day(self, day: Day) -> Iterator[Message | Problem]:
        if self._ruled is None:
            self._ruled = not day.dashed and dashes(self._before)
        if self._ruled and self._more and dashes(self._more[-1]):
            self._more.pop()
        yield from self._end()
        yield from self._flush(time())
        self._day, self._clock = day.day, None
        self._skipping = day.day is None
        if day.day is None:
            yield self._problem("there is no such date; the messages below it have none.")

    def _line(self, line: str, found: Line) -> Iterator[Message | Problem]:
        day = found.day if found.dated else self._day
        if found.hour is None or (found.dated and day is None):
            kept = "; it was kept as part of the message before it." if self._begun else "."
            yield self._problem(f"the line begins like a message, but there is no such date or time{kept}")
            self._continue(line)
            return
        yield from self._end()
        if day is None:
            self._skipping = True
            yield self._problem("no date stands above it.")
            return
        if day != self._day:
            yield from self._flush(time())
        self._day, self._clock = day, time(found.hour, found.minute, found.second or 0)
        self._seconds = found.second is not None
        yield from self._flush(self._clock)
        self._begin(found.name, found.text, timed=True)

    def _notice(self, line: str) -> Iterator[Message | Problem]:
        yield from self._end()
        if self._day is None:
            yield self._problem("no date stands above it.")
            return
        self._begin("", line, timed=False)

    def _begin(self, name: str, text: str, *, timed: bool) -> None:
        self._begun, self._timed, self._skipping = (name, text), timed, False

    def _continue(self, line: str) -> Problem | None:
        """Take a line that begins no message."""
        if self._begun is not None:
            return self._append(line)
        if self._skipping or not line.strip() or dashes(line) or naming.title(line) or naming.saved(line):
            return None
        if self._strayed:
            return None
        self._strayed = True
        return self._problem("text before the first message was left out.")

    def _append(self, line: str) -> Problem | None:
        if self._size > LONGEST_TEXT:
            return None
        self._size += len(line) + 1
        if self._size > LONGEST_TEXT:
            what = f"the message is longer than {LONGEST_TEXT >> 20} million characters; from here on it was left out."
            return self._problem(what)
        self._more.append(line)
        return None

    def _problem(self, what: str) -> Problem:
        return Problem(f"{self._label}, line {self._number}", what)

    def _end(self) -> Iterator[Message]:
        """The message that was being read; a notice without a time has that of the message before it."""
        if self._begun is None:
            return
        name, first = self._begun
        text = "\n".join([first, *self._more]).rstrip()
        self._begun, self._more, self._size = None, [], 0
        if not self._timed and self._clock is None:
            self._waiting.append(text)
            if len(self._waiting) >= _WAITING:
                yield from self._flush(time())
            return
        body = understand(text, self._find) if name else Body(text.strip(), "system")
        yield self._message(name, body, self._clock or time())

    def _flush(self, clock: time) -> Iterator[Message]:
        """The notices at the beginning of a day, at the time of what follows them."""
        waiting, self._waiting = self._waiting, []
        for text in waiting:
            yield self._message("", Body(text, "system"), clock)

    def _find(self, name: str) -> str | None:
        return self._export.find(self._folder + name)

    def _message(self, name: str, body: Body, clock: time) -> Message:
        return Message(
            chat=self._chat,
            sender=self._accounts.of(name),
            when=datetime.combine(self._day or date.min, clock),
            text=body.text,
            kind=body.kind,
            precision=Precision.SECOND if self._seconds else Precision.MINUTE,
            zone="assumed",
            recalled=body.recalled,
            attachments=body.attachments,
            extra=body.extra,
        )
