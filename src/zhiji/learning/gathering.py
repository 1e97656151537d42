"""Episodes: what each session was about, and what several were about in the same weeks. Needs no language model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhiji.language import fold, tokens
from zhiji.learning.working import Outcome
from zhiji.memory.episodes import Burst, Segment, Use, links, segments
from zhiji.memory.episodes.cutting import in_order
from zhiji.memory.episodes.linking import is_rare, most_uses
from zhiji.memory.episodes.records import title
from zhiji.store import Store, episodes
from zhiji.store.directory import Directory
from zhiji.store.episodes import Entry, Episodes, NamedWord
from zhiji.store.micros import micro
from zhiji.store.rarity import ArchiveRarity
from zhiji.store.work import Job

BATCH = 100  # sessions
_TITLED, _TITLED_NAME = 3, 2  # sessions that have to be called by a word, by a name, before it links any


class EpisodeWorker:
    """Gathers messages into segments with titles, session by session, and at last links them."""

    kind = episodes.KIND
    batch = BATCH

    def __init__(self, store: Store) -> None:
        self._rarity = ArchiveRarity(store)
        self._speakers: dict[int, list[str]] = {}

    def plan(self, store: Store) -> None:
        """Note the sessions that changed since as work."""
        store.episodes.plan()

    def left(self, store: Store) -> int:
        """How many sessions are to be done."""
        return store.episodes.left()

    def finish(self, store: Store) -> None:
        """Link what several sessions share, if any of them changed."""
        kept = store.episodes
        if seen := kept.unlinked():
            kept.link(self._linked(store, kept), seen=seen)

    def compute(self, store: Store, jobs: Sequence[Job]) -> Sequence[Outcome]:
        """One outcome a session; one that is gone has nothing to write."""
        return [self._outcome(job, store.episodes) for job in jobs]

    def _outcome(self, job: Job, kept: Episodes) -> Outcome:
        said = in_order(kept.session(job.subject))
        if not said:
            return Outcome(job=job, write=lambda db: episodes.put(db, job.subject, 0, ()))
        chat = said[0].chat.id
        if chat not in self._speakers:
            self._speakers[chat] = kept.speakers(chat)
        made = [_entry(one) for one in segments(said, self._rarity, names=self._speakers[chat]) if one.words]

        def write(db: Any) -> None:
            episodes.put(db, job.subject, chat, made)

        return Outcome(job=job, write=write)

    def _linked(self, store: Store, kept: Episodes) -> list[Entry]:
        """What links sessions: words that name several of them, are rare, and are nobody's name."""
        people, size = _names(store), self._rarity.size()
        uses: dict[str, list[Use]] = {}
        words: dict[str, NamedWord] = {}
        for word, count in kept.titled().items():
            if count < (_TITLED_NAME if _is_told(word) else _TITLED) or people.issuperset(word.terms):
                continue
            found = [Use(*place) for place in kept.uses(word.terms, most=most_uses(size))]
            if is_rare(len(found), size, name=_is_told(word)):
                uses[word.shown], words[word.shown] = found, word
        return [_joint(burst, words) for burst in links(uses, span=kept.span())]


def _is_told(word: NamedWord) -> bool:
    """Whether a word tells one thing from all others, better than a noun does."""
    return word.is_name or len(word.terms) > 1


def _entry(one: Segment) -> Entry:
    return Entry(
        title=one.title,
        first=micro(one.first),
        last=micro(one.last),
        words=tuple(NamedWord(word.shown, word.terms, word.is_name) for word in one.words),
        messages=tuple(dict.fromkeys(number for word in one.words for number in word.messages)),
    )


def _joint(burst: Burst, words: Mapping[str, NamedWord]) -> Entry:
    return Entry(
        title=title(burst.words),
        first=burst.first,
        last=burst.last,
        words=tuple(words[shown] for shown in burst.words),
        messages=tuple(use.message for use in burst.uses),
    )


def _names(store: Store) -> frozenset[str]:
    """The index terms of all names of people."""
    every: Iterable[str] = (name for some in Directory(store).account_names().values() for name in some)
    return frozenset(term for name in every for term in tokens(fold(name)))
