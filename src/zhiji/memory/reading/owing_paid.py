"""How debts end: paid, given back, in part, forgiven. Read against what is owed in a chat; matched on folded text."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from zhiji.memory.reading.lazily import Lazily
from zhiji.memory.reading.owing_sums import SUM
from zhiji.memory.reading.rarely import Rarely

End = Literal["paid", "received", "square", "forgiven"]


class Ending(NamedTuple):
    """A way to say that a debt is over; a bare one only counts soon after the debt was told."""

    end: End
    pattern: Lazily
    bare: bool = False
    after: re.Pattern[str] | None = None  # what the other must just have said


_LEAD = r"^(?:(?:\d+[.、)] ?)?(?:ok|okay|right|and|just|all|yes|yep|yeah|done|so|sorry|hey|hi|there|morning|ta|money|payment|cash|it's|its|also|now)?\W*){0,3}"
_FOR = r"(?:dues|deposit|rent|balance|invoice|share|money|cash|fees?|subs|membership|half|payment|bill|transfer|instalment|ticket money|tickets)"
_SENT = r"(?:sent|paid|transferred|tranferred|transfered|paypall?ed|paypal'?d|venmoe?d|venmo'd|monzoe?d|monzo'd|wired|bacs'?d|pinged|banked|zelled|zelle'?d|cash ?app(?:'d|ed)|e-?transferr?ed|revoluted|settled)"
_YOUR = r"(?:your|ur)"
_PLACE = r"(?:account|acc|bank|mat|doormat|letterbox|letter box|mailbox|door|desk|drawer|locker|pigeonhole|bag|kitchen table|table|counter|windowsill|pocket|coat|monzo|paypal|venmo|revolut)"
_OWES = re.compile(r"\bowe\b|\bpay (?:you|u)\b|欠|还你|转你|该给你")
_SENDS = re.compile(
    r"\b(?:send|sending|sent|transfer\w*|paid|paying|pay|venmo\w*|paypal\w*|monzo\w*|zelle\w*|e-?transfer\w*|alipay)\b|转|打给|发你|微信|支付宝|到账|收到没|收到[吗么]|过数"
)
_PAID_JUST = re.compile(r"\b(?:sent|paid|done|transferred|venmo'?e?d|through)\b|[转交付打]了|已[转交付]")
_RETURNED = r"(?:returned|dropped off|given back|handed back|brought back|posted back)"

_BY = r"(?:by|via|on|with|thru|through|over|using) (?:the )?(?:pay ?id|revolut|paypal|venmo|zelle|monzo|bank|transfer|bank transfer|cash ?app|apple pay|interac|e-?transfer|wise|wechat|alipay|bizum|swish|twint|upi|gpay|m-?pesa|opay|osko|app)"
ENDINGS: tuple[Ending, ...] = (
    Ending("forgiven", Lazily(rf"\bdebt (?:cancelled|canceled|forgiven|erased|wiped|written off)\b|\b(?:the )?(?:rest|balance|remainder|remaining|{SUM}),? (?:just )?(?:leave it|forget it|keep it|is yours|is a gift|don't bother)\b|\b(?:leave|keep|forget) the (?:rest|balance|remainder)\b|(?:剩下的?|余下的?|剩的|尾数|零头|那点)(?:钱)?(?:就)?(?:不用|算了|别|免|不要|甭)")),
    Ending("paid", Lazily(rf"{_LEAD}(?:just )?{_SENT} (?:it |you |mine |that )?(?:now |over |just now |today )?{_BY}\b"), bare=True),
    Ending("paid", Lazily(rf"^\W*(?:ok |right |just |i(?:'ve| have)? |and )*(?:{_SENT}|done|did|paid up|transferred over) (?:mine|my (?:share|half|bit|part|one|tenner|fiver))\b|\bmine(?:'s| is| has)? (?:just |also |all )*(?:through|sent|paid|done|in|gone|transferred|over)\b"), bare=True),
    Ending("paid", Lazily(r"^\W*(?:me too|same(?: here)?|and me|mine too|mine as well|me as well|ditto|我也(?:转|交|付|打|给)(?:了|咯|啦)?|我也是|\+1)(?: now| just now| too| done| sent)*\W*$"), bare=True, after=_PAID_JUST),
    Ending("paid", Lazily(r"^\W*(?:all )?(?:done|sent|paid|sorted)(?:\W|x|xx|now|just|mate|hun|love|pal|lads|there|ta|thanks|boss|coach|bro|sis|ma|sir|(?:look|check|see) (?:at )?(?:your|ur) (?:monzo|revolut|venmo|paypal|bank|account|phone|app))*$"), bare=True),
    Ending("paid", Lazily(rf"\b(?:left|put|popped|stuck|dropped|slipped|stuffed) (?:the |your |ur )?(?:{SUM}|money|cash) (?:in|on|under|by|at|behind|beside|inside|through|into) (?:your|ur|the)\b")),
    Ending("paid", Lazily(rf"^(?!i )(?P<named>[a-z][\w'-]+),? (?:just |have |i |i've )*{_SENT} (?:you|u) (?:the |that |your |my )?(?:{SUM}|tenner|fiver|money|share)")),
    Ending("received", Lazily(rf"\b(?:that's|thats|that is|there's|theres|thats?) (?:the |your |all the )?(?:{SUM}|money|cash|transfer|payment|bond|deposit|refund|rent) (?:just |now |all )*(?:landed|in|arrived|through|received|here|cleared)\b|\b(?:bond|deposit|refund|{_FOR}|{SUM}) (?:has |have |just |now |all |is )*(?:landed|arrived|cleared|received|came in|come in|hit my account)\b")),
    Ending("received", Lazily(r"^\W*(?:and |ok |thanks |also )*@?(?P<payer>(?!i\b|you\b|he\b|she\b|they\b|who\b|everyone\b|nobody\b)[a-z][\w'-]+)(?:'s| has| have)? (?:just |now |already |also )*(?:paid up|paid|settled up|squared up|sent (?:his|hers|theirs|it|me his|me hers)|has paid)(?: me)?(?: too| as well| now| up| today| yesterday| already)*(?=\W*$|[.,!]| before| so\b)")),
    Ending("received", Lazily(r"^\W*(?:收到晒|收到咗|收晒|收齐|收到啦|收到嗮|收到喇|收到了?(?:钱|款)?)(?=$|[\s,，。!！谢唔多])"), bare=True, after=_SENDS),
    Ending("square", Lazily(r"\b(?:we're|we are|were|that makes us|makes us|now|all|so)(?: all| now| both)? (?:square|even|quits|settled up)\b|\ball square\b|两清|扯平|清账|账清了|结清了")),
    Ending("forgiven", Lazily(rf"\b(?:forget|don't worry|dont worry|no worries|never mind|nevermind)(?: about)? (?:the |that )?(?:money|{SUM}|{_FOR})\b|\bkeep the (?:money|change|{SUM})|\b(?:no need|don't need|dont need|don't have|dont have) (?:to )?(?:pay|give|send|transfer)(?: it| that| the money)?(?: me)?(?: back)?\b(?! until| yet| now| today)|\bcall it (?:even|quits)\b|\b(?:you can )?scrap the (?:debt|{SUM})|\bconsider (?:it|the \w+|that) (?:forgiven|a gift|paid)")),
    Ending("forgiven", Lazily(r"不用还(?:了|我|$)|不用(?:给|转|付)(?:我|钱)?了|(?:别|唔使|不必)(?:转|还|给|付|俾|畀)(?:我|钱)?(?:了|啦|喇)|不用转|钱不用|算我的(?!错)|算我请|免了|不要你的?钱|当我请|当我送|(?:就)?当送你了")),
    Ending("forgiven", Lazily(r"\b(?:it's|its|that's|that one's|this one's|the \w+ (?:is|was)) on me\b|\bmy treat\b|我请(?:客|你|大家|的|了)"), bare=True),
    Ending("received", Lazily(rf"\b(?:got|received|have|recieved)(?: (?:the|your|that|it,?))? (?:money|cash|transfer|payment|{_FOR}|{SUM})\b|\b(?:money|cash|transfer|payment|{_FOR}) (?:received|arrived|landed|came through|is in|just landed|has landed|has arrived)\b|\b(?:thanks|thank you|thx|cheers|ta) for (?:paying(?: me)?(?: back)?|the (?:money|transfer|cash|payment|{SUM}|{_FOR})|settling(?: up)?)\b|钱(?:我)?(?:已经|已)?(?:收到|到账|到了)|(?:收到|到账)(?:了)?(?:钱|款|转账|{SUM})|{SUM}(?:已|已经)?(?:收到|到账|收了)|(?:款|转账|尾款|押金|房租)(?:已|已经)?(?:收到|到账|到了)")),
    Ending("received", Lazily(r"^(?:received|到账|收到钱|到了到了|入咗数|收到啦?)\b"), bare=True),
    Ending("paid", Lazily(r"\bpaid (?:you|u|ya) (?:back|up)\b|\bpaid back (?:you|the)\b|\bsettled up\b|\b(?:just |already )?paid (?:you|u) (?:the |for )")),
    Ending("paid", Lazily(rf"{SUM} (?:is |has been |just |now |been |all )*(?:{_SENT}|in (?:your|ur) (?:account|bank)|on its way|on the way)\b")),
    Ending("paid", Lazily(rf"\b(?:i(?:'ve|ve| have)? |just |already |have |all |right, |ok )*{_SENT} (?:you |u |it |that |over |across |back |through |for )*(?:the |that |your |my )?(?:other |full |whole )?(?:{SUM}|{_FOR}\b)")),
    Ending("paid", Lazily(rf"\b{_FOR} (?:is |are |has been |have been |all |now |just )*(?:{_SENT}|settled|done|in your account|sorted|gone through)\b|\bshould be in (?:your|ur) (?:account|bank)|\bmoney's (?:in your|on its way|sent|gone)|\bcheck your (?:bank|account|monzo|paypal|venmo|revolut)")),
    Ending("paid", Lazily(rf"{_LEAD}(?:just )?{_SENT}(?:\s*(?:!|\.|,|x|it|over|now|right now|mate|thanks|ta|sorry|just now|\bthx\b|this morning|this afternoon|this evening|last night|today|yesterday|earlier|already|online|by transfer|too|as well|✅|👍|\W))*$"), bare=True),
    Ending("paid", Lazily(r"^\W*(?:done|all done|搞定|过咗|过左)(?:\W|喇|啦|了|✅)*$"), bare=True),
    Ending("paid", Lazily(rf"{_LEAD}(?:i(?:'ve|ve| have)? )?(?:just )?{_SENT} (?:it|you|u|that|mine)\b"), bare=True),
    Ending("paid", Lazily(rf"(?:钱|款|尾款|余款|押金|定金|订金|房租|租金|班费|会费|学费|份子钱?|费用|水电费?|电费|燃气费|{SUM})(?:我|都|刚|刚刚|已经|已|给你|帮你)*(?:打|转|付|交|还|汇|过|结|发|微信|支付宝)(?:过去|给|你|您|过|好|清|俾|畀)*(?:了|啦|咗|喇|完)")),
    Ending("paid", Lazily(rf"^[^\s,，。]{{0,4}}(?:转|付|打|还)(?:了|过去|过去了|咗)[\s]?{SUM}(?=$|[\s,，。!！块了])")),
    Ending("paid", Lazily(rf"(?:还|转|打|付|给|微信|过)(?:了|咗)?(?:给)?[你您](?:了|啦|咗)? ?{SUM}(?!.{{0,6}}(?:吧|行吗|好吗|可以吗))(?:了|啦|块|,|，|\s|$)|(?:刚|刚刚|已经|已)(?:还|转|付|交)(?:给|了|你|您|清)+|过(?:咗|左)数|入(?:咗|左)数|钱还(?:你|您)了|还清了|还上了")),
    Ending("paid", Lazily(r"^(?:\d+[.、)]? ?)?(?:[^\s,，。]{1,8}[\s,，])?(?:好的?|ok|嗯|刚|刚刚|已经|我|也|都|行|来了|搞定)*[\s,，]*(?:已)?(?:转|交|付|给|打|过数|入数)(?:给|过去|过|你|您|好|清|钱|账)*(?:了|啦|咗|喇|完)(?=$|[\s,，。!！~～哈哦呀呢])|^(?:\d+[.、)]? ?)?(?:[^\s,，。]{1,8}[\s,，])?已(?:转|交|付|给|汇)(?=$|[\s,，。!！~～])|转(?:了|啦|好了?)[\s,，]*(?:查收|你看下|收一下|收下|点收)"), bare=True),
    Ending("paid", Lazily(rf"{SUM} (?:is |left |put |cash )*(?:in|under|on|through|by|behind|inside) {_YOUR} {_PLACE}\b")),
    Ending("paid", Lazily(rf"\b(?:the )?(?:rest|remainder|balance|money|cash|last (?:bit|of it)|other half|it)(?:'s| is|s| has gone| went)? (?:now |all )?(?:in|into|under|on|through) {_YOUR} {_PLACE}\b")),
    Ending("paid", Lazily(rf"\b(?:left|put|popped|stuck|dropped|slipped) (?:the |your )?(?:cash|money|{SUM}) (?:in|under|on|through|with)\b")),
    Ending("paid", Lazily(r"\bthat's (?:us|me|you) (?:all )?(?:square|straight|even|paid|settled)\b|\b(?:all )?paid (?:up|off|in full)\b|\bdebt (?:paid|cleared|settled)\b|\bcleared (?:my|the) (?:debt|tab|balance)\b")),
    Ending("paid", Lazily(rf"\[(?:微信|支付宝)?转账(?:给你)?[\s:：]*(?:{SUM})?元?\]?[\s:：]*(?:已?(?:转|付|交)[\s:：]*)?(?:{SUM})?|\[(?:bank )?(?:transfer|payment|sent)[^\]]{{0,20}}\]"), bare=True),
    Ending("paid", Lazily(rf"(?:{SUM}|钱|尾款|余款|剩下的?|最后的?)(?:已经?|都|刚|刚刚|我|全)*(?:转|还|打|付|给|汇|交)(?:给)?[你您]了?(?=$|[\s,，。!！姐哥啊哈哦])")),
    Ending("paid", Lazily(rf"{SUM}(?:已|已经)(?:转|付|打|汇|还|交|结)|(?:已|已经)(?:转|付|打|汇|还)(?:账)?[\s:：]?{SUM}")),
    Ending("paid", Lazily(rf"(?:^|[\s,，。])(?:(?:先|今天|刚|刚刚)?(?:还|转|给)(?:了)?[你您]|先(?:还|转|打)(?:了|上)?) ?{SUM}(?=$|[\s,，。!！])")),
    Ending("paid", Lazily(r"^\W*(?:(?:今天)?(?:下午|上午|早上?|中午|晚上|昨天|昨晚|前天|刚才|刚|已经|早就?|都)*)(?:给|还|转|付|交|结|打)(?:过|清|完|过去)?(?:了|咧|啦|喇|咗|嘞|的了)(?:他|你|她|人家|清)?(?=$|[\s,，。!！])"), bare=True),
    Ending("paid", Lazily(rf"^\W*{_SENT}\b(?=\W+(?:check|pls|please|see|plz|have a look|查|收|看)|\W*[\u3400-\u9fff])"), bare=True),
    Ending("paid", Lazily(r"^\W*(?:all )?done(?: just)?(?: now| today| this morning| it)?\b(?=\W*$|[.!,])|\b(?:just )?did the transfer\b|\btransfer(?:'s| is)? (?:done|gone|sent|made)\b"), bare=True),
    Ending("paid", Lazily(r"^\W*(?:微信|支付宝|银行卡?)(?:刚|已经?)?(?:转|打|发|付)(?:给)?[你您]?(?:过去)?(?:了|啦)(?=$|[\s,，。!！])|^\W*(?:刚|刚刚|已经|我)?给[你您](?:转|打|发|汇|微信)(?:过去|了|好|去)(?:了|啦)?(?=$|[\s,，。!！])"), bare=True),
    Ending("forgiven", Lazily(r"^\W*(?:(?:nah|oh|lol|no|haha)\W+)?(?:forget (?:about )?it|don'?t (?:worry about it|be silly|be daft)|dw about it|keep it|no need)\b|^\W*(?:别给了|不用了|算了吧?|不要了|甭还了?)"), bare=True, after=_OWES),
    Ending("received", Lazily(rf"\b(?:got|received|have) [a-z]+'s (?:{SUM}|money|cash|share|half)\b|\b[a-z]+'s (?:{SUM}|money|cash|share) (?:is )?(?:in|here|received|arrived)\b")),
    Ending("received", Lazily(r"^\W*(?:got it|it's (?:in|here|landed|arrived)|landed|came through|received|all received|in my account|just came in|recd)\b|^\W*(?:ta|thanks|cheers|thank you|thx)\W*(?:got it|received|all good)"), bare=True, after=_SENDS),
    Ending("received", Lazily(r"^\W*(?:到了|收到了?|收咗|收了|到账了?|收妥|已收|入咗)(?:到了|到账)?(?=$|[\s,，。!！哈谢])"), bare=True, after=_SENDS),
)  # fmt: skip

REST = Rarely(
    rf"\b(?:the )?(?:rest|remaining|remainder|other|outstanding|last|balance(?: of)?|still owe you|final)(?: of)?(?: the)? {SUM}(?! (?:is |are )?(?:in|under|on|now|sent|paid))|\b{SUM} (?:left(?! (?:in|on|under))|to go|outstanding|still to come|to follow|more to (?:go|come)|remaining)\b"
    rf"|(?:还?剩(?:下)?(?:的)?|还差|还欠(?:你)?|余下(?:的)?|剩余(?:的)?|尾数) ?{SUM}"
)
"""What is left of a debt that was paid in part."""
GIVEN_BACK = Rarely(
    rf"\b(?P<thing>[a-z][\w'-]+(?: [a-z][\w'-]+)??) ?(?:'s |is |was |are |has been |all |now |safely |been )*(?:{_RETURNED}|home(?= |$|\W)(?! (?:alone|late|early))|on (?:your|ur) (?:\w+ )?(?:seat|desk|doorstep|step|porch|table|chair|bed|bench|doormat)|back (?:with (?:you|its owner)|on (?:your|its|the)|at yours|in (?:your|its|the)|where it (?:belongs|lives|was)|under (?:your|the)|by (?:your|the)|outside your|safe|home))\b"
    rf"|\b(?:{_RETURNED}|gave|dropped|left|brought|took|posted|handed)(?: you)?(?: back| off)? (?:your|ur|the|her|his|my) (?P<given>[a-z][\w'-]+(?: [a-z][\w'-]+)?)(?P<mark> back| off| round| outside| at yours| on your| in your| with your| through)?"
    rf"|\b(?:got|have|collected|picked up|received)(?: back)? (?:my|the) (?P<got>[a-z][\w'-]+(?: [a-z][\w'-]+)?)(?: back)?\b"
    rf"|\b(?:thanks|thank you|thx|cheers|ta) for (?:returning|bringing back|dropping off|dropping|bringing) (?:my|the) (?P<thanked>[a-z][\w'-]+(?: [a-z][\w'-]+)?)"
    r"|(?P<taken>[^\W\d_你我]{1,8}?)(?:我)?(?:已经|已|都|刚)?(?:放[^\s,，。]{1,6}(?:家|那|桌|门口|店|柜|楼下|里|上)|拿到|收到|拿回来|取到|还了|还你|还给|还回|归还|放你|放在你|带给你|寄回|寄给你|送回|送到你)(?:了|啦|咗|去了)?"
    r"|把(?:[你您](?:的|那)*)?[个本把台件辆条双套部张]?(?P<put>[^\W\d_你我]{1,8}?)(?:给你)?(?:放|带|搁|留|寄|送|拿)(?:在|到|给|去|回)?[^\s,，。]{1,8}(?:了|啦|咗)"
    r"|(?:收到|拿到|拿回)(?:你还的|了)?(?P<fetched>[^\W\d_你我了]{1,8})"
)
"""That something lent is with its owner again; what it is must be known as lent."""
NOT_YET = Rarely(
    r"\bwill\b|\bgonna\b|\bgoing to\b|'ll\b|\bcan\b|\bshould (?:i|we)\b|\btomorrow\b|\bif\b|\bhaven't\b|\bhasn't\b|\bnot\b|\byet\b|\bnever\b|\bdidn't\b|n't been\b|\bwhen\b|\bonce\b|还没(?!收)|没(?:转|交|付|给|还|收)|明天|待会|等会|一会儿?|晚点|记得|要(?:转|交|付|还)|再(?:转|交|付|还|给)|准备|打算|吗|未|下(?:个)?[月周]|月底|发了?工资"
)
"""That it is still to come."""

NOTHING_OWED = Rarely(
    r"\b(?:you|u) (?:don't|dont|do not) owe (?:me|us) (?:anything|a thing|a penny|nothing|any money)\b|\b(?:you|u) owe (?:me|us) nothing\b|你?(?:不|没)欠我(?:什么|钱)"
)
"""What debts are denied with, whatever was said before."""
MATTER = re.compile(
    r"\b(?:deposit|rent|tickets?|money|dinner|food|taxi|bill|pizza|drinks|present|petrol)\b|押金|房租|票钱|饭钱|车费|钱"
)
