"""An answer that is written while it comes, and how it is stopped."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

import click

from zhiji.cli import console


class Streamed:
    """Writes text as it comes, in lines that fit."""

    def __init__(self) -> None:
        self._line = self._shown = ""
        self.text = ""

    def __call__(self, piece: str) -> None:
        """Write some more."""
        self.text += piece
        first, *rest = piece.split("\n")
        self._add(first)
        for one in rest:
            self._end()
            self._add(one)

    def close(self, text: str = "") -> None:
        """End the last line; where `text` turned out otherwise than what was written, it follows."""
        if text and text != self.text:
            self(("\n" if self.text else "") + text)
        if self._line:
            self._end()

    def _add(self, text: str) -> None:
        self._line += text
        fresh = console.hanging(self._line)
        if fresh.startswith(self._shown):
            self._write(fresh[len(self._shown) :])
            self._shown = fresh

    def _end(self) -> None:
        self._write("\n")
        self._line = self._shown = ""

    def _write(self, text: str) -> None:
        click.echo(text, nl=False, color=console.colourful(sys.stdout))
        if sys.stdout is not None:
            sys.stdout.flush()


@contextlib.contextmanager
def stopping() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets, so that what is under way ends by itself; the second interrupts it."""
    cancel = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signal's own
        if cancel.is_set():
            raise KeyboardInterrupt
        cancel.set()

    if threading.current_thread() is not threading.main_thread():
        yield cancel
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)
