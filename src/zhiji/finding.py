"""A search in an archive: the query and its filters understood, messages found and shown as the owner knows people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import cast
from weakref import WeakKeyDictionary

from zhiji import search
from zhiji.anchors import PeopleAnchors
from zhiji.chat import Message
from zhiji.errors import EmbedderError, LlmError, ZhijiError
from zhiji.people import People
from zhiji.search import Hit, Hits, Index, Meaning, Query, Ranked, Reranker, Seen
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
    reranker: Reranker | None = None,
) -> Hits:
    """The k messages that fit best, with notes on names that may mean several. Raises BadQuery and UnknownName."""
    anchors, people = PeopleAnchors(store), People(store)
    wanted = filters.narrow(search.parse(query))
    index = cast(
        Index, Lexical(store, kinds=wanted.kinds)
    )  # its rows are entries, under the store's own name
    failed: list[str] = []
    most = max(k, search.DEEP) if reranker else k
    look = partial(search.find, wanted, index=index, anchors=anchors, now=now, k=most, seen=_seen(store))
    try:
        ranked = look(meaning=meaning)
    except (EmbedderError, LlmError) as error:  # words find too
        failed.append(f"{error} Found by words alone.")
        ranked = look()
    messages = store.reader.messages([one.entry.id for one in ranked])
    if reranker is not None:
        try:
            ranked = _reranked(wanted, ranked, messages, reranker)[:k]
        except ZhijiError as error:  # the order of the search will do
            failed.append(f"{error} Left in the order of the search.")
            ranked = ranked[:k]
    hits = [
        Hit(people.shown(messages[one.entry.id]), one.score, one.parts)
        for one in ranked
        if one.entry.id in messages  # forgotten at this very moment
    ]
    return Hits(hits, notes=anchors.notes, failed=failed)


def _reranked(
    query: Query, ranked: list[Ranked], messages: dict[int, Message], reranker: Reranker
) -> list[Ranked]:
    """The best, put in order anew; as they are where nothing is asked but names and times."""
    there = [one for one in ranked if one.entry.id in messages]
    texts = [words.said(messages[one.entry.id]) for one in there[: search.DEEP]]
    return search.rerank(query.wording, there, texts, reranker) if query.wording else there


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
