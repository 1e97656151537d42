"""A thread read by a language model, and what is left of it after all checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from zhiji.language import fold
from zhiji.llm import LlmRequest
from zhiji.memory.extraction import prompt, supporting
from zhiji.memory.extraction.checking import Reason, checked
from zhiji.memory.extraction.items import Item, Unreadable, read_items
from zhiji.memory.extraction.prompt import Shown
from zhiji.memory.records import Reading, Subject
from zhiji.memory.thread import Thread

T = TypeVar("T")


class Ask(Protocol):
    """Asks a language model, or remembers what it said to the same question."""

    def __call__(self, request: LlmRequest, messages: Sequence[int], read: Callable[[str], T]) -> T:
        """What `read` makes of the reply, which is kept only if it can be read; `messages` are those shown.

        What `read` raises comes through, and so do the errors of the call.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What came of a thread."""

    readings: tuple[Reading, ...] = ()
    dropped: Counter[Reason] = field(default_factory=Counter)  # claims, by why they were not let through


def extract(thread: Thread, ask: Ask, *, known: Sequence[Reading] = ()) -> Extracted:
    """What a language model reads in the lines beyond what is known. Unreadable if it doesn't reply as it should."""
    dropped = Counter[Reason]()
    found: list[Reading] = []
    for shown in prompt.portions(thread):
        claims = [checked(one, shown) if one else "no claim" for one in _claims(shown, ask)]
        dropped.update(one for one in claims if not isinstance(one, Reading))
        found += _supported([one for one in claims if isinstance(one, Reading)], shown, ask, dropped)
    fresh = tuple(_new(found, known))  # last, so that better rules change no question
    dropped["known"] += len(found) - len(fresh)
    return Extracted(readings=fresh, dropped=+dropped)


def _claims(shown: Shown, ask: Ask) -> list[Item | None]:
    return _answer(ask, shown.request(), shown.messages, read_items)


def _supported(
    readings: Sequence[Reading], shown: Shown, ask: Ask, dropped: Counter[Reason]
) -> list[Reading]:
    if not readings:
        return []
    shows = supporting.messages(readings, shown)
    verdicts = _answer(ask, supporting.request(readings, shown), shows, supporting.read_verdicts)
    kept = [one for at, one in enumerate(readings, start=1) if at in verdicts]
    dropped["not supported"] += len(readings) - len(kept)
    return kept


def _answer(ask: Ask, request: LlmRequest, messages: Sequence[int], read: Callable[[str], T]) -> T:
    """What a reply says; one that can't be read is asked for once more."""
    try:
        return ask(request, messages, read)
    except Unreadable:
        return ask(prompt.again(request), messages, read)


def _new(readings: Iterable[Reading], known: Sequence[Reading]) -> Iterator[Reading]:
    """Those that are neither known nor claimed before."""
    before = list(known)
    for one in readings:
        if not any(_is_double(one, other) for other in before):
            before.append(one)
            yield one


def _is_double(one: Reading, other: Reading) -> bool:
    """Whether two readings say the same of the same words."""
    mine, theirs = one.quote, other.quote
    return (
        (one.kind, one.relation) == (other.kind, other.relation)
        and _is_same(one.subject, other.subject)
        and mine.message == theirs.message
        and mine.start < theirs.stop
        and theirs.start < mine.stop
    )


def _is_same(one: Subject, other: Subject) -> bool:
    """Whether two subjects of one message are the same; "sister" and "my sister" are."""
    return one.account == other.account and fold(one.name) == fold(other.name)
