"""Memory: what is known of people, what is planned, promised, decided and owed; and what the owner says to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from os import PathLike
from pathlib import Path

from zhiji.chat import Evidence, Message
from zhiji.errors import UnknownFact, UnknownName
from zhiji.language import fold
from zhiji.memory.beliefs import Beliefs
from zhiji.memory.calendars import calendar
from zhiji.memory.coming import Coming, coming, entries
from zhiji.memory.facts import Fact, Profile
from zhiji.memory.parties import Parties, Party
from zhiji.memory.topics import Topic, Topics
from zhiji.people.matching import near_names
from zhiji.store import Store
from zhiji.store.facts import Facts, Interval
from zhiji.store.micros import micro
from zhiji.store.rulings import NewRuling, Rulings, Verdict

_ABOUT = ("fact", "birthday", "instruction")
_TO_DO = ("plan", "promise", "debt")
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
        self._kept, self._rulings = Facts(store.connection), Rulings(store.connection)

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
        facts = self.facts()
        current = [one for one in facts if one.is_current]
        people = Counter(one.subject for one in current)
        return Counts(
            kinds=dict(Counter(one.kind for one in current).most_common()),
            suggested=sum(one.state == "suggested" for one in facts),
            people=tuple(people.most_common(most)),
        )

    # To look up

    def about(
        self, name: str | int, *, as_of: datetime | None = None, known: datetime | None = None
    ) -> Profile:
        """One page on somebody or something; UnknownName if nothing of that name is remembered.

        `as_of` asks what was so at a moment, `known` what was believed at one.
        """
        parties = Parties(self._store)
        meant, note = self._meant(name, parties)
        facts = self._facts(parties, of=meant, as_of=as_of, known=known)
        of_them = [one for one in facts if one.subject.key in meant]
        moment = as_of or self._clock()
        seen = [
            one for one in of_them if one.kind in _ABOUT and _holds(one, moment, exactly=as_of is not None)
        ]
        return Profile(
            party=next(iter(meant.values())),
            facts=tuple(sorted((one for one in seen if one.is_current or as_of), key=_of_page)),
            todo=tuple(
                one
                for one in facts
                if _is_to_do(one, moment) and (one.subject.key in meant or _takes_part(one, meant))
            ),
            suggested=tuple(one for one in seen if one.state == "suggested"),
            past=tuple(one for one in of_them if one.state == "superseded" and not as_of),
            topics=tuple(self._topics(parties, meant, moment)),
            notes=(note,) if note else (),
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
        parties = Parties(self._store)
        meant = None if person is None else self._meant(person, parties)[0]
        found = self._facts(parties, of=meant, kinds=kinds, relations=relations, known=known)
        return [one for one in found if meant is None or one.subject.key in meant or _takes_part(one, meant)]

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
        found = self._facts(Parties(self._store), kinds={"decision"}, chats=chats)
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
        kinds = {"plan", "promise", "debt", "decision", "birthday"}
        return coming((one for one in self.facts(kinds=kinds) if one.is_current), now=now, days=days)

    def write_calendar(self, path: str | PathLike[str], *, days: int = 365) -> int:
        """Write what is coming to an iCalendar file; returns how many entries."""
        found = self.upcoming(days=days)
        text = calendar(entries(found), name="zhiji", written=self._clock())
        Path(path).expanduser().write_text(text, encoding="utf-8", newline="")
        return len(found)

    def suggested(self) -> list[Fact]:
        """What waits for the owner's yes or no, the newest first."""
        return [one for one in reversed(self.facts()) if one.state == "suggested"]

    def context(self, facts: Iterable[Fact]) -> Mapping[int, Message]:
        """The messages that facts can't be understood without, by their numbers."""
        return self._store.reader.messages(sorted({number for fact in facts for number in fact.context}))

    def fact(self, number: int) -> Fact:
        """The fact that a telling of that number belongs to; UnknownFact if there is none."""
        kept = self._kept.by_id(number)
        if kept is None:
            raise UnknownFact(number)
        parties = Parties(self._store)
        party = parties.party(kept.subject)
        found = self._facts(parties, of={party.key: party}, kinds={kept.kind})
        spans = set(kept.evidence)
        return next(one for one in found if spans & {*one.evidence, *one.ended_by})

    def hearsay(self, messages: Iterable[int]) -> frozenset[int]:
        """Which of these messages only pass on what others said, as far as they were read."""
        kept = self._kept.find(messages=set(messages))
        said = {one.message for one in kept if one.trust == "said"}
        return frozenset(one.message for one in kept if one.trust == "hearsay") - said

    # To rule

    def accept(self, number: int) -> Fact:
        """Say that it is so: a suggestion is believed from now on."""
        return self._rule(number, "accepted")

    def reject(self, number: int) -> Fact:
        """Say that it isn't so; it doesn't come back when it is said again."""
        return self._rule(number, "rejected")

    def correct(self, number: int, value: str) -> Fact:
        """Say what is right instead; that outranks all that is said before and later."""
        return self._rule(number, "corrected", value)

    def pin(self, number: int) -> Fact:
        """Keep it in front, whatever is said later."""
        return self._rule(number, "pinned")

    def forget(self, number: int) -> None:
        """Erase it with its rulings; it doesn't come back, and the messages stay."""
        kept = self._kept.by_id(number)
        if kept is None:
            raise UnknownFact(number)
        fact = self.fact(number)
        told = self._kept.find(messages=_messages(fact.evidence), kinds={fact.kind})
        mine = [one.id for one in told if set(one.evidence) & set(fact.evidence)]
        self._kept.forget(mine)

    def undo(self, number: int) -> Fact:
        """Take back what was ruled about it."""
        fact = self.fact(number)
        subjects = self._keys({fact.subject.key: fact.subject}, Parties(self._store))
        values = self._values(fact)
        for ruling in self._rulings.list(subjects=subjects):
            if (ruling.kind, ruling.relation) == (fact.kind, fact.relation) and (
                ruling.value in values or fold(ruling.replacement or "") in values
            ):
                self._rulings.undo(ruling.id, now=self._now())
        return self.fact(number)

    def _rule(self, number: int, verdict: Verdict, replacement: str | None = None) -> Fact:
        kept = self._kept.by_id(number)
        fact = self.fact(number)
        assert kept is not None
        new = NewRuling(
            kind=kept.kind,
            subject=kept.subject,
            relation=kept.relation,
            value=kept.value,
            verdict=verdict,
            replacement=replacement,
        )
        self._rulings.add(new, messages=_messages(fact.evidence), now=self._now())
        return self.fact(number)

    # How

    def _topics(self, parties: Parties, meant: Mapping[str, Party], now: datetime) -> Iterable[Topic]:
        """What was talked about with somebody who writes here."""
        accounts = {account.id for one in meant.values() if one.person for account in one.person.accounts}
        if not accounts:
            return []
        found = Topics(self._store, parties).of(accounts, most=4 * _MOST_TOPICS)
        return [one for one in found if one.first <= now][:_MOST_TOPICS]

    def _to_do(self, kinds: set[str], person: str | int | None, *, every: bool) -> list[Fact]:
        found = [one for one in self.facts(person, kinds=kinds) if one.state != "rejected"]
        if not every:
            found = [one for one in found if _is_to_do(one, self._clock())]
        return sorted(found, key=_due)

    def _facts(
        self,
        parties: Parties,
        *,
        of: dict[str, Party] | None = None,
        kinds: Collection[str] | None = None,
        relations: Collection[str] | None = None,
        chats: Collection[int] | None = None,
        as_of: datetime | None = None,
        known: datetime | None = None,
    ) -> list[Fact]:
        now = as_of or self._clock()
        keys = None if of is None else self._keys(of, parties)
        find = partial(
            self._kept.find,
            relations=relations,
            chats=chats,
            said=Interval(end=micro(self._clock()) + 1),
            known_at=None if known is None else micro(known),
        )
        kept = find(subjects=keys, kinds=kinds)
        to_do = set(_TO_DO) & set(kinds or _TO_DO)
        if keys is not None and to_do:  # they may be whom it is promised to
            kept = sorted(
                {one.id: one for one in (*kept, *find(kinds=to_do))}.values(), key=lambda one: one.id
            )
        rulings = self._rulings.list()
        local = self._store.reader.local
        return Beliefs(parties, local=local, now=now).facts(kept, rulings)

    def _keys(self, meant: dict[str, Party], parties: Parties) -> set[str]:
        """Everything under which facts about these are kept."""
        own = {key for one in meant.values() if one.person for key in parties.keys_of(one.person)}
        return own | {key for key in self._kept.subjects() if parties.party(key).key in meant}

    def _meant(self, name: str | int, parties: Parties) -> tuple[dict[str, Party], str]:
        """Everybody whom a name may mean, and a sentence if these are several."""
        try:
            found = parties.people.resolve(name)
        except UnknownName:
            return self._mentioned(str(name), parties), ""
        return {
            f"person:{one.id}": Party(f"person:{one.id}", one.name, one) for one in found.matches
        }, found.note

    def _mentioned(self, name: str, parties: Parties) -> dict[str, Party]:
        """Who is only talked about."""
        known = [parties.party(key) for key in self._kept.subjects()]
        found = {one.key: one for one in known if fold(name) == fold(one.name)}
        found = found or {one.key: one for one in known if fold(name) in fold(one.name)}
        if not found:
            raise UnknownName("person", name, near_names(name, ([one.name] for one in known)))
        return found

    def _values(self, fact: Fact) -> set[str]:
        kept = self._kept.find(messages=_messages(fact.evidence), kinds={fact.kind})
        return {fold(fact.value), *(fold(one.value) for one in kept if one.relation == fact.relation)}

    def _now(self) -> int:
        return micro(self._clock())


def _holds(fact: Fact, moment: datetime, *, exactly: bool) -> bool:
    return not exactly or (fact.since <= moment and (fact.until is None or moment < fact.until))


def _is_to_do(fact: Fact, now: datetime) -> bool:
    """Whether it is still to be done, or owed; a plan is over when its time is."""
    if fact.kind not in _TO_DO or not fact.is_current or fact.negated:
        return False
    if fact.when is None:
        return fact.said_at > now - _STALE
    return fact.kind != "plan" or fact.when.end > now


def _due(fact: Fact) -> tuple[bool, float]:
    """What has a day comes first, the next day before the others; of the rest the newest."""
    return fact.when is None, fact.when.end.timestamp() if fact.when else -fact.said_at.timestamp()


def _takes_part(fact: Fact, meant: dict[str, Party]) -> bool:
    return any(one.key in meant for one in (fact.to, *fact.others) if one is not None)


def _of_page(fact: Fact) -> tuple[bool, str, float]:
    return not fact.pinned, fact.relation, -fact.said_at.timestamp()


def _messages(evidence: Iterable[Evidence]) -> Sequence[int]:
    return list(dict.fromkeys(int(one.message) for one in evidence))
