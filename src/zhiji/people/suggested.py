"""Suggestions of who is one person, from an archive; what the owner said of earlier ones is kept to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from zhiji.people import suggesting
from zhiji.people.matching import bare_name
from zhiji.people.suggesting import Known
from zhiji.store.directory import Activity, Decision, Directory

if TYPE_CHECKING:
    from zhiji.people.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two persons who may be one."""

    first: Person
    second: Person
    score: float  # how likely, from 0 to 1
    reasons: tuple[str, ...]


def suggested(
    directory: Directory,
    persons: Mapping[int, Person],
    of: Mapping[int, int],
    names: Mapping[int, Iterable[str]],
    decisions: Iterable[Decision],
) -> tuple[Suggestion, ...]:
    """Who may be one; `of` leads from accounts to persons. Reads all messages' senders once."""
    activity = directory.activity()
    cards = directory.contacts()
    writing = {of[one.account] for one in activity if one.messages > one.notices}
    known = [
        Known(
            id=number,
            accounts=person.accounts,
            cards=tuple(cards[one.id] for one in person.accounts if one.id in cards),
            names=tuple(dict.fromkeys(names[number])),
            writes=number in writing,
        )
        for number, person in persons.items()
        if number in writing or any(one.id in cards for one in person.accounts)
    ]
    friends = _Friends(directory, activity, persons, of)
    found = suggesting.alike(known, friends, _apart(decisions, of))
    return tuple(
        Suggestion(first=persons[one.first], second=persons[one.second], score=one.score, reasons=one.reasons)
        for one in found
    )


class _Friends:
    """With whom people are in groups, by bare names; looked up for those who are asked about."""

    def __init__(
        self,
        directory: Directory,
        activity: Iterable[Activity],
        persons: Mapping[int, Person],
        of: Mapping[int, int],
    ) -> None:
        self._persons = persons
        self._groups: dict[int, set[int]] = defaultdict(set)  # person -> groups
        self._members: dict[int, set[int]] = defaultdict(set)  # group -> persons
        groups = {number for number, chat in directory.chats().items() if chat.kind != "direct"}
        for one in activity:
            if one.chat in groups and one.messages > one.notices:
                self._groups[of[one.account]].add(one.chat)
                self._members[one.chat].add(of[one.account])

    def __call__(self, person: int) -> Set[str]:
        with_whom = {other for group in self._groups[person] for other in self._members[group]} - {person}
        return {bare_name(self._persons[one].name) for one in with_whom if not self._persons[one].owner} - {
            ""
        }


def _apart(decisions: Iterable[Decision], of: Mapping[int, int]) -> set[frozenset[int]]:
    """Pairs of which the owner said that they are two."""
    standing = (one for one in decisions if one.undone_at is None and one.kind in ("reject", "split"))
    return {
        frozenset({of[a], of[b]})
        for one in standing
        for a, b in combinations(one.members, 2)
        if a in of and b in of
    }
