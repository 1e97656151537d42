"""Dialogues between the owner and the assistant: each question may go on from the one before; all of it is kept.

What is kept is what was asked and answered; nobody learns from it as if people had said it. Memory and search know
messages alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from typing import Protocol

from zhiji.assistant import Answer, Citation, cues
from zhiji.assistant.following import Before, Followed, How, Seen, follow, is_aside, puts_right, without_lead
from zhiji.assistant.question import Language, language_of
from zhiji.assistant.who import Who
from zhiji.chat import Message
from zhiji.errors import BadQuery
from zhiji.finding import Filters
from zhiji.llm import Cancel
from zhiji.store import Store
from zhiji.store.context import Context
from zhiji.store.turns import KeptDialogue, KeptTurn, Turns

_EARLIER = 5  # turns in which somebody may have been named whom "she" means
_BESIDE = 2  # messages before and after one
_TO_PUT_RIGHT = {
    "en": "What an answer got wrong is put right with /correct and the right sentence.",
    "zh": "要纠正上一个回答，请用 /correct 加上正确的说法。",
}
_NOTHING_MORE = {"en": "That was all that was found.", "zh": "找到的就这些了。"}


class Answering(Protocol):
    """Answers a whole question, and keeps that as a turn."""

    def __call__(
        self,
        question: str,
        *,
        filters: Filters,
        now: datetime | str | None,
        llm: str | None,
        language: Language | None,
        without: frozenset[int],
        allow_secrets: bool,
        say: Callable[[str], None] | None,
        cancel: Cancel | None,
    ) -> Answer:
        """The answer, in a language if one is given, without messages that were shown before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A citation with what was said around it."""

    citation: Citation
    before: tuple[Message, ...]
    after: tuple[Message, ...]


class Talk:
    """One dialogue under way. `number` is None until something was asked."""

    def __init__(
        self,
        store: Callable[[], Store],
        answering: Answering,
        *,
        moment: Callable[[datetime | str | None], datetime],
        number: int | None = None,
    ) -> None:
        self._store, self._answering, self._moment, self.number = store, answering, moment, number

    @property
    def turns(self) -> list[KeptTurn]:
        """What was asked and answered, in order."""
        return [] if self.number is None else Turns(self._store()).of(self.number)

    def ask(
        self,
        question: str,
        *,
        llm: str | None = None,
        now: datetime | str | None = None,
        allow_secrets: bool = False,
        heard: Callable[[str], None] | None = None,
        say: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> Answer:
        """The answer to what is asked next; its `understood` is the whole question where that goes on from before.

        `heard` is told that question before it is answered. The other options are those of `Archive.ask`; `llm="none"` asks without a language model.
        """
        store, so_far = self._store(), self.turns
        found = self._followed(store, question, so_far, self._moment(now))
        if heard is not None and found.goes_on:
            heard(found.question)
        answer = self._answering(
            found.question,
            filters=Filters(),
            now=now,
            llm=llm,
            language=found.language,
            without=_shown(so_far, found) if found.how is How.MORE else frozenset(),
            allow_secrets=allow_secrets,
            say=say,
            cancel=cancel,
        )
        understood = found.question if found.goes_on else ""
        if answer.turn is not None:
            self._keep(store, answer.turn, question, understood, so_far)
        notes = answer.notes
        if found.how is How.MORE and answer.abstained:
            notes = (*notes, _NOTHING_MORE[found.language or language_of(found.question)])
        if so_far and not found.goes_on and puts_right(question):
            notes = (*notes, _TO_PUT_RIGHT[language_of(question)])
        return replace(answer, question=question, understood=understood, notes=notes)

    def sources(self, answer: Answer) -> list[Source]:
        """The messages that an answer rests on, each with those around it."""
        context, shown = Context(self._store()), Who(self._store()).shown
        found = []
        for one in answer.citations or answer.nearest:
            before, after = context.around(one.message, _BESIDE)
            found.append(
                Source(
                    citation=one,
                    before=tuple(shown(message) for message in reversed(before)),
                    after=tuple(shown(message) for message in after),
                )
            )
        return found

    def last(self) -> Answer | None:
        """The last answer, as far as it was kept."""
        turns = self.turns
        return kept_answer(self._store(), turns[-1]) if turns else None

    def forget(self) -> int:
        """Take the whole dialogue away for good; returns how many turns. What is asked next begins a new one."""
        number, self.number = self.number, None
        return 0 if number is None else Turns(self._store()).forget(dialogue=number)

    def forget_last(self) -> bool:
        """Take the last question and its answer away for good; False if there is none."""
        turns = self.turns
        if not turns:
            return False
        Turns(self._store()).forget(turns=[turns[-1].id])
        if len(turns) == 1:
            self.number = None
        return True

    def _followed(self, store: Store, question: str, so_far: Sequence[KeptTurn], now: datetime) -> Followed:
        if not so_far:
            return follow(question, None, now=now)
        who = Who(store)
        people = [one.word for one in who.named(question)]
        return follow(question, _before(store, who, so_far), now=now, people=people)

    def _keep(
        self, store: Store, turn: int, question: str, understood: str, so_far: Sequence[KeptTurn]
    ) -> None:
        """What goes on from a turn rests on all that the turn rests on: it may have its names and days."""
        turns = Turns(store)
        if self.number is None:
            self.number = turns.begin()
        inputs = turns.inputs(so_far[-1].id) if understood and so_far else ()
        turns.join(turn, self.number, question=question, understood=understood or None, inputs=inputs)


class Dialogues:
    """The dialogues of an archive, as one thread sees them; iterating lists them, the latest first."""

    def __init__(self, store: Store) -> None:
        self._store, self._turns = store, Turns(store)

    def __iter__(self) -> Iterator[KeptDialogue]:
        return iter(self._turns.dialogues())

    def latest(self) -> int | None:
        """The number of the one that was talked in last; None if there is none."""
        return next((one.id for one in self), None)

    def last_turn(self) -> int | None:
        """The number of the last answer, in a dialogue or not."""
        return next((one.id for one in self._turns.latest(limit=1)), None)

    def turns(self, number: int) -> list[KeptTurn]:
        """What was asked and answered in one; BadQuery if there is none of that number."""
        found = self._turns.of(number)
        if not found:
            raise BadQuery(f"There is no dialogue {number}. `zhiji chat --list` lists what there is.")
        return found

    def search(self, words: str, *, limit: int = 20) -> list[KeptTurn]:
        """The turns in whose questions and answers all these words stand, the newest first."""
        return self._turns.search(words, limit=limit)

    def forget(self, number: int) -> int:
        """Take one away for good, with what was said of its answers; returns how many turns."""
        self.turns(number)
        return self._turns.forget(dialogue=number)

    def questions(self, *, limit: int = 200) -> list[str]:
        """What was asked last, the oldest first."""
        return [one.question for one in reversed(self._turns.latest(limit=limit))]


def kept_answer(store: Store, turn: KeptTurn) -> Answer:
    """A turn as the answer that it was, as far as that is kept."""
    quotes = Turns(store).quotes(turn.id)
    messages = store.reader.messages([int(one.message) for _, one in quotes])
    shown = Who(store).shown
    citations = tuple(
        Citation(
            number=number,
            message=shown(messages[int(one.message)]),
            field=one.field,
            start=one.start,
            end=one.end,
            quote=one.quote,
            version=one.version,
        )
        for number, one in quotes
        if int(one.message) in messages
    )
    return Answer(
        question=turn.question,
        understood=turn.understood if turn.understood != turn.question else "",
        text=turn.answer,
        abstained=turn.abstained,
        citations=citations,
        llm=turn.llm,
        turn=turn.id,
    )


def _before(store: Store, who: Who, so_far: Sequence[KeptTurn]) -> Before:
    """The last question, and what was seen since; "when was that?" is no question to go on from."""
    last = so_far[-1]
    asked = next((turn for turn in reversed(so_far) if not is_aside(turn.question)), last)
    messages = store.reader.messages(list(last.cited))
    named = {
        turn.id: [one.word for one in who.named(turn.understood)] for turn in (*so_far[-_EARLIER:], asked)
    }
    return Before(
        question=without_lead(asked.understood),
        people=tuple(named[asked.id]),
        seen=tuple(
            _seen(messages[number], who) for number in dict.fromkeys(last.cited) if number in messages
        ),
        earlier=tuple(
            name for turn in reversed(so_far[-_EARLIER:]) if turn.id != asked.id for name in named[turn.id]
        ),
    )


def _seen(message: Message, who: Who) -> Seen:
    sender = "" if int(message.sender.id) in who.owner else who.person_name(int(message.sender.id))
    return Seen(when=message.when, sender=sender, asks=cues.asks(message.text))


def _shown(so_far: Sequence[KeptTurn], found: Followed) -> frozenset[int]:
    """What was shown of the same question so far."""
    same = takewhile(
        lambda turn: is_aside(turn.question) or without_lead(turn.understood) == found.question,
        reversed(so_far),
    )
    return frozenset(number for turn in same for number in turn.cited)
