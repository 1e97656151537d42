"""What Chinese chats call a month, and its days."""

from __future__ import annotations

import re
from typing import Literal, cast

from zhiji.language.times.chinese_words import (
    OFFSET,
    N,
    number,
    part_of,
    words_after,
    words_before,
)
from zhiji.language.times.interval import (
    Interval,
    edge,
    unit,
)
from zhiji.language.times.parts import (
    Grammar,
    Level,
    Part,
    Scene,
    day_of_month,
    fixed,
    month,
    month_day,
)

GRAMMAR = Grammar()
rule, cased = GRAMMAR.rule, GRAMMAR.cased


# Months and days of months


@rule(
    r"(?P<near>上上|上|这|本|当|下下|下)(?:一?个)?月(?P<part>初|中旬?|底|末|上旬|下旬|头(?![一两几三]天))?(?P<till>之?前|以前)?(?![亮光饼经台票薪嫂球租季历娘卡度]|(?<!个月)考)"
)
def _month_near(m: re.Match[str]) -> Part | None:
    if (
        m["near"] in {"上", "当", "本"}
        and words_before(m).endswith(("早", "晚", "网", "身", "地", "基", "原", "应", "天"))
        and "个" not in m.group()
    ):
        return None
    offset = OFFSET.get(m["near"], 0)
    which = _edge_word(m["part"], m["till"])
    if which is None:
        stop = m.end() - len(m["till"] or "")
        return Part(m.start(), stop, Level.MONTH, fixed(lambda now: unit(now, "month", offset)))
    return part_of(
        m, Level.EDGE, lambda scene, outer: None if outer else edge(unit(scene.now, "month", offset), which)
    )


def _edge_word(word: str | None, till: str | None = None) -> Literal["early", "mid", "late", "end"] | None:
    if not word:
        return None
    if word in {"初", "头", "上旬", "伊始"}:
        return "early"
    if word in {"中", "中旬"}:
        return "mid"
    return "end" if till or word in {"年底", "年末"} else "late"


@rule(
    rf"(?<![{N[1:-1]}每])(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九两])月(?:份|(?P<part>初(?![一二三四五六七八九十])|中旬|中(?=[，,。的我去要来]|$)|底|末|上旬|下旬))?(?P<till>之?前)?(?![{N[1:-1]}号饼嫂]+[号日]|[饼嫂]|初[一二三四五六七八九十])"
)
def _month(m: re.Match[str]) -> Part | None:
    """五月, but not 五月天, 三月不见 or 十月怀胎."""
    value = number(m["m"])
    if (
        value > 12
        or re.match(
            r"天(?!气|空|暖|冷|热)|怀胎|与安生|飞[雪花]|桂花香|革命|鹰|不见|一次|围城|花号", words_after(m)
        )
        or words_before(m).endswith(("第", "每", "农历", "阴历", "闰", "坐", "满"))
    ):
        return None
    which = _edge_word(m["part"], m["till"])
    stop = m.end() - len(m["till"] or "") * (which is None)
    whole = month(value)
    if which is None:
        return Part(m.start(), stop, Level.MONTH, whole, every="year")

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        found = whole(scene, outer)
        return found and edge(found, which)

    return Part(m.start(), stop, Level.MONTH, resolve, every="year")


@rule(
    rf"(?<![{N[1:-1]}./])(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月|\.(?={N}+[号日]))份?的?(?P<d>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])(?:(?P<to>[号日]?[-至到~—–]+)(?P<d2>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[号日]))?(?P<ri>[号日](?![元本线楼])|(?![\d个点:]))"
)
def _month_day(m: re.Match[str]) -> Part | None:
    value, day = number(m["m"]), number(m["d"])
    last = number(m["d2"]) if m["d2"] else day
    if not (1 <= day <= last <= 31) or (
        not m["ri"]
        and (
            (not m["d"].isdigit() and not _plainly_a_day(m, day))
            or words_after(m, 1) in set("份年月周天次%度块元人")
        )
    ):
        return None
    if words_before(m).endswith(("农历", "阴历", "旧历")):
        return None
    return Part(
        m.start(), m.end(), Level.DAY, month_day(value, day, last - day + 1), every="year", kind="date"
    )


def _plainly_a_day(m: re.Match[str], day: int) -> bool:
    """九月二十八那天 goes without 号; 三月三, 七月十五 and 八月十五 are of the moon."""
    if day < 11 or (m["m"], m["d"]) in {("八", "十五"), ("七", "十五")}:
        return False
    return bool(
        re.match(
            r"[那当这同][天日晚]|之?[前后]|以[前后]|[早晚](?!就)|上午|中午|下午|凌晨|傍晚|[去来回走到见是交搬飞考开有我你他她咱](?!多)|[,，。!！?？、\s]|$",
            words_after(m),
        )
    )


_NOT_DAY = (
    r"(?![线楼房床桌门店位选机球电柜馆厅院码令种座窗井员台站仓坑航出口公病字信]|车(?!票)|文件|人物|字|风球|汽油|电池|院|库|基地|会议室|教学|宿舍|实验|球衣|技师|歌|章|作品|嘉宾|同学|男|女|首长|工地|"
    r"包[厢间]|衣|鞋|裤|码|称|角|召|外|牌|炮|召|脚|轮|哨|令|数|单|源|型|色|针|标|键|机|油|钉|老|通缉|玩家)"
)


@rule(
    rf"(?<![{N[1:-1]}第路街弄巷道幢栋座层楼室区线.\-/])(?P<d>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])(?:[号]?[-至到~—–]+(?P<d2>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]))?[号]{_NOT_DAY}"
)
def _day_of_month(m: re.Match[str]) -> Part | None:
    """5号 as a day; as a bus, a flat or a player it needs no time."""
    day = number(m["d"])
    last = number(m["d2"]) if m["d2"] else day
    if not 1 <= day <= last <= 31 or re.search(
        r"(?:[我你他她它]是|我们?选|投|叫|第|编|工|学|穿|码|账|帐|卡|单|挂|头|排|尺码|买|坐|乘|换|住|地铁|公交|桌|同名|穿的是)$",
        words_before(m),
    ):
        return None
    cue = re.match(
        r"[之以]?[前后]|当?[早中晚下上凌傍夜]|[去来到走回见发交开考放搬有能可以吧吗呢么出是和或,，。!！?？、~\s我你他她咱大们要会才就还再的结领入到过之左]|$|星期|周|礼拜|请|还|聚|吃|生日|截止|报到|面试|年会|团建|婚礼|喜酒|答辩|考|笔试|体检|聚餐|培训|入职|离职|上线|提测|发版|最后一天|截稿|高铁|航班|手术|复查|产检|开业|开张|演出|演唱会|比赛|搬家|交房|领证|办|要|起(?!来)|飞|動|动身|前后|左右|拿|取|寄|打|约",
        words_after(m),
    )
    lone = len(m["d"]) == 1 and m["d"] in "一二三" and not cue
    return Part(
        m.start(),
        m.end(),
        Level.DAY,
        day_of_month(day, last - day + 1),
        every="month",
        kind="date",
        weak=not cue or lone,
    )


@rule(
    rf"(?<![{N[1:-1]}第.\-/年月])(?P<d>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日(?![本元报子记历常游内程后前]|之内)"
)
def _ri(m: re.Match[str]) -> Part | None:
    day = number(m["d"])
    return (
        Part(m.start(), m.end(), Level.DAY, day_of_month(day), every="month", kind="date", weak=True)
        if 1 <= day <= 31
        else None
    )


@rule(
    r"(?<![个每满弯岁日明按包本这上下当蜜{N}\d一二三四五六七八九十])月(?P<part>初(?![一二三四五六七八九十])|底|末|中旬?(?=[，,。!！?？的我去要来发还交把前后左]|$))(?P<till>之?前|以前)?".replace(
        "{N}", ""
    )
)
def _edge_of_month(m: re.Match[str]) -> Part:
    which = _edge_word(m["part"], m["till"])

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        if outer is not None or which is None:
            return None
        found = [edge(unit(scene.now, "month", step), which) for step in (-1, 0, 1)]
        kept = [one for one in found if one is not None]
        fitting = [one for one in kept if (one.start <= scene.now if scene.past else one.end > scene.now)]
        return (fitting[-1] if scene.past else fitting[0]) if fitting else None

    return Part(m.start(), m.end(), Level.EDGE, resolve, every="month")


@rule(r"(?<![一二三四五六七八九十\d月])(?:本月|这个月)?(?P<part>[上中下])旬")
def _xun(m: re.Match[str]) -> Part:
    which = cast(Literal["early", "mid", "late"], {"上": "early", "中": "mid", "下": "late"}[m["part"]])
    return Part(
        m.start(), m.end(), Level.EDGE, lambda scene, outer: edge(outer or unit(scene.now, "month"), which)
    )


@rule(
    r"(?<![\d.$￥¥/-])(?P<m>1[0-2]|[1-9])\.(?P<d>[0-3]?\d)(?=[去来回走见放考搬结领]|开[张业学工会]|出发|入职|离职|上班|报到|面试|婚礼|年会|前(?!后)|之前|号|日)[号日]?"
)
def _dotted(m: re.Match[str]) -> Part | None:
    """5.20 with something to do on it."""
    value, day = number(m["m"]), number(m["d"])
    return (
        Part(m.start(), m.end(), Level.DAY, month_day(value, day), every="year", kind="date")
        if 1 <= day <= 31
        else None
    )
