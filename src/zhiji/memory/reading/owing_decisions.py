"""What a group, or two, have settled: by vote, by word, or by taking one of the ways that stood open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from zhiji.language.fold import fold
from zhiji.memory.reading.clauses import clauses
from zhiji.memory.reading.owing_decision_words import (
    BOOKING,
    CHOICE,
    FORMS,
    MAYBE,
    NOT_SETTLED,
    PAST,
    Form,
)
from zhiji.memory.reading.owing_sums import EXPLICIT
from zhiji.memory.reading.owing_telling import clause_at, held, in_latin, orders_machines, span, times
from zhiji.memory.records import CLEAR, GROUP, LIKELY, Reading, Span, Subject, When
from zhiji.memory.thread import Line, Thread

_HEARD = re.compile(r"\bapparently\b|\bi hear\b|\bheard\b|rumou?r|supposedly|听说|据说|传闻", re.I)
_WEEKLY = re.compile(
    r"\bfurther notice\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|每周|每月|线上|线下|online"
)
LATIN = tuple(form for form in FORMS if in_latin(form.pattern.pattern))
_LAUGHING = re.compile(r"^\W*(?:lo+l|lmao|rofl|a?ha(?:ha)+h?|哈哈+|笑死)", re.I)
_DATED = re.compile(
    r"^(?:你|我|他|她|大家|咱)?(?:\d{1,2}[月号日点.]|[一二三四五六七八九十]{1,3}[月号日点]|下?周|星期|礼拜|初|明天|后天|上午|下午|晚上)"
)
_AGREED_THAT = re.compile(r"\bagreed (?:that )?(?:[\w']+ ){1,4}(?:was|were)\b")  # an opinion
_NUMBERED = re.compile(r"\d{1,2}[日号]")
_WORKED = re.compile(
    r"昨[天晚夜]|今早|熬夜|凌晨|半夜|才(?:改|做|写)|(?:代码|论文|ppt|稿子?|作业|简历|方案)[^\s]{0,3}改到"
)
_IT_IS = re.compile(r"\bit is\b")
_NOTICES = 20  # lines back in which parents are addressed
_OPEN = 6  # lines back in which a choice was put
_LONGEST = 400  # a longer message tells a story, or is an article
_ALONE = re.compile(r"^(?:i'm |i'll )?(?:going|go|switching|switch|sticking|stick|settling) (?:with|to|on)\b")
_MADE_UP = re.compile(
    r"^\W*(?:那就|那|就)?(?:决定|定)(?:了|喇|咗|啦|好了)|^\W*(?:so |ok |right )?(?:decided|settled) (?:on|against)\b"
)
_WE = re.compile(r"\bwe\b|我们|咱")
_THOUGHT = re.compile(
    r"\bi've (?:thought|decided|talked|slept)|\bslept on\b|thought about it|talked it over|\boffer\b|\bthank"
)
_AGREES = re.compile(
    r"^\W*[^\s,，。]{1,8}[\s,，]*(?:可以|行|ok|okay|没问题|冇问题|成|得|定了)[!！。啊呀的哈]*$"
)
_PROPOSAL = re.compile(r"吧|定|怎么样|如何|要不|提议|建议|行不行|可以吗|how about|what about|\?")
_SETTLES = re.compile(
    r"stays|remains|starts|ends|runs|will be|moves?|moved|is on|confirmed|approved|agreed|decided|no |voted|from \w+"
)
# What is no matter to settle: whom it is told, or a mark of assent.
_EMPTY = re.compile(
    r"[\d.+]{0,3}|[我你您咱他她]们?|(?:老?[爸妈爹娘哥姐弟妹叔姨]){1,3}|各位|大家|好的?|行|嗯|对|ok|okay|yes|it|that|this"
)
_LEADS = re.compile(r"老师|教练|校长|主任|teacher|coach", re.I)  # settles it for others
_FIXED = re.compile(
    r"(?:会|课|答辩|评审|面试|考试|演出|婚礼|比赛|时间|日子)(?:已经|都|也)?定[了在][\s,，]*.*\d"
)
_CHOSEN = re.compile(r"就(?:用|选|按|要)(?:它|那|这|第)")
_INVITES = re.compile(r"(?:你们?|您|大家)[^\s,，]{1,12}吧[!！。~～]*$")
_MINUTES = re.compile(
    r"^\W*(?:the )?(?:minutes|outcome|outcomes|summary|recap|upshot|action points|from the meeting)\b"
)


def decisions(thread: Thread) -> Iterator[Reading]:
    """What the lines settle; what is only proposed, asked or told of others is left."""
    if thread.kind == "assistant":
        return
    for at, line in thread.to_read():
        folded = fold(line.text)
        if (
            len(folded) <= _LONGEST
            and not line.forwarded
            and MAYBE.search(folded)
            and not orders_machines(folded)
        ):
            found = _settled(thread, at, folded)
            if found:
                yield from _each_day(line, found)


def _settled(thread: Thread, at: int, folded: str) -> Reading | None:
    """The first and surest thing that a line settles."""
    line = thread.lines[at]
    if NOT_SETTLED.search(folded):
        return None
    for form in LATIN if folded.isascii() else FORMS:
        for found in _in_parts(line, form, folded):
            if found and _counts(thread, at, form, found):
                return _reading(thread, at, form, found)
    return None


def _each_day(line: Line, found: Reading) -> Iterator[Reading]:
    """A decision for each clause that has a day, or an hour, of its own: "the 15th the test, the 22nd all"."""
    start, stop = found.quote.start, found.quote.stop
    parts = [one for one in clauses(line) if start <= one.start and one.stop <= stop + 1]
    dated = [
        one
        for one in parts
        if _DATED.match(fold(one.text)) and (times(one.text, line) or _NUMBERED.match(one.text))
    ]
    if len(dated) < 2 or dated[0] is not parts[0]:
        yield found
        return
    ends = [*(one.start for one in dated[1:]), stop]
    for part, end in zip(dated, ends, strict=True):
        quote = span(line, part.start, end)
        words = line.text[quote.start : quote.stop].rstrip(" ,，")
        quote = span(line, quote.start, quote.start + len(words))
        yield replace(found, quote=quote, value=words, when=_when(words, line), valid_from=_from(words, line))


def _in_parts(line: Line, form: Form, folded: str) -> Iterator[re.Match[str] | None]:
    """Where a form fits the line, or its sentences if it needs to begin or end with one."""
    if form.ground != "choice":
        yield form.pattern.search(folded)
        return
    for start, stop in _parts(line):
        yield form.pattern.compiled.search(folded, start, stop)


def _parts(line: Line) -> list[tuple[int, int]]:
    ends = [found.end() for found in re.finditer(r"[.!。！\n]+\s*|, (?=ok|so |then )", line.text)]
    edges = [0, *ends, len(line.text)]
    return [(first, last) for first, last in pairwise(edges) if last > first]


def _counts(thread: Thread, at: int, form: Form, found: re.Match[str]) -> bool:
    line = thread.lines[at]
    start, stop = found.span("what")
    clause = clause_at(line, start) or clause_at(line, found.start())
    if (
        clause is None
        or not held(clause)
        or clause.standing.joked
        or clause.standing.hedged
        or _HEARD.search(clause.sentence)
        or _LAUGHING.match(line.text)
        or _AGREED_THAT.search(fold(clause.sentence))
    ):
        return False
    words = found[0]
    if _EMPTY.fullmatch(fold(found["what"]).strip(" ,，")) or _INVITES.search(words):
        return False
    if BOOKING.search(words) or line.text[stop : stop + 2].strip().startswith(("?", "？")):
        return False
    if (
        form.ground in ("group", "said", "own")
        and PAST.search(fold(clause.sentence))
        and not _MINUTES.search(words)
    ):
        return False
    if _MINUTES.search(words) and not _SETTLES.search(found["what"]):
        return False
    return _stands_by(thread, at, form, found)


def _stands_by(thread: Thread, at: int, form: Form, found: re.Match[str]) -> bool:
    """Whether what its ground asks for is there."""
    line = thread.lines[at]
    words, what = found[0], found["what"]
    if form.ground in ("event", "dated"):
        told = bool(times(line.text[slice(*found.span("what"))], line) or _WEEKLY.search(words))
        return told and not _WORKED.search(fold(line.text))
    if form.ground == "notice":
        return not thread.is_direct and bool(times(line.text, line))
    if "go ahead" in what and form.ground == "own":
        return _was_quoted(thread, at)
    if re.match(r"it'?s an? ", what):
        return _THOUGHT.search(fold(line.text)) is not None
    said = found.groupdict().get("sum") or found.groupdict().get("same")
    if said:
        return any(said in fold(one.text) for one in thread.before(at, 3) if one.sender != line.sender)
    if _AGREES.match(words):
        return _is_taken_up(thread, at, what)
    return True


def _was_quoted(thread: Thread, at: int) -> bool:
    """Whether the other has just named a price."""
    line = thread.lines[at]
    near = [one for one in thread.before(at, _OPEN) if one.sender != line.sender and _recent(line, one)]
    return thread.is_direct and any(EXPLICIT.search(fold(one.text)) for one in near)


def _is_taken_up(thread: Thread, at: int, what: str) -> bool:
    """Whether somebody in the group has just proposed the day, or the sum, that a line says yes to."""
    line = thread.lines[at]
    told = bool(times(what, line)) or re.search(r"\d|初|号|周|月", what) is not None
    proposed = (one for one in thread.before(at, 3) if one.sender != line.sender)
    return (
        told
        and not thread.is_direct
        and any(what in fold(one.text) and _PROPOSAL.search(fold(one.text)) for one in proposed)
    )


def _reading(thread: Thread, at: int, form: Form, found: re.Match[str]) -> Reading:
    line = thread.lines[at]
    quote = _quote(line, found)
    words = line.text[quote.start : quote.stop]
    return Reading(
        kind="decision",
        relation="decision",
        subject=_whose(thread, at, form, found),
        value=words,
        quote=quote,
        by=line.sender,
        when=_when(words, line),
        valid_from=_from(words, line),
        confidence=CLEAR if _sure(thread, at, form, found) else LIKELY,
    )


def _quote(line: Line, found: re.Match[str]) -> Span:
    """What is settled, without how it is led in and why it is so."""
    start, stop = found.span() if _AGREES.match(found[0]) else found.span("what")
    if (
        found.end() > stop and found.end("what") - start > 8
    ):  # what comes before "so it's settled" is its last clause
        last = clause_at(line, max(start, stop - 1))
        start = max(start, last.start) if last else start
    reason = _REASON.search(line.text, start + 3, stop)
    return span(line, start, reason.start() if reason else stop)


def _whose(thread: Thread, at: int, form: Form, found: re.Match[str]) -> Subject:
    """The group's, unless somebody settles it alone."""
    line = thread.lines[at]
    me = Subject(account=line.sender)
    words = found["what"]
    if form.ground == "notice":
        of_parents = any("家长" in one.text for one in (line, *thread.before(at, _NOTICES)))
        return me if of_parents and _LEADS.search(line.name) else GROUP
    if form.ground == "own":
        return GROUP if "same" in found.groupdict() and not thread.is_direct else me
    if form.ground == "boss":
        start, stop = found.span("boss")
        return Subject(name=line.text[start:stop]) if thread.is_direct else GROUP
    you = thread.partner(line.sender)
    if you is not None and re.match(r"(?:对了|诶|哎|那个|还有)?[\s,，]*[你您]", words):
        return Subject(account=you)
    if you is not None and _CHOSEN.search(words):
        return me
    alone = _ALONE.search(words) and not _WE.search(words)
    by_me = _MADE_UP.search(found[0]) and not _WE.search(fold(line.text))
    return me if thread.is_direct and (alone or by_me) else GROUP


def _sure(thread: Thread, at: int, form: Form, found: re.Match[str]) -> bool:
    line = thread.lines[at]
    if form.ground in ("said", "own", "boss", "notice", "dated") or _FIXED.search(found[0]):
        return True
    if _AGREES.match(found[0]) or (form.ground == "group" and _MADE_UP.match(found[0])):
        return True
    if form.ground in ("group", "event"):
        return not thread.is_direct
    if _IT_IS.search(found[0]) and thread.is_direct:
        return False  # "lemon it is" between two settles a cake
    open_before = any(CHOICE.search(fold(one.text)) for one in thread.before(at, _OPEN) if _recent(line, one))
    plan = bool(times(line.text[found.start() : found.end()], line)) if thread.is_direct else False
    alone = bool(_ALONE.search(found["what"])) and found["what"].endswith("then")
    return (open_before or alone) and not plan


def _recent(line: Line, other: Line) -> bool:
    return (line.when - other.when).total_seconds() < 2 * 86_400


def _when(words: str, line: Line) -> When | None:
    """The day for which it is settled; not one from which it holds."""
    if _FROM.search(words):
        return None
    found = [
        one
        for one in times(words, line)
        if one.granularity in ("minute", "hour", "day", "daypart", "weekend", "month-part")
    ]
    exact = [one for one in found if re.search(r"\d", one.text)] or found
    return When(start=exact[0].start, end=exact[0].end) if exact else None


_REASON = re.compile(
    r"\W*\s(?:because|cos|cause|since|as the|so that|thank god|thanks|hooray|finally)\b|[\s,，]*(?:因为|主要是|毕竟|省得|免得)",
    re.I,
)
_FROM = re.compile(r"\b(?:from|as of|starting)\b|从.{1,8}(?:起|开始)|自.{1,8}起", re.I)


def _from(words: str, line: Line) -> str:
    """From when it holds, as exact as told."""
    found = times(words, line) if _FROM.search(words) else []
    if not found:
        return ""
    exact = {"year": "%Y", "month": "%Y-%m"}.get(found[0].granularity, "%Y-%m-%d")
    return found[0].start.strftime(exact)
