"""Cheap first: whether a question needs a language model at all, and which. A pure rule, so that its cost can be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from zhiji.assistant.explained import Rung, Signal
from zhiji.llm import Llm

SURE = 0.9  # from this confidence on an answer in quoted evidence suffices, where it is of a simple kind
FAIRLY_SURE = 0.75  # from this on the small one is asked first
_ITS_OWN = frozenset({"small talk", "draft"})  # no statement about the chats: there is nothing to check
# Routes whose answers are lists put together from the messages: nobody words them better.
_SET_OUT = frozenset({"waiting", "free", "promises"})
_WORKED_OUT = frozenset({"order", "duration", "history"})  # by our own arithmetic, if the evidence is clear
# What a quoted line answers by itself.
_SIMPLE = frozenset({"who", "when", "where", "number", "times", "several", "name", "thing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Llms:
    """The language models there are: either may be missing. `asked`: the person named one for this answer."""

    large: Llm | None = None
    small: Llm | None = None
    asked: bool = False


def first(signal: Signal, *, sure: float = SURE, fairly_sure: float = FAIRLY_SURE) -> Rung:
    """Who is asked first."""
    if not signal.evidence or signal.route in _ITS_OWN:
        return "none"
    if signal.asked:
        return "large"
    if signal.route in _SET_OUT:
        return "none"
    simple = signal.route in _WORKED_OUT or (signal.route == "look up" and signal.wants in _SIMPLE)
    if simple and signal.clauses == 1 and signal.confidence >= sure:
        return "none"
    return "small" if signal.confidence >= fairly_sure else "large"


def goes_on(rung: Rung, *, kept: int, not_there: bool) -> bool:
    """Whether the large one is asked after the small one: when nothing of what that wrote could be shown."""
    return rung == "small" and not kept and not not_there


def steps(rung: Rung, llms: Llms) -> list[tuple[Rung, Llm]]:
    """The language models to try, in order; one stands in for the other where only one is set."""
    if rung == "none":
        return []
    small, large = llms.small or llms.large, llms.large or llms.small
    if small is None or large is None:
        return []
    return [("large", large)] if rung == "large" or small is large else [("small", small), ("large", large)]
