"""Sums of money (and of hours) as people write them in chats: £15, 15 quid, 三十块, a tenner, 1.2k."""

from __future__ import annotations

import re
from decimal import Decimal

from zhiji.language import HAN
from zhiji.language.fold import fold
from zhiji.language.numerals import chinese_number, english_number
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.thread import Thread

_SIGNS = {
    "c$": "CAD", "nz$": "NZD", "s$": "SGD", "nt$": "TWD", "au$": "AUD", "ca$": "CAD", "₹": "INR", "₦": "NGN", "r$": "BRL", "₱": "PHP", "₫": "VND", "₺": "TRY", "₽": "RUB", "฿": "THB", "₩": "KRW", "chf": "CHF", "£": "GBP", "€": "EUR", "¥": "CNY", "hk$": "HKD", "us$": "USD", "a$": "AUD", "$": "USD", "rmb": "CNY",
    "gbp": "GBP", "eur": "EUR", "usd": "USD", "hkd": "HKD", "cny": "CNY",
}  # fmt: skip
_UNITS = {
    "quid": "GBP", "pounds": "GBP", "pound": "GBP", "gbp": "GBP", "镑": "GBP", "英镑": "GBP", "磅": "GBP",
    "bucks": "USD", "buck": "USD", "dollars": "USD", "dollar": "USD", "usd": "USD", "美元": "USD", "美金": "USD", "刀": "USD",
    "euros": "EUR", "euro": "EUR", "eur": "EUR", "€": "EUR", "欧元": "EUR", "欧": "EUR", "£": "GBP",
    "蚊": "HKD", "港币": "HKD", "港纸": "HKD", "港元": "HKD", "hkd": "HKD",
    "块钱": "CNY", "块": "CNY", "元": "CNY", "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "塊": "CNY",
    "加币": "CAD", "加元": "CAD", "加拿大元": "CAD", "cad": "CAD", "澳币": "AUD", "澳元": "AUD", "澳刀": "AUD", "aud": "AUD", "纽币": "NZD", "nzd": "NZD",
    "新币": "SGD", "坡币": "SGD", "sgd": "SGD", "台币": "TWD", "新台币": "TWD", "日元": "JPY", "日币": "JPY", "yen": "JPY", "韩元": "KRW", "韩币": "KRW",
    "泰铢": "THB", "baht": "THB", "rupees": "INR", "卢比": "INR", "francs": "CHF", "瑞郎": "CHF", "krona": "SEK", "kroner": "DKK", "zloty": "PLN", "zł": "PLN",
    "naira": "NGN", "ngn": "NGN", "奈拉": "NGN", "rand": "ZAR", "zar": "ZAR", "shillings": "KES", "ksh": "KES", "cedis": "GHS", "rs": "INR", "pesos": "MXN", "lira": "TRY", "卢布": "RUB", "roubles": "RUB", "越南盾": "VND", "dirhams": "AED", "dirham": "AED", "złoty": "PLN", "pln": "PLN", "马币": "MYR", "ringgit": "MYR", "大洋": "CNY", "块大洋": "CNY", "squid": "GBP", "hours": "hours", "hour": "hours", "hrs": "hours", "hr": "hours", "小时": "hours", "个小时": "hours",
}  # fmt: skip
_SLANG = {"tenner": "10 GBP", "fiver": "5 GBP"}

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,2})?"
_HAN = r"[一二两三四五六七八九十百千万]{1,7}"
# Large enough to be money without saying so: 两千, 三百二, 一万五.
_HAN_SUM = r"(?<![一二两三四五六七八九十百千万第几])[一二两三四五六七八九](?:[百千]|万)(?:[零〇]?[一二两三四五六七八九]?[百十]?){0,3}(?![一二两三四五六七八九十百千万多来几个人年月天次号点岁楼位条张本斤里米句遍件杯字])"
_SPELLED = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a )?hundred)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine|hundred))?"
)
_TENS = r"\b(?:ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a |one |two |three |four |five )hundred)(?:[ -]five)?\b(?! (?:people|of|min\w*|days?|weeks?|months?|years?|times|percent|miles?|pages?|pints?|beers?|drinks?|hours?|hrs))"
_SIGN = "|".join(re.escape(one) for one in sorted(_SIGNS, key=len, reverse=True))
_UNIT = "|".join(re.escape(one) for one in sorted(_UNITS, key=len, reverse=True))
# What a bare number counts if it is followed by one of these is no money.
_OTHER = (
    r"(?:st|nd|rd|th)\b|[:/%年月日号点次天个人本杯周岁楼斤页]|-\d| ?(?:am|pm|people|of us|days?|weeks?|months?|years?|times|min(?:ute)?s?|"
    r"percent|km|kg|miles?|pages?|pints?|beers?|drinks?|coffees?|dinners?|lunch(?:es)?|meals?|apolog\w+|explanations?|favou?rs?|games?|rounds?|hugs?|kisses)\b"
)
SUM = (
    rf"(?:(?:{_SIGN}) ?{_NUMBER}(?:k\b|[千万])?"
    rf"|(?<![\d.,:]){_NUMBER}(?:k\b|[百千万])? ?(?:{_UNIT})(?![a-z])(?:\d)?"
    rf"|(?<![\d.,:£$€]){_NUMBER}(?:k\b|[千万]| (?:hundred|thousand|grand)\b)?(?!\d|[.,:]\d)(?!{_OTHER})"
    rf"|\b{_SPELLED} (?:quid|pounds|bucks|dollars|euros|hours|hrs)\b"
    rf"|\ba (?:tenner|fiver)\b|\b(?:tenner|fiver)\b|\ba hundred\b(?: quid| pounds| bucks| dollars| euros)?"
    rf"|{_HAN}(?:{_UNIT})|{_HAN_SUM}|{_TENS})"
)
"""A sum within a folded text; not a group."""

EXPLICIT = Rarely(
    rf"(?:(?:{_SIGN}) ?{_NUMBER}(?:k\b|[千万])?|{_NUMBER}(?:k\b|[百千万])? ?(?:{_UNIT})(?![a-z])|{_HAN}(?:{_UNIT})|\b(?:tenner|fiver)\b"
    rf"|\b{_SPELLED} (?:quid|pounds|bucks|dollars|euros)\b)"
)
"""A sum that names its currency."""

ANY = re.compile(SUM)
_PARTS = re.compile(
    rf"(?P<sign>{_SIGN})? ?(?:(?P<number>{_NUMBER})|(?P<han>{_HAN})|(?P<spelled>{_SPELLED}))"
    rf"(?P<scale>k\b|[百千万]| (?:hundred|thousand|grand)\b)? ?(?P<unit>{_UNIT})?(?P<rest>\d)?"
)
_SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000, "百": 100, "千": 1000, "万": 10_000}
_BELIEVABLE = 5_000_000  # more is a joke
_BACK = 60  # lines in which a chat's currency is looked for
_CANTONESE = re.compile(r"[唔嘅咗冇喺嚟俾嗰啲咁]|系咪|边个")


def amount(text: str, thread: Thread, at: int) -> str | None:
    """A sum as `62 CNY`, its currency told or that of the chat; None for what nobody means."""
    folded = fold(text).strip()
    slang = next((value for word, value in _SLANG.items() if word in folded), None)
    if slang:
        return slang
    found = _PARTS.match(folded)
    if not found:
        return None
    count = _count(found)
    if not 0 < count < _BELIEVABLE:
        return None
    unit = _SIGNS.get(found["sign"] or "") or _UNITS.get(found["unit"] or "") or unit_of(thread, at)
    return f"{written(count)} {unit}"


def written(count: Decimal) -> str:
    """8.50, 62."""
    return f"{count:.2f}" if count % 1 else f"{count:.0f}"


def _count(found: re.Match[str]) -> Decimal:
    if found["han"]:
        count = Decimal(_spoken(found["han"]))
    elif found["spelled"]:
        count = Decimal(english_number(found["spelled"].replace("a hundred", "hundred")))
    else:
        count = Decimal(found["number"].replace(",", ""))
    if found["rest"]:  # 3块5
        count += Decimal(found["rest"]) / 10
    return count * _SCALES.get((found["scale"] or "").strip(), 1)


def _spoken(han: str) -> int:
    """三百二 is 320, as people say it."""
    short = re.fullmatch(r"(.*)([百千万])([一二两三四五六七八九])", han)
    if not short:
        return chinese_number(han) or 0
    return (chinese_number(short[1] + short[2]) or 0) + (chinese_number(short[3]) or 0) * _SCALES[
        short[2]
    ] // 10


def unit_of(thread: Thread, at: int) -> str:
    """What a bare number means in a chat: what it last reckoned in, else the money of the language and the clock."""
    for other in (thread.lines[at], *thread.before(at, _BACK)):
        told = EXPLICIT.search(fold(other.text))
        parts = _PARTS.match(told[0]) if told else None
        unit = parts and (_SIGNS.get(parts["sign"] or "") or _UNITS.get(parts["unit"] or ""))
        if unit:
            return unit
    return _usual(thread, at)


def _usual(thread: Thread, at: int) -> str:
    line = thread.lines[at]
    near = [line.text, *(other.text for other in thread.before(at, 4))]
    if any(_CANTONESE.search(fold(text)) for text in near):
        return "HKD"
    if HAN.search(line.text) or (len(line.text) < 12 and any(HAN.search(text) for text in near)):
        return "CNY"
    offset = line.when.utcoffset()
    hours = offset.total_seconds() / 3600 if offset else 0
    return "USD" if -10 <= hours <= -3 else "GBP"


def digits(value: str) -> Decimal | None:
    """The number of a sum; None for a thing."""
    head, _, unit = value.partition(" ")
    return Decimal(head) if unit and re.fullmatch(r"\d+(?:\.\d+)?", head) else None
