from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.llm.masks import find_secrets


@pytest.mark.parametrize(
    ("text", "label", "secret"),
    [
        ("【某宝】您的验证码是384920，5分钟内有效", "Code", "384920"),
        ("驗證碼：５５６６７７", "Code", "５５６６７７"),
        ("384920（登录验证码）", "Code", "384920"),
        ("123456 is your login code", "Code", "123456"),
        ("G-482913 is your verification code", "Code", "G-482913"),
        ("Your code: 123-456", "Code", "123-456"),
        ("pin code is 4821", "Code", "4821"),
        ("取件码 A7K9Q2", "Code", "A7K9Q2"),
        ("wifi密码:happy2020!", "Password", "happy2020!"),
        ("密码是hunter2", "Password", "hunter2"),
        ("the password is swordfish", "Password", "swordfish"),
        ("Passwort: Käse12", "Password", "Käse12"),
        ("pw = s3cret!!", "Password", "s3cret!!"),
        ("助记词：apple bear cat dog eel fox gull hen ibis jay kite lark", "Password", "apple bear cat dog eel fox gull hen ibis jay kite lark"),
        ("card 4111 1111 1111 1111 exp 04/27", "Card", "4111 1111 1111 1111"),
        ("卡号 6222 0212 3456 7890 123", "Account", "6222 0212 3456 7890 123"),
        ("IBAN DE89 3704 0044 0532 0130 00 thanks", "Account", "DE89 3704 0044 0532 0130 00"),
        ("account number 1234567890", "Account", "1234567890"),
        ("我身份证号是11010519491231002X", "Id", "11010519491231002X"),
        ("HKID A123456(3)", "Id", "A123456(3)"),
        ("A123456789", "Id", "A123456789"),
        ("SSN 078-05-1120", "Id", "078-05-1120"),
        ("护照号E12345678", "Id", "E12345678"),
        ("passport number is C01X00T47", "Id", "C01X00T47"),
        ("use sk-abcdefghijklmnopqrstuvwx", "Key", "sk-abcdefghijklmnopqrstuvwx"),
    ],
)  # fmt: skip
def test_a_secret_is_found(text: str, label: str, secret: str) -> None:
    assert [(text[one.start : one.end], one.label) for one in find_secrets(text)] == [(secret, label)]


@pytest.mark.parametrize(
    "text",
    [
        "Wifi密码是多少？",
        "what is the wifi password?",
        "the password is wrong again",
        "send me the password reset link",
        "2024-05-03 09:00 [1] Mum: 我们3月5日去",
        "order 20240503 arrived at 12:30",
        "call me at +49 171 2345678",
        "QR code on page 12",
        "4111 1111 1111 1112 fails its check digit",
        "11010519491231002A is no ID",
    ],
)
def test_ordinary_words_and_numbers_stay(text: str) -> None:
    assert find_secrets(text) == ()


@given(st.text())
def test_secrets_come_in_order_and_do_not_overlap(text: str) -> None:
    found = find_secrets(text)
    assert all(one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "piece", ["1 ", "密码", "code 12 ", "a1b2 ", "sk-", "密码是 password: ", "-----begin a private key-----"]
)
def test_long_texts_take_no_long_time(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = time.process_time()
    find_secrets(text)
    assert time.process_time() - start < 5
