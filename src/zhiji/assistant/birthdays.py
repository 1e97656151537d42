"""For which years a birthday is asked: by their names, or by the age that is reached then; and questions on one day joined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from zhiji.assistant.asked import inquiry
from zhiji.assistant.question import Clause, Question, Wants
from zhiji.chat import Message
from zhiji.language.numerals import chinese_number
from zhiji.language.times import find_times
from zhiji.memory import Fact, birthdays_in, year_of_birth

_ROUND = re.compile(
    r"\b(?P<en>\d{1,3})(?:st|nd|rd|th)\b|\bturn(?:s|ing)? (?P<turns>\d{1,3})\b"
    r"|(?P<zh>\d{1,3}|[一二三四五六七八九十百]{1,3})(?:周?岁|大寿|整寿)",
    re.I,
)
_REACHED = re.compile(
    r"满(\d{1,3}|[一二三四五六七八九十百]{1,4})(?:周?岁|了|啦)|\bturn(?:ed|ing|s)? (\d{1,3})\b|\b(\d{1,3})(?:st|nd|rd|th) birthday",
    re.I,
)
_SAME_DAY = re.compile(
    r"公历|阳历|新历|农历|阴历|(?:周|星期|礼拜)几|赶上|落在|\bfalls?\b|\bcalendar\b|\bsolar\b|\blunar\b"
    r"|\b(?:what|which) (?:date|day|weekday)\b.{0,20}\b(?:that|it)\b",
    re.I,
)
_WISHED = timedelta(days=3)  # a round birthday is spoken of as reached so long before it


def joined(question: Question) -> Question:
    """The question with what asks only on which day a birthday falls as one with what asks for the birthday."""
    clauses: list[Clause] = []
    for one in question.clauses:
        if clauses and _asks_for_its_day(one, clauses[-1]):
            before = clauses.pop()
            text = f"{before.text} {one.text}"
            one = replace(before, text=text, spans=(*before.spans, *one.spans))
        clauses.append(one)
    return replace(question, clauses=tuple(clauses))


def _asks_for_its_day(clause: Clause, before: Clause) -> bool:
    asked = inquiry(before)
    of_birthday = asked is not None and asked.kind == "birthday"
    return (
        of_birthday
        and clause.wants is Wants.WHEN
        and clause.named in ((), before.named)
        and bool(_SAME_DAY.search(clause.text))
    )


def years_asked(
    clause: Clause, fact: Fact, ages: Sequence[Fact], messages: Mapping[int, Message]
) -> list[int]:
    """The years for which a clause asks for a birthday; [] if it asks for none. `ages` are what is told of their age."""
    years = [one.start.year for one in clause.spans if one.granularity == "year"]
    wanted = _age(clause.text)
    if years or wanted is None:
        return years
    if (born := year_of_birth(fact.value)) is not None:
        return [born + wanted]
    told = [
        (age, year) for one in ages if (age := _number(one.value)) and (year := _reached(one, fact, messages))
    ]
    told += _with_the_day(fact, messages)
    told.sort(key=lambda pair: abs(pair[0] - wanted))
    return [year + wanted - age for age, year in told[:1]]


def _with_the_day(birthday: Fact, messages: Mapping[int, Message]) -> list[tuple[int, int]]:
    """The age that is told together with the birthday, and the year in which it was reached."""
    message = messages.get(birthday.message)
    found = _REACHED.search(message.text) if message else None
    age = _number(next(filter(None, found.groups()))) if found else None
    return [(age, _last_year(birthday.value, (message.when + _WISHED).date()))] if message and age else []


def _age(text: str) -> int | None:
    found = _ROUND.search(text)
    return _number(found["en"] or found["turns"] or found["zh"]) if found else None


def _number(words: str) -> int | None:
    return int(words) if words.isdigit() else chinese_number(words)


def _reached(age: Fact, birthday: Fact, messages: Mapping[int, Message]) -> int | None:
    """The year in which an age that was told is, or was, reached."""
    message = messages.get(age.message)
    if message is None:
        return None
    named = [one for one in find_times(message.text, message.when) if one.granularity == "year"]
    if named:
        return named[0].start.year
    return _last_year(birthday.value, (message.when + _WISHED).date())


def _last_year(value: str, day: date) -> int:
    """The year of the last birthday before a day."""
    return day.year if any(one <= day for one in birthdays_in(value, day.year)) else day.year - 1
