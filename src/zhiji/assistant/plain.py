"""A question in plain words: Cantonese and traditional script, telegram style and what is only said to be polite.

What is understood and searched is the plain form; answers show the question as it was asked.
"""

from __future__ import annotations

import re

from zhiji.language import fold

_HAN = re.compile("[\u3400-\u9fff]+")

# Cantonese and regional words, which frame questions, after their characters were simplified; the first that fits counts.
_FRAME_WORDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"话(?:返)?(?:俾|畀|比|给)?我(?:知|听)", "告诉我"),
        (r"边(?:度|处)|边(?=到(?!底))", "哪里"),
        (r"边个", "谁"),
        (r"边(?=[间件日年月次只条本晚套样位])", "哪"),
        (r"几时", "什么时候"),
        (r"(?<![一有])点解", "为什么"),
        (r"点样", "怎么样"),
        (r"啲咩|些咩|乜(?:嘢|野)|咩(?:嘢|野)|甚么|(?<=[做讲话说食饮买送系有叫])咩|^咩(?=.)", "什么"),
        (r"几多", "多少"),
        (r"几耐", "多久"),
        (r"做乜", "为什么"),
        (r"依家", "现在"),
        (r"呢排", "最近"),
        (r"睇", "看"),
        (r"嬲", "生气"),
        (r"系咪", "是不是"),
        (r"系(?=边|谁|哪|什么|多少|不是|我|他|佢|你)|(?<=[佢他她你])系(?!统|列)|唔系", lambda m: "不是" if m[0][0] == "唔" else "是"),
        (r"有冇", "有没有"),
        (r"冇", "没有"),
        (r"唔(?!该)", "不"),
        (r"咗", "了"),
        (r"嘅", "的"),
        (r"那阵时?", "那时候"),
        (r"(?<=[等做食饮讲倾找住搞搬学追])紧(?!张|急|要|身)", "着"),
        (r"(?<=[\u3400-\u9fff])同(?!学|事|时|意|样|一|伴|居|行|步|胞|志|情|屋|班|乡)(?=[\u3400-\u9fffA-Za-z])", "和"),
        (r"呢(?=[个次排度间条份啲]\S)", "这"),
        (r"([佢我你])(?:哋|地)(?!址|方|点|铁|图|下)", lambda m: ("他" if m[1] == "佢" else m[1]) + "们"),
        (r"佢", "他"),
        (r"啲", "些"),
        (r"(?:俾|畀)", "给"),
        (r"同埋", "和"),
        (r"而家|宜家", "现在"),
        (r"听日", "明天"),
        (r"听(?=[晚朝])", "明"),
        (r"(?:寻|琴)(?:日|晚)", lambda m: "昨天" if m[0][1] == "日" else "昨晚"),
        (r"旧年", "去年"),
        (r"出年", "明年"),
        (r"礼拜(?=[一二三四五六日天])", "周"),
        (r"返?屋企", lambda m: "回家" if m[0][0] == "返" else "家"),
        (r"返工", "上班"),
        (r"仲(?=[有未要在记])", "还"),
        (r"未(?=[呀啊]?$)", "没"),
        (r"倾(?:咗|紧|过)?(?=[了过什些]|偈)", "聊"),
        (r"(?<=聊)偈", "天"),
        (r"啱啱", "刚刚"),
        (r"[喺]", "在"),
        (r"[嚟]", "来"),
        (r"[搵]", "找"),
        (r"[㗎嘞喇囖啵噃喎咧嗱囉啰]+(?=\W*$)", ""),
        (r"妳", "你"),
        (r"(?<=[说讲看算查想问数找理聊])哈(?=\W|$)", "一下"),
        # Sichuan, Chongqing
        (r"啥子?", "什么"),
        (r"咋个", "怎么"),
        (r"(?<=[还剩有要欠花是差共了])好多(?=\W*$|[钱块元个次天没岁斤人])", "多少"),
        (r"晓得", "知道"),
        (r"娃儿|细路仔?|囡囡", "孩子"),
        (r"嬢嬢", "阿姨"),
        (r"过生(?![活日意])", "过生日"),
        (r"(?<=[这那])哈", "下"),
    )
)  # fmt: skip

# How one asks to be told, which isn't what is asked.
# In the south-west 好多 asks how many; where something else asks, it is just many.
_HOW_MANY = re.compile(r"好多(?=[天个次年月钱斤人块小回岁久]|[?？。]|$)")
_ASKS_ELSE = re.compile("什么|谁|哪|几|多少|怎|吗|么|啥|嘛|为何|没有|不")
_POLITE_ZH = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:嗨|喂|哎|诶|那个|麻烦|劳驾|请|请问|问一下|问下|想问(?:一?下)?|我想问(?:一?下)?|我想知道|想知道)+[，, ]*(?=.{3})",
        r"^(?:麻烦|请)?你?(?:提醒|告诉)(?:一下|下)?我(?:一下|下)?[，, ]*(?!要|去|记得|吃|买|打|发|给|带|交|做|回)(?=.{3})",
        r"^(?:麻烦|请)?你?[帮替]我?(?:查查|查一?下|查|找找|找一?下|想想|想一?下|回忆一?下|看看(?!怎)|看一?下(?!怎)|数一?数|数一?下)[，, ]*(?=.{3})",
        r"[，, ]+(?:麻烦|请)?你?[帮替]我?(?:查查|查一?下|找一?下|想想|想一?下|看看|看一?下)[吧呗啊呀]?\W*$",
        r"^我?(?:有点|都|好像|突然|一下子|又)*(?:忘了|忘记了?|不记得了?|记不清楚?了?|记不得了?|想不起来?了?|搞不清楚?了?)[，, ]*(?=.{3})",
        r"^你?(?:还)?(?:记不记得|记得|知不知道|知道)(?=.{4,}[吗么不嘛没]?[?？]?$)",
        r"(?<=.{4})(?:来着|来的)[?？]?$",
    )
)

# Said in fewer letters.
_SHORT = {
    "u": "you", "ur": "your", "r": "are", "n": "and", "y": "why", "pls": "please", "plz": "please", "thx": "thanks", "ty": "thanks", "tks": "thanks", "smth": "something",
    "sth": "something", "smb": "somebody", "sb": "somebody", "abt": "about", "bday": "birthday", "b'day": "birthday", "fav": "favourite", "fave": "favourite",
    "addr": "address", "appt": "appointment", "msg": "message", "msgs": "messages", "pic": "picture", "pics": "pictures", "num": "number",
    "tel": "phone number", "ph": "phone", "tmr": "tomorrow", "tmrw": "tomorrow", "tomoz": "tomorrow", "2moro": "tomorrow", "tonite": "tonight", "2nite": "tonight",
    "wknd": "weekend", "arvo": "afternoon", "brekkie": "breakfast", "prezzie": "present", "pressie": "present", "xmas": "Christmas", "resto": "restaurant",
    "uni": "university", "diff": "difference", "cuz": "because", "wot": "what", "wat": "what", "wen": "when", "wher": "where", "whr": "where", "hw": "how", "mny": "many",
    "bf": "boyfriend", "gf": "girlfriend", "hubby": "husband", "sis": "sister", "bro": "brother", "w": "with", "w/": "with", "b4": "before", "gonna": "going to",
    "wats": "what's", "mani": "many", "rn": "right now", "2day": "today", "cos": "because", "bc": "because", "wk": "week", "wks": "weeks",
    "yr": "year", "yrs": "years", "hrs": "hours", "dunno": "don't know", "btwn": "between", "livd": "lived", "ppl": "people", "vs": "versus",
    "fone": "phone", "whats": "what's", "wheres": "where's", "whos": "who's", "whens": "when's", "hows": "how's", "whys": "why's", "thats": "that's", "theres": "there's",
    "didnt": "didn't", "doesnt": "doesn't", "dont": "don't", "cant": "can't", "wont": "won't", "isnt": "isn't", "wasnt": "wasn't", "arent": "aren't", "werent": "weren't",
    "havent": "haven't", "hasnt": "hasn't", "hadnt": "hadn't", "im": "I'm", "ive": "I've", "youre": "you're", "theyre": "they're", "shes": "she's", "hes": "he's",
    "who'd": "who would", "who've": "who have", "i": "I",
    "mums": "mum's", "moms": "mom's", "dads": "dad's", "grannys": "granny's", "grandmas": "grandma's",
}  # fmt: skip
_SHORT_WORD = re.compile(
    r"(?<![\w'&./@#-])(?:"
    + "|".join(sorted(map(re.escape, _SHORT), key=len, reverse=True))
    + r")(?![\w'@./-]\w|\w|/)"
)
_ASKED = r"(?:what|where|when|who|whose|whom|how|why|which|if|whether)"
_POLITE_EN = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"^\W*(?:(?:hey|hi|hello|ok(?:ay)?|so|um+|well|btw|sorry|oh|please|zhiji|quick question|question|just)\b[\s,:.!-]*)+(?=\S+\s+\S+)",
        r"^\W*(?:(?:can|could|would|will|do|might) you (?:be (?:so kind|able) (?:as )?to |please |possibly |perhaps |kindly |just |happen to |maybe |quickly )*)?"
        rf"(?:tell me|remind me|let me know|know|remember|recall|check|find out|look up|work out|refresh my memory)(?: again| please| once more| quickly)?,?(?: (?:of|about|on|as to|exactly))?(?=,? {_ASKED}\b)",
        r"^\W*(?:(?:can|could|would|will) you (?:please |possibly |kindly |just )*)?(?:(?:just )?remind me(?: again| please)?(?: of| about)?|refresh my memory(?: on| about| of)?)(?=,? (?!to\b|that\b|in\b|on\b|at\b|every\b|tomorrow\b|when\b)\w)",
        rf"^\W*i(?:'m| am)? ?(?:(?:really|just|simply|still|honestly|totally|keep|kept|always|have|'ve) )*(?:can't|cannot|can not|don't|do not|no longer|not|couldn't) ?(?:(?:quite|really|exactly|seem to|for the life of me|even|sure) ?)*(?:remember|recall|know|think of|sure|certain|figure out)?(?: anymore| any more)?,?(?: (?:of|about|exactly))?(?= {_ASKED}\b)",
        rf"^\W*i(?:'ve| have)? ?(?:(?:completely|totally|just|clean|kind of|already) )*(?:forg[eo]t(?:ten)?|was wondering|wonder|am wondering|need to know|want to know|would like to know|'d like to know|'d love to know)(?: again| about)?,?(?= {_ASKED}\b)",
        rf"^\W*(?:any (?:idea|clue)|do you have any (?:idea|clue)|d'you know|got any idea|no idea)(?: (?:of|about))?(?= {_ASKED}\b)",
        r"[\s,]+(?:please|thanks|thank you|ta|cheers|by any chance|if you (?:know|can|could|remember)|again|i forgot|i forget|do you (?:know|remember)|remind me|for me)(?=\W*$)",
        r",? and (?:if so,? )?(?:what about|about what|what was it about|what)(?=\W*$)",
        r"[.!]\s*i(?:'d| would) be (?:very |so |most )?grateful\W*$",
    )
)  # fmt: skip
_FILLERS = re.compile(r",\s*(?:say|like|you know|i mean|let's say)\s*,\s*", re.I)
_NAMESAKES = re.compile(
    r"(\b(?:two|both|three)(?: of)?(?: the| my| our)? [A-Z][a-z]+)s\b"
)  # "the two Sams" are each Sam
_TELL_ONE_THING = re.compile(  # "tell me about Tom's salary" wants just that; "about Tom's trip" wants a summary
    r"^\W*tell me (?:something )?about (?=(?:\w+ )?[\w-]+(?:'s)? (?:new |old |current )?(?:salary|address|job|phone|number|birthday|age|diet|allerg\w+|password|code|rent|grades?|school|e-?mail|surname|pet|car|wife|husband|girlfriend|boyfriend)\b)",
    re.I,
)
_WIFI = re.compile(r"\bwi[- ]?fi\b", re.I)
_MOST_POLITE = 3  # turns of politeness before and behind a question


def plain(text: str) -> str:
    """The same question without what says nothing of it, in the words and script that questions are understood in."""
    text = text.replace("’", "'").strip()
    if _HAN.search(text):
        text = _chinese(text)
    return _kept(text, _english(text))


def _kept(text: str, shorter: str) -> str:
    return shorter if re.search(r"\w", shorter) else text


def _chinese(text: str) -> str:
    text = (
        text.replace("係", "是")
        .replace("喺", "在")
        .replace("嚟", "来")
        .replace("俾", "给")
        .replace("嗰", "那")
    )
    text = _HAN.sub(lambda run: fold(run[0]), text)
    for pattern, said in _FRAME_WORDS:
        text = pattern.sub(said, text)
    if not _ASKS_ELSE.search(text):
        text = _HOW_MANY.sub("多少", text)
    return _stripped(text, _POLITE_ZH)


def _english(text: str) -> str:
    text = _WIFI.sub("wifi", text)
    text = _SHORT_WORD.sub(lambda word: _SHORT[word[0]], text)
    text = _NAMESAKES.sub(r"\1", _FILLERS.sub(" ", text))
    return _stripped(_TELL_ONE_THING.sub("what is ", text), _POLITE_EN)


def _stripped(text: str, polite: tuple[re.Pattern[str], ...]) -> str:
    for _ in range(_MOST_POLITE):
        before = text
        for pattern in polite:
            text = _kept(text, pattern.sub("", text, count=1).strip())
        if text == before:
            break
    return text
