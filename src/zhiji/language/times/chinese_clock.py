"""What Chinese chats call an hour, a stretch of time, or a feast."""

from __future__ import annotations

import re

from zhiji.language.times import festivals
from zhiji.language.times.chinese_words import NAMED_SO, N, number, part_of, words_after, words_before
from zhiji.language.times.digits import span_of_hours
from zhiji.language.times.english_clock import same_time
from zhiji.language.times.interval import (
    DAY,
    Interval,
    Unit,
    daypart,
    days,
    shift,
    unit,
    year_of,
)
from zhiji.language.times.parts import (
    Grammar,
    Level,
    Part,
    Resolve,
    Scene,
    Which,
    clock,
    fixed,
    from_now,
    narrowing,
    stretch,
)

GRAMMAR = Grammar()
rule = GRAMMAR.rule


# Durations

_UNITS: dict[str, Unit] = {
    "分钟": "minute",
    "刻钟": "minute",
    "分": "minute",
    "小时": "hour",
    "钟头": "hour",
    "天": "day",
    "日": "day",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "月": "month",
    "季度": "quarter",
    "年": "year",
}
_AMOUNT = rf"(?P<n>半|{N}+|几|数|好几|若干)(?P<ge>个)?(?P<ban>半)?(?P<duo>多)?(?P<u>分钟|刻钟|小时|钟头|星期|礼拜|季度|天|日|周|月|年)(?P<half>半|多)?"
_LEVELS = {"minute": Level.CLOCK, "hour": Level.CLOCK, "year": Level.YEAR, "month": Level.MONTH}


def _count(m: re.Match[str]) -> float | None:
    if m["u"] == "月" and not (m["ge"] or m["n"] == "俩"):
        return None
    if m["n"] == "半":
        return 0.5
    if m["n"] in {"几", "数", "好几", "若干"}:
        return 3
    if len(m["n"]) > 4:
        return None
    count = number(m["n"]) + (0.5 if m["ban"] or m["half"] == "半" else 0)
    count *= 15 if m["u"] == "刻钟" else 1
    return count if count < (1000 if m["u"] == "年" else 5000) else None  # 2000年前 is a year


@rule(
    rf"(?<![第每初\d.零〇一二三四五六七八九十])(?:大概|大约|差不多|就在|约)?{_AMOUNT}(?:之|以)?(?P<dir>前|后)(?!面(?!试)|[边辈者台脚排景来天年任半门轮期果院线卫端提途往沿头男女妻锋]|天|一天)"
)
def _ago(m: re.Match[str]) -> Part | None:
    count = _count(m)
    if count is None or (m["u"] == "日" and m["n"] in {"今", "明"}):
        return None
    name = _UNITS[m["u"]]
    sign = -1 if m["dir"] == "前" else 1
    if m["ge"] and name == "month" and m["n"] == "半":
        return part_of(m, Level.DAY, fixed(lambda now: days(now + sign * 15 * DAY)))
    if re.search(r"(?:过|等|隔|了)$", words_before(m, 1)) and sign < 0:
        return None
    level = _LEVELS.get(name, Level.DAY)
    return part_of(m, level, lambda scene, outer: None if outer else from_now(scene, name, sign * count))


@rule(
    rf"(?P<lead>再过|过(?![了去完]))(?P<n>半|{N}+|几|好几)(?P<ge>个)?(?P<ban>半)?(?P<u>分钟|小时|钟头|星期|礼拜|天|周|月|年)(?P<half>半)?(?P<tail>之?后)?(?![以])"
)
def _after_some(m: re.Match[str]) -> Part | None:
    """过两天: in two days."""
    count = _count(m)
    if count is None or re.search(r"[不没超越经通住度]$", words_before(m, 1)):
        return None
    name = _UNITS[m["u"]]
    return part_of(
        m, _LEVELS.get(name, Level.DAY), lambda scene, outer: None if outer else from_now(scene, name, count)
    )


@rule(
    rf"(?P<dir>最近这?|近(?![期况]|{N}+[人次年]来)|过去的?这?|前(?=两|几|三|些)|这(?=两|几|三|四|五|半)|未来的?|接下来的?这?|今后|之后的?|往后)(?P<n>半|{N}+|几|好几|些)(?P<ge>个)?(?P<ban>半)?(?P<u>分钟|小时|钟头|星期|礼拜|天|日|周|月|年)(?P<half>半)?(?!前|后|之前|之后|以后|以前)"
)
def _stretch(m: re.Match[str]) -> Part | None:
    some = m["n"] == "些"
    count = (5 if m["u"] in "天日" else 3) if some else _count(m) if m["u"] != "月" or m["ge"] else None
    if count is None:
        return None
    name = _UNITS[m["u"]]
    word = m["dir"][0]
    if (
        word == "前"
        and not some
        and m["n"] not in {"几", "两"}
        and words_before(m, 1).endswith(tuple("之以目"))
    ):
        return None
    if word == "前" and m["n"] == "两" and m["u"] in "天日":
        count = 2
    if word == "这":
        return part_of(m, Level.DAY, lambda scene, outer: None if outer else _these(scene, name, count))
    sign = 1 if word in "未接今之往" else -1
    return part_of(m, Level.DAY, lambda scene, outer: None if outer else stretch(scene, name, sign * count))


def _these(scene: Scene, name: Unit, count: float) -> Interval:
    """这几天: up to today when told, from today when planned."""
    if scene.past or name not in {"day"}:
        return stretch(scene, name, -count)
    return days(scene.now, int(count), "range")


# The Chinese calendar

_LUNAR_DAY = "(?:初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)"
_LUNAR_MONTH = "(?:正|冬|腊|十[一二]?|[一二三四五六七八九])"


@rule(
    rf"(?P<mark>农历|阴历|旧历)?(?:的)?(?P<leap>闰)?(?P<m>{_LUNAR_MONTH})月(?P<d>{_LUNAR_DAY})(?![号日]|点)"
)
def _lunar(m: re.Match[str]) -> Part | None:
    """腊月二十三, 农历八月十五; without a mark only 初 tells it from our calendar."""
    if not (m["mark"] or m["leap"] or m["m"] in "正腊冬" or m["d"].startswith(("初", "廿"))):
        return None
    value = {"正": 1, "冬": 11, "腊": 12}.get(m["m"]) or number(m["m"])
    resolve = festivals.lunar_day(value, number(m["d"].removeprefix("初")), leap=bool(m["leap"]))
    return Part(m.start(), m.end(), Level.DAY, resolve, every="feast", kind="date")


@rule(r"大?(?P<name>年初|(?<=大)年|年)?(?P<nian>大年)?(?P<d>初[一二三四五六七八九十])(?![学生中级班])")
def _new_year_days(m: re.Match[str]) -> Part | None:
    """大年初三; a plain 初一 is a school class as often as a day."""
    marked = "年" in m.group()
    day = number(m["d"][1])
    if words_before(m, 1) in set("月最起当"):
        return None
    weak = not marked and (
        day < 4 or not re.match(r"[去来回走上开一我要早晚那迎之前后就才的,，。!！?？]|$", words_after(m, 1))
    )
    return Part(m.start(), m.end(), Level.DAY, festivals.lunar_day(1, day), every="feast", weak=weak)


# Feasts

_NAMES = "|".join(sorted(festivals.CHINESE, key=len, reverse=True))
_WHOLE = r"(?P<whole>小?长?假期?间?|黄金周|放假|期间|的时候|时候|那会儿?|那几天|前后)"
_NEEDS_MORE = {
    "大雪",
    "小雪",
    "雨水",
    "小满",
    "大寒",
    "小寒",
    "大暑",
    "小暑",
    "十一",
    "六一",
    "618",
    "跨年",
    "小年",
    "元宵",
    "白露",
    "立夏",
    "霜降",
    "谷雨",
    "惊蛰",
}
_EASY = {"立夏", "霜降", "谷雨", "惊蛰", "白露"}


@rule(
    rf"(?P<which>上个|下个|这个|今年的?|去年的?|明年的?|前年的?|后年的?)?(?P<name>{_NAMES})(?P<jie>节气)?{_WHOLE}?"
)
def _feast(m: re.Match[str]) -> Part | None:
    name, after = m["name"], words_after(m)
    if _no_feast(m, name, after):
        return None
    key = festivals.CHINESE[name]
    whole = bool(m["whole"]) or name in {"过年", "过大年"}
    which = m["which"] or ""
    offset = {"今年": 0, "去年": -1, "明年": 1, "前年": -2, "后年": 2}.get(which[:2])
    direction: Which = (
        "last" if which == "上个" else "next" if which == "下个" else "this" if which == "这个" else ""
    )
    resolve = festivals.feast(key, direction, whole=whole)
    if offset is not None:
        return part_of(
            m,
            Level.DAY,
            lambda scene, outer: None if outer else resolve(scene, year_of(scene.now.year + offset)),
        )
    return Part(
        m.start(),
        m.end(),
        Level.DAY,
        resolve,
        every=festivals.comes_round(key),
        weak=_doubtful_feast(m, name, after),
    )


_THINGS = (
    r"节?(?:粽子|月饼|汤圆|饺子|糕|树|帽|老人|礼物|礼盒|礼品|贺卡|歌|祝福|联欢|晚会|档|红包|对联|衣服|套装|装饰|主题|大促|音乐|卡片|电影|诗|习俗|由来|传说|文化)|上河图|时节|为霜|劳动奖|劳模|好(?=$|[啊呀~!,，。 ]|各位|大家)|"
    r"广场|大道|路(?!上|过|况)|大街|街道?(?!上)|村|镇|小区|中学|小学|大学|大厦|商城|医院|公园|银行|店|站|厅|快乐|吉祥|安康|愉快|大吉|幸福|师(?!傅)"
)


def _no_feast(m: re.Match[str], name: str, after: str) -> bool:
    before = words_before(m)
    if (name.endswith("节") and re.match(r"[目奏约省能操]", after)) or (
        name.endswith("年") and re.match(r"[轻龄级纪糕]", after)
    ):
        return True
    if not m["whole"] and re.match(rf"{_THINGS}|{NAMED_SO}", after):
        return True
    if before.endswith(("叫", "姓", "喂", "小")) and not m["which"]:
        return True
    if name in {"十一", "六一", "五一", "618", "双11", "双12", "双十一", "双十二"} and (
        re.match(rf"[{N[1:-1]}月点号日个岁年块元楼层级班万千百天分]", after)
        or re.search(rf"[{N[1:-1]}第￥$.月]$", before)
    ):
        return True
    if name == "清明" and before.endswith(("神志", "政治", "眼神", "头脑")):
        return True
    if (name == "八月十五" and after.startswith(("号", "日"))) or (
        name == "过年" and re.search(r"[见吃没]$", before) and not before.endswith("没")
    ):
        return True
    return name == "元宵" and (
        before.endswith(("吃", "煮", "买", "包", "碗", "个"))
        or after.startswith(("好吃", "馅", "灯", "煮", "蒸", "炸", "包", "汤"))
    )


def _doubtful_feast(m: re.Match[str], name: str, after: str) -> bool:
    """Snow, rain, eleven: such names need 节气, 当天 or a year beside them."""
    if name not in _NEEDS_MORE or m["whole"] or m["jie"]:
        return False
    if name in {"十一", "六一"}:
        return not re.match(r"[去回放我咱你结有能来要给]|[那当]天|前(?!天)|之前|出去|想|准备|打算", after)
    if name == "618":
        return not re.match(r"[买打抢前活大促的当]|那天", after)
    if name in {"跨年", "元宵", "小年", "六一"} | _EASY:
        return bool(re.match(r"[龄轻级糕]|晚会|演唱会|夜饭", after))
    return not re.match(r"那天|当天|前一天|之前|之后|后|节|前", after)


@rule(
    rf"的?(?:之|以)?(?P<dir>前|后|(?<=[节夜夕午阳])前夕|过后)的?(?P<n>{N}+|几)(?:个)?(?P<u>天|周末|周|星期|礼拜|月)(?![前后])|的?(?P<d2>前|后)一个?(?P<one>天|晚|晚上|夜|周末|周|星期|礼拜|月|年)|(?P<past>之?后的?)?的?第(?P<nth>[一二三四五六七八])天|(?P<eve>前夕|前夜)"
)
def _relation(m: re.Match[str]) -> Part | None:
    """前一天, 后两周, 第二天 behind a feast or a date."""
    if m["eve"]:
        return Part(
            m.start(), m.end(), Level.SHIFT, narrowing(lambda outer: days(outer.start - DAY)), kind="needs"
        )
    if m["nth"]:
        step = number(m["nth"]) - 1
        return Part(
            m.start(),
            m.end(),
            Level.SHIFT,
            narrowing(lambda outer: _nth_day(outer, step, past=bool(m["past"]))),
            kind="needs",
        )
    back = (m["dir"] or m["d2"]).startswith("前")
    what = m["u"] or m["one"]
    count = 1 if m["one"] else 3 if m["n"] == "几" else number(m["n"])
    return (
        Part(
            m.start(),
            m.end(),
            Level.SHIFT,
            narrowing(lambda outer: _beside(outer, what, -count if back else count)),
            kind="needs",
        )
        if count < 500
        else None
    )


def _nth_day(outer: Interval, step: int, *, past: bool) -> Interval | None:
    """The second day of a feast, or after it."""
    if outer.granularity not in {"day", "range"}:
        return None
    return days((outer.end if past else outer.start) + step * DAY)


def _beside(outer: Interval, what: str, count: int) -> Interval | None:
    if outer.granularity not in {"day", "range"}:
        return None
    base = outer.start if count < 0 else outer.end - DAY
    if what == "天":
        return days(base + count * DAY)
    if what in {"晚", "晚上", "夜"}:
        return daypart(base + count * DAY, "night")
    if what == "周末":
        step = (base.weekday() - 5) % 7 or 7 if count < 0 else -((5 - base.weekday()) % 7 or 7)
        return days(base - step * DAY, 2, "weekend")
    name: Unit = {"周": "week", "星期": "week", "礼拜": "week", "月": "month", "年": "year"}[what]  # type: ignore[assignment]  # a closed table
    if name == "week":
        return Interval(base - 7 * DAY, base, "range") if count == -1 else days(base + 7 * count * DAY)
    return unit(shift(base, name, count), name)


@rule(r"(?:的)?(?:这个?时候|这会儿|此时此?刻?|今天|今日|同一天|同一?时间|这一?天)(?<!^的)")
def _this_time(m: re.Match[str]) -> Part | None:
    if not re.search(
        r"(?:年|月|天|周|期|拜|日)的?$", words_before(m, 4) + ("的" if m.group().startswith("的") else "")
    ):
        return None
    day = "天" in m.group() or "日" in m.group()

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is None or outer.granularity not in {"day", "week", "month", "year"}:
            return None
        if day and outer.granularity == "day":
            return None
        return same_time(scene.now, outer, "day")

    return Part(m.start(), m.end(), Level.CLOCK, resolve, kind="needs")


# Clocks

_HOUR = r"(?P<h>2[0-4]|[01]?\d|二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
_MINUTES = r"(?:(?P<half>半)|(?P<ke>[一三])刻钟?|(?:过)?(?P<min>[0-5]?\d|[零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])(?P<fen>分)?|(?P<zhong>钟|整))?"
_EVENT = r"[见集出到来去走起睡下上开吃喝打发接送等约回结散登飞钟左多半整前后之以就才还能可行吧吗呢么了有在我你他她咱大要会再准直的好叫记交办截关,，。!！?？、~;；)）\s:]|过[来去后]|左右|$|和|或|跟|给|那|动身|面试|比赛|考试|彩排|直播|提醒|比较|怎|不|马|请|看|聚|考|练|洗|跑|做|午|早|晚|取|抢|准时|醒"


@rule(
    rf"(?:差(?P<cha>{N}+|一刻)分?(?:钟)?(?:到)?)?(?:(?<![{N[1:-1]}.第:/])|(?<=[周期拜][一二三四五六])){_HOUR}(?P<dian>点(?!击|评|赞|名|滴|缀|燃|火|菜|餐|心|子|头|水|单|开(?=链接|看看?$|视频|图|这|那|它|了$)|儿|些)|时(?=[零〇一二三四五六七八九十\d整许半])|：)钟?{_MINUTES}(?P<about>左右|多|许|来钟|前后|上下)?(?P<till>之前|以前|前(?!面|后))?"
)
def _clock(m: re.Match[str]) -> Part | None:
    """三点半; 两点建议, 一点都不 and 三点水 are no hours."""
    if m["dian"] == "：":
        return None
    hour = number(m["h"])
    minute = (
        30
        if m["half"]
        else 15 * number(m["ke"])
        if m["ke"]
        else number(m["min"].lstrip("零〇0") or "0")
        if m["min"]
        else 0
    )
    if hour > 24 or minute > 59 or _no_clock(m):
        return None
    if m["cha"]:
        early = 15 if m["cha"] == "一刻" else number(m["cha"])
        if not 0 < early < 60:
            return None
        hour, minute = (hour - 1) % 24 or 12, 60 - early
    about = bool(m["about"])
    sure = hour > 12 or hour == 0
    resolve = clock(hour, minute, sure=sure, about=about and not m["half"] and not m["min"])
    return Part(m.start(), m.end(), Level.CLOCK, resolve, every="day", weak=_bare_hour(m))


def _no_clock(m: re.Match[str]) -> bool:
    """Points of a list, decimals (三点五), 一点 as "a bit"."""
    if m["min"] and not m["fen"]:
        figures = m["min"]
        if len(figures) == 1 and not figures.startswith(("零", "〇")):
            return True  # 三点五 is a figure
        if m["h"].isdigit() != figures.isdigit():
            return True
    if m["fen"] and re.search(r"(?:[得打扣加减][了到]?|评分|给了?)$", words_before(m)):
        return True
    return bool(
        re.match(
            r"建议|意见|原因|要求|理由|问题|水|式|感|共识|区别|体会|想法|好处|坏处|优势|缺点|优点|不足|结论|说明|一线|论|透视|分析|之间|倍|万|亿|%|元|块|米|公[斤里]|五|几|数据|希望|东西|内容|启示",
            m.string[m.end() :],
        )
    )


def _bare_hour(m: re.Match[str]) -> bool:
    """Whether 三点 stands so bare that only a day beside it makes it an hour."""
    if (
        m["half"]
        or m["ke"]
        or m["fen"]
        or m["zhong"]
        or m["about"]
        or m["cha"]
        or "点钟" in m.group()
        or (m["min"] and len(m["min"]) > 1)
    ):
        return False
    if m["h"] in {"一", "1", "零", "〇"} and not m["till"]:
        return m["h"] in {"一", "1"}
    if re.search(
        r"[有这那几差说讲提补下面以共列好快慢早晚第满得扣加减分评各每做到注意的低高多少]$", words_before(m, 1)
    ) and not re.search(r"(?:[在到等]|晚上|早上|最晚|最早|改到|约到|推到)$", words_before(m, 3)):
        return True
    return not (m["till"] or re.match(_EVENT, words_after(m)))


@rule(r"(?<!\d)(?P<name>零点|正午|午夜)(?!钟?\d|[一二三四五六七八九])")
def _named_hour(m: re.Match[str]) -> Part:
    hour = 12 if m["name"] == "正午" else 24
    return Part(
        m.start(),
        m.end(),
        Level.CLOCK,
        _midnight_or_noon(hour, m["name"]),
        every="day",
        weak=m["name"] == "午夜",
    )


def _midnight_or_noon(hour: int, name: str) -> Resolve:
    """零点 begins its day, 午夜 ends it."""
    return clock(0 if name == "零点" else hour, sure=True)


@rule(
    rf"(?<![{N[1:-1]}.第:/]){_HOUR}点?(?P<half>半)?[-到至~—–](?P<h2>2[0-4]|[01]?\d|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])点(?P<half2>半)?(?![{N[1:-1]}]|建议|意见)"
)
def _hours(m: re.Match[str]) -> Part | None:
    """三点到五点, 3-5点."""
    first, second = number(m["h"]), number(m["h2"])
    if first > 24 or second > 24 or first == second:
        return None
    half, half2 = 30 * bool(m["half"]), 30 * bool(m["half2"])
    return span_of_hours(m.start(), m.end(), (first, half), (second, half2), sure=first > 12 or second > 12)


@rule(
    r"(?<![零〇一二三四五六七八九十\d])(?P<h>一二|两三|三四|四五|五六|六七|七八|八九)点(?:来?钟|左右|多)?(?![水])"
)
def _either_hour(m: re.Match[str]) -> Part:
    """三四点: the hour from three to four."""
    first = number(m["h"][0])
    weak = bool(re.search(r"[有这那说讲提]$", words_before(m, 1)))
    return Part(m.start(), m.end(), Level.CLOCK, clock(first, about=True), every="day", weak=weak)
