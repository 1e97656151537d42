"""Rules for who somebody is and whom they belong to, in Chinese: name, age, ties, partner."""

from __future__ import annotations

from zhiji.memory.reading.chinese_rules import END, Rule, rule
from zhiji.memory.reading.chinese_words import (
    FULL_NAME,
    LATIN_NAME,
    NAME,
    OWN_PARTNER,
    SURNAMES,
    TIE,
)

_NAME = (
    rule("name", rf"(?:名字|本名|真名|大名|全名|中文名|英文名|小名|昵称|艺名|笔名|乳名|外号|花名|网名)(?:字)?(?:就?是|叫做?|系|:|：|改成了?)\s?(?P<v>[\u4e00-\u9fff]{{1,4}}|{LATIN_NAME}){END}", unless="什么|取|起名"),
    rule("name", rf"(?:他|她)?(?:就|是)?叫做?\s?(?P<v>{FULL_NAME}|{LATIN_NAME}|小[\u4e00-\u9fff]){END}", unless="不叫|媳妇|爱人|老公|老婆|男朋友|女朋友|对象|丈夫|妻子|叫外卖|叫车|叫人|叫我|叫小[车时]|网友叫|大家叫", explicit=True),
    rule("name", rf"(?P<o>)(?:的)?(?:小名|大名|名字)?(?:就|也|是)?叫(?P<v>(?:(?![我你他她它的了是人车外爸妈爷奶哥姐什啥不大小救])[\u4e00-\u9fff]){{2,4}}?){END}", unless="不叫|叫好|叫苦|叫醒|谁|没叫|要叫|叫饭|那我也?叫|我也叫", explicit=True),
    rule("name", rf"(?:免贵)?姓(?P<v>{SURNAMES}){END}", unless="不姓|医生姓|老师姓|同姓|跟", explicit=True),
    rule("name", rf"(?:可以|就|都|大家|朋友们?|他们|同学们?)?(?:叫|喊|称呼)我(?P<v>[小老阿][\u4e00-\u9fff]{{1,2}}|阿[a-z]{{2,8}}|{LATIN_NAME})(?:就行|就好|即可|都行|吧|好了|就可以){END}", mine=True),
    rule("name", rf"^(?:(?:你|您|大家)们?好|hi|hello|嗨|哈喽)[\s,，]*我是(?P<v>{FULL_NAME}|{LATIN_NAME}){END}", mine=True),
)  # fmt: skip
_NUMBER = r"\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|百"
_AGE = (
    rule("age", rf"(?:已经|都|快)?(?P<v>奔[三四五六七]|(?:\d0|[二三四五六七八九]十)(?:出头|多岁?|几岁?))的?(?:人)?了?{END}", explicit=True, unless="块|钱|斤|年|退"),
    rule("age", rf"(?:今年|年龄是?|年纪是?|已经|都|才|刚满?|满|刚过|快|马上|虚岁|是)*(?P<v>{_NUMBER})(?:周?岁)半?(?:多|整|生日|大寿)?{END}", value=lambda found: number(found.group("v")), unless=r"岁(?:前|以前|之前|时|那|以后|以下|以上|左右的|就|之后|开始|学|才)|永远|梦想|退休|快\d|马上|不到|到\d+岁|等"),
    rule("age", r"(?:过|做|摆)?(?P<v>[六七八九]十|[6-9]0|一?百岁?)大寿", value=lambda found: number(found.group("v"))),
    rule("age", rf"(?:今年(?P<n>(?=\d{{1,2}}$))?|都|已经|才|马上|刚满?)(?P<v>\d{{1,2}})(?(n)|(?:了|啦|咯)){END}", explicit=True, value=lambda found: number(found.group("v")), unless=r"\d[月号日点:：]|退|钱|块|斤|分"),
    rule("age", rf"(?:今年|都|已经|刚满?)?(?P<v>[二三四五六七八九]?十[一二三四五六七八九]?)(?:了|啦|咯){END}", explicit=True, value=lambda found: number(found.group("v")), unless="月|号|点|块"),
    rule("age", rf"刚满(?P<v>\d{{1,2}}|{_NUMBER}){END}", explicit=True, value=lambda found: number(found.group("v"))),
    rule("age", rf"(?:是|都是)?(?P<v>[6-9]\d后|0\d后|[6-9]5后){END}", explicit=True),
)  # fmt: skip
_ROLE = rf"(?:{TIE}|家长|妈|爸|外甥|助教|老板|监护人|经纪人|社友|球友|书友|驴友|麻友|病友|同门|导师|前同事|新同事)"
_TIE = (
    rule("relation", rf"(?P<v>生了?(?:二胎|二宝|老二|三胎))(?:了|啦)?{END}", dated=True, explicit=True, unless="不|没|想|要|催|准备|打算"),
    rule("relation", rf"是(?P<v>你们?(?:家)?(?:楼下|楼上|隔壁|对门)(?:的)?(?:新)?(?:邻居|住户|租客)|(?:你)?(?:楼下|楼上|隔壁)(?:的)?(?:\d{{2,4}}|邻居)(?:室)?)的?{END}", mine=True, unless="不是|谁|的是"),
    rule("relation", rf"(?:跟|和|与|同)(?P<v>{NAME}|{FULL_NAME}|他|她)(?:俩)?(?P<t>认识(?:快|有)?[一二两三四五六七八九十几\d]+多?年)了?{END}", value=lambda found: f"{found.group('v')}{found.group('t')}", explicit=True),
    rule("relation", rf"是(?P<v>(?:(?:{FULL_NAME}|{NAME})的?|(?:(?![我你您他她的])[\u4e00-\u9fff]){{2,3}}的){_ROLE}|(?:(?![我你您他她的])[\u4e00-\u9fff]){{2}}(?:妈妈|爸爸|妈|爸|家长|外婆|奶奶|爷爷|外公)){END}", value=lambda found: found.group("v"), explicit=True, unless="不是|那是|什么|谁|你的|我的|的的"),
    rule("relation", rf"是(?P<v>我们?(?:的|家)?(?:亲|远房|大学|高中|初中|小学|公司|前|新|老)?(?:的)?{_ROLE}){END}", explicit=True, unless="不是|的(?:男|女)?朋友们|最好"),
    rule("relation", rf"(?:是|系)?(?P<v>(?:通过)?(?:{NAME}|{FULL_NAME}|(?:(?![我是系你给])[\u4e00-\u9fffa-z]){{2,6}})(?:(?:介绍|推荐)(?:来|过来|认识)|介绍(?=的)))的?{END}", needs="介绍|推荐", explicit=True, unless="自我介绍|介绍一下|不是|给我介绍|给你"),
    rule("relation", rf"(?:跟|和|与|同)(?P<v>{NAME}|{FULL_NAME}|他|她)(?:俩)?是(?P<t>(?:大学|高中|初中|小学|多年|十几年|[一二两三四五六七八九十]+年)?(?:的)?(?:同学|同事|发小|邻居|室友|老乡|朋友|好朋友|校友|战友|闺蜜|同门|亲戚|表亲|队友|网友|邻居)|在.{{2,8}}认识)的?{END}", value=lambda found: f"{found.group('v')}是{found.group('t')}", explicit=True),
    rule("relation", rf"(?:是|系)(?P<v>(?:大学|高中|初中|小学|多年|十几年)?(?:同学|同事|发小|邻居|室友|老乡|校友|战友|闺蜜|双胞胎|(?:亲)?兄弟|(?:亲)?姐妹|亲戚)){END}", explicit=True, unless="不是|他的|她的|你的|最近|只是|不过是|而已|就是同事"),
    rule("relation", rf"(?:是)(?P<v>独生(?:子|女|子女)|独女|独子|丁克|单亲妈妈|单亲爸爸){END}", explicit=True, unless="不是"),
    rule("relation", rf"有(?:了)?(?P<v>(?:[一二两三四五俩仨]|\d)?(?:个|位|对)?(?:亲|双胞胎|龙凤胎)?(?:孩子|儿子|女儿|闺女|娃|姐姐|哥哥|弟弟|妹妹|双胞胎|龙凤胎|孙子|孙女|外孙|外孙女|表姐|表妹|表哥|表弟|堂哥|堂姐|堂弟|堂妹|细佬|家姐|仔|女)(?:(?:和|跟|、)?(?:一个|两个)(?:弟弟|妹妹|姐姐|哥哥|儿子|女儿))?){END}", unless="没有|有没有|冇|如果|只有|女朋友|男朋友|有孩子的"),
    rule("relation", rf"(?:没有?|冇|未有|不要)(?P<v>孩子|小孩|娃|兄弟姐妹|儿子|女儿|姐妹|兄弟){END}", negated=True, unless="带|来|时间"),
    rule("relation", rf"(?:刚|终于)?(?:生|添|喜得|得)(?:了|啦|咗|落)?[\s,，]?(?:一?个|对)?(?P<v>女儿|儿子|闺女|女娃|男娃|女宝|男宝|千金|双胞胎|龙凤胎|大胖小子|小公主|囡囡|男孩|女孩|弟弟|妹妹|仔|女){END}", dated=True, unless="气|病|日"),
    rule("relation", r"我家(?P<v>[大二三小]宝|[\u4e00-\u9fff]宝|(?P<d>[\u4e00-\u9fff])(?P=d))(?=发烧|感冒|今年|上|请|生病|过敏|对|也|在|咳|喜欢|不|没|都|的|是|刚|才|已)", mine=True),
)  # fmt: skip
_KNOWN = rf"(?:{FULL_NAME}|{NAME}|{LATIN_NAME}|[\u4e00-\u9fff]{{2,3}}|他|她)"
_PARTNER = (
    rule("partner", rf"(?:是)?(?P<v>已婚|有对象|有男朋友|有女朋友|有老婆|有老公|有男友|有女友|有家室)(?:的|人士)?{END}", explicit=True, unless="没有|有没有|不是|要是"),
    rule("partner", rf"(?:跟|和|同|与)(?P<v>{_KNOWN})(?:在一起|谈恋爱|结婚|领证|订婚|复合|好上|拍拖)(?:了|咗|啦|[一二两三四五六七八九十半\d]+个?[年月]了?){END}", dated=True, unless="不|没|想|要|参加|朋友一起"),
    rule("partner", rf"(?:跟|和|同|与)(?:我)?(?P<v>{_KNOWN})(?:已经|早就?|也|真的?)?(?:分手|分|离婚|离|掰|散|闹掰|退婚|分开)(?:了|咗|啦|喇){END}", negated=True, dated=True, unless="没|想|要|差点|公司"),
    rule("partner", r"(?:是|还是|仍|恢复)?(?P<v>单身|离异|丧偶|未婚|母胎单身|母单|单身狗|单身汪)(?:狗|贵族|中|汪|多年|一个|[一二两三四五六七八九十]+年)*(?:了|啦|呢|啊|的|致意|报到|路过|飘过|哭了|表示.{0,6})?(?=[\s,，]|$)", unless="不是|没|单身公寓|单身时|母亲|脱离|别|祝|们"),
    rule("partner", rf"(?P<v>(?:已经|刚)?(?:已婚|结婚|领证|扯证|订婚|脱单|有对象|有男朋友|有女朋友|谈恋爱|再婚|二婚|求婚成功|拍拖))(?:了|咗|啦|喇|(?:快)?[一二两三四五六七八九十半好几\d]+个?[年月]了?){END}", value=lambda found: found.group("v"), dated=True, explicit=True, unless="不|没|想|要|参加|同学|快|准备|冇|未"),
    rule("partner", rf"(?P<v>脱单|领证|订婚|扯证|求婚成功)(?:了|啦|喇){END}", dated=True, unless="不|没|想|要|参加|快|准备|祝|吗"),
    rule("partner", rf"(?P<k>{OWN_PARTNER})(?:的名字)?(?:就?叫|系|就?是)(?P<v>{FULL_NAME}|{NAME}|{LATIN_NAME}){END}", unless="前|你", mine=True),
    rule("partner", rf"(?P<v>离婚|分手|分)(?:了|咗|啦|喇){END}", negated=True, dated=True, unless="没|想|要|差点|他们|她们|秒|多少|一半|给|满|十分|部分|别人|班|明星|闹|跟|和|同"),
    rule("partner", rf"(?:还|一直|也|都|现在)*(?:没有?|冇)(?P<v>对象|男朋友|女朋友|男友|女友|老婆|老公){END}", negated=True, unless="没有老婆饼"),
)  # fmt: skip
PEOPLE: tuple[Rule, ...] = (*_NAME, *_AGE, *_TIE, *_PARTNER)
_UNITS = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


def number(text: str) -> str:
    """三十五 as 35."""
    if text.isdigit():
        return text
    if text.startswith(("百", "一百")):
        return "100"
    tens, ten, ones = text.partition("十")
    if not ten:
        return str(_UNITS.get(text, text))
    return str(_UNITS.get(tens, 1) * 10 + _UNITS.get(ones, 0))
