"""What looks like a time and isn't: names, titles, greetings, scores. Each word is one that people write in chats."""

from __future__ import annotations

import re
from functools import cache

# Right before an expression: what repeats, and what is named so ("movie on Friday" names nothing).
_EVERY = r"every|each|every other|any given|every single"
_BEFORE = (
    r"usa|psychology|happy|merry|good|movie|film|song|album|band|novel|episode|book|track|"
    r"called|named|titled|version|ver|v|chapter|section|page|room|flat|apt|apartment|gate|bus|line|number|no|nr|flight|size|"
    r"level|bible|score|scored|won|lost|ratio|ratio is|ratio of|score was|score is|score of|"
    r"john|luke|mark|matthew|psalms?|genesis|romans|exodus|isaiah|proverbs|acts"
)
_BEFORE_WEEKDAY = r"tgif?|man|girl|ruby|freaky|manic|blue|bloody|casual|super|my man|his girl"
_BEFORE_ZH = r"每个?|每逢|逢|每到|天天|比分(?:是|为)?|版本|房间|航班|尾号|号码|电话|一部叫|歌曲?叫|电影叫?|《[^》]*|〈[^〉]*"
_REPEATED = (
    r"(?<![a-z])(?:every (?:single )?[a-z]+(?: (?:morning|afternoon|evening|night))?|daily|weekly|weekdays|(?:mon|tues|wednes|thurs|fri|satur|sun)days)(?: (?:at|around|on|from|in the))? |"
    r"每(?:年|月|周|天|日|晚|早|个?星期|个?礼拜|个月)[^,，。;；!！?？\s]{0,5}"
)
# Right behind it.
_AFTER = r"['’]?s? (?:the )?(?:movie|news(?<=yesterday's news)|film|song|album|band|novel|sitcom|podcast)\b|[-/]\d|(?<=:\d\d),\d{3}(?!\d)| (?:never (?:dies|comes)|once more|show)\b|(?<=\.)[a-z]|\.[a-z]"
_NAMED = (
    r"(?:['’]s)? (?:is|was) (?:my|his|her|our|their|a|an|the) (?:[a-z]+ )?(?:dog|cat|hamster|sister|brother|friend|daughter|son|kid|baby|"
    r"mom|mum|dad|wife|husband|aunt|uncle|cousin|girlfriend|boyfriend|name|word|bar|pub|restaurant|band|song|movie)\b"
)
_AFTER_WEEKDAY = (
    r" (?:times|post|school|best|roast|blues|night (?:lights|live|fever|football)|feelings?|addams|weld|ludgate|"
    r"the (?:13th|thirteenth))\b|['’]s child\b"
)
_AFTER_ZH = (
    r"快乐|愉快|吉祥|会更好|头条|说法|画报|[这那](?:首|部|本)(?:歌|电影|书|片|小说|专辑)|》|〉|的?歌词|乐队"
)
_AFTER_WEEKDAY_ZH = r"餐厅|影院|画报|福|先生"
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\Z|(?:[周期拜][一二三四五六日天])\Z")


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(
            rf"(?:(?<![a-z0-9])(?:{_EVERY}) (?:the )?|(?:{_BEFORE_ZH})[“\"]?|[$€£¥#]\s?|{_REPEATED})\Z"
        ),
        re.compile(rf"(?<![a-z0-9])(?:{_BEFORE})\.?[ :]+(?:the )?[\"'“‘]?\Z"),
        re.compile(rf"(?<![a-z])(?:{_BEFORE_WEEKDAY}) \Z"),
        re.compile(rf"{_AFTER}|{_NAMED}|{_AFTER_ZH}"),
        re.compile(rf"{_AFTER_WEEKDAY}|{_AFTER_WEEKDAY_ZH}"),
        re.compile(r"[A-Za-z]+"),
        re.compile(r"(?:on|at|by|until|till|since|before|this|next) "),
    )


def misleading(folded: str, text: str, begin: int, stop: int) -> bool:
    """Whether what stands around an expression makes it no time at all."""
    before, named, before_weekday, after, after_weekday, _, led = _compiled()
    lead = folded[max(0, begin - 24) : begin]
    if before.search(lead) or after.match(folded, stop) or _title(text, begin, stop):
        return True
    if named.search(lead) and not led.match(folded, begin):
        return True
    if not _WEEKDAY.search(folded[begin:stop]):
        return False
    return bool(before_weekday.search(lead) or after_weekday.match(folded, stop)) or _a_place(
        folded, begin, stop
    )


def _title(text: str, begin: int, stop: int) -> bool:
    """ "Yesterday" in quotation marks, or The Day After Tomorrow with capitals throughout."""
    if begin and text[begin - 1] in '"“‘«「『《' and text[stop : stop + 1] in set('"”’»」』》'):
        return True
    words = _compiled()[5].findall(text[begin:stop])
    return len(words) >= 4 and not text[begin:stop].isupper() and all(word[0].isupper() for word in words)


def _a_place(folded: str, begin: int, stop: int) -> bool:
    """ "the Friday's burgers"; a plain "Monday's meeting" is a time."""
    led = folded.startswith(("the ", "at "), begin) or folded[:begin].endswith(("the ", "at "))
    return led and folded.startswith(("'s", "s'"), stop)
