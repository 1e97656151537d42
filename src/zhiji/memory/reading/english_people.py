"""What people are called, how old they are, and who they are to each other, as English says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhiji.memory.reading.english_rules import (
    ADV,
    BE,
    BE_NOT,
    GOT,
    HAVE,
    IS,
    NOT,
    STOP,
    Found,
    Lean,
    rule,
    tell,
)
from zhiji.memory.reading.english_said import Said
from zhiji.memory.reading.english_standing import plain
from zhiji.memory.reading.english_words import CHILDREN, ELDER, KIN, LOVED, may_be_name
from zhiji.memory.reading.naming import kin_of
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.records import Subject

CUES = Rarely(
    r"\b(?:names?|surname|called|calls? me|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|this is|it'?s|i'?m|here|\d{1,2}(?:th|st|nd|rd)?|turn(?:s|ed|ing)?|years? old|wife|husband|girl|boy|girlfriend|boyfriend|gf|bf|fianc\w*|hubby|missus|spouse|partner|married|engaged|dating|seeing|single|divorc\w+|split|broke up|broken up|separated|together|widow\w*|"
    r"mum|mom|dad|mother|father|kids?|child(?:ren)?|sons?|daughters?|sisters?|brothers?|siblings|cousins?|twins?|nephews?|nieces?|uncle|aunt\w*|flatmates?|roommates?|housemates?|colleague|neighbou?r|landlord|boss|friends?|met|know each other|introduced|born|from the|from your|invoice|passport|ticket|form|contract|goes by|baby|expecting|done|over\b|proposed|said yes|maid|best man|bridesmaid|next of kin|seventieth|\w+tieth|\w+'s \w+|grand\w+|godson|goddaughter|godmother|godfather|ex)\b"
    r"|'s (?:a|my)\b",
    re.I,
)
_NAME = r"(?-i:[A-ZÀ-Þ][\wÀ-ÿ'’-]*\w(?: (?:van |de |da |von |O'|Mc)?[A-ZÀ-Þ][\wÀ-ÿ'’-]+){0,2})"
_V = rf"(?P<v>{_NAME})"
_LOWER = r"(?P<v>[A-Za-zÀ-ÿ][\wÀ-ÿ'-]+)"


def _name(text: str) -> str:
    words = text.split()
    return text if words and may_be_name(words[0]) else ""


def _given(text: str) -> str:
    """A name that "called" gives, which may be typed without a capital."""
    return text if may_be_name(text[:1].upper() + text[1:]) else ""


_NAMES = (
    rule("name", rf"(?:'s |my |our )(?:first |full |real |legal |last |middle |maiden |sur|new |actual |proper |birth )?name(?:'s| is|:)\s+(?:actually |now |really )?{_V}", check=_name, bare=True),
    rule("name", rf"(?:'s |my |our )(?:first |full |real |legal |last |middle |maiden |sur)?name(?:'s| is)\s+{_LOWER}{STOP}", check=_given, bare=True),
    rule("name", rf"(?:full |real |legal |first |last |sur|the )?name(?:'s| is|:)\s+{_V}", check=_name, bare=True),
    rule("name", rf"(?:(?:please |just |you can |everyone |everybody |friends |my friends |people )+)?calls? me\s+{_V}", check=_name, bare=True),
    rule("name", rf"(?:everyone|everybody|people|friends|my friends|they all|most people|the lads|the girls) (?:just |always )?calls? me (?!a\b|an\b|the\b|up\b|out\b|back\b|in\b|at\b|when\b|on\b|crazy|mad\b|if\b|for\b|names){_LOWER}{STOP}", check=_given, bare=True, lasts=False),
    rule("name", rf"(?:i )?(?:go|goes) by\s+{_V}", check=_name),
    rule("name", rf"{IS}(?:called|named)\s+{_V}", check=_name),
    rule("name", rf"{IS}called\s+{_LOWER}{STOP}", check=_given),
    rule("name", rf"(?:it'?s|this is|its)\s+(?:me,? )?{_V}(?= here\b|,? from\b|\s*\(|,? the \w+ (?:from|at)\b)", check=_name, bare=True),
    rule("name", rf"{_V} here(?=[,.! ]|$)(?! (?:is|are|has|we|and there))", check=_name, bare=True),
    rule("name", rf"(?:we |they |have |'?ve )?(?:named|called) (?:her|him|the baby|our daughter|our son|the little one|our (?:boy|girl))\s+{_V}", check=_name, sure=False),
)  # fmt: skip

_MONTH = r"january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_SOON = rf"(?=\s*(?:$|[,.!;)…(]|[^\w\s%°:'/-]| (?:now|today|tomorrow|already|soon|next|this|last|yesterday|and|but|so|btw|though|tho|years? old|years? young|yrs? old|yo\b|y/o|in (?:{_MONTH}|a (?:week|month|few)|two|three)|on (?:mon|tue|wed|thu|fri|sat|sun|the)\w*|at (?:the|christmas|easter)|lol|haha|if you|with|when)\b))"
_NUMBER = r"(?P<v>\d{1,3}(?: (?:and a half|1/2))?(?: (?:months?|weeks?)(?: old)?)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|eighteen|nineteen|sixteen|seventeen|fifteen)"
_AGES = (
    rule("age", rf"{IS}(?:(?:about|almost|nearly|only|around|over) )?{_NUMBER}{_SOON}"),
    rule("age", rf"(?:{IS}|'?ll be |will be |{ADV})?(?:turned|turns|turn|turning)\s+(?:the big )?{_NUMBER}{_SOON}", lean="future", bare=True),
    rule("age", rf"(?:'?ll be|will be|is going to be|'s going to be|'?m going to be)\s+{_NUMBER}(?=.*\b(?:in|on|this|next|tomorrow|years old|soon)\b)(?! (?:there|late|min|back|here|of|people|am|pm|degrees|minutes|hours|weeks|days))", lean="future"),
    rule("age", r"(?:it'?s |its )?(?:my|our|'s) (?P<v>(?:[2-9]|1\d)\d?)(?:th|st|nd|rd)(?: birthday)?(?= (?:on|this|next|in|is|today|tomorrow|soon|birthday)\b|\W*$)", lean="future", bare=True),
    rule("age", rf"(?:'?ll be|will be|is going to be)\s+{_NUMBER}(?=\W*$)", lean="future", sure=True),
    rule("age", r"(?:'s |my |our )?(?P<v>(?:[2-9]\d|1[3-9])(?:th)|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth|sixty[- ]fifth|seventy[- ]fifth|eighteenth|twenty[- ]first)(?: birthday| bday)?(?= (?:is|on|in|next|this|coming)\b)(?! (?:of|floor|anniversary))", lean="future"),
    rule("age", rf"(?:{IS}(?:nearly|almost|just|only|already|about to be|going to be)|(?:{IS}|'?ll be )?(?:turned|turns|turning)|(?:'?ll|will) be) (?P<v>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen){_SOON}(?!.* (?:of us|o'clock))", lean="future"),
    rule("age", r"(?P<v>\d{1,3}) (?:years? old|yrs? old|y/?o)\b", bare=True),
)  # fmt: skip
# "my Zara (4 this month)", "my 6-year-old son".
_AGED = re.compile(
    rf"\b(?:my|our) (?P<name>(?-i:[A-Z][\w-]+)|{ELDER}(?:{KIN})),? \(?(?:who'?s |is |aged )?(?P<age>\d{{1,2}})(?P<soon> (?:this|next) (?:month|week|year)| (?:in|on) [\w ]{{2,14}})?(?:, [^()]{{0,20}})?\)"
    rf"|\b(?:my|our) (?P<years>\d{{1,2}})[- ]?(?:year[- ]old|yo|y/o) (?P<kin>{KIN})?",
    re.I,
)

_WHOM = rf"(?P<v>{_NAME})"
_LEFT_ME = re.compile(
    rf"\bmy (?P<v>{LOVED})(?: (?P<name>(?-i:[A-Z][\w-]+)))? (?:has |just |and i |and i have |and i just |and i've )*(?:broke up|broken up|dumped me|left me|split|separated|divorced|called it off)",
    re.I,
)
_WRITTEN_ON = re.compile(
    r"(?:\bit'?s|\bits|\bneeds?|\bsays|\bput|\buse|\bunder|\bas|\bwants?) (?P<v>(?-i:[A-ZÀ-Þ][\wÀ-ÿ'-]+(?: [A-ZÀ-Þ][\wÀ-ÿ'-]+){1,2})) (?:on|in) (?:the|my|all my|your) (?:invoices?|tickets?|passport|forms?|contract|booking|card|badge|papers|paperwork|visa|lease|payslip|certificate)\b"
)
_LOVES = (
    rule("partner", rf"(?:{IS})?(?:{ADV})(?:married|engaged) to (?P<v>(?:an? |my |his |her )?(?:{_NAME}|[a-z]+(?: [a-z]+)?)(?: (?:from|in) {_NAME})?){STOP}", check=lambda text: _whom(text)),
    rule("partner", rf"(?:{HAVE}|{IS}|got |getting |'re getting )?(?:{ADV})(?:got |getting )?(?P<v>married|hitched|divorced|separated|widowed)\b(?<!getting married)(?! (?:couple|on an?\b|on another|life|people|friends|men|women|man|woman|name))(?=\W|$| (?:now|since|last|in|on|for|yesterday|today|and|with|for|next|this|but|with)\b)(?!.*\?)", lean="past", bare=True),
    rule("partner", rf"(?:{IS}|got |{HAVE}(?:got |been ))(?:{ADV})(?P<v>engaged)\b(?! (?:with|in (?:an?|the|my|our|this|some)|on an))(?=\W|$| (?:now|since|last|in|on|yesterday|today|and|but)\b)", lean="past", bare=True),
    rule("partner", rf"{IS}(?P<v>single|a widow(?:er)?|seeing (?:someone|somebody)(?: new)?|in a relationship|dating (?:someone|somebody)|newly ?weds)\b(?! (?:mum|mom|dad|malt|parent|most|bed|room|person))", sure=True),
    rule("partner", rf"(?:{BE})?(?:{ADV})(?:dating|going out with|seeing|together with)\s+{_WHOM}(?= (?:now|since|for|from (?:the|my|our)|these days|and it)\b|\W*$)", check=_name),
    rule("partner", rf"(?:{BE}|{HAVE}been |{HAVE}?{ADV}started )(?:seeing|dating|going out with) (?:this |a )(?:guy|girl|man|woman|bloke|lad)(?: called| named|,)? (?P<v>(?-i:[A-Z][\w-]+))"),
    rule("partner", rf"{HAVE}been (?:together|with|dating|going out)\s+(?:with )?{_WHOM}", check=_name),
    rule("partner", rf"{GOT}(?:a )?(?:new )?(?P<v>girlfriend|boyfriend|gf|bf|wife|husband|fianc[eé]e?)\b", lasts=False),
    rule("partner", rf"(?:{HAVE})?(?:{ADV})(?:married|proposed to)\s+{_WHOM}", check=_name, lean="past"),
    rule("partner", rf"(?:{HAVE})?(?:{ADV})(?:broke up|broken up|split up|split|finished|ended things|ended it|separated) (?:with|from)\s+{_WHOM}", check=_name, negated=True, lean="past", bare=True),
    rule("partner", rf"(?:{HAVE})?(?:{ADV})(?:broke up|broken up|split up|split|parted ways|called off (?:the|our) (?:engagement|wedding))(?! (?:the|into|between|with|my|it|our))\b(?: (?:last|in|on|yesterday|a)\b)?", "together", negated=True, lean="past"),
    rule("partner", rf"(?:{BE_NOT})(?:together|with|dating|seeing|married to|engaged to)\s+(?:with )?{_WHOM}", check=_name, negated=True),
    rule("partner", rf"(?:{BE_NOT})(?P<v>together|married|engaged|dating|single)(?: any ?more| yet)?{STOP}", negated=True),
    rule("partner", rf"(?:{NOT}|do not )have an? (?P<v>girlfriend|boyfriend|wife|husband|partner)", negated=True),
)  # fmt: skip
_SPLIT = re.compile(
    rf"(?P<a>{_NAME}|me) and (?P<b>{_NAME}|i|me) (?:(?:have|'ve) )?(?:just |finally |sadly )?(?:split|broke|broken|called it|separated|divorced|are (?:over|done)(?! (?:by|at|with|early|eating))|are no longer|aren't together|are getting (?P<on>married))",
    re.I,
)
_AND_I = re.compile(
    rf"(?:(?P<a>{_NAME}) and (?:i|me)|me and (?P<b>{_NAME})) (?:(?:are|have|'ve|got) )?(?:just |finally )?(?P<v>got engaged|got married|getting married|engaged|married|been together|are together|moved in together)",
    re.I,
)
_DIED = re.compile(
    r"\bmy (?:\w+ )?(?:wife|husband|partner|boyfriend|girlfriend)(?:,? (?-i:[A-Z][\w-]+),?)? (?:has |had |sadly |just )*(?:died|passed|was killed)",
    re.I,
)
_SAID_YES = re.compile(
    rf"(?P<v>{_NAME}) (?:just |only )?(?:said (?:yes|YES)\b(?=\s*!!|[^?]*(?:ring|knee|proposed|engaged|wedding|💍))|(?:just |finally |has |only went and )*(?:proposed(?! (?:that|to|we|a|the)\b)|popped the question))"
)
_WE_ARE_DONE = re.compile(
    r"\b(?:me (?:and|n|&) (?P<a>\w+)|(?P<b>\w+) (?:and|n|&) (?:i|me)) (?:are |r |have |'ve |'re )?(?:so |officially |well and truly )?(?:done|over|finished|through|split(?: up)?|broke up|broken up|called it (?:off|quits|a day)|no longer together|not together(?: any ?more)?)(?! (?:with|by|at|early|eating|packing))(?=\W*$|[.,!]| (?:now|last|for good|and|so|btw)\b)",
    re.I,
)
_MY_LOVE = re.compile(
    rf"\b(?P<my>my|me and my) (?:(?:lovely|dear|darling|poor|new|amazing) )?(?P<v>{LOVED}|partner(?! in crime| at work|s\b| firm| organi| company| compan| school))\b(?!'s (?:ex|friend))(?:,? \(?(?P<name>(?-i:[A-Z][\w-]+))\b)?",
    re.I,
)


# "Freya's officially my girlfriend", "Ngozi my wife is a nurse".
_IS_MY_LOVE = re.compile(
    rf"(?:^|\b(?:so|and|but|because|well|ok|btw|omg|that),? |[.!] )(?P<v>(?!he\b|she\b|it\b|who\b|that|this|what|there)[A-Za-z][a-z]{{1,11}}(?='?s? )(?<!s(?=s ))) *?(?:'?s|is)? (?:now |officially |finally |already |actually )*my (?:{LOVED})\b(?! (?:thinks|says|said|of))",
    re.I,
)
_ECHOED = re.compile(r"^\W*(?P<v>(?-i:[A-Z][a-z]+))\?+ ")


def _whom(text: str) -> str:
    text = text.strip()
    return text if text[:1].isupper() or re.match(r"(?:an?|my|his|her) ", text) else ""


_TIES = (
    rule("relation", rf"{IS}(?P<v>(?:(?-i:[A-Z][\w-]+)'s|my|his|her|your) {ELDER}(?:{KIN})){STOP}", lasts=False),
    rule("relation", rf"{IS}(?P<v>an? only child|the (?:eldest|oldest|youngest|middle child)(?: of \w+)?|(?:a|an) (?:(?:single|new|proud|working) )?(?:mum|mom|dad|mother|father|twin|aunt|uncle|auntie|grandmother|grandfather|grandma|grandpa|granny|grandparent|parent|foster parent|godmother|godfather)(?: (?:of|to) (?:\w+ ){{0,2}}\w+| again| now)?){STOP}"),
    rule("relation", rf"(?:{GOT}|have |has )(?P<v>(?:(?:one|two|three|four|five|six|\d|a|an|some) )(?:(?:little|older|younger|big|small|grown-up|teenage|young|step|half|twin|beautiful|lovely|adult|baby|identical) ){{0,2}}(?:{CHILDREN})(?: and (?:an?|one|two|three|four|\d) (?:(?:little|older|younger|big|small) )?(?:{CHILDREN}))?)\b(?!'s| (?:in law|shoes|clothes))(?! (?:visiting|over|coming|here|on the way))"),
    rule("relation", rf"(?:{GOT}|have |has )(?P<v>kids|children|twins|triplets|grandkids|grandchildren){STOP}", lasts=False),
    rule("relation", rf"(?:{NOT}have|have no|has no|haven't got|hasn't got|{GOT}no)\s+(?:any |an? )?(?P<v>{CHILDREN}|family)\b(?=\W*$| (?:yet|and|of|but|myself|anymore)\b)", negated=True),
    rule("relation", rf"(?:we )?(?:first )?(?P<v>met (?:(?:at|in|on|through|during|back in) (?:an? |the |our |my )?(?:\w+ ){{0,3}}\w+)){STOP}", lasts=False, sure=True),
    rule("relation", rf"(?:know|knows|{HAVE}known) (?:him|her|them|each other|you|{_NAME}) (?P<v>(?:from|through|since) (?:the |my |our |when |a )?(?:\w+ ){{0,3}}\w+){STOP}", lasts=False),
    rule("relation", r"(?:we )?(?:went to|were at|go to) (?P<v>(?:school|uni|university|college|primary school|nursery) together)", lasts=False),
    rule("relation", rf"(?:{HAVE})?(?:{ADV})(?:been )?(?P<v>(?:best )?(?:friends|mates) since (?:\w+ ){{0,2}}\w+){STOP}", lasts=False),
    rule("relation", rf"{IS}(?P<v>an old (?:friend|colleague|classmate|flatmate)(?: of \w+)?(?: from (?:\w+ ){{1,3}})?)"),
    rule("relation", rf"{IS}(?:going to be |gonna be |the |a |her |his |their |(?:(?-i:[A-Z][\w-]+)'s ))*(?P<v>maid of honou?r|best man|bridesmaid|chief bridesmaid|godmother|godfather|godparents?|next of kin|emergency contact|legal guardian|executor)\b", lasts=False),
    rule("relation", rf"(?:{HAVE})?(?:{ADV})been (?:friends|mates|best friends|neighbou?rs|colleagues) (?P<v>(?:since|for) (?:\w+ ){{0,3}}\w+){STOP}", lasts=False),
    rule("relation", rf"{IS}(?P<v>(?:{_NAME}) and (?:{_NAME})'s (?:{KIN}))"),
)  # fmt: skip
# "It's Ines from the pottery class": who introduces herself, and how one knows her.
_FROM = re.compile(
    rf"^(?:\W*(?:hi|hey|hello|yo|hiya|lin|morning|evening|[A-Z]\w+)[!, ]+){{0,3}}(?:it'?s|its|this is|i'?m|im)?\s*(?:(?P<name>{_NAME}|[a-z]+)(?: here)?(?: \([^)]*\))?,? )(?P<v>from (?:the |your |our |my )?(?!here\b|now\b|home\b|there\b|upstairs|downstairs|next door|what|where|who|to\b|then\b|them\b|me\b|a\b)(?:[\w'-]+ ){{0,4}}[\w'-]+)(?=\s*(?:$|[,.!?(]| (?:we|you|i|and|who|-)\b))",
    re.I,
)

# "a plumber from the agency, name is Ron"
_NAME_OF_ANOTHER = re.compile(
    r"\b(?:manager|man|woman|guy|bloke|lad|girl|lady|chap|someone|somebody|he|she|they|him|her|nurse|doctor|dr|teacher|plumber|builder|electrician|driver|agent|lawyer|rep|person|contact|from)\b",
    re.I,
)


def people(one: Said) -> Iterator[Found]:
    """Names, ages, partners and ties."""
    for found in tell(_NAMES, one):
        if one.bare and _NAME_OF_ANOTHER.search(plain(one.line.text[: one.begin])):
            continue
        # "she had a boy, he's called Otis": whom that means nobody knows.
        if not _is_known(one, found.value) and not (one.who.how == "she" and not one.who.also):
            yield found
    for found in tell(_AGES, one):
        yield _aged_who(one, replace(found, value=_in_figures(found.value)))
    yield from _aged(one)
    pairs = [*_pairs(one)]
    yield from pairs
    echoed = _ECHOED.match(one.line.text)  # "Shaz? we split in March"
    yield from (
        replace(found, value=echoed["v"])
        if echoed and _name(echoed["v"]) and found.value == "together"
        else found
        for found in tell(_LOVES, one)
        if not (pairs and found.value in ("together", "engaged", "married"))
    )
    for found in tell(_TIES, one):
        if not (found.value.casefold().startswith(("met ", "from ")) and one.who.how not in ("i", "bare")):
            yield found
    yield from _introduced(one)
    yield from _kin_by_name(one)
    on = _WRITTEN_ON.search(plain(one.clause.text))
    if on and _name(on["v"]):
        base = one.clause.start
        yield Found("name", on["v"], base + on.start(), base + on.end(), subject=Subject(account=one.line.sender), in_line=True, lasts=False)  # fmt: skip


_DEAD = re.compile(
    r"(?:^|[.!?,;] *|\b(?:my|our|old|poor|and|that|news|so) )(?P<v>[A-Za-z][\w'-]+) (?:has |just |sadly )*(?:died|passed away|was put (?:down|to sleep))\b",
    re.I,
)


def _aged_who(one: Said, found: Found) -> Found:
    """An age told alone after others were spoken of is nobody's for sure; of the dead it is theirs."""
    before = plain(one.line.text[: one.begin])
    if not one.bare or not re.match(r"\W*\d+ y", one.rest) or not re.search(r"\w", before):
        return found
    dead = _DEAD.search(before)
    return replace(found, sure=False) if dead is None else replace(found, subject=Subject(name=dead["v"]))


_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FIGURES = {word: number for number, word in enumerate(str.split(_ONES), 1)} | {
    word: number * 10 for number, word in enumerate(str.split(_TENS), 2)
}


def _in_figures(age: str) -> str:
    """An age in figures: "sixty-one" is 61, "seventieth" 70."""
    parts = re.split(r"[- ]", re.sub(r"ieth$", "y", age.casefold().strip()))
    known = [_FIGURES[part] for part in parts if part in _FIGURES]
    return str(sum(known)) if known and len(known) == len(parts) else age


def _is_known(one: Said, name: str) -> bool:
    """Whether the sender is shown by that name already."""
    shown = {part.casefold() for part in re.findall(r"[\w'-]+", one.line.name)}
    mine = one.who.subject.account == one.line.sender
    return mine and {part.casefold() for part in re.findall(r"[\w'-]+", name)} <= shown


def _aged(one: Said) -> Iterator[Found]:
    text = (
        one.clause.text if ")" in one.clause.text else one.line.text[one.clause.start : one.clause.stop + 40]
    )
    found = _AGED.search(text)
    if not found or found.start() > len(one.clause.text):
        return
    start = one.clause.start + found.start()
    name = found["name"] or found["kin"] or "child"
    subject = Subject(name=name) if name[0].isupper() else kin_of(one.line, name.casefold())
    lean: Lean | None = "future" if found["soon"] else None
    yield Found("age", found["age"] or found["years"], start, one.clause.start + found.end(), subject=subject, in_line=True, lean=lean, lasts=bool(lean))  # fmt: skip


def _pairs(one: Said) -> Iterator[Found]:
    """The speaker and another: together, split up, or only named beside "my wife"."""
    me = Subject(account=one.line.sender)
    base = max(0, one.clause.start - 30)  # "Nat and I split" is cut before "and I"
    text = plain(one.line.text[base : one.clause.stop])
    here = one.clause.start - base
    split = _SPLIT.search(text)
    if split and split.end() > here and not split["on"]:
        other = split["b"] if split["a"].casefold() == "me" else split["a"]
        if _name(other) and {split["a"].casefold(), split["b"].casefold()} & {"i", "me"}:
            yield Found("partner", other, base + split.start(), one.clause.stop, negated=True, lean="past", subject=me, in_line=True)  # fmt: skip
    done = None if split else _WE_ARE_DONE.search(text)
    if (
        done
        and done.end() > here
        and not re.match(
            r"(?:you|u|he|she|they|the|my|mum|mom|dad|this|that|it|work|kids?)$", done["a"] or done["b"], re.I
        )
    ):
        yield Found("partner", done["a"] or done["b"], base + done.start(), base + done.end(), negated=True, lean="past", subject=me, in_line=True)  # fmt: skip
    yes = _SAID_YES.search(plain(one.line.text[base : one.clause.stop + 50]), here)
    yes = yes if yes and yes.start() < len(text) else None
    if yes and _name(yes["v"]):
        yield Found("partner", yes["v"], base + yes.start(), base + yes.end(), subject=me, in_line=True)
        yield Found("event", f"engaged {yes.group()}", base + yes.start(), base + yes.end(), subject=me, in_line=True)  # fmt: skip
    both = _AND_I.search(text)
    if both and both.end() > here and _name(both["a"] or both["b"]):
        yield Found("partner", both["a"] or both["b"], base + both.start(), base + both.end(), lean="past", subject=me, in_line=True)  # fmt: skip
    item = _AN_ITEM.search(text)
    other_sender = one.thread.partner(one.line.sender)
    if item and one.clause.standing.heard and other_sender and _name(item["v"]):
        yield Found("partner", item["v"], base + item.start(), base + item.end(), subject=Subject(account=other_sender), in_line=True)  # fmt: skip
    over = _LEFT_ME.search(text, here)
    if over:
        yield Found("partner", over["name"] or over["v"], base + over.start(), base + over.end(), negated=True, lean="past", subject=me, in_line=True)  # fmt: skip
        return
    official = _IS_MY_LOVE.search(text, here)
    if official and may_be_name(official["v"][:1].upper() + official["v"][1:]):
        yield Found("partner", official["v"], base + official.start(), base + official.end(), subject=me, in_line=True)  # fmt: skip
        return
    if not _DIED.search(text):
        yield from loves(one)


def loves(one: Said) -> Iterator[Found]:
    """A partner who is only spoken of: "with my wife", "my boyfriend Sam"; in a question as well."""
    text, base = plain(one.clause.text), one.clause.start
    me = Subject(account=one.line.sender)
    love = _MY_LOVE.search(text)
    if love:
        name = love["name"] if love["name"] and _name(love["name"]) else _of_chat(one, love, text)
        yield Found("partner", name or love["v"], base + love.start("my"), base + love.end("name" if love["name"] and name else "v"), subject=me, in_line=True, lasts=False)  # fmt: skip


def _of_chat(one: Said, love: re.Match[str], text: str) -> str:
    """The name after a tie that is written small, if it is one of those who write here."""
    after = re.match(r",? \(?(?P<name>[a-z]{3,})\b", text[love.end("v") :])
    return after["name"] if after and one.thread.called(after["name"]) is not None else ""


_NAMED_KIN = re.compile(
    rf"\b(?:my|our) (?P<tie>{ELDER}(?:{KIN})),? (?P<name>(?-i:[A-Z][a-z][\w-]*))(?!'s (?:mum|mom|dad)| (?:and|&) (?-i:[A-Z]))(?=\b)",
    re.I,
)
_LOVED_TIE = Rarely(rf"(?:{LOVED}|partner|ex|parents|folks|kids|in-laws)$", re.I)


def _kin_by_name(one: Said) -> Iterator[Found]:
    """Who a person is that is named with the tie: "my nephew Otis"."""
    for found in _NAMED_KIN.finditer(plain(one.clause.text)):
        if _LOVED_TIE.search(found["tie"]) or not may_be_name(found["name"]):
            continue
        base = one.clause.start
        yield Found("relation", found["tie"], base + found.start(), base + found.end(), subject=Subject(name=found["name"]), in_line=True, lasts=False)  # fmt: skip


_AN_ITEM = re.compile(
    rf"\byou and (?P<v>{_NAME}) (?:are|'re|were) [\"“']?(?:a thing|an item|together|dating|seeing each other|a couple|engaged|going out)",
    re.I,
)
_SOMEBODYS = re.compile(
    rf"^(?:\W*(?:hi|hey+|heya|hello|hiya|yo|good (?:morning|evening)|morning|[A-Z]\w+)[!, ]+){{0,4}}(?:it'?s|its|this is|this|i'?m|im)?\s*{_NAME}(?: here)?,? \(?(?P<v>(?:(?-i:[A-Z][\w-]+)'s|your) (?:{ELDER})(?:{KIN}))\b",
    re.I,
)
_HERE = re.compile(rf"(?P<name>{_NAME}) here(?=\s*(?:$|[,.!-])| (?:re|from|about|again)\b)")


def _introduced(one: Said) -> Iterator[Found]:
    """Who writes for the first time: "it's Ines from the pottery class", "Ines here"."""
    wrote = any(line.sender == one.line.sender for line in one.thread.before(one.at, 10))
    if one.clause.start > 16 or wrote:
        return
    me = Subject(account=one.line.sender)
    here = _HERE.match(one.clause.text)
    if (
        here
        and _name(here["name"])
        and not _is_known(replace(one, who=replace(one.who, subject=me)), here["name"])
    ):
        yield Found(
            "name", here["name"], one.clause.start, one.clause.start + here.end(), subject=me, in_line=True
        )
    kin = _SOMEBODYS.match(plain(one.line.text))
    if kin and kin.end() > one.clause.start:
        yield Found("relation", kin["v"], kin.start("v"), kin.end("v"), subject=me, in_line=True, lasts=False)
    found = _FROM.match(plain(one.line.text[: one.clause.stop]))
    if found and found["name"] and found.end() > one.clause.start:
        shown = {part.casefold() for part in re.findall(r"[\w'-]+", one.line.name)}
        if found["name"].split()[0].casefold() in shown:
            yield Found(
                "relation",
                found["v"],
                found.start("name"),
                found.end(),
                subject=me,
                in_line=True,
                lasts=False,
            )
