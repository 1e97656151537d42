"""What an answer is made with: one question's archive, its people, its memory, its moment."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from zhiji.assistant.finding import Finder, Scope
from zhiji.assistant.question import Clause, Language, Named, clause_of
from zhiji.assistant.remembering import Remembering
from zhiji.assistant.who import Who
from zhiji.store import Store
from zhiji.store.context import Context

SHARED = "shared"  # a clause whose people are meant by each of its phrases
_OF_THEM = re.compile(r"\b(?:he|she|they|his|her|hers|their|him|them)\b|[他她]", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Everything that a kind of answer may use."""

    store: Store
    who: Who
    context: Context
    finder: Finder
    scope: Scope
    remembering: Remembering
    now: datetime
    language: Language

    @property
    def owner(self) -> frozenset[int]:
        """The owner's accounts."""
        return self.scope.owner

    def clause(self, text: str, *, like: Clause | None = None) -> Clause:
        """A phrase of a question, understood; the people of the question it is `like`, where it only says "her"."""
        one = clause_of(text, now=self.now, named=self.who.named(text))
        if (
            like is not None
            and not one.named
            and like.named
            and (like.again == SHARED or _OF_THEM.search(text))
        ):
            return replace(one, named=like.named[:1])
        return one

    def chats_of(self, named: tuple[Named, ...]) -> list[int]:
        """The chats that are asked about, else those of the people who are."""
        if self.scope.chats:
            return sorted(self.scope.chats)
        return list(dict.fromkeys(chat for one in named for chat in self.who.chats_of(one.accounts)))
