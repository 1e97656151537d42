"""A question to an archive, or a recap of it: the filters understood, what they let through handed to the assistant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from zhiji import assistant
from zhiji.anchors import PeopleAnchors
from zhiji.assistant import Answer, Recap, Within
from zhiji.assistant.question import Language
from zhiji.chat import Message
from zhiji.config import Settings
from zhiji.errors import BadQuery, SettingError
from zhiji.finding import Filters, find
from zhiji.llm import Alias, Llm, open_llm
from zhiji.memory import Memory, Recalled
from zhiji.people import Chats, People
from zhiji.search import Meaning, Query
from zhiji.search.query import When, span
from zhiji.store import Store
from zhiji.store.context import Context
from zhiji.store.directory import Directory
from zhiji.store.rarity import ArchiveRarity

RECAP = timedelta(days=7)


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

    def found(query: str, most: int) -> list[tuple[Message, float, Mapping[str, float]]]:
        usable = None if failed else meaning  # who doesn't answer isn't asked again and again
        hits = find(store, query, filters=filters, now=now, k=most, meaning=usable, remembered=recalled)
        failed.update(dict.fromkeys(hits.failed))
        return [(hit.message, hit.score, hit.parts) for hit in hits]

    limits = _within(store, filters, now=now)
    answer = assistant.ask(question, store=store, find=found, now=now, within=limits, llm=llm)
    return replace(answer, notes=(*answer.notes, *failed))


def recap(
    store: Store,
    *,
    since: When | timedelta,
    until: When | None,
    filters: Filters,
    now: datetime,
    lang: str | None,
) -> Recap:
    """What some days were about: the last seven, unless others are told."""
    if lang not in (None, "en", "zh"):
        raise SettingError(f"A recap is written in en or zh, not in “{lang}”.")
    language: Language | None = "zh" if lang == "zh" else "en" if lang == "en" else None
    end = now if until is None else min(now, span(until, now=now)[0])
    begin = end - since if isinstance(since, timedelta) else span(since, now=now)[0]
    if begin >= end:
        raise BadQuery(f"A recap from {begin:%Y-%m-%d %H:%M} on can't end before, on {end:%Y-%m-%d %H:%M}.")
    within = _with_partners(store, _within(store, filters, now=now))
    return assistant.recap(
        store=store,
        context=Context(store, lets=within.lets),
        since=begin,
        until=end,
        rarity=ArchiveRarity(store),
        matters=assistant.RememberedMatters(Memory(store, clock=lambda: end)),
        language=language,
    )


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


def _with_partners(store: Store, within: Within) -> Within:
    """The same with all that was said in chats of two with the people in question."""
    owner = PeopleAnchors(store).owner()
    partners = Directory(store).partners(owner) if owner and within.senders else []
    return replace(within, whole=frozenset(chat for chat, other in partners if other in within.senders))


def _aliases(store: Store) -> Iterator[Alias]:
    """Everything that people and chats are called, to be replaced where names may not leave."""
    people = People(store)
    for person, names in people.names():
        yield Alias(person.id, names)
    for chat, names in Chats(store, people).names():
        yield Alias(chat.id, names, "chat")
