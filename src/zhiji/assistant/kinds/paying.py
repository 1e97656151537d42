"""What somebody paid, as they or those who got it tell it: each payment with its sum, and all of them together."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from zhiji.assistant import cues
from zhiji.assistant.kinds.means import Means
from zhiji.chat import Message
from zhiji.language import fold
from zhiji.language.numerals import chinese_number

_READ = 400
_PAYS = re.compile(
    r"\b(?:paid|pay|sent|send|transfer\w*|gave|give|wired|venmo\w*|paypal\w*|paying|here(?:'s| is| are))\b|还(?!是|有|没|在|要|可以|行|好|不|会|能|想|差|欠)|转(?!过|车|机|角)|付|给了|汇|打给",
    re.I,
)
_ASKS_FOR = re.compile(
    r"转我|转给我|还我|[给付]我|\b(?:send|pay|transfer|give) (?:it )?(?:to )?me\b|\b(?:could|can|please) you\b",
    re.I,
)
_SUM = re.compile(
    r"[¥€$£]\s?(?P<a>\d[\d,]*(?:\.\d+)?)|(?P<b>\d[\d,]*(?:\.\d+)?)(?P<k>\s?[kK万千])?(?![\d:.]|\s?(?:号|日|月|年|点|岁|次|个|人|am|pm|days?|weeks?|th\b|st\b))|(?P<c>[一二两三四五六七八九十百千万零]{2,})"
)
_LEFT = re.compile(
    r"(?:剩下?|还差|还欠|仍欠|爭|争|欠|short|left|remaining|still owe|the rest)[^\d一二两三四五六七八九十]{0,8}$",
    re.I,
)
_TAIL = re.compile(r"^([一二两三四五六七八九])([千百万])([一二三四五六七八九])$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment."""

    message: Message
    amount: float


def payments(means: Means, accounts: Collection[int], *, chats: Collection[int]) -> list[Payment]:
    """What these people say they paid in these chats, oldest first."""
    found = [
        Payment(message=one, amount=amount)
        for chat in chats
        for one in means.context.latest(chat=chat, limit=_READ)
        if one.sender.id in accounts and one.when <= means.now and _tells(one.text)
        and (amount := amount_of(one.text)) is not None
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.message.when)


def _tells(text: str) -> bool:
    plain = fold(text)
    return bool(_PAYS.search(plain)) and not _ASKS_FOR.search(plain) and not cues.asks(plain.split("，")[0])


def amount_of(text: str) -> float | None:
    """The first sum of a text that isn't what is left to pay; None if it names none."""
    plain = fold(text)
    for match in _SUM.finditer(plain):
        if _LEFT.search(plain[: match.start()]):
            continue
        if match["c"]:
            value = _spoken(match["c"])
        else:
            scale = {"k": 1000, "千": 1000, "万": 10_000}.get((match["k"] or "").strip().lower(), 1)
            value = float((match["a"] or match["b"]).replace(",", "")) * scale
        if value:
            return value
    return None


def _spoken(text: str) -> float | None:
    """一千五 is 1500."""
    if match := _TAIL.match(text):
        return float(
            (chinese_number(match[1] + match[2]) or 0)
            + (chinese_number(match[3]) or 0) * {"千": 100, "百": 10, "万": 1000}[match[2]]
        )
    return float(number) if (number := chinese_number(text)) else None


def total(some: Sequence[Payment]) -> float:
    """All of them together."""
    return sum(one.amount for one in some)


def written(amount: float) -> str:
    """A sum as people write it."""
    return f"{amount:,.2f}".rstrip("0").rstrip(".")
