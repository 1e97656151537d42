"""English words that tell how a speaker stands to a clause."""

from __future__ import annotations

import re
from functools import lru_cache

from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.reading.standing import Standing

_SHE = r"(?:i|you|u|ya|y'all|he|she|it|we|they|this|that|there|these|those|anyone|anybody|someone|somebody|everyone)"
_MY = r"(?:my|your|ur|his|her|our|their|the)"
_ASKING = re.compile(
    rf"^(?:(?:and|but|so|or|also|ok(?:ay)?|hey|wait|well|oh|btw|sorry|quick one|lol|haha\w*|hmm+|then|erm?|umm?)\b[ ,]*){{0,3}}(?!(?:had|have|has|did) {_MY} [^?]*$)(?:"
    rf"(?:do|does|did|don't|doesn't|didn't|is|isn't|are|aren't|was|wasn't|were|weren't|have|haven't|has|hasn't|had|can|can't"
    rf"|could|couldn't|would|wouldn't|will|won't|should|shouldn't|shall|may|am|ain't)(?: not| n't)? (?:{_SHE}\b|{_MY} \w+ )"
    rf"|(?:who|whose|why|where|how)(?:'s|'re|'d|'ll|s)?\b(?! (?:i|we|he|she|they) )(?!ever)"
    rf"|how (?:old|long|much|many|far)\b|when (?:is|are|was|were|do|does|did|will|can|should|would)\b|when's\b"
    rf"|what(?:'s|s|re|'re|cha)?\b(?! (?:an?|i|we|he|she|they) )|which (?!means?\b|is\b|was\b|are\b|i\b|we\b|makes?\b)\w+ (?:is|are|was|do|does|did|one)?"
    rf"|(?:any(?:one|body)|some(?:one|body)) (?:know|knows|got|have|has|want|wants|need|needs|up for|in for)\b|any (?:idea|chance|clue)\b"
    rf"|(?:you|u) (?:sure|still|ever|know|remember|coming|free|ok|there)\b(?=[^.!]{{0,40}}$))",
    re.I,
)
# Bare "is Tom", "are John and Ewa": an auxiliary first, then a name; "can do", "was in Rome" are no questions.
_OF_NAME = re.compile(
    r"^(?:[Ii]s|[Aa]re|[Dd]oes|[Dd]id|[Hh]as|[Ww]as|[Ww]ill|[Cc]an) (?!I\b)[A-Z][a-z]+ (?!,)"
)
_TAG = re.compile(
    r"(?:,|^)\s*(?:right|yeah|no|huh|eh|innit|correct|true|ok|(?:is|are|was|do|does|did|have|has|can|will)(?:n't)? (?:it|you|u|he|she|they|i|we)(?: not)?)\W*$",
    re.I,
)
_OF_ONESELF = re.compile(r"(?:\w+ )?(?:i|i'?m|ive|i've|we|my|our)\b", re.I)
_OF_YOU = re.compile(r"(?:so|and|then|oh|wait|but|or)\b|(?:you|u|ya|your|ur|youre)\b", re.I)
_STATES = re.compile(
    r"(?:'s|'re|\b(?:is|are|was|were|has|have|had|will|lives?|works?|moved|moves|got|turns?|starts?|owes?|in|on|comes?|goes|went|left|wants?|needs?|bought|broke|paid|sent))\b",
    re.I,
)
_REACHES = re.compile(
    r"(?:the|an?|in|at|on|near|with|from|or|to|for|by|of|next|like|as|both|that|this|those|these|his|her|their|our|my|your|since|until|till|because|after|"
    r"before|not|still|again|too|also|now|already|then|maybe|i|we|he|she|they|it|who|which|where|when|and|but|so|right|yeah|yes|no|correct|huh|eh|isn't|doesn't|don't|is|does|did|was)\b",
    re.I,
)
_NO_QUESTION = re.compile(r"(?:,|^)\s*(?:remember|you know|ya know|ok(?:ay)?|k|deal|got it)\s*\?+\W*$", re.I)
# "Let me know if", "check if" ask; "if you want" is courtesy, except where something is offered.
_COURTESY = re.compile(
    r"\b(?:let me know|lmk|tell \w+|see|check\w*|ask\w*|wonder\w*|knows?|sure|decid\w+|idk|dunno|matters?|cares?|confirm\w*|remember|even|curious|as) if\b"
    r"|\bif (?:you|u|anyone|anybody|that|it|this)(?:'s|'re| is| are)? ?(?:not )?(?:need|want|wanna|like|fancy|prefer|remember|care|mind|forgot|ok(?:ay)?|alright|fine|possible|helps|wondering|curious|interested|asked?)s?\b"
    r"|\bif (?:not|so|anything|any)\b|\bif i (?:remember|recall|understand|read|am honest|'m honest)\b|\bif i'm (?:honest|not mistaken)\b",
    re.I,
)
_OFFERED = re.compile(r"\b(?:will|can|could|would|might|may|shall)\b|'ll\b|'d\b|\bhappy to\b", re.I)
_IMAGINED = Rarely(
    r"\b(?:if|unless|imagin(?:e|ing)|suppose(?!d)|supposing|assuming|wish(?! me| you| him| her| them| list| us)|would(?:'ve|n't)?|wouldn't|"
    r"'?d (?:love|like|rather|have (?!to)|be|never|always|kill|die|sell|hate|prefer|want|probably|totally|give anything)|"
    r"(?:could|should|might)(?:'ve| have|a)|pretend\w*|dreamt|dreamed|dreaming (?:of|about)|in (?:another life|my dreams|an ideal world|theory)|"
    r"as though|hypothetically|when (?:i grow up|i'm rich|we're rich|pigs fly|hell freezes)|(?:were|was) supposed to|supposed to (?:be|have)|"
    r"almost (?:moved|married|got|bought|took|went|became)|nearly (?:moved|married|got|bought|took|went|became)|tempted to|thinking (?:of|about) |"
    r"considering|dying to|fantasi[sz]\w+)\b"
    r"|\bid (?:love|like|rather|never|kill|die|sell|hate|prefer|give|be)\b",
    re.I,
)
_ONE_DAY = Rarely(
    r"\b(?:some ?day|one day|if only|as if|in my next life|when i retire|what if|hope to|hoping to)\b", re.I
)
_LAUGH = r"(?:\bl+o+l+\w{0,3}\b|\blmf?ao+\b|\brofl\b|\b(?:a?ha){2,}h?\b|\bha+ ?ha\w*|\bhe(?:he)+\b|😂|🤣|😜|🙃|😹|😝|🤪|💀|😏|;-?\)|:-?P\b|\bxd\b)"
_LAUGHED = Rarely(_LAUGH, re.I)
_LAUGH_ALONE = re.compile(rf"^[\s.!,…]*(?:{_LAUGH}[\s.!,…]*)+$", re.I)
_JOKED = Rarely(
    r"\b(?:jk|j/k|just kidding|(?:only |just )?kidding|only joking|just joking|i'm joking|yeah right|as if|april fools?|said no one ever|not really,? but|i wish)\b|(?:^|\s)/s\b|\bnot!+$",
    re.I,
)
_EXAGGERATED = Rarely(
    r"\b(?:basically|practically|virtually|pretty much|at this point|officially an? |might as well|swear i|i swear|a million|a thousand times|"
    r"(?:literally|actually|officially) (?:dying|dead|crying|died|starving|obsessed|a zombie|married to)|since forever|since the dawn|for the \w+th time|"
    r"world'?s (?:best|worst|okayest))\b",
    re.I,
)
_QUOTED = Rarely(
    r"^\s*>|^\W*fwd?:|\b(?:translat(?:e|ion)|proofread|rewrite|rephrase|paraphrase|polish (?:this|the|my)|role ?play\w*|lyrics?|pretend you|act as|you are now|as the saying goes|used to say|once said|always says)\b|🎵|🎶|♪",
    re.I,
)
_IN_QUOTES = re.compile(r"[\"“”„«»]")
_HEDGED = Rarely(
    r"\b(?:maybe|perhaps|prob(?:ably|s|ly)?|possibly|presumably|i (?:think|guess|suppose|reckon|believe|assume|imagine|doubt|suspect)|not (?:\w+ )?sure|unsure|might|could be|may be|"
    r"kind ?of|sort ?of|kinda|sorta|hopefully|i hope|iirc|afaik|idk|dunno|seems?|seemingly|looks like|sounds like|must be|potentially|likely|if i remember|if i recall|"
    r"or something|or so|tbc|tentatively|considering|thinking (?:of|about))\b",
    re.I,
)
_HEDGE_ALONE = re.compile(
    r"^[\s,]*(?:but |though )?(?:i (?:think|guess|suppose|reckon|believe)|maybe|probably|perhaps|iirc|afaik|idk|not (?:\w+ )?sure(?: \w+)?|or something(?: \w+)*|hopefully)\b[^,]{0,12}(?:$|[,.!?;])",
    re.I,
)
# Who says it knows it: what a doctor tells is no rumour.
_KNOWS = (
    r"(?:i|we|doctors?|docs?|dr\.?|gp|dentist|allergist|physio\w*|vets?|nurse|consultant|surgeon|therapist|psychiatrist|dermatologist|midwife|optician|hospital|clinic|specialist|"
    r"tests?|results?|scan|x-?ray|bloods?|sign|it|which|that|who|label|website|email|letter|recipe|calendar|app)"
)
_TOLD = Rarely(
    rf"(?<!\w)(?!{_KNOWS}\b)([a-z][\w']*) (?:says|said|reckons?|claims?|claimed|told (?:me|us|him|her|them|everyone)|tells (?:me|us)|mentioned|swears|thinks|texted|was (?:saying|telling))\b"
    rf"(?! (?:hi|hello|hey|yes|no|thanks|thank|bye|so\b|sorry|congrats|happy|good|he'll|she'll|they'll))",
    re.I,
)
_HEARD = Rarely(
    r"\b(?:apparently|supposedly|allegedly|reportedly|rumou?rs?|(?<!my )word (?:is|on the street|has it)|(?:they|people|folks) (?:say|are saying|reckon)|(?<!not )according to|"
    r"(?:some(?:one|body)|people|a (?:friend|mate|colleague|neighbou?r)) (?:said|says|told|mentioned|saw)|"
    r"(?:i|we|just|also) (?:hear|heard)(?! (?:you\b(?=$|,)|back|nothing|him|her|them|it\b|the (?:news|song|knock|door|bell)))|^heard(?! (?:back|nothing|of|it\b))|"
    r"i've heard(?! (?:of|nothing|back))|been told|i was told|saw (?:on|that)|read (?:that|somewhere)|gossip|the grapevine|a little bird)\b",
    re.I,
)
_UNHEARD = Rarely(
    r"\b(?:first i'?ve heard|never heard|not heard|haven'?t heard|have you heard|you heard|did you hear)\b",
    re.I,
)
_NEGATED = Rarely(
    r"\b(?:not(?! only| just| to mention| bad)|never|no longer|no more|(?:is|are|was|were|do|does|did|have|has|had|ca|wo|could|would|should|need|ai)n'?t(?! (?:forget|worry|wait\b))|cannot|"
    r"any ?more|neither|nor|none|without|nope|nah)\b",
    re.I,
)


def plain(text: str) -> str:
    """The text with straight quotes and apostrophes, each in its place."""
    if "’" in text or "‘" in text or "`" in text or "´" in text:
        text = text.translate(_STRAIGHT)
    return _ME.sub(_my, text) if "me " in text and _MINE.search(text) else text


# "me mam", "me back": who says it so means "my"; "give me dad's number" is another thing.
_MINE = re.compile(
    r"\bme (?=(?:mam|mammy|ma|mum|dad|da|nan|nanny|gran|granny|grandad|missus|mrs|wife|husband|fella|bird|brother|sister|cousin|uncle|auntie|aunt|son|daughter|kids|mate|mates|boss|"
    r"back|knee|hip|hips|shoulder|arm|leg|ankle|wrist|foot|feet|hand|head|heart|neck|hair|own|house|gaff|job|van|car|bike|phone|dog|cat|passport|new|old|last|first|birthday)\b)"
)
_ME = re.compile(rf"(?P<before>[\w']+ )?{_MINE.pattern}")
_GIVING = frozenset(
    str.split(
        "give gave giving tell told show showed send sent get got bring brought make made let lend lent buy bought ask asked find call save pass cost take took teach hand leave left text owe"
    )
)


def _my(found: re.Match[str]) -> str:
    before = found["before"] or ""
    return found.group() if before.strip().casefold() in _GIVING else f"{before}my "


_STRAIGHT = str.maketrans("’‘`´", "''''")


def standing(clause: str, sentence: str, message: str) -> Standing:
    """How the speaker of a message stands to one of its clauses."""
    clause, sentence, message = plain(clause), plain(sentence), plain(message)
    place = sentence.find(clause)
    earlier, later = sentence[:place], sentence[place + len(clause) :]
    heard = _is_heard(earlier, clause, later)
    return Standing(
        asked=_asks_at_all(clause) if heard else is_asked(clause, later),  # "someone told me she left??"
        imagined=_is_imagined(clause, sentence),
        joked=_is_joked(clause, later, sentence, message),
        quoted=_is_quoted(message) or in_quotes(message, message.find(clause), len(clause)),
        hedged=bool(_HEDGED.search(clause) or _HEDGE_ALONE.match(later)),
        heard=heard,
        negated=bool(_NEGATED.search(clause)),
    )


def is_asked(clause: str, later: str = "") -> bool:
    """Whether a clause asks; `later` is what follows it in its sentence."""
    if _asks_at_all(clause):
        return True
    if "?" in clause[-3:]:
        return True
    if not later.rstrip().endswith("?") or _NO_QUESTION.search(later):
        return False
    if _TAG.search(later.rstrip()):
        return True
    if _OF_ONESELF.match(clause):  # "I live in Porto, lunch at 1?"
        return False
    if _asks_after(clause, later):  # "Ana's birthday is the 12th, cake?"
        return False
    # "I'm vegan, is that ok?" tells first and asks then; "so you moved, the one in Saxony?" asks all of it.
    return not any(
        _ASKING.match(part.strip(" ,-–—")) for part in re.split(r",|\bbut\b|\bso\b|\band\b| - ", later)
    )


def _asks_after(clause: str, later: str) -> bool:
    """Whether a statement of others is followed by a question of its own, not by more of itself."""
    tail = later.lstrip()
    return (
        tail.startswith((",", "-", "–", "—"))
        and not _OF_YOU.match(clause)
        and not _REACHES.match(tail.lstrip(" ,-–—"))
        and _STATES.search(clause) is not None
    )


def _asks_at_all(clause: str) -> bool:
    return not clause.endswith("!") and bool(_ASKING.match(clause) or _OF_NAME.match(clause))


def in_quotes(text: str, start: int, length: int) -> bool:
    """Whether words of a text stand within quotation marks."""
    before, after = text[:start], text[start + length - 1 :]
    opening = text[start : start + 1]
    opened = len(_IN_QUOTES.findall(before)) % 2 == 1 or bool(_IN_QUOTES.match(opening))
    return opened and bool(_IN_QUOTES.search(after))


def _is_imagined(clause: str, sentence: str) -> bool:
    if _ONE_DAY.search(clause):
        return True
    if not _IMAGINED.search(sentence):
        return False
    if not _OFFERED.search(clause):
        sentence = _COURTESY.sub(" ", sentence)
    # What is imagined after another clause is told ("I'm vegan, but I'd kill for bacon") touches that one alone.
    return any(_IMAGINED.search(part) for part in _together(clause, sentence))


def _together(clause: str, sentence: str) -> list[str]:
    """The clause, and the whole sentence where an "if" reaches over it."""
    whole = (
        [sentence] if re.search(r"\b(?:if|unless|suppose|imagine(?!\W*$)|assuming)\b", sentence, re.I) else []
    )
    return [_COURTESY.sub(" ", clause), *whole]


def _is_joked(clause: str, later: str, sentence: str, message: str) -> bool:
    joked, laughed = _fun(message)
    if joked or not laughed:
        return joked or bool(_EXAGGERATED.search(clause))
    if _EXAGGERATED.search(clause):
        return True
    laugh = _LAUGHED.search(clause)
    if laugh and clause[: laugh.start()].strip(" ,.!"):  # a laugh at the beginning answers what was before
        return True
    after = message[message.find(sentence) + len(sentence) :]
    return bool(_LAUGHED.search(later) or _LAUGH_ALONE.match(after))


@lru_cache(maxsize=128)
def _fun(message: str) -> tuple[bool, bool]:
    """Whether a message says that it jokes, and whether it laughs anywhere."""
    return bool(_JOKED.search(message)), bool(_LAUGHED.search(message))


@lru_cache(maxsize=128)
def _is_quoted(message: str) -> bool:
    return bool(_QUOTED.search(message))


def _is_heard(earlier: str, clause: str, later: str) -> bool:
    if _TOLD.search(clause) or _TOLD.search(earlier):
        return True
    if _UNHEARD.search(clause):
        return False
    if _HEARD.search(clause) or _HEARD.search(earlier):
        return True
    found = _HEARD.search(later)
    return bool(found and len(later[: found.start()].split()) <= 2 and len(later.split()) <= 5)
