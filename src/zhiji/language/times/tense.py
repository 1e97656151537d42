"""Whether the words around an expression look back or ahead: "I told her on Monday" or "let's meet on Monday".

What a clause tells is in `tense_english.py` and `tense_chinese.py`; here a message is cut into clauses.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from zhiji.language.fold import fold
from zhiji.language.times import tense_chinese, tense_english

_AHEAD_BY_ITSELF = re.compile(r"(?:starting|for|by|until|till|til|due) ")
Lean = Literal["tense", "past", "future"]

# What a question about days to come is built with; "is" and "do" count too, for what is fixed is asked in the present.
_ASKS_AHEAD = (
    r"\b(?:am|are|is|i'm|we're|what's|where's|when's|who's|do|does|will|'ll|won't|shall|should|gonna"
    r"|can|could|would|free|busy|plans?|planned|planning|coming up|upcoming|anything (?:planned|on))\b"
    r"|有空|没空|忙[吗不]|有事|安排|打算|计划|准备|(?<!去)要(?!求|是|么)|(?<![社机宴晚聚])会(?!议|员|场|面|馆|儿)|将|想|能|可以"
    r"|有什么|有没有|几点|去(?:哪|谁)|来(?=[吗不]|[^，,自]{0,3}[?？]?$)|过来|[去来](?:接|吃|喝|玩)|谁(?:去|来(?!自))|干(?:嘛|什么|啥)"
    r"|吃(?:什么|啥)|在哪[里儿]?(?:吃(?!的)|见(?!的)|集合|碰头)|见面?(?=[?？]?$)"
)
_HAVE_GOT = r"\bha(?:ve|s) \w+ got\b"  # a present, though "got" alone is a past
_ASKS_BACK = (
    r"\b(?:was|were|did|had|said|told|went|met|sent|saw|came|got|used to"
    r"|(?:have|has) (?:\w+ )?(?!(?:kitchen|garden|chicken|children|bread|sixteen|seventeen|when|then|open|ten)\b)"
    r"(?:\w+e[dn]|gone|done|made|told|sold|held|sent|spent|lent))\b"
    r"|[了过](?!年|节|几|两|解|得|吧|来)|刚才|当时|那[时天]|来着|是.{1,12}的(?=[。!！?？\s]|$)|说的|发的"
    r"|[去到来买做说送见]的(?=[^，,]{0,6}[?？]?$)"
)


@cache
def _asking() -> tuple[re.Pattern[str], ...]:
    return re.compile(_HAVE_GOT), re.compile(_ASKS_AHEAD), re.compile(_ASKS_BACK)


def lean_of(question: str) -> Lean:
    """How to read "on Saturday" in a question: "Am I free then?" looks ahead, "Who came?", or bare words, look back."""
    folded = fold(question)
    have_got, ahead, back = _asking()
    if have_got.search(folded):
        return "future"
    return "tense" if ahead.search(folded) and not back.search(folded) else "past"


@cache
def _borders() -> tuple[re.Pattern[str], ...]:
    sentence = r"[.;!?\n。；！？…](?!\d)|\bbut\b|但是?|不过"
    return (
        re.compile(rf"{sentence}|,(?!\d)|，|(?<=[^\x00-\x7f]) +|[ ]+(?=[\u4e00-\u9fff])"),
        re.compile(r"(?:, ?(?:on|in|at|after|during|over|with|out of|outside|by) [^,.!?]{1,30},)?[ ,，]*"),
        re.compile(
            r"(?:\b(?:gets?|getting|got|be|was|am|i'm|wakes?|woke|waking) (?:\w+ )?|^ *)up(?! for\b| to\b)|\b(?:wake|woke|waking|alarm)\b|\bsle(?:ep|pt)(?: in)? *(?:till|until)?$"
            r"|起床|早起|(?<![看说想听拿做算收站一谈聊提])起来(?![很挺是])|叫醒|叫我起|闹钟|醒了|醒过来|睡到$"
        ),
        re.compile(
            r"\b(?:asleep|awake|sleep|sleeping|slept|insomnia|go(?:ing|ne)? to bed|in bed|all[- ]nighter)\b|\b(?:part(?:y|ied|ying)|dr[aiu]nk(?:ing)?|danc(?:ed|ing)|gam(?:ed|ing)) *$"
            r"|(?<!午)睡(?!衣|裤|袋|美人|前|午)|醒着|熬夜?|通宵|失眠|(?:加班|[喝聊唱刷]|玩|打[牌球]?|嗨)到$"
        ),
    )


def looks_back(folded: str, begin: int, stop: int, lean: Lean) -> bool:
    """True when an open "on Friday" at this place means the last one."""
    if folded.startswith("since ", begin) or folded[max(0, begin - 6) : begin].endswith(
        ("since ", "自从", "打从")
    ):
        return True
    if lean != "tense":
        return lean == "past"
    before, after = _clause(folded, begin, stop)
    words = folded[begin:stop]
    if folded.isascii():
        return tense_english.looks_back(before, words, after)
    told = tense_chinese.looks_back(before, after)
    return tense_english.looks_back(before, words, after) if told is None else told


def _clause(folded: str, begin: int, stop: int) -> tuple[str, str]:
    """The words before and after, as far as the clause goes; what stands alone goes with the clause before it."""
    border, lead, _, _ = _borders()
    after = folded[stop : stop + 120]
    opening = lead.match(after)
    ending = border.search(after, opening.end() if opening else 0)
    after = after[: ending.start()] if ending else after
    before = folded[max(0, begin - 120) : begin]
    ends = [mark.span() for mark in border.finditer(before)]
    alone = not after.strip(" ,，") and not _AHEAD_BY_ITSELF.match(folded, begin)
    if alone and ends and not before[ends[-1][1] :].strip():
        before = before[: ends[-1][0]]
        ends.pop()
    return before[ends[-1][1] :] if ends else before, after


def bed(folded: str, begin: int, stop: int) -> Literal["", "up", "down"]:
    """Whether an hour at this place is one of getting up ("up at 6") or of the night ("awake till 3", 三点才睡)."""
    _, _, rising, waking = _borders()
    before, after = _clause(folded, begin, stop)
    late = folded.startswith(("until", "till", "til ", "past"), begin) and before.rstrip().endswith("up")
    if not late and (rising.search(before) or rising.search(after)):
        return "up"
    return "down" if late or waking.search(before) or waking.search(after) else ""
