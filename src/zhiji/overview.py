"""What there is in an archive at a glance: the contents of `zhiji status`."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TypedDict

from zhiji.people import Chats, People
from zhiji.people.span import moment
from zhiji.store import Store
from zhiji.store.directory import Directory, SourceActivity


class SourceStatus(TypedDict):
    """One app: how much, from when to when, when something of it was added last and what could not be read."""

    name: str
    messages: int
    first: str
    last: str
    added_at: str | None
    problems: int


class Status(TypedDict):
    """An archive at a glance; times are RFC 3339."""

    schema: int
    messages: int
    chats: int
    people: int
    owner: str | None
    sources: list[SourceStatus]
    unread_media: int
    work: dict[str, dict[str, int]]
    zone: str
    notes: list[str]


def status(store: Store, *, zone: str, embedder: str = "", lacks: str = "") -> Status:
    """Counts and spans of what there is, and notes on what its owner could say or do.

    `embedder` is what messages are embedded with here, if they are; `lacks` what isn't here that would do it.
    """
    directory, people = Directory(store), People(store)
    with store.connection.snapshot():
        sources = directory.sources()
        return Status(
            schema=1,
            messages=sum(one.messages for one in sources),
            chats=Chats(store, people).count(),
            people=len(people.listed()),
            owner=people.owner.name if people.owner else None,
            sources=[_source(one, store.reader.local) for one in sources],
            unread_media=directory.unread_media(),
            work=_work(store, embedder),
            zone=zone,
            notes=[*_notes(people), *([lacks] if lacks and sources else [])],
        )


def _work(store: Store, embedder: str) -> dict[str, dict[str, int]]:
    """What is done of each kind of derived work, and what there is to do; seconds left where that is known."""
    counted = {kind: {"done": one.done, "of": one.of} for kind, one in store.work.counts().items()}
    facts = store.remembering.progress()
    if facts.of:
        counted["facts"] = {"done": facts.done, "of": facts.of}
    spaces = store.vectors.spaces()
    shown = next((one for one in spaces if one.called == embedder), next(iter(spaces), None))
    if not (embedder or shown):
        return counted | {"vectors": {"done": 0, "of": 0}}
    progress = store.vectors.progress(shown.id if shown else None)
    vectors = {"done": progress.done, "of": progress.of}
    if progress.left and shown and shown.pace:
        vectors["seconds_left"] = round(progress.left * shown.pace)
    return counted | {"vectors": vectors}


def _source(one: SourceActivity, local: tzinfo) -> SourceStatus:
    return SourceStatus(
        name=one.source,
        messages=one.messages,
        first=_written(moment(one.first, local)),
        last=_written(moment(one.last, local)),
        added_at=None if one.added_at is None else _written(moment(one.added_at, local)),
        problems=one.problems,
    )


def _written(when: datetime) -> str:
    return when.isoformat(timespec="seconds")


def _notes(people: People) -> list[str]:
    unknown = people.without_owner()
    if not unknown:
        return []
    return [f"Who you are is not known in {', '.join(unknown)}. Say it once with `zhiji people me NAME`."]
