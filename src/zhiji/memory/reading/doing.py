"""Plans and promises of a thread, and their being kept or called off: a walk through its lines, Chinese and English.

On the way it keeps what has been asked or proposed and not been answered, and what is still to be done. A yes makes a
promise of a request and a plan of a proposal; "sent!" ends a promise that shares its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import takewhile

from zhiji.memory.reading.clauses import clauses
from zhiji.memory.reading.doing_answers import (
    CALLED,
    DID,
    ENTERED_NAME,
    JOINS,
    WEAK,
    asks_on,
    asks_when,
    consent,
    follows,
    welcome,
)
from zhiji.memory.reading.doing_doubts import (
    handed_over,
    is_advice,
    is_elsewhere,
    is_kept_at_once,
    is_leave,
    is_loan,
    is_of_another,
    is_of_asker,
    is_own_deed,
    is_stale,
    is_tag,
    is_unsettled,
)
from zhiji.memory.reading.doing_matching import Open, ended, opened
from zhiji.memory.reading.doing_once import once
from zhiji.memory.reading.doing_outcomes import SOON, agreed, called_off, confidence, over
from zhiji.memory.reading.doing_parts import Ask, Doing, matter
from zhiji.memory.reading.doing_said import Words, asks_of, words_of
from zhiji.memory.reading.doing_times import time_near, times_of, when_of
from zhiji.memory.records import CLEAR, GROUP, LIKELY, Reading, Span, Subject
from zhiji.memory.thread import Line, Thread

_LINES, _TURNS, _WAIT = 8, 2, timedelta(days=3)  # how long an ask waits: lines, lines of who answers, time
_NOTED = 4  # characters of a bare "noted"
_MOST_OPEN = 40
_DICTATES = re.compile(
    r"\b(?:write|draft|reply|say|tell (?:him|her|them))\b|写|回复|就说", re.I
)  # a text for others
_VAGUE = 30  # characters of a promise that leaves to the message before what it is about
_SHORT = 80  # characters of a message that tells what the next one is about
_LONGEST = 600  # characters; longer ones are letters, articles, pasted texts
_IT = re.compile(r"\b(?:it|that|them|both)\b", re.I)
_FIRST_WORD = re.compile(r"@?([\w-]+)\b(?=,?\s+(?:can|could|would|will|please|pls|plz)\b|,)", re.I)
_SELF = re.compile(r"\b(?:i|we)\b|我|咱|俺", re.I)


@dataclass(slots=True)
class _Pending:
    """What was asked and waits for its answer."""

    ask: Ask
    at: int
    line: Line
    turns: dict[int, int] = field(default_factory=dict)  # lines of others since

    def waits_for(self, line: Line, at: int, thread: Thread) -> bool:
        """Whether a line may be its answer."""
        if line.sender == self.line.sender or at - self.at > _LINES or line.when - self.line.when > _WAIT:
            return False
        if line.reply_to is not None and line.reply_to != self.line.id:
            return False
        named = thread.called(self.ask.named) if self.ask.named else None
        return named in (None, line.sender) and self.turns.get(line.sender, 0) < _TURNS


def doings(thread: Thread) -> Iterator[Reading]:
    """Plans and promises, open, done and cancelled."""
    talk = _Talk(thread)
    stop = len(thread.lines) if thread.stop is None else thread.stop
    first = thread.lines[thread.first].id if thread.first < stop else None
    place = {line.id: at for at, line in enumerate(thread.lines)}
    for at in range(stop):
        for reading in talk.hear(at, thread.lines[at]):
            if first is not None and place[reading.quote.message] >= thread.first:
                yield reading


class _Talk:
    """Where a walk through a thread stands: what waits for an answer, and what is still to be done."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.pending: list[_Pending] = []
        self.open: list[Open] = []

    def hear(self, at: int, line: Line) -> Iterator[Reading]:
        """What one line says of plans and promises; the lines come in order."""
        if not self._is_heard(line):
            return
        words = words_of(line)
        found = [*self._ended(at, line, words), *self._begun(at, line, words)]
        told = [one.quote for one in found if one.status == "open" and one.confidence == CLEAR]
        self._ask(at, line, words, told)
        yield from found

    def _before(self, at: int) -> Line | None:
        """The line before, where more than two talk."""
        return None if self.thread.is_direct else next(iter(self.thread.before(at, 1)), None)

    def _is_heard(self, line: Line) -> bool:
        assistant = self.thread.kind == "assistant" and line.sender not in self.thread.owner
        return bool(line.text) and not line.forwarded and not assistant and len(line.text) <= _LONGEST

    # What is over

    def _ended(self, at: int, line: Line, words: Words) -> Iterator[Reading]:
        settled: set[int] = set()  # clauses that have ended something
        for ending in words.endings:
            if ending.start in settled or is_elsewhere(ending):
                continue
            one = ended(ending, self.open, line) if self.open else None
            if one is not None and ending.by == "receiver" and not self.thread.is_direct and not ending.acts:
                one = None if len(ending.clause.text) <= _NOTED else one  # "收到" among many
            if ending.stays_away and self._waiting(at, line):
                continue  # that is declined, and was no plan
            if one is not None and is_of_another(ending, one, self._before(at)):
                continue
            if one is not None:
                self.open.remove(one)
                settled.add(ending.start)
                yield over(one.reading, line, (ending.start, ending.stop), ending.status)
            elif ending.outright and ending.status == "cancelled":
                yield called_off(ending, line)
        given = None if settled else handed_over(line, self.open)
        if given is not None:
            self.open.remove(given[1])
            yield over(given[1].reading, line, given[0])

    # What is told, and what is answered

    def _begun(self, at: int, line: Line, words: Words) -> Iterator[Reading]:
        said = list(words.doings)
        if self.thread.kind == "assistant":
            said = [replace(one, kind="plan") for one in said if not _DICTATES.search(line.text[: one.start])]
        if self._called(words):  # "Tom, the report by Friday": he is to do it
            said = [one for one in said if one.subject or _SELF.search(one.clause.text)]
        pending = self._waiting(at, line)
        answered = self._answer(line, said, pending) if pending else []
        taken = [reading.quote for reading in answered if reading.quote.message == line.id]
        for doing in said:
            free = all(span.stop <= doing.start or doing.stop <= span.start for span in taken)
            if free and self._stands_alone(doing):
                answered.append(self._tell(replace(doing, sure=doing.sure or doing.between_two), line))
        for one in self.pending:
            one.turns[line.sender] = one.turns.get(line.sender, 0) + 1
        for reading in once(answered, line):
            self._keep_in_mind(reading, at, line, pending)
            yield reading

    def _stands_alone(self, doing: Doing) -> bool:
        """Whether words say something by themselves; "I'll do it" only answers."""
        alone = doing.between_two if self.thread.is_direct else doing.among
        return not doing.reply or alone

    def _waiting(self, at: int, line: Line) -> _Pending | None:
        """The latest that a line may answer."""
        self.pending = [one for one in self.pending if at - one.at <= _LINES]
        waiting = [one for one in self.pending if one.waits_for(line, at, self.thread)]
        return max(waiting, key=lambda one: (one.at, one.ask.sure, one.ask.form == "request"), default=None)

    def _answer(self, line: Line, said: list[Doing], pending: _Pending) -> list[Reading]:
        form = pending.ask.form
        yes = consent(line, pending.ask)
        if form == "request":
            return self._promise(line, said, pending, yes)
        if form in ("offer", "can"):
            return self._take_offer(line, pending, yes or welcome(line.text))
        if form == "call":
            return self._join(line, said, pending, yes)
        return self._take_up(line, said, pending, yes)

    def _promise(
        self, line: Line, said: list[Doing], pending: _Pending, yes: tuple[int, int] | None
    ) -> list[Reading]:
        """A yes to a request, or words that answer it."""
        promises = [one for one in said if one.kind == "promise" and one.subject is None]
        if not promises:  # "sure, I'll do it tonight"
            promises = [
                replace(one, kind="promise")
                for one in said
                if not one.subject and (_IT.search(one.clause.text) or follows(yes, one))
            ]
        if promises:
            self._settle(pending)
            return [self._answering(one, line, pending) for one in promises[:1]]
        if yes is None or WEAK.fullmatch(line.text[slice(*yes)]) or not pending.ask.sure:
            return []
        if DID.match(line.text, yes[0]) and is_loan(pending.ask):
            return []  # a debt of who asked
        self._settle(pending)
        return [self._yes(line, yes, pending, kind="promise", to=Subject(account=pending.line.sender))]

    def _take_offer(self, line: Line, pending: _Pending, yes: tuple[int, int] | None) -> list[Reading]:
        """A welcome to what another offers to do; what he only could do is told where he says so."""
        if yes is None or not pending.ask.sure:
            return []
        self._settle(pending)
        doer, other = Subject(account=pending.line.sender), Subject(account=line.sender)
        if pending.ask.kind == "promise":
            reading = self._yes(line, yes, pending, kind="promise", subject=doer, to=other)
        else:
            reading = self._yes(line, yes, pending, kind="plan", subject=doer, others=(other,))
        if pending.ask.form == "can" and pending.at >= self.thread.first:
            clause = pending.ask.clause
            reading = replace(
                reading,
                quote=Span(message=pending.line.id, start=clause.start, stop=clause.stop),
                by=pending.line.sender,
                also=(line.id,),
            )
        return [reading]

    def _join(
        self, line: Line, said: list[Doing], pending: _Pending, yes: tuple[int, int] | None
    ) -> list[Reading]:
        """One of those who answer a call."""
        found = [self._answering(one, line, pending) for one in said if one.kind == "promise"]
        joins = CALLED if pending.ask.sure else JOINS
        if not pending.ask.sure:
            found = []
            joined = JOINS.search(line.text)
            yes = joined.span() if joined else None
        if yes is not None and joins.match(line.text[slice(*yes)]):
            found.insert(0, self._joining(line, yes, pending))
        return found

    def _joining(self, line: Line, yes: tuple[int, int], pending: _Pending) -> Reading:
        """Who comes, or does what somebody was looked for to do."""
        if pending.ask.kind == "plan":
            return self._yes(line, yes, pending, kind="plan", subject=self._entered(line))
        self._settle(pending)
        return self._yes(line, yes, pending, kind="promise", to=Subject(account=pending.line.sender))

    def _entered(self, line: Line) -> Subject:
        """Whom an entry of a list names: "2. 浩宇参加" is of the child, "2. 小王" of him if he writes it."""
        named = ENTERED_NAME.match(line.text)
        if named is None or named[1] == line.name:
            return Subject(account=line.sender)
        if line.name.startswith(named[1]):  # 睿睿妈妈 writes of 睿睿
            return Subject(name=named[1])
        known = self.thread.called(named[1])
        return Subject(name=named[1]) if known is None else Subject(account=known)

    def _take_up(
        self, line: Line, said: list[Doing], pending: _Pending, yes: tuple[int, int] | None
    ) -> list[Reading]:
        """A yes to a proposal, an invitation or a question after one's plans."""
        if yes is None or (not pending.ask.sure and not self._sets_time(line, yes)):
            return []
        self._settle(pending)
        if asks_when(pending.ask) and any(one.kind == "plan" and self._is_own(one) for one in said):
            return []  # the answer tells it
        others = () if pending.ask.form == "question" else (Subject(account=pending.line.sender),)
        brought = [
            self._answering(one, line, pending)
            for one in said
            if one.kind == "promise" and one.reply and one.start >= yes[1]
        ]
        plan = self._yes(line, yes, pending, kind="plan", others=others)
        if is_of_asker(pending.ask):
            asker, other = Subject(account=pending.line.sender), Subject(account=line.sender)
            plan = replace(plan, subject=asker, others=(other,))
        elif is_unsettled(line, yes, pending.ask, among=not self.thread.is_direct):
            plan = replace(plan, confidence=LIKELY)
        return [plan, *brought]

    def _is_own(self, doing: Doing) -> bool:
        return doing.sure and doing.subject is None and not doing.reply

    def _sets_time(self, line: Line, yes: tuple[int, int]) -> bool:
        """Whether a yes says when, and doesn't propose anew."""
        later = any(yes[0] <= one.begin < yes[1] + SOON for one in times_of(line))
        return later and not any(True for clause in clauses(line) for _ in asks_of(clause))

    def _settle(self, pending: _Pending) -> None:
        self.pending = [one for one in self.pending if one.line.id != pending.line.id]

    # Readings

    def _yes(self, line: Line, yes: tuple[int, int], pending: _Pending, **more: object) -> Reading:
        reading = Reading(
            kind="plan",
            relation="plan",
            subject=Subject(account=line.sender),
            value=matter(pending.ask.clause),
            quote=Span(message=line.id, start=yes[0], stop=yes[1]),
            by=line.sender,
            also=(pending.line.id,),
            when=agreed(line, yes, pending.ask, pending.line),
            status="done" if DID.match(line.text, yes[0]) else "open",
            confidence=confidence(line, sure=not self._is_stale(line, pending)),
        )
        kind = more.pop("kind")
        return replace(reading, kind=kind, relation=kind, **more)  # type: ignore[arg-type]  # fields of a reading

    def _is_stale(self, line: Line, pending: _Pending) -> bool:
        since = self.thread.lines[pending.at + 1 :]
        return is_stale(line, pending.line, takewhile(lambda one: one.id != line.id, since))

    def _answering(self, doing: Doing, line: Line, pending: _Pending) -> Reading:
        told = self._tell(replace(doing, sure=doing.sure or (doing.reply and pending.ask.sure)), line)
        when = told.when or when_of(time_near(pending.ask.clause))
        return replace(told, also=(pending.line.id,), to=Subject(account=pending.line.sender), when=when)

    def _tell(self, doing: Doing, line: Line) -> Reading:
        """What somebody says outright."""
        hearer = self._hearer(line)
        promise = doing.kind == "promise"
        with_hearer = (doing.with_you and hearer is not GROUP) and not promise
        return Reading(
            kind=doing.kind,
            relation=doing.kind,
            subject=self._subject(doing, line),
            value=line.text[doing.start : doing.stop],
            quote=Span(message=line.id, start=doing.start, stop=doing.stop),
            by=line.sender,
            to=hearer if promise else None,
            others=(hearer,) if with_hearer else (),
            when=when_of(time_near(doing.clause)),
            status="done" if is_kept_at_once(doing) else "open",
            trust="hearsay" if doing.heard else "said",
            confidence=confidence(line, sure=doing.sure),
        )

    def _subject(self, doing: Doing, line: Line) -> Subject:
        if doing.subject is None:
            return Subject(account=line.sender)
        known = self.thread.called(doing.subject.name)
        return doing.subject if known is None else Subject(account=known)

    def _hearer(self, line: Line) -> Subject:
        """Whom a line speaks to: whom it answers or names, the other of two, who spoke before, or all."""
        partner = self.thread.listener(line.sender)
        if partner is not None:
            return Subject(account=partner)
        named = [found for name in line.mentions if (found := self.thread.called(name)) is not None]
        if named:
            return Subject(account=named[0])
        return GROUP

    def _keep_in_mind(self, reading: Reading, at: int, line: Line, pending: _Pending | None) -> None:
        asked = pending.ask.clause.sentence if pending is not None and pending.line.id in reading.also else ""
        before = next((one.text for one in self.thread.before(at, 1) if one.sender != line.sender), "")
        vague = reading.kind == "promise" and reading.quote.stop - reading.quote.start < _VAGUE
        around = asked or (before if vague and len(before) <= _SHORT else "")
        self.open = [*self.open, opened(reading, line, around)][-_MOST_OPEN:]

    def _called(self, words: Words) -> str:
        """The name that a line begins with, if it is one of those who write here."""
        return words.first if words.first and self.thread.called(words.first) is not None else ""

    def _ask(self, at: int, line: Line, words: Words, told: list[Span]) -> None:
        """Keeps what a line asks; a name before it is whom it's put to."""
        if not words.asks:
            return
        first = _FIRST_WORD.match(line.text)
        called = self._called(words) or (
            first[1] if first and self.thread.called(first[1]) is not None else ""
        )
        for ask in words.asks:
            promised = any(
                span.message == line.id
                and (is_tag(ask) or (span.start < ask.clause.stop and ask.clause.start < span.stop))
                for span in told
            )
            if promised or is_own_deed(ask):
                continue  # said outright, it waits for no yes
            if ask.named and self.thread.called(ask.named) is None:
                continue
            self.pending.append(
                _Pending(
                    replace(
                        ask,
                        named=ask.named or called,
                        sure=ask.sure and not (asks_on(ask) or is_advice(ask) or is_leave(ask)),
                    ),
                    at,
                    line,
                )
            )
