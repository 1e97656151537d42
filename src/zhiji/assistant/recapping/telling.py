"""The sections of a recap put together: `recap`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta

from zhiji.assistant.question import Language
from zhiji.assistant.recapping import wanting, words
from zhiji.assistant.recapping.happenings import Happening, happenings
from zhiji.assistant.recapping.matters import Matter, Matters, SeenMatters
from zhiji.assistant.recapping.period import Period
from zhiji.assistant.recapping.records import AsOf, Recap, RecapLine, RecapSection, SectionName
from zhiji.assistant.who import Who
from zhiji.chat import Message
from zhiji.language.times import TimeSpan
from zhiji.memory import next_birthday
from zhiji.memory.episodes import Rarity
from zhiji.memory.episodes.records import title
from zhiji.store import Store
from zhiji.store.context import Context
from zhiji.store.directory import Directory
from zhiji.store.micros import micro

_MOST = {"wanted": 8, "todo": 8, "mentions": 6, "upcoming": 8, "promised": 5, "unanswered": 4, "debts": 6, "decisions": 6,
         "threads": 4, "notes": 4, "happened": 30}  # fmt: skip
_BIRTHDAYS = timedelta(days=14)
_ALSO, _AS_OF, _QUOTES = 4, 8, 2
_KINDS: dict[str, SectionName] = {
    "plan": "upcoming",
    "birthday": "upcoming",
    "debt": "debts",
    "decision": "decisions",
}


def recap(
    *,
    store: Store,
    context: Context,
    since: datetime,
    until: datetime,
    rarity: Rarity,
    matters: Matters | None = None,
    language: Language | None = None,
) -> Recap:
    """What the time was about. `context` lets through what is to be told of; `matters` is where promises come from."""
    who = Who(store)
    period = Period(store, who=who, context=context, since=since, until=until)
    chosen = language or _language(period)
    telling = _Telling(period, chosen, rarity)
    sections = telling.sections((matters or SeenMatters()).found(period))
    return Recap(
        since=since,
        until=until,
        language=chosen,
        sections=tuple(sections),
        as_of=tuple(_as_of(period)),
        notes=tuple(_notes(period, chosen)),
    )


class _Telling:
    """One recap on its way."""

    def __init__(self, period: Period, language: Language, rarity: Rarity) -> None:
        self._period, self._language, self._rarity = period, language, rarity
        self._now = period.until
        self._told: set[int] = set()

    def sections(self, matters: Iterable[Matter]) -> list[RecapSection]:
        """All that have something to tell, the most important first; no message is told of twice."""
        by_section = _sorted(matters)
        period = self._period
        if period.owner:
            wanted = self._section("wanted", (self._wanted(one) for one in self._new(wanting.wanted(period))))
            mentions = self._section(
                "mentions", (self._said(one) for one in self._unsaid(wanting.mentions(period)))
            )
            unanswered = self._section(
                "unanswered", (self._said(one) for one in self._unsaid(wanting.unanswered(period)))
            )
        else:
            wanted = mentions = unanswered = None
        of_matters = {name: self._matters(name, some) for name, some in by_section.items()}
        upcoming = [*self._birthdays(), *of_matters.get("upcoming", ())]
        found = [
            wanted,
            self._section("todo", of_matters.get("todo", ())),
            mentions,
            self._section("upcoming", sorted(upcoming, key=lambda one: one.due or self._now)),
            self._section("promised", of_matters.get("promised", ())),
            unanswered,
            self._section("debts", of_matters.get("debts", ())),
            self._section("decisions", of_matters.get("decisions", ())),
            self._section("happened", self._happened()),
            self._section("threads", self._threads()),
            self._section("notes", self._noted()),
        ]
        return [one for one in found if one is not None]

    def _section(self, name: SectionName, lines: Iterable[RecapLine]) -> RecapSection | None:
        every = list(lines)
        kept, left = every[: _MOST[name]], len(every) - _MOST[name]
        if left > 0:
            kept.append(RecapLine(text=words.more(left, self._language)))
        self._told.update(one.id for line in kept for one in line.messages)
        return (
            RecapSection(name=name, heading=words.heading(name, self._language), lines=tuple(kept))
            if kept
            else None
        )

    def _new(self, some: Iterable[wanting.Wanted]) -> Iterator[wanting.Wanted]:
        return (one for one in some if one.message.id not in self._told)

    def _unsaid(self, some: Iterable[Message]) -> Iterator[Message]:
        return (one for one in some if one.id not in self._told)

    def _said(self, message: Message, remark: str = "", due: datetime | None = None) -> RecapLine:
        text = words.said(message, self._language, now=self._now)
        return RecapLine(
            text=text + (words.remark(remark, self._language) if remark else ""), messages=(message,), due=due
        )

    def _wanted(self, one: wanting.Wanted) -> RecapLine:
        if one.due is None:
            return self._said(one.message)
        told = words.due(one.due, self._language, now=self._now)
        told = words.by(told, self._language) if one.is_deadline else told
        return self._said(
            one.message, self._past(told, one.due), one.due.end if one.is_deadline else one.due.start
        )

    def _past(self, told: str, due: TimeSpan) -> str:
        return words.overdue(told, self._language) if due.end < self._now else told

    def _matters(self, name: SectionName, some: Sequence[Matter]) -> list[RecapLine]:
        """What is due first first; what was said last first where nothing is."""
        some = [one for one in some if one.message.id not in self._told]
        ordered = sorted(
            some,
            key=lambda one: (
                one.due is None,
                one.due.start if one.due else self._now,
                -micro(one.message.when),
            ),
        )
        if name == "upcoming":
            return [self._planned(one) for one in ordered]
        return [self._matter(one) for one in ordered]

    def _matter(self, one: Matter) -> RecapLine:
        if one.due is None:
            return self._said(one.message)
        told = words.due(one.due, self._language, now=self._now)
        return self._said(one.message, self._past(told, one.due), one.due.start)

    def _planned(self, one: Matter) -> RecapLine:
        line = self._said(one.message)
        if one.due is None:
            return line
        told = words.due(one.due, self._language, now=self._now)
        joint = "：" if self._language == "zh" else ": "
        return RecapLine(text=f"{told}{joint}{line.text}", messages=line.messages, due=one.due.start)

    def _birthdays(self) -> Iterator[RecapLine]:
        """Those that address books tell."""
        period, store = self._period, self._period.store
        seen: set[str] = set()
        for account, contact in Directory(store).contacts().items():
            when, year = _next(contact.birthday or "", self._now)
            if when is None or account in period.owner or when > self._now + _BIRTHDAYS:
                continue
            name = period.who.person_name(account)
            if name in seen:
                continue
            seen.add(name)
            told = words.short_day(when, self._language, now=self._now)
            turns = when.year - year if year else None
            yield RecapLine(text=words.birthday(name, told, self._language, turns=turns), due=when)

    def _happened(self) -> Iterator[RecapLine]:
        talks, names = self._period.talks, self._period.who.every_name()
        found, left = happenings(talks, self._rarity, names=names, told=frozenset(self._told))
        for one in found:
            yield self._happening(one)
        if left:
            told = [(talk.name, len(talk.messages)) for talk in left[:_ALSO]]
            rest = left[_ALSO:]
            yield RecapLine(
                text=words.also(told, len(rest), sum(len(talk.messages) for talk in rest), self._language),
                messages=tuple(talk.messages[-1] for talk in left[:_ALSO]),
            )

    def _happening(self, one: Happening) -> RecapLine:
        titles = [title([word.shown for word in topic.words]) for topic in one.topics]
        text = words.talked(
            one.talk.name, list(dict.fromkeys(titles)), len(one.talk.messages), self._language
        )
        keys = [topic.key for topic in one.topics if topic.key is not None][-_QUOTES:]
        told = [words.said(key, self._language, now=self._now, within=one.talk.name) for key in keys]
        return RecapLine(text="\n".join([text, *told]), messages=tuple(keys))

    def _threads(self) -> Iterator[RecapLine]:
        """What was gathered from several chats, as far as it goes on in this time."""
        period, store = self._period, self._period.store
        start, end = micro(period.since), micro(period.until)
        there = {one.chat.id for talk in period.talks for one in talk.messages}
        for one in store.episodes.across():
            if (
                one.last < start
                or one.first >= end
                or len(one.chats) < 2
                or not there.issuperset(one.chats[-1:])
            ):
                continue
            chats = [store.reader.chat(chat).name for chat in one.chats]
            last = store.reader.messages(one.sources[-3:])
            text = words.thread(one.title, chats, len(one.sources), self._language)
            yield RecapLine(text=text, messages=tuple(last.values()))

    def _noted(self) -> list[RecapLine]:
        """What the owner wrote to themselves."""
        own = [one for talk in self._period.talks if talk.is_own for one in talk.messages]
        return [self._said(one) for one in reversed(own)]


def _sorted(matters: Iterable[Matter]) -> dict[SectionName, list[Matter]]:
    found: dict[SectionName, list[Matter]] = {}
    for one in matters:
        name = _KINDS.get(one.kind) or ("todo" if one.mine else "promised")
        found.setdefault(name, []).append(one)
    return found


def _next(birthday: str, now: datetime) -> tuple[datetime | None, int]:
    """When it comes next, and the year of birth if that is known; "--05-01" and "1984-05-01" are birthdays."""
    day = next_birthday(birthday.removeprefix("--"), now.date())
    year = birthday.partition("-")[0]
    start = None if day is None else datetime.combine(day, time(), tzinfo=now.tzinfo)
    return start, int(year) if year.isdigit() else 0


def _language(period: Period) -> Language:
    """The one that the owner writes most in, lately; that of the chats where nobody knows the owner."""
    latest = period.context.latest(limit=1500)
    mine = [one for one in latest if one.sender.id in period.owner and one.chat.kind != "assistant"] or latest
    chinese = sum(any("\u3400" <= char <= "\u9fff" for char in one.text) for one in mine)
    return "zh" if 2 * chinese > len([one for one in mine if one.text]) else "en"


def _as_of(period: Period) -> Iterator[AsOf]:
    """The chats that are told of, those that go on longest first."""
    added = {one.source: one.added_at for one in Directory(period.store).sources()}
    for talk in period.talks:
        chat = talk.messages[-1].chat
        last = period.context.ends([chat.id])[chat.id]
        yield AsOf(chat=chat, last=last, added_at=period.context.moment(added.get(chat.source)))


def _notes(period: Period, language: Language) -> Iterator[str]:
    if not period.talks:
        yield words.nothing(language)
        if (newest := period.context.newest()) is not None and newest < period.since:
            yield words.ends(newest, language)
    elif stale := _stale(period):
        yield words.stale(stale, language)
    if period.talks and not period.owner:
        yield words.owner_unknown(language)
    if period.cut_short:
        yield words.too_much(language)


def _stale(period: Period) -> list[tuple[str, datetime]]:
    """Apps whose last message is older than the time."""
    ends = [(one.source, period.context.moment(one.last)) for one in Directory(period.store).sources()]
    return [(app, when) for app, when in ends if when is not None and when < period.since]
