"""What English clauses say that somebody will do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.language import fold
from zhiji.memory.reading import doing_english_words as table
from zhiji.memory.reading.clauses import Clause
from zhiji.memory.reading.doing_parts import Doing, is_quoted
from zhiji.memory.reading.doing_times import is_soon, reach, time_in, time_near
from zhiji.memory.records import Subject

MAY_SAY = re.compile(
    r"\bwill\b|'ll\b|\bi?ll\b|gonna|going to|\b[a-z]+in['g]?\b|\bi'?m\b|\bwe(?:'re| are)\b|\bi am\b|won'?t|leave (?:it|that|this)|consider|the word|trying for|\bdue\b|\bop\b|hols|\b(?:leave|not in|on nights)\b|\b(?:on|off|away|back|over) |\bpromise|cross my heart|pinky|sealed|secret|\blet me\b|\bi can\b|\bmy word|\bon it\b"
    r"|\b(?:i|we|my|our)\b.*\d|\b(?:i|we|my|our|back|off|out|away)\b.*(?:day|week|month|year|morning|tonight|tomorrow|mon|tues?|wed|thur?s?|fri|sat|sun|next|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)|"
    + table.EVENTS
)
_ADVERBS = r"(?:(?:definitely|just|also|totally|def|probably|prob|then|quickly|still|actually|finally|happily|gladly|certainly|absolutely|deffo|so|all|both|first|personally|see if i can|have to|go and|try and|try to|make sure to)\s+){0,2}"
_WILL = re.compile(
    r"(?:^|\b(?:and|then|so|ok|okay|sure|yes|yeah)\s+|(?<=\W))(?P<who>i|we|(?:me|[a-z]+) and (?:i|me|[a-z]+))?\s?(?P<lead>'ll|will|(?<=i )ll|(?<=we )ll|ll|shall|'m gonna|m gonna|'m going to|m going to|am going to|am gonna|'re going to|are going to"
    r"|'re gonna|gonna|'m about to|'m planning to|am planning to|'re planning to|are planning to|plan to|'m off to|'m due to|'m meant to|'m supposed to)\s+" + _ADVERBS + r"(?P<verb>[a-z]+)\b(?P<rest>.*)",
)
_ILL = re.compile(r"(?:^|\s)ill\s+(?P<verb>[a-z]+)\b(?P<rest>.*)")
_LET_ME = re.compile(r"^(?:ok |sure |yeah )?(?:let me|lemme)\s+(?P<verb>[a-z]+)\b(?P<rest>.*)")
_DOING = re.compile(
    r"(?:^|\b)(?:(?P<who>i'm|im|i am|we're|we are|(?:me|[a-z]+) and (?:i|me|[a-z]+) are)\s+" + _ADVERBS + r"|(?:^(?:so |and |ok |yes |yeah |also )?))(?P<verb>[a-z]+in[g']?)\b(?P<rest>.*)"
)
_FIXED = re.compile(
    r"(?:^|\b)(?P<who>i|we|(?:me|my [a-z]+|[a-z]+) and i)\s+(?:(?:only|finally|also|both|officially|actually)\s+)?(?P<verb>" + table.FIXED + r")\b(?P<rest>.*)"
)
_AWAY = re.compile(
    r"(?P<who>i'm|im|i am|we're|we are|i'll be|we'll be|ill be|i will be|we will be|will be|i won'?t be|we won'?t be)\s+(?:probably\s+|definitely\s+|also\s+|all\s+|then\s+)?(?P<place>off|away|out of (?:the )?(?:office|town|country)|ooo|on (?:leave|holiday|hols|vacation|annual leave|maternity leave|paternity leave|a course|call|shift|duty)"
    r"|abroad|back|home|there|around|over|in (?!a |the (?:middle|mood|process)|love|tears|charge|bed|between|trouble|shock|pain)[a-z]+|at (?!least|work|all|a loss|the moment)[a-z]+|not (?:around|in|here)|in(?= (?:on|tomorrow|next|this|until|from))|on nights|at the [a-z]+|down|up (?:north|in [a-z]+))\b(?P<rest>.*)"
)
_CALENDAR = re.compile(
    r"(?P<have>(?:^got|(?:i|we)(?:'ve got| have got| have|'ve| got|'ve also got| also have))\s+(?:an?|my|our|the|this|another|two|three|some|to be at)?\s*(?:[a-z'-]+\s+){0,3}?"
    + table.EVENTS
    + r"\b)|(?P<mine>\b(?:my|our)\s+(?:[a-z'-]+\s+){0,3}?"
    + table.EVENTS
    + r"(?:'s|\s+(?:is|are|starts?|begins?|gets in|lands|leaves|arrives|departs|ends|finishes|opens))\b)|(?P<bare>^(?:also |and |then |just |ps |btw )?(?!no\b|not\b|fancy|wanna|want|let|shall|up for|anyone|any\b|who|for\b|about|have\b|was\b|did\b|at\b|in\b|what|when|how|enjoy|good|great|happy|best|after|before|last|since)(?:[a-z'-]+\s+){0,2}?"
    + table.EVENTS
    + r"(?:'s| is| starts?| begins?| are)?\s+(?:(?:first thing|at|on|this|next|the|tomorrow|tmrw|in|mon|tue|wed|thu|fri|sat|sun|every|tonight|from|booked)\b|\d))"
)
_DUE = re.compile(r"(?:^|\b(?:baby(?:'s| is)?|i'm|she's|we're)\s+)due (?:in|on|at|around|the)\b")
_BOUND = re.compile(r"(?:^|\b)(?P<who>i|we)\s*(?:have|need|'ve got|have got|got|ve got) to (?P<verb>be (?:at|in|up|back|there|out)|go|leave|work|move|fly|travel|drive|see|meet|pick|hand|submit|present|catch)\b(?P<rest>.*)")
_BOOKED = re.compile(
    r"(?:^|\b(?:i|we|i've|we've|i have|we have|ive|weve)\s+)(?:(?:just|already|finally|now|also|only|officially|gone and)\s+)?(?P<verb>booked|reserved|got (?:us |me )?(?:the )?(?:tickets|a (?:table|slot|appointment|place|ticket|flight|room))"
    r"|signed (?:up|us up)|registered|scheduled|arranged|made (?:us |me )?(?:an appointment|a reservation)|bought (?:us |my |the |our )?(?:[a-z]+ )?tickets?|rsvp'?d|agreed to|entered)\b(?P<rest>.*)"
)
_BACK_TO = re.compile(r"^(?:then |and |so )?(?P<verb>back (?:to|at|in)|off to|moving to|hols|on (?:nights|holiday|leave|annual leave|call|days)|not in|wfh|off work|home|away|off|out)\s+(?P<rest>.*)")
_PLEDGE = re.compile(
    r"\b(?:i promise|promise you|you have my word|my word on it|cross my heart|pinky (?:promise|swear)|scout'?s honou?r)\b|\bleave (?:it|that|this) (?:with|to) me\b|\bconsider (?:it|that) [a-z]+\b"
    r"|^(?:ok |yes |sure )?(?:i'?m |i am )?on it\b|\b(?:i'?ve|i) got (?:this|it covered|you covered)\b|\bmy lips are sealed\b|\b(?:your )?secret'?s? (?:is )?safe with me\b|\bmum'?s the word\b"
    r"|\b(?:we're|we are|i'm) trying for a baby\b|\bi (?:won'?t|will not) (?:tell|say|breathe)\b|\bnot a word to\b|\bi won'?t (?:forget(?! (?:that|how|when|the|what))|be late|let you down)\b|\bi'?ll keep (?:it|that|this) (?:to myself|quiet|between us|secret)\b"
)
_YOURS = re.compile(r"\b(?:you'll|you will) (?:have|get|receive) (?:it|them|the|that|your)\b|\bi'?(?:'ll| will|ll) have (?:it|them|that|the [a-z]+|your [a-z]+)\b.{0,20}\b(?:you|yours|ready|done|back)\b|\bwill be with you\b")
_REPLIES = re.compile(r"^(?:ok |okay |yes |yeah |sure |right )?(?P<verb>will do|can do|will [a-z]+|shall do|on it|doing it (?:now|tonight|today|tomorrow))\b")
_THIRD = re.compile(
    rf"(?:^|\b(?:and|but|so|btw|also|that)\s+)(?P<subject>(?:my|our)\s+(?:[a-z]+\s+)?{table.KIN}(?: and [a-z]+)?|{table.KIN})\s*(?:'s|'re| is| are|'ll| will)\s+(?:also |all |finally |probably )?(?P<verb>(?:[a-z]+in[g']?|going to|gonna|due|back|away|off|over|round|[a-z]+))\b(?P<rest>.*)"
)
_ARRIVES = re.compile(
    rf"(?:^|\b(?:and|but|so|btw)\s+)(?P<subject>(?:my|our)\s+(?:[a-z]+\s+)?{table.KIN}|{table.KIN})\s+(?P<verb>arrives?|comes?|lands?|leaves?|starts?|moves?|flies|fly|gets? (?:back|in|home|married)|goes back|go back|returns?)\b(?P<rest>.*)"
)
_NAMED = re.compile(r"^(?:and |so |btw )?(?P<subject>[A-Z][a-zé]+(?: and [A-Z][a-zé]+)?)(?:'s| is| are|'ll| will)\s+(?P<verb>[a-z]+)\b(?P<rest>.*)")
_RUMOUR = re.compile(
    r"(?:^|\b)(?:apparently|i hear|i heard|heard|word is|rumou?r has it|they say|supposedly|[a-z' ]{2,30}? (?:told me|said|says|reckons|tells me|mentioned|was saying|thinks))\s+(?:that\s+)?"
    r"(?P<subject>(?!i\b|i'|we\b|we'|you\b|it\b|it'|there\b|this\b|that\b|she\b|he\b|they\b|he'|she'|they')(?:the |my |our |a )?[a-z.]+(?:'s)?(?: [a-z]+(?:'s)?){0,2}?)\s*(?P<lead>(?:'s|'re| is| are| might be| may be) (?:(?!amaz|stunn|bor|excit|interest|charm|disappoint|confus|tir|annoy|surpris|bring)[a-z]+ing|gonna|going to|planning|due|being|off)|'ll |\s(?:will|plans to|wants to move|are to)\s)(?P<rest>.*)"
)
_TRAVEL = table.words(
    "coming going leaving flying heading travelling traveling driving visiting starting moving joining arriving returning landing departing hosting"
    " attending meeting seeing having staying taking throwing running bringing sending picking dropping booking giving hiking camping"
    " playing performing presenting signing closing opening cooking making sitting launching catching celebrating popping swinging racing skiing"
    " viewing swimming cycling climbing exchanging completing retiring graduating marrying competing exhibiting speaking singing teaching volunteering training lending returning posting transferring paying"
    " handing goin comin leavin movin adopting buying interviewing swapping hitting"
)
_LEAVING = table.words("coming going leaving flying heading travelling traveling goin comin leavin moving movin")
_GIVING_NOW = table.words("bringing sending giving returning lending posting transferring paying dropping handing picking")
_MARRYING = re.compile(r"\s*(?:married|engaged|hitched|the keys|the train|the bus|a (?:train|flight|dog|cat|puppy|kitten|tattoo|haircut)|my (?:hair|braces|stitches|results|keys|jab|teeth|wisdom))\b")
_AT_HOME = re.compile(r"\s*(?:from home|late|nights|the (?:late|early|night)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:this|next) (?:weekend|saturday|sunday)|tomorrow)\b")
_HEARER = re.compile(r"\b(?:you|u|ya|your|ur|yours|y'all|urs|you'll|everyone|everybody|you guys)\b")
_READY = re.compile(r"\s*(?:the|it|them|your|that)\b.{0,25}\b(?:cut|ready|done|fixed|finished|sorted|back|made|printed|with you)\b")
_ROUND = re.compile(r"\b(?:round|off|back|over|by)\b")
_AND_SENDS = re.compile(r"\band (?:send|bring|email|post|forward|give (?:it|them|you)|let you|tell you|drop (?:it|them))\b")
_FOR_YOU = re.compile(r"\bfor (?:you|u|ya)\b|^ (?:you|u|ya) (?:a|an|the|some|my|one|that|to|from|home|in|up|down|another|out|over)\b|\byour? [a-z]+|\bur [a-z]+|\bwith you\b")
_NO_SERVICE = re.compile(r"\byour (?:advice|word|tips?|suggestions?|point|help|time|mind|support|recommendations?|lead|routine|way|company|call|shoes)\b|\byou (?:an?|some) (?:hint|idea|tips?|example|shot|break|update|clue)\b|\byou (?:that|what|know|guys|all)\b|\bfor you(?:'re|r)?\b.{0,10}\b(?:happy|excited|pray|root)|\bwith you\b(?! on)|\bup to you|\byou (?:to|in) (?:it|that)\b")
_ONCE = re.compile(r"\b(?:when|once|as soon as|after|later|asap|on (?:the|my) way|in a (?:bit|sec|min|minute|moment)|soon as|straight after|right away|now)\b")
_GIVES_YOU = re.compile(r"\s*(?:you|u|ya|your|ur|it|that|them|some|a|the|for|with|back to|my|any|something|one)\b")
_SEES = re.compile(r"\s*(?:the|my|our|a|an|him|her|them|you|[a-z]+ (?:on|at|this|next|tomorrow|tonight))\b(?! (?:what|how|if|when))")
_ITS_OBJECT = re.compile(r"\s*(?:us\b|it\b|that\b|this\b|them\b|those\b|the\b|our\b|for\b|with\b|your?\b|ur\b|everything\b|everyone\b|on\b|about\b|when\b|if\b|$)")
_OTHERS = re.compile(r"^\s*(?:it |that |this |them |some |a |the )?(?:to |for |with )?(?:him|her|them|my|our|his|their|the (?:bank|council|landlord|office|police))\b")
_ASKED = re.compile(r"\?\W*$|^(?:do|does|did|is|are|was|were|have|has|can|could|would|should|what|when|where|who|why|how|which|whose|will (?:you|u|he|she|they|it|we|i|the|there|your|my))\b")
_IF = re.compile(r"\b(?:if|unless|imagine|suppose|i wish|wish i|wished|hopefully|in case)\b(?! (?:true|so\b|that'?s|it'?s|i'm honest|you ask me|possible))")
_WOULD = re.compile(r"\b(?:would|wouldn't|'d (?:love|like|rather|have)|could have|should have|what if|as if|pretend|might|would've)\b")
_NOT = re.compile(r"\b(?:not|never|won't|don't|can't|cannot|isn't|aren't|no longer)\b")
_MAYBE = re.compile(r"\b(?:maybe|perhaps|probably|prob|possibly|not sure|i (?:think|guess|suppose|hope)|hoping|hopefully|try|should|want|thinking (?:of|about)|at some point|some ?day|sometime|one day|eventually|soonish|sooner or later|might)\b")
_HABIT = re.compile(r"\b(?:every|each|always|usually|normally|often|most (?:days|weeks)|on (?:mon|tues|wednes|thurs|fri|satur|sun)days|weekends|mornings|evenings)\b")
_GONE = re.compile(r"\b(?:was|were|had|did|been|went|last(?! day| exam| shift| class| lesson)|ago|yesterday)\b")


def doings(clause: Clause) -> Iterator[Doing]:
    """What a clause says that its speaker, or somebody else, will do; the first that fits."""
    text = fold(clause.text)
    if not MAY_SAY.search(text) or _unreal(clause, text):
        return
    for read in (_rumour, _third, _pledge, _reply, _your_part, _fixed, _will, _ill, _away, _calendar, _bound, _due, _booked, _progressive, _fragment):
        found = read(clause, text)
        if found is not None:
            yield found
            return


def _unreal(clause: Clause, text: str) -> bool:
    """Whether a clause is asked, imagined, sung or laughed off."""
    return bool(
        _ASKED.search(text)
        or clause.sentence.rstrip().endswith("?") and not text.startswith("goin")
        or is_quoted(clause)
        or _IF.search(fold(clause.sentence))
        or _WOULD.search(text)
        or re.search(table.FUN, text)
    )


def _make(clause: Clause, found: re.Match[str], text: str, **more: object) -> Doing:
    start = clause.start + found.start() + len(found.group()) - len(found.group().lstrip())
    return Doing(
        clause=clause,
        start=start,
        stop=reach(clause),
        together=bool(re.match(r"\s*we\b|.{0,20}\band i\b", found.group())),
        **more,  # type: ignore[arg-type]  # the rest of a doing's fields
    )


def _will(clause: Clause, text: str) -> Doing | None:
    found = _WILL.search(text)
    if not found:
        return None
    if not found["who"] and found["lead"] not in ("will", "ll", "shall") and not _starts(text, found, "lead"):
        return None
    if not found["who"] and found["lead"] in ("will", "ll", "shall"):
        gives = found["verb"] in _ELLIPTIC and found["lead"] == "will" and found.start() == 0
        return _intended(clause, found, text) if gives and "?" not in text else None
    if found["who"] and " " in found["who"] and not re.search(r"\bi\b|\bme\b", found["who"]):
        return None
    return _intended(clause, found, text)


def _starts(text: str, found: re.Match[str], group: str) -> bool:
    return found.start(group) <= 4 and found[group] in ("gonna", "plan to")


def _ill(clause: Clause, text: str) -> Doing | None:
    """`I'll` without its mark, or "let me"."""
    found = _ILL.search(text)
    if found and found["verb"] in (table.GIVING | table.HELPING | table.TASKS | table.MOVES):
        return _intended(clause, found, text)
    found = _LET_ME.search(text)
    if found and found["verb"] in table.OFFICES - {"check"}:
        return _make(clause, found, text, kind="promise", sure=False)
    return None


def _intended(clause: Clause, found: re.Match[str], text: str) -> Doing | None:
    verb, rest = found["verb"], found["rest"]
    timed = time_near(clause) is not None
    unsure = bool(_MAYBE.search(text) or _NOT.search(text) or _HABIT.search(text))
    for_you = bool(_HEARER.search(rest))
    if verb == "let" and for_you and "know" in rest:
        return _make(clause, found, text, kind="promise", sure=timed and not unsure)
    if verb in table.NEVER and not (verb == "see" and timed and _SEES.match(rest)) or not _AND_SENDS.search(rest) and re.match(r" (?:up with|(?:it|them|this|that|those|these|him|her)? ?(?:all )?out\b|out\b|it a (?:go|try)|a look$|that$|in mind|you (?:over|round|posted|updated|company|in mind)|care\b|it easy|around\b|time\b|you up on|sure (?!to (?:bring|send|call|text|book|let)|i (?:bring|send)))", rest):
        return _be(clause, found, text)
    if verb == "look" and rest.startswith(" after") or verb == "give" and re.match(r" (?:it|them|that) back|.{0,20} back\b", rest):
        return _make(clause, found, text, kind="promise", sure=not unsure)
    about_others = bool(_OTHERS.match(rest)) and not re.search(r"\b(?:tell|let|update) (?:you|u)\b", rest)
    going = "going" in found.group() or "gonna" in found.group() or "plan" in found.group()
    if verb == "have" and _READY.match(rest) or verb == "drop" and _ROUND.search(rest) and timed or _AND_SENDS.search(rest):
        return _make(clause, found, text, kind="promise", sure=not unsure)
    if for_you and verb not in table.COMING and not _NO_SERVICE.search(rest) and not about_others and _FOR_YOU.search(rest):
        later = timed or bool(_ONCE.search(rest))
        firm = later or verb in table.SERVICES or bool(re.search(r"\bfor (?:you|u|ya)\b", rest))
        return _make(clause, found, text, kind="promise", sure=not unsure and firm)
    if verb in table.GIVING and not about_others and (for_you or not going):
        return _make(clause, found, text, kind="promise", sure=not unsure)
    if verb in table.HELPING and _GIVES_YOU.match(rest) and for_you:
        return _make(clause, found, text, kind="promise", sure=not unsure and (timed or bool(_ONCE.search(rest)) or verb not in ("tell", "find", "take", "call", "treat", "owe", "keep", "drive", "invite", "give", "show", "teach", "text", "message", "help", "walk", "host", "accompany")))
    if verb in table.OFFICES and not about_others and not going and _ITS_OBJECT.match(rest):
        return _make(clause, found, text, kind="promise", sure=not unsure)
    if verb in table.TASKS and not going and not timed:
        return _make(clause, found, text, kind="promise", sure=False, reply=True)
    if verb in table.MOVES | table.TASKS | table.HELPING and timed:
        return _make(clause, found, text, kind="plan", sure=not unsure and _is_coming(clause), with_you=for_you)
    return _make(clause, found, text, kind="plan", sure=False, with_you=for_you) if timed else None


def _is_coming(clause: Clause) -> bool:
    """Whether its time is no more than "today", which may be over by half."""
    return not is_soon(time_near(clause), clause.line)


def _be(clause: Clause, found: re.Match[str], text: str) -> Doing | None:
    return None


def _away(clause: Clause, text: str) -> Doing | None:
    found = _AWAY.search(text)
    if not found or _NOT.search(found["rest"]) or _GONE.search(text):
        return None
    when = time_in(clause)
    if when is None or when.start <= clause.line.when or _HABIT.search(text):
        return None
    return _make(clause, found, text, kind="plan", sure=not _MAYBE.search(text))


def _fixed(clause: Clause, text: str) -> Doing | None:
    found = _FIXED.search(text)
    if not found:
        return None
    when = time_near(clause)
    day = when is not None and when.granularity not in ("minute", "hour")
    dated = day or bool(re.search(r"tomorrow|tonight|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:that|this) weekend", text))
    if not (dated or re.search(r"\bthat (?:week|weekend|day)\b", text)) or _HABIT.search(text) or _NOT.search(text):
        return None
    return _make(clause, found, text, kind="plan", sure=not _MAYBE.search(text))


def _progressive(clause: Clause, text: str) -> Doing | None:
    found = _DOING.search(text)
    if not found or not _leads_to(found["verb"], found["rest"]) or (not found["who"] and found.start() > 0):
        return None
    when = time_near(clause) if found["verb"] in _LEAVING else time_in(clause)
    if _HABIT.search(text) or _NOT.search(text) or _GONE.search(text):
        return None
    if when is None:
        return _make(clause, found, text, kind="promise", reply=True) if found["verb"] in _GIVING_NOW and not found["who"] else None
    sure = not _MAYBE.search(text) and (_is_coming(clause) or bool(found["who"]) and "later" in text)
    gives = found["verb"] in _GIVING_NOW and not _OTHERS.match(found["rest"])
    kind = "promise" if gives and (_HEARER.search(found["rest"]) or re.match(r"\s*(?:it|them|that|the|back)\b", found["rest"])) else "plan"
    return _make(clause, found, text, kind=kind, sure=sure, with_you=bool(_HEARER.search(found["rest"])))


def _leads_to(verb: str, rest: str) -> bool:
    """Whether "I'm doing" tells of something ahead, and not of how one is."""
    if verb == "getting":
        return bool(_MARRYING.match(rest))
    if verb == "working":
        return bool(_AT_HOME.match(rest))
    if verb == "doing":
        return bool(re.match(r"\s*(?:the|a|an|my|our) (?!same|best|most|usual|right|rounds)", rest))
    into = re.match(r"\s+to\s+(?:be |have to )?([a-z]+)", rest) if verb in ("going", "goin") else None
    return verb in _TRAVEL and not (into and into[1] in table.NEVER - {"see"})


def _calendar(clause: Clause, text: str) -> Doing | None:
    found = _CALENDAR.search(text)
    when = time_in(clause)
    if not found or when is None or when.start <= clause.line.when or _GONE.search(text) or _NOT.search(text):
        return None
    own = bool(found["have"] or found["mine"])
    return _make(clause, found, text, kind="plan", sure=not _MAYBE.search(text) and (own or len(text) < 60), reply=False)


def _due(clause: Clause, text: str) -> Doing | None:
    """A child that is on its way."""
    found = _DUE.search(text)
    if not found or time_in(clause) is None:
        return None
    return _make(clause, found, text, kind="plan")


def _booked(clause: Clause, text: str) -> Doing | None:
    found = _BOOKED.search(text)
    when = time_near(clause)
    if not found or when is None or when.start <= clause.line.when:
        return None
    return _make(clause, found, text, kind="plan", sure=True)


def _bound(clause: Clause, text: str) -> Doing | None:
    """ "I have to be at the airport at five", with its day."""
    found, when = _BOUND.search(text), time_in(clause)
    if not found or when is None or when.start <= clause.line.when or _HABIT.search(text) or _NOT.search(text):
        return None
    return _make(clause, found, text, kind="plan", sure=not _MAYBE.search(text))


def _fragment(clause: Clause, text: str) -> Doing | None:
    """ "back to work on monday", without saying who."""
    found = _BACK_TO.match(text)
    when = time_in(clause)
    if not found or when is None or when.start <= clause.line.when or len(text) > 50:
        return None
    sure = not _MAYBE.search(text) and found["verb"].startswith(("back", "hols", "on ", "not in", "wfh", "off work"))
    named = _OF_WHOM.search(clause.line.text[max(0, clause.start - 60) : clause.start])
    who = Subject(name=named["subject"]) if named else None
    return _make(clause, found, text, kind="plan", sure=sure, subject=who)


def _pledge(clause: Clause, text: str) -> Doing | None:
    found = _PLEDGE.search(text)
    if not found:
        return None
    if "trying for" in found.group():
        return _make(clause, found, text, kind="plan")
    vowed = bool(re.search(r"promise (?:you )?(?:that )?(?:i|we|to|not)\b", text))
    bare = not vowed and (found.group().strip().endswith(("on it", "got this")) or "promise" in found.group())
    other = _intended(clause, inner, text) if bare and (inner := _WILL.search(text)) else None
    return other or _make(clause, found, text, kind="promise", sure=not bare, reply=bare)


def _your_part(clause: Clause, text: str) -> Doing | None:
    """ "You'll have it by Friday"."""
    found = _YOURS.search(text)
    if not found or time_in(clause) is None:
        return None
    return _make(clause, found, text, kind="promise", sure=not _MAYBE.search(text) and not _NOT.search(text))


def _reply(clause: Clause, text: str) -> Doing | None:
    found = _REPLIES.match(text)
    if not found or len(text) > 50 or re.match(r".*\bwill (?:be|never|have|not)\b", text):
        return None
    whole = _will(clause, text)
    if whole is not None:
        return whole
    return _make(clause, found, text, kind="promise", sure=False, reply=True)


def _third(clause: Clause, text: str) -> Doing | None:
    """What kin or a person named will do: told as sure, if it has a time."""
    found = _THIRD.search(text) or _ARRIVES.search(text) or _NAMED.match(clause.text)
    when = time_near(clause)
    if not found or when is None or when.start <= clause.line.when or _HABIT.search(text) or _NOT.search(text) or _GONE.search(text):
        return None
    verb, subject = found["verb"].lower(), found["subject"]
    if found.re is not _ARRIVES and verb not in _TRAVEL | table.MOVES and verb not in ("going to", "gonna", "due", "back", "away", "off", "over", "round") and not (
        verb == "on" and re.match(r" (?:leave|holiday|vacation)", found["rest"])
    ):
        return None
    name = re.sub(r"^(?:my|our)\s+", "", subject, flags=re.I)
    if name.lower() in _NO_NAMES:
        return None
    mine = subject.lower().startswith(("my ", "our "))
    who = Subject(name=name, of=clause.line.sender if mine else None)
    return _make(clause, found, text, kind="plan", sure=not _MAYBE.search(text), subject=who, with_you=bool(_HEARER.search(found["rest"])))


_OF_WHOM = re.compile(r"(?:^|[.!?,]\s+)(?P<subject>[A-Z][a-zé]+)(?:'s| is| has)\b[^.!?]*$")
_ELLIPTIC = table.GIVING | table.OFFICES | table.words("let call text ring message get drop pick give")
_NO_NAMES = table.words("it that this he she they there what who which where when how everything everyone nobody someone here all let today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday who what weather work train bus rain snow friend friends")


def _rumour(clause: Clause, text: str) -> Doing | None:
    found = _RUMOUR.search(text)
    if not found:
        return None
    name = re.sub(r"['’]s$", "", clause.text[found.start("subject") : found.end("subject")]).strip()
    name = re.sub(r"^(?:my|our)\s+", "", name, flags=re.I)
    return _make(clause, found, text, kind="plan", subject=Subject(name=name), heard=True)
