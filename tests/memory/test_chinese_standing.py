"""How a speaker of Chinese stands to a clause: says it, asks it, imagines it, laughs it off, passes it on."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.tables import every
from zhiji.memory.reading.chinese_standing import taken_back
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.thread import Line


def the_clause(message: str, part: str) -> Clause:
    line = Line(id=1, sender=1, name="", when=datetime(2025, 3, 3, 9, tzinfo=UTC), text=message)
    return next(one for one in clauses(line) if part in one.text)


ASKED = """
你住哪里 | 住哪里
你还住静安? | 静安
在哪儿上班啊? | 上班
你对花生过敏吗 | 过敏
他吃辣不 | 吃辣
你爬过泰山没 | 泰山
你做过手术没有 | 手术
你们家有没有猫 | 猫
你属什么的?属龙? | 属什么
你几岁了 | 几岁
你在哪个公司 | 公司
他是不是离职了 | 离职
您现在住成都吧 | 成都
你妈贵姓 对了你住苏州 对吧 | 苏州
你係咪素食㗎 | 素食
食咗飯未 | 食咗
難道你唔食牛肉 | 牛肉
谁养的狗 | 狗
你吃什么过敏 | 过敏
为什么不住宿舍 | 宿舍
请问您贵姓 | 贵姓
你家娃多大了 | 多大
你怎么不吃香菜 | 香菜
这是猫还是狗 | 猫
"""
IMAGINED = """
如果我住在海边 天天去游泳 | 游泳
要是能养只狗就好了 | 狗
假如我会日语 | 日语
我要是有钱 早就搬到三亚了 | 三亚
早知道去学医 | 学医
换我我就辞职了 | 辞职
真想住在大理 | 大理
等我有钱了 就养十只猫 | 猫
我差点去了腾讯 | 腾讯
以为你搬到北京了 | 北京
希望能进华为 | 华为
万一我对这药过敏 | 过敏
梦到我搬回老家了 | 老家
下辈子我做医生 | 医生
有只猫该多好 | 猫
比如你叫王五 | 王五
"""
JOKED = """
我是亿万富翁 骗你的 | 富翁
我不吃饭只喝露水🐶 | 露水
再熬夜我就变成僵尸 | 僵尸
骗人我是小狗 | 小狗
我都说了八百遍了 我住三楼 | 八百遍
我要嫁给他哈哈哈哈 | 嫁给
辞职回家种地笑死 | 辞职
考不过我倒立洗头 | 倒立
"""
QUOTED = """
「我住在云上 你住在风里」循环一整天 | 云上
我妈老念叨"女孩子要早点回家吃饭" | 早点回家
转发:吃这个会得病 大家注意 | 得病
【诚聘】司机 月薪八千 | 司机
帮我翻译:我对海鲜过敏 | 过敏
帮我润色一下 我叫李雷 | 李雷
写一段自我介绍 住在成都 爱吃辣 | 成都
俗话说 上有天堂 下有苏杭 | 苏杭
你来扮演一个医生 叫老赵 | 老赵
"""
HEARD = """
听说小赵离职了 | 离职
据说她搬去了深圳 | 深圳
有人说他离婚了 | 离婚
老李说他女儿在加拿大 | 加拿大
我妈说表哥要结婚了 | 表哥
他说他住院了 | 住院
听我同学讲那家公司倒闭了 | 倒闭
房东说下个月涨租 | 涨租
隔壁张阿姨说她儿子是医生 | 医生
"""
HEDGED = """
我可能对芒果过敏 | 芒果
她好像在银行上班 | 银行
大概是去年搬的 | 去年
医生怀疑是胃炎 | 胃炎
他应该不吃香菜 | 香菜
估计是感冒 | 感冒
是三楼吧 | 三楼
"""
SAID = """
我搬到杭州了 | 杭州
我在医院陪我爸呢 | 医院
在加班呢 | 加班
好着呢 | 好着
我妈住院了 胆结石 | 胆结石
他什么都吃 | 什么
谁都知道我不吃鱼 | 不吃鱼
我主要是对虾过敏 | 虾
我养了一只猫哈 | 猫
哈哈哈我住三楼 | 三楼
忙晕了😂 我搬到虹口了 | 虹口
如实说 我住宿舍 | 宿舍
宁可自己做嘛 | 宁可
我特别喜欢爬山 | 爬山
我住了好几年上海 | 上海
医生说我血糖高 | 血糖
话说我现在住虹口 | 虹口
顺便说一下 我不吃辣 | 不吃辣
说实话我怕狗 | 怕狗
我是做翻译的 | 翻译
我的话 吃素 | 吃素
方便的话打我电话 13900000000 | 13900000000
我在"星巴克"上班 | 上班
我动不动就头疼 | 头疼
我跟你说个事 我怀孕了 | 怀孕
吃药就好了 我没发烧 | 发烧
我明天给你送过去吧 | 送过去
我住北京 如果你来找我 | 住北京
我2333号房 | 2333
小程介绍我来的 | 介绍
我不是说过吗 我属兔 | 属兔
我妈说可以!她来接 | 接
没事 我有医保 | 医保
差不多到了 | 差不多
我的车牌尾号233 停地下 | 停地下
猫叫狗蛋 | 狗蛋
不急不急 我在家 | 不急
我换了个工作 | 换了
我會講粵語 | 粵語
佢住喺沙田 | 沙田
"""
NEGATED = """
我不住北京 | 北京
我没有过敏 | 过敏
我冇養狗 | 養狗
我還未結婚 | 未
唔食辣 | 唔食
别放香菜 | 香菜
无儿无女 | 无儿
"""
NOT_NEGATED = """
我特别爱吃鱼 | 鱼
味道不错 | 不错
不过我住虹口 | 虹口
我在无锡 | 无锡
没事 | 没事
差不多一年 | 一年
不仅会英语 | 英语
别墅在青浦 | 别墅
他未婚妻是老师 | 老师
无辣不欢 | 无辣
好不容易搬完 | 搬完
"""


def pairs(table: str) -> list[tuple[str, str]]:
    rows = [line.rsplit(" | ", 1) for line in table.strip().splitlines()]
    return [(message, part) for message, part in rows]


@every(pairs(ASKED))
def test_a_question_is_no_statement(message: str, part: str) -> None:
    assert the_clause(message, part).standing.asked


@every(pairs(IMAGINED))
def test_what_is_only_imagined_is_no_statement(message: str, part: str) -> None:
    assert the_clause(message, part).standing.imagined


@every(pairs(JOKED))
def test_a_joke_is_no_statement(message: str, part: str) -> None:
    assert the_clause(message, part).standing.joked


@every(pairs(QUOTED))
def test_others_words_are_not_the_speakers(message: str, part: str) -> None:
    assert the_clause(message, part).standing.quoted


@every(pairs(HEARD))
def test_hearsay_is_known_by_its_words(message: str, part: str) -> None:
    clause = the_clause(message, part)
    assert clause.standing.heard and clause.asserted


@every(pairs(HEDGED))
def test_what_may_be_is_hedged(message: str, part: str) -> None:
    assert the_clause(message, part).standing.hedged


@every(pairs(SAID))
def test_what_is_plainly_said_is_asserted(message: str, part: str) -> None:
    clause = the_clause(message, part)
    assert clause.asserted, clause
    assert not clause.standing.heard, clause


@every(pairs(NEGATED))
def test_a_denial_is_seen(message: str, part: str) -> None:
    assert the_clause(message, part).standing.negated


@every(pairs(NOT_NEGATED))
def test_words_that_only_look_like_a_denial_are_none(message: str, part: str) -> None:
    assert not the_clause(message, part).standing.negated


@every(["骗你的", "嘻嘻 愚人节快乐", "逗你玩", "开玩笑啦", "讲笑咋", "jk"])
def test_a_joke_is_owned_up_to(later: str) -> None:
    assert taken_back(later)


@every(["我不开玩笑", "没骗你", "真的", "愚人节那天我在上海", "我像开玩笑的人吗"])
def test_other_answers_take_nothing_back(later: str) -> None:
    assert not taken_back(later)
