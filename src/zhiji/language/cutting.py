"""A question cut into what it is about and what questions are made of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from zhiji.language.glossary import chinese_words
from zhiji.language.tokens import tokens

Kind = Literal["word", "frame", "rest"]

# What questions are made of, beside stop words.
ENGLISH_FRAME = frozenset(
    tokens(
        "tell know please many much time times often kind sort type long ago old currently now today tonight day days date"
        " say said says mention mentioned talk talked discuss discussed chat thing things something anything ever"
        " still yet ever exactly actually currently recently lately get got could would should one way many use"
        " happen happened go went going think thought year month week new many per remind us let according find out"
    )
)
_CHINESE_FRAME = (
    "什么时候 什么样 什么 甚么 啥时候 啥 怎么样 怎么 怎样 如何 为什么 为啥 为何 多少 几个 几次 几家 几点 几号 几月 几天 几岁 几桌 哪几 哪里 哪儿 哪家 哪个"
    " 哪位 哪天 哪一天 哪一年 哪年 哪些 哪一 哪 谁 是不是 有没有 是否 能不能 可不可以 要不要 会不会 到底 具体 究竟 现在 目前 最近 当时 后来 以后 之前 以前"
    " 的时候 时候 的话 一下 一共 总共 我们 咱们 你们 他们 她们 大家 有谁 还有 以及 或者 告诉 知道 请问 应该 可以 打算 比较 合适 这次 上次 那次 那天 当天"
    " 几人 每人 多大 多高 多久 多长 是什么 说过 说了 提到 提过 有过 做到 还清 没有 我 你 他 她 它 的 了 吗 呢 吧 啊 呀 嘛 么 和 跟 与 或 在 是 有 要 会 能"
    " 但是 但 却 把 被 给 对 从 到 向 为 那 这 些 都 也 还 就 才 又 很 最 不 没 几 次 过 着 得 地 上 下 叫 说 个 前 后 去 来 家 做 用 里 以 让 请 想 谈 聊 名字 东西 事"
)


def pieces(run: str) -> Iterator[tuple[str, Kind]]:
    """A folded Chinese run: words of the glossary, words of questions, and single characters of the rest."""
    words, frame, longest = _chinese_lexicon()
    at = 0
    while at < len(run):
        for size in range(min(longest, len(run) - at), 0, -1):
            piece = run[at : at + size]
            if size > 1 and piece in words and piece not in frame:
                yield piece, "word"
                break
            if piece in frame:
                yield piece, "frame"
                break
        else:
            size, piece = 1, run[at]
            yield piece, "rest"
        at += size


@cache
def _chinese_lexicon() -> tuple[frozenset[str], frozenset[str], int]:
    words = chinese_words()
    frame = frozenset(_CHINESE_FRAME.split())
    return words, frame, max(map(len, words | frame))
