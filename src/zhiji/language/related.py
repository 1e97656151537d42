"""What tells the same without naming it: who moved lives elsewhere, who has a fever doesn't come.

A line is a thing that is asked about and, behind the colon, words that answer it, in English and Chinese. Looser than
the glossary: what is found by these words alone counts for half.
"""

from __future__ import annotations

from functools import cache

from zhiji.language.fold import fold
from zhiji.language.tokens import tokens

TABLE = """
live, lives, house, home, address, 住, 住在, 住哪, 地址, 家: move, moved, moving, flat, apartment, address, sublet, rent, neighbourhood, new place, 搬, 搬家, 租, 房子, 公寓, 地址
cancel, 取消, 改天, 爽约, 放鸽子: can't make it, cannot make it, can't come, can't join, not coming, no museum, for me today, call it off, called off, bail, rain check, won't make it, have to skip, migraine, fever, strike, 来不了, 去不了, 不去了, 不来了, 改天, 下次吧, 加班
late, delay, delayed, 迟到, 晚到, 晚点, 误点, 送晚, 来晚: late, delayed, overdue, won't make, can't make, behind schedule, 迟到, 晚到, 晚点, 赶不上, 堵车, 推迟, 来不及
leave, quit, 走, 离开, 要走: moving, move, last day, goodbye, farewell, 搬, 告别, 最后一天
decline, refuse, turn down, 推掉, 拒绝, 婉拒: no to, not doing, changed my mind, won't take, have to pass, 算了, 不做, 不接, 还是不
accept, 接受: yes, i'm in, signed, 行, 好啊, 没问题
lead, leader, charge, responsible, 负责, 带头, 领导: lead, take over, hand over, handing, in charge, own, 交给, 接手, 负责
present, gift, want, wish, 礼物, 想要, 送: want, need, wish, proper, broke, broken, 想要, 坏了, 可惜, 缺, 想买
eat, food, dinner, lunch, restaurant, hotpot, 吃, 吃过, 吃饭, 饭, 火锅, 餐厅, 馆子: eat, ate, tasty, delicious, restaurant, hotpot, noodles, stuffed, 好吃, 吃撑, 绝了, 味道, 一共, 人均, 每人, 聚餐
owe, debt, money, share, 欠, 还钱, 欠钱, 借, 转账: owe, pay, paid, transfer, split, each, send you, sent you, 转我, 转你, 转了, 每人, 还你, 借, 垫, 两清
job, work, company, 工作, 上班, 公司: job, office, hired, offer, start, quit, resign, 入职, 辞职, 上班, 面试
study, school, university, 学校, 大学, 上学: university, degree, class, exam, 专业, 考试
sick, ill, unwell, health, 生病, 不舒服, 身体, 健康: fever, migraine, flu, cold, hospital, doctor, pain, 发烧, 感冒, 疼, 医院, 痛
trip, travel, holiday, visit, 旅行, 旅游, 出差, 玩: flight, train, hotel, arrive, landed, airport, beach, 机票, 到了, 机场, 酒店, 爬, 飞
arrive, come home, 到家, 到达, 几号到: land, flight, train, arrive, 到, 机票, 航班, 飞
pet, cat, dog, 宠物, 猫, 狗: cat, dog, kitten, puppy, vet, 猫, 狗, 喵
baby, pregnant, child, 怀孕, 孩子, 宝宝: due, pregnant, weeks, karenz, born, boy, girl, son, daughter, 预产期, 怀, 生了, 出生, 男孩, 女孩, 儿子, 女儿, 小名
son, daughter, 儿子, 女儿: born, boy, girl, 生了, 男孩, 女孩
married, wedding, 结婚, 婚礼: engaged, ring, wedding, 领证, 婚礼, 喜酒
divorce, divorced, separate, 离婚, 分手: split up, broke up, separated, moved out, 搬回, 离
birthday, 生日, 大寿: turn, years old, cake, 岁, 满, 大寿, 祝寿
die, died, funeral, 去世: passed away, funeral, 走了, 葬礼
money, salary, 工资, 薪水: salary, paid, raise, 工资, 涨, 薪
decide, decision, 决定, 敲定: decide, decision, go with, settled, agreed, 定了, 就这么定, 选
vegetarian, vegan, 吃素, 素食, 素: meat, beef, pork, fish, veggie, 肉, 牛肉, 猪肉, 吃肉
allergy, allergic, avoid, 过敏, 忌口, 避开: allergic, allergist, intolerant, off dairy, no pork, no beef, vegetarian, vegan, skin test, rash, hives, can't have, 过敏, 不吃, 忌口, 皮试, 起疹
recommend, 推荐: recommend, try, best, worth, must read, should read, 推荐, 值得, 试试
meet, appointment, see, 见面, 约: meet, brunch, lunch, dinner, call, 见, 视频, 约, 聚
buy, shopping, 买: buy, order, ordered, bought, 买, 下单
read, book, 书, 看书: novel, author, chapter, 本书, 看完, 作者
nut, nuts, 坚果: peanut, peanuts, almond, almonds, walnut, walnuts, hazelnut, cashew, 花生, 杏仁, 核桃, 腰果
sport, exercise, gym, 运动, 健身, 锻炼: run, swim, hike, gym, yoga, football, tennis, climb, 跑步, 游泳, 爬, 打球
drive, car, 开车: drive, licence, car, 驾照, 开车
password, code, pin, 密码: code, password, pin, 密码, 换成
phone, number, 电话, 号码: call, phone, number, 打给, 电话
document, paper, papers, paperwork, 文件, 材料, 证件: passport, copy, contract, form, certificate, cv, resume, letter, visa, 护照, 复印件, 合同, 表格, 证, 简历, 签证
animal, 动物: cat, dog, bird, bear, penguin, elephant, lion, tiger, giraffe, snake, panda, koala, kangaroo, wombat, platypus, monkey, 猫, 狗, 鸟, 熊, 企鹅, 大象, 狮子, 老虎, 长颈鹿, 熊猫, 考拉, 袋鼠, 鸭嘴兽, 猴子
drink, 喝, 饮料: coffee, tea, beer, wine, juice, water, milk, matcha, cocoa, 咖啡, 茶, 啤酒, 红酒, 果汁, 奶茶, 焙茶, 抹茶
instrument, 乐器: piano, guitar, violin, cello, flute, drums, trumpet, 钢琴, 吉他, 小提琴, 大提琴, 长笛, 鼓, 古筝, 二胡
colour, color, colours, 颜色: red, blue, green, yellow, white, black, purple, pink, grey, brown, orange, 红, 蓝, 绿, 黄, 白, 黑, 紫, 粉, 灰, 棕
feel, mood, upset, 心情, 难过: gutted, sad, upset, worried, happy, 难过, 担心, 开心
"""


def related(term: str) -> tuple[str, ...]:
    """Words that often answer a question with this one; () if the table hasn't got it."""
    return _table().get(_key(term), ())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in TABLE.strip().splitlines():
        asked, answers = ([word.strip() for word in side.split(",")] for side in line.split(":"))
        for word in asked:
            found.setdefault(_key(word), {}).update(dict.fromkeys(answers))
    return {word: tuple(some) for word, some in found.items()}


def _key(term: str) -> str:
    return " ".join(tokens(term)) if fold(term).isascii() else fold(term)
