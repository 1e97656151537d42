"""What a rule for reading Chinese facts is: words that say something, and what of them is the value."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from zhiji.memory.reading.lazily import Lazily
from zhiji.memory.records import Relation

PARTICLES = r"(?:了|啦|啊|呀|呢|哈|哦|噢|哟|嘛|喔|咯|喇|㗎|呗|诶|欸|耶|捏|滴|的|咧|噶|架|囉|罗|哎|唉|呜|惹|勒|嘞|撒|嗦|噻|ㄟ|~|!|！|[（(].{0,12}[)）])*"
_SIGNS = '[\\s,，。、;；?？!！\\[【…^"”」\U0001f000-\U0001faff\u2600-\u27bf]'  # an emoji ends a clause as a stop does
# What a new clause begins with where nobody set a comma: 我戒酒了别劝我.
_NEXT = "兄弟|姐妹|姐们|老铁|哥们|家人们|各位|宝子|亲们|但是?|不过|所以|因为|结果|没有?事|你别|你不要|你放心|别[担劝管笑吵催怪跟]|麻烦你|记得|害得|我的天|天啊|卧槽|哈哈|呵呵|嘿嘿|呜呜"
END = rf"(?:\s(?=[了啦的]))?{PARTICLES}(?={_SIGNS}|$|{_NEXT})"  # where a value that runs on surely stops


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`pattern` begins at the predicate and has a group `v`; the subject stands before it, or is dropped."""

    relation: Relation
    pattern: Lazily
    negated: bool = False
    value: Callable[[re.Match[str]], str] | None = None  # else the words of `v`
    several: bool = False  # values joined by 和, 跟, 、
    explicit: bool = False  # too weak without a subject of its own
    dated: bool = False  # since when, or until when, is told beside it
    unless: Lazily | None = None  # what in the piece makes it another thing
    mine: bool = False  # of the speaker, whatever stands before
    needs: Lazily | None = None  # a word without which the pattern isn't worth trying
    across: bool = False  # its words run over clauses, so it is tried on the whole line
    likely: bool = False  # right too seldom to be believed


def rule(
    relation: Relation,
    pattern: str,
    *,
    unless: str = "",
    negated: bool = False,
    value: Callable[[re.Match[str]], str] | None = None,
    several: bool = False,
    explicit: bool = False,
    dated: bool = False,
    mine: bool = False,
    across: bool = False,
    needs: str = "",
    likely: bool = False,
) -> Rule:
    """A rule, its patterns compiled."""
    return Rule(
        relation=relation,
        pattern=Lazily(pattern, 0 if across else re.M),
        negated=negated,
        value=value,
        several=several,
        explicit=explicit,
        dated=dated,
        unless=Lazily(unless) if unless else None,
        likely=likely,
        mine=mine,
        across=across,
        needs=Lazily(needs) if needs else None,
    )


def fixed(text: str) -> Callable[[re.Match[str]], str]:
    """The same value whatever the words."""
    return lambda _: text
