"""A question in the words of those who answered it: nobody names himself, and who speaks to Kate calls her "you"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhiji.language import HAN
from zhiji.search.anchors import Mention
from zhiji.search.kin import with_my

# "my" and "me" too: who asks about himself mostly said it himself. 我们 and "us" tell nothing.
_MYSELF = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself)\b|我(?!们)|俺")
_YOU = re.compile(r"\b(?:you|your|yours)\b|[你您]", re.I)
_AND = re.compile(r"\s*(?:and|or|&|\+|和|跟|与|同|、|以及)\s*", re.I)
_LATIN = re.compile("[A-Za-z]+")
_TO_YOU = {
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "我": "你",
    "俺": "你",
}
_I, _OTHER, _WE = ("I", "my", "我"), ("you", "your", "你"), ("we", "our", "我们")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a question names somebody, "my" before and "'s" behind them included."""

    start: int
    stop: int
    owns: bool  # Kate's
    accounts: frozenset[int]


def myself(text: str, present: Sequence[Mention]) -> int | None:
    """Where a question first says "I" or "my" of its owner; "my boss" speaks of the boss."""
    spans = [(place.start, place.stop) for place in _places(text, present)]
    inside = (found.start() for found in _MYSELF.finditer(text))
    return next((at for at in inside if not any(start <= at < stop for start, stop in spans)), None)


def as_said(text: str, present: Sequence[Mention]) -> str:
    """What Kate was asked, as she would say it: "my dog" for "Kate's dog", "we" for "Kate and Elise", "you" for whom she spoke to.

    Who asks "you" asks about somebody; that stays as it is.
    """
    places = _places(text, present)
    if not places or _YOU.search(text):
        return text
    if len(places) == 2 and _AND.fullmatch(text[places[0].stop : places[1].start]):
        both = _Place(places[0].start, places[1].stop, places[1].owns, frozenset())
        return _put(text, [(both, _WE)])
    me, first = myself(text, present), places[0]
    if me is not None and me < first.start:
        return _put(text, [(place, _OTHER) for place in places])
    said = _put(text, [(place, _I if place.accounts == first.accounts else _OTHER) for place in places])
    return said if me is None else _turned(text, places, said)


def _turned(text: str, places: Sequence[_Place], said: str) -> str:
    """What follows the last name, with "you" for the owner, to whom it was said."""
    rest = len(text) - places[-1].stop
    begin = len(said) - rest
    return said[:begin] + _MYSELF.sub(lambda found: _TO_YOU[found[0].lower()], said[begin:])


def _places(text: str, present: Sequence[Mention]) -> list[_Place]:
    """All names in order; of those that overlap the longest."""
    found: list[_Place] = []
    for mention in sorted(present, key=lambda one: -len(one.word)):
        for place in _places_of(text, mention):
            if not any(place.start < other.stop and other.start < place.stop for other in found):
                found.append(place)
    return sorted(found, key=lambda place: place.start)


def _places_of(text: str, mention: Mention) -> Iterator[_Place]:
    word = re.escape(mention.word)
    if mention.word.isascii():
        pattern = re.compile(rf"(?<![A-Za-z]){word}(?P<owns>['’]s\b|(?<=s)['’](?!\w))?(?![A-Za-z])", re.I)
    else:
        pattern = re.compile(rf"{word}(?P<owns>['’]s\b)?")
    for match in pattern.finditer(text):
        yield _Place(with_my(text, match.start()), match.end(), bool(match["owns"]), mention.accounts)


def _put(text: str, put: Sequence[tuple[_Place, tuple[str, str, str]]]) -> str:
    chinese = len(HAN.findall(text)) > len(_LATIN.findall(text))
    parts, at = [], 0
    for place, (plain, owning, other) in put:
        parts += [text[at : place.start], other if chinese else owning if place.owns else plain]
        at = place.stop
    return "".join([*parts, text[at:]])
