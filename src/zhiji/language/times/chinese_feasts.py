"""What Chinese chats call a feast, or a day of the Chinese calendar."""

from __future__ import annotations

import re

from zhiji.language.times import festivals
from zhiji.language.times.chinese_words import NAMED_SO, N, number, part_of, words_after, words_before
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
    Scene,
    Which,
    narrowing,
)

GRAMMAR = Grammar()
rule = GRAMMAR.rule


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


def _travels(m: re.Match[str]) -> bool:
    """Whether one goes somewhere on a 初二, which a class doesn't."""
    after = words_after(m, 3)
    goes = (
        re.match(r"(?:[就才要会都先]?)(?:[到回去返]|来(?!的)|拜年|走亲戚|开工|上班|回来)(?!了$)", after)
        is not None
    )
    return goes and not words_before(m, 1).endswith(("上", "读", "念", "是", "我", "他", "她", "升"))


@rule(r"大?(?P<name>年初|(?<=大)年|年)?(?P<nian>大年)?(?P<d>初[一二三四五六七八九十])(?![学生中级班])")
def _new_year_days(m: re.Match[str]) -> Part | None:
    """大年初三; a plain 初一 is a school class as often as a day."""
    marked = "年" in m.group()
    day = number(m["d"][1])
    if words_before(m, 1) in set("月最起当"):
        return None
    weak = not marked and (
        not re.match(
            r"[去来回走到返值聚见行吧得可上开一我要早晚那迎之前后就才的,，。!！?？\s]|$", words_after(m, 1)
        )
        or (day < 4 and not _travels(m))
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
    whole = (
        bool(m["whole"])
        or name in {"过年", "过大年"}
        or bool(re.match(rf"的?(?:头|最后)[{N[1:-1]}几]+天", after))
    )
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
        return not re.match(
            r"[去回放我咱你他她结有能来要给带陪送想准打怎干几也还都就加值出买看玩搬见约]|[那当]天|前(?!天)|之前",
            after,
        )
    if name == "618":
        return not re.match(r"[买打抢前活大促的当]|那天", after)
    if name in {"跨年", "元宵", "小年", "六一"} | _EASY:
        return bool(re.match(r"[龄轻级糕]|晚会|演唱会|夜饭", after))
    return not re.match(r"那天|当天|前一天|之前|之后|后|节|前", after)


@rule(rf"的?(?P<side>头|最后)(?P<n>{N}+|几)天|[那当这同](?:一?天|日)(?P<same>)")
def _edge_days(m: re.Match[str]) -> Part | None:
    """国庆头一天, 这个月最后两天, 除夕那天; with something coarser before it."""
    if m["same"] is not None:
        return Part(m.start(), m.end(), Level.SHIFT, narrowing(_that_day), kind="needs")
    count = 3 if m["n"] == "几" else number(m["n"])
    if not 0 < count < 32:
        return None
    first = m["side"] == "头"
    return Part(
        m.start(), m.end(), Level.SHIFT, narrowing(lambda outer: _end_of(outer, count, first)), kind="needs"
    )


def _that_day(outer: Interval) -> Interval | None:
    """Of a feast of several days the first."""
    return days(outer.start) if outer.granularity in {"day", "range"} else None


def _end_of(outer: Interval, count: int, first: bool) -> Interval | None:
    if outer.end - outer.start <= count * DAY or outer.granularity in {"minute", "hour", "daypart"}:
        return None
    begin = outer.start if first else outer.end - count * DAY
    return days(begin, count, "day" if count == 1 else "range")


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
    if outer.granularity in {"minute", "hour", "daypart"} or (
        past and outer.granularity not in {"day", "range"}
    ):
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
