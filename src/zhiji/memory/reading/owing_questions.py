"""Questions and requests that the lines after them never answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from zhiji.language import query_terms
from zhiji.language.fold import fold
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.reading.owing_question_words import (
    ADVERT,
    ANSWER,
    ANYBODY,
    LAMENT,
    MARKED,
    MAYBE,
    NEVER_MIND,
    PLAIN,
    PLAIN_ANSWER,
    REQUEST,
    TALK,
    THANKS,
    WANTED,
)
from zhiji.memory.reading.owing_telling import deadline, named, orders_machines, span, vocative
from zhiji.memory.reading.owing_words import GRANT
from zhiji.memory.records import CLEAR, LIKELY, Reading, Subject
from zhiji.memory.thread import Line, Thread

_LATER = timedelta(days=3)  # so long after a question its asker begins anew
_FEW_WORDS, _FEW_CHARACTERS = 8, 16  # an answer off the point is no longer
_SOFTENS = re.compile(r"(?:[😂🤣😅🙈]+|哈哈+|lol)\W*$")
_WHENEVER = re.compile(
    r"(?:几时|几点|什么时候|啥时候|哪天|点样?|怎么|谁)[^\s,，?？]{0,8}都(?:得|行|可以|好|成|ok)"
)  # leaves it to the other
_ABSURD = re.compile(r"million|billion|一万|八百|亿|\bmoon\b|月亮|火星|首富|marry")
_GIVES = re.compile(r"\d{2}|\w/\w|@|http")  # a number, an address, a password
_FOR_TIPS = re.compile(
    r"\b(?:what|who|where|which)(?:'s| is) (?:a|the best|the nearest) (?:good|decent|reliable|cheap|\w+) "
)
_ASKS_TO_KNOW = re.compile(r"\b(?:anyone|anybody|someone|somebody) (?:here )?knows?\b|有人知道|谁知道")
_AT_ONCE = timedelta(minutes=10)
_FORGOTTEN = timedelta(days=7)  # who writes after so long has begun anew, unless the words say otherwise
_NEXT = 10  # lines in which a group answers
_LONGEST = 300  # a longer message talks more than it asks


def questions(thread: Thread) -> Iterator[Reading]:
    """What is still to be answered."""
    if thread.kind == "assistant":
        return
    for at, line in thread.to_read():
        folded = fold(line.text)
        if (
            line.forwarded
            or len(folded) > _LONGEST
            or not MAYBE.search(folded)
            or (ADVERT.search(folded) or orders_machines(folded))
        ):
            continue
        clause = _asking(line)
        if clause and _is_open(thread, at, clause):
            yield _reading(thread, at, clause)


def _asking(line: Line) -> Clause | None:
    """The last clause that asks for something; none if the message then answers itself."""
    asking = [one for one in clauses(line) if _asks(one)]
    if LAMENT.search(fold(line.text)):
        return None
    if len(asking) > 1 and ANYBODY.fullmatch(fold(asking[-1].text)):
        asking.pop()  # "who can do monday? anyone?"
    if not asking or asking[-1].standing.quoted:
        return None
    return None if asking[-1].standing.joked and not _is_meant(asking[-1]) else asking[-1]


def _is_meant(clause: Clause) -> bool:
    """Whether a laugh only softens what is asked of everybody."""
    words = fold(clause.text)
    laughs = _SOFTENS.search(fold(clause.line.text)) is not None
    return laughs and REQUEST.search(words) is not None and not _ABSURD.search(words)


def _asks(clause: Clause) -> bool:
    words = fold(clause.text)
    if TALK.search(words) or _WHENEVER.search(words):
        return False
    if REQUEST.search(words):
        return True
    after = clause.line.text[clause.stop : clause.stop + 1]
    marked = words.rstrip().endswith(("?", "？")) or after in ("?", "？")
    if marked:
        return bool(WANTED.search(words) or MARKED.search(words))
    if PLAIN.search(words) and (not words.isascii() or clause.sentence.strip().startswith(clause.text)):
        return True
    return bool(WANTED.search(words)) and _is_bare(clause, words)


def _is_bare(clause: Clause, words: str) -> bool:
    """A question without its mark: it begins its sentence and is the last thing that the message says."""
    text = clause.line.text.rstrip()
    begins = clause.sentence.strip().startswith(clause.text) or not words.isascii()
    return begins and clause.stop >= len(text) and not text.endswith(("!", "！", "."))


def _is_open(thread: Thread, at: int, clause: Clause) -> bool:
    line = thread.lines[at]
    after = thread.lines[at + 1 :]
    if any(one.reply_to == line.id for one in after if one.sender != line.sender) or _dropped(line, after):
        return False
    asked = _asked(thread, at, clause)
    if asked is not None:
        plain = clause.text.endswith(("?", "？")) and not clause.standing.joked
        return not _heard_from(line, after, asked, _terms(clause.text) if plain else None)
    return not any(_looks_answered(thread, clause, one, first) for one, first in _others(line, after))


def _dropped(line: Line, after: tuple[Line, ...]) -> bool:
    """Whether the asker takes it back, or thanks for it."""
    soon = [one for one in after[:_NEXT] if one.sender == line.sender and one.when - line.when < _LATER]
    return any(NEVER_MIND.search(fold(one.text)) or THANKS.search(fold(one.text)) for one in soon)


def _asked(thread: Thread, at: int, clause: Clause) -> int | None:
    """Of whom it is asked, if of one."""
    line = thread.lines[at]
    if thread.is_direct:
        return thread.partner(line.sender)
    written = re.findall(r"@([^\s@,，]+)", line.text)
    mentioned = (thread.called(name) for name in (*line.mentions, *written))
    spoken = vocative(thread, line) or next((one for one in mentioned if one is not None), None)
    if spoken is not None:
        return spoken
    sentence = fold(clause.sentence)
    found = named(thread, sentence, but=line.sender)
    return found[0] if len(found) == 1 and _is_called(_name(thread, found[0]), sentence) else None


def _is_called(name: str, sentence: str) -> bool:
    """Whether a name is spoken to: it begins or ends the sentence, or stands before a comma."""
    bare = sentence.strip(" ?？!！.。@")
    return (
        bare.startswith(name)
        or bare.endswith(name)
        or re.search(rf"{re.escape(name)}[,，]", bare) is not None
    )


def _name(thread: Thread, account: int) -> str:
    return fold(thread.senders[account]).split()[0]


def _heard_from(line: Line, after: tuple[Line, ...], asked: int, terms: set[str] | None) -> bool:
    """Whether who was asked says anything before the asker begins anew, much later."""
    for one in after:
        if one.sender == asked:
            return terms is None or one.when - line.when <= _FORGOTTEN or bool(terms & _terms(one.text))
        if one.sender == line.sender and one.when - line.when > _LATER:
            return False
    return False


def _others(line: Line, after: tuple[Line, ...]) -> Iterator[tuple[Line, bool]]:
    """What others say next, and whether it comes first."""
    soon = [one for one in after[:_NEXT] if one.when - line.when < _LATER and one.sender != line.sender]
    yield from ((one, at == 0) for at, one in enumerate(soon))


def _looks_answered(thread: Thread, clause: Clause, other: Line, first: bool) -> bool:
    """Whether another's line may be the answer: the next one mostly is; later ones if they are short or to the point."""
    words = fold(other.text)
    spoken = named(thread, words, but=other.sender)
    if spoken and clause.line.sender not in spoken:
        return False
    question = fold(clause.text)
    open_to_all = REQUEST.search(question) or _FOR_TIPS.search(question)
    if _terms(clause.text) & _terms(other.text) or (first and not open_to_all):
        return True
    soon = other.when - clause.line.when <= _AT_ONCE or _ASKS_TO_KNOW.search(question)
    at_once = soon and _GIVES.search(words)
    if first and (at_once or PLAIN_ANSWER.search(words) or GRANT.search(words)):
        return True
    short = len(words.split()) <= _FEW_WORDS and len(words) <= (
        _FEW_CHARACTERS if not words.isascii() else 60
    )
    return short and (first or bool(ANSWER.search(words)))


def _terms(text: str) -> set[str]:
    return {term for term in query_terms(fold(text)) if len(term) > (3 if term.isascii() else 1)}


def _reading(thread: Thread, at: int, clause: Clause) -> Reading:
    line = thread.lines[at]
    asked = _asked(thread, at, clause)
    words = fold(clause.text)
    request = REQUEST.search(words)
    concrete = request or len(words.split()) >= 4 or (not words.isascii() and len(words) >= 5)
    return Reading(
        kind="question",
        relation="reply_wanted",
        subject=Subject(account=line.sender),
        to=Subject(account=asked) if asked is not None else None,
        value=clause.text,
        quote=span(line, clause.start, clause.stop),
        by=line.sender,
        when=deadline(clause.text, line),
        status="open",
        confidence=CLEAR if concrete else LIKELY,
    )
