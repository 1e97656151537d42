"""Facts read in Chinese chats: how people say such things."""

from __future__ import annotations

from tests.memory.told import one_line
from tests.tables import every

LIVING = """

home | 我搬到杭州了 | me | 杭州
home | 上个月搬去苏州园区了 | me | 苏州园区
home | 我家住闵行 离地铁近 | me | 闵行
home | 我现在住在学校附近 | me | 学校附近
home | 我跟男朋友租在望京 | me | 望京
home | 我跟男朋友租在望京 | 男朋友 | 望京
home | 坐标成都 | me | 成都
home | 我不住徐汇了 搬到松江了 | me | 松江
home | 我不住徐汇了 搬到松江了 | me | not 徐汇
home | 早从天通苑搬走了 | me | not 天通苑
home | 我们家搬到佛山顺德了 | me | 佛山顺德
home | 我爸妈住在老家县城 | 爸妈 | 县城
home | 我搬咗去沙田住 | me | 沙田
home | 我在成都定居三年了 | me | 成都
home | 我妹妹在墨尔本生活 | 妹妹 | 墨尔本
home | 我base深圳 | me | 深圳
home | 我住12楼 | me | 12楼
home | 搬到 Manchester 了 | me | Manchester
home | 咱家搬到河西了 新房子 | me | 河西
home | 我们上个月刚搬进绿地小区 | me | 绿地小区
home | 我在朝阳租了个房子 | me | 朝阳
home | 我租的房子在五道口 | me | 五道口
home | 我家就在人民广场旁边 | me | 人民广场旁边
home | 我早就不住宿舍了 | me | not 宿舍
home | 刚落户杭州 | me | 杭州
home | 我搬回老家绍兴了 | me | 绍兴
home | 我住元朗 | me | 元朗
home | 我而家住喺大埔 | me | 大埔
home | 我姐姐嫁到新加坡了 在那边定居 | 姐姐 | 新加坡
job | 我妈是小学老师 | 妈 | 小学老师
job | 我是一名护士 | me | 护士
job | 我当上店长了 | me | 店长
job | 我老公是程序员 | 老公 | 程序员
job | 我爸退休了 天天钓鱼 | 爸 | 退休
job | 我失业半年了 | me | 失业
job | 我做外贸的 | me | 外贸
job | 我干装修的 | me | 装修
job | 我开了家咖啡店 | me | 开了家咖啡店
job | 我弟送外卖的 | 弟 | 送外卖
job | 我被调到海外事业部了 | me | 海外事业部
job | 升主管了 | me | 升主管
job | 我现在是自由职业 | me | 自由职业
job | 我考上公务员了 | me | 公务员
job | 我在做新媒体运营 | me | 新媒体运营
job | 我是搞IT的 | me | IT
job | 我当老师的 | me | 老师
job | 我老婆是会计 | 老婆 | 会计
job | 我在读博 顺便做助教 | me | 助教
job | 我哥开出租的 | 哥 | 开出租
job | 我们公司倒闭了 失业了 | me | 失业
job | 我转岗做产品了 | me | 产品
job | 我现在做自由撰稿人 | me | 自由撰稿人
job | 我对象是军人 | 对象 | 军人
employer | 我在美团做运营 | me | 美团
employer | 我姐在医院当护士 | 姐 | 医院
employer | 我去年跳槽到小米了 | me | 小米
employer | 我入职字节了 三月份的事 | me | 字节
employer | 我裸辞了 | me | not 裸辞
employer | 我已经不在阿里了 | me | not 阿里
employer | 我从腾讯离职了 | me | not 腾讯
employer | 我在一家律所实习 | me | 律所
employer | 我爸在电厂上班 | 爸 | 电厂
employer | 我跳槽了 现在在拼多多 | me | 拼多多
employer | 我从七月开始在联合利华实习 | me | 联合利华
employer | 我在字节干了三年 | me | 字节
employer | 我在律所工作 | me | 律所
employer | 我辞职了 准备考研 | me | not 辞职
school | 我女儿上三年级了 | 女儿 | 三年级
school | 我儿子在实验小学上学 | 儿子 | 实验小学
school | 我读研二 | me | 研二
school | 我学计算机的 | me | 计算机
school | 我在复旦读书 | me | 复旦
school | 我表弟考上浙大了 | 表弟 | 浙大
school | 我是武大毕业的 | me | 武大
school | 我拿到了LSE的offer | me | LSE
school | 我专业是法学 | me | 法学
school | 我考上研究生了 南京大学 | me | 研究生
school | 我女儿今年上小学了 | 女儿 | 小学
school | 我儿子刚上初一 | 儿子 | 初一
school | 我念中文系 | me | 中文
school | 我在剑桥读博士 | me | 剑桥读博士
school | 我是北大中文系毕业的 | me | 北大
school | 我大三 | me | 大三
school | 我弟高三了 | 弟 | 高三
school | 我今年大四 | me | 大四
school | 我正在学法语 | me | 法语
been_to | 我去过冰岛 | me | 冰岛
been_to | 我没去过西藏 | me | not 西藏
been_to | 我去年去了新疆 | me | 新疆
been_to | 刚从三亚回来 | me | 三亚
been_to | 我去过日本和韩国 | me | 日本
been_to | 我去过日本和韩国 | me | 韩国
been_to | 长城我爬过两次 | me | 长城
been_to | 我去过两次西藏 | me | 西藏
been_to | 我去过日本 | me | 日本
been_to | 我上个月去了趟泰国 | me | 泰国
been_to | 冰岛我去过 | me | 冰岛
been_to | 我还没去过迪士尼 | me | not 迪士尼
been_to | 我从来没出过国 | me | not 出过国
been_to | 我刚从成都回来 | me | 成都
been_to | 我爬过泰山 | me | 泰山
language | 我会说粤语 | me | 粤语
language | 我在学日语 | me | 学日语
language | 我会一点法语 | me | 法语
language | 我母语是闽南话 | me | 闽南话
language | 我不会粤语 | me | not 粤语
language | 我日语过了n2 | me | 日语
language | 我会日语 n1 | me | 日语
language | 我会说一点西班牙语 | me | 西班牙语
language | 我正在学法语 | me | 学法语
language | 我不会说英语 | me | not 英语
language | 我爸只会说四川话 | 爸 | 四川话
language | 我识讲少少日文 | me | 日文
language | 我雅思考了7.5 | me | 雅思考了7.5
language | 我普通话不好 讲粤语 | me | 粤语
"""
PEOPLE = """

name | 我叫陈思远 | me | 陈思远
name | 我中文名叫王梓涵 | me | 王梓涵
name | 叫我阿May就行 | me | 阿May
name | 我叫Vivian | me | Vivian
name | 大家好 我是新来的实习生 叫陈小北 | me | 陈小北
name | 我本名叫林巧 | me | 林巧
name | 小名叫豆豆 | me | 豆豆
name | 我姓欧阳 | me | 欧阳
age | 我今年28岁 | me | 28
age | 我爷爷今年八十三了 | 爷爷 | 83
age | 我儿子五岁了 | 儿子 | 5
age | 我95后 | me | 95后
age | 我奶奶九十大寿 | 奶奶 | 90
age | 我外婆八十三岁了 | 外婆 | 83
age | 孩子两岁半了 | 孩子 | 2
age | 我刚满18 | me | 18
age | 我妈五十六了 | 妈 | 56
name | 我女儿叫朵朵 | 女儿 | 朵朵
relation | 我有两个孩子 | me | 两个孩子
relation | 我有个弟弟 | me | 个弟弟
relation | 我是独生女 | me | 独生女
relation | 我没孩子 | me | not 孩子
relation | 我们是大学同学 | me | 大学同学
relation | 我和小林是高中同学 | me | 小林是高中同学
relation | 我是小雨的妈妈 | me | 小雨的妈妈
relation | 我是陈老师推荐来的 | me | 陈老师推荐来
relation | 生了 男孩 七斤 | me | 男孩
relation | 我生了个女儿 | me | 女儿
event | 当舅舅了 | me | 当舅舅了
name | 我家老大叫乐乐 老二叫安安 | 老大 | 乐乐
relation | 我有个双胞胎妹妹 | me | 个双胞胎妹妹
relation | 我有一个哥哥和一个妹妹 | me | 一个哥哥和一个妹妹
relation | 我是可可妈妈 | me | 可可妈妈
relation | 我跟阿明是在健身房认识的 | me | 阿明是在健身房认识
relation | 我是丁克 | me | 丁克
relation | 我没有兄弟姐妹 | me | not 兄弟姐妹
relation | 我媳妇生了 儿子 | 媳妇 | 儿子
event | 我当爹了 | me | 当爹了
partner | 我单身 | me | 单身
partner | 我和阿豪领证了 | me | 阿豪
partner | 跟他分手了 | me | not 他
partner | 我离婚了 | me | not 离婚
partner | 我还没对象 | me | not 对象
partner | 我老公叫周建国 | me | 周建国
partner | 我男朋友是小马 | me | 小马
partner | 我结婚三年了 | me | 结婚
partner | 我跟小宇在一起半年了 | me | 小宇
partner | 我们离婚了 | me | not 离婚
partner | 我恢复单身了 | me | 单身
partner | 我有女朋友了 | me | 有女朋友
partner | 我老公叫阿杰 | me | 阿杰
"""
BODY = """

health | 我有高血压 | me | 高血压
health | 我妈查出糖尿病了 | 妈 | 糖尿病
health | 我爸住院了 胆结石 | 爸 | 胆结石
event | 我爸住院了 胆结石 | 爸 | 住院
health | 孩子发烧了 39度 | 孩子 | 发烧
health | 我怀孕了 12周 | me | 怀孕
health | 我腰不好 | me | 腰不好
health | 我膝盖受过伤 | me | 膝盖受过伤
health | 我确诊甲流了 | me | 甲流
health | 我有哮喘 | me | 哮喘
health | 我上周做了阑尾手术 | me | 做了阑尾手术
health | 我外婆腰疼得厉害 | 外婆 | 腰疼得厉害
health | 我戒烟了 | me | 戒烟了
health | 戒烟三年了 | me | 戒烟三年了
health | 我爸血压有点高 | 爸 | 血压有点高
health | 我晕车 | me | 晕车
health | 我没有高血压 | me | not 高血压
health | 我感冒好了 | me | not 感冒
health | 我不喝牛奶 乳糖不耐 | me | 乳糖不耐
health | 我怀二胎了 | me | 怀二胎
health | 我痛风又犯了 | me | 痛风
health | 我胃不好 不能吃辣 | me | 胃不好
health | 我爸刚做完心脏支架手术 | 爸 | 做完心脏支架手术
health | 我妈有糖尿病 每天打胰岛素 | 妈 | 糖尿病
health | 外公中风了 | 外公 | 中风
health | 我得了甲流 在家躺着 | me | 甲流
health | 我儿子水痘 | 儿子 | 水痘
health | 我右脚骨折了 打石膏 | me | 右脚骨折了
health | 我脚崴了 | me | 脚崴了
health | 我膝盖有旧伤 | me | 膝盖有旧伤
health | 我偏头痛又犯了 | me | 偏头痛
health | 我有轻度抑郁 | me | 抑郁
health | 我颈椎不好 | me | 颈椎不好
health | 我近视600度 | me | 近视600度
health | 我妈高血压 天天吃药 | 妈 | 高血压
health | 我有鼻炎 换季就犯 | me | 鼻炎
health | 我怀孕五个月了 | me | 怀孕
health | 我流感好了 | me | not 流感
health | 我咽炎好了 | me | not 咽炎
health | 我妈腰椎间盘突出 | 妈 | 腰椎间盘突出
health | 女儿牙疼 | 女儿 | 牙疼
health | 我失眠一个月了 | me | 失眠
health | 我血糖偏高 | me | 血糖偏高
health | 我牛奶不耐受 | me | 牛奶不耐受
health | 我乳糖不耐 只能喝燕麦奶 | me | 乳糖不耐
allergy | 我对花生过敏 | me | 花生
allergy | 我对海鲜和芒果过敏 | me | 海鲜
allergy | 我对海鲜和芒果过敏 | me | 芒果
allergy | 我花粉过敏 | me | 花粉
allergy | 我儿子鸡蛋过敏 | 儿子 | 鸡蛋
allergy | 我一吃虾就起疹子 | me | 虾
allergy | 我对青霉素不过敏 | me | not 青霉素
allergy | 我对尘螨过敏 | me | 尘螨
allergy | 我吃芒果会过敏 | me | 芒果
allergy | 我海鲜过敏 | me | 海鲜
allergy | 我对酒精过敏 喝不了酒 | me | 酒精
allergy | 我妹对猫毛过敏 | 妹 | 猫毛
allergy | 我青霉素过敏 | me | 青霉素
allergy | 我儿子对牛奶过敏 | 儿子 | 牛奶
likes | 我爸退休了 天天钓鱼 | 爸 | 天天钓鱼
likes | 我喜欢爬山 | me | 爬山
likes | 我最爱吃螺蛳粉 | me | 螺蛳粉
likes | 我特别喜欢周杰伦 | me | 周杰伦
likes | 我爱好是摄影 | me | 摄影
likes | 我是猫控 | me | 猫控
likes | 我每天跑步 | me | 每天跑步
likes | 我天天打羽毛球 | me | 天天打羽毛球
likes | 我最近迷上了烘焙 | me | 烘焙
likes | 我最喜欢喝奶茶 | me | 奶茶
likes | 我超爱看恐怖片 | me | 看恐怖片
likes | 我挺喜欢滑雪的 | me | 滑雪
likes | 我钟意行山 | me | 行山
likes | 我中意打机 | me | 打机
likes | 我沉迷钓鱼 | me | 钓鱼
likes | 我是资深咖啡爱好者 | me | 咖啡爱好者
likes | 我爸爱钓鱼 | 爸 | 钓鱼
likes | 我女儿喜欢画画 | 女儿 | 画画
likes | 我妈最近迷上广场舞 | 妈 | 广场舞
likes | 我一到周末就去爬山 | me | 一到周末就去爬山
likes | 我每周三打羽毛球 | me | 每周三打羽毛球
dislikes | 我讨厌下雨天 | me | 下雨天
dislikes | 我怕蛇 | me | 怕蛇
dislikes | 我妹怕打针 | 妹 | 怕打针
dislikes | 我受不了烟味 | me | 烟味
dislikes | 我最烦开会 | me | 开会
dislikes | 我怕高 | me | 怕高
dislikes | 我妈怕狗 | 妈 | 怕狗
dislikes | 我不喜欢热闹 | me | 热闹
dislikes | 我很讨厌香菜 | me | 香菜
diet | 我不爱吃香菜 | me | 不爱吃香菜
diet | 我不吃羊肉 | me | 不吃羊肉
diet | 我不能吃辣 | me | 不能吃辣
diet | 我吃素 | me | 吃素
diet | 我是素食者 | me | 素食者
diet | 我从来不喝咖啡 | me | 从来不喝咖啡
diet | 我妈不吃牛肉 | 妈 | 不吃牛肉
diet | 香菜我不吃 | me | 香菜我不吃
diet | 我不喝牛奶 乳糖不耐 | me | 不喝牛奶
diet | 我戒糖了 | me | 戒糖了
diet | 我不吃葱姜蒜 | me | 不吃葱姜蒜
diet | 我滴酒不沾 | me | 滴酒不沾
diet | 我不吃猪肉 清真 | me | 清真
diet | 我不吃猪肉 清真 | me | 不吃猪肉
diet | 我胃不好 不能吃辣 | me | 不能吃辣
allergy | 我不能吃花生 过敏 | me | 花生
diet | 我对酒精过敏 喝不了酒 | me | 喝不了酒
diet | 我不吃内脏 | me | 不吃内脏
diet | 我戒酒半年了 | me | 戒酒半年了
diet | 我不喝碳酸饮料 | me | 不喝碳酸饮料
diet | 我不吃早餐 | me | 不吃早餐
diet | 我早上只喝黑咖啡 | me | 早上只喝黑咖啡
diet | 我不沾荤腥 | me | 不沾荤腥
diet | 我最近在减脂 不吃主食 | me | 不吃主食
diet | 我乳糖不耐 只能喝燕麦奶 | me | 只能喝燕麦奶
diet | 我不食牛 | me | 不食牛
diet | 我唔食辣 | me | 唔食辣
diet | 我信佛 不吃肉 | me | 不吃肉
diet | 我是回民 不吃猪肉 | me | 不吃猪肉
diet | 葱和香菜我都不吃 | me | 葱和香菜我都不吃
diet | 我吃辣不行 | me | 吃辣不行
diet | 我吃不了生的 | me | 吃不了生的
diet | 我不能喝酒 | me | 不能喝酒
diet | 我又开始吃肉了 | me | 又开始吃肉
"""
THINGS = """

possession | 我有一辆特斯拉 | me | 特斯拉
possession | 我买了台富士相机 | me | 富士相机
possession | 我车卖了 | me | not 车
possession | 我用的是iPhone 15 | me | iPhone 15
possession | 备用钥匙放在鞋柜里 | me | 备用钥匙:鞋柜里
possession | 护照在书房抽屉里 | me | 护照:书房抽屉里
possession | 车牌沪A12345 | me | 沪A12345
possession | 我买了辆比亚迪 | me | 比亚迪
possession | 我刚换了华为手机 | me | 华为手机
possession | 我有台徕卡 | me | 徕卡
possession | 我把吉他卖了 | me | not 吉他
possession | 房产证在保险柜里 | me | 房产证:保险柜里
possession | 备用钥匙在物业那里 | me | 备用钥匙:物业那里
pet | 我养了一只猫 | me | 一只猫
pet | 我家有两只狗 | me | 两只狗
pet | 我家猫叫汤圆 | me | 猫叫汤圆
pet | 领养了只橘猫 | me | 只橘猫
pet | 我们家没养狗 | me | not 狗
pet | 我有两只猫 一只叫年糕 一只叫糍粑 | me | 两只猫
pet | 家里养了条金毛 | me | 条金毛
pet | 我的狗叫旺财 | me | 狗叫旺财
pet | 我家狗狗去世了 | me | not 狗狗
pet | 我养了缸鱼 | me | 缸鱼
contact | 我电话 13912345678 | me | 13912345678
contact | 我新号码是 139 1234 5678 | me | 139 1234 5678
contact | 加我微信 moon_rabbit88 | me | moon_rabbit88
contact | 我微信号是 littlefox_2020 | me | littlefox_2020
contact | 我邮箱 li.lei@example.com | me | li.lei@example.com
contact | 我妈电话13812340000 | 妈 | 13812340000
contact | 物业电话 021-55501234 | 物业 | 021-55501234
contact | 我换号了 新号 13800001111 | me | 13800001111
contact | 我的邮箱是 test_a@foo.org | me | test_a@foo.org
contact | 我的微信:blue_whale_7 | me | blue_whale_7
contact | 房东微信 fangdong_88 | 房东 | fangdong_88
contact | 阿姨电话是 139 0000 2222 | 阿姨 | 139 0000 2222
code | wifi密码 sunny2023 | wifi | sunny2023
code | 门禁密码是2580# | 门禁 | 2580#
code | 单元门密码 1357 | 单元门 | 1357
code | wifi密码是我生日 | wifi | 我生日
code | 保险柜密码改成 886644 了 | 保险柜 | 886644
code | 公司wifi密码是 office2024! | 公司wifi | office2024
code | wifi: ChinaNet-5G 密码 12348765 | wifi | 12348765
code | wifi: ChinaNet-5G 密码 12348765 | wifi | ChinaNet-5G
code | 大门密码 0420# | 大门 | 0420#
code | 楼下门禁 *1357# | 楼下门禁 | *1357#
code | 健身房储物柜密码 7788 | 健身房储物柜 | 7788
code | 电脑密码改成了 wanzi123 | 电脑 | wanzi123
event | 我钱包被偷了 | me | 钱包被偷
event | 我手机丢了 | me | 手机丢
event | 出车祸了 人没事 | me | 出车祸
event | 我的单车被偷了 | me | 单车被偷
event | 行李丢了 | me | 行李丢
"""


def rows(table: str) -> list[tuple[str, str, str, str]]:
    return [tuple(line.split(" | ")) for line in table.strip().splitlines()]  # type: ignore[misc]  # four columns


@every(rows(LIVING))
def test_where_and_how_one_lives_is_read(relation: str, message: str, subject: str, value: str) -> None:
    assert (relation, subject, value) in one_line(message)


@every(rows(PEOPLE))
def test_who_somebody_is_and_whom_they_belong_to_is_read(
    relation: str, message: str, subject: str, value: str
) -> None:
    assert (relation, subject, value) in one_line(message)


@every(rows(BODY))
def test_the_body_and_its_tastes_are_read(relation: str, message: str, subject: str, value: str) -> None:
    assert (relation, subject, value) in one_line(message)


@every(rows(THINGS))
def test_what_one_has_is_read(relation: str, message: str, subject: str, value: str) -> None:
    assert (relation, subject, value) in one_line(message)
