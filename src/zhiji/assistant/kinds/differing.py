"""How a number differs between two times: what it is now, what it was then, and by how much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.finding import Weighed, periods
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.events import event, exact_times
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.paying import written
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Question
from zhiji.chat import Message

_READ, _MOST, _TELLS, _TWO = 400, 8, 0.5, 2
ASKS = (
    r"\bdifference\b.{0,40}\bnow\b|\bnow\b.{0,40}\bdifference\b|\bnow\b.{1,40}\b(?:versus|compared (?:to|with))\b"
    r"|\bhow much (?:more|less|higher|lower|heavier|lighter|cheaper|dearer|bigger|taller)\b.{0,60}\b(?:than|now)\b|\bby how much\b.{0,60}\b(?:go(?:ne)?|went|rise|risen|rose|increas\w+|drop\w*|fall\w*|fell|chang\w+|los[et]|gain\w*)\b"
    r"|\bhow much\b.{0,40}\b(?:gone (?:up|down)|go up|went (?:up|down)|increased?|risen|rise|dropped|drop|fallen|lost|gained?|changed)\b|\b(?:gone|went|go) (?:up|down) (?:by )?how much\b"
    r"|[涨降跌贵轻重瘦胖高矮长增减](?:了|价)多少|(?:现在|如今).{0,8}(?:比|跟|和).{1,20}(?:多少|差)|差(?:了)?多少"
)
_FRAME = re.compile(
    r"\b(?:now|versus|compared (?:to|with)|difference|between|than|then|how much|by|more|less|higher|lower|heavier|lighter|cheaper|dearer|gone|went|go|up|down|increased?|risen|rise|dropped|drop|fallen|lost|lose|gained?|changed|has|have|did|does|is|was|the|my|since)\b"
    r"|现在|如今|比|多少|差|涨了?|降了?|跌了?|贵了?|轻了?|重了?|瘦了?|胖了?",
    re.I,
)
_WHEN = re.compile(
    r"\b(?:when|since|than when|the day)\b(?P<a>.+)$|(?:比|跟|和|从)?(?P<b>[^，,比跟和从]{2,}?)(?:的?时候|那时|当时|以来|之后)",
    re.I,
)
_PER = re.compile(r"^\s*(?:per|an?|p|/)\s*", re.I)  # "pw" is "per week"
_PAUSE = re.compile(r"\s+[-–]\s*|[,;:，；：?？]")
_NUMBER = re.compile(
    r"(?P<money>[¥€$£])\s?(?P<m>\d[\d,]*(?:\.\d+)?)(?P<per>\s?(?:pw|pm|p\.?a\.?|/\s?\w+|(?:per|a|an) (?:hour|day|night|week|fortnight|month|year))\b)?|(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>kg|公斤|千克|斤|lbs?|pounds?|€|euros?|eur|块|元|欧|刀|dollars?|cm|厘米|km|公里|%|度|hours?|小时|人|people|h\b)",
    re.I,
)
_ALIKE = {"公斤": "kg", "千克": "kg", "块": "元", "欧": "€", "euro": "€", "euros": "€", "eur": "€", "公里": "km", "厘米": "cm", "刀": "$", "dollar": "$", "dollars": "$"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    message: Message
    value: float
    unit: str
    told: str  # as written
    day: date  # from which on it is so


def differing(question: Question, means: Means) -> Draft | None:
    """The number now, the number then, the difference; None if that isn't asked, or there are no two."""
    clause = question.clauses[0]
    if not re.search(ASKS, clause.text, re.I):
        return None
    topic = means.clause(_FRAME.sub(" ", _WHEN.sub(" ", clause.text)), like=clause)
    topic = replace(topic, spans=(), named=clause.named)
    series = _series([one.message for one in _telling(topic if topic.terms else clause, means)], means)
    if len(series) < _TWO:
        return None
    now = series[-1]
    then = _then(question, series, means)
    if then is None or then is now:
        return None
    parts = [part for one in (then, now) if (part := whole(one.message))]
    return Draft(
        opening=words.differs(
            then.told, then.day, now.told, now.day, written(round(abs(now.value - then.value), 2)),
            more=now.value > then.value, language=means.language,
        ),
        sections=(Section(shown=tuple(Shown(passage=part) for part in parts)),),
        confidence=1.0,
        pool=tuple(parts),
    )  # fmt: skip


def _telling(clause: Clause, means: Means) -> list[Weighed]:
    weighed = [one for one in means.finder.weigh(clause, means.scope) if not one.to_machines]
    top = max((one.coverage for one in weighed), default=0.0)
    return [one for one in weighed if top and one.coverage >= _TELLS * top][:_MOST]


def _series(some: Sequence[Message], means: Means) -> list[_Reading]:
    """The numbers of one unit that these messages tell, and others of that unit in the chat of the last, by day."""
    told = sorted((one for each in some if (one := _reading(each))), key=lambda one: one.day)
    told = [one for one in told if one.message.when <= means.now]
    if not told:
        return []
    last = told[-1]
    beside = [
        one for each in means.context.latest(chat=last.message.chat.id, limit=_READ)
        if (one := _reading(each)) and one.unit == last.unit and each.when <= means.now
    ]  # fmt: skip
    own = [one for one in told if one.unit == last.unit]
    every = (
        {one.message.id: one for one in (*beside, *own)}
        if len(own) < _TWO
        else {one.message.id: one for one in own}
    )
    return sorted(every.values(), key=lambda one: one.day)


def _reading(message: Message) -> _Reading | None:
    match = _NUMBER.search(message.text)
    if match is None:
        return None
    unit = (
        f"{match['money']}{_PER.sub('', match['per'] or '')[:1]}" if match["money"] else match["unit"].lower()
    )
    told = match["m"] or match["n"]
    days = [one.start.date() for one in exact_times(message)]
    later = (
        [day for day in days if day > message.when.date()]
        if re.search(r"\bfrom\b|从|起", message.text)
        else []
    )
    return _Reading(
        message=message,
        value=float(told.replace(",", "")),
        unit=_ALIKE.get(unit, unit),
        told=match.group().strip(),
        day=later[0] if later else message.when.date(),
    )


def _then(question: Question, series: Sequence[_Reading], means: Means) -> _Reading | None:
    """What it was at the time, or at the event, that the question names; else at first."""
    clause = question.clauses[0]
    days = [end.date() for _, end in periods(clause, means.scope)]
    match = _WHEN.search(clause.text)
    if not days and match:
        one = event(_PAUSE.split((match["a"] or match["b"]).strip())[0], means, like=clause)
        if one is None or not one.sure:
            return None
        days = [one.day]
    if not days:
        return series[0]
    before = [one for one in series if one.day <= days[0]]
    return before[-1] if before else series[0]
