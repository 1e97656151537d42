"""Whether a message can tell what is asked of somebody where memory has nothing: a home, a job, a birthday, a number.

Such questions have no other words than that, so that a search brings whatever the person said of anything near it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhiji.assistant import cues
from zhiji.assistant.asked import Inquiry
from zhiji.assistant.finding import Finder, Weighed
from zhiji.assistant.question import Clause
from zhiji.chat import Message
from zhiji.language.times import find_times

_YOU = re.compile(r"\b(?:you|your|yours|u|ur)\b|[你您妳]", re.I)
_TO_ME = re.compile(
    r"(?:给|給|帮|幫|发|發|告诉|告訴|跟|问|問|教)我|\b(?:to|tell|send|give|let|ask|for) me\b", re.I
)
_ASKS_ON = re.compile(r"(?:咋样|怎么样|怎麼樣|如何|对吧|對吧|是吧)\W*$")
_HEARSAY = re.compile(r"听.{0,8}[说讲]|聽.{0,8}[說講]|\b(?:heard|rumou?rs?|apparently|they say)\b", re.I)
_PERSONAL = 0.5  # as much a message has to do with the one who is asked about

# The words without which nothing is told of it.
_TELLS = {
    "home": r"\b(?:liv(?:e|es|ed|ing)|mov(?:e|es|ed|ing)|stay(?:s|ed|ing) (?:at|in|with)|address|flats?|apartment|house|home|my (?:new |old )?place|at mine|sublet|rent(?:ed|ing)?|room|street|road|avenue|postcode|neighbou?rhood|settled)\b"
    r"|(?:straße|strasse|gasse|allee|platz)\b|(?<![卡堵忍抓记留拦顶撑稳关停])住(?!院|手|口)|搬(?:到|去|进|進|出|来|來|回|家(?!那|的))|地址(?!给|給|发|發|告)|(?<!月)租(?!金)|房子|公寓|家在|定居|落脚|屋企|老家|[路街道巷弄]\s?\d+",
    "birthday": r"\b(?:birthdays?|bday|born|turn(?:s|ed|ing)? (?:\d|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)|years old|cake)\b|生日|出生|岁|歲|大寿|大壽|做寿|寿|壽",
    "contact": r"\d[\d\s-]{5,}|@\w+\.|\b(?:wechat|whatsapp|telegram|skype|line) (?:id|name)\b|微信号|微信號",
    "age": r"\d|岁|歲",
    "job": r"\b(?:work(?:s|ed|ing)?|jobs?|office|company|hired|boss|shifts?|colleagues?|team|promoted|intern\w*|startup|firm|career|profession|employ\w+|quit|resign\w*|freelanc\w*)\b"
    r"|公司|上班|返工|工作|入职|入職|同事|老板|老闆|面试|面試|实习|實習|辞职|辭職|跳槽|创业|職|开店|当[了过]?[医老律护司厨会]",
    "school": r"\b(?:school|universit\w+|college|uni|stud(?:y|ies|ied|ying)|degree|class(?:es)?|course|exam|phd|master'?s|semester|campus|professor)\b|学校|學校|大学|大學|专业|專業|读书|讀書|上学|上學|念|考试|博士|硕士|研究生|本科|[小中高]学|校",
    "partner": r"\b(?:partner|husband|wife|boyfriend|girlfriend|married|dating|engaged|fianc\w+|together|wedding)\b|对象|對象|[男女]朋友|男友|女友|老公|老婆|先生|太太|丈夫|妻子|结婚|結婚|在一起|领证|拍拖",
}  # fmt: skip
_COMPILED = {relation: re.compile(pattern, re.I) for relation, pattern in _TELLS.items()}
_SAME = {"employer": "job"}


def bearing(
    asked: Inquiry | None, clause: Clause, weighed: Sequence[Weighed], finder: Finder, owner: frozenset[int]
) -> Sequence[Weighed]:
    """Those of the messages that can tell what is asked of a person; all of them where something else is asked."""
    patterns = _patterns(asked, clause)
    if not patterns:
        return weighed
    asked_about = frozenset[int]().union(*(one.accounts for one in clause.named)) or owner
    return [
        one
        for one in weighed
        if (not clause.named or one.person >= _PERSONAL)
        and any(pattern.search(text) for pattern in patterns for text in _texts(one.message, one.replies))
        and _is_told(asked_about, one, finder)
        and (asked is None or asked.kind != "birthday" or any(map(_has_day, (one.message, *one.replies))))
    ]


_ON_THE_DAY = re.compile(
    r"\b(?:happy|turned|born)\b|生日快乐|生日快樂|满.{1,4}(?:岁|了)|出生|做寿|过生", re.I
)
_DAYS = ("minute", "hour", "daypart", "day", "month")


def _has_day(message: Message) -> bool:
    """Whether a birthday's day can be told from a message: it names one, or is a wish."""
    times = find_times(message.text, message.when) if message.text else []
    return any(one.granularity in _DAYS for one in times) or bool(_ON_THE_DAY.search(message.text))


def _is_told(people: frozenset[int], one: Weighed, finder: Finder) -> bool:
    """Whether it tells of these, or they answer it; what they only ask, or heard say, tells nothing of them."""
    if any(reply.sender.id in people for reply in one.replies):
        return one.message.sender.id not in people
    if one.message.sender.id in people and (
        one.asks or _ASKS_ON.search(one.message.text) or _HEARSAY.search(one.message.text)
    ):
        return False
    return _is_of(people, one.message, finder)


def _is_of(people: frozenset[int], message: Message, finder: Finder) -> bool:
    """Whether a message speaks of these: they of themselves, or somebody else to them or by their name."""
    named = [one for one in finder.who.named(message.text) if one.accounts - people]
    called = any(one.accounts & people for one in finder.who.named(message.text))
    if message.sender.id in people:
        mine = bool(cues.FIRST_PERSON.search(_TO_ME.sub("", message.text)))
        return (mine or not named) and not (cues.REQUEST.search(message.text) and not mine)
    with_them = bool(finder.who.writers(message.chat.id) & people)
    return called or (with_them and bool(_YOU.search(message.text)))


def _patterns(asked: Inquiry | None, clause: Clause) -> list[re.Pattern[str]]:
    if asked is None or not (clause.named or clause.mine):
        return []
    wanted = asked.relations if asked.kind == "fact" else {asked.kind}
    names = {_SAME.get(one, one) for one in wanted}
    if not names <= _COMPILED.keys():
        return []
    return [_COMPILED[one] for one in names]


def _texts(message: Message, replies: Sequence[Message]) -> list[str]:
    return [text for one in (message, *replies) for text in (one.text, one.caption, one.transcript) if text]
