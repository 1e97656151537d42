"""What somebody said they would do, and whether anything later says that it was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.passages import Passage, passage, whole
from zhiji.assistant.question import Language, Question
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
_OWE = re.compile(r"\bowe\b|欠", re.I)
_FOLLOWED = 400  # later messages of the chat that may say it was done
_OWN_WORDS = {
    "promise",
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
    "说好",
    "保证",
    "欠",
}
_CJK = "\u3400"


def promised(question: Question, *, who: Who, context: Context, now: datetime) -> Draft:
    """Promises, those first that nothing says were kept; of one matter, if the question names one."""
    language = question.language
    owner = who.owner
    others = frozenset().union(*(one.accounts for one in question.named)) - owner
    by_owner = question.mine and not _by_other(question)
    speakers = owner if by_owner or not others else others
    chats = who.chats_of(others or owner)
    written = context.by(speakers, chats=chats, limit=_MOST_READ)
    found = [one for one in written if one.when <= now and cues.promises(one.text)]
    found = _on_matter(found, _matter(question))[:_MOST_FOLLOWED]
    kept = [(one, fulfilled(one, _later(one, context))) for one in found]
    still = [(one, None) for one, by in kept if by is None]
    done = [(one, by) for one, by in kept if by is not None]
    sections = [
        _section("waiting", _asked_of(question, chats, who, context), language),
        _section("open", still[:_MOST], language),
        _section("done", done[: _MOST // 2], language),
    ]
    sections = [one for one in sections if one.shown]
    return Draft(
        sections=tuple(sections),
        opening="" if sections else wording.text("no promise", language),
        confidence=1.0 if sections else 0.0,
        chats=tuple(chats[:3]),
        pool=tuple(
            part for one in sections for shown in one.shown for part in (shown.passage, *shown.replies)
        ),
    )


def _asked_of(
    question: Question, chats: Sequence[int], who: Who, context: Context
) -> list[tuple[Message, Message | None]]:
    """Who asks what they owe means what was wanted of them, too."""
    if not (_OWE.search(question.text) and question.named and chats):
        return []
    tail = context.latest(chat=chats[0], limit=60)
    return [(one, None) for one in open_requests(tail, who.owner, who.names_of(who.owner))]


def _by_other(question: Question) -> bool:
    """ "What did Mum promise me?" asks for her words."""
    text = question.text.lower()
    return any(
        f"did {one.word.lower()}" in text
        or f"has {one.word.lower()}" in text
        or f"{one.word}答应" in question.text
        for one in question.named
    )


def _matter(question: Question) -> list[Term]:
    words = [one.word for one in question.named]
    return [
        term
        for clause in question.clauses
        for term in (clause.terms or cut(clause.text, without=words))
        if fold(term.text) not in _OWN_WORDS and term.text not in words
    ]


def _on_matter(found: Sequence[Message], terms: Sequence[Term]) -> list[Message]:
    if not terms:
        return list(found)
    worth = {one.id: sum(Said(one).has(term) for term in terms) for one in found}
    return [one for one in found if worth[one.id] >= 0.8]


def fulfilled(message: Message, later: Iterable[Message]) -> Message | None:
    """The first of these later messages of the chat that says it is done, and shares a word with it."""
    words = _words(message.text)
    for one in later:
        if (
            one.when - message.when > timedelta(minutes=10)
            and cues.DONE.search(one.text)
            and words & _words(one.text)
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


def _section(name: str, some: Iterable[tuple[Message, Message | None]], language: Language) -> Section:
    shown = tuple(_shown(message, by, language) for message, by in some)
    return Section(heading=wording.line(wording.text(name, language), "", language).rstrip(), shown=shown)


def _shown(message: Message, by: Message | None, language: Language) -> Shown:
    found = passage(Said(message), ()) or Passage(message, "text", 0, len(message.text))
    reply = whole(by) if by else None
    spans = find_times(message.text, message.when, lean="future")
    lead = (
        wording.span(spans[0].start, spans[0].end, spans[0].granularity, language) if len(spans) == 1 else ""
    )
    return Shown(passage=found, replies=(reply,) if reply else (), remark=_due(lead, language))


def _due(lead: str, language: Language) -> str:
    if not lead:
        return ""
    return f"（{lead}）" if language == "zh" else f" ({lead})"
