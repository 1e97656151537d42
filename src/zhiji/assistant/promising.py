"""What somebody said they would do, and whether anything later says that it was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from zhiji.assistant import cues, wording
from zhiji.assistant.asked import inquiry
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.finding import Scope
from zhiji.assistant.judging import THRESHOLD
from zhiji.assistant.passages import Passage, passage, whole
from zhiji.assistant.promises import Between, Promises
from zhiji.assistant.question import Clause, Language, Question
from zhiji.assistant.remembering import Remembering
from zhiji.assistant.said import Said
from zhiji.assistant.terms import Term, cut
from zhiji.assistant.waiting import open_requests
from zhiji.assistant.who import Who
from zhiji.chat import Message
from zhiji.language import fold, query_terms
from zhiji.language.times import find_times
from zhiji.store.context import Context

_MOST_READ = 1500
_MOST = 8
_MOST_FOLLOWED = 40
_TO_ME = re.compile(
    r"\bwho(?:'s|'ve| has| have)?\b.{0,20}\bpromised? (?:me|us)\b|谁.{0,6}(?:答应|承诺|保证)(?:过|了)?(?:要)?(?:我|咱)",
    re.I,
)
_THEY_PROMISED = re.compile(r"\b(?:did|has|have|had) (?:he|she|they)\b|[他她]们?.{0,3}(?:答应|承诺|保证)")
_OWE = re.compile(r"\bowe\b|欠", re.I)
_FOLLOWED = 400  # later messages of the chat that may say it was done
_OWN_WORDS = {
    "promise",
    "people",
    "anybody",
    "everybody",
    "show",
    "far",
    "chat",
    "chats",
    "list",
    "everything",
    "things",
    "promised",
    "promises",
    "owe",
    "answer",
    "done",
    "open",
    "keep",
    "kept",
    "left",
    "pending",
    "outstanding",
    "fulfilled",
    "答应",
    "承诺",
    "做完",
    "办完",
    "办",
    "事",
    "事情",
    "都",
    "兑现",
    "做到",
    "说好",
    "保证",
    "欠",
}
_SURELY = 2.0  # shared by what says that a promise was kept which memory has as open
_HALF = 0.5  # of a word of the matter: 扫 for "scan"
_ANSWERED = timedelta(days=2)
_CJK = "\u3400"


def promised(
    question: Question, *, who: Who, context: Context, now: datetime, remembering: Remembering, scope: Scope
) -> Draft:
    """Promises, those first that nothing says were kept; of one matter, if the question names one."""
    language = question.language
    owner = who.owner
    others = frozenset().union(*(one.accounts for one in question.named)) - owner
    by_owner = question.mine and not _by_other(question)
    to_me = not others and bool(_TO_ME.search(question.text))
    speakers = owner if by_owner or not others else others
    chats = who.chats_of(others or owner)
    written = [] if to_me else context.by(speakers, chats=chats, limit=_MOST_READ)
    found = [one for one in written if one.when <= now and cues.promises(one.text)]
    on_it = _on_matter(found, _matter(question), context) or _on_matter(
        found, _matter(question), context, least=_HALF
    )
    found = on_it[:_MOST_FOLLOWED]
    mine = owner if question.mine else frozenset()
    between = Between(
        speakers=frozenset() if to_me else speakers,
        to=owner if to_me else others if by_owner else mine,
        chats=frozenset(chats),
    )
    known = Promises(remembering, between)
    debts = [one for clause in question.clauses for one in _debts(question, clause, remembering, scope)]
    seen = {part.message.id for one in debts for shown in one.shown for part in shown.parts}
    found = [one for one in found if one.id not in seen and not known.settles(one)]
    kept = [(one, known.fulfilled(one) or _kept_by(one, known, context)) for one in found]
    still = [
        (_shown(one, None, language, due=known.due(one)), known.rank(one, now))
        for one, by in kept
        if by is None
    ]
    done = [_shown(one, by, language) for one, by in kept if by is not None]
    more = known.others(
        without=seen | {one.id for one in found},
        within={one.id for one in _on_matter(known.told(), _matter(question))},
        of=to_me,
    )
    still += [
        (one, known.rank(one.replies[0].message if one.replies else one.passage.message, now))
        for one in more.open
    ]
    wanted = [_shown(one, None, language) for one in _asked_of(question, chats, who, context)]
    sections = [
        *debts,
        _section("waiting", wanted, language),
        _section("open", [one for one, _ in sorted(still, key=lambda pair: pair[1])][:_MOST], language),
        _section("done", _newest([*done, *more.done])[: _MOST // 2], language),
        _section("called off", _newest(more.called_off)[: _MOST // 2], language),
    ]
    sections = [one for one in sections if one.shown]
    return Draft(
        sections=tuple(sections),
        opening="" if sections else wording.text("no promise", language),
        confidence=1.0 if sections else 0.0,
        chats=tuple(chats[:3]),
        pool=tuple(part for one in sections for shown in one.shown for part in shown.parts),
    )


def asks_of_debts(question: Question) -> bool:
    """Whether it is owed, not only promised, what a question asks for."""
    return bool(_OWE.search(question.text))


def with_debts_said(own: Draft, usual: Draft, question: Question) -> Draft:
    """The same, for who asks what they owe, with what a search found that says so and memory hasn't got."""
    asked = [one for clause in question.clauses if (one := inquiry(clause))]
    if not _OWE.search(question.text) or usual.confidence < THRESHOLD or not asked:
        return own
    seen = {part.message.id for one in own.sections for shown in one.shown for part in shown.parts}
    more = [
        replace(shown, label="", lead="")
        for section in usual.sections
        for shown in section.shown
        if (message := shown.passage.message).id not in seen
        and _OWE.search(message.text)
        and all(one.is_right_way(message) for one in asked)
    ]
    if not more:
        return own
    return replace(
        own, sections=(*own.sections, _section("also", more, question.language)), confidence=1.0, opening=""
    )


def _kept_by(message: Message, known: Promises, context: Context) -> Message | None:
    least = _SURELY if known.is_open(message) else 0.5
    return fulfilled(message, _later(message, context), least=least)


def _debts(question: Question, clause: Clause, remembering: Remembering, scope: Scope) -> Sequence[Section]:
    """Who asks what they owe is told of money first."""
    return remembering.known(clause, scope).sections if _OWE.search(question.text) else ()


def _newest(some: Iterable[Shown]) -> list[Shown]:
    return sorted(some, key=lambda one: one.passage.message.when, reverse=True)


def _asked_of(question: Question, chats: Sequence[int], who: Who, context: Context) -> list[Message]:
    """Who asks what they owe means what was wanted of them, too."""
    if not (_OWE.search(question.text) and question.named and chats):
        return []
    tail = context.latest(chat=chats[0], limit=60)
    return open_requests(tail, who.owner, who.names_of(who.owner))


def _by_other(question: Question) -> bool:
    """ "What did Mum promise me?" asks for her words."""
    text = " ".join(one.text for one in question.clauses).lower()
    return any(
        f"did {one.word.lower()}" in text
        or f"has {one.word.lower()}" in text
        or re.search(
            rf"{re.escape(one.word)}\s*(?:(?:has|had|also|ever|once) )*(?:还|都|又|曾经?|之前|以前)?\s*(?:promised|答应|承诺|保证)",
            question.text,
        )
        for one in question.named
    ) or (bool(question.named) and bool(_THEY_PROMISED.search(text)))


def _matter(question: Question) -> list[Term]:
    words = [one.word for one in question.named]
    return [
        term
        for clause in question.clauses
        for term in (clause.terms or cut(clause.text, without=words))
        if fold(term.text) not in _OWN_WORDS and term.text not in words
    ]


def _on_matter(
    found: Sequence[Message],
    terms: Sequence[Term],
    context: Context | None = None,
    least: float = 0.8,
) -> list[Message]:
    """What has a word of the matter, or answers what has."""
    if not terms:
        return list(found)
    return [
        one
        for one in found
        if any(
            sum(Said(each).has(term) for term in terms) >= least
            for each in (one, *(context.preceding(one, 1, within=_ANSWERED) if context else ()))
        )
    ]


def fulfilled(message: Message, later: Iterable[Message], *, least: float = 0.5) -> Message | None:
    """The first of these later messages of the chat that says it is done, and shares words with it.

    A word counts 1, a Chinese character a half; `least` is how much has to be shared.
    """
    words = _words(message.text)
    for one in later:
        if (
            one.when - message.when > timedelta(minutes=10)
            and cues.DONE.search(one.text)
            and sum(0.5 if word >= _CJK else 1.0 for word in words & _words(one.text)) >= least
        ):
            return one
    return None


def _later(message: Message, context: Context) -> list[Message]:
    return context.following(message, _FOLLOWED, within=timedelta(days=400))


def _words(text: str) -> set[str]:
    """What it is about: stems, and each Chinese character that names a thing."""
    folded = fold(text)
    common = set("我你他她它的了吗呢吧啊是有在就都也不会给到好一这那个们来去下上要天明说还没把后以")
    return {term for term in query_terms(text) if term < _CJK and len(term) > 2} | {
        char for char in folded if char >= _CJK and char not in common and char.isalpha()
    }


def _section(name: str, shown: Iterable[Shown], language: Language) -> Section:
    heading = wording.line(wording.text(name, language), "", language).rstrip()
    return Section(heading=heading, shown=tuple(shown))


def _shown(message: Message, by: Message | None, language: Language, *, due: str = "") -> Shown:
    found = passage(Said(message), ()) or Passage(message, "text", 0, len(message.text))
    reply = whole(by) if by else None
    spans = find_times(message.text, message.when, lean="future")
    lead = due or (
        wording.span(spans[0].start, spans[0].end, spans[0].granularity, language) if len(spans) == 1 else ""
    )
    return Shown(
        passage=found,
        replies=(reply,) if reply else (),
        remark=wording.in_brackets(lead, language) if lead else "",
    )
