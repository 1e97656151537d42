"""Chinese words that tell how a speaker stands to a clause."""

from __future__ import annotations

import re

from zhiji.memory.reading.standing import Standing

_ASKED = re.compile(
    r"[?？]\W*$|(?:吗|嘛|么|呢|没有|不)\W*$|^(?:谁|什么|哪|怎么|为什么|几|多少|是不是|有没有|要不要|能不能|可不可以)|咩\W*$|[冇未]呀?\W*$"
)
_IMAGINED = re.compile(
    r"如果|要是|假如|假设|万一|早知道|真想|恨不得|哪天|等我有钱|中了?彩票|要不是|多好|就好了|的话|幻想|做梦|梦见"
)
_JOKED = re.compile(
    r"哈哈哈|笑死|开玩笑|逗你|骗你|才怪|呵呵|[（(]?手动狗头|doge|狗头|🐶|😂|🤣|🙄|红红火火|hhh|233|愚人节",
    re.I,
)
_QUOTED = re.compile(r"^[“「『\"]|翻译|润色|改写|歌词|扮演|♪|🎵|🎶|转发|老话说|俗话说")
_HEDGED = re.compile(r"可能|也许|大概|好像|应该|估计|说不定|不确定|未必|似乎|感觉")
_HEARD = re.compile(r"听说|据说|听.{1,4}[讲说]|有人说|他们说|传[说言]|好像说|(?:他|她|人家)说")
_NEGATED = re.compile(r"不(?!错|过是|止|管)|没(?!事|问题)|别|未|冇|唔|无")


def standing(clause: str, sentence: str, message: str) -> Standing:
    """How the speaker of a message stands to one of its clauses."""
    return Standing(
        asked=bool(_ASKED.search(clause)),
        imagined=bool(_IMAGINED.search(sentence)),
        joked=bool(_JOKED.search(message)),
        quoted=bool(_QUOTED.search(message)),
        hedged=bool(_HEDGED.search(clause)),
        heard=bool(_HEARD.search(sentence)),
        negated=bool(_NEGATED.search(clause)),
    )
