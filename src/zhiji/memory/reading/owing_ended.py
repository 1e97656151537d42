"""Which debt a message ends, of those that are open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from zhiji.language.fold import fold
from zhiji.memory.reading.needed import Sieve, needed
from zhiji.memory.reading.owing_ledger import Ledger, Owed, debt, is_sum
from zhiji.memory.reading.owing_paid import (
    ENDINGS,
    GIVEN_BACK,
    MATTER,
    NOT_YET,
    NOTHING_OWED,
    REST,
    Ending,
)
from zhiji.memory.reading.owing_sums import ANY, EXPLICIT, amount, digits, written
from zhiji.memory.reading.owing_telling import addressee, clause_at, held, in_latin, named
from zhiji.memory.reading.owing_words import BORROWS
from zhiji.memory.records import Reading, Status, Subject
from zhiji.memory.thread import Line, Thread

_COUNTS = re.compile(r"\d")
_SOON = 10  # lines after a debt in which a bare "sent" means it
_STATUS: dict[str, Status] = {"paid": "done", "received": "done", "square": "done", "forgiven": "cancelled"}
_LISTED = re.compile(r"^\d+[.、)] ?")  # the number in a list that everybody copies on
_BACK = re.compile(r"\bback\b(?! (?:in|when)\b)|还(?:给)?(?:了)?[你您]")


def ended(thread: Thread, at: int, folded: str, ledger: Ledger) -> Iterator[Reading]:
    """Debts that a line says are paid, given back, in part paid, or forgiven."""
    line = thread.lines[at]
    denied = _denial_in(folded)
    if denied:
        yield from _denied(thread, at, folded, denied, ledger)
        return
    known = bool(ledger.open) or _COUNTS.search(folded) is not None or EXPLICIT.fits(folded)
    for ending, found in _endings_in(folded) if known else ():
        if (
            _holds(line, found, ending)
            and _follows(thread, at, ending)
            and ("payer" not in found.groupdict() or named(thread, found[0], but=line.sender))
        ):
            readings = list(_over(thread, at, folded, ending, found, ledger))
            if readings:
                yield from readings
                return
    yield from list(_given_back(thread, at, folded, ledger))


@lru_cache(maxsize=8192)
def _denial_in(folded: str) -> re.Match[str] | None:
    return NOTHING_OWED.search(folded)


@lru_cache(maxsize=8192)
def _endings_in(folded: str) -> tuple[tuple[Ending, re.Match[str]], ...]:
    """The words of a text that may end a debt."""
    tried = _sieve(latin=folded.isascii()).left(folded)
    return tuple((ending, found) for ending in tried if (found := ending.pattern.search(folded)))


@cache
def _sieve(*, latin: bool) -> Sieve[Ending]:
    endings = (one for one in ENDINGS if not latin or in_latin(one.pattern.pattern))
    return Sieve((one, needed(one.pattern)) for one in endings)


def _follows(thread: Thread, at: int, ending: Ending) -> bool:
    """Whether the other has just said what an ending answers."""
    line = thread.lines[at]
    near = [one for one in thread.before(at, 2) if one.sender != line.sender]
    return ending.after is None or any(ending.after.search(fold(one.text)) for one in near)


def _holds(line: Line, found: re.Match[str], ending: Ending) -> bool:
    clause = clause_at(line, found.start() + len(found[0]) - len(found[0].lstrip()))
    clause = clause_at(line, max(found.start(), found.end() - 1)) or clause
    if clause is None or not held(clause):
        return False
    return ending.end == "forgiven" or not NOT_YET.search(fold(clause.text))


def _over(
    thread: Thread, at: int, folded: str, ending: Ending, found: re.Match[str], ledger: Ledger
) -> Iterator[Reading]:
    line = thread.lines[at]
    told = _told(thread, at, found)
    over = _meant(thread, at, ending, told, ledger)
    if not over:
        yield from _unheard_of(thread, at, ending, found, told, folded)
        return
    rest = REST.search(folded) if ending.end in ("paid", "received") else None
    for one in over:
        left = _left(thread, at, rest, told, one) if len(over) == 1 else None
        place = _quote(line, found)
        if left:
            place = (min(place[0], rest.start()), max(place[1], rest.end())) if rest else place
            yield debt(line, place, one.debtor, one.creditor, left, ends=one.value)
        else:
            status = _STATUS[ending.end]
            yield debt(line, place, one.debtor, one.creditor, one.value, status=status, ends=one.value)


def _quote(line: Line, found: re.Match[str]) -> tuple[int, int]:
    """The words, with the clause before where they only add to it: "did my hours, we're square"."""
    clause = clause_at(line, found.start())
    joined = clause is not None and re.search(r"\bsquare|\beven\b|\bquits|两清|扯平", found[0].lower())
    return (0, found.end()) if joined else found.span()


def _told(thread: Thread, at: int, found: re.Match[str]) -> str | None:
    """The sum within the words that end a debt."""
    whole = ANY.search(_LISTED.sub("", found[0]))
    return amount(whole[0], thread, at) if whole else None


def _meant(thread: Thread, at: int, ending: Ending, told: str | None, ledger: Ledger) -> list[Owed]:
    line = thread.lines[at]
    me, you = line.sender, _spoken_to(thread, at)
    if ending.end == "paid":
        owed = ledger.of(debtor=me)
    elif ending.end == "square":
        owed = [
            one
            for one in ledger.of()
            if {one.debtor.account, one.creditor and one.creditor.account} == {me, you}
        ]
        return [one for one in owed if is_sum(one)]
    else:
        owed = [one for one in ledger.of(creditor=me) if you is None or one.debtor.account == you]
    owed = [one for one in owed if is_sum(one) and (not ending.bare or at - one.at <= _SOON)]
    exact = [one for one in owed if told and digits(one.value) == digits(told)]
    if told and not exact:
        larger = [one for one in owed if (digits(one.value) or 0) > (digits(told) or 0)]
        return larger[:1] if ending.end in ("paid", "received") else []
    return (exact or owed)[:1]


def _spoken_to(thread: Thread, at: int) -> int | None:
    line = thread.lines[at]
    spoken = named(thread, fold(line.text), but=line.sender)
    return spoken[0] if len(spoken) == 1 else addressee(thread, at)


def _left(thread: Thread, at: int, rest: re.Match[str] | None, told: str | None, owed: Owed) -> str | None:
    """What is still owed after a part; None if all is paid."""
    if rest:
        whole = ANY.search(rest[0])
        return amount(whole[0], thread, at) if whole else None
    paid, all_of_it = digits(told or ""), digits(owed.value)
    if paid and all_of_it and paid < all_of_it:
        return f"{written(all_of_it - paid)} {owed.value.partition(' ')[2]}"
    return None


def _unheard_of(
    thread: Thread, at: int, ending: Ending, found: re.Match[str], told: str | None, folded: str
) -> Iterator[Reading]:
    """Money paid back, or not wanted back, of which the lines before tell nothing."""
    line = thread.lines[at]
    you = addressee(thread, at)
    if you is None or ending.end not in ("paid", "forgiven"):
        return
    me, other = Subject(account=line.sender), Subject(account=you)
    if ending.end == "forgiven":
        whole = EXPLICIT.search(folded)
        told = told or (amount(whole[0], thread, at) if whole else None)
        if told and not ending.bare:
            yield debt(line, found.span(), other, me, told, status="cancelled")
        return
    rest = REST.search(folded)
    whole = ANY.search(rest[0]) if rest else None
    left = amount(whole[0], thread, at) if whole else None
    if rest and told and left and not ending.bare:
        yield debt(line, rest.span(), me, other, left)
        return
    if told and not ending.bare and _BACK.search(folded):
        yield debt(line, found.span(), me, other, told, status="done")
        return


def _denied(thread: Thread, at: int, folded: str, found: re.Match[str], ledger: Ledger) -> Iterator[Reading]:
    line = thread.lines[at]
    you = addressee(thread, at)
    clause = clause_at(line, found.start())
    if you is None or clause is None or not held(clause):
        return
    me, other = Subject(account=line.sender), Subject(account=you)
    known = next(iter(one for one in ledger.of(debtor=you, creditor=line.sender)), None)
    matter = MATTER.search(folded)
    value = known.value if known else matter[0] if matter else found[0].split()[-1]
    yield debt(
        line,
        found.span(),
        other,
        me,
        value,
        status="cancelled",
        negated=True,
        ends=known.value if known else "",
    )


def _given_back(thread: Thread, at: int, folded: str, ledger: Ledger) -> Iterator[Reading]:
    """A thing that was lent is told to be with its owner again, by either."""
    line = thread.lines[at]
    lent = [one for one in ledger.of() if not is_sum(one) and line.sender in _both(one)] or _borrowed(
        thread, at
    )
    for found in GIVEN_BACK.finditer(folded) if lent else ():
        key = next(name for name, words in found.groupdict().items() if words and name != "mark")
        if key == "given" and found["mark"] is None and not _BACKWARD.search(found[0]):
            continue
        clause = clause_at(line, found.start())
        one = next((one for one in lent if same_thing(found[key], fold(one.value))), None)
        if one and clause and held(clause) and not NOT_YET.search(fold(clause.text)):
            known = one.at >= 0
            if not known and (key in ("got", "taken", "fetched") and not _BACKWARD.search(found[0])):
                continue  # what was asked for is taken, not given back
            written = line.text[found.start(key) : found.end(key)].strip()
            value = one.value if one.value.isascii() else written
            ends = one.value if known else ""
            yield debt(line, found.span(), one.debtor, one.creditor, value, status="done", ends=ends)
            return


_BACKWARD = re.compile(r"放|搁|return|hand|given|brought|dropped|\bback\b|还|放你|送|带给")


def _borrowed(thread: Thread, at: int) -> list[Owed]:
    """What who writes has asked to borrow, where nobody told that he has it."""
    line = thread.lines[at]
    other = thread.partner(line.sender)
    if other is None:
        return []
    asked = [_thing_asked(fold(one.text)) for one in thread.before(at, 12) if one.sender == line.sender]
    return [Owed(Subject(account=line.sender), Subject(account=other), thing, -1) for thing in asked if thing]


@lru_cache(maxsize=8192)
def _thing_asked(folded: str) -> str:
    """What a text asks to borrow, if anything."""
    found = BORROWS.search(folded)
    return next(words for words in found.groups() if words) if found else ""


def _both(owed: Owed) -> tuple[int | None, int | None]:
    return owed.debtor.account, owed.creditor.account if owed.creditor else None


def same_thing(written: str, lent: str) -> bool:
    """Whether the last word, or character, of a thing lent is written."""
    if lent.isascii():
        return lent.split()[-1] in written.replace("'s", "").split()
    return lent[-1] in written or written in lent
