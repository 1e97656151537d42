"""What is to be done: plans, promises and debts, and what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from zhiji.memory.likeness import Values, alike
from zhiji.memory.tellings import Belief, Telling, over, told_again, told_first


def pending(tellings: Sequence[Telling]) -> list[Belief]:
    """The to-dos of one kind that tellings come to, given in the order they were said in."""
    doing = _Doing()
    for one in tellings:
        doing.hear(one)
    return doing.beliefs


class _Doing:
    """To-dos on their way."""

    def __init__(self) -> None:
        self.beliefs: list[Belief] = []
        self._open = Values()
        self._of_message: defaultdict[int, set[int]] = defaultdict(set)  # those that are open

    def hear(self, one: Telling) -> None:
        """One telling more; a guess closes and moves nothing."""
        at = self._meant(one)
        closes = one.status in ("done", "cancelled")
        again = at is not None and not closes and not one.ends and alike(self.beliefs[at].value, one.value)
        if at is None or not (one.is_clear or again):
            self._add(one)
        elif closes:
            belief = self.beliefs[at]
            ended = (*belief.ended_by, one)
            self._put(at, replace(belief, status=one.status, until=one.said_at, ended_by=ended))
        elif again:
            self._put(at, told_again(self.beliefs[at], one))
        else:  # told anew: moved, or in part
            self._put(at, over(self.beliefs[at], one))
            self._add(one)

    def _meant(self, one: Telling) -> int | None:
        """The open to-do that a telling goes on about: by the message it names, else by what it says."""
        wanted = one.ends or one.value
        named = {at for message in one.also for at in self._of_message.get(message, ())}
        if named:
            return max(named, key=lambda at: (alike(self.beliefs[at].value, wanted), at))
        found = [at for at in self._open.alike(wanted) if self._is_to_same(at, one)]
        return found[-1] if found else None

    def _is_to_same(self, at: int, one: Telling) -> bool:
        to = self.beliefs[at].last.to
        return one.to is None or to is None or one.to == to

    def _add(self, one: Telling) -> None:
        self.beliefs.append(told_first(one))
        self._put(len(self.beliefs) - 1, self.beliefs[-1])

    def _put(self, at: int, belief: Belief) -> None:
        self.beliefs[at] = belief
        if belief.is_current and belief.status == "open":
            self._open[at] = belief.value
            self._of_message[belief.last.message].add(at)
            return
        self._open.pop(at)
        for one in belief.tellings:
            self._of_message[one.message].discard(at)
