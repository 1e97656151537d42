"""The owner's word on what is remembered: accepted, rejected, corrected, pinned, taken back, forgotten."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from zhiji.errors import BadQuery
from zhiji.memory.birthdays import is_birthday
from zhiji.memory.facts import Fact
from zhiji.memory.looking import Looking
from zhiji.store import Store
from zhiji.store.facts import Facts
from zhiji.store.micros import micro
from zhiji.store.rulings import NewRuling, Rulings, Verdict, folded


class Deciding:
    """Rules on facts by the number of any of their tellings; UnknownFact if there is none."""

    def __init__(self, store: Store, *, now: datetime) -> None:
        self._facts, self._rulings = Facts(store.connection), Rulings(store.connection)
        self._looking, self._now = Looking(store, now=now), micro(now)

    def rule(self, number: int, verdict: Verdict, replacement: str | None = None) -> Fact:
        """The fact after a verdict on all the ways in which it was told."""
        belief, rows = self._looking.belief(number)
        told: defaultdict[NewRuling, list[int]] = defaultdict(list)  # with all messages that it rests on
        for one in (rows[telling.id] for telling in belief.tellings):
            about = NewRuling(
                kind=one.kind,
                subject=one.subject,
                relation=one.relation,
                value=folded(one.value),
                negated=one.negated,
                verdict=verdict,
                replacement=replacement,
            )
            told[about] += one.inputs
        for ruling, messages in told.items():
            self._rulings.add(ruling, messages=messages, now=self._now)
        return self._looking.fact(number)

    def correct(self, number: int, value: str) -> Fact:
        """The fact with what is right instead; BadQuery if that says nothing."""
        right = " ".join(value.split())
        if not right:
            raise BadQuery("Say what is right instead; `zhiji memory reject` says that nothing is.")
        belief, _ = self._looking.belief(number)
        if belief.last.kind == "birthday" and not is_birthday(right):
            raise BadQuery(f"“{right}” is no birthday like 05-12, 1990-05-12 or lunar 08-03.")
        return self.rule(number, "corrected", right)

    def undo(self, number: int) -> Fact:
        """The fact as it is without what was ruled about it."""
        belief, _ = self._looking.belief(number)
        for ruling in belief.rulings:
            self._rulings.undo(ruling, now=self._now)
        return self._looking.fact(number)

    def forget(self, number: int) -> None:
        """Erase it, with the words that deny it or say that it is done."""
        belief, _ = self._looking.belief(number)
        self._facts.forget([one.id for one in (*belief.tellings, *belief.closing)])
