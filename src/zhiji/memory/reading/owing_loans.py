"""Loans that come of a request: money handed over that was asked for, a thing that its owner lets go or that was taken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.language.fold import fold
from zhiji.memory.reading.owing_ledger import Ledger, debt, is_sum
from zhiji.memory.reading.owing_paid import NOT_YET
from zhiji.memory.reading.owing_sums import ANY, amount
from zhiji.memory.reading.owing_telling import clause_at, deadline, held, times
from zhiji.memory.reading.owing_words import (
    BACK_PLEASE,
    BARE_SUM,
    GRANT,
    HAVE_IT,
    LEND_ME,
    LENT,
    LOAN_ASKED,
    LOAN_TALK,
    MISSING,
    REFUSED,
)
from zhiji.memory.records import Reading, Subject, When
from zhiji.memory.thread import Line, Thread

_BACK = 6  # lines in which a loan is talked over
_GRANTED = 3  # lines after a request in which it is granted
_DAY = 86_400
_SENTENCES = re.compile(r"[.!?。！？](?=\s|$)|[\s,，](?=[\u3400-\u9fff])")
_HOW_MUCH = re.compile(r"^\W*(?:how much|要?多少|几多|差多少|缺多少)")
_FAVOUR = re.compile(r"\b(?:favou?r|loan|lend|borrow)\b|帮个忙|借")
_BACK_AGAIN = re.compile(r"\bback (?:by|before|on)\b|\bpay me back\b|记得还|还我|不急还|慢慢还")
_TO_RETURN = re.compile(
    r"\bback (?:by|before|on|for)\b|\bback\b.{0,12}\b(?:by|before|for)\b|\b(?:need|want) (?:it|them)\b|前还|还我|还就行"
)


def is_lending(folded: str) -> bool:
    """Whether a line has a word with which people lend what was asked for."""
    return LENT.fits(folded) or GRANT.fits(folded)


def lent(thread: Thread, at: int, folded: str) -> Iterator[Reading]:
    """A debt where a line grants what was asked for as a loan."""
    yield from list(_money(thread, at, folded)) or _thing(thread, at, folded)


def _money(thread: Thread, at: int, folded: str) -> Iterator[Reading]:
    line = thread.lines[at]
    given = LENT.search(folded)
    clause = clause_at(line, given.start()) if given else None
    if not given or not clause or not held(clause) or NOT_YET.search(fold(clause.text)):
        return
    talk = [one for one in thread.before(at, _BACK) if _recent(line, one)]
    favour = _BACK_AGAIN.search(folded) or any(_FAVOUR.search(fold(one.text)) for one in talk)
    for place, before in enumerate(talk):
        words, mine = fold(before.text), before.sender == line.sender
        if mine and not (favour and place and _HOW_MUCH.search(words)):
            continue
        if not mine and not LOAN_TALK.search(words):
            continue
        asker = talk[place - 1].sender if mine else before.sender
        value = _sum(thread, at, [before, *reversed(talk[:place])], asker)
        if value and not any(_gave(one, line.sender) for one in talk[:place]):
            debtor, creditor = Subject(account=asker), Subject(account=line.sender)
            limit = _limit(line)
            yield debt(line, given.span(), debtor, creditor, value, also=(before.id,), when=limit)
        if value:
            return


def _gave(other: Line, lender: int) -> bool:
    return other.sender == lender and LENT.search(fold(other.text)) is not None


def _sum(thread: Thread, at: int, talk: list[Line], asker: int) -> str | None:
    """The sum that is asked for, in the request or in what its asker says next."""
    for one in talk:
        words = fold(one.text)
        if one.sender != asker:
            continue
        found = LOAN_ASKED.search(words) if one is talk[0] else BARE_SUM.search(_first_words(words))
        whole = ANY.search(found[0]) if found else None
        if whole:
            return amount(whole[0], thread, at)
    return None


def _first_words(words: str) -> str:
    """The sentence that has the sum: "...200" of "why do you ask. ...200. the car broke" """
    return next(
        (one.strip(" .…") for one in _SENTENCES.split(words) if re.search(r"\d|[百千万]", one)), words
    )


def _thing(thread: Thread, at: int, folded: str) -> Iterator[Reading]:
    line = thread.lines[at]
    granted = GRANT.search(folded)
    clause = clause_at(line, granted.start()) if granted else None
    if not granted or not clause or clause.standing.quoted or clause.standing.asked or REFUSED.search(folded):
        return
    for before in thread.before(at, _GRANTED):
        asked = LEND_ME.search(fold(before.text)) if before.sender != line.sender else None
        if asked and _recent(line, before):
            key = next(key for key in asked.groupdict() if asked[key])
            value = before.text[asked.start(key) : asked.end(key)].strip()
            debtor, creditor = Subject(account=before.sender), Subject(account=line.sender)
            yield debt(line, granted.span(), debtor, creditor, value, also=(before.id,), when=_limit(line))
            return


def found_with(thread: Thread, at: int, folded: str) -> Iterator[Reading]:
    """ "The barrow is missing" - "I borrowed it": who says so has it."""
    line = thread.lines[at]
    has = HAVE_IT.search(folded)
    clause = clause_at(line, has.start()) if has else None
    if not has or not clause or not held(clause):
        return
    for before in thread.before(at, _GRANTED):
        missing = MISSING.search(fold(before.text)) if before.sender != line.sender else None
        if missing and _recent(line, before):
            key = next(key for key in missing.groupdict() if missing[key])
            value = before.text[missing.start(key) : missing.end(key)].strip()
            debtor, creditor = Subject(account=line.sender), Subject(account=before.sender)
            yield debt(line, has.span(), debtor, creditor, value, also=(before.id,))
            return


def wanted_back(thread: Thread, at: int, folded: str, ledger: Ledger) -> Iterator[Reading]:
    """A thing that is owed is told again where its owner wants "it" back."""
    line = thread.lines[at]
    found = BACK_PLEASE.search(folded)
    if not found:
        return
    owed = [one for one in ledger.of(creditor=line.sender) if not is_sum(one) and at - one.at <= _BACK * 2]
    if owed:
        one, when = owed[0], deadline(line.text, line) or _day(line)
        yield debt(line, found.span(), one.debtor, one.creditor, one.value, when=when, ends=one.value)


def _limit(line: Line) -> When | None:
    """Until when who lends wants it back."""
    if not _TO_RETURN.search(fold(line.text)):
        return None
    return deadline(line.text, line) or _day(line)


def _day(line: Line) -> When | None:
    found = [one for one in times(line.text, line) if one.granularity in ("day", "minute", "hour")]
    return When(start=found[-1].start, end=found[-1].end) if found else None


def _recent(line: Line, other: Line) -> bool:
    return (line.when - other.when).total_seconds() < 2 * _DAY
