"""How people type a question -> how it is asked in plain words: Cantonese, traditional characters, short spellings."""

from __future__ import annotations

import re

from zhiji.language.fold import fold

_CANTONESE = {
    "點解": "为什么", "点解": "为什么", "做乜": "为什么", "乜嘢": "什么", "乜野": "什么", "咩": "什么", "乜": "什么",
    "邊個": "谁", "边个": "谁", "邊位": "谁", "邊度": "哪里", "边度": "哪里", "邊處": "哪里", "邊間": "哪家", "边间": "哪家",
    "邊日": "哪天", "邊一": "哪一", "邊樣": "哪样", "邊啲": "哪些", "边啲": "哪些", "邊套": "哪套", "邊次": "哪次",
    "幾時": "什么时候", "几时": "什么时候", "幾耐": "多久", "几耐": "多久", "幾多": "多少", "几多": "多少", "幾錢": "多少钱",
    "幾大": "多大", "幾高": "多高", "幾重": "多重", "幾遠": "多远", "而家": "现在", "依家": "现在", "宜家": "现在",
    "嗰陣時": "那时候", "嗰陣": "那时候", "嗰": "那", "呢個": "这个", "呢度": "这里", "呢排": "最近", "呢次": "这次",
    "舊年": "去年", "旧年": "去年", "聽日": "明天", "听日": "明天", "尋日": "昨天", "琴日": "昨天", "今日": "今天",
    "禮拜": "星期", "上個禮拜": "上个星期", "佢哋": "他们", "我哋": "我们", "你哋": "你们", "佢": "他", "有冇": "有没有",
    "係咪": "是不是", "唔係": "不是", "係": "是", "未": "没有", "冇": "没有", "唔": "不", "咗": "了", "緊": "着", "嘅": "的",
    "喺": "在", "啲": "些", "俾": "给", "畀": "给", "嚟": "来", "嗮": "", "晒": "", "睇": "看", "傾": "聊", "揾": "找", "搵": "找",
    "仲有": "还有", "仲未": "还没", "仲": "还", "嬲": "生气", "邊": "哪",
}  # fmt: skip
_ONLY_CANTONESE = re.compile(
    "[嘅咗喺嗰佢哋唔冇啲嚟乜咩嘢邊俾畀睇係搵揾]|幾多|幾耐|幾時|点解|點解|而家|依家|边度|边个|舊年"
)
_WORDS = re.compile("|".join(sorted(_CANTONESE, key=len, reverse=True)))
_HAN = re.compile("[\u3400-\u9fff]+")
_SHORT = {
    "n": "and", "u": "you", "ur": "your", "r": "are", "wat": "what", "wot": "what", "wats": "what's", "whats": "what's", "whos": "who's",
    "wheres": "where's", "whens": "when's", "wen": "when", "wher": "where", "hw": "how", "hows": "how's", "mny": "many", "mani": "many",
    "pls": "please", "plz": "please", "smth": "something", "tmrw": "tomorrow", "tmr": "tomorrow", "tonite": "tonight", "rn": "right now",
    "arvo": "afternoon", "bday": "birthday", "b4": "before", "2day": "today", "addr": "address", "fav": "favourite", "fave": "favourite",
    "cos": "because", "cuz": "because", "bc": "because", "wk": "week", "wks": "weeks", "yr": "year", "yrs": "years", "hrs": "hours",
    "dunno": "don't know", "btwn": "between", "diff": "difference", "livd": "lived", "didnt": "didn't", "doesnt": "doesn't", "dont": "don't",
    "ppl": "people", "msg": "message", "msgs": "messages", "thx": "thanks", "abt": "about", "w/": "with", "vs": "versus", "fone": "phone",
}  # fmt: skip
_SHORT_WORD = re.compile(
    rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, sorted(_SHORT, key=len, reverse=True)))})(?![\w'’-])"
)
_FILLERS = re.compile(r",\s*(?:say|like|you know|i mean|let's say)\s*,\s*", re.I)


def plainly(text: str) -> str:
    """A question in plain words: what is Cantonese in Mandarin, what is traditional simplified, "mny" as "many".

    Names are written likewise, so what was found in the text as it was has to be, too.
    """
    if _HAN.search(text):
        said = text
        if _ONLY_CANTONESE.search(text):
            said = _WORDS.sub(lambda match: _CANTONESE[match.group()], text)
        return _HAN.sub(lambda match: fold(match.group()), said)
    return _FILLERS.sub(" ", _SHORT_WORD.sub(lambda match: _SHORT[match.group()], text))


def simplified(text: str) -> str:
    """A name as `plainly` leaves it: traditional characters simplified."""
    return _HAN.sub(lambda match: fold(match.group()), text)
