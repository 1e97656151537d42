"""A calendar file of what is remembered: plans, deadlines and birthdays for any calendar program (RFC 5545).

Only written, never read, so this is our own hundred lines rather than a library's three packages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_OCTETS = 75  # of a line, without its end
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event. Birthdays by the sun come again `yearly`; those by the moon are single entries, one a year."""

    uid: str  # the same for the same thing in every file, or calendars show it twice
    title: str
    start: datetime  # with its zone; of a whole day only the date counts
    end: datetime | None = None  # half open; None: the day, or the moment
    all_day: bool = False
    yearly: bool = False
    leap_day: bool = False  # of 29 February: in other years it is on the last day of the month
    note: str = ""

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or (self.end is not None and self.end.tzinfo is None):
            raise ValueError("An entry has a zone.")


def calendar(entries: Iterable[Entry], *, name: str, written: datetime) -> str:
    """The text of an .ics file, its events in order of time; the same entries make the same text, `written` apart."""
    stamp = _moment(written)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//zhiji//memory//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for entry in sorted(entries, key=lambda one: (one.start, one.uid)):
        lines += _event(entry, stamp)
    return "".join(f"{folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(entry: Entry, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield from _days(entry) if entry.all_day else _moments(entry)
    if entry.yearly:
        yield _yearly(entry)
    yield f"SUMMARY:{escaped(entry.title)}"
    if entry.note:
        yield f"DESCRIPTION:{escaped(entry.note)}"
    yield "TRANSP:TRANSPARENT" if entry.all_day else "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _days(entry: Entry) -> Iterator[str]:
    first = entry.start.date()
    last = entry.end.date() if entry.end else first + _DAY
    if entry.end and entry.end.time() != entry.end.min.time():
        last += _DAY  # the end is half open: a day that was begun belongs to it
    yield f"DTSTART;VALUE=DATE:{_date(first)}"
    yield f"DTEND;VALUE=DATE:{_date(max(last, first + _DAY))}"


def _moments(entry: Entry) -> Iterator[str]:
    yield f"DTSTART:{_moment(entry.start)}"
    if entry.end is not None and entry.end > entry.start:
        yield f"DTEND:{_moment(entry.end)}"


def _yearly(entry: Entry) -> str:
    """A rule of the calendar's own."""
    return "RRULE:FREQ=YEARLY" + (";BYMONTH=2;BYMONTHDAY=-1" if entry.leap_day else "")


def _date(day: date) -> str:
    return f"{day:%Y%m%d}".zfill(8)


def _moment(moment: datetime) -> str:
    shown = moment.astimezone(UTC)
    return f"{_date(shown.date())}T{shown:%H%M%S}Z"


def escaped(text: str) -> str:
    """A text as RFC 5545 writes it: no character that it forbids, no bare comma, semicolon or line end."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    allowed = "".join(char for char in whole if char in "\t\n" or (char >= " " and char != "\x7f"))
    return allowed.translate(_ESCAPES)


def folded(line: str) -> str:
    """A line in pieces of 75 octets at most, cut between characters."""
    pieces, size, begin = [], 0, 0
    for at, char in enumerate(line):
        octets = len(char.encode("utf-8", "surrogatepass"))
        if size + octets > _OCTETS:
            pieces.append(line[begin:at])
            begin, size = at, 1  # the blank that a further piece begins with
        size += octets
    return "\r\n ".join((*pieces, line[begin:]))
