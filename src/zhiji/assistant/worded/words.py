"""Words that are no names: what English sentences begin with, everyday Chinese ones that begin like a surname."""

from __future__ import annotations

_OPENERS = """
 a about according across actually after afterwards again all almost along already also although altogether always among an and another answer any
anyone anything apart apparently around as aside ask at avoid back based because before besides between beyond both bring but buy by call chat chats
consider currently despite done drink during each earlier eat either eventually every everybody everyone everything evidence except few finally first
following for formerly from further give given half he hence here his how however i if in indeed initially instead it its just last lastly lately
later latest least less like likes likewise many maybe meanwhile message messages more most mostly my near neither never nevertheless next no nobody
none nor not note nothing now of off often on once one only open or originally other others otherwise our out over overall partly perhaps planned
please plus possibly presently previously probably quite quote quotes rather recently regarding remember reply right second several she since so some
somebody someone something sometimes soon still such summary than that the their them then there therefore these they third this those though through
throughout thus till to today together tomorrow tonight too total try two under unfortunately unless until up update upon us usually very via was we
well were what whatever when whenever where whereas whether which while who whoever whole whose why with within without yes yesterday yet you your
"""
_ENGLISH = """
according added address after again allergic allergy already announced another answered arrived asked asks average based because before birthday
booked borrowed both bring brought change changed chat claimed code confirmed cost costs date dates day days dinner earlier either email evening
everyone evidence fish flight gate gift group home hotel house job later latest lent live lives lunch meeting mentioned mentions message messages
month months morning move moved neither new nobody now number old only owe owes owner paid party password people person phone place plan planned plans
present price promised question reads reason reminded replied returned said say says send sent several somebody someone source stands still suggested
sum tells thing things ticket tickets time times told total train warned way week weeks words work works writes wrote year years
"""
_MONTHS = "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|november nov|december dec"
_WEEKDAYS = (
    "monday mon mondays|tuesday tue tuesdays|wednesday wed wednesdays|thursday thu thursdays|friday fri fridays|saturday sat saturdays"
    "|sunday sun sundays"
)
_NO_NAMES = """
一共 一向 一周 一张 一段 一路 万一 万元 万分 三张 上任 上周 上文 下周 下文 不曾 不管 不过 业余 两周 两张 严格 严肃 严重 中文 临时 主张 之前 之后 也许 于是 今夏 他们
付钱 以前 以及 以后 价钱 任何 任务 任职 但是 位于 体温 何事 何人 何况 何地 何必 何时 余下 余额 你们 保管 信任 借钱 允许 元钱 免费 关于 关心 关系 关键 其中 其他 其余
冷的 冷静 准时 几张 别人 到时 剩余 单程 历史 原文 原话 及时 双方 反应 另外 史上 史料 合计 同时 后来 向他 向你 向她 向我 向来 向大家 周围 周岁 周末 周边 四季 回复 回答
因此 地方 块钱 夏天 多余 多谢 多少钱 大家 大小 她们 如何 季节 安全 安排 安静 官方 容易 对于 对应 对方 对话 小事 小伙 小区 小号 小吃 小名 小声 小学 小孩 小小 小心 小时
小狗 小猫 小的 小组 小说 小雨 小王子 尽管 届时 属于 工程 左右 常去 常常 常年 常来 常用 常说 平常 平时 并且 应付 应当 应该 引用 张图 张照 张票 当时 总共 成绩 我们 或者
所以 担任 按时 按照 提到 提高 收费 文中 文件 文字 方便 方向 方式 方才 方案 方法 方面 施工 日常 日程 时候 时提 时段 时说 时间 时不时 时间点 明白 易碎 更高 曾经 曾说 最新
最近 最高 有人 有关 有时 未曾 本周 来看 根据 欠钱 此前 此后 此外 武术 段时 每周 毛巾 毛病 水果 江苏 江西 江边 池塘 沈默 没人 消息 温度 温柔 温水 游戏 游泳 然后 牛奶
牛肉 现金 田园 由于 白天 白的 白色 的钱 目前 相关 相应 看来 石头 石家庄 私聊 程序 程度 章节 等于 简单 管家 管理 紧张 经常 群里 老人 老公 老妈 老婆 老实 老家 老师 老早
老是 老板 老样 老爸 老的 老老 而且 聊天 自己 至于 花钱 英文 范围 行程 表示 记录 许多 证据 询问 说明 说过 课程 谢谢 责任 费时 费用 资金 路上 路程 路线 过程 返程 还钱
这周 这张 这段 适应 通常 道路 那张 那时 那段 金额 金鱼 钱包 钱是 钱给 阿姨 随后 随时 非常 马上 马虎 马路 高三 高中 高了 高兴 高度 高手 高的 高铁 黄瓜 黄色 黄金
"""


def _numbered(names: str, first: int) -> dict[str, int]:
    return {name: at for at, some in enumerate(names.split("|"), first) for name in some.split()}


OPENERS = frozenset(_OPENERS.split())
ENGLISH = frozenset(_ENGLISH.split())
MONTHS = _numbered(_MONTHS, 1)
WEEKDAYS = _numbered(_WEEKDAYS, 0)  # Monday is 0
SURNAMES = frozenset(
    "丁万丛严乔于任伍何余侯俞倪傅关冯冷凌刘卜卢史叶向吕吴周唐夏姚姜娄孔孙孟季宋小尤尹屈岑岳崔左常庄应庞康廖张彭徐戴文方施时易曹曾朱李杜杨林柏柳柴梁梅欧武段毕毛江池汤汪沈洪涂温游潘焦熊牛牟王甘田申白石祝秦程章符简管纪罗翁翟老耿聂胡舒芦苏苗范莫萧葛董蒋蔡薛袁裴褚许谢谭"
    "谷费贺贾赖赵路辛邓邢邱邵邹郑郝郭金钟钱阎阚阮阿陆陈隋雷霍韦韩顾颜马骆高魏鲁鲍黄黎齐龙龚"
)
# Surnames that are mostly other words: 一张, 向他, 当时.
AMBIGUOUS = frozenset(
    "万严于任何余关冷单史向周夏季小左常应张文方施时易曾武段毛江池温牛田白石程章简管老许费路金钱阿马高黄齐"
)
NO_NAMES = frozenset(_NO_NAMES.split())
