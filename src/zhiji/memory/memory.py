"""Memory: what is known of people, what is planned, promised, decided and owed; and what the owner says to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from os import PathLike
from pathlib import Path

from zhiji.chat import Message
from zhiji.memory.calendars import calendar
from zhiji.memory.coming import Coming, coming, entries
from zhiji.memory.facts import Fact, Profile
from zhiji.memory.looking import Looking, Meant, Wanted
from zhiji.memory.owner_words import OwnerWords, owner_account
from zhiji.memory.parties import Parties, Party
from zhiji.memory.ruling import Deciding
from zhiji.memory.settling import TO_DO
from zhiji.memory.tellings import Belief
from zhiji.memory.topics import Topic, Topics
from zhiji.store import Store
from zhiji.store.facts import Facts, KeptFact
from zhiji.store.feedback import KeptFeedbacks
from zhiji.store.micros import micro

_ABOUT = ("fact", "birthday", "instruction")
_COMING = (*TO_DO, "decision", "birthday")
_MOST_TOPICS = 8  # on a page
_STALE = timedelta(days=400)  # a plan without a date that nobody came back to


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is remembered."""

    kinds: Mapping[str, int]  # what counts now
    suggested: int  # what waits for the owner's word
    people: tuple[tuple[Party, int], ...]  # whom most is known of, and how much


class Memory:
    """The memory of one archive, as one thread sees it."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock

    def at(self, now: datetime | str | None) -> Memory:
        """The same, looked at from another moment; what was said later isn't seen."""
        if now is None:
            return self
        moment = datetime.fromisoformat(now) if isinstance(now, str) else now
        local = self._store.reader.local
        fixed = moment if moment.tzinfo else moment.replace(tzinfo=local)
        return Memory(self._store, clock=lambda: fixed)

    @property
    def now(self) -> datetime:
        """The moment that it is looked at from."""
        return self._clock()

    def counts(self, *, most: int = 20) -> Counts:
        """How much is remembered, and of whom."""
        current, suggested = list[tuple[str, Party]](), 0
        for belief, party in self._look().counted():
            suggested += _waits(belief)
            if belief.counts:
                current.append((belief.last.kind, party))
        parties = {party.key: party for _, party in current}
        people = Counter(party.key for _, party in current).most_common(most)
        return Counts(
            kinds=dict(Counter(kind for kind, _ in current).most_common()),
            suggested=suggested,
            people=tuple((parties[key], count) for key, count in people),
        )

    # To look up

    def about(
        self, name: str | int, *, as_of: datetime | None = None, known: datetime | None = None
    ) -> Profile:
        """One page on somebody or something; UnknownName if nothing of that name is remembered.

        `as_of` asks what was so at a moment, `known` what was believed at one.
        """
        look = self._look()
        meant = look.meant(name)
        moment = as_of or self._clock()
        facts = look.facts(of=meant, as_of=as_of, known=known)
        there = [one for one in facts if as_of is None or one.since <= as_of]
        told = [one for one in there if one.kind in _ABOUT and one.subject in meant]
        return Profile(
            party=next(iter(meant.parties.values())),
            facts=tuple(sorted((one for one in told if one.is_current), key=_of_page)),
            todo=tuple(one for one in there if _is_to_do(one, moment)),
            suggested=tuple(one for one in told if one.state == "suggested"),
            past=tuple(
                one for one in facts if one.subject in meant and one.state == "superseded" and not as_of
            ),
            topics=tuple(self._topics(look.parties, meant, moment)),
            notes=(meant.note,) if meant.note else (),
        )

    def facts(
        self,
        person: str | int | None = None,
        *,
        kinds: Collection[str] | None = None,
        relations: Collection[str] | None = None,
        known: datetime | None = None,
    ) -> list[Fact]:
        """All that was made of what was said, whatever its state, in the order it was said in."""
        look = self._look()
        meant = None if person is None else look.meant(person)
        return look.facts(of=meant, kinds=kinds, relations=relations, known=known)

    def timeline(
        self,
        person: str | int | None = None,
        *,
        after: datetime | None = None,
        before: datetime | None = None,
    ) -> list[Fact]:
        """What was so since when and until when, in the order in which it began; what is over, too."""
        told = [one for one in self.facts(person) if one.state not in ("rejected", "suggested")]
        timed = sorted(
            ((one.when.start if one.when else one.since, one) for one in told),
            key=lambda pair: (pair[0], pair[1].id),
        )
        return [
            one for at, one in timed
            if (after is None or at >= after) and (before is None or at < before)
        ]  # fmt: skip

    def promises(self, person: str | int | None = None, *, every: bool = False) -> list[Fact]:
        """Promises, what is due first first; those kept or broken off too, with `every`."""
        return self._to_do({"promise"}, person, every=every)

    def plans(self, person: str | int | None = None, *, every: bool = False) -> list[Fact]:
        """Plans, the next first."""
        return self._to_do({"plan"}, person, every=every)

    def debts(self, person: str | int | None = None, *, every: bool = False) -> list[Fact]:
        """Who owes whom what."""
        return self._to_do({"debt"}, person, every=every)

    def decisions(self, *, chats: Collection[int] | None = None) -> list[Fact]:
        """What was settled, the newest first."""
        found = self._look().facts(kinds={"decision"}, chats=chats)
        return [one for one in reversed(found) if one.state != "rejected"]

    def instructions(self) -> list[Fact]:
        """What the owner wants an assistant to do always."""
        return [one for one in self.facts(kinds={"instruction"}) if one.is_current]

    def questions(self) -> list[Fact]:
        """What was asked and never answered, the newest first."""
        return [one for one in reversed(self.facts(kinds={"question"})) if one.is_current]

    def topics(
        self,
        *,
        chats: Collection[int] | None = None,
        after: datetime | None = None,
        before: datetime | None = None,
        most: int = 50,
    ) -> list[Topic]:
        """What some chats were about, the latest first; without chats, what several had in common in the same weeks."""
        topics = Topics(self._store, Parties(self._store))
        return topics.all(chats=chats, after=after, before=before or self._clock(), most=most)

    def upcoming(self, *, days: int = 30) -> list[Coming]:
        """Plans, deadlines, decisions and birthdays of the days to come, in order."""
        now = self._clock()
        facts = self._look().facts(kinds=_COMING, wanted=_from(now))
        return coming(facts, now=now, days=days)

    def write_calendar(self, path: str | PathLike[str], *, days: int = 365) -> int:
        """Write what is coming to an iCalendar file; returns how many entries."""
        found = self.upcoming(days=days)
        text = calendar(entries(found), name="zhiji", written=self._clock())
        Path(path).expanduser().write_text(text, encoding="utf-8", newline="")
        return len(found)

    def suggested(self) -> list[Fact]:
        """What waits for the owner's yes or no, the newest first."""
        return self._look().facts(wanted=lambda belief, _: _waits(belief))[::-1]

    def context(self, facts: Iterable[Fact]) -> Mapping[int, Message]:
        """The messages that facts can't be understood without, by their numbers."""
        return self._store.reader.messages(sorted({number for fact in facts for number in fact.context}))

    def fact(self, number: int) -> Fact:
        """The fact that a telling of that number belongs to; UnknownFact if there is none."""
        return self._look().fact(number)

    def hearsay(self, messages: Iterable[int]) -> frozenset[int]:
        """Which of these messages only pass on what others said, as far as they were read."""
        kept = Facts(self._store.connection).find(messages=set(messages))
        said = {one.message for one in kept if one.trust == "said"}
        return frozenset(one.message for one in kept if one.trust == "hearsay") - said

    # To tell

    def tell(self, text: str) -> list[Fact]:
        """The facts that the owner's own sentence says, kept and believed from now on; [] if it says none.

        Its evidence is the sentence, kept as feedback on no answer; forgetting that takes the facts along.
        """
        kept = KeptFeedbacks(self._store)
        author = owner_account(self._store)
        number = kept.add(verdict="told", turn=None, note=text.strip(), author=author, now=self._clock())
        found = self.learn_note(-number)
        if not found:
            kept.forget([number])
        return found

    def learn_note(self, number: int, *, about: str = "") -> list[Fact]:
        """The facts that the note of a feedback says, by its number among messages; `about` is whom "he" means in it."""
        return OwnerWords(self._store, now=self._clock()).learn(number, about=about)

    def of_note(self, number: int) -> list[Fact]:
        """What was learned from such a note."""
        return OwnerWords(self._store, now=self._clock()).told(number)

    # To rule

    def accept(self, number: int) -> Fact:
        """Say that it is so: a suggestion is believed from now on."""
        return self._deciding().rule(number, "accepted")

    def reject(self, number: int) -> Fact:
        """Say that it isn't so; it doesn't come back when it is said again."""
        return self._deciding().rule(number, "rejected")

    def correct(self, number: int, value: str) -> Fact:
        """Say what is right instead; that outranks all that is said before and later."""
        return self._deciding().correct(number, value)

    def pin(self, number: int) -> Fact:
        """Keep it in front, whatever is said later."""
        return self._deciding().rule(number, "pinned")

    def forget(self, number: int) -> None:
        """Erase it with its rulings; it doesn't come back, and the messages stay."""
        self._deciding().forget(number)

    def undo(self, number: int) -> Fact:
        """Take back all that was ruled about it."""
        return self._deciding().undo(number)

    # How

    def _look(self) -> Looking:
        return Looking(self._store, now=self._clock())

    def _deciding(self) -> Deciding:
        return Deciding(self._store, now=self._clock())

    def _topics(self, parties: Parties, meant: Meant, now: datetime) -> Iterable[Topic]:
        """What was talked about with somebody who writes here."""
        persons = (one.person for one in meant.parties.values() if one.person)
        accounts = {account.id for person in persons for account in person.accounts}
        if not accounts:
            return []
        found = Topics(self._store, parties).of(accounts, most=4 * _MOST_TOPICS)
        return [one for one in found if one.first <= now][:_MOST_TOPICS]

    def _to_do(self, kinds: set[str], person: str | int | None, *, every: bool) -> list[Fact]:
        look, now = self._look(), self._clock()
        found = look.facts(
            of=None if person is None else look.meant(person),
            kinds=kinds,
            wanted=lambda belief, _: belief.state != "rejected" and (every or belief.counts),
        )
        return sorted((one for one in found if every or _is_to_do(one, now)), key=_due)


def _from(now: datetime) -> Wanted:
    """What counts and isn't over before a moment; birthdays come again."""
    since = micro(now)

    def wanted(belief: Belief, timed: KeptFact | None) -> bool:
        later = timed is not None and timed.end is not None and timed.end > since
        return belief.counts and (later or belief.last.kind == "birthday")

    return wanted


def _waits(belief: Belief) -> bool:
    """Whether the owner's word is wanted."""
    return belief.state == "suggested" and belief.is_current


def _is_to_do(fact: Fact, now: datetime) -> bool:
    """Whether it is still to be done, or owed; a plan is over when its time is."""
    if fact.kind not in TO_DO or not fact.is_current or fact.negated:
        return False
    if fact.when is None:
        return fact.said_at > now - _STALE
    return fact.kind != "plan" or fact.when.end > now


def _due(fact: Fact) -> tuple[bool, float]:
    """What has a day comes first, the next day before the others; of the rest the newest."""
    return fact.when is None, fact.when.end.timestamp() if fact.when else -fact.said_at.timestamp()


def _of_page(fact: Fact) -> tuple[bool, str, float]:
    return not fact.pinned, fact.relation, -fact.said_at.timestamp()
