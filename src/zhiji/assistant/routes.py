"""Which way an answer to a question is put together, by the words it asks with."""

from __future__ import annotations

import re
from enum import Enum

from zhiji.assistant import seeking, small_talk
from zhiji.language.cantonese import in_mandarin


class Route(Enum):
    """Which way an answer is put together."""

    LOOK_UP = "look up"
    WAITING = "waiting"  # who waits for the owner's reply
    FREE = "free"  # what is planned in some time
    PROMISES = "promises"  # what somebody said they would do
    CHOICE = "choice"  # advice: what to eat, to give, to talk about: avoid, likes, lately
    SMALL_TALK = "small talk"
    DRAFT = "draft"  # words for the owner to send
    ORDER = "order"  # which of two came first
    DURATION = "duration"  # how long something took, or between two things
    COMPARISON = "comparison"  # of people, or of two things
    HISTORY = "history"  # how something changed, what became of it
    SUMMARY = "summary"  # of a chat, a person, a time


_UNITS = r"(?:days|weeks|months|years|hours|nights)"
_NOTE = r"(?:note|message|msg|text|line|reply|e-?mail|sms|dm|nudge|reminder|words?|something|thank[- ]you|greeting|card)"
_NO_NOTE = r"(?!.*\bsomething (?:to (?:talk|ask|discuss|chat|eat|bring|give|cook|do)|(?:\w+ )?for)\b)"
_TO_SEND = (  # "word a note to Tom asking ...", "tell Tom I'm late", "给小王拟条催款的", "帮我约小王吃饭"
    rf"^{_NO_NOTE}\W*(?:word|phrase|draft|compose|drop|shoot|send|write|type|put together|give me|need|i need|i want)\b(?: up)?.{{0,40}}\b{_NOTE}\b"
    rf"|^{_NO_NOTE}(?!\W*(?:what|when|where|who|which|why|how|did|do|does|is|are|was|were|has|have|any|find|show|list)\b).{{0,40}}\b{_NOTE} (?:back )?(?:to|for) .{{1,40}}\b(?:saying|asking|telling|that|about|whether|if|to say|to ask|thanking|reminding)\b"
    r"|^\W*(?:(?:please|just|pls|can you|could you|would you) )*(?:tell|ask|remind|thank|invite|nudge|ping|text|message|congratulate|wish|chase)\s+(?!me\b|us\b|you\b|from\b|in\b|by\b|of\b|about\b|all\b|every|sent\b|history\b|to\b|on\b|with\b|the (?:story|difference)\b)[\w\u3400-\u9fff'-]+\s+(?!\S+\W*$)\S+|^\W*(?:thank|wish|congratulate|remind|nudge)\s+(?!me\b|us\b|you\b)[\w'-]+\s+\S{2,}"
    r"|^\W*(?:(?:please|just) )?(?:let (?!me\b|us\b)[\w'-]+ know|apologi[sz]e to|say (?:sorry|no|yes|thanks|thank you|happy birthday|hi|congrat\w*) to)\b"
    r"|\bhow (?:do|should|can|could|would|shall) i (?:best )?(?:tell|ask|word|phrase|say|thank|decline|refuse|turn down|break it|apologi[sz]e|let \w+ know)\b"
    r"|[帮替]我?(?:去)?(?:给.{0,8})?(?:谢谢|感谢|约(?!了)|邀请|催(?!了|我)|提醒(?!我|一下我)|拒绝|婉拒|回绝|推掉|通知|问(?:问|一?下|一声|候)?(?!题)|祝(?!福墙)|安慰|道歉|转告|覆|复(?!习|印|盘)|拟|起草|编(?=[一条个段句]))"
    r"|^(?:请|麻烦|你)?[帮替]?我?(?:给|跟|和|同|对|向).{1,10}?(?:写|回|拟|编|发|说|讲|道|话)(?:一?[条个封份句段]|一?声)(?![^，,]{0,6}(?:什么|啥|吗|谁|几|哪))"
    r"|^(?:回复?|覆|复|答复)(?:一?下)?(?!过|了|的).{1,8}?[:：，, ]+.{2,}|(?:拟|编|写|起草|草拟)(?:一?[条封句段])(?!数)"
    r"|怎么(?:开口|措辞|拒绝|婉拒|安慰|感谢|道歉|催(?=.{0,6}(?:钱|款|他|她|还)))"
)
_PATTERNS: tuple[tuple[Route, str], ...] = (
    (
        Route.DRAFT,
        r"\bhelp me (?:to )?(?:answer|reply|respond|write|tell|text|message)\b"
        r"|\b(?:draft|write|compose|suggest|prepare) (?:me )?(?:an? |the |my )?(?:\w+ )?(?:reply|answer|message|text|response|note|birthday (?:wish|greeting))\b"
        r"|^\W*(?:(?:please|pls|can you|could you) )?(?:answer|reply to|write back to|write to|draft)\b"
        r"|\bwhat (?:should|shall|can|could|do) i (?:answer|reply|write|say|text)\b|\bhow (?:should|shall|do|can|could) i (?:answer|reply|respond|put it)\b"
        r"|[帮替]我.{0,6}(?:回(?!忆|顾|想|看)|答复|写(?:给|条|个|一|句)|(?:跟|和|给|对).{1,12}(?:说|讲|回|写|发)|告诉|转告)|怎么回(?!事|来|家|国|去|到|答[我你的了过])"
        r"|(?:拟|起草|草拟|写)(?:一?[条个封份句])?(?:给.{1,10}的)?(?:回复|草稿|消息|微信|短信|祝福)|给.{1,12}(?:写|回|拟)(?:一?[条个封份句])"
        r"|(?:该|要)?怎么(?:跟|和|对).{1,12}(?:说|讲|开口)|用(?:英文|中文|英语|汉语).{0,4}(?:跟|和|对|给|回)"
        + "|" + _TO_SEND,
    ),
    (
        Route.WAITING,
        r"\bwho(?:'s| is| are|m)?\b.*\b(?:waiting (?:for|on) (?:me|my|us)|(?:do|should|must|have) i .*(?:reply|answer|get back|write back))"
        r"|\bwho (?:needs|wants|expects) (?:an? )?(?:answer|reply|response)|\bunanswered\b|\b(?:did|have) i (?:not |n't )?(?:forget|forgotten|miss|missed) to (?:reply|answer)"
        r"|\bwho am i (?:keeping waiting|ignoring)|\bowe (?:a |an )?(?:reply|answer)"
        r"|\bi (?:haven't|have not|didn't|never|still haven't) (?:yet )?(?:answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?|g[eo]t(?:ten)? back)"
        r"|(?:哪些|谁).{0,6}(?:没有?回(?!我)|要回|该回|需要回)(?![家来去国我到])|没回(?:复)?的|我.{0,6}(?:还没|没有?|忘了?)(?:回复?|答复)(?![家来去国我到])",
    ),
    (
        Route.ORDER,
        r"\b(?:which|what)\b.{0,40}\b(?:first|earlier|sooner)\b|\b(?:earlier|sooner|later) or (?:later|earlier|sooner) than\b|\bin (?:which|what) order\b|\bthe order (?:of|in)\b|\bor\b.{2,60}\b(?:first|earlier)\W*$|先后顺序|谁先谁后|是先.+还是|\bwho\b.{2,60}\bfirst\b.{0,40}\bor\b|\bbefore or after\b|\bafter or before\b"
        r"|^\W*(?:did|was|were|had|is)\b.{4,80}\b(?:before|after|earlier than|later than)\b.{4,}"
        r"|[哪邊边].{0,3}(?:在前|在先|更早|先(?!生))|谁先(?!生)|(?:先|早).{2,40}还是.{2,}|[之]?前还是[之]?后|(?:早于|晚于)|.{3,}是?在.{2,}[之以](?:前|后)[吗么]",
    ),
    (
        Route.DURATION,
        rf"\bhow long\b(?! ago)|\bhow (?:far apart|soon after)\b|\b(?:what|which) (?:stretch|length|span|amount|period) of time\b|\b(?:gap|interval|time|{_UNITS}) (?:between|from)\b|隔了|间隔|相隔|相距|\bhow many {_UNITS}\b(?! (?:ago|old))|\bhow much time\b"
        r"|(?:多久|多长时间)(?![以之]?前)|(?<![那这前过头好])(?:几|多少)(?:天|个月|年|周|个?(?:星期|礼拜)|个?小时)(?![以之]?前)(?!级)",
    ),
    (
        Route.COMPARISON,
        r"\b(?:the|of the) (?:two|three)\b.*\b(?:which|who)\b|\b(?:which|who)\b.{0,20}\bof the (?:two|three)\b|(?:两个|两位|俩).{1,14}(?:谁|哪)|谁.{1,12}谁(?:没|不|还没)|\bwho\b.{1,80}\bor\b|\b(?:more|less|fewer|older|younger|nearer|closer|further|more often) \b.{0,40}\bor\b|\bor\b.{1,40}\b(?:more|less|fewer|older|younger|nearer|closer|more often)\b"
        r"|\bwhich\b.{1,60}\b(?:more expensive|dearer|cheaper|cost more|cost less|bigger|longer|shorter|larger|smaller)\b|\bcompare\b"
        r"|谁.{0,12}(?:更|多(?!少)|少|最|大|近|远|常)|哪.{0,2}(?:更|比较)?(?:贵|便宜|大|小|远|近|长|短|多|少)|还是.{1,12}(?:更|多(?!少))|(?:对比|相比)",
    ),
    (
        Route.PROMISES,
        r"\b(?:did|have|had) (?:i|we) (?:\w+ )?promised?\b|\bi(?:'ve| have)? promised?\b|\bpromises? (?:did|have|do) i|\bmy promises\b|\bwhat (?:do|did) i (?:still )?(?:owe|say i(?:'d| would| will))"
        r"|\b(?:did|has|have|had) \w+ promised?\b|\bpromised (?:me|us|to)\b"
        r"|答应|承诺|保证过|说好(?:要|了)|许诺",
    ),
    (
        Route.SUMMARY,
        r"\bsummari[sz]e\b|\bsummary\b|\bsum up\b|\brecap\b|\b(?:catch|fill|bring|get) me (?:up|in)\b|\b(?:the )?gist\b|\bin a nutshell\b|\btl;?dr\b|\b(?:main|key) (?:points|things)\b|\b(?:give me|any) (?:an? |the )?(?:\w+ )?(?:update|overview|highlights|rundown|digest)\b"
        r"|\b(?:run|walk|talk) me through\b|\bwhat (?:have|did) i miss(?:ed)?\b"
        r"|\bwhat(?:'s| is| was| has been|'s been| has) (?:new|up|going on|happening|been (?:going on|happening|said|discussed|talked about|written|posted|up)|said|discussed|posted)\b|\bwhat(?:'s| has)? (?:happened|went on|went down)\b|\bhow (?:is|are|has|have|'s|was|were) .{1,40} (?:doing|been|getting on|faring)\b|\bhow's .{1,40} (?:doing|been|getting on)\b"
        r"|\bwhat (?:all )?(?:did|do|have|has|had|were|was|are|is|'s) .{1,50} (?:talk(?:ed|ing)?|chat(?:ted|ting)?|discuss(?:ed|ing)?|writ(?:e|ten|ing)|wrote|said|say(?:ing)?|post(?:ed|ing)?|sen[dt]|been up to|up to|(?:ask(?:ed)?|tell|told)(?! (?:me|us) to))\b|\btell me (?:about|everything)\b|\bwhat was .{1,40} about\b"
        r"|\b(?:any|the latest|latest) news (?:from|about|of|on)\b|\bnews from\b|\banything (?:new |else |important |interesting )?from (?!now\b|here\b|there\b)[\w\u3400-\u9fff]|\b(?:text|talk|chat|write|message|speak|in touch)(?:ed|ing)? at all\b"
        r"|总结|概括|概述|小结|回顾|梳理|归纳|(?:大概|简单|简短|大致|简要|粗略)(?:地)?(?:讲|说|介绍)|要点|大意|(?:发生|出)(?:了|过)?(?:些|点)?(?:什么|啥)(?:事|大事)?|(?:聊|说|谈|讲|发|写|问|讨论)(?:(?:了|过)(?:些|点)?)?(?:什么|啥)(?:了|事|话题)|(?<![别能以好该])(?:说|讲|发|写|讨论)(?:什么|啥)(?:$|[?？，, ])|(?:聊|说|谈|讲|发)(?:了|过)(?:些|点)?(?:什么|啥)"
        r"|近况|(?:最近|近来|这阵子|这段时间|这几天).{0,6}(?:怎么样|如何|咋样|忙什么|忙啥|还好吗|好吗|过得)|出了?什么(?:事|变动|变化)|有(?:什么|啥)(?:新鲜事|新消息|消息|动静|变动|新闻)|(?:我)?错过了?(?:什么|啥)|在?忙(?:些|点)?(?:什么|啥)",
    ),
    (
        Route.HISTORY,
        r"\bhow (?:has|have|did|does|do)\b.{1,60}\b(?:chang|develop|evolv|turn)\w*|\bhistory of\b|\bover (?:time|the (?:months|years|weeks))\b|\bchanges? (?:to|in|of)\b"
        r"|怎么(?:变|改)(?:化|的|了)?|变化|变动|(?:换|改|变|涨|降)过|历史|历次",
    ),
    (
        Route.FREE,
        r"\b(?:am i|are we|will i be|i'm) (?:free|busy|available)\b|\bwhat (?:do i|do we|have i|am i|are we) (?:have |got |doing|having|planned)?.*\b(?:on|this|next|tomorrow|today|tonight|planned|plans)\b"
        r"|\bwhat(?:'s| is) (?:on|planned|happening|my plan|my schedule|coming up)\b|\bmy (?:plans|schedule|calendar|appointments)\b|\banything (?:planned|on)\b"
        r"|有空|有时间吗|有没有空|有(?:什么|啥|没有)?(?:安排|计划|事)|什么安排|啥安排|日程|行程",
    ),
    (
        Route.CHOICE,
        r"\bwhat (?:else )?(?:should|shall|can|could|might|would) (?:i|we) (?:\w+ )?(?:give|get|buy|cook|make|eat|bring|order|serve|have for|take|pack|talk|chat|speak|ask|discuss|do|stop|avoid)(?:ing)?\b"
        r"|\bwhat to (?:give|get|buy|cook|eat|make|order|bring|talk|do)\b|\bwhat (?:does|did|do|has) .{1,30} (?:ask(?:ed)?|tell|told|want(?:ed)?) (?:me|us) to bring\b"
        r"|\b(?:what|which) .{0,30}\b(?:should|shall|could) (?:i|we) (?:\w+ )?(?:give|get|buy|bring|cook)\b"
        r"|\bwhere (?:should|shall|can|could|do|might) (?:i|we) (?:\w+ )?(?:eat|take|go|meet|have)\b|\b(?:dinner|lunch|brunch|breakfast|drinks)\b.{0,80}\bwhere\b|\b(?:gift|present) ideas?\b"
        r"|\bwhat (?:would|might|does|do) [\w'-]+ (?:really |still )?(?:like|need)\W*$|\bwhat .*\bavoid\b|\btopics? (?:for|to|with)\b"
        r"|吃(?:点|些)?(?:什么|啥)|送(?!了|过).{0,10}(?:什么|啥)|买(?:点|些)?(?:什么|啥).*(?:送|给|好)|(?:煮|做)(?:点|些)?(?:什么|啥)(?:菜|吃|好)|避开|忌口|(?:去|在)哪(?:里|儿|家|个)?(?:吃|聚|见|碰头|约|玩)|(?:合适|比较好)"
        r"|聊(?:点|些)?(?:什么|啥)|带(?:点|些)?(?:什么|啥)(?:去|给|回|好|呢|[?？]|$)|(?:做|干|玩)(?:点|些)(?:什么|啥)|可以(?:做|干|玩)(?:什么|啥|嘛)|(?:做饭|做菜|吃饭|请客|聚餐).{0,6}(?:注意|小心|避)|(?:需要|缺)(?:点|些)?(?:什么|啥)|(?:别|不要?)再?[买送给]",
    ),
)  # fmt: skip
_SEEKING = {
    Route.WAITING: seeking.WAITING,
    Route.PROMISES: seeking.PROMISES,
    Route.FREE: seeking.FREE,
    Route.CHOICE: seeking.CHOICE,
}
_ROUTES = tuple(
    (route, re.compile(f"{pattern}|{_SEEKING[route]}" if route in _SEEKING else pattern, re.I))
    for route, pattern in _PATTERNS
)


def routes_of(text: str) -> list[Route]:
    """The ways that the words of a question speak for, the surest first; none: it is to be looked up."""
    if small_talk.recognised(text):
        return [Route.SMALL_TALK]
    plain = in_mandarin(text)
    return [route for route, pattern in _ROUTES if pattern.search(text) or pattern.search(plain)]
