"""What no recap tells: adverts, codes, bots, what is written to machines, and what only stands for a picture."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from zhiji.assistant import cues
from zhiji.chat import Message
from zhiji.language.machines import to_machines

# Signs of something that was sent to many, or by no person.
_SENT_TO_MANY = re.compile(
    r"\bunsubscribe\b|\bopt out\b|\d+ ?% (?:off|discount)|\bpromo(?:tion)?\b|\bvouchers?\b|\bcoupons?\b|\bspecial offer\b|\bsale ends\b|\bnewsletter\b"
    r"|\bverification code\b|\b(?:login|security|one-time) (?:code|password)\b|\bOTP\b|\bdo not reply\b|\bno-?reply\b|\bdear (?:customer|user|member|guest)\b"
    r"|\byour (?:order|parcel|package|shipment|statement|invoice|subscription)\b.{0,60}(?:#|https?:|\bhas been\b|\bis ready\b|\bwas\b)"
    r"|\bbonus(?:punkte| points)\b|\brabatt\b|\bgutschein\b|\bliebe[rs]? kund|\bIhre? (?:Bestellung|Paket|Rechnung|Vorteil)"
    r"|退订|回复?\s?TD?\b|验证码|校验码|优惠券|满\d+减|立减|限时(?:特惠|抢购)|秒杀|尊敬的(?:客户|用户|会员|顾客)|您的(?:订单|快递|包裹|账单|会员)|【[^】]{2,12}】|点击链接|扫码领",
    re.I,
)
_NO_PERSON = re.compile(
    r"\bbot\b|_bot$|Bot$|no-?reply|notification|newsletter|\bdeals?\b|服务号|公众号|订阅号|服务通知|小助手|机器人|助手$|客服|通知$",
    re.I,
)
_NOTHING_SAID = re.compile(r"[\W\d_]*")


def said_by_people(messages: Sequence[Message], owner: frozenset[int]) -> list[Message]:
    """The messages without what nobody wants to be told."""
    left = [one for one in messages if not _is_empty(one)]
    machines = _machines(left, owner)
    return [one for one in left if one.sender.id not in machines and not to_machines(one.text)]


def sent_to_many(text: str) -> bool:
    """Whether a message looks like an advert, a code or an app's notice."""
    return bool(_SENT_TO_MANY.search(text))


def _is_empty(message: Message) -> bool:
    if message.chat.kind == "assistant" or cues.is_placeholder(message):
        return True
    return not (message.text or message.caption or message.transcript)


def _machines(messages: Iterable[Message], owner: frozenset[int]) -> set[int]:
    """Senders that aren't people: called so, or half of what they write was sent to many."""
    count: Counter[int] = Counter()
    to_many: Counter[int] = Counter()
    names: defaultdict[int, str] = defaultdict(str)
    for one in messages:
        if one.sender.id not in owner:
            count[one.sender.id] += 1
            to_many[one.sender.id] += sent_to_many(one.text)
            names[one.sender.id] = one.sender.name or one.sender.key
    return {
        sender for sender in count if 2 * to_many[sender] >= count[sender] or _NO_PERSON.search(names[sender])
    }


def says_something(text: str) -> bool:
    """Whether there are words in it."""
    return not _NOTHING_SAID.fullmatch(text)
