"""Thoughts that come within the text: what stands between <think> and </think> at its beginning is no part of the reply."""

from __future__ import annotations

from zhiji.llm.protocol import Delta

OPEN, CLOSE = "<think>", "</think>"


class Thoughts:
    """Parts a text that comes in pieces, however it is cut, into what was thought and what is said."""

    def __init__(self) -> None:
        self._held = ""
        self._state = "beginning"

    def feed(self, piece: str) -> Delta:
        """What can be told apart now."""
        if self._state == "saying":
            return Delta(text=piece)
        self._held += piece
        if self._state == "beginning":
            start = self._held.lstrip()
            if len(start) < len(OPEN) and OPEN.startswith(start):
                return Delta()
            if not start.startswith(OPEN):
                return self._said("")
            self._state, self._held = "thinking", start.removeprefix(OPEN)
        return self._thought()

    def rest(self) -> Delta:
        """What was held back, at the end."""
        held, self._held = self._held, ""
        return Delta(reasoning=held) if self._state == "thinking" else Delta(text=held)

    def _thought(self) -> Delta:
        if self._state == "closed":
            return self._behind("")
        end = self._held.find(CLOSE)
        if end >= 0:
            thought, self._held = self._held[:end], self._held[end + len(CLOSE) :]
            self._state = "closed"
            return self._behind(thought)
        cut = _before_half(self._held)
        thought, self._held = self._held[:cut], self._held[cut:]
        return Delta(reasoning=thought)

    def _behind(self, thought: str) -> Delta:
        """The reply begins with its first word, not with the empty lines before it."""
        self._held = self._held.lstrip()
        return self._said(thought) if self._held else Delta(reasoning=thought)

    def _said(self, thought: str) -> Delta:
        held, self._held, self._state = self._held, "", "saying"
        return Delta(text=held, reasoning=thought)


def _before_half(text: str) -> int:
    """Where the end of the text could be the beginning of </think>; its length if nowhere."""
    for size in range(min(len(CLOSE) - 1, len(text)), 0, -1):
        if CLOSE.startswith(text[-size:]):
            return len(text) - size
    return len(text)
