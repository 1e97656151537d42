"""What makes a wish to an assistant a standing one, and what keeps it from being one; matched on folded text."""

from __future__ import annotations

import re

from zhiji.memory.reading.rarely import Rarely

STANDING = Rarely(
    r"\bif you(?:'re| are)? (?:ever )?(?:don't know|aren't sure|not sure|can't|suggest|recommend|quot|cit)|\b(?:when(?:ever)?|any time|every time) you(?:'re| are)? (?:ever |next |do )?(?:plan|writ|suggest|recommend|mak|send|summari[sz]|draft|reply|repl|answer|list|giv|book|translat|quot|cit|explain|talk|speak|mention|refer|don't know|aren't sure|not sure|can't|need|use|using|do\b|creat|generat|shop|cook|sign|email|message|remind)"
    r"|\b(?:unless i (?:say|ask|tell)|make sure (?:you|to) (?:always|never)|i (?:want|need|'d like) you to always|for good|as standard|at the end of (?:each|every)|starting (?:now|tomorrow|today)|from tomorrow)\b"
    r"|[^\s,，。]{2,10}的时候[\s,，]*(?:请|都|要|就|默认|一律|别|不要|用|按|给|先|把)|我(?:发|写|用|说|问|贴|给)[^\s,，。]{1,8}[\s,，]?你(?:就|才|也|都)?(?:用|回|给|翻|帮|直接|先|要)|从(?:明天|今晚|下周|下个?月|今年)[起开]|记着|务必|(?:都|全)按|照常|长期|固定"
    r"|\b(?:from now on|from here on|going forward|in (?:the )?future|from today|henceforth|as a rule|by default|at all times|any ?time|every ?time|each time|"
    r"always|never|whenever|don't ever|dont ever|no more|stop (?:\w+ing)|keep (?:your|the) (?:answers|replies|responses|messages|summaries|emails)|every (?:day|morning|evening|night|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|"
    r"permanently|for all (?:my|future)|in all (?:my|future|your)|remember to)\b"
    r"|\b(?:when|if) i (?:ask|say|write|send|paste|share|mention|give|type|talk)\b|(?:请|要)?记住.{0,24}(?:都|总|一定|别|不要|要)|我(?:发|写|贴|问|说)的[^\s,，。]{0,8}[\s,，]*(?:都|一律)"
    r"|以后|今后|往后|从现在起|从今天起|从今往后|日后|将来|将嚟|从今以后|每次|每当|每回|凡是|凡系|只要|一律|统一|总是|永远|别再|不要再|唔好再|不许|不准|默认|(?:每天|每周|每个月|每晚|每早|逢)"
)
"""Words that make it last."""
ADDRESS = re.compile(
    r"(?:^|[\s,.!;])(?:please |pls |just |you can |you should |btw )*(?:call|address) me (?!when|if|later|back|tomorrow|at|on|in|a (?:taxi|cab)|crazy|old|maybe|tonight|after|asap|now|whenever|an?\b)[a-z\"'][\w'. -]{0,30}"
    r"|\b(?:don't|dont|never|do not|stop) (?:call(?:ing)?|address(?:ing)?) me (?:by )?[a-z\"'][\w'. -]{0,30}|\b(?:refer to|sign|address)\b[^.!?\n]{0,40}\bas\b [^\s.!?]{1,20}"
    r"|(?:请)?(?:就|直接|你)?(?:叫|称呼|喊)我(?:做|为)?(?!起床|吃|去|来|回|怎么|干|做什么|一声)[^\s,，。]{1,10}|(?:别|不要|唔好|不用)(?:叫|称呼|喊)我?[^\s,，。]{1,10}"
)
"""How one wants to be called."""
MANNER = Rarely(
    r"\bgo easy on (?:the |with the )?[a-z][^.!?,\n]{2,40}|\b(?:don't|dont|do not) sign (?:my|the|off)\b[^.!?\n]{2,60}|\b(?:vat|tax|rates?|prices?|quotes|invoices|letters|emails|dates|the font|signature) (?:on \w+ |in \w+ )?(?:is|are) (?:now )?to be [^.!?\n]{1,40}|\b[a-z]+ (?:for|to|in) [A-Za-z ]{3,40} (?:want|wants|need|needs|use|uses|take|takes) (?:us|uk|british|american|metric|imperial|oxford) [a-z]+"
    r"|(?:回|回复|跟|和|对|同)我?(?:说话)?(?:时|的时候)?(?:别|不要|不用|唔好)(?:用|叫|说|称)?[^\s,，。]{1,8}[\s,，]*(?:用|叫|说|称)?[^\s,，。]{0,4}|(?:推荐|写|做|列|选|排|安排|翻译|总结|回答|回复|起草|计划|订)[^\s,，。]{0,8}(?:的时候|时|的话)[\s,，]*(?:都|请|要|就|记得|尽量)?(?:不|别|用|要|按|先|避开|少|多|加)[^\s,，。]{1,12}"
    r"|(?:那条|这条|那个|之前)?[^\s,，。]{1,8}(?:那条|这条|那个规矩|那个要求|的要求|的规矩)(?:作废|取消|不算|不用了|撤销|撤了)[^\s,，。]{0,2}|(?:现在|以后)?(?:可以|能)?(?:说|写|回|答)到?[一二两三四五六七八九十百\d]+(?:句|字|行|条|段)(?:以内|之内|就够|就行)?(?=$|[\s,，。!！])|"
    r"\b(?:don't|dont|do not|please don't|no need to|no|without|avoid|skip|drop|cut|leave out|spare me) (?:(?:use|using|add|adding|include|including|give|put|putting|write|the|any|more|me|so many|with|all) ){0,3}"
    r"(?:tables?|bullets?(?: points?)?|emojis?|markdown|headings?|headers?|bold|exclamation (?:marks|points)|em[- ]?dashes|jargon|small talk|disclaimers?|caveats|apolog\w+|preambles?|intros?|fluff|filler|lists?|slang|hashtags|pleasantries|"
    r"exclamation|abbreviations?|acronyms|swear(?:ing| words)|small print|sign-?offs?|greetings?|smileys?|kisses|capitals|all caps|italics|asterisks|numbered lists|links|americanisms|latin|buzzwords|adverbs|clich[eé]s|footnotes?|lectur\w+|moralis\w+|flattery|compliments|sugarcoat\w*|american spellings?)\b"
    r"|\b(?:don't|dont|do not) (?:apologi[sz]e|lecture|flatter|sugarcoat|ramble|moralize|moralise)\b"
    r"|\bi(?:'d| would)? prefer (?:you to |it if |your |shorter |short |longer |brief |plain |direct |metric |british |american |bullet |answers|replies|responses)[^.!?\n]*"
    r"|\buse (?:british|american|uk|us|metric|imperial|celsius|fahrenheit|centigrade|grams|kilos|kg|miles|km|kilomet\w+|pounds|euros|dollars|stone|litres|my full name|first names?|military time|iso dates|24[- ]?h\w*|the 24|simplified|traditional|plain)\b[^.!?\n]*"
    r"|\bsign (?:off )?(?:with|using)\b[^.!?\n]{2,40}|\b(?:drop|lose|skip|ditch|cut) the (?:[a-z]+ )?(?:tone|formality|act|small talk|jargon|pleasantries|sign-off|intro|waffle|sarcasm)\b|(?:回答|回复|动手|发送|发出|改)(?:之)?前先[^\s,，。]{1,12}|不(?:知道|确定|懂|清楚)(?:的)?就直?说[^\s,，。]{0,8}"
    r"|\bno [\"“'][a-z][^\"”']{2,30}|\b(?:please |pls )?(?:don't|dont|do not|stop|quit|no more) (?:say|saying|start(?:ing)? (?:with|every|each|your)|end(?:ing)? (?:with|every|each|your)|begin(?:ning)? (?:with|every|each|your)|open(?:ing)? (?:with|every|each)|repeat(?:ing)? (?:my|the|what))\b[^.!?\n]{1,50}"
    r"|\b(?:please |pls )?(?:don't|dont|do not|never|stop) (?:claim(?:ing)?|pretend(?:ing)?|assum(?:e|ing)|suggest(?:ing)?|recommend(?:ing)?|mention(?:ing)?|bring(?:ing)? up|invent(?:ing)?|schedul(?:e|ing)|remind(?:ing)? me|ask(?:ing)? me (?:if|whether|to|about|for)|address(?:ing)? me|sugg?est(?:ing)?) (?!it\b|this\b|that\b|the\b|yet\b|now\b|tomorrow\b|so\b)[^.!?\n]{3,60}"
    r"|\b(?:temps?|temperatures|distances|weights|prices|times|dates|doses|measurements|amounts|recipes|quantities|numbers) (?:always )?(?:in|as) (?!a\b|the\b|this\b)[a-z0-9/ -]{2,25}"
    r"|\byou can (?:use|include|keep|add|go back to using|bring back) (?:them|emojis?|bullets?|bullet points|tables?|lists?)\b[^.!?\n]{0,40}|\bspell my (?:name|surname)\b[^.!?\n]{1,30}|\bkeep (?:answers|replies|them|everything|responses|messages) (?:under|below|to|short|brief|simple|plain)\b[^.!?\n]{0,30}"
    r"|\bno [a-z]+(?: or [a-z]+)? in (?:my |any )?(?:recipes|meal plans?|suggestions|emails|answers|replies|summaries|menus?|the shopping list|lists)\b|\bjust give me the (?:answer|number|facts|gist|result)\b|\b(?:two|three|one|\d) (?:sentences|lines|bullets) max\b"
    r"|(?:价格|单位|金额|时间|温度|日期|长度|重量|距离|用量|数字|人名|地名)(?:都|请|要|一律|统一)?(?:用|按|写成|换算成|标|保留)[^\s,，。]{1,8}|(?:直接|先)(?:给|说|写)(?:我)?(?:结论|答案|重点)|有话直说|保留[一两二三]位小数|(?:别|不要)(?:再)?(?:把[^\s,，。]{1,8})?(?:写|叫|念|翻)(?:成|错成)[^\s,，。]{1,10}|(?:别|不要)(?:再|老|总)?(?:给我)?(?:推荐|建议|安排)[^\s,，。]{1,10}"
    r"|(?:别|不要)(?:再|那么|这么|太|老|总)*(?:啰嗦|罗嗦|长篇大论|官方|客气|正式|肉麻|卖萌|夸张|文绉绉|绕弯子|废话)"
    r"|(?:别|不要|唔好|少|不用)(?:再|给我|老|总|总是|老是)?(?:用|加|带|放|写|列|发|讲|说)?(?:那么多|这么多|任何|什么)?(?:表格|列表|项目符号|表情|表情符号|emoji|markdown|标题|加粗|感叹号|敬语|书面语|客套话?|废话|术语|英文|中文|繁体字?|简体字?|粗体|套话|说教|鸡汤|星号|破折号|波浪号|成语|网络用语|道歉)"
    r"|(?:说话|回答|回复|讲话|答案)(?:都|再|要|请)?(?:尽量)?(?:简短|简洁|简单|短|正式|随意|口语化?|直接)(?:一)?(?:点|些|就行)|(?:回答|回复|回)我?(?:时|的时候)?(?:都|要|就|请)?用[^\s,，。]{1,6}"
    r"|用(?:24小时制|二十四小时制|摄氏度?|华氏度?|公制|英制|人民币|北京时间|公里|英里)"
    r"|(?:别|不要|少)(?:道歉|说教|客套|啰嗦|拍马屁|夸我|奉承)"
)
"""Manners that nobody asks for only once."""
REMINDING = re.compile(
    r"提醒我(?:别|不要|少|要)?[^\s,，。]*(?:以后|之后|每|都|别|不要|少)[^\s,，。]*|(?:每天|每周|每晚|每个月|每早|每逢)[^\s,，。]{0,14}提醒我[^\s,，。]*"
    r"|(?:不用|别|不要|停止|取消|停掉|关掉|暂停|唔使|唔好)(?:再)?(?:每天|天天|给我|老)*(?:提醒|推(?!荐)|发|推送|叫|播报|报)(?!了?我?(?:邮件|短信|信))[^\s,，。]{0,8}了|(?:那个|这个|之前的?)?[^\s,，。]{0,8}(?:提醒|推送|日报|简报|早报|周报|打卡)(?:不用|不要|停|取消|关|别发)(?:了|掉|吧)?(?:[\s,，]+(?:换|改)(?:成|到|为)?[^\s,，。]{1,8})?|提醒(?:改|换|挪)(?:成|到|为)[^\s,，。]{1,8}"
    r"|\b(?:stop|cancel|turn off|drop|kill|pause|scrap|no more|no need for|you can stop|change|move) (?:sending |the |those |that |my |me |all |giving |doing )*(?:daily |morning |weekly |evening |monday |friday |\d+ ?[ap]m )*(?:reminders?|updates?|alerts?|notifications?|pings?|quiz\w*|practice \w+|summar(?:y|ies)|digests?|briefings?|check-?ins?|nudges?|quotes?)\b[^.!?\n]*"
    r"|\bremind me (?:not to|never to|always|every|each|whenever|to [^.!?\n]{2,40} (?:every|each)\b)[^.!?\n]*"
)
"""A reminder that comes again."""
ONCE = re.compile(
    r"\b(?:this time|just this once|for this one|for today|today|tonight|for now|right now|this (?:email|message|text|one|letter|paragraph|draft|answer|reply|week)|the (?:email|letter|paragraph|text|draft) (?:above|below))\b"
    r"|今天|今晚|这次|这一次|这回|今次|呢次|这封|这段|这篇|这句|这个(?!格式)|暂时|先用|刚才|上面|下面这|明天"
)
"""What is for once."""
TASK = re.compile(
    r"^(?:please |pls |can you |could you |now |ok |hey )*(?:translate|proofread|polish|rewrite|rephrase|summari[sz]e|shorten|draft|write|compose|explain|fix|edit|paraphrase|imagine|pretend|play|act as|you are|list|give me|make|create|generate|suggest|tell me|help me)\b"
    r"|^(?:请|帮我|麻烦|你)?(?:帮我|给我)?(?:翻译|润色|改写|改一下|写一|写个|写封|写篇|给[^\s,，。]{1,6}(?:编|写|拟|想|起|发|回|做|画|挑|选|列)[一个条段封首句张份些]|[编拟想起][一个条段首句]|缩|总结|画|列|算|查|做一|拟|起草|扮演|假设|想象|编)"
)
"""A task to do now: what it forbids is for itself."""
PAYLOAD = re.compile(
    r"[:：]\s*[\"“「『\n]|[:：]\n|\n\n|^[\"“「『>]|(?:翻译|润色|改写|translate|proofread|polish|rewrite|rephrase|summari[sz]e)[^:：\n]{0,40}[:：]",
    re.I,
)
"""Where a text begins that is to be worked on."""
QUOTED = re.compile(r"[\"“「『][^\"”」』]{6,}[\"”」』]")
ABOUT_ME = Rarely(
    r"\balways \w+ing\b|^\W*(?:(?:and|but|so) )?(?:i|i'll|i'm|i've|it|it's|that|that's|this|they|we|he|she)\b(?!'d prefer| (?:want|would|prefer|need you|expect|told you|like (?:it|you|my|your)))|"
    r"\b(?:i|i've|i'm|we|my \w+|he|she|they|it|people|you've|you were) (?:(?:have|had|am|is|was|were|almost|nearly|just|really) )?(?:always|never)\b|\bnever mind\b|\bi'll (?:always|never)\b|\b(?:has|have|had|was|were|is|are) (?:always|never)\b"
    r"|\bi (?:\w+ )?(?:every|each) (?:day|time|morning|night|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|\bwhen(?:ever)? i (?:was|were|had)\b"
    r"|从[^\s,，。]{1,3}(?:起|开始)我(?!要你|问|发|说)|我(?:以后|今后|每次|每天|每周|每晚|总是|永远|从来|一直|将来|往后)(?!问|说|发|要你|叫你|写|给你)|(?:他|她|它|他们|我妈|我爸|老板|我们)(?:以后|每次|每天|总是|永远)"
    r"|以后都?(?:这样|如此)|以后(?:再说|我(?!发|问|说|写|贴|给|让|叫|用)|怎么办|会|想|打算)|(?:不久|毕业|结婚|退休|下班|吃完|到了|点|之|岁|天|年|月|周)以后"
)
"""What lasts, but tells of somebody."""
DO = Rarely(
    r"\b(?:answers?|replies|responses|reply|respond|write|use|call|speak|talk|keep|give|put|show|tell|ask|check|cite|start|end|sign|remind|include|add|make|treat|assume|convert|format|avoid|don't|dont|do not|say|be|stick|mention|leave|swap|pick|plan|recommend|omit|exclude|consider|bear in mind|factor|cap|limit|track|log|wait|think|prefer|spell|order|sort|group|check|flag|ping|nudge|message|suggest|round|quote|refer|address|spell|translate|summari[sz]e|list|explain|send|warn|offer|skip|let me know|remember|double[- ]check|stop|apologi[sz]e|lecture|repeat|round|lead|begin|sort|count|read)\b"
    r"|[用说写答回叫称给按别要以加带附标注列提醒先换算查问记标念讲翻译报推发默考当排]|控制|保持|总结|整理|汇总|监督|抽查|不能|不放|不超"
)
"""What an assistant can be told to do."""
ALL_WAYS = re.compile(r"^\W*(?:都|就|请|then|please|always|just)")
"""How a clause goes on from the one that sets the case."""
CASE = re.compile(
    r"^\W*(?:还有|另外|and|also)?\W*(?:凡是|凡系|(?:请|要)?记住了?$|我(?:发|写|贴|问)的[^\s,，。]{0,8}$|只要|每次|每当|每回|以后|when(?:ever)?|if|every time|each time|any time|anytime|(?:in future|going forward|from now on)(?=\W*$)|how about)\b",
    re.I,
)
"""A clause that only sets the case in which it holds."""
CONTRAST = re.compile(
    r"^\W*(?:别|不要|唔好|不用|而不是|不是|not|never|don't|dont|instead of|rather than)", re.I
)
REQUEST = re.compile(
    r"\b(?:can|could|would|will) you (?:please )?(?:give|help|show|explain|suggest|recommend|tell|provide|walk|create|write|make)\b(?!.*\b(?:always|every time|from now on|whenever)\b)"
    r"|\bhow (?:do|can|should|could) (?:i|we)\b|\bwhat (?:should|can|do) (?:i|we)\b|怎么|如何|能不能帮|可以帮"
)
"""A task to do now, though it speaks of what is to come."""
STRONG = re.compile(
    r"\b(?:from now on|going forward|in future|henceforth|whenever|every ?time|each time)\b|以后|今后|每次|每当|凡是|一律|都用|从现在起"
)
"""Words that make even a task last."""
BARE = re.compile(
    r"^\W*(?:(?:please|pls|and|also|oh|so) )*(?:always|never|don't ever|dont ever) (?!mind|again|been|say never|was|is|had|(?!need|feed|embed|proceed|exceed|succeed|speed)[a-z]{2,}ed\b|(?:gone|went|saw|seen|did|done|got|met|ate|eaten|drank|drunk|thought|knew|known|heard|felt|said|told|took|taken|gave|given|owned|spoke|spoken|wrote|written|slept|left|bought|understood)\b)[a-z]+|^\W*(?:(?:please|and|also) )*no more (?!than\b|time\b|questions\b|for\b|thanks\b|please\b)[a-z]+"
)
"""An order that needs no other word."""
GOES_ON = re.compile(r"^\W*(?:都|就|一律|请|那就|我(?:发|写|用|说|问|贴)[^\s,，。]{1,8}你)")
"""How a clause goes on with the wish before it."""
OTHER_TIME = re.compile(r"[\s,，]*(?:换|改)(?:成|到|为)?[^\s,，。]{1,8}")
"""The hour that a reminder moves to."""
ONLY_MARKS = re.compile(
    r"\W*(?:请|要|给我)?(?:记[住着]|务必)(?:了|哦|啊|哈|一下)?\W*|(?:请|要|给我|你|再|都|好好|一定)*(?:记|听)(?:一下|[住好着清])?(?:楚)?了?(?:[\s,，]*(?:以后|下次)?(?:可|千万)?(?:别|不要|唔好)(?:再|老|又|总是?)?(?:搞错|弄错|记错|忘记?|说错|写错|出错|犯错|错)(?:了|啦|咯)?)?\W*"
)
"""Words that say nothing but that something is to hold."""
