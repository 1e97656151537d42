"""A question to an archive: its filters understood, messages searched, the answer put together by the assistant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from zhiji import assistant
from zhiji.anchors import PeopleAnchors
from zhiji.assistant import Answer, Within
from zhiji.chat import Message
from zhiji.config import Settings
from zhiji.finding import Filters, find
from zhiji.llm import Alias, Llm, open_llm
from zhiji.memory import Recalled
from zhiji.people import Chats, People
from zhiji.search import Meaning, Query
from zhiji.search.query import span
from zhiji.store import Store


def ask(
    store: Store,
    question: str,
    *,
    filters: Filters,
    now: datetime,
    llm: Llm | None,
    meaning: Meaning | None = None,
) -> Answer:
    """The answer to a question, from what searches with the same limits find."""

    failed: dict[str, None] = {}  # in order, each once
    recalled = Recalled(store.connection)

    def found(query: str, most: int) -> list[tuple[Message, float]]:
        usable = None if failed else meaning  # who doesn't answer isn't asked again and again
        hits = find(store, query, filters=filters, now=now, k=most, meaning=usable, remembered=recalled)
        failed.update(dict.fromkeys(hits.failed))
        return [(hit.message, hit.score) for hit in hits]

    limits = _within(store, filters, now=now)
    answer = assistant.ask(question, store=store, find=found, now=now, within=limits, llm=llm)
    return replace(answer, notes=(*answer.notes, *failed))


def chosen_llm(store: Store, settings: Settings, name: str | None) -> Llm | None:
    """The language model of that name, else the one in the settings; None if there is neither."""
    chosen = name or settings.llm.default
    if chosen is None:
        return None
    return open_llm(chosen, settings, ledger=store.ledger, names=lambda: _aliases(store))


def _within(store: Store, filters: Filters, *, now: datetime) -> Within:
    """The limits as ids and times."""
    query, anchors = filters.narrow(Query(text="")), PeopleAnchors(store)
    return Within(
        senders=frozenset[int]().union(*map(anchors.people, query.people)),
        chats=frozenset[int]().union(*map(anchors.chats, query.chats)),
        after=None if filters.after is None else span(filters.after, now=now)[0],
        before=None if filters.before is None else span(filters.before, now=now)[0],
        kinds=frozenset(query.kinds),
    )


def _aliases(store: Store) -> Iterator[Alias]:
    """Everything that people and chats are called, to be replaced where names may not leave."""
    people = People(store)
    for person, names in people.names():
        yield Alias(person.id, names)
    for chat, names in Chats(store, people).names():
        yield Alias(chat.id, names, "chat")
