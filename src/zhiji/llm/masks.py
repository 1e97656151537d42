"""Secrets in chats: codes, passwords, card, account and ID numbers, keys; in Chinese and English, with some German.

Found where a word says what follows, or where a check digit does. A password that stands in a message of its own,
with nothing beside it that says so, is not found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from zhiji.language.fold import fold


class Span(NamedTuple):
    """What is to be replaced in a text, and what to call it."""

    start: int
    end: int
    label: str


Check = Callable[[str], bool]

_CODE = (
    r"(?:验证码|校验码|动态码|动态密码|确认码|激活码|取件码|取货码|提取码|兑换码|安全码|登录码|口令|cvv2?|cvc2?|otp|"
    r"(?<![a-z])pin(?:[ -]?code)?(?![a-z])|passcode|one[- ]time (?:code|password)|bestatigungscode|"
    r"(?<![a-z])(?:(?:verification|security|login|access|auth\w{0,12}|confirmation|activation|backup|recovery|2fa|sms)[ -])?code(?![a-z]))"
)
_TOKEN = r"(?:[a-z]{1,3}-)?\d{3}[- ]?\d{1,5}|[a-z0-9]{4,10}"
_PASSWORD = (
    r"(?:密码|口令|pass ?word|passwd|(?<![a-z])pwd|passphrase|passwort|kennwort|(?<![a-z])pw(?![a-z]))"
)
_NO_PASSWORD = (
    r"(?!(?:what|which|not|the|in|on|at|for|to|wrong|incorrect|correct|required|too|still|same|invalid|expired|weak|"
    r"strong|changed|reset|needed|case|set|empty|an|your|my|his|her|our|their|always|now|just|that|this|it)(?![\w]))"
)
_PHRASE = r"(?:助记词|(?:seed|recovery|backup|mnemonic) (?:phrase|words)|mnemonic)"
_PAPER = (
    r"(?:护照|身份证|驾照|驾驶证|社保|港澳通行证|passport|id card|identity card|personalausweis|ausweisnummer|steuer-?id|"
    r"driver'?s licen[cs]e|tax id|social security|ssn)"
)
_ACCOUNT = r"(?:账号|帐号|账户|帐户|卡号|银行卡|card (?:number|no\.?)|account (?:number|no\.?)|kontonummer)"
_NUMBER_WORD = r"(?:号码|号|\s?(?:number|no\.?|nr\.?))?"
_IS = r"[\s:=,(\[\"'“「-]{0,4}(?:is|was|ist|are|是|为)?[\s:=\"'“「-]{0,3}"


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _has_four_digits(text: str) -> bool:
    return len(_digits(text)) >= 4


def _luhn(text: str) -> bool:
    """The check digit of payment cards."""
    digits = [int(char) for char in reversed(_digits(text))]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _iban(text: str) -> bool:
    """The check digits of international account numbers (ISO 13616)."""
    plain = re.sub(r"\s", "", text)
    turned = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def _resident(text: str) -> bool:
    """The check character of a resident's number in mainland China (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(char) for weight, char in zip(weights, text[:17], strict=True))
    return "10x98765432"[total % 11] == text[17]


def _hong_kong(text: str) -> bool:
    """The check character of a Hong Kong identity card."""
    plain = re.sub(r"[()]", "", text)
    letters = plain[:-7].rjust(2, "[")  # a missing letter counts 36, which is one more than z
    values = [36 if char == "[" else int(char, 36) for char in letters] + [int(char) for char in plain[-7:-1]]
    total = sum(weight * value for weight, value in zip(range(9, 1, -1), values, strict=True))
    return (total + (10 if plain[-1] == "a" else int(plain[-1]))) % 11 == 0


def _taiwan(text: str) -> bool:
    """The check digit of a Taiwanese identity card."""
    first = 10 + "abcdefghjklmnpqrstuvxywzio".index(text[0])
    values = [first // 10, first % 10, *map(int, text[1:])]
    return (
        sum(weight * value for weight, value in zip((1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), values, strict=True))
        % 10
        == 0
    )


def _always(_: str) -> bool:
    return True


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


# The group `it` is what gets masked. The order is the order of precedence.
_PATTERNS: tuple[tuple[str, re.Pattern[str], Check], ...] = (
    ("Key", _pattern(r"(?P<it>-----begin [a-z ]{0,30}private key-----[\s\S]{20,8000}?-----end [a-z ]{0,30}private key-----)"), _always),
    ("Key", _pattern(r"(?<![\w-])(?P<it>(?:sk|pk|rk)[-_][\w-]{16,200}|gh[pousr]_\w{20,100}|github_pat_\w{20,200}|akia[0-9a-z]{16}|xox[abeprs]-[\w-]{10,200}|aiza[\w-]{30,50}|ey[\w-]{10,2000}\.ey[\w-]{10,4000}\.[\w-]{10,2000})"), _always),
    ("Password", _pattern(rf"{_PHRASE}{_IS}(?P<it>[a-z]{{3,10}}(?:[ ,]+[a-z]{{3,10}}){{5,23}})"), _always),
    ("Id", _pattern(r"(?<![a-z0-9])(?P<it>\d{17}[\dx])(?![a-z0-9])"), _resident),
    ("Id", _pattern(r"(?<![a-z0-9])(?P<it>[a-z]{1,2}\d{6}\([0-9a]\))"), _hong_kong),
    ("Id", _pattern(r"(?<![a-z0-9])(?P<it>[a-z][1289]\d{8})(?![a-z0-9])"), _taiwan),
    ("Id", _pattern(r"(?<![\d-])(?P<it>(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4})(?![\d-])"), _always),
    ("Account", _pattern(r"(?<![a-z0-9])(?P<it>[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?)(?![a-z0-9])"), _iban),
    ("Card", _pattern(r"(?<![\d.])(?P<it>\d(?:[ -]?\d){12,18})(?!\d)"), _luhn),
    ("Account", _pattern(rf"{_ACCOUNT}\D{{0,10}}(?P<it>\d(?:[ -]?\d){{6,24}})(?!\d)"), _always),
    ("Id", _pattern(rf"{_PAPER}{_NUMBER_WORD}{_IS}(?P<it>[a-z0-9]{{6,20}})(?![a-z0-9])"), _has_four_digits),
    ("Password", _pattern(rf"{_PASSWORD}[^\n:=]{{0,12}}[:=]\s{{0,2}}[\"'“「]?(?P<it>[!-~]{{4,64}})"), _always),
    ("Password", _pattern(rf"{_PASSWORD}[^\n:=]{{0,8}}?\s?(?:is|was|ist|是|为|->|→)\s{{0,2}}[\"'“「]?(?P<it>{_NO_PASSWORD}[!-~]{{4,64}})"), _always),
    ("Password", _pattern(rf"{_PASSWORD}\s?[\"'“「]?(?P<it>[!-~]{{6,64}})"), _has_digit),
    ("Code", _pattern(rf"{_CODE}[^\n\d]{{0,20}}?(?P<it>(?<![\w.])(?:[a-z]{{1,3}}-)?\d{{3}}[- ]?\d{{1,5}})(?!\d)"), _always),
    ("Code", _pattern(rf"{_CODE}(?:号)?{_IS}(?P<it>(?<![a-z0-9])(?:{_TOKEN}))(?![a-z0-9])"), _has_digit),
    ("Code", _pattern(rf"(?<![\d.:/-])(?P<it>(?:[a-z]{{1,3}}-)?\d{{3}}[- ]?\d{{1,5}})(?![\d.:/-])[^\n\d]{{0,30}}?{_CODE}"), _always),
)  # fmt: skip


def find_secrets(text: str) -> tuple[Span, ...]:
    """The secrets in a text, in order, not overlapping."""
    folded = fold(text)
    found: list[Span] = []
    for span in _all(folded):
        if not any(span.start < other.end and other.start < span.end for other in found):
            found.append(span)
    return tuple(sorted(found))


def _all(folded: str) -> Iterator[Span]:
    for label, pattern, check in _PATTERNS:
        for match in pattern.finditer(folded):
            if check(match["it"]):
                yield Span(*match.span("it"), label)
