"""English words and frames of what will be done that name no "I will": deeds and their things, comings, entries of calendars."""

from __future__ import annotations

import re

from zhiji.memory.reading import doing_english_words as table
from zhiji.memory.reading.rarely import Rarely

# Deeds that somebody has something of, with a thing that is done or given.
DEEDS = (
    r"(?:bring|send|email|post|mail|forward|lend|drop|deliver|return|refund|repay|pay|transfer|e-?transfer|venmo|paypal|zelle|cashapp|wire|book|reserve|order|sort|fix|mend|repair|print|laminate|scan|upload|cook|bake|make|grill|roast|knit|sew|build|paint"
    r"|buy|pick|grab|fetch|collect|pack|save|keep|chase|call|ring|phone|text|message|ping|dm|ask|tell|remind|warn|check|cover|handle|host|drive|walk|feed|water|babysit|mind|wash|clean|hoover|tidy|iron|carry|lift|shift|move|set|put|take|do|draft|write|edit|proofread|review"
    r"|let(?= (?:you|u|everyone|them) know (?:when|once|the (?:second|minute|moment)|as soon|about|what|by|if|whether|on))|translate|design|submit|file|sign|cancel|return|swap|arrange|organi[sz]e|give|get|share|leave|add|introduce|measure|cut|haul|clear|stick|charge|top|refill|replace|change|copy|lock|unlock|open|look|sub|spot|treat|tip|chip|split|cater|dj|mc|run|lead|present|own|lodge|babysit|hold(?= (?:the|your|ur|our|a) (?!line\b|fort\b|thought\b|horses\b|breath\b))|film|record|roll|courier|revert|restart|deploy|ship|service|fit|install|plaster|weld)"
)
_SELF = r"(?:i'll|i will|ill|we'll|we will|i shall|i'm gonna|im gonna|i'm going to|i am going to)"
_ALSO = r"(?: (?:just|also|definitely|def|defo|happily|gladly|then|quickly|go and|go|try and|make sure to|be sure to|still|personally|even|totally|actually|prob|have to)){0,2}"
DEED = re.compile(rf"(?:^|(?<=[\s,])){_SELF}{_ALSO} (?P<verb>{DEEDS})\b(?P<rest>.*)")
BRINGS = re.compile(
    r"(?:^|(?<=[\s,]))(?:i'm|im|i am|we're|we are)(?: \w+ly| also| just)? (?P<verb>bringing|sending|lending|posting|transferring|paying|ordering|booking|cooking|baking|dropping|driving you|picking you|picking up)\b(?P<rest>.*)"
)
# "I bring it back wednesday", "I go pay you back", "I dey bring small chops".
PLAINLY = re.compile(
    r"^(?:(?:ok|okay|yes|yeah|sorry|oh no|no problem|thank you|and|so|then|also|aunty|sir|ma'?am|(?:mrs?|ms) \w+)[ ,.!]+){0,2}i (?P<how>dey |go |go go |de )?(?P<verb>bring|give|send|make|cook|pay|lend|return|drop|post|transfer|buy|book|fix|help|call|show|bake|pick|keep|leave|put|order|collect|print)\b(?P<rest>.*)"
)
ITS_THING = re.compile(
    r" (?:(?:it|them|that|you|u|back|the|a|an|your|my|some)\b|[a-z]+ (?:on|tomorrow|next)\b)"
)
TO_YOU = re.compile(
    r" (?:you|u) (?:a|an|the|some|that|it|[a-z]+ [a-z]+) .*\b(?:then|tomorrow|tmr|later|tonight|soon)\b"
)
# What is done for whoever is spoken to: "I pick you up", "I keep them for you", "I put it by your door".
FOR_HEARER = re.compile(
    r" (?:you|u) (?:up (?:at|from|on|tomorrow|after)|back (?:on|by|the|tomorrow|next|my|when)|home\b|an?\b|the\b|some\b|my\b|one\b|another\b)| (?:your|ur) (?!time\b|point\b|word\b|side\b|own\b|mind\b|head\b|call\b|bluff\b|day\b)[a-z]+"
    r"| (?:it|them|that|one|some|the [a-z]+|an? [a-z]+|[a-z]+)(?: [a-z]+)? (?:for|to|by|at|in|outside) (?:you|u|your|ur)\b| (?:the|your) [a-z]+ back\b(?! (?:home|then|in))"
)
NO_GIFT = re.compile(
    r"\b(?:laugh|smile|cry|happy|sad|proud|mad|angry|crazy|love|hugs?|kiss(?:es)?|wishes|prayers?|blessings|credit|respect|advice|tips?|hand|chance|break|space|alone|posted|mind|company|feel|understand|see|example|hint|look)\b|\b(?:a|my) (?:living|point|salary)\b|\bif you\b|\bwhen(?:ever)? you\b"
)
SERVES = table.words("bring make cook bake")
EVER = re.compile(
    r"\b(?:when|if|because|so that|for (?:my|a) living|at work|to work|everyone|people|who|them up|up\b.{0,3}$|sense|love|you (?:credit|that one|props))\b"
)
# One's own thing that is for all.
SHARED = table.words("bring make cook bake do lend send share")
# What needs no thing: "I'll cook".
BY_ITSELF = table.words("cook drive host pay bake babysit order cater close open")
# Done for others though nothing is named: "I'll cook tonight", "I'll look tomorrow", "I'll bring them saturday".
FOR_ALL = table.words("cook host cater drive bake look check ask call ring phone")
ONLY_WHEN = re.compile(
    r"(?: (?:tonight|tomorrow|tmrw|tmr|today|later|this (?:morning|afternoon|evening)|first thing|after work|(?:on |this |next )?(?:mon|tue|wed|thu|fri|sat|sun)\w*|in the morning|at lunch(?:time)?))+\W*"
)
CALLS = table.words("phone ring call email chase fix mend sort")
THE_ONE = re.compile(r" the (?!(?:day|week|other|same|best)\b)[a-z]+")
CARRIES = table.words("bring drop post send return deliver")
THEM = re.compile(r" them (?!(?:an?|the|some|my|all my|up at)\b)")
SPEAKS = table.words("text ring call phone ask message email chase ping tell remind")
_FOODS = r"(?:risotto|lasagn[ae]|chil?li|curry|pasta|paella|tacos?|burgers?|pizza|stew|soup|roast|pie|tart|cookies|brownies|muffins|scones|cupcakes|cheesecake|hummus|salsa|guac\w*|dip|dips|nachos|wings|ribs|steaks?|sausages|hot ?dogs|kebabs|skewers|sushi|dumplings|noodles|rice|potatoes|mash|fries|veg|veggies|fruit|sandwich\w*|wraps|quiche|pancakes|waffles|crepes|breakfast|brekkie|brunch|tea|juice|soda|cider|prosecco|champagne|gin|tequila|sangria|fabada|tamales|biryani|dal|naan|samosas?|kimchi|gyoza|ramen|falafel|baklava|tiramisu|trifle|pudding|crumble|custard)\b"
FOOD = re.compile(
    r"\s+(?:(?:my|the|a|an|some|our|you|us|everyone|my famous|that) ){0,2}(?:[a-z]+ ){0,2}?" + _FOODS
)
DEMANDED = re.compile(r"\b(?:pls|please|plz|to me|you|u|each)\b")
# What is given or done: a thing, or somebody it's done for.
OBJECT = re.compile(
    r"\s+(?:you\b|ya\b|u\b|it\b|them\b|em\b|those\b|one\b|some\b|an?\b|the\b|your\b|ur\b|my\b|our\b|her\b|him\b|us\b|everyone\b|everything\b|both\b|dinner|lunch|breakfast|drinks|dessert|snacks|wine|beers?|food|cake|coffee|ice|plates|salad|bread|rolls|chips|\d+|£|\$|€|(?:mum|mom|dad|gran|nan)\b|(?:today|tonight|tomorrow|tmrw|now|straight away|right away|mon|tue|wed|thu|fri|sat|sun)\w*\b|"
    + _FOODS
    + r""
    r"|(?:up|round|over|off|out|down|after|for|with|back|in) (?:the|a|an|some|your|ur|you|it|them|my|our|her|him|to|at)\b|(?:[a-z]+ ){1,2}(?:up|round|over|off|out|down|back)\b)"
)
# What is said so, and nothing is done for it.
SMALL_TALK = Rarely(
    r"\b(?:advice|tips?|suggestions?|recommendations?|word|mind|thoughts?|chance|shot|try|look|listen|read|watch|break|breather|rest|nap|shower|bath|walk|time|moment|minute|effort|journey|experience|stor(?:y|ies)|progress|journal|list of|note of|best|most|more|step|steps|care|easy|slow|posted|updated|update|fingers|hope|hopes|faith|eye|eyes|touch|going|it up|working|pushing|trying|happen|difference|impact|life|world|dream|dreams|memor(?:y|ies)|fun"
    r"|sense|sure|plans?|point|room|friends?|peace|way|through|out|with that|up with|off from|in mind|in prayers?|prayers?|thoughts|love|regards|hug|hugs|vibes?|luck|energy|spirit|heart|up on|more and more|my best|make it|hint|idea|pic|pics|picture|photo|hand in|bet|message across|next time|some ?day|one day|eventually|soon|again|how (?:it|things)|what happens|you know how|know how (?:it|i|we)|thinking|the day|another one|you something|you all about)\b|\bit (?:a|another) |\bit there\b|\bthat$|\bit$(?<!\bdo it)(?<!\bpay it)| (?:a|an|some|my) (?:roll|coffee|taxi|cab|uber|lift|bus|train|job|sandwich|bite|drink|haircut)\b(?! for)| (?:the|my) (?:same|other|next|first|right|work|class|dance|gym|rest of)\b"
)
# One's own affair, though somebody else may be glad of it.
OWN_AFFAIR = re.compile(
    r"^\s*(?:my|our|the) (?:hair|skills?|goals?|studio|business|career|degree|art|music|book|novel|game|health|body|own|exams?|homework|essay|thesis|assignment|laundry|room|life|diet|job|research)\b"
)
TAKES_PART = re.compile(
    r"(?:^|\b)(?:put me (?:down|on)\b|sign me up\b|i volunteer\b|dibs on\b|i(?:'m| am) on (?:the )?(?:drinks?|food|dessert|rolls|salad|music|tickets|cake|bbq|snacks|cleanup|cleaning|dishes|driving|setup)\b|i(?:'ve)? got (?:the )?(?:drinks|food|dessert|snacks|tickets|cake|music|this one|it covered|you covered)\b|i can do that\b|shotgun the\b)"
)
ON_ME = re.compile(
    r"(?:^|\b)(?P<what>drinks?|dinner|lunch|breakfast|brunch|coffees?|pints?|beers?|tickets?|pizza|first round|next round|tacos|cake|ice cream|it|this one|that one|[a-z]+)(?:'s|'re| is| are)? on me\b|\b[a-z]+ for (?:everybody|everyone|all of you|y'?all)\b(?= (?:tomorr?ow|tmrw|on|next|this|mon|tue|wed|thu|fri|sat|sun))"
)
REST = re.compile(
    r"(?:^|\b)(?:(?:the )?(?:other|rest|remainder|balance|remaining|half(?! of (?:next|this|the))|second half|last)(?: (?:half|bit|lot|of it|\W?\d+\w*|one))?|[£$€]\d+)\b.{0,12}\b(?:by|on|in|next|this|when|end|tomorrow|tmrw|tonight|after|mon|tue|wed|thu|fri|sat|sun|the)\w*\b"
)
MAY_I = re.compile(r"\b(?:can|could|may|shall) (?:i|we)\b[^.!?]*$", re.I)  # asks whether so
GOT_PART = re.compile(r"\b(?:i|only|just) (?:took|received)\b", re.I)  # who gets it speaks
_WHO = rf"(?P<subject>(?:[Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Hh]er|[Tt]he) (?:[A-Za-z'’]+ ){{0,2}}?[A-Za-z]+|[A-Za-z]+['’]s (?:[a-z]+ )?{table.KIN}|[A-Z][a-zé]+(?: (?:and|&|n) (?:[Ii]|[A-Z][a-zé]+))?|{table.KIN}|[a-z]+ (?:and|&) [a-z]+)"
_FIRST = r"(?i:(?:^|.*\b(?:please|pls|cos|coz|bc|cause|because|since|as) )(?:(?:and|so|but|btw|also|ps|ok|oh|yes|yep|yeah|aye|yes ma'?am|yes sir|ma'?am|no|hey|update|fyi|guess what|apparently not|then|because|cos|as|since)[ ,:]+){0,2})"
OTHERS_DO = re.compile(
    rf"{_FIRST}{_WHO}(?:['’]s|['’]re|s(?= coming)| is| are|['’]ll| will| is gonna| are gonna|['’]s gonna| is going to| are going to|['’]s going to| can(?= (?:make it|come\b|do (?:it|that)|drive|pick|fetch|bring))|['’]s still| is still| are still)(?: (?:still|also|all|both|finally|def|definitely|only|just|now|gonna|going to))? (?P<verb>[a-z]+)\b(?P<rest>.*)",
)
OTHERS_COME = re.compile(
    rf"{_FIRST}{_WHO} (?P<verb>comes?|arrives?|lands?|leaves?|starts?|moves?|flies|retires?|graduates?|gets? (?:back|in|home|married)|goes (?:back|away|in)|returns?|finishes|has (?:an? |his |her |their )?(?:[a-z]+ )?(?:{table.EVENTS}|scope|stress test))\b(?P<rest>.*)"
)
COMES = table.words(
    "come arrive land leave start move fly retire graduate return visit join help bring host cook spin play drive pick drop collect fetch babysit cover marry sell close open be stay sing speak pay fix deliver take start haul be do"
) | table.words(
    "comes arrives lands leaves starts moves flies retires graduates returns finishes coming getting having doing playing taking seeing finishing sitting working bringing picking"
)
IS_SOMEWHERE = re.compile(
    r" (?:all |both |just |only )?(?:there|here|with|back|home|away|at|in|on|over|round|up|down|off|out|joining|coming|visiting|staying|arriving|working)\b"
)
# So sure that it needs no time.
SURELY = re.compile(
    r"(?:make it(?:$|[ .!,])|come (?:to|by|over|with|along|down|up)\b|coming(?: (?:too|over|with|to|up|down|round|for|home|back)\b|$|[.!,])|flying (?:in|over|out|home|back|up|down)\b|moving (?:to|in|out|back|away|abroad)\b|getting (?:married|hitched|engaged|divorced)\b|having (?:a baby|twins|an? op)|emigrating|retiring\b|transferring to|starting (?:at|school|nursery|uni|college)\b|selling(?: up|$|[.!,]| the| his| her| their)|(?:come|coming) by\b"
    r"|(?:both |all )?be (?:there|with (?:me|us|you))\b|(?:come|drive|pick|fetch|collect|host|spin|cover|babysit|bring)\b.{0,30}(?:wedding|party|do|you|us|me|bells|weekend|trailer)|gets? (?:married|back)\b)"
)
# Who may be on the move: kin, people by their work, a name.
PERSON = Rarely(
    rf"(?:\b{table.KIN}|\b[A-Z][a-zé]{{2,}}(?: (?:and|&|n) (?:[Ii]|[A-Z][a-zé]+))?|\b(?!(?:weather|summer|winter|order|paper|computer|number|dinner|letter|never|after|over|answer|matter|other|water|power|center|river|motor|colour|color|floor|door|list|artist|plan|man)\b)[a-z]{{2,}}(?:er|or|ist|ian|man|woman|people|men)s?|[a-z]+ (?:and|&) [a-z]+|\b(?:nephew|lodger|lad|lads|girls|boys|mate|mates|bestie|ex|crew|lot|abuel[ao]|nonn[ao]|opa|oma|nain|taid|pop|mob|tribe|clan|bro|guy|gals|tenant|tenants|vet|doc|nurse|coach|priest|vicar|pastor|in-?laws|rellies|folks|kid|cuz|auntie|ma|pa|papa|mama|nanna|nonna|grandson|granddaughter|stepdad|stepmum|godson|twins|handyman|locksmith|movers|sweep|boss|ceo|intern|temp|sub|au pair|guests?|visitors?|babysitter|nanny))$"
)
IS_EVENT = Rarely(rf"(?:^|\b){table.EVENTS}$")
NOBODY = table.words(
    "everyone everybody someone somebody nobody anyone people one who it this that there here things stuff life time work what which where when how why i you we he she they and but so if then my's let god jesus lol yes no yeah"
)
NOTHING = table.words(
    "school schools uni college class classes lecture lectures lessons term season semester trip version launch show concert party exam exams training summer winter spring autumn practice rehearsal project patch garden bakery clinic market festival tour album series episode site website course flight meeting deal sale offer lease contract internet delivery life thing things work time weather day days way house phone dog cat love best only one ones point idea plan problem question truth fact goal dream hope heart mind stuff food music art world future class year project business career journey experience body car train bus parcel package delivery book game team show store shop studio"
)
_ENTRY = rf"(?:{table.EVENTS}|scope|stress test|cataract|communion|settlement|completion|moving day|ultrasound|smear|mot|service|boiler|barbie|mock|finals?|a-?levels?|gcses?|ielts|toefl|gre|gmat|sat prep|hsk ?\d|jlpt|n[12]|viva|defen[cs]e|pitch|demo|review|appraisal|standup|onboarding|parents'? evening|open day|sports day|nativity|play date|playdate|sleepover|bat mitzvah|bar mitzvah|hen|stag|vigil|memorial|wake|burial|shabbat|iftar|seder|services?|intake|keys|check-?in|check-?out|check ?up|hygienist|chiro|osteo|colonoscopy|endoscopy|biopsy|mammogram|infusion|dialysis|jabs?|booster|root canal|filling|braces)"
_LEADS = r"^(?:(?:[a-z]+ (?:dear|love|hun|babe|mate|darling|pet)|hey|hi|and|also|btw|ps|oh|then|so|but|just|fyi|update|reminder|got|i have|i've got|ive got|i got|we have|we've got|we got|have|there's|it's|its|is|still got|next up) )*"
# A note of a calendar: whose, what, and then its time, or the time first.
APPOINTMENT = re.compile(
    rf"{_LEADS}(?:(?:my|our|the|a|an|this|[a-z]+['’]?s(?: got)?)\s+(?:(?:a|an|his|her|their|my)\s+)?)?(?:(?!\w+(?:ed|ing)\b|i\b|you\b|we\b|he\b|she\b|they\b|to\b|that\b|for\b|of\b|and\b|or\b|at\b|with\b|brings\b|takes\b|does\b|gets\b|makes\b|books\b|buys\b|sends\b|pays\b|brought\b|took\b|made\b|had\b|went\b|won\b|saw\b|hates?\b|loves?\b|no\b|not\b)[a-z'-]+\s+){{0,3}}?(?P<what>{_ENTRY})(?:['’]s|s)?(?:\s*[,:-]\s*|\s+(?:(?:is|are|starts?|begins?|confirmed|booked|now|still|set|scheduled|at|on|in|for|from|the|this|next|over|up|back|with (?!you)[a-z]+|[a-z]+) ?){{0,4}}|$)(?P<rest>.*)"
)
NO_ENTRY = re.compile(
    r"\?|\b(?:moves|moving) to\b|^(?:and )?(?:move|walk|swim|hike|train|race|call|show|test|practice|date|trip|camp|film|drink|play) (?:around|to|the|a|an|on|with|out|in|my|your|up|over|back|down|me|us|it)\b|^your\b|going to|gonna|\bwill\b|crash course|of course|due date|passed|failed|stays|^(?:how|what|when|where|who|why|which|good|best|enjoy|happy|have|hope|hoping|thanks|thank|thx|sorry|let'?s|lets|shall|fancy|wanna|want|can|could|would|do|did|does|is there|any|are you|you|he|she|they|it|remember|don'?t|make|see|check|tell|ask|bring|come|join|meet|cancel|no|nice|great|lovely|well done|congrats|looking|excited|nervous|dreading|so excited|miss|missed|if|until|before|after|since|about|for|like|lol|haha|pls|please|need|go|put|use|try|buy|call|text|wait)\b"
    r"|\b(?:would|could|should|might|can't|hope|wish|if|love|loved|enjoyed|amazing|fun|great|thanks|missed|remember|think|thought|wonder|cancelled|canceled|off|moved|postponed|changed|want|need|can you|could you|you should|you have|you're|ready for|excited|prepping|preparing|practi[cs]ing|studying|revising|stressed|nervous|worried)\b"
)
SPEAKS_ITSELF = re.compile(
    r"(?:'?s)? (?:says?|said|reckons?|thinks?|told|tells?|wants?|called|rang|finishes|finished|went|gave|ended|has (?:said|told|called))\b"
)
WHOSE = re.compile(
    r"(?:(?:its|it's|it’s|our|my|and|also|btw|then|ps|oh) )*(?P<subject>[A-Za-z]{2,})(?:['’]s|s['’]) (?!not|a\b|the\b|so\b|in\b|on\b|at\b|going|coming|got an?\b idea)(?P<what>.*)"
)
DROPPED = re.compile(
    r"^(?:(?:and|also|so|then|yea|yeah|yes|yep|ok|oh|no|nah|both of us|all of us|just me) ){0,2}(?P<verb>driving|flying|heading|moving|going|travelling|traveling|leaving|arriving|landing|starting|coming|visiting|meeting|hosting|seeing|having|staying|getting (?:the keys|married|back|in|home)|doing|taking|working|off to|off on|on (?:nights|lates|earlies|call)|not in\b|back (?:on|in|at|from|home|to)|away|out of (?:town|office|station)|fly(?: out| home| back)?|land|start (?:at|on|in|my|the|work|back|mon|tue|wed|thu|fri|next|tomorrow|tmrw)|get (?:the |our |my )?keys|move in|exchange|complete)\b(?P<rest>.*)"
)
AT_PLACE = re.compile(
    r"(?:^|(?<=[\s,]))(?:i'm|im|i am|we're|we are|i'll be|ill be|we'll be|i will be|we will be) (?P<place>(?:(?:all|both|only|just|also|def|still|back) )?(?:at|in|on|away|with|over|round|there|home|back|up in|down in) .*)"
)
IN_ROOM = re.compile(
    r"\bin (?:the )?(?:room|hall|group|class|bay|seat|platform|gate|lane|row|block|building|section|zone|terminal) [\da-z]{1,2}\b"
)
HAS_TO = re.compile(
    r"(?:^|(?<=[\s,]))(?:i|we) ?(?:'ve got|ve got|have got|have|'m gonna have|will have|'ll have)(?: also)? ?(?:to )?(?<=to )(?P<verb>[a-z]+)\b(?P<rest>.*)|(?:^|(?<=[\s,]))(?:i |we )?gotta (?P<gotta>[a-z]+)\b"
)
NO_DUTY = table.words("say admit be know agree think wait ask confess laugh remember decide see wake")
