"""A search in an archive: the query and its filters understood, messages found and shown as the owner knows people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import partial
from typing import cast
from weakref import WeakKeyDictionary

from zhiji import search
from zhiji.anchors import PeopleAnchors
from zhiji.chat import Message
from zhiji.errors import EmbedderError, LlmError, ZhijiError
from zhiji.people import People
from zhiji.search import (
    Hit,
    Hits,
    Index,
    Meaning,
    NamedPeople,
    NamedTime,
    Query,
    Ranked,
    Remembered,
    Reranker,
    Seen,
    Understood,
    Why,
    latest,
)
from zhiji.search.asked import Asked
from zhiji.search.periods import moment
from zhiji.search.query import When
from zhiji.store import Store, words
from zhiji.store.directory import Directory
from zhiji.store.lexical import Lexical

_SEEN: WeakKeyDictionary[Store, tuple[tuple[int, int], Seen]] = WeakKeyDictionary()
Name = str | int  # a name, a number of ours, or an app's own id


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows a search down, beside what its query says itself; None sets no limit."""

    person: Name | None = None
    chat: Name | None = None
    after: When | None = None
    before: When | None = None
    kind: str | None = None

    def narrow(self, query: Query) -> Query:
        """The query with these limits; where it has one of its own, that one holds."""
        return replace(
            query,
            people=query.people or _named(self.person),
            chats=query.chats or _named(self.chat),
            after=self.after if query.after is None else query.after,
            before=self.before if query.before is None else query.before,
            kinds=query.kinds or (() if self.kind is None else (self.kind,)),
        )


def find(
    store: Store,
    query: str,
    *,
    filters: Filters,
    now: datetime,
    k: int,
    meaning: Meaning | None = None,
    remembered: Remembered | None = None,
    reranker: Reranker | None = None,
    explain: bool = False,
) -> Hits:
    """The k messages that fit best, with notes on names that may mean several. Raises BadQuery and UnknownName.

    With `explain` each hit tells why it was found, which takes some reading.
    """
    anchors, people = PeopleAnchors(store), People(store)
    wanted = filters.narrow(search.parse(query))
    seen = _seen(store)
    index = cast(
        Index, Lexical(store, kinds=wanted.kinds, frequencies=seen.frequencies)
    )  # its rows are entries, under the store's own name
    failed: list[str] = []
    most = max(k, search.DEEP) if reranker else k
    look = partial(
        search.find, wanted, index=index, anchors=anchors, now=now, k=most, seen=seen, remembered=remembered
    )
    try:
        ranked = look(meaning=meaning)
    except (EmbedderError, LlmError) as error:  # words find too
        failed.append(f"{error} Found by words alone.")
        ranked = look()
    messages = store.reader.messages([one.entry.id for one in ranked])
    ordered = _ordered(wanted, ranked, messages, reranker, failed)
    ordered = _latest_first(wanted, ordered, messages)[:k]
    why = _why(ordered, ranked.asked, index, people, store) if explain else {}
    hits = [
        Hit(people.shown(messages[one.entry.id]), one.score, one.parts, why.get(one.entry.id))
        for one in ordered
        if one.entry.id in messages  # forgotten at this very moment
    ]
    understood = _understood(ranked.asked, people, store.reader.local)
    return Hits(hits, notes=anchors.notes, failed=failed, understood=understood)


def _ordered(
    query: Query,
    ranked: Sequence[Ranked],
    messages: Mapping[int, Message],
    reranker: Reranker | None,
    failed: list[str],
) -> Sequence[Ranked]:
    """As the re-ranker has it, if there is one; as the search has it where that fails, and `failed` gets why."""
    if reranker is None:
        return ranked
    try:
        return _reranked(query, ranked, messages, reranker)
    except ZhijiError as error:
        failed.append(f"{error} Left in the order of the search.")
        return ranked


def _latest_first(
    query: Query, ranked: Sequence[Ranked], messages: Mapping[int, Message]
) -> Sequence[Ranked]:
    """Of values that changed the latest first, where the present is asked about."""
    best = [one.entry.id for one in ranked[: latest.DEEP] if one.entry.id in messages]
    return latest.latest_first(
        query.wording, ranked, {number: words.said(messages[number]) for number in best}
    )


def _reranked(
    query: Query, ranked: Sequence[Ranked], messages: Mapping[int, Message], reranker: Reranker
) -> list[Ranked]:
    """The best, put in order anew; as they are where nothing is asked but names and times."""
    there = [one for one in ranked if one.entry.id in messages]
    texts = [words.said(messages[one.entry.id]) for one in there[: search.DEEP]]
    return search.rerank(query.wording, there, texts, reranker) if query.wording else there


def _understood(asked: Asked, people: People, zone: tzinfo) -> Understood:
    """What a query was taken for, in the owner's names and time."""

    def names(accounts: Iterable[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(people.of(account).name for account in sorted(accounts)))

    def when(at: int) -> datetime:
        return moment(at).astimezone(zone)

    spoken = search.spoken_terms(asked)
    others = [other for clause in asked.clauses for other in clause.also]
    return Understood(
        people=tuple(NamedPeople(one.word, names(one.accounts)) for one in asked.present),
        speaker=", ".join(names(asked.speakers)),
        times=tuple(NamedTime(one.word, when(one.start), when(one.end)) for one in asked.periods),
        kinds=tuple(sorted(asked.kinds)),
        clauses=tuple(clause.text.strip() for clause in asked.clauses),
        said=tuple(text.strip() for text in asked.meant),
        words=tuple(dict.fromkeys(spoken[(term,)] for clause in asked.clauses for term in clause.terms)),
        also=tuple(dict.fromkeys((one.word, one.asked) for one in others)),
        terms=tuple(dict.fromkeys(term for clause in asked.clauses for term in clause.wanted)),
    )


def _why(
    ranked: Sequence[Ranked], asked: Asked, index: Index, people: People, store: Store
) -> dict[int, Why]:
    """What of the query each message answers to."""
    found = search.reasons(asked, ranked, index)
    beside = store.reader.messages([reason.beside for reason in found.values() if reason.beside is not None])
    return {
        number: Why(
            words=reason.words,
            beside=people.shown(beside[reason.beside]) if reason.beside in beside else None,
            beside_words=reason.beside_words,
            time=reason.time,
        )
        for number, reason in found.items()
    }


def _seen(store: Store) -> Seen:
    """What earlier searches of this thread saw of the chats, unless something was written since."""
    version = Directory(store).version()
    known, seen = _SEEN.get(store, (None, Seen()))
    if known != version:
        seen = Seen()
        _SEEN[store] = version, seen
    return seen


def _named(name: Name | None) -> tuple[str, ...]:
    if name is None:
        return ()
    return (f"#{name}" if isinstance(name, int) else name,)
