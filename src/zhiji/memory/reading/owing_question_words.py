"""What asks for a reply, what only looks so, and what answers; matched on folded text."""

from __future__ import annotations

import re

from zhiji.memory.reading.rarely import Rarely

_LEAD = r"^\W*(?:(?:also|and|so|but|btw|ok|okay|hey|hi|oh|um|quick (?:one|question|q)|random|sorry|yo|oi|wait|right|well|question|guys|all|folks|everyone|mate|sis|bro|mum|mom|dad|babe|love|hun|dude|man|please|pls|lol|anyway|erm|hmm)\W+){0,3}"
_ONE = r"(?:you|u|ya|someone|somebody|anyone|anybody|one of you|any of you|you guys|you two|you lot)"

REQUEST = Rarely(
    rf"\b(?:can|could|would|will|cld) {_ONE} (?:please |pls |possibly |maybe |all |both |quickly |just |also )*(?!believe|imagine|tell i|hear that|see how|blame|even|not\b|be serious|guess|feel|smell|stop\b)[a-z]{{2,}}"
    rf"|\b(?:does|do|did|has|have|is|are|will|would|was) (?:anyone|anybody|someone|somebody|any of you) (?!else (?:think|feel|find|hate|love)|care|even)[a-z]{{2,}}"
    r"|\b(?:anyone|anybody|any of you) (?:here |else )?(?:know|knows|got|have|has|able|free|going|up for|want|wants|seen|remember|fancy|need|needs|interested|selling|around|in for|good at|recommend|willing|bringing|driving)\b"
    r"|\bwho(?:'s| is)? (?:has|have|got|knows|can|wants|bringing|coming|driving|free|up for|took|left|going to|doing|picking|in for)\b(?! to say)"
    r"|\b(?:please|pls|plz) (?:send|tell|let me know|check|confirm|forward|share|pass|bring|book|order|ask|reply|text|call|ring|email|remind|sign|have a look|look at|add|return|pick|fill|vote|post)\b"
    r"|\blet me know (?:if|when|what|which|where|how|by|whether|asap|who|about)\b|\bany (?:chance|idea|ideas|news|update|updates|recommendations|suggestions|tips) (?:you|of|on|if|for|what|where|when|who|how|about|from|re)\b|\bdo (?:you|u) mind\b|\bwould you mind\b"
    rf"|{_LEAD}(?:send|text|forward|email) me (?:the|that|your|a|those|some)\b"
    r"|(?:能不能|能否|可不可以|可否|可唔可以|得唔得|方不方便|方便)(?:请|麻烦)?(?:你|您|帮|给|发|把|借|问|告|看|推荐|教|留|带|先|也|来)"
    r"|(?:麻烦|劳烦|拜托|唔该)(?:你|您|大家|哪位|谁|各位)?(?:帮|给|发|把|问|看|查|转|改|确认|回|带|通知|填|留|告诉)"
    r"|(?:^|[\s,，。])(?:你|您)?(?:有空|得闲|有时间|抽空|顺便|回头|到时候?|方便的?时候?)?(?:可以|能)?(?:帮我|帮忙|替我|帮手)[^\s,，。]{2,}|帮我(?:问|查|看|留意|带|找|拿|取|买|留|订|约|打听|转告)"
    r"|(?:方便|有空|得空|得闲|有时间|不忙)(?:的话|的时候|时|了)?[^\s,，。]{0,6}(?:一下|下)(?=$|[\s,，。!！哈吧呗])"
    rf"|\bwhen (?:you|u) (?:get|have) (?:a (?:sec|second|chance|min|minute|moment)|time),? (?:can|could|please|pls|send|let|give|tell|check)\b|\b(?:still )?(?:need|waiting (?:on|for)) (?:your|ur) (?:answer|reply|address(?! book)|number|size|details|order|choice|dates|rsvp|measurements|decision|vote)\b"
    r"|\bremind me (?:what|when|where|who|which|how)\b"
    r"|(?:有没有人|有冇人|有无人|谁|哪位|边个|边位|有谁)(?:有|能|知道|会|要|可以|认识|用过|去过|想|懂|愿意|推荐|识|知|得闲|有空|收|需要|拿|带|家)"
    r"|(?:发|转|推|给)我一?(?:下|份|个|张)[^\s,，。]{1,}(?:吗|呗|吧|好不好|行吗|可以吗|谢谢|[?？])|(?:记得|尽快|请|及时)(?:回复|回我|告诉我|确认|通知我)"
)
"""Somebody is asked to do, to give or to tell something."""
PLAIN = re.compile(
    r"^\W*(?:what(?:'s| is| was| are) (?:the|that|your|ur|his|her|my) (?:name|number|address|time|date|size|code|password|price|title|brand|colou?r|recipe|dose|account|amount|day)\b|what time (?:is|does|do|will|are)\b|(?:where|when) (?:is|are|does|do|did|will) (?:the|my|your|we|i|you|he|she|it)\b)"
    r"|[你您](?:识唔识|知唔知|有冇|认唔认识|认不认识|有没有|知不知道|会不会|能不能|记不记得)[^\s,，。]{2,}"
)
"""A question that needs no mark, and may be followed by why it is asked."""
WANTED = Rarely(
    rf"{_LEAD}(?:@?(?!see|know|guess|sure|depends|that|and|but|so|is|was|no|not|exactly|from|for|of|to|about|on|like|remember|idk|wonder|wondering|tell|say|love|look|ask|all|with|by|at|check|whoever|just|only)[a-z]{{2,15}},? )?(?:what|when|where|which|who|how)(?:'s|'re|'d|s)? ?(?:is|are|was|were|did|do|does|time|day|date|size|colou?r|kind|much|many|long|far|often|can|could|should|will|would|has|have|had|the|your|my|one|of|about|address|number)\b"
    rf"|{_LEAD}(?:@?(?!(?:will|can|could|would|must|should|shall|might|may|let|gonna|to)\b|so|nor|neither|than|as|what|and|but|how|all|only|never|who|that)[a-z]{{2,15}},? )?(?:did|do|does|is|are|was|were|have|has|had|will|can|could|should|shall|may) (?:i|you|u|we|they|he|she|it|the|your|ur|my|our|this|that|there|those|these|mum|dad|everyone)\b"
    r"|(?![动时差])([\u4e00-\u9fff])[不唔](?!知|管|论)\1(?!.{0,8}(?:都|也|无所谓|随便|没关系|一样))|[能会有在要行去来吃想用到收][^\s,，。不]{0,3}不(?:呀|啊)?\W*$|[在放去到]哪(?:了|啊|呢|儿|里)?(?!都|也|不)(?=\W*$|[\s,，])|什么时候|啥时候|几时|几点|几号|几月|哪天|哪里|哪儿|哪个|哪家|边度|边个|多少|几多|多大|多久|怎么(?:走|去|弄|用|做|报|申请|办|联系|开|进|填|交|改|装|修|坐)|什么(?:名字|地址|时间|牌子|型号|密码|颜色|尺寸|价|样)|谁(?:的|去|来|负责|带)|是不是|有没有|有冇|要不要|能不能|会不会|行不行|好不好|系咪|使唔使|吗\W*$|[没冇未]\W*$|咩\W*$"
)
"""Something is asked that can be told."""
MARKED = re.compile(
    rf"{_LEAD}(?:@?[a-z]{{2,15}}, )?(?:did|do|does|is|are|was|were|have|has|had|will|can|could|should|shall|any|anything|still|what|when|where|which|who|how|got) [a-z]{{2,}}"
)
"""What asks if a question mark ends it."""
LAMENT = re.compile(
    r"^\W*(?:no{3,}|oh no+|aw+|ah no+|gutted)\b.*\bwho(?:'ll| will|'s (?:going to|gonna|gonnae|gunna)) (?!.*\b(?:now|instead|then|for us)\b)"
)
"""A question over what is lost, which nobody is to answer."""
ANYBODY = re.compile(
    r"\W*(?:(?:please|pls|so|and|or) )?(?:any(?:one|body)|some(?:one|body)|any ideas?|any takers|who)(?: (?:know|knows|here|else|at all|free|any(?:one|body)|who|pls|please))*\W*"
)
"""A question that only repeats the one before it."""
TALK = Rarely(
    r"\bwhere (?:does|do|did) (?:she|he|they|you|u|people|(?:[\w']+ ){1,2}[\w']+) (?:even )?(?:get|find|come up with|dream up|hear) (?:these|those|this|that|all this|such|it all)\b|\bis it (?!true)[a-z' ]{2,30}? that (?:will|would|is|makes|has|you|they)\b|"
    r"\bwho(?:'s| is) (?:going to|gonna) (?:eat|make|keep|feed|annoy|laugh|listen|drink|put up|save|cheer|entertain)\b|是不是人|你们?(?:还)?(?:是|算)(?:个)?人(?:吗|么|不)|有没有良心|要脸|几个意思|你(?:是|属)(?:猪|狗|魔鬼|小孩)|"
    r"\banything (?:new|fun|exciting|else|good|interesting|cool)\b|\b(?:lately|these days)\b|\blet me know (?:how|what you think)\b|\bhow did (?:it|that) go\b|\bdo you like (?:it|them|that)\b|\bi wonder\b|"
    r"\blet me know if (?:you|u|there|i can|anything|it)\b(?!.*\b(?:coming|can make|are in|free)\b)|(?:唔知|不知|不知道|不晓得|不清楚|不确定|不记得|忘了)[^\s?？]{0,8}(?:几|什么|哪|多少|怎么|是不是|有没有|谁)|(?:看看|看|试试|想想|不知道|不晓得|研究|考虑)(?:一下)?(?:能不能|是不是|有没有|可不可以|要不要|会不会)|"
    r"\bhow(?:'s| is| are|'re| r)? (?:it|things|you|u|ya|life|everyone|everything|your (?:day|week|weekend|morning|evening|night|holiday|trip|family)|the (?:family|fam|weather))\b(?: going| doing| been| today| feeling)?|\bhow(?:'ve| have) (?:you|u|things) been|\bhow (?:was|were) (?:your|the|it|ur)\b|\bhow do you (?:do|feel)\b"
    r"|\bwhat(?:'s| is|s) (?:up|new|happening|going on|good|cooking|the (?:matter|point|worst|big deal|plan then))\b|\bwhat(?:'re| are| r) (?:you|u|ya) (?:up to|doing|on about|like|saying)\b|\bwyd\b|\bsup\b|\bwbu\b|\bhbu\b|\b(?:what|how) about (?:you|u|yourself)\b|\band (?:you|u|yours)\b\W*$"
    r"|\b(?:right|yeah|yes|no|ok|okay|huh|eh|innit|really|seriously|what|why|who|when|where|true|deal|remember|see|you know|know what i mean|make sense|get it|agreed|isn't it|wasn't it|aren't (?:you|they|we)|don't you(?: think)?|doesn't it|didn't (?:you|we|it)|won't you|can't you)\W*\?"
    r"|^\W*(?:is|are|was|were|do|does|did|has|have|can|could|would|should)n't\b|\bcan (?:you|u) (?:believe|imagine)\b|\bguess (?:what|who)\b|\bwho (?:knows|cares|asked|am i kidding|needs|doesn't|does that|said|would have|even)\b|\bwhy (?:me|not|would|do i|am i|is it always|on earth|the hell)\b|\bwhat (?:the|a|could go wrong|can i say|can you do|else is new|was i thinking|would i do|do you mean|if)\b(?! (?:time|date|name|address|code|password|number|plan|price|score|wifi|deadline))"
    r"|\bhow (?:dare|hard can|could you|could i|can (?:you|they|anyone)|cool|cute|nice|great|awesome|lovely|come|about that|is that even|did (?:we|i) get)\b|\bam i (?:right|wrong|mad|crazy|the only)\b|\bare (?:you|u) (?:ok|okay|kidding|serious|sure|joking|mad|insane|alright|there|awake|now|up|well|excited|ready)\b|\byou (?:ok|okay|there|up|awake|alright)\b|\bdo (?:you|u) (?:know what i mean|ever|even|think|believe)\b|\bis (?:that|this|it) (?:so|you|a joke|even|real|just me|true)\b|\bhave (?:you|u) (?:ever|been (?:up to|doing|well|ok))\b|\bdid (?:you|u) (?:know|hear|have (?:a )?(?:good|nice|fun))\b"
    r"|吃(?:了|过)?(?:饭|晚饭|早饭|午饭|饱)?(?:了)?(?:吗|没|冇|未)|^\W*在(?:吗|嘛|不|干嘛|忙|么)|在干(?:嘛|啥|什么)|干(?:嘛|啥)呢|忙(?:吗|什么|啥|完)|睡(?:了|醒)?(?:吗|没|着)|醒了(?:吗|没)|起(?:床|来)了?(?:吗|没)|到家了?(?:吗|没)|下班了?(?:吗|没)|最近(?:怎么样|如何|咋样|好吗|点样)|还好(?:吗|么)|没事吧|身体(?:怎么样|好吗)|累(?:吗|不累)|冷不冷|[是对好行]吧|对不对|是不是(?:很|特别|太|有点|傻|疯|该)|不是吗|不好吗|不香吗|怎么可能|怎么会|怎么不|谁知道|谁不|谁要|谁信|谁还|凭什么|难道|何必|至于|有什么用|有啥用|怎么办|你说呢|懂(?:吗|不|了)|知道(?:吗|不)|听见|哪有|哪里有|哪敢|还用说|好不好看|你信(?:吗|不|她|他)|真的(?:吗|假的)|啥意思|什么意思|搞什么|什么鬼|为什么(?:要|会|总|老)|几岁了|能不能(?:别|不要|有点|安静|争气)|要不要(?:脸|命|这么|那么)|有没有搞错|可以吧|咋(?:样|了|办)|什么情况|你猜|犀利吧"
)
"""Small talk, and what expects no answer."""
NEVER_MIND = re.compile(
    r"\b(?:nvm|never ?mind|nevermind|forget it|found (?:it|them|one|him|her)|got it|sorted|figured it out|ignore (?:me|that)|no need|don't worry|solved|wrong chat|all good)\b|算了|不用了|找到了|搞定|解决了|没事了|唔使喇|知道了|发错"
)
"""The question is taken back, or was answered elsewhere."""
THANKS = re.compile(
    r"\b(?:thanks|thank you|thx|ty|cheers|ta|perfect|great|brilliant|amazing|legend|star|lifesaver|nice one|good to know|ah ok|oh ok)\b|谢|多谢|唔该晒|好的|收到|太好了|原来"
)
"""The asker takes an answer."""
ANSWER = re.compile(
    r"^\W*(?:@?\w+[, ]+)?(?:yes|yep|yeah|yup|ye|ya|no|nope|nah|sure|ok|okay|k|kk|me|mine|i|i'm|i'll|i've|im|ill|ive|here|it's|its|it|they|he|she|that|this|the|try|ask|done|on it|same|not|works|sounds|fine|good|great|count me|maybe|depends|dunno|idk|no idea|think|probably|of course|will do|sent|about|around|at|in|on|next|tomorrow|today|tonight|check|there|we|my|\d|👍|✅|👌|🙋|✋)"
    r"|^\W*(?:我|有|没|冇|好|可以|行|得|是|对|不|唔|在|系|嗯|收到|来了|给你|发|明天|今天|下|周|应该|好像|大概|你|问|那|这|就|早|能|会|要|ok|\d|[一二两三四五六七八九十])"
)
"""How answers begin."""
PLAIN_ANSWER = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|no|nope|nah|sure|ok|okay|of course|will do|on it|done|有|没有|冇|可以|好|好的|好嘞|行|对|是的|嗯|来了|收到|不行|不能)(?:\W|$)"
)
"""An answer however long it goes on."""
ADVERT = re.compile(
    r"加v|加微|扫码|http|【|转发|fwd|forwarded|click|discount|限时|优惠|investment|platform|紧急通知", re.I
)
"""What comes from strangers and goes to everybody."""
MAYBE = Rarely(
    r"([\u4e00-\u9fff])[不唔]\1|\b(?:whats|wheres|whens|hows|whos)\b|\bremind me\b|不\W*$|有空|得空|不忙|\bneed your\b|waiting (?:on|for)|[?？]|\b(?:can|could|would|will|does|do|did|has|have|is|are|was|were|anyone|anybody|who|what|when|where|which|how|please|pls|plz|let me know|any|send|text|forward|email|cld|should|shall)\b"
    r"|[吗咩谁几哪请帮]|什么|多少|怎么|麻烦|拜托|唔该|有冇|有没有|能不能|可不可以|是不是|要不要|没\W*$|边|几时|系咪|记得|尽快|发我|转我|方便"
)
"""What a message that asks has."""
