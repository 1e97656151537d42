"""What is so: facts, decisions, birthdays, instructions and questions, as what was said one after the other has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from zhiji.memory.likeness import Values
from zhiji.memory.records import ALL
from zhiji.memory.tellings import Belief, Telling, over, told_again, told_first

_BESIDE = frozenset({"job", "employer", "school", "partner"})
_TOLD_TOGETHER = timedelta(days=7)
_NO_NAME = re.compile(
    r"(?:my |the |a )?(?:wife|husband|hubby|spouse|partner|girlfriend|boyfriend|gf|bf|fianc[eé]e?|married|engaged|in a relationship)"
    r"|(?:我)?(?:老公|老婆|丈夫|妻子|先生|太太|媳妇|爱人|对象|男朋友|女朋友|男友|女友|已婚|结婚了?)",
    re.I,
)
ONE_AT_A_TIME = frozenset({"home", "job", "employer", "school", "age", "partner", "code", "birthday"})


def held(tellings: Sequence[Telling]) -> list[Belief]:
    """The beliefs that tellings of one relation come to, given in the order they were said in."""
    one_at_a_time = any(one.relation in ONE_AT_A_TIME for one in tellings)
    holding = _Holding(one_at_a_time=one_at_a_time)
    for one in tellings:
        holding.hear(one)
    return _in_turn(holding.beliefs) if one_at_a_time else holding.beliefs


class _Holding:
    """Beliefs on their way."""

    def __init__(self, *, one_at_a_time: bool) -> None:
        self.beliefs: list[Belief] = []
        self._going, self._denied, self._ended = Values(), Values(), Values()
        self._one_at_a_time = one_at_a_time
        self._latest: int | None = None  # the value that came last, where there is one at a time

    def hear(self, one: Telling) -> None:
        """One telling more."""
        at = self._deny(one) if one.negated else self._tell(one)
        if one.ends and one.is_clear:
            ended = self._going.numbers() if one.ends == ALL else self._going.alike(one.ends)
            self._end((other for other in ended if other != at), one)

    def _tell(self, one: Telling) -> int:
        """A belief more, or an old one told again; it isn't denied any more."""
        going = (at for at in reversed(self._going.alike(one.value)) if self._goes_on(at, one))
        at = next(going, None)
        if at is None:
            at = self._add(one)
        else:
            self._put(at, told_again(self.beliefs[at], one))
        if one.is_clear and not one.looks_back:
            self._end(self._denied.alike(one.value), one)
            self._come(at)
        return at

    def _deny(self, one: Telling) -> int | None:
        """What words deny is over; what nobody had believed is kept as denied."""
        going = self._going.alike(one.value)
        if one.is_clear and self._end(going, one):
            return None
        if not going and (ended := self._ended.alike(one.value)):
            belief = self.beliefs[ended[-1]]
            self.beliefs[ended[-1]] = replace(belief, ended_by=(*belief.ended_by, one))
            return None
        if denied := self._denied.alike(one.value):
            self._put(denied[-1], told_again(self.beliefs[denied[-1]], one))
            return denied[-1]
        return self._add(one, doubted=bool(going))

    def _goes_on(self, at: int, one: Telling) -> bool:
        """Whether a telling is of a belief that goes on: who moved away and comes back lives there anew."""
        belief = self.beliefs[at]
        if belief.last.to != one.to:
            return False
        if self._latest in (None, at) or not self._one_at_a_time:
            return True
        since = self.beliefs[self._latest].since
        return not belief.last.begins < since <= one.begins

    def _come(self, at: int) -> None:
        new, old = self.beliefs[at], None if self._latest is None else self.beliefs[self._latest]
        if old is None or (new.since >= old.since and new.weight >= old.weight):
            self._latest = at

    def _end(self, numbers: Iterable[int], by: Telling) -> bool:
        """Let beliefs be over that aren't held by weightier words; False if all are."""
        ended = [at for at in numbers if self.beliefs[at].weight <= by.weight]
        for at in ended:
            self._put(at, over(self.beliefs[at], by))
            if by.negated:
                self._ended[at] = self.beliefs[at].value
        return bool(ended)

    def _add(self, one: Telling, *, doubted: bool = False) -> int:
        new = told_first(one)
        self.beliefs.append(new)
        self._put(len(self.beliefs) - 1, replace(new, state="suggested") if doubted else new)
        return len(self.beliefs) - 1

    def _put(self, at: int, belief: Belief) -> None:
        self.beliefs[at] = belief
        places = self._denied if belief.last.negated else self._going
        if belief.until is None:
            places[at] = belief.value
        else:
            places.pop(at)


def _in_turn(beliefs: list[Belief]) -> list[Belief]:
    """A later value ends the earlier one, from when it holds, unless that is held by weightier words."""
    changed = list(beliefs)
    current: int | None = None
    for at in _in_order_of_time(beliefs):
        belief = beliefs[at]
        earlier = None if current is None else changed[current]
        if earlier is not None and _stand_together(earlier, belief):
            continue
        if earlier is not None and (earlier.until is None or earlier.until > belief.since):
            if earlier.weight > belief.weight:
                changed[at] = replace(belief, state="suggested")
                continue
            if current is not None and not earlier.is_fixed:
                by = belief.tellings[0]
                changed[current] = replace(
                    earlier, state="superseded", until=belief.since, ended_by=(*earlier.ended_by, by)
                )
        current = at
    return changed


def _stand_together(earlier: Belief, later: Belief) -> bool:
    """Whether a later value is told beside the earlier one: a field of study beside the university, "my wife" beside her name."""
    if later.last.relation not in _BESIDE or earlier.is_fixed or later.is_fixed:
        return False
    vague = later.last.relation == "partner" and (
        _NO_NAME.fullmatch(later.value) or _NO_NAME.fullmatch(earlier.value)
    )
    return bool(vague) or later.last.said_at - earlier.last.said_at < _TOLD_TOGETHER


def _in_order_of_time(beliefs: Sequence[Belief]) -> list[int]:
    """The places of what may end something else: believed, and not over already when it was told."""
    counting = [
        at
        for at, one in enumerate(beliefs)
        if one.state in ("believed", "corrected") and not one.last.negated and not one.last.looks_back
    ]
    return sorted(counting, key=lambda at: (beliefs[at].since, beliefs[at].last.said_at, beliefs[at].last.id))
