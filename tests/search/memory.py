"""An archive in memory: the smallest thing that search can look into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from zhiji.chat import Account, AccountId, Chat, ChatId, ChatKind
from zhiji.errors import UnknownName
from zhiji.language import tokens
from zhiji.search import Mention, NameBook, Period, Scope, Spellings, periods

Line = tuple[str, str, str, str]  # chat, sender, when, text
GAP = timedelta(hours=3)


class Row(NamedTuple):
    """A message without its words."""

    id: int
    chat: int
    sender: int
    at: int
    session: int


class MemoryIndex:
    """Messages as (chat, sender, when, text), numbered from 1 in the order given."""

    def __init__(
        self,
        lines: Iterable[Line],
        *,
        owner: str = "",
        kinds: dict[str, ChatKind] | None = None,
        hanging: dict[str, str] | None = None,
    ) -> None:
        """`hanging`: text to "image", "voice", ... that hangs on a message of this text."""
        self._hanging = hanging or {}
        self.looked_up: list[str] = []
        self.chats: dict[str, Chat] = {}
        self.accounts: dict[str, Account] = {}
        self.rows: dict[int, Row] = {}
        self.said: dict[int, str] = {}
        last: dict[str, tuple[datetime, int]] = {}
        for number, (chat, sender, when, text) in enumerate(lines, 1):
            if chat not in self.chats:
                kind = (kinds or {}).get(chat)
                self.chats[chat] = Chat(name=chat, kind=kind, id=ChatId(len(self.chats) + 1))
            if sender not in self.accounts:
                name = AccountId(len(self.accounts) + 1)
                self.accounts[sender] = Account(name=sender, owner=sender == owner, id=name)
            at = datetime.fromisoformat(when).replace(tzinfo=UTC)
            before, session = last.get(chat, (at, number))
            session = session if at - before <= GAP else number
            last[chat] = (at, session)
            micro = int(at.timestamp() * 1e6)
            self.rows[number] = Row(number, self.chats[chat].id, self.accounts[sender].id, micro, session)
            self.said[number] = text
        self.terms = {
            number: tokens(f"{self.account(row.sender).name}\n{self.said[number]}")
            for number, row in self.rows.items()
        }

    def size(self) -> int:
        return len(self.rows)

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        counts = {term: sum(self._has(number, (term,)) for number in self.rows) for term in terms}
        return {term: count for term, count in counts.items() if count}

    def postings(self, term: str, scope: Scope, *, limit: int) -> list[int]:
        self.looked_up.append(term)
        found = [n for n in self.rows if self._has(n, (term,)) and self._inside(n, scope)]
        return sorted(found, reverse=True)[:limit]

    def entries(self, ids: Collection[int]) -> list[Row]:
        return [self.rows[number] for number in ids if number in self.rows]

    def latest(self, scope: Scope, *, limit: int) -> list[Row]:
        found = [row for number, row in self.rows.items() if self._inside(number, scope)]
        return sorted(found, key=lambda row: (row.at, row.id), reverse=True)[:limit]

    def beside(self, ids: Collection[int]) -> list[tuple[int, Row]]:
        rows = sorted(self.rows.values(), key=lambda row: (row.chat, row.at, row.id))
        pairs = [(a, b) for a, b in pairwise(rows) if (a.chat, a.session) == (b.chat, b.session)]
        found = [(a.id, b) for a, b in pairs] + [(b.id, a) for a, b in pairs]
        return [(number, other) for number, other in found if number in ids]

    def within(self, scope: Scope) -> list[int] | None:
        return None if scope == Scope() else [number for number in self.rows if self._inside(number, scope)]

    def inside(self, ids: Collection[int], scope: Scope) -> list[int]:
        return [number for number in ids if self._inside(number, scope)]

    def texts(self, ids: Collection[int]) -> dict[int, str]:
        return {number: self.said[number] for number in ids if number in self.said}

    def chat(self, chat: int) -> Chat:
        return next(one for one in self.chats.values() if one.id == chat)

    def account(self, account: int) -> Account:
        return next(one for one in self.accounts.values() if one.id == account)

    def _has(self, number: int, phrase: Sequence[str]) -> bool:
        terms = self.terms[number]
        if len(phrase) == 1 and phrase[0].endswith("*"):
            return any(term.startswith(phrase[0][:-1]) for term in terms)
        size = len(phrase)
        return any(tuple(terms[at : at + size]) == tuple(phrase) for at in range(len(terms) - size + 1))

    def _inside(self, number: int, scope: Scope) -> bool:
        row = self.rows[number]
        return (
            (not scope.having or self._hanging.get(self.said[number]) in scope.having)
            and (scope.chats is None or row.chat in scope.chats)
            and (scope.senders is None or row.sender in scope.senders)
            and (scope.after is None or row.at >= scope.after)
            and (scope.before is None or row.at < scope.before)
            and all(self._has(number, phrase) for phrase in scope.phrases)
            and not any(self._has(number, phrase) for phrase in scope.without)
        )


class Known:
    """Who and what the archive in memory knows by name."""

    def __init__(self, index: MemoryIndex) -> None:
        self._index = index
        names = [(account.id, account.name) for account in index.accounts.values()]
        self._book, self._spellings = NameBook(names), Spellings(names)

    def mentions(self, question: str) -> list[Mention]:
        return self._spellings.mentions(question, self._book.mentions(question), said=self._said)

    def _said(self, word: str) -> bool:
        terms = tokens(word)[: max(1, len(word) - 1)]
        return len(self._index.frequencies(terms)) == len(set(terms))

    def people(self, name: str) -> frozenset[int]:
        found = self._book.people(name)
        if not found:
            raise UnknownName("person", name)
        return found

    def chats(self, name: str) -> frozenset[int]:
        if name not in self._index.chats:
            raise UnknownName("chat", name)
        return frozenset((self._index.chats[name].id,))

    def owner(self) -> frozenset[int]:
        return frozenset(account.id for account in self._index.accounts.values() if account.owner)

    def periods(self, question: str, now: datetime) -> list[Period]:
        newest = max(row.at for row in self._index.rows.values())
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=newest)
        return periods(question, now=now, newest=moment)


def talk(chat: str, start: str, *said: tuple[str, str]) -> list[Line]:
    """What people say in a chat, a minute apart."""
    first = datetime.fromisoformat(start)
    return [
        (chat, sender, (first + timedelta(minutes=at)).isoformat(), text)
        for at, (sender, text) in enumerate(said)
    ]


def chatter(chat: str, start: str, names: Sequence[str], count: int) -> list[Line]:
    """Talk about nothing in particular, one session a day."""
    words = [
        "ok",
        "sure",
        "haha yes",
        "see you",
        "good morning",
        "sounds nice",
        "no idea",
        "好的",
        "哈哈",
        "晚安",
    ]
    first = datetime.fromisoformat(start)
    places = Counter[int]()
    lines = []
    for at in range(count):
        day = at // 10
        when = first + timedelta(days=day, minutes=places[day])
        places[day] += 1
        lines.append((chat, names[at % len(names)], when.isoformat(), words[at % len(words)]))
    return lines
