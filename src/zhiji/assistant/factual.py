"""A fact as an answer shows it: its quote, and before it, in our words, what was asked for, since when and until when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from zhiji.assistant import wording
from zhiji.assistant.draft import Shown
from zhiji.assistant.passages import Passage, around, whole, width
from zhiji.assistant.question import Language
from zhiji.chat import Evidence, Message
from zhiji.memory import ONE_AT_A_TIME, Fact, Party, When, birthdays_in, next_birthday

_LONGEST_LEAD = 28  # columns; what is longer is said by its quote
_TO_DO = ("plan", "promise")
_LUNAR = "lunar "
_MONTH = re.compile("(十[一二]|[正一二三四五六七八九十冬腊])月")
_MONTHS = {
    **{name: at for at, name in enumerate("一二三四五六七八九十", 1)},
    "正": 1,
    "十一": 11,
    "冬": 11,
    "十二": 12,
    "腊": 12,
}


def shown(
    fact: Fact,
    messages: Mapping[int, Message],
    language: Language,
    *,
    now: datetime,
    of: bool = False,
    label: str = "",
    years: Sequence[int] = (),
) -> Shown | None:
    """The newest telling that can be read, with what ended it; None if there is none.

    `of`: say whom it is of. `years`: those for which a birthday is asked; else its next one counts.
    """
    told = next((one for each in fact.evidence if (one := _passage(each, messages))), None)
    if told is None:
        return None
    asked = _asked_before(fact, told, messages)
    by = ended(fact, messages)
    after = [*([told] if asked else []), *([by] if by else [])]
    return Shown(
        passage=asked or told,
        replies=tuple(one for one in after if one != (asked or told)),
        label=label,
        lead=_lead(fact, messages, language, now=now, of=of, years=years),
        remark=_remark(fact, language),
    )


def ended(fact: Fact, messages: Mapping[int, Message]) -> Passage | None:
    """What says that it is over, or done."""
    return next((one for each in fact.ended_by if (one := _passage(each, messages))), None)


def _lead(
    fact: Fact,
    messages: Mapping[int, Message],
    language: Language,
    *,
    now: datetime,
    of: bool,
    years: Sequence[int] = (),
) -> str:
    """What was asked for: a value with its time, a sum with who owes it, a day."""
    whose = _whose(fact.subject, language, first=True) if of else ""
    if fact.kind == "birthday" and not _is_of_another_calendar(fact):
        return _joined(whose, birthday(fact.value, now.date(), language, years=years), language)
    if fact.kind == "debt":
        return _owed(fact, language)
    if fact.kind in _TO_DO:
        return _joined(whose, when(fact.when, language) if fact.when else "", language)
    if fact.kind != "fact" or fact.negated or width(fact.value) > _LONGEST_LEAD:
        return _joined(whose, _time(fact, messages, language), language)
    value = ("" if language == "zh" else " ").join(
        filter(None, (fact.value, _time(fact, messages, language)))
    )
    return _joined(whose, value, language)


def birthday(value: str, today: date, language: Language, *, years: Sequence[int] = ()) -> str:
    """A birthday by the sun or by the moon, and the day on which it falls next, or in certain years."""
    falls = [_in_year(day, language) for year in years for day in birthdays_in(value, year)]
    if falls:
        return ("，" if language == "zh" else ", ").join((_birthday(value, language), *falls))
    following = next_birthday(value, today)
    day = _birthday(value, language)
    if following is None:
        return day
    told = wording.weekday(datetime.combine(following, time()), language)
    return f"{day}，下一次是{told}" if language == "zh" else f"{day}, next on {told}"


def _in_year(day: date, language: Language) -> str:
    told = wording.weekday(datetime.combine(day, time()), language)
    return f"落在{told}" if language == "zh" else f"falling on {told}"


def when(interval: When, language: Language) -> str:
    """When, or until when."""
    start, end = interval.start, interval.end
    if start.time() == end.time() == time() or (end - start).days:
        return wording.span(start, end, "day" if (end - start).days <= 1 else "range", language)
    return wording.span(start, end, "minute", language)


def _passage(one: Evidence, messages: Mapping[int, Message]) -> Passage | None:
    """The words around a quote, if the message still has it there."""
    message = messages.get(int(one.message))
    if message is None or (getattr(message, one.field, None) or "")[one.start : one.end] != one.quote:
        return None
    return around(message, one.field, one.start, one.end)


def _asked_before(fact: Fact, told: Passage, messages: Mapping[int, Message]) -> Passage | None:
    """What it answers, without which a short reply can't be understood."""
    before = [
        messages[number]
        for number in fact.context
        if number in messages and messages[number].when <= told.message.when
    ]
    return whole(before[-1]) if before and before[-1].id != told.message.id else None


def _is_of_another_calendar(fact: Fact) -> bool:
    """Whether the words have another month in Chinese numerals than the value: then they go by the moon."""
    told = _MONTH.search(fact.evidence[0].quote)
    return (
        told is not None and not fact.value.startswith(_LUNAR) and f"{_MONTHS[told[1]]:02}" not in fact.value
    )


def _time(fact: Fact, messages: Mapping[int, Message], language: Language) -> str:
    """Since when, if that was told, and until when; of what holds for a time."""
    if fact.relation not in ONE_AT_A_TIME:
        return wording.since_until(None, fact.until, language)
    said = {messages[int(one.message)].when for one in fact.evidence if int(one.message) in messages}
    seen = not fact.ended_by or any(int(one.message) in messages for one in fact.ended_by)
    return wording.since_until(
        None if fact.since in said else fact.since, fact.until if seen else None, language
    )


def _owed(fact: Fact, language: Language) -> str:
    by, to = _whose(fact.subject, language, first=True), _whose(fact.to, language) if fact.to else ""
    what = fact.value if width(fact.value) <= _LONGEST_LEAD else ""
    mine = fact.subject.person is not None and fact.subject.person.owner
    if fact.status in ("done", "cancelled"):
        forgiven = fact.status == "cancelled"
        return wording.gave_back(by, to, what, mine=mine, forgiven=forgiven, language=language)
    return wording.owes(by, to, what, mine=mine, language=language)


def _whose(party: Party, language: Language, *, first: bool = False) -> str:
    """Who is meant; `first` in the line or within it."""
    if party.person is not None and party.person.owner:
        return "你" if language == "zh" else "You" if first else "you"
    whose, _, tie = party.name.rpartition(": ")
    return wording.of(whose, tie, language) if whose and party.person is None else party.name


def _joined(whose: str, what: str, language: Language) -> str:
    return wording.line(whose, what, language) if whose and what else whose or what


def _birthday(value: str, language: Language) -> str:
    if value.startswith(_LUNAR):
        month, _, day = value.removeprefix(_LUNAR).partition("-")
        return wording.lunar_day(int(month), int(day), language) if day.isdigit() else value
    parts = value.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) < 2:
        return value
    return wording.day_of_year(
        int(parts[-2]), int(parts[-1]), int(parts[0]) if len(parts) == 3 else None, language
    )


def _remark(fact: Fact, language: Language) -> str:
    return wording.text("your correction", language) if fact.state == "corrected" else ""
