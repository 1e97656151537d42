"""What looks like a time and isn't: names, titles, compounds, scores. Each line is a thing people write in chats."""

from __future__ import annotations

import re
from functools import cache

# Words right before an expression that make it something else.
_BEFORE = (
    r"every |each |every other |any given |\btgi[f]? |man |girl |ruby |freaky |manic |blue |bloody |casual |super |"
    r"merry |happy |good |usa |psychology |father |movie |film |song |album |band |novel |episode |single |"
    r"(?:movie|film|song|album|band|novel|show|book|track|called|named|titled|restaurant|bar|cafe) [\"'“‘]?|"
    r"john |luke |mark |matthew |psalms? |genesis |romans |exodus |isaiah |proverbs |acts |"
    r"score(?:d)? |scored? was |score(?:d)? of |won |lost |beat (?:them|us|you|him|her) |ratio(?: is| of)? |version |v\.?|ver\.? |chapter |section |"
    r"page |room |flat |apt |apartment |gate |bus |line |number |no\. ?|nr\. ?|#|flight |episode |size |level |bible |aunt |auntie |uncle |miss |mrs |mr |ms |dr |"
    r"[$€£¥]\s?|每个?|每逢|逢|电影|歌曲|《[^》]*|〈[^〉]*|「[^」]*(?=「?[^」]*$)|书名|"
    r"比分(?:是|为)?|版本|第|房间|航班|车次|尾号|号码|电话"
)
# Words right behind that make it part of a name or a thing.
_AFTER_EN = (
    r"['’]?s? (?:the )?(?:movie|film|song|album|band|novel|sitcom|podcast)\b|[-/]\d|"
    r" (?:carols?|trees?|cards?|lights|songs?|carol|music|jumpers?|sweaters?|presents?|gifts?|decorations?|cookies|cake|markets?|stockings?|spirit|"
    r"eggs?|bunny|island|costumes?|candy|pumpkin|fools|"
    r"times\b|post\b|school\b|best\b|roast|blues|night (?:lights|live|fever|football)|feeling|addams|weld|jones|ludgate|fashion|never dies|once more)"
)
_AFTER_ZH = (
    r"快乐|吉祥|安康|好(?=[啊呀哇哦~!！,，。 ]|$|各位|大家|老师|亲)|愉快|[节]?(?:粽子|月饼|汤圆|饺子|糕|树|帽|老人|礼物|贺卡|歌|祝福|联欢|晚会|档|红包|对联|衣服)|上河图|"
    r"广场|大道|路(?!上|过)|大街|餐厅|画报|周刊|晚报|早报|头条|说法|会更好|乐队|之子|大厦|商城|小区|中学|大学|村|镇|医院|公园(?=的|里|站)|银行|"
    r"[这那]?(?:首|部|本)(?:歌|电影|书|片|小说|专辑)|》|〉|的歌词?|哥|姐|叔|阿姨|同学|老师(?=[说是的])|(?:是|叫)(?:我|你|他|她|谁|一个|一种|个|人名|名字)"
)
_SPEECH = re.compile(r"[\"“”‘«「『《]\Z")


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"(?:^|(?<=[\W\u4e00-\u9fff])|(?<=^))(?:{_BEFORE})(?:the )?\Z"),
        re.compile(_AFTER_EN),
        re.compile(_AFTER_ZH),
    )


def misleading(folded: str, text: str, begin: int, stop: int) -> bool:
    """Whether what stands around an expression makes it no time at all."""
    before, after_en, after_zh = _compiled()
    if before.search(folded[max(0, begin - 32) : begin]):
        return True
    if after_en.match(folded, stop) or (not folded.isascii() and after_zh.match(folded, stop)):
        return True
    return _title(text, begin, stop) or _the_weekdays(folded, begin, stop)


def _title(text: str, begin: int, stop: int) -> bool:
    """ "Yesterday" in quotation marks, or The Day After Tomorrow with capitals throughout."""
    if _SPEECH.search(text[max(0, begin - 1) : begin]) and text[stop : stop + 1] in "\"”’»」』》":
        return bool(text[stop : stop + 1])
    words = re.findall(r"[A-Za-z]+", text[begin:stop])
    return len(words) >= 4 and all(word[0].isupper() for word in words)


def _the_weekdays(folded: str, begin: int, stop: int) -> bool:
    """ "the Friday's burgers", "Fridays" as a place; the possessive of a plain "Monday's meeting" is fine."""
    return folded[max(0, begin - 4) : begin].endswith(("the ", "at ")) and folded.startswith(("'s", "s'"), stop)
