"""What may tell a clause that is worth remembering from others, as words for a linear classifier; of any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zhiji.language import fold
from zhiji.language.times import TimeSpan, find_times
from zhiji.memory.reading.clauses import Clause
from zhiji.memory.thread import Line, Thread

_TOKEN = re.compile(r"[\u3400-\u9fff]|[a-z]+(?:'[a-z]+)?|\d+|[^\w\s]")
_STANDINGS = ("asked", "imagined", "joked", "quoted", "hedged", "heard", "negated", "asserted")
_PERSONS = {
    1: frozenset(_TOKEN.findall("i i'm i'll i've im ill ive my me we we're we'll our us 我 咱 俺")),
    2: frozenset(_TOKEN.findall("you your u ur you're you'll ya 你 您")),
    3: frozenset(
        _TOKEN.findall("he she his her him they their he's she's they're hes shes theyre 他 她 佢 它")
    ),
}
_MONEY = re.compile(r"[£$€¥]|\d ?(?:块|元|万|quid|pounds?|euros?)|[一二两三四五六七八九十百千]+(?:块|元|万)")
_CODE = re.compile(r"[A-Za-z]\d|\d[A-Za-z#*]")
_LONG_NUMBER = re.compile(r"\d{4,}")


def features(thread: Thread, at: int, parts: Sequence[Clause], part: int) -> set[str]:
    """Words, what the clause is like, what stands around it, and what was said before and after it."""
    clause = parts[part]
    return {
        *_said(clause),
        *_times(clause),
        *_around(parts, part),
        *_talk(thread, at, clause, first=part == 0),
    }


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """Latin words and single characters of others; a digit is a 0."""
    return tuple(re.sub(r"\d", "0", one) for one in _TOKEN.findall(fold(text).replace("’", "'")))


def _said(clause: Clause) -> Iterator[str]:
    own = tokens(clause.text)
    yield from _grams("c", own, 3)
    for word in own:
        if len(word) > 4 and word.isascii():
            yield from (f"c:-{word[-3:]}", f"c:{word[:4]}-", f"c:{word[:5]}-")
    yield from (f"is:{name}" for name in _STANDINGS if getattr(clause.standing, name))
    yield from (f"person:{number}" for number, words in _PERSONS.items() if words & set(own))
    yield from (f"begins:{number}" for number, words in _PERSONS.items() if own[:1] and own[0] in words)
    yield f"long:{sum(len(own) >= some for some in (4, 8, 16))}"
    for name, pattern in (("money", _MONEY), ("code", _CODE), ("number", _LONG_NUMBER)):
        if pattern.search(clause.text):
            yield f"has:{name}"


def _times(clause: Clause) -> Iterator[str]:
    line = clause.line
    for one in _times_of(line):
        where = "in" if one.begin < clause.stop and clause.start < one.stop else "near"
        tense = "past" if one.end <= line.when else "ahead"
        yield from (f"time:{where}:{tense}", f"time:{where}:{tense}:{one.granularity}")


@lru_cache(maxsize=8192)
def _times_of(line: Line) -> tuple[TimeSpan, ...]:
    return tuple(find_times(line.text, line.when, lean="future"))


def _around(parts: Sequence[Clause], part: int) -> Iterator[str]:
    clause = parts[part]
    yield from _grams("sentence", tokens(clause.sentence), 1)
    yield from _grams("message", tokens(clause.line.text), 1)
    yield "alone" if len(parts) == 1 else "first" if part == 0 else "later"
    for way, other in (("before", part - 1), ("after", part + 1)):
        if 0 <= other < len(parts):
            yield from _grams(way, tokens(parts[other].text), 2)


def _talk(thread: Thread, at: int, clause: Clause, *, first: bool) -> Iterator[str]:
    line = clause.line
    yield f"chat:{thread.kind}:{'owner' if line.owner else 'other'}"
    last = _answered(thread, at)
    if last is not None:
        who = "same" if last.sender == line.sender else "other"
        asked = "?" if re.search(r"[?？]", last.text) else "."
        yield from _grams("answers", tokens(last.text), 1)
        yield f"answers:{who}{asked}{first}"
        if first:
            yield from _grams(f"answer{asked}", tokens(clause.text)[:3], 2)
    following = next(thread.after(at, 1), None)
    if following is not None and following.sender != line.sender:
        yield from _grams("answered", tokens(following.text)[:12], 1)


def _answered(thread: Thread, at: int) -> Line | None:
    """What a line answers, as far as is known: what it replies to, or the line before it."""
    line = thread.lines[at]
    before = list(thread.before(at, 30))
    replied = (one for one in before if one.id == line.reply_to)
    return next(replied, before[0] if before else None)


def _grams(name: str, words: Sequence[str], most: int) -> Iterator[str]:
    framed = ("<", *words, ">")
    for size in range(1, most + 1):
        for start in range(len(framed) - size + 1):
            yield f"{name}:{' '.join(framed[start : start + size])}"
