"""What a question takes for granted and the chats tell otherwise: it was said to another person, or another one did it.

A question that was right must never be corrected: it takes a message that says far more of the matter than anything
the one who is asked about said, and that speaks of its own sender.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from zhiji.assistant import cues, stance
from zhiji.assistant.finding import Scope, Weighed
from zhiji.assistant.question import Clause, Named
from zhiji.assistant.who import Who
from zhiji.language import fold

_SAYS_MOST = 0.7  # of the question's words, from which on a message may correct one
_LEAD = 0.2  # ahead of all that the one who is asked about said, where there would be silence
_LEAD_ALONE = 0.4  # the same, where there would be an answer
_TOLD = 0.4  # of the question's words: was told to somebody else
_FEWEST = 3  # words, so that some of them tell
_HALF = 0.5

_PROPOSES = re.compile(
    r"\b(?:can|could|shall|should) we\b|\blet['’]s\b|要不|咱们|能不能|可不可以|我们.{0,8}吧", re.I
)
_YOU = re.compile(r"\b(?:you|your|you['’]re)\b|你|您", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """What is otherwise than a question has it."""

    kind: Literal["to", "by"]  # told to another; done or said by another
    asked: str  # who the question says it was, in its words; "" for the owner
    one: Weighed  # the message that tells


def premise(
    clause: Clause, weighed: Sequence[Weighed], scope: Scope, *, who: Who, silent: bool
) -> Premise | None:
    """What a clause has wrong; None where nothing shows that it has. `silent` if there would be no answer otherwise."""
    if not clause.terms or clause.present:
        return None
    return _told_to_another(clause, weighed, scope, who) or _by_another(clause, weighed, scope, silent=silent)


def _told_to_another(clause: Clause, weighed: Sequence[Weighed], scope: Scope, who: Who) -> Premise | None:
    """The words of a question were said, but in no chat with the one to whom it says they were."""
    listener = next((one for one in clause.named if stance.is_told(one.word, clause.text)), None)
    if listener is None or scope.chats:
        return None
    others = [one for one in clause.named if one is not listener]
    speakers = others[0].accounts if others else scope.owner if clause.mine else frozenset()
    theirs = [one for one in weighed if one.message.sender.id in speakers and not one.by_machine]
    with_listener = set(who.chats_of(listener.accounts))
    here = [one for one in theirs if one.message.chat.id in with_listener]
    elsewhere = [one for one in theirs if one.message.chat.id not in with_listener]
    best = _best(elsewhere)
    if best is None or best.coverage < _TOLD or best.coverage - _most(here) < _LEAD_ALONE:
        return None
    return Premise(kind="to", asked=listener.word, one=best)


def _by_another(clause: Clause, weighed: Sequence[Weighed], scope: Scope, *, silent: bool) -> Premise | None:
    """Somebody else says of themselves what a question says of one."""
    subject = _subject(clause, scope)
    if subject is None or len(clause.terms) + len(clause.spans) < _FEWEST:
        return None
    own = [one for one in weighed if one.message.sender.id in subject.accounts]
    others = [one for one in weighed if one.message.sender.id not in subject.accounts]
    best = _best(one for one in others if _tells_of_its_sender(one))
    of_them = [one for one in others if _YOU.search(one.message.text) or _names(subject, one)]
    if best is None or best.coverage < _SAYS_MOST or best in of_them:
        return None
    if len(clause.terms) < _FEWEST and best.timely < 1.0:
        return None  # a time tells as much as a word, if it is the same
    lead = best.coverage - max(_most(own), max((one.coverage for one in of_them), default=0.0))
    if lead < (_LEAD if silent else _LEAD_ALONE):
        return None
    return Premise(kind="by", asked=subject.word, one=best)


def _subject(clause: Clause, scope: Scope) -> Named | None:
    """Who a clause says did it: the one person it names, or the owner where it says "I" before anybody's name."""
    places = [(clause.text.find(one.word), one) for one in clause.named]
    own = re.search(r"\b[Ii]\b|我(?!们|妈|爸)", clause.text)
    if own and scope.owner and all(own.start() < at for at, _ in places):
        return Named("", scope.owner)
    return clause.named[0] if len(clause.named) == 1 else None


def _tells_of_its_sender(one: Weighed) -> bool:
    text = one.message.text
    if one.by_machine or one.to_machines:
        return False
    if _PROPOSES.search(text):
        return True
    return bool(cues.FIRST_PERSON.search(text)) and not one.asks and one.asking < _HALF


def _names(subject: Named, one: Weighed) -> bool:
    return bool(subject.word) and fold(subject.word) in fold(one.message.text)


def _best(some: Iterable[Weighed]) -> Weighed | None:
    return max(some, key=lambda one: (one.coverage, one.score), default=None)


def _most(some: Iterable[Weighed]) -> float:
    """The most that anything of these has of the question's words, with what stands beside it."""
    return max((max(one.coverage, one.context) for one in some), default=0.0)
