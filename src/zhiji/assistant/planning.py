"""What the chats say about a time to come: which messages speak of it, and what was said about it after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.passages import Passage, whole
from zhiji.assistant.question import Language, Question
from zhiji.assistant.remembering import Remembering
from zhiji.chat import Message
from zhiji.language.times import TimeSpan, find_times
from zhiji.memory import Fact, next_birthday
from zhiji.store.context import Context

LOOK_BACK = timedelta(days=120)
_MOST_READ = 3000
_MOST = 8
_AFTER = timedelta(days=3)
_LONGEST = timedelta(days=8)  # "this month" is no appointment
_DAYS = ("minute", "hour", "daypart", "day")
_KINDS = ("plan", "birthday")
_SOON_AFTER = timedelta(hours=2)
_DAY = timedelta(days=1)
_COMING = timedelta(days=14)  # what is on, if no time is told


def planned(question: Question, *, context: Context, now: datetime, remembering: Remembering) -> Draft:
    """What was said for the time that is asked about, and what changed it."""
    language = question.language
    start, end = _asked(question, now)
    since = min(start, now) - LOOK_BACK
    messages = context.latest(since=since, limit=_MOST_READ)
    found = [
        (message, span)
        for message in reversed(messages)
        if message.chat.kind != "assistant"
        and (span := spoken_of(message, start, end)) is not None
        and message.when < end
    ]
    threads = [_thread(message, span, context, start, end, language) for message, span in found[-2 * _MOST :]]
    shown = _without_repeats(threads)[-_MOST:]
    shown = _with_remembered(shown, start, end, remembering)
    if not shown:
        opening = wording.line(
            wording.span(start, end, "day", language), wording.text("nothing planned", language), language
        )
        return Draft(opening=opening, confidence=1.0)
    heading = wording.line(wording.text("planned", language), "", language).rstrip()
    return Draft(
        sections=(Section(heading=heading, shown=tuple(shown)),),
        confidence=1.0,
        chats=tuple(dict.fromkeys(message.chat.id for message, _ in found)),
        pool=tuple(part for one in shown for part in one.parts),
    )


def _with_remembered(
    shown: Sequence[Shown], start: datetime, end: datetime, remembering: Remembering
) -> list[Shown]:
    """The same with what memory has for that time, and with what it knows to be called off."""
    facts = [one for kind in _KINDS for one in remembering.facts(kind) if _is_for(one, start, end)]
    messages = remembering.messages(facts)
    off = {int(q.message): one for one in facts if one.status == "cancelled" for q in one.evidence}
    shown = [
        _called_off(one, off.get(one.passage.message.id), messages, remembering.language) for one in shown
    ]
    shown = _without_repeats(shown)
    seen = {part.message.id for one in shown for part in one.parts}
    counting = [one for one in facts if one.is_current and not {int(q.message) for q in one.evidence} & seen]
    more = [remembering.shown(one, messages, of=one.kind == "birthday") for one in counting]
    return [*shown, *(one for one in more if one is not None)][: 2 * _MOST]


def _is_for(fact: Fact, start: datetime, end: datetime) -> bool:
    """Whether it is planned for that time, or a birthday then."""
    if fact.negated or fact.state in ("suggested", "rejected", "superseded"):
        return False
    if fact.kind == "birthday":
        day = next_birthday(fact.value, start.date())
        return day is not None and day < end.date()
    when = fact.when
    return when is not None and when.end - when.start <= _LONGEST and when.start < end and start < when.end


def _called_off(one: Shown, fact: Fact | None, messages: Mapping[int, Message], language: Language) -> Shown:
    """With the words that call it off below it."""
    if fact is None:
        return one
    below = {reply.message.id for reply in one.replies}
    enders = [messages[int(q.message)] for q in fact.ended_by if int(q.message) in messages]
    more = tuple(part for by in enders[:1] if by.id not in below and (part := whole(by)))
    return replace(one, replies=(*one.replies, *more), remark=one.remark + wording.text("off", language))


def spoken_of(message: Message, start: datetime, end: datetime) -> TimeSpan | None:
    """The time in a message that lies within the one asked about; None if it speaks of none such."""
    for span in find_times(message.text, message.when, lean="future") if message.text else ():
        if cues.is_deadline(message.text, span.begin, span.stop):
            continue
        if (
            span.end - span.start <= _LONGEST
            and span.start < end
            and start < span.end
            and span.end > message.when
        ):
            return span
    return None


def _asked(question: Question, now: datetime) -> tuple[datetime, datetime]:
    for span in find_times(question.text, now, lean="future"):
        if span.end - span.start >= _DAY:
            return span.start, span.end
        day = span.start.replace(hour=0, minute=0, second=0, microsecond=0)  # an hour is told with its day
        return day, day + _DAY
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight, midnight + _COMING


def _thread(
    message: Message, span: TimeSpan, context: Context, start: datetime, end: datetime, language: Language
) -> Shown:
    """The message with what was said about it soon after, and later with other times."""
    after = context.following(message, 12, within=_AFTER)
    replies = [one for one in after if one.text and _goes_on(one, message)][:4]
    parts = [part for reply in replies if (part := whole(reply))]
    return Shown(
        passage=whole(message) or Passage(message, "text", 0, 0),
        replies=tuple(parts),
        lead=_told(message, _clocked(span, replies, start, end), language),
        remark=_moved(replies, start, end, span.start.date(), language),
    )


def _clocked(span: TimeSpan, replies: Sequence[Message], start: datetime, end: datetime) -> TimeSpan:
    """The hour that a reply names for the day, if the message itself has none."""
    if span.granularity not in ("day", "daypart"):
        return span
    for reply in replies:
        for other in find_times(reply.text, reply.when, lean="future"):
            if other.granularity in ("minute", "hour") and start <= other.start < end:
                return other
    return span


def _told(message: Message, span: TimeSpan, language: Language) -> str:
    """The day, with the hour even if other words stand between them."""
    hours = [
        other
        for other in find_times(message.text, message.when, lean="future")
        if other.granularity in ("minute", "hour") and other.begin >= span.stop
    ]
    if span.granularity not in ("day", "daypart") or len(hours) != 1:
        return wording.span(span.start, span.end, span.granularity, language)
    hour = hours[0].start.hour
    if span.granularity == "daypart" and span.start.hour >= 12 and hour < 12:
        hour += 12
    at = span.start.replace(hour=hour, minute=hours[0].start.minute)
    return wording.span(at, at, "minute", language)


def _moved(replies: Sequence[Message], start: datetime, end: datetime, day: date, language: Language) -> str:
    """That it was moved to another day, or to a time outside the one asked about, if somebody says so later."""
    for reply in replies:
        spans = find_times(reply.text, reply.when, lean="future")
        away = [
            one for one in spans
            if not (one.start < end and start < one.end) or (one.granularity in _DAYS and one.start.date() != day)
        ]  # fmt: skip
        if away and cues.UPDATES.search(reply.text):
            span = away[0]
            return wording.moved(wording.span(span.start, span.end, span.granularity, language), language)
    return ""


def _goes_on(later: Message, message: Message) -> bool:
    soon = later.when - message.when <= _SOON_AFTER and later.sender.id != message.sender.id
    timed = bool(find_times(later.text, later.when, lean="future"))
    changes = bool(cues.UPDATES.search(later.text)) or cues.asks(later.text)
    return soon or (timed and (changes or _short(later)))


def _short(message: Message) -> bool:
    return len(message.text) < 40


def _without_repeats(threads: Sequence[Shown]) -> list[Shown]:
    """A message that is shown below another isn't shown again."""
    below: set[int] = set()
    kept = []
    for one in threads:
        if one.passage.message.id in below:
            continue
        below.update(reply.message.id for reply in one.replies)
        kept.append(one)
    return kept
