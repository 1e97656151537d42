"""What the readers of debts, decisions, birthdays and questions share: who is spoken to, what is held true, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from zhiji.language import HAN
from zhiji.language.fold import fold
from zhiji.language.times import TimeSpan, find_times
from zhiji.language.times.tense import Lean
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.reading.owing_sums import SUM
from zhiji.memory.records import Span, Subject, When
from zhiji.memory.thread import Line, Thread

# Ifs that only make a request polite.
_POLITE = re.compile(
    r"方便的话|有空的话|可以的话|不介意的话|if (?:that's|thats|it's|its) (?:ok|okay|alright|all right|fine)\b"
    r"|if you (?:can|could|don't mind|get a (?:sec|chance|minute))|when you get a chance",
    re.I,
)
_IF = re.compile(
    r"如果|(?<![主只需重想])要是|假如|假设|万一|早知道|的话|梦见|除非|\b(?:if|unless|imagine|suppose|wish|would have|could have|should have|might|what if|as if|dreamt|dreamed)\b",
    re.I,
)
_INSISTS = re.compile(r"[还才正都着].*呢\W*$(?<![?？])")  # 还欠我呢 asks nothing
_OPENS = re.compile(
    r"^(?:do|does|did|is|are|was|were|have|has|can|could|would|will|should|what|when|where|who|why|how|which|whose)\b",
    re.I,
)
_TAG = re.compile(
    r"(?:right|yeah|yes|no|correct|ok|okay|huh|eh|true|or|is|isn't|does|doesn't|don't|do)\b", re.I
)
_TO_MACHINES = re.compile(
    r"\b(?:to|attention|dear|note to|any|all) (?:all |any |the )?(?:assistants?|ais?|chatbots?|bots?|llms?|language models?)\b|\b(?:ignore|disregard) (?:all |any |the |your )*(?:previous|prior|above)\b"
    r"|(?:所有|各位|致|给)(?:的)?(?:ai|智能)?(?:助手|助理|机器人|ai)|忽略(?:之前|以上|前面)"
)
_VOCATIVE = re.compile(r"^\W*(?:(?:ok|hey|hi|btw|and|also|oh|so|oi|yo|well|right)\W+)*@?([^\W\d]{2,15})\b")
_FAR = 3  # lines back in which somebody spoken to may have written


def in_latin(pattern: str) -> bool:
    """Whether a pattern may be worth trying on a text of ASCII: it isn't all Chinese, sums apart."""
    words = re.sub(r"\?P<\w+>", "", pattern.replace(SUM, ""))
    return HAN.search(words) is None or re.search(r"[a-z]{3}", words) is not None


def held(clause: Clause) -> bool:
    """Whether its speaker holds a clause true; a laugh doesn't undo a sum, and a polite if is none."""
    standing = clause.standing
    if standing.quoted or (standing.asked and not (_INSISTS.search(clause.text) or _before_question(clause))):
        return False
    return not standing.imagined or not _IF.search(_POLITE.sub(" ", clause.sentence))


def _before_question(clause: Clause) -> bool:
    """Whether only what follows in its sentence is asked: "Ana's birthday is the 12th, card?" """
    if clause.language == "zh" or _OPENS.search(clause.text) or clause.text.endswith("?"):
        return False
    after = clause.line.text[clause.stop :].lstrip(" ,;-–")
    return bool(after) and not _TAG.match(after)


def orders_machines(folded: str) -> bool:
    """Whether a message speaks to programs that may read it; nothing in it is taken at its word."""
    return _TO_MACHINES.search(folded) is not None


def clause_at(line: Line, place: int) -> Clause | None:
    """The clause that stands at a place of a message."""
    return next((one for one in clauses(line) if one.start <= place < one.stop), None)


def held_at(line: Line, start: int) -> bool:
    """Whether what is said from there on is held true."""
    clause = clause_at(line, start)
    return clause is not None and held(clause)


def span(line: Line, start: int, stop: int) -> Span:
    """Words of a line without the blanks around them."""
    words = line.text[start:stop]
    return Span(
        message=line.id,
        start=start + len(words) - len(words.lstrip()),
        stop=start + len(words.rstrip()),
    )


def named(thread: Thread, folded: str, *, but: int) -> list[int]:
    """The other senders of a chat whose names occur in a folded text, in the order in which they do."""
    found = []
    for sender in thread.senders:
        places = [folded.find(name) for name in _names(thread, sender) if _occurs(name, folded)]
        if places and sender != but:
            found.append((min(places), sender))
    return [sender for _, sender in sorted(found)]


def _names(thread: Thread, sender: int) -> Iterator[str]:
    for shown in {thread.senders[sender], *thread.names.get(sender, ())}:
        yield from _as_written(shown)


@lru_cache(maxsize=4096)
def _as_written(shown: str) -> tuple[str, ...]:
    """A name folded, and its first word."""
    name = fold(shown).strip()
    return (name, name.split()[0]) if " " in name else (name,)


def _occurs(name: str, folded: str) -> bool:
    if len(name) < 2 or name not in folded:
        return False
    return not name.isascii() or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) is not None


def addressee(thread: Thread, at: int) -> int | None:
    """Whom a line speaks to: the other one, who is named, who is answered, or who wrote just before."""
    line = thread.lines[at]
    if thread.is_direct:
        return thread.listener(line.sender)
    spoken = named(thread, fold(line.text), but=line.sender)
    if len(spoken) == 1:
        return spoken[0]
    if line.reply_to is not None:
        answered = next((one.sender for one in thread.lines if one.id == line.reply_to), None)
        if answered not in (None, line.sender):
            return answered
    near = (one.sender for one in thread.before(at, _FAR) if one.sender != line.sender)
    return None if spoken else next(near, None)


def who(thread: Thread, name: str, by: int) -> Subject:
    """Whom a name means that somebody wrote: a sender of the chat, kin of the writer, or just a name."""
    account = thread.called(name) or next(
        (one for one in thread.senders if fold(name) in _names(thread, one)), None
    )
    if account is not None:
        return Subject(account=account)
    kin = re.match(r"(?:my |我(?:的)?(?=[^\s]))(.+)", name, re.I)
    return Subject(name=kin[1], of=by) if kin else Subject(name=name)


def vocative(thread: Thread, line: Line) -> int | None:
    """The sender of the chat with whose name a line begins."""
    found = _VOCATIVE.match(fold(line.text))
    if found:
        account = who(thread, found[1], line.sender).account
        return account if account != line.sender else None
    return next(iter(named(thread, fold(line.text[:12]), but=line.sender)), None)


def times(text: str, line: Line, lean: Lean = "future") -> list[TimeSpan]:
    """The times that words of a message speak of."""
    return find_times(text, line.when, lean=lean)


_LIMITS = ("minute", "hour", "day", "daypart", "month-part")
_UNTIL = re.compile(
    r"\bback (?:on|for)\b|\b(?:by|before|until|till?|no later than)\b|之前|以前|前|截止|内|(?:周|礼拜|星期|月底|今晚|今天|明天)",
    re.I,
)


def deadline(text: str, line: Line) -> When | None:
    """Until when something is asked for: the last day or minute that its words name."""
    if not _UNTIL.search(text):
        return None
    found = [one for one in times(text, line) if one.granularity in _LIMITS]
    if not found:
        return None
    last = found[-1]
    by_month = last.granularity == "month-part"  # 月底 is its last day
    return When(start=last.end - timedelta(days=1) if by_month else last.start, end=last.end)
