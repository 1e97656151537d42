"""Where a recap's promises, plans, decisions and debts come from: facts that are remembered, or signs seen in messages now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, Protocol

from zhiji.assistant import cues, promising
from zhiji.assistant.planning import spoken_of
from zhiji.assistant.recapping.period import Period, Talk
from zhiji.chat import Message
from zhiji.language.times import TimeSpan, find_times

LOOK_BACK = timedelta(days=45)  # promises that fall due later were made before
AHEAD = timedelta(days=10)
_LONGEST = 220  # characters; who promises something says it shortly
_EXACT = ("minute", "hour", "daypart", "day", "weekend")
# What is said to be done at once, or is no promise for all its words.
_AT_ONCE = re.compile(
    r"\bi'?ll (?:be|have|see|say|admit|take it|never|probably|try|think|just|give you that|miss|call it)\b|\blet me (?:know|see|think|guess|tell)\b|\bi will not\b|\bi won'?t\b"
    r"|\bi'?m going to (?:be|bed|sleep|die|cry|kill|need|have|miss|say)\b|\bwill do\b|\bon it\b|\blet you know\b|\bgive you that\b|\bkeep you\b|\bthere you go\b|\bhope\b|\bwish\b|\bone of these days\b|\bsome ?day\b|\bwe'?ll see\b|[?？]\s*$|我会不会|我会?不|会觉得|会想|一定是|我来(?:说|看|自)|不会",
    re.I,
)
_NO_FUTURE = re.compile(r"\b(?:ill|well)\w*", re.I)  # no "I'll" and "we'll"
# What one does for somebody when one keeps a promise.
_DOES = re.compile(
    r"\b(?:i|we)(?:'ll| will|'?m going to| am going to|'re going to| can)(?: (?:also|then|surely|gladly|personally|go and|come and|first|just|quickly))?"
    r" (?:bring|send|mail|e-?mail|book|buy|pay(?! attention)|call|ring|phone|text|ask|pick|order|fix|repair|build|paint|write|cook|bake|make you|print|handle|prepare|organi[sz]e|transfer|drop|return"
    r"|review|finish|post|upload|share|forward|release|draft|set up|install|arrange|reserve|deliver|hand|lend|give (?:you|him|her)|tell|get (?:you|the|him|her|us)|come (?:over|by|round|in|to)"
    r"|show|help|drive|collect|fetch|take (?:you|him|her|care)|clean|wash|feed|water|translate|correct|fill|sign|cancel|listen|look after|add(?! it to my)|remind|invite)\b"
    r"|\bi promise (?:to|you|that|i)\b|(?<!i)[,.;] promise\b|\bi owe you\b"
    r"|我(?!们?(?:不|没|问|觉得|看|以为|妈|爸))[^，。！？,.!?\"“”]{0,10}(?:给你|帮你|发你|寄你|寄给|发给|转你|转给你|带给|还你|订好|负责|答应你|去买|去订|去办|去问|来(?:写|做|弄|买|订|付|办|安排|处理|搞定|剪彩|负责|开车|接))"
    r"|我会(?:安排|准备|处理|发|写|补|更新|整理|联系|通知|确认|跟进|负责|提醒|打电话|带|买|寄)"
    r"|(?:下次|明天|回头|改天|待会|晚点|周末|过几天|月底|\d+[号日]|周[一二三四五六日天])[^，。！？,.!?]{0,12}(?:给你|转你|带给你|发你|订好|还你|寄|给准信)|答应你|(?:给你)?准信|(?:我|一定|肯定)(?:一定|肯定)?(?:回来|到场|去接)|包在我",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:let'?s|meet|see you|dinner|lunch|brunch|breakfast|party|concert|flight|train|appointment|booked|reserv\w+|tickets?|deadline|due|exam|interview|call|visit\w*|arriv\w+|leav\w+|moving"
    r"|wedding|birthday|hike|trip|doctor|dentist|rehearsal|come over|coming|pick (?:you|me|it) up|at \d)\b"
    r"|见|约|吃饭|聚|一起|到(?!底|处|时)|出发|航班|飞机|高铁|火车|票|预约|体检|手术|复查|面试|考试|截止|开会|搬|婚礼|生日|来(?!不)|去|接你|接我|排练|视频",
    re.I,
)
_CALLED_OFF = re.compile(
    r"\bcancel\w*|\bcalled off\b|\bcan'?t make it\b|\bpostpone\w*|\bresched\w*|\bnot coming\b|取消|改天|算了|不去了|不来了|去不了|来不了|推迟|改期|改到",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something that is open, comes or was settled, and the message that says it."""

    kind: Literal["promise", "plan", "decision", "debt", "birthday"]
    message: Message
    quote: str = ""  # "": the message itself
    mine: bool = False  # the owner promised it, or owes it
    due: TimeSpan | None = None


class Matters(Protocol):
    """Finds what matters in a period: what was said in it and is still open, and what falls due in it or later."""

    def found(self, period: Period) -> Iterable[Matter]:
        """In any order."""


class SeenMatters:
    """Promises and plans by their words alone, as far as these are sure; what is remembered replaces them."""

    def found(self, period: Period) -> Iterator[Matter]:
        """Promises of the owner and to them, and what was planned for the days to come."""
        for talk in period.read(period.since - LOOK_BACK):
            if not talk.is_own:
                yield from _promises(talk, period)
                yield from _plans(talk, period)


def _promises(talk: Talk, period: Period) -> Iterator[Matter]:
    for at, one in enumerate(talk.messages):
        mine = one.sender.id in period.owner
        if not (mine or talk.is_direct) or not is_promise(one):
            continue
        due = due_of(one)
        falls_due = due is not None and due.end > period.since
        if (one.when >= period.since or falls_due) and promising.fulfilled(
            one, talk.messages[at + 1 :]
        ) is None:
            yield Matter(kind="promise", message=one, mine=mine, due=due)


def is_promise(message: Message) -> bool:
    """Whether somebody says, for sure, that they will do something later."""
    text = _NO_FUTURE.sub("", message.text.replace("’", "'"))
    short = len(text) <= _LONGEST and message.forwarded is None
    return short and cues.promises(text) and bool(_DOES.search(text)) and not _AT_ONCE.search(text)


def due_of(message: Message) -> TimeSpan | None:
    """The one time to come that a message speaks of."""
    spans = [one for one in find_times(message.text, message.when, lean="future") if one.end > message.when]
    return spans[0] if len(spans) == 1 and spans[0].granularity in _EXACT else None


def _plans(talk: Talk, period: Period) -> Iterator[Matter]:
    """What was said for a day to come, unless it was called off or moved; the first word for each day of a chat."""
    if not talk.is_direct and not talk.mine:
        return
    found: dict[date, Matter] = {}
    for at, one in enumerate(talk.messages):
        span = _day_to_come(one, period)
        if span is None or _called_off(talk, at, span):
            continue
        day = span.start.date()
        known = found.get(day)
        if known is None and _PLANNED.search(one.text):
            found[day] = Matter(kind="plan", message=one, mine=one.sender.id in period.owner, due=span)
        elif known is not None and known.due is not None and _is_part(span, known.due):
            found[day] = replace(known, due=span)  # the hour, as it was agreed on later
    yield from found.values()


def _day_to_come(message: Message, period: Period) -> TimeSpan | None:
    """The day, or less, in the days behind the period that a message speaks of."""
    if not message.text or len(message.text) > _LONGEST or message.forwarded is not None:
        return None
    span = spoken_of(message, period.until, period.until + AHEAD)
    first = min((one.begin for one in find_times(message.text, message.when, lean="future")), default=0)
    if span is not None and span.begin != first:
        return None  # "10 Feb to the 25th": what it means depends on the time before it
    exact = span is not None and span.granularity in _EXACT and span.end - span.start <= timedelta(days=3)
    return span if exact else None


def _is_part(span: TimeSpan, whole: TimeSpan) -> bool:
    finer = _EXACT.index(span.granularity) < _EXACT.index(whole.granularity)
    return finer and whole.start <= span.start and span.end <= whole.end


def _called_off(talk: Talk, at: int, span: TimeSpan) -> bool:
    """Whether it says itself, or one of the next messages does, that nothing comes of it, or names another day instead."""
    said = talk.messages[at]
    later = [one for one in talk.messages[at + 1 : at + 9] if one.when - said.when < timedelta(days=3)]
    return any(_CALLED_OFF.search(one.text) for one in (said, *later)) or any(
        cues.UPDATES.search(one.text) and _is_elsewhere(one, span) for one in later
    )


def _is_elsewhere(message: Message, span: TimeSpan) -> bool:
    """Whether a message speaks of a day, and only of others."""
    days = [one for one in find_times(message.text, message.when, lean="future") if one.granularity in _EXACT]
    return bool(days) and not any(one.start < span.end and span.start < one.end for one in days)
