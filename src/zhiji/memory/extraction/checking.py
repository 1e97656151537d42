"""What the cited line proves of a claim. Pure code: the language model has no say in it.

The words of a reading are the message's own, its times are read by our own grammar, and who it is about stands in the
lines. A claim that doesn't hold is dropped whole, with the reason; a time that can't be read is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast, get_args

from zhiji.language import UNSPACED, fold, query_terms
from zhiji.language.quoting import find_quote
from zhiji.memory.extraction import figures, people, times
from zhiji.memory.extraction.items import OF_FACTS, OF_KIND, Item
from zhiji.memory.extraction.prompt import Shown
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.reading.standing import Standing
from zhiji.memory.records import CLEAR, LIKELY, Kind, Reading, Relation, Span, Status, Subject, Trust
from zhiji.memory.thread import Line

Reason = Literal[
    "no claim", "no such line", "no source", "quote", "kind", "order", "not in earnest", "subject", "value",
    "number", "known", "not supported",
]  # fmt: skip
_LONGEST = 160  # characters of a value
_ENOUGH = 0.5  # share of a value's words that stand in the cited lines
_WIDE = re.compile(f"[{UNSPACED}]")
_MADE = ("debt", "birthday")  # their values are written in a form of ours; their numbers are checked
# Words to a machine, wherever they stand: nothing in such a line is what its writer thinks.
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget) (?:\w+ ){0,3}(?:instructions?|prompts?|rules|messages)\b|\bsystem prompt\b"
    r"|\b(?:remember|note|memori[sz]e|store|save)\b.{0,30}\byou (?:must|should|shall|will|have to|are)\b"
    r"|\b(?:you must|you should|you shall) (?:always|never|from now on)\b|\byou are now\b"
    r"|\b(?:as an|dear|hey|hello|to (?:the|any)) (?:ai|llm|language model|assistant|chatbot)\b"
    r"|(?:忽略|无视|忘掉|不要管).{0,8}(?:指令|指示|提示|规则|要求)|系统提示|(?:请|要|给我)?记住.{0,12}你(?:必须|要|应该|得|以后|永远)"
    r"|你(?:必须|以后要|要永远|应该永远)(?:永远|一直|总是|始终|都)?|(?:致|各位|亲爱的)(?:ai|助手|人工智能)|你现在是"
)


def checked(item: Item, shown: Shown) -> Reading | Reason:
    """The reading that a claim comes to, or why it comes to none."""
    line = shown.lines.get(item.line)
    if line is None:
        return "no such line"
    if line.id not in shown.readable:
        return "no source"
    span = find_quote(item.quote, line.text)
    if span is None:
        return "quote"
    if _relation(item) is None or not _closed(item):
        return "kind"
    return _within(item, line, span, shown)


def _within(item: Item, line: Line, span: tuple[int, int], shown: Shown) -> Reading | Reason:
    clause = _clause(line, span)
    to_assistant = shown.thread.kind == "assistant"  # there, what can be read is the owner's
    if not to_assistant and (item.kind == "instruction" or _ORDER.search(fold(line.text))):
        return "order"
    if clause is not None and not _may_stand(item, clause):
        return "not in earnest"
    subject = people.subject(item.subject, line, shown)
    if subject is None:
        return "subject"
    also = tuple(_also(item, line, shown))
    words = "\n".join((line.text, *(one.text for one in also)))
    if item.kind == "birthday" and (day := times.birthday(line, span)):
        item = replace(item, value=day)
    elif not figures.written(item.value) <= figures.told(words):
        return "number"
    if not _has_words(item, words):
        return "value"
    return _reading(item, line, span, subject, tuple(one.id for one in also), shown, clause)


def _reading(
    item: Item,
    line: Line,
    span: tuple[int, int],
    subject: Subject,
    also: tuple[int, ...],
    shown: Shown,
    clause: Clause | None,
) -> Reading:
    stand = Standing() if clause is None else clause.standing
    return Reading(
        kind=cast("Kind", item.kind),
        relation=cast("Relation", _relation(item)),
        subject=subject,
        value=item.value,
        quote=Span(message=line.id, start=span[0], stop=span[1]),
        by=line.sender,
        also=also,
        to=people.addressee(item, line, shown),
        when=times.when(item, line, span),
        valid_from=times.told(item.since, line) if item.kind == "fact" else "",
        valid_to=times.told(item.until, line) if item.kind == "fact" else "",
        negated=item.negated,
        status=_status(item),
        trust="hearsay" if stand.heard or item.trust == "hearsay" else "said",
        confidence=LIKELY if stand.hedged or stand.joked or stand.quoted else CLEAR,
    )


def _relation(item: Item) -> str | None:
    if item.kind == "fact":
        return item.relation if item.relation in OF_FACTS else None
    return OF_KIND.get(item.kind)


def _closed(item: Item) -> bool:
    return item.trust in get_args(Trust) and item.status in ("", *get_args(Status))


def _status(item: Item) -> Status | None:
    if item.kind == "question":
        return "open"
    if item.kind not in ("plan", "promise", "debt"):
        return None
    return cast("Status", item.status) if item.status else "open"


def _clause(line: Line, span: tuple[int, int]) -> Clause | None:
    """The clause in which most of the quote stands."""
    found = [(min(one.stop, span[1]) - max(one.start, span[0]), one) for one in clauses(line)]
    shared, clause = max(found, key=lambda one: one[0], default=(0, None))
    return clause if shared > 0 else None


def _may_stand(item: Item, clause: Clause) -> bool:
    """What is asked or imagined is no fact, whoever says so; where a joke is smelt, the owner is asked."""
    stand = clause.standing
    return not stand.imagined and (not stand.asked or item.kind in ("question", "instruction"))


def _also(item: Item, line: Line, shown: Shown) -> Iterator[Line]:
    """The other lines that a claim cites, of those that people wrote."""
    known = set(shown.messages)
    for number in dict.fromkeys(item.also):
        other = shown.lines.get(number)
        if other is not None and other.id != line.id and other.id in known:
            yield other


def _has_words(item: Item, words: str) -> bool:
    """Whether a value is made of the words of the cited lines."""
    terms = _terms(item.value)
    if not item.value or len(item.value) > _LONGEST or (not terms and item.kind not in _MADE):
        return False
    return item.kind in _MADE or len(terms & _terms(words)) >= _ENOUGH * len(terms)


def _terms(text: str) -> set[str]:
    """Words, and each character of a script without blanks."""
    folded = fold(text)
    return {*_WIDE.findall(folded)} | {one for one in query_terms(folded) if not _WIDE.search(one)}
