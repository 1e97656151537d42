"""English words that ask, propose and offer, that say yes, and that say that something is over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiji.language import fold
from zhiji.memory.reading import doing_english_words as table
from zhiji.memory.reading.clauses import Clause
from zhiji.memory.reading.doing_parts import ANY, MET, Ask, DoingKind, Ending, is_quoted
from zhiji.memory.reading.doing_times import time_in, time_near, times_of
from zhiji.memory.reading.rarely import Rarely

# Verbs of requests that are met by the very answer, or that aren't meant as such.
_AT_ONCE = (
    r"(?:let me know (?:how|what|if you like)|let us know how|keep (?:up|me posted|going|it up|in touch|doing|at it|shining|pushing)|take care|take (?:it )?easy|take (?:breaks?|a break|time|(?:some )?(?:nice )?(?:pics|pictures|photos))|make (?:time|sure you (?:rest|take|enjoy))|do (?:you|your best|what)|send (?:my|your|some|him|her|them) (?:love|regards|positive|good|best)|give (?:yourself|him|her|them|it a)|check (?:it|this|them|out)|help (?:others|people|you|them|with that)|write (?:about|more)|teach (?:you|them|others|us)|leave (?:you|it)|set (?:goals|boundaries|aside)|tell me|show me|explain|believe|imagine|guess|see|hear|understand|wait|calm|forgive|recommend|suggest|relate|say|speak|elaborate|think|feel|stop"
    r"|blame|smell|come over|come|help me understand|remember (?:when|that|the|how)|do (?:that|it)$|handle|describe|have(?! (?:the|it|that|your|them|those)\b.*\b(?:with me|to me|ready|over to|by)\b)|be|get (?:it|that|over)|know|find (?:it|that)|repeat|read this|look at (?:this|that|him|her)|share (?:more|some (?:tips|advice)|your|any)|give me (?:some|any) (?:tips|advice|examples)|give me (?:(?:a|an|one|two|five|ten|half an|\d+) ?(?:sec|min|hour|hr|mo\b|moment|day|week|while|bit|shout|bell)|\d{1,2}\W*$))\b"
)
_VERB = r"(?:have(?= (?:the|it|that|your|them|those)\b)|bring|send|give|lend|forward|email|post|book|order|pick|drop|grab|get|buy|make|cook|feed|water|check|ask|teach|lift|carry|wear|pack|wash|iron|run|stop by|bake|knit|print|scan|e-?transfer|venmo|spot|borrow|call|ring|text|message|ping|let|fix|sort|print|review|proofread|translate|cover|handle|look|find|tell|keep|save|remind|take|cancel|return|pay|transfer|refund|share|upload|update|write|help|come|mind|babysit|walk|collect|fetch|hand|put|add|confirm|leave|chase|move|swap|clean|turn|lock|sign|do|set|finish|prepare|arrange|organise|organize|host|drive|teach|introduce|return|leave|water)"
_REQUEST = Rarely(
    rf"\b(?:can|could|would|will|cld|wld)\s+(?:you|u|ya|you guys|y'?all|ye|yis|youse|someone|anyone|anybody|somebody|one of (?:you|ye|yis|us)|any of (?:you|ye|yis)|(?!i\b|we\b|it\b|they\b|he\b|she\b|that\b|this\b)(?P<named>[a-z]+))\s+(?:guys |all |both |maybe |please |pls |plz |possibly |also |just |quickly |kindly |still |ever |at least |perhaps |then |by any chance |be able to |be a (?:star|love|dear|legend) and ){{0,3}}(?P<verb>{_VERB}\b.*)"
    rf"|\b(?:please|pls|plz|remember to|don'?t forget to|make sure (?:to|you)|be sure to|need you to|want you to|mind|any chance (?:you|u) (?:could|can)|do (?:you|u) think (?:you|u) (?:could|can)|(?:are|r) (?:you|u) able to|could i ask you to|is it ok(?:ay)? if you|could do with you|do me a favou?r and)\s+(?P<plea>{_VERB}(?:ing|ting|ping)?\b.*)"
    rf"|^(?:and |also |ok |then |oh )?(?P<order>(?:bring|send|lend|get|grab|buy|save|keep|pay|transfer|give|refund|venmo|email|forward|text|ring|call|ping|message|remind|give|pick|book|order|let(?= me know)) (?:me|us|my)\b.*)"
    rf"|^(?:and |also |ok |then |oh |well |so )?(?P<thing>(?:bring|send|grab|buy|book|pick up|drop off|pack|lend|save|email|post|call|text|ask) (?:an?|the|your|some|ur|him|her|them|[a-z]+ (?:an?|some|the)|(?:mum|mom|dad|gran|nan)) ?\w*\b.*)"
    rf"|\b(?P<back>(?:i(?:'ll)? (?:want|need)|want|need) (?:it|them|that|those|my [a-z]+|the [a-z]+) back\b.*|back by (?!now)\w+ .*|have (?:it|them|that) back by\b.*)"
    rf"|\bare (?:you|u) (?:still )?(?P<doing>(?:tak|bring|driv|pick|driv|fetch|collect|lend|giv|pay|sort|book|cover|mak|cook)ing (?:me|us|mum|mom|dad|the|her|him|it|that|up)\b.*)"
    rf"|(?:^|\b(?P<called>[a-z]+),? )(?:you'?re|u r|ur|you are) (?P<part>(?:covering|bringing|driving|cooking|hosting|picking|sorting|booking|collecting|paying|presenting|on (?:drinks|food|dessert|music|call|lates|earlies|nights)) .*)"
    rf"|\b(?P<lift>any chance of (?:a|an|some|you|that)\b.*|i(?:\'ll)? need (?:the|your|that|those|an?) .* by .*)"
    rf"|\bi (?:said|told (?:her|him|them)) (?:that )?(?:you|u)(?:'d| would|d) (?P<told>(?:bring|take|drive|do|pick|collect|drop|cover|make|mind|call|ring|help|come)\b.*)"
    rf"|\b(?P<check>check with \w+ about.*)"
)
_OPENERS = (
    None,
    "and",
    "so",
    "but",
    "ok",
    "hey",
    "if",
    "that",
    "when",
    "because",
    "since",
    "think",
    "know",
    "hope",
    "sure",
    "see",
    "heard",
    "glad",
)
_OWN_PART = re.compile(
    r"(?:covering|presenting|hosting|on) "
)  # a shift that one has: his plan, and no favour
_WHATS = ("verb", "plea", "order", "thing", "back", "doing", "part", "lift", "told", "check")
_MIND = re.compile(r"remember|don'?t forget|make sure|be sure")
_HUSH = re.compile(
    r"\b(?:don'?t (?:tell|say|mention|breathe|post|bring|forget|be late)|keep (?:it|this) (?:to yourself|quiet|secret|between us)|between (?:us|you and me)|not a word|don'?t tell)\b"
)
_ASSIGNED = re.compile(
    r"^(?:ok |right |and |then )?(?P<named>[a-z]+)[,:]?\s+(?:to |will |does |do |can |is doing |'s doing |takes |brings |please |pls ){1,2}(?P<verb>\w+\b.*)"
)
_SOCIAL = r"(?:come|join|meet|go|grab|get|catch|have|hang|see|visit|watch|play|do|eat|drink|celebrate|try|pop|swing|stay|hike|walk|run|swim|check out|head|start|cook|book|drive|take)"
_PROPOSAL = re.compile(
    rf"\b(?:(?:let[`'’]?s|lets)(?! (?:make|live|keep|enjoy|appreciate|get planning|get started|stay|not|see|hope|talk|take the|hear|face|be|say|just say|pray|rock|crush|show))|shall we|should we|could we|can we|why don'?t we|wanna|want to|fancy|do you (?:want|wanna|fancy)|would you (?:like|fancy|be up)|up for|how about|what about|you up for|care to|we (?:should|could|can) {_SOCIAL}|we thought|we were thinking|i was thinking|(?:would|will|might) suit|suits me|works (?:best )?for (?:me|us))\b.*"
    rf"|\b(?P<invite>come (?:(?:on )?(?:mon|tue|wed|thu|fri|sat|sun)\w*|tomorrow|tmrw|tonight|this|next|over|round|to|for|by|along|with|and|visit|see|in \w+|stay|up|down)|join (?:us|me)|you(?:'re| are) (?:invited|welcome to)|see you (?:at|there|on)|meet (?:me|us|you)? ?(?:at|there)?|on me|at mine|my place|our place|my treat|we'?ll have you over|you coming|you should come)\b.*"
)
_SMALL_TALK = re.compile(
    r"\b(?:how|what) about (?:you|your|ur|u)\b|\b(?:talk|chat|speak|catch up|touch base|see you|hear)\b.{0,20}\b(?:soon|later|again|tomorrow|next time)\b|\b(?:do you )?(?:want|wanna) (?:to )?(?:know|see|hear)\b(?= (?:my|how|what|why|something|a (?:secret|pic|photo|joke)))|\bdo you (?:want|wanna) (?:to )?(?:know|see|hear)|\b(?:good (?:luck|night|day)|have a|enjoy)\b|\byou(?:'re| are) welcome\b"
)
_BARE = 16  # letters of a time and little else
_LONGEST_ASK = 110  # letters
_OFFER = re.compile(
    r"\b(?:can|could|may|shall|should) i (?P<verb>[a-z]+)\b.*|\b(?:want|need|like) me to (?P<want>[a-z]+)\b.*|\bdo you (?:want|need) me to (?P<need>[a-z]+)\b.*"
)
_MAY_DO = re.compile(
    r"^(?:go|fly|swap|finish|come|join|grab|drop|pick|pop|swing|view|collect|bring|move|visit|meet|stay|start|stop|book|see|host|crash|sleep|call|take|leave)$"
)
_CAN = re.compile(
    r"^(?:hey |ok |oh |so |and |well |btw )?i (?:can|could|'d be happy to|am happy to|could always|can always)\s+(?:definitely |also |totally |easily )?(?P<verb>[a-z]+)\b.*|^(?:i'?m|i am) happy to (?P<happy>[a-z]+)\b.*"
)
_FAVOUR = re.compile(
    r"\b(?:who|anyone|someone|anybody)\b.{0,12}\b(?:give|lend|help|bring|cover|pick|do|drive|take|feed|water|mind|babysit)\b"
)
_CALL = re.compile(
    r"\b(?:who(?:'s|s| is| else is)? (?:in|coming|up for|joining|free|around|wants|can (?:make|come|do|bring|help))|anyone (?:in|coming|up for|fancy|joining|free|wanna|want)|any(?:one|body) for|who can|who'll)\b.*"
)
_WHEN_WILL = re.compile(
    r"\b(?:are you (?:still )?(?:coming|going|moving|leaving|flying|starting|joining|around)|will you (?:be|come)|do you (?:start|leave|fly|arrive)|when (?:are|do|will|is|'s) (?:you|u|your)|what time (?:are|do|will|is) (?:you|your)|you (?:still )?coming|still (?:on|good|ok|okay) for)\b"
)
_HOUR = re.compile(
    r"\b(?:\d|day|tonight|tomorrow|tmrw|tmr|weekend|(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?s?\b|noon|morning|evening|afternoon|lunch|dinner|june|july|august|easter|christmas|xmas|nye|hogmanay)"
)
_YES = re.compile(
    r"^(?:(?:oh|ah|aw+|haha+|lol|hey|well|god|omg|hi|@\w+|ooh+|mmm+|right)[\s,!.]+){0,2}(?P<yes>ok(?:ay|ie|ey|ily)?|okie dokie|okey dokey|k+|sure(?: thing)?|ye+s+(?: please| pls)?|yea+h?|yep+|yup+|ye|ya+y?|(?:of )?course|ofc|absolutely|definitely|def|defo|deffo|totally|for sure|certainly|deal|sold|on it|will do"
    r"|(?:of )?(?:course )?i (?:will|shall|won'?t)(?=$|[.!,])|i(?:'m| am) (?:coming|down|up for (?:it|that)|game|there|in)(?=$|[.!, ])|(?:we|i)(?:'ll| will|ll) (?:be there|come|join)(?=$|[.!, ])|not at all|happily|no (?:problem|prob|probs|worries|bother)|np|nw|noted|got it|got you|gotcha|roger(?: that)?|copy that|aye|alright|all right|perfect|sounds (?:good|great|perfect|lovely|like a plan|fun|amazing|brilliant|fab|ace)|that sounds (?:good|great|perfect|lovely|fun|amazing)"
    r"|(?:that |\w+ (?:at \w+ )?|the \w+ |the \w+ of \w+ )?(?:works(?: for me)?|suits(?: me)?|is (?:grand|perfect|fine|good|great|ideal)|is a date)|it'?s a date|i can(?=$|[.!,]| do (?:it|that|this|so|sat|sun|mon|tue|wed|thu|fri))|you'?ll have it|you will(?=$|[.!,])|it'?ll be (?:there|done|with you)|make it (?=\d|noon|half)|obviously|obvs|as if i'?d miss|like i'?d miss|count (?:me|us) in|we'?re in|we'?d love to|i'?m in|in|me|me too|can do|happy to|gladly|(?:the )?\d{1,2}(?:st|nd|rd|th)(?: [a-z]+)? it is|(?:mon|tues|wednes|thurs|fri|satur|sun)day it is|\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)? it is|i'?d love (?:to|that)|love to|would love (?:to|that)|i'?d be (?:happy|delighted|honou?red)(?: to)?|put (?:me|us) down|meet (?:you|u|ya) (?:there|then|at|on)|i'?m game|you know it|hell yes|heck yes|hell yeah|say no more|done|got it in my diary|in the diary|pencilled? in|with pleasure|pleasure|righto|righty?-?o|okie|okey|oki|yas+|yis+|mm?hmm?|uh ?huh|true|ta|aight|ight|say less|cool beans|leave it to me|sorted|affirmative|mais oui|si|vale|see you (?:then|there|at|on)|c u (?:then|there)|cu then"
    r"|cool|great|grand|lovely|brilliant|amazing|bet|you got it|you bet|you'?re on|can'?t wait(?! to\b(?! see))|looking forward(?! to)|wouldn'?t miss it|i'?ll be there|be there|done deal|fine|fine by me|suits me|works for me|go on then|go on|oh go on|why not|consider it done|leave it (?:with|to) me|my lips are sealed|promise|i promise|marvell?ous|splendid|👍|👌|🫡|✅|🙌|💯)"
    r"(?=$|[^\w'])"
)
_THANKS = re.compile(
    r"\b(?:yes please|yes pls|please do|(?:oh |aw )would you|you (?:saved?|are saving) my|so kind|(?:very|so|really|too) (?:kind|sweet|good|nice) of you|(?:kind|sweet|lovely|nice|good) of you|bless (?:your|u)|if you (?:could|don'?t mind|wouldn'?t mind)|appreciate (?:it|that)|much appreciated|grateful|i owe you|ily|love you|angel|goddess|godsend|you(?:'re| are) an? (?:\w+ )?(?:angel|star|legend|saint|gem|queen|king|dear|hero|doll|love)|you absolute|that(?:'d| would) be (?:great|amazing|lovely|brilliant|perfect|super|so helpful)|you(?:'re|r| are) (?:a |an )?(?:star|legend|angel|lifesaver|life saver|hero|gem|the best)|thank you|thanks|thx|ty|cheers|bless you|perfect|brilliant|amazing|lovely|yes!|yes pls|legend|lifesaver|go for it|it'?s yours|all yours|yay)\b"
)
_REFUSES = re.compile(
    r"\b(?:can'?t|cannot|won'?t|not (?:sure|really|today|tonight|this|free|coming)|no(?! (?:problem|prob|probs|worries|bother|drums|rush))|nope|nah|sorry|busy|unfortunately|afraid|another time|rain check|next time|if|maybe|depends|but|would love to but|might|instead|or )\b"
)
# What takes a yes back wherever it follows.
_NO = re.compile(
    r"\b(?:can'?t (?:make|come|do|go)|cannot|sorry|unfortunately|afraid|another time|rain check|depends|maybe|would love to but|if (?!you|it|that|so|there))\b|\bbut (?:i (?:can'?t|have|need|might|am|may)|not\b|i'?m (?:not|busy|away|working))"
)
_PAST = "|".join(table.PAST.split())
_DONE = re.compile(
    rf"^(?:ok |okay |right |and |so |hi |hey |btw |yes )?(?:(?:i|we|i've|we've|ive|i have|we have)\s+)?(?:just |now |already |finally |all |also |have )*(?P<act>{_PAST})\b"
)
_NO_THING = r"(?:i|you|we|he|she|they|who|that|this|it|me|what|to|and|is|was)\b"
_PASSIVE = re.compile(
    rf"^(?:ok |and |so |hi |hey |btw |yes )?(?P<what>(?!keep|glad|welcome|safe|nearly|almost|got|have|has|been|never|not|just)(?:the |your |ur |my |all |that |both )?(?!{_NO_THING})[a-z0-9'-]+(?: (?!{_NO_THING})[a-z0-9'-]+){{0,3}}?)\s+(?:(?:is|are|has been|have been|all|now|safely|just|already) )*(?P<act>{_PAST}|attached|landed|home|back (?:in|under|on|at|with)|on its way|in the post|in your inbox|in (?:ur|your) (?:account|bag|locker|pigeonhole|letterbox|fridge)|(?:on|under|by) (?:ur|your|the) (?:desk|mat|porch|doorstep|step|table))(?=$|[^\w ']| (?:and|now|today|yesterday|this|last|on|by|in|at|to|for|already|with|plus|safely|back|ref|off|out|x+|thanks|thank|ty|but|you|u|as|after|btw|so|ok|fyi|cos|bc)\b)"
)
_ON_ITS_WAY = re.compile(
    r"^(?:(?:ok|sorry|apologies|there you go|it'?s|its|they'?re|all|now) )*(?P<act>in (?:your|ur) (?:inbox|emails?|account|letterbox|locker)|on its way|in the post)(?=$|[.!,]| (?:now|already|as of|today)\b)"
)
_DID = re.compile(
    r"^(?:ok |okay |and |yep |yes |right )*(?:(?:it'?s |that'?s |all |just |now |already )*(?P<act>done|sorted|dealt with|taken care of|ticked off|all set))(?=$|[.!,]| (?:just now|now|today|already|this morning|last night|mate|boss|love|x+)\b)"
)
# What one says once a meeting is over.
_MET = re.compile(
    r"\b(?:(?:so |really |very )?(?:good|nice|lovely|great|fun|wonderful|amazing|fab) (?:to see|seeing|to meet|meeting|catching up with|to have) (?:you|u|ya|everyone|you all|you both|y'?all)\b(?! (?:soon|doing|so|happy|back|all)|(?: (?:soon|on|at|then|tomorrow|next|again soon)))|what a (?:lovely|great|fab|fun|brilliant|wonderful|fantastic) (?:night|evening|day|do|party|weekend|time|dinner|lunch|meal|trip)|best (?:night|day|morning|evening|weekend|dinner|meal|party) (?:ever|in)|(?:thanks|thank you|ta|cheers) for (?:having (?:me|us)|coming|hosting|(?:a |the )?(?:lovely |great )?(?:dinner|lunch|evening|night|day|weekend|last night|today|yesterday|driving|tonight))|that was (?:a|an|the|such a) (?:\w+ )?(?:lovely|great|fab|fun|brilliant|wonderful|best|nicest|amazing) (?:night|evening|day|time|weekend|friday|saturday|sunday|dinner|lunch)|(?:last night|today|yesterday|tonight|that) was (?:so |really )?(?:fun|lovely|great|amazing|brilliant|the best))"
)
_OVER = re.compile(
    r"^(?:ok |and |so )?(?:the |my |our )?(?!consider\b|get\b|when\b|once\b|until\b|i'll\b|well\b|i\b|you\b|we\b|he\b|she\b|it\b|that\b|what\b|how\b)[a-z0-9' ]{2,20}?(?:'s| is| was| all)? (?:done|over|finished|went (?:well|fine|great|ok|smoothly))\b"
)
_ANSWERED = re.compile(
    r"^(?:ok |and |so )?(?:(?:my |the )?[a-z]+ (?:says?|said)(?: that)? (?:yes|ok|okay|sure|no|fine|it'?s|he|she|they|we|you)|(?:and )?yes,? they (?:do|have|can|are))\b"
)
_GOT = re.compile(
    r"^(?:ok |and |so |hey |oh |yes |just )*(?:i |we |we've |i've )?(?:just |finally )?(?:got (?:it(?=$|[ ,.!]*(?:thanks|thx|ty|ta|cheers|you|x+)\b)|them|the [a-z]+|your [a-z]+|my [a-z]+)|received|it'?s here\b|(?:it'?s )?(?:come through|landed|arrived|in my account)|(?:the |your |my |it )?[a-z ]{0,20}\b(?:has |have |just )*(?:arrived|came|turned up|is here|has come)|(?:thanks|thank you|ta|cheers)(?: (?:so|very|a|much|million|lot|again)){0,4} for (?:the (?!help|support|advice|tips?|reminder|recommendation|offer|info|heads|kind|compliment|encouragement|invite|chat)|bringing|sending|dropping|paying|booking|returning|my)|money'?s in|is alive)\b"
)
_ARRIVED = re.compile(
    r"^(?:ok |and |finally |yay |hey |hello |hi )*(?:we'?re |i'?m |we |i |i've |we've |all |safely |just |finally |now )*(?P<act>in!|in\.|in$|made it|landed|arrived|got here|got in|moved in|home safe|home!|home\.|here!|touched down|checked in|waves from|greetings from|hello from|unpacked|we'?re in|back from|first day (?:done|over))"
)
_OFF = re.compile(
    r"\b(?P<no>no (?P<what>[a-z]+(?: [a-z]+){0,2}?) (?=(?:in|on|this|next|for|tonight|tomorrow|after all|any ?more|then)\b|$))|\b(?:(?:is|are|it's|its|'s|got|been|have to|has to|had to|need to|gotta|i|we|i've|we've)\s+)(?P<off>cancel+(?:l?ed)?|called? off|off\b(?! to| on| for| work| the| at)|not happening|postponed|pulled out|withdrawn|dropped out)\b"
    r"|\b(?P<out>(?:can'?t|cannot|won'?t be able to|not going to|not gonna|unable to) (?:make it|come|do (?:it|this|that|sat|sun|mon|tue|wed|thu|fri)\w*|go|join|bring|be there)|(?:i'?m|we'?re) not (?:coming|going|moving|joining|flying|leaving|running|starting)\b|not (?:coming|going|moving) (?:any ?more|after all)|have to bail|gotta bail|rain check|bailing)\b"
)
_BRIEF = 60  # letters of a message whose time is that of all it proposes
_TAIL = 90  # letters that may follow what a yes answers
_LONG = 70  # letters of a clause that tells that something is done
_LONGEST_YES = 80  # letters that may follow a yes; more of them talk of something else
_MAY_ASK = re.compile(
    r"\?|\b(?:suits?|works|free|thought|thinking|back|don'?t|tell|give|buy|grab|book|pay|pick|can|could|would|please|pls|plz|let|come|join|you|u|who|any|remember|forget|mind|need|bring|send|lend|check|happy|fancy|wanna|about|brings?|takes?|doing|meet|keep|not a word|happily|can|between|secret|quiet|does|to|me|mine)\b"
)


def asks(clause: Clause) -> Iterator[Ask]:
    """What a clause asks for, proposes, offers or calls for."""
    text = fold(clause.text)
    if not _MAY_ASK.search(text) or is_quoted(clause):
        return
    for read in (_call, _hush, _request, _offer, _when_will, _proposal, _can, _assigned):
        found = read(clause, text)
        if found is not None:
            yield found
            return


def _call(clause: Clause, text: str) -> Ask | None:
    kind: DoingKind = "promise" if _FAVOUR.search(text) else "plan"
    return Ask(clause=clause, form="call", kind=kind) if _CALL.search(text) else None


def _hush(clause: Clause, text: str) -> Ask | None:
    return Ask(clause=clause, form="request", kind="promise") if _HUSH.search(text) else None


def _request(clause: Clause, text: str) -> Ask | None:
    found = _REQUEST.search(text)
    if not found:
        return None
    if _MIND.match(found.group()) and re.search(
        r"\b(?:i|we|he|she|they|i'll|we'll)\s(?:(?:always|also|to|will|must|have to|need to|just|definitely|should|can)\s){0,2}$",
        text[: found.start()],
    ):
        return None  # "I'll make sure to"
    what = next((found[name] for name in _WHATS if found[name]), "")
    if re.match(_AT_ONCE, what):
        return None
    return Ask(
        clause=clause,
        form="request" if not _OWN_PART.match(what) else "question",
        kind="promise" if not _OWN_PART.match(what) else "plan",
        named=found["named"] or (found["called"] if found["called"] not in _OPENERS else "") or "",
        sure=_near_end(clause)
        and not what.startswith("let ")
        and not (found["thing"] and times_of(clause.line)),
    )


def _near_end(clause: Clause) -> bool:
    """Whether an ask stands near the end of its message, where a yes answers it."""
    return len(clause.line.text) - clause.stop < _TAIL


def _offer(clause: Clause, text: str) -> Ask | None:
    found = _OFFER.search(text)
    if not found:
        return None
    verb = found["verb"] or found["want"] or found["need"] or ""
    if (
        verb
        in (
            "ask",
            "say",
            "get",
            "see",
            "be",
            "help",
            "know",
            "trust",
            "borrow",
            "use",
            "tell",
            "have",
            "just",
            "even",
            "not",
        )
        and not found["want"]
    ) or verb in ("tell", "explain", "show"):
        return None
    if not _MAY_DO.search(verb) and verb not in table.GIVING | table.HELPING | table.TASKS:
        return None
    to_you = bool(re.search(rf"\b{verb} (?:you|u|your|ur)\b|\b(?:do|pay|send|give) [£$€]?\d", text))
    gives = to_you or verb in table.GIVING | table.HELPING - {"grab", "pick", "drop", "take"} | table.OFFICES
    return Ask(
        clause=clause,
        form="offer",
        kind="promise" if gives else "plan",
        sure=bool(found["want"] or found["need"] or time_near(clause) or _HOUR.search(text)),
    )


def _when_will(clause: Clause, text: str) -> Ask | None:
    if _WHEN_WILL.search(text) and clause.standing.asked:
        return Ask(clause=clause, form="question", kind="plan", sure=bool(_HOUR.search(text)))
    return None


def _proposal(clause: Clause, text: str) -> Ask | None:
    found = _PROPOSAL.search(text)
    timed = time_near(clause) is not None or bool(_HOUR.search(text))
    event = bool(re.search(rf"\b{table.EVENTS}\b", text))
    plain = event or (
        12 <= len(text) < 60
        and not re.search(
            r"\b(?:is|are|was|were|did|do|does|have|has|had|been|till?|until|ago|last|get|got|you|your|he|she|they|i)\b",
            text,
        )
    )
    bare = (
        clause.standing.asked
        and timed
        and plain
        and not re.match(r"(?:did|was|were|have|has|is|what|why|how|do|are|does|any|still|same)\b", text)
    )
    again = clause.standing.asked and time_in(clause) is not None and len(text) <= _BARE
    if again:
        return Ask(clause=clause, form="proposal", kind="plan")  # "yes! friday?"
    if not (found or bare) or _SMALL_TALK.search(text) or len(text) > _LONGEST_ASK:
        return None
    brief = len(clause.line.text) <= _BRIEF and bool(times_of(clause.line))
    here = (
        brief
        or time_in(clause) is not None
        or bool(_HOUR.search(text))
        or (time_near(clause) is not None and bare)
    )
    vague = re.search(r"\bwould be\b|\bsome ?(?:time|day|where)\b|\bone day\b", text) is not None
    return Ask(clause=clause, form="proposal", kind="plan", sure=here and not vague and _near_end(clause))


def _can(clause: Clause, text: str) -> Ask | None:
    found = _CAN.search(text)
    if (
        not found
        or clause.standing.asked
        or re.search(
            r"\bif i\b|can (?:see|tell|imagine|relate|understand|hear|feel|never|only|sing|say)|\bcould(?:n't)? (?:see|have|be|eat|never|sleep|sing)",
            text,
        )
    ):
        return None
    verb = found["verb"] or found["happy"] or ""
    known = verb in table.GIVING | table.TASKS | (
        table.HELPING - {"make", "find", "get", "take", "give", "tell"}
    )
    return Ask(
        clause=clause,
        form="can",
        kind="promise",
        sure=known and len(text) < _LONGEST_ASK and _near_end(clause),
    )


def _assigned(clause: Clause, text: str) -> Ask | None:
    found = _ASSIGNED.match(text)
    return Ask(clause=clause, form="request", kind="promise", named=found["named"]) if found else None


def consent(text: str) -> tuple[int, int] | None:
    """Where a message says yes, if it does and doesn't take it back."""
    folded = fold(text)
    found = _YES.match(folded)
    rest = folded[found.end() :] if found else ""
    if re.search(r"\b(?:when|what time|what day|which|where)\b[^.!]*\?", rest):
        return None  # not settled yet
    if (
        not found
        or len(rest) > _LONGEST_YES
        or re.match(r"[^.!,\n]*\?", rest)
        or _REFUSES.search(re.split(r"[.!?\n]", rest[:50])[0] if rest[:1] not in ".!" else "")
        or _NO.search(rest[:50])
    ):
        return None
    return found.span("yes")


def welcome(text: str) -> tuple[int, int] | None:
    """Where a message thanks for an offer."""
    found = _THANKS.search(fold(text))
    return (
        found.span()
        if found
        and len(text) <= _LONGEST_YES
        and not re.search(r"\bno,? (?:thanks|thank)|\bbut\b|\bi'?m (?:ok|fine|good)\b", fold(text))
        else None
    )


def endings(clause: Clause) -> Iterator[Ending]:
    """What a clause says was done, or won't be."""
    text = fold(clause.text)
    if "?" in clause.sentence[-3:] or clause.standing.imagined or len(text) > _LONG:
        return
    off = _OFF.search(text)
    if off:
        outright = bool(
            off["no"]
            and re.search(
                r"\b(?:trip|holiday|party|dinner|meeting|wedding|concert|gig|class|lesson|visit|weekend|move|marathon|race)\b",
                off["no"],
            )
        )
        yield _ending(clause, off, "cancelled", "anyone", outright=outright)
        return
    for pattern, by in (
        (_MET, "anyone"),
        (_ARRIVED, "doer"),
        (_DID, "doer"),
        (_ON_ITS_WAY, "doer"),
        (_DONE, "doer"),
        (_PASSIVE, "doer"),
        (_ANSWERED, "doer"),
        (_OVER, "doer"),
        (_GOT, "anyone"),
    ):
        found = pattern.search(text)
        if found and not re.search(
            r"\b(?:not|haven'?t|hasn'?t|never|yet|will|didn'?t|isn'?t|wasn'?t|nobody|no ?one|none|nothing|hardly|if|when|until|done and dusted)\b",
            text,
        ):
            yield _ending(clause, found, "done", by)
            return


def _ending(clause: Clause, found: re.Match[str], status: str, by: str, *, outright: bool = False) -> Ending:
    stays_away = bool(found.groupdict().get("out"))
    act = found.groupdict().get("act") or ""
    acts = _BY_PATTERN.get(found.re) or families(act)
    return Ending(
        clause=clause,
        start=clause.start,
        stop=clause.stop,
        status="cancelled" if status == "cancelled" else "done",
        by="receiver" if by == "receiver" else "doer" if by == "doer" else "anyone",
        acts=acts,
        outright=outright,
        stays_away=stays_away,
    )


def families(text: str) -> frozenset[str]:
    """Which families of verbs a text's words belong to."""
    said = set(re.findall(r"[a-z]+", fold(text)))
    return frozenset(name for name, family in _FAMILIES.items() if said & family)


_BY_PATTERN = {
    _ARRIVED: frozenset({"go"}),
    _DID: frozenset({ANY}),
    _ON_ITS_WAY: frozenset({"send"}),
    _MET: frozenset({MET}),
    _ANSWERED: frozenset({"ask"}),
}
_FAMILIES = {name: frozenset(family.split()) for name, family in table.ACTS.items()}
