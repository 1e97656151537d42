"""Rules for Chinese of every day: who has a fever, what one may not eat, the cat at home, a town moved to, a post left."""

from __future__ import annotations

from zhiji.memory.reading.chinese_ills import ALLERGEN, FOOD, ILLNESS
from zhiji.memory.reading.chinese_places import KNOWN_PLACE
from zhiji.memory.reading.chinese_rules import END, Rule, rule
from zhiji.memory.reading.chinese_words import ANIMALS, any_of
from zhiji.memory.reading.chinese_work import TRADE

_OPEN = r"(?![我你您他她它的了是在不没])[\u4e00-\u9fff]"
_IF = "如果|要是|万一|小心|别|是不是|会不会|吗|退了|没|不|想|怕|才|就|电影|小说"
_EATEN = rf"(?:{FOOD}|{ALLERGEN}|啤酒|白酒|红酒|酒|辣的?|冰的|凉的)"
_BREEDS = any_of(
    "布偶 金毛 柯基 柴犬 泰迪 边牧 哈士奇 拉布拉多 萨摩耶 英短 美短 蓝猫 橘猫 三花 狸花 仓鼠 乌龟 鹦鹉 兔子"
)
_SOLD = any_of("车 房子? 老房子 钢琴 电钢琴 吉他 相机 电脑 摩托 摩托车 电动车 自行车 沙发 跑步机 电视")
_POST = r"(?:店长|经理|主任|院长|校长|站长)?(?:助理|文员|科员|办事员|领班|柜员|店长|主管|学徒|帮厨|收银员?|班主任)"

DAILY: tuple[Rule, ...] = (
    rule("health", rf"(?:今天|昨晚|半夜|又|突然|有点儿?|正|这两天|还在|一直)*(?P<v>发烧|发高烧|高烧|低烧)(?:了|咗)?(?:{END}|(?=啊[哥姐叔姨兄]))", explicit=True, unless=_IF),
    rule("health", rf"(?:今天|昨晚|半夜|又|突然|有点儿?|正|这两天|还在|一直)*(?P<v>拉肚子|感冒|咳嗽)(?:了|咗)?(?:{END}|(?=啊[哥姐叔姨兄]))", explicit=True, likely=True, unless=_IF),
    rule("health", rf"(?:医生|大夫|医院)(?:说|讲)(?:是|系|就是|得了|有)(?:轻度|中度|重度|早期|慢性|急性|点|个)*(?P<v>{ILLNESS}){END}", unless="没|不|可能|怀疑|如果|说是不是"),
    rule("diet", rf"(?P<v>(?:一滴|滴酒|一滴酒|一口)(?:都|也)?不(?:喝|沾|碰))(?:了|的)*{END}", explicit=True, unless="剩|水|今天|汤|药"),
    rule("diet", rf"(?P<v>(?:吃|喝|饮)(?:不[了得]{_EATEN}|不到(?:辣|酒|海鲜)))(?:了|的)*{END}", explicit=True, unless="今天|今晚|多少|这么|完|那么|吗"),
    rule("diet", rf"(?P<v>{_EATEN}(?:和|跟|、)?{_EATEN}?(?:都|一律|统统|通通|全都|也)?(?:不准|不许|不让|不给|不能|不可以)(?:再)?(?:碰|吃|沾|喝|掂|饮))(?:了|啦)*{END}", unless="今天|今晚|吗|手术前|考试|孩子们|公司|课上|这里"),
    rule("pet", rf"(?:我们?家|我|家里)(?:的)?那(?P<v>(?:[一两三四]|\d)?(?:只|条|窝|缸)(?:(?:{_OPEN}){{0,3}}?{ANIMALS}|(?:{_OPEN}){{0,2}}?{_BREEDS}(?:犬|猫)?))", mine=True, unless="死|去世|没了|送|邻居|走丢|肉|汤|玩具|吃"),
    rule("home", rf"(?:刚|已经|终于|全家|一家人?)*搬(?P<v>{KNOWN_PLACE})(?:住)?了{END}", dated=True, unless="想|打算|要不|公司|单位|学校|东西|办公室"),
    rule("job", rf"(?:已经|正式|刚)*(?P<v>退)下来了{END}", value=lambda _: "退休", explicit=True, dated=True, unless="退烧|病|如果|等|前线|体温|水"),
    rule("job", rf"(?:现在|一直|目前|就)?(?:在)(?:{_OPEN}){{2,8}}?(?:当|做)(?P<v>{_POST}|{TRADE}){END}", explicit=True, unless="以前|之前|想|要是|曾经|让我|游戏|梦|那时|当年"),
    rule("possession", rf"(?:我们?家|我|家里)(?:的|那|以前的|原来的|之前的)*[辆台架个套把张部]?(?P<v>{_SOLD})(?:去年|前年|今年|上个?月|上周|早|前两年|已经|年初|年底|昨天)*就?(?:卖|卖掉|出掉|送人|处理掉)了{END}", mine=True, negated=True, dated=True, unless="想|要|没|差点"),
)  # fmt: skip
