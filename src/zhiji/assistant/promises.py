"""Promises as memory has them: what became of those that their words tell, and those that words alone don't tell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from zhiji.assistant import factual, wording
from zhiji.assistant.draft import Shown
from zhiji.assistant.remembering import Remembering
from zhiji.chat import Message
from zhiji.memory import Fact, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Whose promises to whom, by accounts; empty: anybody's, or to anybody."""

    speakers: frozenset[int]
    to: frozenset[int]
    chats: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What memory has beside what was found."""

    open: Sequence[Shown]
    done: Sequence[Shown]
    called_off: Sequence[Shown]


class Promises:
    """The promises of memory between some people."""

    def __init__(self, remembering: Remembering, between: Between) -> None:
        self._remembering = remembering
        every = [one for one in remembering.facts("promise") if _by(one.subject, between.speakers)]
        self._messages = remembering.messages(every)
        facts = [one for one in every if one.message in self._messages]
        self._facts = [one for one in facts if _to(one, self._messages[one.message], between)]
        self._lent = [one for one in remembering.facts("debt") if one.state in ("believed", "corrected")]
        self._messages |= remembering.messages(self._lent)
        self._of = {int(quote.message): one for one in self._facts for quote in one.evidence}

    def fulfilled(self, message: Message) -> Message | None:
        """The message that says that the promise of this one was kept."""
        fact = self._of.get(message.id)
        if fact is None or fact.status != "done":
            return None
        return next((self._messages[n] for n in _enders(fact) if n in self._messages), None)

    def settles(self, message: Message) -> bool:
        """Whether memory knows better: it was called off, or the owner said that it was no promise."""
        fact = self._of.get(message.id)
        return fact is not None and (fact.state == "rejected" or fact.status == "cancelled")

    def is_open(self, message: Message) -> bool:
        """Whether memory has the promise of a message, and nothing that says what became of it."""
        fact = self._of.get(message.id)
        return fact is not None and fact.is_current

    def rank(self, message: Message, now: datetime) -> tuple[int, float]:
        """What comes first: what is due next, then what else memory has, then the rest; the newest of each first."""
        fact = self._of.get(message.id)
        if fact is not None and fact.when is not None and fact.when.end > now:
            return 0, fact.when.end.timestamp()
        return (1 if fact is not None else 2), -message.when.timestamp()

    def due(self, message: Message) -> str:
        """Until when, in our words; "" if it isn't known."""
        fact = self._of.get(message.id)
        return (
            "" if fact is None or fact.when is None else factual.when(fact.when, self._remembering.language)
        )

    def told(self) -> list[Message]:
        """The messages that tell them."""
        return [self._messages[number] for number in self._of if number in self._messages]

    def others(self, *, without: Collection[int], within: Collection[int], of: bool) -> More:
        """Those that count and aren't told by the messages `without`; `of`: say whose they are."""
        facts = [
            one
            for one in self._facts
            if one.state in ("believed", "corrected") and one.message in within and not one.negated
            and (one.status == "cancelled" or not {int(quote.message) for quote in one.evidence} & set(without))
        ]  # fmt: skip
        return More(
            open=self._shown([one for one in facts if one.is_current and not self._is_lent(one)], of=of),
            done=self._shown([one for one in facts if one.status == "done"], of=of),
            called_off=self._shown([one for one in facts if one.status == "cancelled"], of=of),
        )

    def _is_lent(self, fact: Fact) -> bool:
        """Whether it was a promise to lend, and it was lent: since then it is owed."""
        asked = set(fact.context)
        return any(
            asked & set(debt.context) and fact.to is not None and debt.subject.key == fact.to.key
            for debt in self._lent
        )

    def _shown(self, facts: Sequence[Fact], *, of: bool) -> list[Shown]:
        found = [(one, self._remembering.shown(one, self._messages, of=of)) for one in facts]
        return [
            replace(shown, lead="", remark=shown.remark + self._due(fact)) for fact, shown in found if shown
        ]

    def _due(self, fact: Fact) -> str:
        if fact.when is None:
            return ""
        language = self._remembering.language
        return wording.in_brackets(factual.when(fact.when, language), language)


def _by(party: Party, speakers: frozenset[int]) -> bool:
    """Whether somebody is one of these; anybody but the owner, if none are named."""
    if party.person is None:
        return False
    if not speakers:
        return not party.person.owner
    return any(account.id in speakers for account in party.person.accounts)


def _to(fact: Fact, message: Message, between: Between) -> bool:
    """Whether it is made to one of these; one that names nobody is made to who is in the chat."""
    if not between.to:
        return True
    if fact.to is None or fact.to.person is None:
        return message.chat.id in between.chats
    return any(account.id in between.to for account in fact.to.person.accounts)


def _enders(fact: Fact) -> list[int]:
    return [int(one.message) for one in fact.ended_by]
