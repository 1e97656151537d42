"""What a question lacks an answer for: nobody has that name, nothing was said then, nobody could read it.

What is found here is true of the chats whatever was asked: the name stands in no message, the time has no message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from zhiji.assistant.finding import Scope, periods
from zhiji.assistant.question import Clause, Question
from zhiji.assistant.terms import of_word
from zhiji.assistant.who import Who
from zhiji.chat import Message
from zhiji.language import fold, is_stop_word
from zhiji.language.cutting import pieces
from zhiji.language.pinyin import is_chinese, spellings
from zhiji.language.times import TimeSpan
from zhiji.search.misspelled import mistakes
from zhiji.store.context import Context

_SHORTEST = 3  # letters of a name
_LIKE = 5  # letters from which one mistake makes no other name
_DAY = timedelta(days=1)

# "What does Sophie do?", "Sophie's", "dinner with Sophie": who stands there is somebody.
_LATIN_PERSON = (
    re.compile(r"\b(?:what|where|when|why|how|whether|if)\s+([A-Z][a-zà-ÿ]+)\s+[a-z]"),
    re.compile(r"\b(?:do|does|did|has|have|had|will|would|should|can|could)\s+([A-Z][a-zà-ÿ]+)\s+[a-z]"),
    re.compile(r"\b([A-Z][a-zà-ÿ]+)['’]s\s+[a-z]"),
    re.compile(
        r"\b(?:told|tell|with|ask(?:ed)?|meet|met|thank(?:ed)?|owe|promised?|invited?|married|and I|I and)\s+([A-Z][a-zà-ÿ]+)\b"
    ),
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛阎余潘杜戴夏钟汪田姜范谭廖邹熊陆郝孔崔邱秦顾侯邵孟龚"
_AFTER_A_NAME = (
    "(?=什么|在|是|的|说|住|有|会|要|跟|和|现|今|最|喜|叫|送|给|来|到|做|哪|为|怎|几|上|多|去|过|干|[?？]|$)"
)
_CHINESE_NAME = rf"[小老阿][\u4e00-\u9fff]|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?"
_CHINESE_PERSON = (
    re.compile(rf"^({_CHINESE_NAME}){_AFTER_A_NAME}"),
    re.compile(rf"(?:跟|和|给|问|找|见|告诉|对)({_CHINESE_NAME}){_AFTER_A_NAME}"),
)
_TALK = re.compile(
    r"\b(?:talk(?:ed|ing)?|chat(?:ted|ting)?|discuss(?:ed)?|sa(?:y|id)|wr(?:ite|ote)|tell|told|messages?|mention(?:ed)?|text(?:ed|ing)?|in touch|hear[d]? from)\b|聊|说|讲|谈|发(?:了|过|的)|消息|联[系络]",
    re.I,
)
_INSIDE = re.compile(
    r"\bin (?:the|that|this|my|your|his|her|their|\w+'s)(?: \w+)? (?P<voice>voice (?:message|note)|audio|recording)"
    r"|\b(?:voice (?:message|note)|audio|recording)\b.*\bsa(?:y|id)\b"
    r"|\b(?:in|on|shows?|see in) (?:the|that|this|my|your|his|her|their|\w+'s)(?: \w+)? (?P<picture>photo|picture|image|selfie|screenshot)\b"
    r"|(?P<voice_zh>语音)(?:里|中|说|讲)|(?P<picture_zh>照片|图片|相片|截图|自拍)(?:里|中|上)",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacks:
    """What the chats have nothing of; nothing at all if nothing is lacking that one could name."""

    strangers: tuple[str, ...] = ()  # names that nobody has and no message says
    period: TimeSpan | None = None  # nothing was sent in it, in the chats that are asked about
    before: datetime | None = None  # the last message before that
    after: datetime | None = None  # the first one after it
    media: str = ""  # "voice" or "image": what is in one of these is asked for
    unread: Message | None = None  # such a one, without words
    talk: bool = False  # what was said then is asked for, not what happened

    @property
    def is_certain(self) -> bool:
        """Whether there can be no answer, whatever else was said."""
        return bool(self.strangers or (self.talk and self.period) or self.unread)


def lacks(question: Question, scope: Scope, *, who: Who, context: Context) -> Lacks:
    """What a question names that the chats don't have."""
    media = inside(question.text)
    chats = sorted(scope.chats) or [chat for one in question.named for chat in who.chats_of(one.accounts)]
    alone = question.clauses[0] if len(question.clauses) == 1 else None
    empty = _empty(alone, scope, chats, context) if alone else None
    span, (before, after) = empty or (None, (None, None))
    return Lacks(
        strangers=tuple(strangers(question, who=who, context=context)),
        period=span,
        before=before,
        after=after,
        talk=bool(_TALK.search(question.text)),
        media=media,
        unread=_unread(question, scope, chats, media, context) if media else None,
    )


def strangers(question: Question, *, who: Who, context: Context) -> Iterator[str]:
    """The names in a question that nobody has, is called by or misspells: no message says them either."""
    known = {word for name in who.every_name() for word in re.findall(r"\w+", fold(name))}
    named = {word for one in question.named for word in re.findall(r"\w+", fold(one.word))}
    for name in dict.fromkeys(_possible(question)):
        folded = fold(name)
        if folded in named or folded in known or any(_is_like(folded, other) for other in known):
            continue
        if not any(context.frequency(form) for form in of_word(folded).forms):
            yield name


def inside(text: str) -> str:
    """Which kind of media a question asks the content of: "voice", "image", or "" for none."""
    found = _INSIDE.search(text)
    if not found:
        return ""
    return "image" if found["picture"] or found["picture_zh"] else "voice"


def _possible(question: Question) -> Iterator[str]:
    text = question.text
    times = " ".join(span.text for span in question.spans)
    for pattern in _LATIN_PERSON:
        for match in pattern.finditer(text):
            name = match.group(1)
            if len(name) >= _SHORTEST and not is_stop_word(fold(name)) and name not in times:
                yield name
    for pattern in _CHINESE_PERSON:
        for match in pattern.finditer(text):
            name = match.group(1)
            if name not in times and all(kind == "rest" for _, kind in pieces(name)):
                yield name


def _is_like(name: str, other: str) -> bool:
    """Whether one may be the other, misspelled or short for it."""
    if name[:1] > "\u3400":
        return name in other or other in name
    if is_chinese(other):
        return any(name in letters for part in (other, other[1:]) for letters in spellings(part) or ())
    if len(other) >= _SHORTEST and (name.startswith(other) or other.startswith(name)):
        return True
    return len(name) >= _LIKE and mistakes(name, other, most=1) <= 1


def _empty(
    clause: Clause, scope: Scope, chats: list[int], context: Context
) -> tuple[TimeSpan, tuple[datetime | None, datetime | None]] | None:
    """The first time that a clause names, if nothing was sent in any of them, nor right after; and what stands around it."""
    times = periods(clause, scope)
    if not times or any(
        start >= scope.newest or context.has_any(start, end + _DAY, chats=chats) for start, end in times
    ):
        return None
    start, end = times[0]
    return replace(clause.spans[0], start=start, end=end), context.edges(start, end, chats=chats)


def _unread(
    question: Question, scope: Scope, chats: list[int], kind: str, context: Context
) -> Message | None:
    """The last voice note or picture without words that the question may mean."""
    senders = {account for one in question.named for account in one.accounts}
    times = [span for one in question.clauses for span in periods(one, scope)]
    for message in context.unread_of(kind, chats=chats):
        if senders and message.sender.id not in senders:
            continue
        if not times or any(start <= message.when < end for start, end in times):
            return message
    return None
