"""Chinese words that tell how a speaker stands to a clause: asks it, imagines it, laughs it off, passes it on.

Blanks stand for commas in Chinese chats, so a "sentence" is often a whole message: what opens an "if" or a "they say"
rules the clauses after it, never those before. All is matched in folded text, where 係 is 系 and 說 is 说.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zhiji.language import HAN, fold
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.reading.standing import Standing

_TAG = r"(?:对[吧吗不]|是[吧吗]|没错吧|对不对|是不是|系咪|系唔系|系吧|好像吧)"
_ASKED = Rarely(
    r"\?\W*$|(?:吗|咩|干嘛|(?<![什怎那这多要])么|[行去要好对在来吃能]不|有冇|[了过到完].{0,6}没有?|饭未|得唔得)呀?\W*$"
    r"|^请问|是.{1,4}还是.{1,4}$|(?<![不唔])(?![动时差])([\u4e00-\u9fff])[不唔]\1|有没有|有冇|难道|点解|边[个度]"
    r"|^(?:那|然后)?(?:[你您他她我咱]们?(?:家|爸|妈|老公|老婆)?|人)呢\W*$|[你您他她佢].{1,6}(?<![也才就都绝偏从并又])不\W*$"
    r"|(?<![没无知论管])(?:谁|啥|什么|哪[里儿个年次家位有会]?|怎么(?!说|也)|咋|为什么|几[点号岁]|多少|多久|多大|系咪)(?!的|都|也)(?!.*[都也])"
)
_SUGGESTED = re.compile(r"^(?:你|您|你们)(?!妈|爸).*吧\W*$")  # 你住北京吧: a guess about the other
_ASKED_AFTER = re.compile(rf"^[\s,，]*{_TAG}")
_IMAGINED = Rarely(
    r"如果|(?<![主只重需想])要是|要不是|若是|倘若|假如|假设|假使|假装|万一|一旦|除非|早知道|真想|好想|恨不得|巴不得|本来想|本来要|本可以|差一?点(?![\s,，。!！]|$)|"
    r"哪天(?!的)|等[我咱].{0,4}(?:有钱|发财|退休|老了)|中了?(?:彩票|大奖|六合彩)|(?<![说讲我你他她们便以])的话(?!题|剧)|幻想|想象|做梦|梦[见到里]|"
    r"以为|但愿|希望|祝(?!福的)|下辈子|上辈子|来世|换(?:了|作|做)?(?:我|是我|你)(?!来|班|个|了|家|的|们|侄|弟|哥|姐|妹|妈|爸|儿|女|老|同|徒|表|堂|舅|叔|姨|嫂|外)|比如|譬如|打个比方|假定|不如|恨不能"
)
_IMAGINED_AFTER = re.compile(r"(?:该|那|得)(?:有)?多好|(?:能|要是|早|如果).{0,12}就好了|那就好了\W*$")
_JOKED = re.compile(
    r"(?<!不是)(?<!没)(?<!没有)(?<!没跟你)(?<!不跟你)(?<!别)开玩笑|(?<!没)逗你|骗你的|骗你玩|才怪|手动狗头|\bdoge\b|狗头|🐶|🙄|旺柴|愚人节|胡说的|瞎说的|吹个牛|讲笑|讲下笑"
)
_OATH = re.compile(
    r"直播(?:吃|倒立)|吃键盘|倒立(?:洗头|吃|拉)|变(?:猪|狗|成(?:蘑菇|猪|狗|僵尸|咸鱼|木乃伊|化石))|(?:我|就)是(?:小|你)?狗(?!派|年)|名字倒过来|天打雷劈|"
    r"八百(?:遍|年|回|次)|[一几]万(?:遍|年|次)|几百(?:遍|年)|首富|外星|火星|月球|宇宙|朕|本宫|做牛做马|端一辈子|飞上[天去]|登珠峰|三百斤"
)
_LAUGHED_OFF = re.compile(r".{3}(?:哈{3,}|笑死我?了?|[😂🤣]{2,}|h{3,}|(?<!\d)23{2,}|红红火火)\W*$")
_QUOTED = re.compile(
    r"^(?:[“「『\"]|【|转发|\[转发|速转|紧急通知)|(?:请|快|速|求)转(?:发|给)|原话|歌词|[♪🎵🎶]|老话说|俗话说|古人云|有句话|广告|"
    r"(?:帮(?:我|忙)?|请|(?<!别)再)(?:翻译|润色|改写|改一?下|写|续写|扩写)|翻译(?:一?下|成)|润色(?:一?下|这)|写(?:一[段篇封首份个]|段|篇)|"
    r"扮演|造句|台词|剧情|小说里|电影里|剧里|书里|设定"
)
_QUOTATION = re.compile(r"“[^“”]{2,}”|「[^「」]{2,}」|『[^『』]{2,}』|\"[^\"\n]{2,}\"")
_LONG = 5  # Chinese characters of a quotation that says something itself; shorter ones are names
_HEDGED = Rarely(
    r"(?<!不)可能|也许|或许|兴许|大概(?!\d)|好像|应该|估计|说不[定准]|没准|指不定|不确定|未必|似乎|貌似|感觉像|八成|多半|恐怕|怕是|我猜|搞不好|"
    r"怀疑|疑似|不知道|唔知|记不清|忘了是|(?<!我[来去接帮送])(?<!我给你)吧\W*$|\b(?:maybe|perhaps|probably|might)\b"
)
_SAYS = r"(?:跟我|和我|同我|都|还|又|老|总|刚|也)?(?:说|讲|话(?=[「“\"你我佢他她]))(?!可以|行|好|不行|没问题|ok|得|实话|真的|法|明|起|到|了|过|不|话|服|笑|课|座|究|梅)"
_NO_NAME = "我你您来不没是以就只能得很这那也可要会想再便实如般于别咱跟说话讲用然按照么"  # 顺便说 and 话说 name nobody
_HEARD = Rarely(
    r"听说|听讲|据[说讲]|听(?!医|大夫|了|着|得|见|课|歌|不|我|你|起来).{1,5}?[讲说](?!的|话|得)|有人[说话讲]|传言|传闻|传说|谣传|风传|外面都?传|好像[说话]|小道消息|[群网]上[说传]"
    r"|(?:^|[\s,，。!]|隔壁|我|你|俺)(?:他|她|佢|人家|他们|她们|大家|别人|同学|同事|朋友|邻居|房东|老板|老师|中介|室友|闺蜜"
    r"|[老大二三小]?(?:妈|爸|哥|姐|弟|妹|爷|奶|公|婆|舅|姨|叔|伯|姑|嫂|妗|婶){1,2})" + _SAYS + r"|"
    r"(?:^|[\s,，。!])(?!(?:老实|坦白|一般|简单|严格|医生|大夫|护士|体检|检查|化验|报告|刚才|之前|上次|昨天|今天|前))"
    rf"(?:(?![{_NO_NAME}])[\u4e00-\u9fff]){{2,6}}(?:跟我|都|还)?说(?!可以|行|好|不行|没问题|得|实话|真|正事|个|一下|法|明|起|到|了|过|不|话|服|笑)"
)
# 不错 and 没事 deny nothing, nor does the 别 of 特别.
_NO_DENIAL = re.compile(
    r"不(?:错|过|止|管|仅|但|光|论|如|同|久|断|然|得不|小心|好意思|得了|知不觉|只|少|愧|由|禁)|差不多|要不|对不起|[来离少]不[开了及]|动不动|时不时|"
    r"没(?:事|问题|错|关系|准|想到)|好不容易|可不(?:是)?|何不|特别|分别|区别|级别|性别|告别|离别|个别|类别|派别|识别|别人|别墅|别的|别看|别说|"
    r"未来|未必|未婚夫|未婚妻|无(?:锡|聊|语|所谓|论|比|非|线|印|辣不欢|肉不欢|敌|数|意|奈|人机)|唔(?:该|使|好意思)|南无|数一数二"
)
_NEGATED = re.compile(r"[不没别未冇唔无]")
_TAKEN_BACK = re.compile(
    r"愚人节快乐|^愚人节\W*$|开玩笑(?:的(?!人|话)|啦|呢|而已)|逗你(?:的|玩|们)|骗你(?:的|们|玩)|(?:我)?瞎(?:说|编)的|(?:我)?胡说的|讲笑(?:啫|咋)|\bjk\b|just kidding|kidding"
)


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    return fold(text)


def standing(clause: str, sentence: str, message: str) -> Standing:
    """How the speaker of a message stands to one of its clauses."""
    said, whole, all_said = _folded(clause), _folded(sentence), _folded(message)
    place = max(whole.find(said), 0)
    until, after = whole[: place + len(said)], whole[place + len(said) :]
    return Standing(
        asked=bool(_ASKED.search(said) or _SUGGESTED.search(said) or _ASKED_AFTER.search(after)),
        imagined=bool(_IMAGINED.search(until) or _IMAGINED_AFTER.search(whole[place:])),
        joked=bool(_JOKED.search(all_said) or _OATH.search(said) or _LAUGHED_OFF.search(said)),
        quoted=bool(_QUOTED.search(all_said)) or _in_quotation(said, all_said),
        hedged=bool(_HEDGED.search(said)),
        heard=bool(_HEARD.search(until)),
        negated=bool(_NEGATED.search(_NO_DENIAL.sub("＋", said))),
    )


def taken_back(later: str) -> bool:
    """Whether a later message of the same sender owns up to a joke: 骗你的, 愚人节快乐."""
    return bool(_TAKEN_BACK.search(_folded(later)))


def _in_quotation(clause: str, message: str) -> bool:
    """Whether a clause is, or holds, another's words."""
    if not any(mark in message for mark in '“「『"'):
        return False
    begin = message.find(clause)
    for found in _QUOTATION.finditer(message):
        if (
            len(HAN.findall(found.group())) >= _LONG
            and found.start() < begin + len(clause)
            and begin < found.end()
        ):
            return True
    return False
