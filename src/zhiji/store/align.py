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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

MINUTE = 60_000_000
QUARTER = 15 * MINUTE
FARTHEST = 104  # quarter-hours; zones lie at most 26 hours apart

# Classes of entries: the kind of media in the low byte (0 = text, 1 = media of an unknown kind), flags above it, and
# above these some bits of the text that order entries alike in every archive (hashes are keyed by the archive)
KIND, ANY_MEDIA, NAMELESS, RECALLED, EDITED, WORDLESS, CLASS, ORDER = (
    0xFF,
    1,
    0x100,
    0x200,
    0x400,
    0x800,
    0xFFFF,
    16,
)
HAD_ID = 1 << 32  # stored with a forgotten message that had an id, never part of an Entry


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an export, without its words; the same in every strand that has it."""

    key: bytes  # of all that was written: identical copies have identical keys
    at: int  # microseconds, as written
    exact: bool  # whether `at` is a real instant, not a wall clock's
    precision: int  # microseconds
    label: int  # the sender's label, hashed
    likeness: int  # the normalised text, or the attachment's name, hashed
    kind: int  # class and flags, see above
    native: bool = False  # has an id of its own, so that it never is another native entry's message


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


def relate(a: Sequence[Entry], b: Sequence[Entry]) -> Relation:
    """The shift under which most entries of two strands agree, and how many those are."""
    coarse = max(_coarsest(a), _coarsest(b))
    ones, others = _unique(a), _unique(b)
    votes = Counter(
        quarters
        for likeness in ones.keys() & others.keys()
        if (
            quarters := _quarters(
                ones[likeness] // coarse * coarse - others[likeness] // coarse * coarse, coarse
            )
        )
        is not None
    )
    shift = max(votes, key=lambda q: (votes[q], -abs(q), q), default=0) * QUARTER
    have = Counter((_alike(entry), entry.at // coarse) for entry in a)
    want = Counter((_alike(entry), (entry.at + shift) // coarse) for entry in b)
    return Relation(
        shift=shift,
        matched=(have & want).total(),
        of=_within(a, b, shift, coarse),
        smaller=min(len(a), len(b)),
    )


def apart(a: Sequence[Entry], b: Sequence[Entry]) -> bool:
    """Whether two strands cover no common time."""
    return max(e.at for e in a) < min(e.at for e in b) or max(e.at for e in b) < min(e.at for e in a)


def strand_rank(entries: Sequence[Entry]) -> tuple[bool, int, int, int, int, int]:
    """An order of strands that depends on what they hold: exact and fine ones first."""
    return (
        not all(entry.exact for entry in entries),
        _coarsest(entries),
        -len(entries),
        min(entry.at for entry in entries),
        sum(entry.at for entry in entries),
        sum(entry.kind for entry in entries),
    )


def cluster(
    strands: Mapping[int, Sequence[Entry]], shifts: Mapping[int, int]
) -> tuple[list[list[Entry]], dict[int, int]]:
    """The entries of one chat's strands, those of one message together; each list begins with the best one.

    And under which label each label counts: a contact that was renamed has several.
    """
    placed = _place(strands, shifts)
    labels = _labels(placed)
    groups: dict[tuple[int, int, int], list[_Placed]] = defaultdict(list)
    for one in placed:
        groups[labels[one.entry.label], one.at // MINUTE, one.entry.likeness].append(one)
    buckets: dict[tuple[int, int], list[_Cluster]] = defaultdict(list)
    for (label, minute, _), group in groups.items():
        buckets[label, minute].extend(_equals(group))
    return [found.entries for bucket in buckets.values() for found in _looser(bucket)], labels


@dataclass(slots=True)
class _Placed:
    """An entry on the chat's common clock, with the strands that hold it as bits."""

    entry: Entry
    at: int
    mask: int
    rank: tuple[int, bool, int, int, int, bytes]


@dataclass(slots=True)
class _Cluster:
    first: _Placed
    entries: list[Entry]
    mask: int
    kind: int

    def take(self, other: _Cluster | _Placed) -> None:
        self.mask |= other.mask
        self.entries += other.entries if isinstance(other, _Cluster) else [other.entry]

    def fits(self, other: _Placed, mask: int) -> bool:
        coarse = max(self.first.entry.precision, other.entry.precision)
        return not self.mask & mask and self.first.at // coarse == other.at // coarse


_NATIVE_BIT = 1  # shared by all entries with an id, so that no two of them become one, nor their senders


def _place(strands: Mapping[int, Sequence[Entry]], shifts: Mapping[int, int]) -> list[_Placed]:
    ranked = sorted(strands, key=lambda name: strand_rank(strands[name]))
    placed: dict[bytes, _Placed] = {}
    for number, name in enumerate(ranked):
        shift, bit = shifts.get(name, 0), 2 << number
        for entry in strands[name]:
            known = placed.get(entry.key)
            if known is not None:
                known.mask |= bit
                continue
            at = entry.at + shift
            rank = (entry.precision, not entry.exact, number, at, entry.kind >> ORDER, entry.key)
            placed[entry.key] = _Placed(entry, at, bit | (_NATIVE_BIT if entry.native else 0), rank)
    return sorted(placed.values(), key=_most_seen_first)


def _most_seen_first(one: _Placed) -> tuple[int | bool | bytes, ...]:
    """Of equals those that most strands hold come first: they can go with the fewest others."""
    *before, key = one.rank
    return *before, -one.mask.bit_count(), one.mask, key


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


def _equals(group: Sequence[_Placed]) -> list[_Cluster]:
    """Clusters of entries with the same words: each takes at most one entry of a strand."""
    clusters: list[_Cluster] = []
    for one in group:
        home = next((c for c in clusters if c.fits(one, one.mask)), None)
        if home is None:
            clusters.append(_Cluster(one, [one.entry], one.mask, one.entry.kind & CLASS))
        else:
            home.take(one)
    return clusters


def _looser(bucket: list[_Cluster]) -> list[_Cluster]:
    """Join what differs only because an export left the media out, or came before an edit or a recall."""
    if len(bucket) < 2:
        return bucket
    bucket.sort(key=lambda c: c.first.rank)
    for matches in (_media, _edited, _recalled):
        kept: list[_Cluster] = []
        for one in bucket:
            home = next((c for c in kept if matches(c.kind, one.kind) and c.fits(one.first, one.mask)), None)
            if home is None:
                kept.append(one)
            else:
                home.take(one)
                home.kind = min(home.kind, one.kind, key=lambda kind: (kind & ~KIND, -(kind & KIND)))
        bucket = kept
    return bucket


def _media(a: int, b: int) -> bool:
    kinds = {a & KIND, b & KIND}
    one_nameless = bool((a | b) & NAMELESS) and 0 not in kinds
    return one_nameless and not (a | b) & (RECALLED | EDITED) and (len(kinds) == 1 or ANY_MEDIA in kinds)


def _edited(a: int, b: int) -> bool:
    return bool((a ^ b) & EDITED) and not (a | b) & (RECALLED | KIND)


def _recalled(a: int, b: int) -> bool:
    return bool((a ^ b) & RECALLED)


def _coarsest(entries: Sequence[Entry]) -> int:
    return max(entry.precision for entry in entries)


def _alike(entry: Entry) -> int:
    """What stays of an entry's likeness if one of two exports left the media out."""
    return 0 if entry.kind & WORDLESS else entry.likeness


def _unique(entries: Sequence[Entry]) -> dict[int, int]:
    """Likeness -> time, of what was said once only; that something was left out is no likeness."""
    counts = Counter(entry.likeness for entry in entries)
    return {
        entry.likeness: entry.at
        for entry in entries
        if counts[entry.likeness] == 1 and not entry.kind & NAMELESS
    }


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
