"""What the owner has to do until some time, or now that there is time: what they promised, what is wanted of them, what is planned."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from zhiji.assistant import cues, planning, promising, waiting, wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.question import Question
from zhiji.language.times import TimeSpan, find_times

_ASKS = re.compile(
    r"\b(?:what|which|anything|everything)\b.{0,40}\b(?:(?:do|must|should|shall) i\b|i (?:still )?(?:have|need|must|should)\b|to (?:do|get done|finish|sort|tackle)|left to do|out of the way|on my plate|get done|need(?:s)? doing)"
    r"|(?:要|该|得|需要|必须|有|没)(?:去)?(?:办|做|弄|搞定|完成|处理|准备)(?:好|完|的)?[^，。？?]{0,4}(?:什么|啥|哪|事)|(?:哪些|什么|啥)(?:事|东西)?[^，。？?]{0,4}(?:要|该|得|没)(?:先)?(?:去)?(?:办|做|弄|搞定|完成|处理|准备)"
    r"|(?:先把?|干点|做点|办点)(?:什么|啥)",
    re.I,
)


_MATTER = 2  # words beside; more of them ask for something certain


def asks_what_to_do(question: Question) -> bool:
    """Whether a question asks the owner's own tasks, of no certain matter."""
    matter = [term for one in question.clauses for term in one.terms if len(term.text) > 1]
    told = question.mine or question.language == "zh"  # which needn't say "I"
    return told and not question.named and len(matter) < _MATTER and bool(_ASKS.search(question.text))


def is_for_now(question: Question, now: datetime) -> bool:
    """Whether all times that it names are to come, or not over."""
    return bool(question.spans) and all(one.end > now for one in question.spans)


def due_before(question: Question, now: datetime) -> TimeSpan | None:
    """The time to come before which something is to be done; None if a question names none."""
    for span in find_times(question.text, now, lean="future"):
        if span.end > now and cues.is_deadline(question.text, span.begin, span.stop):
            return span
    return None


def to_do(question: Question, means: Means, *, until: datetime | None = None) -> Draft:
    """Promises that nothing says were kept, what others wait for, and what is planned until then."""
    clause = replace(question.clauses[0], text="", terms=(), spans=(), named=(), mine=True)
    anything = replace(question, text="", clauses=(clause,))
    promised = promising.promised(
        anything,
        who=means.who,
        context=means.context,
        now=means.now,
        remembering=means.remembering,
        scope=means.scope,
    )
    wanted = waiting.waiting(anything, who=means.who, context=means.context, now=means.now)
    later = _later(until, means)
    sections = [*wanted.sections, *_open(promised, later, means), *_planned(until, means)]
    shown = _each_once(sections)
    return Draft(
        sections=tuple(shown),
        opening="" if shown else wording.text("nothing to do", means.language),
        confidence=1.0,
        chats=(*wanted.chats[:2], *promised.chats[:2]),
        pool=tuple(part for one in shown for line in one.shown for part in line.parts),
        ahead=True,
    )


def _open(promised: Draft, later: frozenset[int], means: Means) -> Iterable[Section]:
    heading = wording.line(wording.text("open", means.language), "", means.language).rstrip()
    for section in promised.sections:
        if section.heading == heading:
            yield replace(
                section, shown=tuple(one for one in section.shown if one.passage.message.id not in later)
            )


def _later(until: datetime | None, means: Means) -> frozenset[int]:
    """The messages of promises and plans that needn't be kept before."""
    if until is None:
        return frozenset()
    facts = [*means.remembering.facts("promise"), *means.remembering.facts("plan")]
    return frozenset(one.message for one in facts if one.when is not None and one.when.end > until)


def _planned(until: datetime | None, means: Means) -> Iterable[Section]:
    """What is coming until then, as memory has it."""
    if until is None:
        return
    facts = [
        one
        for one in means.remembering.facts("plan")
        if one.is_current and one.when is not None and means.now < one.when.end <= until
        and any(party is not None and party.person is not None and party.person.owner for party in (one.subject, *one.others))
    ]  # fmt: skip
    messages = means.remembering.messages(facts)
    facts.sort(key=lambda one: one.when.start if one.when else means.now)
    shown = (means.remembering.shown(one, messages) for one in facts)
    heading = wording.line(wording.text("planned", means.language), "", means.language).rstrip()
    yield Section(heading=heading, shown=tuple(one for one in shown if one is not None))


def _each_once(sections: Iterable[Section]) -> list[Section]:
    """Sections that have lines, each message in the first that shows it."""
    seen: set[int] = set()
    kept: list[Section] = []
    for section in sections:
        lines: list[Shown] = []
        for one in section.shown:
            if one.passage.message.id not in seen:
                lines.append(one)
            seen |= {part.message.id for part in one.parts}
        kept += [replace(section, shown=tuple(lines))] if lines else []
    return kept


def with_plans(found: Draft, question: Question, means: Means) -> Draft:
    """With what is planned for the time that is asked about, if anything is, first."""
    planned = planning.planned(question, context=means.context, now=means.now, remembering=means.remembering)
    if not planned.sections:
        return found
    sections = _each_once([*planned.sections, *found.sections])
    return replace(found, sections=tuple(sections), opening="", pool=(*planned.pool, *found.pool))
