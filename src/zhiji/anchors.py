"""Whom, which chats and which times a query names: what `search` is told of people.

Stands above `people` and `search`. A name that may mean several means all of them, and `notes` says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from zhiji.language import tokens
from zhiji.people import Chats, People, Person
from zhiji.people.matching import Resolved
from zhiji.search import Mention, NameBook, Period, Spellings, periods
from zhiji.store import Store
from zhiji.store.context import Context
from zhiji.store.directory import Directory
from zhiji.store.lexical import Lexical

_Books = tuple[NameBook, Spellings]
_BOOKS: WeakKeyDictionary[Store, tuple[tuple[int, int], _Books]] = (
    WeakKeyDictionary()
)  # by each thread's store


class PeopleAnchors:
    """The anchors of one search, in one thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._people = People(store)
        self._chats = Chats(store, self._people)
        self._context = Context(store)
        self.notes: list[str] = []  # sentences on names that may mean several

    def mentions(self, question: str) -> Sequence[Mention]:
        """The people that a question names, each once, with all their accounts."""
        book, spellings = self._books()
        found: dict[frozenset[int], Mention] = {}
        for mention in spellings.mentions(question, book.mentions(question), said=self._said):
            accounts = self._accounts(self._people.of(number) for number in mention.accounts)
            found.setdefault(accounts, Mention(mention.word, accounts))
        return list(found.values())

    def people(self, name: str) -> frozenset[int]:
        """The accounts of everybody whom a name or number may mean. Raises UnknownName."""
        found = self._people.resolve(name)
        self._note(found)
        return self._accounts(found.matches)

    def chats(self, name: str) -> frozenset[int]:
        """The chats that a name, a number or an app's own id may mean. Raises UnknownName."""
        found = self._chats.resolve(name)
        self._note(found)
        return frozenset(part.id for chat in found.matches for part in chat.parts)

    def owner(self) -> frozenset[int]:
        """The owner's own accounts; none while nobody knows who that is."""
        owner = self._people.owner
        return self._accounts([owner] if owner else [])

    def periods(self, question: str, now: datetime) -> Sequence[Period]:
        """The times that a question asks about, seen from `now`."""
        return periods(question, now=now, newest=self._context.newest() or now)

    def _said(self, word: str) -> bool:
        """Whether a message has the word."""
        terms = tokens(word)[
            : max(1, len(word) - 1)
        ]  # the last character of what is Chinese is a term of its own
        return len(Lexical(self._store).frequencies(terms)) == len(set(terms))

    def _books(self) -> _Books:
        version = Directory(self._store).version()
        known, books = _BOOKS.get(self._store, (None, None))
        if books is None or known != version:
            names = list(_names(self._people))
            books = NameBook(names), Spellings(names)
            _BOOKS[self._store] = version, books
        return books

    def _note(self, found: Resolved[Any]) -> None:
        if found.note and found.note not in self.notes:
            self.notes.append(found.note)

    def _accounts(self, persons: Iterable[Person]) -> frozenset[int]:
        return frozenset(account.id for person in persons for account in person.accounts)


def _names(people: People) -> Iterable[tuple[int, str]]:
    return ((person.id, name) for person, names in people.names() for name in names)
