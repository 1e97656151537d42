"""Short answers that tell a fact only with the question before them: 去过吗 — 去过 前年; 有没有狗 — 没有."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from zhiji.language import fold
from zhiji.memory.reading.chinese_ills import ALLERGEN, FOOD
from zhiji.memory.reading.chinese_pieces import Piece
from zhiji.memory.reading.chinese_places import KNOWN_PLACE, SIGHT
from zhiji.memory.reading.chinese_spoken import BELONGINGS, SPOT
from zhiji.memory.reading.chinese_words import (
    ANIMALS,
    FULL_NAME,
    HOBBIES,
    KIN,
    LANGUAGES,
    LATIN_NAME,
    SURNAMES,
)
from zhiji.memory.reading.chinese_work import FIELD, GRADE, HOUSE, MAJOR, SCHOOL, TRADE
from zhiji.memory.records import Reading, Relation, Span, Subject
from zhiji.memory.thread import Line, Thread

_SOON = timedelta(hours=12)
_NEAR = 3  # lines between a question and its answer
_YES = r"(?:对[啊呀的]?|是[啊的呀]?|系[啊呀]?|嗯+|没错|当然|必须的?|有[啊呀的]?|yes|yep)"
_NO = r"(?:没有?[啊呀]?|没有?的事|不是[啊呀]?|冇[啊呀]?|唔系|从来没有?|no|nope)"
_ENDED = r"(?=[\s,，。!！、]|$)"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A kind of question whose value `v` a yes affirms and a no denies."""

    relation: Relation
    question: re.Pattern[str]
    yes: re.Pattern[str]
    no: re.Pattern[str]
    denied: str = ""  # how a "no" is written as a value of its own: 不吃{}


@dataclass(frozen=True, slots=True)
class _Open:
    """A kind of question that a bare value answers."""

    relation: Relation
    question: re.Pattern[str]
    answer: re.Pattern[str]


def _asked(relation: Relation, question: str, yes: str, no: str, denied: str = "") -> _Asked:
    return _Asked(
        relation,
        re.compile(question),
        re.compile(f"^(?:{yes}){_ENDED}"),
        re.compile(f"^(?:我)?(?:{no}){_ENDED}"),
        denied,
    )


def _open(relation: Relation, question: str, answer: str) -> _Open:
    return _Open(
        relation,
        re.compile(question),
        re.compile(f"^(?:我|现在|在|是|就)*{answer}(?:的|了|啊|啦|呢|吧)*{_ENDED}"),
    )


_TIMES = r"(?:一次|两次|几次|好多次|三次|啊|呀|的|了|[一两三四五\d]+次)?"
_ASKED = (
    _asked(
        "been_to",
        rf"(?:去|到|来|爬|登)过(?P<v>{SIGHT})(?:吗|没有?|么|未)?\W*$|有没有(?:去|到|来|爬)过(?P<w>{SIGHT})",
        rf"(?:我)?(?:去|到|来|爬|登)过{_TIMES}|{_YES}",
        rf"(?:一次)?(?:也|都|还|从来)*没(?:有)?(?:去|到|来|爬|登)?过?|{_NO}",
    ),
    _asked(
        "language",
        rf"(?:会|识|懂|听得懂)(?:不会|唔识)?(?:说|讲|听)?(?P<v>{LANGUAGES})(?:吗|不|么|嘛|咩)?\W*$",
        rf"(?:我)?会(?:的|啊|说|讲|一点点?)?|一点点|听得懂|识少少|识|{_YES}",
        rf"(?:一点都?)?(?:不会|唔识|不懂)(?:说|讲)?|{_NO}",
    ),
    _asked(
        "home",
        rf"(?:还是?|现在)?住(?:在)?(?P<v>{KNOWN_PLACE})(?:吗|吧|么|呢)?\W*$",
        rf"还住|还在|一直住|{_YES}",
        r"(?:早就?|已经)?不住(?:那儿|那里|了)*了?|搬(?:走|家)了|早搬了",
    ),
    _asked(
        "employer",
        rf"(?:还)?在(?P<v>{HOUSE})(?:上班|工作|干|做)?(?:吗|吧|么|呢)\W*$",
        rf"还在|{_YES}",
        r"(?:早就?|已经)?不在(?:那儿|那里|了)*了?|(?:早就?|已经)?(?:离职|跳槽|辞职|辞|走)了",
    ),
    _asked(
        "pet",
        rf"(?:有没有|有|养了?|养没养)(?:养)?(?P<v>{ANIMALS})(?:吗|不|么|没有?)?\W*$",
        rf"养了(?:[一两三四几\d]只)?|有[啊的呀]?|{_YES}",
        rf"没养|{_NO}",
    ),
    _asked("allergy", rf"对(?P<v>{ALLERGEN})过敏(?:吗|不|么)?\W*$", rf"过敏|{_YES}", rf"不过敏|不会|{_NO}"),
    _asked(
        "diet",
        rf"(?:能吃|爱吃|吃|喝|能喝|食)(?:不吃|不)?(?P<v>{FOOD})(?:吗|不|么|咩)\W*$",
        r"(?!)",
        r"(?:从来|一口|一点)?(?:都|也)?(?:不吃|不能吃|吃不了|不喝|不能喝|喝不了|唔食|不爱吃|不喜欢吃|不能)(?:的|了)?",
        denied="不吃",
    ),
    _asked(
        "partner",
        r"有(?:没有)?(?P<v>男朋友|女朋友|对象)(?:了)?(?:吗|没有?|么)?\W*$",
        rf"有了|{_YES}",
        rf"还没有?|没呢|{_NO}",
    ),
    _asked(
        "relation",
        r"有(?:没有)?(?P<v>孩子|小孩|兄弟姐妹)(?:了)?(?:吗|没有?|么)?\W*$",
        r"(?!)",
        rf"还没有?|没呢|{_NO}",
    ),
    _asked(
        "likes", rf"喜欢(?:不喜欢)?(?P<v>{HOBBIES})(?:吗|不|么)\W*$", rf"喜欢|超喜欢|很喜欢|{_YES}", r"(?!)"
    ),
)
_PLACES = rf"(?P<v>{SIGHT}(?:[、和]{SIGHT}){{0,4}})"
_OPEN = (
    _open("home", r"(?:住|搬)(?:在|到|去)?了?(?:哪|边度|边)|在哪个?(?:城市|个城市)|你?(?:现在|人)在哪", rf"(?:住在?|搬到)?(?P<v>{KNOWN_PLACE})"),
    _open("home", r"返唔返|回不回|不住|还住|住(?:在)?\w{2,4}[吧吗]", rf"(?<=在)(?P<v>{KNOWN_PLACE})"),
    _open("employer", r"在哪(?:里|儿|家)?(?:公司|单位)?(?:上班|工作|高就)|哪家公司", rf"(?P<v>{HOUSE})(?:上班)?"),
    _open("job", r"做什么(?:工作|的)|干(?:什么|嘛|啥)的|什么(?:职业|工作)|[做干]哪[一个]?行|做边行|从事什么", rf"(?:做|干|一名|个)*(?P<v>{TRADE}|{FIELD})"),
    _open("school", r"什么专业|学什么的?|读什么|念什么", rf"(?:学|读|念)?(?P<v>{MAJOR})(?:专业)?"),
    _open("school", r"几年级|大几|高几|哪个?(?:学校|大学)|在哪(?:儿|里)?(?:上学|读书)", rf"(?:上|读)?(?P<v>{SCHOOL}|{GRADE})"),
    _open("name", r"叫什么|叫咩|怎么称呼|什么名字|贵姓", rf"(?:叫|姓|免贵姓)*(?P<v>{FULL_NAME}|{SURNAMES}|{LATIN_NAME})"),
    _open("contact", r"微信|wechat|vx|qq|邮箱|mail|line", r"(?P<v>(?=[a-z_.@+-]{0,30}[\d_@])[a-z0-9][a-z0-9_.@+-]{4,40})"),
    _open("contact", r"电话|手机|号码", r"(?P<v>\+?\d[\d -]{5,16}\d)"),
    _open("code", r"(?P<w>wi-?fi|门禁|大门|单元门|门锁|保险箱|电脑|网盘)的?(?:密码|码)(?!.*(?:改|换)了吗)", r"(?:新|现在)?的?(?:密码|码)?(?:是|:|：)?\s?(?P<v>[a-z0-9#*@!][a-z0-9#*@!_.-]{3,24})"),
    _open("possession", rf"(?P<w>{BELONGINGS})(?:你|我|都|又|给)*(?:放|搁|收|藏|塞|锁)?(?:在|到|喺)?(?:哪|什么地方|边度|何处)", rf"(?:都|还)?(?:放|搁|收|藏|压|锁|塞)?(?:在|喺)?(?P<v>{SPOT})"),
    _open("age", r"多大了?\W*$|几岁|贵庚|几多岁", r"(?:今年|刚|都|快)*(?P<v>\d{1,2})(?:岁|周岁)?"),
    _open("been_to", r"去过(?:哪|什么地方|边度)|去了哪", _PLACES),
    _open("allergy", r"对?什么(?:东西)?过敏|过敏(?:源|什么|的东西|吗)|有(?:没有|什么)过敏", rf"(?P<v>{ALLERGEN}(?:[、和]{ALLERGEN}){{0,4}})"),
)  # fmt: skip
_OTHERS = re.compile(rf"[他她佢]|你(?:们|家)?的?{KIN}")
_MANY: tuple[Relation, ...] = ("been_to", "allergy")  # whose answers go on
_TOGETHER = re.compile(
    r"(?:你|我)?(?:跟|和|同)([\u4e00-\u9fff]{2,3}?|[A-Za-z]{2,12})(?:真的?|是不是|已经|还|又|没)*(?:分|离婚|离了|在一起|领证|结婚|复合|吵|好上|谈|掰)"
)
_STILL = re.compile(
    r"^(?:谁说的|没有?的?事?|没分|瞎说|胡说|造谣|哪有|才没有)?[\s,，]*(?:没有|没分|没|好着呢|好得很|在一起呢)"
)


_ASKS = re.compile(
    r"[?？吗没么呢咩]\W*$|什么|哪|谁|几|多大|([\u4e00-\u9fff])[不唔]\1|没有\W*$|吧\W*$|多少|贵姓|称呼|密码|(?:微信|电话|号码|邮箱|地址).{0,4}(?:给|发|呢|告诉)|什么名字|忌口|是不是|有没有|听说|过敏"
)


def answers(thread: Thread, at: int, cut: tuple[Piece, ...]) -> Iterator[Reading]:
    """What a line says in answer to the question before it."""
    line = thread.lines[at]
    question = _question(thread, at)
    if question is None or not cut or not cut[0].topic:
        return
    asked = fold(question.text)
    yield from _still_together(line, question, asked)
    yield from _closed(line, question, asked, cut)
    yield from _opened(line, question, asked, cut)


def partner_before(thread: Thread, line: Line) -> str:
    """Whom a chat spoke of as somebody's partner, the nearest before a line."""
    place = next((at for at, one in enumerate(thread.lines) if one.id == line.id), 0)
    for one in thread.before(place, 12):
        if found := _TOGETHER.search(one.text):
            return found.group(1)
    return ""


def _question(thread: Thread, at: int) -> Line | None:
    """The nearest line of another that asks, if nobody came between but the two."""
    line = thread.lines[at]
    for before in thread.before(at, _NEAR):
        if line.when - before.when > _SOON:
            return None
        if before.sender != line.sender:
            unclear = before is not thread.lines[at - 1] and _OTHERS.search(before.text)
            return before if _ASKS.search(before.text) and not unclear else None
    return None


def _closed(line: Line, question: Line, asked: str, cut: tuple[Piece, ...]) -> Iterator[Reading]:
    for kind in _ASKED:
        found = kind.question.search(asked)
        if found is None:
            continue
        value = next((found.group(name) for name in ("v", "w") if found.groupdict().get(name)), "")
        where = asked.find(value)
        written = question.text[where : where + len(value)]
        for piece in cut[:2]:
            denied = kind.no.match(piece.text)
            spoken = denied or kind.yes.match(piece.text)
            if spoken and not any(one.standing.asked for one in piece.clauses):
                value = f"{_verb(kind, found)}{written}" if denied and kind.denied else written
                yield _reading(
                    cut[0].topic[0],
                    line,
                    question,
                    kind.relation,
                    value,
                    piece,
                    spoken,
                    bool(denied and not kind.denied),
                )
                break


def _opened(line: Line, question: Line, asked: str, cut: tuple[Piece, ...]) -> Iterator[Reading]:
    for kind in _OPEN:
        about = kind.question.search(asked)
        if about is None:
            continue
        subject = Subject(name=about.group("w")) if kind.relation == "code" else cut[0].topic[0]
        for piece in cut:
            found = kind.answer.match(piece.text)
            if found and all(one.asserted and not one.standing.hedged for one in piece.clauses):
                value = piece.written(*found.span("v"))
                if kind.relation == "possession":
                    value = f"{about.group('w')} {value}"
                for part in re.split("[、和]", value):
                    yield _reading(subject, line, question, kind.relation, part, piece, found, False)
                if kind.relation not in _MANY:
                    return


def _verb(kind: _Asked, found: re.Match[str]) -> str:
    return "不喝" if "喝" in found.group() else kind.denied


def _still_together(line: Line, question: Line, asked: str) -> Iterator[Reading]:
    """没有 好着呢, to 听说你跟阿凯分了?"""
    found = _TOGETHER.search(question.text)
    if found and re.search("分|离|掰", asked) and (still := _STILL.search(fold(line.text))):
        yield Reading(
            kind="fact",
            relation="partner",
            subject=Subject(account=line.sender),
            value=found.group(1),
            quote=Span(message=line.id, start=still.start(), stop=still.end()),
            by=line.sender,
            also=(question.id,),
        )


def _reading(
    subject: Subject,
    line: Line,
    question: Line,
    relation: Relation,
    value: str,
    piece: Piece,
    found: re.Match[str],
    negated: bool,
) -> Reading:
    return Reading(
        kind="fact",
        relation=relation,
        subject=subject,
        value=value,
        quote=Span(message=line.id, start=piece.start + found.start(), stop=piece.start + found.end()),
        by=line.sender,
        also=(question.id,),
        negated=negated,
    )
