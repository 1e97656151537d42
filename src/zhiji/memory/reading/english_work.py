"""What people do, for whom they work and where they study, as English says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.memory.reading.english_lexicon import WORKPLACES
from zhiji.memory.reading.english_occupations import is_occupation
from zhiji.memory.reading.english_places import place
from zhiji.memory.reading.english_rules import ADV, BE, BE_NOT, HAVE, IS, NOT, STOP, Found, rule, tell
from zhiji.memory.reading.english_said import Said
from zhiji.memory.reading.english_words import FIRMS, words
from zhiji.memory.reading.rarely import Rarely

CUES = Rarely(
    r"\b(?:guess who|me on\b|work|job|title|employ|freelanc|self-employed|retire|hired|joined|join|sign|start|quit|left|leav|resign|notice|fired|sacked|laid off|lay-?offs|redundan|let go|promot|made|head of|train|teach|qualif|intern|shift|nights|"
    r"stud(?:y|ies|ied|ying|ent)|school|uni|university|college|degree|master'?s|phd|mba|course|year \d|grade|graduat|nursery|major|a-levels|gcse|class|remote|"
    r"(?:i'?m|he'?s|she'?s|is|am|are|was|became|become|becoming|as) (?:a|an|the|now)\b|'s an?\b|between jobs|unemployed|out of work|on leave|maternity|paternity|parental|been (?:at|with)|offer|\bwith\b|for .{2,30}years|\byrs\b|years|driv|used to|taught|coach|admission|thesis|cert\b|chucked|packed in|jacked|manag|at .{2,30} (?:now|since|for)|got into|accepted|enrol|transferred|last day|runs?|owns?|(?:first|second|third|final) year|career|boss|company|business|contract|i'm out|no longer|not .* any ?more)",
    re.I,
)
_NAME = r"(?-i:[A-ZÀ-Þ][\w&.'’+-]*\w|[A-Z])(?:(?: (?:of|for|and|&|de|the))?(?: (?-i:[A-ZÀ-Þ][\w&+-]*))){0,3}"
_ORG = rf"(?P<v>(?:the )?(?:{_NAME})(?: (?:hospital|university|council|museum|library|school|college|primary|bank))?|(?:a |the )?(?:children'?s|general|local|city|royal|university|county|teaching|community|women'?s) hospital|(?:{FIRMS})\b|the (?:nhs|council|bbc|university|museum|hospital|library|city council|post office|ministry|civil service|un|eu))"
_NOT_ORG = re.compile(
    r"^(?:i|i'm|home|night|nights|it|me|him|her|them|us|you|free|myself|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|zoom|monday.*|ok|the|god|mum|dad|english|french|german|spanish|python|java|excel|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)|spring|summer|autumn|winter)$",
    re.I,
)
_SHOP = words("bakery, cafe, café, coffee shop, shop, bookshop, pub, bar, restaurant, takeaway, supermarket, warehouse, factory, farm, garden centre, gym, pool, nursery, kindergarten, care home, nursing home, call centre, call center, bank, law firm, start-up, startup, agency, studio, salon, barber's, hotel, hostel, school, primary school, secondary school, high school, lab, laboratory, hospital, clinic, dental practice, surgery, gp surgery, vet's, pharmacy, museum, library, gallery, theatre, cinema, charity, charity shop, publisher, newspaper, radio station, building site, garage, brewery, kitchen, post office, police station, fire station, university, college, law office, airport, zoo, stables, vineyard, florist, florist's, bike shop, record shop, vintage shop, market, hospice, dentist's, bank, insurance company, tech company, software company, consultancy, architecture firm, architects, design studio")  # fmt: skip
_PLACES_OF_WORK = words(WORKPLACES)
_FIELD = words("marketing, sales, finance, accounting, hr, human resources, it, tech, education, healthcare, social care, construction, hospitality, retail, insurance, logistics, banking, consulting, publishing, advertising, pr, communications, journalism, fashion, film, tv, television, radio, theatre, music, gaming, law, politics, research, academia, biotech, pharma, engineering, software, cyber security, cybersecurity, security, procurement, supply chain, recruitment, real estate, property, catering, childcare, a&e, intensive care, icu, paediatrics, oncology, palliative care, customer service, customer support, data science, data, machine learning, ai, robotics, renewables, wind energy, solar, energy, oil and gas, the film industry, special needs, conservation, forestry, agriculture, tourism, events, product, design, ux, qa, operations, admin, compliance, risk, audit, tax, public health, the civil service, local government")  # fmt: skip


# Where people meet, and nobody is employed.
MEETING = re.compile(
    r"\b(?:AGM|EGM|annual general|meetings?|conference|summit|convention|committee|reunion|interview|ceremony|wedding|funeral|festival|hearing|assembly|seminar|webinar|workshop)$",
    re.I,
)
_CLUB = Rarely(
    r"(?:meet-?up|club|society|association|group|choir|team|party|church|gym|forum|server|chat|guild|league)$",
    re.I,
)


def _org(text: str) -> str:
    name = text.strip(" .,")
    first = name.split()[0] if name else ""
    if _CLUB.search(name) or MEETING.search(name):
        return ""
    return (
        ""
        if not name or _NOT_ORG.match(name) or (first not in ("The", "the") and _NOT_ORG.match(first))
        else name
    )


_PASTIME = re.compile(
    r"\b(?:and|or|clubs?|society|choir|league|class|gym|band|pool|(?:yoga|pilates|dance|climbing|boxing|martial arts) \w+)\b",
    re.I,
)

_WHEN = re.compile(
    r" (?:in|on|near|at) (?:the )?(?:January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?$"
)


def _workplace(text: str) -> str:
    """A place of work; a club that one joins is none."""
    return "" if _PASTIME.search(text) else _WHEN.sub("", text.strip())


def _occupation(text: str) -> str:
    text = re.sub(r"^(?:an?|the|our|my)\s+", "", text.strip(), flags=re.I)
    return text if is_occupation(text) else ""


# Any few words here; the list of occupations is asked afterwards, once.
_FEW = r"[a-z][\w&/'-]*(?:,? [a-z][\w&/'-]*){0,5}?"
_O = rf"(?P<v>{_FEW})"
_AS = rf"(?:an?|the|one of the|our|their|lead|chief|head)\s+(?:(?:newly |fully |recently |self-)?(?:qualified|trained|employed|licensed|certified|part[- ]time|full[- ]time) )?{_O}"
_SMALL = rf"(?P<v>(?:the |a |an |my (?:uncle|dad|mum|mom|aunt|brother|cousin)'?s )?(?!end|start|moment|time|day|age|bottom|top|same|least|last|first|home|work|night|noon)(?:[\w'&-]+ ){{0,3}}?(?:{_PLACES_OF_WORK})(?: (?:in|on|near|at) (?:the )?(?-i:[A-Z]\w+)(?: (?-i:[A-Z]\w+))?)?)"
_SHIFTS = r"(?:(?:nights?|days|evenings|weekends|mornings|late|shifts|part[- ]time|full[- ]time|remotely|freelance|from home|two days a week|three days a week|four days a week|saturdays|sundays) )"

_RULES = (
    rule("job", rf"{IS}{_AS}{STOP}", check=_occupation),
    rule("job", rf"(?:(?:so |and )?guess )?who'?s (?:now |officially |finally |only |gonna be |going to be )*{_AS}{STOP}", check=_occupation, bare=True),
    rule("job", rf"(?:work|works|{IS}working) (?P<v>in (?:the )?(?:kitchens?|office|lab|labs|warehouse|canteen|laundry|stores|accounts|pharmacy|reception|garden|library) (?:of|at) (?:the |an? )?[\w'-]+(?: (?:hospital|school|hotel|university|college|home|(?-i:[A-Z][\w&'-]+)))?)\b"),
    rule("job", rf"{IS}(?:training|retraining|studying|qualifying|learning) (?:to be(?:come)?|as) (?:an? )?{_O}{STOP}", check=_occupation, bare=True),
    rule("job", rf"(?:{HAVE})?(?:{ADV})(?:became|become|qualified as|trained as|been made|been promoted to|got promoted to|got made|was made|is being made|'s being made|being made|promoted to|hired as|started as|starting as|start as|got a job as|got the job as|got a new job as|landed a job as|going to be|work as|works as|worked as|been working as|started working as|starting work as|employed as)\s+(?:an?\s+|the\s+(?:new\s+)?)?(?:new |part[- ]time |freelance )?{_O}{STOP}", check=_occupation, bare=True, lean="past"),
    rule("job", rf"(?:my |'s |our )?(?:new )?job title(?:'s| is|:) (?:now )?(?P<v>[a-z][\w-]+(?: [\w-]+){{0,3}}?){STOP}", bare=True),
    rule("job", rf"working (?:part[- ]time )?as (?:an?|the)\s+{_O} (?:while|until|till|at the moment|these days|for now)\b", check=_occupation, bare=True),
    rule("job", rf"{BE}(?:now )?(?:working|employed|self-employed) as (?:an?|the)\s+{_O}{STOP}", check=_occupation, bare=True),
    rule("job", rf"(?P<v>(?:teach|teaches|coach|coaches) (?!me\b|him|her|them|us\b|you|it\b|on\b|at\b|in\b|how|about|that|a\b|the\b)[a-z]+(?: (?:to|at) [a-z]+)?(?: (?:school|kids|children|adults|students))?){STOP}", sure=True),
    rule("job", r"(?P<v>on (?:parental|maternity|paternity|sick|mat|pat|study|carers?'?|unpaid) leave|on (?:a )?(?:sabbatical|career break|gap year)|on furlough|furloughed|out of work)\b", bare=True),
    rule("job", rf"{BE}(?P<v>retired|freelance|freelancing|self[- ]employed|unemployed|out of work|between jobs|on (?:parental|maternity|paternity|sick|mat) leave|on (?:a )?sabbatical|job ?hunting|semi-retired|a full[- ]time (?:mum|mom|dad))\b", bare=True),
    rule("job", r"(?P<v>freelance|freelancing|self-employed|unemployed|retired)(?= (?:since|from|now|for|these)\b)", bare=True),
    rule("job", rf"(?:{HAVE})?{ADV}(?P<v>retired)\b(?! (?:to|the|my|early for the|hurt))", lean="past"),
    rule("job", rf"(?:{HAVE})?{ADV}(?:gone|went) (?P<v>freelance|self-employed|part[- ]time)\b", bare=True, lean="past"),
    rule("job", rf"(?:{ADV})(?:work|works|{BE}working|working)\s+(?P<v>(?:{_SHIFTS})?(?:in|at|for) (?:an?|the|our|my (?:dad|uncle|aunt|mum|mom|parents)'?s?) (?:\w+ ){{0,2}}(?:{_SHOP})(?: (?:on|in|near) [\w ]{{2,25}}?)?){STOP}"),
    rule("job", rf"(?:{ADV})(?<!only )(?:work|works|{IS}working|{HAVE}worked)\s+(?P<v>in (?:{_FIELD}))\b"),
    rule("job", rf"(?:{ADV})(?:work|works|{BE}working|working)\s+(?P<v>nights|part[- ]time|night shifts?|from home|remotely|shifts|four days a week|three days a week)\b"),
    rule("job", r"(?:nah |no )?(?P<v>remote (?:till|until|til|from) \w+)", bare=True),
    rule("job", rf"(?:'s |my |our |the |her |his )?(?:new |current |day |official |job )?(?:job|title|job title|role|position|profession)(?:'s| is|:)\s+(?:now )?(?:as )?(?:an? )?[\"“]?{_O}{STOP}", check=_occupation, bare=True),
    rule("job", rf"(?:run|runs|own|owns|{IS}running|started|opened|opening|set up|manage|manages)\s+(?P<v>(?:my|her|his|our|their|a|the|an) (?:own )?(?:\w+ ){{0,2}}(?:business|{_SHOP})){STOP}", sure=True),
    rule("job", rf"(?:(?:before |previously |back (?:home|then) )?(?:i )?)?(?:used to (?:be|work as)|was (?:working )?(?:as |of )?)\s*(?:an?|the)?\s*{_O}(?=,? (?:before|back|until|till|for (?:\w+ )?(?:\w+ )?years|once|at the time|in (?:a past|another|a previous|my)|then|in those|when)\b)", check=_occupation, negated=True, lean="past"),
    rule("job", rf"used to (?:be|work as) (?:an?|the)\s+{_O}{STOP}", check=_occupation, negated=True),
    rule("job", rf"(?P<v>(?:taught|coached|nursed|lectured|worked in (?:{_FIELD})|drove (?:a )?(?:truck|trucks|lorries|lorry|bus|buses|cab|taxi|trains)|farmed|taught (?:\w+ ){{1,3}})(?: [a-z]+){{0,3}}?)(?= for (?:over |almost |nearly )?(?:\w+[ -]){{1,2}}years)", negated=True, bare=True),
    rule("job", rf"(?:{HAVE})?been (?:working as )?(?:an?|the)\s+{_O}(?= (?:for|since)\b)", check=_occupation),
    rule("job", rf"{_O},? (?=(?:for )?(?:\d+|two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty) (?:years|yrs|months)\b)", check=_occupation, bare=True),
    rule("job", r"(?P<v>(?:drive|drives|driving) (?:an? |the )?(?:truck|trucks|lorry|lorries|bus|buses|school bus|cab|taxi|tram|trams|train|trains|forklift|van|uber|ambulance|digger|crane|tractor|hgv|hgvs|deliveries|delivery van|for (?:uber|deliveroo|lyft|doordash|dpd|amazon|evri|hermes|ups|fedex|dhl)))(?= (?:for|in|at|part[- ]time|nights|now|these days|since|full[- ]time)\b|\W*$)"),
    rule("job", r"(?P<v>(?:run|runs|running|own|owns|manage|manages|managing) (?:an?|the|my own|his own|her own|our own) (?!marathon|half|mile|risk|bath|race|errand|fever|temperature|tight|few|red|car|house|dog|cat|home|copy|bike|boat|flat|place|lot|week|day|day's|10k|5k|parkrun|meeting|background|business trip|quick|check)(?:[\w-]+ ){0,2}(?:service|business|company|team|shop|store|department|ward|clinic|practice|unit|lab|school|nursery|restaurant|cafe|café|bar|pub|hotel|hostel|b&b|farm|garage|studio|agency|consultancy|salon|gallery|food truck|stall|charity|bakery|bookshop|gym|garden centre|workshop|programme|program|firm|startup|start-up|channel|newsletter|podcast|market stall|campsite|kennels|stables|yard|project|branch|kitchen|warehouse|site|fleet|franchise|network|cleaning company|plumbing firm))\b", lasts=False),
    rule("job", r"(?P<v>(?:do|does|doing) (?!play\b|work\b|live\b|have\b|need\b|want\b|my\b|the\b|his\b|her\b|a\b|it\b|that\b|this\b|your\b)(?:[\w-]+ ){1,3}for (?:a living|work))(?=\W|$)"),
    rule("job", rf"(?:{HAVE})?(?:{ADV})(?:moved|transferred|switched|gone|went|moving|transferring|switching) (?:over |across |back )?(?:in)?to (?P<v>(?:the )?(?:{_FIELD})(?: (?:team|department|side))?){STOP}", bare=True, lean="past"),
    rule("job", rf"(?:{HAVE})?(?:{ADV})(?:got|landed|been offered|offered|took|taken|accepted|got offered) (?:me |a |an |the |my )+(?:new )?(?:job|role|position|gig|post|contract) as (?:an? |the )?{_O}{STOP}", check=_occupation, bare=True, lean="past"),
    rule("job", rf"{IS}(?:the |our |now |acting )*(?P<v>(?:deputy |assistant |regional |vice )?(?:head|director|manager|chief|vp|lead|chair|president|secretary|treasurer|editor|captain) of (?:the )?[a-z]+(?: [a-z]+)?){STOP}(?! (?:my|the) heart)"),
    rule("job", rf"(?:do|does|{IS}doing|work|works|working) (?P<v>(?:nights?|days|shifts|weekends|earlies|lates|night shifts|security|reception|admin|cleaning|deliveries)(?: (?:at|in|for) (?:the |a )?[\w'-]+(?: (?:home|shop|centre|station|school))?)?){STOP}"),
    rule("job", rf"(?:{NOT}work) as (?:an?|the) {_O} any ?more", check=_occupation, negated=True),
    rule("job", rf"{BE_NOT}(?:working as )?(?:an?|the)\s+{_O}(?: any ?more)?{STOP}", check=_occupation, negated=True),
    rule("employer", rf"(?:{ADV})(?:(?:work|works|working|{BE}working|{HAVE}worked|employed|interning|{IS}interning)\s+(?:{_SHIFTS}|as (?:an?|the) (?:[\w-]+ ){{1,4}}?|in \w+ |there |down |over ){{0,2}}(?:at|for|by))\s+{_ORG}", check=_org),
    rule("employer", rf"(?:{BE})?(?:{ADV})(?:working|interning) (?:{_SHIFTS})?(?:at|for)\s+{_ORG}", check=_org, bare=True),
    rule("employer", rf"(?:{HAVE})?(?:{ADV})(?:signed (?:with|for)|signed (?:the|my) contract (?:with|at)|joined|got hired (?:by|at)|been hired (?:by|at)|was hired (?:by|at)|hired by|accepted (?:the|an|their) offer (?:from|at)|(?:got|landed|taken|took|accepted) (?:a|the|my) (?:\w+ )?(?:new )?(?:job|role|gig|position|contract|internship|traineeship|apprenticeship|placement|post) (?:at|with|in|from)|been poached by|switched to|jumped ship to)\s+{_ORG}", check=_org, bare=True, lean="past"),
    rule("employer", rf"(?:{HAVE})?(?:{ADV})(?:started (?:work |working |a new job |a job |my new job |my job |in my new job )?(?:at|with|for))\s+{_ORG}", check=_org, bare=True, lean="past"),
    rule("employer", rf"(?:'?ll be |will be |am |'m |m |is |'s |'re )?(?:{ADV})start(?:s|ing)? (?:work |working |a new job |my new job |a job |the new job )?(?:at|for)\s+{_ORG}", check=_org, lean="future", bare=True),
    rule("employer", rf"(?:'?ll be |will be |am |'m |m |is |'s |'re )?(?:{ADV})(?:start(?:s|ing)?|joining|moving|off|switching) (?:work |working |a new job |my new job |a job |the new job )?(?:at|with|for|to)?\s*{_ORG}(?=.*\b(?:in|on|from|next|tomorrow|this|after|mid|end of|\d)\b)", check=_org, lean="future", sure=False),
    rule("employer", rf"(?:{IS}|{HAVE})?(?:{ADV})(?:on|got on(?:to)?|got into|accepted onto|started|starting|doing|joined|joining|got) (?:to )?(?:an?|the|my|their) (?:\w+ )?(?:scheme|apprenticeship|traineeship|internship|placement|training programme|graduate programme) (?:at|w|with|for) (?P<v>(?:the )?(?!the\b|a\b|an\b|my\b)[\w&'-]+(?: (?!and\b|in\b|from\b|next\b|this\b|so\b|but\b)[\w&'-]+)?)(?=\W|$)", bare=True),
    rule("employer", r"(?:they(?:'?ve| have)? |'?ve been )?(?:kept|taken|took|keeping|hired) me on (?:full[- ]time |permanently )?at (?P<v>(?:the )?(?-i:[A-Z])[\w&'-]+(?: (?-i:[A-Z])[\w&'-]+)?)", bare=True),
    rule("employer", rf"{IS}with\s+{_ORG}(?=.*\b(?:since|for (?:\d+|two|three|four|five|six|ten) years)\b)", check=_org, bare=True),
    rule("employer", rf"{IS}(?:at|over at)\s+{_ORG}(?=.*\b(?:since|now|for (?:\d+|two|three|four|five|six|ten) years|these days)\b)", check=_org, bare=True),
    rule("employer", rf"(?:{HAVE})?been (?:at|with)\s+{_ORG}(?=.*\b(?:since|for (?:\d+|two|three|four|five|six|ten|over|almost|nearly))\b)", check=_org, bare=True),
    rule("employer", rf"(?:{HAVE}|{IS})?(?:{ADV})(?:left|quit|resigned from|leaving|handed in my notice (?:at|to)|gave (?:my )?notice (?:at|to)|been (?:laid off|made redundant|let go|fired|sacked) (?:from|by|at)|got (?:laid off|made redundant|let go|fired|sacked|the sack) (?:from|by|at)|(?:was|were) (?:laid off|made redundant|let go|fired|sacked) (?:from|by|at)|quit (?:my job|working) (?:at|for))\s+{_ORG}", check=_org, negated=True, lean="past", bare=True),
    rule("employer", rf"{NOT}work (?:at|for)\s+{_ORG}(?=.*\b(?:any ?more|any longer|now|since|these days)\b)", check=_org, negated=True),
    rule("employer", rf"{NOT}work (?:at|for)\s+{_ORG}", check=_org, negated=True, sure=False),
    rule("employer", rf"{BE_NOT}(?:working )?(?:at|with|for)\s+{_ORG}(?: any ?more)?", check=_org, negated=True),
    rule("employer", rf"(?:'?ll be |will be |am |'m |m |is |'s |'re )?(?:{ADV})(?:start(?:s|ing|ed)?|joined|joining) (?:work |working |a new job |my new job |a job |the new job |back |as an? [\w ]{{3,25}} )?(?:at |with |for |(?<=joined )|(?<=joining )){_SMALL}(?=\W|$)(?! (?:run|supplies|holidays|play|trip|today|lunch))(?<!school)(?<!college)(?<!uni)(?<!university)(?<!nursery)(?<!gym)", check=_workplace, lean="future", bare=True),
    rule("employer", rf"(?:they |{HAVE}been |been |was |were |got |just got |{HAVE})?(?:{ADV})(?:offered|offering|given|gave|got|landed|accepted|taken|took|starting|secured|start) (?:me |him |her )?(?:a|an|the|my|that) (?!e-?mail|message|call|letter|text|alert|notification|reply|response|interview|newsletter|ad\b)(?:(?!about\b|for\b|re\b)[\w-]+ ){{0,3}}?(?:job|role|spot|position|post|gig|contract|internship|placement|apprenticeship|residency|fellowship|traineeship|grad scheme|graduate scheme|transfer|job offer) (?:at|with|from) (?P<v>(?!my\b|the end|a few|an hour|two|three|law|marketing|sales|tech|it\b|this|that)(?:[\w'&-]+ ?){{1,4}}?){STOP}", bare=True, lean="past", check=lambda text: _small(text)),
    rule("employer", rf"(?:{HAVE})?(?:{ADV})(?:chucked in|packed in|jacked in|handed in my notice at|gave up|quit|left|leaving|finished (?:up )?at|done with) (?P<v>(?:the|my job at the|my job at|my) (?:[\w'-]+ ){{0,2}}(?:gig|job at [\w' ]{{3,20}}|factory|firm|mine|mill|agency|startup|start-up|practice|bakery|salon|council|company|brewery|charity|museum))\b(?! (?:at \d|early|late|to|door|open|keys|on time|until|about|an hour))", negated=True, bare=True, lean="past"),
    rule("employer", rf"(?:{ADV})(?:drives?|cleans?|cooks?|delivers?|does (?:\w+ ){{0,2}}) ?for {_SMALL}(?=\W|$)"),
    rule("employer", rf"{IS}(?:at|over at)\s+{_ORG} (?:now|these days)\b", check=_org, bare=True),
    rule("employer", rf"{IS}with\s+{_ORG} (?:now|these days)\b(?=,| (?:as|in|doing)\b|.*\b(?:job|team|side|manager|role|work|boss|department)\b)", check=_org, bare=True),
    rule("employer", rf"(?:'s |my |our )?(?:new |day )?job(?:'s| is) (?:at|with|for) {_ORG}", check=_org, bare=True),
    rule("employer", rf"(?:{HAVE})?(?:{ADV})(?:got|had|received|accepted|taken|took) (?:an?|the|my|their) (?:\w+ )?(?:job )?offer (?:from|at|with) {_ORG}(?! (?:uni|university|college))", check=_org, bare=True, lean="past"),
    rule("employer", rf"(?:'s |my |our )?last (?:ever )?day (?:at|with)\s+{_ORG}", check=_org, negated=True, lean="future", bare=True),
    rule("employer", rf"no longer (?:work |works |working )?(?:at|with|for)\s+{_ORG}", check=_org, negated=True, bare=True),
    rule("employer", rf"(?:'s |my |our )(?:new |current )?(?:employer|company)(?:'s| is)\s+(?:called )?{_ORG}", check=_org, bare=True),
)  # fmt: skip


def _small(text: str) -> str:
    """An employer that is written small after "a job at"."""
    name = text.strip()
    first = name.split()[0].casefold() if name else ""
    if (
        first in ("a", "an", "the")
        and not re.search(rf"(?:{_PLACES_OF_WORK})$", name, re.I)
        and not name.split()[-1][:1].isupper()
    ):
        return ""
    return "" if _CLUB.search(name) or place(name, known=True) else _org(name)


_SUBJECT = r"(?:[a-z][\w&-]*(?: (?:and |& )?[a-z][\w-]*){0,2})"
_UNI = rf"(?:the )?(?:University of (?:the )?{_NAME}|{_NAME}(?: (?:uni|university|college|school|academy|high|primary|secondary|grammar|conservatoire|poly|state))*)"
_COURSE = r"(?:master'?s|masters|bachelor'?s|bachelors|phd|ph\.?d\.?|mba|degree|pgce|apprenticeship|foundation year|foundation course|diploma|evening course|conversion course|msc|bsc|ba|ma|llm|doctorate|nvq|btec|a-?levels|gcses|teacher training|cert|certificate|nvq|hnd|access course|traineeship|residency|conversion|postgrad|undergrad|thesis(?: doctoral)?|dissertation|bootcamp|coding bootcamp|night classes|evening classes|training|qualification)"
_SCHOOL_RULES = (
    rule("school", rf"(?:{HAVE})?(?:{ADV})(?:got|received|been given|was given|been offered|offered) (?:an? |the |my )?(?:(?:full|unconditional|conditional|firm) )?(?:admission|place|scholarship) (?:in|to|at|from|for) (?P<v>(?:the )?(?:{_NAME}|(?-i:[A-Z]{{2,5}})))(?=\W|$)", check=_org, bare=True, lean="past", sure=True),
    rule("school", rf"(?:{BE}|{HAVE})?(?:{ADV})(?:do|does|doing|did|finishing|writing|starting|start|on|about to start) (?:my|his|her|a|an|the) (?P<v>(?:\w+ ){{0,2}}?{_COURSE}(?: (?:doctoral|course|programme|program))?(?: (?:in|on|about|at) (?:the )?(?:[\w&-]+ ?){{1,3}}?)?){STOP}", bare=True, lean="past", check=lambda text: "" if re.match(r"(?:training|qualification|residency)$", text) else text),
    rule("school", rf"(?:{HAVE})?(?:{ADV})(?:got|accepted|was accepted|been accepted|got accepted|is going|am going|going|headed|off) (?:in)?to (?P<v>(?:{_NAME}|(?-i:[A-Z]{{2,5}})) (?:for|to (?:study|do|read)) (?:{_SUBJECT}))(?=\W|$)", bare=True, check=lambda text: _for_subject(text), lean="past"),
    rule("school", rf"(?:{BE})?(?:{ADV})(?:studying|reading)\s+(?P<v>{_SUBJECT}\s+(?:at|in)\s+{_UNI})", bare=True),
    rule("school", rf"(?:{BE})?(?:{ADV})studying (?P<v>to be(?:come)? an? [a-z-]+(?: [a-z-]+)?(?: at {_UNI})?){STOP}", bare=True),
    rule("school", rf"(?:{BE})?(?:{ADV})(?:studying|study|studies|studied)\s+(?:there |over |now )?(?P<v>(?:at|in) {_UNI})", check=lambda text: re.sub(r"^(?:at|in) ", "", text)),
    rule("school", rf"(?:{ADV})(?:study|studies|major in|majors in|majoring in|{IS}majoring in|{BE}studying)\s+(?P<v>{_SUBJECT}(?:\s+at\s+{_UNI})?){STOP}", check=lambda text: _subject(text)),
    rule("school", rf"(?:{BE}|{HAVE})?(?:{ADV})(?:doing|done|started|starting|start|starts|finishing|do|taking|begun|began|begins|did|in)\s+(?:a|an|my|her|his|the|their)\s+(?P<v>(?:[a-z]+ )?{_COURSE}\b(?:\s+(?:in|of|on)\s+{_SUBJECT})?(?:\s+(?:at|in)\s+{_UNI})?){STOP}", lean="past", bare=True),
    rule("school", rf"(?:{HAVE})?(?:{ADV})(?:got (?:a place |accepted )?(?:into|at|to)|been accepted (?:to|by|at|into)|accepted (?:to|at|into)|enrolled (?:at|in)|transferred to)\s+(?P<v>(?:the )?(?:University of {_NAME}|{_NAME} (?:uni|university|college|school|academy|grammar)|(?:oxford|cambridge|harvard|yale|princeton|mit|stanford|eth|ucl|lse|imperial|(?-i:[A-Z]{{2,5}}))))\b", bare=True, lean="past"),
    rule("school", rf"(?:{HAVE})?(?:{ADV})(?:got (?:a place |accepted |in )?(?:into|at|to)|been accepted (?:to|by|at|into)|accepted (?:to|at|into)|enrolled (?:at|in)|transferred to)\s+(?P<v>{_UNI}){STOP}", bare=True, check=_org, lean="past", lasts=True, sure=False),
    rule("school", rf"(?:{BE}|{ADV})?(?:going|go|goes|went|off|starts?|starting|started|attends?|attending)\s+(?:to\s+|at\s+)?(?P<v>(?:the )?(?:University of {_NAME}|(?:{_NAME} )(?:uni|university|college|school|academy|high|primary|secondary|grammar|sixth form)\b))", lean="past"),
    rule("school", rf"{IS}(?:a student|a (?:first|second|third|final)[- ]year|(?:a )?(?:freshman|sophomore|junior|senior)|a phd student|at (?:uni|university|college|school)|an undergrad|a postgrad) (?P<v>(?:\w+ ){{0,2}}(?:at|in) {_UNI})", check=lambda text: text),
    rule("school", rf"(?:{HAVE})?(?:{ADV})(?:got|been accepted|got accepted|accepted) (?:in)?to (?P<v>(?:[a-z]+ )?(?:drama|art|med|medical|law|vet|veterinary|film|dental|nursing|grad|graduate|culinary|music|business|grammar|private|boarding) school)\b", bare=True, lean="past"),
    rule("school", rf"(?:{IS}|{ADV})(?:in|at|starting|going into|starts)\s+(?P<v>(?:year|grade) (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)|(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth) grade|reception|kindergarten|nursery|sixth form|primary school|secondary school|middle school|high school)\b"),
    rule("school", rf"(?:{HAVE})?(?:{ADV})(?:graduated|graduating|dropped out|flunked out)\s+(?:from|of)\s+(?P<v>{_UNI}|uni|university|college|school)\b", negated=True, lean="past", bare=True),
    rule("school", rf"{IS}in (?:my|his|her) (?P<v>(?:first|second|third|fourth|final|last) year (?:of [a-z]+ )?(?:at {_UNI}|of (?:uni|university|college|school|med school|a phd)))"),
    rule("school", rf"(?:{IS}|{HAVE})?(?:{ADV})(?:started|starting|starts?|back at|begins?|began)\s+(?P<v>(?:uni|university|college|school|big school|nursery|secondary(?: school)?|primary(?: school)?|high school|sixth form|reception|med school|law school)(?: (?:in|at) {_NAME})?){STOP}", lean="past", bare=True),
)  # fmt: skip
_ALSO_AT = re.compile(rf"\s+(?:at|for|with|@) {_ORG}(?!')", re.I)
_FIELDS = re.compile(
    r"(?:law|medicine|nursing|physics|maths?|mathematics|chemistry|biology|history|philosophy|economics|business|engineering|psychology|linguistics|literature|english|french|german|spanish|chinese|japanese|computer science|architecture|art|fine art|music|drama|film|media|journalism|"
    r"politics|international relations|geography|geology|sociology|anthropology|archaeology|education|design|accounting|finance|marketing|pharmacy|dentistry|veterinary|theology|classics|\w+ (?:science|sciences|engineering|studies|design|history|management|therapy|arts?|law|biology|chemistry|physics)|\w+ology)\b",
    re.I,
)
_OUT = re.compile(
    r"(?:(?:'?ve|have|'s|has) )?(?:just )?(?:been |got |was |were |getting |am being |'?m being )?(?:laid off|made redundant|let go|fired|sacked|quit my job|quit the job|handed in my notice|resigned)\b"
    r"|'?m out (?:as of|from)\b|(?:quit|left) my job\b",
    re.I,
)


def _for_subject(text: str) -> str:
    """A school and what is studied there, if that can be studied."""
    return text if _FIELDS.match(re.sub(r"^.* (?:for|study|do|read) ", "", text)) else ""


def _subject(text: str) -> str:
    text = re.sub(r"(?<=[a-z]) (?!at\b)(?<!at )[A-Z]\w+$", "", text)  # "law Kevin": who is spoken to
    text = re.sub(r" (?:here|there|now|too|at the moment|right now)$", "", text.strip())
    return text.strip() if _FIELDS.match(text.strip()) else ""


def work(one: Said) -> Iterator[Found]:
    """Jobs, employers and schools."""
    found = [*tell(_RULES, one), *tell(_SCHOOL_RULES, one)]
    job = next((one for one in found if one.relation == "job" and not one.negated), None)
    at = _ALSO_AT.match(one.rest, job.stop) if job and not job.value.startswith("in ") else None
    if at and _org(at["v"]) and not any(each.relation == "employer" for each in found):
        found.append(Found("employer", at["v"], 0, at.end("v")))
    employer = next((one for one in found if one.relation == "employer"), None)
    for each in found:
        # "a teacher at Elm Road" is both; a place of work inside a job told at length is the job alone.
        if each.relation == "job" and employer and re.match(r"(?:\w+ )?(?:in|at|for) ", each.value):
            continue
        if each.relation == "employer" and place(each.value, known=True) and " in " in one.rest[: each.stop]:
            continue
        yield each
    out = _OUT.match(one.rest)
    if out and not any(each.negated for each in found) and one.who.how in ("i", "bare", "kin", "name"):
        yield from _out_of(one)


def _out_of(one: Said) -> Iterator[Found]:
    """Leaving an employer that an earlier message of the sender named, or this one."""
    employer = left_employer(one)
    if employer:
        yield Found("employer", employer, 0, len(one.rest), negated=True, lean="past")


def left_employer(one: Said) -> str:
    """For whom the sender works, as far as this chat told until now."""
    if one.who.subject.account != one.line.sender:
        return ""
    earlier = [one.line, *(line for line in one.thread.before(one.at, 400) if line.sender == one.line.sender)]
    for line in earlier:
        text = line.text if line is not one.line else line.text[: one.start]
        named = _BOSS.search(text)
        if named and _org(named["v"] or named["w"]):
            return named["v"] or named["w"]
    return ""


_BOSS = re.compile(
    rf"(?:\b(?:signed with|joined|job at|job with|starting at|started at|work(?:ing)? (?:at|for)|offer from) {_ORG})|^(?P<w>{_NAME}) (?:did|is doing|announced|had) (?:more )?(?:layoffs|lay-offs|cuts|redundancies)",
)
