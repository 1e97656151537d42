"""What the owner tells an assistant to do from now on; nothing that is for once, and nothing out of other people's texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhiji.language.fold import fold
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.reading.owing_instruction_words import (
    ABOUT_ME,
    ADDRESS,
    ALL_WAYS,
    BARE,
    CASE,
    CONTRAST,
    DO,
    GOES_ON,
    MANNER,
    ONCE,
    ONLY_MARKS,
    OTHER_TIME,
    PAYLOAD,
    QUOTED,
    REMINDING,
    REQUEST,
    STANDING,
    STRONG,
    TASK,
)
from zhiji.memory.reading.owing_telling import span
from zhiji.memory.records import Reading, Subject
from zhiji.memory.thread import Line, Thread

_NEW = re.compile(
    r"\W*(?:and |also |please )*(?:always|never|don't|dont|do|no|use|call|stop|keep|if|when|whenever|every|from)\b"
)
_OF_OTHERS = re.compile(
    r"\W*(?:(?:and|but|so|ok) )*(?:how|what|why|(?:i|we|he|she|they|my \w+)(?! (?:want|would|prefer|need|expect|like|told|said|asked)\b)) "
)
_OVER = re.compile(r"(?:那条|这条|规矩|要求)(?:作废|取消|不算|不用了|撤)")  # an earlier one no longer holds
_FROM_THEN = re.compile(
    r"从(?:今天|明天|今晚)(?:起|开始|往后)|\b(?:from|starting) (?:today|tomorrow|tonight|now)\b"
)
_END = re.compile(r"[.!?](?=\s|$)|\n|\s[-–—]\s|(?=[\u3400-\u9fff])|, (?:i|it|my|because|cos|since)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Wish:
    """Words that say what is to hold."""

    start: int
    stop: int
    own: bool  # a manner or a name, which stands without a word that makes it last


def instructions(thread: Thread) -> Iterator[Reading]:
    """The standing instructions of a chat with an assistant."""
    if thread.kind != "assistant":
        return
    for at, line in thread.to_read():
        if (line.owner or line.sender in thread.owner) and not line.forwarded:
            yield from (_reading(thread, at, wish) for wish in _wishes(line))


def _wishes(line: Line) -> Iterator[_Wish]:
    folded = fold(line.text)
    payload = PAYLOAD.search(folded)
    open_words = folded[: payload.start()] if payload else folded
    if payload and TASK.search(folded):
        return
    quoted = [found.span() for found in QUOTED.finditer(line.text)]
    parts = [
        one
        for one in clauses(line)
        if one.start < len(open_words) and not any(first <= one.start < last for first, last in quoted)
    ]
    yield from _joined([one for clause in _cases(parts) if (one := _wish(folded, clause))], line)


def _cases(parts: list[Clause]) -> list[tuple[int, int]]:
    """Clauses, each with the one that sets its case: "whenever I ask for the time, say it in UTC"."""
    places: list[tuple[int, int]] = []
    begun: int | None = None
    for clause in parts:
        start = clause.start if begun is None else begun
        opens = CASE.search(clause.text) and clause is not parts[-1] and not MANNER.search(fold(clause.text))
        follows = parts.index(clause) + 1 < len(parts) and ALL_WAYS.search(
            parts[parts.index(clause) + 1].text
        )
        short = len(clause.text) <= 6 or not DO.search(fold(clause.text))
        if opens and (follows or short or clause.language == "en"):
            begun = start
            continue
        places.append((start, clause.stop))
        begun = None
    return places


def _wish(folded: str, place: tuple[int, int]) -> _Wish | None:
    start, stop = place
    words = folded[start:stop]
    if (
        ONLY_MARKS.fullmatch(words)
        or words.endswith(("?", "？", "吗"))
        or ONCE.search(_FROM_THEN.sub(" ", folded))
    ):
        return None
    task = TASK.search(folded) is not None
    own = next((found for pattern in (ADDRESS, REMINDING) if (found := pattern.search(words))), None)
    manner = None if _OF_OTHERS.match(words) else MANNER.search(words)
    if own or (manner and (not task or STANDING.search(folded))):
        return _Wish(start, stop, own=True)
    if REQUEST.search(words) or (task and not STRONG.search(folded)):
        return None
    lasting = STANDING.search(words)
    if lasting and (DO.search(words) or BARE.search(words)) and not ABOUT_ME.search(words):
        return _Wish(start, stop, own=False)
    return None


def _joined(wishes: list[_Wish], line: Line) -> Iterator[_Wish]:
    """A "not that" beside what is wanted instead belongs to it, unless it is a manner of its own."""
    last: _Wish | None = None
    for wish in wishes:
        words = fold(line.text[wish.start : wish.stop])
        if last and _goes_on(line, last, wish, words):
            last = _Wish(last.start, wish.stop, last.own)
            continue
        if last and CONTRAST.search(words) and not MANNER.search(words):
            last = _Wish(last.start, wish.stop, last.own)
            continue
        if last:
            yield last
        last = wish
    if last:
        yield _Wish(last.start, _sentence_end(line, last), last.own)


def _goes_on(line: Line, last: _Wish, wish: _Wish, words: str) -> bool:
    """Whether words only go on with a sentence: "as month day, year when I ask", "凡是问时间 都按北京的"."""
    between = line.text[last.stop : wish.start]
    if not words.isascii() and GOES_ON.match(words) and not last.own:
        return not between.strip(" ,，")
    return words.isascii() and between.strip() == "," and not (_NEW.match(words) or MANNER.search(words))


def _sentence_end(line: Line, wish: _Wish) -> int:
    """Where an English sentence ends that the last wish begins: "as month day, year when I ask"."""
    if not line.text[wish.start : wish.stop].isascii():
        moved = OTHER_TIME.match(line.text, wish.stop)
        return moved.end() if moved and "提醒" in line.text[wish.start : wish.stop] else wish.stop
    end = _END.search(line.text, wish.stop)
    return end.start() if end else len(line.text)


def _reading(thread: Thread, at: int, wish: _Wish) -> Reading:
    line = thread.lines[at]
    quote = span(line, wish.start, wish.stop)
    assistant = next((one for one in thread.senders if one != line.sender and one not in thread.owner), None)
    return Reading(
        kind="instruction",
        relation="instruction",
        subject=Subject(account=line.sender),
        to=Subject(account=assistant) if assistant is not None else None,
        value=line.text[quote.start : quote.stop],
        quote=quote,
        by=line.sender,
        negated=_OVER.search(fold(line.text[quote.start : quote.stop])) is not None,
    )
