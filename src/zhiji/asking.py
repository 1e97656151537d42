"""A question to an archive, or a recap of it: the filters understood, what they let through handed to the assistant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from zhiji import assistant, llms
from zhiji.anchors import PeopleAnchors
from zhiji.assistant import Answer, Llms, Recap, Within
from zhiji.assistant.question import Language, language_of
from zhiji.chat import Message
from zhiji.config import Settings
from zhiji.errors import BadQuery, EmbedderError, SettingError
from zhiji.finding import Filters, find
from zhiji.llm import Alias, Cancel, Llm
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
    llm: Llm | Llms | None,
    meaning: Meaning | None = None,
    language: Language | None = None,
    without: frozenset[int] = frozenset(),
    tokens: int = assistant.BUDGET,
    allow_secrets: bool = False,
    say: Callable[[str], None] | None = None,
    cancel: Cancel | None = None,
) -> Answer:
    """The answer to a question, from what searches with the same limits find; nothing of messages that it goes without."""
    finding = _Finding(store, filters, now, meaning, without)
    with store.ledger.watched() as calls:
        answer = assistant.ask(
            question,
            store=store,
            find=finding,
            sense=finding.sense,
            now=now,
            within=replace(_within(store, filters, now=now), without=without),
            language=language,
            llm=llm,
            tokens=tokens,
            allow_secrets=allow_secrets,
            say=say,
            cancel=cancel,
        )
    left = assistant.what_left(calls, language or language_of(question), allow_secrets=allow_secrets)
    told = None if answer.explained is None else replace(answer.explained, left=left)
    return replace(finding.noted(answer), left=left, explained=told)


def ask_each(
    store: Store,
    question: str,
    *,
    filters: Filters,
    now: datetime,
    llms: Sequence[Llm | None],
    meaning: Meaning | None = None,
) -> list[Answer]:
    """The answers of several language models to a question (None: without one), from the same evidence. Keeps nothing."""
    finding = _Finding(store, filters, now, meaning)
    limits = _within(store, filters, now=now)
    answers = assistant.ask_each(
        question, store=store, find=finding, sense=finding.sense, now=now, within=limits, llms=llms
    )
    return [finding.noted(answer) for answer in answers]


class _Finding:
    """Searches with the limits of one question; by words alone once an embedder has failed it."""

    def __init__(
        self,
        store: Store,
        filters: Filters,
        now: datetime,
        meaning: Meaning | None,
        without: frozenset[int] = frozenset(),
    ) -> None:
        self._store, self._filters, self._now, self._meaning = store, filters, now, meaning
        self._without = without
        self._recalled = Recalled(store.connection)
        self._failed: dict[str, None] = {}  # in order, each once

    def __call__(self, query: str, most: int, /) -> list[tuple[Message, float, Mapping[str, float]]]:
        usable = None if self._failed else self._meaning  # who doesn't answer isn't asked again and again
        hits = find(
            self._store,
            query,
            filters=self._filters,
            now=self._now,
            k=most + len(self._without),
            meaning=usable,
            remembered=self._recalled,
        )
        self._failed.update(dict.fromkeys(hits.failed))
        kept = [hit for hit in hits if hit.message.id not in self._without]
        return [(hit.message, hit.score, hit.parts) for hit in kept[:most]]

    def sense(self, text: str) -> Sequence[float] | None:
        """The vector of a text, where the built-in embedder is at work."""
        if self._meaning is None:
            return None
        try:
            return self._meaning.sense(text, assistant.SENSE_SPACE)
        except EmbedderError:  # the search that follows tells of it
            return None

    def noted(self, answer: Answer) -> Answer:
        """The answer, with what failed on the way."""
        return replace(answer, notes=(*answer.notes, *self._failed))


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


def chosen_llms(store: Store, settings: Settings, name: str | None) -> Llms:
    """The language model of that name, which is then asked for sure ("none": none); else those in the settings."""

    def names() -> Iterator[Alias]:
        return _aliases(store)

    if name == llms.NONE:
        return Llms()
    if name is not None:
        return Llms(large=llms.opened(store, settings, name, names=names), asked=True)
    small = settings.llm.small
    return Llms(
        large=llms.opened(store, settings, names=names),
        small=None if small is None else llms.opened_if_there(store, settings, small, names=names),
    )


def fresh_llm(store: Store, settings: Settings, name: str) -> Llm:
    """The language model of that name, asked anew each time: what it takes is to be measured."""
    return llms.opened_one(store, settings, name, names=lambda: _aliases(store), cached=False)


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
