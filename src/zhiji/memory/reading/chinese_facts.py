"""Facts that Chinese messages tell: of who writes, and of those whom they may speak for.

Each family of rules (`chinese_living`, `chinese_people`, `chinese_body`, `chinese_things`) is tried on the pieces of a
line; what the rule finds is read only if the subject is understood and the speaker holds it true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from zhiji.language import HAN, fold
from zhiji.language.times import find_times
from zhiji.memory.reading.chinese_ailing import AILING
from zhiji.memory.reading.chinese_answers import answers, partner_before
from zhiji.memory.reading.chinese_body import BODILY
from zhiji.memory.reading.chinese_events import EVENTS
from zhiji.memory.reading.chinese_living import LIVING
from zhiji.memory.reading.chinese_mixed import MIXED
from zhiji.memory.reading.chinese_people import PEOPLE
from zhiji.memory.reading.chinese_pieces import (
    UNKNOWN,
    Piece,
    Subjects,
    pieces,
    plain,
    subjects,
)
from zhiji.memory.reading.chinese_rules import Rule
from zhiji.memory.reading.chinese_spoken import SPOKEN
from zhiji.memory.reading.chinese_standing import taken_back
from zhiji.memory.reading.chinese_things import THINGS
from zhiji.memory.reading.chinese_topics import WITHIN, patient_before, third, topic_of
from zhiji.memory.reading.chinese_ways import WAYS
from zhiji.memory.reading.chinese_words import ANIMALS, FULL_NAME, LATIN_NAME, NAME, SURNAMES, TIE
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.reading.needed import Sieve, needed
from zhiji.memory.reading.reactions import by_reaction
from zhiji.memory.reading.standing import Standing
from zhiji.memory.records import CLEAR, LIKELY, Reading, Relation, Span, Subject
from zhiji.memory.thread import Line, Thread

_RULES = (*PEOPLE, *LIVING, *BODILY, *AILING, *THINGS, *EVENTS, *WAYS, *SPOKEN, *MIXED)
_LONG = 400  # characters; what is longer was seldom typed in a chat
_SEVERAL = re.compile(r"和|跟|、|还有|以及|同(?!济)|,|，|也不吃|也会")
_THING = re.compile(
    r"wi-?fi|门禁|大门|单元门|门锁|密码锁|保险箱|电脑|手机|网盘|行李箱|会员|账号|房门|储物柜|车库|[\u4e00-\u9fff]{1,3}(?:锁|箱|柜)(?=换|改|的|新|$|[,，\s])"
)
_OURS = re.compile(rf"我们?(?:家)?的?(?!{TIE})")
_EXAMINED = re.compile(r"报告|检查|体检|片子|化验|结果")  # 报告拿了 你脂肪肝
_MY = re.compile(r"我(?:的|自己的|新的?)?$")
_NAMELESS = (
    "他",
    "她",
    "佢",
    "对象",
    "男朋友",
    "女朋友",
    "男友",
    "女友",
    "老公",
    "老婆",
    "分手",
    "分",
    "离婚",
)
_NICKNAME = re.compile(r"(?:小名|大名|名字|取名|起名)就?叫?([\u4e00-\u9fff]{2,4}?)(?:[，。！\s]|$)")
_PET_CALLED = re.compile(r".{0,6}?[\s,，]叫([\u4e00-\u9fff]{2,3}?|[A-Za-z]{2,10})(?=[\s,，。!！]|$)")
_BORN = re.compile(r"女儿|儿子|闺女|男孩|女孩|千金|双胞胎|囡囡")
_ONCE = re.compile(r"小时候|小的时候|以前|曾经|年轻时|那时候|当年")
_CONGRATULATES = re.compile(r"恭喜|祝贺|恭贺")
_KIN = re.compile(TIE)
_ANIMAL = re.compile(ANIMALS)
_YEAR = re.compile("属.")  # 属兔 is no pet
_NO_CALL = re.compile("[吃去来回起做出喝买开帮我人车外停快救好苦打上下睡走看拿过洗带别不没一]")  # 我妈叫吃饭
_PROPER = re.compile(rf"{FULL_NAME}|{NAME}|{LATIN_NAME}|{SURNAMES}|小[\u4e00-\u9fff]|.*[小大]?名.*")
_NOUN = re.compile(r"(?:(?![我你您他她的了是在不给有])[\u4e00-\u9fffa-z]){2,8}$")


def chinese_facts(thread: Thread) -> Iterator[Reading]:
    """What lines in Chinese tell of people, in order."""
    for at, line in thread.to_read():
        if _readable(thread, at, line):
            found = tuple(by_reaction(_said_once(tuple(_facts(thread, at, line))), line))
            if found and not _taken_back(thread, at, line):
                yield from found


def _said_once(found: tuple[Reading, ...]) -> Iterator[Reading]:
    """Without events that another fact of the line tells: a birth tells a tie, a rise tells a job."""
    told = {one.relation for one in found if one.confidence == CLEAR}
    for one in found:
        if one.relation == "event" and any(
            relation in told and words.search(fold(one.value)) for relation, words in _TOLD_BY
        ):
            continue
        yield one


_TOLD_BY: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("relation", re.compile(r"生[了啦咗下]|卸货|顺产|剖|喜得|诞下|当.{0,2}[妈爸爷奶婆公姨舅叔姑娘爹]")),
    ("job", re.compile(r"升|晋|提拔|转正|offer|考上|上岸")),
    ("employer", re.compile(r"offer|入职|录用|跳槽")),
    ("school", re.compile(r"offer|录取|考上|通知书")),
    ("partner", re.compile(r"求婚|订婚|结婚|领证|分手|离婚|脱单")),
)


def _taken_back(thread: Thread, at: int, line: Line) -> bool:
    """Whether its sender soon owns up that a line was in fun."""
    return any(
        one.sender == line.sender and one.when - line.when < WITHIN and taken_back(one.text)
        for one in thread.after(at, 5)
    )


def _readable(thread: Thread, at: int, line: Line) -> bool:
    if line.kind not in ("text", "image", "voice") or line.forwarded or len(line.text) > _LONG:
        return False
    if not HAN.search(line.text) and not _bare_answer(thread, at, line):
        return False
    return thread.kind != "assistant" or line.owner


def _bare_answer(thread: Thread, at: int, line: Line) -> bool:
    """A number or a name alone, to a question in Chinese."""
    before = next(thread.before(at, 1), None)
    return (
        before is not None
        and before.sender != line.sender
        and len(line.text) < 60
        and bool(HAN.search(before.text))
    )


def _facts(thread: Thread, at: int, line: Line) -> Iterator[Reading]:
    text = plain(line.text)
    topic, known = topic_of(thread, at, line)
    cut = tuple(pieces(thread, at, topic, known, third(thread, at, line)))
    whole = replace(cut[0], start=0, text=text, clauses=clauses(line)) if cut else None
    taken: list[tuple[Relation, int, int]] = []
    together = "\n".join(piece.text for piece in cut)  # what isn't there is in none of them
    for rule in _tried().left(text):
        if rule.needs is not None and not rule.needs.search(text):
            continue
        if not rule.across and not rule.pattern.search(together):
            continue
        for piece in (whole,) if whole and rule.across else cut:
            for found in rule.pattern.finditer(piece.text):
                spot = piece.start + found.start(), piece.start + found.end()
                if _free(taken, rule.relation, spot) and (
                    told := tuple(_told(thread, piece, rule, found, cut))
                ):
                    taken.append((rule.relation, *spot))
                    yield from told
    for answer in answers(thread, at, cut):
        if _free(taken, answer.relation, (answer.quote.start, answer.quote.stop)):
            yield answer


@cache
def _tried() -> Sieve[Rule]:
    """The rules, with the characters that each needs."""
    return Sieve((rule, needed(rule.pattern)) for rule in _RULES)


def _free(taken: list[tuple[Relation, int, int]], relation: Relation, spot: tuple[int, int]) -> bool:
    return not any(one == relation and spot[0] < stop and start < spot[1] for one, start, stop in taken)


def _told(
    thread: Thread, piece: Piece, rule: Rule, found: re.Match[str], cut: tuple[Piece, ...]
) -> Iterator[Reading]:
    if rule.unless and rule.unless.search(_around(piece, found, whole=rule.across)):
        return
    standing = _standing(piece, found)
    heard = standing.heard and "who" not in rule.pattern.groupindex
    if not (standing.asserted or (heard and standing.asked and not standing.imagined)):
        return
    whose, begin, told = _whose(thread, piece, rule, found, cut, heard)
    if not (told or piece.known) and (
        heard or (rule.relation == "event" and _CONGRATULATES.search(piece.line.text))
    ):
        return  # 听说养了条蛇, 恭喜恭喜 当爸爸了: of whoever was spoken of
    if rule.relation == "health" and not (told or piece.known):
        at = next(place for place, one in enumerate(thread.lines) if one.id == piece.line.id)
        whose = patient_before(thread, at, piece.line) or whose
    if not whose or (rule.explicit and not (told or piece.known)) or (standing.asked and not told):
        return
    if rule.relation == "age" and not told and _ANIMAL.search(_YEAR.sub("", fold(piece.line.text))):
        return  # how old the pet is
    value = _value(thread, piece, rule, found, whose)
    since = _told_when(piece) if rule.dated else ""
    for part in _values(value, rule.several):
        if rule.relation == "name" and _known_name(thread, whose, part):
            continue
        for subject in whose:
            yield Reading(
                kind="fact",
                relation=rule.relation,
                subject=subject,
                value=part,
                quote=Span(message=piece.line.id, start=piece.start + begin, stop=piece.start + found.end()),
                by=piece.line.sender,
                valid_from="" if rule.negated else since,
                valid_to=since if rule.negated else "",
                negated=rule.negated,
                trust="hearsay" if heard and not found.group().startswith("说") else "said",
                confidence=LIKELY
                if standing.hedged or rule.likely or _yet_to_come(piece, rule, found)
                else CLEAR,
            )


def _yet_to_come(piece: Piece, rule: Rule, found: re.Match[str]) -> bool:
    """Whether a statement stands in a plan and so isn't true yet."""
    return (
        rule.relation in ("pet", "been_to", "possession", "event", "likes")
        or (rule.relation == "job" and found.group("v").startswith("开"))
    ) and bool(
        not _DONE.search(found.group())
        and _PLANNED.search(fold(piece.line.text)[: piece.start + found.start()])
    )


_DONE = re.compile("[了过着咗]")
_PLANNED = re.compile(
    r"过完年|过了年|明[年天早晚]|后天|下个?(?:月|周|星期|礼拜|学期)|想好了|打算|准备|计划|决定|到时候?|过两天|过几天|年后|等.{1,6}(?:就|再)|腊月|周[一二三四五六日天末]来|约|聚一下"
)


def _value(thread: Thread, piece: Piece, rule: Rule, found: re.Match[str], whose: Subjects) -> str:
    """What a statement says of its subject; empty where it says too little."""
    value = rule.value(found) if rule.value else piece.written(*found.span("v"))
    if rule.relation == "partner" and value in _NAMELESS:
        value = partner_before(thread, piece.line) or value
        return "" if value == "分" else value
    if rule.relation == "relation" and _BORN.search(value):
        called = _NICKNAME.search(piece.line.text, piece.start)
        return f"{value} {called.group(1)}" if called and called.group(1) not in value else value
    if rule.relation == "home" and _OURS.match(value):  # 妈住我北屋
        return f"{piece.line.name} {_OURS.sub('', value)}"
    if rule.relation == "pet" and "叫" not in value:
        called = _PET_CALLED.match(piece.line.text, piece.start + found.end())
        return f"{value}叫{called.group(1)}" if called else value
    if rule.relation in ("likes", "dislikes"):
        said = piece.standing_of(found.start(), found.end())
        return "" if said and _ONCE.search(fold(_said_until(said[-1]))) else value
    if rule.relation == "name" and not _may_be_called(
        whose, value, freely="o" not in rule.pattern.groupindex
    ):
        return ""
    return value


def _said_until(clause: Clause) -> str:
    """A sentence as far as the end of one of its clauses."""
    return clause.sentence[: clause.sentence.find(clause.text) + len(clause.text)]


def _may_be_called(whose: Subjects, value: str, *, freely: bool) -> bool:
    """Whether a name is one: kin may be called anything."""
    if any(one.name == value for one in whose):
        return False
    return (
        freely
        or bool(_PROPER.fullmatch(fold(value)))
        or (bool(whose) and all(_KIN.fullmatch(one.name) for one in whose) and not _NO_CALL.match(value))
    )


def _around(piece: Piece, found: re.Match[str], *, whole: bool) -> str:
    """The clauses that a statement stands in; a list of numbers is looked at whole."""
    over = piece.standing_of(found.start(), found.end())
    if whole or not over:
        return piece.text
    return piece.text[over[0].start - piece.start : over[-1].stop - piece.start]


def _standing(piece: Piece, found: re.Match[str]) -> Standing:
    """How the speaker stands to the words of a statement together."""
    over = [one.standing for one in piece.standing_of(found.start(), found.end())]
    return Standing(
        asked=any(one.asked for one in over),
        imagined=any(one.imagined for one in over),
        joked=any(one.joked for one in over),
        quoted=any(one.quoted for one in over),
        hedged=any(one.hedged for one in over),
        heard=any(one.heard for one in over),
    )


def _whose(
    thread: Thread, piece: Piece, rule: Rule, found: re.Match[str], cut: tuple[Piece, ...], heard: bool
) -> tuple[Subjects, int, bool]:
    """Whom a statement is about, where it begins, and whether its own words say so."""
    if rule.mine:
        return (Subject(account=piece.line.sender),), found.start(), True
    if "who" in rule.pattern.groupindex:
        name = piece.written(*found.span("who"))
        account = thread.called(name)
        return (Subject(name=name) if account is None else Subject(account=account),), found.start(), True
    if rule.relation == "code":
        return _thing(piece, found)
    if rule.across:
        return _reached(thread, found, cut, named=rule.relation == "contact")
    if rule.relation == "possession" and "y" in rule.pattern.groupindex:
        other = thread.partner(piece.line.sender)
        return (() if other is None else (Subject(account=other),)), found.start(), True
    shown = heard or (rule.relation == "health" and bool(_EXAMINED.search(piece.line.text)))
    whose, begin, told = subjects(thread, piece, found.start(), heard=shown)
    return whose, begin, told


def _thing(piece: Piece, found: re.Match[str]) -> tuple[Subjects, int, bool]:
    """What a code opens."""
    name = (found.groupdict().get("w") or "").removeprefix("新").removesuffix("新")
    if name in ("", "家里", "这边", "初始", "开机", "登录"):
        before = list(_THING.finditer(piece.text, 0, found.start("v")))
        name = before[-1].group() if before else name
    begin = found.start()
    return ((Subject(name=name),) if name else UNKNOWN), begin, True


def _reached(
    thread: Thread, found: re.Match[str], cut: tuple[Piece, ...], *, named: bool
) -> tuple[Subjects, int, bool]:
    """Whom a number reaches: who says it, unless it says 房东电话 or 我妈微信."""
    inside = [one for one in cut if one.start <= found.start()]
    if not inside:
        return UNKNOWN, found.start(), False
    piece = inside[-1]
    stop = found.start() - piece.start
    whose, begin, told = subjects(thread, piece, stop)
    if _MY.search(piece.text, 0, stop):
        return (Subject(account=piece.line.sender),), found.start(), True
    if named and not whose and (noun := _NOUN.match(piece.text[begin:stop].rstrip("的"))):
        whose, told = (Subject(name=noun.group()),), True
    return whose, piece.start + begin, told


def _values(value: str, several: bool) -> list[str]:
    parts = _SEVERAL.split(value) if several else [value]
    return [clean for part in parts if (clean := part.strip(" 　,，。.!！\"“”「」'"))]


def _known_name(thread: Thread, whose: Subjects, value: str) -> bool:
    """Whether somebody's name is one that they show already."""
    accounts = [one.account for one in whose if one.account is not None]
    return any(
        fold(value) in fold(shown)
        for one in accounts
        for shown in (thread.senders.get(one, ""), *thread.names.get(one, ()))
    )


_EXACT = {"year": 4, "decade": 4, "season": 7, "quarter": 7, "half": 7, "month": 7, "month-part": 7}


def _told_when(piece: Piece) -> str:
    """The first time that a piece names, as exact as it is."""
    text = piece.written(0, len(piece.text))
    found = find_times(text, piece.line.when)
    return found[0].start.date().isoformat()[: _EXACT.get(found[0].granularity, 10)] if found else ""
