"""How to reach people, and what opens things, as English says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.memory.reading.english_rules import Found
from zhiji.memory.reading.english_said import Said
from zhiji.memory.reading.english_standing import plain
from zhiji.memory.reading.english_words import KIN, may_be_name
from zhiji.memory.reading.naming import kin_of, named
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.records import Subject

CUES = Rarely(
    r"\d{3}|@|passw|passcode|wi-?fi|\bpin\b|\bcode\b|network|combination|combo|\bsafe\b|\bis now\b|padlock|\bkey ?safe|lock ?box|address|\bhandle\b",
    re.I,
)
_PHONE = re.compile(r"(?<![\w#£$€.@/-])(?P<v>\+?\(?\d[\d ().-]{6,18}\d)(?![\w@%]|[-/.]\d)")
_MAIL = re.compile(r"(?<![\w.])(?P<v>[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})\b", re.I)
_REACH = re.compile(
    r"\b(?:number|phone|mobile|cell|landline|tel|telephone|call|ring|text|whatsapp|get (?:me|hold)|reach|contact|ext(?:ension)?|signal|dial|digits|n[ou]\.?)\b|📞|☎|📱",
    re.I,
)
_IS_AT = re.compile(
    r"\b(?:dentist|doctor|surgery|vet|plumber|electrician|landlord|school|nursery|office|hospital|clinic|taxi|cab|garage|agency|hotel|[A-Z][a-z]+)(?:'s| is|:) \+?0"
)
_NOT_PHONE = re.compile(
    r"\b(?:order|booking|reference|ref|invoice|tracking|account|sort code|iban|isbn|flight|case|ticket|policy|customer|serial|model|pin|code|passport|nhs number|ni number|insurance|verification|loan|lottery|winning|won)\b",
    re.I,
)
_WHOSE = re.compile(
    rf"(?:\b(?:(?:my|our) )?(?P<tie>{KIN})'s|\b(?P<name>(?-i:[A-Z][\w-]+(?: [A-Z][\w-]+)?))'?s?|\b(?:the |our |my )?(?P<trade>(?!her\b|your\b|their\b|for\b|or\b|after\b|over\b|ever\b|never\b|other\b|later\b|under\b|number\b|whatever\b|per\b)(?:[a-z]{{2,}}(?:er|or|ist|ian)|vet|gp|surgery|clinic|office|reception|school|nursery|landlord|hospital)))(?:'s)?(?: new| mobile| work| home| direct| phone)*(?: is(?= *$)|:(?= *$)| (?:number|no\.?|phone|mobile|cell|landline|email|e-mail|tel)\b)",
    re.I,
)
_BESIDE = re.compile(
    rf"\b(?:(?:my|our|the) )?(?:(?:{KIN}|plumber|electrician|vet|builder|driver|lawyer|accountant|agent|doctor) )(?P<name>(?-i:[A-Z][a-z][\w-]*)):? ?$",
    re.I,
)
_ADDRESSED = re.compile(
    r"\b(?:(?:my|our)(?: new| home| postal| full)?|new|home|postal) address(?: is|'s|:)? (?P<v>(?:flat \w+,? )?\d+\w? [\w' ]+(?:,? [\w ]+){0,4})",
    re.I,
)
_HANDLE = re.compile(
    r"\b(?:my )?(?P<on>insta(?:gram)?|telegram|discord|signal|twitter|wechat|line id|skype)(?: handle| id| username| name)?(?: is|'s|:) (?P<v>@?[\w.#-]{3,30})(?=\s*(?:$|[,.!]))",
    re.I,
)

_OPENS = r"(?:(?:gate|door|garage|shed|barn|office|lobby|building) (?:keypad|padlock|lock|alarm|buzzer)|wi-?fi|wlan|guest wi-?fi|internet|router|network|(?:the |our |my )?(?:(?:front|back|side|main|garage|bike|shed|office|studio|building|street|cellar|bin|car park|roof|gym|pool|storage|basement|stair|communal|outer|inner|school|garden|church|kitchen|staff|locker|changing) ?)?(?:room|door|gate|alarm|safe|key ?safe|lock ?box|locker|padlock|lock|garage|shed|entry|entrance|building|bike store|bike shed|lift|buzzer|keypad|cabinet|store|intercom|laptop|ipad|tablet|phone|netflix|spotify|zoom|account|barrier|boot room|studio|flat|cottage|airbnb|house|office|keypad|fire safe|gun safe|boathouse|clubhouse|hall|bin store|changing room|post ?box|mailbox|garage door|stairwell|fridge|tool ?box|suitcase|boiler room|pavilion|allotment|marina|barn|stable|tack room|container|unit|lab|server room))"
_SECRET = r"(?:code|pass ?word|passcode|pass|pw|pwd|pin|pin code|combination|combo|passphrase|key code|access code|entry code)"
_TOKEN = r"(?:[\"“'‘](?P<q>[^\"”“]{3,40})[\"”'’]|(?P<v>[^\s,;\"“”]{3,40}))"
_CODE = (
    Rarely(rf"(?P<what>{_OPENS})(?:'s)? ?(?:new |guest |main )?{_SECRET}(?: (?:for \w+ )?(?:from \w+ |as of \w+ |starting \w+ )?(?:is|has changed to|changed to)|(?:'s| is| has been) changed to|'s|:| =|,| -)?(?: now| still| actually| currently)? {_TOKEN}", re.I),
    Rarely(rf"\b(?:new |the |guest )?{_SECRET} (?:for|to|of|on) (?P<what>(?:the |our |my )?(?:\w+'s )?{_OPENS}|(?:the |our )?\w+(?: \w+)?)(?: is|'s|:| =)(?: now| still)? {_TOKEN}", re.I),
    Rarely(rf"\bnetwork(?: name)?(?: is|:| =)? ?[\"“]?(?P<what>[\w.-]+)[\"”]?,? (?:and |the )?{_SECRET}(?: is|'s|:| =)? {_TOKEN}", re.I),
    Rarely(rf"(?P<what>wi-?fi|wlan|(?:front |back |side )?door|gate|alarm|key ?safe|lock ?box|padlock|bike lock|locker|keypad|safe|garage|shed|combination lock|suitcase lock)(?: is|:| =) {_TOKEN}", re.I),
)  # fmt: skip
_PAIR = Rarely(rf"\b(?:wi-?fi|network)(?: is|'s|:)? (?P<what>[\w-]+) ?/ ?{_TOKEN}", re.I)
_FOR = Rarely(
    rf"\b{_SECRET}(?: is|'s|:)? {_TOKEN} (?:for|to|on) (?P<what>(?:the |our |my )?{_OPENS})\b", re.I
)
# What is locked and, some words on, its number: "the alarm, if it goes off, is 2908", "new padlock, number is 1916".
_LOCK = Rarely(
    r"\b(?P<what>(?:(?:front|back|side|garden|main|bike|school|allotment) )?(?:alarm|gate|padlock|keypad|safe|key ?safe|lock ?box|door|shed|garage|lock))(?P<q>\0{9})?\b(?:(?:,[^.?!,]{2,40},| on a keypad(?: now)?,| as of \w+,| \(?new\)?,|,)? (?:is now|is|code'?s?(?: is)?|number'?s?(?: is)?|combination'?s?(?: is)?|the code is|the number is|the combo is)|(?: is)? on a keypad(?: now)?,)"
    r" (?P<v>[#*]?\d[\d-]{2,8}\d[#*]?)(?![\w%]| (?:euro|quid|pounds|dollars|metres|meters|m\b|kg|yards|years|people))(?P<hash>,? (?:and )?(?:then )?(?:the )?(?:hash|pound))?",
    re.I,
)
_PRICE = re.compile(r" ?(?:euros?|quid|pounds|dollars|bucks|€|£|metres|meters|years)\b", re.I)
_NO_LOCK = re.compile(r"[£$€]|\b(?:cost|costs|price|worth|call|ring|dial)\b", re.I)
_ONLY = re.compile(
    rf"^(?:(?:and |the |new |ok |it'?s |guest )*{_SECRET}(?:'s)?(?: is now| is|'s|:| =)|it'?s(?: now| just)?|its(?: now)?|it is(?: now)?) {_TOKEN}",
    re.I,
)
_THING = Rarely(rf"\b(?P<what>{_OPENS})\b", re.I)
_ABOUT = re.compile(rf"\b(?:wi-?fi|keypad|padlock|{_SECRET}|key ?safe|lock ?box|alarm|padlock)\b", re.I)
_ONE_TIME = Rarely(
    r"\b(?:verification|one[- ]time|otp|expires?|do not share|don't share|never share|promo|discount|voucher|coupon|booking|tracking|reference|post ?code|zip|area code|dress code|error|sort code|qr|source code|code review|security code|% off|log ?in code|2fa|authenticat\w+|cheat)\b",
    re.I,
)
_WORDS_NOT_CODES = re.compile(
    r"^(?:the|an?|on|in|at|not|same|still|now|my|your|our|wrong|expired|written|taped|under|it|is|was|there|here|please|again|for|so|no|yes|too|also|just|what|to|and|but|or|with|from|as|like|pretty|really|very|broken|down|working|fixed|changed|changing|needed|required|hidden|somewhere|super|slow|fast|great|terrible|awful|ok|okay|back|up|out|off|that|this|these|green|red|blue|yellow|locked|open|opens|closed|shut|case|all|in(?:side)?|behind|next|attached|below|above|incorrect|weak|strong|free|gone|bad|good|rubbish|crap|shit|working|being|getting|going|always|never|safe|secure|secret|sent|coming|different|easy|missing|reset)$",
    re.I,
)


def contacts(one: Said) -> Iterator[Found]:
    """Phone numbers, addresses for mail, and codes."""
    code = _code(one)
    if code:
        yield code
        return
    text, base = plain(one.clause.text), one.clause.start
    for mail in _MAIL.finditer(text):
        yield _reached(one, mail["v"], base + mail.start(), base + mail.end())
    phone = _PHONE.search(text)
    whole = plain(one.line.text)
    if (
        phone
        and _is_phone(phone["v"])
        and not _NOT_PHONE.search(_before(one, phone.start()) + text)
        and _speaks_of_phones(one, whole[max(0, base + phone.start() - 80) : base + phone.end() + 40])
    ):
        yield _reached(one, phone["v"].strip(), base + phone.start(), base + phone.end())
    handle = _HANDLE.search(text)
    if handle and not _WORDS_NOT_CODES.match(handle["v"]):
        yield Found("contact", handle["v"], base + handle.start(), base + handle.end(), subject=Subject(account=one.line.sender), in_line=True, lasts=False)  # fmt: skip
    address = _ADDRESSED.search(one.line.text, base)
    if address and address.start() < one.clause.stop:
        yield Found("home", address["v"], address.start(), address.end(), subject=Subject(account=one.line.sender), in_line=True, lasts=False)  # fmt: skip


def _before(one: Said, at: int) -> str:
    """The words right before a place of the clause, over its beginning."""
    start = one.clause.start + at
    return plain(one.line.text[max(0, start - 20) : start])


def _is_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return 8 <= len(digits) <= 15 and not re.match(
        r"(?:19|20)\d\d[- .]\d\d?[- .]\d\d?$|\d\d?[-. ]\d\d?[-. ](?:19|20)?\d\d$|\d{1,2}-\d{1,2}",
        text.strip(),
    )


def _speaks_of_phones(one: Said, whole: str) -> bool:
    if _REACH.search(whole) or _IS_AT.search(whole):
        return True
    asked = next(iter(one.thread.before(one.at, 1)), None)
    return asked is not None and asked.sender != one.line.sender and bool(re.search(r"\b(?:number|phone|reach|contact)\b", asked.text, re.I))  # fmt: skip


def _reached(one: Said, value: str, start: int, stop: int) -> Found:
    """A number or an address, with whose it is: the sender's unless somebody else is named before it."""
    before = plain(one.line.text[max(0, start - 60) : start])
    found = next(reversed([*_WHOSE.finditer(before)]), None)
    beside = _BESIDE.search(before)
    if (
        beside
        and may_be_name(beside["name"])
        and beside["name"].casefold()
        not in ("whatsapp", "signal", "tel", "mob", "mobile", "email", "phone", "cell", "office", "landline")
    ):
        return Found(
            "contact",
            value,
            start,
            stop,
            subject=named(one.thread, beside["name"]),
            in_line=True,
            lasts=False,
        )
    subject = Subject(account=one.line.sender)
    sure = bool(
        re.search(r"\b(?:my|me|mine|email's|email is|new number|i'm on)\b", plain(one.line.text), re.I)
    )
    if found and not re.search(r"\bmy (?:\w+ )?(?:number|mobile|phone|email|cell)\b", before, re.I):
        sure = True
        if found["tie"]:
            subject = kin_of(one.line, found["tie"].casefold())
        elif (
            found["name"]
            and may_be_name(found["name"].split()[0])
            and found["name"].casefold() not in ("new", "old", "work")
        ):
            subject = named(one.thread, found["name"])
        elif found["trade"] and re.search(r"\bnew office number$", before.strip().removesuffix(" is"), re.I):
            pass  # his own, who says so
        elif found["trade"]:
            subject = Subject(name=found["trade"].casefold())
    else:
        other = re.search(
            r"\b(?:call|ring|text|try|contact|email|reach|ask)\s+(?P<n>(?-i:[A-Z][\w-]+)|(?:my |the )?[a-z]+)\s+(?:on|at|:)",
            before,
            re.I,
        )
        if other and other["n"].casefold() not in ("me", "us", "back", "you"):
            name = other["n"].removeprefix("the ").removeprefix("my ")
            subject, sure = named(one.thread, name), True
        elif not sure:
            asked = next(iter(one.thread.before(one.at, 1)), None)
            sure = asked is not None and bool(
                re.search(r"\b(?:your|ur) (?:\w+ )?(?:number|phone|email|mobile)", asked.text, re.I)
            )
    return Found("contact", value, start, stop, subject=subject, in_line=True, lasts=False, sure=sure)


_NUMBERED = re.compile(r"lock|safe|door|room|bike", re.I)
_THEN_SECRET = re.compile(
    rf",? (?:and |with |the |its |whose )*(?P<what>){_SECRET}(?:'s| is|:)? (?P<q>\0{{9}})?(?P<v>[#*]?\d[\d-]{{2,12}})",
    re.I,
)


def _numbered(one: Said, found: re.Match[str], text: str) -> Found | None:
    """The code of "locker is 114, combination 2-9-0-7", whose number opens nothing."""
    secret = _THEN_SECRET.match(text, found.end())
    if secret is None:
        return None
    digits = re.sub(r"(?<=\d)-(?=\d(?:-|$))", "", secret["v"].rstrip("-"))
    return _opens(one, re.sub(r"^(?:the|our|my|your) ", "", found["what"], flags=re.I), digits, secret)


def _code(one: Said) -> Found | None:
    line = plain(one.line.text)
    text = line[one.clause.start :]
    if _ONE_TIME.search(line):
        return None
    until = re.search(r"(?<=\w)[.!?]\s|\n", text)
    text = text[: until.start() + 1] if until else text
    for pattern in (_PAIR, _FOR, *_CODE, _LOCK):
        found = pattern.search(text)
        if found and _NUMBERED.search(found["what"]) and _THEN_SECRET.match(text, found.end()):
            return _numbered(one, found, text)
        if found and found.start() < len(one.clause.text) and not _PRICE.match(text, found.end()):
            value = _secret(found)
            if value and pattern is _LOCK:
                if _NO_LOCK.search(text):
                    continue
                value += "#" if found["hash"] else ""
            if value:
                what = re.sub(r"^(?:the|our|my) ", "", found["what"], flags=re.I)
                return _opens(one, what, value, found)
    told = (pattern.search(line) for pattern in (_PAIR, _FOR, *_CODE))
    alone = None if any(found and _secret(found) for found in told) else _ONLY.match(text)
    value = _secret(alone) if alone else ""
    if alone and value:
        what = _what_before(one, told=bool(_SECRETLY.search(alone.group())))
        return _opens(one, what, value, alone) if what else None
    return _asked_for(one)


def _asked_for(one: Said) -> Found | None:
    """A code that is all of an answer: "Harbour2031, no spaces" after "what's the wifi?"."""
    alone = _BARELY.match(plain(one.line.text)) if one.clause.start == 0 else None
    value = alone["v"].rstrip(".,!?)") if alone else ""
    if not alone or len(value) < 4 or not re.search(r"\d", value) or not _secret(alone):
        return None
    for line in one.thread.before(one.at, 2):
        text = plain(line.text)
        if line.sender != one.line.sender and _ABOUT.search(text) and _WANTS.search(text):
            things = [*_THING.finditer(text)]
            known = next(
                (thing for thing in things if _ABOUT.search(thing["what"])), things[0] if things else None
            )
            return _opens(one, known["what"] if known else "wifi", value, alone)
    return None


_BARELY = re.compile(
    r"^(?:\W*(?:yes|yep|sure|ok|oh|so|it'?s|its|should be|try|still|here you go|hang on)\W+){0,3}(?:(?:guest|network|[\w-]+) ?/ ?)?(?P<q>\0{9})?(?P<v>(?:[#*]?\d[\d-]{2,9}[#*]?|(?=[^\s]*\d)(?=[^\s]*[A-Za-z])[A-Za-z\d!@#$%&_-]{6,30}))(?=\s*(?:$|[,.!(;]|(?: (?:no|all|with|capital|don'?t|same|and|then|lower|upper|x+|but|i think)\b)))"
)
_WANTS = re.compile(
    r"\?|\b(?:what'?s|remind|forgot|forgotten|need|send|tell me|again|got the|know the)\b", re.I
)
_SECRETLY = re.compile(rf"\b{_SECRET}\b", re.I)


def _opens(one: Said, what: str, value: str, found: re.Match[str]) -> Found:
    base = one.clause.start
    return Found("code", value, base + found.start(), base + found.end(), subject=Subject(name=what.casefold() if not re.search(r"[-_\d]", what) else what), in_line=True, lasts=False)  # fmt: skip


def _secret(found: re.Match[str]) -> str:
    """The code or password, if it is one; plain words are none, unless they stand in quotes."""
    if found["q"]:
        return found["q"]
    value = found["v"].rstrip(".,!?)")
    if (
        _WORDS_NOT_CODES.match(value)
        or re.search(r"[()\[\]=<>{}]", value)
        or re.match(
            r"https?:|\d+(?:th|st|nd|rd|am|pm|%|min|mins|k|km|m)$|\d{1,2}[:.]\d\d$|[£$€]", value, re.I
        )
    ):
        return ""
    if re.search(r"\d", value):
        return value if len(value.strip("#*")) >= 3 else ""
    is_password = re.search(r"pass|pw|wi-?fi", found.group(), re.I)
    return value if is_password and (re.search(r"[-_!@#$%&]|.[A-Z]", value) or len(value) >= 8) else ""


def _what_before(one: Said, *, told: bool = False) -> str:
    """What a code opens that is told alone: spoken of before in the message, or in the question it answers."""
    earlier = [plain(one.line.text[: one.clause.start])]
    earlier += [plain(line.text) for line in one.thread.before(one.at, 2)]
    for text in earlier:
        if told or _ABOUT.search(text):
            things = [*_THING.finditer(text)]
            if things:
                known = next((thing for thing in things if _ABOUT.search(thing["what"])), things[0])
                return re.sub(r"^(?:the|our|my) ", "", known["what"], flags=re.I)
    return ""
