"""What people like and don't, and which languages they speak, as English says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.memory.reading.english_lexicon import MORE_HOBBIES
from zhiji.memory.reading.english_rules import (
    ADV,
    BE,
    BE_NOT,
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
from zhiji.memory.reading.english_words import FOODS, LANGUAGES, words
from zhiji.memory.reading.rarely import Rarely

CUES = Rarely(
    r"\b(?:lov(?:e|es|ed|ing)|lik(?:e|es|ed)|ador(?:e|es)|enjoy\w*|fan|into|favou?rite|fave|fav|obsessed|addicted|hate[sd]?|stand|loathe|despise|detest|dislike[sd]?|hobby|hobbies|play(?:s|ing)?|speak(?:s|ing)?|spoke|fluent\w*|native|mother tongue|"
    r"first language|bilingual|learn(?:s|ing|t)?|get by|understand|every (?:mon|tues|wednes|thurs|fri|satur|sun|week|morning|day)\w*|on (?:mon|tues|wednes|thurs|fri|satur|sun)days|scared|afraid|terrified|phobia|prefers?|partial|mad (?:for|about|on)|in love with|hooked|sucker|enough of|person|nerd|nut|started|starting|taking|signed up|lessons?|class(?:es)?|supports?|abide|bear|stomach|fear of|sane|happy place|comfort|never|keen|choir|train(?:s|ing)?|practice|rehearsal|league|does|do|did|gcse|duolingo|only|fluently|takes?|club|creeps|my thing|favourites?|took up|taken up|weakness|sweet tooth|sing(?:s|ing)?|collects?)\b"
    rf"|\b(?:{LANGUAGES}) (?:is|isn't|'s)",
    re.I,
)
_HOBBIES = words(
    """hiking, running, jogging, swimming, cycling, climbing, bouldering, rock climbing, skiing, snowboarding, surfing, sailing, rowing, kayaking, canoeing, diving, scuba diving, snorkelling, fishing, camping, gardening, baking, cooking, knitting, crochet, crocheting, sewing, embroidery, quilting, pottery, ceramics,
    painting, drawing, sketching, photography, calligraphy, origami, woodwork, woodworking, carpentry, birdwatching, bird watching, birding, stargazing, astronomy, chess, go, bridge, poker, five-a-side, 5-a-side, five a side, 5 a side, seven a side, walking football, board games, boardgames, video games, videogames, gaming, puzzles, jigsaws, crosswords, sudoku, reading, writing, poetry, journaling, singing, choir,
    dancing, salsa, tango, ballet, ballroom, swing dancing, line dancing, yoga, pilates, meditation, crossfit, weightlifting, boxing, kickboxing, judo, karate, taekwondo, jiu jitsu, bjj, fencing, archery, golf, tennis, table tennis, ping pong, badminton, squash, padel, football, soccer, rugby, cricket, basketball, volleyball, netball, hockey, ice hockey,
    baseball, softball, handball, lacrosse, ultimate, frisbee, darts, snooker, pool, bowling, ice skating, skating, skateboarding, rollerblading, horse riding, riding, parkour, paragliding, skydiving, triathlon, triathlons, marathons, orienteering, geocaching, foraging, brewing, home brewing, beekeeping, travelling, traveling, walking, long walks,
    museums, galleries, theatre, musicals, opera, jazz, blues, techno, house music, hip hop, hip-hop, rap, rock, metal, punk, folk, folk music, country music, classical music, k-pop, kpop, reggae, disco, indie, karaoke, vinyl, anime, manga, comics, sci-fi, sci fi, fantasy, horror, horror films, horror movies, scary movies, thrillers, documentaries, true crime, podcasts, rom-coms,
    romcoms, musicals, cats, dogs, horses, birds, animals, plants, houseplants, orchids, cacti, the sea, the beach, the mountains, mountains, nature, the outdoors, lego, model trains, dnd, d&d, magic, tarot, astrology, drums, guitar, piano, volunteering, thrifting, vintage clothes, shopping, sudoku, formula 1, f1, motorbikes, cars, trains, roller coasters, rollercoasters,"""
    + MORE_HOBBIES
)
_FEARS = words("heights, spiders, snakes, flying, the dark, dogs, cats, needles, clowns, birds, mice, rats, bees, wasps, blood, public speaking, small spaces, lifts, elevators, water, deep water, thunder, thunderstorms, dentists, moths, sharks, horses, ghosts")  # fmt: skip
_MORE = words("crowds, small talk, early mornings, mornings, winter, cold weather, hot weather, the cold, the heat, loud music, parties, phone calls, surprises, hospitals, airports, ironing, housework, driving, public transport, commuting, techno, country music, the smell of coriander, big cities, city life, spiders, heights, clowns, flying, roller coasters, mosquitoes, wasps, being late, spoilers")  # fmt: skip
_SOME = r"(?!(?:him|her|them|it|me|you|us|the|in|on|and|up|out|off|my|your|his|their|our|this|that|these|those|some|with|to|for|a|an|any|all|more|too|sure|new|good|great|big|old|other|things|stuff|people|everything|something|lots|sense|time|money|friends)\b)[a-z]+"
_DOING = rf"(?:playing (?:the )?{_SOME}|going to the (?:theatre|cinema|opera|gym|beach|movies)|(?:watching|reading|listening to|collecting|making|baking|cooking|playing|building|restoring) {_SOME})"
_THING = rf"(?:(?:{_HOBBIES}|{FOODS}|{_DOING})(?: (?:food|music|films|movies))?|(?:indian|thai|chinese|japanese|korean|mexican|italian|french|greek|turkish|vietnamese|spanish|sichuan|szechuan|ethiopian|lebanese) (?:food|cuisine|cooking)|spicy food|(?-i:[A-Z][a-z]+) (?:music|films|movies|novels|books|food))"
_LIKED = listed(rf"(?:the |really |all |most |any |a good |good |old |proper )?{_THING}")
_LOATHED = listed(rf"(?:{_THING}|{_MORE}|{_FEARS})")
_LIKE = re.compile(
    rf"(?:{ADV})(?:(?:absolutely |honestly |do |does )?(?:love|loves|adore|adores|enjoy|enjoys|like|likes)\b(?! (?:to|that|this|these|those|the way|how|it|you|him|her|them|when|if|your|my))"
    rf"|(?:{IS})?(?:such |a )?(?:a )?(?:big |huge |massive |real |great )?(?:fan of|into|in love with|(?:mad|daft|nuts|bonkers|wild) (?:for|about|on)|hooked on|(?:a )?sucker for|crazy for|fond of|fanatical about|devoted to|getting back into|back into|obsessed with|addicted to|crazy about|mad about|keen on|partial to|big on|passionate about|nuts about)|{IS}(?:getting|got) into|(?:{HAVE})?{ADV}(?:got (?:back |really )*into|taken up|took up|gotten (?:back |really )?into|got hooked on|started(?: doing| going| playing)?|(?:been )?getting (?:really |back )*into|rediscovered)|can'?t get enough of|{IS}(?:taking up|starting|learning(?: to play)?)"
    rf"|(?:'s |my |our )(?:(?:main |new |biggest |big |favou?rite )?(?:hobby|hobbies|passion|weakness|guilty pleasure|favou?rite (?:food|drink|thing|sport|hobby|dish|fruit|dessert|music|pastime))(?: is| are|'s|:)))\s+",
    re.I,
)
_HATE = re.compile(
    rf"(?:{HAVE})?(?:{ADV})(?:(?:absolutely |honestly |really |always |secretly )*(?:hate|hates|hated|never liked|never really liked|can'?t abide|cannot abide|can'?t bear|can'?t stomach|can'?t face|loathe|loathes|despise|despises|detest|detests|dislike|dislikes)\b(?! (?:to|that|this|these|those|the way|how|it|you|him|her|them|when|if|your|my))"
    rf"|{NOT}(?:stand|like|enjoy|bear)|(?:don'?t|doesn'?t|do not|does not) (?:really )?do|(?:{BE_NOT}|not )(?:a (?:big |huge |massive )?fan of|into|(?:(?:that |too |very |overly )?fond of)|keen on|a big fan of|big on)|(?:{IS})?no (?:that |too |very )?(?:fond of|keen on)|{NOT}care for|{HAVE}a (?:fear|phobia|horror) of|(?:scared|terrified|afraid|petrified) of)\s+",
    re.I,
)
_FEAR = re.compile(
    rf"{IS}(?:afraid|scared|terrified|frightened|petrified|phobic) of (?P<v>(?:{_FEARS}))\b", re.I
)
_DOES = (
    rule("likes", rf"(?:{ADV})(?:play|plays)\s+(?:the )?(?P<v>(?:piano|guitar|bass|violin|viola|cello|drums|flute|clarinet|saxophone|sax|trumpet|trombone|harp|ukulele|banjo|accordion|harmonica|oboe|double bass|keyboard|recorder|bagpipes|erhu|guzheng|pipa|{_HOBBIES}))\b(?! (?:with (?:me|us|fire)|tonight|today|later|now|tomorrow|it))"),
    rule("likes", rf"(?:{HAVE}|has |have |do |does |go |goes |go to |goes to |(?:{ADV})(?:sings? in (?:a|the) ))(?P<v>(?:choir|band practice|band|orchestra|{_HOBBIES})(?: practice| class| lessons| rehearsal)?(?: (?:on (?:mon|tues|wednes|thurs|fri|satur|sun)days|every (?:week|\w+day|morning|\w+ \w+|day)|(?:once|twice|three times) a week)))"),
    rule("likes", r"(?P<v>sings? in (?:a|the) (?:\w+ )?choir|(?:plays?|drums?|sings?) in a (?:\w+ )?(?:band|orchestra)|collects? (?:stamps|coins|records|vinyl|[a-z]+ [a-z]+s|[a-z]+s))\b"),
    rule("likes", rf"(?:{ADV})(?P<v>(?:run|swim|climb|cycle|hike|row|surf|box|knit|paint|bake)s?) (?:every (?:week|day|morning|\w+day|weekend)|(?:once|twice|three times) a week|on (?:mon|tues|wednes|thurs|fri|satur|sun)days)"),
)  # fmt: skip
_DAYS = r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?s?"
_WEEKLY = rf"(?: (?:practice|class|classes|lessons?|rehearsals?|training|club|league|league nite|league night|group|night))?(?:,? (?:on |every |every other |each )(?:{_DAYS}|week|weekend|morning|day|month|\w+ morning|\w+ evening|\w+ night)s?\b|,? {_DAYS}(?: and {_DAYS})?(?: nights?| evenings?| mornings?)?\b(?! (?:next|at|this|is|was)\b)| (?:once|twice|three times|a few times|\dx|\d times|2x|3x) (?:a|per) (?:week|month))"
_WEEK = (
    rule("likes", rf"(?:{HAVE}|has |have |do |does |did |go |goes |goes to |go to |got |started |play |plays |teach(?:es)? |(?:{IS}|{HAVE})(?:been )?(?:doing |at |going )|sings? in (?:a|the) )(?:my |his |her |a |the )?(?P<v>(?:choir|band practice|band|orchestra|{_HOBBIES})){_WEEKLY}", lasts=False),
    rule("likes", rf"(?:{ADV})(?P<v>(?:run|swim|climb|cycle|hike|row|surf|box|knit|paint|bake|bowl|sing|dance|fence|ski|skate|fish|golf|jog|sail|train|drum|quilt|sew|lift|spin|dive|ride|garden|volunteer|shoot)s?){_WEEKLY}", lasts=False),
    rule("likes", rf"(?:(?:{HAVE}|{BE})?(?:{ADV}))(?:been )?(?:taking|having|started|starting|signed up for|taken up|doing|booked|joined|going to) (?:a |an |my |some |the )?(?:beginners'? |weekly |evening |adult )?(?P<v>(?:{_HOBBIES}|piano|guitar|drum|singing|dance|swimming|riding|tennis|painting|drawing|pottery|cello)) (?:lessons?|class|classes|course|club|group|practice)\b", bare=True),
    rule("likes", rf"(?:the |my |our )?(?P<v>(?:{_HOBBIES}))(?:'s| is| has been| are|'s been| keeps) (?:really |the only thing |literally |what'?s |just )*(?:keeping|keeps|kept)? ?(?:me sane|my therapy|my happy place|my new (?:obsession|thing|hobby)|my (?:passion|jam|thing|life|obsession|hobby|favou?rite)|saving my life|my escape|me happy|me going|so addictive|what i do)\b", bare=True),
    rule("likes", rf"{IS}(?:such |a |an |total |complete |real |big |huge |massive |lifelong |die-?hard |proper |bit of a |also )+(?P<v>(?:{_HOBBIES}|{FOODS}|(?-i:[A-Z][\w]+(?: [A-Z]\w+)?))) (?:person|guy|girl|nerd|nut|addict|fanatic|lover|freak|geek|buff|enthusiast|junkie|fiend|fan|fans|supporter|head|obsessive|mad)\b", lasts=False),
    rule("likes", rf"(?:{_DAYS}s?(?: nights?| evenings?)?(?:'s| is| are|s) )(?:my|his|her|our) (?P<v>(?:{_HOBBIES})) (?:night|day|class|evening|morning)", bare=True, lasts=False),
    rule("likes", rf"(?:'s |my )(?:happy place|therapy|escape|one true love|go-to (?:drink|snack|food|comfort food)|comfort food|guilty pleasure)(?: is| are|'s) (?:the |a |my )?(?P<v>(?:{_HOBBIES}|{FOODS}|[a-z]+))(?=\W|$)", bare=True, lasts=False),
    rule("likes", r"(?:support|supports|supported) (?P<v>(?-i:[A-Z]\w+(?: (?:United|City|Town|FC|Villa|Rovers|Rangers|Celtic|County|Albion|Hotspur|Palace|Forest|Wednesday|[A-Z]\w+))?))\b(?= (?:since|all|fc|my|so|because|but|and)\b|\W*$)", lasts=False),
    rule("likes", rf"(?:'s |my |our |all[- ]time )?(?:all[- ]time )?(?:favou?rite|fave|fav) (?!part\b|bit\b|character\b|thing about\b|person\b|people\b|human\b|time of\b|one\b|child\b|moment\b|memory\b)(?:\w+ )?(?:\w+ )?(?:is|are|'s|has (?:always been|to be|got to be)|was|=|:) (?:(?!jelly|family|fly\b)\w+ly |always |still |def |def\. |just |even ){{0,2}}(?:the |a |an )?(?P<v>(?!when|him\b|her\b|them\b|me\b|us\b|these\b|those\b|one\b|that|how|where|not|what|you|this|my|your|it|so|still|on|in)[\w'&-]+(?: [\w'&-]+){{0,3}}?){STOP}", bare=True, lasts=False),
    rule("likes", rf"(?:go|goes|{IS}always going) (?P<v>to (?:the )?(?:theatre|cinema|opera|gym|football|ballet|races|museums?|gigs|concerts|festivals|pub quiz|sauna|allotment|rugby))(?= (?:a lot|every|most|all the time|regularly|once|twice|whenever|loads)\b)", lasts=False),
    rule("likes", r"(?:absolutely |really |just )*(?:loves?|adores?) (?P<v>(?!things|days|nights|years|weeks|hours|times|minutes|guys|girls|kids|this|thus|always|plans|vibes|jobs|emails|meetings|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|parents|friends|presents|surprises|people's|yours|theirs|ours|shoes|photos|pictures|pics|words|results|colours|colors|options|chaos|mess|us|his|hers|is|was|does|texts|updates|christmas|boss|class|address|business|lads|ladies|places|bits|parts|seats|curtains|flowers he|lyrics|songs)[a-z]{3,}(?<!ss)s)(?=\W*$|[!,.]| (?:and|but|so|too|because|btw|remember|as well)\b)", lasts=False),
    rule("dislikes", rf"{IS}not (?:really |much of |exactly )?(?:an? )?(?:big )?(?P<v>(?:{_HOBBIES}|{FOODS}|morning|party|people|beach|dog|cat|christmas|city|camping|outdoors|phone|crowds?)) (?:person|guy|girl|eater|drinker|fan|lover)\b", lasts=False),
    rule("dislikes", rf"(?P<v>(?:{_HOBBIES}|{FOODS}|{_MORE}|{_FEARS}))(?: is| are|'s|s)?(?: (?:really|just|so))? ?(?:not my thing|(?:is|are)n'?t (?:really )?(?:my thing|for me)|ain'?t for me|not for me|not my cup of tea|(?:freaks?|creeps?|weirds?) me out|gives? me the (?:creeps|ick|heebie|shivers)|makes? me (?:gag|retch|want to throw up))\b", bare=True, lasts=False),
)  # fmt: skip
_TONGUE = rf"(?P<v>(?:{LANGUAGES}))"
_LANGUAGE = (
    rule("language", rf"(?:'s |my |our )(?P<v>(?:{LANGUAGES}))(?: is|'s)(?= (?:(?:\w+ ){{0,2}}(?:fluent|ok|okay|decent|good|better|rusty|terrible|bad|native|basic|awful|conversational|great|not great|pretty good|getting there|shaky|perfect|improving|a bit rusty|non-existent|nonexistent)))", bare=True),
    rule("language", rf"(?:'s |my |our )(?:(?:first|native|second|third|mother) (?:language|tongue)|mother tongue)(?: is|'s) (?:actually )?{_TONGUE}\b", bare=True),
    rule("language", rf"(?:'s |my |our )(?:\w+ )?(?P<v>(?:{LANGUAGES})) (?:class|classes|lessons?|course|teacher|tutor|exam|homework|evening class|level|skills)\b", bare=True, lasts=False),
    rule("language", rf"(?:{HAVE})?(?:{ADV})(?:did|done|took|studied|learnt|learned|passed) (?:my )?(?:gcse |a-level |higher |some |a bit of )?(?P<v>(?:{LANGUAGES}))(?: (?:gcse|a-level|a level|higher|b1|b2|c1|exam)| (?:at|in) (?:school|uni|college|university|high school)| for (?:\w+ ){{1,2}}years?)\b", lasts=False, bare=True),
    rule("language", rf"(?:only |mostly |mainly |also )?(?:switches (?:in)?to|does|talks(?: in)?|answers (?:me )?in|swears in|speaks to (?:me|us|them|him|her) in) (?:only |fluent )?(?P<v>(?:{LANGUAGES}))\b(?! (?:class|food|lessons|homework|dishes))", lasts=False),
    rule("language", rf"(?:{BE}|started |start |starting |doing )?(?:{ADV})(?P<v>(?:learning|studying|teaching myself|taking|doing|starting) (?:{LANGUAGES}))(?: lessons| classes| on duolingo| with duolingo| at (?:night|evening)\w*| now| at the moment| these days| again)", bare=True),
    rule("language", rf"{_TONGUE} is (?:my|his|her|our) (?:first|native|second|third|mother) (?:language|tongue)", bare=True),
    rule("language", rf"{BE}(?:a )?(?:native|fluent|bilingual) (?:in )?(?P<v>(?:{LANGUAGES})(?: and (?:{LANGUAGES}))?)\b", bare=True),
    rule("language", rf"{BE}(?P<v>(?:learning|studying|teaching myself|taking lessons in|brushing up on) (?:{LANGUAGES}))\b", lasts=True, bare=True),
    rule("language", rf"(?:{HAVE})?(?:{ADV})(?:started|begun|began|took up) (?P<v>(?:learning|studying) (?:{LANGUAGES}))\b", lean="past"),
)  # fmt: skip
_SPEAK = re.compile(
    rf"(?:{ADV})(?:(?:can|could) (?:also |only |actually |barely |still |just about )?(?:speak|understand|read|get by in)|(?:only |also |already )?speaks?|(?:know|understand)s?|grew up (?:speaking|with)|was raised (?:speaking|in)|{NOT}(?:speak|understand|read|know)|{BE_NOT}fluent in|{HAVE}no|(?:learnt|learned)) (?:really |quite |pretty |very |any |only |some |a bit of |a little |a little bit of |bits of |fluent |basic |good |bad |broken |decent |much |(?:a )?word of |both |conversational |perfect |okay |ok |terrible )*",
    re.I,
)
_TONGUES = listed(rf"(?:a bit of |some |a little |fluent |basic )?(?:{LANGUAGES})")


_BEGUN = re.compile(r".*\bstart(?:ed|ing)\b", re.I)
_LASTING = re.compile(r"\b(?:last|ago|recently|since|week|month|year|lately|january|again)\b", re.I)
_AT_ONCE = re.compile(r",|\b(?:now|already|dinner|tea|lunch|at|for|without|early|late|when|so)\b", re.I)


def tastes(one: Said) -> Iterator[Found]:
    """Likes, dislikes and languages."""
    like = _LIKE.match(one.rest)
    if like and like.group().casefold().startswith("like") and one.begin == one.start:
        like = None  # "things, like yoga": no verb of the person before it
    if (
        like
        and _BEGUN.match(like.group())
        and (one.bare or not _LASTING.search(one.clause.sentence))
        and _AT_ONCE.search(one.ahead)
    ):
        like = None  # "started cooking, come at seven"
    if (like and not one.bare) or (
        like
        and re.match(
            r"(?:'s |my |our |(?:been )?getting|got|gotten|big fan of|huge fan of|started|tak(?:en|ing) up|took up)",
            one.rest,
        )
    ):
        yield from _things(one, like.end(), _LIKED)
    hate = _HATE.match(one.rest)
    if hate and (
        not one.bare
        or re.match(
            r"(?:really )?(?:hate|loathe|can'?t stand|cannot stand|not a (?:big )?fan of|not (?:that |really )?keen on)\b",
            one.rest,
            re.I,
        )
    ):
        yield from _things(one, hate.end(), _LOATHED, liked=False)
    fear = _FEAR.match(one.rest)
    if fear and not one.bare:
        yield Found("dislikes", f"afraid of {fear['v']}", 0, fear.end(), lasts=False)
    done = [*tell(_DOES, one)]
    yield from done
    yield from (
        found for found in tell(_WEEK, one) if not any(found.relation == each.relation for each in done)
    )
    yield from _of_it(one)
    yield from tell(_LANGUAGE, one)
    yield from _spoken(one)


def _things(one: Said, at: int, known: re.Pattern[str], *, liked: bool = True) -> Iterator[Found]:
    ahead = one.ahead
    found = known.match(ahead, at)
    if (
        not found
        or not re.match(STOP, ahead[found.end() :])
        or re.match(r" (?:and|but) (?:i|he|she|they|we)\b.*\bhate", ahead[found.end() :])
    ):
        return
    if re.match(
        r" (?:that|which|who|here|there|today|tonight|you|i|for (?:those|the|that|this)|of (?:the|this|that))\b",
        ahead[found.end() :],
    ):
        return
    for _, stop, value in items(found["list"]):
        yield Found("likes" if liked else "dislikes", value, 0, at + stop, lasts=False)


_LIKES_IT = re.compile(
    rf"^(?:{ADV})(?:(?:absolutely |really |always |just )*(?P<hate>hates?|can'?t (?:stand|abide|bear|stomach)|cannot (?:stand|abide|bear)|loathes?|detests?|despises?)|(?:absolutely |really |always )*(?:loves?|adores?)|{IS}(?:obsessed with|mad (?:about|for|on)|addicted to)) (?:it|them|that stuff|the stuff)(?=\s*(?:$|[,.!;]| (?:and|but|so|since|now)\b))",
    re.I,
)
_ANY_THING = Rarely(rf"\b(?P<v>(?:{_HOBBIES}|{FOODS}|{_FEARS}))\b", re.I)

_OWN = re.compile(r"\b(?:my|our|his|her|their|your) (?:\w+ )?$", re.I)  # "my dogs ... I love them"


def _of_it(one: Said) -> Iterator[Found]:
    """What "he can't abide it" means, where it was named right before: "no coffee, he can't abide it"."""
    it = _LIKES_IT.match(one.rest) if one.who.how in ("i", "kin", "name", "she") else None
    if it and (it["hate"] or re.match(r"\W*(?:i|he|she|we)\b", one.line.text[one.begin :], re.I)):
        before = [*_ANY_THING.finditer(plain(one.line.text[: one.begin])[-50:])]
        if before and not _OWN.search(plain(one.line.text[: one.begin])[-50:][: before[-1].start()]):
            yield Found("dislikes" if it["hate"] else "likes", before[-1]["v"], 0, it.end(), lasts=False)


def _spoken(one: Said) -> Iterator[Found]:
    speak = _SPEAK.match(one.rest)
    found = (
        _TONGUES.match(one.ahead, speak.end())
        if speak and not (one.bare and not one.rest.casefold().startswith("speak"))
        else None
    )
    if (
        not speak
        or not found
        or re.match(r" (?:people|food|friends?|guys?|girls?|teacher|[a-z]+ers?\b)", one.ahead[found.end() :])
    ):
        return
    denied = bool(
        re.search(r"\b(?:do|does|did|is|are|ca|wo)n'?t\b|\b(?:cannot|not|no|never)\b", speak.group(), re.I)
    )
    if denied and "much" in speak.group():
        return
    for _, stop, value in items(found["list"]):
        yield Found("language", re.sub(r"^(?:a bit of|some|a little|fluent|basic) ", "", value), 0, speak.end() + stop, negated=denied, lasts=False)  # fmt: skip
