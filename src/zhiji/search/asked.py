"""A question, understood: what is looked up, where, and whom and when it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from zhiji.language import tokens
from zhiji.search.anchors import Anchors, Mention, Period
from zhiji.search.clauses import Clause, clauses, is_dialogue
from zhiji.search.index import Index, Scope
from zhiji.search.kinds import kinds
from zhiji.search.nicknames import nicknames
from zhiji.search.talk import Talks
from zhiji.search.voice import as_said, myself
from zhiji.search.widening import form, widened

_YOU_SAID = re.compile(
    r"\b(?:did|have|had) you (?:\w+ )?(?:recommend|suggest|advis|propos|tell|told|say|said|mention|give|given|list|explain)"
    r"|\byou (?:recommended|suggested|advised|proposed|told me|said|mentioned|gave me|listed|explained)\b"
    r"|你(?:之前|上次|当时|曾|曾经|给我|跟我|对我|都)*(?:推荐|建议|说过|提到|告诉|列出|解释)",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What `rank` goes by."""

    clauses: Sequence[Clause]
    scope: Scope = field(default_factory=Scope)
    present: Sequence[Mention] = ()  # whom it names, of those who write here
    speakers: frozenset[int] = frozenset()  # accounts of the one person that it is about
    names: frozenset[str] = frozenset()  # terms that name people who write here
    meant: Sequence[str] = ()  # the clauses as one of these people would say them
    trust: float = 1.0  # that it is about that person; half if two come into question
    mine: bool = False  # says "I" or "my", and is after nobody else
    yours: bool = False  # asks what the assistant said
    periods: Sequence[Period] = ()
    kinds: frozenset[str] = frozenset()  # what hangs on the messages that it is after: "image", "link"


def understand(
    question: str, *, scope: Scope, index: Index, talks: Talks, anchors: Anchors, now: datetime
) -> Asked:
    """What a question is about, as far as names, pronouns and times tell."""
    asked = clauses(question)
    if is_dialogue(question):  # names every speaker and speaks of its own "today"
        return Asked(clauses=asked, scope=scope, meant=[clause.text for clause in asked])
    words = " ".join(clause.text for clause in asked) or question
    present = _named(words, scope, index, talks, anchors)
    spoken = anchors.periods(words, now)
    known = [mention.word for mention in present]
    times = [period.word for period in spoken]
    speakers, trust = _speakers(words, present, anchors)
    shown = _shown(present, index)
    return Asked(
        clauses=[widened(clause, [*known, *times], shown, scope=scope, index=index) for clause in asked],
        scope=scope,
        speakers=speakers,
        present=present,
        names=frozenset(term for name in (*known, *shown.values()) for term in tokens(name)),
        meant=[as_said(clause.text, present) for clause in asked],
        trust=trust,
        yours=bool(_YOU_SAID.search(words)),
        mine=myself(words, present) is not None and speakers <= anchors.owner(),
        periods=spoken,
        kinds=kinds(words),
    )


def _named(words: str, scope: Scope, index: Index, talks: Talks, anchors: Anchors) -> list[Mention]:
    """Whom a question names, of those who write in the chats in question."""
    named = anchors.mentions(words)
    named = [*named, *nicknames(words, named, index=index, talks=talks)]
    return _present(named, scope, talks)


def _shown(present: Sequence[Mention], index: Index) -> dict[str, str]:
    """By what names those are shown whom a question calls as nobody does in the chats."""
    names = ((mention.word, index.account(min(mention.accounts)).name) for mention in present)
    return {word: name for word, name in names if len(index.frequencies(form(word))) < len(set(form(word)))}


def _speakers(words: str, present: Sequence[Mention], anchors: Anchors) -> tuple[frozenset[int], float]:
    """The one person whom the question names; of "I" and one other, the one who comes first, with half the trust."""
    me, owner = myself(words, present), anchors.owner()
    others = [mention for mention in present if not mention.accounts <= owner]
    if len(others) != 1:
        return (owner, 1.0) if me is not None and not others else (frozenset(), 1.0)
    other = others[0]
    if me is not None and owner:
        return (owner if me < words.find(other.word) else other.accounts), 0.5
    return other.accounts, 1.0


def _present(named: Sequence[Mention], scope: Scope, talks: Talks) -> list[Mention]:
    """The mentions of people who write in the chats in question, each person once."""
    if scope.chats is None:
        return list(named)
    writers = frozenset[int]().union(*map(talks.senders, scope.chats))
    found = {mention.accounts & writers: mention.word for mention in named if mention.accounts & writers}
    return [Mention(word, accounts) for accounts, word in found.items()]
