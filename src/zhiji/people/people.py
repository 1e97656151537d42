"""Persons: made of accounts, found by any of their names, joined and parted by the owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType
from weakref import WeakKeyDictionary

from zhiji.chat import Account, Contact, Message
from zhiji.errors import BadQuery, OwnerUnknown, UnknownName
from zhiji.language.glossary import synonyms, translations
from zhiji.people import matching
from zhiji.people.grouping import Decisions
from zhiji.people.matching import Resolved
from zhiji.people.owner import MYSELF, owner_accounts
from zhiji.people.span import Span, spans
from zhiji.people.suggested import Suggestion, suggested
from zhiji.store import Store
from zhiji.store.directory import Decision, Directory
from zhiji.store.names import ERASED

PersonId = NewType("PersonId", int)
_I = frozenset({"i", "me", "myself", "我", "自己", "本人"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One human with all their accounts. The id of any account of theirs leads to them, too."""

    id: PersonId
    name: str  # what the owner calls them, else the name they were last seen with
    accounts: tuple[Account, ...]
    owner: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def apps(self) -> tuple[str, ...]:
        """The sources they are in."""
        return tuple(sorted({account.source for account in self.accounts}))

    @property
    def label(self) -> str:
        """Name, number and apps: tells them from others of that name."""
        return f"{self.name} (#{self.id}, {', '.join(self.apps)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPerson:
    """A person, and how much they wrote."""

    person: Person
    messages: int
    first: datetime
    last: datetime


class People:
    """The persons of an archive, as one thread sees them; iterating lists those who wrote something."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._directory = Directory(store)
        self._local = store.reader.local
        self._decisions = Decisions(self._directory, "persons")

    def __iter__(self) -> Iterator[ListedPerson]:
        return iter(self.listed())

    def listed(self) -> tuple[ListedPerson, ...]:
        """Everybody who wrote something themselves, the most talkative first."""
        persons = self._persons()
        counts: dict[int, list[Span]] = defaultdict(list)
        for one in self._directory.activity():
            if one.messages > one.notices:
                counts[persons.of[one.account]].append(Span(one.messages, one.first, one.last))
        listed = [
            ListedPerson(person=persons.by_id[number], **spans(found, self._local))
            for number, found in counts.items()
        ]
        return tuple(sorted(listed, key=lambda one: (-one.messages, one.person.id)))

    @property
    def owner(self) -> Person | None:
        """Whose archive it is; None while that isn't known."""
        persons = self._persons()
        return None if persons.owner is None else persons.by_id[persons.owner]

    def require_owner(self) -> Person:
        """Whose archive it is; OwnerUnknown while that isn't known."""
        if self.owner is None:
            raise OwnerUnknown
        return self.owner

    def without_owner(self) -> tuple[str, ...]:
        """The apps in which no account is known to be the owner's."""
        owner = self.owner
        return tuple(sorted(self._directory.apps() - set(owner.apps if owner else ())))

    def of(self, account: Account | int) -> Person:
        """The person that an account, or the id of one, belongs to."""
        number = account.id if isinstance(account, Account) else account
        persons = self._persons()
        if number not in persons.of:
            raise UnknownName("person", f"#{number}")
        return persons.by_id[persons.of[number]]

    def resolve(self, name: str | int) -> Resolved[Person]:
        """Everybody whom a name or number may mean. Raises UnknownName, with names that are near."""
        persons, names = self._persons(), self._names()
        found = matching.numbered(name, persons.of, names) or self._named(str(name), names)
        people = tuple(persons.by_id[number] for number in sorted(found))
        return Resolved(name=str(name), matches=people, labels=tuple(person.label for person in people))

    def names(self) -> list[tuple[Person, tuple[str, ...]]]:
        """Everything that each person may be called by."""
        persons = self._persons()
        return [(persons.by_id[number], tuple(dict.fromkeys(some))) for number, some in self._names().items()]

    def shown(self, message: Message) -> Message:
        """The message with its sender as the owner knows them."""
        person = self.of(message.sender)
        name = person.name if person.id in self._persons().named else message.sender.name
        if (name, person.owner) == (message.sender.name, message.sender.owner):
            return message
        return replace(message, sender=replace(message.sender, name=name, owner=person.owner))

    # Decisions

    def me(self, name: str | int) -> Person:
        """Say who the owner is: everybody of that name, if there is no more than one in each app."""
        found = self.resolve(name)
        apps = [app for person in found.matches for app in person.apps]
        if len(apps) != len(set(apps)) or not all(
            self._called(person, found.name) for person in found.matches
        ):
            found.only()
        self._directory.tell_owner(_account_ids(found.matches))
        return self.require_owner()

    def not_me(self, name: str | int) -> None:
        """Say that somebody is not the owner, whatever exports tell."""
        self._directory.deny_owner(_account_ids(self.resolve(name).matches))

    def merge(self, first: str | int, *others: str | int) -> Decision:
        """Let several persons be one, called as the first of them."""
        chosen = {name: self.resolve(name).only() for name in (first, *others)}
        if len({person.id for person in chosen.values()}) < 2:
            raise BadQuery(f"{chosen[first].label} is one person already.")
        return self._decisions.merge([_account_called(person, str(name)) for name, person in chosen.items()])

    def split(self, name: str | int, *accounts: int) -> Decision:
        """Let accounts of a person be persons of their own; all of them if none is named."""
        person = self.resolve(name).only()
        every: list[int] = [account.id for account in person.accounts]
        if len(every) < 2:
            raise BadQuery(f"{person.label} has one account only: there is nothing to split.")
        strange = [number for number in accounts if number not in every]
        if strange:
            raise BadQuery(f"Account {strange[0]} is none of {person.label}.")
        return self._decisions.split(accounts or every)

    def undo(self, decision: int | None = None) -> Decision:
        """Take a decision back, the last one if none is named; those after it stay."""
        return self._decisions.undo(decision)

    def decisions(self) -> tuple[Decision, ...]:
        """Who was joined, parted and left as two, the oldest first; undone decisions too."""
        return self._decisions.listed()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Who may be one person, the likeliest first, with reasons. Nothing is merged by it: `merge` accepts one."""
        persons = self._persons()
        return suggested(self._directory, persons.by_id, persons.of, self._names(), self.decisions())

    def reject(self, first: str | int, second: str | int) -> Decision:
        """Say that two persons are two, so that it isn't suggested again."""
        a, b = (self.resolve(name).only() for name in (first, second))
        if a.id == b.id:
            raise BadQuery(f"{a.label} is one person; `split` parts their accounts.")
        return self._decisions.reject([a.id, b.id])

    def cards(self, person: Person) -> tuple[Contact, ...]:
        """What address books say of a person, a card for each account."""
        known = self._directory.contacts()
        return tuple(known[account.id] for account in person.accounts if account.id in known)

    def rename(self, name: str | int, new: str | None) -> Person:
        """Call a person otherwise; None = as the apps do."""
        person = self.resolve(name).only()
        self._directory.name_person(person.id, new, among=_account_ids([person]))
        return self.of(person.id)

    def add_alias(self, name: str | int, alias: str, *, origin: str = "owner") -> Person:
        """Let a person be found under another name, too; `origin` tells what it came from, to go with it."""
        person = self.resolve(name).only()
        self._directory.add_alias(person.id, alias.strip(), origin=origin)
        return self.of(person.id)

    def aliases_from(self, origin: str) -> list[tuple[Person, str]]:
        """The names that were added because of something."""
        return [(self.of(person), alias) for person, alias in self._directory.aliases_from(origin)]

    def drop_alias(self, name: str | int, alias: str) -> Person:
        """Take a name away that was added."""
        person = self.resolve(name).only()
        if not self._directory.drop_alias(_account_ids([person]), alias.strip()):
            raise UnknownName("alias", alias, person.aliases)
        return self.of(person.id)

    def _called(self, person: Person, name: str) -> bool:
        known = self._names()[person.id]
        return any(matching.same_name(name, one) for one in known)

    def _persons(self) -> _Persons:
        version, seen = self._directory.version(), _SEEN.get(self._store)
        if seen is None or seen.version != version:
            seen = _SEEN[self._store] = _Persons(self._directory, version)
        return seen

    def _names(self) -> dict[int, list[str]]:
        """Everything that each person may be called by."""
        persons = self._persons()
        if persons.names is None:
            persons.names = persons.named_in(self._directory)
        return persons.names

    def _named(self, name: str, names: dict[int, list[str]]) -> list[int]:
        """Who may be meant; of namesakes those who wrote something, before those in an address book alone."""
        heard = self._persons().heard
        if found := matching.called(
            name, {number: some for number, some in names.items() if number in heard}
        ):
            return found
        try:
            return matching.resolve("person", name, names)
        except UnknownName:
            if name.strip().casefold() in _I:
                return [self.require_owner().id]
            for word in (*synonyms(name), *translations(name)):  # Mum is Mom, and 妈妈
                if found := matching.called(word, names):
                    return found
            raise


class _Persons:
    """All persons at one version of the database. Holds no database: it is kept as long as a store is."""

    def __init__(self, directory: Directory, version: tuple[int, int]) -> None:
        self.version = version
        self._accounts = directory.accounts()
        self._owners = owner_accounts(directory, self._accounts)
        self._decided = directory.joined_accounts()
        self.owner: int | None = None
        self.of = self._grouped()
        self.named = self._by_person(directory.person_names().items())
        self._aliases = self._by_person((n, a) for n, some in directory.aliases().items() for a in some)
        self.by_id = self._built()
        self.heard = {self.of[account] for account in directory.account_names()}
        self.names: dict[int, list[str]] | None = None  # looked up when wanted

    def named_in(self, directory: Directory) -> dict[int, list[str]]:
        """Everything that each person may be called by."""
        names = {number: list(self._called(person)) for number, person in self.by_id.items()}
        for account, some in directory.account_names().items():
            names[self.of[account]] += some
        for account, card in directory.contacts().items():
            names[self.of[account]] += (*card.names, *card.numbers, *card.emails)
        chats = directory.chat_names()
        for chat, account in directory.partners(self._owners):
            names[self.of[account]] += chats.get(chat, [])
        return names

    def _called(self, person: Person) -> Iterator[str]:
        yield from (person.name, *person.aliases)
        for account in person.accounts:
            yield account.name
            if not account.key.startswith(ERASED):
                yield account.key

    def _grouped(self) -> dict[int, int]:
        """Account -> person: as decided, and the owner's accounts together unless they were parted."""
        decided = self._decided
        groups: dict[int, set[int]] = defaultdict(set)
        for number in self._accounts:
            groups[decided.get(number, number)].add(number)
        alone = {lead for lead, some in groups.items() if len(some) == 1 and lead in decided}
        mine = sorted(lead for lead, some in groups.items() if some & self._owners and lead not in alone)
        self.owner = mine[0] if mine else None
        return {number: mine[0] if lead in mine else lead for lead, some in groups.items() for number in some}

    def _by_person(self, rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for number, text in rows:
            if number in self.of:
                found[self.of[number]].append(text)
        return dict(found)

    def _built(self) -> dict[int, Person]:
        accounts: dict[int, list[Account]] = defaultdict(list)
        for number, account in self._accounts.items():
            lead = self.of[number]
            mine = lead == self.owner
            accounts[lead].append(account if account.owner == mine else replace(account, owner=mine))
        return {
            lead: Person(
                id=PersonId(lead),
                name=self.named[lead][0] if lead in self.named else self._shown_name(lead, some),
                accounts=tuple(some),
                owner=lead == self.owner,
                aliases=tuple(self._aliases.get(lead, ())),
            )
            for lead, some in accounts.items()
        }

    def _shown_name(self, lead: int, accounts: Sequence[Account]) -> str:
        """That of the account which others were joined to; of the owner's, which nobody joined, one that was told."""
        if len(accounts) == 1:
            return accounts[0].name or accounts[0].key
        joined = self._decided.get(lead) == lead
        ranked = sorted(
            (self._accounts[one.id] for one in accounts),
            key=lambda one: (
                not one.name or one.name in MYSELF,
                joined and one.id != lead,
                not one.owner,
                one.source,
                one.name,
            ),
        )
        return ranked[0].name or ranked[0].key


_SEEN: WeakKeyDictionary[Store, _Persons] = (
    WeakKeyDictionary()
)  # by each thread's store, read anew when stale


def _account_ids(persons: Iterable[Person]) -> list[int]:
    return [account.id for person in persons for account in person.accounts]


def _account_called(person: Person, name: str) -> int:
    """The account that was meant by a name: undoing other decisions must not change what this one says."""
    return next((one.id for one in person.accounts if matching.same_name(one.name, name)), person.id)
