"""The forms in which people say that something is owed; all are matched on folded text (lower case, simplified)."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from zhiji.memory.reading.lazily import Lazily
from zhiji.memory.reading.owing_sums import SUM
from zhiji.memory.reading.rarely import Rarely

Side = Literal["mine", "yours", "theirs", "each", "we", "lent"]
"""Who owes: who writes, who is spoken to, somebody named, everybody else, everybody (to somebody named), somebody named to who is spoken to."""


class Form(NamedTuple):
    """A way to say that something is owed, and who then owes it."""

    side: Side
    pattern: Lazily
    near: re.Pattern[str] | None = None  # what the writer must say as well, there or beside it
    presumed: bool = False  # a question or a request says it too


_SUM = rf"(?P<sum>{SUM})"
_NAME = r"(?P<who>(?!you\b|u\b|ya\b|me\b|him\b|her\b|them\b|it\b|that\b|the\b|a\b|everyone\b|anyone\b|someone\b|money\b|and\b|still\b|who\b|they\b|we\b|i\b|like\b|ve\b|have\b|has\b|not\b|never\b|to\b|of\b|he\b|she\b|this\b|there\b|what\b|where\b)(?:my )?[a-z][\w'-]{1,15})"
_ZNAME = r"(?P<who>[^\W\d_]{2,5}?|我[^\W\d_]{1,3}?)"
_THING = (
    r"(?:(?:good|old|big|little|best|nice|other|spare) )?(?P<thing>(?!(?:time|turn|word|life|attention|address|number|email|name|phone number|joke|line|idea|name|style|phrase|recipe|view|vote|voice|eyes?|coat on|mum|dad|wife|husband|sister|brother|message|text|call|point|opinion|birthday|back|"
    r"respect|money|help|hand|ear|share|half|heart|advice|thoughts?|support|feedback|card details|details|energy|side|love|answer|boys?|girls?|kids?|baby|son|daughter|child|children|youth|childhood|dog|cat|puppy|weekend|sanity|dignity|faith|soul|sleep|peace|mojo|appetite|job|freedom|figure|hair(?! [a-z])|health|strength|confidence|sympathy|condolences|permission|blessing|trust)\b)"
    r"(?:\d+x\d+ )?[a-z][\w'-]+(?: (?!back\b|and\b|but\b|by\b|to\b|for\b|from\b|at\b|on\b|in\b|i\b|it\b|the\b|so\b|please\b|pls\b|yet\b|is\b|was\b|you\b|with\b|when\b|this\b|next\b|tomorrow\b|over\b|since\b|lol\b|still\b|last\b|if\b|or\b|again\b|of\b|btw\b|sorry\b|somewhere\b|ages\b|for\b)[a-z][\w'-]+){0,2})"
)
_ZTHING = r"(?P<thing>(?!钱|时间|的)[^\W\d_你我他她它了吗呢啊吧还没]{1,8}?)"
_ADVERBS = (
    r"(?:still |also |now |do |just |actually |totally |definitely |already |technically |apparently )*"
)
_BEFORE_SUM = r"(?: still| about| like| around| another| roughly| exactly| a total of| over| for \w+| the| that| those| back)*"

PAID_FOR = re.compile(
    r"\bi(?:'ve| have)?(?: just| already)? (?:paid|covered|fronted|bought|booked|ordered|put (?:it|the|that|this|everything))\b(?! my (?:share|half|part))"
    r"|\bi got (?:it|this|the|them|that)\b|\bon my card\b|\b(?:send|transfer|pay|ping|bank|paypal|venmo|monzo|revolut|wire|zelle)(?: it| that| them| yours?| your \w+| the money)?(?: over| across| back)?(?: to)? me\b"
    r"|\bto my (?:account|monzo|revolut|starling|paypal|venmo|bank)|\bmy (?:monzo|revolut|venmo|paypal|zelle|sort code|account|bank details)\b"
    r"|\bowes? me\b|\b(?:please|pls) (?:pay|transfer|send|bank)\b|\bpay(?:able)? (?:me|to me)\b|\bto me (?:by|please|pls|when)\b|\bpay up\b|\bbank details\b"
    r"|我[^\s,，。]{0,6}(?:垫|付|给|买|出|结|刷|订|定|充)(?:了|的|过|好|上|钱|单|账)|我买单|我[^\s,，。]{0,6}(?:俾|畀)(?:咗|左)|(?:转|发|打|还|v|交)给?我|给我(?!们?(?:看|留|带|说|发))|交(?:到|给)我|收款|微信我|过数(?:俾|给)我|(?:俾|畀)(?:返)?我|转账|打到?我"
)
"""That somebody paid for all and is to have it back."""

COLLECTS = re.compile(
    rf"{PAID_FOR.pattern}|\bi(?:'m|m| am) (?:minding|collecting|holding|keeping|gathering|taking|doing|looking after|in charge of) (?:the |all the )?(?:envelope|money|cash|kitty|fund|whip ?round|subs|dues|collection|jar|it)\b"
    r"|\b(?:cash|revolut|venmo|bank transfer|transfer) (?:or|is|to|please|before|by)\b|\b(?:to|with) me\b"
)
"""That who says it takes the money in."""

_WANTED = r"(?:结一下|结了|结清|转我|转一下|转给我|打给我|打过来|打我|转过来|付一下|付给我|交一下|交给我|给我(?:转|打)?|还没(?:结|付|给|交|转)|该(?:交|付|结)了|记得(?:交|付|转|给|结)|麻烦(?:交|付|转|结|打)|结给我)"
_ZSUMFOR = r"(?:尾款|余款|押金|定金|订金|房租|租金|水电费?|电费|燃气费|煤气费|水费|网费|物业费|班费|份子钱?|学费|补课费|货款|运费|饭钱|票钱|车费|油钱|酒店钱|[\u4e00-\u9fff]{1,3}[钱费]|房费|会费|场地费|工钱|稿费|欠款)"
_DUE = r"(?:due|outstanding|overdue|payable|unpaid|owing|owed|to pay)"
_FEE = r"(?:deposit|balance|remainder|final payment|down payment|invoice|rent|fee|bond|dues|subs|membership|bill|instalment|installment)"
_PRIOR = r"(?:还|仲|都|总共|一共|上次|今天|现在|好像|应该|记得|估计|大概|其实|先)*"

_GIVES = r"(?:bring(?:ing)?|giv(?:e|ing)|drop(?:ping)?|return(?:ing)?|get(?:ting)?|post(?:ing)?)"
_I_WILL = re.compile(r"\bi'?ll\b|\bi will\b|\bi'm\b|\bim\b|\bgonna\b|\bi can\b|\bi need\b|\bremind me\b")
_SENDING = re.compile(
    r"\b(?:sending|transferring|paying|i'?ll|i will|will (?:send|pay|transfer)|let me|gonna|going to|venmo|paypal|monzo|zelle|revolut|alipay|e-?transfer|wechat)\b"
    r"|(?:转|还|发|打|付|给|v)(?:给)?(?:一下)?[你您]|收一下|right|对[吧吗]|是吧|没错吧|过数"
)
"""That who owes says he pays."""


def _numbered(group: str, number: int) -> str:
    """A group under another name, where a pattern has it more than once."""
    return group.replace("?P<thing>", f"?P<thing{number}>")


FORMS: tuple[Form, ...] = (
    # I owe you 15 quid
    Form("mine", Lazily(rf"\b(?:i|and) {_ADVERBS}owe (?:you|u|ya)\b(?: guys)?{_BEFORE_SUM} {_SUM}")),
    Form("mine", Lazily(rf"\bi {_ADVERBS}owe (?:you|u|ya) for (?:the |that |those |my |last night's )?[a-z][\w' -]{{1,24}}?[,:;-] ?(?:(?:it was|that's|that was|was it|which was|i think|about) )?{_SUM}")),
    Form("mine", Lazily(rf"\bi {_ADVERBS}owe (?:you|u|ya) (?:some |the )?(?:money |cash )?for (?:the |that |those |my |last night's )(?P<thing>[a-z][\w'-]+)")),
    Form("mine", Lazily(rf"(?:^|[.,;!] ?|\bso |\band |\bbut |\bthen )(?:still )?owe (?:you|u|ya)\b{_BEFORE_SUM} {_SUM}")),
    Form("mine", Lazily(rf"\biou {_SUM}")),
    Form("mine", Lazily(rf"\bi {_ADVERBS}(?:need|have|gotta|got) to (?:pay|give|send|transfer) (?:you|u) (?:back )?(?:the |that |for the |your )?{_SUM}")),
    Form("mine", Lazily(rf"\bi haven't (?:paid|given|sent|transferred) (?:you|u) (?:back )?(?:the |that |your |for the )?{_SUM}")),
    Form("mine", Lazily(r"\bi (?:still )?haven't (?:paid|settled up with) (?:you|u) (?:back )?for (?:the |that |those )(?P<thing>[a-z][\w'-]+)")),
    Form("mine", Lazily(rf"\b(?:the |that |that's |so that's |it's |makes it |makes that )?{_SUM} (?:that )?i (?:still )?owe (?:you|u)\b")),
    Form("mine", Lazily(rf"\b(?:pay|give|send|get|bring) (?:you|u) (?:the |that |your )?{_SUM} back\b"), _I_WILL),
    Form("mine", Lazily(rf"(?:^|[.,!] ?|\band )(?:still )?(?:got|have) (?:your|ur) {_THING} (?:here|still|at mine)\b")),
    Form("yours", Lazily(rf"\b(?:you|u) (?:still )?(?:never|haven't|havent|didn't|didnt) (?:gave|given|give|returned|return|brought|bring)(?: me)?(?: back)? my {_THING}"), presumed=True),
    Form("yours", Lazily(rf"(?:^|[.,!] ?|\b(?:just|pls|please|can you|could you|so) )(?:venmo|paypal|monzo|ping|zelle|bank|cashapp|cash app|revolut) me {_SUM}"), presumed=True),
    Form("yours", Lazily(rf"\b{_FEE}(?:'s| is| of|:| was| comes to)? {_SUM},? (?:is |and (?:is )?|which is )?(?:due|payable|owed|outstanding)\b(?! (?:back )?to (?:you|u)\b| back)")),
    Form("mine", Lazily(rf"\b{_FEE}(?:'s| is| of|:| was)? {_SUM},? (?:is |and (?:is )?|which is )?(?:due|payable|owed|coming) (?:back to|to|back) (?:you|u)\b")),
    Form("yours", Lazily(rf"\b(?:your |the |this month's )?{_FEE}(?:'s| is) (?:now |still )?due[^.\d£$€]{{0,20}}[,:-]+ ?{_SUM}")),
    Form("mine", Lazily(r"(?:^|[\s,，。]|我)(?:先|还|仍|目前|又|已经)*(?:欠|拖欠)(?:了|着)?(?![我你您])(?P<who>[^\W\d_]{2,5}?)(?P<thing>[半一两三四五六七八\d]+个(?:多)?月(?:的)?(?:房租|租金|工资|水电费|物业费))")),
    Form("mine", Lazily(rf"\bi {_ADVERBS}owe {_NAME}{_BEFORE_SUM} {_SUM}")),
    Form("yours", Lazily(rf"\b(?:you|u|ya)(?: both| all| guys| lot)? {_ADVERBS}owe (?:me|us){_BEFORE_SUM} {_SUM}")),
    Form("yours", Lazily(rf"\b(?:you|u) {_ADVERBS}owe me (?:some |the )?(?:money |cash )?for (?:the |that |those |last night's )(?P<thing>[a-z][\w'-]+)")),
    Form("yours", Lazily(rf"\b(?:that's |the |that )?{_SUM} (?:that )?(?:you|u) (?:still )?owe me\b"), presumed=True),
    Form("theirs", Lazily(rf"\b{_NAME} {_ADVERBS}owes? me{_BEFORE_SUM} {_SUM}")),
    # what is asked for as owed
    Form("yours", Lazily(rf"\byour (?:half|share|part|bit|portion|third|quarter|cut|total)(?: of (?:the |that )?\w+(?: \w+)?)?(?: is|'s| was| comes to| came to| works out at| would be|:)? ?(?:about |like )?{_SUM}")),
    Form("yours", Lazily(rf"\b(?:need|needs|require|requires|looking for|waiting (?:on|for)|please (?:pay|send|transfer)) (?:a |the |your |that )?(?:\w+ )?{_FEE} (?:of|payment of) {_SUM}")),
    Form("yours", Lazily(rf"\b(?:your |the |this month's |last month's )(?:\w+ )?{_FEE} (?:of |is |for \w+ )?{_SUM} (?:is |are |was )?(?:now |still )?{_DUE}\b")),
    Form("yours", Lazily(rf"\b(?:there's|there is|you have|you've got|that leaves)(?: still)? {_SUM} (?:still |left )?{_DUE}\b")),
    Form("yours", Lazily(rf"\b(?:pay|send|transfer|give) me (?:back )?(?:the|your|that|my) {_SUM}(?: back)?"), presumed=True),
    Form("yours", Lazily(rf"\b(?:you can|can you|could you|pls|please|just)(?: just| please)? (?:pay|send|transfer|ping|bank|venmo|monzo|paypal|give) me (?:back )?{_SUM}(?! (?:before|until|till|til|to last|to tide|for now|off my|out of my)\b)"), re.compile(r"\bfor (?:the|that|your|last)\b|\bi (?:paid|bought|booked|covered)|\bback\b"), presumed=True),
    Form("yours", Lazily(rf"\b{_FEE}(?: for \w+| from \w+)? (?:is |are |was )?(?:now |still )?{_DUE}\W{{1,3}}{_SUM}")),
    # that's 8 each, I paid
    Form("each", Lazily(rf"\b(?:fund|fee|fees|subs|dues|kitty|whip ?round|collection|present|gift|deposit|contribution|levy|entry|tickets?|hall|pitch|bus|coach|minibus|share)\b[^.!?\d£$€]{{0,24}}(?:(?:is|are) (?:now |over)?due\b[^.!?\d£$€]{{0,24}}|(?:is|are|'s|:|comes to|works out at|will be|=) ?){_SUM} ?(?:each|a head|pp|apiece|(?:per|a) (?:head|person|family|child|kid|wean|bairn|household|player|couple|car|pupil|student))\b"), COLLECTS),
    Form("each", Lazily(rf"(?:^|[\s,，。]){_SUM}(?:块|元)?(?:一|每|/)(?:件|套|个|份|人|位|张|条|双|本|家|户|桌)[\s,，]*(?:钱)?(?:我|俺)(?:先|都|已经)*(?:垫|付|出|给)(?:的|了|上了?)")),    Form("each", Lazily(rf"(?:that's |that is |it's |its |comes to |came to |works out (?:at|to) |so |is )?{_SUM}(?: (?:quid|pounds))? ?(?:each(?! (?:visit|time|day|week|month|year|way|session|night|hour|class|lesson|trip))|a head|per head|per person|pp|a piece|apiece|per family|per household)\b"), PAID_FOR),
    Form("each", Lazily(rf"\b(?:you (?:all|each)|everyone|everybody|each of you|you guys|you both) (?:still )?owes? me {_SUM}")),
    Form("we", Lazily(rf"\bwe (?:all |each |both )?owe {_NAME} {_SUM}(?: each)?")),
    Form("we", Lazily(rf"{_SUM} each (?:to|for) {_NAME}\b(?! (?:by|pls|please|when)? ?(?:me|my))")),
    # things
    Form("mine", Lazily(rf"\bi(?:'ve| have|ve)? still (?:got |have )?(?:your|ur) {_THING}")),
    Form("mine", Lazily(rf"\bstill got (?:your|ur) {_THING}")),
    Form("mine", Lazily(rf"\bi (?:still )?(?:need|have|ought|gotta|got|must|should)(?: to)? (?:give|get|bring|return|drop)(?: you)?(?: back)? (?:your|ur) {_THING}(?: back| round| off| to you)*")),
    Form("mine", Lazily(rf"\bi (?:still )?haven't (?:given|returned|brought|got)(?: you)?(?: back)? (?:your|ur) {_THING}")),
    Form("mine", Lazily(rf"\b(?:haven't|not) (?:given|returned|brought)(?: you)?(?: back)? (?:your|the) {_THING}(?: i borrowed)")),
    Form("mine", Lazily(rf"\bi(?:'ve|ve| have)? (?:just )?borrowed (?:your|ur) {_THING}")),
    Form("mine", Lazily(rf"\b(?:the|that) {_THING} (?:that )?i borrowed\b"), re.compile(r"\bstill\b|haven't|\bback\b|return|\bbring\b|\bdrop")),
    Form("mine", Lazily(rf"\b(?:thanks|thank you|thx|cheers|ty) (?:\w+ ){{0,2}}for (?:lending|loaning) (?:me )?(?:your |the |that )?(?:{_SUM}|{_THING})")),
    Form("yours", Lazily(rf"\b(?:you|u)(?:'ve|ve| have)? still (?:got |have )?my {_THING}")),
    Form("yours", Lazily(rf"\bi (?:lent|loaned|leant) (?:you|u) (?:{_SUM}|(?:my |the |that |a ){_THING})")),
    Form("theirs", Lazily(rf"\bi (?:lent|loaned|leant) {_NAME} (?:{_SUM}|(?:my |the |that ){_THING})")),
    Form("yours", Lazily(rf"\b(?:you|u) (?:still )?(?:have|haven't) (?:returned|given back|given me back|borrowed) my {_THING}")),
    Form("mine", Lazily(rf"\b(?:your|ur|the|that) {_THING}(?:'s| is| are)? still (?:with me|here with me|at mine|at ours|in my (?:car|van|boot|garage|shed|house|flat))\b")),
    Form("mine", Lazily(rf"^{_THING} still (?:with me|here with me|at mine|at ours)\b")),
    # 我还欠你38块
    Form("mine", Lazily(rf"我{_PRIOR}(?:欠|争)(?:你|您|哥|姐)(?:的|们)?(?:钱|饭钱|车费|票钱)? ?{_SUM}")),
    Form("mine", Lazily(rf"(?:^|[\s,，。])(?:还|仲|上次)?(?:欠|争)(?:你|您)的? ?{_SUM}(?!.{{0,6}}(?:什么时候要|不用))")),
    Form("mine", Lazily(rf"(?:上次|之前|那天|昨天)?(?:跟|问|找|同|管)?[你您]借(?:给我)?的(?:那)? ?{_SUM}"), re.compile(r"还没|没还|忘|还你|先还|发工资|过(?:几|两)天|月底|下个?(?:周|月)")),
    Form("mine", Lazily(rf"我借了[你您](?:的)? ?{_SUM}")),
    Form("mine", Lazily(rf"我{_PRIOR}欠(?!我){_ZNAME} ?{_SUM}")),
    Form("yours", Lazily(rf"(?:你|您){_PRIOR}(?:欠|差|争)我(?:的)?(?:钱)? ?{_SUM}")),
    Form("yours", Lazily(rf"(?:你|您)(?:上次|之前|上个?月)?(?:跟|问|找)我借(?:的|了) ?{_SUM}"), presumed=True),
    Form("theirs", Lazily(rf"(?<![\w]){_ZNAME}{_PRIOR}(?:欠|争|差)我(?:的)? ?{_SUM}")),
    Form("yours", Lazily(rf"(?:你|您)(?:那份|的那份|那一份|那边|这份|的)?(?:是|出|一共|总共|转我|给我|付我)+ ?{_SUM}"), PAID_FOR),
    Form("yours", Lazily(rf"(?:转|给|发|打|还)我 ?{_SUM} ?(?:就行|就好|就可以|就得|即可|哈|哦|吧)"), presumed=True),
    Form("yours", Lazily(rf"(?:帮|替|给)[你您][^\s,，。]{{0,6}}(?:垫|付|交|充|代付|买|订|抢)(?:了|过|好|上|好了|的)?[^\d,，。]{{0,6}} ?{_SUM}")),
    Form("yours", Lazily(rf"{_ZSUMFOR}(?:一共|总共|共|是|还差|还有|还欠|还剩)* ?{_SUM}"), re.compile(_WANTED)),
    Form("mine", Lazily(rf"借[你您]的(?:那)? ?{_SUM}(?=.{{0,12}}(?:还|下个?月|过几天|过两天|发工资|月底))")),
    Form("yours", Lazily(rf"[你您](?:都|怎么|咋)?(?:还没|没)(?:给|转|还|付)我?(?:钱)?(?:呢|啊)?[\s,，是]*{_SUM}")),
    # 我垫了 一人62
    Form("each", Lazily(rf"(?:每人|一人|一个人|每个人|每张|一张|人均|每位|每家|各家|各|aa(?:下来)?(?:每人|一人)?|平摊(?:下来)?(?:每人)?|平均(?:下来)?(?:每人|一人)?|夹(?:钱)?每人)(?:是|就|大概|交|出|转我|付|要|收|差不多)* ?{_SUM}"), PAID_FOR),
    Form("each", Lazily(r"(?P<sum>\d{1,5}(?:\.\d{1,2})?(?:块|元|蚊|镑)?) ?(?:/人|一人|每人|一个人|一位|一家)(?![\d\w])"), PAID_FOR),
    # 借你那个登山包我还没还
    Form("mine", Lazily(rf"借(?:了)?[你您](?:的|那)*[个本把台件辆条双套部张]?{_ZTHING}(?:,|，| )?(?:我)?(?:还没还|一直没还|忘(?:了|记)?还|还在我|没还)")),
    Form("mine", Lazily(rf"(?:跟|问|找|同|管|向)[你您]借的(?:那)?[个本把台件辆条双套部张]?{_ZTHING}(?:,|，| )?(?:我)?(?:还没|一直|忘|还在|下次|改天|周|明天|什么时候|要还)")),
    Form("mine", Lazily(rf"[你您](?:的|那)+[个本把台件辆条双套部张]?{_ZTHING}(?:,|，| )?我?(?:还没还|一直没还|忘(?:了|记)?还(?:了)?|都没还)")),
    Form("mine", Lazily(rf"我(?:还|先)?借了[你您](?:的|那|一)*[个本把台件辆条双套部张]?{_ZTHING}(?=$|[\s,，。!！])")),
    Form("yours", Lazily(rf"[你您](?:上次|之前|上个?月|去年)?(?:跟我|问我|找我)?借(?:我|走|去)的?(?:的|那)*[个本把台件辆条双套部张]?{_ZTHING}(?:,|，| )?(?:你)?(?:还没还|什么时候还|啥时候还|记得还|几时还|该还)"), presumed=True),
    Form("yours", Lazily(rf"(?:我(?:上次|之前)?)?借(?:给)[你您]的(?:那)?[个本把台件辆条双套部张]?(?:{_SUM}|{_ZTHING})(?=$|[\s,，。!！?？]|什么时候|啥时候|记得|该|还没|几时)"), presumed=True),
    # my share is 22, sending it today
    Form("mine", Lazily(rf"\bmy (?:half|share|part|bit|portion|third|quarter|cut)(?: of (?:the |that )?\w+(?: \w+)?)?(?: is|'s| was| comes to| came to|:)? ?(?:about |like )?{_SUM}"), _SENDING, presumed=True),
    Form("mine", Lazily(rf"\b(?:pay|paying|give|giving|send|get) (?:you|u) back (?:for )?(?:the |that |your )?{_SUM}"), _SENDING),
    Form("mine", Lazily(rf"\bi(?:'ve| have|ve)? (?:just |still )?(?:borrowed|had|scrounged|cadged) {_SUM} (?:off|off of|from) (?:{_NAME})")),
    Form("mine", Lazily(rf"\b{_NAME} (?:just |kindly |very kindly )?(?:lent|loaned|leant|spotted|fronted|subbed|floated) me (?:{_SUM}|(?:his|her|their|a|an|the|some) {_THING})")),
    Form("mine", Lazily(rf"\bi(?:'ve| have|ve)? (?:just |still )?(?:borrowed|nicked|got|have|been lent) {_NAME}'s (?!birthday|number|message|email|back|address|old|new|house|card|letter|cold)(?P<thing>(?:drill|ladder|tent|bike|car seat|pram|van|trailer|[a-z]+ (?:drill|saw|pump|tent|book|gun|washer|mower|trimmer|blower))) (?:still|at mine|here|to give|to return|on loan)")),
    Form("mine", Lazily(rf"\b{_GIVES}(?: you)? (?:your|ur) {_THING} (?:back|round|over)\b"), _I_WILL),
    Form("mine", Lazily(rf"\b{_GIVES}(?: you)? back (?:your|ur) {_THING}"), _I_WILL),
    Form("mine", Lazily(rf"\bi(?:'ll|ll| will|'m gonna| can) (?:also )?(?:bring|drop|give|hand|post) (?:you )?the (?!kids?\b|boys?\b|girls?\b|dogs?\b|cats?\b|baby\b|car\b|children\b|puppy\b|shopping\b|van\b|food\b|leftovers\b|results?\b|news\b){_THING} back\b(?! to\b)")),
    Form("mine", Lazily(rf"\bi(?:'ve|ve| have)? (?:still )?(?:got|have) (?:your|ur) {_THING} (?:still|here still|at mine still)\b")),
    Form("mine", Lazily(rf"\b(?:your|ur) {_THING}(?:'s| is| are) still (?:at mine|here|with me|in my (?:car|boot|garage|shed|house|flat|hall|bag|kitchen))\b")),
    Form("yours", Lazily(rf"\bmy {_THING}(?:'s| is| are) still (?:at yours|with you|in your (?:car|boot|garage|shed|house|flat|hall|bag|kitchen))\b"), re.compile(r"\bback\b|\bneed\b|\bwant\b|\bborrow|\blent\b|\bget\b|\bcollect|\bpick up\b")),
    Form("yours", Lazily(rf"\b(?:can|could|may|when (?:can|do|will)) i (?:please )?(?:have|get|grab|collect) my {_THING} back\b"), presumed=True),
    Form("yours", Lazily(rf"\bi(?:'ll| will|'d)? (?:need|want|like)(?: to get)? my {_THING} back\b"), presumed=True),
    Form("yours", Lazily(rf"\b(?:bring|give me|gimme|drop|return|hand|post|get) my {_THING} back\b"), presumed=True),
    Form("yours", Lazily(rf"\b(?:bring|give me|gimme|drop|hand|post|get) back my {_THING}"), presumed=True),
    Form("yours", Lazily(rf"\b(?:you|u) owe me for (?:the |that |those |last night's )?(?:[\w-]+ ){{1,2}}?[-,:(]? ?{_SUM}")),
    Form("yours", Lazily(rf"\binvoice(?: no\.? ?\w+| attached| below| number \w+| #\w+|'s)?(?: is| for| of| comes to| came to| total|:| -)*(?: the| that| your)?(?: \w+)?(?:,|:| -|, that's| -| is| at)? ?{_SUM}")),
    Form("yours", Lazily(rf"\b(?:total|balance|bill|comes to|that's|that is|leaves)(?: is|:| of| comes to)? {_SUM}(?: (?:due|payable|to pay|owing)|,? (?:please )?(?:pay|payable|due|settle|cash or|bank transfer|by transfer|on collection))\b")),
    Form("theirs", Lazily(rf"\bi (?:lent|loaned|leant|gave) (?:{_SUM}|(?:my |the |that ){_THING}) to {_NAME}")),
    Form("theirs", Lazily(rf"\b(?<!['\w]){_NAME}(?:'s (?:still )?(?:got|borrowed)| (?:has|have) (?:still )?(?:got|borrowed)| still (?:has|have)| borrowed) my (?!own\b|first\b){_THING}(?! (?:number|address|email|key|keys|back))")),
    Form("lent", Lazily(rf"\b(?:you|u) (?:lent|loaned|leant|gave) (?:{_SUM}|(?:it|them|that|(?:your|ur|the|that) {_THING})) to {_NAME}")),
    # 你垫的 58 我转你
    Form("mine", Lazily(rf"[你您](?:上次|昨天|那天|今天)?(?:帮我|替我|给我|先|帮我们)?(?:垫|付|出)(?:的|了|付的)[^\d,，。]{{0,6}}? ?{_SUM}"), _SENDING, presumed=True),
    Form("mine", Lazily(rf"(?:上次|之前|那天|昨天|上回)?[你您]借(?:给)?(?:我|俺|额)的? ?(?:那)?{_SUM}")),
    Form("mine", Lazily(rf"我{_PRIOR}(?:差|该)(?:你|您)(?:的)? ?{_SUM}")),
    Form("mine", Lazily(rf"(?:^|[\s,，。])(?:我)?(?:先|还|仍|目前|暂时|今天|又)*(?:欠|赊)(?:了|着)?(?![我你您他她人别]){_ZNAME}(?:那)? ?{_SUM}")),
    Form("mine", Lazily(rf"(?:^|[\s,，。]|我|我又|先|刚)(?:跟|问|找|向|同|管)(?![你您]|我借){_ZNAME}借了? ?{_SUM}")),
    Form("theirs", Lazily(rf"(?:^|[\s,，。]|我|我又|先|刚)借(?:给)?(?:了)?(?![你您我的]){_ZNAME} ?{_SUM}(?!.{{0,4}}借)")),
    Form("theirs", Lazily(rf"(?:^|[\s,，。]){_ZNAME}(?:上次|之前|还|刚)?(?:跟|问|找|向|管)我借(?:了|的|走了) ?{_SUM}")),
    Form("theirs", Lazily(r"(?P<who>老板|老细|公司|单位|厂里?|工地|包工头|东家|前东家|房东|甲方)?(?:仲|还|一共|总共|都|到现在|至今)*(?:欠|差|争|拖欠)我(?:们|哋)? ?(?P<thing>[一二两三四五六七八九十半\d]+个(?:多)?月(?:嘅|的)?(?:粮|工资|薪水|人工|薪|钱))")),
    Form("yours", Lazily(rf"(?:一共|总共|共|合计|总计|加起来|拢共) ?{_SUM}(?=[\s,，。]*(?:月底|下次|回头|周[一二三四五六日末]|年底|下个?月|到时候?|一起|先)*(?:一起|再)?(?:结|付|给我|转|算给我|打))")),
    Form("yours", Lazily(rf"(?:货到|货款|工钱|人工|料钱|尾款|账|帐)[^\d,，。]{{0,8}}{_SUM}(?=[\s,，。]*(?:月底|下次|回头|年底|下个?月|一起|先)*(?:一起|再)?(?:结|付|给我|转|打))")),
    Form("mine", Lazily(rf"[你您](?:的|那|家)+[个本把台件辆条双套部张]?{_ZTHING}(?:还|仲|一直)在我(?:这|那|家|度|车|屋|包|宿舍)")),
    Form("yours", Lazily(rf"我(?:的|那)+[个本把台件辆条双套部张]?{_ZTHING}(?:还|仲|一直)在[你您](?:这|那|家|度|车|屋|包|宿舍)")),
    Form("mine", Lazily(rf"(?:把|将)(?:[你您](?:的|那|家)*)?[个本把台件辆条双套部张]?{_ZTHING}(?:带|拿|送|寄)?还(?:给)?[你您](?=$|[\s,，。!！哈哦啊吧])")),
    Form("yours", Lazily(rf"(?:把|将)我(?:的|那)*[个本把台件辆条双套部张]?{_ZTHING}(?:带|拿|送|寄)?还(?:给)?我(?=$|[\s,，。!！哈哦啊吧])"), presumed=True),
    Form("mine", Lazily(rf"\b(?:not|never|haven't|havent) (?:yet |even )?paid (?:you|u)(?: back)? for (?:the |that )?[\w ]{{3,20}}[,:-]+ ?{_SUM}"), presumed=True),
    Form("mine", Lazily(rf"\b(?:owe|owing|pay) (?:you|u) (?:back )?for (?:the |that |your )?[\w ]{{2,20}}[,:-]+ ?(?:it was |was it |that was )?{_SUM}"), presumed=True),
    Form("mine", Lazily(rf"\b(?:forgot|forgotten|meant|keep forgetting) to (?:bring|give|return|drop)(?: you)?(?: back)? (?:your|ur) {_THING}")),
    Form("mine", Lazily(rf"\b(?:your|ur) {_THING} (?:is|are) in my (?:car|boot|garage|shed|house|flat|hall|bag|kitchen) still\b")),
    Form("yours", Lazily(rf"\b(?:you're|you are|ur|youre) {_SUM} short\b")),
    Form("theirs", Lazily(rf"\b{_NAME} {_ADVERBS}owes? us{_BEFORE_SUM} {_SUM}")),
    Form("mine", Lazily(rf"(?:还|仲)(?:差|欠)[你您] ?{_SUM}")),
    Form("yours", Lazily(rf"(?:退|还)(?:给)?我 ?{_SUM}(?=$|[\s,，。!！吧])"), presumed=True),
    Form("yours", Lazily(rf"[你您](?:上次|上回|那天|之前)?(?:拿|借)(?:走|去)的[个本把台件辆条双套部张]?{_ZTHING}(?:记得|什么时候|啥时候|该|赶紧|快)?还(?:给)?我"), presumed=True),
    Form("theirs", Lazily(rf"(?:^|[\s,，。])(?:把)?(?:我的|我那)?{_ZTHING}借给(?![你您我]){_ZNAME}了(?=$|[\s,，。!！])")),
    Form("theirs", Lazily(rf"(?:^|[\s,，。])(?![你您我]){_ZNAME}(?:借的|欠的|那|的)+ ?{_SUM}(?:还没|一直没|到现在没|都没|没)(?:还|给|转)我")),
)  # fmt: skip

OUTSTANDING = re.compile(
    r"(?P<names>[a-z][\w' -]{1,20}?(?:(?:, | and | & |, and )[a-z][\w'-]{1,15})*) (?:(?:are|is) )?(?:(?:still )?(?:outstanding|unpaid|to pay up|yet to pay)|still (?:to pay|owe|owes|need to pay|needs to pay|haven't paid|hasn't paid|not paid)|haven't paid|hasn't paid)\b"
    r"|\b(?:still )?(?:waiting on|outstanding:|unpaid:|to pay:|missing:|outstanding from|chasing) (?P<waited>[a-z][\w' ,&-]{2,40})"
    r"|(?:就|只|还|现在)*(?:还?剩|还?差|还有|就|缺)(?P<missing>[^\d,，。]{2,16}?)(?:两个|两位|三个)?(?:还)?没(?:交|转|给|付|收到)"
    r"|(?P<unpaid>[^\W\d_][^\d,，。]{1,14}?)(?:你(?:俩|们))?(?:还没|未|都没)(?:交|转|给|付)(?:钱|费|款|我)?(?=$|[\s,，。!！了呢哦哈])"
)
"""Who hasn't paid yet, of a sum that is told there or before."""
MAYBE_OUTSTANDING = Rarely(r"outstanding|unpaid|to pay|still owe|paid|waiting on|missing:|chasing|没|未")
"""What a message has that tells of those."""
FOR_ALL = Rarely(
    rf"\b(?:dues|subs|fees?|tickets?|deposit|share|kitty|contribution|present|gift|it's|that's)\b[^.]{{0,25}}?{SUM}|(?:每人|一人|每家|班费|会费)[^\d]{{0,4}}{SUM}"
    rf"|{SUM} (?:each|per head|per person|pp|a head)\b"
)

_PAYS_BACK = r"(?:pay|give|send|return) (?:you|u|ya|it|that|them)(?: all)? back(?! in (?:hugs|kisses|beers?|pints|wine|cake|kind|cookies|love|coffee|drinks))|(?:give|pay|send) (?:it )?back|(?:一定|肯定|马上|保证|就|再)?还(?:上|给?你|清|您)|先?(?:记着|欠着|赊着?|记账|挂账)"
LOAN_ASKED = Rarely(
    rf"(?:周转|挪|匀|凑|救急|应急|垫|转|打)(?:一下|点|个|给?我)? ?{SUM}|(?<!尾号)(?<!卡号)(?<!账号)(?<!手机)(?<!\d){SUM}[^.!?。]{{0,60}}(?:[.!?] [^.!?]{{0,40}})?[.!?]? ?(?:\bi(?:'ll|ll| will| go| can| promise)? )?(?:{_PAYS_BACK})|\b(?:give|send|get|sub|spot|float|advance) me {SUM}|"
    rf"\b(?:lend|loan|spot|borrow) (?:me |you )?(?:a quick |like |about )?{SUM}|(?:借我|借点?给我|先借|借俾我|能借|能不能借|可以借|帮我垫|借) ?{SUM}"
)
LOAN_TALK = Rarely(
    rf"{_PAYS_BACK}|\b(?:give|send|get|advance) me [^.!?]{{1,16}} (?:till|until|til|before|to last me|for now|off my wages|from my wages)|"
    r"\b(?:lend|loan|spot|sub|float|front|bung) (?:me|us)\b|\bborrow\b|\ba (?:quick |small |little |wee )?loan\b|\bneed (?:some |a bit of )?(?:cash|money)\b|\b(?:short|skint|strapped|broke) (?:of|on|for|until|till|til|this|at)\b"
    r"|(?:能不能|能|可以|可不可以|想)?(?:先)?(?:跟|问|找|向)?[你您]?借(?:我|俺|俾我|给我)?(?:点|些)?钱?|周转|手头(?:有点)?紧|救(?:个)?急|垫一下|先垫"
)
"""That somebody asks for money for a while, the sum said there or after."""
LENT = Rarely(
    r"^\W*(?:ok(?:ay)?|yes|yep|sure)?[ ,]*(?:all )?(?:done|sorted)\W*$|\b(?:sent(?! (?:you |u |ya )?(?:the|a|an|some|my|this|that|those|her|him|them)\b(?! (?:money|cash|transfer|lot)))|sending|transferred|transferring|here's|here you (?:go|are)|paypal'?l?e?d|monzo'?e?d|venmo'?e?d|zelle'?d|cash ?app'?e?d|e-?transfer+ed|in your account|it's gone (?:over|through)|just (?:did|done) it)\b"
    r"|^\W*(?:打|转|汇)(?:了|咯|啦|咗|过去|好了?)(?=$|[\s,，。!！])|^\W*(?:得+|行|好|可以|冇问题|没问题|ok)[\s,，]*(?:先)?(?:记|挂|欠)(?:数|着|账|帐)|转(?:了|过去|好|给你|你)|拿着|给你转|过(?:咗|左)|打(?:给|过去|你)|发你|\[(?:微信)?转账|\[红包"
)
"""That money is handed over which was asked for."""
LEND_ME = Rarely(
    rf"\b(?:can|could|may|cd|cld|might|mind if|ok if|would it be ok if|think) (?:i|we) (?:please |pls |possibly |maybe |just |quickly )*(?:borrow|nick|pinch|steal|have a (?:lend|loan|borrow) of|use|get a lend of) (?:your|ur|the|that|a|one of your|some) {_numbered(_THING, 1)}"
    rf"|\b(?:lend|loan|lending|loaning) (?:me|us) (?:your|ur|the|that|a|an|one of your|some) {_numbered(_THING, 2)}|\b(?:any(?:one|body)|some(?:one|body)|you|u) (?:got|have|has|own) (?:a|an|any|some|one of those) {_numbered(_THING, 3)} (?:i|we|that i|that we) (?:can|could) (?:borrow|use)"
    rf"|(?:能不能|可不可以|可以|可唔可以|能|想|可否)?(?:跟你|问你|找你)?借(?:一下|下|我|用|给我|俾我|俺)*[你您](?:的|那|家)+[个本把台件辆条双套部张]?{_numbered(_ZTHING, 4)}(?=$|[\s,，。!！?？吗用几行好呗])"
    rf"|(?:^|[\s,，。]|(?<=[姐哥妈爸叔姨嫂弟妹总]))(?:[你您](?:的|那|家)*(?:里)?(?:有)?)?(?:那|有)?[个本把台件辆条双套部张]?{_numbered(_ZTHING, 5)}(?:还在(?:不|吗|么)?)?[\s,，]*(?:能不能|可不可以|可以|可唔可以|方便|能|可否|先|得唔得)*(?:借(?:我|给我|俾我|俺|额|一下)|先?借用)"
)
"""A thing is asked for as a loan."""
GRANT = Rarely(
    r"\b(?:it's|its|they're|all) yours\b|\btake (?:it|them|mine|that one)\b|\bhelp yourself\b|\bgrab (?:it|them|mine)\b|\bbe my guest\b|\bcome (?:and |over and |round and )?(?:get|grab|collect|fetch|pick (?:it|them) up)\b|\bwant (?:it|them) back\b|\bhave (?:it|them) back\b"
    r"|\bbring (?:it|them) back\b|\b(?:back|return it) by\b|\bdon't (?:break|lose|scratch|wreck) it\b|\byou can (?:borrow|have|take|use) (?:it|mine|ours|them)\b|\b(?:i'll|will) (?:bring|drop) (?:it|them) (?:round|over|off|with|to|by)\b"
    r"|借你|借给你|拿去|拿走|来拿|来取|过来拿|你拿|攞去|你用吧|拿着用|随便用|尽管用|还我(?:啊|哦|哈|就行|就好)?|别(?:给我)?(?:卖|弄坏|弄丢|摔|搞坏)|记得还"
)
"""That it is granted, surely."""
REFUSED = Rarely(
    r"\b(?:no|nope|nah|sorry|can't|cant|don't have|haven't got|lent it|sold|broken|using it|need it)\b|不行|不能|不借|没有|(?<!弄)坏了|借出去|(?<!给我)卖了|我要用|唔得|冇"
)
WHERE_IS = re.compile(
    rf"\bwhere(?:'s| is| are|'d| did)?(?: you put)? my {_THING}|我(?:的|那)+[个本把台件辆条双套部张]?{_numbered(_ZTHING, 2)}(?:呢|去哪|在哪|哪去)"
)
"""Something of one's own is looked for."""
HAS_MINE = Rarely(
    rf"\b(?:do|did|have|has)? ?(?:you|u) (?:still )?(?:have|got|borrow) my {_numbered(_THING, 1)}|\bcan i (?:get|have) my {_numbered(_THING, 2)} back|\bdid (?:i|you) (?:lend|borrow) (?:you )?my {_numbered(_THING, 3)}"
    rf"|我(?:的|那)+[个本把台件辆条双套部张]?{_numbered(_ZTHING, 4)}(?:是不是|系咪)?(?:借给?你了|还在你(?:那|这|度)|你还没还)"
    rf"|我(?:的|那)+[个本把台件辆条双套部张]?{_numbered(_ZTHING, 6)}[\s,，]*你?(?:看到|见到|看见|见过|拿|带)(?:没|了没|了吗|吗|冇)[\s,，]*[^。]{{0,8}}借(?:给)?[你您]"
    rf"|你(?:是不是)?(?:借了|还拿着)我(?:的|那)+[个本把台件辆条双套部张]?{_numbered(_ZTHING, 5)}"
)
MISSING = Rarely(
    rf"(?:^|[.!?] |\b(?:the|my|our) )(?!(?:the|my|our|a|an|this|that|your|his|her) ){_numbered(_THING, 1)}(?:'s| is| are| has| have)(?: gone)? (?:missing|gone|vanished|disappeared|walked|not here|not there|nowhere)\b(?! (?:a|an|the|his|her|my|your|you|from my life|off|bad|up|down|mad|wrong|to)\b)"
    rf"|\b(?:who(?:'s| has|ever)?|whoever(?:'s| has)?|has (?:any|some)(?:one|body)|did (?:any|some)(?:one|body)) (?:has |have |got |took |taken |take |borrowed |borrow |nicked |seen |moved |used |uses? )+(?:the|my|our) {_numbered(_THING, 2)}"
    rf"|(?:谁|哪个|边个|哪位)(?:拿|借|用|动|攞)(?:走|了|咗)+我?(?:的|那|家)*[个本把台件辆条双套部张]?{_numbered(_ZTHING, 3)}(?=$|[\s,，。!！?？])|(?:我|家|公司|楼下)?(?:的|那)+[个本把台件辆条双套部张]?{_numbered(_ZTHING, 4)}(?:不见|找不到|没)了"
)
"""Something is looked for that somebody here may have."""
HAVE_IT = Rarely(
    r"\bi(?:'ve|ve| have|'m the one who| am the one who)? (?:just )?(?:borrowed|nicked|grabbed|pinched) (?:it|them)\b(?! back)|\b(?:it's|they're|its|theyre) (?:here )?(?:with me|at mine|in my (?:car|van|shed|garage|house|flat|bag|boot))\b|\bit(?:'s| is|s) me\b.{0,20}\bborrow"
    r"|(?:我|在我)(?:借|拿|用)(?:走|去)?(?:了|咗|的)(?=$|[\s,，。!！])|在我(?:这|那|度|车|家|包)"
)
"""That who says it has it."""
BACK_PLEASE = Rarely(
    r"\b(?:need|want|like|needing|wanting) (?:that|it|them|those|this|the \w+)(?: (?:one|lot|thing|yoke))? back\b|\b(?:bring|give|get|drop|have) (?:it|them|that|those) back(?: to me| over| round)?(?= (?:by|on|for|before|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight))\b"
)
"""A thing lent is wanted back."""
HOW_MUCH = Rarely(
    r"\b(?:how much|what)(?:'s| is| was| do| did| should)?[^?.!]{0,30}\b(?:i (?:still )?owe|my (?:share|half|bit|part)|the damage|i (?:send|pay|transfer)(?: you)?)\b|\bowe you\b|\blet me (?:pay|know what i owe)\b|\bhow much (?:was|is|were) (?:it|that|the|mine|my)\b[^?]{0,30}\?.{0,20}\b(?:pay|send|transfer|owe)|\bwhat do i owe"
    r"|(?:多少钱?|几多钱?)[\s,，?？]*我?(?:转|给|打|还|俾|过)(?:给)?你|我?(?:该|要|应该)?(?:给|转|欠|还|争)(?:给)?你(?:多少|几多)|我那份(?:是)?(?:多少|几多)"
)
"""What somebody asks who means to pay."""
BARE_SUM = re.compile(
    rf"^\W*(?:(?:yes|yeah|yep|right|correct|(?:he|she|that)'?s right)\W+)?(?:(?:it was|it's|its|that's|was|call it|just|about|think|your half is|一共|就|是|你的?|系|给|转|我)\W*){{0,2}}{SUM}(?:,? ?(?:each|pls|please|thanks|ta|x|mate|就行|就好|吧|哈|谢谢|by [a-z0-9 ]{{3,18}}|before [a-z0-9 ]{{3,18}}))*\W*$"
)
"""An answer that is a sum and nothing more."""
BORROWS = Rarely(
    rf"\b(?:can|could|may|cd) i (?:please )?borrow (?:your|ur|the|a) {_numbered(_THING, 1)}|\b(?:lend|loan) me (?:your|ur|the|a) {_numbered(_THING, 2)}"
    rf"|(?:能不能|可不可以|可以|能|想)?(?:跟你|问你)?借(?:一下|下|我|用)*[你您](?:的|那|家)+[个本把台件辆条双套部张]?{_numbered(_ZTHING, 3)}(?=$|[\s,，。!！?？吗用几])|[你您](?:的|那|家)+[个本把台件辆条双套部张]?{_numbered(_ZTHING, 4)}(?:能|可以|可不可以|能不能|方便)?借我"
)
"""A wish to borrow a thing."""
TAKEN = Rarely(
    rf"\b(?:got|collected|picked up|have|grabbed) (?:your |the |ur )?{_numbered(_THING, 1)}|{_numbered(_ZTHING, 2)}(?:我)?(?:拿到|收到|取到|拿走|先拿走|借走)(?:了|啦)?"
)
"""That who asked to borrow it has it now."""
YES = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|ye|yh|oh yes|oh god yes|i do|omg yes|shit yes|sorry|guilty|对|是的?|嗯|在|系|有|没错|哎呀|啊对)"
)
SUMS_OF_ALL = Rarely(
    r"(?:一共|总共|总|共|合计|total(?: is| was|:)?|came to|bill was|这月|花了|账单) ?(?P<total>[£$€¥]?\d{1,6}(?:\.\d{1,2})?)"
)

MAYBE_OWED = Rarely(
    r"\bowing\b|\ba (?:child|kid|wean|bairn|family|household|player|couple|car|pupil|student)\b|\bpay (?:you|u)\b|paid (?:you|u)\b|\bshort\b|forg[eo]t|still$|没(?:给|转|还|付)我|借你的|共 ?[\d一二两三四五六七八九]|还给?[你您我]|退|借给|在[我你您][这那家度车屋包宿]|[差欠赊]|账|帐|货|你.{0,4}[垫付]|[每一]张|\bowe[sd]?\b|\biou\b|\beach\b|\bper (?:head|person|family|household)|\bpp\b|\bhead\b|piece\b|\bshare\b|\bhalf\b|\byour (?:part|bit|third)|\bdeposit|\bbalance|\binvoice|\bdue\b|\bdues\b"
    r"|outstanding|unpaid|to pay\b|payable|\bspotted|\bfronted|\bback\b|\bmy (?:half|share|part|cut|third)|still (?:at|in|here|with)\b|一[件套个份人]|每[件套]|got my\b|has my\b|\bgave\b|\btotal\b|\bbill\b|\bpay me|\bborrow|\blen[dt]\b|\blending|\bloan|\bleant|still (?:got|have)|your \w+.{0,20} back\b|haven't (?:paid|given|returned|brought|sent|settled)|hasn't paid|waiting on|chasing"
    r"|\bsend me|(?:give|pay|send) (?:you|u)\b|\bback your\b|\byour \w+ back|\btransfer me|\bgive me|\bpayment\b|\brent\b"
    r"|[欠借垫争]|还没还|忘[了记]?还|都没还|没还|没(?:交|转|给|付)|未交|(?:每|一|/)(?:个)?[人位家]|人均|各|aa|平[摊均]|尾款|余款|[押定订]金|费|款|房租|帮你|替你|转我|给我|发我|打我|付我|你那份"
)
"""What a message that tells of a debt has."""
MAYBE_ENDED = Rarely(
    r"\[|\bdebt\b|\bleave\b|rest\b|mine\b|too\b|same\b|\bhome\b|on (?:your|ur)\b|\bleft\b|剩|余|\bin (?:your|ur)\b|under (?:your|ur)|venmo|zelle|landed|到|放|给|\bdone\b|here's|here you|拿着|放你|过咗|过左|\bpaid\b|\bsent\b|transferred|\w+(?:ed|'d) you\b|\bmonzo|\bsquare\b|\beven\b|\bquits\b|settled|received|returned|\bforget\b|\bkeep\b|worry|worries|\bgot\b|\bgave\b|dropped|dropping|on me\b|my treat|\bmoney\b"
    r"|your (?:bank|account)|\bback\b|\bbrought|collected|picked up|\bposted|\bhave\b|no need|don't|forgiven|thanks|\bdid my\b|[转交付打还汇]|给[你您了]|收到|到账|拿到|取到|拿回|放你|送|寄|到了|算我|不用|免了|两清|扯平|我请|过.?数|入.?数|结清"
)
"""What a message that ends one has."""
HAS_SUM = re.compile(
    r"\d|[一二两三四五六七八九十百千万]|tenner|fiver|hundred|quid|pounds|bucks|\b(?:ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b"
)
"""What a message has that tells a sum."""
