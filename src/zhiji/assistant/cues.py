"""Words by which one sees what a message is: a question, a request, a promise, a correction, a taste."""

from __future__ import annotations

import re

from zhiji.assistant.question import Wants
from zhiji.chat import Message

_ASKS = re.compile(r"[?？]\W*$|[?？]\s*\S{0,12}$|(?:吗|呢|没有|不)\W{0,3}$")

# Something that later words may have made untrue.
UPDATES = re.compile(
    r"\b(?:only|just|actually|changed?|changes|no longer|any ?more|instead|moved|moving|correction|turns out|new|now|from today"
    r"|not\b.{0,20}\bbut|wrong|mistake|was told|update|cancel\w*|renam\w*|takes? over|dead|handing|handed|postponed|rescheduled|after all)\b"
    r"|其实|原来|改|换|不是|更正|记错|搬|作废|取消|现在是|不再|不用了|推迟|提前|算了|变|才是|弄错|听错|已经",
    re.I,
)
REQUEST = re.compile(
    r"[?？]|\b(?:can|could|would|will) you\b|\bplease\b|\bpls\b|\blet me know\b|\btell me\b|\bsend me\b|\bneed (?:it|this|you|your)\b|\bdon't forget\b|\bget back to me\b"
    r"|发我|发给我|告诉我|回我|回他|回一下|回个|帮我|帮忙|记得|别忘|莫忘|麻烦你?|转我|给我|确认一下|等你|还我",
    re.I,
)
PROMISE = re.compile(
    r"\b(?:i['’]ll|ill(?= (?:\w+ ){1,2}(?:you|it|them|him|her|the|a|some)\b)|i will|we['’]ll|i['’]?m going to|i am going to|i promise|promise\b|i can (?:do|bring|send|get|take|make)|let me (?:do|send|bring|get|take|check|make)|count on me|on it\b|will do|i owe you)"
    r"|我(?!们?(?:不|没|问|觉得|看|以为)).{0,12}(?:给你|帮你|寄|发你|发给你|转你|扫给|[订买办弄修做]好|带给|一定|会|去买|来(?!不)|负责|保证|答应|之前)"
    r"|(?:下次|明天|回头|改天|待会|晚点|周末|过几天|月底).{0,12}(?:给你|转你|带给你|发你|[订买办弄修做]好|还你|寄)|答应你|保证|准信|一定(?:回来|去|来|到)|我来剪彩|包在我"
    r"|我(?:会|到时候?|明天|后天|回头)?[去来](?:机场|车站|学校)?(?:接|送|拿|取|办|订|买|弄|做|带|整理|搞)(?![过了])|i can pick (?:you|him|her|them) up",
    re.I,
)
DONE = re.compile(
    r"\b(?:got it|received|arrived|thanks|thank you|done|finished|sent|delivered|paid|kept|settled|closed|here (?:it is|you go))\b"
    r"|收到|谢谢|转了|查收|搞定|做完|完成|到了|寄了|发了|给了|买了|订了|还了|两清|送到",
    re.I,
)
LIKES = re.compile(
    r"\b(?:best|loved?|loves|loving|favou?rite|amazing|delicious|yummy|wish|would love|want(?:s|ed)?|need(?:s|ed)?|proper|dream of|craving|obsessed|broke|broken|dying for|could use)\b"
    r"|喜欢|爱吃|爱喝|好吃|想要|想吃|想买|绝了|最爱|坏了|可惜|缺|正好|要是有|漏水|羡慕|馋",
    re.I,
)
FOOD = re.compile(
    r"\b(?:eat|eats|ate|eating|eaten|food|dinner|lunch|brunch|breakfast|supper|restaurant|noodles?|hotpot|pizza|pasta|rice|soup|curry|sushi|burger|salad|dessert|cake|meat|veggie|vegetarian|vegan"
    r"|nuts?|peanuts?|dairy|gluten|pork|beef|chicken|fish|seafood|spicy|cook(?:ed|ing)?|allerg\w+|intoleran\w+|menu|tasty|delicious|starving|hungry|lentils?|bread|cheese|coffee|tea|beer|wine|tofu|dumplings?)\b"
    r"|吃|饭|菜|餐|火锅|面条|拉面|饺子|馆子|饿|辣|肉|素|海鲜|花生|过敏|好喝|咖啡|奶茶|烧烤|烤|甜|香菜|啤酒|奶制品",
    re.I,
)
FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'll|i'd|me|my|we|we're|mine)\b|我|咱|俺", re.I)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|half|once|twice)\b"
    r"|[零〇一二两三四五六七八九十百千万半]"
)
_NAME = re.compile(
    r"叫|名|牌|《|\b(?:named?|called|brand|it'?s an?)\b|(?<=[a-z,] )[A-Z][a-z]+|(?<=[\u3400-\u9fff])[A-Za-z]{2,}"
)
_A_YEAR_ASKED = re.compile(r"\b(?:what|which) year\b|哪(?:一)?年", re.I)
_A_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b|年|years? ago|last year", re.I)
_PLACE = re.compile(
    r"\b(?:in|at|to|from|near|on|by|into|behind|under|inside|outside)\s+(?:the\s+|my\s+|your\s+|our\s+)?\w|\b(?:street|road|city|town|house|flat|park|station|hotel|shop|home)\b"
    r"|[在到去从住回]\S|[路街区市县镇村楼店馆院校站山湖城岛家里后面]|straße|strasse|allee",
    re.I,
)
_REASON = re.compile(
    r"\b(?:because|cause|cos|since|so|due|reason|therefore|as|otherwise)\b|因为|所以|由于|原因|怕|不然|为了|嫌|[:：]",
    re.I,
)


_PLACEHOLDER = re.compile(
    r"\[(?:图片|照片|视频|语音|动画表情|表情|文件|位置|链接|photo|image|video|sticker|gif)\]|<[\w ]*omitted>|",
    re.I,
)
_IF = re.compile(r"\bif i\b|\bi'?d (?:love|like)\b|\bi wish\b|要是|如果|不然|否则|万一|哪天我", re.I)
_DEADLINE_BEFORE = re.compile(r"\b(?:before|by|until|till)\s+(?:the\s+)?$", re.I)
_DEADLINE_BEHIND = re.compile(r"^\s*(?:之前|以前|前)")


def is_placeholder(message: Message) -> bool:
    """Whether its words only stand for what the export has not got: "[图片]", "<Media omitted>"."""
    plain = not (message.caption or message.transcript)
    return plain and bool(_PLACEHOLDER.fullmatch(message.text.strip())) and message.kind != "transfer"


def promises(text: str) -> bool:
    """Whether a message says that its sender will do something, without an if."""
    return bool(PROMISE.search(text)) and not _IF.search(text)


def is_deadline(text: str, begin: int, stop: int) -> bool:
    """Whether the time at these code points is one before which something is to be done."""
    return bool(_DEADLINE_BEFORE.search(text[:begin]) or _DEADLINE_BEHIND.match(text[stop:]))


def only_asks(text: str) -> bool:
    """Whether a message asks and tells nothing beside."""
    return asks(text) and not re.search(r"\w{2}[.!。！]\s*\S", text)


def asks(text: str) -> bool:
    """Whether a message ends by asking something."""
    return bool(_ASKS.search(text)) and not (len(text) > 120 and not text.rstrip().endswith(("?", "？")))


def has_type(wants: Wants, text: str, *, asked: str = "") -> float:
    """1 if the text holds the kind of thing that is wanted, as far as its signs tell."""
    match wants:
        case Wants.NAME:
            return 1.0 if _NAME.search(text) else 0.0
        case Wants.NUMBER:
            return 1.0 if _NUMBER.search(text) else 0.0
        case Wants.WHEN:
            return 1.0 if not _A_YEAR_ASKED.search(asked) or _A_YEAR.search(text) else 0.0
        case Wants.WHERE:
            return 1.0 if _PLACE.search(text) else 0.0
        case Wants.WHY:
            return 1.0 if _REASON.search(text) else 0.5
        case _:
            return 1.0 if len(text) > 3 else 0.3
