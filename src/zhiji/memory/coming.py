"""What the days to come bring: plans, deadlines, decisions and birthdays, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from zhiji.memory.birthdays import is_leap_day, is_lunar, next_birthday
from zhiji.memory.calendars import Entry
from zhiji.memory.facts import Fact

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Something of a day to come; `all_day` if no hour is told."""

    start: datetime
    end: datetime
    all_day: bool
    fact: Fact


def coming(facts: Iterable[Fact], *, now: datetime, days: int) -> list[Coming]:
    """What begins or is due from `now` on within so many days."""
    ahead = timedelta(days=days)
    found = [one for fact in facts if (one := _placed(fact, now)) is not None]
    return sorted(
        (one for one in found if one.end > now and one.start - now < ahead and _is_near(one, now)),
        key=lambda one: (one.start, one.fact.id),
    )


def _is_near(one: Coming, now: datetime) -> bool:
    """Whether it is some days at most, or begins only now: "in autumn" is no appointment in the middle of autumn."""
    return one.end - one.start <= _LONGEST or one.start >= now


def entries(found: Iterable[Coming]) -> list[Entry]:
    """The same for a calendar; birthdays by the sun come again every year."""
    named: Counter[str] = Counter()
    made = []
    for one in sorted(found, key=lambda one: (one.start, one.fact.value)):
        uid = _uid(one)
        named[uid] += 1
        made.append(_entry(one, f"{uid}-{named[uid]}" if named[uid] > 1 else uid))
    return made


def _uid(one: Coming) -> str:
    """By the words that told it first, which stay when it is told again; birthdays by the moon are entries of a year."""
    said = one.fact.evidence[-1]
    lunar = one.fact.kind == "birthday" and is_lunar(one.fact.value)
    return f"{one.fact.kind}-{said.message}-{said.start}" + (f"-{one.start:%Y%m%d}" if lunar else "")


def _entry(one: Coming, uid: str) -> Entry:
    fact = one.fact
    solar = fact.kind == "birthday" and not is_lunar(fact.value)
    return Entry(
        uid=f"{uid}@zhiji",
        title=f"🎂 {fact.subject.name}" if fact.kind == "birthday" else f"{fact.subject.name}: {fact.value}",
        start=one.start,
        end=one.end,
        all_day=one.all_day,
        yearly=solar,
        leap_day=solar and is_leap_day(fact.value),
        note=f"{fact.by.name}, {fact.said_at:%Y-%m-%d}: “{fact.evidence[0].quote}”",
    )


def _placed(fact: Fact, now: datetime) -> Coming | None:
    if fact.kind == "birthday":
        day = None if fact.negated else next_birthday(fact.value, now.date())
        return _day(day, fact, now) if day else None
    if fact.when is None or fact.negated:
        return None
    start, end = fact.when.start, fact.when.end
    all_day = start.time() == end.time() == time() and end - start >= _DAY
    return Coming(start=start, end=end, all_day=all_day, fact=fact)


def _day(day: date, fact: Fact, now: datetime) -> Coming:
    start = datetime.combine(day, time(), tzinfo=now.tzinfo)
    return Coming(start=start, end=start + _DAY, all_day=True, fact=fact)
