"""What Chinese chats call an hour or a stretch of time."""

from __future__ import annotations

import re

from zhiji.language.times.chinese_words import N, number, part_of, words_after, words_before
from zhiji.language.times.digits import span_of_hours
from zhiji.language.times.interval import (
    DAY,
    Interval,
    Unit,
    days,
)
from zhiji.language.times.parts import (
    Grammar,
    Level,
    Part,
    Resolve,
    Scene,
    clock,
    fixed,
    from_now,
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
    rf"(?<![第每初\d.零〇一二三四五六七八九十])(?:大概|大约|差不多|约)?{_AMOUNT}(?:之内|以内|内(?![容部心外科存裤衣]))"
)
def _within(m: re.Match[str]) -> Part | None:
    """十天之内 is all the time from today on; told of what was, it is how long that took."""
    count = _count(m)
    if count is None:
        return None
    name = _UNITS[m["u"]]

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        return None if outer or scene.past else stretch(scene, name, count)

    return part_of(m, Level.DAY, resolve)


@rule(
    rf"(?:再(?:给|等|宽限|容|缓|拖|借)|给|宽限)(?:[我你他她咱]们?)?(?P<n>半|两|{N}+|几)(?P<ge>个)?(?P<ban>半)?(?P<u>分钟|小时|钟头|星期|礼拜|天|周|月|年)(?P<half>半)?(?=时间|[吧呗呀啊嘛行好就再我,，。!！?？、\s]|$)"
)
def _grace(m: re.Match[str]) -> Part | None:
    """再给我三天: three days from now."""
    count = _count(m)
    if count is None:
        return None
    name = _UNITS[m["u"]]

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        return None if outer or scene.past else from_now(scene, name, count)

    return Part(m.start("n"), m.end(), _LEVELS.get(name, Level.DAY), resolve)


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


# Clocks

_HOUR = r"(?P<h>2[0-4]|[01]?\d|二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
_MINUTES = r"(?:(?P<half>半)|(?P<ke>[一三])刻钟?|(?:过)?(?P<min>[0-5]?\d|[零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])(?P<fen>分)?|(?P<zhong>钟|整))?"
_EVENT = r"[见集出到来去走起睡下上开吃喝打发接送等约回结散登飞钟左多半整前后之以就才还能可行吧吗呢么了有在我你他她咱大要会再准直的好叫记交办截关,，。!！?？、~;；)）\s:]|过[来去后]|左右|$|和|或|跟|给|那|动身|面试|比赛|考试|彩排|直播|提醒|比较|怎|不|马|请|看|聚|考|练|洗|跑|做|午|早|晚|取|抢|准时|醒"


@rule(
    rf"(?:差(?P<cha>一刻|{N}+)分?(?:钟)?(?:到)?)?(?:(?<![{N[1:-1]}.第:/])|(?<=[周期拜][一二三四五六])){_HOUR}(?P<dian>点(?!击|评|赞|名|滴|缀|燃|火|菜|餐|心|子|头|水|单|开(?=链接|看看?$|视频|图|这|那|它|了$)|儿|些)|时(?=[零〇一二三四五六七八九十\d整许半])|：)钟?{_MINUTES}(?:(?:还|就)?差(?P<less>一刻|{N}+)分?钟?)?(?P<about>左右|多|许|来钟|前后|上下)?(?P<till>之前|以前|前(?!面|后))?"
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
    if less := m["cha"] or m["less"]:
        early = 15 if less == "一刻" else number(less)
        if not 0 < early < 60 or minute:
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
        or m["less"]
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
