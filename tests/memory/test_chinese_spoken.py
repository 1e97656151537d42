"""Chinese as it is spoken: what one won't touch, what was fitted, where things are, whom a dropped subject means."""

from __future__ import annotations

from tests.memory.told import FRIEND, OWNER, facts, one_line
from tests.tables import every

SAID = """
diet | 我爸现在滴酒不沾 | 爸 | 滴酒不沾
diet | 辣的我早就不沾了 | me | 辣的我早就不沾
diet | 白酒医生不让喝了 | me | 不喝白酒
diet | 海鲜大夫不准我吃 | me | 不吃海鲜
likes | 我弟最近迷上围棋 | 弟 | 围棋
likes | 我最近迷上钓鱼 | me | 钓鱼
likes | 我妈最近迷榴莲 | 妈 | 榴莲
likes | 我在老年大学学书法 | me | 书法
allergy | 花生绝对不能碰 一吃浑身起疹 | me | 花生
allergy | 虾我真的不能吃 吃了就嘴巴肿 | me | 虾
health | 我舅查出来肝硬化 | 舅 | 肝硬化
health | 我妈确诊了类风湿性关节炎 | 妈 | 类风湿性关节炎
health | 医生让我吃二甲双胍 | me | 吃二甲双胍
health | 我奶奶说腿疼得厉害 | 奶奶 | 腿疼得厉害
event | 我手腕小时候骨折过 | me | 手腕小时候骨折过
event | 我爸前年装了三个支架 | 爸 | 装了三个支架
event | 外公上个月做了白内障手术 | 外公 | 做了白内障手术
home | 我妹现在住我隔壁 | 妹 | 小周 隔壁
home | 我爸妈搬到我家楼上了 | 爸妈 | 小周 楼上
job | 现在在一家做玩具的外企 | me | 一家做玩具的外企
employer | 我从ibm出来了 | me | not ibm
job | 我爸是跑船的 | 爸 | 跑船
job | 我是开货车的 | me | 开货车
job | 我妈现在天天带孙子 | 妈 | 现在天天带孙子
job | 我下个月去成都当店长 | me | 成都 店长
job | 我升了 产品部经理 | me | 产品部经理
name | 大家好我姓鲁 | me | 鲁
pet | 一只黑的叫煤团 | me | 一只黑的叫煤团
age | 我才26 | me | 26
possession | 备用钥匙在我书房抽屉里 | me | 备用钥匙 我书房抽屉里
possession | 充电宝在行李箱夹层 | me | 充电宝 行李箱夹层
possession | 体检报告我放电视柜下面了 | me | 体检报告 电视柜下面
job | 上个月正式退了 | me | 退休
event | 我家那间铺子关门了 | me | 铺子关门了
relation | 我嫂子生了个女儿 | 嫂子 | 女儿
been_to | 带孩子去了趟大理 | me | 大理
"""

NOTHING = """
海鲜你医生不让吃吧
你最近迷上什么了
别迷上游戏
在公园看人下棋
花生不能碰吗 一吃就起疹？
她查出来没有病
你查出来什么毛病了
医生让我多喝水
我妈说你腿长
他手没骨折过
差点装了三个支架
打算明年做白内障手术
今晚住我隔壁吧
你住我家吗
去一家做玩具的外企面试
我从大学出来了
不是跑船的
谁是开货车的
想去成都当店长
要是升了 产品部经理我可不当
我们不姓鲁
一只虾的叫法
才26块
才26度
钥匙在哪
钥匙是不是在抽屉里
如果充电宝在行李箱夹层就好了
记得把钥匙放抽屉里
可能在书房抽屉里
机票退了
货已经退了
烧已经退了
店快关门了
隔壁的店关门了
腊月二十五聚 我从襄阳回来
天天投诉的是隔壁303
只是同事
莫让我不吃面
过完年我打算抱只猫
想从ibm出来
"""


@every(SAID.strip().splitlines())
def test_what_is_said_in_passing_is_read(row: str) -> None:
    relation, message, subject, value = row.split(" | ")
    assert (relation, subject, value) in one_line(message)


@every(NOTHING.strip().splitlines())
def test_the_same_words_may_say_nothing(message: str) -> None:
    assert not one_line(message)


def test_a_birth_and_a_rise_are_told_once() -> None:
    assert {one[0] for one in one_line("生啦 女儿 六斤八两")} == {"relation"}
    assert {one[0] for one in one_line("我升职了 市场部总监")} == {"job"}


def test_an_operation_goes_on_about_the_patient() -> None:
    told = facts((FRIEND, "我妈住院了"), (OWNER, "好好照顾她"), (FRIEND, "手术顺利"))
    assert ("health", "妈", "手术顺利") in told


def test_an_operation_is_ones_own_if_nobody_else_was_ill() -> None:
    assert ("health", "小周", "手术顺利") in facts((OWNER, "在吗"), (FRIEND, "手术顺利"))


def test_after_a_question_one_goes_on_about_whom_one_spoke_of() -> None:
    told = facts((FRIEND, "妈今天又摔了"), (OWNER, "拍片子没"), (FRIEND, "拍了 就是记性越来越差"))
    assert ("health", "妈", "记性越来越差") in told


def test_whom_one_met_is_spoken_of_next() -> None:
    told = facts((OWNER, "听说张老师走了？"), (FRIEND, "没有 我昨天还碰到他 就是耳朵背了"))
    assert ("health", "张老师", "耳朵背") in told


def test_kin_asked_about_are_those_of_who_answers() -> None:
    assert ("age", "孙子", "2") in facts((OWNER, "孙子多大了"), (FRIEND, "刚满两岁 属兔的"))


def test_a_place_alone_tells_where_the_thing_is_that_was_asked_for() -> None:
    told = facts((OWNER, "备用钥匙放哪了"), (FRIEND, "鞋柜上面花盆底下"))
    assert ("possession", "小周", "备用钥匙 鞋柜上面花盆底下") in told


def test_a_report_may_tell_the_other_what_he_has() -> None:
    assert ("health", "阿宁", "脂肪肝") in facts((OWNER, "在吗"), (FRIEND, "体检报告拿了 我贫血 你脂肪肝"))
    assert not facts((OWNER, "在吗"), (FRIEND, "你脂肪肝"))


MIXED = """
home | 我上个月move到Boston了 | me | Boston
job | 我刚promote到senior manager了 | me | senior manager
employer | 我join了Stripe | me | Stripe
employer | 我被laid off了 | me | not 被laid off
health | 我got covid了 | me | covid
diet | 我最近在做keto | me | keto
dislikes | 我hate cilantro | me | cilantro
partner | 我engaged了 | me | engaged
event | 我终于passed了bar | me | passed了bar
"""

MIXED_NOTHING = """
我想move到Boston
move到下周吧
我join了meeting
她没被laid off
要是我got covid了怎么办
我不hate cilantro
快engaged了
build failed了
打算做keto
"""


@every(MIXED.strip().splitlines())
def test_english_verbs_in_chinese_are_read(row: str) -> None:
    relation, message, subject, value = row.split(" | ")
    assert (relation, subject, value) in one_line(message)


@every(MIXED_NOTHING.strip().splitlines())
def test_english_verbs_in_chinese_may_say_nothing(message: str) -> None:
    assert not one_line(message)
