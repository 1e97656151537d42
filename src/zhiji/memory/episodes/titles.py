"""What a segment is called: words that are frequent in it and rare in the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Protocol

from zhiji.chat import Message
from zhiji.memory.episodes.candidates import MANY, Candidate, bare, candidates
from zhiji.memory.episodes.cutting import cut
from zhiji.memory.episodes.records import Segment, Word

MOST = 3  # words of a title
SHORT = 6  # messages of a segment in which a word counts that was said once
_LEAST = 500  # messages; a smaller archive tells little about what is rare
_MOSTLY = 0.6
_READ = 80  # messages of a segment, evenly spread
_NEXT = 0.5  # what the words behind the first are worth at least, compared with it
_NAME, _PHRASE, _ONCE = 1.4, 1.25, 0.4


class Rarity(Protocol):
    """How common words are in the archive."""

    def size(self) -> int:
        """How many messages there are."""

    def frequency(self, term: str) -> int:
        """In how many of them an index term occurs."""


def segments(session: Sequence[Message], rarity: Rarity, *, names: Iterable[str] = ()) -> Iterator[Segment]:
    """A session's segments with their words; `session` is in order, `names` are those of people."""
    known = tuple(names)
    for part in cut(session):
        senders: Counter[int] = Counter(one.sender.id for one in part)
        yield Segment(
            chat=part[0].chat.id,
            messages=tuple(one.id for one in part),
            first=part[0].when,
            last=part[-1].when,
            senders=tuple(sorted(senders, key=lambda one: (-senders[one], one))),
            words=words(part, rarity, names=known),
        )


def words(messages: Sequence[Message], rarity: Rarity, *, names: Iterable[str] = ()) -> tuple[Word, ...]:
    """The words that name what these messages are about, the best first."""
    step = max(1, len(messages) // _READ)
    read = messages[::step]
    named = {*names, *(one.sender.name for one in messages), messages[0].chat.name}
    said = [bare(one) for one in read]
    found = candidates(said, rarity.frequency, without=named)
    if len(read) > SHORT:
        found = [one for one in found if len(one.messages) >= MANY or one.is_name]
    found = _whole(found)
    worth = {one.terms: _worth(one, rarity) for one in found}
    found.sort(key=lambda one: (-worth[one.terms], one.shown))
    chosen: list[Candidate] = []
    for one in found:
        if len(chosen) == MOST or (chosen and worth[one.terms] < _NEXT * worth[chosen[0].terms]):
            break
        if worth[one.terms] > 0 and not any(_overlap(one, other) for other in chosen):
            chosen.append(one)
    return tuple(
        Word(one.shown, one.terms, tuple(read[at].id for at in one.messages), one.is_name) for one in chosen
    )


def _whole(found: Sequence[Candidate]) -> list[Candidate]:
    """Without the words that mostly stand in a longer name that is there, too: York beside New York."""
    longer = [one for one in found if one.is_name and len(one.terms) > 1]
    parts = {
        term: max(len(name.messages) for name in longer if term in name.terms)
        for term in {term for name in longer for term in name.terms}
    }
    return [
        one for one in found if len(one.terms) > 1 or parts.get(one.terms[0], 0) < _MOSTLY * len(one.messages)
    ]


def _worth(one: Candidate, rarity: Rarity) -> float:
    count = len(one.messages)
    common = min(rarity.frequency(term) for term in one.terms)
    rare = log((max(rarity.size(), _LEAST) + 1) / (max(common, count) + 0.5))
    often = _ONCE if count == 1 else count**0.6 / 1.5
    bonus = (_NAME if one.is_name else 1.0) * (_PHRASE if _is_long(one) else 1.0)
    return round(often * rare * bonus, 9)


def _is_long(one: Candidate) -> bool:
    return " " in one.shown or (len(one.shown) > 2 and not one.shown.isascii() and one.shown >= "\u3400")


def _overlap(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are parts of the same, or of each other."""
    return bool(set(one.terms) & set(other.terms)) or one.shown in other.shown or other.shown in one.shown
