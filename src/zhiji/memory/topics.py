"""What was talked about: segments of chats, and what several chats were about in the same weeks, as the owner sees them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from zhiji.memory.parties import Parties, Party
from zhiji.store import Store
from zhiji.store.context import Context
from zhiji.store.episodes import KeptEpisode
from zhiji.store.micros import micro, moment

_MOST_CHATS = 40
_SPAN = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What people spoke of for a while; times are in the archive's zone."""

    title: str
    first: datetime
    last: datetime
    chats: tuple[str, ...]  # several: what these chats had in common in these weeks
    people: tuple[Party, ...]  # who said most first
    messages: int
    sources: tuple[int, ...]  # messages with the words of its title


class Topics:
    """The topics of one archive, in one thread."""

    def __init__(self, store: Store, parties: Parties) -> None:
        self._store, self._parties = store, parties

    def of(self, accounts: Collection[int], *, most: int) -> list[Topic]:
        """What was talked about with whoever has these accounts, the latest first."""
        chats = Context(self._store).shared_chats(accounts, most=_MOST_CHATS)
        found = [one for chat in chats for one in self._store.episodes.of_chat(chat)]
        return self._latest(
            (one for one in (*found, *self._across()) if set(accounts) & {*one.senders}), most
        )

    def all(
        self,
        *,
        chats: Collection[int] | None = None,
        after: datetime | None = None,
        before: datetime | None = None,
        most: int,
    ) -> list[Topic]:
        """What chats were about in a time, or what several chats had in common if none is named; the latest first."""
        since, until = (
            fallback if at is None else micro(at) for at, fallback in ((after, -_SPAN), (before, _SPAN))
        )
        if chats is None:
            found = [one for one in self._across() if one.last >= since and one.first < until]
        else:
            found = [
                one for chat in chats for one in self._store.episodes.of_chat(chat, since=since, until=until)
            ]
        return self._latest(found, most)

    def _across(self) -> list[KeptEpisode]:
        return self._store.episodes.across()

    def _latest(self, found: Iterable[KeptEpisode], most: int) -> list[Topic]:
        ordered = sorted(found, key=lambda one: (-one.last, one.id))[:most]
        return [self._topic(one) for one in ordered]

    def _topic(self, kept: KeptEpisode) -> Topic:
        chats = dict.fromkeys(self._parties.party(f"group:{chat}").name for chat in kept.chats)
        people = dict.fromkeys(self._parties.party(f"account:{one}") for one in kept.senders)
        return Topic(
            title=kept.title,
            first=self._local(kept.first),
            last=self._local(kept.last),
            chats=tuple(chats),
            people=tuple(people),
            messages=kept.messages,
            sources=kept.sources,
        )

    def _local(self, at: int) -> datetime:
        return moment(at).astimezone(self._store.reader.local)
