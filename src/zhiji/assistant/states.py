"""How something was at a time, or is now: the last message that tells it, what was so before, what came after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Shown
from zhiji.assistant.finding import Finder, Scope, Weighed, periods
from zhiji.assistant.question import Clause, Language, Wants
from zhiji.assistant.terms import cut
from zhiji.chat import Message
from zhiji.language.times import find_times

_MOST = 3
_SAME_LEAGUE = 0.5  # of the best score
_STATED = 0.6  # of the best coverage: says something of the same matter
_UPDATED = 0.45  # the same, for what says that something has changed
_OF_THE_SAME = 0.12  # of the words of a later message: speaks of what that one tells the end of
_RAREST, _HINTED = 0.8, 0.3
_PROPER = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-zäöüß]+(?: [A-Z][a-zäöüß]+)*")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-zäöüß]{2,}")
NUMBERS = re.compile(
    r"(?<![\w.])[¥€$£]?\d[\d.,:/-]*\d?(?:\s?(?:%|°|kg|km|cm|m|€|euros?|块|元|欧|点|度|号|桌|人|岁))?(?!\w)"
)
"""Numbers with their units, as they are put first in an answer."""


def states(clause: Clause, weighed: Sequence[Weighed], scope: Scope, finder: Finder) -> list[Weighed]:
    """How it was at the time that is asked about, or is now: the last that says it, then what was said before."""
    until = max((end for _, end in periods(clause, scope)), default=None)
    top = max(weighed[:8], key=lambda one: one.coverage + one.person)
    same = [
        one
        for one in weighed[:12]
        if one.coverage >= (_UPDATED if cues.UPDATES.search(one.message.text) else _STATED) * top.coverage
        and one.person >= top.person - 0.3
        and one.score >= _SAME_LEAGUE * weighed[0].score
        and not (one.asks and not one.replies)
    ] or [weighed[0]]
    named = [one for one in same if one.rarest >= _RAREST]
    same = (
        [one for one in same if one.rarest >= _HINTED or cues.UPDATES.search(one.message.text)]
        if named
        else same
    )
    known = [one for one in same if until is None or one.message.when < until] or same
    known.sort(key=_when, reverse=True)
    if until is not None and known[0].message.when >= until:  # told only when it was over
        return [*_before_it(known[-1], clause, scope, finder, until), known[-1]]
    later = [one for one in same if until is not None and one.message.when >= until]
    again = _mentioned_last(known[0], weighed) if until is None else []
    new = _taken_over(known[0], clause, scope, finder, until) or _renewed(known[0], clause, weighed, until)
    return [*new, *known[:_MOST], *sorted(later, key=_when)[:1], *again]


def _taken_over(
    first: Weighed, clause: Clause, scope: Scope, finder: Finder, until: datetime | None
) -> list[Weighed]:
    """The last message of the chat by which somebody or something else took the place of whom the first one names."""
    names = [name for name in _PROPER.findall(first.message.text) if name.lower() not in clause.text.lower()]
    names = [name for name in names if not _is_time(name, first.message.when)][:_MOST]
    later = [
        one
        for name in names
        for one in finder.weigh(replace(clause, text=name, terms=cut(name), named=(), spans=()), scope)
        if one.message.chat.id == first.message.chat.id
        and one.message.when > first.message.when
        and (until is None or one.message.when < until)
        and name in one.message.text
        and cues.UPDATES.search(one.message.text)
    ]
    return [max(later, key=_when)] if later else []


def _before_it(
    first: Weighed, clause: Clause, scope: Scope, finder: Finder, until: datetime
) -> list[Weighed]:
    """The last message of the same one, up to then, that speaks of what was left or replaced later."""
    left = replace(clause, text=first.message.text, terms=cut(first.message.text), named=(), spans=())
    earlier = [
        one
        for one in finder.weigh(left, scope)
        if one.message.sender.id == first.message.sender.id
        and one.message.when < until
        and one.coverage >= _OF_THE_SAME
    ]
    return [max(earlier, key=_when)] if earlier else []


def _renewed(
    first: Weighed, clause: Clause, weighed: Sequence[Weighed], until: datetime | None
) -> list[Weighed]:
    """The last by which the same one tells another number of the same thing in fewer words: "so 18 a sack from now on"."""
    if clause.wants is not Wants.NUMBER:
        return []
    own = _sums(first.message)
    later = [
        one
        for one in weighed
        if one.message.chat.id == first.message.chat.id
        and one.message.sender.id == first.message.sender.id
        and one.message.when > first.message.when
        and (until is None or one.message.when < until)
        and cues.UPDATES.search(one.message.text)
        and any(one.said.has(term) and first.said.has(term) for term in clause.terms)
        and _sums(one.message) - own
    ]
    return [max(later, key=_when)] if later else []


def _sums(message: Message) -> set[str]:
    return {found.strip() for found in NUMBERS.findall(message.text)}


def _mentioned_last(first: Weighed, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The last message of the same one that speaks of the place or name that the first one tells."""
    names = {name for name in _NAME.findall(first.message.text) if not find_times(name, first.message.when)}
    later = [
        one
        for one in weighed
        if one.message.sender.id == first.message.sender.id
        and one.message.when > first.message.when
        and any(name in one.message.text for name in names)
    ]
    return [max(later, key=_when)] if later else []


def with_later(
    shown: tuple[Shown, ...], clause: Clause, scope: Scope, language: Language
) -> tuple[Shown, ...]:
    """With a mark on what comes first and was only said after the time that is asked about."""
    until = max((end for _, end in periods(clause, scope)), default=None)
    if not (clause.state and shown and until and shown[0].passage.message.when >= until):
        return shown
    return (replace(shown[0], label=wording.text("later", language)), *shown[1:])


def _is_time(name: str, when: datetime) -> bool:
    return any(span.text == name for span in find_times(name, when))


def _when(one: Weighed) -> datetime:
    return one.message.when
