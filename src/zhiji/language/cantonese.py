"""Cantonese as people write it, in the words of standard Chinese: only for telling what a text speaks of."""

from __future__ import annotations

import re

from zhiji.language.fold import fold

_MARKS = re.compile(
    "[唔咗嘅喇哋俾畀睇佢冇咩乜嘢嚟咁啲嗰喺仲緊嗌攞搵]|邊[個度位]|边[个度位]|聽日|听日|鍾意|钟意|食[咩飯饭]|傾偈|倾偈"
)
_AS_IN_MANDARIN = {
    "唔食得": "不能吃", "唔飲得": "不能喝", "唔饮得": "不能喝", "唔好": "不要", "唔使": "不用", "唔得闲": "没空", "得唔得闲": "有没有空", "得闲": "有空",
    "冇嘢": "没有事", "有冇": "有没有", "有乜嘢": "有什么", "乜嘢": "什么", "边个": "谁", "边位": "谁", "边度": "哪里", "几多": "多少",
    "几时": "什么时候", "点解": "为什么", "点样": "怎么", "听日": "明天", "听晚": "明晚", "寻日": "昨天", "琴日": "昨天",
    "而家": "现在", "钟意": "喜欢", "倾偈": "聊天", "应承": "答应", "手信": "礼物", "鼻敏感": "鼻过敏", "敏感": "过敏",
    "仲争": "还欠", "等紧": "等着", "食紧": "吃着", "嗰阵": "时候", "嗰": "那", "呢个": "这个",
    "乜": "什么", "咩": "什么", "嘢": "东西", "唔": "不", "冇": "没有", "咗": "了", "喇": "了", "嘅": "的", "哋": "们", "俾": "给",
    "畀": "给", "睇": "看", "佢": "他", "嚟": "来", "咁": "这么", "啲": "些", "喺": "在", "仲": "还", "食": "吃", "饮": "喝",
    "倾": "聊", "覆": "回", "争": "欠", "攞": "拿", "搵": "找", "返": "回",
}  # fmt: skip
_ANY = re.compile("|".join(sorted(_AS_IN_MANDARIN, key=len, reverse=True)))


def in_mandarin(text: str) -> str:
    """The text folded, its Cantonese words as standard ones; offsets don't stay true."""
    folded = fold(text)
    if not _MARKS.search(text):
        return folded
    return _ANY.sub(lambda one: _AS_IN_MANDARIN[one.group()], folded)
