"""What people are to one, in the languages of the chats: "Mum" in a question is who the phone calls 妈妈.

A line holds the words for one thing; a word on several lines means all of them: a sister is 姐姐 or 妹妹, but 姐姐 is no 妹妹.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_FAMILY = """
mum mom mama mamma mother mommy mummy 妈 妈妈 老妈 母亲 妈咪 娘
dad papa father daddy 爸 爸爸 老爸 父亲 爹
grandma granny grandmother nana 奶奶
grandma granny grandmother nana 外婆 姥姥
grandpa granddad grandfather 爷爷
grandpa granddad grandfather 外公 姥爷
wife 老婆 媳妇 妻子
husband hubby 老公 丈夫
sister sis 姐 姐姐 老姐 大姐
sister sis 妹 妹妹 老妹 小妹
brother bro 哥 哥哥 老哥 大哥
brother bro 弟 弟弟 老弟 小弟
son 儿子
daughter 女儿 闺女
uncle 叔叔
uncle 舅舅
aunt auntie aunty 姑姑
aunt auntie aunty 阿姨 姨妈
girlfriend 女朋友 女友
boyfriend 男朋友 男友
"""
_OTHERS = """
boss 老板 领导 上司
landlord landlady 房东 房东太太
flatmate roommate housemate 室友 舍友
colleague coworker 同事
neighbour neighbor 邻居
teacher 老师
"""


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def _table(lines: Iterable[list[str]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for words in lines:
        for word in words:
            found[word].update(words)
    return {word: frozenset(words) for word, words in found.items()}


KIN = _table(_lines(_FAMILY + _OTHERS))  # word -> words for the same, itself among them
_ROLES = frozenset(word for line in _lines(_OTHERS) for word in line)
# 室友小陈 and 王老师 say who somebody is to one; 子涵妈妈 is somebody else's mother, 妹妹小雨 one's own sister.
_FIRST = tuple(
    word
    for word in KIN
    if len(word) > 1 and not word.isascii() and word not in KIN["mum"] | KIN["dad"] | KIN["boss"]
)
_LAST = tuple(word for word in _ROLES if not word.isascii())
_BEFORE_FAMILY = frozenset(("my", "our", "dear", "big", "little", "dearest"))
_LONGEST_REST = 2  # characters of a name

_POSSESSED = re.compile(
    r"(?:['’]s|s['’])\s*$|\b(?:his|her|their|your|whose)\s+$|(?<!我)(?<!我们)的$|[他她]们?$", re.I
)
_MINE = re.compile(r"\b(?:my|our)\s+$|我们?的?$|咱们?的?$", re.I)


def kin_in(run: str) -> frozenset[str]:
    """The words for what somebody is whom the phone calls so in Chinese."""
    if run in KIN:
        return KIN[run]
    for words, has in ((_FIRST, run.startswith), (_LAST, run.endswith)):
        for word in words:
            if has(word) and len(run) - len(word) <= _LONGEST_REST:
                return KIN[word]
    return frozenset()


def latin_kin(words: list[str]) -> frozenset[str]:
    """The words for what somebody is whom the phone calls "Boss Li", "Wei (flatmate)" or "Big Sis Jo".

    Heung-min Son is nobody's son, nor is Tom's mum mine.
    """
    found = set[str]()
    for at, word in enumerate(words):
        if word in KIN and (word in _ROLES or at == 0 or words[at - 1] in _BEFORE_FAMILY):
            found |= KIN[word]
    return frozenset(found)


def is_of_another(text: str, start: int) -> bool:
    """Anna's mum, at `start` of the text, is not the owner's."""
    return bool(_POSSESSED.search(text[:start]))


def with_my(text: str, start: int) -> int:
    """Where "my boss" begins whose "boss" stands at `start`."""
    found = _MINE.search(text[:start])
    return found.start() if found else start
