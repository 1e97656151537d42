"""Who a sentence says has spoken: "said Tom", "according to Tom", "the doctor said", 根据 Tom 的消息, 医生说."""

from __future__ import annotations

import re
from collections.abc import Iterator

VERBS = (
    "said|says|told|wrote|writes|asked|asks|mentioned|mentions|replied|answered|confirmed|announced|promised|offered|assured|stated|states"
    "|explained|explains|reported|warned|insisted|admitted|claims|claimed|(?:has|had) (?:said|told|written|mentioned|promised|confirmed|assured)"
)
_NAME = r"(?P<name>[A-Z][A-Za-z\u00c0-\u024f]+)"
_SAYS_ZH = "(?:说|写道|问|提到|答应|承诺|告诉|回复|回答|表示|通知)"
_SPEAKERS = tuple(
    re.compile(one)
    for one in (
        rf"\b{_NAME} (?:\w+ly )?(?:{VERBS})\b",
        # behind a quote, which is blank by now: “...” [5], said Tom
        rf"(?:^|,|\s{{2,}})\s*(?:said|says|wrote|writes|added|replied|answered|explained) {_NAME}\b",
        rf"\b[Aa]ccording to {_NAME}\b",
        rf"\b{_NAME}['’]s (?:own )?(?:message|words|text|note|answer|reply)\b",
        rf"{_NAME}\s?(?:自己)?{_SAYS_ZH}",
        rf"(?:根据|按照|据)\s?{_NAME}",
        rf"{_NAME}\s?的(?:消息|原话|话|回复|说法)",
    )
)
_ROLES = (
    re.compile(rf"\b(?:the|an?|your|his|her|their|our) (?P<role>[a-z]+) (?:\w+ly )?(?:{VERBS})\b", re.I),
    re.compile(r"\baccording to (?:the|an?|your|his|her|their|our) (?P<role>[a-z]+)\b", re.I),
    re.compile(
        rf"(?P<role>医生|大夫|护士|警察|警方|老师|律师|经理|客服|银行|学校|法院|政府|公司|教练|司机|邻居)(?:打电话来|发消息来)?{_SAYS_ZH}"
    ),
)
# Whoever is called so is in the messages that are cited.
_NOBODY = frozenset(
    [
        "message",
        "messages",
        "chat",
        "chats",
        "text",
        "texts",
        "note",
        "notes",
        "sender",
        "evidence",
        "group",
        "conversation",
        "other",
        "others",
        "first",
        "second",
        "third",
        "last",
        "latest",
        "same",
        "person",
        "next",
        "former",
        "latter",
        "answer",
        "reply",
        "quote",
        "one",
        "ones",
        "owner",
        "thread",
        "caption",
        "picture",
        "photo",
        "voice",
        "recording",
        "transcript",
        "writer",
        "author",
    ]
)


def latin_speakers(free: str) -> Iterator[str]:
    """The names in Latin letters of those who are said to have said it."""
    for pattern in _SPEAKERS:
        for match in pattern.finditer(free):
            yield match["name"]


def roles(free: str) -> Iterator[str]:
    """Those who are named by what they are."""
    for pattern in _ROLES:
        for match in pattern.finditer(free):
            if match["role"].lower() not in _NOBODY:
                yield match["role"]
