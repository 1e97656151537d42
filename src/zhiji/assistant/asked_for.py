"""What kind of thing a question asks for, by a small classifier that was fitted on made-up questions.

`benchmarks/questions` has the questions and says what the kinds are; `python -m benchmarks.asked_for` fits and measures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from zhiji.language import HAN, fold
from zhiji.language.linear import packaged
from zhiji.language.times import TimeSpan, find_times, lean_of

Sense = Callable[[str], Sequence[float] | None]
"""The vector of a text in the space of the built-in embedder, where that is at work."""

Kinds = Mapping[str, float]  # how likely each is, adding up to 1

SPACE = "e5-small"  # whose vectors the classifier knows
_UNIT = re.compile(r"\x01|\x02|[a-z]+(?:'[a-z]+)?|\d+|[\u3400-\u9fff]|[?!#]")
_NAME, _TIME = "\x01", "\x02"
_NGRAMS = 3
_STEM = 4  # letters of a word that make it another form, or a mistyped one, of the same
_ANYBODY = {True: "小王", False: "Tom"}


def kinds(text: str, names: Iterable[str], *, now: datetime, sense: Sense | None = None) -> Kinds:
    """How likely a question is of each kind. `names` are its words for people and chats: any would do in their place."""
    names = list(names)
    counted = list(features(text, names, now=now))
    vector = sense(without_names(text, names)) if sense else None
    return packaged(__package__, "asked_for.bin").probabilities(counted, vector or ())


def features(text: str, names: Iterable[str], *, now: datetime) -> Iterator[str]:
    """What is counted: each one, two and three of its words, characters, marks; how it begins and ends, and of which times it is."""
    times = find_times(text, now, lean=lean_of(text))
    units = _units(text, names, (span.text for span in times))
    framed = ["^", *units, "$"]
    for size in range(1, _NGRAMS + 1):
        for at in range(len(framed) - size + 1):
            yield " ".join(framed[at : at + size])
    for unit in units:
        if len(unit) > _STEM:
            yield f"{unit[:_STEM]}~"
    yield from (f"any {mark}" for mark in (_NAME, _TIME) if mark in units)
    yield from (_when(span, now) for span in times)


def without_names(text: str, names: Iterable[str]) -> str:
    """The question as anybody would ask it of anybody."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, _ANYBODY[bool(HAN.search(text))])
    return text


def _when(span: TimeSpan, now: datetime) -> str:
    return "past" if span.end <= now else "ahead" if span.start > now else "about now"


def _units(text: str, names: Iterable[str], times: Iterable[str]) -> Sequence[str]:
    folded = fold(text.replace("’", "'"))
    for mark, words in ((_NAME, names), (_TIME, times)):
        for word in sorted(map(fold, words), key=len, reverse=True):
            folded = folded.replace(word, mark) if word else folded
    return ["0" if unit.isdigit() else unit for unit in _UNIT.findall(folded)]
