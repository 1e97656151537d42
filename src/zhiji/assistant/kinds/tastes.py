"""What a message tells of its sender's tastes and needs, by topic: words in tables, no judgement beyond them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum

from zhiji.assistant import cues
from zhiji.assistant.question import Clause
from zhiji.chat import Message
from zhiji.language import query_terms
from zhiji.language.cantonese import in_mandarin


class Topic(Enum):
    """What advice is wanted on."""

    FOOD = "food"
    GIFT = "gift"
    BRING = "bring"
    TALK = "talk"
    MEET = "meet"
    TIME = "time"  # what to do with some hours or days


_TOPICS = {"food": Topic.FOOD, "gift": Topic.GIFT, "bring": Topic.BRING, "talk": Topic.TALK}
_WHERE = re.compile(r"\bwhere\b|\b(?:place|spot)\b|哪.{0,3}(?:见|碰|约|聚|玩|集合|会合|去)|地方|见面", re.I)

AVOIDS_FOOD = re.compile(
    r"\ballerg\w+|\bintoleran\w+|\bno[- ](?:meat|pork|beef|dairy|nuts?|fish|sugar|gluten|alcohol)\b|\boff (?:dairy|meat|sugar|gluten|alcohol)\b"
    r"|\bnever want to (?:see|eat|drink)\b|\b(?:can'?t|don'?t|won'?t|never) (?:eat|drink|have|stand|see|do)\b|\bhate\b|\bi'?m (?:a )?(?:vegan|vegetarian)\b|\btoo (?:spicy|sweet|salty)\b|\bonly no\b"
    r"|\b(?:\w+-free|diabetic|coeliac|celiac)\b|\breacts? to\b|\bno (?:more )?(?:nuts?|sesame|eggs?|milk|wine|coffee|spice|seafood|tuna)\b|\bgiven? up\b|\bno longer (?:eat|drink)s?\b|\bno[- ]\w+ (?:january|february|march|april|may|june|july|august|september|october|november|december|month|week)\b|\bdry (?:january|june|july|month)\b|\bgone (?:vegan|vegetarian|off)\b"
    r"|过敏|不吃|不能吃|吃不了|吃素|不喝|忌口|吃腻|戒|一口都不|不爱吃|怕辣|不能碰|尿酸|痛风|糖尿",
    re.I,
)
_DISHES = re.compile(
    r"\b(?:laksa|ramen|udon|pho|tacos?|burritos?|kebabs?|kofta|falafel|hummus|paella|risotto|lasagn[ae]|steak|schnitzel|goulash|pierogi|dim sum|bibimbap|kimchi|tempura|dhal|dal|naan|pies?|stew|roast|oysters?|prawns?|crabs?|shrimps?|shellfish|mushrooms?|eggs?|milk|chocolate|ice cream)\b"
    r"|米粉|粥|包子|馄饨|抄手|小笼|烤鸭|串串|麻辣烫|寿司|泡面|汤|虾|蟹|蚝|香菇|鸡蛋|牛奶|豆腐|巧克力",
    re.I,
)
_DISH = re.compile(
    r"\b(?:noodles?|hotpot|pizza|pasta|rice|soup|curry|sushi|burgers?|salad|cake|lentils?|bread|cheese|tofu|dumplings?|pickles|kebab)\b"
    r"|火锅|面条|拉面|饺子|烧烤|烤[鱼肉]|[肉鱼鸡鸭][丸片饭]|豆花|饭可以|拿铁|奶茶|蹄花|串串|炒|炖|馆|家店",
    re.I,
)
_DIET = re.compile(
    r"\b(?:diabetic|coeliac|celiac|vegan|vegetarian|(?:nut|gluten|dairy|sugar|alcohol)-free|sesame|no wine|dry (?:january|june|july|month)|renal|diet)\b"
    r"|吃素|戒酒|戒糖|尿酸|痛风|糖尿|人参|补品",
    re.I,
)
_NOT_FOOD = re.compile(
    r"\b(?:cats?|dogs?|mites?|dust|pollen|penicillin|latex|bees?|work|mondays?)\b|尘螨|花粉|青霉素|头孢|猫|狗|药",
    re.I,
)
LIKES_FOOD = re.compile(
    r"\b(?:best|amazing|unreal|delicious|yummy|favou?rite|tasty|so good|loved?|loving|craving|everybody eats)\b|好吃|爱吃|爱喝|绝了|最爱|喜欢|想吃|馋",
    re.I,
)
AVOIDS_THINGS = re.compile(
    r"\b(?:don'?t|do not|please no|no) (?:need|want|buy|get|give|more|bring)\b.{0,40}|\b(?:have|got|own|had) (?:\w+ )?(?:enough|too many) \w+|\balready (?:have|got)\b|\bno (?!fuss|rush|worries|problem|stress|hurry)\w+,? please\b|\bdiabetic\b|\ballerg\w+"
    r"|别再?[买送带]|(?<!要)不要再?[买送带]|不用再?[买送带]|一堆了|用不上|用不着|够多了|已经有了|过敏|就头疼|别送",
    re.I,
)
BUYS = re.compile(r"\b(?:buy|get|give|bring|gift|present|chocolates?|flowers?)\b|买|送|带|花", re.I)
NEEDS = re.compile(
    r"\b(?:i|we)(?:'d| would| could)? (?:(?:really|so|just|still|also|always) )*(?:want|wanted|need|needed|wish i had|love to have|could use)\b (?:a|an|some|new|another)\b"
    r"|\bmy [\w ]{2,25} (?:broke|is (?:broken|dead|falling apart|gone|too (?:small|old))|died|stopped working|leaks?)\b|\b(?:for|about) my birthday\b|\bwish ?list\b"
    r"|\b(?:dreaming of|saving (?:up )?for|dying for)\b"
    r"|\b(?:stuck for|ideas? for) (?:a )?(?:present|gift)\b|\bif anyone asks\b|\b(?:lost|broke) my \w+|\bnever say no to\b|\bi could do with\b"
    r"|真要送|最想|想要(?!求)|想买|一直想(?!问|说|跟)|缺[个一]|坏了|漏水|旧了|该换|要是有.{1,10}就好|种草|许愿",
    re.I,
)
LIKES = re.compile(
    r"\b(?:i|we)(?:'ve| have)? (?:(?:really|always|still|also) )*(?:love|loved|enjoy|adore)\b (?!you\b)|\bi (?:really )?like (?!you\b|that\b|it\b)|\bmy favou?rite\b|\bobsessed with\b|\bstill loving\b|\bbest (?!thing|of|for)\w+ (?:i|ever)\b"
    r"|(?<!不)(?:喜欢|最爱|爱看|爱听|爱玩|迷上|超爱)(?![你他她它])",
    re.I,
)
WANTS_BROUGHT = re.compile(
    r"\b(?:bring|get|buy) (?:me|us|back)\b|\bcan you (?:bring|get|buy)\b|\bplease bring\b|\b(?:don't forget|remember)\b.{0,15}\b(?:bring|pack|your|the)\b|\bgive (?:it |me )?back\b|带(?:点|些|个|瓶|盒|一|两|几)|记得带|[帮给]我(?:带|买|捎)|捎|还我|带给我",
    re.I,
)
BRINGS = re.compile(
    r"\b(?:bring\w*|pack\w*|wear|needs? (?:a|an|the|his|her|to)|remember|don't forget|take with)\b|带|捎|准备|记得|需要",
    re.I,
)
WILL_BRING = re.compile(
    r"\b(?:i'?ll|i will|i can|i'm|let me) (?:bring|bringing|take|pack|make|give)\b|\bback to you\b|\bgiv\w+ \w+ to\b|(?:带|捎|还)给[你您]|还[你您]|带给(?!我)|给\S{1,4}带|我来?带(?![你您])|我来(?:做|准备)",
    re.I,
)
SECRET = re.compile(
    r"\b(?:don'?t|do not|never|won'?t|please not|let'?s not) (?:\w+ ){0,2}(?:tell|mention|bring (?:\w+ )?up|talk about|ask (?:me )?about|say)\b|\bbetween (?:us|you and me)\b|\bkeep (?:it|this|that) (?:a secret|quiet|from|to yourself)\b|\bsecret\b|\bsore (?:point|spot)\b|\bdoesn'?t know yet\b"
    r"|(?:别|莫|不要?)(?:再)?(?:跟|和|对|给|在|向).{1,8}(?:说|提|讲|面前)|(?:别|莫|不要|不想|不许)(?:再)?(?:告诉|提(?!醒|前|供)|聊|谈)|保密|瞒着|还不知道",
    re.I,
)
IDEAS = re.compile(
    r"\b(?:we|let'?s) (?:should|could|must|have to|go|try|do|see|watch)\b|\bone of these days\b|\bnext time\b|\bi(?:'d| would) love to\b|\bi want to (?:go|see|try|do|visit|learn)\b|\bso wanted to\b"
    r"|(?:下次|改天|回头)(?:我们|咱们?|一起|去|来|约|聚|吃)|一起去|想去|带你去|要不要去|去(?:看|玩|爬|逛)",
    re.I,
)
MEAL = re.compile(
    r"\b(?:dinner|lunch|brunch|breakfast|supper|eat|restaurant|cook\w*|hotpot|barbecue)\b|吃|饭|餐|火锅|聚|烧烤",
    re.I,
)
ATE = re.compile(
    r"\b(?:ate|had|cooked|made|was (?:great|good|delicious|amazing)|were the best|eating|craving)\b|吃[了过撑的]|好吃|绝了|(?:今|昨)(?:晚|天).{0,6}(?:吃|火锅|烧烤)|做了|点了|聚餐",
    re.I,
)
PLACES = re.compile(
    r"[\u3400-\u9fff]{2,}(?:路口?|街|巷|广场|公园|咖啡馆|餐厅|酒吧)|\b(?:[aA]t|[nN]ear) (?:the )?(?!I\b)[A-Z][\w-]+"
)
OCCASIONS = tuple(
    re.compile(one, re.I)
    for one in (
        r"\b(?:birthday|bday|b-day|turn(?:s|ed|ing)? \d\d|(?:her|his|my|your|their|happy|\w's) \d0th)\b|生日|大寿|祝寿|[六七八九]十寿",
        r"\b(?:christmas|xmas)\b|圣诞",
        r"\b(?:wedding|marr\w+)\b|婚礼|结婚|办酒",
    )
)
_OF_OTHERS = re.compile(
    r"(?<!if )\b(?:he|she|they|you|who|it)(?:'s|'re|'d| is| are| was| were| do(?:es)?n'?t| can'?t)?(?: \w+){0,3}\s*$|(?:他|她|它|你|您|人家|妈|爸|谁)[^，。,!！?？]{0,8}$",
    re.I,
)  # fmt: skip
_WHETHER = re.compile(r"能不能|可不可以|要不要|好不好|可以.{1,12}[吗嘛]|\b(?:can|could|would) you\b", re.I)
_ALLERGY = re.compile(r"allerg\w*|intoleran\w*|过敏|skin test", re.I)


def topic_of(clause: Clause) -> Topic:
    """What a question wants advice on."""
    place = _WHERE.search(in_mandarin(clause.text))
    return _TOPICS.get(clause.kind) or (Topic.MEET if place else Topic.TIME)


def says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether somebody says it of themselves: not of "him", not as a question."""
    plain = in_mandarin(text)
    match = pattern.search(plain)
    return match is not None and not _OF_OTHERS.search(plain[: match.start()]) and not asks(text)


def tells(pattern: re.Pattern[str], text: str) -> bool:
    """Whether somebody says it, of whomever."""
    return bool(pattern.search(in_mandarin(text))) and not cues.only_asks(text)


def avoids_food(text: str, *, test: Callable[[re.Pattern[str], str], bool] = says) -> bool:
    """Whether the sender doesn't eat something."""
    return test(AVOIDS_FOOD, text) and not (
        _NOT_FOOD.search(text) and not cues.FOOD.search(_ALLERGY.sub(" ", text))
    )


def names_a_dish(text: str) -> bool:
    """Whether something to eat is named, not just eating."""
    return bool(_DISHES.search(text) or _DISH.search(text))


def of_food(text: str) -> bool:
    """Whether it is about food."""
    text = in_mandarin(text)
    return bool(
        _DISHES.search(text)
        or _DIET.search(text)
        or cues.FOOD.search(_ALLERGY.sub(" ", text))
        or (_ALLERGY.search(text) and not _NOT_FOOD.search(text))
    )


def asks(text: str) -> bool:
    """Whether it is a question."""
    return cues.asks(text) or "?" in text or "？" in text or bool(_WHETHER.search(text))


def superseded(some: Sequence[Message]) -> list[tuple[Message, Message]]:
    """Which message is corrected by which: later words of the same person on the same matter."""
    found: list[tuple[Message, Message]] = []
    for later in some:
        if not cues.UPDATES.search(later.text):
            continue
        found += [(one, later) for one in some if one.when < later.when and _same_matter(one, later)]
    return found


def _same_matter(one: Message, other: Message) -> bool:
    if one.sender.id != other.sender.id:
        return False
    if _ALLERGY.search(one.text) and _ALLERGY.search(other.text):
        return True
    return len(set(query_terms(one.text)) & set(query_terms(other.text))) >= 3
