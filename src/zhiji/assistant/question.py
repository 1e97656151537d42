"""A question, understood: what kind of thing it asks for, about whom, about when, in which words.

Knows no messages. `understand` is where to begin; `parting.py` cuts the question, `asked_for.py` tells what kind of thing each
part asks for, `routes.py` which way leads to it, `terms.py` cuts the words out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Literal

from zhiji.assistant import small_talk
from zhiji.assistant.asked_for import Kinds, Sense, kinds
from zhiji.assistant.parting import EACH, FORMER, of_one, parted
from zhiji.assistant.routes import ROUTES, Route
from zhiji.assistant.terms import Term, cut, of_word
from zhiji.language import HAN, fold, is_stop_word
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
    state: bool = False  # asks for something that holds from one time to another: where somebody lives
    route: Route = Route.LOOK_UP
    kind: str = "look_up"  # as `asked_for` tells it
    title: str = ""  # what stands above its answer, if not its time


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """All that is asked at once."""

    text: str
    language: Language
    clauses: tuple[Clause, ...]
    said: str = ""  # as it was asked, where its text is plainer

    @property
    def asked(self) -> str:
        """The question in the words in which it was asked."""
        return self.said or self.text

    @property
    def route(self) -> Route:
        """The way to the answer to what is asked first."""
        return self.clauses[0].route

    @property
    def parts(self) -> tuple[Question, ...]:
        """Each thing that is asked, as a question by itself."""
        return tuple(replace(self, clauses=(one,)) for one in self.clauses)

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


_LATIN_WORD = re.compile(r"[a-zA-Z]{2,}")
_LOOSE_YEAR = re.compile(r"(?<=\d)\s+(?=[年月日号])")
_BARE_SEASON = re.compile(r"(?<![年个的度])([春夏秋冬][天季])")
_ATTRIBUTE = re.compile(
    r"\b(?:what|which)(?:['’]s|\s+(?:is|was|are|were))?\s+(?:(?:my|the|our|his|her|their|your)\s+)?([a-z]+(?:'s)?)\b",
    re.I,
)
_ASKED_LAST = re.compile(r"(?:是|在|有|叫|到底|具体|一共)*(?:多少|什么(?!时候)|哪|几(?:号|岁|个|块))")
_FEW = 2  # words; a question of fewer leans on what was asked before
_PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their|him|them|it|its)\b|[他她它]", re.I)
_IT = re.compile(r"\b(?:it|its|they|them)\b|[它]", re.I)
_SINCE = re.compile(r"(?:^|.*)(?:\bsince\b|自从?)\s*$|^since\b", re.I | re.S)
_SO_FAR = re.compile(r"^\s*(?:份|月)?(?:以来|至今|到现在|到今天|开始到)")
# How it was at some time, not what happened then.
_AS_OF = re.compile(
    r"\bas of\b|\bat (?:that|the) (?:point|time|stage)\b|\bback (?:then|in|at|around)\b.{1,80}\b(?:is|was|were|are|had|still|be|been)\b|\bwho(?:'s| was|'d| would)(?: have)? (?:been )?\b.{1,30}(?:'s|of) "
    r"|那会儿?|那阵子?|那时候?|当时|彼时|归谁|(?:叫|归|管)(?:谁|什么|哪)|(?<!不)是(?:谁|什么|哪|几|多少)",
    re.I,
)
_MEANWHILE = re.compile(r",?\s*\b(?:before|after|while|until) (?:he|she|they|i|we|it|you)\b[^,?]*,", re.I)
_MINE = re.compile(r"\b(?:i|me|my|mine|we|us|our|i'm|i've|i'll)\b|我|咱", re.I)
_PRESENT = re.compile(
    r"\b(?:now|currently|these days|nowadays|at the moment|still|latest|newest|most recent)\b|现在|目前|如今|眼下|这会儿|还在|最新|最近一次",
    re.I,
)
_LATEST = re.compile(r"\b(?:latest|newest|most recent)\b|最新|最近一次", re.I)

_STATE = re.compile(
    r"\b(?:live|lives|living|lived|work(?:s|ed|ing)? (?:at|for|as)|code|password|address|lead(?:s|ing)?|led|in charge|responsible"
    r"|manager|landlord|rent|salary|allergic|phone number|boyfriend|girlfriend|vegetarian|keeps?|has my|status)\b"
    r"|\b(?:teacher|tutor|coach|boss|weighs?|weight)\b|住|密码|地址|负责|老师|体重|多重|归谁|谁管|上班|工资|房租|过敏|吃素|男朋友|女朋友|在谁(?:那|手)|电话",
    re.I,
)

_TITLE = re.compile(
    r"(?<=\S )(?:[A-Z][a-z]+ )+[A-Z][a-z]+|《[^》]*》"
)  # of a book, a film: its words mean nothing here

_WANTS: tuple[tuple[Wants, re.Pattern[str]], ...] = (
    (
        Wants.TIMES,
        re.compile(
            r"\bhow (?:many(?: \w+)? times|often|frequently)\b|\b(?:number|count) of times\b|[几多]少?(?:趟|顿|遍)|[几幾]次|[几幾]?多少?次|[几幾]回|多少回",
            re.I,
        ),
    ),
    (
        Wants.SEVERAL,
        re.compile(
            r"\bwhich \w*[^\Ws]s\b|\bwhat (?:are|were) all\b|\blist\b|\ball the\b|\bthe ones\b|\beach time\b|\beveryone\b|哪几|哪些|都有(?:谁|什么)|几家|列(?:出|一下)|每次",
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
_COUNTED = {"count": Wants.TIMES, "list": Wants.SEVERAL}
_SAYING = re.compile(r"say|said|tell|told|write|wrote|text|send|sent|post|[说讲写发聊]")
_OF_PLANS = re.compile(
    r"ok(?:ay)?|smth|sth|arvo|free|busy|booked|clear|time|plans?|diary|calendar|clash|活动|安排|占用?|时间|帮|查|约|事|日程|行程"
)
_WAS = re.compile(r"^\W*(?:what|which|where|who|when|how)\b.{0,40}?\b(?:was|were|did|had)\b", re.I)
_MATTER = 3  # words; more of them ask for something certain
_AHEAD = ("plans", "food", "gift", "talk", "activity")
_MOSTLY_LOOKED_UP = 3.0  # times as often as among the questions that the kinds were learned from

# What a few words without a question word ask for: "mum birthday?", "小王地址".
_BARE_WANTS = (
    (Wants.WHEN, re.compile(r"\b(?:birthday|date|deadline|departure|arrival|eta|flight time|start time|day)\W*$|(?:生日|日期|日子|时间|截止)\W*$", re.I)),
    (Wants.WHERE, re.compile(r"\b(?:address|location|place|venue|home|whereabouts)\W*$|(?:地址|地点|住址|位置)\W*$", re.I)),
)  # fmt: skip


def understand(
    text: str,
    *,
    now: datetime,
    named: Sequence[Named] = (),
    places: Sequence[str] = (),
    sense: Sense | None = None,
) -> Question:
    """What a question asks. `named` are the people it names, `places` its words that are names of chats."""
    text = _BARE_SEASON.sub(r"今年\1", _LOOSE_YEAR.sub("", text)).strip()
    names = [*(one.word for one in named), *places]
    clauses: list[Clause] = []
    for part in [text] if small_talk.recognised(text) else parted(text, now):
        before = clauses[-1] if clauses else None
        one = clause_of(part, now=now, named=named, places=places, before=before)
        kind = _kind(part, kinds(part, names, now=now, sense=sense), past=_is_past(part, now))
        clauses += _of_each(_routed(one, kind, before))
    return Question(text=text, language=language_of(text), clauses=tuple(clauses))


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
    return "zh" if HAN.search(text) and frame < 2 else "en"


def _unspaced(places: Sequence[str]) -> list[str]:
    """Chinese names of chats are cut out, lest half of them be taken for words; #launch is a word, too."""
    return [place for place in places if HAN.search(place)]


def wanted_of(text: str) -> Wants:
    """What a text asks for: lists and counts wherever they are asked for, else what the first question word asks for."""
    found = [
        (match.start(), at, wants) for at, (wants, one) in enumerate(_WANTS) if (match := one.search(text))
    ]
    for _, _, wants in found:
        if wants in (Wants.TIMES, Wants.SEVERAL):
            return wants
    bare = next((wants for wants, one in _BARE_WANTS if one.search(text)), Wants.WHAT)
    return min(found)[2] if found else bare


def _kind(text: str, told: Kinds, *, past: bool) -> str:
    """The kind that a question most likely is of: small talk only if there is something to say to it, nothing ahead in the past."""
    if small_talk.recognised(text):
        return "small_talk"
    never = {"small_talk", *(_AHEAD if past else ())}
    worth = {kind: share for kind, share in told.items() if kind not in never}
    worth["look_up"] *= _MOSTLY_LOOKED_UP
    return max(worth, key=lambda kind: worth[kind])


def _is_past(text: str, now: datetime) -> bool:
    """Whether all times that it names are over, however they are read."""
    spans = find_times(text, now, lean="future")
    return bool(spans) and all(span.end <= now for span in spans)


def _is_certain(clause: Clause) -> bool:
    """Whether it asks for something of many words, at no time: for what is told of it, not for what is planned."""
    matter = [one for one in clause.terms if not _OF_PLANS.fullmatch(one.text)]
    return not clause.spans and len(matter) >= _MATTER


def _asks_for_all(clause: Clause) -> bool:
    """Whether it names somebody and a time, and no matter: "what did Tom write on Friday"."""
    matter = [term for term in clause.terms if not _SAYING.fullmatch(term.text)]
    return clause.wants is Wants.WHAT and bool(clause.named and clause.spans) and not matter


def _routed(clause: Clause, kind: str, before: Clause | None) -> Clause:
    """The clause with the way to its answer; what asks the same of another time goes the same way."""
    if clause.again and before:
        return replace(clause, route=before.route, kind=before.kind)
    if (kind in _AHEAD and _WAS.search(clause.text)) or (kind == "plans" and _is_certain(clause)):
        kind = "look_up"
    if kind == "look_up" and _asks_for_all(clause):
        kind = "summary"
    wants = clause.wants if clause.wants in (Wants.TIMES, Wants.SEVERAL) else _COUNTED.get(kind, clause.wants)
    return replace(clause, route=ROUTES[kind], kind=kind, wants=wants)


def clause_of(
    text: str,
    *,
    now: datetime,
    named: Sequence[Named] = (),
    places: Sequence[str] = (),
    before: Clause | None = None,
) -> Clause:
    """One thing asked; `before` is what was asked before it, which it may lean on."""
    spans = tuple(_up_to(span, text, now) for span in find_times(text, now, lean=lean_of(text)))
    here = tuple(one for one in named if one.word in text)
    taken = [*(one.word for one in here), *(span.text for span in spans), *_LATEST.findall(text)]
    terms = cut(_MEANWHILE.sub(" ", text) if spans else text, without=[*taken, *_unspaced(places)])
    wants = wanted_of(text)
    again = bool(before and before.state and not terms)
    asks_again = before.again or before.text if before and not terms else ""
    if before and not terms:  # "And at the end of 2024?" asks the same of another time
        terms, here, wants = before.terms, here or before.named, before.wants
    elif before and not here and (_PRONOUN.search(text) or (len(terms) < _FEW and not spans)):
        here = before.named
        terms = (*terms, *before.terms) if _IT.search(text) or not _PRONOUN.search(text) else terms
    present = bool(_PRESENT.search(text))
    if asks_again and FORMER.match(text):
        asks_again = f"{_PRESENT.sub('', asks_again)} {text}"
    held = bool(spans) and bool(_AS_OF.search(text)) and wants not in (Wants.TIMES, Wants.SEVERAL)
    state = present or ((bool(_STATE.search(_TITLE.sub("", text))) or held) and wants is not Wants.WHEN)
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


def _up_to(span: TimeSpan, text: str, now: datetime) -> TimeSpan:
    """A time since which something is asked about goes on until now."""
    since = _SINCE.search(text[: span.begin]) or _SINCE.match(span.text) or _SO_FAR.match(text[span.stop :])
    return replace(span, end=now) if since and span.start < now and span.end < now else span


def _of_each(clause: Clause) -> list[Clause]:
    """The clause for each of the people it asks the same of: "where do Tom and Ola live?"."""
    words = [one.word for one in clause.named]
    if clause.route is not Route.LOOK_UP or len(words) < 2 or not (clause.state or EACH.search(clause.text)):
        return [clause]
    return [
        replace(clause, text=of_one(clause.text, one.word, words), named=(one,), title=one.word)
        for one in clause.named
    ]
