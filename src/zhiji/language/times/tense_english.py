"""Which English words tell of what was, and which of what is to come."""

from __future__ import annotations

import re
from functools import cache

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
    r"(?:it|that|there|here)'s(?! (?:been|gone|had|got|[a-z]+ed)\b)|(?:moved|changed|shifted|switched|delayed|pushed(?: back)?) to|set for|will|'ll|won't|shall|gonna|going to|let's|lets|let us|wanna|want to|wants to|plan(?:s|ning)?|need to|needs to|should|"
    r"must|have to|has to|may|might|hope|hopefully|can|could we|could you|can't wait|due|deadline|until|till|remind|"
    r"remember to|don't forget|(?:moved|changed|shifted|switched|delayed|brought forward|pushed(?: back)?) to|set for|(?:is|are|am|'s|'re|'m) \w+ing|up for|free|see you|see u|cya|"
    r"are we|are you|would|by then|postponed|rescheduled|pushed|scheduled|booked|supposed|planned|rsvp|please|pls|is|are"
)
# Participles that tell of no past: "will have moved", "will be sent", "get it fixed", "agreed to come", "been invited".
_VERB = r"(?!(?:the|a|an|my|your|his|her|our|their|it|them|him|us|me|you)\b)[a-z]+"
_ARRANGED = r"(?:moved|changed|shifted|switched|delayed|extended|postponed|rescheduled|brought forward|pushed(?: back)?|put (?:off|back))"
_AHEAD = (
    r"(?:will|'ll|won't|shall|going to|gonna)(?: \w+)? have(?: been)? \w+|(?:\bbe|(?:\b(?:is|are|am)|'s|'re|'m) being)(?: \w+ly)? (?:\w+e[dn]|done|gone|sent|paid|made|built|held|told|sold)"
    r"|\b(?:get|getting|have|having|need|needs|want|wants) (?:it|them|that|this|everything|one|(?:my|your|his|her|our|their|the|a) \w+) (?:\w+ed|done|cut|fixed|sent|in|out|sold|put)"
    rf"|\bbeen (?:invited|asked|summoned|called in|booked|scheduled|planned|{_ARRANGED})|{_ARRANGED} (?:to|until|till|by)"
    r"|\b(?:was|were) (?:thinking|wondering|hoping|planning|supposed to|meant to|going to|gonna|about to)(?: (?:of|about|say|ask|suggest|if|whether))*"
    r"|'d (?:be|come|go|get|do|see|call|ring|send|pay|bring|take|leave|let|meet|like|love|rather|prefer|know|make|give|pick|try|start|finish|move|fly|drive|arrive|return|reply|text)\b"
    r"|\b(?:i've|we've|she's|he's|they've|you've|have|has) got\b|\b(?:if|unless|once|when|as soon as) (?:\w+ ){1,2}(?:haven't|hasn't|have|has|'ve|'s) \w+"
    r"|\bforgot to (?:say|tell|mention|ask|add)|\bhave you (?:decided|planned|booked|arranged|thought)|\bdecided (?:on|about)"
)
_TO_DO = rf"\b(?:promised|agreed|decided|offered|asked|told|swore|chose|arranged|wanted|hoped|persuaded|convinced|meant)(?: (?:me|you|him|her|us|them))?(?: not)? to {_VERB}"
_GOT_FOR = (
    r"\b(?:got|bought|ordered|made|found|paid|won|picked|grabbed|sorted|packed|baked|saved|took|wrote)\b"
)
# The same word in the present and the past: who says "she quit" or "we put it out" tells what was.
_ALIKE = r"(?:cut|put|let|hit|set|shut|hurt|quit|spread|beat|bet|burst|split|fed(?! up))"
_BACK = (
    rf"(?:(?<!if )(?<!when )(?<!should )(?<!shall )(?<!can )(?<!could )(?<!will )(?<!did )\b(?:i|we|he|she|it|they)|\b(?:who|somebody|someone|nobody)) {_ALIKE}"
    r"|\b(?:sorry (?:about|for)|thanks for|thank you for|cheers for|enjoyed|fed(?! up))"
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    past_words = "|".join(map(re.escape, dict.fromkeys(_PAST_WORDS.split())))
    not_past = "|".join(_NOT_PAST.split())
    english_past = rf"\b(?:(?!(?:{not_past})\b)[a-z]{{2,}}[^e\W\d_]ed|(?!(?:{not_past})\b)[a-z]{{2,}}eed|{past_words})\b|{_BACK}"
    return (
        re.compile(english_past),
        re.compile(rf"(?:(?<=\s)|\b|(?='))(?:{_FUTURE})\b"),
        re.compile(_AHEAD),
        re.compile(_TO_DO),
        re.compile(_GOT_FOR),
    )


def looks_back(before: str, words: str, after: str) -> bool:
    """Whether the words before and after an expression tell of what was; the mark next to it counts, those before it first."""
    past, future, ahead, to_do, got_for = _patterns()
    if words.startswith("for "):
        before = got_for.sub("will", before)
    before, after = ahead.sub(_will, to_do.sub(_will, before)), ahead.sub(_will, after)
    for part, last in ((before, True), (after, False)):
        backs = [m.start() for m in past.finditer(part)]
        aheads = [m.start() for m in future.finditer(part)]
        if backs and aheads:
            return backs[-1] > aheads[-1] if last else backs[0] < aheads[0]
        if backs or aheads:
            return bool(backs)
        if last and words.startswith(("by ", "until ", "till ", "til ")):
            return bool(re.match(r" *(?:\w+ ){1,2}(?:had|was|were)\b", after))
    return False


def _will(found: re.Match[str]) -> str:
    """One plain mark of what is to come, as long as what it stands for."""
    return " will ".ljust(len(found.group()))
