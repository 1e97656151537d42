"""A phrase of a question -> the message that tells of it, and the day on which it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Shown
from zhiji.assistant.finding import Weighed
from zhiji.assistant.kinds.means import SHARED, Means
from zhiji.assistant.kinds.pairs import Pair
from zhiji.assistant.passages import Passage, passage, whole
from zhiji.assistant.question import Clause, Language
from zhiji.chat import Message
from zhiji.language.times import TimeSpan, times_of

_EXACT = ("minute", "hour", "daypart", "day")
_TELLS = 0.45  # of the words of the phrase
_OF_THE_PERSON, _THEIRS = 0.59, 0.9
_NEAR = 0.25  # the same, for what is only shown
_TWO = 2
_SENTENCE = re.compile(r"[.!?。！？]+")
_GOT = re.compile(
    r"\b(?:got|get|getting|received?|given|offered|told|was|were|been|heard)\b|[拿收得租买]到|被|听说", re.I
)
_SHORT = timedelta(days=1)
_ALMOST = 0.3  # the same, where it is said by the very person
_POINTS = re.compile(r"(?:那|这)(?:一)?[顿次天回家件本个趟]|\b(?:the|that) (?:one|time)\b", re.I)
_TOLD = re.compile(
    r"\b(?:sa(?:y|id|ying|ys)|t(?:ell|old|elling|ells)|mention\w*|announc\w*|wr(?:ote|iting|ites?)|ask(?:ed|ing|s)?|promis\w+)\b|说|提[到过起]|讲|告诉|宣布|答应",
    re.I,
)
PIECE = re.compile(r"[^,，。;；.!！?？]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, as one message tells it."""

    phrase: str
    clause: Clause
    found: Weighed
    day: date
    sure: bool = True  # else it is what comes nearest

    @property
    def message(self) -> Message:
        """The message that tells of it."""
        return self.found.message


def event(
    phrase: str,
    means: Means,
    *,
    like: Clause | None = None,
    rather: Callable[[Message], bool] = lambda message: True,  # noqa: ARG005
    due: bool = False,
) -> Event | None:
    """What a phrase names, `rather` by a message of some sort; None if no message surely tells of it.

    Its day is that of the telling where the phrase is of that ("when she said"); or that on which it is `due`.
    """
    clause = means.clause(_POINTS.sub(" ", phrase), like=like)
    if not clause.terms:
        return None
    said = [one for one in clause.terms if any(means.context.frequency(form) for form in one.every)]
    clause = replace(clause, terms=tuple(said) or clause.terms)  # what nobody ever said tells nothing apart
    some = _whose(clause, phrase, telling(clause, means, mine=clause.mine), means)
    found = next((one for one in some if rather(one.message)), next(iter(some), None))
    sure = found is not None
    found = found or _nearest(clause, means)
    if found is None:
        return None
    day = found.message.when.date() if _TOLD.search(phrase) else day_of(found, clause, due=due)
    return Event(phrase=tidy(phrase), clause=clause, found=found, day=day, sure=sure)


def shared(clause: Clause, pair: Pair) -> Clause:
    """The clause as both things of a pair share it: whom it names beside them is of both."""
    both = tuple(one for one in clause.named if one.word in pair.around)
    return replace(clause, named=both or clause.named, again=SHARED if both else "")


def telling(clause: Clause, means: Means, *, share: float = 0.75, mine: bool = False) -> list[Weighed]:
    """The messages that tell of something, the best first: they have its words, and are of the right person.

    Of what is `mine` the owner's own words need fewer of them.
    """
    every = [
        one for one in means.finder.weigh(clause, means.scope) if not one.to_machines and not one.by_machine
    ]
    if clause.spans:
        every = [one for one in every if one.timely >= 1.0] or every
    top = max((max(one.coverage, one.context) for one in every), default=0.0)
    return [
        one
        for one in every
        if max(one.coverage, one.context)
        >= (
            max(_ALMOST, _TELLS * top)
            if mine and one.message.sender.id in means.owner
            else max(_ALMOST if clause.named and one.person >= _THEIRS else _TELLS, share * top)
        )
        and one.coverage > 0
        and (not clause.named or one.person >= _OF_THE_PERSON)
        and not (one.asks and not one.replies and _only_asks(one.message))
    ]


def _nearest(clause: Clause, means: Means) -> Weighed | None:
    """What comes nearest to telling of something: it has some of the words, and is of the right person."""
    return next(
        (
            one for one in means.finder.weigh(clause, means.scope)
            if not one.to_machines and not one.by_machine and one.coverage >= _NEAR
            and (not clause.named or one.person >= _OF_THE_PERSON)
        ),
        None,
    )  # fmt: skip


def _only_asks(message: Message) -> bool:
    """Whether it is one question and nothing beside."""
    return len([part for part in _SENTENCE.split(message.text) if part.strip()]) < _TWO


def _whose(clause: Clause, phrase: str, some: list[Weighed], means: Means) -> list[Weighed]:
    """First what the owner tells of what he did himself; what he got is told by others."""
    if not clause.mine or clause.named or _GOT.search(phrase):
        return some
    best = max((one.coverage for one in some), default=0.0)
    return sorted(
        some, key=lambda one: not (one.message.sender.id in means.owner and one.coverage >= best / 2)
    )


def day_of(found: Weighed, clause: Clause, *, due: bool = False) -> date:
    """The day that a message names beside the words that are asked for; else the one it was sent on."""
    message = found.message
    if due and (times := exact_times(message)):
        return times[-1].start.date()
    spans = [one for one in exact_times(message) if not cues.is_deadline(message.text, one.begin, one.stop)]
    places = [
        place.start for term in clause.terms if (place := found.said.place(term)) and place.field == "text"
    ]
    for piece in PIECE.finditer(message.text):
        near = [one for one in spans if piece.start() <= one.begin < piece.end()]
        if near and any(piece.start() <= at < piece.end() for at in places):
            return near[0].start.date()
    return message.when.date()


def exact_times(message: Message) -> list[TimeSpan]:
    """The days, or parts of days, that a message names."""
    return [
        one
        for one in (times_of(message.text, message.when) if message.text else ())
        if one.granularity in _EXACT and one.end - one.start <= _SHORT
    ]


def shown(one: Event, language: Language, *, lead: str = "") -> Shown:
    """The message, with its day before it."""
    found = passage(one.found.said, one.clause.terms) or Passage(
        one.message, "text", 0, len(one.message.text)
    )
    replies = [part for reply in one.found.replies[:1] if (part := whole(reply))]
    return Shown(
        passage=found,
        replies=tuple(replies),
        lead=lead or (wording.on(one.day, language) if one.day != one.message.when.date() else ""),
    )


def tidy(phrase: str) -> str:
    """A phrase as it may be named again."""
    return " ".join(phrase.split()).strip(" ,，。.?？!！、:：")


def pool(events: Sequence[Event]) -> tuple[Passage, ...]:
    """What a language model may use."""
    return tuple(part for one in events if (part := whole(one.message)))
