"""The shortest part of a message that carries what was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhiji.assistant.said import Place, Said
from zhiji.assistant.terms import Term
from zhiji.chat import Field, Message

SHORT = 160  # characters that are quoted as a whole; a Chinese one counts for two
LONGEST = 420

_SENTENCE = re.compile(r"[^\n。！？!?；;.]*(?:\.(?=\w)[^\n。！？!?；;.]*)*[\n。！？!?；;.]*[”\"'’)）]*\s*")
_CLAUSE = re.compile(r"[^,，、:：—]+[,，、:：—]*\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a message."""

    message: Message
    field: Field
    start: int
    stop: int

    @property
    def quote(self) -> str:
        """The words, exactly."""
        return (getattr(self.message, self.field) or "")[self.start : self.stop]


def passage(said: Said, terms: Sequence[Term]) -> Passage | None:
    """What to quote of a message for these terms; None if it has no words at all."""
    places = [place for term in terms if (place := said.place(term))]
    if not said.fields:
        return None
    field = _field(said, places)
    start, stop = _span(said.fields[field], [place for place in places if place.field == field])
    return Passage(said.message, field, start, stop)


def whole(message: Message) -> Passage | None:
    """The message from its beginning, cut at a sentence if it is long."""
    said = Said(message)
    return passage(said, ())


def _field(said: Said, places: Sequence[Place]) -> Field:
    """The field that has most of the terms; the text if they are equal."""
    return max(said.fields, key=lambda name: sum(place.worth for place in places if place.field == name))


def _span(text: str, places: Sequence[Place]) -> tuple[int, int]:
    if width(text.strip()) <= SHORT:
        return _trimmed(text, 0, len(text))
    pieces = _pieces(text)
    if not places:
        return _trimmed(text, *_grown(pieces, 0, 0))
    first, last = _fewest(pieces, places)
    return _trimmed(text, *_grown(pieces, first, last))


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text stands."""
    return [match.span() for match in _SENTENCE.finditer(text) if match.group()]


def _pieces(text: str) -> list[tuple[int, int]]:
    """Sentences, long ones cut at commas."""
    found: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        if not match.group():
            continue
        if width(match.group()) <= SHORT * 1.5:
            found.append(match.span())
        else:
            found += [
                (match.start() + m.start(), match.start() + m.end()) for m in _CLAUSE.finditer(match.group())
            ]
    return found or [(0, len(text))]


def _fewest(pieces: Sequence[tuple[int, int]], places: Sequence[Place]) -> tuple[int, int]:
    """The pieces, side by side, that have most of the terms in least room."""
    worth = [sum(place.worth for place in places if start <= place.start < stop) for start, stop in pieces]
    best, span = -1.0, (0, 0)
    for first in range(len(pieces)):
        for last in range(first, min(first + 4, len(pieces))):
            score = sum(worth[first : last + 1]) - 0.35 * (last - first)
            if score > best + 1e-9:
                best, span = score, (first, last)
    return span


def _grown(pieces: Sequence[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """One piece more behind if what there is says little, never more than a screen holds."""
    start, stop = pieces[first][0], pieces[last][1]
    if stop - start < SHORT // 2 and last + 1 < len(pieces):
        stop = pieces[last + 1][1]
    return start, min(stop, start + LONGEST)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    piece = text[start:stop]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))


def width(text: str) -> int:
    """Columns on a screen, about."""
    return sum(2 if char >= "\u2e80" else 1 for char in text)


def around(message: Message, field: Field, start: int, stop: int) -> Passage:
    """A span of a message with what is needed to read it: all of a short message, of a long one the sentence."""
    text = getattr(message, field) or ""
    return Passage(message, field, *_span(text, [Place(field, start, stop, 1.0)]))
