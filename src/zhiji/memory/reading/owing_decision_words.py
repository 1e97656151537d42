"""How people say that something is settled; matched on folded text. What is settled stands in `what`, else it is the whole."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from zhiji.memory.reading.rarely import Rarely

Ground = Literal["said", "group", "choice", "event", "own", "boss", "notice", "dated"]
"""What makes it a decision: its own words; a group that speaks of itself; a choice that was open; an event's new day;
a person's own mind made up; the word of whoever has the say; a notice to everybody; what is told with its day."""


class Form(NamedTuple):
    """A way to settle something."""

    ground: Ground
    pattern: Rarely


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
    ("said", rf"(?:^|[.!] |\b(?:so|ok|right|and|all|it's|that's|we're),? )(?:all )?(?:agreed|decided|settled|resolved|final|approved)(?: then| by all| unanimously)?(?::| -) ?{_REST}"),
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
    ("said", rf"(?:投票|表决|全票|高票)(?:的)?(?:结果)?(?:结束|完了|通过|当选|出来了?|截止|完毕|结果)(?:了)?(?!吧)[\s,，：:是]*{_ZREST}"),
    ("said", r"(?:^|(?<=[。！!？?\n,，]))(?P<what>[^。！!？?\n]{2,40}?)[\s,，]*(?:(?:那)?(?:就)?(?:这么|这样|咁)(?:说)?定(?:了|啦|咗|喇|下来)|不再讨论|不用再讨论|别再?争了|不用再议|拍板了|板上钉钉|就咁话|(?<=[\s,，])不改了|定死了|(?<=[\s,，])(?:说定|讲定|定好|约好|讲好|谈妥|谈好|定)了(?=$|[\s,，。!！])|(?:大家|都|咱)说好了?(?:啊|哈|的)(?=$|[\s,，。!！])|(?:我们|咱)商量好了(?=$|[\s,，。!！]))"),
    ("own", r"(?:^|(?<=[。！!？?\n]))(?P<what>[^。！!？?\n]{1,40}?)[\s,，]*(?:我)?(?:都|已经|也)?(?:[跟和同][^\s,，我]{1,4}|[^\s,，。]{1,4}[跟和同]我)(?:都|也|已经)?(?:商量|谈|说|沟通|讲)(?:好|妥|定|过)(?:了|啦)(?=$|[\s,，。!！])"),
    ("own", r"(?:^|[\s,，。!！])(?:我|俺|额)?(?:都|也|已经|真的)?(?:想好|想通|想清楚|想明白|考虑好|考虑清楚|决定好|打定主意|拿定主意)(?:了|啦|喇)(?!吗|没|再|就|告诉|么)[\s,，：:]*(?P<what>[^。！!？?\n]{2,60})"),
    ("own", r"(?:^|[\s,，。!！])(?:我|俺|额)(?:最后|最终|终于|已经|还是|这次|跟[^\s]{1,4}商量后)*(?:决定|定了)(?:了|要|是)?[\s,，]*(?P<what>(?:不|去|接|辞|留|换|考|搬|回|跳槽|转|报|读|放弃|退|签|离|开[店公工]|买[房车]|卖[房车]|结婚|分手|生)[^。！!？?\n]{1,50})"),
    ("own", r"(?P<what>(?P<same>[^\s,，。！!？?]{0,3}?[\d一二两三四五六七八九十百千万初号周月点块][^\s,，。！!？?]{0,3}?)就(?P=same)(?:吧|呗|嘛|啦|咯)?(?:[\s,，]+[^。！!？?\n]{2,20})?)"),
    ("notice", r"(?:^|(?<=[。！!\n]))\W*(?:重要|紧急)?(?:通知|公告|周知)(?:一下|大家|各位)*[\s:：,，】]+(?P<what>[^。！!？?\n]{4,60})"),
    ("notice", r"^\W*(?:各位|亲爱的)(?:的)?(?:家长|同学|同事|业主|邻居|老师|队员|队友|会员|小伙伴|伙伴|住户|租客|学员)[^,，。!！\s]{0,6}[,，。!！\s:：]+(?P<what>[^。！!？?\n]{4,60})"),
    ("said", r"(?:^|[\s,，。])经(?:过)?(?:大家|我们|会议|班委|业委会|管委会|领导|家委会|群里|多方|上级)?(?:讨论|研究|商议|协商|商量|表决|投票|同意|批准)(?:后)?(?:决定|通过|一致同意)?[\s,，:：]*(?P<what>[^。！!？?\n]{3,60})"),
    ("boss", r"(?P<boss>老板|老细|老闆|领导|客户|甲方|学校|公司|总部|房东|教练|组长|经理|校长|院里|系里|单位|物业|村里|居委会|导师|主任|总监|班主任)(?:那边|他们|刚|刚刚|刚才|今天|昨天|已经|也|都|最后|终于|正式|\s)*(?:决定|拍板|敲定|定了|确认|通过|批了|批准|同意|点头|松口|confirm|approve|decide)(?:ed|d|s)?(?:了|说|的是)?[\s,，:：]*(?!再|后|以后|就|才|没|吗)(?P<what>[^。！!？?\n]{2,60})"),
    ("event", r"(?P<what>[^\s,，。！!？?]{0,12}(?<!我)(?:改到|改成|改在|改为|改至|改|挪到|换到|推到|延到|延期到|延后到|提前到|推迟到|顺延到|移到|调到|调整到)(?:下|这|本|周|星期|礼拜|初|正月|腊月|\d|[一二三四五六七八九十]|明|后天|月底|早上|下午|晚上)(?![^。！!？?\n,，]{0,4}[说聊谈讲])[^。！!？?\n,，]{0,24})"),
    ("event", r"(?P<what>(?:[^。！!？?\n,，]{0,18}?)(?<!航班)(?<!订单)(?<!高铁)(?<!火车)(?<!会员)(?<!预约)(?<!闹钟)(?:停一[次周天回]|取消(?:一次)?|暂停(?:一[次周天])?|休息一[次周天]|停训|不训练|休战)(?:了|哈|啊)?)(?=$|[\s,，。!！])"),
    ("choice", r"^(?:好的?|行|ok|okay|嗯|得|成)?[\s,，]*(?P<what>那就(?![这那好是行说看等不样咁])[^\s。！!？?吗呢吧]{1,10}[\s,，]+\d{1,2}[月号日.][^。！!？?\n我]{0,16})"),
    ("choice", r"^\W*(?P<what>[^\s,，。！!？?我你]{1,8})[\s,，]*(?:可以|行|ok|okay|没问题|冇问题|成|得|定了)(?:[!！。啊呀的哈]*)$"),
    ("own", r"\bi(?:'ve| have|ve) (?:finally |now |just |pretty much |definitely )*(?:decided(?: that)?|made up my mind|resolved)(?::|,| -| \W)? ?(?P<what>(?:to|not to|on|against|i'm|i'll|it's|i won't|i am|we're) (?!(?:make|take a|take my|try|check|cook|bake|go for|go to|grab|relax|rest|start|get my|give my|spend|go see|reward|go to bed|bed|have another|stay in|treat|wear|watch|order|nap|eat|drink|ignore|blame|love|hate|forgive|be a|become a|marry|adopt you|like|live in (?:my|the) )\b)[^.!?\n]{3,100})"),
    ("own", r"\b(?P<what>it'?s an? (?:no|yes|hard no|definite (?:no|yes)|firm (?:no|yes)|big yes|big no)\b(?! brainer|-brainer)[^.!?,;\n]{0,60})"),
    ("own", r"\bi(?:'ve| have|ve|'m|m| am)? (?:decided to |going to |gonna |just |officially |finally )*(?P<what>(?:accepted|accepting|accept|turned down|turning down|turn down|declined|declining|decline|taking|rejected) (?:the|their|that|his|her) (?:[\w-]+ ){0,2}(?:offer|job|role|position|promotion|transfer|contract|scholarship|place)\b[^.!?\n]{0,50})"),
    ("group", rf"(?:^|[.!] |, )\W*(?:so |ok |right )?(?:decided|settled|voted|agreed) (?:on|to|against|not to|for|that) {_REST}"),
    ("group", rf"\bwe(?:'ve| have)?(?: all| both| now| finally| just| also)* {_SETTLED} (?=no\b|nobody|everyone|it's|we're|we'll|the\b|only|each|every|there)(?!the best|the most|the case){_REST}"),
    ("group", rf"\bwe(?:'ve| have)?(?: all| both| now| finally| just| also)* {_SETTLED} (?:in|at|during) (?:the )?[\w-]+(?: [\w-]+)? (?:that )?(?=we|it|no|the|to|on){_REST}"),
    ("group", rf"\bwe(?:'ve| have) (?:all |both |now |finally |just |also )*(?:gone for(?! an? (?:\w+ )?(?:walk|run|drink|swim|coffee|meal|bite|drive|wander|stroll|nap|ride|pint))|gone with|picked(?! up| him| her| them)|chosen(?! to be)|plumped for|opted for|landed on|ruled out|said yes to|signed off on|scrapped|cancelled|canceled|postponed) {_REST}"),
    ("group", rf"\bwe(?:'re| are) (?:all )?(?:now )?(?:skipping|cancelling|canceling|postponing|calling off|bringing forward|doing away with|ruling out|getting rid of|going back to|no longer|not bothering with|capping|limiting|splitting|renaming|relocating) (?!ahead|along|through|lunch|breakfast|dinner|work|town|home){_REST}"),
    ("group", r"(?:^|[.!] )\W*(?:(?:ok|right|so|hey|hi|all|guys|folks|everyone|quick)\W+){0,3}(?:update|sorted|change of plans?|new plan|plan b|amendment|correction to the plan)\b\W+(?:so )?(?P<what>(?:it'?s|we're|we are|were|now|the|moving|moved|no)\b[^.!?\n]{3,100})"),
    ("said", rf"\b(?:new|house|group|club|office|team) (?:rule|policy|arrangement)(?:s)?(?::| is(?: that)?| -) ?{_REST}"),
    ("group", r"\bfrom now on,? (?P<what>(?:we|everyone|everybody|nobody|no one|whoever|only|all|each|no|the|meetings?|training|practice|orders?)\b[^.!?\n]{3,100})"),
    ("group", rf"\b(?:lock(?:ed|ing) (?:it )?in|pencil removed|it's locked)(?::| for| -|,) {_REST}"),
    ("group", r"(?P<what>\b[^.!?,\n]{3,60}?) (?:has been |have been |is |was |got |just got )(?:now )?(?:approved|signed off|given the (?:go-ahead|green light)|green-?lit|ratified|voted (?:through|down|in|out))\b"),
    ("boss", rf"(?:^|[.!,;] |\b(?:so|ok|and|that|but|our|my|the) )(?P<boss>boss|manager|landlord|landlady|council|school|head|headteacher|coach|committee|board|hq|head office|management|client|company|director|partners|owners?|ceo|principal|vicar|judge|department|agency)(?:'s| has| have| just| finally| also| all)* (?:decided|ruled|approved|vetoed|scrapped|signed off|green-?lit|agreed to|said (?:yes|no) to|voted to|opted)(?! to (?:wear|bring|sing|dance|retire|join|eat|buy|get|have|be)\b)(?: to| on| that| for| against)? {_REST}"),
    ("event", rf"(?P<what>\b(?:the |our |this \w+'s |next \w+'s |\w+'s )?(?:[\w-]+ )?{_EVENT}(?:'s| is| has been| are)(?: now)? (?:off|cancelled|canceled|called off|postponed|on hold|scrapped)\b[^.!?\n]{{0,50}})"),
    ("event", rf"(?:^|[.!,] |\bso |\bthere's |\bthere is )(?P<what>no {_EVENT} (?:on |this |next |tomorrow|tonight|for the|in |until |over )[^.!?\n]{{2,50}})"),
    ("choice", r"^\W*(?:(?:ok|okay|right|alright|fine|great|cool|perfect|so|well|yes|lovely|good)\W+){0,3}(?P<what>(?!(?:it|what|how|as|here|there|this|that|where|like|whatever|who|why|when|because|if|maybe|i|so|yes|yeah|no|sure|well|really|good|same|love|hope|think|know)\b)[^,.!?\n]{2,40} it is, [^.!?\n]{2,60})"),
    ("said", rf"(?:那)?就(?:这么|这样|咁)(?:说)?定(?:了|啦|咗|喇|下来)[\s,，：:]+{_ZREST}"),
    ("said", rf"(?:大家|全家|全班|全体|家委会?|多数(?:人)?|一致|群里|会上|开会|老板|领导|业主)(?:都|已经|刚|最后|也|已)*(?:一致)?(?:同意|通过|决定|定了|定下来?|拍板|敲定|商量好|说好|表决)(?:了|是)?[\s,，：:]*(?!再|了|啊|哈|吧|呀|哦|的)(?!\s){_ZREST}"),
    ("group", rf"(?:我们|咱们?|我哋)(?:几个|仨|俩|全家|组|班|家)?(?:已经|最后|最终|一致|商量|讨论|都|刚|了|后|完)*(?:决定|定了|商量好了?|说好了?)(?:了|要|是)?[\s,，：:]*{_ZREST}"),
    ("group", rf"(?:最终|最后|终于)(?:还是)?(?:决定|敲定|定了|选了|定为|定在|定下)(?:了|来|是)?[\s,，：:]*{_ZREST}"),
    ("group", r"(?P<what>(?:以后|今后|从[^\s,，。]{1,6}[起始]|即日起)[^。！!？?\n,，]{0,14}(?:统一|一律|全部|改成|改为|改用|实行|不再|取消|只|都|每)[^。！!？?\n]{1,30})"),
    ("group", r"(?P<what>[^\s,，。！!？?]{1,14}(?:敲定|定为|定名)(?:了|为|在)?[^。！!？?\n,，]{1,20})"),
    ("group", r"(?P<what>(?:[^\s,，。！!？?]{2,10}(?:用|选|走|按)(?:方案|版本|选项|第)[^\s,，。！!？?]{1,10}))"),
    ("event", rf"(?P<what>[^\s,，。！!？?]{{0,8}}{_ZEVENT}(?:的时间|时间|日期|地点)?(?:就|还是|改|都|已经|正式|先)*(?:定|改|挪|推迟|提前|延)(?:在|于|到|成|为|了|至)*[\s：:]?[^。！!？?\n,，]{{2,24}})"),
    ("said", r"(?:^|(?<=[.!?\n:]))\s*(?P<what>[^.!?\n]{4,80}?),? (?:and )?(?:(?:it's|that's|it is|that is|its|thats) (?:all |now )?|(?<=, ))(?:settled|decided|final|agreed)\b(?: then)?(?=\W|$)"),
    ("said", r"(?:^|(?<=[.!?\n:]))\s*(?P<what>[^.!?\n]{4,80}?), we (?:all |just )?(?:voted|agreed|decided)\b(?=\W*$)"),
    ("said", rf"\b(?:vote|poll|ballot) (?:done|closed|over|finished)\W+{_REST}"),
    ("said", rf"\b(?:agreed|settled|sorted) with [a-z]+(?: and [a-z]+)?: {_REST}"),
    ("said", rf"\bfinal (?:answer|call|verdict|word)(?: (?!is)[^:.?]{{1,30}})?(?:: | is ){_REST}"),
    ("said", rf"(?:会上|开会|家长会|业主群|例会|大会)(?:定的|说定|决定的?|通过的?|定了)[\s,，：:]*{_ZREST}"),
    ("group", rf"(?:^|[\s,，])决定(?:了|喇|咗|啦|好了)[啊哈哦呀喔]?[\s,，：:!！]+{_ZREST}"),
    ("group", rf"(?:^|[\s,，])(?:那就|那|就)定(?:了|喇|咗|啦|好了)[啊哈哦呀喔]?[\s,，：:!！]+(?!吗|没){_ZREST}"),
    ("choice", r"^\W*(?:(?:ok|okay|right|so)\W+)?(?P<what>(?:i'm |i am )?(?:going|gone|went) with (?:the |a )?(?!my|him|her|them|you|us|friends|it\b|that\b|this\b|flow|mum|dad|a friend|family)[a-z-]+(?: (?!to\b|on\b|and\b)[a-z-]+){0,3})(?= for|,|$| then|;| -)"),
    ("choice", r"^\W*(?:好的?|行|ok|okay|嗯|得|成)[\s,，]*(?P<what>(?:那)?(?:就)(?![这那是好行说看等不样去来到咁])[^\s。！!？?吗呢吧]{1,10})$"),
    ("choice", r"(?P<what>(?:那|咁)(?:就|我们就|咱就|大家就|还是)+(?:先)?(?:定|选|买|用|按|续|换|租|改|留|保留|沿用|走)[^。！!？?\n吗呢]{1,30})(?<!吧)$"),
    ("choice", r"(?P<what>(?:那|咁)(?:就)?(?:都)?(?:唔|不)(?:养|买|换|租|办|搞|续|改|装|订|报|卖|收|用|请|定)[^。！!？?\n]{0,16}(?<!吧))$"),
    ("choice", r"(?P<what>(?:那|那就|咁|好吧|行吧|还是|就)*算(?:了|数)[\s,，]*(?:那)?(?:就)?(?:都)?(?:唔|不)(?!说|聊|管|想|提|看|玩|等|问|理|讲|跟|用|知|是|会|急|行|好|能)[^\s。！!？?\n,，]{1,14})"),
    ("own", r"(?P<what>(?:今年|这次|这回|明年|婚礼|满月|生日|寿宴)[^\s,，。]{0,4}不(?:办|摆|请|搞|操办|大办)(?:酒席|酒|席|客|宴|婚礼|了)[^。！!？?\n,，]{0,20})"),
    ("own", r"\b(?P<what>(?:happy|glad|delighted) to (?:renew|extend|proceed|sign up|accept|(?:stay|carry on|continue|go ahead)(?=[^.!?\n]{0,20}(?:another|longer|year|months|at [£$€]?\d|same (?:terms|rent|price))))\b[^.!?\n]{0,60})"),
    ("event", r"\b(?:for (?:sure|definite)|it's on|we're on|all on)\W{1,3}(?P<what>[^.!?\n]{3,80})"),
    ("own", r"\b(?:assignments?|rota|roster|line-?up|seating|shifts|running order)(?: (?:for|this|next) [^:]{2,30})?(?: is)?: ?(?P<what>(?! ?(?:i|it|we|what|who)\b)[^.!?\n]{3,100})"),
    ("own", r"^\W*(?:行|好|成|可以|得|ok|okay|fine|deal|done|agreed|alright|go on then)(?:吧|啦|嘞|的)?(?:[,，\s]+[^\d。！!？?\n]{1,10})?[。.!！,，\s]+(?P<what>(?P<sum>[£$€]?[\d一二两三四五六七八九十百千万]{2,}(?:\.\d+)?(?:块|元)?)(?=$|[\s,，。!！])[^！!？?\n]{0,30})"),
    ("own", r"(?:^|[。！!\n]|[\s,，])(?:我)?(?:都|已经|也|刚)?[跟和同](?!你)[^\s,，我]{1,4}(?:都|也|已经|刚|又)?(?:商量|谈|说|沟通)(?:好|妥|定|过)?(?:了|啦)[\s,，：:]+(?P<what>[^。！!？?\n]{2,50})"),
    ("group", r"(?P<what>[^\s,，。！!？?]{0,8}(?:地点|场地|集合点|地方|见面地)(?:还是)?(?:改|换|定|挪|选)(?:到|在|成|为|了)+[^。！!？?\n,，]{2,24})"),
    ("event", r"\b(?:as of|from|starting) (?P<what>(?:now on|today|next \w+|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the \d+\w\w(?: of \w+)?),? (?!i\b|he\b|she\b|you\b|my\b)[a-z]+(?: [a-z]+)? (?:is|are|will be|moves?|starts?|runs?|costs?|goes?|becomes?|happens?)\b[^.!?\n]{2,80})"),
    ("group", r"(?:^|(?<=[.!?\n:]))\s*(?P<what>(?!i\b|i'|he\b|she\b)[^.!?\n]{4,80}?),? (?:we've |we )(?:all |just )?(?:decided|agreed|voted)(?: on it| last night| it)?(?=\W*$)"),
    ("own", r"(?:^|(?<=[.!?\n:]))\s*(?P<what>i(?:'m|'ll| am| won't)[^.!?\n]{4,80}?), (?:i've |i )?decided(?: last night| it| that)?(?=\W*$)"),
    ("group", rf"\b(?:the )?(?:name|date|venue|theme|place|time|menu|colou?r|hall|line-?up|location)(?:'s| is| are)? (?:now |all |finally )?(?:settled|decided|sorted|final|fixed|locked in|chosen|agreed)(?: on)?[,: -]+{_REST}"),
    ("event", rf"(?P<what>\b(?:the |our )?(?:[\w-]+ )?{_EVENT}(?:'s been moved|'s moved|'s been pushed| is going ahead| goes ahead|'s going ahead)[^.!?\n]{{2,60}})"),
    ("group", rf"\bgoing forward,? (?!i\b|i'|you\b|he\b|she\b|with\b){_REST}"),
    ("group", r"\b(?P<what>(?:subs|fees?|prices?|rent|dues|membership|tickets?|rates?) (?:go|goes|going|are going|is going|will go) (?:up|down) (?:to|by) [£$€]?\d[^.!?\n]{0,40})"),
    ("own", r"\b(?P<what>that's a (?:no|yes|firm no) (?:to|on) [^.!?\n]{2,50})"),
    ("own", r"(?:^|(?<=[。！!\n]))(?P<what>[^。！!？?\n]{3,40}?)[\s,，]+(?:我)?[跟和同][^\s,，我]{1,4}(?:商量|谈|说)(?:好|过|妥)(?=$)"),
    ("said", r"(?P<what>[^\s,，。！!？?]{0,8}(?:名字|节目|日子|时间|地点|方案|题目|人选|菜单|路线|主题)(?:已经|都|也)?定(?:了|好了|下来了)[\s,，：:]+[^。！!？?\n]{2,40})"),
    ("choice", r"(?:^|[\s,，])(?P<what>(?:那)?就定(?!了|下|好|在)[^。！!？?\n吗呢]{2,20})"),
    ("group", r"(?P<what>不[^\s,，。]{1,8}了[\s,，]*改(?:去|成|为|吃|看|用|走|坐|住|买)[^\s,，。！!？?]{1,12})"),
    ("group", r"(?P<what>[^\s,，。]{0,4}(?:名|名字|口号|主题|logo)(?:就)?改(?:成|为|叫)[^\s,，。！!？?]{2,14})"),
    ("boss", r"(?P<boss>店里|厂里|老师|幼儿园|街道|村委会?|队里|学校|公司|物业|房东|社区)(?:刚|已经|正式)*(?:决定|通知)(?:了|说)?[\s,，:：]*(?P<what>[^。！!？?\n]{3,50})"),
    ("own", r"(?P<what>[^\s,，。]{0,8}(?:从)?(?:下个?[月周]|下礼拜|明年|年后|[一二三四五六七八九十\d]+月)(?:起|开始|份)?[^\s,，。]{0,6}(?:涨|降|调)(?:到|为|了|价)?[\d一二两三四五六七八九十百千]+(?:块|元|毛|百|千|成|%)[^\s,，。！!？?]{0,4})"),
    ("dated", r"\b(?P<what>(?:the|our|your) (?!table|alarm|timer|scene|film|book|story|oven|stage|bar|tone|novel|show|tv|clock|heating)(?:[\w'-]+ ){1,3}(?:is|are|has been|'s)(?: now| all| finally)? (?:settled|fixed|confirmed|set|agreed|scheduled)\b(?: for)?:? [^.!?\n]{3,80})"),
    ("dated", r"\bwe(?:'ve| have)(?: now)? (?:had to |decided to |agreed to )?(?P<what>(?:shift|move|push|reschedule|bring|postpone|swap|delay)(?:d|ed)? (?!house|home|in\b|out\b)(?:[\w'-]+ ){1,4}?(?:back |forward )?(?:to|until|till|til) (?:the \d|\d|next|tomorrow|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|noon|the (?:following|week|end|new|afternoon|morning|evening))[^.!?\n]{1,60})"),
    ("event", r"\bwe(?:'re| are) (?P<what>(?:all )?booked (?:in )?(?:for |on |at )?(?!out\b|solid\b|up\b)[^.!?\n]{4,60})"),
    ("group", r"(?:^|[.!,] )(?P<what>(?!i\b|i'|he\b|she\b|you\b|they\b|my\b|it\b|that\b|im\b|this\b|life\b|just\b|only\b|maybe\b|me\b|no\b)[a-z][^.!?,\n]{6,60} from now on\b(?! for me)[^.!?\n]{0,40})"),
    ("event", r"(?:^|[.!,] |\banyway )(?P<what>new [a-z]+(?: [a-z]+)? (?:from|as of|starting) (?:tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next \w+|the \d+\w\w)[^.!?\n]{0,60})"),
    ("boss", r"\b(?P<boss>owners?|landlord|landlady|agency|council|school|gym|club|company|management|boss|housing association)(?:'s| is| are| have| has)? (?P<what>(?:putting|put|raising|raised|increasing|increased|upping|upped|cutting|dropping|lowering) (?:the |your |our |my )?(?:rent|prices?|fees?|dues|subs|wages|rate|rates) (?:up |down )?(?:to|by) [^.!?\n]{2,60})"),
    ("own", r"\bi(?:'ve|ve| have)? (?P<what>said (?:yes|no|yeah) (?:to (?:the|their|that|his|her) (?:\w+ )?(?:offer|job|role|place|promotion|transfer|proposal|contract)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|this morning|today)\b[^.!?\n]{0,40})"),
    ("own", r"(?:^|[.!] )\W*(?:(?:ok|okay|yes|right|great|perfect|fine|good|grand|lovely)\W+)?(?P<what>(?:let us|let's|lets|please|pls|happy for you to|you can|do)? ?go ahead(?: with [^.!?\n]{2,40}| please)?)(?=\W*$|[.!])"),
    ("group", r"(?P<what>(?:改到|改在|改去|换到|换成|挪到|搬到)[^\s,，。！!？?]{2,16}[\s,，]*(?:时间|日期|集合时间|其他|其它|人数|地点)(?:都)?不变)"),
    ("own", r"(?:^|[\s,，。!！])我(?:已经|终于|最终)?决定(?:好)?了[啊哈]?[\s,，：:!！]+(?!.{0,12}(?:减肥|早睡|戒|熬夜|好好学|健身|运动|做人|重新|摆烂|躺平|努力|发财|不活))(?P<what>[^。！!？?\n]{3,50})"),
    ("said", r"(?P<what>[^\s,，。！!？?]{2,14}(?:可以|不错|没问题|ok|okay|挺好|最好)[\s,，]+(?:那)?就(?:用|选|按|要|走|定)(?:它|那|这|第)[^\s,，。！!？?吧吗]{0,8})"),
)  # fmt: skip
FORMS = tuple(
    Form(ground, Rarely(pattern)) for ground, pattern in sorted(_PATTERNS, key=lambda one: one[0] != "boss")
)

CHOICE = Rarely(
    r"[?？]|投票|要不要|不如|还是|怎么样|咋想|咋办|哪个|哪家|行不行|好不好|得唔得|提议|建议|方案|\bshall we|\bshould we|what about|how about|\bor\b|\bvot|which|\bsuggest|\bpropos|what if|we could"
)
"""That something was open to choose before."""
NOT_SETTLED = Rarely(
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
MAYBE = Rarely(
    r"\bgo ahead\b|\bsaid (?:yes|no|yeah)\b|不变|settled|booked|\b(?:put|putt|rais|increas|upp|cutt?|dropp|lower)(?:ing|ed)?\b|\bset\b|going (?:ahead|forward)|\bgoe?s? (?:up|down)\b|that's a (?:no|yes|firm)|推|延|涨|降|调|\bskipping|cancel|postpon|called off|update|change of plan|new plan|\brule\b|\bpolicy\b|made up my mind|it'?s an? (?:no|yes|hard|def|firm|big)|\baccept|turn(?:ed|ing)? down|declin|lock(?:ed|ing)|signed off|\bapprov|vetoed|\bruled\b|\bno [a-z]|想好|想通|想清楚|想明白|考虑|主意|商量|谈妥|说妥|通知|公告|各位|亲爱的|经过?.{0,5}[讨研商协表投批]|confirm|批|^\W*(?:行吧|好吧|行|好|成|得|fine|deal|done|alright)\b|rota|roster|assignment|line-?up|seating|running order|happy to|glad to|delighted|for sure|for definite|不[办摆请搞操大]|拍板|点头|松口|改|换到|停|暂停|取消|不打了|不练了|可以|没问题|^.{1,8}行|\bfinal\b|ballot|\b(?:going|gone|went) with\b|最[后终]|终于|会上|开会|不改了|就|decision|decided|agreed|settled|resolved|approved|\bvote|\bpoll\b|majority|motion|committee|minutes|outcome|recap|upshot|summary|action points|\bwe(?:'re|'ll|'ve)?\b|\bit is\b|\blet'?s\b|\bthen\b|"
    r"\b(?:stays|remains|staying|moves|moved|moving|shifts|shifted|changes|changed|pushed|brought|rescheduled|confirmed|fixed|is now|is set)\b|\bas of\b|\bstarting\b|\bfrom\b"
    r"|决定|结论|决议|投票|表决|定|不再讨论|别争|拍板|同意|通过|商量好|说好|敲|统一|一律|改[到成为用在]|用方案|选方案|那就|咁就|算了|算数|那不|那都不|即日起|以后|挪|推迟|提前|选了?第|用第|按方案"
)
"""What a message that settles something has."""
