"""Whether the words around an expression look back or ahead: "I told her on Monday" or "let's meet on Monday"."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from zhiji.language.fold import fold

Lean = Literal["tense", "past", "future"]

_PAST_WORDS = (
    "was were wasn't weren't did didn't had hadn't been went told said met saw came got left bought ate drank spoke "
    "talked gave took made sent sold lost won found thought knew felt heard slept woke wore broke began ran flew drove "
    "wrote read paid kept held stood understood spent grew threw caught taught brought built chose fell forgot forgave "
    "froze hid hurt rode rang rose sang shook sat spilled stole swam swore tore became cost lent led lit meant died "
    "since ago couldn't used been"
)
_NOT_PAST = (
    "need bed red wed feed speed seed indeed shed sled led bleed breed exceed proceed succeed ted fred tired excited "
    "supposed hundred sacred naked planned scheduled booked invited interested married bored worried embed biased used "
    "reserved closed"
)
_FUTURE = (
    r"(?:moved|changed|shifted|switched|delayed|pushed(?: back)?) to|set for|will|'ll|won't|shall|gonna|going to|let's|lets|let us|wanna|want to|wants to|plan(?:s|ning)?|need to|needs to|should|"
    r"must|have to|has to|may|might|hope|hopefully|can|could we|could you|can't wait|due|deadline|until|till|remind|"
    r"remember to|don't forget|(?:moved|changed|shifted|switched|delayed|brought forward|pushed(?: back)?) to|set for|(?:is|are|am|'s|'re|'m) \w+ing|up for|free|see you|see u|cya|"
    r"are we|are you|would|by then|postponed|rescheduled|pushed|scheduled|booked|supposed|planned|rsvp|please|pls|is|are"
)
# Words that only look like the markers of the past: 过年, 过几天, 了解, 的话 ...
_PAST_ZH = (
    r"(?<![为除受罢])了(?!解|不起|如指掌|得|吧)|(?<![不超通])过(?!年|节|几|两|些|一|来|去|生日|完|会|得|期|敏|渡|分|程|于|段|安检|周末|圣诞|中秋|元旦|端午|春节|情人)"
    r"|才(?!能|会|行|可以|要|对|是|怪)|[睡到]着|已经|早就|刚刚|刚才|没有?(?:去|来|见|吃|看|收|给|睡|回|说|买|到)|曾|当时|那时|上次|来着|的(?=[。!！?？,，~\s]|$)|是.{1,12}的"
    r"|发生|记得.{0,8}(?:去过|说过|是)|还记得|哪[儿里]了|什么了|去哪了|(?:[到去来买做说送拍给搬签写定订办结生换借还画开卖装发寄]|认识|毕业|入职|出生|离开|结婚|见面)的(?!话|时候|[票那]|可能)|[我你他她咱]们?[^，,。的]{1,2}的(?!话|时候)"
)
_FUTURE_ZH = (
    r"快[到要](?!的)|要(?!求|是|么|不然|紧|素|点)|(?<![不社机集宴晚聚])会(?!议|员|场|计|所|面|见|馆|长|儿)|吧|打算|准备|计划|想(?!起|到|念|法|象|像)|将(?!军|来|近)"
    r"|别忘|记得(?!那|你|我|上|当|去年|吗|不)|提醒|再(?!次)|一起(?!去的|吃的|看的)|[^看听意再起遇碰罕偏相可]见(?!过|了|到|面了)|约(?!过|了)|空(?![气调间])|能|可以|"
    r"截止|到期|出发|预约|预定|安排|争取|赶|之前|以前|前(?=把|要|交|给|完|搞|必)|怎么样|如何|行[吗不么]|好[吗不么]|有没有空|去不去|来不来|等"
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    past_words = "|".join(map(re.escape, dict.fromkeys(_PAST_WORDS.split())))
    not_past = "|".join(_NOT_PAST.split())
    english_past = (
        rf"\b(?:(?!(?:{not_past})\b)[a-z]{{2,}}[^e\W\d_]ed|(?!(?:{not_past})\b)[a-z]{{2,}}eed|{past_words})\b"
    )
    return (
        re.compile(english_past),
        re.compile(rf"(?:(?<=\s)|\b|(?='))(?:{_FUTURE})\b"),
        re.compile(_PAST_ZH),
        re.compile(_FUTURE_ZH),
        re.compile(r"[.;!?\n。；！？…](?!\d)|\bbut\b|但是?|不过|,(?!\d)|，"),
    )


# What a question about days to come is built with; "is" and "do" count too, for what is fixed is asked in the present.
_ASKS_AHEAD = (
    r"\b(?:am|are|is|i'm|we're|what's|where's|when's|who's|do|does|will|'ll|won't|shall|should|gonna"
    r"|can|could|would|free|busy|plans?|planned|planning|coming up|upcoming|anything (?:planned|on))\b"
    r"|有空|没空|忙[吗不]|有事|安排|打算|计划|准备|(?<!去)要(?!求|是|么)|(?<![社机宴晚聚])会(?!议|员|场|面|馆|儿)|将|想|能|可以"
    r"|有什么|有没有|几点|去(?:哪|谁)|来(?=[吗不]|[^，,自]{0,3}[?？]?$)|过来|[去来](?:接|吃|喝|玩)|谁(?:去|来(?!自))|干(?:嘛|什么|啥)"
    r"|吃(?:什么|啥)|在哪[里儿]?(?:吃(?!的)|见(?!的)|集合|碰头)|见面?(?=[?？]?$)"
)
_HAVE_GOT = r"\bha(?:ve|s) \w+ got\b"  # a present, though "got" alone is a past
_ASKS_BACK = (
    r"\b(?:was|were|did|had|said|told|went|met|sent|saw|came|got|used to"
    r"|(?:have|has) (?:\w+ )?(?!(?:kitchen|garden|chicken|children|bread|sixteen|seventeen|when|then|open|ten)\b)"
    r"(?:\w+e[dn]|gone|done|made|told|sold|held|sent|spent|lent))\b"
    r"|[了过](?!年|节|几|两|解|得|吧|来)|刚才|当时|那[时天]|来着|是.{1,12}的(?=[。!！?？\s]|$)|说的|发的"
    r"|[去到来买做说送见]的(?=[^，,]{0,6}[?？]?$)"
)


@cache
def _asking() -> tuple[re.Pattern[str], ...]:
    return re.compile(_HAVE_GOT), re.compile(_ASKS_AHEAD), re.compile(_ASKS_BACK)


def lean_of(question: str) -> Lean:
    """How to read "on Saturday" in a question: "Am I free then?" looks ahead, "Who came?", or bare words, look back."""
    folded = fold(question)
    have_got, ahead, back = _asking()
    if have_got.search(folded):
        return "future"
    return "tense" if ahead.search(folded) and not back.search(folded) else "past"


def looks_back(folded: str, begin: int, stop: int, lean: Lean) -> bool:
    """True when an open "on Friday" at this place means the last one."""
    if folded.startswith("since ", begin) or folded[max(0, begin - 6) : begin].endswith(
        ("since ", "自从", "打从")
    ):
        return True
    if lean != "tense":
        return lean == "past"
    before, after = _clause(folded, begin, stop)
    past_en, future_en, past_zh, future_zh, _ = _patterns()
    if folded.isascii():
        return _nearer(before, after, past_en, future_en)
    if future_zh.search(before) or future_zh.search(after):
        return _told(before, after, past_zh)
    return bool(past_zh.search(before) or past_zh.search(after)) or _nearer(before, after, past_en, future_en)


def _clause(folded: str, begin: int, stop: int) -> tuple[str, str]:
    """The words before and after, as far as the sentence goes; a comma ends it only if words are left."""
    border = _patterns()[4]
    before, after = folded[max(0, begin - 120) : begin], folded[stop : stop + 120]
    for mark in border.finditer(before):
        if before[mark.end() :].strip() or mark.group() not in {",", "，"}:
            before = before[: mark.start()] + "\x00" * (mark.end() - mark.start()) + before[mark.end() :]
    before = before.rpartition("\x00")[2]
    lead = len(after) - len(after.lstrip(" ,，"))
    ending = border.search(after, lead)
    return before, after[: ending.start()] if ending else after


def _nearer(before: str, after: str, past: re.Pattern[str], future: re.Pattern[str]) -> bool:
    """Whether the marker next to the expression is one of the past; the words before it count first."""
    for words, last in ((before, True), (after, False)):
        backs = [m.start() for m in past.finditer(words)]
        aheads = [m.start() for m in future.finditer(words)]
        if backs and aheads:
            return backs[-1] > aheads[-1] if last else backs[0] < aheads[0]
        if backs or aheads:
            return bool(backs)
    return False


def _told(before: str, after: str, past: re.Pattern[str]) -> bool:
    """Words of both kinds: 了 or 过 right behind the verb wins only where nothing ahead stands nearer."""
    found = past.search(after)
    return bool(found and found.group() in {"过"} and not before.endswith("要"))
