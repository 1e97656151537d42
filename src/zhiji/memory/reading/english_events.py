"""What happened to people, as English says it: exams, births, deaths, wins, losses, accidents, things that broke."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhiji.memory.reading.english_rules import ADV, HAVE, STOP, Found, rule, tell
from zhiji.memory.reading.english_said import Said
from zhiji.memory.reading.english_standing import plain
from zhiji.memory.reading.english_things import kept_by
from zhiji.memory.reading.english_words import LOVED, PETS_MANY, may_be_name, words
from zhiji.memory.reading.english_work import left_employer
from zhiji.memory.reading.naming import kin_of
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.records import Subject

CUES = Rarely(
    r"pass(?:ed)?\b|faint|collapsed|blacked out|put to bed|delivered|used to play|left (?:school|home|uni|college)|\ban a\b|been \w+ since|fail|aced|flunk|smashed|nailed|qualif|graduat|promot|got\b|birth|\bbaby|twins|arrived|\bdied|expired|late\b|lost\b|losing|stole|nick(?:ed)?\b|pinched|robb|burgl|broke|mugged|scam|hack|arrest|fined|evict|crash|\bfell\b|fallen|\bfall\b|accident|bitten|stung|\bbit\b|knocked|\bhit\b|attack|"
    r"\bwon\b|came (?:first|second|third|last|top)|\bran\b|finish|complet|climb|joined|signed up|offer|exchang|\bsold|citizen|\bvisa\b|green card|elected|nominat|shortlist|publish|defended|submitted|handed in|missed|cancel|flood|leak|\bdead\b|packed (?:in|up)|\bwent\b|blew|conked|gave up the ghost|knackered|"
    r"caught fire|explod|written off|wrote off|adopted|said yes|proposed|had (?:my|his|her)|resign|quit|notice|select|picked|missing|last exam|my (?:last|final)|locked (?:myself|himself|herself|ourselves)|had an? |tattoo|funeral|rejected|approved|expelled|suspended|accepted|laid off|redundan|fired|sacked|let go|gave notice|gone bust|went bust|closed down|shut down|bankrupt|made it|did my first|first \w+|stranded|stuck",
    re.I,
)
_MINE = r"(?:my|the|his|her|our|their|your)"
_FEW = r"(?:[\w'&.:/-]+ ){0,3}?"
_EXAM = words(
    """exam, exams, test, tests, driving test, driving, theory, theory test, practical, written, oral, orals, viva, interview, bar, bar exam, boards, board exams, finals, midterm, midterms, resit, resits, mocks, a-levels, a levels, gcses, gcse, degree, certification, certificate, cert, certs, licence, license,
    endorsement, module, modules, course, class, level, grade, inspection, probation, physical, medical, fitness test, background check, audition, audition, assessment, driving lesson, cscs, ielts, toefl, cfa, acca, usmle, lsat, mcat, gre, gmat, sats, comps, quals, prelims, defence, defense, thesis, dissertation, citizenship test, life in the uk, life in the uk test,
    first aid, training, apprenticeship, conversion, diploma, semester, year, everything, all of them, entrance exam, mot, survey, citizenship, the citizenship, panel, confirmation panel, upgrade, maths, math, chemistry, physics, biology, statistics, stats, anatomy, calculus, accounting, b1, b2, c1, c2, a1, a2, telc, phd, masters, master's, msc, ma, ba, studies, chemo, radiotherapy, treatment, novel, manuscript, first draft, marathon, probation period, uni, university, law school, med school, dele, delf, dalf, hsk, hsk 1, hsk 2, hsk 3, hsk 4, hsk 5, hsk 6, jlpt n1, jlpt n2, jlpt n3, jlpt n4, jlpt n5, jlpt, hsk3, hsk4, hsk5, hsk6, n1, n2, n3, n4, n5"""
)
_GOOD = r"(?: (?:first time|first try|first go|with (?:distinction|merit|flying colou?rs|honours|honors|a \w+)|on (?:the|my|his|her) (?:\w+) (?:try|go|attempt)|at last))?"
_DONE = rf"(?:{HAVE})?(?:{ADV}|(?:only |somehow |barely |went and |gone and |managed to ))"
_LOSABLE = words("wallet, purse, phone, keys, house keys, car keys, passport, bag, handbag, backpack, rucksack, suitcase, luggage, bank card, card, credit card, debit card, driving licence, id, ring, wedding ring, engagement ring, airpods, headphones, earphones, glasses, laptop, ipad, tablet, camera, watch, necklace, earring, bike, coat, scarf, umbrella, retainer, hearing aid, case, deposit, badge, ticket, tickets, oyster card, bus pass, notebook, kindle")  # fmt: skip
_ACHED = words("fan, bathroom fan, extractor, light, lights, doorbell, buzzer, intercom, car, van, bike, bicycle, motorbike, scooter, moped, phone, laptop, computer, macbook, ipad, tablet, telly, tv, fridge, freezer, oven, cooker, hob, boiler, heating, central heating, water heater, dishwasher, washing machine, washer, tumble dryer, dryer, microwave, kettle, toaster, shower, toilet, sink, roof, ceiling, basement, cellar, kitchen, bathroom, shed, garage, fence, greenhouse, flat, house, apartment, pipe, pipes, window, windscreen, windshield, engine, gearbox, clutch, exhaust, battery, furnace, ac, aircon, air con, water tank, generator, camera, printer, guitar, hard drive, router, lift, truck, lorry, tractor, boat, glasses, hearing aid")  # fmt: skip
_WRECKED = r"(?:(?:'s |is |has |have |was |were |got |been |being |has been |have been |just |finally |completely |totally )*(?:(?:failed|didn'?t pass) (?:its|the|her|his) (?:mot|inspection|emissions(?: test)?)|broken down|broke down|broke|broken|died|dead|packed (?:in|up)|conked out|blew up|gave up the ghost|given up the ghost|burst|caught fire|exploded|collapsed|fell in|caved in|came down|flooded|leaking|leaked|knackered|bust|kaput|fried|written off|wrote off|totall?ed|stolen|nicked|pinched|broken into|vandali[sz]ed|keyed|burgled|robbed|towed|clamped|smashed(?: in)?|cracked|wrecked|passed its mot|hacked)|(?:has |have |'s )been (?:dead|broken|out|off|down|bust|knackered|blocked|leaking)(?= since| for \w+ (?:days|weeks|months)))"
_HARMED = r"(?:bitten|stung|mugged|robbed|burgled|burgl(?:ed|arized)|broken into|scammed|phished|hacked|arrested|evicted|deported|pickpocketed|rear[- ]ended|attacked|assaulted|fined|knocked (?:off|over|down)|hit by|run over|struck by|catfished|stopped by the police|done for speeding|expelled|suspended|audited|sued|headbutted|kicked by|thrown off|concussed|electrocuted|spiked|trapped|stranded|stood up|jilted|ghosted|elected|voted|shortlisted|nominated|published|naturali[sz]ed|knighted|featured|picked for|selected for|drafted|called up|put forward for|accepted (?:into|onto|for|by)|rejected (?:by|from)|turned down (?:for|by)|let go|laid off|made redundant|fired|sacked|discharged)"
_AFTER = r"(?: (?:by|off|in|on|from|at|for|as|to|of|with|outside|near) (?:[\w'-]+ ?){1,4}?)?"
_BABY = r"(?P<v>(?:(?:had|has had|welcomed|adopted|given birth to|gave birth to)) (?:an?|the|her|his|their|our|my|another) (?:(?:\w+) ){0,2}?(?:baby(?: (?:girl|boy))?|(?:little |wee )?(?:girl|boy|lad|lass)|(?:little|wee) one|son|daughter|twins)|(?<!been )put to bed(?=,|$| (?:a|an|yesterday|this|last|safely|today)\b)|delivered (?:safely|of an? \w+|(?:an? |the |her )(?:\w+ )?(?:baby|boy|girl|son|daughter|twins))|gave birth(?: to (?:an? |their )?(?:\w+ )?(?:boy|girl|son|daughter|twins))?|given birth|had (?:twins|triplets))"
_PHRASES = (
    rule("event", rf"{_DONE}(?P<v>(?:passed|failed|aced|flunked|smashed|nailed|retook|scraped through|bombed|finished|completed|defended|submitted|handed in|got through|botched)(?: all)? (?:(?:{_MINE}|all|a|an) )?(?:all )?{_FEW}(?:{_EXAM})){_GOOD}(?=\W|$)(?! (?:in my life|drive|results are|of (?:antibiotics|treatment|tablets|pills|the meal)))", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:passed|failed|aced|flunked) (?:{_MINE} )?(?-i:[A-Z][A-Z0-9]{{1,5}})(?: \d\w?)?)\b", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>passed)(?=!|{_GOOD[:-1]}\W*$| (?:yesterday|today|this morning|last \w+|first time|with (?:distinction|merit|flying|honou?rs))|\W*$)(?!\W*\.)", bare=True, lean="past"),
    rule("event", r"(?P<v>qualified)(?=\s*!| (?:last|this) (?:month|week|year|summer|spring|autumn)| as of)", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>graduated)(?=\W*$|[!.,]| (?:last|this|yesterday|today|in|with|on)\b)", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:got|received|been given|been granted|was granted) (?:my |the |his |her |our |a |an |full |full )*(?:{_FEW})(?:citizenship|green card|settled status|work permit|residence permit|residency permit|licence|license|driving licence|driver'?s license|certificate|cert|certification|diploma|degree|phd|doctorate|a first|2[:.]1|distinction|promotion|raise|pay rise|payrise|bonus|scholarship|grant|mortgage|passport|british passport|irish passport|citizenship test results|job|part|lead|lead role|role|award|prize|gold medal|silver medal|bronze medal|gold|silver|bronze|black belt|first tattoo|tattoo|braces|parking (?:ticket|fine)|speeding (?:ticket|fine)|points on my licence|keys(?= to)|visa|asylum|planning permission|record deal|book deal|part in the play)){STOP}(?! at| with| as| in)", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?:been |was |were |got |getting )(?P<v>promoted){STOP}(?! (?:to|as))", bare=True, lean="past"),
    rule("event", rf"{_DONE}{_BABY}\b(?! (?:shower|sitter|bath|monitor|name|photo|scan|back|over|round|with|on (?:my|his|her|the)|for the|tonight|at (?:mine|home|ours|the)))", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:died|passed away|passed on|expired))(?=\W*$|[!.,]| (?:on|in|last|at|yesterday|this|today|two|three|four|five|\d+|a|of|from|when|suddenly|peacefully|after|and|so|before|over|years|unexpectedly|during)\b)(?! in (?:battle|the war|game|my)| of (?:laughter|embarrassment|shame|boredom|laughing)| on me| a (?:little|bit) inside| laughing| and (?:gone to heaven|went to heaven))", lean="past"),
    rule("event", rf"{_DONE}(?P<v>passed)(?= (?:on (?:mon|tues|wednes|thurs|fri|satur|sun)|last (?:night|week|month|year|\w+day)|in (?:january|february|march|april|may|june|july|august|september|october|november|december|\d)|(?:two|three|four|five|six|ten|a few|\d+) (?:years|months|weeks|days) ago|peacefully|suddenly))", lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:had|have had|been in|was in|got into|survived) an? (?:(?:bad|nasty|terrible|little|small|minor|serious|horrible|bit of a|car|bike|cycling|motorbike|skiing|road|workplace|riding) ){{0,2}}(?:fall|accident|crash|prang|car crash|bike crash|bump in the car|tumble|collision|pile-?up|miscarriage|break[- ]?in|burst pipe|gas leak|leak|power cut|house fire|fire|flood|burglary|fender bender))\b", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:fell|fallen|slipped|came off|crashed|tripped) (?:over |down |off |on |in |into |from |up |out of )+(?:(?:my|the|a|an|his|her|some) )?(?:[\w-]+ )?(?:bike|bicycle|horse|stairs|ladder|steps|ice|escalator|roof|motorbike|scooter|kerb|curb|bath|shower|tree|wall|lamp ?post|pavement|trampoline|stage|platform|boat|board|pond|canal|river|chair|stool)|crashed (?:my|the|his|her|our) (?:\w+ )?(?:car|bike|van|motorbike|truck|scooter)|fell down the stairs|fell off (?:my|his|her) \w+)\b(?! asleep)", bare=True, lean="past"),
    rule("event", rf"(?:(?:{HAVE})|was |were |got |been |getting )+(?:{ADV}|nearly )?(?P<v>{_HARMED}(?: (?:my|his|her|the|a|an|our) [\w'-]+(?: [\w'-]+)?)?{_AFTER}){STOP}(?! (?:to death))", bare=True, lean="past"),
    rule("event", rf"(?P<v>(?:bitten|stung|mugged|robbed|burgled|scammed|rear[- ]ended|evicted|knocked off) (?:by|off|on|in|at) (?:[\w'-]+ ?){{1,4}}?){STOP}", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>lost (?:my|his|her|our|their) (?:\w+ )?(?:{_LOSABLE}))(?=\W|$)(?! (?:reader|face|allowance|charger|case|keys? card|signal))", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>lost (?:my|his|her|their|the) (?:job|deposit|baby|licence|visa|case|election|seat|bid|sense of smell))\b", bare=True, lean="past"),
    rule("event", rf"(?:had|have had|'ve had|got) (?P<v>(?:my|his|her|our) (?:\w+ )?(?:{_LOSABLE}|car|van|motorbike|scooter|catalytic converter) (?:stolen|nicked|pinched|taken|swiped|lifted))\b", bare=True, lean="past"),
    rule("event", r"(?P<v>(?:some(?:one|body)(?:'s)?|(?:some )?(?:bastards?|idiots?|thieves|kids|scrotes?|dickheads?)) (?:has |have |just )?(?:stole|stolen|nicked|pinched|robbed|broke into|broken into|smashed|keyed|hit|rear[- ]ended|drove into|backed into) (?:my|our|the) (?:[\w-]+ ?){1,2}?)" + STOP, bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>won (?:the |a |an |my |our |first |second |third |gold|silver|bronze|best |£|\$|€)(?:[\w'£$€.,-]+ ?){{0,4}}?){STOP}(?! (?:argument|me over|battle))", bare=True, lean="past"),
    rule("event", rf"(?:{HAVE})?(?:{ADV})(?P<v>(?:fainted|passed out|collapsed|blacked out)(?: (?:in|at|on) (?:the |a |my |his |her )?[\w'-]+(?: (?:room|ward|station|floor|stop|shop))?)?)\b(?! (?:laughing|with (?:joy|laughter)|on the (?:sofa|couch)|drunk|asleep))", lean="past"),
    rule("event", r"(?P<v>left (?:school|home|uni|college|formal education) (?:at|when i was|in) (?:\d+|fifteen|sixteen|seventeen|eighteen))\b", lean="past"),
    rule("event", rf"{_DONE}(?P<v>sold (?:the|my|our|his|her) (?:[\w'-]+ ){{1,3}}?to (?:[\w'-]+ ){{1,3}}?for [£$€]?\d[\d,.]*k?)", bare=True, lean="past"),
    rule("event", r"(?:got |getting )?(?P<v>an A\*? in (?:my |the |his |her )?(?!it\b|that\b|this\b|every)[\w'-]+(?: [\w'-]+)?)" + STOP, bare=True, lean="past"),
    rule("event", rf"(?:'?m |am |{HAVE})?(?:{ADV})(?P<v>used to play (?!with)(?:[\w'-]+ ){{1,3}}?(?:at|for) (?:[\w'-]+ ?){{1,3}}?){STOP}", lean="past"),
    rule("event", r"(?P<v>won)(?=\s*!)", lean="past"),
    rule("event", rf"{_DONE}(?P<v>had (?:my|his|her) (?:last|final|first) (?:exam|final|chemo|radiotherapy|session|day of (?:school|work|uni)|driving lesson))\b", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?:had to )?(?P<v>(?:cancel(?:led)?|called off|call off|postponed?) (?:the|our|my|his|her) (?:wedding|engagement|honeymoon|holiday))\b", bare=True, lean="past"),
    rule("event", rf"(?P<v>(?:(?:my|our) )(?:{PETS_MANY})(?: \w+)?(?: has| is|'s)? (?:went|gone|been)? ?(?:missing|ran away|run away|escaped|got out))\b", bare=True, lean="past"),
    rule("event", r"they(?:'ve| have)? (?:just |finally )?(?P<v>(?:let me go|laid me off|fired me|made me redundant|sacked me|turned me down|rejected me|promoted me|put me on furlough|cut my hours|gave me the (?:job|part|role|sack|boot|promotion|scholarship)))\b", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:handed|sent|turned) (?:my|his|her) (?:thesis|dissertation|notice|manuscript|final essay|portfolio) in)\b", bare=True, lean="past"),
    rule("event", r"(?P<v>(?:(?:my|our|the) )?(?:\w+ )?(?:sale|deal|mortgage|purchase|job|transfer|adoption|wedding|trip|contract) (?:has |have |'s |just )*(?:fell|fallen) through)\b", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:came|finished|placed) (?:first|second|third|fourth|last|1st|2nd|3rd|top)(?: (?:in|at|of|overall) (?:[\w'-]+ ?){{1,4}}?)?){STOP}", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:ran|run|finished|completed|did|done|survived|cycled|walked|swam|climbed|summited) (?:my first |my |the |a |our first |his first |her first |the whole )?(?:(?-i:[A-Z]\w+) ){{0,2}}(?:marathon|half marathon|half|half-marathon|10k|5k|parkrun|park run|ultra|ultramarathon|triathlon|ironman|tough mudder|camino|channel|three peaks|munro|v\d+|sponsored \w+|bungee jump|skydive|parachute jump|stand-?up set|open mic))\b(?= |\W|$)(?! (?:for (?:milk|it)|every|most|on (?:mon|tues|wednes|thurs|fri|satur|sun)days))", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:joined|signed up (?:to|for|with)|enrolled (?:in|at|for)|enlisted in) (?:an? |the |my |our |this )(?:[\w-]+ ){{0,2}}?(?:gym|army|navy|raf|marines|union|reserves|police|(?:running|book|chess|cycling|rowing|tennis|climbing|swimming|boxing|sewing|hiking|walking|gardening|football|rugby|cricket|judo|dance) (?:club|group|team)|knitting group|choir|band|orchestra|theatre group|am[- ]?dram|amateur dramatics|church|quiz team|marathon|half marathon|gym round the corner|support group))\b", bare=True, lean="past"),
    rule("event", rf"(?P<v>(?:put|made|placed) (?:in )?an offer (?:in )?on (?:an?|the|that|this) (?:[\w'-]+ ?){{1,4}}?){STOP}", bare=True, lean="past"),
    rule("event", r"(?P<v>(?:(?:my|our|the|their|his|her) )?offer (?:on (?:the|a|that) \w+ )?(?:has |was |got |just |been |'s |is )*(?:accepted|rejected|turned down))\b(?! (?:practice|wisdom))", bare=True, lean="past"),
    rule("event", r"(?P<v>(?:(?:my|our|the) )?(?:\w+ )?(?:visa|mortgage|citizenship|application|green card|planning|planning permission|permit|transfer|grant|loan|appeal|scholarship)(?: application)? (?:has |was |got |just |finally |been |'s |is |came |went )*(?:accepted|approved|rejected|turned down|refused|denied|come through|through|granted|upheld))\b", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:exchanged contracts|exchanged on the (?:house|flat)|completed on the (?:house|flat)|sold (?:the|our|my|his|her|their) (?:\w+ )?(?:house|flat|apartment|business|company)|moved out|bought (?:a|our|my|the|his|her|their) (?:first |new |second )?(?:house|flat|apartment|home|cottage)))\b(?! (?:in|on|near) )", bare=True, lean="past"),
    rule("event", rf"(?:{HAVE})?(?:{ADV})(?P<v>(?:became|become|am|'m|m|is|'s|are) (?:(?:an? |(?:officially |now ))*)(?:us |british|uk |american|canadian|australian|german|irish|dutch |french |swedish )? ?(?:citizen|british|american|german|canadian|australian|irish) now)\b", lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:became|become) (?:an? )?(?:(?:us|uk|british|american|canadian|australian|german|irish|dutch|french|swedish) )?(?:citizen|grandparents|parents))\b", bare=True, lean="past"),
    rule("event", rf"{_DONE}(?P<v>(?:missed (?:my|our|the|his|her) (?:connecting |connection )?(?:flight|connection|ferry|eurostar|plane|finals?|funeral|wedding)|locked (?:myself|himself|herself|ourselves) out|published (?:my|his|her|our|a) (?:\w+ )?(?:book|paper|novel|article|album|poem|story)|had (?:my|his|her|our) first (?:gig|exhibition|show|match|concert|recital|lesson)|got into an? (?:accident|fight|car accident)|shaved (?:my|his|her) head|got (?:my|his|her) (?:\w+ )?(?:pierced|results back)|handed in (?:my|his|her) notice|quit (?:my|his|her) job|resigned|set up (?:my|his|her|our) own (?:\w+ )?(?:business|company)))\b", bare=True, lean="past"),
    rule("event", rf"(?P<v>(?:(?:my|our|the|his|her) )?(?:\w+ )?(?:flight|train|luggage|suitcase|bag|case|wedding|operation|surgery) (?:has |was |got |just |finally |been |'s |is |have |were )*(?:cancell?ed|postponed|lost|diverted|delayed (?:by )?\d+ hours|called off|stolen)){STOP}", bare=True, lean="past"),
)  # fmt: skip
# Things at home, that one need not call one's own: "car failed its MOT", "boiler went".
_BROKE = re.compile(
    rf"^(?:(?:ugh|oh|god|so|and|but|well|argh|ffs|also|then|of course|btw|great|news|the)\W+){{0,3}}(?:(?:my|our|the|his|her|bloody|stupid|fucking|new|old) ){{0,3}}(?P<v>(?:[a-z]+ )?(?:{_ACHED})(?:'s)? ?(?:{_WRECKED}|went(?= ?(?:$|[,.!]|on (?:mon|tue|wed|thu|fri|sat|sun)|last|yesterday|again))))(?=\W|$)(?! (?:up with|out (?:of|in)|even|news|on me laugh|free|to|with laugh))",
    re.I,
)
_MOCK = re.compile(r"\blong live\b|\br\.?i\.?p\.?\b", re.I)
_LIKES_SO = re.compile(
    r"\bdidn'?t (?=pass)|\bnot bad\b|\b(?:i'?m )?not (?:even )?(?:joking|kidding|lying)\b|\bnot gonna lie\b|\bnot? joke\b",
    re.I,
)
_FLAT = re.compile(
    r"(?:\w+ )?(?:phone|battery|laptop|ipad|tablet|torch|camera)(?:'s| is| has| just)* (?:died|dead)", re.I
)  # and charged again
# A name written small: "gremlin died this morning".
_GONE = re.compile(
    r"(?!(?:he|she|it|they|we|you|who|that|this|phone|car|battery|laptop|engine|boiler|computer|fridge|plant|convo|chat|wifi|internet|conversation|game|everyone|someone|people|nobody|love|hope|dog|cat|line|app|server|power|mood)\b)"
    r"(?P<v>[a-z]{3,12}) (?P<how>(?:has |just |sadly )*(?:died|passed away|was put (?:down|to sleep)))(?= (?:this (?:morning|week)|last (?:night|week)|yesterday|today|on \w+day|at the vets?)\b)"
)
_DYING = re.compile(r"(?:died|passed(?: away| on)?|expired)$")
_OUT = re.compile(
    r"notice|quit my job|resigned|laid off|redundant|let go|fired|sacked|lost (?:my|his|her) job"
)
_EXAMS = re.compile(r"\b(?:cert|exam|test|licen[cs]e|results|viva|passed|qualified)\b", re.I)
_TONGUE_EXAM = re.compile(
    r"\b(?:(?P<Chinese>hsk(?: ?\d)?)|(?P<Japanese>jlpt(?: n\d)?|n[1-5]\b)|(?P<Spanish>dele(?: \w\d)?)|(?P<French>del[ft](?: \w\d)?|dalf)|(?P<German>telc(?: \w\d)?|goethe(?: \w\d)?)|(?P<Korean>topik(?: \d)?)|(?P<English>ielts|toefl))",
    re.I,
)
_LOST = re.compile(
    r"(?:(?:we|i) )?(?:'ve |have |just |sadly |recently )*lost (?:my|our) (?P<who>(?:dear |lovely |old )?(?:dad|mum|mom|father|mother|nan|gran|grandma|grandad|granddad|grandpa|grandmother|grandfather|brother|sister|uncle|aunt|auntie|cousin|best friend|friend|nephew|niece))\b(?! (?:in|at) the (?:shop|crowd|supermarket|market|park|mall))",
    re.I,
)
_TOO_MUCH = re.compile(
    r"^(?:won (?:the|a) (?:lottery|internet|argument|bet|day)\b|lost (?:my|his|her) mind)", re.I
)
_THAT = Rarely(
    r"\bif\b|\balmost\b|\bnearly\b|\bnot\b|n't\b|\bnever\b|\bfeels? like\b|\bso (?:good|bad) i\b", re.I
)


def events(one: Said) -> Iterator[Found]:
    """What happened to somebody, or to something of his."""
    text, base = plain(one.clause.text), one.clause.start
    if _THAT.search(_LIKES_SO.sub(" ", text)) or one.clause.standing.hedged or one.who.how == "you":
        return
    found = next((each for each in tell(_PHRASES, one) if _counts(one, each)), None)
    if found is not None:
        yield _as_it_is(one, found)
        return
    broke = _BROKE.match(text)
    if broke and _FLAT.match(broke["v"]):
        return
    if broke and not _MOCK.search(plain(one.line.text)):
        yield Found("event", broke["v"], base + broke.start("v"), base + broke.end("v"), subject=Subject(account=one.line.sender), in_line=True, lean="past")  # fmt: skip
        return
    gone = _GONE.match(text) if one.bare else None
    if gone and may_be_name(gone["v"].capitalize()) and not _FLAT.match(text):
        yield Found("event", "died", base + gone.start("v"), base + gone.end("how"), subject=Subject(name=gone["v"]), in_line=True, lean="past")  # fmt: skip
        return
    lost = _LOST.match(one.rest) if one.who.how in ("i", "bare") else None
    if lost:
        yield Found(
            "event", "died", 0, lost.end(), subject=kin_of(one.line, lost["who"].casefold()), lean="past"
        )


def _counts(one: Said, found: Found) -> bool:
    if _TOO_MUCH.match(found.value):
        return False
    if found.value == "passed" and _EXAMS.search(plain(one.line.text)[: one.start]):
        return False  # told a moment ago: "got my certificate, passed yesterday"
    if _OUT.search(found.value):
        return not left_employer(one)
    return not (_DYING.match(found.value) and _is_pet(one))


def _as_it_is(one: Said, found: Found) -> Found:
    """An exam in a language is what one speaks, a wife who died is a tie that is over."""
    tongue = _TONGUE_EXAM.search(found.value)
    if tongue:
        level = next(name for name, value in tongue.groupdict().items() if value)
        return replace(found, relation="language", value=f"{level} {tongue.group()}")
    who = one.who.subject.name
    if _DYING.match(found.value) and one.who.how == "kin" and re.fullmatch(LOVED, who, re.I):
        return replace(
            found, relation="partner", value=who, negated=True, subject=Subject(account=one.line.sender)
        )
    return found


def _is_pet(one: Said) -> bool:
    """Whether who died is an animal of this chat."""
    name = one.who.subject.name
    return bool(re.search(rf"\b(?:{PETS_MANY})\b", name, re.I) or (name and kept_by(one, name)))
