"""The usual way to an answer: the messages that say it, the shortest parts of them, what was said later first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from zhiji.assistant import cues, denying, wording
from zhiji.assistant.bearing import bearing
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.finding import Finder, Scope, Weighed
from zhiji.assistant.judging import THRESHOLD, Signs, confidence, signs
from zhiji.assistant.known import SURE, completed
from zhiji.assistant.passages import Passage, passage, whole
from zhiji.assistant.premises import Premise, premise
from zhiji.assistant.question import Clause, Language, Question, Wants
from zhiji.assistant.remembering import Remembering
from zhiji.assistant.states import NUMBERS, states, with_later
from zhiji.chat import Message
from zhiji.language.times import find_times
from zhiji.store.context import Context

_MOST = 3
_MOST_LISTED = 20
_POOL = 24
_LOUDER = 1.2  # than all else: what only a message to assistants claims is no answer
_FEW_TIMES = 3
_AHEAD = ("plan", "birthday")  # may be of a time that the chats don't reach
_CLOSE = 0.7  # of the best score: shown beside it
_BESIDE = 0.6  # of the coverage of the best, likewise
_ALIKE = 0.75  # the same, for what corrects it
_SURE_LEAD = 0.55  # coverage from which on a time, number or name is put first
_STATED = 0.6  # of the best coverage: says something of the same matter
_OF_THE_PERSON = 0.5
_NOT_AS_ASKED = 0.3  # how sure one is, at most, of what a question has wrong
_RAREST, _HINTED = 0.8, 0.3
_FINALLY = re.compile(
    r"到底|最后|最终|最新|究竟|现在|\b(?:finally|in the end|latest|actually|exactly|now|eventually)\b", re.I
)


def look_up(
    question: Question, finder: Finder, scope: Scope, context: Context, remembering: Remembering
) -> Draft:
    """What memory has and what the messages say that fit best, clause by clause."""
    sections: list[Section] = []
    sure: list[tuple[float, Signs | None]] = []
    pool: list[Passage] = []
    chats: list[int] = []
    near = ahead = False
    unread: Message | None = None
    several = len(question.clauses) > 1
    for clause in question.clauses:
        known = remembering.known(clause, scope)
        if known.is_state and clause.spans and clause.wants is not Wants.WHEN:
            clause = replace(clause, state=True)  # where somebody works holds for a while, too
        weighed = _credible(finder.weigh(clause, scope))
        bears = weighed
        if not known.messages:
            bears = list(bearing(known.asked, clause, weighed, finder, scope.owner))
            weighed = bears or _near(weighed)
        if not weighed and not known.sections:
            continue
        chosen = _chosen(clause, weighed, scope, finder) if weighed else []
        found = signs(clause, chosen[0] if chosen else weighed[0], weighed) if weighed else None
        how_sure = confidence(clause, found) if found else 0.0
        how_sure = how_sure if bears or known.messages else min(how_sure, _NOT_AS_ASKED)
        if not several and not known.messages and (wrong := _wrong(clause, weighed, scope, finder, how_sure)):
            return _corrected_by(wrong, clause, finder, question.language, how_sure)
        sure.append((max(how_sure, SURE * bool(known.messages)), found))
        ahead = ahead or (known.asked is not None and known.asked.kind in _AHEAD and bool(known.messages))
        near = near or any(one.coverage > 0 for one in chosen)
        if not known.messages:
            unread = unread or _unread_reply(chosen, context)
        heading = _heading(clause, question.language) if several else ""
        shown = tuple(_shown(clause, one, at, chosen, question.language) for at, one in enumerate(chosen))
        shown = with_later(shown, clause, scope, question.language)
        opening = _counted(clause, chosen, question.language)
        claimed = [one for one, place in zip(shown, chosen, strict=True) if _is_beside(place, clause)]
        sections += completed(
            Section(heading=heading or opening, shown=shown),
            known,
            question.language,
            claimed=claimed if how_sure >= THRESHOLD else (),
            heading=heading,
        )
        pool += [found for one in weighed[:_POOL] for found in _passages(clause, one)]
        chats += [one.message.chat.id for one in weighed[:3]]
    return Draft(
        sections=tuple(sections),
        confidence=max((value for value, _ in sure), default=0.0),
        signs=max(sure, key=lambda one: one[0])[1] if sure else None,
        chats=tuple(dict.fromkeys(chats)),
        pool=tuple(pool),
        ahead=ahead,
        near=near,
        unread_reply=unread,
    )


def _near(weighed: Iterable[Weighed]) -> list[Weighed]:
    """What has the words of the question, though it can't tell what is asked."""
    return [one for one in weighed if one.coverage > 0]


def _wrong(
    clause: Clause, weighed: Sequence[Weighed], scope: Scope, finder: Finder, how_sure: float
) -> Premise | None:
    return premise(clause, weighed, scope, who=finder.who, silent=how_sure < THRESHOLD)


def _corrected_by(
    wrong: Premise, clause: Clause, finder: Finder, language: Language, how_sure: float
) -> Draft:
    """What was so instead, with what was replied to it."""
    one, found = wrong.one, passage(wrong.one.said, clause.terms)
    said = found or Passage(one.message, "text", 0, 0)
    replies = tuple(part for reply in finder.replies(one.message)[:1] if (part := whole(reply)))
    sender = finder.called(one.message)
    told = (
        denying.told_to_another(sender, wrong.asked, one.message.chat.name, one.message.when, language)
        if wrong.kind == "to"
        else denying.by_another(wrong.asked, sender, one.message.when, language)
    )
    return Draft(
        sections=(Section(shown=(Shown(passage=said, replies=replies),)),),
        opening=told,
        confidence=min(how_sure, _NOT_AS_ASKED),
        chats=(one.message.chat.id,),
        pool=(said, *replies),
        corrects=True,
    )


def _is_beside(one: Weighed, clause: Clause) -> bool:
    """Whether it says enough of the matter, of the right person, to stand beside what memory has."""
    return clause.state or (one.coverage >= _STATED and (not clause.named or one.person >= _OF_THE_PERSON))


def _credible(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Without what speaks to assistants; that alone, if nothing else says nearly as much of the matter."""
    doubtful = [one for one in weighed if one.to_machines]
    rest = [one for one in weighed if not one.to_machines]
    most = max((one.coverage for one in rest), default=0.0)
    louder = [one for one in doubtful if one.coverage > _LOUDER * most]
    return louder or rest


def _chosen(clause: Clause, weighed: Sequence[Weighed], scope: Scope, finder: Finder) -> list[Weighed]:
    """Which messages to show, in the order to show them in."""
    if clause.wants in (Wants.TIMES, Wants.SEVERAL):
        if listed := _listed(clause, weighed):
            return listed
    elif clause.state:
        return _distinct(states(clause, weighed, scope, finder))
    close = [one for one in weighed[: 2 * _MOST] if _as_good(one, weighed[0])][:_MOST]
    close = close or list(weighed[:1])  # what counts against it may outweigh what is for it
    return _distinct(_corrected(close, weighed, clause))


def _as_good(one: Weighed, best: Weighed) -> bool:
    """Whether it may stand beside the best: it says nearly as much of the matter, and of what is rare in it."""
    return (
        one.score >= _CLOSE * best.score
        and one.coverage >= _BESIDE * best.coverage
        and one.rarest >= best.rarest - 0.5
    )


def _listed(clause: Clause, weighed: Sequence[Weighed]) -> list[Weighed]:
    """All that say something of it, oldest first; within the time that is asked about, if one is."""
    within = [one for one in weighed if one.timely >= 1.0] if clause.spans else list(weighed)
    top = max((one.coverage for one in within), default=0.0)
    person = max((one.person for one in within), default=0.0)
    fitting = [
        one
        for one in within
        if one.coverage >= max(_STATED * top * 0.8, 0.01)
        and one.person >= person - 0.25
        and not (clause.wants is Wants.TIMES and cues.only_asks(one.message.text))
    ]
    return sorted(_distinct(fitting[:_MOST_LISTED]), key=_when)


def _corrected(close: list[Weighed], weighed: Sequence[Weighed], clause: Clause) -> list[Weighed]:
    """What corrects one of them comes first: said later, by the same one or in the same chat, of the same matter."""
    first = close[0]
    last = _moved_since(first, weighed) if _FINALLY.search(clause.text) else None
    last = last or _updated(first, weighed)
    if last is None:
        return close
    return [last, *(one for one in close if one.message.id != last.message.id)][:_MOST]


def _updated(first: Weighed, weighed: Sequence[Weighed]) -> Weighed | None:
    """The last that says that what the first one tells has changed, in the same chat."""
    updates = [
        one
        for one in weighed[:12]
        if one.message.when > first.message.when
        and one.message.chat.id == first.message.chat.id
        and cues.UPDATES.search(one.message.text)
        and one.coverage >= _ALIKE * first.coverage
        and one.score >= _CLOSE * first.score
        and one.person >= first.person - 0.3
        and not one.asks
        and one.message.when - first.message.when > timedelta(minutes=30)
    ]
    return max(updates, key=_when) if updates else None


def _moved_since(first: Weighed, weighed: Sequence[Weighed]) -> Weighed | None:
    """The last that names another time for what the first one speaks of, in the same chat."""
    later = [
        one for one in weighed[:12]
        if one.message.chat.id == first.message.chat.id and one.message.when > first.message.when
        and one.rarest >= _RAREST and not one.asks and find_times(one.message.text, one.message.when)
    ]  # fmt: skip
    return max(later, key=_when) if later else None


def _distinct(some: Iterable[Weighed]) -> list[Weighed]:
    """Each message, and each text, once; a reply that is shown below its question isn't shown again."""
    seen: set[str] = set()
    replies: set[int] = set()
    kept = []
    for one in some:
        text = " ".join(one.message.text.split()).lower()
        if text in seen or one.message.id in replies:
            continue
        seen.add(text)
        replies.update(reply.id for reply in one.replies)
        kept.append(one)
    return kept


def _shown(clause: Clause, one: Weighed, place: int, chosen: Sequence[Weighed], language: Language) -> Shown:
    found = passage(one.said, clause.terms) or Passage(one.message, "text", 0, 0)
    replies = tuple(part for reply in one.replies if (part := whole(reply)))
    label = ""
    if clause.wants not in (Wants.TIMES, Wants.SEVERAL) and place > 0:
        label = (
            _order(one.message, chosen[0].message, language)
            if clause.state or _same_matter(one, chosen[0])
            else ""
        )
    sure = max(one.coverage, one.context) >= _SURE_LEAD
    lead = lead_of(clause, found, replies, language) if place == 0 and sure else ""
    remark = wording.text("to machines", language) if one.to_machines else ""
    return Shown(passage=found, replies=replies, label=label, lead=lead, remark=remark)


def _order(message: Message, first: Message, language: Language) -> str:
    if abs(message.when - first.when) < timedelta(hours=12):
        return ""
    return wording.text("earlier" if message.when < first.when else "later", language)


def _same_matter(one: Weighed, first: Weighed) -> bool:
    return one.message.chat.id == first.message.chat.id and one.coverage >= _STATED * first.coverage


def lead_of(clause: Clause, found: Passage, replies: Sequence[Passage], language: Language) -> str:
    """What was asked for, if the passage or its message holds just one such thing: a time, a number. A name leads its quote anyway."""
    said = replies[0] if replies else found
    if clause.wants is Wants.WHEN:
        return _time(said, language) or _time(found, language)
    if clause.wants is Wants.NUMBER:
        numbers = [number.strip() for number in NUMBERS.findall(said.quote)]
        return numbers[0] if len(numbers) == 1 else ""
    return ""


def _time(found: Passage, language: Language) -> str:
    """The time that a passage speaks of, worked out from when it was sent; else the day it was sent on."""
    spans = find_times(found.quote, found.message.when)
    told = [wording.span(span.start, span.end, span.granularity, language) for span in spans]
    if not told:
        return wording.weekday(found.message.when, language)
    return ("、" if language == "zh" else ", ").join(dict.fromkeys(told)) if len(told) <= _FEW_TIMES else ""


def _heading(clause: Clause, language: Language) -> str:
    if clause.present:
        return wording.line(wording.text("now", language), "", language).rstrip()
    if clause.spans:
        return wording.line(clause.spans[0].text, "", language).rstrip()
    return clause.text


def _counted(clause: Clause, chosen: Sequence[Weighed], language: Language) -> str:
    if clause.wants is Wants.TIMES and chosen:
        return wording.at_least(len({one.message.when.date() for one in chosen}), language)
    if clause.wants is Wants.SEVERAL and len(chosen) > 1:
        return wording.found_several(len(chosen), language)
    return ""


def _passages(clause: Clause, one: Weighed) -> list[Passage]:
    parts = [passage(one.said, clause.terms), *(whole(reply) for reply in one.replies)]
    return [part for part in parts if part and part.quote]


def _unread_reply(chosen: Sequence[Weighed], context: Context) -> Message | None:
    """The reply, if the question was asked in the chat before and answered by voice or picture alone."""
    if not chosen or not chosen[0].asks:
        return None
    first = next(iter(chosen[0].replies), None)
    return first if first and (context.is_unread(first) or not first.text) else None


def _when(one: Weighed) -> datetime:
    return one.message.when
