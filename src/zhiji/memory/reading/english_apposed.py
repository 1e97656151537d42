"""What English tells without a verb of its own: "Kemi, civil engineer, 31", "Ann from my lab", "is nurse in the General"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhiji.memory.reading.english_occupations import is_occupation
from zhiji.memory.reading.english_rules import ADV, HAVE, IS, STOP, Found, rule, tell
from zhiji.memory.reading.english_said import Said
from zhiji.memory.reading.english_standing import plain
from zhiji.memory.reading.english_words import LANGUAGES, may_be_name
from zhiji.memory.reading.english_work import MEETING
from zhiji.memory.reading.naming import named
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.records import Subject

CUES = Rarely(
    r"\b(?:from (?:my|the|our)|boss|supervisor|manager|owner|landlord|landlady|teacher|tutor|coach|job|gig|role|position|with|is|'s|i'?m|do|does|doing|phd|master'?s|msc|mba|ma|degree|postdoc|finished|got it|have|has|that'?s)\b|, \d\d\b|^[A-Z][\w ]{4,40}[.!]*$",
    re.I,
)
_ROLE = r"(?:supervisor|boss|manager|line manager|owner|landlord|landlady|teacher|tutor|coach|mentor|flatmate|housemate|roommate|assistant|secretary|neighbour|neighbor|doctor|dentist|therapist|trainer|agent|accountant|lawyer|solicitor|head ?teacher|principal|childminder|nanny|cleaner|apprentice|colleague|classmate|godfather|godmother|landscaper|caretaker)"
_PERSON = r"(?-i:[A-Z][a-z][\w'-]*(?: [A-Z][a-z][\w'-]+)?)"
# "one fine boy, Kemi, civil engineer, 31": a name, a trade, an age.
_TRADE = re.compile(
    r"(?:^|[,:(] ?|\bis |\bcalled |\bnamed )(?P<who>(?-i:[A-Z][a-z][\w'-]+)),? (?:an? )?(?P<job>[a-z][a-z -]{2,30}?), (?:aged? )?(?P<age>\d\d)\b(?! (?:minutes|euro|quid|people|guests|tickets|of|am|pm))"
)
_THEIR_ROLE = re.compile(
    rf"\b(?P<v>(?-i:[A-Z][\w-]+)'s (?:new |old |phd )?{_ROLE}),? (?P<who>{_PERSON})(?=[,.]|$| (?:is|has|will|said|says|stands|from|and)\b)"
)
_NEW_ROLE = re.compile(
    rf"\b(?:(?:my|our|the|your) )?(?P<v>[Nn]ew {_ROLE})(?:'s name is|'s called| is called|'s| is|,|:) (?P<who>{_PERSON})(?=[,.!]|$| (?:from|starts|is|and|has|will|who)\b)"
)
_FROM_MY = re.compile(
    rf"\b(?P<who>{_PERSON}),? (?P<v>from (?:my|our) (?:old |new |evening |book |running |swimming |spanish |yoga )?(?:lab|office|work|job|team|course|class|school|uni|college|choir|club|gym|church|band|street|building|department|floor|village|group|shift|crew|nct group|mosque|parish|cohort|year))\b",
    re.I,
)
_IS_BOSS = re.compile(
    rf"(?:^|[,.;] ?|\b(?:and|but|so) )(?P<who>[A-Za-z][a-z]{{2,11}}) ?(?:'s| is) (?P<v>(?:your|my|our) (?:new |old |line |acting )?{_ROLE})\b(?=\W*$|[,.!]| (?:now|when|while|from|until|since|for)\b)",
    re.I,
)
_NOT_WHO = re.compile(
    r"(?:he|she|it|that|this|who|what|there|here|they|name|which|one|where|job|work|god|google|everyone|nobody|boss)$",
    re.I,
)
_FEW = r"[a-z][\w&/'-]*(?: [a-z][\w&/'-]*){0,3}?"
_ORG = r"(?:the |an? )?(?-i:[A-Z][\w&'’-]+)(?: (?-i:[A-Z][\w&'-]+)| (?:hospital|university|school|college|council)){0,3}"


def _job(text: str) -> str:
    about = re.search(r"\b(?:an?|the|about|for|of|to|as|down)\b", text)
    return text.strip() if not about and is_occupation(text.strip()) else ""


def _not_day(text: str) -> str:
    return (
        ""
        if MEETING.search(text)
        or re.match(
            r"(?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|christmas|easter|me|you|him|her|them)\b",
            text,
            re.I,
        )
        else text.strip()
    )


_RULES = (
    rule("job", rf"{IS}(?P<v>{_FEW})(?= (?:in|at|for|with) {_ORG})", check=_job),
    rule("job", rf"(?:{IS}|{HAVE}been |works? |working |started |joined )(?:now )?(?:with|at|for) {_ORG},? (?:now )?as (?:an? |the |their )?(?P<v>{_FEW}){STOP}", check=_job),
    rule("job", rf"(?:{HAVE})?(?:{ADV})(?:got|gotten|landed|found|scored|picked up|bagged|secured|has|have) (?:myself |himself |herself )?(?:an? |the )(?:new |part[- ]time |summer |weekend |full[- ]time )?(?P<v>{_FEW}) (?:job|gig|role|position|post|apprenticeship|contract)\b", check=_job, bare=True, lean="past"),
    rule("job", rf"(?:{ADV})(?:do|does|doing|{IS}doing) (?P<v>(?:the )?(?:tax|taxes|accounts|bookkeeping|the books|books|payroll|hr|it|it support|marketing|admin|security|reception|cleaning|deliveries|sales|design|graphic design|pr|catering|childcare|night shifts|nights|data entry|customer service|quality control|social media) (?:for|at|in) (?:this |an? |the |my (?:uncle|aunt|dad|mum|mom|cousin|brother|sister)'?s? )?(?:small |big |little |local |tiny |new )?(?:[\w'&-]+ ?){{1,3}}?){STOP}"),
    rule("employer", rf"{IS}(?P<j>{_FEW}) (?:in|at|for|with) (?P<v>{_ORG})", check=_not_day),
    rule("employer", rf"{IS}(?:now )?with (?P<v>{_ORG})(?= as (?:an? |the )?[a-z])", check=_not_day),
    rule("employer", rf"(?:{HAVE})?(?:{ADV})(?:has |have |got |landed |found |took |taken |started )(?:himself |herself |myself )?(?:an? |the |his |her |my )?(?:new |part[- ]time |good |summer )*(?:job|gig|role|position|post) (?:in|at|with|for) (?P<v>(?:the )?(?-i:[A-Z][\w&'-]+)(?: (?-i:[A-Z][\w&'-]+)){{0,2}})", check=_not_day, bare=True, lean="past"),
    rule("employer", rf"(?:{HAVE})?(?:{ADV})(?:finished|wrapped|done|through) (?:up )?(?:with|at) (?P<v>(?:the )?(?-i:[A-Z][\w&'-]+)(?: (?-i:[A-Z][\w&'-]+)){{0,2}})(?= (?:on|last|yesterday|today|in|for good|after)\b)", check=_not_day, negated=True, bare=True, lean="past"),
    rule("employer", rf"{IS}(?:now |working |teaching |based )?in (?P<v>(?-i:[A-Z][\w'-]+) (?:(?-i:[A-Z][\w'-]+) ){{0,2}}(?-i:College|School|University|Hospital|Clinic|Library|Museum|Bank|Hotel))(?=\W|$)"),
    rule("school", r"(?:doing |in |on |finishing )?(?:(?:my|his|her|an?|the) )?(?:phd|ph\.d|master'?s|msc|mba|ma|bsc|ba|llm|undergrad|postdoc|doctorate|pgce) (?:at|in) (?:the )?(?P<v>(?:University of )?(?-i:[A-Z][\w'-]+)(?: (?-i:[A-Z][\w'-]+)){0,2})(?=\W|$)", check=_not_day, bare=True),
    rule("language", rf"(?:only |just |also )?(?:have|has|had|'?ve got|got) (?:only |just )?(?:some |a bit of |a little |a little bit of |kitchen |school |holiday |pub |restaurant |survival |basic |rusty |enough |very little )+(?:of )?(?P<v>{LANGUAGES})\b(?! (?:homework|class|exam|lesson|food|bread|books?))", lasts=False),
)  # fmt: skip
_GOT_IT = re.compile(
    r"\b(?:i|she|he|we) got it\b|\bgot the job\b|\bnew job\b|\bgot promoted\b|\bi'?m hired\b|\bpromotion\b",
    re.I,
)
_ALONE = re.compile(r"^(?:an? |as an? )?(?P<v>[A-Za-z][\w' -]{3,40}?)[.!]*$")


def apposed(one: Said) -> Iterator[Found]:
    """Trades, ages, roles and places of work told in apposition, or without an article."""
    found = [*tell(_RULES, one)]
    job = next((each for each in found if each.relation == "job"), None)
    for each in found:
        if each.relation == "employer" and not each.negated and _lacks_job(one, each, job):
            continue
        yield each
    text, base = plain(one.clause.text), one.clause.start
    alone = _ALONE.match(text) if one.bare and base else None
    if alone and is_occupation(alone["v"].casefold()) and _GOT_IT.search(plain(one.line.text)[:base]):
        yield Found("job", alone["v"], base, base + alone.end("v"), subject=Subject(account=one.line.sender), in_line=True)  # fmt: skip
    yield from _roles(one)


def _lacks_job(one: Said, found: Found, job: Found | None) -> bool:
    """Whether "is keen in Leeds" was read for a place of work: only a trade goes before one."""
    before = re.match(rf"{IS}(?:in|at|now|with|working|teaching|based)?\b", one.rest, re.I)
    trade = re.match(rf"{IS}(?P<j>{_FEW}) (?:in|at|for|with) {re.escape(found.value)}", one.rest, re.I)
    if before is None or trade is None or re.match(r"(?:now|working|teaching|based)$", trade["j"], re.I):
        return False
    return job is None


def _roles(one: Said) -> Iterator[Found]:
    text, base = plain(one.line.text), one.clause.start
    for pattern in (_THEIR_ROLE, _NEW_ROLE, _FROM_MY, _IS_BOSS):
        for each in pattern.finditer(text, max(0, base - 50)):
            if not base <= each.start("who") < one.clause.stop or _NOT_WHO.match(each["who"]):
                continue
            name = each["who"]
            if not may_be_name(name[:1].upper() + name[1:].split()[0]):
                continue
            yield Found("relation", each["v"], each.start(), each.end(), subject=named(one.thread, name), in_line=True, lasts=False)  # fmt: skip
    trade = _TRADE.search(text, max(0, base - 2))
    if trade and base <= trade.start("who") < one.clause.stop and may_be_name(trade["who"]) and is_occupation(trade["job"]):  # fmt: skip
        told = Found("job", trade["job"], trade.start("who"), trade.end("job"), subject=named(one.thread, trade["who"]), in_line=True, lasts=False)  # fmt: skip
        yield told
        yield replace(told, relation="age", value=trade["age"], stop=trade.end("age"))
