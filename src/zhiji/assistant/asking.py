"""A question in, a checked answer out: `ask`."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from zhiji.assistant import denying, ways, wording
from zhiji.assistant.asked_for import Sense
from zhiji.assistant.draft import Draft, Page, Section, Shown
from zhiji.assistant.evidence import gathered
from zhiji.assistant.finding import Find, Finder, Scope
from zhiji.assistant.judging import THRESHOLD, Signs
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.lacking import Lacks, lacks
from zhiji.assistant.ladder import Llms
from zhiji.assistant.plain import plain
from zhiji.assistant.question import Language, Question, understand
from zhiji.assistant.records import Answer, Citation, UnreadMedia
from zhiji.assistant.remembering import Remembering
from zhiji.assistant.routes import Route
from zhiji.assistant.said import Said
from zhiji.assistant.telling import Manner, names_of, told
from zhiji.assistant.terms import Term
from zhiji.assistant.who import Who
from zhiji.assistant.worded import BUDGET
from zhiji.assistant.worded.prompting import room
from zhiji.chat import Message
from zhiji.errors import OwnerUnknown
from zhiji.language import fold
from zhiji.language.times import TimeSpan, before, find_times
from zhiji.llm import Cancel, Llm
from zhiji.memory import Memory
from zhiji.store import Store
from zhiji.store.context import Context
from zhiji.store.turns import Turns

_NEAREST = 3
_LONGEST = timedelta(days=40)  # that a message speaks of, to be of a certain time
_HINTED = 0.55  # what a term counts that a message only hints at
_NEEDS_OWNER = (Route.WAITING, Route.PROMISES)
_NEVER_LACKING = (Route.DRAFT, Route.SMALL_TALK, Route.WAITING, Route.FREE)  # need not be in the chats


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The filters that a question was asked with: ids of accounts and chats, and a span of time."""

    senders: frozenset[int] = frozenset()
    chats: frozenset[int] = frozenset()
    after: datetime | None = None
    before: datetime | None = None
    kinds: frozenset[str] = frozenset()
    whole: frozenset[int] = frozenset()  # chats in which the others' messages are let through, too
    without: frozenset[int] = frozenset()  # messages that were shown before

    def lets(self, message: Message) -> bool:
        """Whether a message is within."""
        return (
            (not self.senders or message.sender.id in self.senders or message.chat.id in self.whole)
            and (not self.chats or message.chat.id in self.chats)
            and (self.after is None or message.when >= self.after)
            and (self.before is None or message.when < self.before)
            and (not self.kinds or message.kind in self.kinds)
            and message.id not in self.without
        )


def ask(
    text: str,
    *,
    store: Store,
    find: Find,
    now: datetime,
    sense: Sense | None = None,
    within: Within | None = None,
    language: Language | None = None,
    llm: Llm | Llms | None = None,
    tokens: int = BUDGET,
    allow_secrets: bool = False,
    say: Callable[[str], None] | None = None,
    cancel: Cancel | None = None,
    keep: bool = True,
    clock: Callable[[], float] = time.perf_counter,
) -> Answer:
    """The answer to a question, from what `find` and the archive bring; quoted evidence where no language model helps.

    An `llm` is asked whenever there is evidence; of `Llms` the cheapest that will do. At most about so many `tokens` go
    to one of them. `say` receives the text in checked pieces; once `cancel` is set the answer is what was said until then.

    `find` searches with the same filters as `within`; `language` is that to answer in, if it isn't the question's.
    OwnerUnknown if it asks what only the owner's archive can tell and nobody said who that is.
    """
    began = clock()
    asking = _Asking(text, store, find, now, within or Within(), language, sense=sense)
    answer = asking.answer()
    llms = llm if isinstance(llm, Llms) else Llms(large=llm, asked=llm is not None)
    said: list[str] = []

    def heard(piece: str) -> None:
        said.append(piece)
        if say is not None:
            say(piece)

    manner = Manner(now=now, budget=tokens, allow_secrets=allow_secrets, say=heard, cancel=cancel)
    answer = asking.with_llms(answer, llms, manner)
    if not said:
        heard(answer.text)
    answer = replace(answer, ms=(clock() - began) * 1000)
    return replace(answer, turn=_kept(answer, store)) if keep else answer


def ask_each(
    text: str,
    *,
    store: Store,
    find: Find,
    now: datetime,
    llms: Sequence[Llm | None],
    sense: Sense | None = None,
    within: Within | None = None,
    tokens: int = BUDGET,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Answer]:
    """The answers of several language models to a question (None: without one), from the same evidence. Keeps nothing."""
    began = clock()
    asking = _Asking(text, store, find, now, within or Within(), sense=sense)
    quoted = asking.answer()
    shared, found = clock() - began, []
    for llm in llms:
        began = clock()
        manner = Manner(now=now, budget=tokens)
        answer = asking.with_llms(quoted, Llms(large=llm, asked=llm is not None), manner)
        found.append(replace(answer, ms=(shared + clock() - began) * 1000))
    return found


def examine(
    text: str, *, store: Store, find: Find, now: datetime, within: Within | None = None
) -> tuple[float, Signs | None]:
    """How sure an answer would be and by which signs; None where it isn't judged by signs. Keeps nothing."""
    asking = _Asking(text, store, find, now, within or Within())
    draft = asking.drafted()
    return 0.0 if draft.unread_reply or asking.lacks.is_certain else draft.confidence, draft.signs


def _timeless(question: Question) -> Question:
    """Advice for some day rests on what was said before it: nothing need be of that time."""
    clauses = tuple(replace(one, spans=()) if one.route is Route.CHOICE else one for one in question.clauses)
    return replace(question, clauses=clauses)


def _without_terms(question: Question, words: frozenset[str]) -> Question:
    """Without the words that mean a chat, where others are left."""
    if not words:
        return question
    rest = [tuple(term for term in one.terms if term.text not in words) for one in question.clauses]
    clauses = zip(question.clauses, rest, strict=True)
    return replace(question, clauses=tuple(replace(one, terms=some or one.terms) for one, some in clauses))


def _kept(answer: Answer, store: Store) -> int:
    shown = [one.message.id for one in (*answer.citations, *answer.nearest)]
    if (
        answer.llm is not None and answer.explained is not None
    ):  # it may tell of what it was shown and doesn't cite
        shown += [one.message.id for one in answer.explained.evidence]
    return Turns(store).keep(
        question=answer.question,
        answer=answer.text,
        abstained=answer.abstained,
        llm=answer.llm,
        cited=[(one.number, one) for one in answer.citations],
        inputs=shown,
        signal=None if answer.explained is None else f"{answer.explained.rung}: {answer.explained.signal}",
    )


class _Asking:
    """One question on its way through the rooms."""

    def __init__(
        self,
        text: str,
        store: Store,
        find: Find,
        now: datetime,
        within: Within,
        language: Language | None = None,
        *,
        sense: Sense | None = None,
    ) -> None:
        self._store, self._now, self._within = store, now, within
        self._context, self._who = Context(store, lets=within.lets), Who(store)
        self._finder = Finder(find, who=self._who, context=self._context)
        newest = self._context.newest()
        self._newest = newest or now
        question = self._understood(text, sense)
        self._question = replace(question, language=language or question.language)
        self._remembering = self._remembered(within)
        self._draft = Draft()
        self.lacks = lacks(_timeless(self._question), self._scope(), who=self._who, context=self._context)

    def answer(self) -> Answer:
        """The answer in quoted evidence."""
        if self._question.route in _NEEDS_OWNER and self._question.mine:
            self._who.require_owner()
        self._draft = self._anew(self.drafted())
        if self._is_silent():
            return self._abstained()
        page = Page(self._question.language, self._context, shown=self._who.shown)
        page.lines += [line for line in (*self._before_the_chats_end(), self._draft.opening) if line]
        page.write(self._remembering.marked(self._draft.sections))
        page.lines += self._up_to()
        return self._made(page, abstained=False, citations=page.citations)

    def _is_silent(self) -> bool:
        """Whether nothing carries an answer, or nothing can."""
        if self._draft.corrects:
            return False
        if self._question.route is Route.WAITING and self._lacks_still().strangers:
            return True
        if self._question.route in _NEVER_LACKING:
            return self._draft.confidence < THRESHOLD
        if self._draft.unread_reply or self._lacks_still().is_certain:
            return True
        return self._draft.confidence < THRESHOLD or (bool(self.lacks.media) and not self._shows_media())

    def _lacks_still(self) -> Lacks:
        """What the chats lack, but for names that a note of the owner's, which would be shown, tells of."""
        notes = [
            fold(one.passage.quote)
            for section in self._draft.sections
            for one in section.shown
            if one.passage.message.id < 0
        ]
        unknown = tuple(
            name for name in self.lacks.strangers if not any(fold(name) in note for note in notes)
        )
        return replace(self.lacks, strangers=unknown)

    def _shows_media(self) -> bool:
        """Whether anything that would be shown has, or stands for, more than what was typed."""
        shown = (one.passage.message for section in self._draft.sections for one in section.shown)
        return any(one.kind in ("image", "voice") or one.caption or one.transcript for one in shown)

    def with_llms(self, answer: Answer, llms: Llms, manner: Manner) -> Answer:
        """The same, worded by a language model where the rule wants one, and how it came about."""
        page = Page(self._question.language, self._context, shown=self._who.shown)
        evidence = gathered(
            self._draft,
            (*answer.citations, *answer.nearest),
            page,
            self._context,
            room=room(self._question.asked, budget=manner.budget),
        )
        return told(
            answer, self._question, self._draft, evidence, llms, manner,
            names=names_of(self._who, self._question), abstain=self._abstained,
        )  # fmt: skip

    def _understood(self, asked: str, sense: Sense | None) -> Question:
        text = plain(self._who.with_owners(asked))
        chats = self._who.chats_named(text)
        named, beside = self._who.narrowed(self._who.named(text), text)
        places = self._who.chat_words(text, chats) if chats else ()
        question = understand(text, now=self._now, named=named, places=places, sense=sense)
        return replace(_without_terms(question, self._who.group_words(text, chats) | beside), said=asked)

    def _remembered(self, within: Within) -> Remembering:
        """Memory as it is now, or was at the end of the time that the question is limited to."""
        seen = self._now if within.before is None else min(self._now, within.before)
        memory = Memory(self._store, clock=lambda: seen)
        language = self._question.language
        return Remembering(memory, who=self._who, context=self._context, language=language)

    def _scope(self) -> Scope:
        chats = self._within.chats or self._who.chats_named(self._question.text)
        return Scope(chats=chats, owner=self._who.owner, now=self._now, newest=self._newest)

    def drafted(self) -> Draft:
        """All that is asked, each thing by its own way."""
        return ways.drafted(self._question, self._means())

    def _means(self) -> Means:
        return Means(
            store=self._store,
            who=self._who,
            context=self._context,
            finder=self._finder,
            scope=self._scope(),
            remembering=self._remembering,
            now=self._now,
            language=self._question.language,
        )

    def _anew(self, draft: Draft) -> Draft:
        """Asked for more, only what has a word of the question."""
        if not self._within.without:
            return draft
        terms = [term for clause in self._question.clauses for term in clause.terms]
        shown = [
            replace(section, shown=tuple(one for one in section.shown if _has_any(one, terms)))
            for section in draft.sections
        ]
        left = tuple(section for section in shown if section.shown)
        return replace(draft, sections=left, confidence=draft.confidence if left else 0.0)

    def _abstained(self) -> Answer:
        """What can't be told from the chats: up to when they go, what of them is unread, what comes nearest."""
        language = self._question.language
        chats = self._asked_about()
        ends = self._context.ends(chats)
        unread = self._unread(chats)
        page = Page(language, self._context, shown=self._who.shown)
        page.lines.append(
            denying.why_silent(
                self.lacks, language, shown=self._who.shown, answered_by=self._draft.unread_reply
            )
        )
        page.lines += [line for line in self._before_the_chats_end() if line]
        told = [(self._store.reader.chat(chat), when) for chat, when in ends.items()]
        page.lines.append(wording.covered(told or [(None, self._newest)], language))
        if unread:
            page.lines.append(wording.unread(unread, language))
        nearest = self._nearest()
        if nearest:
            page.write(
                [
                    Section(
                        heading=wording.line(wording.text("nearest", language), "", language).rstrip(),
                        shown=nearest,
                    )
                ]
            )
        answer = self._made(page, abstained=True, nearest=page.citations)
        return replace(answer, unread=tuple(unread), covered_until=max(ends.values(), default=self._newest))

    def _nearest(self) -> tuple[Shown, ...]:
        if not self._draft.near:
            return ()
        every = [replace(one, lead="", label="") for section in self._draft.sections for one in section.shown]
        return tuple(one for one in every if one.passage.quote)[:_NEAREST]

    def _asked_about(self) -> list[int]:
        """The chats that a question is about: those named, those of the people named, those with what comes nearest."""
        scope = self._scope()
        if scope.chats:
            return sorted(scope.chats)
        named = [chat for one in self._question.named for chat in self._who.chats_of(one.accounts)[:2]]
        return list(dict.fromkeys([*self._draft.chats[:3], *named]))[:4]

    def _unread(self, chats: Sequence[int]) -> list[UnreadMedia]:
        found = self._context.unread(chats)
        return [
            UnreadMedia(chat=self._store.reader.chat(n), voice=voice, pictures=some, last=last)
            for n, voice, some, last in found
        ]

    def _before_the_chats_end(self) -> list[str]:
        """A line if the time asked about lies behind the last message, and which one is shown instead."""
        clause = next((one for one in self._question.clauses if one.spans), None)
        if clause is None or self._draft.ahead or self._question.route in (Route.FREE, Route.CHOICE):
            return []
        span = clause.spans[0]
        if span.start <= self._newest or self._is_spoken_of(span):
            return []
        language = self._question.language
        lines = [wording.ends_before(self._newest, language)]
        moved = before(span, self._newest)
        if moved.start < self._newest:
            lines.append(wording.last_such(moved.start, moved.end, moved.granularity, language))
        return lines

    def _is_spoken_of(self, span: TimeSpan) -> bool:
        """Whether what would be shown speaks of just that time to come."""
        shown = (one.passage.message for section in self._draft.sections for one in section.shown)
        return any(
            one.start < span.end and span.start < one.end and one.end - one.start <= _LONGEST
            for message in shown
            for one in (find_times(message.text, message.when, lean="future") if message.text else ())
        )

    def _up_to(self) -> list[str]:
        """Up to when the chats go, where an answer depends on it."""
        if self._question.route is not Route.WAITING:
            return []
        return [wording.covered([(None, self._newest)], self._question.language)]

    def _made(
        self,
        page: Page,
        *,
        abstained: bool,
        citations: tuple[Citation, ...] = (),
        nearest: tuple[Citation, ...] = (),
    ) -> Answer:
        notes = []
        if self._question.mine and not self._who.owner:
            notes.append(str(OwnerUnknown()))
        return Answer(
            question=self._question.asked,
            text="\n".join(page.lines),
            abstained=abstained,
            corrected=self._draft.corrects,
            citations=citations,
            nearest=nearest,
            covered_until=self._covered(citations),
            notes=tuple(notes),
            confidence=0.0 if abstained and self.lacks.is_certain else self._draft.confidence,
        )

    def _covered(self, citations: Sequence[Citation]) -> datetime | None:
        chats = {one.message.chat.id for one in citations}
        return max(self._context.ends(chats).values(), default=self._newest)


def _has_any(one: Shown, terms: Sequence[Term]) -> bool:
    said = [Said(part.message) for part in one.parts]
    return not terms or any(words.has(term) > _HINTED for words in said for term in terms)
