"""The words by which questions seek advice, ask what is on, who waits, what was promised: families of words, not sentences.

They are looked for in a question as it is and in its folded form (`language.cantonese`), so simplified characters do.
"""

from __future__ import annotations

_ONE_OF = r"(?:who|whom|anyone|anybody|someone|somebody|everyone|people|ppl|messages?|texts?|what|which)"
_NOT_PAST = r"^(?!.*\b(?:how much|how many|how long|when|who|whose|why|did|gave|given|cost|paid|was|were)\b)"

WANTED_BY = (  # asks what somebody waits for: there has to be somebody
    r"\bwhat\b.{0,25}\b(?:want|need|ask|expect|require)(?:s|ed)? (?:\w+ )?(?:from|of) me\b|\b(?:did|have) i (?:ever |already |yet )*(?:get|got(?:ten)?|g[eo]t|reply|replied|respond(?:ed)?|answer(?:ed)?|wr\w+) (?:back )?to\b"
    r"|(?:找|要|等|问)我(?:干|做|要)?(?:什么|啥)|我(?:有没有|回没)回"
)
WAITING = (
    rf"{WANTED_BY}|\bwho\b.{{0,15}}\b(?:needs?|wants?|expect\w*|await\w*)\b.{{0,25}}\bfrom me\b|"
    r"\bwho(?:m| all)? (?:haven't|have not|have|didn't|did) i (?:still )?(?:not )?(?:yet )?(?:repl\w+|answer\w*|respond\w*|g[eo]t\w* back|written? back|forg\w+)"
    r"|\bwho (?:still )?(?:hasn't|has not|haven't|didn't|did not|never) (?:yet )?(?:repl\w+|answer\w*|respond\w*|g[eo]t\w* back|written? back|written|texted)"
    r"|[没不](?:有)?回(?:复)?我|我(?:还)?在?等(?:着)?(?:谁|哪)|"
    r"\bwait(?:ing|s)? to hear\b|\bhear(?:ing)? (?:back )?from me\b|\b(?:left|leav\w+|keep\w*|kept) (?:\w+ ){0,2}(?:hanging|on read|waiting|unanswered)\b"
    r"|\bloose ends\b|\bghost(?:ed|ing)\b|\bchasing me\b|\bnagging me\b|\bafter me for\b"
    rf"|\b{_ONE_OF}\b.{{0,40}}\b(?:still |i )?(?:needs?|wants?|expects?|requires?|awaits?|is due|are due)\b.{{0,20}}\b(?:reply|answer|response|word) from me\b"
    rf"|\b{_ONE_OF}\b.{{0,30}}\b(?:do|should|must|can|have|shall) i\b.{{0,25}}\b(?:reply|respond|answer|get back|write back|text back|call back|ring back)\b"
    rf"|\b{_ONE_OF}\b.{{0,10}}\bi (?:still )?(?:need|have|ought|should|must|forgot|owe)\b.{{0,12}}\b(?:reply|respond|answer|get back|write back|text back|call back)\b"
    r"|\b(?:do|should|must) i (?:still )?(?:need|have)? ?(?:to )?(?:reply|respond|answer|get back) to (?:anyone|anybody|someone|people)\b"
    r"|\b(?:is|are) (?:anyone|anybody|\w+) (?:still )?(?:waiting|expecting)\b.{0,25}\b(?:me|my)\b"
    r"|谁.{0,8}等着?我|等着?我(?:的)?(?:回|答|复|消息|确认|信|话)|催(?:着|过|了)?我|[还都]没(?:有)?(?:回(?![我家来去国到])|答复)(?:复|过|信|谁|别人|人家|他|她|的|哪)"
    r"|欠.{0,6}(?:回复|回信|回音)|漏(?:掉|了)?回|忘(?:了|记)?回(?![家来去国我])|(?:要|该|得|需要|应该)回(?:复)?(?:谁|的|哪)|晾(?:着|了)|没搭理|谁.{0,4}(?:还)?在?找我"
)
PROMISES = (
    r"\bwhat\b.{0,15}\bi(?:'d| would| was going to| said i'?d) (?!said|told|been|had|written|like|love)\w+\b.{0,30}\b(?:for|to|with)\b|"
    r"\bwhat (?:did|have|had) i (?:\w+ )?(?:say|said|tell|told|agree[d]?|commit(?:ted)?|offer(?:ed)?|sw[eo]re|vow(?:ed)?|pledge[d]?)\b.{0,40}\b(?:i'?d|i would|i'?ll|i will|to do|to bring|to send|to get|to help)\b"
    r"|\b(?:what|anything|something|stuff|things?)\b.{0,20}\b(?:did|have|do|i'?ve|that) ?i? (?:still )?(?:promised?|commit(?:ted)?|owe)\b"
    r"|\bmy (?:commitments|word)\b|\b(?:did|have) i (?:ever )?(?:commit|give my word|say i'?d)\b"
    r"|\bwhat am i (?:still )?(?:supposed|meant|expected) to (?:do|send|get|give|bring back) .{0,4}\bfor\b"
    r"|我.{0,8}(?:应承|许下|保证|发誓|承诺|答应)|说过?(?:我)?(?:会|要)(?:给|帮|替)|我.{0,6}说好.{0,4}(?:要|给|帮)"
)
FREE = (
    r"\b(?:am|are|will|would) (?:i|we) (?:be )?(?:\w+ )?(?:free|busy|available|booked|tied up|around|occupied|double[- ]booked|doing (?:anything|something|smth|sth))\b"
    r"|\b(?:do|have|did|got) (?:i|we) (?:already |still |have |got )*(?:anything|something|smth|sth|a clash)\b"
    r"|\b(?:anything|something|smth|sth|nothing)\b.{0,12}\b(?:on|happening|scheduled|planned|booked|going on|lined up|in (?:my|the) (?:diary|calendar))\b"
    r"|\bis there (?:anything|something|smth|sth)\b|\bor is there\b"
    r"|\bwhat(?:'?s| is| do i have| have i got| do we have| have we got)? ?(?:on|up|lined up|scheduled|booked|in my diary|in the diary|ahead)\b"
    r"|\b(?:is|are) .{1,40}\b(?:free|ok|okay|clear|open|taken|good|busy)\b|\bany (?:clash(?:es)?|conflicts?)\b|\bcan i (?:make|do|fit|meet)\b"
    r"|\bmy (?:day|week|weekend|diary|agenda|week ?end)\b|\bdiary\b|\bfree (?:on|this|next|tomorrow|tonight|at)\b"
    r"|有空|得空|空不空|空闲|空着|有时间|有没有时间|忙不忙|忙[吗么]|被?占(?:了|用|着|掉)|排(?:满|了)(?:什么|啥|没)?|有(?:没有)?(?:什么|啥|没有|别的|其他)?(?:安排|计划|事(?!实)|活动|约(?!定))"
    r"|约了(?:谁|人|什么|没)|要(?:干|做)(?:什么|啥|嘛)|撞(?:期|车)|日程|行程|安排了?(?:什么|啥|没有|吗)|走得开|抽得出"
)
_TALK = r"(?:talk|chat|speak|ask|discuss|catch up|bring up|mention|raise|say)"
CHOICE = (
    r"\bideas?\W*$|"
    # to give
    rf"{_NOT_PAST}.*\b(?:gifts?|presents?|pressies?|prezz(?:y|ies))\b|\b(?:gift|present|pressie)s?\b.{{0,10}}\b(?:ideas?|suggestions?)\b"
    r"|\bwhat(?:'d| would| does| do| did| should| could| can)?\b.{0,30}\b(?:want(?:s|ed)?|like|love|wish(?:es|ed)? for|appreciate|be happy (?:with|about))\b.{0,12}\b(?:for|as)\b.{0,15}\b(?:birthday|bday|b-day|christmas|xmas|wedding|anniversary|present|gift|\d+th)\b"
    r"|\bwhat to (?:get|give|buy|pack|take|bring|cook|make|serve|wear|avoid|talk|ask|say|do)\b|\b(?:buy|get|give|find)(?:ing)? .{1,30}\bsomething\b|\bsomething (?:nice |small |little )?for\b.{1,30}\b(?:birthday|bday|christmas|xmas|wedding)\b"
    r"|\bwhat (?:would|could|might|will) (?:please|delight|cheer|make)\b|\bwhat can'?t (?:he|she|they|[\w'-]+) (?:have|eat|drink|stand)\b"
    r"|\bwhat (?:does|do) .{1,25} (?:still )?(?:like|want|need) from (?:here|me|there|us)\b|\bwhat not any ?more\b"
    r"|\bwish(?:es)? for\b|\bwish ?list\b|\b(?:which|what) (?:present|gift)\b"
    # to eat
    r"|\b(?:cook(?:ing)?|bak(?:e|ing)|dinner|lunch|brunch|breakfast|meal|menu|cater(?:ing)?) for\b|\bfeed(?:ing)?\b|\bdos? (?:and|n|&|'n') don'?t'?s?\b|\bwhat can .{1,25} (?:not )?(?:eat|drink|have)\b"
    r"|\b(?:dinner|lunch|brunch|food|meal|restaurant) (?:ideas?|suggestions?|tips?)\b|\bwhat(?:'s| is) (?:for (?:dinner|lunch|tea|supper)|safe to)\b|\bdietary\b|\bsuggest (?:a |an |some )?(?:\w+ )?(?:restaurant|place|dish|meal|dinner|lunch)\b"
    r"|\bhav(?:e|ing) .{1,30} (?:over|round)\b.{0,20}\b(?:dinner|lunch|cook|eat|meal|food)\b|\bwhat .{0,20}\b(?:eat|cook|order)\b.{0,20}\b(?:tonight|today|tomorrow|with|for|this)\b"
    # to bring
    r"|^(?!.*\bdid i\b).*\b(?:what|anything|something|stuff|things?)\b.{0,40}\b(?:bring|pack|take (?:along|with|to|for)|have with me|have on me)\b|\bpacking\b|\bshopping list\b"
    r"|\bbring(?:ing)?\b.{0,25}\bwhat\b"
    # to talk about
    rf"|\b(?:topics?|something|anything|things?|stuff|what(?: else)?)\b.{{0,12}}\b(?:to|could|should|can|might|shall|for)\b.{{0,12}}\b{_TALK}\b.{{0,20}}\b(?:about|with|to|him|her|them|on the phone)\b"
    r"|\bconversation (?:starters?|topics?)\b|\bbreak the ice\b|\bsmall talk with\b|\b(?:talk|chat|call|speak|phone)\b.{0,30}\bideas\b"
    # to keep away from
    r"|\b(?:steer clear|stay off|off[- ]limits|taboo|touchy|sore (?:point|spot|subject)|no[- ]?gos?|landmines?)\b|\bwhat\b.{0,30}\b(?:not to|shouldn'?t|mustn'?t|must not|should not|better not)\b"
    r"|\bwhich (?:ones?|\w+)? ?(?:not|to avoid|are bad)\b|\b(?:things|stuff|anything|something|topics?|foods?|gifts?|subjects?)\b.{0,15}\b(?:to avoid|i should avoid|not to|shouldn'?t|must not)\b"
    # to meet
    r"|\bwhere (?:should|shall|can|could|do|might|would|to)\b.{0,25}\b(?:meet|catch up|hang out|eat|dine|grab|go for)\b|\bplace to (?:meet|eat|catch up)\b|\bmeet(?:ing)? up?\b.{0,20}\bwhere\b"
    # 送
    r"|^(?!.*(?:送了|送过|收到|多少钱|谁送|什么时候|买了|买过|喜欢吗|寄了)).*(?:礼物|送礼|贺礼|随礼|伴手礼|生日礼)|送(?![了过]).{0,8}(?:什么|啥|点)(?!时候)(?!.*[了过]吗)|想要(?:什么|啥|点什么)|(?:想|要|该)给.{1,22}[买送挑选]|[买挑选](?:点|些|个|件|份).{0,8}[送给]|提过?要(?:点|些)?(?:什么|啥)"
    r"|雷区|踩雷|避雷|忌讳|禁忌|避(?:开|免)|碰不得|惹不起|(?:要|该|得|需要)?(?:注意|当心|小心)(?:点|些)?(?:什么|啥|哪)|有(?:什么|啥|哪些).{0,6}(?:不能|不要|别|不可以|注意|讲究)"
    r"|(?:什么|啥|哪[些样种个])[^，。,？?]{0,8}(?:不能|不要|不可以|不好|别|不该|不许)(?:再)?(?:带|碰|提|吃|喝|送|买|聊|说|放|做)|(?:不能|不要|别)(?:带|碰|提|吃|喝|送|买|聊|说|放|做)(?:的)?(?:什么|啥|有哪|是什么)"
    # 吃
    r"|去哪.{0,6}吃|哪(?:里|儿|家).{0,3}吃(?![过了])|吃(?![过了]).{0,2}哪(?:家|里|儿)|下(?:顿|馆子)|吃(?:点|些)?(?:什么|啥)|(?:给|出)(?:个|点)(?:主意|建议)|推荐.{0,8}(?:吃|餐|馆|店|菜)|(?:做|煮|烧|准备)(?:点|些|个)(?:什么|啥)|(?:做|煮|烧|准备)(?:什么|啥)(?:菜|饭|吃|好|给)|(?:煮|做)(?:菜|饭)"
    # 带
    r"|(?:捎|带)(?:点|些)?(?:什么|啥)(?!时候)|(?:该|要|得|需要|应该)(?:带|准备|捎)(?:的|些|点|哪|什么|啥)|(?:带|准备)(?:些|点)?哪些|(?:让|叫|要|托|喊)我(?:带|捎|买)"
    # 聊
    r"|[聊谈唠唠侃](?:点|些)?(?:什么|啥)|[聊谈唠](?:点|些)|话题|话头|找.{0,4}话(?:题|聊|说)|有什么(?:可|好)(?:聊|说|谈|问)|可以(?:跟|和|同).{1,10}[聊说谈]|问(?:点|些)(?:什么|啥)|没话找话|尬聊"
    # 见
    r"|(?:在|去)哪(?:里|儿)?(?:见|碰|约|聚|集合|会合)"
)  # fmt: skip
