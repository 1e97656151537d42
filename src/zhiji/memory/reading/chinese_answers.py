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
from zhiji.memory.reading.chinese_words import ANIMALS, HOBBIES, LANGUAGES
from zhiji.memory.reading.chinese_work import FIELD, HOUSE, MAJOR, TRADE
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
        r"(?:早就?|已经)?不在(?:那儿|那里|了)*了?|离职了|跳槽了|早走了|辞了",
    ),
    _asked(
        "pet",
        rf"(?:有没有|有|养了?|养没养)(?:养)?(?P<v>{ANIMALS})(?:吗|不|么|没有?)?\W*$",
        rf"养了|有[啊的呀]?|{_YES}",
        rf"没养|{_NO}",
    ),
    _asked("allergy", rf"对(?P<v>{ALLERGEN})过敏(?:吗|不|么)?\W*$", rf"过敏|{_YES}", rf"不过敏|不会|{_NO}"),
    _asked(
        "diet",
        rf"(?:能吃|吃|喝|能喝|食)(?:不吃|不)?(?P<v>{FOOD})(?:吗|不|么|咩)\W*$",
        r"(?!)",
        r"(?:从来|一口|一点)?(?:都|也)?(?:不吃|不能吃|吃不了|不喝|不能喝|喝不了|唔食)(?:的|了)?",
        denied="不吃",
    ),
    _asked(
        "likes", rf"喜欢(?:不喜欢)?(?P<v>{HOBBIES})(?:吗|不|么)\W*$", rf"喜欢|超喜欢|很喜欢|{_YES}", r"(?!)"
    ),
)
_PLACES = rf"(?P<v>{SIGHT}(?:[、和]{SIGHT}){{0,4}})"
_OPEN = (
    _open("home", r"(?:住|搬)(?:在|到|去)?了?(?:哪|边度|边)|在哪个?(?:城市|个城市)|你?(?:现在|人)在哪", rf"(?:住在?|搬到)?(?P<v>{KNOWN_PLACE})"),
    _open("home", r"返唔返|回不回|不住|住(?:在)?\w{2,4}吧", rf"(?<=在)(?P<v>{KNOWN_PLACE})"),
    _open("employer", r"在哪(?:里|儿|家)?(?:公司|单位)?(?:上班|工作|高就)|哪家公司", rf"(?P<v>{HOUSE})(?:上班)?"),
    _open("job", r"做什么(?:工作|的)|干(?:什么|嘛|啥)的|什么(?:职业|工作)|做边行|从事什么", rf"(?:做|干|一名|个)*(?P<v>{TRADE}|{FIELD})"),
    _open("school", r"什么专业|学什么的?|读什么|念什么", rf"(?:学|读|念)?(?P<v>{MAJOR})(?:专业)?"),
    _open("age", r"多大了?\W*$|几岁|贵庚|几多岁", r"(?:今年|刚|都|快)*(?P<v>\d{1,2})(?:岁|周岁)?"),
    _open("been_to", r"去过(?:哪|什么地方|边度)|去了哪", _PLACES),
    _open("allergy", r"对?什么(?:东西)?过敏|过敏源", rf"(?P<v>{ALLERGEN}(?:[、和]{ALLERGEN}){{0,4}})"),
)  # fmt: skip
_TOGETHER = re.compile(
    r"(?:你|我)?(?:跟|和|同)([\u4e00-\u9fff]{2,3}?|[A-Za-z]{2,12})(?:真的?|是不是|已经|还|又|没)*(?:分|离婚|离了|在一起|领证|结婚|复合|吵|好上|谈|掰)"
)
_STILL = re.compile(
    r"^(?:谁说的|没有?的?事?|没分|瞎说|胡说|造谣|哪有|才没有)?[\s,，]*(?:没有|没分|没|好着呢|好得很|在一起呢)"
)


def answers(thread: Thread, at: int, cut: tuple[Piece, ...]) -> Iterator[Reading]:
    """What a line says in answer to the question before it."""
    line = thread.lines[at]
    question = _question(thread, at)
    if question is None:
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
            return (
                before
                if re.search(
                    r"[?？吗没么呢咩]\W*$|什么|哪|谁|几|多大|([\u4e00-\u9fff])[不唔]\1|是不是|有没有|听说|过敏",
                    before.text,
                )
                else None
            )
    return None


def _closed(line: Line, question: Line, asked: str, cut: tuple[Piece, ...]) -> Iterator[Reading]:
    for kind in _ASKED:
        found = kind.question.search(asked)
        if found is None or _of_third(asked):
            continue
        value = next((found.group(name) for name in ("v", "w") if found.groupdict().get(name)), "")
        where = asked.find(value)
        written = question.text[where : where + len(value)]
        for piece in cut[:2]:
            denied = kind.no.match(piece.text)
            spoken = denied or kind.yes.match(piece.text)
            if spoken and not any(one.standing.asked for one in piece.clauses):
                value = f"{kind.denied}{written}" if denied and kind.denied else written
                yield _reading(
                    line, question, kind.relation, value, piece, spoken, bool(denied and not kind.denied)
                )
                break


def _opened(line: Line, question: Line, asked: str, cut: tuple[Piece, ...]) -> Iterator[Reading]:
    for kind in _OPEN:
        if not kind.question.search(asked) or _of_third(asked):
            continue
        for piece in cut:
            found = kind.answer.match(piece.text)
            if found and all(one.asserted and not one.standing.hedged for one in piece.clauses):
                for part in re.split("[、和]", piece.written(*found.span("v"))):
                    yield _reading(line, question, kind.relation, part, piece, found, False)


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


def _of_third(asked: str) -> bool:
    return bool(re.search(r"他|她|佢|你(?:家)?[爸妈姐哥弟妹婆公爷奶叔舅姨老男女儿孩娃同室朋]", asked))


def _reading(
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
        subject=Subject(account=line.sender),
        value=value,
        quote=Span(message=line.id, start=piece.start + found.start(), stop=piece.start + found.end()),
        by=line.sender,
        also=(question.id,),
        negated=negated,
    )
