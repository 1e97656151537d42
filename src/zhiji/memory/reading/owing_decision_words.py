"""How people say that something is settled; matched on folded text. What is settled stands in `what`, else it is the whole."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Ground = Literal["said", "group", "choice", "event"]
"""What makes it a decision of theirs: its own words; a group that speaks of itself; a choice that was open; an event's new day."""


class Form(NamedTuple):
    """A way to settle something."""

    ground: Ground
    pattern: re.Pattern[str]


_REST = r"(?P<what>[^.!?\n]{3,120})"
_ZREST = r"(?P<what>[^。！!？?\n]{2,60})"
_EVENT = (
    r"(?:concert|meeting|rehearsals?|practice|training|games?(?: nights?)?|match(?:es)?|party|offsite|away ?day|trip|stand-?ups?|dinner|launch|deadline|session|sessions|class|lesson|call|"
    r"sync|agm|retro|show|gig|bbq|barbecue|picnic|date|start|workshop|fair|sale|fundraiser|quiz|book club|choir|wedding|reunion|kick-?off|review|release|demo|interviews?|exam|walk|hike|run|swap|final|social|tournament|deadline)"
)
_ZEVENT = r"(?:会|周会|例会|晨会|班会|聚会|聚餐|团建|年会|饭局|活动|比赛|训练|排练|演出|考试|面试|婚礼|扫墓|旅行|行程|出发|集合|时间|地点|日子|上线|发布|截止|评审|答辩|课|讲座|露营|爬山|读书会|分享会|家长会|运动会|年夜饭|家宴|体检|搬家)"
_SETTLED = r"(?:decided|agreed|voted|settled|opted|resolved|chosen)"
_LEAD = r"^\W*(?:(?:ok|okay|k|right|alright|fine|great|cool|perfect|so|well|and|yes|yeah|lovely|sold|done|good|sorted|deal|then)\W+){0,3}"

_PATTERNS: tuple[tuple[Ground, str], ...] = (
    ("said", rf"\b(?:final |ok |group |team )?decision(?: (?:on|about|re|for|from) [^:.?]{{1,40}})?(?::| is:?| -) ?(?:that )?(?:we |to )?{_REST}"),
    ("said", rf"(?:^|[.!] |\b(?:so|ok|right|and|all|it's|that's|we're) )(?:all )?(?:agreed|decided|settled|resolved|final|approved)(?: then| by all| unanimously)?(?::| -) ?{_REST}"),
    ("said", rf"\b(?:the )?(?:votes? (?:are|is)|vote's|results are|result is|poll(?:'s| is)) (?:in|closed|done|counted|over)\W+{_REST}"),
    ("said", rf"\b(?:the )?(?:vote|poll|majority|motion|committee|board|everyone|everybody|meeting)(?: has)? (?:went for|goes for|voted (?:for|to|against)|agreed (?:to|on|that)|approved|decided(?: to| on| against| that)?|chose|picked|carried:?|passed:?|settled on) {_REST}"),
    ("said", rf"\b(?:minutes|outcome|outcomes|summary|recap|upshot|action points|from the meeting)(?: (?:from|of) [^:.]{{2,30}})?: {_REST}"),
    ("group", rf"\bwe(?:'ve| have)?(?: all| both| now| finally| just| also)* {_SETTLED} (?:to |on |upon |that |against |not to |for |in favou?r of |we(?:'ll|'re)? |it's |it'll ){_REST}"),
    ("group", rf"\bwe(?:'ve| have)? (?:all )?(?:said|voted) (?:no|yes) to {_REST}"),
    ("group", rf"\bit(?:'s| was| has been|'s been) (?:all )?(?:decided|agreed|settled)(?: then)?(?: that|,|:)? {_REST}"),
    ("group", rf"\bwe(?:'re| are) (?:all )?(?:now )?(?:sticking with|sticking to|switching to|moving to|keeping|dropping|scrapping|ditching|changing to|going for|staying with|going ahead with|not (?:doing|having|getting|renewing|changing|using|going ahead with|hiring|moving|replacing)) (?!out\b|in\b|up\b|to\b|any\b|an eye\b|a close\b|fingers\b|busy\b|together\b){_REST}"),
    ("group", r"\bwe(?:'re| are|'ll)? (?:going|go) with (?P<what>(?:option|plan|version|proposal|design|quote|supplier|the (?:[\w-]+ ){0,3}(?:one|option|plan|design|version|quote|venue|place|logo|colou?r|proposal|idea|name|theme|date|hall|caterer)|[a-z]\b)[^.!?\n]{0,80})"),
    ("group", rf"\b(?:as of|from|starting) (?:now on|today|next (?:week|month|term|year)|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday),? (?:we|everyone|everybody|all \w+) {_REST}"),
    ("group", rf"\bwe (?:switch|move|change) to {_REST}"),
    ("choice", r"^\W*(?:(?:ok|okay|right|alright|fine|great|cool|perfect|so|well|yes|lovely|good)\W+){0,3}(?P<what>(?!(?:it|what|how|as|here|there|this|that|where|like|whatever|who|why|when|because|if|maybe|i|so|yes|yeah|yep|yup|no|nope|sure|indeed|oh|well|of course|really|ok|okay|right|alright|fine|great|cool|perfect|lovely|good|same|love|hope|think|believe|and|but|whoever|which|exactly|definitely|absolutely|truly|amazing|such|know)\b)[^,.!?\n]{2,40}) it is(?: then| so)?(?: everyone| all| folks| guys)?\W*$"),
    ("choice", rf"{_LEAD}(?:let's|lets|we'll|we) (?:all )?(?:go with|stick with|stick to|settle on|choose|pick|leave it at|keep the|use the|just use) (?P<what>[^.!?\n]{{2,60}}?)(?: then| so)?\W*$"),
    ("choice", r"^\W*(?:(?:ok|okay|right|alright|fine|so|well)\W+){0,3}(?P<what>(?:i'm |i'll |we're )?(?:going with|go with|switching to|switch to|sticking with|stick with|settling on) [^.!?,\n]{2,60}? then)\b"),
    ("choice", r"^\W*(?:(?:ok|okay|right|alright|fine|so|well)\W+){1,3}(?P<what>no [a-z][^.!?,\n]{2,40} then)\W*$"),
    ("event", rf"\b(?P<what>(?:the |our |summer |winter |spring |autumn |next |this \w+'s |\w+'s )?(?:[\w-]+ )?{_EVENT} (?:now )?(?:stays|remains|is staying|moves|moved|is moving|has moved|has been moved|is moved|shifts|shifted|changes|changed|is pushed|pushed|has been pushed|brought|is rescheduled|rescheduled|is now|is confirmed|confirmed|is set|is fixed)(?: back| forward)? (?:on|at|for|to|as|in|from)? ?[^.!?\n]{{2,60}})"),
    ("said", rf"(?:最终|最后|最后的?|会议|投票)?(?:决定|结论|决议|结果)(?:是|如下|就是|出来了)?[：:] ?{_ZREST}"),
    ("said", rf"(?:投票|表决)(?:结束|结果|完了|通过|出来了?|截止|完毕)(?:了)?(?!吧)[\s,，：:是]*{_ZREST}"),
    ("said", r"(?:^|(?<=[。！!？?\n,，]))(?P<what>[^。！!？?\n]{2,40}?)[\s,，]*(?:(?:那)?(?:就)?(?:这么|这样|咁)(?:说)?定(?:了|啦|咗|喇|下来)|不再讨论|不用再讨论|别再?争了|不用再议|拍板了|板上钉钉|就咁话|(?<=[\s,，])不改了|定死了|(?:大家|都|咱)说好了?(?:啊|哈|的)(?=$|[\s,，。!！])|(?:我们|咱|我跟[^\s,，]{1,4}|我和[^\s,，]{1,4})?商量好了(?=$|[\s,，。!！]))"),
    ("said", rf"(?:那)?就(?:这么|这样|咁)(?:说)?定(?:了|啦|咗|喇|下来)[\s,，：:]+{_ZREST}"),
    ("said", rf"(?:大家|全家|全班|全体|家委会?|多数(?:人)?|一致|群里|会上|开会|老板|领导|业主)(?:都|已经|刚|最后|也|已)*(?:一致)?(?:同意|通过|决定|定了|定下来?|拍板|敲定|商量好|说好|表决)(?:了|是)?[\s,，：:]*(?!再|了|啊|哈|吧|呀|哦|的)(?!\s){_ZREST}"),
    ("group", rf"(?:我们|咱们?|我哋)(?:几个|仨|俩|全家|组|班|家)?(?:已经|最后|最终|一致|商量|讨论|都|刚|了|后|完)*(?:决定|定了|商量好了?|说好了?)(?:了|要|是)?[\s,，：:]*{_ZREST}"),
    ("group", rf"(?:最终|最后|终于)(?:还是)?(?:决定|敲定|定了|选了|定为|定在|定下)(?:了|来|是)?[\s,，：:]*{_ZREST}"),
    ("group", r"(?P<what>(?:以后|今后|从[^\s,，。]{1,6}[起始]|即日起)[^。！!？?\n,，]{0,14}(?:统一|一律|全部|改成|改为|改用|实行|不再|取消|只|都)[^。！!？?\n]{1,30})"),
    ("group", r"(?P<what>[^\s,，。！!？?]{1,14}(?:敲定|定为|定名)(?:了|为|在)?[^。！!？?\n,，]{1,20})"),
    ("group", r"(?P<what>(?:[^\s,，。！!？?]{2,10}(?:用|选|走|按)(?:方案|版本|选项|第)[^\s,，。！!？?]{1,10}))"),
    ("event", rf"(?P<what>[^\s,，。！!？?]{{0,8}}{_ZEVENT}(?:的时间|时间|日期|地点)?(?:就|还是|改|都|已经|正式|先)*(?:定|改|挪|推迟|提前|延)(?:在|于|到|成|为|了|至)*[\s：:]?[^。！!？?\n,，]{{2,24}})"),
    ("said", r"(?:^|(?<=[.!?\n:]))\s*(?P<what>[^.!?\n]{4,80}?),? (?:and )?(?:it's|that's|it is|that is|its|thats) (?:all |now )?(?:settled|decided|final|agreed)\b(?: then)?(?=\W|$)"),
    ("said", r"(?:^|(?<=[.!?\n:]))\s*(?P<what>[^.!?\n]{4,80}?), we (?:all |just )?(?:voted|agreed|decided)\b(?=\W*$)"),
    ("said", rf"\b(?:vote|poll|ballot) (?:done|closed|over|finished)\W+{_REST}"),
    ("said", rf"\b(?:agreed|settled|sorted) with [a-z]+(?: and [a-z]+)?: {_REST}"),
    ("said", rf"\bfinal (?:answer|call|verdict|word)(?: (?!is)[^:.?]{{1,30}})?(?:: | is ){_REST}"),
    ("said", rf"(?:会上|开会|家长会|业主群|例会|大会)(?:定的|说定|决定的?|通过的?|定了)[\s,，：:]*{_ZREST}"),
    ("group", rf"(?:^|[\s,，])决定(?:了|喇|咗|啦|好了)[\s,，：:]+{_ZREST}"),
    ("choice", r"^\W*(?:(?:ok|okay|right|so)\W+)?(?P<what>(?:i'm |i am )?(?:going|gone|went) with (?:the |a )?(?!my|him|her|them|you|us|friends|it\b|that\b|this\b|flow|mum|dad|a friend|family)[a-z-]+(?: (?!to\b|on\b|and\b)[a-z-]+){0,3})(?= for|,|$| then|;| -)"),
    ("choice", r"^\W*(?:好的?|行|ok|okay|嗯|得|成)[\s,，]*(?P<what>(?:那)?(?:就)(?![这那是好行说看等不样去来到咁])[^\s。！!？?吗呢吧]{1,10})$"),
    ("choice", r"(?P<what>(?:那|咁)(?:就|我们就|咱就|大家就|还是)+(?:先)?(?:定|选|买|用|按|续|换|租|改|留|保留|沿用|走)[^。！!？?\n吗呢]{1,30})(?<!吧)$"),
    ("choice", r"(?P<what>(?:那|咁)(?:就)?(?:都)?(?:唔|不)(?:养|买|换|租|办|搞|续|改|装|订|报|卖|收|用|请|定)[^。！!？?\n]{0,16}(?<!吧))$"),
    ("choice", r"(?P<what>(?:那|那就|咁|好吧|行吧|还是|就)*算(?:了|数)[\s,，]*(?:那)?(?:就)?(?:都)?(?:唔|不)(?!说|聊|管|想|提|看|玩|等|问|理|讲|跟|用|知|是|会|急|行|好|能)[^\s。！!？?\n,，]{1,14})"),
)  # fmt: skip
FORMS = tuple(Form(ground, re.compile(pattern)) for ground, pattern in _PATTERNS)

CHOICE = re.compile(
    r"[?？]|投票|要不要|不如|还是|怎么样|咋想|咋办|哪个|哪家|行不行|好不好|得唔得|提议|建议|方案|\bshall we|\bshould we|what about|how about|\bor\b|\bvot|which|\bsuggest|\bpropos|what if|we could"
)
"""That something was open to choose before."""
NOT_SETTLED = re.compile(
    r"\bhaven't\b|\bhasn't\b|\bnot yet\b|\bstill (?:need|have|to)\b|\bneed to (?:decide|agree|settle)|\buntil\b.*\bdecid|\bbefore we\b|\bonce we\b|\bcan't (?:decide|agree)|\bcouldn't\b|\bto be decided\b|\btbd\b|\btbc\b|\bdisagree|\bagree to disagree\b|\bpropos|\bsuggest"
    r"|还没(?:定|决定|想好|商量)|没(?:定|决定|想好)|未定|待定|再定|再说|再决定|再商量|定不下来|决定不了|怎么决定|由你|你决定|你们?定|自己决定|做决定|下决定|等.{0,6}决定|建议|提议|草稿|初稿|暂定|\bdraft|tentative|provisional"
)
"""That it is yet to be settled."""
PAST = re.compile(
    r"\b(?:we|i) decided to (?:go|try|take|visit|have|start|get|make|watch|stay|spend)\b|\blast (?:week|weekend|month|year|night|summer)\b|\byesterday\b|昨天|上周|去年|上个月|那时候?|当时|当年|小时候"
)
"""A story of what was."""
BOOKING = re.compile(
    r"定(?:了|好|到)?[^\s,，。]{0,8}(?:票|酒店|房间|位子|座位|餐|蛋糕|闹钟|外卖|包间|民宿|奶茶)|(?:一|肯|确|稳|固|假|规|设|特|安|坚|否|判|评|指|约|鉴|必|铁|镇|限|锁|绑|搞|认|说不)定(?!了?(?:在|为|周|\d))"
)
"""What 定 is said of besides."""
MAYBE = re.compile(
    r"\bfinal\b|ballot|\b(?:going|gone|went) with\b|最[后终]|终于|会上|开会|不改了|就|decision|decided|agreed|settled|resolved|approved|\bvote|\bpoll\b|majority|motion|committee|minutes|outcome|recap|upshot|summary|action points|\bwe(?:'re|'ll|'ve)?\b|\bit is\b|\blet'?s\b|\bthen\b|"
    r"\b(?:stays|remains|staying|moves|moved|moving|shifts|shifted|changes|changed|pushed|brought|rescheduled|confirmed|fixed|is now|is set)\b|\bas of\b|\bstarting\b|\bfrom\b"
    r"|决定|结论|决议|投票|表决|定|不再讨论|别争|拍板|同意|通过|商量好|说好|敲|统一|一律|改[到成为用在]|用方案|选方案|那就|咁就|算了|算数|那不|那都不|即日起|以后|挪|推迟|提前|选了?第|用第|按方案"
)
"""What a message that settles something has."""
