"""Debts: money or things lent, told, and then paid, given back or forgiven. Begin with `owing_words.py`, what is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from zhiji.language.fold import fold
from zhiji.memory.reading.owing_ended import ended, same_thing
from zhiji.memory.reading.owing_forms import forms_in
from zhiji.memory.reading.owing_ledger import Ledger, debt
from zhiji.memory.reading.owing_loans import found_with, is_lending, lent, wanted_back
from zhiji.memory.reading.owing_sums import ANY, amount, digits
from zhiji.memory.reading.owing_telling import (
    addressee,
    clause_at,
    deadline,
    held,
    held_at,
    named,
    orders_machines,
    who,
)
from zhiji.memory.reading.owing_words import (
    BACK_PLEASE,
    BARE_SUM,
    BORROWS,
    FOR_ALL,
    HAS_MINE,
    HAVE_IT,
    HOW_MUCH,
    MAYBE_ENDED,
    MAYBE_OUTSTANDING,
    MAYBE_OWED,
    OUTSTANDING,
    PAID_FOR,
    SUMS_OF_ALL,
    TAKEN,
    WHERE_IS,
    YES,
    Form,
)
from zhiji.memory.records import CLEAR, LIKELY, Reading, Subject
from zhiji.memory.thread import Line, Thread

_SPARED = (
    r"\b(?:except|but not|not|minus|apart from|bar) {0}(?!\w)|(?<!\w){0} (?:doesn'?t (?:have to )?pay|isn't paying|goes free|is free|doesn't need to|gets it free|excluded)"
    r"|除了{0}|{0}(?:不用|免|不算|就不)"
)
_NOT_COMING = re.compile(
    r"\b(?:i |i'm )?(?:can't|cannot|cant|won't|not able to|unable to) (?:make it|come|promise|join|do it|be there|go)\b|\bcount me out\b|\bi'm out\b|\bnot coming\b|去不了|来不了|不去了|我不去|不参加|走不开|赶不上|唔去"
)
_BOSS = re.compile(r"老细|老闆|老板|公司|工厂|包工头|东家")
_IN_FUN = re.compile(r"\b(?:jk|j/k|just kidding|kidding|joking)\b|开玩笑|逗你|骗你", re.I)
_AROUND = 8192  # lines that are kept in mind: each is read again with all that follows it
_BESIDE = 2  # lines around in which the writer may say what belongs to it
_SHORT = 40
_IN_MINE = re.compile(
    r"^\W*(?:(?:oh|sorry|shit|omg|ah|哎呀|哦)\W+)*(?:in|on|at) (?:my|mine)\b|\b(?:give|bring) (?:it|them) back\b"
)
_BORROWED = 12  # lines back in which a thing was asked for
_ABOUT = 5  # lines around in which who wrote once is taken to belong to the group
_PAYER = (
    r"(?<!\w){0} (?:paid|covered|got (?:it|this|the)|bought|booked|fronted)|\b(?:to|pay|owe) {0}(?!\w)",
    r"{0}(?:先|已经|都)?(?:垫|付|买的?单|结的?账)|(?:转|交|给|发|打)(?:给|到)?{0}",
)  # Latin names, and Chinese ones


def debts(thread: Thread) -> Iterator[Reading]:
    """What is owed and what no longer is, in the order in which it is told."""
    ledger = Ledger()
    stop = len(thread.lines) if thread.stop is None else thread.stop
    for at in range(stop):
        line = thread.lines[at]
        if line.forwarded or (thread.kind == "assistant" and not line.owner):
            continue
        found = _of_line(thread, at, fold(line.text), ledger)
        for one in found:
            ledger.note(one, at)
        if at >= thread.first:
            yield from found


def _of_line(thread: Thread, at: int, folded: str, ledger: Ledger) -> list[Reading]:
    """What the first of the ways finds that a line may tell something in."""
    ways = _ways(folded)
    if ways and thread.kind == "assistant":  # which owes nothing, and is owed nothing
        return [one for one in _told(thread, at, folded) if one.subject.name or (one.to and one.to.name)]
    each = (list(way(thread, at, folded, ledger)) for way in ways)
    return next(filter(None, each), [])


@lru_cache(maxsize=_AROUND)
def _ways(folded: str) -> tuple[Way, ...]:
    """The ways whose words a line has; without, no look around makes it tell of a debt."""
    if orders_machines(folded):
        return ()
    return tuple(way for has_words, way in _ALL_WAYS if has_words(folded))


def _told(thread: Thread, at: int, folded: str) -> Iterator[Reading]:
    line = thread.lines[at]
    taken: list[tuple[int, int]] = []
    for form, found in forms_in(folded):
        start, stop = found.span()
        if any(first < stop and start < last for first, last in taken):
            continue
        if _stands(line, form, found) and _is_near(thread, at, form):
            readings = list(_owed(thread, at, form, found))
            taken += [(start, stop)] if readings else []
            yield from readings
    if not taken:
        yield from _outstanding(thread, at, folded)


def _stands(line: Line, form: Form, found: re.Match[str]) -> bool:
    groups = found.groupdict()
    key = next((one for one in ("sum", "thing", "who") if groups.get(one)), 0)
    clause = clause_at(line, found.start(key)) or clause_at(line, found.start())
    if (
        clause is None
        or _IN_FUN.search(line.text)
        or clause.standing.quoted
        or (clause.standing.heard and form.side != "theirs")
    ):
        return False
    return held(clause) or (form.presumed and not _if(clause.sentence))


def _if(sentence: str) -> bool:
    return re.search(r"\bif\b(?! you (?:can|could|get))|如果|要是", sentence, re.I) is not None


def _is_near(thread: Thread, at: int, form: Form) -> bool:
    """Whether the writer also says, there or beside it, what the form needs."""
    if form.near is None:
        return True
    line = thread.lines[at]
    beside = [*thread.before(at, _BESIDE), *thread.after(at, _BESIDE)]
    texts = [line.text, *(one.text for one in beside if one.sender == line.sender)]
    if any(form.near.search(fold(text)) for text in texts):
        return True
    return form.near is PAID_FOR and _payer(thread, line) is not None


def _wages(thread: Thread, at: int) -> str:
    """Who owes wages, as their earner has just called them."""
    line = thread.lines[at]
    for one in (line, *(other for other in thread.before(at, _ABOUT) if other.sender == line.sender)):
        found = _BOSS.search(one.text)
        if found:
            return found[0]
    return "老板"


def _owed(thread: Thread, at: int, form: Form, found: re.Match[str]) -> Iterator[Reading]:
    line = thread.lines[at]
    value = _value(thread, at, found)
    if value is None:
        return
    stated = clause_at(line, found.start())
    sure = (
        CLEAR
        if stated is None or not (stated.standing.hedged or _jests(stated.standing.joked, value))
        else LIKELY
    )
    for debtor, creditor in _sides(thread, at, form, found):
        by_creditor = creditor == Subject(account=line.sender)
        yield debt(
            line,
            found.span(),
            debtor,
            creditor,
            value,
            when=deadline(line.text, line) if by_creditor else None,
            confidence=sure if form.side != "each" or _falls_on_all(thread, at) else LIKELY,
        )


def _jests(laughed: bool, value: str) -> bool:
    """A laugh over a thing or a large sum."""
    size = digits(value)
    return laughed and (size is None or size >= 1000)


def _value(thread: Thread, at: int, found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    if groups.get("sum"):
        return amount(groups["sum"], thread, at)
    if not groups.get("thing"):
        return _looked_for(thread, at)
    start, stop = found.span("thing")
    return thread.lines[at].text[start:stop].strip() or None


def _looked_for(thread: Thread, at: int) -> str | None:
    """What "it" means: the thing of which its owner has just asked where it is."""
    line = thread.lines[at]
    for other in thread.before(at, 2):
        found = WHERE_IS.search(fold(other.text)) if other.sender != line.sender else None
        if found:
            start, stop = next(found.span(key) for key in found.groupdict() if found[key])
            return other.text[start:stop].strip()
    return None


def _sides(
    thread: Thread, at: int, form: Form, found: re.Match[str]
) -> Iterator[tuple[Subject, Subject | None]]:
    """Who owes, and to whom, by the form and by who is spoken to."""
    line = thread.lines[at]
    me = Subject(account=line.sender)
    written = found.groupdict().get("who")
    if form.side in ("each", "we"):
        payer = (
            _payer(thread, line) if form.side == "each" else who(thread, written or "", line.sender).account
        )
        creditor = Subject(account=payer or line.sender)
        yield from (
            (Subject(account=one), creditor)
            for one in _present(thread, at)
            if one != creditor.account and not _is_spared(thread, at, one)
        )
        return
    if form.side == "lent":
        owner = addressee(thread, at)
        if owner is not None and written:
            yield who(thread, written, line.sender), Subject(account=owner)
        return
    if written:
        start, stop = found.span("who")
        other = who(thread, line.text[start:stop], line.sender)
        yield (me, other) if form.side == "mine" else (other, me)
        return
    if form.side == "theirs":
        yield Subject(name=_wages(thread, at)), me
        return
    account = addressee(thread, at)
    if account is None:
        return
    you = Subject(account=account)
    yield (me, you) if form.side == "mine" else (you, me)


def _present(thread: Thread, at: int) -> list[int]:
    """Whom "each" falls on: who writes around that place, or more than once."""
    around = {one.sender for one in (*thread.before(at, _ABOUT), *thread.after(at, _ABOUT))}
    around.add(thread.lines[at].sender)
    counts = [one.sender for one in thread.lines]
    return [one for one in thread.senders if one in around or counts.count(one) > 1]


def _is_spared(thread: Thread, at: int, account: int) -> bool:
    """Whether a sender has no part in it: he said so just before, or who pays says so."""
    name = re.escape(fold(thread.senders[account]).split()[0])
    if re.search(_SPARED.format(name), fold(thread.lines[at].text)):
        return True
    said = [one for one in thread.before(at, _ABOUT) if one.sender == account]
    return bool(said) and _NOT_COMING.search(fold(said[0].text)) is not None


def _falls_on_all(thread: Thread, at: int) -> bool:
    """Whether a whole that is told beside the share has a part for everybody here."""
    line = thread.lines[at]
    for text in (line.text, *(one.text for one in thread.before(at, _BESIDE) if one.sender == line.sender)):
        whole, share = SUMS_OF_ALL.search(fold(text)), ANY.findall(fold(line.text))
        if whole and share:
            total = digits(amount(whole["total"], thread, at) or "")
            parts = [digits(amount(one, thread, at) or "") for one in share]
            if total:
                return all(
                    not part or part == total or total / part >= len(_present(thread, at)) - 1
                    for part in parts
                )
    return True


def _payer(thread: Thread, line: Line) -> int | None:
    """Another sender who is said to have paid."""
    folded = fold(line.text)
    for account in named(thread, folded, but=line.sender):
        name = re.escape(fold(thread.senders[account]).split()[0])
        if any(re.search(form.format(name), folded) for form in _PAYER):
            return account
    return None


def _outstanding(thread: Thread, at: int, folded: str) -> Iterator[Reading]:
    """A debt for each who is named as not having paid a sum that is known."""
    line = thread.lines[at]
    for found in _unpaid_in(folded):
        which = next(key for key, words in found.groupdict().items() if words)
        clause = clause_at(line, found.start(which))
        debtors = named(thread, found[which], but=line.sender)
        value = _sum_for_all(thread, at)
        if debtors and value and clause is not None and held(clause):
            creditor = Subject(account=line.sender)
            limit = deadline(line.text, line)
            yield from (
                debt(line, found.span(), Subject(account=one), creditor, value, when=limit) for one in debtors
            )


@lru_cache(maxsize=_AROUND)
def _unpaid_in(folded: str) -> tuple[re.Match[str], ...]:
    return tuple(OUTSTANDING.finditer(folded)) if MAYBE_OUTSTANDING.fits(folded) else ()


def _sum_for_all(thread: Thread, at: int) -> str | None:
    for text in (thread.lines[at].text, *(one.text for one in thread.before(at, 8))):
        found = FOR_ALL.search(fold(text))
        whole = ANY.search(found[0]) if found else None
        if whole:
            return amount(whole[0], thread, at)
    return None


def _admitted(thread: Thread, at: int, folded: str) -> Iterator[Reading]:
    """ "Do you still have my drill?" - "yes, sorry": the yes tells it."""
    line = thread.lines[at]
    yes = YES.match(folded) or _IN_MINE.search(folded)
    if not yes:
        return
    for other in thread.before(at, 2):
        asked = HAS_MINE.search(fold(other.text)) if other.sender != line.sender else None
        if asked:
            start, stop = next(asked.span(key) for key in asked.groupdict() if asked[key])
            yield debt(
                line,
                yes.span(),
                Subject(account=line.sender),
                Subject(account=other.sender),
                other.text[start:stop].strip(),
                also=(other.id,),
            )
            return


def _is_sum(folded: str) -> bool:
    return BARE_SUM.search(folded) is not None


def _reckoned(thread: Thread, at: int, folded: str) -> Iterator[Reading]:
    """ "What do I owe you?" - "27.50"."""
    line = thread.lines[at]
    asked = next((one for one in thread.before(at, 2) if one.sender != line.sender), None)
    if asked and len(folded) < _SHORT and HOW_MUCH.search(fold(asked.text)):
        whole = ANY.search(folded)
        value = amount(whole[0], thread, at) if whole else None
        if whole and value:
            debtor, creditor = Subject(account=asked.sender), Subject(account=line.sender)
            yield debt(line, whole.span(), debtor, creditor, value, also=(asked.id,))


def _taken(thread: Thread, at: int, folded: str) -> Iterator[Reading]:
    """Somebody has a thing now that he asked to borrow."""
    line = thread.lines[at]
    found = TAKEN.search(folded) if thread.is_direct and len(folded) < _SHORT * 2 else None
    other = thread.partner(line.sender)
    if not found or other is None or not held_at(line, found.start()):
        return
    thing = next(words for words in found.groups() if words)
    for before in thread.before(at, _BORROWED):
        asked = BORROWS.search(fold(before.text)) if before.sender == line.sender else None
        if asked and same_thing(thing, next(words for words in asked.groups() if words)):
            key = next(key for key in asked.groupdict() if asked[key])
            value = before.text[asked.start(key) : asked.end(key)].strip()
            yield debt(
                line,
                found.span(),
                Subject(account=line.sender),
                Subject(account=other),
                value,
                also=(before.id,),
            )
            return


Way = Callable[[Thread, int, str, Ledger], Iterator[Reading]]


def _by_itself(way: Callable[[Thread, int, str], Iterator[Reading]]) -> Way:
    """A way that needs not know what is owed so far."""
    return lambda thread, at, folded, _: way(thread, at, folded)


def _is_in_mine(folded: str) -> bool:
    return YES.match(folded) is not None or _IN_MINE.search(folded) is not None


_ALL_WAYS: tuple[tuple[Callable[[str], bool], Way], ...] = (
    (MAYBE_ENDED.fits, ended),
    (MAYBE_OWED.fits, _by_itself(_told)),
    (is_lending, _by_itself(lent)),
    (_is_in_mine, _by_itself(_admitted)),
    (HAVE_IT.fits, _by_itself(found_with)),
    (BACK_PLEASE.fits, wanted_back),
    (_is_sum, _by_itself(_reckoned)),
    (TAKEN.fits, _by_itself(_taken)),
)
"""What a line must have for a way to find anything, and the way; the first that finds something tells all."""
