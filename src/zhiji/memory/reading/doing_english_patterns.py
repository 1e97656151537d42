"""How English clauses say that something will be done; of folded text."""

from __future__ import annotations

import re

from zhiji.memory.reading import doing_english_words as table
from zhiji.memory.reading.rarely import Rarely

MAY_SAY = Rarely(
    r"^i |\bi (?:bring|give|send|make|pay|lend|return|go|dey) |leave [a-z ]{2,20} (?:to|with) me|\bwill\b|'ll\b|\bi?ll\b|gonna|going to|\b[a-z]+in['g]?\b|\bi'?m\b|\bwe(?:'re| are)\b|\bi am\b|won'?t|leave (?:it|that|this)|consider|the word|trying for|\bdue\b|\bop\b|hols|\b(?:leave|not in|on nights)\b|\b(?:on|off|away|back|over) |\bpromise|cross my heart|pinky|sealed|secret|\blet me\b|\bi can\b|\bmy word|\bon it\b|volunteer|put me|dibs|sign me|on me\b|can do\b|half\b|the rest\b"
    r"|\d|booked|(?:day|week|month|year|morning|tonight|tomorrow|mon|tues?|wed|thur?s?|fri|sat|sun|next|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)|"
    + table.EVENTS
)
ADVERBS = r"(?:(?:definitely|just|also|totally|def|probably|prob|then|quickly|still|actually|finally|happily|gladly|certainly|absolutely|deffo|so|all|both|first|personally|see if i can|have to|go and|try and|try to|make sure to)\s+){0,2}"
WILL = re.compile(
    r"(?:^|\b(?:and|then|so|ok|okay|sure|yes|yeah)\s+|(?<=\W))(?P<who>i|we|(?:me|[a-z]+) and (?:i|me|[a-z]+))?\s?(?P<lead>'ll|will|(?<=i )ll|(?<=we )ll|ll|shall|'?m (?:just |also |still |actually |def |definitely |totally |finally |probably )?(?:gonna|going to|about to|planning to|off to)|am (?:just |also |still )?(?:going to|gonna|about to)|'re going to|are going to"
    r"|'re gonna|gonna|'m about to|'m planning to|am planning to|'re planning to|are planning to|plan to|'m off to|'m due to|'m meant to|'m supposed to)\s+"
    + ADVERBS
    + r"(?P<verb>[a-z]+)\b(?P<rest>.*)",
)
ILL = re.compile(r"(?:^|\s)ill\s+(?P<verb>[a-z]+)\b(?P<rest>.*)")
LET_ME = re.compile(r"^(?:ok |sure |yeah )?(?:let me|lemme)\s+(?P<verb>[a-z]+)\b(?P<rest>.*)")
DOING = re.compile(
    r"(?:^|\b)(?:(?P<who>i'm|im|i am|we're|we are|(?:me|[a-z]+) and (?:i|me|[a-z]+) are)\s+"
    + ADVERBS
    + r"|(?:^(?:so |and |ok |yes |yeah |also )?))(?P<verb>[a-z]+in[g']?)\b(?P<rest>.*)"
)
FIXED = re.compile(
    r"(?:^|\b)(?P<who>i|we|(?:me|my [a-z]+|[a-z]+) and i)\s+(?:(?:only|finally|also|both|officially|actually)\s+)?(?P<verb>"
    + table.FIXED
    + r")\b(?P<rest>.*)"
)
AWAY = re.compile(
    r"(?<![a-z])(?P<who>i'm|im|i am|we're|we are|i'll be|we'll be|ill be|i will be|we will be|will be|i won'?t be|we won'?t be)\s+(?:probably\s+|definitely\s+|also\s+|all\s+|then\s+)?(?P<place>due (?:back|in|home|at)|off|away|out (?=on |by |from )|out of (?:the )?(?:office|town|country|station)|ooo|on (?:leave|holiday|hols|vacation|annual leave|maternity leave|paternity leave|a course|call|shift|duty)"
    r"|abroad|back|home|there|around|over|in (?!(?:room|hall|group|class|bay|seat|platform|gate|lane|row|block|building|house|section|zone|terminal) [\da-z]{1,2}\b|a |the (?:middle|mood|process)|love|tears|charge|bed|between|trouble|shock|pain)[a-z]+|at (?!least|work|all|a loss|the moment)[a-z]+|not (?:around|in|here)|in(?= (?:on|tomorrow|next|this|until|from))|on nights|at the [a-z]+|down|up (?:north|in [a-z]+))\b(?P<rest>.*)"
)
CALENDAR = re.compile(
    r"(?P<have>(?:^got|(?:i|we)(?:'ve got| have got| have|'ve| got|'ve also got| also have))\s+(?:an?|my|our|the|this|another|two|three|some|to be at)?\s*(?:[a-z'-]+\s+){0,3}?"
    + table.EVENTS
    + r"\b)|(?P<mine>\b(?:my|our)\s+(?:[a-z'-]+\s+){0,3}?"
    + table.EVENTS
    + r"(?:'s|\s+(?:is|are|starts?|begins?|gets in|lands|leaves|arrives|departs|ends|finishes|opens))\b)|(?P<van>^(?:the |our |my )?[^\W\d]+(?: [^\W\d]+)?(?:'s| is| are) (?:all )?booked (?:in )?(?:for|on)\b)|(?P<bare>^(?:also |and |then |just |ps |btw )?(?!due\b|no\b|that\b|this\b|not\b|fancy|wanna|want|let|shall|up for|anyone|any\b|who|for\b|about|have\b|was\b|did\b|at\b|in\b|what|when|how|enjoy|good|great|happy|best|after|before|last|since)(?:[a-z'-]+\s+){0,2}?"
    + table.EVENTS
    + r"(?:'s| is| starts?| begins?| are)?\s+(?:(?:first thing|at|on|this|next|the|tomorrow|tmrw|in|mon|tue|wed|thu|fri|sat|sun|every|tonight|from|booked)\b|\d))"
)
DUE = re.compile(r"(?:^|\b(?:baby(?:'s| is)?|i'm|she's|we're)\s+)due (?:in|on|at|around|the)\b")
BOUND = re.compile(
    r"(?:^|\b)(?P<who>i|we)\s*(?:have|need|'ve|'ve got|have got|got|ve got) to (?P<verb>be (?:at|in|up|back|there|out)|go|leave|work|move|fly|travel|drive|see|meet|pick|hand|submit|present|catch)\b(?P<rest>.*)"
)
BOOKED = re.compile(
    r"(?:^|\b(?:i|we|i've|we've|i have|we have|ive|weve)\s+)(?:(?:just|already|finally|now|also|only|officially|gone and)\s+)?(?P<verb>booked|reserved|got (?:us |me )?(?:the )?(?:tickets|a (?:table|slot|appointment|place|ticket|flight|room))"
    r"|signed (?:up|us up)|registered|scheduled|arranged|made (?:us |me )?(?:an appointment|a reservation)|bought (?:us |my |the |our )?(?:[a-z]+ )?tickets?|rsvp'?d|agreed to|entered)\b(?P<rest>.*)"
)
BACK_TO = re.compile(
    r"^(?:then |and |so )?(?P<verb>back (?:to|at|in|on)|home on|off to|moving to|hols|on (?:nights|holiday|leave|annual leave|call|days)|not in|wfh|off work|home|away|off|out)\s+(?P<rest>.*)"
)
BACK_TO_YOU = re.compile(r"(?:then |and |so )?back to (?:you|u|ya)\b")  # what was borrowed
IS_THING = re.compile(r"(?: [a-z']+){0,4}? (?:is|are|was)\b")
DOES_WHAT = re.compile(
    rf"\s*(?:the|a|an|my|our) (?!same|best|most|usual|right|rounds)|\s*(?!well\b|good\b|great\b|ok\b|fine\b|better\b|nothing\b|it\b|that\b|this\b|so\b|my\b|what\b)(?:[a-z]+ )?[a-z]+ (?:on |this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\s*(?:[a-z]+ )?{table.EVENTS}\b"
)
PLEDGE = Rarely(
    r"\b(?:i promise|promise you|you have my word|my word on it|cross my heart|i swear i(?:'ll| will|'m)|pinky (?:promise|swear)|scout'?s honou?r)\b|\bleave (?:it|that|this) (?:with|to) me\b|\bconsider (?:it|that) (?:done|booked|sorted|sent|ordered|yours|fixed|handled|paid|cancelled)\b"
    r"|^(?:ok |yes |sure )?(?:i'?m |i am )?on it\b|\b(?:i'?ve|i) got (?:this|it covered|you covered)\b|\bmy lips are sealed\b|\b(?:your )?secret'?s? (?:is )?safe with me\b|\bmum'?s the word\b"
    r"|\b(?:we're|we are|i'm) trying for a baby\b|\b(?:sending|posting|transferring|relocating|seconding) me to\b|\bi'?m being (?:sent|posted|transferred|moved|relocated|seconded) to\b|\bi (?:won'?t|will not) (?:tell|say|breathe)\b|\bnot a word to\b|(?:^|\bi )won'?t (?:forget(?! (?:that|how|when|the|what))|be late|let you down)\b|\bi'?ll keep (?:it|that|this) (?:to myself|quiet|between us|secret)\b"
)
YOURS = re.compile(
    r"\b(?:you'll|you will) (?:have|get|receive) (?:it|them|the|that|your)\b|\bi'?(?:'ll| will|ll) have (?:it|them|that|the [a-z]+|your [a-z]+)\b.{0,20}\b(?:you|yours|ready|done|back)\b|\bwill be with you\b"
)
REPLIES = re.compile(
    r"^(?:ok |okay |yes |yeah |sure |right )?(?P<verb>will do|can do|will [a-z]+|shall do|on it|doing it (?:now|tonight|today|tomorrow))\b"
)
THIRD = re.compile(
    rf"(?:^|\b(?:and|but|so|btw|also|that)\s+)(?P<subject>(?:my|our|the)\s+(?:[a-z]+\s+)?{table.KIN}(?: and [a-z]+)?|{table.KIN})\s*(?:'s|'re| is| are|'ll| will)\s+(?:also |all |finally |probably )?(?P<verb>(?:[a-z]+in[g']?|going to|gonna|due|back|away|off|over|round|[a-z]+))\b(?P<rest>.*)"
)
ARRIVES = re.compile(
    rf"(?:^|\b(?:and|but|so|btw)\s+)(?P<subject>(?:my|our|the)\s+(?:[a-z]+\s+)?{table.KIN}|{table.KIN})\s+(?P<verb>arrives?|comes?|lands?|leaves?|starts?|moves?|flies|fly|gets? (?:back|in|home|married)|goes back|go back|returns?)\b(?P<rest>.*)"
)
AND_ME = re.compile(r"\b(?:me|i) and (?:the |my |our )?$", re.I)  # "me and the kids land on Friday"
NAMED = re.compile(
    r"^(?:and |so |btw )?(?P<subject>[A-Z][a-zé]+(?: and [A-Z][a-zé]+)?)(?:'s| is| are|'ll| will)\s+(?P<verb>[a-z]+)\b(?P<rest>.*)"
)
RUMOUR = re.compile(
    r"(?:^|\b)(?:apparently|i hear|i heard|heard|word is|rumou?r has it|they say|supposedly|[a-z' ]{2,30}? (?:told me|said|says|reckons|tells me|mentioned|was saying|thinks))\s+(?:that\s+)?"
    r"(?P<subject>(?!i\b|i'|we\b|we'|you\b|it\b|it'|there\b|this\b|that\b|she\b|he\b|they\b|he'|she'|they')(?:the |my |our |a )?[a-z.]+(?:'s)?(?: (?!you|i\b|we\b|they|he\b|she\b)[a-z]+(?:'s)?){0,2}?)\s*(?P<lead>(?:'s|'re| is| are| might be| may be) (?:(?!amaz|stunn|bor|excit|interest|charm|disappoint|confus|tir|annoy|surpris|bring)[a-z]+ing|gonna|going to|planning|due|being|off (?=to|on))|'ll |\s(?:will|plans to|wants to move|are to)\s)(?P<rest>.*)"
)
TRAVEL = table.words(
    "coming going leaving flying heading travelling traveling driving visiting starting moving joining arriving returning landing departing hosting"
    " attending meeting seeing having staying taking throwing running bringing sending picking dropping booking giving hiking camping"
    " playing performing presenting signing closing opening cooking making sitting launching catching celebrating popping swinging racing skiing"
    " quitting resigning finishing stopping selling viewing swimming cycling climbing exchanging completing retiring graduating marrying competing exhibiting speaking singing teaching volunteering training lending returning posting transferring paying"
    " handing goin comin leavin movin adopting buying interviewing swapping hitting"
)
LEAVING = table.words(
    "coming going leaving flying heading travelling traveling goin comin leavin moving movin"
)
GIVING_NOW = table.words(
    "bringing sending giving returning lending posting transferring paying dropping handing picking"
)
MARRYING = re.compile(
    r"\s*(?:married|engaged|hitched|the keys|the train|the bus|a (?:train|flight|dog|cat|puppy|kitten|tattoo|haircut)|my (?:hair|braces|stitches|results|keys|jab|teeth|wisdom))\b"
)
AT_HOME = re.compile(
    r"\s*(?:from home|late|nights|the (?:late|early|night)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:this|next) (?:weekend|saturday|sunday)|tomorrow)\b"
)
HEARER = re.compile(r"\b(?:you|u|ya|your|ur|yours|y'all|urs|you'll|everyone|everybody|you guys)\b")
READY = re.compile(
    r"\s*(?:the|it|them|your|that)\b.{0,25}\b(?:cut|ready|done|fixed|finished|sorted|back|made|printed|with you)\b"
)
ROUND = re.compile(r"\b(?:round|off|back|over|by)\b")
AND_SENDS = re.compile(
    r"\band (?:send|bring|email|post|forward|give (?:it|them|you)|get back to you|let you|tell you|drop (?:it|them))\b"
)
FOR_YOU = re.compile(
    r"\bfor (?:you|u|ya)\b|^ (?:you|u|ya) (?:a|an|the|some|my|one|that|to|from|home|in|up|down|another|out|over)\b|\byour? [a-z]+|\bur [a-z]+|\bwith you\b"
)
NO_SERVICE = re.compile(
    r"\byour (?:advice|word|tips?|suggestions?|point|help|time|mind|support|recommendations?|lead|routine|way|company|call|shoes)\b|\byou (?:an?|some|the) (?:pics?|photos?|pictures?) (?:i|we|of)\b|\byou (?:an?|some) (?:hint|idea|tips?|example|shot|break|update|clue)\b|\byou (?:next time|for (?:this|that))\b|\byou (?:that|what|know|guys|all)\b|\bfor you(?:'re|r)?\b.{0,10}\b(?:happy|excited|pray|root)|\bwith you\b(?! on)|\bup to you|\byou (?:to|in) (?:it|that)\b"
)
ONCE = re.compile(
    r"\b(?:when|once|as soon as|after|later|asap|on (?:the|my) way|in a (?:bit|sec|min|minute|moment)|soon as|straight after|right away|now)\b"
)
GIVES_YOU = re.compile(
    r"\s*(?:you|u|ya|your|ur|it|that|them|some|a|the|for|with|back to|my|any|something|one)\b"
)
SEES = re.compile(
    r"\s*(?:the|my|our|a|an|him|her|them|you|[a-z]+ (?:on|at|this|next|tomorrow|tonight))\b(?! (?:what|how|if|when))"
)
ITS_OBJECT = re.compile(
    r"\s*(?:us\b|it\b|that\b|this\b|them\b|those\b|the\b|our\b|for\b|with\b|your?\b|ur\b|everything\b|everyone\b|on\b|about\b|when\b|if\b|$)"
)
OTHERS = re.compile(
    r"^\s*(?:it |that |this |them |some |a |the )?(?:to |for |with )?(?:him|her|them|my|our|his|their|the (?:bank|council|landlord|office|police))\b"
)
ASKED = re.compile(
    r"\?\W*$|^(?:do|does|did|is|are|was|were|have|has|can(?! do\b)|could|would|should|what|when|where|who|why|how|which|whose|will (?:you|u|he|she|they|it|we|i|the|there|your|my))\b"
)
IF = re.compile(
    r"\b(?:if|unless|imagine|suppose|i wish|wish i|wished|hopefully|in case)\b(?! (?:true|so\b|(?:that|it) (?:works|suits|helps)|that'?s (?!easier|better|ok|alright|any|more)|it'?s|i'm honest|you ask me|possible))"
)
WOULD = re.compile(
    r"\b(?:would|wouldn't|'d (?:love|like|rather|have)|could have|should have|what if|as if|pretend|might|would've)\b"
)
NOT = re.compile(
    r"\bthere(?:'s|s| is| are|'ll be| will be) (?:no|nae)\b|\b(?:not|nae|never|won't|don't|can't|cannot|isn't|aren't|no longer)\b"
)
MAYBE = re.compile(
    r"\b(?:maybe|perhaps|probably|prob|possibly|not sure|i (?:think|guess|suppose|hope)|hoping|hopefully|try|should|want|thinking (?:of|about)|at some point|some ?day|sometime|one day|eventually|soonish|sooner or later|might)\b"
)
HABIT = re.compile(
    r"\b(?:every|each|always|usually|normally|often|most (?:days|weeks)|on (?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:to|on) (?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:first|second|third|fourth|last) [a-z]+ of the month|weekends|mornings|evenings)\b"
)
GONE = re.compile(
    r"\b(?:was|were|had|did|been|went|last(?! day| exam| shift| class| lesson)|ago|yesterday)\b"
)
OF_WHOM = re.compile(r"(?:^|[.!?,]\s+)(?P<subject>[A-Z][a-zé]+)(?:'s| is| has)\b[^.!?]*$")
ELLIPTIC = table.GIVING | table.OFFICES | table.words("let call text ring message get drop pick give")
SAYS_YES = re.compile(
    r"(?:(?:grand|ok(?:ay)?|yes|yep|yeah|sure|cool|perfect|lovely|no (?:worries|problem|bother)|great)\W*)?"
)
NO_NAMES = table.words(
    "we i you it that this he she they there what who which where when how everything everyone nobody someone here all let today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday who what weather work train bus rain snow friend friends"
)
ITS_THING = re.compile(r"\s*(?:it|them|that|the|back)\b")
DATED = re.compile(
    r"tomorrow|tonight|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:that|this) (?:week|weekend|day)\b"
)
OUT = table.words("move fly head set ship sail drive")  # "I'll move out" is a doing
# What "I'll" and a verb say where they mean nothing to be done: "I'll come up with", "I'll check it out", "I'll make time".
IDLE = re.compile(
    r" (?:(?:to|with) you (?:later|soon|tomorrow|then|again)|up with|(?:it|them|this|that|those|these|him|her)? ?(?:all )?out\b|out\b|it a (?:go|try)|a look$|that$|in mind"
    r"|you (?:over|round|posted|updated|company|in mind)|care\b|it easy|around\b|time\b|you up on"
    r"|sure (?!to (?:bring|send|call|text|book|let)|i (?:bring|send)))"
)
GIVES_BACK = re.compile(r" (?:it|them|that) back|.{0,20} back\b")
TELLS_YOU = re.compile(r"\b(?:tell|let|update) (?:you|u)\b")
INTO_POST = re.compile(
    r"^ (?:it|them|that|one|the [a-z]+) (?:in the post|through|over|round|in an email|in your)\b"
)
