"""Health, allergies and what people eat and drink or don't, as English says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhiji.memory.reading.english_remedies import OF_ANOTHER, remedies
from zhiji.memory.reading.english_rules import (  # fmt: skip
    ADV,
    BE,
    BE_NOT,
    GOT,
    HAVE,
    IS,
    NOT,
    STOP,
    Found,
    items,
    listed,
    rule,
    tell,
)
from zhiji.memory.reading.english_said import Said
from zhiji.memory.reading.english_standing import plain
from zhiji.memory.reading.english_words import ALLERGENS, BODY, CONDITIONS, FOODS, ILLNESSES
from zhiji.memory.reading.naming import sender_of
from zhiji.memory.reading.rarely import Rarely

CUES = Rarely(
    r"allerg|intoleran|anaphyla|epipen|\beats?\b|eating|drinks?\b|drinking|vegan|vegetarian|veggie|pescatarian|halal|kosher|keto|gluten|dairy|teetotal|sober|\bdiet|"
    r"diagnos|\bhave\b|\bhas\b|\bhad\b|\bgot\b|\bi'?m\b|'s\b|\bis\b|'ve\b|suffer|broke|broken|sprain|torn?\b|fractur|dislocat|twisted|pulled|surgery|operation|operated|healed|recover|cured|cleared up|all clear|remission|wear|panic|having|lost my|tested|caught|came down|"
    r"gave up|given up|giving up|quit|stopped|off\b|\bno\b|nothing with|can'?t|prawns|pregnan|cannot|can not|finish|hips\b|knees\b|cooked|disease|\bover\b|medication|insulin|physio|crutches|cast\b|meat|pork|touched|mushrooms|do(?:n't|nt|esn't) do|slipped|\bdid (?:my|his|her)|put (?:my|his|her)|deaf|\bon\b|\btak|prescri|expecting|weeks|months|doc\b|doctor|\bdr\b|\bgp\b|physio|hospital|swell|hives|rash|itch|throat|mouth|clear|scan|results|dry january|fast|knee|hip\b|back\b|shoulder|ankle|rolled|threw|veg\b|vego\b|not to|have to|\bdone\b|removed|fitted|lay",
    re.I,
)
_THINGS = listed(ALLERGENS)
_FREE = r"(?:[a-z]+(?:[ -][a-z]+)?)"
_ALLERGIC = re.compile(
    rf"(?:{BE})?(?:{ADV})(?P<not>not |no longer |n't )?(?:actually |even |really )?allergic to (?:all |most |some |any kind of |certain |a lot of |raw )?",
    re.I,
)
_HAS_ALLERGY = re.compile(
    rf"(?:(?:{GOT}|have |has |'?s got |developed |with )(?:an? )?(?:(?:really |very )?(?:severe|bad|serious|nasty|mild|slight|terrible|life[- ]threatening|massive|proper|actual) )?|(?:'s |my |our )(?:(?:severe|bad|serious|nasty|mild) )?)(?P<v>{_FREE}) allerg(?:y|ies)\b",
    re.I,
)
_ALLERGY_TO = re.compile(
    rf"(?:(?:{GOT}|have |has |developed )an? (?:\w+ )?|(?:'s |my ))(?:allergy|allergies|anaphylaxis|reaction) (?:to|:) ",
    re.I,
)
_NOT_ALLERGENS = re.compile(
    r"\b(?:mondays?|mornings?|work|exercise|commitment|bullshit|people|fun|effort|you|him|her|them|that|this|it|stupid\w*|drama|maths?|cardio|responsibility|sport|love|nonsense|everything|life|sunlight|cold|losing|small talk|meetings?|spreadsheets?)\b",
    re.I,
)
_NOT_KINDS = re.compile(
    r"^(?:an?|the|my|some|any|bad|no|an? bad|severe|food|other|your|his|her|seasonal)$", re.I
)
_NO_MORE = Rarely(
    rf"(?:nothing with|no|never let me (?:eat|have|touch|near)|keep me away from|(?:can'?t|can ?not|must ?not|mustn'?t|(?:is |'s |am |'m )not allowed(?: to)?) (?:eat|have|touch)|(?:don'?t|do not|never|can'?t|can ?not|please don'?t) give (?:me|him|her)) (?P<v>(?:{ALLERGENS})\b(?:(?:,| and| or) (?:{ALLERGENS})\b)*)",
    re.I,
)
_IT_IS_ALLERGY = re.compile(
    r"\b(?:allergy|allergic|anaphyla\w+|epi-?pens?|two pens|the pen with|throat (?:swell\w*|clos\w*)|clos\w+ (?:my|his|her) throat|in (?:welts|hives)|my face (?:swells|swelled))\b",
    re.I,
)
_ANSWERED_NO = re.compile(r"no (?:bees|wasps|cats|dogs|penicillin|latex|pollen|dust|bee stings)\b", re.I)
_NOT_IT = re.compile(
    rf"\b(?:it'?s|it is|it was|i'?m|turns out it'?s) not (?:allergic to |the )?(?P<v>(?:{ALLERGENS}))\b(?! (?:that|who|allergy test))",
    re.I,
)
_BUT_IT = re.compile(rf"\b(?:it'?s|it is|it was|but) (?:actually )?(?:the )?(?P<v>(?:{ALLERGENS}))\b", re.I)

_BADLY = r"(?:(?:an?(?= (?:bad|bit|dodgy|broken|torn|nasty|sore|fractured|sprained))|really|very|quite|pretty|slightly|mildly|a bit|severe|severely|bad|mild|chronic|acute|terrible|awful|horrible|a (?:bad|mild|nasty|severe|really bad|touch of|bit of|slight) |an awful|a horrible|stage \w+|early|late|some|seasonal|childhood|adult|suspected|the|the worst|really bad|the dreaded)\s+){0,2}"
_V = rf"(?P<v>(?:(?:bad|mild|severe|chronic|acute) )?(?:{ILLNESSES}))"
_SIDE = r"(?:(?:left|right|other|bad|both|two|three|own|big|little|lower|upper) ){0,2}"
_HARM = rf"(?P<v>(?:broke|broken|sprained|fractured|dislocated|twisted|tore|torn|ruptured|pulled|cracked|snapped|done in|busted|hurt|smashed|injured|strained|damaged)\s+(?:my|his|her|their|the|a|an|two|both|three|one of my|some)\s+{_SIDE}(?:{BODY})s?)\b"
_RULES = (
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?:been |was |were |got |is |am )?(?:newly )?diagnosed (?:with|as) (?:having )?{_BADLY}(?P<v>(?:{ILLNESSES}|{CONDITIONS}|[a-z-]+(?: (?:disease|syndrome|disorder|cancer))?)){STOP}", bare=True, lean="past"),
    rule("health", rf"(?:{GOT}|have |has |'?s got |{HAVE}had |(?:{ADV})(?:suffer|suffers|suffering|suffered|{IS}suffering) (?:from|with) |(?:{ADV})(?:gets?|getting) |{BE}(?:down|in bed|laid up|struggling|living|ill|sick|off|off sick|off work) with |(?:{HAVE})?(?:{ADV})(?:caught|developed|came down with|come down with|tested positive for) ){_BADLY}{_V}(?:{STOP}|(?= (?:the|my|doc)\b))", bare=False, lean="past"),
    rule("health", rf"(?:got|caught|down with|in bed with|came down with|tested positive for|ill with|suffering from|diagnosed with) {_BADLY}{_V}\b(?! (?:test|jab|vaccine|shot|booster))", bare=True, lean="past"),
    rule("health", rf"{BE}{_BADLY}(?P<v>{CONDITIONS})\b(?! (?:drunk|rage|spot|date|faith|panic|optimism|silence))"),
    rule("health", rf"(?:(?:{HAVE})|{ADV})?(?:{ADV})(?:went and |managed to |only gone and )?{_HARM}", bare=True, lean="past"),
    rule("health", rf"(?P<v>(?:torn|ruptured|broken|fractured|sprained|dislocated|slipped|cracked|herniated) (?:\w+ )?(?:{BODY}|disc|disk|cartilage)s?)\b", bare=True, lean="past"),
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?:had|have|having|has|{IS}having|{IS}getting|getting|underwent|needs?|need|{IS}recovering from|recovering from) (?P<v>(?:(?:an?|my|his|her|the) )?(?:(?:knee|hip|back|eye|heart|hand|foot|shoulder|jaw|nose|brain|bypass|spinal|cataract|acl|minor|major|emergency|keyhole|laser eye|gallbladder|hernia|thyroid) ){{1,2}}(?:surgery|operation|op|replacement|transplant|bypass|procedure)|c-section|chemo(?:therapy)?|radiotherapy|dialysis|(?:my|his|her) (?:appendix|tonsils|wisdom teeth|gallbladder|wisdom tooth) (?:out|removed))\b", bare=True, lean="past"),
    rule("health", rf"{BE}(?:on|taking) (?P<v>(?:antibiotics|insulin|statins|blood thinners|beta blockers|antidepressants|ssris?|steroids|metformin|methotrexate|warfarin|thyroxine|levothyroxine|sertraline|ritalin|inhalers?|blood pressure (?:tablets|pills|meds)|heart meds))\b"),
    rule("health", rf"(?:{ADV})takes? (?P<v>(?:insulin|statins|metformin|warfarin|thyroxine|levothyroxine|sertraline|blood pressure (?:tablets|pills|meds)|(?:pills|tablets|meds|medication) for (?:my |his |her )?[a-z]+(?: [a-z]+)?))\b"),
    rule("health", rf"(?:'s |my |our ){_BADLY}(?P<v>(?:{ILLNESSES}))\b(?= (?:is|has|have|was|came|flared|are|starting|started|start) (?:started|come|flared|again|back|bad|playing|acting|worse|terrible|really bad|getting worse|flaring|killing|up))", bare=True),
    rule("health", rf"(?:'s |my |our ){_BADLY}(?P<v>(?:{ILLNESSES}|(?:{BODY})(?: injury)?))(?:'s|'?s| is| has| are)? (?:now |finally |all |completely |totally )*(?:over|gone|healed|better|cured|cleared up|fixed|gone away|fully recovered|mended|in remission)\b(?! the| again)", negated=True, bare=True, lean="past"),
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?:got over|recovered from|fully recovered from|beat|kicked|shaken off|over|free of|clear of) (?:the |my )?{_V}\b", negated=True, bare=True, lean="past"),
    rule("health", rf"(?:{NOT}have|no longer have|no longer has|{HAVE}no|{BE_NOT}(?:got )?)\s*(?:any )?(?P<v>(?:{ILLNESSES}|{CONDITIONS}))\b(?: any ?more)?", negated=True),
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?P<v>(?:stopped|quit|given up|gave up|packed in) smoking)\b", bare=True, lean="past"),
    rule("health", r"(?:'s |my |our )(?P<v>(?:blood pressure|cholesterol|blood sugar|iron)(?:'s| is| are)? (?:too |very |really |quite |a bit |dangerously )?(?:high|low))\b", bare=True),
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?P<v>did (?:my|his|her) (?:{BODY}) in|slipped a disc|put (?:my|his|her) back out|(?:done|put) (?:my|his|her) back (?:in|out))\b", bare=True, lean="past"),
    rule("health", rf"{BE}(?P<v>(?:half |partially |partly )(?:deaf|blind)(?: in (?:my|his|her|one) (?:left |right )?(?:ear|eye))?)\b"),
    rule("health", rf"(?:{HAVE})?(?:had|suffered) (?P<v>an? (?:mini |minor |massive )?(?:stroke|heart attack|miscarriage|seizure|fit|concussion))\b", lean="past"),
    rule("health", rf"(?:{BE}|was |ended up )in (?:the )?hospital with {_BADLY}{_V}{STOP}", lean="past", bare=True),
)  # fmt: skip
_HEALED = re.compile(
    r"(?:all |fully |completely )(?:healed|recovered|clear|mended)\b|(?:cast|stitches|boot) (?:is |came |are )?(?:off|out)\b",
    re.I,
)
_ILL = re.compile(
    rf"\b(?P<v>(?:(?:torn|broken|sprained|fractured|dislocated) (?:\w+ )?(?:{BODY})|(?:broke|tore|sprained|fractured) my (?:\w+ )?(?:{BODY}))|(?:have|got|with) (?:{ILLNESSES}))\b",
    re.I,
)
_FOOD = listed(FOODS)
_WAYS = r"(?:vegan|vegetarian|veggie|pescatarian|pescetarian|halal|kosher|gluten[- ]free|dairy[- ]free|sugar[- ]free|teetotal|tee-?total|plant[- ]based|keto|flexitarian|paleo|sober|a vegan|a vegetarian|a pescatarian|a veggie|fruitarian|carnivore|vego|veggo|pure veg(?:etarian)?|veg(?= (?:now|since|btw|remember|so)|\W*$)|raw vegan|plant based|low[- ]carb|intermittent fasting)"
_EAT = r"(?:eats?|drinks?|do|does|take(?= (?:any |my )?(?:coffee|tea|milk|sugar|alcohol|caffeine))|touch(?:es)?|consume|(?<=can't )(?:have|handle|digest|tolerate)|(?<=cant )(?:have|handle|digest)|(?<=cannot )(?:have|eat)|(?<=any more )eat)"
_DIET_RULES = (
    rule("diet", rf"{BE}(?P<v>{_WAYS})\b(?! (?:cheese|food|restaurant|place|option|options|menu|cake|recipe|curry|burger|friend|milk|sausage|bread|curious|adjacent|girl|meal|diet plan))", bare=True),
    rule("diet", rf"(?P<v>{_WAYS})(?=(?: here| too| as well| btw| since| now| for)|\W*$)", bare=True, sure=True),
    rule("diet", rf"(?:{HAVE})?(?:{ADV})(?:went|gone|turned|become|became|going|keeping|eating|eat|eats|keep|keeps) (?:fully |completely |mostly |strictly )?(?P<v>{_WAYS})\b(?! (?:food|cheese|at the))", bare=True, lean="past"),
    rule("diet", rf"(?:{BE_NOT})(?P<v>{_WAYS})\b(?: any ?more)?", negated=True),
    rule("diet", rf"no longer (?P<v>{_WAYS})\b", negated=True, bare=True),
    rule("diet", rf"only (?:ever )?(?:eats?|drinks?) (?P<v>(?:halal|kosher|organic|vegan|vegetarian|white|raw|plain|decaf|oat|tap)? ?(?:{FOODS}|food|water|milk|oat milk|meat))\b"),
    rule("diet", rf"(?:{IS}|{HAVE}been )on (?:a |an |the )(?P<v>(?:keto|low[- ]\w+|high[- ]\w+|gluten[- ]free|fodmap|low fodmap|mediterranean|vegan|liquid|strict|paleo|diabetic|raw) diet)\b"),
    rule("diet", r"(?P<v>(?:pure veg|veg|vegan|veggie|vegetarian|halal|kosher)(?: only)?)(?= (?:please|for me|for us|over here)\b)", bare=True),
    rule("diet", rf"(?:{BE}|{HAVE}been )?(?:{ADV})(?:doing|trying|started|starting|did|attempting|on|observing|keeping) (?P<v>(?:(?:a |the |this )?(?:dry january|dry jan|sober october|veganuary|whole ?30|keto|slimming world|weight watchers|noom|intermittent fasting|16[:/]8|5[:/]2|low[- ]carb(?: diet)?|low[- ]fodmap(?: diet)?|paleo|lent|ramadan|no[- ]sugar|sugar[- ]free|meat[- ]free mondays?|meatless mondays?)))\b", bare=True),
    rule("diet", r"not (?:drinking|boozing)(?= (?:at the moment|atm|these days|any ?more|until|till|for a (?:while|bit|month)|this (?:month|year)|now|right now|while)\b)", "no alcohol", bare=True),
    rule("diet", rf"(?:{HAVE})?(?:{ADV})(?:been|got|stayed) (?:sober|teetotal|off the (?:drink|booze|sauce)|dry)(?= (?:since|for)\b)", "no alcohol", bare=True),
    rule("diet", r"(?:haven'?t|hasn'?t|not) (?:had|touched) (?:an? (?:drink|beer|drop|sip)|alcohol|booze|a drop of alcohol)(?= (?:since|in|for)\b)", "no alcohol", bare=True),
    rule("diet", r"(?P<v>(?:decaf|oat milk|soya milk|almond milk|plant milk|water|herbal tea|gluten[- ]free|sugar[- ]free|alcohol[- ]free)(?: only)?)(?= for (?:me|him|her)\b(?! (?:today|tonight|now|this time)))", bare=True),
    rule("diet", rf"(?:{BE}){ADV}(?P<v>fasting)(?= (?:for|this|until|till|on|today|tomorrow)\b|\W*$)"),
    rule("diet", r"(?P<v>(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:days|weeks|months|years|yrs) (?:sober|off (?:the )?(?:booze|drink|sugar|caffeine|alcohol|meat|dairy)|alcohol[- ]free|dry|clean))\b", bare=True),
    rule("diet", rf"(?:{IS})?(?:{ADV})(?:eats?|eating) (?P<v>(?:meat|fish|dairy|eggs|gluten|bread|carbs|seafood|pork|beef|chicken|cheese)) (?:again|now)\b"),
    rule("diet", r"(?:takes?|has|have|like my|drinks?) (?:my|his|her|the|their)? ?(?P<v>(?:coffee|tea) (?:black|with oat milk|with milk|with sugar|without sugar|without milk))\b"),
)  # fmt: skip
_NO_FOOD = re.compile(
    rf"(?:(?:really |just |still |also |actually )*(?:{NOT}|no longer ){_EAT} (?:any |much |the |raw |cooked |most |any kind of )?(?P<eat>)|(?:{BE})?(?:{ADV})(?:off|avoiding|cutting out|giving up|staying off|laying off|cutting down on|cutting back on|off the|(?:meant|supposed|trying) to be off|cut right down on|trying to (?:cut out|give up|quit|avoid|cut down on)|steering clear of) (?:all |the )?(?P<off>)|(?:{BE_NOT}|not )(?:eating|drinking) (?:any )?(?P<now>)|(?:haven'?t|hasn'?t) (?:touched|eaten|drunk) (?:any )?(?P<long>)|(?:{HAVE})?(?:{ADV})(?:given up|gave up|cut out|stopped (?:eating|drinking|having)|quit(?: eating| drinking)?|swore off|sworn off|gone off|ditched|kicked|dropped|knocked)(?: (?:off|out))? (?:all |the )?(?P<gave>)|no more (?P<more>)|no (?=[\w ]+ for (?:me|him|her)\b)(?P<none>)|no )",
    re.I,
)
_DRINKS = re.compile(
    rf"(?:really |just |still |also |actually )*(?:(?:{NOT}|no longer |never )drinks?|(?:{HAVE})?(?:{ADV})(?:stopped|quit|given up|gave up) drinking|(?:{BE_NOT})drinking)(?! and drive)(?: any ?more| (?:at all|these days|now|by the way|btw|tho|though|remember|so|since \w+))?(?=\s*(?:$|[,.!;)]| (?:so|and|but|since|because)\b))",
    re.I,
)
# "My knee's cooked" is nothing of its own before "partial tear of the acl".
_PLAYING_UP = re.compile(
    r"\b(?:gone(?: again)?|cooked|playing up|shot|wrecked|done for|ruined|knackered)$", re.I
)
_TOLD_LATER = re.compile(
    r"\b(?:torn|tear|fractured?|ruptured?|sprain\w*|slipped|meniscus|acl|hernia|arthritis)\b", re.I
)
_COELIAC = re.compile(r"c(?:o)?eliac", re.I)
_GLUTEN = re.compile(r"\bgluten\b", re.I)


_FOR_LONG = re.compile(r"^off \w+(?: \w+)? (?:since|for \w+ (?:weeks|months|years))\b", re.I)
_POORLY = re.compile(
    rf"{IS}(?P<v>(?:(?:very|really|seriously|quite|so|badly) )?(?:ill|poorly|unwell|dying|in a coma))(?=\W*$|[,.!]| (?:and|again|so|since|with|in)\b)",
    re.I,
)
_DISH = re.compile(r"[- ]free$", re.I)
_VEGGIE = re.compile(r"^(?:pure )?(?:veg|veggie|vego|veggo)\b", re.I)
_DENIED = re.compile(r"\b(?:no|not|nae|without)\s*$", re.I)
_REACTION = re.compile(r"hives$", re.I)  # an allergy says more


def body(one: Said) -> Iterator[Found]:
    """Health, allergies and diets."""
    written = one.start > one.begin
    denied = not written and _DENIED.search(one.line.text[: one.begin])  # "no need operation yet"
    yield from (found for found in tell(_RULES, one) if not (denied or _REACTION.match(found.value)))
    yield from _allergies(one)
    yield from _healed(one)
    poorly = _POORLY.match(one.rest) if one.who.how == "kin" else None  # of oneself it is over tomorrow
    if poorly:
        yield Found("health", poorly["v"], 0, poorly.end())
    for found in tell(_DIET_RULES, one):
        if one.bare and _DISH.search(found.value) and re.search(r"\w", one.line.text[: one.begin]):
            found = replace(found, sure=False)  # "fried rice, gluten free": the dish is
        yield replace(found, value=_VEGGIE.sub("vegetarian", found.value))
    yield from _without(one)
    told_later = _TOLD_LATER.search(one.line.text, one.clause.stop)
    for found in remedies(one):
        if not (told_later and _PLAYING_UP.search(found.value)) and not (denied and found.start == 0):
            yield found
    if _COELIAC.search(one.rest) and _GLUTEN.search(one.clause.sentence) and one.who.how == "i":
        start = max(0, plain(one.line.text).lower().find("gluten"))
        yield Found("diet", "no gluten", start, max(one.clause.stop, start + 6), in_line=True)


def _allergies(one: Said) -> Iterator[Found]:
    allergic = _ALLERGIC.match(one.rest) or _ALLERGY_TO.match(one.rest)
    if allergic:
        denied = "not" in allergic.re.groupindex and bool(allergic["not"])
        yield from _listed(one, allergic.end(), denied=denied)
        return
    has = _HAS_ALLERGY.match(one.rest)
    if has and not _NOT_KINDS.match(has["v"]) and not _NOT_ALLERGENS.search(has["v"]):
        yield Found("allergy", has["v"], 0, has.end())
        return
    whole = plain(one.line.text)
    if one.who.how in ("bare", "you") and OF_ANOTHER.search(whole[: one.begin]):
        return
    if not _IT_IS_ALLERGY.search(whole) and not _earlier_allergy(one):
        return
    text = plain(one.clause.text)
    avoided = _NO_MORE.search(text) if _IT_IS_ALLERGY.search(whole) else None
    if avoided and not _ANSWERED_NO.match(avoided.group()):
        for _, _, value in items(avoided["v"]):
            yield _in_clause(one, value, avoided)
    wrong = _NOT_IT.search(text)
    if wrong:
        yield replace(_in_clause(one, wrong["v"], wrong), negated=True)
        return
    put_right = _BUT_IT.search(text)
    if put_right and _NOT_IT.search(whole):
        yield _in_clause(one, put_right["v"], put_right)


def _in_clause(one: Said, value: str, found: re.Match[str]) -> Found:
    base, me = one.clause.start, None if one.who.how not in ("bare", "you") else sender_of(one.line)
    return Found(
        "allergy", value, base + found.start(), base + found.end(), in_line=True, lasts=False, subject=me
    )


def _earlier_allergy(one: Said) -> bool:
    """Whether the sender spoke of an allergy before: "it's not prawns" puts that right."""
    text = plain(one.clause.text)
    if not _NOT_IT.search(text) and not _BUT_IT.search(text):
        return False
    return (
        any(
            line.sender == one.line.sender and _IT_IS_ALLERGY.search(line.text)
            for line in one.thread.before(one.at, 12)
        )
        or "allergist" in plain(one.line.text).casefold()
    )


def _listed(one: Said, at: int, *, denied: bool) -> Iterator[Found]:
    ahead = one.ahead
    found = _THINGS.match(ahead, at)
    if found:
        for _, stop, value in items(found["list"]):
            yield Found("allergy", value, 0, at + stop, negated=denied, lasts=False)
        return
    other = re.match(rf"(?P<v>{_FREE}){STOP}", ahead[at:], re.I)
    if (
        other
        and not _NOT_ALLERGENS.search(other["v"])
        and not re.match(r"(?:an?|the|my|all|any|some)$", other["v"])
    ):
        yield Found("allergy", other["v"], 0, at + other.end(), negated=denied, lasts=False)


def _healed(one: Said) -> Iterator[Found]:
    """What is over, by the name it had when it was told."""
    if one.who.how not in ("bare", "i"):
        return
    healed = _HEALED.match(one.rest.removeprefix("'m ").removeprefix("m "))
    if not healed:
        return
    for line in one.thread.before(one.at, 60):
        ill = _ILL.search(plain(line.text)) if line.sender == one.line.sender else None
        if ill:
            value = re.sub(r"^(?:have|got|with) ", "", ill["v"])
            yield Found("health", value, 0, len(one.rest), negated=True, lean="past")
            return


def _without(one: Said) -> Iterator[Found]:
    """What somebody doesn't eat or drink: "no pork"."""
    if _DRINKS.match(one.rest) and not one.bare:
        yield Found("diet", "no alcohol", 0, len(one.rest), lean="past")
        return
    denied = _NO_FOOD.match(one.rest)
    if not denied or (
        one.bare
        and denied.group().casefold().strip() in ("no", "off")
        and denied["none"] is None
        and not _FOR_LONG.search(one.rest)
    ):
        return
    ahead = one.ahead
    food = _FOOD.match(ahead, denied.end())
    if denied["long"] is not None and not re.search(
        r" (?:in|for|since) (?:\w+ )?(?:years?|months|ages|\w+)", ahead
    ):
        return
    after = ahead[food.end() : food.end() + 40] if food else ""
    if not food or re.match(
        r"(?:(?: for (?:me|him|her|us))?,? (?:today|tonight|thanks|thank you|ta\b|this time|cheers)| yet| this (?:morning|evening)|'s| for (?:breakfast|lunch|dinner|now)| left| in the| at (?:home|work)| until| before)",
        after,
    ):
        return
    if (
        one.bare
        and denied.group().casefold().startswith(("off ", "no "))
        and denied["none"] is None
        and not re.match(r" (?:for (?:me|him|her|\w+ (?:weeks|months|years))|since|any ?more)\b", after)
    ):
        return
    if re.search(r"\b(?:again|any ?more) (?:of|after)\b", after):
        return
    for _, stop, value in items(food["list"]):
        yield Found(
            "diet", f"no {value}", 0, denied.end() + stop, lean="past" if denied["gave"] is not None else None
        )
