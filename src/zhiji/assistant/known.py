"""What memory has for one clause, and how that and what a search found become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from zhiji.assistant import wording
from zhiji.assistant.asked import Inquiry
from zhiji.assistant.draft import Section, Shown
from zhiji.assistant.passages import Passage
from zhiji.assistant.question import Language
from zhiji.chat import Message

_OF_THEMSELVES = ("plan", "instruction")  # what else has the bare word is no answer
SURE = 0.9  # of what just answers the question


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """What became of what a message says."""

    remark: str
    by: Passage | None = None  # the words that ended it


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What memory has for one clause."""

    asked: Inquiry | None = None
    sections: tuple[Section, ...] = ()
    is_state: bool = False  # what holds for a time and is replaced
    newest: datetime | None = None  # when the first of it was said last
    after: Mapping[int, After] = field(default_factory=dict)  # of messages that tell what is over
    elsewhere: frozenset[int] = (
        frozenset()
    )  # messages that tell the like of others: another's home, another debt

    @property
    def messages(self) -> frozenset[int]:
        """What is shown."""
        every = (shown for section in self.sections for shown in section.shown)
        return frozenset(part.message.id for shown in every for part in shown.parts)

    def lets(self, message: Message) -> bool:
        """Whether a message that was found may be of what is asked for, as far as memory knows."""
        return message.id not in self.elsewhere and (self.asked is None or self.asked.is_right_way(message))


NOTHING = Known()


def completed(
    seen: Section, known: Known, language: Language, *, claimed: Sequence[Shown], heading: str = ""
) -> list[Section]:
    """What a search found and what memory has, nothing twice: memory first, unless the search found later words.

    What the search alone wouldn't have claimed stays out where memory answers.
    """
    if not known.messages:
        return [replace(seen, shown=_remarked(seen.shown, known))]
    found = [one for one in _remarked(claimed, known) if known.lets(one.passage.message)]
    first, *rest = known.sections
    newer = [one for one in found if known.newest and one.passage.message.when > known.newest]
    if known.is_state and newer and newer[0] is found[0]:
        older = [one for one in found if one not in newer and one.passage.message.id not in known.messages]
        shown = (*newer, *_older(first.shown, newer, language), *older)
        return [replace(seen, shown=shown), *filter(_has_any, rest)]
    if known.asked and not known.asked.matter and known.asked.kind in _OF_THEMSELVES:
        found = []
    others = [replace(one, label="") for one in found if one.passage.message.id not in known.messages]
    also = wording.line(wording.text("also", language), "", language).rstrip()
    every = (
        replace(first, heading=heading or first.heading),
        *rest,
        Section(heading=also, shown=tuple(others)),
    )
    return list(filter(_has_any, every))


def _older(some: Iterable[Shown], later: Iterable[Shown], language: Language) -> list[Shown]:
    """What later words don't show already, as earlier."""
    seen = {part.message.id for one in later for part in one.parts}
    earlier = wording.text("earlier", language)
    return [replace(one, label=one.label or earlier) for one in some if one.passage.message.id not in seen]


def _remarked(some: Iterable[Shown], known: Known) -> tuple[Shown, ...]:
    """With what became of it."""
    return tuple(_ended(one, known.after.get(one.passage.message.id)) for one in some)


def _ended(one: Shown, after: After | None) -> Shown:
    if after is None:
        return one
    shown = {part.message.id for part in one.parts}
    by = (after.by,) if after.by and after.by.message.id not in shown else ()
    return replace(one, remark=one.remark + after.remark, replies=(*one.replies, *by))


def _has_any(section: Section) -> bool:
    return bool(section.shown)
