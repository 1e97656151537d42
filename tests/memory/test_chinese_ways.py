"""Other ways to say it in Chinese chats: events, ailments, moves, things and where they are; and what only sounds like it."""

from __future__ import annotations

from tests.memory.told import FRIEND, OWNER, facts, one_line
from tests.tables import every

SAID = """
age | 我儿子刚满三岁 | 儿子 | 3
age | 我爸快七十了 | 爸 | 70
age | 我身高178 今年三十二 | me | 32
age | 我过完年就四十了 | me | 40
age | 我闺女才五个月 | 闺女 | 五个月
allergy | 孩子对鸡蛋过敏 | 孩子 | 鸡蛋
allergy | 我儿子花生过敏 很严重的那种 | 儿子 | 花生
allergy | 我对芒果过敏 一吃嘴就肿 | me | 芒果
allergy | 我对酒精过敏 | me | 酒精
been_to | 上个月刚从泰国回来 | me | 泰国
been_to | 国庆去了趟青岛 | me | 青岛
been_to | 我刚从西藏回来 | me | 西藏
been_to | 我去年去过冰岛 | me | 冰岛
been_to | 我去过日本三次 | me | 日本
been_to | 我还没去过迪士尼 | me | not 迪士尼
code | wifi: TP_88 密码 qwe12345 | wifi | qwe12345
code | 家里wifi密码 happy2024 | 家里wifi | happy2024
code | 家门密码 1990# | 家门 | 1990#
code | 门锁密码改成 5588#了 | 门锁 | 5588#
contact | 微信换了 新号 lin_2025xx | me | lin_2025xx
contact | 我vx: lin_abc99 | me | lin_abc99
contact | 我小红书号 1029384756 | me | 1029384756
contact | 我手机号13800001111 | me | 13800001111
contact | 我换号了 13911112222 旧的不用了 | me | 13911112222
contact | 我新邮箱 abc.lin@foo.com | me | abc.lin@foo.com
diet | 我不吃内脏 | me | 不吃内脏
diet | 我不吃香菜 一点都不行 | me | 不吃香菜
diet | 我不太能喝酒 一杯倒 | me | 不太能喝酒
diet | 我乳糖不耐受 只能喝豆奶 | me | 只能喝豆奶
diet | 我从小不吃羊肉 | me | 不吃羊肉
diet | 我在减肥 晚上不吃主食 | me | 不吃主食
diet | 我在备孕 不喝咖啡 | me | 不喝咖啡
diet | 我婆婆吃斋 | 婆婆 | 吃斋
diet | 我戒糖一个月了 | me | 戒糖一个月了
diet | 我糖尿病 不能吃甜的 | me | 不能吃甜的
dislikes | 我不喜欢猫 | me | 猫
dislikes | 我受不了香菜味 | me | 香菜味
dislikes | 我怕黑 | me | 怕黑
dislikes | 我超怕蟑螂 | me | 怕蟑螂
employer | 我在银行做柜员 | me | 银行
employer | 我现在在一家律所实习 | me | 律所
employer | 我跳槽了 去了一家做芯片的 | me | 一家做芯片的
employer | 我这边已经从字节离职了 下周去美团报到 | me | not 字节
employer | 我这边已经从字节离职了 下周去美团报到 | me | 美团
employer | 老公拿到腾讯的offer了 | 老公 | 腾讯
employer | 辞职了 下周last day | me | not 辞职
event | 中签了! | me | 中签
event | 呜呜呜手机掉马桶里了 | me | 手机掉马桶里
event | 外公前年走了 | 外公 | 前年走
event | 姐夫出车祸了 腿断了 | 姐夫 | 出车祸
event | 家里水管爆了 | me | 家里水管爆了
event | 我们厂倒闭了 | me | 我们厂倒闭
event | 我公司上市了 | me | 我公司上市
event | 我刚拿到驾照 | me | 拿到驾照
event | 我升职了 | me | 升职
event | 我外婆住进ICU了 | 外婆 | 住进ICU
event | 我奶奶去世了 | 奶奶 | 去世
event | 我妈下楼摔断了腿 | 妈 | 下楼摔断了
event | 我妈前两天摔了一跤 现在打着石膏 | 妈 | 摔了一跤
event | 我妹高考考了620 | 妹 | 高考考了620
event | 我姐生了 六斤八两 | 姐 | 生了
event | 我姥姥昨天走了 | 姥姥 | 昨天走了
relation | 我嫂子昨天生了个女儿 | 嫂子 | 女儿
event | 我家昨晚进贼了 | me | 家昨晚进贼
event | 我家猫丢了 | me | 猫丢
event | 我得了优秀员工 | me | 得了优秀员工
event | 我手机在地铁上被偷了 | me | 手机在地铁上被偷
event | 我拿了二等奖学金 | me | 拿了二等奖学金
event | 我拿了校运会跳远第一名 | me | 拿了校运会跳远第一名
event | 我拿到教师资格证了 | me | 拿到教师资格证
event | 我毕业啦 | me | 毕业
event | 我爷爷上个礼拜走了 享年91 | 爷爷 | 上个礼拜走了
event | 我爸住院了 | 爸 | 住院
event | 我爸昨晚起夜滑倒了 | 爸 | 起夜滑倒了
event | 我电动车被偷了 | me | 电动车被偷
event | 我的自行车被人骑走了 | me | 自行车被人骑走
event | 我的航班取消了 | me | 航班取消
event | 我科三挂了 | me | 科三挂
event | 我签证被拒了 | me | 签证被拒
event | 我被偷了两百块 | me | 被偷了两百块
event | 我被求婚了 | me | 被求婚了
event | 我论文被接收了 | me | 论文被接收
event | 我跑了人生第一个半马 | me | 跑了人生第一个半马
event | 我跑完马拉松了 4小时12分 | me | 跑完马拉松
event | 我跟我妈吵了一架 | me | 吵了一架
event | 我跟我妈吵架了 | me | 吵架
event | 我转正啦 | me | 转正
event | 我面试挂了 | me | 面试挂
event | 我驾照考下来了 | me | 驾照考下来
event | 昨天骑车摔了一跤 | me | 摔了一跤
event | 没考上 | me | 没考上
event | 科目二过了!! | me | 科目二过
employer | 老公拿到腾讯的offer了 | 老公 | 腾讯
relation | 表姐生了个大胖小子 七斤半 | 表姐 | 大胖小子
event | 被隔壁的狗咬了一口 | me | 被隔壁的狗咬了一口
event | 请了三天假 | me | 请了三天假
event | 跑完人生第一个全马 | me | 跑完人生第一个全马
event | 跟男朋友大吵一架 | me | 大吵一架
event | 钱包丢了 烦死 | me | 钱包丢
event | 雅思终于考过了 | me | 雅思终于考过
event | 驾照到手了😂 | me | 驾照到手
health | 医生让我少喝咖啡 | me | 少喝咖啡
health | 姐夫出车祸了 腿断了 | 姐夫 | 腿断了
health | 娃又发烧了 39度2 | 娃 | 发烧
health | 崴到脚了 肿得像猪蹄 | me | 崴到脚
health | 怀二胎了 12周 | me | 怀二胎
health | 我上周把腰闪了 现在躺着动不了 | me | 腰闪了
health | 我乳糖不耐受 只能喝豆奶 | me | 乳糖不耐受
health | 我做了个小手术 现在在家休养 | me | 做了个小手术
health | 我儿子手足口了 这周不能去幼儿园 | 儿子 | 手足口
health | 我儿子打篮球把手指戳了 | 儿子 | 手指戳了
health | 我刚做了近视手术 | me | 做了近视手术
health | 我在吃抗抑郁药 | me | 抗抑郁药
health | 我奶奶老年痴呆越来越严重 连我都不认识了 | 奶奶 | 老年痴呆越来越严重
health | 我妈下楼摔断了腿 | 妈 | 摔断了腿
health | 我妈乳腺癌 在化疗 | 妈 | 乳腺癌
health | 我妈前两天摔了一跤 现在打着石膏 | 妈 | 打着石膏
health | 我妈白内障手术做完了 挺顺利的 | 妈 | 白内障手术做完
health | 我妈腿脚不好 上不了楼 | 妈 | 腿脚不好
health | 我岳父中风了 现在在康复医院 | 岳父 | 中风
health | 我怀孕12周了 | me | 怀孕
health | 我戒烟第30天 | me | 戒烟第30天
health | 我智齿拔了 | me | 智齿拔了
health | 我最近失眠严重 在吃褪黑素 | me | 失眠严重
health | 我最近失眠严重 在吃褪黑素 | me | 褪黑素
health | 我有点近视 300多度 | me | 近视
health | 我有轻度抑郁 | me | 抑郁
health | 我爸上个月刚做完胃镜 有息肉 | 爸 | 做完胃镜
health | 我爸上个月刚做完胃镜 有息肉 | 爸 | 息肉
health | 我爸做了心脏支架 | 爸 | 做了心脏支架
health | 我爸查出来糖尿病了 每天打胰岛素 | 爸 | 糖尿病
health | 我爸查出来糖尿病了 每天打胰岛素 | 爸 | 胰岛素
health | 我糖尿病 不能吃甜的 | me | 糖尿病
health | 我老婆怀的是双胞胎 | 老婆 | 怀的是双胞胎
health | 我腰间盘突出又犯了 | me | 腰间盘突出
health | 我膝盖半月板撕裂 不能跑步了 | me | 膝盖半月板撕裂
health | 打了石膏 一个月不能动 | me | 打了石膏
health | 昨天体检查出甲状腺结节三级 | me | 甲状腺结节三级
health | 昨晚阑尾炎犯了 半夜挂急诊 | me | 阑尾炎
health | 老公最近查出高血压 开始吃药了 | 老公 | 高血压
health | 膝盖积水 | me | 膝盖积水
health | 豆豆发烧39度 | 豆豆 | 发烧39度
health | 跟你们说 我要当妈了!!预产期明年三月 | me | 预产期明年三月
health | 预产期十月七号 | me | 预产期十月七号
home | 对了我搬家了 现在住望京这边 | me | 望京这边
home | 我们在通州买房了 | me | 通州
home | 我住学校宿舍 四人间 | me | 学校宿舍
home | 我搬到公司附近了 | me | 公司附近
home | 搬回我妈家住了 | me | 我妈家
home | 现在住我姐家 | me | 我姐家
home | 租房在天通苑 一个月两千八 | me | 天通苑
job | 我升组长了 | me | 升组长
job | 我哥在工地开挖掘机 | 哥 | 开挖掘机
job | 我在深圳做测试 | me | 测试
job | 我妈是会计 我爸开出租 | 妈 | 会计
job | 我妈是会计 我爸开出租 | 爸 | 开出租
job | 我妈退休返聘了 | 妈 | 返聘
job | 我姐是三甲医院的护士长 | 姐 | 护士长
job | 我家那位升部门经理了 | 那位 | 升部门经理
job | 我开了个小卖部 | me | 开了个小卖部
job | 我弟当兵去了 | 弟 | 当兵
job | 我现在是全职妈妈 | me | 全职妈妈
job | 我现在跑滴滴 | me | 跑滴滴
job | 我老公在部队 | 老公 | 在部队
job | 我老婆教小学语文 | 老婆 | 教小学语文
job | 我转岗到产品了 | me | 产品
language | 我会一点日语 | me | 日语
language | 我会说日语 N2 | me | 日语
language | 我四川话说得贼溜 | me | 四川话
language | 我法语B1 | me | 法语
likes | 我周末一般去爬山 | me | 周末一般去爬山
likes | 我喜欢喝手冲 | me | 手冲
likes | 我爱看悬疑剧 | me | 看悬疑剧
likes | 我超爱吃榴莲 | me | 榴莲
likes | 最近迷上了飞盘 | me | 飞盘
name | 我叫张一鸣 叫我一鸣就行 | me | 张一鸣
name | 我对象是武汉人 叫刘畅 | 对象 | 刘畅
name | 我老公姓李 | 老公 | 李
name | 我英文名Kevin | me | Kevin
name | 我表妹叫佳怡 你见过的 | 表妹 | 佳怡
name | 我闺女小名糖糖 | 闺女 | 糖糖
partner | 我们上个月领证了 | me | 领证
partner | 我们分手了 | me | not 分手
partner | 我俩领证了! | me | 领证
partner | 我前妻再婚了 | 前妻 | 再婚
partner | 我单身 别给我介绍了 | me | 单身
partner | 我和阿哲谈了三年了 | me | 阿哲
partner | 我离婚两年了 | me | not 离婚
partner | 我跟小陈在一起了 | me | 小陈
pet | 我养了两只乌龟 | me | 两只乌龟
pet | 我养了只三花 叫饭团 | me | 只三花叫饭团
pet | 我家有两只仓鼠 | me | 两只仓鼠
pet | 我家狗昨天去世了 | me | not 狗
possession | 备用钥匙在门口地垫下面 | me | 备用钥匙:门口地垫下面
possession | 我买了辆二手高尔夫 | me | 二手高尔夫
possession | 我们在通州买房了 | me | 房
possession | 我把switch卖了 | me | not switch
possession | 我新买了台switch | me | switch
possession | 我有辆电瓶车 | me | 电瓶车
possession | 我的伞忘在你车上了 | me | 伞 你车上
possession | 我相机出了 | me | not 相机
possession | 我身份证在我妈那 | me | 身份证 我妈那
possession | 护照放在你抽屉里了 | me | 护照 你抽屉里
possession | 钥匙在鞋柜第二层 | me | 钥匙:鞋柜第二层
relation | 我家两个娃 大的上小学了 | me | 两个娃
relation | 我有个双胞胎弟弟 | me | 个双胞胎弟弟
school | 女儿被复旦录取了! | 女儿 | 复旦
school | 我在上海念大三 | me | 大三
school | 我在自考本科 | me | 本科
school | 我在读在职研究生 | me | 在职研究生
school | 我女儿今年上一年级 | 女儿 | 一年级
school | 我女儿在英国读研 | 女儿 | 英国读研
school | 我学的是临床医学 | me | 临床医学
school | 我弟弟考上985了! | 弟弟 | 985
school | 我考上研了 南京大学 | me | 研
"""
NOTHING = """
我快摔了 这地太滑
小心别摔了
手机差点丢了
你手机丢了吗
股票跌了好多
房价跌了
我要是考上了请你吃饭
希望科目二能过
考完了再说吧
等考完了一起去
生了火烤红薯
他这人生了一肚子气
公司年会抽奖 头等奖是iphone
要是中了五百万就好了
我都快累死了
饿死我了
笑死 腿都软了
我头都大了
这个bug让我头疼
心碎了
我的心都碎了
手都冻僵了
嗓子疼 今天少说话
腿酸 昨天爬山了
眼睛都看花了
胃口不错
今天不吃外卖了
我不吃早饭了 来不及
我不吃了 你们吃
别给我点奶茶
咖啡放你桌上了
我把文件放群里了
菜放冰箱里了
外卖放门口了
快递放驿站了
车停在B2了
把盐放进去
我在超市买菜
我在北京南站等车
现在在杭州东站转车
我在地铁上
明天去上海出差
我住酒店呢
今晚住我姐家
这两天住酒店
我在医院陪床
老板说要开会
我同事说他要离职
听说小王要离婚
她是不是怀孕了
你爸身体还好吧
祝外婆早日康复
我想养只猫
路边捡了只猫送去救助站了
楼下有只橘猫好可爱
那只狗叫得好凶
妈叫我吃饭了
我儿子叫我回家
我叫小红帽外卖
小李叫车了
快递小哥叫我下楼
我喜欢 你呢
这歌我喜欢
这个我喜欢
火锅我来买
三十六块
我三十分钟后到
转你八十八
一共四十五
密码错了
验证码 4829
取件码 8-2-3391
wifi好像断了
订单号 20250316888
我去过超市了
刚从公司回来
从学校回来了
去了趟厕所
跑了趟银行
飞机晚点了
这道题我会
英语作业写完了
老师说我英语不行
我跟他分了一半
蛋糕我们分了
电影散了
我带了两只烤鸭
带只鸡回来
买了只鸡炖汤
我买了张票
买了两台给公司
我的车送去洗了
车限号了
他卖了我一个面子
这家店倒闭了
楼下奶茶店关门了
房东涨价了
工资还没发
我涨粉了
我升到钻石了
在游戏里当了会长
我是你爸爸
我是真的服了
我是做梦都想去
我做不到
开店好难啊
卖房子的又打电话来了
送外卖的到了
等我退休了就去环游世界
我妈催我结婚
参加婚礼去了
朋友结婚随了八百
领证要带户口本吗
她老公真好
我们领导四十多了还单身
三年级的作业也太难了
小区又停水了
空调坏了 热死
电脑卡死了
屏幕碎了一地月光
我请了个假条
剪了个视频
剪了头发丝
吵架吵输了
别吵了
他们俩吵架了 别劝
"""


@every(SAID.strip().splitlines())
def test_what_happened_and_how_things_are_is_read(row: str) -> None:
    relation, message, subject, value = row.split(" | ")
    assert (relation, subject, value) in one_line(message)


@every(NOTHING.strip().splitlines())
def test_words_of_mishaps_and_moves_may_say_nothing(message: str) -> None:
    assert not one_line(message)


def test_he_is_whom_one_spoke_of_last() -> None:
    assert ("employer", "老陈", "比亚迪") in facts((FRIEND, "老陈那边没事"), (FRIEND, "他还在比亚迪"))
    assert ("allergy", "豆豆", "花生") in facts((FRIEND, "豆豆去"), (FRIEND, "我跟您说个事 他吃花生会起疹子"))
    assert not facts((FRIEND, "他住院了"))


def test_a_call_for_somebody_is_not_about_them() -> None:
    assert facts((FRIEND, "哥!!!考完了!!!")) == {("event", "小周", "考完")}


def test_what_lies_at_the_speakers_is_the_others() -> None:
    assert facts((OWNER, "在吗"), (FRIEND, "你的充电宝落我家了")) == {("possession", "阿宁", "充电宝")}
    assert facts((OWNER, "在吗"), (FRIEND, "显示器放你工位底下了")) == {
        ("possession", "阿宁", "显示器 你工位底下")
    }


def test_kin_with_a_name_are_told_apart_by_it() -> None:
    assert ("relation", "小杜", "侄儿") in facts((FRIEND, "换我侄儿小杜给你送"))
