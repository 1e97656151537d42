"""Facts looked up: whom a name means, and what is believed of them as of a moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from zhiji.errors import UnknownFact, UnknownName
from zhiji.language import fold
from zhiji.memory.beliefs import Beliefs, timed
from zhiji.memory.facts import Fact
from zhiji.memory.parties import Parties, Party
from zhiji.memory.settling import TO_DO
from zhiji.memory.tellings import Belief
from zhiji.people.matching import near_names
from zhiji.store import Store
from zhiji.store.facts import Facts, Interval, KeptFact
from zhiji.store.micros import micro
from zhiji.store.rulings import Rulings

_TOO_MUCH = 2**63  # for a number of SQLite's
Wanted = Callable[[Belief, KeptFact | None], bool]  # a belief, and the row that tells its time, if one does


@dataclass(frozen=True, kw_only=True)
class Meant:
    """Whom a name means, by their keys; a sentence if these are several."""

    parties: Mapping[str, Party]
    note: str = ""

    def __contains__(self, party: Party | None) -> bool:
        return party is not None and party.key in self.parties

    def concerns(self, fact: Fact) -> bool:
        """Whether it is about them, to them or with them."""
        return any(one in self for one in (fact.subject, fact.to, *fact.others))


class Looking:
    """One look into the memory of an archive, at one moment."""

    def __init__(self, store: Store, *, now: datetime) -> None:
        self._store, self._now = store, now
        self._kept, self._rulings = Facts(store.connection), Rulings(store.connection)
        self.parties = Parties(store)

    def facts(
        self,
        *,
        of: Meant | None = None,
        kinds: Collection[str] | None = None,
        relations: Collection[str] | None = None,
        chats: Collection[int] | None = None,
        as_of: datetime | None = None,
        known: datetime | None = None,
        wanted: Wanted = lambda belief, timed: True,  # noqa: ARG005
    ) -> list[Fact]:
        """The facts about somebody, and the to-dos that are to them or with them, in the order they were said in."""
        known_at = None if known is None else micro(known)
        find = partial(
            self._kept.outlines,
            relations=relations,
            chats=chats,
            said=Interval(end=micro(self._now) + 1),
            known_at=known_at,
        )
        own = None if of is None else self._keys(of)
        kept = find(subjects=own, kinds=kinds)
        to_do = TO_DO.intersection(kinds or TO_DO)
        if of is not None and own is not None and to_do:
            kept += find(subjects=self._with(of) - own, kinds=to_do)
        now = as_of or (self._now if known is None else min(known, self._now))
        rows = {one.id: one for one in kept}
        beliefs = self._beliefs(now)
        every = beliefs.settled(kept, self._rulings.list(known_at=known_at))
        found = beliefs.shown([one for one in every if wanted(one, timed(one, rows))], rows)
        return found if of is None else [one for one in found if of.concerns(one)]

    def fact(self, number: int) -> Fact:
        """The fact that a telling of that number belongs to, whenever it was said; UnknownFact if there is none."""
        belief, rows = self.belief(number)
        (fact,) = self._beliefs(self._now).shown([belief], rows)
        return fact

    def belief(self, number: int) -> tuple[Belief, Mapping[int, KeptFact]]:
        """The belief that a telling of that number belongs to, and the rows of all tellings of its kind."""
        kept = self._kept.by_id(number) if 0 < number < _TOO_MUCH else None
        if kept is None or kept.retired_at is not None:
            raise UnknownFact(number)
        party = self.parties.party(kept.subject)
        keys = self._keys(Meant(parties={party.key: party}))
        rows = {one.id: one for one in self._kept.outlines(subjects=keys, kinds={kept.kind})}
        every = self._beliefs(self._now).settled(rows.values(), self._rulings.list(subjects=keys))
        found = [one for one in every if number in {told.id for told in (*one.tellings, *one.ended_by)}]
        return min(found, key=lambda one: number not in {told.id for told in one.tellings}), rows

    def counted(self) -> Iterator[tuple[Belief, Party]]:
        """All beliefs, each with whom it is about."""
        rows = self._kept.outlines(said=Interval(end=micro(self._now) + 1))
        subjects = {one.id: one.subject for one in rows}
        every = self._beliefs(self._now).settled(rows, self._rulings.list())
        return ((one, self.parties.party(subjects[one.last.id])) for one in every)

    def meant(self, name: str | int) -> Meant:
        """Everybody whom a name may mean; who is only talked about counts where nobody writes who is called so."""
        try:
            found = self.parties.people.resolve(name)
        except UnknownName:
            return self._mentioned(str(name))
        persons = {f"person:{one.id}": Party(f"person:{one.id}", one.name, one) for one in found.matches}
        return Meant(parties=persons, note=found.note)

    def _mentioned(self, name: str) -> Meant:
        known = {party.key: party for party in map(self.parties.party, self._kept.subjects()) if party.name}
        for means in (_exactly, _in_words):
            if found := {key: one for key, one in known.items() if means(fold(name.strip()), fold(one.name))}:
                return Meant(parties=found, note=_note(name, [one.name for one in found.values()]))
        raise UnknownName("person", name, near_names(name, ([one.name] for one in known.values())))

    def _with(self, of: Meant) -> set[str]:
        """Who has to-dos that are to them or with them, as it is kept."""
        return {who for who, other in self._kept.others(TO_DO) if self.parties.party(other) in of}

    def _keys(self, of: Meant) -> set[str]:
        """Everything that means them, as it is kept."""
        accounts = {
            f"account:{one.id}"
            for party in of.parties.values()
            if party.person
            for one in party.person.accounts
        }
        return accounts | {key for key in self._kept.subjects() if self.parties.party(key) in of}

    def _beliefs(self, now: datetime) -> Beliefs:
        return Beliefs(self.parties, self._kept.evidence, local=self._store.reader.local, now=now)


def _exactly(name: str, known: str) -> bool:
    return name == known


def _in_words(name: str, known: str) -> bool:
    """Whether it is a part of a name, and no word is cut: "gran" isn't "Granada"."""
    at = known.find(name) if name else -1
    around = known[max(0, at - 1) : at] + known[at + len(name) :][:1]
    return at >= 0 and not any(char.isalnum() and char.isascii() for char in around)


def _note(name: str, found: Sequence[str]) -> str:
    return f"“{name}” may mean {' or '.join(found)}; all are shown." if len(found) > 1 else ""
