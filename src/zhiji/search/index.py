"""What search needs of the store: terms in, ids and rows out. No SQL here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from zhiji.chat import Account, Chat


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which messages may be found; what is None or empty sets no limit."""

    chats: frozenset[int] | None = None
    senders: frozenset[int] | None = None
    after: int | None = None  # microseconds since 1970 in UTC; from this one on
    before: int | None = None  # up to, not including, this one
    kinds: frozenset[str] = frozenset()  # of the message: "voice", "link"
    having: frozenset[str] = frozenset()  # what hangs on it: "image", "video", "voice", "file", "link"
    phrases: tuple[tuple[str, ...], ...] = ()  # index terms that stand side by side in it
    without: tuple[tuple[str, ...], ...] = ()


class Entry(Protocol):
    """A message without its words."""

    @property
    def id(self) -> int:
        """Its id."""

    @property
    def chat(self) -> int:
        """The id of its chat."""

    @property
    def sender(self) -> int:
        """The id of the account that wrote it."""

    @property
    def at(self) -> int:
        """When, in microseconds since 1970 in UTC."""

    @property
    def session(self) -> int:
        """The id of what was said in one go."""


class Index(Protocol):
    """The archive as search sees it."""

    def size(self) -> int:
        """How many messages there are, roughly."""

    def frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        """In how many messages each term occurs, whatever the scope; terms that don't occur are left out.

        A term that ends in "*" stands for all that begin with the rest of it.
        """

    def postings(self, term: str, scope: Scope, *, limit: int) -> Sequence[int]:
        """The messages in scope that have the term, the greatest ids first."""

    def entries(self, ids: Collection[int]) -> Sequence[Entry]:
        """The rows of these messages, in any order; ids that are gone are left out."""

    def latest(self, scope: Scope, *, limit: int) -> Sequence[Entry]:
        """The newest messages in scope, newest first; quick for one chat, for it is asked for each chat."""

    def beside(self, ids: Collection[int]) -> Sequence[tuple[int, Entry]]:
        """Each of these messages with the one before and the one after it in its session, as far as there are such."""

    def within(self, scope: Scope) -> Collection[int] | None:
        """All messages in a scope, if it names people, chats or times and they are not too many."""

    def inside(self, ids: Collection[int], scope: Scope) -> Collection[int]:
        """Those of these messages that a search in this scope may return."""

    def texts(self, ids: Collection[int]) -> Mapping[int, str]:
        """What is indexed of each message apart from its sender's name."""

    def chat(self, chat: int) -> Chat:
        """A chat by its id."""

    def account(self, account: int) -> Account:
        """An account by its id."""
