"""What is believed, worked out of all that was said: a pure function of the tellings and of the owner's rulings.

Tellings of one value are one belief. Where somebody has one value at a time (a home, an employer), a later one ends the
earlier; where words deny a value, its belief ends there; where words say that a promise was kept, it is done. Both stay
visible. What was heard at second hand, isn't clear, or contradicts what somebody said of themselves, is no more than
suggested. The owner's rulings hold against all words, earlier and later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from zhiji.memory.holding import ONE_AT_A_TIME, held
from zhiji.memory.likeness import alike, same
from zhiji.memory.pending import pending
from zhiji.memory.tellings import Belief, Ruling, State, Telling, told_first

TO_DO = frozenset({"plan", "promise", "debt"})
Matter = tuple[str, ...]  # what rulings and tellings are about: kind, subject, relation


def settle(tellings: Iterable[Telling], rulings: Iterable[Ruling] = (), *, now: datetime) -> list[Belief]:
    """The beliefs that tellings come to as of `now`, in the order of their last telling.

    What ends later ("she moves in April") still holds, and what begins later is believed already.
    """
    ruled: defaultdict[Matter, list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        ruled[ruling.kind, ruling.subject, ruling.relation].append(ruling)
    groups: defaultdict[Matter, list[Telling]] = defaultdict(list)
    for one in sorted(tellings, key=lambda one: (one.said_at, one.id)):
        groups[_group(one)].append(_ruled(one, ruled.get((one.kind, one.subject, one.relation), ())))
    beliefs = [_seen(belief, now) for some in groups.values() for belief in _settled(some)]
    return sorted(beliefs, key=lambda belief: (belief.last.said_at, belief.last.id))


def _group(one: Telling) -> Matter:
    if one.kind in TO_DO:
        return one.kind, one.subject
    if one.kind == "birthday":
        return one.kind, one.subject, "lunar" if one.value.startswith("lunar") else "solar"
    return one.kind, one.subject, one.relation


def _settled(tellings: Sequence[Telling]) -> list[Belief]:
    counting = [one for one in tellings if "rejected" not in one.verdicts]
    rejected = [replace(told_first(one), state="rejected") for one in tellings if "rejected" in one.verdicts]
    if not counting:
        return rejected
    return [*(pending(counting) if counting[0].kind in TO_DO else held(counting)), *rejected]


def _seen(belief: Belief, now: datetime) -> Belief:
    """As it is now: what ends later still holds, what is done later is open."""
    if belief.until is None or belief.is_fixed:
        return belief
    if belief.until > now:
        status = "open" if belief.status in ("done", "cancelled") else belief.status
        return replace(belief, state=_before_the_end(belief), status=status)
    is_over = belief.state == "believed" and belief.last.kind not in TO_DO
    return replace(belief, state="superseded") if is_over else belief


def _before_the_end(belief: Belief) -> State:
    if belief.state != "superseded":
        return belief.state
    return "believed" if belief.is_clear else "suggested"


# The owner's word -----------------------------------------------------------------------------------------------


def _ruled(one: Telling, rulings: Sequence[Ruling]) -> Telling:
    """A telling with what the owner ruled of it; a rejection takes back what was ruled before, and goes by the next word."""
    about = [ruling for ruling in rulings if _is_about(ruling, one)]
    if not about:
        return one
    standing: list[Ruling] = []
    for ruling in about:
        anew = ruling.verdict == "rejected" or (standing and standing[-1].verdict == "rejected")
        standing = [ruling] if anew else [*standing, ruling]
    corrected = [ruling.replacement for ruling in standing if ruling.verdict == "corrected"]
    return replace(
        one,
        value=corrected[-1] if corrected else one.value,
        verdicts=frozenset(ruling.verdict for ruling in standing),
        rulings=tuple(ruling.id for ruling in about),
    )


def _is_about(ruling: Ruling, one: Telling) -> bool:
    """Whether it is the same value; where there is one at a time, it may be told more closely."""
    if ruling.negated != one.negated:
        return False
    outranks = ruling.verdict in ("rejected", "corrected") and one.relation in ONE_AT_A_TIME
    return alike(ruling.value, one.value) if outranks else same(ruling.value, one.value)
