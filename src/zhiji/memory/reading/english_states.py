"""How people are and what they keep off, as English says it in passing: blood groups, tests, pregnancies, "anything but olives"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhiji.memory.reading.english_rules import IS, Found, rule, tell
from zhiji.memory.reading.english_said import Said
from zhiji.memory.reading.english_standing import plain
from zhiji.memory.reading.english_words import BODY, FOODS, ILLNESSES
from zhiji.memory.reading.rarely import Rarely

CUES = Rarely(
    r"blood|pressure|\btest\b|found|weeks|crutches|\bstick\b|\btwins\b|except|anything but|everything|no more|\boff the\b|after|\btear\b|my \w+",
    re.I,
)
_DOCTOR = r"(?:doc|doctors?|dr|gp|physio|consultant|specialist|hospital|scan|mri|x-?ray|ultrasound|biopsy|they|dentist|optician|ent)"
_GROWTH = r"(?:nodules?|polyps?|a lump|lumps|a shadow|a cyst|cysts|gallstones?|kidney stones?|stones|a tumou?r|a growth|a murmur|an? (?:irregular )?heartbeat|a blockage|fluid|a hernia|an? ulcer|ulcers|a clot|fibroids|a fracture|a crack|a tear|inflammation|an infection|calcium|plaque|a mass|a spot|scar tissue|arthritis|a hole)"
_RULES = (
    rule("health", r"(?:'s |my |s )?(?P<v>blood (?:group|type)(?:'s| is|:) (?:(?:an?|now) )?(?:ab|a|b|o) ?(?:neg(?:ative)?|pos(?:itive)?|rh ?\w+|[+-])?)(?=\W|$)", bare=True, lasts=False),
    rule("health", rf"{IS}(?P<v>(?:ab|a|b|o) (?:neg(?:ative)?|pos(?:itive)?))(?=\W|$)", lasts=False),
    rule("health", r"(?:'s |my )?(?P<v>(?:blood )?(?:pressure|bp) (?:is|was|reads|reading|at|of)? ?\d{2,3} ?(?:over|/) ?\d{2,3})\b", "", bare=True, check=lambda text: re.sub(r"^(?!blood|bp)", "blood ", text)),
    rule("health", rf"(?:my |his |her |the )?(?P<v>(?:{ILLNESSES})) (?:test|screen|screening|biopsy|swab)s? (?:has |have )?(?:came|come|comes|was|is|were)(?: back)? positive\b", bare=True, lean="past"),
    rule("health", rf"(?:my |his |her |the )?(?P<v>(?:{ILLNESSES})) (?:test|screen|screening|biopsy|swab)s? (?:has |have )?(?:came|come|comes|was|is|were)(?: back)? (?:negative|clear)\b", bare=True, negated=True, lean="past"),
    rule("health", rf"(?:{_DOCTOR}) (?:has |have |just |also )*(?:found|saw|spotted|discovered|picked up|detected|showed|shows) (?P<v>(?:some |two |three |small |a small |a few |a couple of )*{_GROWTH}(?: (?:on|in|around|near) (?:my|his|her|the) (?:\w+ )?\w+)?)(?=\W|$)", bare=True, lean="past"),
    rule("health", rf"(?:only |just )?after (?:having|getting) (?P<v>(?:the|my|his|her|a) (?:left |right |new )?(?:{BODY}|eyes?|cataracts?|tonsils|appendix|gallbladder|teeth|hip|wisdom teeth) (?:done|out|replaced|removed|off))\b", lean="past"),
    rule("health", rf"{IS}(?:only |just )?after (?P<v>(?:breaking|spraining|tearing|twisting|pulling|doing|fracturing) (?:the|my|his|her|a) (?:\w+ )?(?:{BODY}))\b", lean="past"),
    rule("health", r"(?P<v>(?:\d+|a|two|three|four|five|six|eight|ten|twelve) (?:more )?(?:weeks|months) (?:on (?:the |a |my )?(?:stick|crutches|walking frame|frame|drip|antibiotics|steroids)|in (?:a |the )?(?:cast|plaster|boot|sling|brace|traction)))\b", bare=True),
)  # fmt: skip
_OTHERS = re.compile(r"\b(?:he|she|his|her|him|they're)\b", re.I)
_SAID_RIGHT = re.compile(
    rf"\b{_DOCTOR} (?:says|said|reckons|thinks|told me|confirmed)(?: it'?s)?,?:? (?P<v>(?:an? )?(?:{BODY}),? (?:is )?(?:an? )?(?:partial|complete|full|small|minor|grade \w+|hairline)? ?(?:tear|torn|sprain|sprained|strain|fracture|rupture|ruptured|dislocated|gone))\b",
    re.I,
)
_ALONG = re.compile(
    r"^(?:i'?m |we'?re |now |today |already )?(?P<v>(?:\d{1,2}|eight|ten|twelve|fourteen|sixteen|twenty) (?:weeks|wks|months))(?: (?:along|today|now|tomorrow|already|gone))?\W*$",
    re.I,
)
_BUMP = Rarely(
    r"\btwins\b|\b(?:12|20|twelve|twenty|dating|baby|first)[- ](?:week )?scan\b|\bscan room\b|\bpregnan|\bdue (?:in|on)\b|\bexpecting\b|\bbump\b|we're having a baby",
    re.I,
)
_ALL_BUT = re.compile(
    rf"\b(?:i|we)(?:'ll)? (?:can |will |do |pretty much |usually )*eat (?P<all>anything|everything|most things|whatever|all sorts)(?P<that> that [\w' ]{{2,25}}?)?(?:[.,] ?| )(?:but|except(?: for)?|apart from|bar|aside from|other than|besides) (?:for )?(?:an?y? |the )?(?P<v>(?:{FOODS})(?:(?:,| and| or|, and) (?:{FOODS}))*)\b",
    re.I,
)
_NO_MORE = re.compile(
    rf"\bno more (?P<v>(?:{FOODS})(?:(?:,| and| or) (?:{FOODS}))*) (?:for (?:me|him|her|us)(?! (?:thanks|tonight|today|this))|in my (?:food|diet|tea|coffee|cooking|house))\b",
    re.I,
)
_DRINK = re.compile(
    r"(?:(?:'m|am|'s|is|'re|are|m|been|stay|staying|going|went|gone) )?(?:now |still |officially )?off (?:the|all) (?:drink|booze|beer|sauce|gargle|grog|lash|gin|wine|bottle|alcohol|pints)\b(?! (?:trolley|menu|shelf|list|table))",
    re.I,
)


def states(one: Said) -> Iterator[Found]:
    """Health and diet of the speaker, or of whom he may speak for."""
    others = _OTHERS.search(one.clause.sentence)
    for found in tell(_RULES, one):
        # "Dale had his scope and they found polyps" tells nothing of the speaker.
        yield replace(found, sure=False) if one.bare and others else found
    text, base = plain(one.clause.text), one.clause.start
    hurt = _SAID_RIGHT.search(plain(one.line.text), base)
    if hurt and hurt.start() < one.clause.stop and one.who.how in ("bare", "i"):
        yield Found("health", hurt["v"], hurt.start(), hurt.end(), in_line=True)
    along = _ALONG.match(text)
    if along and one.bare and _BUMP.search(plain(one.line.text)):
        yield Found("health", f"pregnant {along['v']}", base, base + along.end("v"), in_line=True)
    if one.who.how in ("i", "bare"):
        yield from _kept_off(one)


def _kept_off(one: Said) -> Iterator[Found]:
    if _DRINK.match(one.rest):
        yield Found("diet", "no alcohol", 0, len(one.rest))
    line, base = plain(one.line.text), one.clause.start
    but = _ALL_BUT.search(line, base)
    if but and but.start() < one.clause.stop:
        liked = but["all"].casefold() == "anything"
        value = but["v"] if liked else f"no {but['v']}"
        yield Found("dislikes" if liked else "diet", value, but.start(), but.end(), in_line=True, lasts=False)
    more = _NO_MORE.search(line, base)
    if more and more.start() < one.clause.stop:
        yield Found("diet", f"no {more['v']}", more.start(), more.end(), in_line=True, lasts=False)
