"""Where a line says yes to what was asked: a word of consent, the asked verb said again, or the time settled on."""

from __future__ import annotations

import re

from zhiji.language import fold
from zhiji.memory.reading import doing_chinese_talk, doing_english_talk
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.reading.doing_parts import Ask, Doing
from zhiji.memory.reading.doing_times import times_of
from zhiji.memory.thread import Line

Place = tuple[int, int]

# Who joins what others do; a yes too weak for a promise; how one answers a call.
JOINS = re.compile(
    r"一起去|我也(?:去|来|参加)|算我一?个|加我一?个|带上?我(?:一个|$)|\b(?:count me in|me too|i'?m in|i'?ll (?:join|come too))\b",
    re.I,
)
WEAK = re.compile(
    r"(?:我|great|cool|lovely|brilliant|amazing|perfect|fine|bet|me|in|marvel|splendid|can't wait|looking forward|走|约|冲)\b",
    re.I,
)
CALLED = re.compile(
    r"(?:\d{1,2}\s*[.、．].*|i'?m coming|i(?: a|')m down|i'?m game|in|me|me too|count me in|i'?m in|yes|yep|yeah|yess+|ye|sure|算我|加我|带我|\+1|1|我|来|去|能|可以|go|here|ok|i can)",
    re.I,
)
_LONGEST = 120  # characters of a message in which a yes may stand after its beginning
_LATER = re.compile(
    r"(?:meet you (?:there|at)|see you (?:there|then|at|on)|(?:i|we)(?:'ll| will|ll) (?:all |both |def(?:initely)? |defo )?(?:be there|come|join(?: you)?)\b|(?:i'?ll|i will) be (?:outside|waiting|at (?:the|your) (?:gate|door|station|airport))|count (?:me|us) in|put (?:me|us) down|will do|can do|on it|it'?s a date"
    r"|wouldn'?t miss it|(?:i'?d|we'?d) be honou?red|works for (?:me|us)|suits (?:me|us)|leave (?:it|that|them|the [a-z]+|[a-z]+) (?:with|to) me|(?:you|u) have my word|consider it done|yes please|deal|(?:i )?(?:promise|swear)(?: on my \w+)?|on my (?:life|mama|mum'?s life)|i(?:'ll| will) do (?:it|that)|i'?m (?:in|down|coming))(?=$|[^\w'])"
    r"|(?:一定|肯定|必|准)(?:来|到|去|还|办)(?![\u4e00-\u9fff])|没问题|记下了?|记住了|说好了|说定了|一言为定|不见不散|算我一?个|包在我身上|交给我|到时候?见|(?:周|礼拜|星期)[一二三四五六日天末]见|明天见|一定一定",
    re.I,
)
_NOTED = re.compile(r"(?:收到|了解|明白|知道|noted|got it|copy)", re.I)  # heard, and no yes to a question
_WHERE = re.compile(
    r"^\S{1,3}\s*(?:去?哪[儿里]?|哪天|where|which day)\s*\W*$", re.I
)  # nothing is settled yet
_ENTERED = re.compile(r"\s*\d{1,2}\s*[.、．]\s*[^\s\d][^\s,，。]{0,11}")  # "2.小王", where a list goes round
ENTERED_NAME = re.compile(
    r"\s*\d{1,2}\s*[.、．]\s*(?P<name>[^\W\d_]{2,6}?)\s*(?:\+1|参加|參加|报名|報名|去|来)(?:$|[\s,，。!！])"
)
_CURT = 60  # characters of a message that names a time and hardly more
_REFUSES = re.compile(
    r"\b(?:can'?t|cannot|sorry|unfortunately|afraid|rain check|no thanks|another time)\b|去不了|来不了|不行|不去|没空|算了|抱歉|不好意思"
)
_IDLE = frozenset("的了我你他她它吗吧呢啊不没是这那么什怎哪谁在有就也都还很太好个一二三几多又和与跟哈嗯哦")
_AFTER = r"(?:$|[\s,，。.!！~～]|啊|呀|嘛|噻|呗|的(?=$|[\s,，。.!！~～])|了(?!吗|没)|哦|哈|啦|嘞|咯)"
_I_AM = re.compile(
    r"(?:yes |yep |yeah |of course |course |sure )?(?P<yes>i (?:am|will|can|do|shall|could))(?=$|[.!,\n]| *(?:,|and|-))",
    re.I,
)
_WHEN = re.compile(r"哪[年天月]|几[时号月点]|什么时候|啥时候|几多号")
_BEHIND = 6  # characters between a yes and what it says yes to
_ASKS = re.compile(r"\b(?:same|still|is|are|do|did|does|have|has)\b[^.!?]{3,40}\?")
_I_WILL = re.compile(r"(?:i'?ll|i will|will|i'?m gonna)\b", re.I)
_AUXILIARY = re.compile(r"\b(am|are|will|can|could|do|shall|would)\s+(?:you|u|ya|we)\b", re.I)
_SAME = {
    "are": "am",
    "am": "am",
    "will": "will",
    "would": "will",
    "can": "can",
    "could": "can",
    "do": "do",
    "shall": "shall",
}
# What may stand before and behind a time that is a yes by itself: "那就初五", "5th it is", "friday 👌".
_LEAD = re.compile(
    r"[\s,，!！.]*(?:(?:那就|那|就|行|好|好的|可以|ok(?:ay)?|okie|走嘛|走|嗯|perfect|great|cool|yes|yep|yeah|sure|right|let'?s do|make it|(?:then )?how about|on|at)[\s,，!！.]*){0,3}",
    re.I,
)
_TAIL = re.compile(
    r"\s*(?:👌|👍|✅|🙌|it is\b|then\b(?!\?)|works|suits|is (?:fine|good|great|perfect|superb|lovely|ideal|grand|better|best)|sounds|吧|见|可以|行|ok|没问题|好|哈|噻|嘛|$|[,.!，。！])",
    re.I,
)


# Who answers with the deed has done it already.
DID = re.compile(
    r"(?:都|刚|已经?)?(?:转|给|发|寄|付|还|交|买|订|取|拿|弄|办|做|改|删)(?:好|完|过去?)?(?:了|咗|啦)|(?:done[,.! ]+)?(?:just )?(?:sent|paid|transferred|booked|ordered|posted)\b|(?:all )?(?:done|sorted)(?=\W*$)",
    re.I,
)


def consent(line: Line, ask: Ask) -> Place | None:
    """Where a line says yes to what was asked, if it does and doesn't take it back."""
    text = line.text
    entered = _ENTERED.match(text) if ask.form == "call" else None
    if entered:
        return entered.span()
    if ask.kind == "plan" and _WHERE.search(text[:_CURT]):
        return None
    if ask.kind == "plan" and ask.clause.standing.asked and _NOTED.match(text):
        return None
    return (
        doing_english_talk.consent(text)
        or doing_chinese_talk.consent(text)
        or _echo(text, ask.clause)
        or (_names_time(line) if ask.kind == "plan" and ask.form != "question" else None)
        or _said_later(line)
    )


def welcome(text: str) -> Place | None:
    """Where a message thanks for an offer."""
    return doing_english_talk.welcome(text) or doing_chinese_talk.welcome(text)


def _echo(text: str, asked: Clause) -> Place | None:
    """The verb of a question said again: "去吗" is answered "去", "are you taking me" by "I am"."""
    folded, question = fold(text), fold(asked.text)
    found = _I_AM.match(folded)
    if found:
        said = found["yes"].split()[-1]
        asked_with = {_SAME[one.lower()] for one in _AUXILIARY.findall(question)}
        return found.span("yes") if _SAME.get(said) in asked_with else None
    if _REFUSES.search(folded) or "?" in folded[:12] or "？" in folded[:12]:
        return None
    verb = folded[:1]
    if not "\u3400" <= verb <= "\u9fff" or verb in _IDLE or verb not in question:
        return None
    found = re.match(rf"{verb}{{1,4}}{_AFTER}", folded)
    return (0, len(found.group().rstrip())) if found else None


def _names_time(line: Line) -> Place | None:
    """The time that a line begins with, and hardly more."""
    text = line.text
    if len(text) > _CURT:
        return None
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    for one in times_of(line):
        if one.begin > begin + 4 or one.stop - one.begin < 2 or text[begin : one.begin].strip(" the"):
            continue
        tail = _TAIL.match(text, one.stop)
        if tail and "?" not in text[one.stop : one.stop + 20] and not _REFUSES.search(fold(text)):
            return begin if begin < one.begin else one.begin, tail.end()
    return None


def _said_later(line: Line) -> Place | None:
    """A clear yes that begins a later clause."""
    if len(line.text) > _LONGEST:
        return None
    for clause in clauses(line):
        found = _LATER.match(fold(clause.text))
        if found and not clause.standing.asked and not clause.standing.imagined:
            return clause.start, clause.start + found.end()
    return None


def asks_on(ask: Ask) -> bool:
    """Whether a message goes on to ask something else, which is what a yes answers then."""
    after = ask.clause.line.text[ask.clause.stop :].lstrip("?？")
    return ask.form == "request" and not ask.clause.standing.asked and bool(_ASKS.search(after))


def asks_when(ask: Ask) -> bool:
    """Whether it is asked when somebody does something, rather than to do it."""
    return ask.form == "question" or _WHEN.search(fold(ask.clause.text)) is not None


def follows(yes: tuple[int, int] | None, doing: Doing) -> bool:
    """Whether words tell what was said yes to: "no worries, I'll get somebody out this week"."""
    tells = doing.clause.language == "en" and _I_WILL.match(doing.clause.line.text, doing.start)
    return yes is not None and bool(tells) and 0 <= doing.start - yes[1] <= _BEHIND
