"""Who is meant: what is kept of a subject ("account:12", "name:sister of 12") as persons of today."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from zhiji.errors import UnknownName
from zhiji.language import fold
from zhiji.language.glossary import synonyms, translations
from zhiji.people import Chats, People, Person
from zhiji.store import Store

_OF = re.compile(r"(?P<tie>.+) of (?P<account>\d+)", re.S)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something that memory is about; `key` is the same wherever the same is meant."""

    key: str
    name: str
    person: Person | None = None  # whoever wrote in the archive, or is called as one who did


class Parties:
    """The persons and names of one archive, in one thread."""

    def __init__(self, store: Store) -> None:
        self.people = People(store)
        self._chats = Chats(store, self.people)
        self._known: dict[str, Party] = {}

    def party(self, key: str) -> Party:
        """Who is meant by a subject as it is kept."""
        if key not in self._known:
            sort, _, rest = key.partition(":")
            make = {"account": self._account, "group": self._group}.get(sort, self._name)
            self._known[key] = make(rest)
        return self._known[key]

    def _account(self, number: str) -> Party:
        try:
            person = self.people.of(int(number))
        except UnknownName:  # forgotten at this very moment
            return Party(f"account:{number}", "")
        return Party(f"person:{person.id}", person.name, person)

    def _group(self, number: str) -> Party:
        try:
            chat = self._chats.of(int(number))
        except KeyError:
            return Party(f"group:{number}", "")
        return Party(f"group:{chat.id}", chat.name)

    def _name(self, name: str) -> Party:
        if tie := _OF.fullmatch(name):
            whose = self._account(tie["account"])
            if whose.person is not None and whose.person.owner:
                return self._name(tie["tie"])
            return Party(f"name:{fold(tie['tie'])} of {whose.key}", f"{whose.name}: {tie['tie']}")
        found = self._called(name)
        if found is None:
            return Party(f"name:{fold(name)}", name)
        return Party(f"person:{found.id}", found.name, found)

    def _called(self, name: str) -> Person | None:
        """The one person who is called exactly so, or so in the other language (Mum, 妈妈)."""
        for names in ([name], [*synonyms(name), *translations(name)]):
            meant = {number for one in names for number in self._names.get(fold(one), ())}
            if len(meant) == 1:
                return self.people.of(meant.pop())
            if meant:
                return None
        return None

    @cached_property
    def _names(self) -> dict[str, set[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for person, names in self.people.names():
            for name in names:
                found[fold(name)].add(person.accounts[0].id)
        return found
