"""The terminal: text that fits it, colours where they are seen, and output that no code page can break.

What people wrote is printed without control characters: a message can't move the cursor or colour the screen.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import IO, Any, TextIO

import click

WIDEST = 100  # columns; longer lines are hard to read
_NARROWEST = 40
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_C1 = re.compile("[\x7f-\x9f\u2028\u2029]")
_STEPS = re.compile(r"\s+|[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]|[^\s\u1100-\u11ff"
                    r"\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]+")  # fmt: skip
_NEVER_LAST = "（《「『“‘(["
_ITEM = re.compile(r"\s*(?:[-•→]\s+)?")
_NEVER_FIRST = frozenset("，。！？、；：）》」』”’…—,.!?;:)]}%")


def prepare(streams: Iterable[IO[str] | None] | None = None) -> None:
    """Let stdout and stderr print what they can and a mark for the rest, instead of failing."""
    for stream in (sys.stdout, sys.stderr) if streams is None else streams:
        reconfigure = getattr(
            stream, "reconfigure", None
        )  # absent where somebody put in a stream of their own
        if reconfigure is not None:
            reconfigure(errors="replace")


def say(text: str = "") -> None:
    """A line on stdout."""
    click.echo(text, color=colourful(sys.stdout))


def note(text: str) -> None:
    """A line on stderr: progress, remarks, what isn't the answer."""
    click.echo(text, err=True, color=colourful(sys.stderr))


def complain(text: str) -> None:
    """Why it didn't work, on stderr."""
    note(f"{click.style('zhiji:', fg='red')} {plain(text)}")


def traceback() -> None:
    """The traceback of the error at hand, on stderr."""
    import traceback as printer

    note(printer.format_exc().rstrip())


def print_json(value: Any) -> None:
    """One JSON object on stdout; in escapes where the terminal or pipe isn't Unicode, so that nothing is lost."""
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    written = json.dumps(value, ensure_ascii=not unicode)
    say(_C1.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


def colourful(stream: TextIO | None) -> bool:
    """Whether colours are seen there: on terminals, unless NO_COLOR is set; anywhere if FORCE_COLOR is."""
    if stream is None or os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def can_ask() -> bool:
    """Whether somebody is there to answer a question."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def columns() -> int:
    """How many columns to write in."""
    return max(_NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def readable(text: str) -> str:
    """What was typed, with marks for bytes that are no text."""
    return text.encode(errors="replace").decode()


def plain(text: str) -> str:
    """The text without what would steer a terminal."""
    return _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n"))


def width(text: str) -> int:
    """How many columns the text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=8192)
def _width(char: str) -> int:
    if char == "\ufe0f":
        return 1  # makes an emoji of the narrow character before it
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, limit: int) -> str:
    """The text in one line of at most `limit` columns."""
    line = " ".join(plain(text).split())
    if width(line) <= limit:
        return line
    kept, used = "", 1
    for char in line:
        used += _width(char)
        if used > limit:
            break
        kept += char
    return kept + "…"


def padded(text: str, size: int) -> str:
    """The text with spaces up to `size` columns."""
    return text + " " * (size - width(text))


def wrapped(text: str, *, indent: str = "", first: str | None = None) -> str:
    """The text in lines that fit, each after `indent`; Chinese breaks anywhere but before a full stop."""
    room = columns() - width(indent)
    lines = [line for part in plain(text).split("\n") for line in _lines(part, room)]
    opening = indent if first is None else first
    return "\n".join((indent if number else opening) + line for number, line in enumerate(lines))


def hanging(text: str) -> str:
    """The text in lines that fit; what goes on from a list's line stands under its words."""
    lines = text.split("\n")
    marks = [_ITEM.match(line) for line in lines]
    return "\n".join(
        wrapped(line, indent=" " * width(mark[0]), first="") if mark else ""
        for line, mark in zip(lines, marks, strict=True)
    )


def _lines(text: str, room: int) -> Iterator[str]:
    text = text.rstrip()
    if width(text) <= room:
        yield text
        return
    line, used = "", 0
    for step, size in _steps(text, room):
        if used + size > room and line and step[0] not in _NEVER_FIRST:
            kept = line.rstrip(_NEVER_LAST)
            yield (kept or line).rstrip()
            step = (line[len(kept) :] if kept else "") + step.lstrip()
            line, used, size = "", 0, width(step)
        line, used = line + step, used + size
    yield line.rstrip()


def _steps(text: str, room: int) -> Iterator[tuple[str, int]]:
    """What is never parted, as long as it fits a line, and how many columns it takes."""
    for step in _STEPS.findall(text):
        while (size := width(step)) > room:
            yield step[:room], width(step[:room])
            step = step[room:]
        yield step, size


def table(
    rows: Iterable[Sequence[str]], *, titles: Sequence[str], right: Iterable[int] = ()
) -> Iterator[str]:
    """Lines of a table; the widest column gives way where the terminal is narrow."""
    cells = [list(titles), *([" ".join(plain(cell).split()) for cell in row] for row in rows)]
    sizes = [max(width(row[number]) for row in cells) for number in range(len(titles))]
    excess = sum(sizes) + 2 * (len(sizes) - 1) - columns()
    if excess > 0:
        widest = sizes.index(max(sizes))
        sizes[widest] = max(8, sizes[widest] - excess)
    flush_right = set(right)
    for row in cells:
        fitted = [cut(cell, size) for cell, size in zip(row, sizes, strict=True)]
        yield "  ".join(
            " " * (size - width(cell)) + cell if number in flush_right else padded(cell, size)
            for number, (cell, size) in enumerate(zip(fitted, sizes, strict=True))
        ).rstrip()


def size(count: int) -> str:
    """A number of bytes as people say it."""
    amount = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if unit == "bytes" or amount >= 10 else f"{amount:.1f} {unit}"


def counted(count: int, thing: str, many: str | None = None) -> str:
    """A number with its noun: "1 message", "1,234 messages"."""
    return f"{count:,} {thing if count == 1 else many or thing + 's'}"


def duration(seconds: float) -> str:
    """About how long, as people say it."""
    if seconds < 50:
        return "less than a minute"
    if seconds < 90 * 60:
        return f"about {counted(round(seconds / 60), 'minute')}"
    return f"about {counted(round(seconds / 3600), 'hour')}"


_WORK = {
    "vectors": "meaning",
    "facts": "memory",
    "episodes": "topics",
    "extraction": "memory by a language model",
    "ocr": "words in pictures",
    "transcript": "recordings",
}


_UNITS = {
    "vectors": "message",
    "facts": "conversation",
    "episodes": "conversation",
    "extraction": "conversation",
}


def work(kind: str) -> str:
    """What a kind of work is for."""
    return _WORK.get(kind, kind)


def unit(kind: str) -> str:
    """What is counted of a kind of work; "" where that goes without saying."""
    return _UNITS.get(kind, "")


class Line:
    """One line of progress on stderr that is written over; nothing where stderr is no terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def show(self, text: str) -> None:
        """Let the line say this now."""
        if self._shown:
            click.echo("\r\x1b[2K" + cut(text, columns() - 1), nl=False, err=True, color=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo("\r\x1b[2K", nl=False, err=True, color=True)
