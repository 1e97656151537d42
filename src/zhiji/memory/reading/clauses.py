"""A message cut into clauses, each with how its speaker stands to it: says it, asks it, only imagines it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from zhiji.language import HAN
from zhiji.memory.reading import chinese_standing, english_standing
from zhiji.memory.reading.standing import Standing
from zhiji.memory.thread import Line

Language = Literal["zh", "en"]

_URL = re.compile(r"https?://\S+")
# Chinese is written with blanks for commas; English goes on over "but", "and I", "so I".
_END = re.compile(
    r"[.!?](?=\s|$)|[。！？!?…~～;；\n]+|[，,、](?!\d{3})|(?<=[\u3400-\u9fff])\s+(?=\S)|\s+(?=[\u3400-\u9fff])"
    r"|\s+[-–—]+\s+|:\s|：|\s+(?=(?:but|although|though|because|cos|so i|and (?:i|im|ive|he|hes|she|shes|they|we|my|the))\b)"
    r"|(?=但是|不过(?![敏来去年关分期])|可是|因为|所以|而且)",  # 对虾不过敏 goes on
    re.I,
)
_SENTENCE = re.compile(r"[.!?。！？；;\n…]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a message's text that says one thing; `text` is `line.text[start:stop]`."""

    line: Line
    start: int
    stop: int
    text: str
    sentence: str  # the whole sentence that it stands in
    standing: Standing

    @property
    def language(self) -> Language:
        """What it is read as; a clause of both is read as Chinese, and by the English readers too."""
        return "zh" if HAN.search(self.text) else "en"

    @property
    def asserted(self) -> bool:
        """Whether its speaker holds it true: not asked, imagined, joked, sung or quoted."""
        return self.standing.asserted


def clauses(line: Line) -> tuple[Clause, ...]:
    """The clauses of a message, in order, without blanks around them."""
    return _clauses(line)


@lru_cache(maxsize=8192)  # the lines around a session are those around the next one of its chat
def _clauses(line: Line) -> tuple[Clause, ...]:
    return tuple(_cut(line))


def _cut(line: Line) -> Iterator[Clause]:
    text = _URL.sub(lambda found: "\0" * len(found.group()), line.text)  # links say nothing
    ends = [(found.start(), found.end()) for found in _END.finditer(text)] + [(len(text), len(text))]
    sentences = _sentences(text)
    begin = 0
    for end, after in ends:
        closing = text[end:after].strip()
        stop = end + (len(closing) if closing in ("?", "？", "!", "！") else 0)
        start = begin + len(text[begin:stop]) - len(text[begin:stop].lstrip("\0 \t\n"))
        stop = start + len(text[start:stop].rstrip("\0 \t\n"))
        begin = after
        if stop > start:
            said = text[start:stop]
            sentence = next((whole for first, last, whole in sentences if first <= start < last), said)
            yield Clause(line, start, stop, said, sentence, _standing(line, said, sentence))


def _sentences(text: str) -> list[tuple[int, int, str]]:
    cuts = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    return [(first, last, text[first:last]) for first, last in pairwise(cuts) if last > first]


def _standing(line: Line, clause: str, sentence: str) -> Standing:
    if line.forwarded:
        return Standing(quoted=True)
    stand = chinese_standing.standing if HAN.search(clause) else english_standing.standing
    return stand(clause, sentence, line.text)
