"""The turn before, as far as a question may go on from it, and what comes of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from zhiji.assistant.question import Language


class How(Enum):
    """How a question stands to the turn before."""

    NEW = "new"  # on its own
    FOLLOWS = "follows"
    CORRECTS = "corrects"  # what was understood before was meant otherwise
    MORE = "more"  # the same again, without what was shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message that the answer before rests on."""

    when: datetime
    sender: str = ""  # "" for the owner
    asks: bool = False  # is a question itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The turn before: the whole question, the people it names, the messages of its answer in order."""

    question: str
    people: tuple[str, ...] = ()  # as written, in order
    seen: tuple[Seen, ...] = ()
    earlier: tuple[str, ...] = ()  # who was named before that, the latest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A whole question."""

    question: str
    how: How = How.NEW
    language: Language | None = None  # to answer in, if that was asked for

    @property
    def goes_on(self) -> bool:
        """Whether anything of the turn before is in it."""
        return self.how is not How.NEW
