"""The two things that a question holds against each other: cut where it joins them, freed of the words that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LONG = r"(?:多久|多长时间|[几多少]+(?:天|周|个月|个星期|年))"
# Where two things are joined, the surest first.
_FROM_TO = (
    r"\bbetween\s+(?P<a>.+?)\s*,?\s+(?:and|or|to)\s+(?P<b>.+?)(?:,\s*(?:which|what|who|how)\b.*)?$",
    r"\b(?:from|since)\s+(?P<a>.+?)\s+(?:to|until|till|up to)\s+(?P<b>.+)$",
    r"(?:从|自)(?P<a>.+?)(?:开始)?(?:一直)?(?:到|直到|至)(?P<b>.+)$",
    r"\bhow (?:long|many \w+|soon)\s+(?:after|before|since|from)\s+(?P<a>.+?),?\s+(?:did|was|were|had|has|until|till|to)\s+(?P<b>.+)$",
    r"^(?P<a>.+?)[.。;；,，]\s*(?:and )?how (?:many \w+|long|soon)\s+(?:later|after(?:wards| that)?|until|till|before)\b(?P<b>.+)$",
    rf"^(?P<a>.+?)(?:之|以)?后[，,]?(?:又|再)?(?:过了?|隔了?|等了?|花了?|用了?)?{_LONG}[，,]?(?:之?后)?(?:才|就)?(?P<b>.{{2,}})$",
    rf"^(?P<a>.+?)(?:完|了|以来)?[，,。；]?(?:又|再)?(?:过了?|隔了?|等了?)?{_LONG}[，,]?(?:之?后)?(?:才|就)(?P<b>.+)$",
    rf"^(?P<a>.+?)完了?[，,]?{_LONG}(?P<b>.{{2,}})$",
    r"^(?P<a>.+?)[，,。；]\s*(?:过了|隔了)?(?:多久|几天|多少天)(?:之?后)?(?P<b>.+)$",
    r"^(?P<a>[^，,]+?)(?:到|至|离|距离?)(?P<b>.{2,})$",
)
_EITHER = (
    r"\bbetween\s+(?P<a>.+?)\s*,?\s+(?:and|or)\s+(?P<b>.+?)(?:,\s*(?:which|what|who|how)\b.*)?$",
    r"^(?P<a>.+?)\s+(?:before or after|after or before|earlier or later than|later or earlier than|sooner or later than)\s+(?P<b>.+)$",
    r"^(?P<a>.+?)是?在(?P<b>.+?)(?:[之以]?前还是[之以]?后|[之以]?后还是[之以]?前)",
    r"^(?P<b>.+?)[之以]?(?:前还是[之以]?后|后还是[之以]?前)[，,]?\s*(?P<a>.+)$",
    r"[:：,，]\s*(?P<a>[^:：]+?)\s*,?\s+or\s+(?P<b>.+)$",
    r"^(?P<a>.+?)\s*,?\s+or\s+(?P<b>.+)$",
    r"(?:^|.*?是)先(?P<a>[^，,]+?)\s*[,，]?(?:还是|抑或|或者|或是)(?:是)?先?(?P<b>.+)$",
    r"[:：,，]\s*(?P<a>[^:：]+?)\s*[,，]?(?:还是|抑或|或者|或是)(?P<b>.+)$",
    r"^(?P<a>.+?)\s*[,，]?(?:还是|抑或|或者|或是)(?P<b>.+)$",
)
_BESIDE = (
    r"^(?:.*?\b(?:is|was|are|were|did|does|do|had|has)\b)?(?P<a>.+?)\s+(?:before|after|earlier than|later than|sooner than|versus)\s+(?P<b>.+)$",
    r"^(?P<a>.+?)是?在(?P<b>.+?)[之以]?(?:前|后)(?:的|发生的?)?(?:[吗么嘛]|$)",
    r"^(?P<a>.+?)(?:早于|晚于|比)(?P<b>.+?)(?:早|晚|先|后)?(?:[吗么]|$)",
    r"(?:^|[:：]\s*)(?P<a>[^:：]+?)\s+and\s+(?P<b>.+)$",
    r"(?:^|[:：]\s*)(?P<a>[^:：]+?)\s*(?:和|跟|与|、|以及|同)(?P<b>.+)$",
    r"[:：]\s*(?P<a>[^:：]+?)\s*[,，]\s*(?P<b>.+)$",
)
_SPANNED, _OPPOSED, _APART = (
    tuple(re.compile(pattern, re.I) for pattern in some) for some in (_FROM_TO, (*_EITHER, *_BESIDE), _BESIDE)
)
_GAP = re.compile(
    r"\b(?:apart|gap|interval|difference|lay|in between)\b|隔|相差|差了?[几多]|之间|中间|相距", re.I
)
_UNITS = r"(?:days?|weeks?|months?|years?|hours?|nights?|minutes?)"
_HEAD = re.compile(
    r"^\W*(?:(?:can you|could you|please|pls|do you know|tell me|remind me|i (?:can't|cannot|don't) (?:remember|recall|know)|any idea|quick(?: one| q)?)\b:?\s*(?:whether|if|about)?"
    rf"|(?:for )?(?:about |roughly |exactly )?how (?:long|much time|soon|far apart|many {_UNITS})(?: passed| elapsed| went by| lay| were there| are there| is there| was there| was it| is it| did it take(?: me| us)?| it took)?"
    r"|(?:for )?what(?:'s| is| was| were)? (?:the )?(?:gap|time|interval|difference|stretch|length|order|number|amount)\b(?: of time| of days)?"
    r"|(?:the )?(?:gap|time|interval|difference|order)\b(?: of)?"
    r"|(?:which|what|who)(?: one| thing| event)?(?: of (?:the|these|those|them)(?: two| both)?)?(?: (?:is|was|are|were|came|comes|come|happened|happens|took place|occurred|did))*(?: the)?(?: first| earlier| sooner| earliest| before| later| last)?\b"
    r"|of (?:the|these|those) two\b|in (?:which|what) order\b|(?:the )?order\b"
    r"|(?:did|do|does|was|were|is|are|had|has|have|it)\b|first\b|earlier\b|sooner\b|both\b"
    r"|你?(?:还记得|记不记得|知不知道|知道|帮我?(?:查|看|算)(?:一下|下)?|提醒我一下|我?(?:不记得|忘了|记不清)(?:了)?)"
    r"|谁先|哪(?:个|件|边|一个|件事|次)?(?:在前|在先|更早|先)?|是先|到底|究竟|是(?!否)|先(?!生)|在|当初)[\s,，:：]*",
    re.I,
)
_TAIL = re.compile(
    rf"[\s,，]*(?:\b(?:which|what)(?: one| of (?:the|these|them)(?: two)?)?(?: (?:is|was|came|comes|happened|happens))?(?: the)?(?: due)? ?(?:first|earlier|sooner|before|later)?"
    rf"|\b(?:came |come |happen(?:ed|s)? |was |is |been )?(?:first|earlier|sooner|apart|far apart|later)|\b(?:happen(?:ed|s)?|take place|took place|come about)|\bhow (?:long|far apart|many {_UNITS})(?: (?:is|was|were|are) (?:that|it|there))?(?: apart)?"
    r"|\b(?:were|was|are|is)(?: how)? far apart|\bin between|\bexactly|\bor what"
    r"|[，,]?(?:这|那)?(?:两个?|俩)?(?:件事)?[，,]?(?:是|到底|究竟)?(?:哪|谁)(?:个|件|边|一个|件事|一件|次)?(?:(?:是|更|比较)?(?:发生)?(?:在前|在先|更早|早|先|在后|晚|后))(?:面|发生)?的?|(?:哪|谁)(?:个|件|边|一个)?$|谁先谁后|先后顺序|[先早]|在[前先后]|发生的?"
    r"|(?:这)?(?:之间|中间|期间|前后|相)?(?:一共|总共|大概|大约|到底)?(?:是|有|相)?(?:隔|差|相距|过|用|花|等|经过|历时|耗时)?(?:了|着|去了)?(?:有)?(?:多久|多长时间|多少时间|[几多少]+(?:天|周|个月|个星期|年|个小时))(?:的时间|时间)?(?:了|啊)?|之间|中间"
    r"|[，,]?先(?:发生)?的?是|[呀啊呢吧哦哈嘛啦喔咧]|那会儿|那时候?|(?<=.)的)[\s?？。.!！]*$",
    re.I,
)
_APART_FROM = re.compile(
    r"\s*[，,、；;：:]\s*(?:(?:and|or|then)\b\s*|还是|以及|和)?|\s+(?:and|or)\s+|(?:还是|以及|和|跟|与)"
)
_THREE = 3
_ORDER_TAIL = re.compile(
    r"[，,：:]?\s*(?:[这那]?[三四五几]?[个件]?(?:事情?)?)?(?:的|是)?(?:哪个先|谁先|先后|顺序|按|怎么排)[^，,：:、]*$"
    r"|[,:]?\s*(?:in )?(?:what|which) (?:was |is |were )?(?:the )?order\W*$",
    re.I,
)
_ASKS_ORDER = re.compile(
    r"\b(?:which|what|who|order|sequence|first|last|sort|rank|arrange|chronological\w*)\b|哪|谁|先后|顺序|排|[这那][三四五几]"
    r"|^(?:please|can you|could you|put|these|those|events?|things?|in|the|them|of|by|date|\s)+$",
    re.I,
)
_ENDS = re.compile(r"[\s?？。.!！,，]+$")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two phrases of a question."""

    a: str
    b: str
    around: str  # what of the question is in neither


def opposed(text: str) -> Iterator[Pair]:
    """Two things of which one came first, the likeliest way to read it first."""
    yield from _pairs(text, _OPPOSED)


def listed(text: str) -> list[str]:
    """The things, three or more, that a question wants in their order; none if it names fewer."""
    parts = [bare(part) for part in _APART_FROM.split(_ORDER_TAIL.sub("", text))]
    found = [part for part in parts if part and not _ASKS_ORDER.search(part)]
    return found if len(found) >= _THREE else []


def spanned(text: str) -> Iterator[Pair]:
    """Two things between which there was some time, the likeliest way to read it first."""
    yield from _pairs(text, (*_SPANNED, *(_APART if _GAP.search(text) else ())))


def _pairs(text: str, joints: Sequence[re.Pattern[str]]) -> Iterator[Pair]:
    text = _bare(text, heads=False)
    for joint in joints:
        match = joint.search(text)
        if match is None:
            continue
        a, b = bare(match["a"]), bare(match["b"])
        if a and b:
            before = text[: min(match.start("a"), match.start("b"))]
            yield Pair(a, b, f"{before} {match['a'].replace(a, ' ', 1)}")


def bare(phrase: str) -> str:
    """A phrase without the words that ask: "which was first, the flood" -> "the flood"."""
    return _bare(phrase, heads=True)


def _bare(phrase: str, *, heads: bool) -> str:
    phrase, before = " ".join(phrase.split()), ""
    while before != phrase:
        before = phrase
        phrase = _ENDS.sub("", _TAIL.sub("", phrase))
        phrase = _HEAD.sub("", phrase, count=1) if heads else phrase
    return phrase.strip(" ,，:：")
