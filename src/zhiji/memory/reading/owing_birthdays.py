"""Birthdays: told, answered, wished; and births."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from zhiji.language.fold import fold
from zhiji.memory.reading.clauses import Clause
from zhiji.memory.reading.owing_birthday_people import person, spoken_of
from zhiji.memory.reading.owing_birthday_words import (
    ASKED,
    BORN,
    CHILD,
    FORMS,
    KIN,
    LATE,
    MAYBE,
    NAMED,
    NOT_THAT,
    PARTY,
    SIGN,
    THIS_YEAR,
    TODAY,
    TWINS,
    WISH,
    ZODIAC,
)
from zhiji.memory.reading.owing_dates import Told, day_only, days, next_lunar, next_solar, whole_day
from zhiji.memory.reading.owing_telling import (
    clause_at,
    held,
    in_latin,
    named,
    orders_machines,
    span,
)
from zhiji.memory.records import CLEAR, LIKELY, Reading, Subject, When
from zhiji.memory.thread import Line, Thread

LATIN = tuple(form for form in FORMS if in_latin(form.pattern))
_ANSWER = 3  # lines after a question in which its answer stands
_LEAP = 9  # years among which there is always a 29th of February that is over
_WISHES = 12  # lines back in which others wished the same
_MAYBE_DAY = re.compile(
    r"\d|月|初|廿|天|today|tomorrow|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|day\b"
)
_CALENDAR = re.compile(r"农历|阴历|旧历|lunar")
_DENIED = re.compile(r"\bnot\b|n't\b|\bnever\b|不|没|唔|冇", re.I)
_WOULD_BE = re.compile(r"(?:would|'d)(?: have|'ve) been\b", re.I)
_ASKS_THEN = re.compile(r"^[\s,，]*(?:[你您咱]|我们|大家|买|送|一起|要).{1,10}$")  # 外婆做寿你回不回
_ASKS = re.compile(r"吗|几|哪|什么|是不是|系咪|对不对|[?？]|如果|要是|的话")
_NOT_UNTIL = re.compile(
    r"(?:\bnot|n't)(?= (?:even |actually |quite |be )*\w+ (?:until|till|til|'til)\b)", re.I
)
_WEIGHS = re.compile(r"\d ?(?:lbs?|pounds|kg|斤)|[一二三四五六七八九]斤|平安")
_DAUGHTER = re.compile(r"个囡|个女(?!的|人)|女儿|闺女|千金|公主|女宝|小棉袄|daughter|\bgirl\b|\blass\b")
_SON = re.compile(r"个仔|儿子|贵子|男宝|小子|带把|\bson\b|\bboy\b|\blad\b")


class _Asked(NamedTuple):
    """A question for somebody's birthday, and where it stands."""

    at: int
    whose: str
    answered: bool = False


def birthdays(thread: Thread) -> Iterator[Reading]:
    """Birthdays that the lines tell, surely or by a wish."""
    asked: _Asked | None = None
    stop = len(thread.lines) if thread.stop is None else thread.stop
    for at in range(max(0, thread.first - _ANSWER), stop):
        line = thread.lines[at]
        if line.forwarded or (thread.kind == "assistant" and not line.owner):
            continue
        folded = fold(line.text)
        readings: list[Reading] = []
        if MAYBE.search(folded) and not orders_machines(folded):
            readings = list(_of_line(thread, at, folded, asked))
        if not readings and asked and _answers(thread, at, asked, folded):
            readings = list(_answered(thread, at, folded, asked))
            asked = asked._replace(answered=asked.answered or bool(readings))
        question = ASKED.search(folded) if MAYBE.search(folded) else None
        if question:
            asked = _Asked(at, next((words for words in question.groups() if words), "you"))
        if at >= thread.first:
            yield from readings


def _of_line(thread: Thread, at: int, folded: str, asked: _Asked | None) -> Iterator[Reading]:
    line = thread.lines[at]
    about_moon = asked is not None and _CALENDAR.search(fold(thread.lines[asked.at].text)) is not None
    told = days(line, lunar=about_moon)
    yield from _birth(thread, at, folded) or _told(thread, at, folded, told) or _today(thread, at, folded)
    yield from _sign(thread, at, folded)
    yield from _wish(thread, at, folded)


def _told(thread: Thread, at: int, folded: str, told: list[Told]) -> list[Reading]:
    line = thread.lines[at]
    masked = _masked(folded, told)
    found: dict[int, Reading] = {}
    for form in (LATIN if masked.isascii() else FORMS) if told else ():
        for match in form.finditer(masked):
            day = next(one for one in told if one.start < match.end() and match.start() < one.stop)
            day = next((one for one in told if _is_the_same_by_moon(one, day)), day)
            subject = _whose(thread, at, folded, match)
            clause = clause_at(line, day.start)
            if "闰" in folded[max(0, day.start - 1) : day.stop]:
                continue  # a month that few years have
            fits = subject and clause and _tells(clause, match.end()) and not _elsewhere(folded, match)
            if fits and subject and clause and day.start not in found:
                found[day.start] = _reading(line, match.span(), subject, day.value, day.when, clause)
    return list(found.values())


def _is_the_same_by_moon(one: Told, day: Told) -> bool:
    """Whether a lunar day names the same day besides: 后天九月十九."""
    return one.value.startswith("lunar") and one.when == day.when


def _tells(clause: Clause, stop: int) -> bool:
    """Whether it is held true, and not denied up to there."""
    words = clause.line.text[clause.start : stop]
    if _WOULD_BE.search(words):
        return not (clause.standing.asked or clause.standing.quoted)
    after = clause.text[stop - clause.start :]
    if clause.language == "zh" and _ASKS_THEN.match(after) and not _ASKS.search(words):
        return not _DENIED.search(words)
    return held(clause) and not _DENIED.search(_NOT_UNTIL.sub(" ", words))


def _masked(folded: str, told: list[Told]) -> str:
    for one in told:
        folded = folded[: one.start] + "\1" * (one.stop - one.start) + folded[one.stop :]
    return folded


def _elsewhere(folded: str, match: re.Match[str]) -> bool:
    """Whether it is a party or a present that the day belongs to."""
    if re.search(r"[.!?]", match[0]):
        return False  # the day stands in a sentence of its own
    around = folded[max(0, match.start() - 12) : match.end() + 14]
    return PARTY.search(around) is not None


def _whose(thread: Thread, at: int, folded: str, match: re.Match[str]) -> Subject | None:
    line = thread.lines[at]
    words = next((value for key, value in match.groupdict().items() if value and key != "day"), "")
    start = match.start("whose") if match.groupdict().get("whose") else match.start()
    return person(thread, at, words, folded[:start], line.text[start : start + len(words)])


def _today(thread: Thread, at: int, folded: str) -> list[Reading]:
    line = thread.lines[at]
    found = TODAY.search(folded)
    clause = clause_at(line, found.start() + len(found[0]) - 1) if found else None
    if not found or not clause or clause.standing.asked or clause.standing.quoted:
        return []
    subject = person(thread, at, next((words for words in found.groups() if words), "我"), "")
    day = line.when.date()
    return (
        [_reading(line, found.span(), subject, f"{day:%m-%d}", whole_day(line.when, day), clause)]
        if subject
        else []
    )


def _birth(thread: Thread, at: int, folded: str) -> list[Reading]:
    """A child that was just born: its day is told, or it is the message's."""
    line = thread.lines[at]
    found = BORN.search(folded)
    clause = clause_at(line, found.start()) if found else None
    if not found or not clause or not held(clause) or not CHILD.search(folded):
        return []
    mandarin = replace(line, text=re.sub("[寻尋琴噚]晚", "昨晚", line.text))
    numbered = _numbered(line, folded)
    told = numbered or [one for one in days(mandarin, hours=True, lean="past") if _recent(line, one)]
    kind = _child(folded)
    children = _named(line.text)
    subjects = [Subject(name=one) for one in children] or [Subject(name=kind or "baby", of=line.sender)]
    place = (told[0].start, told[0].stop) if told else found.span()
    day = _day_of(line, told[0]) if told else line.when.date()
    signs = told or children or _WEIGHS.search(folded)
    sure = CLEAR if signs or (kind and not found[0].startswith("had a ")) else LIKELY
    return [
        _reading(line, place, subject, day.isoformat(), whole_day(line.when, day), clause, confidence=sure)
        for subject in subjects
    ]


def _numbered(line: Line, folded: str) -> list[Told]:
    """ "Born 18th at 4": the last such day."""
    found = _BORN_ON.search(folded)
    day = line.when.date()
    for _ in range(31 if found else 0):
        if found and day.day == int(found[1]):
            return [Told(f"{day:%m-%d}", found.start(), found.end(), whole_day(line.when, day))]
        day -= timedelta(days=1)
    return []


_BORN_ON = re.compile(
    r"\b(?:born|arrived)(?: \w+)? (?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?! of| [a-z]{3}[a-z]*(?<!at))"
)


def _named(text: str) -> list[str]:
    """What a child that was just born is called, or twins are."""
    both = TWINS.search(text)
    if both:
        return list(both.groups())
    name = NAMED.search(text)
    return [next(words for words in name.groups() if words)] if name else []


def _child(folded: str) -> str:
    """What a child is to its parents, by the words and in their language."""
    twins = re.search(r"twins|双胞胎", folded)
    if twins:
        return twins[0]
    girl, boy = _DAUGHTER.search(folded), _SON.search(folded)
    told = None if girl and boy else girl or boy
    if told is None:
        return ""
    names = ("daughter", "son") if told[0].isascii() else ("女儿", "儿子")
    return names[0] if girl else names[1]


def _day_of(line: Line, told: Told) -> date:
    """The day that was told, as of a birth: the last one, not the next."""
    start, today = told.when.start.date(), line.when.date()
    years = [one for one in range(today.year, today.year - _LEAP, -1) if _has(one, start)]
    before = (start.replace(year=one) for one in years)
    return start if start <= today else next(one for one in before if one <= today)


def _has(year: int, day: date) -> bool:
    """Whether a year has such a day: the 29th of February is rare."""
    return day.day <= monthrange(year, day.month)[1]


def _recent(line: Line, told: Told) -> bool:
    return not told.value.startswith("lunar") and line.when.date() - _day_of(line, told) < timedelta(days=40)


def _sign(thread: Thread, at: int, folded: str) -> Iterator[Reading]:
    line = thread.lines[at]
    for found in SIGN.finditer(folded):
        clause = clause_at(line, found.start("zh") if found["zh"] else found.start())
        beast = ZODIAC.get(found["zh"] or "") or found["en"] or found["beast"]
        words = found["whose"] or found["who"] or found["am"] or ""
        if words:
            written = line.text[found.start() :][: len(words)]
            subject = person(thread, at, words, folded[: found.start()], written)
        else:
            subject = spoken_of(thread, at, folded[: found.start()], found["zh"])
        if subject and clause and held(clause) and not clause.standing.negated and not clause.standing.joked:
            yield _reading(line, found.span(), subject, f"year of the {beast}", None, clause)


def _wish(thread: Thread, at: int, folded: str) -> Iterator[Reading]:
    """A wish suggests the day; in a group only if it names its person and isn't the only one."""
    line = thread.lines[at]
    found = WISH.search(folded)
    if not found or LATE.search(folded) or re.search(r"[「\"“]", line.text):
        return
    subject = _wished(thread, line, folded)
    others = [] if thread.is_direct else _others_who_wish(thread, at)
    if subject is None or not (thread.is_direct or others):
        return
    day = line.when.date()
    clause = clause_at(line, found.start())
    if clause:
        yield _reading(
            line,
            found.span(),
            subject,
            f"{day:%m-%d}",
            whole_day(line.when, day),
            clause,
            confidence=LIKELY,
            also=tuple(others),
        )


def _wished(thread: Thread, line: Line, folded: str) -> Subject | None:
    partner = thread.partner(line.sender)
    if partner is not None:
        return Subject(account=partner)
    spoken = named(thread, folded, but=line.sender)
    return Subject(account=spoken[0]) if len(spoken) == 1 else None


def _others_who_wish(thread: Thread, at: int) -> list[int]:
    line = thread.lines[at]
    return [
        one.id
        for one in thread.before(at, _WISHES)
        if one.sender != line.sender and one.when.date() == line.when.date() and WISH.search(fold(one.text))
    ][:1]


def _answers(thread: Thread, at: int, asked: _Asked, folded: str) -> bool:
    near = at - asked.at <= _ANSWER and thread.lines[at].sender != thread.lines[asked.at].sender
    if not near or not _MAYBE_DAY.search(folded):
        return False
    return not asked.answered or re.search(r"阳历|阴历|农历|公历|新历|身份证|lunar", folded) is not None


def _answered(thread: Thread, at: int, folded: str, asked: _Asked) -> Iterator[Reading]:
    """The day that answers a question, and the one that it puts right."""
    line, question = thread.lines[at], thread.lines[asked.at]
    moon = _CALENDAR.search(fold(question.text)) is not None
    told = [one for one in days(line, lunar=moon) if not THIS_YEAR.search(folded[: one.start])]
    subject = _asked_about(thread, at, asked)
    denied = NOT_THAT.search(_masked(folded, told))
    if subject is None:
        return
    if denied:
        yield from _denied(line, question, subject, denied, told, moon)
    good = [one for one in told if not denied or not denied.start() <= one.start < denied.end()]
    clause = clause_at(line, good[0].start) if good else None
    if good and clause and held(clause):
        day = good[0]
        yield _reading(line, (day.start, day.stop), subject, day.value, day.when, clause, also=(question.id,))


def _asked_about(thread: Thread, at: int, asked: _Asked) -> Subject | None:
    """Whose birthday the answer tells: of who answers, unless the question names somebody else."""
    if asked.whose in ("your", "ur", "you", "u", "你", "您"):
        return Subject(account=thread.lines[at].sender)
    kin = KIN.fullmatch(re.sub(r"'?s$|^your (?=\w+'s)", "", asked.whose))
    if kin and kin["whose"] != "我":
        return Subject(name=kin["en"] or kin["zh"], of=thread.lines[at].sender)
    return None


def _denied(
    line: Line, question: Line, subject: Subject, denied: re.Match[str], told: list[Told], moon: bool
) -> Iterator[Reading]:
    """ "Not the 22nd": the month is that of the question."""
    clause = clause_at(line, denied.start())
    in_question = days(question, lunar=moon)
    wrong = next((one for one in told if one.start == denied.start("day")), None)
    value, when = (wrong.value, wrong.when) if wrong else ("", None)
    day = day_only(denied["day"])
    if wrong is None and day and in_question:
        head, _, _ = in_question[0].value.rpartition("-")
        month = int(head[-2:])
        value = f"{head}-{day:02}"
        when = next_lunar(line.when, month, day) if moon else next_solar(line.when, month, day)
    if clause and value:
        yield _reading(line, denied.span(), subject, value, when, clause, negated=True, also=(question.id,))


def _reading(
    line: Line,
    place: tuple[int, int],
    subject: Subject,
    value: str,
    when: When | None,
    clause: Clause,
    *,
    negated: bool = False,
    confidence: float = CLEAR,
    also: tuple[int, ...] = (),
) -> Reading:
    return Reading(
        kind="birthday",
        relation="birthday",
        subject=subject,
        value=value,
        quote=span(line, *place),
        by=line.sender,
        also=also,
        when=None if negated else when,
        negated=negated,
        trust="hearsay" if clause.standing.heard else "said",
        confidence=LIKELY if clause.standing.hedged else confidence,
    )
