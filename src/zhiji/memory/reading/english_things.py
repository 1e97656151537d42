"""Pets and things that people have, and where they keep them, as English says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhiji.memory.reading.english_rules import ADV, GOT, HAVE, IS, NOT, Found, rule, tell
from zhiji.memory.reading.english_said import Said
from zhiji.memory.reading.english_standing import plain
from zhiji.memory.reading.english_words import KIN, PETS_MANY, may_be_name, words
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.records import Subject

CUES = Rarely(
    rf"\b(?:{PETS_MANY})\b|\b(?:called|names?|named|died|passed away|put down|put to sleep|bought|sold|got|own|owns|have|has|'ve|keep|keeps|kept|left|lost|key|keys|spare|new|second[- ]hand|borrow|inherit\w*|gave|scrapped|just|expir\w+|ends?|ending|runs? out|up|in the|under the|on the|in my|on my|under my|behind the|in your|owns?)\b",
    re.I,
)
_BREED = r"(?:(?:old|little|big|rescue|rescued|new|black|white|ginger|grey|gray|brown|tabby|fluffy|tiny|baby|poor|lovely|elderly|deaf|three[- ]legged|fat|cute|beautiful|young|senior|two|pet|pair of|very|silly|stupid|sweet|chocolate|golden|miniature|mini|toy|house|indoor|foster) ){0,3}"
_NAMED = r"(?:(?:,|'s|'re| is| are)? (?:called|named) (?P<a>[\w'-]+(?:,? (?:and|&) [\w'-]+)?)|,? \(?(?P<b>(?-i:[A-Z][\w'-]+)(?:(?:,| and| &) (?-i:[A-Z][\w'-]+))*)\)?(?!'s (?:mum|dad|house|place|birthday)))?"
_HAS_PET = re.compile(
    rf"(?:{GOT}|(?:do |does |still )?(?:have|has) |(?:{HAVE})?(?:{ADV})(?:adopted|rescued|bought|got|getting|fostered|picked up|own|owns|keep|keeps) |(?:{IS})the proud (?:owner|parent|mum|dad) of )(?P<n>(?:an?|the|our|one|two|three|four|five|six|\d|another|some|a pair of|the cutest|the sweetest|this) )(?P<pet>{_BREED}(?:{PETS_MANY})(?: (?:puppy|kitten|mix|cross))?)\b(?!-| (?:sitter|food|show|hair|allergy|person|phobia|video|walk|park|flap|for (?:dinner|lunch)|in my (?:throat|pocket)|curry|sandwich|burger|and chips|bite|soup|nuggets|salad|wings|lover)){_NAMED}",
    re.I,
)
_MY_PET = re.compile(
    rf"\b(?:my|our) (?P<pet>{_BREED}(?:{PETS_MANY}))\b(?!-|'s? (?:breath)| (?:in the|impression|suit|sitter|food|years|show|person|walker|curry|soup|sandwich|salad|and chips|burger|poster|mask|pyjamas|costume|chili|chilli|stew|pie|breast|thighs|stock|recipe|casserole|tacos|kiev|nuggets|wings|fillet|fingers)){_NAMED}",
    re.I,
)
_EATEN = re.compile(
    r"^(?:fish|chicken|duck|rat|mouse|chickens|ducks|horse|donkey|lab|labs|pup|snake)$", re.I
)  # "my duck" may be dinner, or a person
_EATING = re.compile(
    r"\b(?:eat|ate|eating|cook\w*|order\w*|roast\w*|grill\w*|fried|menu|restaurant|recipe|computer|click|keyboard|lab results|in the grass|oven)\b",
    re.I,
)
_SOMEONE = re.compile(
    r"\b(?:met|seeing|dating|with|about) (?:someone|somebody|a (?:girl|guy|man|woman|lad|bloke))\b", re.I
)
_CALLED = re.compile(
    r"(?:he|she|they|it|his|her|their|(?:the|our|my) (?:new )?(?:dog|cat|puppy|kitten|pup|rabbit|hamster|parrot|bunny|guinea pig)'?s?)(?:'?s|'?re| is| are)? (?:called|named|name is|name's|names are) (?P<v>[\w'-]+(?: (?:and|&|n) [\w'-]+)?)",
    re.I,
)
_DIED = re.compile(r"(?P<v>(?-i:[A-Z][\w'-]+)|(?:our|my) (?:\w+ )?(?:PETS))(?:'s)? (?:sadly |just )?(?:died|passed away|passed|was put (?:down|to sleep)|had to be put (?:down|to sleep)|crossed the rainbow bridge|is gone|has died|ran away)\b".replace("PETS", PETS_MANY), re.I)  # fmt: skip
_PUT_DOWN = re.compile(rf"(?:(?:had to |have to )?put|lost|rehomed|gave away|said goodbye to|buried) (?P<v>(?-i:[A-Z][\w'-]+)|(?:our|my) (?:\w+ )?(?:{PETS_MANY}))(?: (?:down|to sleep|today|yesterday|on \w+|last \w+))?", re.I)  # fmt: skip
_JUST = re.compile(r"\b(?:just|only) (?P<v>(?-i:[A-Z][\w'-]+)) (?:now|left)\b", re.I)
_NO_PET = rule("pet", rf"(?:{NOT}have|have no|has no|haven't got|hasn't got)\s+(?:any |an? )?(?P<v>pets|(?:{PETS_MANY}))\b(?=\W*$| (?:any ?more|yet|and|but|at the moment|of my own))", negated=True)  # fmt: skip

_OBJECT = words(
    """car, bike, bicycle, e-bike, ebike, motorbike, motorcycle, scooter, e-scooter, van, campervan, camper van, caravan, boat, canoe, kayak, surfboard, paddleboard, skis, snowboard, tent, guitar, bass, piano, keyboard, violin, cello, ukulele, drum kit, drums, saxophone, synth, amp, record player, turntable, speakers, headphones, camera,
    lens, phone, iphone, laptop, macbook, ipad, tablet, kindle, pc, computer, monitor, printer, 3d printer, projector, tv, playstation, ps5, xbox, switch, nintendo switch, steam deck, drone, watch, apple watch, sewing machine, kiln, pottery wheel, drill, lawnmower, ladder, toolbox, air fryer, coffee machine, espresso machine, bread machine,
    rice cooker, slow cooker, dishwasher, washing machine, tumble dryer, fridge, freezer, oven, sofa, sofa bed, desk, standing desk, bed, armchair, wardrobe, bookcase, allotment, garage, treadmill, rowing machine, dumbbells, telescope, microscope, tesla, mini, golf, fiat, polo, corsa, fiesta, vespa, wetsuit, suitcase, sleeping bag, house, cottage, greenhouse, shed, hot tub, sauna, pizza oven, bbq, barbecue, smoker, loom, potter's wheel, easel, tripod, turntables, decks, violin, trumpet, flute, clarinet, trombone, banjo, mandolin, harp, accordion, harmonica, synthesizer, mixer, microphone, motorhome, rv, trailer, pickup, pickup truck, truck, tractor, moped, quad bike, unicycle, tandem,
    skateboard, longboard, roller skates, ice skates, snowshoes, climbing shoes, rope, chainsaw, strimmer, hedge trimmer, leaf blower, pressure washer, wheelbarrow, generator, power drill, circular saw, workbench, toolkit, nail gun, soldering iron, overlocker, knitting machine, dehumidifier, air purifier, air con unit, fan heater, electric blanket, wood burner, log burner, chest freezer, mini fridge, kitchenaid, stand mixer, instant pot, blender, juicer, soda stream, sodastream, waffle maker, wok,
    roomba, robot vacuum, hoover, dyson, peloton, exercise bike, spin bike, punchbag, trampoline, paddling pool, swing, treehouse, rocking chair, bunk bed, cot, pram, buggy, pushchair, stroller, car seat, high chair, e-reader, ereader, smart watch, smartwatch, garmin, fitbit, gopro, polaroid, leica, fuji, canon, nikon, typewriter, record collection, chess set, vr headset, oculus, gaming pc, gameboy, game boy, wii, ps4, ps3, steam deck, safe, gun, rifle, crossbow, bow, metal detector"""
)
_KIND = r"(?:(?:new|old|second[- ]hand|used|secondhand|electric|acoustic|spare|folding|cargo|road|mountain|big|small|little|red|blue|green|black|white|silver|vintage|fancy|cheap|decent|baby|grand|upright|digital|film|mirrorless|beat-up|drafty(?:-ass)?|ridiculous|brand new|proper|bloody|shitty|lovely|gorgeous|tiny|huge|nice|proper|gaming|desktop|work|company|hybrid|family|portable|(?-i:[A-Z][\w-]+)) ){0,3}"
_THINGS = (
    rule("possession", rf"(?:{HAVE})?(?:{ADV})(?:bought|ordered|inherited|picked up|treated myself to|invested in|got myself|splashed out on|won|own|owns)\s+(?:myself |ourselves |himself |herself )?(?P<v>(?:an?|my first|our first|two|the|(?:my|our) (?:\w+'s)) {_KIND}(?:{_OBJECT}))\b(?! (?:ticket|tickets|case|charger|keys|park|seat|for (?:him|her|them|my (?:mum|dad|sister|brother|son|daughter))))", lean="past"),
    rule("possession", rf"(?:{GOT}|have |has )(?P<v>(?:an?|two) {_KIND}(?:{_OBJECT}))\b(?! (?:in (?:june|july|mind)|to (?:catch|finish|clean)|coming|booked|on order|and breakfast|& breakfast|accident|crash|ride|trip|problem|issue|call|number|appointment|for sale|ticket|insurance|loan|case|guy|interview|today|tonight|tomorrow|later))", lasts=False),
    rule("possession", rf"(?:{HAVE})?(?:{ADV})(?:sold|got rid of|gave away|given away|gave|scrapped|binned|part[- ]exchanged|traded in)\s+(?:my|our|the|his|her)\s+(?P<v>{_KIND}(?:{_OBJECT}))\b", negated=True, lean="past"),
    rule("possession", rf"(?:{NOT}(?:have|own)|have no|has no|haven't got|hasn't got|{NOT}have)\s+(?:an? |any )?(?P<v>(?:car|bike|tv|printer|oven|dishwasher|washing machine|phone|laptop|driving licence|driver's license|sofa))\b(?=\W*$| (?:any ?more|yet|and|but|so)\b)", negated=True),
)  # fmt: skip
_EXPIRES = re.compile(
    r"\b(?:my|our) (?P<v>(?:\w+ )?(?:visa|passport|lease|tenancy|licen[cs]e|permit|contract|insurance|membership|railcard|warranty|mot|brp|green card|season ticket|subscription|rail ?card))(?:'s| is| has| will)? (?:only |just )?(?:expir(?:es|ed|ing)|end(?:s|ing|ed)|run(?:s|ning) out|ran out|up|valid|good|due)\b",
    re.I,
)
_WHERE = r"(?:in|on|under|behind|inside|next to|by|above|below|at the back of|with|at|beneath) (?:the |my |our |a |an |his |her |mrs |mr )?(?:\w+'s )?[\w'-]+(?: (?:of|in|by|on|next to|behind|under) (?:the |my |our )?[\w'-]+| [\w'-]+){0,3}"
_SITS = re.compile(
    rf"^(?:(?:the|my|our|your|his|her|a|spare|and|yeah|yes|it'?s ok|ok|btw|also|ps) ){{0,3}}(?!no )(?P<v>(?:(?!no\b|of\b|any\b|which\b|what\b|whose\b|put\b|leave\b|find\b|have\b|use\b)[\w-]+ )?(?:{_OBJECT}|keys?|passports?|birth certificate|certificates?|cards?|documents?|will|deeds|papers|manual|tools?|drill|torch|fuse ?box|stopcock|meter|spare tyre|jack|charger|chargers|first aid kit|iron|ironing board|hoover|vacuum|decorations|christmas decorations|lights|medicine|meds|inhaler|epipen|insulin|bins?|mop|sledge|skis|suitcase|suitcases|photos|albums|albums|ring|jewellery|jewelry|cash|savings|chequebook|glasses|remote|batteries|candles|matches|fire extinguisher|safe|fire safe|seeds|paint|leftovers|stuff|things|gear|boxes|camping gear|kit|spare room key|spare set|spares)(?:'s|s|'re| is| are| live| lives)? (?:still |now |just |always |kept |hidden |stored |sitting |usually |back |up |down |all |tucked |hanging ){{0,3}}(?:in|on|under|behind|inside|next to|beside|above|below|beneath|at|at the back of|at the bottom of|on top of) (?:the|my|our|your|his|her|mum's|dad's) (?:[\w-]+ ?){{1,4}}?)(?=\s*(?:$|[,.!;)(]| (?:and|but|if|btw|x+|by the)\b))",
    re.I,
)
_KEPT = Rarely(
    rf"(?P<v>(?:the |my |our |a )?(?:spare (?:key|keys|set)|(?:spare |house |car |shed |garage |bike |front door |back door )keys?|keys|passports?|first aid kit|fuse box|stopcock|torch|birth certificate|tool ?box|charger)(?:'s|'re| is| are| live| lives) (?:kept |hidden |always |still |now )?(?:{_WHERE}))(?=\s*(?:$|[,.!;)(]))",
    re.I,
)
_KEEP = re.compile(rf"(?:{ADV})(?:keep|keeps|store|stores|hid|hide|stashed) (?P<v>(?:my|the|our|a|his|her) (?:\w+ ){{0,2}}\w+ (?:{_WHERE}))(?=\s*(?:$|[,.!;)(]))", re.I)  # fmt: skip
_AGAIN = re.compile(r"\bagain\b", re.I)  # a rebuke, of what is no longer there tomorrow
_LEFT = re.compile(r"(?:(?:you|u|i|we|(?-i:[A-Z]\w+)) (?:'ve |have )?(?:just |accidentally |also )?(?:left|forgot) )(?P<v>(?:your|ur|my|our|his|her|the) (?!house|home|place|flat|job|phone number|number|birthday|message|name|best|first|old|school)(?:\w+ ){0,2}?\w+?)(?P<at> (?:at|in|on) (?:my|mine|the|our|yours|urs|your|ur)(?: \w+)?)?(?=\s*(?:$|[,.!;)(]| (?:last|yesterday|again|here|there|when|and|behind|btw|lol)\b))", re.I)  # fmt: skip
_STILL_HERE = re.compile(
    r"\b(?:your|ur) (?P<v>(?:\w+ )?\w+(?:'s| is| are) (?:still |now )?(?:at|in|on) (?:mine|my|ours|our)(?: \w+)?)(?=\s*(?:$|[,.!;)(]))",
    re.I,
)


def things(one: Said) -> Iterator[Found]:
    """Pets and possessions."""
    yield from _pets(one)
    if not one.bare:
        yield from tell((_NO_PET,), one)
    if not one.bare or re.match(
        r"(?:just |finally )?(?:bought|sold|inherited|got rid|gave away|got (?:an?|my|our)|treated myself)\b",
        one.rest,
        re.I,
    ):
        yield from tell(_THINGS, replace(one, who=replace(one.who, how="i")) if one.bare else one)
    text = plain(one.clause.text)
    kept = _KEPT.search(text) or (_KEEP.match(one.rest) if not one.bare else None)
    if kept and not one.clause.standing.negated and one.who.how in ("i", "bare"):
        start = one.clause.start + text.find(kept["v"])
        yield Found("possession", kept["v"], start, start + len(kept["v"]), subject=Subject(account=one.line.sender), in_line=True, lasts=False)  # fmt: skip
    yield from _located(one, text, kept is not None)
    here = _STILL_HERE.search(text)
    other = one.thread.partner(one.line.sender)
    if here and other is not None and not one.clause.standing.negated:
        yield Found("possession", here["v"], one.clause.start + here.start(), one.clause.start + here.end(), subject=Subject(account=other), in_line=True, lasts=False)  # fmt: skip
    left = _LEFT.search(text)
    if left and not one.clause.standing.negated and not _AGAIN.search(text):
        yield from _left(one, left)


def _located(one: Said, text: str, known: bool) -> Iterator[Found]:
    """Where a thing is kept, papers that run out, and who has whose key."""
    base, me = one.clause.start, Subject(account=one.line.sender)
    expires = _EXPIRES.search(text)
    if expires:
        yield Found("possession", expires["v"], base + expires.start(), base + expires.end(), subject=me, in_line=True, lasts=False)  # fmt: skip
    sits = None if known or one.clause.standing.negated else _SITS.match(text)
    if sits and not _AWAY.search(sits["v"]):
        other = one.thread.partner(one.line.sender)
        yours = re.match(r"\W*(?:\w+ )?your ", text, re.I)
        subject = Subject(account=other) if yours and other else me
        yield Found("possession", sits["v"], base + sits.start("v"), base + sits.end("v"), subject=subject, in_line=True, lasts=False)  # fmt: skip
    spare = _HAS_SPARE.match(one.rest) if one.who.how in ("i", "kin", "name", "she") else None
    if spare:
        yield Found("possession", spare["v"], 0, spare.end("v"), lasts=False)


_AWAY = re.compile(r"\b(?:on (?:its|their|the) way|in (?:the )?(?:post|mail)|at (?:\d|the moment|risk)|on (?:sale|fire|offer|order|me|you|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|in (?:the way|my way|your way|the shop|the shops|the sale|\d|a (?:bit|minute|sec|few|mess|state)|an hour|stock|trouble|danger|use|town|danger)|with (?:the )?(?:police|you|them))\b", re.I)  # fmt: skip
_HAS_SPARE = re.compile(rf"(?:{GOT}|have |has |keep |keeps |holds )(?P<v>(?:an?|the|my|our|your) (?:spare(?= (?:and|so|if|for|in|just)\b|\W*$)|spare key|spare set(?: of keys)?|second set of keys|set of (?:\w+ )?keys|key to (?:my|our|the|your) \w+))\b(?! (?:room|bed|tyre|ticket|minute|moment|time))", re.I)  # fmt: skip


def _left(one: Said, left: re.Match[str]) -> Iterator[Found]:
    mine = left["v"].casefold().startswith(("my ", "our "))
    other = one.line.sender if mine else one.thread.partner(one.line.sender)
    if other is None or (mine and not left["at"]):
        return
    yours = left["v"].casefold().startswith(("your ", "ur "))
    if not mine and not yours:
        return
    value = left["v"].split(" ", 1)[1] + (left["at"] or "")
    start = one.clause.start + left.start()
    yield Found("possession", value, start, one.clause.start + left.end(), subject=Subject(account=other), in_line=True, lasts=False)  # fmt: skip


def _pets(one: Said) -> Iterator[Found]:
    text = plain(one.clause.text)
    has = (
        None
        if one.bare and not re.match(r"(?:just )?(?:got|adopted|rescued)\b", one.rest, re.I)
        else _HAS_PET.match(one.rest)
    )
    if has and has["n"].casefold().startswith("the ") and not (has["a"] or has["b"]):
        has = None  # "has the fish": for dinner
    if has and not _EATING.search(text):
        names = _after(one, has["a"] or has["b"] or "")
        yield Found("pet", f"{has['n']}{has['pet']} {names}".strip(), 0, has.end("pet"), lasts=False)
        return
    mine = [] if _DIED.search(text) or _PUT_DOWN.search(text) else [*my_pets(one)]
    yield from mine
    if not mine:
        yield from _of_known(one, text)


def my_pets(one: Said) -> Iterator[Found]:
    """A pet that is only spoken of: "my dog Rex"; in a question as well."""
    text, base = plain(one.clause.text), one.clause.start
    me = Subject(account=one.line.sender)
    mine = _MY_PET.search(text)
    if mine and not (_EATEN.match(mine["pet"]) and not mine["a"] and not re.search(r"\bfeed", text)):
        name = mine["a"] or mine["b"] or ""
        if name and not may_be_name(_capital(name)):
            name = ""
        yield Found("pet", f"{mine['pet']} {name}".strip(), base + mine.start(), base + (mine.end() if name else mine.end("pet")), subject=me, in_line=True, lasts=False)  # fmt: skip


def _capital(name: str) -> str:
    """The first word of a name, as it is written elsewhere: pets are often typed without a capital."""
    first = name.split()[0]
    return first[:1].upper() + first[1:]


def _after(one: Said, name: str) -> str:
    """Names told with the pet, or in the sentence right after: "two ferrets. Biscuit and Moth"."""
    if name:
        return name
    later = one.line.text[one.clause.stop :]
    alone = re.match(
        r"[\s.,:!-]+(?:to keep \w+ \w+ \w*[ .]+)?(?P<v>(?:[A-Z][\w'-]+)(?:,? (?:and|&) [A-Z][\w'-]+)?)\s*(?:[.!,]|$)",
        later,
    )
    return alone["v"] if alone and may_be_name(alone["v"].split()[0]) else ""


def _of_known(one: Said, text: str) -> Iterator[Found]:
    """What is told of a pet that this chat knows: its name, its death."""
    called = _CALLED.match(text) if not _SOMEONE.search(one.line.text) else None
    if called and may_be_name(_capital(called["v"])):
        pet = kept_by(one, "")
        if pet:
            yield Found("pet", f"{pet} {called['v'].split(' n ')[0]}", one.clause.start + called.start(), one.clause.start + called.end(), subject=Subject(account=one.line.sender), in_line=True, lasts=False)  # fmt: skip
        return
    for pattern in (_DIED, _PUT_DOWN):
        gone = pattern.search(text)
        if gone:
            named = re.sub(r"^(?:our|my) ", "", gone["v"])
            pet = named if named != gone["v"] else kept_by(one, named)
            if pet:
                value = named if named != gone["v"] else f"{pet} {named}"
                yield Found("pet", value, one.clause.start + gone.start(), one.clause.start + gone.end(), negated=True, lean="past", subject=Subject(account=one.line.sender), in_line=True)  # fmt: skip
            return
    left = _JUST.search(text)
    if left and (pet := kept_by(one, left["v"])):
        yield Found("pet", f"{pet} {left['v']}", one.clause.start + left.start(), one.clause.start + left.end(), subject=Subject(account=one.line.sender), in_line=True, lasts=False)  # fmt: skip


def kept_by(one: Said, name: str) -> str:
    """What kind of pet the sender spoke of before: the one of that name, or the latest."""
    lines = [
        one.line,
        *(line for line in one.thread.before(one.at, 200 if name else 8) if line.sender == one.line.sender),
    ]
    for line in lines:
        text = plain(line.text)
        if not name and _THEIR_PET.search(text):
            return ""  # a cousin's dog was spoken of last
        for found in (*_HAS_PET_ANY.finditer(text),):
            if not name or re.search(rf"\b{re.escape(name)}\b", text):
                return re.sub(r"s$", "", found["pet"])
    return ""


_THEIR_PET = re.compile(
    rf"\b(?:(?:{KIN}|client|customer)'?s|his|her|their|your|(?-i:[A-Z][a-z]+)'s) {_BREED}(?:{PETS_MANY})\b"
    rf"|\b(?:met|saw|petted|stroked|walked|walking|sitting|looking after|minding) (?:an?|the|this|some) {_BREED}(?:{PETS_MANY})\b",
    re.I,
)
_HAS_PET_ANY = re.compile(
    rf"\b(?:my|our|an?|two|three|four|five|got|the) {_BREED}(?P<pet>{PETS_MANY})\b", re.I
)
