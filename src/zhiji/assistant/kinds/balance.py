"""What is left of a loan or a bill between two people: what was lent, what was paid since, and the sum as it is worked out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from zhiji.assistant import cues
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.paying import Payment, amount_of, payments, total, written
from zhiji.assistant.passages import whole
from zhiji.chat import Message
from zhiji.language import fold
from zhiji.memory import Fact, Party

_READ = 600  # messages of a chat
_ANSWER = 3  # messages after a request in which it is granted
_LENT = re.compile(
    r"\b(?:lend|lent|loan(?:ed)?) (?:you|u)\b|\byou(?: still)? owe me\b|\binvoice\b|\byour bill\b|借(?:给|了)?你(?!的)|你(?:还|仍|就)?欠(?:着|了)?我|账单|发票金额",
    re.I,
)  # as who is owed says it
_BORROWED = re.compile(
    r"\b(?:lend|loan) me\b|\bborrow(?:ed)?\b|\bi(?: still)? owe you\b|借我|[跟向问找]你借|我(?:还|仍)?欠(?:着|了)?你",
    re.I,
)  # as who owes says it
_OWES = re.compile(r"\bowe\b|欠", re.I)
_GRANTED = re.compile(
    r"\b(?:sent|done|transferred|sure|here you go|paid)\b|转了|转你|给你|好的?$|行|没问题|打给你|发你", re.I
)
_RECEIVED = re.compile(r"\b(?:received|got|thanks for)\b|收到|到账", re.I)
_SQUARE = re.compile(r"两清|结清|还清|清了|\b(?:square|all settled|settled up|all paid|paid in full)\b", re.I)
_LATER = re.compile(
    r"\b(?:will|'ll|tomorrow|later|next|going to|soon|can't|haven't|not yet)\b|明天|后天|下次|下周|下个?月|回头|晚点|再说|还没|没还",
    re.I,
)
_PART = re.compile(r"[，,。；;]|\.(?!\d)")
_SIGNS = (("£", "£|镑|\\b(?:quid|pounds?|gbp)\\b"), ("€", "€|欧|\\beuros?\\b"), ("$", "(?<![A-Z])\\$|美元|刀|\\b(?:bucks|dollars?)\\b"),
          ("¥", "¥|块|元|人民币|\\b(?:rmb|yuan)\\b"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What one side lent and the other has paid of it."""

    lent: tuple[Payment, ...]
    paid: tuple[Payment, ...]

    @property
    def left(self) -> float:
        """What is still owed; 0 or less: nothing."""
        return total(self.lent) - total(self.paid)


def balance(debtors: Collection[int], creditors: Collection[int], means: Means) -> Balance | None:
    """What is lent and paid between two; None where nothing says what was lent, or no part of it was paid."""
    chats = _chats_of_two(debtors, creditors, means)
    every = sorted(
        (
            one
            for chat in chats
            for one in means.context.latest(chat=chat, limit=_READ)
            if one.when <= means.now
        ),
        key=lambda one: (one.when, one.id),
    )
    lent = _lent(every, debtors, creditors, means)
    if not lent:
        return None
    since = lent[0].message.when
    own = [one for one in payments(means, debtors, chats=chats) if one.message.when > since and _is_done(one)]
    paid = _with_receipts(own, [one for one in every if one.sender.id in creditors and one.when > since])
    lent_in = {one.message.id for one in lent}
    lent, paid = _without_settled(lent, [one for one in paid if one.message.id not in lent_in])
    if (
        not lent
        or not paid
        or any(_SQUARE.search(one.text) for one in every if one.when > paid[-1].message.when)
    ):
        return None
    return Balance(lent=tuple(lent), paid=tuple(paid))


def told(found: Balance, *, by: str, to: str, means: Means) -> Draft:
    """The sum as it is worked out, over the messages that tell each part of it."""
    shown = lines(found)
    return Draft(
        opening=words.left_to_pay(
            _sum(found), by=by, to=to, nothing=found.left <= 0, language=means.language
        ),
        sections=(Section(shown=shown),),
        confidence=1.0,
        chats=tuple(dict.fromkeys(one.passage.message.chat.id for one in shown)),
        pool=tuple(one.passage for one in shown),
    )


def lines(found: Balance) -> tuple[Shown, ...]:
    """The messages that tell each part of it."""
    return tuple(Shown(passage=part) for one in (*found.lent, *found.paid) if (part := whole(one.message)))


def sum_left(found: Balance) -> str:
    """What is left, with its currency."""
    return f"{_sign([one.message.text for one in (*found.lent, *found.paid)])}{written(found.left)}"


def _sum(found: Balance) -> str:
    lent = " + ".join(written(one.amount) for one in found.lent)
    paid = " − ".join(written(one.amount) for one in found.paid)
    return f"{lent} − {paid} = {sum_left(found)}"


def _sign(texts: Sequence[str]) -> str:
    """The currency, if they name just one."""
    found = [sign for sign, pattern in _SIGNS if any(re.search(pattern, one, re.I) for one in texts)]
    return found[0] if len(found) == 1 else ""


def _chats_of_two(debtors: Collection[int], creditors: Collection[int], means: Means) -> list[int]:
    both = frozenset(debtors) | frozenset(creditors)
    other = both - means.owner
    return [chat for chat in means.who.chats_of(other) if means.who.writers(chat) <= both]


def _lent(
    every: Sequence[Message], debtors: Collection[int], creditors: Collection[int], means: Means
) -> list[Payment]:
    """What was lent, or billed: as memory has it, and as the two say it."""
    found: dict[float, Payment] = {}
    for at, one in enumerate(every):
        amount = amount_of(one.text)
        if amount and _tells_of_loan(one, every[at + 1 : at + 1 + _ANSWER], debtors, creditors):
            found.setdefault(amount, Payment(message=one, amount=amount))
    if found:
        return sorted(found.values(), key=lambda one: one.message.when)
    facts = [
        one for one in means.remembering.facts("debt") if _between(one, debtors, creditors) and one.is_current
    ]
    messages = means.remembering.messages(facts)
    return [
        Payment(message=messages[one.message], amount=amount)
        for one in facts
        if one.message in messages and (amount := amount_of(one.value))
    ]


def _tells_of_loan(
    message: Message, after: Sequence[Message], debtors: Collection[int], creditors: Collection[int]
) -> bool:
    """Whether who is owed says it, or who owes; what is only asked for must be granted."""
    if message.sender.id in creditors:
        return bool(_LENT.search(message.text)) and not cues.asks(message.text)
    if message.sender.id not in debtors or not _BORROWED.search(message.text):
        return False
    granted = any(one.sender.id in creditors and _GRANTED.search(one.text) for one in after)
    return granted or bool(_OWES.search(message.text))


def _between(fact: Fact, debtors: Collection[int], creditors: Collection[int]) -> bool:
    return _is_one(fact.subject, debtors) and fact.to is not None and _is_one(fact.to, creditors)


def _is_one(party: Party, accounts: Collection[int]) -> bool:
    return party.person is not None and any(account.id in accounts for account in party.person.accounts)


def _without_settled(lent: Sequence[Payment], paid: Sequence[Payment]) -> tuple[list[Payment], list[Payment]]:
    """Without what was paid back in one piece."""
    open_, left = list(lent), list(paid)
    for one in lent:
        back = next((p for p in left if p.amount == one.amount and p.message.when > one.message.when), None)
        if back is not None:
            open_.remove(one)
            left.remove(back)
    return open_, left


def _is_done(one: Payment) -> bool:
    """Whether a payment is told as made, not as to come."""
    for part in _PART.split(fold(one.message.text)):
        if amount_of(part) == one.amount:
            return not _LATER.search(part)
    return not _LATER.search(fold(one.message.text))


def _with_receipts(paid: Sequence[Payment], theirs: Sequence[Message]) -> list[Payment]:
    """The payments, with those that only who got them tells of."""
    received = [
        Payment(message=one, amount=amount)
        for one in theirs
        if _RECEIVED.search(one.text) and (amount := amount_of(one.text)) and not cues.asks(one.text)
    ]
    alone = [
        one
        for one in received
        if not any(
            other.amount == one.amount and abs((one.message.when - other.message.when).days) <= 7
            for other in paid
        )
    ]
    return sorted((*paid, *alone), key=lambda one: one.message.when)
