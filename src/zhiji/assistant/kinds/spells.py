"""How long something was shut, broken, away, ill ...: from the message with which that began to the one with which it was over.

What begins and what ends such a spell has words of its own: who says "we're closed from tomorrow" says later that the
doors are open again, without a word in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zhiji.assistant import cues
from zhiji.assistant.finding import Weighed
from zhiji.assistant.kinds.events import PIECE, exact_times
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.question import Clause
from zhiji.assistant.said import Said
from zhiji.assistant.terms import Term
from zhiji.chat import Message
from zhiji.language import fold
from zhiji.language.numerals import chinese_number

_READ = 3000
_LONGEST = timedelta(days=800)
_MET = 0.5  # of the words of the thing
_BY_THEM, _OF_THEM = 0.9, 0.25
_TRIED = 5
_WE = re.compile(r"\b(?:we|we're|we've|our|us)\b|我们|咱|本店|店里", re.I)
_NTH_DAY = re.compile(
    r"第([一二两三四五六七八九十]{1,3}|\d{1,3})天|\bday (\d{1,3}|two|three|four|five|six|seven)\b", re.I
)
_NUMBERS = {word: at for at, word in enumerate(("two", "three", "four", "five", "six", "seven"), 2)}
_HOW_LONG = re.compile(
    r"\bhow (?:long|many \w+)\b|\b(?:for|did|does|was|were|is|are|has|have|had|been|keep|last|manage|to|the)\b|多久|多长时间|[几多少]+(?:天|个月|年|周|个?星期)|坚持|一共|总共|了|前后|这次",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of spell: how it is asked for, how it begins and ends."""

    words: str  # which search for its beginning, in either language
    asked: re.Pattern[str]
    begins: re.Pattern[str]
    ends: re.Pattern[str]
    of_person: bool = False  # who is named says both
    of_all: bool = False  # a chat has one of it: "we are closed"


def _sort(
    words: str, asked: str, begins: str, ends: str, *, of_person: bool = False, of_all: bool = False
) -> _Sort:
    asks, begun, over = (re.compile(one, re.I) for one in (asked, begins, ends))
    return _Sort(words, asks, begun, over, of_person=of_person, of_all=of_all)


_SORTS = (
    _sort(
        "closed shut 关门 停业",
        r"\b(?:shut|closed)\b|关.{0,6}(?:门|店|张)|关(?:了|着|过)(?=多久|多长|[几多])|停业|歇业|不营业|没(?:开门|营业)",
        r"\b(?:clos(?:ed?|ing)|shut(?:s|ting)?)\b|关门|关店|停业|歇业|不营业|暂停营业",
        r"\bre-?open\w*|\bopen(?:s|ed)? again\b|\b(?:back|doors?|now) open\b|\b(?:we're|we are|is|are) (?:back|open)\b|(?:重新|恢复|又|再)开|开门(?!红)|恢复营业|重新营业|开业",
        of_all=True,
    ),
    _sort(
        "broken dead not working 坏了",
        r"\b(?:broken|dead|down|out of (?:order|action)|not work\w*)\b|坏|罢工|用不[了成]|[停断](?:了|过)?[水电网]|\b(?:without|no) (?:power|water|internet|heating|hot water)\b",
        r"\b(?:broke(?:n)?(?: down)?|dead|died|down|out of order|not working|stopped working|won't (?:start|turn on|heat)|packed (?:in|up)|conked out|gave up)\b|\bno (?:power|water|internet|heating|hot water)\b|坏|罢工|不转|不动了|没反应|用不[了成]|打不着|[停断][水电网]",
        r"\b(?:fixed|repaired|mended|alive|restored|sorted|replaced)\b|\b(?:works?|working|running|heats?|heating|up|on|back) again\b|\bup and running\b|\bback (?:on|up|online)\b|修好|修复|好了|又能用|能用了|恢复|来[水电网]了|换(?:了|好)新?",
    ),
    _sort(
        "quit stopped 戒",
        r"\b(?:quit|gave up|given up|stay(?:ed)? off|went without|go without|kept off|hold out|held out)\b|戒",
        r"\b(?:quit|gave up|given up|stopped|no more|off the|done with)\b|戒",
        r"\b(?:\w+ing|start\w*|lit up|had one|at it|on (?:it|the \w+)) again\b|\bback (?:on|to)\b|\brelaps\w+|\bcaved\b|\bgave in\b|又.{0,3}(?:上|了|开始)|破戒|没(?:忍|憋|戒)住|复[吸饮]",
        of_person=True,
    ),
    _sort(
        "sick ill fever 生病 发烧",
        r"\b(?:ill|sick|in (?:the )?hospital|in bed|laid up|unwell|poorly|fever)\b|病|住院|发烧|卧床",
        r"\b(?:ill|sick|fever|flu|hospital|admitted|poorly|unwell|migraine|covid)\b|病了|生病|发烧|住院|感冒|中招|不舒服",
        r"\b(?:better|well again|recovered|discharged|out of (?:the )?(?:hospital|bed)|home from|fever(?:'s| is| has)? (?:gone|broken)|back (?:at|to) work|back on my feet)\b|出院|好了|退烧|康复|痊愈|好多了|回来上班|复工",
        of_person=True,
    ),
    _sort(
        "on holiday on leave off 休假 请假",
        r"\b(?:away|abroad|off work|(?:been|was|were) off|on (?:leave|holiday|vacation)|gone|travel\w*|leave|absent)\b|休(?:了|过)?(?:假|年假|产假)|请(?:了|过)?.{0,6}假|出(?:差|国|门)|不在|旅行|旅游",
        r"\b(?:off (?:to|on|for|until|till)|on (?:holiday|leave|vacation)|my last day|leav(?:e|ing) (?:for|tomorrow|today|tonight)|fly(?:ing)? (?:out|to)|departing|setting off|away (?:from|until|till|for))\b|休假|开始休|请(?:了)?.{0,4}假|出发|出差|起飞|登机",
        r"\b(?:i'?m|we'?re|am|are|is|got|just|finally|made it) (?:back|home)\b|\b(?:back|home) (?:at|in|from|home|now|again|today|safe\w*|since)\b|\bback to work\b|^back\b|\blanded\b|回来了|到家|复工|返岗|销假|回[到国家]|上班了",
        of_person=True,
    ),
    _sort(
        "arrived landed 到了 落地",
        r"\b(?:stay\w*|visit\w*|here|with (?:us|me)|at (?:ours|mine|our (?:place|home|house)|my (?:place|home|house)))\b|住了|待|呆|[耍玩]了|逗留|做客|来(?:了)?[几多]",
        r"\b(?:land(?:ed|ing)?|arriv\w+|(?:got|just got|am|i'm|we're) (?:here|in)|at your (?:door|place)|check(?:ed|ing) in|just in)\b|落地|到了|抵达|下(?:飞机|火车|高铁|车)|住进|到站",
        r"\b(?:board(?:ed|ing)|tak(?:e|ing) off|fl(?:y|ew|ying|ight) (?:home|back)|on (?:the|my) (?:train|plane|bus|way) (?:home|back)|leav(?:e|ing)|left|(?:back|safe|got) home|home safe\w*|check(?:ed|ing) out|thanks for (?:having|hosting|putting))\b|登机|走了|起飞|回去了|到家|上(?:飞机|火车|高铁|车)了|回到|谢谢(?:你们)?(?:款待|招待|收留)",
        of_person=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Spell:
    """What began, and with what it was over; None while it goes on."""

    begun: Weighed
    start: date
    done: Weighed | None = None
    end: date | None = None


def spell(clause: Clause, means: Means) -> Spell | None:
    """The spell that a clause asks the length of; None if it asks for none, or nothing tells that it began."""
    for sort in _SORTS:
        if not sort.asked.search(clause.text):
            continue
        things = _things(clause, sort, means)
        for begun in _begun(clause, sort, things, means):
            if done := _done(begun, sort, things, clause, means):
                start, end = _day(begun.message, sort.begins), _day(done.message, sort.ends)
                return Spell(begun, start, done, end if end >= start else done.message.when.date())
            if sort.of_person or things:
                return Spell(begun, _day(begun.message, sort.begins))
    return None


def _day(message: Message, cue: re.Pattern[str]) -> date:
    """The day that a message names beside the words for it ("from tomorrow we're closed"); else that of the message."""
    times = exact_times(message)
    for piece in PIECE.finditer(message.text):
        near = [one for one in times if piece.start() <= one.begin < piece.end()]
        if near and cue.search(piece.group()):
            return near[0].start.date() - timedelta(days=_days_before(message.text))
    return message.when.date() - timedelta(days=_days_before(message.text))


def _days_before(text: str) -> int:
    """How many days it has gone on already: two, "today is the third day"."""
    match = _NTH_DAY.search(fold(text))
    told = next(filter(None, match.groups())).lower() if match else ""
    count = int(told) if told.isdigit() else _NUMBERS.get(told) or chinese_number(told) if told else 1
    return max((count or 1) - 1, 0)


def _things(clause: Clause, sort: _Sort, means: Means) -> tuple[Term, ...]:
    """What it was that was broken or shut: the words that aren't of the spell itself."""
    bare = means.clause(sort.asked.sub(" ", _HOW_LONG.sub(" ", clause.text)), like=clause)
    return tuple(one for one in bare.terms if any(means.context.frequency(form) for form in one.every))


def _begun(clause: Clause, sort: _Sort, things: Sequence[Term], means: Means) -> list[Weighed]:
    """The messages that tell that it began: what has most of the things that are named first, then the newest."""
    asked = replace(clause, text=f"{clause.text} {sort.words}", terms=tuple(things) or clause.terms)
    some = [
        one for one in means.finder.weigh(asked, means.scope)
        if sort.begins.search(one.message.text) and not cues.only_asks(one.message.text)
        and not one.by_machine and not one.to_machines and one.message.when <= means.now
        and (not clause.spans or one.timely >= 1.0) and _is_theirs(one, clause, sort, things, means)
    ]  # fmt: skip
    return sorted(some, key=lambda one: (-round(one.coverage, 1), -one.message.when.timestamp()))[:_TRIED]


def _is_theirs(one: Weighed, clause: Clause, sort: _Sort, things: Sequence[Term], means: Means) -> bool:
    """Whether it is of the person, or the thing, that the question names."""
    if sort.of_person and clause.named:
        return one.person >= _BY_THEM
    if things and max(one.coverage, one.context) >= _MET:
        return not clause.named or one.person >= _OF_THEM
    if sort.of_all and _WE.search(one.message.text):
        ours = not things or one.message.sender.id in means.owner  # "the shop", to its owner
        return ours or _is_talked_of(things, one.message.chat.id, means)
    return sort.of_person and clause.mine and not things and one.message.sender.id in means.owner


def _is_talked_of(things: Sequence[Term], chat: int, means: Means) -> bool:
    """Whether a chat has the thing at all: "the shop" of those who say that "we" are closed."""
    return any(_has_any(one, things) for one in means.context.latest(chat=chat, limit=_READ))


def _done(
    begun: Weighed, sort: _Sort, things: Sequence[Term], clause: Clause, means: Means
) -> Weighed | None:
    """The first message of its chat afterwards that tells that it is over; of a person, their own."""
    after = means.context.following(begun.message, _READ, within=_LONGEST)
    over = [
        one for one in after
        if one.when <= means.now and sort.ends.search(one.text) and not cues.only_asks(one.text)
        and (not sort.of_person or one.sender.id == begun.message.sender.id)
    ]  # fmt: skip
    found = next((one for one in over if _has_any(one, things)), None)
    if found is None and (sort.of_all or (sort.of_person and (clause.named or clause.mine)) or not things):
        found = next(iter(over), None)
    return None if found is None else replace(begun, said=Said(found), replies=(), asks=False)


def _has_any(message: Message, things: Iterable[Term]) -> bool:
    said = Said(message)
    return any(said.has(one) >= _MET for one in things)
