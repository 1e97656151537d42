"""What the owner says of answers: kept with its evidence, and what it tells works at once.

A note may say who is who ("Bea is Beatrice Novak") or what is so ("Lena lives in Graz now"): the first becomes another
name or joins two persons, the second a fact. Both show what was understood, and go when the feedback is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from zhiji.assistant import Answer
from zhiji.assistant.who import Who
from zhiji.errors import BadQuery
from zhiji.memory import Fact, Memory
from zhiji.people import People, Person
from zhiji.people.matching import same_name
from zhiji.people.naming import Called, called
from zhiji.store import Store
from zhiji.store.feedback import KeptFeedback, KeptFeedbacks
from zhiji.store.turns import Turns

Verdict = Literal["right", "wrong", "this", "told", "opened"]
_GIVEN: tuple[Verdict, ...] = ("right", "wrong", "this")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What was said of an answer, and what came of it."""

    id: int
    verdict: Verdict
    given_at: datetime
    turn: int | None = None
    question: str = ""
    answer: str = ""
    note: str = ""
    message: int | None = None  # the one that is the answer, or was opened
    evidence: tuple[int, ...] = ()  # messages that the answer rests on
    facts: tuple[Fact, ...] = ()  # what is remembered because of it
    aliases: tuple[tuple[str, str], ...] = ()  # (other name, person)
    merged: str = ""  # who is one person because of it
    notes: tuple[str, ...] = ()  # what could not be done

    @property
    def understood(self) -> bool:
        """Whether something works otherwise because of it."""
        return bool(self.facts or self.aliases or self.merged)


class Feedbacks:
    """The feedback of an archive, as one thread sees it; iterating lists it, the oldest first."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock
        self._kept, self._turns = KeptFeedbacks(store), Turns(store)
        self._people, self._memory = People(store), Memory(store, clock=clock)

    def at(self, now: datetime) -> Feedbacks:
        """The same, as if it were another time."""
        return Feedbacks(self._store, clock=lambda: now)

    def __iter__(self) -> Iterator[Feedback]:
        return (self._shown(one) for one in self._kept.find())

    def give(
        self, answer: Answer | int, verdict: Verdict, *, note: str = "", message: int | None = None
    ) -> Feedback:
        """Keep what is thought of an answer, or of the turn of a number; what its note tells works at once."""
        turn = answer if isinstance(answer, int) else answer.turn
        if verdict not in _GIVEN:
            raise BadQuery(
                f"An answer is right or wrong, or this message is it; “{verdict}” is none of these."
            )
        if turn is None or self._turns.turn(turn) is None:
            raise BadQuery("That answer isn't kept (any more), so nothing can be said of it.")
        if (verdict == "this") != (message is not None):
            raise BadQuery("“this” wants the number of the message that is the answer, the others want none.")
        if message is not None and message not in self._store.reader.messages([message]):
            raise BadQuery(f"There is no message {message}.")
        note = note.strip()
        author = self._author() if note else None
        now = self._clock()
        number = self._kept.add(
            verdict=verdict, turn=turn, note=note, message=message, author=author, now=now
        )
        return self._learned(number) if note else self.one(number)

    def opened(self, turn: int, message: int) -> None:
        """Note that a citation was looked at, once: a weak sign that it mattered."""
        if message > 0 and not self._kept.has(verdict="opened", turn=turn, message=message):
            self._kept.add(verdict="opened", turn=turn, message=message, now=self._clock())

    def one(self, number: int) -> Feedback:
        """The feedback of a number; BadQuery if there is none."""
        found = self._kept.find([number])
        if not found:
            raise BadQuery(f"There is no feedback {number}. `zhiji feedback --list` lists what there is.")
        return self._shown(found[0])

    def forget(self, number: int | None = None) -> int:
        """Take feedback back, all if no number is given, with what was learned from it; returns how many."""
        kept = self._kept.find(None if number is None else [self.one(number).id])
        for one in kept:
            if one.merge is not None:
                self._undo(one.merge)
        self._kept.forget([one.id for one in kept])
        return len(kept)

    def export(self, path: Path) -> int:
        """Write it all as JSON lines; returns how many."""
        lines = [json.dumps(self.as_json(one), ensure_ascii=False) for one in self]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        self._store.remember_copy(path, "export")
        return len(lines)

    def as_json(self, one: Feedback) -> Mapping[str, Any]:
        """Feedback with the ids that apps gave to the messages it rests on."""
        numbers = [*one.evidence, *([] if one.message is None else [one.message])]
        messages = self._store.reader.messages(numbers)

        def reference(number: int) -> dict[str, Any]:
            return {"id": number, "source_id": messages[number].source_id if number in messages else None}

        return {
            "id": one.id,
            "turn": one.turn,
            "verdict": one.verdict,
            "given_at": one.given_at.isoformat(),
            "question": one.question,
            "answer": one.answer,
            "note": one.note,
            "message": None if one.message is None else reference(one.message),
            "evidence": [reference(number) for number in one.evidence],
            "facts": [fact.id for fact in one.facts],
            "aliases": [{"alias": alias, "person": person} for alias, person in one.aliases],
        }

    # What a note tells

    def _author(self) -> int | None:
        owner = self._people.owner
        return None if owner is None else int(owner.accounts[0].id)

    def _learned(self, number: int) -> Feedback:
        """What the note tells is taken in; what can't be is said in the notes."""
        kept = self._kept.find([number])[0]
        told = called(kept.note)
        problem = self._name(told, number) if told else None
        if problem is None and told is not None:
            return self.one(number)
        if kept.author is not None:
            self._memory.learn_note(kept.number, about=self._about(kept.question))
        shown = self.one(number)
        if shown.understood or not problem:
            return shown
        return replace(shown, notes=(problem,))

    def _about(self, question: str) -> str:
        """Whom a question is about, "" if that isn't one."""
        named = Who(self._store).named(question)
        return named[0].word if len(named) == 1 else ""

    def _name(self, told: Called, number: int) -> str | None:
        """Let both names be one person's; why not, if that isn't clear."""
        alias, name = self._exactly(told.alias), self._exactly(told.name)
        if len(alias) > 1 or len(name) > 1:
            return f"Several people are called {told.alias if len(alias) > 1 else told.name}; `zhiji people` tells them apart."
        origin = f"feedback:{number}"
        match (alias, name):
            case [one], [other] if one.id != other.id:
                decision = self._people.merge(other.id, one.id)
                self._kept.note_merge(number, decision.id)
            case [_], [_]:
                return None
            case [], [person]:
                self._people.add_alias(person.id, told.alias, origin=origin)
            case [person], [] if told.explicit or len(told.name.split()) > 1:
                self._people.add_alias(person.id, told.name, origin=origin)
            case _:
                return (
                    f"Nobody here is called {told.alias} or {told.name}."
                    if not alias
                    else "That names nobody else."
                )
        return None

    def _exactly(self, name: str) -> list[Person]:
        """Everybody who goes by just this name."""
        return [
            person for person, names in self._people.names() if any(same_name(name, one) for one in names)
        ]

    def _undo(self, decision: int) -> None:
        standing = {one.id for one in self._people.decisions() if one.undone_at is None}
        if decision in standing:
            self._people.undo(decision)

    def _shown(self, one: KeptFeedback) -> Feedback:
        return Feedback(
            id=one.id,
            verdict=_verdict(one.verdict),
            given_at=one.given_at,
            turn=one.turn,
            question=one.question,
            answer=one.answer,
            note=one.note,
            message=one.message,
            evidence=one.cited,
            facts=tuple(self._memory.of_note(one.number)) if one.note else (),
            aliases=tuple(self._aliases(one.id)) if one.note else (),
            merged=self._merged(one),
        )

    def _aliases(self, number: int) -> Iterator[tuple[str, str]]:
        for person, alias in self._people.aliases_from(f"feedback:{number}"):
            yield alias, person.name

    def _merged(self, one: KeptFeedback) -> str:
        told = called(one.note) if one.merge is not None else None
        return "" if told is None else f"{told.alias} = {told.name}"


def _verdict(text: str) -> Verdict:
    known: tuple[Verdict, ...] = get_args(Verdict)
    return next(one for one in known if one == text)
