"""What memory holds of a clause: the facts that it asks for, each with its quote, beside what a search finds.

Memory is filled in idle time and may hold some, all or nothing of a matter: what it has is shown, what it lacks is found
as if there were none. Suggestions are no facts and stay out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from zhiji.assistant import birthdays, factual, wording
from zhiji.assistant.asked import Inquiry, Side, inquiry
from zhiji.assistant.draft import Section, Shown
from zhiji.assistant.finding import Scope, periods
from zhiji.assistant.known import NOTHING, After, Known
from zhiji.assistant.meant import is_named, is_within, meets
from zhiji.assistant.question import Clause, Language, Wants
from zhiji.assistant.who import Who
from zhiji.chat import Message
from zhiji.memory import ONE_AT_A_TIME, Fact, Memory, Party
from zhiji.store.context import Context

_MOST = 20
_OVER = {"debt": "settled", "plan": "called off"}  # what over is called
_OFF = {"debt": ("done", "cancelled"), "plan": ("cancelled",)}
_STALE = timedelta(days=400)  # a plan without a date that nobody came back to
_MOST_READ = 400  # facts whose messages are looked at
_NEWEST_FIRST = frozenset({"fact", "decision", "instruction"})


class Remembering:
    """Memory as one question sees it: within its limits, as of its moment."""

    def __init__(self, memory: Memory, *, who: Who, context: Context, language: Language) -> None:
        self._memory, self._who, self._context, self.language = memory, who, context, language

    def known(self, clause: Clause, scope: Scope) -> Known:
        """The facts that a clause asks for; nothing where it asks for no such thing, or none is remembered."""
        asked = inquiry(clause, self._chat_words(clause, scope))
        if asked is None:
            return NOTHING
        every = self._facts(asked)
        found = [one for one in every if self._is_of(one, clause, asked)]
        messages = self.messages(found[-_MOST_READ:])
        after = self._afterwards(found, messages)
        found = [one for one in found[-_MOST_READ:] if one.message in messages]
        found = [one for one in found if meets(one, asked, messages)] or _of_any_matter(found, asked, clause)
        counting = [one for one in found if one.state in ("believed", "corrected", "superseded")]
        sections = tuple(self._sections(asked, clause, scope, counting, messages))
        first = next((shown for section in sections for shown in section.shown), None)
        return Known(
            asked=asked,
            sections=sections,
            is_state=bool(asked.relations & ONE_AT_A_TIME),
            newest=_said(first),
            after=after,
            elsewhere=_tellers(every) - _tellers(found),
        )

    @property
    def now(self) -> datetime:
        """The moment that memory is looked at from."""
        return self._memory.now

    def facts(self, kind: str, relations: Collection[str] | None = None) -> list[Fact]:
        """The facts of a kind, all states, in the order they were said in."""
        return self._memory.facts(kinds={kind}, relations=relations)

    def messages(self, facts: Iterable[Fact]) -> dict[int, Message]:
        """The messages of facts that the limits of the question let through."""
        numbers = {
            number
            for fact in facts
            for number in (*(int(one.message) for one in (*fact.evidence, *fact.ended_by)), *fact.context)
        }
        found = self._context.messages(sorted(numbers))
        return {number: self._who.shown(message) for number, message in found.items()}

    def marked(self, sections: Iterable[Section]) -> tuple[Section, ...]:
        """Sections in which what was heard at second hand is marked as that."""
        every = list(sections)
        heard = self._memory.hearsay(one.passage.message.id for section in every for one in section.shown)
        mark = wording.text("hearsay", self.language)
        return tuple(
            replace(
                section,
                shown=tuple(
                    replace(one, remark=one.remark + mark) if one.passage.message.id in heard else one
                    for one in section.shown
                ),
            )
            for section in every
        )

    def shown(
        self,
        fact: Fact,
        messages: Mapping[int, Message],
        *,
        of: bool = False,
        label: str = "",
        years: Sequence[int] = (),
    ) -> Shown | None:
        """A fact with its quote."""
        return factual.shown(
            fact, messages, self.language, now=self._memory.now, of=of, label=label, years=years
        )

    def _years(self, fact: Fact, clause: Clause) -> list[int]:
        """For which years a birthday is asked."""
        if fact.kind != "birthday":
            return []
        ages = [one for one in self.facts("fact", {"age"}) if one.subject.key == fact.subject.key]
        return birthdays.years_asked(clause, fact, ages, self.messages([fact, *ages]))

    # Which facts

    def _chat_words(self, clause: Clause, scope: Scope) -> list[str]:
        return self._who.chat_words(clause.text, scope.chats) if scope.chats else []

    def _facts(self, asked: Inquiry) -> list[Fact]:
        return self.facts(asked.kind, asked.relations or None)

    def _is_of(self, fact: Fact, clause: Clause, asked: Inquiry) -> bool:
        """Whether a fact is of those whom the clause asks about."""
        match asked.kind:
            case "debt":
                return self._on_side(fact.subject, asked.by, clause) and self._on_side(
                    fact.to, asked.to, clause
                )
            case "instruction":
                return True
            case "decision" | "plan":
                return not clause.named or any(
                    self._means(party, clause) for party in (fact.subject, fact.by, fact.to, *fact.others)
                )  # fmt: skip
            case _:
                return self._is_about(fact.subject, clause)

    def _on_side(self, party: Party | None, side: Side, clause: Clause) -> bool:
        if side is Side.ANYBODY:
            return True
        if party is None:
            return False
        if side is Side.ME:
            return party.person is not None and party.person.owner
        return self._means(party, clause)

    def _is_about(self, party: Party, clause: Clause) -> bool:
        if party.person is None:
            return is_named(party, clause)
        if clause.named:
            return self._means(party, clause)
        if clause.mine:
            return party.person.owner
        return clause.wants in (Wants.WHO, Wants.SEVERAL)

    def _means(self, party: Party | None, clause: Clause) -> bool:
        """Whether a party is one of those whom a clause names."""
        if party is None or party.person is None:
            return party is not None and is_named(party, clause)
        accounts = {account.id for account in party.person.accounts}
        return any(accounts & one.accounts for one in clause.named)

    # How they are shown

    def _sections(
        self,
        asked: Inquiry,
        clause: Clause,
        scope: Scope,
        found: Sequence[Fact],
        messages: Mapping[int, Message],
    ) -> Iterator[Section]:
        if asked.kind == "fact" and asked.relations & ONE_AT_A_TIME:
            yield from self._states(asked, clause, scope, found, messages)
            return
        current, over = self._apart(asked, clause, found, _spans(asked, clause, scope))
        yield self._section("", self._ordered(asked, current), clause, messages)
        yield self._section(_OVER.get(asked.kind, "over"), over[::-1], clause, messages)

    def _apart(
        self,
        asked: Inquiry,
        clause: Clause,
        found: Sequence[Fact],
        spans: Sequence[tuple[datetime, datetime]],
    ) -> tuple[list[Fact], list[Fact]]:
        """What counts, and what is over, as far as that is asked."""
        if spans:
            inside = [one for one in found if is_within(one, spans)]
            off = [one for one in inside if not one.is_current and one.status in _OFF.get(asked.kind, ())]
            return [one for one in inside if one not in off], off
        whether = clause.wants is Wants.WHETHER
        if asked.kind == "plan":
            coming = [one for one in found if _is_coming(one, self.now)]
            return [one for one in coming if one.is_current], [
                one for one in coming if one.status == "cancelled"
            ]
        current = [one for one in found if one.is_current and (whether or not one.negated)]
        wanted = whether or asked.former or asked.kind == "debt"
        return current, [one for one in found if wanted and not one.is_current]

    def _states(
        self,
        asked: Inquiry,
        clause: Clause,
        scope: Scope,
        found: Sequence[Fact],
        messages: Mapping[int, Message],
    ) -> Iterator[Section]:
        """What was so then, or is so now; behind it what was so before, or came after."""
        told = sorted((one for one in found if not one.negated), key=lambda one: (one.since, one.id))
        spans = periods(clause, scope)
        if spans:
            then = [one for one in told if is_within(one, spans)]
            others = [one for one in told if then and one not in then and one.since >= then[-1].since][:1]
            label = "later"
        elif asked.former:
            then = [one for one in told if one.state == "superseded"]
            others, label = [one for one in told if one.is_current], "later"
        else:
            then = [one for one in told if one.is_current]
            others, label = [one for one in told if one.state == "superseded"][-1:], "earlier"
        if not then:
            return
        first = self._section("", then[::-1], clause, messages)
        after = self._section("", others[::-1], clause, messages, label=wording.text(label, self.language))
        seen = {part.message.id for one in first.shown for part in one.parts}
        rest = tuple(_without(one, seen) for one in after.shown if one.passage.message.id not in seen)
        yield Section(shown=(*first.shown, *rest))

    def _section(
        self,
        name: str,
        facts: Sequence[Fact],
        clause: Clause,
        messages: Mapping[int, Message],
        *,
        label: str = "",
    ) -> Section:
        """Facts under a heading, each message once."""
        of_group = {one.subject.key.partition(":")[0] for one in facts} == {"group"}
        several = len({one.subject.key for one in facts}) > 1 or (not clause.named and not clause.mine)
        some: dict[tuple[int, str], Shown] = {}
        for fact in facts:
            one = self.shown(
                fact,
                messages,
                of=(several or fact.subject.person is None) and not of_group,
                label=label,
                years=self._years(fact, clause),
            )
            if one is None:
                continue
            key = one.passage.message.id, one.lead if fact.kind == "debt" else ""
            some[key] = _both(some[key], one, self.language) if key in some else one
        heading = wording.line(wording.text(name, self.language), "", self.language).rstrip() if name else ""
        return Section(heading=heading if some else "", shown=tuple(some.values())[:_MOST])

    def _ordered(self, asked: Inquiry, facts: Sequence[Fact]) -> list[Fact]:
        """What is due first first; of facts the newest."""
        if asked.kind in _NEWEST_FIRST:
            return list(reversed(facts))
        return sorted(
            facts,
            key=lambda one: (
                one.when is None,
                one.when.end.timestamp() if one.when else -one.said_at.timestamp(),
            ),
        )

    def _afterwards(self, facts: Sequence[Fact], messages: Mapping[int, Message]) -> dict[int, After]:
        """What became of what a message says that a search finds, too: it is over, or settled."""
        gone = [one for one in facts if one.state == "superseded" or one.status in ("done", "cancelled")]
        still = _tellers(one for one in facts if one.is_current)
        return {
            number: After(
                remark=wording.text("changed" if one.status is None else "settled later", self.language),
                by=factual.ended(one, messages),
            )
            for one in gone
            for number in _tellers([one]) - still
        }


def _spans(asked: Inquiry, clause: Clause, scope: Scope) -> list[tuple[datetime, datetime]]:
    """The times asked about; of plans the coming ones, of all else those in which the chats go on."""
    if asked.kind == "birthday":
        return []
    if asked.kind == "plan":
        return [(one.start, one.end) for one in clause.spans]
    return periods(clause, scope)


def _of_any_matter(facts: Sequence[Fact], asked: Inquiry, clause: Clause) -> list[Fact]:
    """What is owed anyway, where nobody is named and nothing is known of the matter: the dinner's word may be missing."""
    return [one for one in facts if one.is_current] if asked.kind == "debt" and not clause.named else []


def _is_coming(fact: Fact, now: datetime) -> bool:
    """Whether a plan's time is still to come; one without a time is for some while."""
    return fact.when.end > now if fact.when else fact.said_at > now - _STALE


def _both(one: Shown, other: Shown, language: Language) -> Shown:
    """What one message says of two things."""
    leads = dict.fromkeys(filter(None, (other.lead, one.lead)))  # they come the newest, so the last, first
    return replace(one, lead=("、" if language == "zh" else ", ").join(leads))


def _without(one: Shown, seen: Collection[int]) -> Shown:
    return replace(one, replies=tuple(part for part in one.replies if part.message.id not in seen))


def _tellers(facts: Iterable[Fact]) -> frozenset[int]:
    return frozenset(int(quote.message) for one in facts for quote in one.evidence)


def _said(shown: Shown | None) -> datetime | None:
    if shown is None:
        return None
    return max(part.message.when for part in shown.parts)
