"""What is said of those whom a choice is about by others, and of what it names that doesn't write: a guest, a cat, a class."""

from __future__ import annotations

from zhiji.assistant.kinds.concerned import People
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.question import Clause
from zhiji.assistant.said import Said
from zhiji.assistant.terms import Term
from zhiji.chat import Message
from zhiji.language import fold
from zhiji.language.glossary import synonyms, translations

_MOST_READ = 3000  # of the newest messages
_MOST = 30  # of what a search finds
_MET = 0.8
_KIN = frozenset("爸妈爷奶姐妹哥弟叔姑姨舅")


def told_of(clause: Clause, people: People, means: Means) -> list[Message]:
    """What somebody else says of the people who are named, the newest first."""
    names = _names(clause, means)
    if not names:
        return []
    latest = means.context.latest(limit=_MOST_READ)
    return [
        one
        for one in latest
        if one.sender.id not in people.accounts and _may_tell(one, means) and _has_any(one.text, names)
    ]


def told_of_matter(clause: Clause, matter: list[Term], means: Means) -> list[Message]:
    """What anybody says of what else is named, what fits best first."""
    if not matter:
        return []
    found = means.finder.weigh(clause, means.scope)[:_MOST]
    return [
        one.message
        for one in found
        if _may_tell(one.message, means) and any(one.said.has(term) >= _MET for term in matter)
    ]


def beside(message: Message, term: Term) -> bool:
    """Whether a message has a word."""
    return Said(message).has(term) >= _MET


def _may_tell(message: Message, means: Means) -> bool:
    """Whether it is a person's, not an assistant's, and not of a time to come."""
    by_machine = message.chat.kind == "assistant" and message.sender.id not in means.owner
    return bool(message.text) and not by_machine and message.when <= means.now


def _names(clause: Clause, means: Means) -> list[str]:
    """What the people who are named are called."""
    words = [one.word for one in clause.named]
    every = [
        *words,
        *(other for word in words for other in (*synonyms(word), *translations(word))),
        *(name for one in clause.named for name in means.who.names_of(one.accounts)),
    ]
    return list(dict.fromkeys(fold(one) for one in every if len(one) > 1 or one in _KIN))


def _has_any(text: str, names: list[str]) -> bool:
    folded = fold(text)
    words = set(folded.replace("'", " ").replace(",", " ").replace(".", " ").split())
    return any(name in (words if name.isascii() and " " not in name else folded) for name in names)
