"""How debts end: paid, given back, in part, forgiven. Read against what is owed in a chat; matched on folded text."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from zhiji.memory.reading.owing_sums import SUM

End = Literal["paid", "received", "square", "forgiven"]


class Ending(NamedTuple):
    """A way to say that a debt is over; a bare one only counts soon after the debt was told."""

    end: End
    pattern: re.Pattern[str]
    bare: bool = False


_LEAD = r"^(?:(?:\d+[.、)] ?)?(?:ok|okay|right|and|just|all|yes|yep|yeah|done|so|sorry|hey|hi|there|morning|ta|money|payment|cash|it's|its|also|now)?\W*){0,3}"
_FOR = r"(?:dues|deposit|rent|balance|invoice|share|money|cash|fees?|subs|membership|half|payment|bill|transfer|instalment|ticket money|tickets)"
_SENT = r"(?:sent|paid|transferred|paypalled|paypal'd|venmoed|venmo'd|monzoed|monzo'd|wired|bacs'd|pinged|banked|zelled)"
_RETURNED = r"(?:returned|dropped off|given back|handed back|brought back|posted back)"

ENDINGS: tuple[Ending, ...] = (
    Ending("square", re.compile(r"\b(?:we're|we are|were|that makes us|makes us|now|all|so)(?: all| now| both)? (?:square|even|quits|settled up)\b|\ball square\b|两清|扯平|清账|账清了|结清了")),
    Ending("forgiven", re.compile(rf"\b(?:forget|don't worry|dont worry|no worries|never mind|nevermind)(?: about)? (?:the |that )?(?:money|{SUM}|{_FOR})\b|\bkeep the (?:money|change|{SUM})|\b(?:no need|don't need|dont need|don't have|dont have) (?:to )?(?:pay|give|send|transfer)(?: it| that| the money)?(?: me)?(?: back)?\b(?! until| yet| now| today)|\bcall it (?:even|quits)\b|\b(?:you can )?scrap the (?:debt|{SUM})|\bconsider (?:it|the \w+|that) (?:forgiven|a gift|paid)")),
    Ending("forgiven", re.compile(r"不用还(?:了|我|$)|不用(?:给|转|付)(?:我|钱)?了|(?:别|唔使|不必)(?:转|还|给|付|俾|畀)(?:我|钱)?(?:了|啦|喇)|不用转|钱不用|算我的(?!错)|算我请|免了|不要你的?钱|当我请|当我送|(?:就)?当送你了")),
    Ending("forgiven", re.compile(r"\b(?:it's|its|that's|that one's|this one's|the \w+ (?:is|was)) on me\b|\bmy treat\b|我请(?:客|你|大家|的|了)"), bare=True),
    Ending("received", re.compile(rf"\b(?:got|received|have|recieved)(?: (?:the|your|that|it,?))? (?:money|cash|transfer|payment|{_FOR}|{SUM})\b|\b(?:money|cash|transfer|payment|{_FOR}) (?:received|arrived|landed|came through|is in|just landed|has landed|has arrived)\b|\b(?:thanks|thank you|thx|cheers|ta) for (?:paying(?: me)?(?: back)?|the (?:money|transfer|cash|payment|{SUM}|{_FOR})|settling(?: up)?)\b|钱(?:我)?(?:已经|已)?(?:收到|到账|到了)|(?:收到|到账)(?:了)?(?:钱|款|转账|{SUM})|{SUM}(?:已|已经)?(?:收到|到账|收了)|(?:款|转账|尾款|押金|房租)(?:已|已经)?(?:收到|到账|到了)")),
    Ending("received", re.compile(r"^(?:received|到账|收到钱|到了到了|入咗数|收到啦?)\b"), bare=True),
    Ending("paid", re.compile(r"\bpaid (?:you|u|ya) (?:back|up)\b|\bpaid back (?:you|the)\b|\bsettled up\b|\b(?:just |already )?paid (?:you|u) (?:the |for )")),
    Ending("paid", re.compile(rf"{SUM} (?:is |has been |just |now |been |all )*(?:{_SENT}|in your (?:account|bank)|on its way|on the way)\b")),
    Ending("paid", re.compile(rf"\b(?:i(?:'ve|ve| have)? |just |already |have |all |right, |ok )*{_SENT} (?:you |u |it |that |over |across |back |through |for )*(?:the |that |your |my )?(?:other |full |whole )?(?:{SUM}|{_FOR}\b)")),
    Ending("paid", re.compile(rf"\b{_FOR} (?:is |are |has been |have been |all |now |just )*(?:{_SENT}|settled|done|in your account|sorted|gone through)\b|\bshould be in your (?:account|bank)|\bmoney's (?:in your|on its way|sent|gone)|\bcheck your (?:bank|account|monzo|paypal|venmo|revolut)")),
    Ending("paid", re.compile(rf"{_LEAD}(?:just )?{_SENT}(?:\s*(?:!|\.|,|x|it|over|now|right now|mate|thanks|ta|sorry|just now|\bthx\b|this morning|this afternoon|this evening|last night|today|yesterday|earlier|already|online|by transfer|too|as well|✅|👍|\W))*$"), bare=True),
    Ending("paid", re.compile(r"^\W*(?:done|all done|搞定|过咗|过左)(?:\W|喇|啦|了|✅)*$"), bare=True),
    Ending("paid", re.compile(rf"{_LEAD}(?:i(?:'ve|ve| have)? )?(?:just )?{_SENT} (?:it|you|u|that|mine)\b"), bare=True),
    Ending("paid", re.compile(rf"(?:钱|款|尾款|余款|押金|定金|订金|房租|租金|班费|会费|学费|份子钱?|费用|水电费?|电费|燃气费|{SUM})(?:我|都|刚|刚刚|已经|已|给你|帮你)*(?:打|转|付|交|还|汇|过|结|发|微信|支付宝)(?:过去|给|你|您|过|好|清|俾|畀)*(?:了|啦|咗|喇|完)")),
    Ending("paid", re.compile(rf"^[^\s,，。]{{0,4}}(?:转|付|打|还)(?:了|过去|过去了|咗)[\s]?{SUM}(?=$|[\s,，。!！块了])")),
    Ending("paid", re.compile(rf"(?:还|转|打|付|给|微信|过)(?:了|咗)?(?:给)?[你您](?:了|啦|咗)? ?{SUM}(?!.{{0,6}}(?:吧|行吗|好吗|可以吗))(?:了|啦|块|,|，|\s|$)|(?:刚|刚刚|已经|已)(?:还|转|付|交)(?:给|了|你|您|清)+|过(?:咗|左)数|入(?:咗|左)数|钱还(?:你|您)了|还清了|还上了")),
    Ending("paid", re.compile(r"^(?:\d+[.、)]? ?)?(?:[^\s,，。]{1,8}[\s,，])?(?:好的?|ok|嗯|刚|刚刚|已经|我|也|都|行|来了|搞定)*[\s,，]*(?:已)?(?:转|交|付|给|打|过数|入数)(?:给|过去|过|你|您|好|清|钱|账)*(?:了|啦|咗|喇|完)(?=$|[\s,，。!！~～哈哦呀呢])|^(?:\d+[.、)]? ?)?(?:[^\s,，。]{1,8}[\s,，])?已(?:转|交|付|给|汇)(?=$|[\s,，。!！~～])|转(?:了|啦|好了?)[\s,，]*(?:查收|你看下|收一下|收下|点收)"), bare=True),
)  # fmt: skip

REST = re.compile(
    rf"\b(?:the )?(?:rest|remaining|remainder|other|outstanding|last|balance(?: of)?|still owe you)(?: of)?(?: the)? {SUM}|\b{SUM} (?:left|to go|still to come|to follow|more to (?:go|come)|remaining)\b"
    rf"|(?:还?剩(?:下)?(?:的)?|还差|还欠(?:你)?|余下(?:的)?|剩余(?:的)?|尾数) ?{SUM}"
)
"""What is left of a debt that was paid in part."""
GIVEN_BACK = re.compile(
    rf"\b(?P<thing>[a-z][\w'-]+(?: [a-z][\w'-]+)??) ?(?:'s |is |was |are |has been |all |now |safely |been )*(?:{_RETURNED}|back (?:with (?:you|its owner)|on your|at yours|in your|home))\b"
    rf"|\b(?:{_RETURNED}|gave|dropped|left|brought|took|posted|handed)(?: you)?(?: back| off)? (?:your|ur|the|her|his|my) (?P<given>[a-z][\w'-]+(?: [a-z][\w'-]+)?)(?P<mark> back| off| round| outside| at yours| on your| in your| with your| through)?"
    rf"|\b(?:got|have|collected|picked up|received)(?: back)? (?:my|the) (?P<got>[a-z][\w'-]+(?: [a-z][\w'-]+)?)(?: back)?\b"
    rf"|\b(?:thanks|thank you|thx|cheers|ta) for (?:returning|bringing back|dropping off|dropping|bringing) (?:my|the) (?P<thanked>[a-z][\w'-]+(?: [a-z][\w'-]+)?)"
    r"|(?P<taken>[^\W\d_你我]{1,8}?)(?:我)?(?:已经|已|都|刚)?(?:拿到|收到|拿回来|取到|还了|还你|还给|还回|归还|放你|放在你|带给你|寄回|寄给你|送回|送到你)(?:了|啦|咗|去了)?"
    r"|(?:收到|拿到|拿回)(?:你还的|了)?(?P<fetched>[^\W\d_你我了]{1,8})"
)
"""That something lent is with its owner again; what it is must be known as lent."""
NOT_YET = re.compile(
    r"\bwill\b|\bgonna\b|\bgoing to\b|'ll\b|\bcan\b|\bshould (?:i|we)\b|\btomorrow\b|\bif\b|\bhaven't\b|\bhasn't\b|\bnot\b|\byet\b|\bnever\b|\bdidn't\b|n't been\b|\bwhen\b|\bonce\b|还没(?!收)|没(?:转|交|付|给|还|收)|明天|待会|等会|一会儿?|晚点|记得|要(?:转|交|付|还)|再(?:转|交|付|还|给)|准备|打算|吗|未"
)
"""That it is still to come."""

NOTHING_OWED = re.compile(
    r"\b(?:you|u) (?:don't|dont|do not) owe (?:me|us) (?:anything|a thing|a penny|nothing|any money)\b|\b(?:you|u) owe (?:me|us) nothing\b|你?(?:不|没)欠我(?:什么|钱)"
)
"""What debts are denied with, whatever was said before."""
MATTER = re.compile(
    r"\b(?:deposit|rent|tickets?|money|dinner|food|taxi|bill|pizza|drinks|present|petrol)\b|押金|房租|票钱|饭钱|车费|钱"
)
