"""Where the words of a quote stand in what somebody said, and whether they are cut off from what turns their meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from zhiji.language import is_stop_word
from zhiji.language.quoting import plain

ELLIPSIS = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|\.\.\.+|…+)\s*")
_SHORTEST = 2  # characters of a quote; below that anything would be found
_MOST_GAPS = 2
_LEAST, _LEAST_LONG = 2, 12  # words or characters of a part that a gap leads to in another clause
_CLAUSE = re.compile(r"[.!?;,，。！？；、\n]")
_WORD = re.compile(r"[^\W_]+")
_TRIM = ",.;:!?，。；：！？、"
_HAN_FIGURE = "零〇一二两三四五六七八九十百千万亿点"
_JOINTS = ".,:/-'’"
_NOT = re.compile(
    r"(?:\b(?:not|never|no|cannot|without|\w+n't|\w+n’t)(?:\s+\w+){0,4}\s+$)|(?:[不没未别无勿](?:[有要会能想再是])?$|(?:不太|不大|不怎么|没怎么|不可能|不一定|未必)[^，。！？；、\s]{0,3}$)",
    re.I,
)
_SAYS_NOT = re.compile(
    r"\b(?:not|never|no|cannot|without|nobody|nothing|isn|stop\w*)\b|n['’]t\b|[不没未别无勿非]", re.I
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in the evidence, exactly as they were said."""

    start: int
    stop: int
    words: str


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking for a quote: where it stands; whether it does, but cut off."""

    places: tuple[Place, ...] = ()
    cut: bool = False


class Said:
    """What somebody said, to look for quotes in."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _plain(self) -> tuple[str, list[int]]:
        said, offsets = plain(self.text)
        return _small(said), offsets

    def look(self, quote: str, free: str = "") -> Look:
        """Where the parts of a quote stand, in order; `free` is what the sentence says itself."""
        parts = [_small(plain(part)[0]).strip().strip(_TRIM).strip() for part in ELLIPSIS.split(quote)]
        parts = [part for part in parts if part]
        if not parts or len(parts) > _MOST_GAPS + 1 or not self._tells(parts):
            return Look()
        places: list[Place] = []
        at, cut = 0, False
        for part in parts:
            place, was_cut = self._find(part, at, free)
            cut = cut or was_cut
            if place is None:
                return Look(cut=cut)
            if places and self._turned(places[-1], place, free + quote):
                return Look(cut=True)
            places.append(place)
            at = self._end(place)
        return Look(tuple(places))

    def _turned(self, before: Place, place: Place, said: str) -> bool:
        """Whether what is left out between turns the meaning: by a not, or as a single word of the next clause."""
        between = self.text[before.stop : place.start]
        if _SAYS_NOT.search(between) and not _SAYS_NOT.search(said):
            return True
        return (
            bool(_CLAUSE.search(between))
            and len(_WORD.findall(place.words)) < _LEAST
            and len(place.words) < _LEAST_LONG
        )

    def _tells(self, parts: list[str]) -> bool:
        """Whether the words say something: “the” stands anywhere and shows nothing; but a whole message may be short."""
        if len(parts) == 1 and parts[0] == self._plain[0].strip().strip(_TRIM).strip():
            return True
        words = [word for part in parts for word in _WORD.findall(part)]
        return sum(map(len, words)) >= _SHORTEST and not all(map(is_stop_word, words))

    def _end(self, place: Place) -> int:
        """Where a place ends among the plain characters."""
        offsets = self._plain[1]
        return next((n for n, offset in enumerate(offsets) if offset >= place.stop), len(offsets))

    def _find(self, part: str, at: int, free: str) -> tuple[Place | None, bool]:
        said, offsets = self._plain
        cut = False
        begin = said.find(part, at)
        while begin >= 0:
            stop = begin + len(part)
            if _is_whole(said, begin, stop) and not (
                _NOT.search(_clause(said[:begin])) and not _SAYS_NOT.search(free + part)
            ):
                start, end = offsets[begin], offsets[stop - 1] + 1
                return Place(start, end, self.text[start:end]), cut
            cut = True
            begin = said.find(part, begin + 1)
        return None, cut


def _clause(text: str) -> str:
    return _CLAUSE.split(text)[-1]


def _is_whole(text: str, start: int, stop: int) -> bool:
    """Whether a span begins and ends with whole words and numbers."""
    return not (_joined(text, start) or _joined(text, stop)) and not _signed(text, start)


def _joined(text: str, at: int) -> bool:
    """Whether the characters on both sides of a place belong to one word or one number."""
    if not 0 < at < len(text):
        return False
    before, behind = text[at - 1], text[at]
    if _spaced(before) and _spaced(behind):
        return True
    if before in _HAN_FIGURE and behind in _HAN_FIGURE:
        return True
    if before.isdigit() and behind in "十百千万亿%":
        return True
    if before.isdigit() and behind in _JOINTS and text[at + 1 : at + 2].isdigit():
        return True
    return behind.isdigit() and before in _JOINTS and text[at - 2 : at - 1].isdigit() and at > 1


def _signed(text: str, start: int) -> bool:
    """Whether a minus stands right before a number that a span begins with."""
    return text[start : start + 1].isdigit() and bool(re.search(r"(?:^|[\s(])[-−]$", text[:start]))


def _spaced(char: str) -> bool:
    """Whether it is a letter or figure of a script that puts spaces between words."""
    return char.isalnum() and not "\u2e80" <= char <= "\ua4cf" and not "\uf900" <= char <= "\ufaff"


def _small(text: str) -> str:
    """Without capitals, as many characters long as it was."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
