"""A reply cut into sentences while it comes in, each with the citations that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhiji.assistant.worded.marks import QUOTED

_CITES = r"(?:[ \t]*[\[【［][\d \t,，、;#^–-]+[\]】］])*"
_END = re.compile(
    rf"(?:{QUOTED.pattern})|(?P<end>\n+|(?:(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bMrs)(?<!\be\.g)(?<!\bi\.e)(?<!\b[ap]\.m)"
    rf"(?<!\bvs)(?<!\bNo)(?<!^\d)(?<!^\d\d)(?<!\n\d)(?<!\n\d\d)[.!?]+(?=\s|$|[\[【［]\s?[#^\d])|[。！？；]+|[:：](?=\s*\n)){_CITES})"
)
_LIST = re.compile(r"(?:[-*•·–]|\d{1,2}[.)、])\s+")
_STARS = re.compile(r"\*\*|__|^#{1,6}\s+", re.M)
_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("«", "»"))
_OPENS_CITE = "[【［"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and what stood before it: "", a space, line breaks, the mark of a list."""

    text: str
    lead: str


class Cutter:
    """Takes a reply in pieces and gives its sentences, each once it is sure to be whole."""

    def __init__(self) -> None:
        self._held = ""
        self._lead = ""

    def feed(self, piece: str) -> Iterator[Sentence]:
        """The sentences that are whole now."""
        self._held += piece
        yield from self._cut(last=False)

    def rest(self) -> Iterator[Sentence]:
        """What is left at the end."""
        yield from self._cut(last=True)

    def _cut(self, *, last: bool) -> Iterator[Sentence]:
        while (stop := _first_end(self._held, last=last)) is not None:
            part, self._held = self._held[:stop], self._held[stop:]
            if one := self._sentence(part):
                yield one
        if last and (one := self._sentence(self._held)):
            self._held = ""
            yield one

    def _sentence(self, part: str) -> Sentence | None:
        """The sentence in a part; None if nothing is said there, its line breaks go to the next one."""
        bare = _STARS.sub("", part)
        before = bare[: len(bare) - len(bare.lstrip())]
        text = bare.strip()
        lead = self._lead + before
        self._lead = ""
        item = _LIST.match(text)
        if item:
            text = text[item.end() :]
        if not any(map(str.isalnum, text)):
            self._lead = lead + part.strip(" ")[-1:] * part.endswith("\n")
            return None
        self._lead = bare[len(bare.rstrip()) :]
        return Sentence(text, _neat(lead, item=bool(item)))


def _neat(lead: str, *, item: bool) -> str:
    """White space as we write it; numbered lists become plain ones, for nobody checked the numbers."""
    lines = min(lead.count("\n"), 2)
    return "\n" * lines + "- " * item if lines or item else " " * bool(lead)


def _first_end(text: str, *, last: bool) -> int | None:
    """Where the first sentence ends; None while more of it may come."""
    for match in _END.finditer(text):
        if not match["end"]:
            continue
        stop = match.end()
        beyond = text[stop:].lstrip(" ")
        if not last and not match["end"].endswith("\n") and (not beyond or beyond[0] in _OPENS_CITE):
            return None
        if _is_open(text[:stop]) and "\n" not in match["end"]:
            continue
        return stop
    return None


def _is_open(text: str) -> bool:
    """Whether a quote has begun in a text that doesn't end there."""
    return any(text.count(a) > text.count(b) for a, b in _PAIRS) or text.count('"') % 2 == 1
