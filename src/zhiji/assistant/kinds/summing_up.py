"""What a chat, a person or a time was about: all of it where that is little, else what tells most, oldest first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from zhiji.assistant import wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.finding import periods
from zhiji.assistant.kinds import remembered, words
from zhiji.assistant.kinds.events import event, exact_times
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Language, Question
from zhiji.assistant.recapping import noise
from zhiji.assistant.recapping.happenings import topics
from zhiji.assistant.recapping.period import Talk
from zhiji.assistant.said import Said
from zhiji.assistant.terms import Term
from zhiji.assistant.waiting import open_requests
from zhiji.chat import Message
from zhiji.language.machines import to_machines
from zhiji.store.rarity import ArchiveRarity

LATELY = timedelta(days=45)
_YEAR = timedelta(days=366)
_AROUND = timedelta(days=3)
_NOW = timedelta(days=14)  # what ended before isn't about now
_MOST_READ = 6000
_ALL = 9  # messages that are told one by one
_TOPICS = 8
_LATELY = re.compile(
    r"\b(?:lately|recently|these days|new|nowadays|up to|catch me up|doing|up with)\b|最近|近来|近况|这阵子|新鲜事|新消息|动静",
    re.I,
)
_TO_SUM = re.compile(
    r"\bsummari[sz]e\b|\bsummary\b|\bsum up\b|\brecap\b|\btell me (?:about|everything)\b|\bgist\b|\bnutshell\b|\btl;?dr\b|\bhighlights\b|\boverview\b"
    r"|总结|概括|概述|小结|回顾|梳理|归纳|要点|大意",
    re.I,
)
_A_YEAR = re.compile(
    r"['’]s (?:whole |past |last )?year\b|\b(?:the|their|her|his|my) (?:whole |past )?year\b|[这过去]一年",
    re.I,
)
_ABOUT = re.compile(r"\btell me (?:about|everything)\b|\bwho is\b|介绍", re.I)
_BY_THEM = re.compile(
    r"\b(?:post|write|wrote|written|send|sent|said|say|ask|asked|tell|told)\b|发(?:了|过)?(?:些|点)?(?:什么|啥)|说(?:了|过)(?:些|点)?(?:什么|啥)|写了",
    re.I,
)
_OF = re.compile(r"'s (\w{3,})", re.I)
_THOSE_DAYS = re.compile(r"那[几些]天|那次|那回|那段|\bthose days\b|\b(?:visit|trip|stay)\b", re.I)
# Words that ask to be told, and name no matter.
_TELLING = re.compile(
    r"\b(?:please|pls|short(?:ly)?|brief(?:ly)?|quick(?:ly)?|(?:a )?(?:few|couple of) (?:lines|words|sentences)|gist|nutshell|tl;?dr|highlights|overview|rundown|digest|update|main points|key points|main things|latest|give|miss(?:ed)?|fill|bring|run|walk|through|story|anything|at all|text(?:ed)?|(?:i'd|i would) be (?:very )?grateful|possibly|could you|in touch|so far|in general|overall|important|interesting|said|things?|saying|wrote|been|can you|summar\w+|sum|recap|catch|happen\w*|go(?:ing|ne)?|talk\w*|chat\w*|discuss\w*|conversations?|messages?|writ\w+|wrote|sen[dt]\w*|post\w*|sa(?:y|id)"
    r"|chang(?:e|es|ed|ing)|roughly|years?|months?|news?|lately|recently|these days|group|channel|thread|times?|everything|tell|told|do(?:ing)?|been|up|between|about|life|ask\w*|whole|all|last|me)\b"
    r"|[那这]边|那头|简单|大概|简短|大致|简要|粗略|[讲说]一?[讲说下]|几句(?:话)?|要点|重点|主要|大意|错过|给我|归纳|概述|讨论|都|最近|过得|还好|总结|概括|小结|回顾|梳理|发生|一下|帮我?|请|聊天|聊|说|谈|讲|群里?|聊天记录|记录|最近|近来|近况|这阵子|对话|消息|内容|变[动化]|事情?|情况|出了?|发|新鲜事?|动静|那[几些]?天|这[几些]天|忙|怎么样|如何|咋个?样|咋|来|去|(?:这|过去)(?:一|几|些|两)年|改变|[点呗哦哈嘛呀啦咯嘞噻]",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Of whom, where and when a summary is."""

    name: str
    accounts: frozenset[int]
    chats: tuple[int, ...]
    spans: tuple[tuple[datetime, datetime], ...]
    also: tuple[int, ...] = ()  # a message that tells of it, though it was sent before


def summed_up(question: Question, means: Means) -> Draft | None:
    """What was said, and what is open: nothing if nothing was said then; None if it isn't a summary that is wanted."""
    clause = question.clauses[0]
    asked = _asked(clause, means)
    if asked is None:
        return None
    found = _read(asked, clause, means)
    if not found:
        return Draft(chats=asked.chats[:2], near=False)
    lines = _all(found, means.language) if len(found) <= _ALL else _most_telling(found, means)
    first, last = (wording.day(one.when, means.language) for one in (found[0], found[-1]))
    told = words.said_in(
        asked.name, words.since_then(first, last, means.language), len(found), means.language
    )
    sections = [Section(heading=told, shown=tuple(lines)), *_beside(asked, clause, found, means)]
    return Draft(
        sections=tuple(one for one in sections if one.shown),
        confidence=1.0 if lines else 0.0,
        chats=asked.chats[:3],
        pool=tuple(part for one in found[-60:] if (part := whole(one))),
        ahead=True,
    )


def matter(clause: Clause, means: Means) -> list[Term]:
    """What a question names beside people, chats and times."""
    text = clause.text
    for word in (*means.who.chat_words(clause.text, means.scope.chats), *(one.text for one in clause.spans)):
        text = re.sub(re.escape(word), " ", text, flags=re.I)
    return list(means.clause(_TELLING.sub(" ", text)).terms)


def _asked(clause: Clause, means: Means) -> _Asked | None:
    accounts = frozenset[int]().union(*(one.accounts for one in clause.named)) - means.owner
    chats = means.chats_of(clause.named) if accounts or means.scope.chats else []
    if not chats and not clause.spans:
        return None
    asked = _Asked(
        name=_name(clause, chats, means),
        accounts=accounts,
        chats=tuple(chats),
        spans=tuple(periods(clause, means.scope)),
    )
    if rest := matter(clause, means):
        return _around(asked, clause, rest, means)
    if not asked.spans and _A_YEAR.search(clause.text):
        return replace(asked, spans=((means.now - _YEAR, means.now),))
    if not asked.spans and _LATELY.search(clause.text) and not _TO_SUM.search(clause.text):
        return replace(asked, spans=((_last(asked, means) - LATELY, means.now),))
    return asked


def _around(asked: _Asked, clause: Clause, rest: Sequence[Term], means: Means) -> _Asked | None:
    """The days of something that is named: of a visit, a move."""
    if not (_TO_SUM.search(clause.text) or _THOSE_DAYS.search(clause.text)) or asked.spans:
        return None
    found = event(" ".join([*(one.word for one in clause.named), *(one.text for one in rest)]), means)
    if found is None:  # all of it, then
        return asked if asked.chats and _TO_SUM.search(clause.text) else None
    if (of := _OF.search(clause.text)) and not _says(found.message, of[1], means):
        return None
    times = exact_times(found.message)
    start = min((one.start for one in times), default=found.message.when - _AROUND)
    end = max((one.end for one in times), default=found.message.when + _AROUND)
    return replace(asked, spans=((start, end),), also=(found.message.id,))


def _says(message: Message, word: str, means: Means) -> bool:
    """Whether a message has the very thing that is asked about: the salary, in "Tom's salary"."""
    said, terms = Said(message), means.clause(word).terms
    return all(said.has(one) for one in terms)


def _name(clause: Clause, chats: Sequence[int], means: Means) -> str:
    """What is summed up, as the archive calls it."""
    if means.scope.chats:
        return means.store.reader.chat(chats[0]).name
    return ("、" if means.language == "zh" else ", ").join(one.word for one in clause.named)


def _last(asked: _Asked, means: Means) -> datetime:
    ends = means.context.ends(asked.chats)
    return max(ends.values(), default=means.scope.newest)


def _read(asked: _Asked, clause: Clause, means: Means) -> list[Message]:
    """The messages of it, oldest first, without noise: of a group only what the people named said and the owner."""
    since = min((start for start, _ in asked.spans), default=None)
    chats: Sequence[int | None] = asked.chats or [None]
    some = [one for chat in chats for one in means.context.latest(chat=chat, since=since, limit=_MOST_READ)]
    some += means.context.messages(asked.also).values()
    theirs = bool(asked.accounts) and bool(_BY_THEM.search(clause.text)) and not clause.mine
    kept = {
        one.id: one for one in some
        if one.when <= means.now and one.chat.kind != "assistant" and (one.text or one.caption or one.transcript)
        and (one.id in asked.also or not asked.spans or any(start <= one.when < end for start, end in asked.spans))
        and _is_theirs(one, asked, means, only=theirs)
        and (theirs or not to_machines(one.text))
    }  # fmt: skip
    return sorted(kept.values(), key=lambda one: (one.when, one.id))


def _is_theirs(message: Message, asked: _Asked, means: Means, *, only: bool) -> bool:
    if not asked.accounts or message.sender.id in asked.accounts:
        return True
    if only or means.scope.chats:
        return not only
    return means.who.writers(message.chat.id) <= asked.accounts | means.owner


def _all(found: Sequence[Message], language: Language) -> list[Shown]:
    return [line for one in found if (line := _line(one, language))]


def _line(message: Message, language: Language) -> Shown | None:
    part = whole(message)
    if part is None:
        return None
    return Shown(
        passage=part, remark=wording.text("to machines", language) if to_machines(message.text) else ""
    )


def _most_telling(found: Sequence[Message], means: Means) -> list[Shown]:
    """Of each part of the talks the message that tells most."""
    by_chat: defaultdict[int, list[Message]] = defaultdict(list)
    for one in noise.said_by_people(found, means.owner):
        by_chat[one.chat.id].append(one)
    rarity, names = ArchiveRarity(means.store), means.who.every_name()
    most = max(2, _TOPICS // max(1, len(by_chat)))
    largest = sorted(by_chat.values(), key=len, reverse=True)[:_TOPICS]
    keys = [
        topic.key
        for some in largest
        for topic in topics(_talk(some, means), rarity, names=names, most=most)
        if topic.key is not None
    ]
    return [line for one in sorted(keys, key=lambda each: each.when) if (line := _line(one, means.language))]


def _talk(messages: Sequence[Message], means: Means) -> Talk:
    chat = messages[0].chat
    return Talk(chat=chat.id, name=chat.name, kind=chat.kind, messages=tuple(messages), owner=means.owner)


def _beside(asked: _Asked, clause: Clause, found: Sequence[Message], means: Means) -> list[Section]:
    """What is known of them, what they wait for, what is planned: only where it is about now."""
    if not asked.accounts or (asked.spans and asked.spans[-1][1] < means.scope.newest - _NOW):
        return []
    shown = {one.id for one in found} if len(found) <= _ALL else set()
    sections = []
    if _ABOUT.search(clause.text):
        sections.append(
            Section(
                heading=words.label("known", means.language),
                shown=tuple(remembered.page(asked.accounts, means)),
            )
        )
    direct = [chat for chat in asked.chats if means.who.writers(chat) <= asked.accounts | means.owner]
    tail = means.context.latest(chat=direct[0], limit=60) if direct else []
    wanted = open_requests(tail, means.owner, means.who.names_of(means.owner)) if means.owner else []
    lines = [line for one in wanted if one.id not in shown and (line := _line(one, means.language))]
    sections.append(Section(heading=words.label("open", means.language), shown=tuple(lines[:3])))
    if not asked.spans or _LATELY.search(clause.text):
        sections += remembered.coming(asked.accounts, means)
    return sections
