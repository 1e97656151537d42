"""Everyday words in English and Chinese: enough to find “泡脚桶” when asked about a birthday present in English.

A line of the table is one thing: English words and sayings before the bar, Chinese ones after it. The first word of
each side is the one it is listed under; those after it are other ways of saying it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from zhiji.language import everyday
from zhiji.language.fold import fold
from zhiji.language.tokens import tokens

TABLE = """
mum, mom, mother, mama, mummy, mommy | 妈妈、妈、母亲、老妈、娘、媽媽
dad, father, daddy, papa | 爸爸、爸、父亲、老爸、爹
parents | 父母、爸妈、爹妈
grandma, grandmother, granny, nan | 奶奶、外婆、姥姥、阿嬷、祖母、婆婆
grandpa, grandfather | 爷爷、外公、姥爷、阿公、祖父
sister | 姐姐、妹妹、姐、妹、姐妹
brother | 哥哥、弟弟、哥、弟、兄弟
son | 儿子
daughter | 女儿、闺女
child, children, kid, kids | 孩子、小孩、娃、娃娃
baby | 宝宝、婴儿、怀孕、预产期
husband | 丈夫、老公、先生
wife | 妻子、老婆、太太
boyfriend | 男朋友、男友
girlfriend | 女朋友、女友
uncle | 叔叔、舅舅、伯伯、姨夫、姑父、舅
aunt, auntie | 阿姨、姑姑、舅妈、姨妈、婶婶、嬢嬢
cousin | 表哥、表姐、表弟、表妹、堂哥、堂姐、堂弟、堂妹
friend, friends | 朋友、哥们、闺蜜
neighbour, neighbor | 邻居
colleague, coworker | 同事
boss, manager | 老板、领导、经理
landlord, landlady | 房东
flatmate, roommate | 室友、合租
teacher | 老师
classroom | 教室, 课室
doctor, gp | 医生、大夫
nurse | 护士
dentist | 牙医、牙科
plumber | 水管工、管道工
police | 警察、公安
birthday | 生日、大寿、过生日、寿宴、祝寿
present, gift, give | 礼物、送、礼
anniversary | 纪念日、周年
wedding, marry, married | 结婚、婚礼、婚宴
engaged, engagement | 订婚
divorce, divorced | 离婚
funeral | 葬礼
party | 派对、聚会、趴
holiday, vacation | 假期、放假、休假、度假
trip, travel, journey | 旅行、旅游、出行、出差
spring festival, chinese new year | 春节、过年、除夕、新年
christmas | 圣诞、圣诞节
easter | 复活节
mid-autumn | 中秋、中秋节
allergy, allergic, allergist, allergies, intolerant | 过敏、敏感
peanut, peanuts | 花生
nut, nuts | 坚果
seafood, shellfish | 海鲜
milk, dairy, lactose | 牛奶、奶制品、乳糖、奶
gluten, wheat | 麸质、小麦
vegetarian, veggie, vegan, meatless, no-meat | 素食、吃素、素、不吃肉
meat | 肉、肉类
beef | 牛肉
pork | 猪肉
chicken | 鸡肉、鸡
fish | 鱼
egg, eggs | 鸡蛋、蛋
rice | 米饭、米
noodle, noodles | 面条、面、拉面
dumpling, dumplings | 饺子
hotpot | 火锅
spicy | 辣
sweet, dessert, desserts | 甜、甜点、甜品
cake | 蛋糕
chocolate | 巧克力
bread | 面包
coffee | 咖啡
tea | 茶
beer | 啤酒
wine | 红酒、葡萄酒、酒
water | 水
fruit | 水果
vegetable, vegetables | 蔬菜、青菜
cilantro, coriander | 香菜
eat, eats, ate, eating, eaten, food | 吃、吃的、食物、好吃
drink, drinks, drank | 喝
cook, cooking, recipe | 做饭、做菜、菜谱、煮
breakfast | 早餐、早饭
brunch | 早午餐
lunch | 午饭、午餐、中饭
dinner, supper | 晚饭、晚餐
restaurant | 餐厅、饭店、馆子、餐馆
rice cooker, cooker | 电饭煲、电饭锅
move, moved, moving | 搬、搬家、搬到、搬去
live, lives, living, lived | 住、住在、住址、居住
flat, apartment | 公寓、房子、套房
house, home | 家、房子、回家
address | 地址、住址
room, bedroom | 房间、卧室
rent, rented, sublet | 租、房租、租金、租房
deposit | 押金
lease, contract | 合同、租约
door | 门
code | 密码、代码、门码
password, passcode | 密码
key, keys | 钥匙
heating, radiator, thermostat | 暖气、供暖
electricity | 电、电费
bill, bills | 账单、费用
furniture | 家具
bookshelf, shelf | 书架
bed, mattress | 床、床垫
sofa, couch | 沙发
kitchen | 厨房
washing machine | 洗衣机
fridge | 冰箱
light, lamp | 灯
broken, broke, break, leak, leaking, leaks | 坏、坏了、漏水、漏
repair, fix, fixed, mend | 修、维修、修理
clean, cleaning | 打扫、清洁
foot spa, footbath | 泡脚、脚、泡脚桶
money | 钱
pay, paid, payment, pays | 付、付款、交钱、支付、给钱
owe, owes, owed | 欠、欠钱、还钱
debt | 债
lend, lent, borrow, borrowed, loan | 借、借钱
transfer, transferred, wire | 转账、转、转你、转我、打款
refund | 退款、退钱
price, cost, costs, expensive | 价格、多少钱、价钱、贵
cheap | 便宜
salary, wage, income | 工资、薪水、收入、薪资
bank, account | 银行、账户、账号
card | 卡
tax, taxes | 税
insurance | 保险
invoice, receipt | 发票、收据
euro, euros | 欧元、欧、欧罗
dollar, dollars | 美元、刀
buy, bought, purchase | 买、购买
sell, sold, selling | 卖
order, ordered | 订、下单、点
book, booked, booking, reservation | 订、预订、预定、订好
ticket, tickets | 票、车票、门票、机票
flight, plane, fly, flying | 飞、航班、飞机、机票
airport | 机场
train | 火车、高铁、列车
bus | 公交、公交车、大巴
subway, metro, underground | 地铁
taxi, cab | 出租车、打车
car | 车、汽车
drive, driving, driver | 开车、驾驶
bike, bicycle, cycling | 自行车、单车、骑车
parking, park | 停车、停
station | 车站、站
hotel | 酒店、宾馆、旅馆
passport | 护照
visa | 签证
suitcase, luggage, baggage | 行李、箱子、行李箱
copy, photocopy | 复印件、复印、扫描件
scan | 扫、扫描
arrive, arrived, arriving, arrival | 到、到达、抵达、到家
leave, left, leaving, depart | 走、离开、出发
return, returned, back | 回、回来、回去、还
come, coming | 来、过来
visit, visited, visiting | 看望、拜访、来访、探望
stay, stayed, staying | 住、待、住下
bring, brought, take | 带、带来、捎
carry | 带、背
send, sent, post, posted, mail, mailed | 寄、发、发给、寄给
receive, received | 收到、收、查收
parcel, package | 包裹、快递
letter | 信
call, called, phone, ring | 电话、打电话、通话
number | 号码、号
video | 视频
message, text | 消息、短信、信息
email, mail | 邮件、邮箱
photo, photos, picture, pictures | 照片、图片、相片
voice note | 语音
meet, met, meeting | 见、见面、会议、开会
appointment | 预约、约
invite, invited, invitation | 邀请、请
cancel, cancelled, canceled, cancelling, call off, called off, bail | 取消、爽约、放鸽子、改天、来不了、去不了、不来了、不去了
can't make it | 来不了、去不了、取消
not coming | 不来、不去、来不了
postpone, postponed, reschedule, moved to | 推迟、改期、改到、延期
agree, agreed, deal | 同意、说好、答应、约好
promise, promised, promises | 答应、保证、承诺、说好
decide, decided, decision | 决定、定、定了、敲定
plan, plans, planning | 计划、打算、安排
remember, remind, reminder | 记得、提醒、别忘
forget, forgot, forgotten | 忘、忘记、忘了
wait, waiting, waits | 等、等着
reply, answer, respond | 回复、回话、回答、回
ask, asked | 问
tell, told | 告诉、说
help | 帮、帮忙、帮助
thanks, thank | 谢谢、感谢
sorry, apologise, apologize | 对不起、抱歉、不好意思
late | 晚、迟到
busy | 忙
free, available | 有空、空、有时间
want, wants, wanted, wish | 想要、要、想、想买
need, needs, needed | 需要、要、缺
like, likes, love, loves, enjoy, favourite, favorite | 喜欢、爱、最爱、最喜欢
hate, dislike | 讨厌、不喜欢
recommend, recommended, suggest, suggested | 推荐、建议
gutted, upset, sad | 难过、伤心
happy, glad | 高兴、开心
angry | 生气
worry, worried | 担心
tired, exhausted | 累
scared, afraid | 怕、害怕
lucky | 幸运
secret | 秘密、保密、别说
birth, born | 出生、生
age, old | 岁、年龄、多大
die, died, death | 去世、死、走了
sick, ill, unwell | 生病、病、不舒服
fever, temperature | 发烧、发热
cold, flu | 感冒、流感
cough | 咳嗽
headache, migraine | 头疼、头痛、偏头痛
pain, hurts, hurt, ache, aching | 疼、痛
knee, knees | 膝盖
tooth, teeth | 牙、牙齿
eye, eyes | 眼睛、眼
ear, hearing | 耳朵、听力
heart | 心脏、心
blood pressure | 血压、降压
stomach | 胃、肚子
leg | 腿
hand | 手
hair | 头发
skin | 皮肤
medicine, medication, pills, pill, tablets, tablet, drug | 药、药片、片
penicillin | 青霉素
cephalosporin | 头孢
calcium | 钙、钙片
vitamin, vitamins | 维生素
cream | 霜、膏
hand cream | 护手霜
camomile, chamomile | 洋甘菊
hospital, clinic | 医院、诊所
checkup, check-up, physical | 体检
surgery, operation | 手术
cataract | 白内障
gout, uric | 痛风、尿酸
test, tests, result, results | 检查、化验、结果、测试
diagnosed, diagnosis | 诊断、确诊
vaccine, jab | 疫苗
weight | 体重
exercise, workout, gym | 锻炼、运动、健身
run, running | 跑步、跑
swim, swimming | 游泳
hike, hiking, climb, climbed | 爬山、徒步、爬
mountain, summit | 山、登顶
lake | 湖、湖边
sea, beach | 海、海边、沙滩
river | 河
garden | 花园、院子
park | 公园
city, town | 城市、市
country | 国家
village | 村
street | 街、路
museum | 博物馆
concert | 音乐会、演唱会
theatre, theater | 剧院、话剧
cinema, film, movie | 电影、影院
book, books, novel | 书、小说、本书
read, reading | 看、读、看完
write, wrote | 写
music, song | 音乐、歌
guitar | 吉他
piano | 钢琴
sing, singing | 唱、唱歌
dance, dancing | 跳舞
draw, drew, paint, painting | 画
map | 地图
game, games | 游戏
football, soccer | 足球
basketball | 篮球
school | 学校、上学
university, college | 大学
class, course, lesson | 课、课程
exam, test | 考试
study, studying, learn | 学、学习
homework | 作业
grade, marks, score | 成绩、分数
degree, graduation, graduate | 毕业、学位
work, working, works | 工作、上班
job, position | 工作、职位
office | 办公室、公司
company, firm | 公司
resign, quit, resigned, resignation, hand in notice, handed in my notice, notice | 辞职、离职、辞呈、辞职信、递辞呈
fired, laid off | 裁员、开除、被裁
hire, hired, offer | 录用、入职、录取
interview | 面试、采访
cv, resume | 简历
project | 项目
deadline, due | 截止、期限
launch, release | 上线、发布
lead, leading, leader, led, in charge | 负责、带、牵头、领导
hand over, handing over, handover | 交接、交给
approve, approval, sign off | 批准、审批、审
copy, wording | 文案
report | 报告
document, file | 文件、文档
customer, client | 客户、顾客
shop, store | 店、商店
open, opening | 开业、开张、开
close, closed | 关门、关
cat | 猫
dog | 狗
pet, pets | 宠物
feed, feeding | 喂
umbrella | 雨伞、伞
tent, tents | 帐篷
scarf | 围巾、丝巾
silk | 丝
ring | 戒指
watch | 手表、表
clothes, shirt, coat | 衣服、外套
shoe, shoes | 鞋、鞋子
glasses | 眼镜
bag | 包、袋子
phone, mobile | 手机
computer, laptop | 电脑、笔记本
camera | 相机
charger | 充电器
red | 红、红色
blue | 蓝、蓝色
green | 绿、绿色
white | 白、白色
black | 黑、黑色
grey, gray | 灰、灰色
big, large, size | 大、尺寸、多大
small, tiny | 小
new | 新
first | 第一、首次
last | 上次、最后
weather | 天气
rain, raining | 雨、下雨
snow | 雪、下雪
storm, lightning, thunder | 打雷、雷暴、暴雨
hot | 热
germany, german | 德国、德语
berlin | 柏林
munich | 慕尼黑
vienna | 维也纳
leipzig | 莱比锡
china, chinese | 中国、中文
beijing | 北京
shanghai | 上海
chengdu | 成都
hong kong | 香港
taiwan | 台湾
japan, japanese | 日本、日语
tokyo | 东京
korea | 韩国
america, usa, states | 美国
england, britain, uk | 英国
london | 伦敦
edinburgh | 爱丁堡
france, french | 法国、法语
paris | 巴黎
italy | 意大利
spain | 西班牙
lisbon | 里斯本
iceland | 冰岛
frankfurt | 法兰克福
lose, lost | 丢、丢了、掉了、不见了
find, found | 找到、找、发现
break up, broke up | 分手
date, dating | 约会
pregnant | 怀孕
hotpot restaurant | 火锅店
win, won | 赢
change, changed, swap, swapped, replace, replaced | 改、换、变、更换、替换
start, started, begin | 开始
finish, finished, done, complete | 完成、做完、完
stop, stopped | 停
reason, why, because | 因为、原因、为什么
group | 群
member | 成员
share, split, each | 每人、平摊、AA
total, altogether | 一共、总共、合计
discount | 打折、优惠
size, dimensions | 尺寸、大小
name, called, rename | 名字、叫、改名
lawyer | 律师
accident | 事故、车祸
strike | 罢工
stolen, steal, theft | 偷、被偷
garbage, rubbish, trash | 垃圾
noise, loud | 吵、噪音
temperature, degrees | 温度、度
scissors, tools | 工具
robot vacuum | 扫地机器人
toast | 敬酒
dust mites | 尘螨
pollen | 花粉
accept, accepted | 接受
move in, moved in, moving in, keys picked up | 入住、搬进、搬进去
decline, turn down, refuse | 推掉、拒绝、婉拒
shift, shifts | 夜班、早班、晚班、排班、班次、小时班
hour, hours | 小时、钟头
trial, try out, pilot | 试、试行、试用、试点
band | 乐队
gig, gigs, on stage | 演出、登台
prawn, prawns, shrimp | 虾、大虾
crab | 蟹、螃蟹
oyster, oysters | 生蚝、牡蛎
ward | 病房
specialist | 专科、专家
vet | 兽医
ferry | 轮渡、渡轮、船票
sign, signed | 签约、签字
inspection, inspect, viewing | 看房
weigh, weighs | 称重、多重
kg, kilos | 公斤、千克
propose, proposed | 求婚
marathon | 马拉松
licence, license | 驾照、执照
smoking, cigarettes | 抽烟、戒烟
increase, raise, goes up | 涨、上涨、涨价
contribution, chip in | 份子钱、份子、份钱
approved, approve | 批准、获批、通过
fee, fees | 费用、费
lease, tenancy | 租约、租到、租房
postpone, postponed, push back, rescheduled | 改期、延期、推迟
lend, lent, loan, borrow | 借给、借款、借钱
"""


def translations(term: str) -> tuple[str, ...]:
    """What a word or saying is called in the other language, the usual word first; () if the table hasn't got it."""
    return _sides()[0].get(_key(term), ())


def synonyms(term: str) -> tuple[str, ...]:
    """Other words for it in its own language; () if the table hasn't got any."""
    return tuple(word for word in _sides()[1].get(_key(term), ()) if _key(word) != _key(term))


def chinese_words() -> frozenset[str]:
    """The Chinese words of the table: a question is cut along them."""
    return _sides()[2]


def english_sayings() -> frozenset[tuple[str, ...]]:
    """The stems of the table's English entries that are several words."""
    return _sides()[3]


_Words = dict[str, tuple[str, ...]]


@cache
def _sides() -> tuple[_Words, _Words, frozenset[str], frozenset[tuple[str, ...]]]:
    across: defaultdict[str, dict[str, None]] = defaultdict(dict)
    along: defaultdict[str, dict[str, None]] = defaultdict(dict)
    sayings: set[tuple[str, ...]] = set()
    chinese: set[str] = set()
    for line in (*TABLE.strip().splitlines(), *everyday.TABLE.strip().splitlines()):
        english, other = (_entries(side) for side in line.split("|"))
        chinese.update(fold(word) for word in other)
        sayings.update(stems for word in english if len(stems := tuple(tokens(word))) > 1)
        for here, there in ((english, other), (other, english)):
            for word in here:
                across[_key(word)].update(dict.fromkeys(there))
                along[_key(word)].update(dict.fromkeys(here))
    return (
        {word: tuple(found) for word, found in across.items()},
        {word: tuple(found) for word, found in along.items()},
        frozenset(chinese),
        frozenset(sayings),
    )


def _entries(side: str) -> list[str]:
    return [word.strip() for word in side.replace("、", ",").split(",")]


def _key(term: str) -> str:
    """English by its stems, Chinese as folded."""
    return " ".join(tokens(term)) if fold(term).isascii() else fold(term)
