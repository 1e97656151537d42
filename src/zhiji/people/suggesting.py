"""Who may be one person with accounts in several apps, and why. Nobody is merged by it: the owner accepts or rejects.

Pure functions of who there is: numbers and addresses that are the same, names that are the same (also across Chinese
characters and Latin letters), and people whom both talk with in groups.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from zhiji.chat import Account, Contact
from zhiji.language.pinyin import is_chinese, letters_of, may_be_read, spellings
from zhiji.people.matching import bare_name
from zhiji.people.owner import MYSELF

_MOST_NAMESAKES = 4  # a name that more people have tells nothing
_ENOUGH_FRIENDS = 2
_LOCAL_DIGITS = 8  # of a telephone number; what stands before may be written or not
_PHONE = re.compile(r"\+?[\d\s().\-/]{7,24}")
_JID = re.compile(r"(\d{7,15})(?::\d+)?@(?:s\.whatsapp\.net|c\.us)")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-zA-Z]{2,}")
_NOBODY = frozenset(
    bare_name(one)
    for one in (
        *MYSELF,
        "Deleted Account",
        "Facebook user",
        "Instagram user",
        "微信用户",
        "已注销",
        "unknown",
        "system",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a person, to compare them by."""

    id: int
    accounts: tuple[Account, ...]
    cards: tuple[Contact, ...]  # of those accounts
    names: tuple[str, ...]
    writes: bool  # whether they wrote something, else they are in an address book only


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two persons who may be one: how likely, from 0 to 1, and the reasons."""

    first: int
    second: int
    score: float
    reasons: tuple[str, ...]


def alike(
    people: Sequence[Known], friends: Callable[[int], Set[str]], apart: Set[frozenset[int]]
) -> list[Likeness]:
    """Pairs of people who may be one, the likeliest first.

    `friends` tells by bare names with whom somebody is in groups; pairs in `apart` were said to be two.
    """
    by_id = {one.id: one for one in people}
    reasons: dict[frozenset[int], dict[str, float]] = defaultdict(dict)
    for pair, reason, score in _pairs(people, by_id, friends):
        if pair not in apart:
            reasons[pair][reason] = max(score, reasons[pair].get(reason, 0))
    found = [_likeness(pair, told) for pair, told in reasons.items()]
    return sorted(found, key=lambda one: (-one.score, one.first, one.second))


def _likeness(pair: frozenset[int], told: Mapping[str, float]) -> Likeness:
    first, second = sorted(pair)
    doubt = 1.0
    for score in told.values():
        doubt *= 1 - score
    ordered = sorted(told, key=lambda reason: (-told[reason], reason))
    return Likeness(first=first, second=second, score=round(1 - doubt, 2), reasons=tuple(ordered))


def _pairs(
    people: Sequence[Known], by_id: Mapping[int, Known], friends: Callable[[int], Set[str]]
) -> Iterator[tuple[frozenset[int], str, float]]:
    numbers = {one.id: _numbers(one) for one in people}
    ends = ((number, {digits[-_LOCAL_DIGITS:] for digits in some}) for number, some in numbers.items())
    for end, some in _shared(ends):
        same = (pair for pair in some if _same_number(*(numbers[number] for number in pair)))
        yield from ((pair, f"the same number (…{end})", 0.95) for pair in same)
    for email, some in _shared((one.id, _emails(one)) for one in people):
        yield from ((pair, f"the same address ({email})", 0.9) for pair in some)
    for name, some in _shared((one.id, _named(one)) for one in people):
        for pair in some:
            first, second = (by_id[number] for number in sorted(pair))
            yield from ((pair, *why) for why in _same_name(first, second, name, friends))
    yield from _across_scripts(people, friends)


def _same_name(
    a: Known, b: Known, name: str, friends: Callable[[int], Set[str]]
) -> Iterator[tuple[str, float]]:
    if not (a.writes and b.writes):
        yield "an address book has that name", 0.6
        return
    if shared := _common_friends(a, b, friends):
        yield shared, 0.8
    if _is_full(name):
        yield "the same name", 0.5 if _apps(a).isdisjoint(_apps(b)) else 0.3


def _across_scripts(
    people: Sequence[Known], friends: Callable[[int], Set[str]]
) -> Iterator[tuple[frozenset[int], str, float]]:
    chinese = [(one, name) for one in people for name in one.names if is_chinese(name)]
    latin = [
        (one, name) for one in people for name in one.names if name.isascii() and len(name.split()) in (2, 3)
    ]
    by_letters: dict[str, list[tuple[Known, str]]] = defaultdict(list)
    countless: list[tuple[Known, str]] = []  # whose spellings can't be listed
    for one, name in chinese if latin else ():
        listed = spellings(name)
        if listed is None:
            countless.append((one, name))
        for letters in listed or ():
            by_letters[letters].append((one, name))
    for b, spelled in latin:
        near = (*by_letters.get(letters_of(spelled), ()), *countless)
        readers = [(a, name) for a, name in near if a.id != b.id and _whole(name, spelled)]
        if len({a.id for a, _ in readers}) > _MOST_NAMESAKES:
            continue
        for a, name in readers:
            pair = frozenset({a.id, b.id})
            yield pair, f"{name} is read {spelled}", 0.4
            if shared := _common_friends(a, b, friends):
                yield pair, shared, 0.7


def _whole(name: str, spelled: str) -> bool:
    """Whether a spelling is of the whole name: "Xiaoming" alone is of too many."""
    return may_be_read(name, spelled) and not may_be_read(name[1:], spelled)


def _common_friends(a: Known, b: Known, friends: Callable[[int], Set[str]]) -> str | None:
    shared = (friends(a.id) & friends(b.id)) - {bare_name(name) for one in (a, b) for name in one.names}
    return f"in groups with the same {len(shared)} people" if len(shared) >= _ENOUGH_FRIENDS else None


def _shared(told: Iterable[tuple[int, Iterable[str]]]) -> Iterator[tuple[str, list[frozenset[int]]]]:
    """What several people have in common, with the pairs of them."""
    having: dict[str, set[int]] = defaultdict(set)
    for person, values in told:
        for one in values:
            having[one].add(person)
    for one, some in having.items():
        if 1 < len(some) <= _MOST_NAMESAKES:
            yield one, [frozenset(pair) for pair in combinations(sorted(some), 2)]


def _numbers(one: Known) -> set[str]:
    """The digits of telephone numbers, without zeros before them."""
    written = [
        *(account.key for account in one.accounts),
        *(n for card in one.cards for n in card.numbers),
        *one.names,
    ]
    found = set()
    for text in written:
        jid = _JID.fullmatch(text)
        digits = jid[1] if jid else re.sub(r"\D", "", text) if _PHONE.fullmatch(text.strip()) else ""
        if len(digits.lstrip("0")) >= _LOCAL_DIGITS:
            found.add(digits.lstrip("0"))
    return found


def _same_number(a: Set[str], b: Set[str]) -> bool:
    """Whether a number of each is one, the country written or not: 07946 ... and +44 7946 ..."""
    return any(one.endswith(other) or other.endswith(one) for one in a for other in b)


def _emails(one: Known) -> set[str]:
    written = [*(account.key for account in one.accounts), *(e for card in one.cards for e in card.emails)]
    return {text.strip().lower() for text in written if _EMAIL.fullmatch(text.strip())}


def _named(one: Known) -> set[str]:
    """Names that say who somebody is, without case, accents and decoration."""
    bare = (bare_name(name) for name in one.names if not _PHONE.fullmatch(name.strip()))
    return {name for name in bare if len(name) > 1 and name not in _NOBODY and not name.isdigit()}


def _is_full(name: str) -> bool:
    """Whether a bare name is long enough for a name and a surname."""
    return len(name) >= (2 if not name.isascii() else 7)


def _apps(one: Known) -> set[str]:
    return {account.source for account in one.accounts}
