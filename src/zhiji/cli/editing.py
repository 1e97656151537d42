"""Lines that somebody types or pipes in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

from zhiji.cli import console

_PROMPT = "> "


def typed() -> bool:
    """Whether somebody types, and sees what is printed."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def lines(history: Callable[[], Iterable[str]]) -> Iterator[str]:
    """The lines of stdin; typed ones can be edited where readline is there, and old ones brought back.

    The history is that of the archive: no file of it lies beside. Ctrl-C at the prompt begins the line anew.
    """
    if not typed():
        yield from (console.readable(line.rstrip("\r\n")) for line in sys.stdin or ())
        return
    _prepare(history)
    while True:
        try:
            yield console.readable(input(_PROMPT))
        except EOFError:
            console.say()
            return
        except KeyboardInterrupt:
            console.say()


def _prepare(history: Callable[[], Iterable[str]]) -> None:
    try:
        import readline
    except ImportError:  # Windows: its console edits lines itself
        return
    readline.clear_history()
    for line in history():
        readline.add_history(" ".join(line.split()))
