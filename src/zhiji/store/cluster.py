"""Which entries of one chat's strands are one message; the strands are known, and how their clocks differ.

Each sender's entries of a minute are taken one by one, those that tell most first. An entry joins a message that learns
nothing from it, else one that does, else it is a message of its own. So an export of what came out, which tells all
that was merged, takes the first places, every other entry finds what it became part of, and nothing changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from zhiji.store.align import (
    ANY_MEDIA,
    CLASS,
    EDITED,
    KIND,
    MINUTE,
    NAMELESS,
    NOTICE,
    ONLY_LAST,
    RECALLED,
    TEXT,
    WORDLESS,
    Entry,
    Order,
    strand_rank,
)

_NATIVE_BIT = 1  # shared by all entries with an id, so that no two of them become one, nor their senders


def cluster(
    strands: Mapping[int, Sequence[Entry]], shifts: Mapping[int, int]
) -> tuple[list[list[Entry]], dict[int, int]]:
    """The entries of one chat's strands, those of one message together; each list begins with the best one.

    And under which label each label counts: a contact that was renamed has several. What a file holds with ids and
    what without are two strands, the number of one is that of the other negated.
    """
    placed = _place(strands, shifts)
    labels = _labels(placed)
    buckets: dict[tuple[int, int], list[_Placed]] = defaultdict(list)
    for one in placed:
        buckets[labels[one.entry.label], one.at // MINUTE].append(one)
    return [message.entries for bucket in buckets.values() for message in _messages(bucket)], labels


class _Says(NamedTuple):
    """How much an entry tells: the less of each number, the more."""

    precision: int
    west: int
    vague: int
    terse: int
    lacks: int  # flags: that it was recalled, what it was before an edit
    kind: int

    def adds(self, other: _Says) -> bool:
        """Whether it tells something that the other one doesn't."""
        finer = self[:2] < other[:2]
        return (
            finer or self.vague < other.vague or self.terse < other.terse or bool(other.lacks & ~self.lacks)
        )

    def joined(self, other: _Says) -> _Says:
        """What both together tell."""
        precision, west = min(self[:2], other[:2])
        clear = min(self, other, key=lambda says: (says.vague, says.kind))
        terse, lacks = min(self.terse, other.terse), self.lacks & other.lacks
        return _Says(precision, west, clear.vague, terse, lacks, clear.kind)


@dataclass(slots=True)
class _Placed:
    """An entry on the chat's common clock, with the files that hold it as bits."""

    entry: Entry
    at: int
    mask: int
    says: _Says
    likenesses: set[int]

    def meet(self, other: _Placed) -> None:
        """Be what two files say of one entry."""
        if other.says[:2] < self.says[:2]:
            self.entry, self.at = other.entry, other.at
        self.mask |= other.mask
        self.likenesses |= other.likenesses
        self.says = self.says.joined(other.says)

    def rank(self) -> tuple[bool | int | bytes, ...]:
        """What goes first. Of equals those that most files hold: they can go with the fewest others."""
        entry, says = self.entry, self.says
        best = not entry.native, says.precision, self.at, says.west, says.vague, says.terse, not entry.exact
        return *best, Order.of(entry.kind).checksum, -self.mask.bit_count(), self.mask, entry.key


class _Message:
    """Entries that are one message, and what it says."""

    def __init__(self, first: _Placed) -> None:
        self.entries = [first.entry]
        self.at, self.mask, self.says, self.likenesses = (
            first.at,
            first.mask,
            first.says,
            set(first.likenesses),
        )

    def fits(self, one: _Placed) -> bool:
        """Whether no file tells them apart and the times agree, at the coarser precision."""
        coarse = max(self.says.precision, one.says.precision)
        return not self.mask & one.mask and self.at // coarse == one.at // coarse

    def take(self, one: _Placed) -> None:
        self.entries.append(one.entry)
        if one.says[:2] < self.says[:2]:
            self.at = one.at
        self.mask |= one.mask
        self.says = self.says.joined(one.says)
        self.likenesses |= one.likenesses


def _place(strands: Mapping[int, Sequence[Entry]], shifts: Mapping[int, int]) -> list[_Placed]:
    placed: dict[bytes, _Placed] = {}
    for name, bit in _bits(strands).items():
        shift = shifts.get(name, 0)
        for entry in strands[name]:
            known = placed.get(entry.key)
            if known is not None and not entry.native:
                known.mask |= bit
                continue
            mask = bit | (_NATIVE_BIT if entry.native else 0)
            one = _Placed(entry, entry.at + shift, mask, _says(entry), {entry.likeness})
            if known is None:
                placed[entry.key] = one
            else:
                known.meet(one)
    return sorted(placed.values(), key=_Placed.rank)


def _bits(strands: Mapping[int, Sequence[Entry]]) -> dict[int, int]:
    bits: dict[int, int] = {}
    for name in sorted(strands, key=lambda name: strand_rank(strands[name])):
        bits[name] = bits.get(-name) or 2 << len(bits)
    return bits


def _says(entry: Entry) -> _Says:
    kind, order = entry.kind & CLASS, Order.of(entry.kind)
    lacks = kind & ONLY_LAST | ~kind & RECALLED
    return _Says(entry.precision, order.west, _vague(kind), order.terse, lacks, kind)


def _vague(kind: int) -> int:
    """How little a kind says of what others say more of."""
    if _is_mark(kind):
        return 4
    if kind & NAMELESS:
        return 2 + (kind & KIND == ANY_MEDIA)
    return int(not kind & EDITED)


def _labels(placed: Sequence[_Placed]) -> dict[int, int]:
    """Label -> the label it counts as: labels are one if they write the same words at the same time."""
    masks: dict[int, int] = {}
    at_once: dict[tuple[int, int], list[_Placed]] = defaultdict(list)
    for one in placed:
        masks[one.entry.label] = masks.get(one.entry.label, 0) | one.mask
        if not one.entry.kind & CLASS:
            at_once[one.entry.likeness, one.at // MINUTE].append(one)
    order = {label: number for number, label in enumerate(masks)}
    votes = _label_votes(at_once.values(), order)
    counts_as = {label: label for label in masks}
    for a, b in sorted(votes, key=lambda pair: (-votes[pair], order[pair[0]], order[pair[1]])):
        kept, gone = counts_as[a], counts_as[b]
        if kept != gone and not masks[kept] & masks[gone]:
            masks[kept] |= masks[gone]
            counts_as = {label: kept if now == gone else now for label, now in counts_as.items()}
    return counts_as


def _label_votes(meetings: Iterable[Sequence[_Placed]], order: Mapping[int, int]) -> Counter[tuple[int, int]]:
    """How often two labels of different strands wrote the same at the same time."""
    votes: Counter[tuple[int, int]] = Counter()
    for group in meetings:
        for one, other in combinations(group[:8], 2):
            if one.entry.label != other.entry.label and not one.mask & other.mask:
                a, b = sorted((one.entry.label, other.entry.label), key=lambda label: order[label])
                votes[a, b] += 1
    return votes


def _messages(bucket: Sequence[_Placed]) -> list[_Message]:
    """What a sender wrote in a minute: each message takes at most one entry of a file."""
    found: list[_Message] = []
    alike: dict[int, list[_Message]] = defaultdict(list)
    plain = not any(one.entry.kind & CLASS for one in bucket)
    for one in bucket:
        home = _home(one, alike[one.entry.likeness] if plain else found)
        if home is None:
            home = _Message(one)
            found.append(home)
            alike[one.entry.likeness].append(home)
        else:
            home.take(one)
    return found


def _home(one: _Placed, messages: Iterable[_Message]) -> _Message | None:
    """The message that an entry belongs to: one that learns nothing from it, is most like it, and tells least more."""
    best, found = (True, _UNLIKE, 0), None
    for message in messages:
        if message.fits(one) and (far := _far(message, one)) < _UNLIKE:
            how = one.says.adds(message.says), far, -message.says.terse
            if found is None or how < best:
                best, found = how, message
                if message.says == one.says and not far:
                    break
    return found


_UNLIKE = 4


def _far(message: _Message, one: _Placed) -> int:
    """How far apart words are: an export may have left the media out, or came before an edit or a recall."""
    if not message.likenesses.isdisjoint(one.likenesses):
        return 0
    a, b = message.says.kind, one.says.kind
    return 1 if _media(a, b) else 2 if _edited(a, b) else 3 if _recalled(a, b) else _UNLIKE


def _media(a: int, b: int) -> bool:
    kinds = {a & KIND, b & KIND}
    one_nameless = bool((a | b) & NAMELESS) and not {TEXT, NOTICE} & kinds
    return one_nameless and not _is_mark(a) | _is_mark(b) and (len(kinds) == 1 or ANY_MEDIA in kinds)


def _edited(a: int, b: int) -> bool:
    return bool((a ^ b) & EDITED) and not (a | b) & (WORDLESS | KIND)


def _recalled(a: int, b: int) -> bool:
    return _is_mark(a) ^ _is_mark(b)


def _is_mark(kind: int) -> bool:
    """Whether all that is said is that something was there."""
    return bool(kind & RECALLED and kind & NAMELESS)
