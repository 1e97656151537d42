"""A question, understood: what kind of thing it asks for, about whom, about when, in which words.

Knows no messages. `understand` is where to begin; `terms.py` cuts the words out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Literal

from zhiji.assistant.terms import Term, cut, of_word
from zhiji.language import fold, is_stop_word
from zhiji.language.times import TimeSpan, find_times, lean_of

Language = Literal["en", "zh"]


class Wants(Enum):
    """What a question asks for."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    NUMBER = "number"
    TIMES = "times"  # how often something happened
    SEVERAL = "several"  # all of a kind
    NAME = "name"
    WHY = "why"
    WHETHER = "whether"
    WHAT = "what"


class Route(Enum):
    """Which way an answer is put together."""

    LOOK_UP = "look up"
    WAITING = "waiting"  # who waits for the owner's reply
    FREE = "free"  # what is planned in some time
    PROMISES = "promises"  # what somebody said they would do
    CHOICE = "choice"  # what to eat, what to give: avoid, likes, lately


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody that a question names: each account this may be."""

    word: str
    accounts: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One thing asked."""

    text: str
    wants: Wants
    terms: tuple[Term, ...]
    named: tuple[Named, ...] = ()
    spans: tuple[TimeSpan, ...] = ()
    present: bool = False  # asks how it is now
    mine: bool = False  # "I", "my"
    again: str = ""  # the clause whose question this asks of another time
    state: bool = (
        False  # asks for something that holds from one time to another: where somebody lives, a code
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """All that is asked at once."""

    text: str
    language: Language
    route: Route
    clauses: tuple[Clause, ...]

    @property
    def mine(self) -> bool:
        """Whether it speaks of the owner."""
        return any(clause.mine for clause in self.clauses)

    @property
    def spans(self) -> tuple[TimeSpan, ...]:
        """The times it names."""
        return tuple(span for clause in self.clauses for span in clause.spans)

    @property
    def named(self) -> tuple[Named, ...]:
        """The people it names, each once."""
        return tuple({one.accounts: one for clause in self.clauses for one in clause.named}.values())


_HAN = re.compile("[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[a-zA-Z]{2,}")
_SENTENCE = re.compile(r"[^?？。!！;；\n]+[?？。!！;；\n]*")
_LOOSE_YEAR = re.compile(r"(?<=\d)\s+(?=[年月日号])")
_ATTRIBUTE = re.compile(
    r"\b(?:what|which)\s+(?:(?:is|was|are|were|'s)\s+)?(?:(?:my|the|our|his|her|their|your)\s+)?([a-z]+(?:'s)?)\b",
    re.I,
)
_ASKED_LAST = re.compile(r"(?:是|在|有|叫|到底|具体|一共)*(?:多少|什么(?!时候)|哪|几(?:号|岁|个|块))")
_FEW = 2  # words beside the time; more of them ask for something certain
_MINE = re.compile(r"\b(?:i|me|my|mine|we|us|our|i'm|i've|i'll)\b|我|咱", re.I)
_PRESENT = re.compile(
    r"\b(?:now|currently|these days|nowadays|at the moment|still)\b|现在|目前|如今|眼下|这会儿|还在", re.I
)

_STATE = re.compile(
    r"\b(?:live|lives|living|lived|work(?:s|ed|ing)? (?:at|for|as)|code|password|address|lead(?:s|ing)?|led|in charge|responsible"
    r"|manager|landlord|rent|salary|allergic|phone number|boyfriend|girlfriend|vegetarian|keeps?|has my|status)\b"
    r"|住|密码|地址|负责|上班|工资|房租|过敏|吃素|男朋友|女朋友|在谁(?:那|手)|电话",
    re.I,
)

_TITLE = re.compile(
    r"(?<=\S )(?:[A-Z][a-z]+ )+[A-Z][a-z]+|《[^》]*》"
)  # of a book, a film: its words mean nothing here

_WANTS: tuple[tuple[Wants, re.Pattern[str]], ...] = (
    (Wants.TIMES, re.compile(r"\bhow (?:many times|often)\b|几次|多少次|几回|多少回", re.I)),
    (
        Wants.SEVERAL,
        re.compile(
            r"\bwhich \w*[^\Ws]s\b|\bwhat (?:are|were) all\b|\blist\b|\ball the\b|\beveryone\b|哪几|哪些|都有(?:谁|什么)|几家|列(?:出|一下)",
            re.I,
        ),
    ),
    (
        Wants.WHEN,
        re.compile(
            r"\bwhen\b|\bwhat (?:day|date|time|year|month)\b|\bwhich (?:day|date|year|month)\b|\bhow long ago\b"
            r"|什么时候|啥时候|何时|哪(?:一)?(?:天|年|月|日)|几(?:号|月|点|时)|星期几|周几|多久以前",
            re.I,
        ),
    ),
    (
        Wants.NUMBER,
        re.compile(
            r"\bhow (?:much|many|old|tall|long|far|big|expensive|high)\b|\b(?:code|number|price|cost|total|amount|age|pin|salary|grade|score)\b"
            r"|多少|几(?:个|岁|块|元|人|桌|天|口|只|张|本)|多(?:大|高|长|远|重|久|贵)|号码|密码|价格|航班号|工资|分数|成绩",
            re.I,
        ),
    ),
    (
        Wants.NAME,
        re.compile(
            r"\b(?:what is|what's|what was) (?:the )?(?:\w+ ){0,3}(?:name|surname|brand|title) ?(?:of\b|\W*$)|\bwhat (?:brand|make)\b|\bwhat .{0,30}\bcalled\b"
            r"|叫什么|什么名字|什么牌子|哪个牌子|姓什么",
            re.I,
        ),
    ),
    (Wants.WHY, re.compile(r"\bwhy\b|\bhow come\b|为什么|为啥|为何|怎么会|原因", re.I)),
    (Wants.WHO, re.compile(r"\bwho(?:se|m|'s)?\b|谁|哪位|哪个人", re.I)),
    (
        Wants.WHERE,
        re.compile(
            r"\bwhere\b|\bwhich (?:city|town|country|street|restaurant|place|hospital|hotel)\b|哪里|哪儿|在哪|去哪|住哪|什么地方|地址",
            re.I,
        ),
    ),
    (
        Wants.WHETHER,
        re.compile(
            r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|am)\b"
            r"|是不是|有没有|是否|吗\W*$|(?:还|做到|好|对)(?:没|不)\w*\W*$",
            re.I,
        ),
    ),
    (Wants.WHAT, re.compile(r"\bwhat\b|\bwhich\b|\bhow\b|什么|啥|怎么", re.I)),
)
_ROUTES: tuple[tuple[Route, re.Pattern[str]], ...] = (
    (
        Route.WAITING,
        re.compile(
            r"\bwho(?:'s| is| are|m)?\b.*\b(?:waiting (?:for|on) (?:me|my|us)|(?:do|should|must|have) i .*(?:reply|answer|get back|write back))"
            r"|\bwho (?:needs|wants|expects) (?:an? )?(?:answer|reply|response)|\bunanswered\b|\b(?:did|have) i (?:not |n't )?(?:forget|forgotten|miss|missed) to (?:reply|answer)"
            r"|\bwho am i (?:keeping waiting|ignoring)|\bowe (?:a |an )?(?:reply|answer)"
            r"|谁.{0,4}(?:在)?等(?:着)?我|(?:哪些|谁).{0,6}(?:没有?回|要回|该回|需要回)|没回(?:复)?的|等我(?:回|答)",
            re.I,
        ),
    ),
    (
        Route.PROMISES,
        re.compile(
            r"\b(?:did|have|had) (?:i|we) (?:\w+ )?promised?\b|\bi(?:'ve| have)? promised?\b|\bpromises? (?:did|have|do) i|\bmy promises\b|\bwhat (?:do|did) i (?:still )?(?:owe|say i(?:'d| would| will))"
            r"|\b(?:did|has|have|had) \w+ promised?\b|\bpromised me\b"
            r"|答应|承诺|保证过|说好(?:要|了)|许诺",
            re.I,
        ),
    ),
    (
        Route.FREE,
        re.compile(
            r"\b(?:am i|are we|will i be|i'm) (?:free|busy|available)\b|\bwhat (?:do i|do we|have i|am i|are we) (?:have |got |doing|having|planned)?.*\b(?:on|this|next|tomorrow|today|tonight|planned|plans)\b"
            r"|\bwhat(?:'s| is) (?:on|planned|happening|my plan|my schedule|coming up)\b|\bmy (?:plans|schedule|calendar|appointments)\b|\banything (?:planned|on)\b"
            r"|有空|有时间吗|有没有空|有(?:什么|啥|没有)?(?:安排|计划|事)|什么安排|啥安排|日程|行程",
            re.I,
        ),
    ),
    (
        Route.CHOICE,
        re.compile(
            r"\bwhat (?:should|shall|can|could|might|would) (?:i|we) (?:give|get|buy|cook|make|eat|bring|order|serve|have for)\b|\bwhat to (?:give|get|buy|cook|eat|make|order)\b"
            r"|\bwhere (?:should|shall|can|could) (?:i|we) (?:eat|take|go)\b|\b(?:gift|present) ideas?\b|\bwhat (?:would|might) \w+ like\b|\bwhat .*\bavoid\b"
            r"|吃(?:点)?(?:什么|啥)|送(?!了|过).{0,6}(?:什么|啥)|买(?:点)?(?:什么|啥).*(?:送|给|好)|(?:煮|做)(?:点)?(?:什么|啥)(?:菜|吃|好)|避开|忌口|(?:去|在)哪(?:里|儿|家)?(?:吃|聚)|(?:合适|比较好)",
            re.I,
        ),
    ),
)


def understand(
    text: str, *, now: datetime, named: Sequence[Named] = (), places: Sequence[str] = ()
) -> Question:
    """What a question asks. `named` are the people it names, `places` its words that are names of chats."""
    text = _LOOSE_YEAR.sub("", text)
    parts = [part for part in _SENTENCE.findall(text) if part.strip()] or [text]
    asking = [part for part in parts if part.rstrip().endswith(("?", "？"))] or parts
    clauses: list[Clause] = []
    for part in asking:
        clauses.append(_clause(part, now, named, places, clauses[-1] if clauses else None))
    return Question(
        text=text.strip(), language=language_of(text), route=_route(text, clauses), clauses=tuple(clauses)
    )


def attribute(clause: Clause) -> Term | None:
    """The word for the very thing that is asked for: "What GRADE did I get?", 航班号 in "航班号是多少"; None if unclear."""
    if match := _ATTRIBUTE.search(clause.text):
        wanted = of_word(match.group(1).removesuffix("'s")).text
        return next((term for term in clause.terms if term.text == wanted), None)
    if match := _ASKED_LAST.search(clause.text):
        before = fold(clause.text[: match.start()])
        placed = [(before.rfind(term.text), term) for term in clause.terms]
        return max((one for one in placed if one[0] >= 0), key=lambda one: one[0], default=(0, None))[1]
    return None


def language_of(text: str) -> Language:
    """Chinese if its words are, names in Latin letters or not."""
    words = _LATIN_WORD.findall(text)
    frame = sum(is_stop_word(word.lower()) for word in words)
    return "zh" if _HAN.search(text) and frame < 2 else "en"


def _unspaced(places: Sequence[str]) -> list[str]:
    """Chinese names of chats are cut out, lest half of them be taken for words; #launch is a word, too."""
    return [place for place in places if _HAN.search(place)]


def _wanted(text: str) -> Wants:
    """Lists and counts wherever they are asked for, else what the first question word asks for."""
    found = [
        (match.start(), at, wants) for at, (wants, one) in enumerate(_WANTS) if (match := one.search(text))
    ]
    for _, _, wants in found:
        if wants in (Wants.TIMES, Wants.SEVERAL):
            return wants
    return min(found)[2] if found else Wants.WHAT


def _route(text: str, clauses: Sequence[Clause]) -> Route:
    found = next((route for route, pattern in _ROUTES if pattern.search(text)), Route.LOOK_UP)
    timed = any(clause.spans for clause in clauses)
    words = sum(len(clause.terms) for clause in clauses)
    return Route.LOOK_UP if found is Route.FREE and (not timed or words > _FEW) else found


def _clause(
    text: str, now: datetime, named: Sequence[Named], places: Sequence[str], before: Clause | None
) -> Clause:
    spans = tuple(find_times(text, now, lean=lean_of(text)))
    here = tuple(one for one in named if one.word in text)
    terms = cut(
        text, without=[*(one.word for one in here), *(span.text for span in spans), *_unspaced(places)]
    )
    wants = _wanted(text)
    again = bool(before and before.state and not terms)
    asks_again = before.again or before.text if before and not terms else ""
    if before and not terms:  # "And at the end of 2024?" asks the same of another time
        terms, here, wants = before.terms, here or before.named, before.wants
    present = bool(_PRESENT.search(text))
    state = present or (bool(_STATE.search(_TITLE.sub("", text))) and wants is not Wants.WHEN)
    return Clause(
        text=text.strip(),
        wants=wants,
        terms=terms,
        named=here,
        spans=spans,
        present=present,
        mine=bool(_MINE.search(text)) or bool(before and asks_again and before.mine),
        state=state or again,
        again=asks_again,
    )
