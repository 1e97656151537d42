"""Which entries of several exports are one message, where the app gives messages no id.

Pure functions over what was written (time, sender's label, likeness of the text). The answer depends on the *set* of
strands alone (a strand is one chat as one export holds it), never on the order in which they came; that makes merging
lossless and repeatable. Rules:

- two entries of one strand are never one message, so that equals in one second survive: the larger count is kept;
- entries match if text, sender and time agree, the time at the coarser of both precisions;
- strands of one chat may differ by a constant shift of whole quarter-hours (phones in two zones);
- senders may have been renamed between exports: labels that write the same words at the same time are one, unless one
  strand knows both;
- "omitted" matches an attachment, "deleted" what was deleted, a text marked as edited its earlier wording, when all
  else agrees.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

MINUTE = 60_000_000
QUARTER = 15 * MINUTE
FARTHEST = 104  # quarter-hours; zones lie at most 26 hours apart
_A_FEW = 4
_MANY = 100  # lines that agree: no chance

# An entry's `kind`: what it is in the low byte, flags above it, and above these what orders equals
KIND, TEXT, ANY_MEDIA, NOTICE = 0xFF, 0, 1, 2
NAMELESS, RECALLED, EDITED, WORDLESS, ONLY_LAST = 0x100, 0x200, 0x400, 0x800, 0x1000
CLASS = 0x7FFF  # what it is and flags
HAD_ID = 0x8000  # stored with a forgotten message that had an id, never part of an Entry
_ORDER = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an export, without its words; the same in every strand that has it."""

    key: bytes  # of all that was written: identical copies have identical keys
    at: int  # microseconds, as written
    exact: bool  # whether `at` is a real instant, not a wall clock's
    precision: int  # microseconds
    label: int  # the sender's label, hashed; of a notice nobody's
    likeness: int  # the normalised text, or the attachment's name, hashed
    kind: int  # class, flags and order, see above
    native: bool = False  # has an id of its own, so that it never is another native entry's message


class Order(NamedTuple):
    """What goes before what among equals, alike in every archive; what merging keeps goes first."""

    west: int  # of a zone, in minutes from the easternmost there could be
    terse: int  # less for what has more than words: files, reactions, replies
    checksum: int  # of all that was written

    @classmethod
    def of(cls, kind: int) -> Order:
        """The order that the high bits of an entry's kind hold."""
        return cls(kind >> _ORDER + 28, kind >> _ORDER + 16 & 0xFFF, kind >> _ORDER & 0xFFFF)

    def bits(self) -> int:
        """The same as high bits of a kind."""
        return (self.west << 28 | self.terse << 16 | self.checksum) << _ORDER


@dataclass(frozen=True, slots=True)
class Relation:
    """How two strands lie to each other."""

    shift: int  # microseconds to add to the second one's times
    matched: int
    of: int  # entries of the smaller one within the time that both cover
    smaller: int  # all entries of the smaller one

    def same_chat(self, *, same_name: bool) -> bool:
        """Whether so much agrees that it is one chat. A greeting sent to many chats at once is not enough.

        Nor are words said again a quarter of an hour later a sign of another time zone, unless they are all there is.
        """
        least = (min(2, self.smaller) if self.shift else 1) if same_name else 3
        return self.matched >= least and self.matched >= 0.2 * self.of

    @property
    def certain(self) -> bool:
        """Whether no other strand can tell better how the clocks differ."""
        return self.matched == self.smaller > 1 or (self.matched >= _MANY and 2 * self.matched >= self.of)


def relate(a: Sequence[Entry], b: Sequence[Entry]) -> Relation:
    """The shift under which most entries of two strands agree, and how many those are; none if that is as good."""
    coarse = max(_coarsest(a), _coarsest(b))
    have = Counter((_alike(entry), entry.at // coarse) for entry in a)
    found: Relation | None = None
    for shift in dict.fromkeys((0, _likely_shift(a, b, coarse))):
        want = Counter((_alike(entry), (entry.at + shift) // coarse) for entry in b)
        matched = (have & want).total()
        if found is None or matched > found.matched:
            found = Relation(shift, matched, _within(a, b, shift, coarse), min(len(a), len(b)))
    assert found is not None
    return found


def _likely_shift(a: Sequence[Entry], b: Sequence[Entry], coarse: int) -> int:
    """What most words suggest that were said once, or else those said a few times; clocks that know their zone agree."""
    if all(entry.exact for entry in a) and all(entry.exact for entry in b):
        return 0
    for often in (1, _A_FEW):
        ones, others = _said(a, often), _said(b, often)
        votes = Counter(
            quarters
            for likeness in ones.keys() & others.keys()
            for one, other in product(ones[likeness], others[likeness])
            if (quarters := _quarters(one // coarse * coarse - other // coarse * coarse, coarse)) is not None
        )
        if votes:
            return max(votes, key=lambda q: (votes[q], -abs(q), q)) * QUARTER
    return 0


def apart(a: Sequence[Entry], b: Sequence[Entry]) -> bool:
    """Whether two strands cover no common time."""
    return max(e.at for e in a) < min(e.at for e in b) or max(e.at for e in b) < min(e.at for e in a)


def strand_rank(entries: Sequence[Entry]) -> tuple[bool, int, int, int, int]:
    """An order of strands that depends on what they hold: exact and fine ones first."""
    return (
        not all(entry.exact for entry in entries),
        _coarsest(entries),
        -len(entries),
        min(entry.at for entry in entries),
        sum(hash((entry.at, entry.kind)) for entry in entries),
    )


def _coarsest(entries: Sequence[Entry]) -> int:
    return max(entry.precision for entry in entries)


def _alike(entry: Entry) -> int:
    """What stays of an entry's likeness if one of two exports left the media out."""
    return 0 if entry.kind & WORDLESS else entry.likeness


def _said(entries: Sequence[Entry], often: int) -> dict[int, list[int]]:
    """Likeness -> times, of what was said at most so often; that something was left out is no likeness."""
    found: dict[int, list[int]] = defaultdict(list)
    for entry in entries:
        if not entry.kind & NAMELESS:
            found[entry.likeness].append(entry.at)
    return {likeness: times for likeness, times in found.items() if len(times) <= often}


def _quarters(difference: int, coarse: int) -> int | None:
    """The difference in whole quarter-hours, None if it is none."""
    quarters = round(difference / QUARTER)
    off = abs(difference - quarters * QUARTER)
    return quarters if off < coarse and off < MINUTE and abs(quarters) <= FARTHEST else None


def _within(a: Sequence[Entry], b: Sequence[Entry], shift: int, coarse: int) -> int:
    """How many entries the strand with fewer of them has in the time that both cover."""
    ones = sorted(entry.at // coarse for entry in a)
    others = sorted((entry.at + shift) // coarse for entry in b)
    first, last = max(ones[0], others[0]), min(ones[-1], others[-1])
    return min(bisect_right(times, last) - bisect_left(times, first) for times in (ones, others))


def components(names: Iterable[int], joined: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Connected components, each sorted."""
    home = {name: name for name in names}

    def root(name: int) -> int:
        while home[name] != name:
            name = home[name]
        return name

    for a, b in joined:
        home[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[int]] = defaultdict(list)
    for name in sorted(home):
        groups[root(name)].append(name)
    yield from groups.values()
