"""Where people live and where they have been, as English says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhiji.memory.reading.english_places import PLACE, place
from zhiji.memory.reading.english_rules import ADV, BE, GOT, HAVE, IS, NOT, Found, rule, tell
from zhiji.memory.reading.english_said import Said
from zhiji.memory.reading.english_standing import plain
from zhiji.memory.reading.english_words import ELDER, FIRMS, KIN
from zhiji.memory.reading.naming import kin_of
from zhiji.memory.reading.rarely import Rarely

CUES = Rarely(
    r"liv(?:e|es|ed|ing)\b|\bat \d|bunk|based\b|mov(?:ed?|es|ing)\b|reloc|settle|\bflat|apartment|house|\bplace\b|room|rent(?:ing|ed)|been\b|went\b|visit|back from|month|weeks|year|set foot|from\b|left\b|address|home|in\b|bought|spent|shifted|stay|crash|bed\b|bedroom|rent|emigrat|address|keys|transfer|settle",
    re.I,
)


def _known(words: str) -> str:
    return place(words, known=True)


def _abroad(words: str) -> str:
    """A place that one comes back from: a known one, or any with a capital that is no shop or class."""
    found = place(words)
    return (
        ""
        if re.match(
            rf"(?:{FIRMS}|zumba|pilates|yoga|crossfit|spin|mass|costco|homebase|b&q|screwfix|wickes|argos|parkrun|brownies|scouts|cubs|rehearsal|gym|uni|work)\b",
            found,
            re.I,
        )
        else found
    )


_IN = r"(?:in|at|near|on|outside|around|close to|just outside|upstairs from|next to)"
_V = rf"(?P<v>(?:\d+\w?,? )?{PLACE})"
_HOUSE = (
    r"(?:flat|apartment|house|room|studio|place|bungalow|cottage|condo|bedsit|flatshare|house ?share|home)"
)
_AREA = r"(?-i:in |near |outside |just outside |close to |the |downtown |central |north |south |east |west |northern |southern |eastern |western |middle of |(?:north|south|east|west) of |a |small |little |tiny |village |town |suburb |bit |part |of |called |named |flat |house |studio |up |down |out |over |back |here |far |city |centre |center |new |old |my |our |on |in ){0,6}"
# "I live with my parents", "on my own", "in a village near ..." is where somebody lives as well.
_WITH = r"(?P<v>(?:at (?:my|his|her) (?:\w+ )?\w+'s|alone|on my own|by myself|with (?:my|his|her|their|our|some|a|two|three|four) (?:\w+ ){0,2}(?:parents|mum|mom|dad|folks|sister|brother|gran|grandma|grandparents|girlfriend|boyfriend|gf|bf|flatmates?|roommates?|housemates?|friends|partner|wife|husband|family|aunt|uncle|in-laws)))"

_RULES = (
    rule("home", rf"{ADV}(?:live|lives)\s+(?:now |here |currently |still |over |nowadays |since \w+ )?(?:(?:above|over|opposite|behind|next to|beside) (?:an?|the) [\w']+(?: \w+)? )?(?:(?:over |up |down |out |back )?{_IN}\s+)?{_AREA}{_V}", check=place),
    rule("home", rf"{BE}(?!based on)(?:living|based|settled|staying|renting|housed)\s+(?:with (?:my )?\w+(?: and \w+)? (?=in )|(?!with )\w+ )?(?:{_IN}\s+)?{_AREA}{_V}", check=place, bare=True),
    rule("home", rf"(?:{HAVE})?{ADV}(?:moved?|shifted) (?:house )?(?:last \w+|in \w+|yesterday|today|recently|a \w+ ago|two \w+ ago|\w+ weeks ago) (?:back |over )?(?:to|into) {_AREA}{_V}", check=place, lean="past"),
    rule("home", rf"{IS}(?:only |just |right )*(?:over the river|across the river|round the corner|around the corner|down the road|up the road|up the hill|across town|nearby|out|over|down|up) in {_V}(?=\W*$|\.)", check=place),
    rule("home", rf"{HAVE}lived {_IN}\s+{_AREA}{_V}", check=place),
    rule("home", rf"(?:{ADV})(?:living|based)\s+(?!on\b){_IN}\s+{_AREA}{_V}", check=place, bare=True),
    rule("home", rf"{ADV}(?:live|lives)\s+{_WITH}"),
    rule("home", rf"{BE}living\s+{_WITH}"),
    rule("home", rf"(?:{HAVE})?{ADV}(?:moved|relocated|shifted|upped sticks|transferred|emigrated|moved house)\s+(?:(?:back|over|out|in|up|down|house|home|again|here|countries)\s+){{0,2}}(?:to|into|in with \w+ in)\s+{_AREA}{_V}", check=place, lean="past"),
    rule("home", rf"(?:{HAVE})?{ADV}(?:moved|relocated)\s+(?:(?:back|over|up|down|house|home)\s+){{0,2}}(?:to)\s+{_AREA}{_V}", check=_known, lean="past", bare=True),
    rule("home", rf"(?:{HAVE})?{ADV}moved\s+(?P<v>(?:back )?in with (?:(?:my|his|her) (?:\w+ )?\w+|(?-i:[A-Z]\w+)))", lean="past"),
    rule("home", rf"(?:{HAVE})?been\s+(?:living |here )?in\s+{_AREA}{_V}(?=[^.]*\b(?:since|for (?:\d+|a|two|three|four|five|six|seven|eight|nine|ten|over|about|almost|nearly|many|the (?:last|past)) ))", check=place, bare=True),
    rule("home", rf"{GOT}(?:{ADV})(?:a|an|our|my|the|keys to a|keys to the) (?:(?!at |with )\w+ ){{0,3}}{_HOUSE}\s+(?:together )?(?:in|on|near)\s+{_AREA}{_V}", check=place, lasts=False, bare=True),
    rule("home", rf"(?:{HAVE})?{ADV}(?:bought|rented|found|signed (?:for|the lease on))\s+(?:a|an|our|my|the) (?:\w+ ){{0,3}}{_HOUSE}\s+(?:together )?(?:in|on|near)\s+{_AREA}{_V}", check=place, lean="past", bare=True),
    rule("home", rf"(?:'s |my |our )(?:new |current |old )?(?:{_HOUSE}|address)(?:'s| is|:)\s*(?:now )?(?:(?:in|on|at|near) )?{_AREA}{_V}", check=place, bare=True),
    rule("home", rf"(?:flat|house|studio|apartment|room) (?:in|on)\s+{_AREA}{_V}", check=place, bare=True, sure=False),
    rule("home", rf"(?:waves|greetings|hello|hi|hey|saludos|live|writing(?: to you)?|reporting) from (?:sunny |rainy |grey |my new flat in |lovely )?{_V}", check=place, bare=True),
    rule("home", rf"(?:my |our |the |your )?(?:new |postal |home |delivery )?address(?:'s| is|:) (?:now )?{_V}", check=place, bare=True),
    rule("home", rf"(?:{BE})?(?:{ADV})(?:staying|crashing|kipping|living|bunking|lodging|dossing) (?P<v>(?:at|with) (?:my |his |her )?(?:\w+ )?(?:sisters?'?s?|brothers?'?s?|mum'?s?|mom'?s?|dad'?s?|parents'?|nan'?s?|gran'?s?|aunt'?s?|cousin'?s?|mates?'?s?|friends?'?s?|boyfriends?'?s?|girlfriends?'?s?|(?-i:[A-Z]\w+'s))(?: (?:place|house|flat|sofa|spare room))?(?: in (?-i:[A-Za-z]\w+))?)(?! (?:for (?:a few|two|three) (?:days|nights)|(?:until|till?|'til) (?:the (?:weekend|\d)|tomorrow|mon|tue|wed|thu|fri|sat|sun|\d)))(?= (?:for (?:a (?:bit|while|few)|now|the time being|\w+ (?:weeks|months))|until|till?|'til|at the moment|atm|rn|these days|while|from)\b)", bare=True),
    rule("home", rf"(?P<v>(?:(?:a|the|lil|little|tiny|small|cute|lovely|nice|grotty) )*(?:one|two|three|four|1|2|3|4)[- ]?bed(?:room|der)?(?: (?:flat|place|house|apartment|terrace|semi|condo))? (?:in|on|near) {PLACE})", check=lambda text: text if place(re.sub(r"^.* (?:in|on|near) ", "", text)) or re.search(r"\b(?:in|on|near) \w+$", text) else "", bare=True),
    rule("home", rf"(?:{HAVE})?{ADV}moved (?:back |out )?(?P<v>in with (?:(?:my|his|her|a) (?:\w+ )?\w+|(?-i:[A-Z]\w+))|back (?:home|in with (?:my )?(?:parents|mum|mom|dad|folks))|home)\b(?! to)", lean="past", bare=True, sure=True),
    rule("home", r"(?:'s |s |my |our |the )?(?:new )?(?:flat|house|place|apartment|room|studio)(?:'s| is) (?P<v>(?:on|in) (?:the )?(?:(?-i:[A-Z][\w']+)(?: (?-i:[A-Z][\w']+))* (?:Street|St|Road|Rd|Lane|Ave|Avenue|Close|Way|Terrace|Row|Square|Hill|Drive|Court|Place|Park|street|road|lane|avenue)|(?:ground|first|second|third|fourth|fifth|top|\d+(?:st|nd|rd|th)) floor))", bare=True, lasts=False),
    rule("home", rf"(?:{BE})?(?:{ADV})(?:renting|subletting|sharing|leasing) (?:a |an |the |this )?(?:\w+ ){{0,3}}{_HOUSE}(?: \w+)? (?:in|on|near) {_AREA}{_V}", check=place, bare=True),
    rule("home", rf"(?:{HAVE})?{ADV}(?:closed on|exchanged on|got the keys to|bought|put down roots in|settled (?:down )?in) (?:a |an |our |my |the )?(?:\w+ ){{0,2}}(?:{_HOUSE} )?in {_AREA}{_V}", check=place, lean="past", bare=True),
    rule("home", rf"home is (?:now )?{_AREA}{_V}", check=place, bare=True),
    rule("home", rf"{IS}in\s+{_V}\s+(?:these days|nowadays|permanently|for good)\b", check=place),
    rule("home", rf"{IS}in\s+{_V}\s+now(?=, \d+\w? [A-Z]|, (?:my|our) (?:new )?address|, (?:got|found|bought|rented|renting) )", check=place),
    rule("home", rf"{IS}in\s+{_V}\s+now\b", check=place, sure=False),
    rule("home", rf"{IS}at (?P<v>\d+\w? (?:[A-Z][\w']+ ){{1,2}}?(?:St|Street|Rd|Road|Lane|Ln|Ave|Avenue|Close|Way|Terrace|Row|Square|Hill|Drive|Dr|Court|Place|Park|Grove|Gardens|Crescent|Mews|Walk|View|Rise|Green|Quay|Parade|Villas|Wharf|Mount|Heath|Common|Circus|Crescent))\b"),
    rule("home", rf"(?:{BE})?(?:{ADV})(?:back|living|staying) (?P<v>at (?:my|his|her) (?:parents'?|mum'?s|mom'?s|dad'?s|folks'?)(?: (?:place|house))?)(?= (?:for now|again|until|till|for a (?:bit|while)|these days|atm|at the moment)|\W*$)", bare=True),
    rule("home", rf"(?:{BE})?(?:{ADV})living (?P<v>in (?:halls|student halls|a hostel|a houseshare|a shared house|a van|my van|a caravan|temporary accommodation|sheltered housing|a care home|assisted living|a dorm|the dorms|a bedsit))\b(?! (?:on your|can be|is|must|sounds))", bare=True),
    rule("home", rf"(?:{BE})?(?:{ADV})(?:moving|relocating|shifting|emigrating)\s+(?:(?:back|over|out|house|home|up|down)\s+){{0,2}}(?:to|into)\s+{_AREA}{_V}(?=.*\b(?:in|on|from|next|this|end of|at the end|tomorrow|today|\d)\b)", check=place, lean="future"),
    rule("home", rf"(?:{BE})?(?:moving|relocating) (?:back )?to\s+{_V}(?=.*\b(?:in|on|next|this|end of|tomorrow|\d)\b)", check=_known, lean="future", bare=True),
    rule("home", rf"(?:will be|'ll be)\s+(?:living|based|moving)\s+(?:in|to)\s+{_AREA}{_V}", check=place, lean="future"),
    rule("home", rf"{NOT}live\s+(?:in|at|near|on)\s+{_AREA}{_V}.*\b(?:any ?more|any longer|now)\b", check=place, negated=True),
    rule("home", rf"(?:{NOT})live\s+(?:in|at|near|on)\s+{_AREA}{_V}", check=place, negated=True),
    rule("home", rf"{IS}(?:not|no longer)\s+(?:living\s+)?(?:based\s+)?in\s+{_AREA}{_V}(?: any ?more)?", check=place, negated=True),
    rule("home", rf"no longer (?:live|lives|living|based) in\s+{_AREA}{_V}", check=place, negated=True, bare=True),
    rule("home", rf"(?:{HAVE})?{ADV}(?:moved (?:out of|away from|from)|left)\s+{_AREA}{_V}(?= (?:for good|behind|last|in|two|a|three|back|after|years|months|and moved|to)\b|$)", check=_known, negated=True, lean="past"),
    rule("home", rf"(?:{HAVE})?{ADV}moved (?:out of|away from)\s+{_AREA}{_V}", check=place, negated=True, lean="past", bare=True),
    rule("been_to", rf"(?:{HAVE})?{ADV}(?:done|did) {_V}(?=.*\b(?:last|in (?:19|20)\d\d|ago|twice|once)\b)", check=_known, bare=True, lean="past"),
    rule("home", rf"(?:goodbye|bye(?: bye)?|so long|farewell),? {_V}", check=_known, negated=True, bare=True, sure=False),
    rule("been_to", rf"(?:{HAVE})?(?:still )?(?:never|not|n't|haven'?t|hasn'?t)\s+(?:ever |actually |even )?(?:been|travelled|traveled|set foot|once been)\s+(?:to|in)\s+{_V}", check=place, negated=True, bare=True, lasts=False),
    rule("been_to", rf"(?:haven'?t|hasn'?t) (?:actually |ever |even |yet )?(?:been|travelled|traveled) to\s+{_V}", check=place, negated=True, bare=True, lasts=False),
    rule("been_to", rf"(?:{HAVE})?{ADV}been\s+(?:all )?(?:to|round|around|all over)\s+(?P<v>\d+ (?:countries|continents|states))", bare=True, lasts=False),
    rule("been_to", rf"(?:{HAVE})?(?:{ADV})(?:been|travelled|traveled)\s+(?:back |once |twice |all )?(?:to|round|around|all over|across)\s+{_V}", check=place, bare=True, lean="past"),
    rule("been_to", rf"(?:{ADV})(?:went|travelled|traveled|flew|cycled|hitchhiked|backpacked)\s+(?:back |over |all |on holiday |on vacation |on honeymoon |camping |skiing |away |with \w+ |alone ){{0,2}}(?:to|around|round|across|through|in)\s+{_V}", check=_known, bare=True, lean="past"),
    rule("been_to", rf"(?:{HAVE})?{ADV}(?:visited|toured|explored)\s+{_V}", check=_known, bare=True, lean="past"),
    rule("been_to", rf"(?:was|were)\s+{ADV}(?:in|over in|on holiday in|travelling in|traveling in|travelling around|backpacking (?:in|around|through))\s+{_V}(?=.*\b(?:last|ago|for (?:two|three|four|five|\d+|a few) |in (?:19|20)\d\d|week|weekend|year|month|summer|winter|spring|autumn|for a|for work|yesterday|when|once|twice|recently|holiday)\b)", check=_known, bare=True, lean="past"),
    rule("been_to", rf"(?:{IS})?(?:{ADV})(?:(?:came|come|flew|got|am|is|are)\s+)?(?:just |finally )?(?:got )?back (?:home )?from\s+(?:a |my |our )?(?:(?:\w+ ){{0,2}}(?:trip to|in|around|holiday in) )?{_V}", check=lambda text: _abroad(text), bare=True, lean="past"),
    rule("been_to", rf"(?:{HAVE})?{ADV}(?:spent|did|lived|worked|studied)\s+(?:a |the |two |three |my |\d+ |some |last )?(?:few |whole |gap |couple of )?(?:days?|weeks?|months?|years?|summer|winter|semester|term|year abroad)(?: abroad)? (?:in|travelling around|traveling around|backpacking (?:in|around))\s+{_V}", check=place, bare=True, lean="past"),
    rule("been_to", rf"(?:\d+|two|three|four|five|six|a few|eight|ten) (?:weeks|months|years) in\s+{_V}", check=_known, bare=True, lasts=False),
    rule("been_to", rf"(?:used to live|lived)\s+(?:for \w+ \w+ )?in\s+{_AREA}{_V}", check=place, lean="past"),
    rule("been_to", rf"(?:first|second|third|last) time in\s+{_V}", check=_known, bare=True, sure=False),
)  # fmt: skip
# "at my sister's in Bangor".
_KINS_PLACE = re.compile(rf"\bat (?:my|our) {ELDER}(?P<tie>{KIN})'?s'?(?: (?:place|house|flat))? in (?P<v>{PLACE})", re.I)  # fmt: skip
_NEXT = re.compile(rf"\s*(?:,|and|&)\s*(?:and )?(?P<v>{PLACE})")
# Without a capital a bare "upstairs" or "next door" is where a neighbour lives.
_NEIGHBOUR = re.compile(
    r"(?:it'?s|its|this is|i'?m|im)?\s*(?P<who>[\w'-]+ )?(?:here )?from (?P<v>(?:upstairs|downstairs|next door|across the (?:hall|road|street|landing)|(?:no|number|flat|apartment|room)\.? ?\d+\w?|the (?:top|ground|first|second|third|fourth) floor|the flat (?:above|below)))",
    re.I,
)

# "moving to the Weston pitch": where one plays or works.
_OF_PLAY = re.compile(
    r" (?:pitch|ground|stadium|court|courts|gym|club|league|leisure centre|pool|track|rink|office|branch|depot|store|shop|warehouse|venue|team)\b",
    re.I,
)


def homes(one: Said) -> Iterator[Found]:
    """Homes and places that somebody has been to."""
    for found in tell(_RULES, one):
        if found.relation == "been_to" and found.value and not found.value[0].isdigit():
            yield from _each(one, found)
        elif not _OF_PLAY.match(one.ahead, one.ahead.find(found.value) + len(found.value)):
            yield found
    text = one.clause.text
    theirs = _KINS_PLACE.search(plain(text))
    if theirs and place(theirs["v"]):
        base = one.clause.start
        yield Found("home", place(theirs["v"]), base + theirs.start(), base + theirs.end(), subject=kin_of(one.line, theirs["tie"].casefold()), in_line=True, lasts=False)  # fmt: skip
    neighbour = _NEIGHBOUR.search(text)
    if neighbour and one.clause.start <= 12 and re.search(r"\b(?:it'?s|this is|i'?m|here)\b", text, re.I):
        start = one.clause.start + neighbour.start()
        yield Found(
            "home", neighbour["v"], start, one.clause.start + neighbour.end(), in_line=True, lasts=False
        )


def _each(one: Said, found: Found) -> Iterator[Found]:
    """Each place of "been to Rome, Pisa and Bari"."""
    yield found
    text, at = one.ahead, found.stop
    start = text.find(found.value, max(0, found.stop - 80))
    at = start + len(found.value) if start >= 0 else at
    for _ in range(5):
        more = _NEXT.match(text, at)
        value = place(more["v"], known=not more["v"][:1].isupper()) if more else ""
        if not more or not value:
            return
        at = more.start("v") + len(value)
        yield replace(found, value=value, start=more.start("v"), stop=at)
