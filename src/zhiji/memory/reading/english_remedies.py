"""Medicines, what doctors forbid, how somebody reacts to a food, and states of health told in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.memory.reading.english_rules import ADV, BE, HAVE, NOT, Found, rule, tell
from zhiji.memory.reading.english_said import Said
from zhiji.memory.reading.english_standing import plain
from zhiji.memory.reading.english_words import ALLERGENS, BODY, FOODS, ILLNESSES, MEDICINES
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.records import Subject

_DOSE = r"(?:the |my |his |her |some |a |an |new |strong |more |low[- ]dose |daily |\d+ ?mg |\d+mg of |a course of |two |\w+ (?=inhaler))*"
_MED = rf"(?P<v>(?:{MEDICINES}))\b(?! (?:nation|fanatic))"
_SIDE = r"(?:(?:left|right|other|bad|both|two|lower|upper|whole|dodgy) ){0,2}"
_CUT = r"(?:cataracts?|hips?|knees?|gallbladder|appendix|tonsils|adenoids|wisdom t(?:eeth|ooth)|t(?:eeth|ooth)|mole|moles|ovar(?:y|ies)|hernia|scope|colonoscopy|endoscopy|stent|pacemaker|bunions?|root canal|biopsy|hysterectomy|vasectomy|carpal tunnel|shoulder|back|eyes?|prostate|thyroid|veins|grommets|coil|stitches|spleen|kidney|cyst|polyps?|braces|cast)"
_ACTING = r"(?:(?:'s|s|'re| is| are| has| have)(?: been)? (?:really |still |well and truly |properly |completely |totally |all |just )?(?:playing up|gone(?: again)?|shot|giving (?:me|him|her) (?:grief|trouble|jip|gyp|hell)|acting up|knackered|buggered|dodgy|bad(?: again)?|bust|swollen|infected|inflamed|gone out|out again|seized up|in (?:a cast|a sling|a brace|a boot|plaster|bits)|finish(?:ed)?|cooked|done for|wrecked|ruined|banjaxed|destroyed|worn out|crocked|munted|rooted|fractured|broken|sprained|dislocated|torn))"
_RULES = (
    rule("health", rf"(?:{BE}|was |were |{HAVE}been |back |still |now )?(?:{ADV})(?:on|takes?|taking|took|prescribed|put (?:me |him |her )?(?:back )?on|given|gave me|started(?: taking| on)?|switched(?: me| him| her)? (?:to|onto)|changed(?: me| him| her)? to|moved (?:me |him |her )?onto|upped (?:my|his|her)|popping) (?:{_DOSE}){_MED}(?! (?:for sale|company|allergy|shortage|shares))(?=\W|$)(?! (?:for a (?:headache|hangover)|and (?:a nap|went to bed)|last night|this morning|earlier))", bare=True),
    rule("health", rf"(?:it'?s|its) (?:now )?(?:{_DOSE}){_MED} (?:one|once|twice|two|three|every|each|\d|in the (?:morning|evening)|at (?:night|bedtime))", bare=True),
    rule("health", rf"(?:{BE}|{HAVE})?(?:{ADV})(?:off|come off|came off|stopped (?:taking)?|quit(?: taking)?|weaned off|taken (?:me |him |her )?off|took (?:me |him |her )?off|finished|no longer (?:on|taking)|not (?:on|taking)) (?:{_DOSE}){_MED}", negated=True, bare=True),
    rule("health", rf"{BE}expecting(?=\W*$|[!,.]| (?:again|our|their|another|a (?:baby|boy|girl)|twins|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b)(?! (?:you|a (?:call|parcel|delivery)))", "pregnant"),
    rule("health", rf"{BE}(?:(?:\d+|six|seven|eight|nine|ten|twelve|twenty) (?:weeks|months|wks) (?:pregnant|along|gone|preggo)|up the duff|preggo|preggers|with child)\b(?! (?:old|late|sober|clean|away|off|in|into|behind|at|on|until))", "pregnant", bare=True),
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?:had|have had|having|got|getting|gets?|needs?) (?P<v>(?:my|his|her|the|a|an|another) {_SIDE}{_CUT} (?:done|out|removed|replaced|fixed|taken out|pulled|drained|seen to|fitted|put in|operated on|off))\b", bare=True, lean="past"),
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?:had|have had|got) (?P<v>(?:(?:an?|my|his|her) )?(?:new hip|new knee|hip replacement|knee replacement|pacemaker|stent|stents|hearing aids?|root canal|hysterectomy|vasectomy|colonoscopy|endoscopy|mri|biopsy|laser eye surgery|lasik|cortisone (?:shot|injection)|steroid injection|dental implant|crown fitted|cochlear implant|insulin pump))\b(?! (?:next|on|tomorrow|booked|scheduled|appointment|in (?:two|a)))", bare=True, lean="past"),
    rule("health", rf"(?:my |the |his |her )?(?P<v>(?:left |right |bad |lower |poor |dodgy |old )?(?:{BODY})s?{_ACTING})(?=\W|$)(?! of (?:sorts|office)| to)", bare=True),
    rule("health", rf"(?:'s |s (?=\w+'s) ?|my |his |her )?(?P<v>(?:left |right |bad |lower |poor |dodgy )?(?:{BODY})s?{_ACTING})(?=\W|$)"),
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?P<v>(?:rolled|threw out|thrown out|threw|popped|wrenched|tweaked|chipped|burnt|burned|scalded|sliced|bruised|jarred|trapped|ricked|put out|done|knackered|buggered|fucked(?: up)?|messed up|wrecked|blew out|blown out) (?:my|his|her|the) {_SIDE}(?:{BODY})(?: out| in)?)\b(?! (?:up|job))", bare=True, lean="past"),
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?P<v>pulled a muscle|tore a (?:muscle|ligament|tendon)|cracked a (?:rib|tooth)|broke a (?:rib|bone|tooth|toe|finger|nail)|slipped a dis[ck]|chipped a tooth|lost a tooth|popped a rib|had (?:stitches|a seizure|a nosebleed|a panic attack))\b", bare=True, lean="past"),
    rule("health", rf"(?:had|have had|{HAVE}had) (?:\w+ )?(?P<v>(?:{ILLNESSES}))(?= (?:since|as a (?:kid|child)|all my life|my whole life|for (?:years|ages|\w+ years)|when i was)\b)", bare=True),
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?P<v>lost (?:my|his|her) (?:sense of (?:smell|taste)|hearing|eyesight|sight|hair))\b", bare=True, lean="past"),
    rule("health", rf"(?:{BE}|{HAVE}been )?(?:{ADV})(?P<v>(?:recovering from|had|having|has had|needs?|waiting for|healing from) (?:(?:an?|my|his|her|the|some|more) )?(?:emergency |major |minor |keyhole |open[- ]heart )?(?:surgery|operation|op|transplant|chemo|radiotherapy))\b(?! (?:room|theatre))", bare=True, lean="past"),
    rule("health", r"(?:'s |my )(?P<v>(?:\w+ )?(?:op|operation|surgery|procedure|treatment|chemo|c-section|birth|biopsy) (?:all )?(?:went|was) (?:really |very |all )?(?:fine|well|ok|okay|great|smoothly|good|to plan|badly|a success))\b", bare=True, lean="past"),
    rule("health", r"(?:wear|wears|wearing|use|uses) (?P<v>(?:an? |two |my )?(?:hearing aids?|wheelchair|walking stick|pacemaker|insulin pump|cpap(?: machine)?|prosthetic \w+|back brace|compression stockings|contact lenses))\b"),
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?:been )?(?:having|getting|suffering) (?P<v>(?:{ILLNESSES}|panic attacks|nosebleeds|palpitations|dizzy spells|chest pains?|back pain|night sweats|hot flushes|contractions|flashbacks))\b", bare=True),
    rule("health", r"(?P<v>(?:can'?t|cannot|not allowed to|am not allowed to|mustn'?t) (?:lift|drive|bend|run|swim|fly|exercise|work|walk|carry|have baths)(?: [\w'-]+){0,3} (?=for (?:\w+ )(?:weeks?|months?|days)))"),
    rule("health", rf"(?P<v>(?:can'?t|cannot|can not|can barely|can hardly) (?:(?:hear|see) (?:a thing |much |anything |well |properly )?(?:out of|in|with|on) (?:my|one|his|her) (?:\w+ )?(?:ear|eye|side)s?|(?:bend|lift|straighten|move|turn|put weight on|raise) (?:my|his|her) (?:\w+ )?(?:{BODY})|smell (?:or taste )?anything))\b"),
    rule("health", r"(?:'s |my )?(?P<v>(?:blood pressure|bp|cholesterol|blood sugar|sugars?|iron|ferritin|thyroid)(?:'s| is| are| was| has been)? (?:really |way |too |very |a bit |quite |dangerously |still )*(?:through the roof|sky[- ]high|up(?: again)?|high|low|all over the place|borderline|down))\b", bare=True),
    rule("health", rf"{BE}(?:(?:off|signed off|off work|off sick|been off) )+(?:work |sick )?with (?P<v>(?:{ILLNESSES}|stress|exhaustion|(?:my|his|her) (?:{BODY})))\b", bare=True),
    rule("health", rf"{BE}(?P<v>in (?:hospital|the hospital|icu|intensive care|a&e|the er)|bed[- ]?bound|housebound|bed ?ridden|laid up|signed off(?: (?:sick|work))?(?: with \w+)?|cancer[- ]free|in remission|quarantining|self[- ]isolating)\b(?! (?:for (?:work|a shift|my shift)|doing|working|visiting|reception|radio|tomorrow|waiting))", bare=True),
    rule("health", rf"(?:{HAVE})?(?:{ADV})(?:got|had|given|been given) (?:the |an? )?(?P<v>all[- ]clear)\b", bare=True, lean="past"),
    rule("health", r"(?:my |his |her |the )?(?P<v>(?:\w+ )?(?:scan|scans|biopsy|bloods|blood tests?|blood work|bloodwork|mri|x-?ray|smear|mammogram|ct|ecg|test results?)(?:'s)? (?:\w+ )?(?:came back|come back|was|were|is|are|all)(?: (?:all|totally|completely))? (?:clear|fine|normal|negative|positive|benign|good|ok|okay|bad|abnormal))\b", bare=True, lean="past"),
    rule("health", rf"(?:got|have|has|{HAVE}got|'s got) (?:the )?(?:beginnings? of|start of|signs of|early|early[- ]stage|a touch of|a mild case of|a bit of|stage \w+|type \w+|a bout of|a case of|mild|bad|severe|two|three|a couple of|some|several) (?P<v>(?:{ILLNESSES}))\b"),
)  # fmt: skip
_DOCTOR = r"(?:doc|doctor|doctors|dr|gp|physio|pt|cardiologist|dentist|surgeon|consultant|nurse|midwife|specialist|dietician|nutritionist|hospital|optician|chiro|osteopath|oncologist|neurologist|rheumatologist|dermatologist|vet)"
_ORDERED = re.compile(
    rf"\b{_DOCTOR}(?:'s)? ?(?:says?|said|saying|told me|has told me|reckons|wants me|made me|has me|put me|has said|orders?:?|advised|:)?,? ?(?:that )?(?:me )?(?P<v>(?:i (?:can'?t|mustn'?t|have to|should(?:n'?t)?|need to|must|am not to|'m not to)|can'?t|mustn'?t|no|not to|nothing|to (?:avoid|keep off|stay off|rest|lay off|cut (?:down|out)|take it easy|stop|wear|use)|off|avoid|stay off|keep off|cut (?:down on|out)|only) (?:[\w'-]+ ?){{1,5}}?)(?=\s*(?:$|[,.;!?)]| (?:on account|because|cos|so|and|but|due|or|until|till|for|as|which|after)\b))",
    re.I,
)
_PUT_ON = re.compile(
    rf"\b(?:(?:put|started|got|has|have|switched|changed|moved|bumped) me (?:back )?(?:on|onto|to)|prescribed(?: me)?|upped my|doubled my) {_DOSE}{_MED}",
    re.I,
)
_DIAGNOSED = re.compile(
    rf"(?:\b{_DOCTOR}\b|\bturns out\b|\bscan\b|\bx-?ray\b|\bresults?\b|\bthey (?:say|said|think|reckon)\b)[^.!?]{{0,30}}?\b(?:it'?s|its|it was|it is|i'?ve got|i have|is) (?:just |only |actually |def |definitely )*(?:an? |a bit of |mild |the |severe |bad )?(?P<v>(?:{ILLNESSES}|(?:torn|broken|fractured|sprained|ruptured|strained|dislocated|pulled|bulging|slipped) (?:\w+ )?(?:{BODY}|ligaments?|disc|muscle|cartilage|tendon)))\b",
    re.I,
)
_FINE = re.compile(
    r"(?:no (?:problem|worries|issue|need|rush|way|idea|change|news|sign|one|bother|thanks|appointments?|infection)|nothing (?:to|wrong|serious|broken)|not to worry|only|i (?:can|should|need|have to) (?:go|come|call|ring|see|book|get)|off (?:to|today|sick|work|on))\b",
    re.I,
)
_FORBIDDEN = re.compile(
    r"^(?:(?:'?m|am|'?s|is|'?ve been|has been) (?P<not>not )?(?:(?:to|allowed to|supposed to|meant to)|under orders to|banned from|told (?:not )?to|supposed to|meant to|forbidden to) (?P<v>(?:keep off|stay off|keep my|lift|drive|bend|fly|run|climb|exercise|lifting|driving|rest|put weight|bear weight|walk|take it easy|eat|drink|have|swim|work|wear|use|sleep on|lie|get it wet|carry|swimming|running|be on bed rest|elevate)\b(?: [\w'-]+){0,5}?)|(?:have to|has to|got to|gotta|need to|must|has been told to|'ve been told to) (?P<w>(?:wear|use|take) (?:an? |my |his |her |the )?(?:\w+ )?(?:boot|brace|sling|cast|splint|patch|hearing aids?|collar|crutches|stockings|frame|stick|oxygen|mask|insulin)(?: [\w'-]+){0,4}?|(?:stay|keep|be) (?:under|below|off|away from|on) (?:\d+ ?(?:mg|g|ml|grams?|calories|units|kcal)|my feet|the stairs|the ladder|sugar|salt|sodium|alcohol|red meat|dairy|gluten|crutches|bed rest|a low)(?: [\w'-]+){0,4}?))(?=\s*(?:$|[,.;!?)]| (?:on account|because|cos|so|and|but|due|until|till|per|as)\b))",
    re.I,
)
_MEDICAL = Rarely(
    rf"\b{_DOCTOR}\b|surgery|operation|\bop\b|cataract|hip|knee|back|heart|blood|pregnan|weeks?\b|fortnight|\bmg\b|months?\b|stitches|physio|orders",
    re.I,
)
_REACTS = Rarely(
    r"\b(?:makes?|made|making)? ?(?P<whose>my|his|her|your|their|me)? ?(?:\b(?:mouth|throat|lips?|face|tongue|eyes|skin|tummy|stomach)(?:'s|s)? (?:\w+ ){0,2}?(?:itch\w*|swell\w*|swoll?e?n?|clos\w*|tingl\w*|puffs?|blows?|balloons?|does the thing|goes (?:numb|red|funny))|\bswells? up|\bswell up|\bcomes? out in (?:hives|a rash|spots|bumps)|\bbr(?:eak|eaks|oke) out(?: in| with)?(?: hives| a rash| spots)?|\b(?:get|gets|got|giv(?:e|es|ing)|gave|brings?|brought)(?: me| him| her| you)? (?:out in )?(?:\w+ )?(?:hives|a rash|rashes|spots)|\bends? up in (?:a&e|hospital|the er)|\banaphyla\w+|\bcan'?t breathe)",
    re.I,
)
_CULPRIT = Rarely(rf"\b(?P<v>(?:{ALLERGENS}))\b", re.I)
_FOOD = Rarely(rf"\b(?P<v>(?:{FOODS}))\b", re.I)
_NOT_EATEN = re.compile(
    rf"^(?:really |just |still |actually |also )*(?:{NOT}|can'?t |cannot |won'?t )(?:eats?|touch|have|do|drink|stomach)s? (?:it|that|them|those|any of (?:it|that|those))(?: (?:any ?more|at all|though|tho|anyway))?(?=\s*(?:$|[,.!;)]|(?: (?:but|and|so|sorry|because|cos)\b)))",
    re.I,
)

# "Mia can't have nuts. her face swelled": told on, and not of who says it.
OF_ANOTHER = re.compile(r"\b(?:he|she|they|(?-i:[A-Z][a-z]+)) (?:can'?t|cannot|has|had|is|was|ate|got|came)\b", re.I)  # fmt: skip


def remedies(one: Said) -> Iterator[Found]:
    """Medicines, orders of doctors, reactions."""
    yield from tell(_RULES, one)
    yield from _orders(one)
    yield from _reactions(one)
    if _NOT_EATEN.match(one.rest) and one.who.how in ("i", "kin", "name", "she"):
        before = plain(one.line.text[: one.begin])[-70:]
        foods = [*_FOOD.finditer(before)]
        if foods:
            yield Found("diet", f"no {foods[-1]['v']}", 0, len(one.rest), lasts=False)


def _orders(one: Said) -> Iterator[Found]:
    text, base = plain(one.clause.text), one.clause.start
    told = _ORDERED.search(text)
    if (
        told
        and not re.search(r"\b(?:him|her|them|you)\b", told.group(), re.I)
        and len(told["v"].split()) > 1
        and not _FINE.match(told["v"])
    ):
        yield _found("health", told["v"], base + told.start("v"), base + told.end("v"), one)
        return
    for pattern in (_PUT_ON, _DIAGNOSED):
        found = pattern.search(text)
        if found and one.who.how in ("i", "bare"):
            yield _found("health", found["v"], base + found.start(), base + found.end("v"), one)
            return
    kept = _FORBIDDEN.match(one.rest)
    if kept and _MEDICAL.search(plain(one.clause.sentence)) and one.who.how in ("i", "kin", "name", "she"):
        group = "v" if kept["v"] else "w"
        yield Found("health", f"{kept['not'] or ''}{kept[group]}", 0, kept.end(group), lasts=False)


def _found(relation: str, value: str, start: int, stop: int, one: Said) -> Found:
    assert relation == "health"
    return Found("health", value, start, stop, subject=Subject(account=one.line.sender), in_line=True, lasts=False)  # fmt: skip


def _reactions(one: Said) -> Iterator[Found]:
    """Prawns that make a face swell: an allergy, although nobody calls it one."""
    text, base = plain(one.clause.text), one.clause.start
    shown = _REACTS.search(text)
    if not shown:
        return
    sentence_start = max(0, base - 60)
    near = plain(one.line.text[sentence_start : one.clause.stop])
    culprits = [*_CULPRIT.finditer(near)]
    whose = (shown["whose"] or "").casefold()
    before = re.search(r"\b(you|i|he|she)\s*$", text[: shown.start()], re.I)
    if not whose and not before and one.who.how == "bare" and OF_ANOTHER.search(near):
        return
    subject = _reacting(one, {"you": "your", "i": "my"}.get(before[1].casefold(), whose) if before else whose)
    if culprits and subject is not None and not re.search(r"\b(?:spider|mask|cream|lotion)\b", near, re.I):
        here = culprits[-1]
        start = min(sentence_start + here.start(), base + shown.start())
        stop = max(sentence_start + here.end(), base + shown.end())
        yield Found("allergy", here["v"], start, stop, subject=subject, in_line=True, lasts=False)


def _reacting(one: Said, whose: str) -> Subject | None:
    if whose in ("my", "me"):
        return Subject(account=one.line.sender)
    if whose == "your" or one.who.how == "you":
        other = one.thread.partner(one.line.sender)
        return Subject(account=other) if other else None
    return one.who.subject if one.who.sure else None
