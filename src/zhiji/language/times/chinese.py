"""What Chinese chats call a time; traditional characters and full-width figures are folded before."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal, cast

from zhiji.language.times import festivals
from zhiji.language.times.digits import span_of_hours, year_in_full
from zhiji.language.times.english import same_time
from zhiji.language.times.interval import (
    DAY,
    Interval,
    Unit,
    daypart,
    days,
    edge,
    midnight,
    months,
    season,
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
    around,
    clock,
    day_of_month,
    edges,
    fixed,
    from_now,
    month,
    month_day,
    moved,
    narrowing,
    parts_of_day,
    section,
    stretch,
    weekday,
    weekends,
    yearly,
)

GRAMMAR = Grammar()
rule = GRAMMAR.rule

_FIGURES = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2, "廿": 20, "卅": 30}
N = "[零〇一二三四五六七八九十百两俩廿卅0-9]"
DIGIT = "[〇零○一二三四五六七八九0-9]"
WEEK = "(?:周|星期|礼拜)"
DAYNAME = "[一二三四五六日天1-6]"


def number(figures: str) -> int:
    """三十五, 一百二, 二〇, 12 and 两 as figures."""
    if figures.isdigit() and figures.isascii():
        return int(figures)
    if not any(char in "十百" for char in figures):
        return int("".join(str(_FIGURES.get(char, char)) for char in figures)) if figures not in {"廿", "卅"} else _FIGURES[figures]
    total = current = 0
    for char in figures:
        if char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        elif char in "廿卅":
            total += _FIGURES[char]
        else:
            current = int(char) if char.isascii() else _FIGURES[char]
    return total + current


def _part(m: re.Match[str], level: Level, resolve: Resolve) -> Part:
    return Part(m.start(), m.end(), level, resolve)


def _before(m: re.Match[str], count: int = 6) -> str:
    return m.string[max(0, m.start() - count) : m.start()]


def _after(m: re.Match[str], count: int = 8) -> str:
    return m.string[m.end() : m.end() + count]


# Days and parts of days

_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_DAYPARTS = {
    "凌晨": "small hours", "拂晓": "dawn", "黎明": "dawn", "清晨": "early", "清早": "early", "大清早": "early", "一大早": "early", "一早": "early", "早晨": "early",
    "早上": "early", "早": "early", "晨": "early", "上午": "forenoon", "中午": "noon", "午间": "noon", "正午": "noon", "晌午": "noon", "午": "noon",
    "午后": "afternoon", "下午": "afternoon", "傍晚": "dusk", "黄昏": "dusk", "晚上": "night", "晚间": "night", "夜间": "night", "夜里": "night", "夜晚": "night",
    "晚": "night", "夜": "night", "半夜": "dead of night", "大半夜": "dead of night", "后半夜": "dead of night", "午夜": "dead of night", "深夜": "late night", "三更半夜": "dead of night",
}  # fmt: skip
_NAMED_PART = "(?:大半夜|后半夜|三更半夜|大清早|一大早|凌晨|拂晓|黎明|清晨|清早|早晨|早上|上午|中午|午间|正午|晌午|午后|下午|傍晚|黄昏|晚上|晚间|夜间|夜里|夜晚|半夜|午夜|深夜)"


@rule(r"(?<![先之以空从])(?P<day>大前|大后|(?<![目以之从史])前|昨|今|明|(?<![先])后)(?:天|日(?!头条|方舟|重现|本|记)|儿个|儿(?!子|童))(?![性气赋])")
def _near_day(m: re.Match[str], text: str) -> Part | None:
    word = m["day"]
    if m.group() in {"后日", "前日"} and text[m.end() :][:1] in set("本报元"):
        return None
    if (word == "前" and m.group() == "前儿") or (m.group().endswith("儿") and word not in {"今", "明", "昨"}):
        return None
    return _part(m, Level.DAY, fixed(lambda now: days(now + _DAYS[word] * DAY)))


@rule(r"(?P<day>前|昨|今|明|(?<![先最以之然])后|当)(?P<part>早(?!期|就|已)|晨|午|晚(?!辈|年|会|清)|夜)(?:上)?")
def _near_daypart(m: re.Match[str], text: str) -> Part | None:
    word = m["day"]
    if word == "当" or m.group() in {"前早", "前晨", "前夜", "后早", "后晨", "后夜", "前午", "后午", "明夜"}:
        return None
    name = _DAYPARTS[m["part"]]
    return _part(m, Level.DAYPART, fixed(lambda now: daypart(now + _DAYS[word] * DAY, name)))


@rule(rf"(?P<name>{_NAMED_PART}|(?<=[号日天一二三四五六末夕])(?:晚(?![辈年会安餐饭点来到了宴]|清)|早(?![点就已期饭餐来到]|恋)|夜(?!宵|班|市|景|店)|一早))(?:的时候)?")
def _daypart(m: re.Match[str], text: str) -> Part | None:
    """ "下午" counts alone, but not "早上好", "一下午" or "大晚上"."""
    name = _DAYPARTS[m["name"]]
    before, after = _before(m, 3), _after(m, 3)
    greeting = after.startswith("好") and (len(after) == 1 or after[1] in "啊呀哇哦~!,. ,。！～各大老亲朋") or after.startswith(("茶", "场", "餐"))
    stretch_of_it = before.endswith(("一", "整个", "一个", "大", "每", "每个", "天天", "两个", "天")) and not before.endswith(
        ("今天", "明天", "昨天", "后天", "前天", "那天", "周一", "一号", "期一", "拜一", "当天", "期天", "拜天", "日一")
    )
    if greeting or stretch_of_it and m["name"] not in {"一早"}:
        return None
    weak = len(m["name"]) == 1 or m["name"] in {"黄昏", "夜间", "夜晚", "黎明", "深夜", "正午", "一大早", "清早", "大清早", "午夜", "三更半夜", "大半夜"}
    return Part(m.start(), m.end(), Level.DAYPART, parts_of_day(name), every="day", weak=weak)


# Weeks

_OFFSET = {"上上上": -3, "上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2, "下下下": 3}
_NEAR = "(?P<near>上上上|上上|上|这|本|下下下|下下|下)(?P<ge>一?个|一(?=周))?"
_NOT_WEEK = "(?![转期围边刊岁年密折身遭详全旋济游长章庄公而瑜易星杰迅润深到])"


@rule(rf"{_NEAR}{WEEK}{_NOT_WEEK}(?:(?P<day>{DAYNAME})(?![点时月年个次遍回趟%]|{N}*号|{N}日)|(?P<end>末)(?!画报|尾))?")
def _week_near(m: re.Match[str], text: str) -> Part | None:
    offset = _OFFSET[m["near"]]
    if m["near"] == "上" and _before(m).endswith(("早", "晚", "马", "以", "加", "晚上".strip("晚"))) and not _before(m).endswith(("早上", "晚上")):
        pass
    if _before(m).endswith(("早", "晚", "马", "网", "地", "身", "路", "街", "世界", "楼", "桌", "基本", "原本", "成", "剧", "日", "书", "课")) and m["near"] in {"上", "本"} and not m["ge"]:
        return None
    if m["day"]:
        return _part(m, Level.DAY, weekday(day_number(m["day"]), weeks=offset))
    name: Unit = "weekend" if m["end"] else "week"
    return _part(m, Level.WEEK, fixed(lambda now: unit(now, name, offset)))


def day_number(char: str) -> int:
    """Monday is 0."""
    return 6 if char in "日天" else "一二三四五六123456".index(char) % 6


@rule(rf"(?P<bare>周(?=[一二三四五六日])|星期|礼拜)(?P<day>{DAYNAME})(?P<to>[至到-]{WEEK}?(?P<last>{DAYNAME}))?(?![次遍回趟围径%月年]|点(?!{N})|[个刻]|餐厅|{N}*次)")
def _weekday(m: re.Match[str], text: str) -> Part | None:
    before = _before(m)
    if before.endswith(("每", "逢", "每个", "隔", "老", "小", "做", "黑色", "一", "两", "三", "四", "几", "半", "第", "姓", "月", "年")) and not before.endswith(("初一", "十一", "三月", "统一")):
        if not (before.endswith(("月", "年")) and m["bare"] != "周"):
            return None
    if m["bare"] == "周" and (_after(m, 2).startswith(("观", "围", "围", "公", "餐厅", "先生", "总", "爷", "叔", "哥"))):
        return None
    first = day_number(m["day"])
    if not m["to"]:
        return Part(m.start(), m.end(), Level.DAY, weekday(first), every="week", kind="weekday")
    last = day_number(m["last"])
    if last <= first:
        return None

    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        found = weekday(first, weeks=None if outer else _work_week(scene, first, last))(scene, outer)
        return found and days(found.start, last - first + 1, "range")

    return Part(m.start(), m.end(), Level.DAY, resolve, every="week")


def _work_week(scene: Scene, first: int, last: int) -> int:
    today = scene.now.weekday()
    if scene.past:
        return 0 if first < today else -1
    return 0 if today <= last else 1


@rule(rf"(?P<near>这|本|上上|上|下下|下)?(?:一?个)?周末(?!画报|尾)|(?<=[这本上下])个?双休日?")
def _weekend(m: re.Match[str], text: str) -> Part | None:
    if _before(m).endswith(("每", "每个", "逢", "每到", "大")):
        return None
    if m["near"]:
        offset = _OFFSET[m["near"]]
        return Part(m.start(), m.end(), Level.WEEK, fixed(lambda now: unit(now, "weekend", offset)))
    return Part(m.start(), m.end(), Level.WEEK, weekends(), every="week")


# Months and days of months


@rule(rf"(?P<near>上上|上|这|本|当|下下|下)(?:一?个)?月(?P<part>初|中旬?|底|末|上旬|下旬|头)?(?P<till>之?前|以前)?(?![亮光饼经台票薪嫂球租季历娘卡度考])")
def _month_near(m: re.Match[str], text: str) -> Part | None:
    if m["near"] in {"上", "当", "本"} and _before(m).endswith(("早", "晚", "网", "身", "地", "基", "原", "应", "天")) and "个" not in m.group():
        return None
    offset = _OFFSET.get(m["near"], 0)
    which = _edge_word(m["part"], m["till"])
    if which is None:
        stop = m.end() - len(m["till"] or "")
        return Part(m.start(), stop, Level.MONTH, fixed(lambda now: unit(now, "month", offset)))
    return _part(m, Level.EDGE, lambda scene, outer: None if outer else edge(unit(scene.now, "month", offset), which))


def _edge_word(word: str | None, till: str | None = None) -> Literal["early", "mid", "late", "end"] | None:
    if not word:
        return None
    if word in {"初", "头", "上旬", "伊始"}:
        return "early"
    if word in {"中", "中旬"}:
        return "mid"
    return "end" if till or word in {"年底", "年末"} else "late"


@rule(rf"(?<![{N[1:-1]}每])(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九两])月(?:份|(?P<part>初(?![一二三四五六七八九十])|中旬|中(?=[，,。的我去要来]|$)|底|末|上旬|下旬))?(?P<till>之?前)?(?![{N[1:-1]}号饼嫂]+[号日]|[饼嫂]|初[一二三四五六七八九十])")
def _month(m: re.Match[str], text: str) -> Part | None:
    """五月, but not 五月天, 三月不见 or 十月怀胎."""
    value = number(m["m"])
    if value > 12 or re.match(r"天(?!气|空|暖|冷|热)|怀胎|与安生|飞[雪花]|桂花香|革命|鹰|不见|一次|围城|花号", _after(m)) or _before(m).endswith(("第", "每", "农历", "阴历", "闰", "坐", "满")):
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


@rule(rf"(?<![{N[1:-1]}./])(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月|\.(?={N}+[号日]))份?的?(?P<d>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])(?:(?P<to>[号日]?[-至到~—–]+)(?P<d2>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[号日]))?(?P<ri>[号日](?![元本线楼]))?(?![\d个点:])")
def _month_day(m: re.Match[str], text: str) -> Part | None:
    value, day = number(m["m"]), number(m["d"])
    last = number(m["d2"]) if m["d2"] else day
    if not (1 <= day <= last <= 31) or (not m["ri"] and (not m["d"].isdigit() or _after(m, 1) in set("份年月周天次%度块元人"))):
        return None
    if _before(m).endswith(("农历", "阴历", "旧历")):
        return None
    return Part(m.start(), m.end(), Level.DAY, month_day(value, day, last - day + 1), every="year", kind="date")


_NOT_DAY = (
    r"(?![线楼房床桌门店位选机球电柜馆厅院码令种座窗井员台站仓坑航出口公病字信]|车(?!票)|文件|人物|字|风球|汽油|电池|院|库|基地|会议室|教学|宿舍|实验|球衣|技师|歌|章|作品|嘉宾|同学|男|女|首长|工地|"
    r"包[厢间]|衣|鞋|裤|码|称|角|召|外|牌|炮|召|脚|轮|哨|令|数|单|源|型|色|针|标|键|机|油|钉|老|通缉|玩家)"
)


@rule(rf"(?<![{N[1:-1]}第路街弄巷道幢栋座层楼室区线.\-/年月])(?P<d>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])(?:[号]?[-至到~—–]+(?P<d2>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]))?[号]{_NOT_DAY}")
def _day_of_month(m: re.Match[str], text: str) -> Part | None:
    """5号 as a day; as a bus, a flat or a player it needs no time."""
    day = number(m["d"])
    last = number(m["d2"]) if m["d2"] else day
    if not 1 <= day <= last <= 31 or re.search(r"(?:[我你他她它]是|我们?选|投|叫|第|编|工|学|穿|码|账|帐|卡|单|挂|头|排|尺码|买|坐|乘|换|住|地铁|公交|桌|同名|穿的是)$", _before(m)):
        return None
    cue = re.match(
        r"[之以]?[前后]|当?[早中晚下上凌傍夜]|[去来到走回见发交开考放搬有能可以吧吗呢么出是和或,，。!！?？、~\s我你他她咱大们要会才就还再的结领入到过之左]|$|星期|周|礼拜|请|还|聚|吃|生日|截止|报到|面试|飞|動|动身|前后|左右|拿|取|寄|打|约",
        _after(m),
    )
    lone = len(m["d"]) == 1 and m["d"] in "一二三" and not cue
    return Part(m.start(), m.end(), Level.DAY, day_of_month(day, last - day + 1), every="month", kind="date", weak=not cue or lone)


@rule(rf"(?<![{N[1:-1]}第.\-/年月])(?P<d>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日(?![本元报子记历常游内程后前]|之内)")
def _ri(m: re.Match[str], text: str) -> Part | None:
    day = number(m["d"])
    return Part(m.start(), m.end(), Level.DAY, day_of_month(day), every="month", kind="date", weak=True) if 1 <= day <= 31 else None


@rule(r"(?<![个每满弯岁日明按包本这上下当蜜{N}\d一二三四五六七八九十])月(?P<part>初(?![一二三四五六七八九十])|底|末|中旬?(?=[，,。!！?？的我去要来发还交把前后左]|$))(?P<till>之?前|以前)?".replace("{N}", ""))
def _edge_of_month(m: re.Match[str], text: str) -> Part:
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
def _xun(m: re.Match[str], text: str) -> Part:
    which = cast(Literal["early", "mid", "late"], {"上": "early", "中": "mid", "下": "late"}[m["part"]])
    return Part(m.start(), m.end(), Level.EDGE, lambda scene, outer: edge(outer or unit(scene.now, "month"), which))


# Years, quarters, seasons

_YEARS = {"大前": -3, "前": -2, "去": -1, "上": -1, "今": 0, "本": 0, "明": 1, "来": 1, "后": 2, "大后": 3}
_YEAR_PART = "(?P<part>年?初|年中|年?底|年?末|年头|年尾)?"


@rule(r"(?P<near>大前|大后|(?<![以之目提从史])前|(?<![过回出进离])去|今|明|(?<![原从未往本将素近后历])来|(?<![以之然先最])后|本|(?<=[^早晚马])上一|下一)年(?!轻|龄|糕|级|度|纪|代|幼|货|味|夜饭|少|薪|长|货)(?P<part>年初|年中|年底|年末|年头|初|中(?=[，,。的我去要]|$)|底|末|头)?(?P<till>之?前)?")
def _year_near(m: re.Match[str], text: str) -> Part:
    offset = {"上一": -1, "下一": 1}.get(m["near"]) or _YEARS.get(m["near"], 0)
    which = _year_edge(m["part"])
    stop = m.end() - len(m["till"] or "") * (not m["part"])
    if which is None:
        return Part(m.start(), stop, Level.YEAR, fixed(lambda now: year_of(now.year + offset)))
    return Part(m.start(), stop, Level.EDGE, fixed(lambda now: _edge_of_year(now.year + offset, which)))


def _year_edge(word: str | None) -> str | None:
    return None if not word else {"初": "early", "头": "early", "中": "mid"}.get(word[-1], "end")


def _edge_of_year(year: int, which: str) -> Interval:
    """年初 is January, 年中 June and July, 年底 December."""
    first, count = {"early": (1, 1), "mid": (6, 2), "end": (12, 1)}[which]
    return months(year, first, count, "month" if count == 1 else "range")


@rule(r"(?<![今去明前后来每过百万往当一二三四五六七八九十〇零\d个周少成])年(?P<part>初(?![一二三四五六七八九十])|底|末(?=[，,。的我去要]|$)|中(?=[，,。]|$))(?P<till>之?前)?(?!奖)")
def _edge_of_this_year(m: re.Match[str], text: str) -> Part:
    which = _year_edge(m["part"]) or "end"
    resolve = yearly(lambda year: _edge_of_year(year, which))
    return Part(m.start(), m.end(), Level.EDGE, resolve, every="year")


@rule(rf"(?<![{N[1:-1]}第.\-/])(?P<y>(?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{{2}})年(?!代|级|薪|以上学)(?P<part>初|底|末|中(?=[，,。的我去要]|$))?")
def _year(m: re.Match[str], text: str) -> Part:
    year, which = number(m["y"]), _year_edge(m["part"])
    if which is None:
        return _part(m, Level.YEAR, lambda _, outer: None if outer else year_of(year))
    return _part(m, Level.EDGE, lambda _, outer: None if outer else _edge_of_year(year, which))


@rule(rf"(?<![{N[1:-1]}第.\-/近这过满])(?P<y>{DIGIT}{{2}})年(?=(?P<sure>的?(?:{N}+月|[春夏秋冬]|那|的时候|时[，,]|毕业|出生|结婚|入学|参加|高考|国庆|春节|暑假|寒假|初|底|末))|)(?!代|级|前|后|之后|以前|来|了|没|间|以上|多|左右|内|薪)(?P<part>初|底|末)?")
def _short_year(m: re.Match[str], text: str) -> Part | None:
    """08年 and 98年 are years; 20年 is how long something took, unless a month or the like follows."""
    figures = "".join(str(_FIGURES.get(char, char)) for char in m["y"])
    if not (m["sure"] or figures[0] in "09" or int(figures) >= 80):
        return None
    year, which = year_in_full(figures), _year_edge(m["part"])
    if which is None:
        return _part(m, Level.YEAR, lambda _, outer: None if outer else year_of(year))
    return _part(m, Level.EDGE, lambda _, outer: None if outer else _edge_of_year(year, which))


@rule(rf"(?P<c>上世纪|上个世纪|二十世纪|20世纪|本世纪|二十一世纪|21世纪)?(?P<n>(?:19|20)?\d0|[一二三四五六七八九]十|[一二][〇零九][〇零一二三四五六七八九][〇零])年代(?P<part>初|中期?|末|后期|初期|末期)?")
def _decade(m: re.Match[str], text: str) -> Part | None:
    tens = number(m["n"])
    start = tens if tens > 99 else (2000 if tens < 30 and not (m["c"] and "上" in m["c"]) else 1900) + tens
    if tens < 100 and m["c"] in {"本世纪", "二十一世纪", "21世纪"}:
        start = 2000 + tens
    whole = months(start, 1, 120, "decade")
    which = {"初": "early", "中": "mid"}.get(m["part"][0], "late") if m["part"] else ""
    return _part(m, Level.DECADE, lambda _, outer: edge(whole, cast(Literal["early", "mid", "late"], which)) if which else whole)


@rule(r"(?<![第大])(?P<h>[上下])半年|(?:第?(?P<q>[一二三四1-4])季度?(?!节|稻|度)|(?P<near>上|这|本|下)(?:一?个)?季度|q(?P<qn>[1-4])(?!\w))(?:的?末|底)?")
def _section(m: re.Match[str], text: str) -> Part | None:
    if m["near"]:
        return _part(m, Level.SEASON, fixed(lambda now: unit(now, "quarter", _OFFSET[m["near"]])))
    if m["h"]:
        return Part(m.start(), m.end(), Level.SEASON, _half(1 if m["h"] == "上" else 2), every="year")
    figure = m["q"] or m["qn"]
    if m["q"] and "季度" not in m.group():
        return None  # 第一季 is a season of a series
    return Part(m.start(), m.end(), Level.SEASON, section("quarter", number(figure)), every="year")


def _half(which: int) -> Resolve:
    """上半年 is this year's, unless a year stands before it."""
    return lambda scene, outer: section("half", which)(scene, outer or year_of(scene.now.year))


@rule(r"(?<![第大一两三])(?P<h>[上下])半个?月(?!板|刊)")
def _half_month(m: re.Match[str], text: str) -> Part:
    which = 1 if m["h"] == "上" else 2
    return _part(m, Level.EDGE, lambda scene, outer: section("half", which)(scene, outer or unit(scene.now, "month")))


_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}


@rule(r"(?P<near>今|去|明|来|(?<![以之])前|上个|上一个|这个|下个|下一个|上|下)?(?P<name>[春夏秋冬])(?P<tail>天|季|日(?=里|的时候))?(?P<part>初|末|底)?(?:的时候|里|那会儿?|那阵子?)?")
def _season(m: re.Match[str], text: str) -> Part | None:
    near, tail = m["near"], m["tail"]
    name = _SEASONS[m["name"]]
    if near and near in "今去明来前":
        if tail or near in "来前":
            return None if not tail else _bare_season(m, name)
        offset = _YEARS[near]
        return Part(m.start(), m.end(), Level.SEASON, fixed(lambda now: season(now.year + offset, name)), every="year") if not re.match(r"[意至不]", _after(m, 1)) else None
    if not tail:
        # 24年春, 去年冬 need their year
        outer_year = _before(m, 2).endswith("年") or _before(m, 2).endswith("年的")
        return Part(m.start(), m.end(), Level.SEASON, yearly(lambda year: season(year, name)), every="year", weak=True) if outer_year and not re.match(r"[节晚运]", _after(m, 1)) else None
    if near in {"上", "下"}:
        return _bare_season(m, name)
    which: Which = "" if not near else "last" if near.startswith("上") else "next" if near.startswith("下") else "this"
    if which:
        return Part(m.start(), m.end(), Level.SEASON, yearly(lambda year: season(year, name), which), every="year")
    return _bare_season(m, name)


def _bare_season(m: re.Match[str], name: str) -> Part | None:
    """夏天 alone may be anything; with 的时候 or something to do it is one summer."""
    begin = m.start("name")
    loose = re.search(r"的时候|里$|那", m.group()) or re.match(r"[去再见回搬结毕我咱一](?!直|样|般|到)", _after(m, 1))
    return Part(begin, m.end(), Level.SEASON, yearly(lambda year: season(year, name)), every="year", weak=not loose)


@rule(r"(?P<which>上个|这个|下个|今年的?|去年的?|明年的?|前年的?)?(?P<name>暑假|寒假)(?:的时候|期间|里)?(?!作业|班|工)")
def _vacation(m: re.Match[str], text: str) -> Part:
    """School is out in July and August, and in late January and February."""
    summer = m["name"] == "暑假"

    def of_year(year: int) -> Interval:
        return months(year, 7, 2, "range") if summer else Interval(datetime(year, 1, 15), datetime(year, 2, 20), "range")

    which = m["which"] or ""
    offset = {"今年": 0, "去年": -1, "明年": 1, "前年": -2}.get(which[:2])
    if offset is not None:
        return _part(m, Level.SEASON, fixed(lambda now: of_year(now.year + offset)))
    direction: Which = "last" if which == "上个" else "next" if which == "下个" else "this" if which else ""
    return Part(m.start(), m.end(), Level.SEASON, yearly(of_year, direction), every="year", weak=False)


# Durations

_UNITS: dict[str, Unit] = {"分钟": "minute", "分": "minute", "小时": "hour", "钟头": "hour", "天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "季度": "quarter", "年": "year"}
_AMOUNT = rf"(?P<n>半|{N}+|几|数|好几|若干)(?P<ge>个)?(?P<ban>半)?(?P<duo>多)?(?P<u>分钟|小时|钟头|星期|礼拜|季度|天|日|周|月|年)(?P<half>半|多)?"
_LEVELS = {"minute": Level.CLOCK, "hour": Level.CLOCK, "year": Level.YEAR, "month": Level.MONTH}


def _count(m: re.Match[str]) -> float | None:
    if m["u"] == "月" and not m["ge"]:
        return None
    if m["n"] == "半":
        return 0.5
    if m["n"] in {"几", "数", "好几", "若干"}:
        return 3
    if len(m["n"]) > 4:
        return None
    count = number(m["n"]) + (0.5 if m["ban"] or m["half"] == "半" else 0)
    return count if count < 5000 else None


@rule(rf"(?<![第每初\d.零〇一二三四五六七八九十])(?:大概|大约|差不多|就在|约)?{_AMOUNT}(?:之|以)?(?P<dir>前|后)(?![面边辈者台脚排景来天年任半门轮期果院线卫端提途往沿头男女妻锋]|天|一天)")
def _ago(m: re.Match[str], text: str) -> Part | None:
    count = _count(m)
    if count is None or (m["u"] == "日" and m["n"] in {"今", "明"}):
        return None
    name = _UNITS[m["u"]]
    sign = -1 if m["dir"] == "前" else 1
    if m["ge"] and name == "month" and m["n"] == "半":
        return _part(m, Level.DAY, fixed(lambda now: days(now + sign * 15 * DAY)))
    if re.search(r"(?:过|等|隔|了)$", _before(m, 1)) and sign < 0:
        return None
    level = _LEVELS.get(name, Level.DAY)
    return _part(m, level, lambda scene, outer: None if outer else from_now(scene, name, sign * count))


@rule(rf"(?P<lead>再过|过(?![了去完]))(?P<n>半|{N}+|几|好几)(?P<ge>个)?(?P<ban>半)?(?P<u>分钟|小时|钟头|星期|礼拜|天|周|月|年)(?P<half>半)?(?P<tail>之?后)?(?![以])")
def _after_some(m: re.Match[str], text: str) -> Part | None:
    """过两天: in two days."""
    count = _count(m)
    if count is None or re.search(r"[不没超越经通住度]$", _before(m, 1)):
        return None
    name = _UNITS[m["u"]]
    return _part(m, _LEVELS.get(name, Level.DAY), lambda scene, outer: None if outer else from_now(scene, name, count))


@rule(rf"(?P<dir>最近这?|近(?![期况]|{N}+[人次年]来)|过去的?这?|前(?=两|几|三|些)|这(?=两|几|三|四|五|半)|未来的?|接下来的?这?|今后|之后的?|往后)(?P<n>半|{N}+|几|好几|些)(?P<ge>个)?(?P<ban>半)?(?P<u>分钟|小时|钟头|星期|礼拜|天|日|周|月|年)(?P<half>半)?(?!前|后|之前|之后|以后|以前)")
def _stretch(m: re.Match[str], text: str) -> Part | None:
    some = m["n"] == "些"
    count = (5 if m["u"] in "天日" else 3) if some else _count(m) if m["u"] != "月" or m["ge"] else None
    if count is None:
        return None
    name = _UNITS[m["u"]]
    word = m["dir"][0]
    if word == "前" and not some and m["n"] not in {"几", "两"} and _before(m, 1).endswith(tuple("之以目")):
        return None
    if word == "前" and m["n"] == "两" and m["u"] in "天日":
        count = 2
    if word == "这":
        return _part(m, Level.DAY, lambda scene, outer: None if outer else _these(scene, name, count))
    sign = 1 if word in "未接今之往" else -1
    return _part(m, Level.DAY, lambda scene, outer: None if outer else stretch(scene, name, sign * count))


def _these(scene: Scene, name: Unit, count: float) -> Interval:
    """这几天: up to today when told, from today when planned."""
    if scene.past or name not in {"day"}:
        return stretch(scene, name, -count)
    return days(scene.now, int(count), "range")


# The Chinese calendar

_LUNAR_DAY = "(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|二?十|廿[一二三四五六七八九]?|二十[一二三四五六七八九]|三十)"
_LUNAR_MONTH = "(?:正|冬|腊|十[一二]?|[一二三四五六七八九])"


@rule(rf"(?P<mark>农历|阴历|旧历)?(?:的)?(?P<leap>闰)?(?P<m>{_LUNAR_MONTH})月(?P<d>{_LUNAR_DAY})(?![号日]|点)")
def _lunar(m: re.Match[str], text: str) -> Part | None:
    """腊月二十三, 农历八月十五; without a mark only 初 tells it from our calendar."""
    if not (m["mark"] or m["leap"] or m["m"] in "正腊冬" or m["d"].startswith(("初", "廿"))):
        return None
    value = {"正": 1, "冬": 11, "腊": 12}.get(m["m"]) or number(m["m"])
    resolve = festivals.lunar_day(value, number(m["d"].removeprefix("初")), leap=bool(m["leap"]))
    return Part(m.start(), m.end(), Level.DAY, resolve, every="feast", kind="date")


@rule(rf"大?(?P<name>年初|(?<=大)年|年)?(?P<nian>大年)?(?P<d>初[一二三四五六七八九十])(?![学生中级班])")
def _new_year_days(m: re.Match[str], text: str) -> Part | None:
    """大年初三; a plain 初一 is a school class as often as a day."""
    marked = "年" in m.group()
    day = number(m["d"][1])
    if _before(m, 1) in set("月最起当"):
        return None
    weak = not marked and (day < 4 or not re.match(r"[去来回走上开一我要早晚那迎之前后就才的,，。!！?？]|$", _after(m, 1)))
    return Part(m.start(), m.end(), Level.DAY, festivals.lunar_day(1, day), every="feast", weak=weak)


# Feasts

_NAMES = "|".join(sorted(festivals.CHINESE, key=len, reverse=True))
_WHOLE = r"(?P<whole>小?长?假期?间?|黄金周|放假|期间|的时候|时候|那会儿?|那几天|前后)"
_NEEDS_MORE = {"大雪", "小雪", "雨水", "小满", "大寒", "小寒", "大暑", "小暑", "十一", "六一", "618", "跨年", "小年", "元宵", "白露", "立夏", "霜降", "谷雨", "惊蛰"}
_EASY = {"立夏", "霜降", "谷雨", "惊蛰", "白露"}


@rule(rf"(?P<which>上个|下个|这个|今年的?|去年的?|明年的?|前年的?|后年的?)?(?P<name>{_NAMES})(?P<jie>节气)?{_WHOLE}?")
def _feast(m: re.Match[str], text: str) -> Part | None:
    name, after = m["name"], _after(m)
    if _no_feast(m, name, after):
        return None
    key = festivals.CHINESE[name]
    whole = bool(m["whole"]) or name in {"过年", "过大年"}
    which = m["which"] or ""
    offset = {"今年": 0, "去年": -1, "明年": 1, "前年": -2, "后年": 2}.get(which[:2])
    direction: Which = "last" if which == "上个" else "next" if which == "下个" else "this" if which == "这个" else ""
    resolve = festivals.feast(key, direction, whole=whole)
    if offset is not None:
        return _part(m, Level.DAY, lambda scene, outer: None if outer else resolve(scene, year_of(scene.now.year + offset)))
    return Part(m.start(), m.end(), Level.DAY, resolve, every=festivals.comes_round(key), weak=_doubtful_feast(m, name, after))


def _no_feast(m: re.Match[str], name: str, after: str) -> bool:
    before = _before(m)
    if name in {"十一", "六一", "五一", "618", "双11", "双12"} and (re.match(rf"[{N[1:-1]}月点号日个岁年块元楼层级班万千百天分]", after) or re.search(rf"[{N[1:-1]}第￥$.月]$", before)):
        return True
    if name == "清明" and before.endswith(("神志", "政治", "眼神", "头脑")):
        return True
    if name == "八月十五" and after.startswith(("号", "日")) or name == "过年" and re.search(r"[见吃没]$", before) and not before.endswith("没"):
        return True
    return name == "元宵" and (before.endswith(("吃", "煮", "买", "包", "碗", "个")) or after.startswith(("好吃", "馅", "灯")))


def _doubtful_feast(m: re.Match[str], name: str, after: str) -> bool:
    """Snow, rain, eleven: such names need 节气, 当天 or a year beside them."""
    if name not in _NEEDS_MORE or m["whole"] or m["jie"]:
        return False
    if name in {"十一", "六一"}:
        return not re.match(r"[去回放我咱你结有能来要]|前(?!天)|之前|出去|想|准备|打算", after)
    if name == "618":
        return not re.match(r"[买打抢前活大促的当]", after)
    if name in {"跨年", "元宵", "小年", "六一"} | _EASY:
        return bool(re.match(r"[龄轻级糕]|晚会|演唱会|夜饭", after))
    return not re.match(r"那天|当天|前一天|之前|之后|后|节|前", after)


@rule(rf"的?(?:之|以)?(?P<dir>前|后|(?<=[节夜夕午阳])前夕|过后)的?(?P<n>{N}+|几)(?:个)?(?P<u>天|周|星期|礼拜|月|周末)(?![前后])|的?(?P<d2>前|后)一个?(?P<one>天|晚|晚上|夜|周末|周|星期|礼拜|月|年)|的?第(?P<nth>[一二三四五六七八])天|(?P<eve>前夕|前夜)")
def _relation(m: re.Match[str], text: str) -> Part | None:
    """前一天, 后两周, 第二天 behind a feast or a date."""
    if m["eve"]:
        return Part(m.start(), m.end(), Level.SHIFT, narrowing(lambda outer: days(outer.start - DAY)), kind="needs")
    if m["nth"]:
        step = number(m["nth"]) - 1
        return Part(m.start(), m.end(), Level.SHIFT, narrowing(lambda outer: _nth_day(outer, step)), kind="needs")
    back = (m["dir"] or m["d2"]).startswith("前")
    what = m["u"] or m["one"]
    count = 1 if m["one"] else 3 if m["n"] == "几" else number(m["n"])
    return Part(m.start(), m.end(), Level.SHIFT, narrowing(lambda outer: _beside(outer, what, -count if back else count)), kind="needs") if count < 500 else None


def _nth_day(outer: Interval, step: int) -> Interval | None:
    """The second day of a feast; after a single day, the day that follows it."""
    if outer.granularity not in {"day", "range"}:
        return None
    return days(outer.start + step * DAY)


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
def _this_time(m: re.Match[str], text: str) -> Part | None:
    if not re.search(r"(?:年|月|天|周|期|拜|日)的?$", _before(m, 4) + ("的" if m.group().startswith("的") else "")):
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
_EVENT = (
    r"[见集出到来去走起睡下上开吃喝打发接送等约回结散登飞钟左多半整前后之以就才还能可行吧吗呢么了有在我你他她咱大要会再准直的好叫记交办截关,，。!！?？、~;；)）\s:]|过[来去后]|左右|$|和|或|跟|给|那|动身|面试|比赛|考试|彩排|直播|提醒|比较|怎|不|马|请|看|聚|考|练|洗|跑|做|午|早|晚|取|抢|准时|醒"
)


@rule(rf"(?:差(?P<cha>{N}+|一刻)分?(?:钟)?(?:到)?)?(?<![{N[1:-1]}.第:/]){_HOUR}(?P<dian>点(?!击|评|赞|名|滴|缀|燃|火|菜|餐|心|子|头|水|单|开(?!会|始|门|饭|车|课|工|家)|儿|些)|时(?=[零〇一二三四五六七八九十\d整许半])|：)钟?{_MINUTES}(?P<about>左右|多|许|来钟|前后|上下)?(?P<till>之前|以前|前(?!面|后))?")
def _clock(m: re.Match[str], text: str) -> Part | None:
    """三点半; 两点建议, 一点都不 and 三点水 are no hours."""
    if m["dian"] == "：":
        return None
    hour = number(m["h"])
    minute = 30 if m["half"] else 15 * number(m["ke"]) if m["ke"] else number(m["min"].lstrip("零〇0") or "0") if m["min"] else 0
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
    return Part(m.start(), m.end(), Level.CLOCK, resolve, every="day", weak=_bare_hour(m, hour))


def _no_clock(m: re.Match[str]) -> bool:
    """Points of a list, decimals (三点五), 一点 as "a bit"."""
    if m["min"] and not m["fen"]:
        figures = m["min"]
        if len(figures) == 1 and not figures.startswith(("零", "〇")):
            return True  # 三点五 is a figure
        if m["h"].isdigit() != figures.isdigit():
            return True
    return bool(re.match(r"建议|意见|原因|要求|理由|问题|水|式|感|共识|区别|体会|想法|好处|坏处|优势|缺点|优点|不足|结论|说明|一线|论|透视|分析|倍|万|亿|%|元|块|米|公[斤里]|五|几|数据|希望|东西|内容|启示", m.string[m.end() :]))


def _bare_hour(m: re.Match[str], hour: int) -> bool:
    """Whether 三点 stands so bare that only a day beside it makes it an hour."""
    if m["half"] or m["ke"] or m["fen"] or m["zhong"] or m["about"] or m["cha"] or "点钟" in m.group() or (m["min"] and len(m["min"]) > 1):
        return False
    if m["h"] in {"一", "1", "零", "〇"} and not m["till"]:
        return m["h"] in {"一", "1"}
    if re.search(r"[有这那几差说讲提补下面以共列好快慢早晚第满得扣加减分评各每做到注意的低高多少]$", _before(m, 1)) and not re.search(r"(?:[在到等]|晚上|早上|最晚|最早|改到|约到|推到)$", _before(m, 3)):
        return True
    return not (m["till"] or re.match(_EVENT, _after(m)))


@rule(r"(?<!\d)(?P<name>零点|正午|午夜)(?!钟?\d)")
def _named_hour(m: re.Match[str], text: str) -> Part:
    hour = 12 if m["name"] == "正午" else 24
    return Part(m.start(), m.end(), Level.CLOCK, _midnight_or_noon(hour, m["name"]), every="day", weak=m["name"] == "午夜")


def _midnight_or_noon(hour: int, name: str) -> Resolve:
    """零点 begins its day, 午夜 ends it."""
    return clock(0 if name == "零点" else hour, sure=True)


@rule(rf"(?<![{N[1:-1]}.第:/]){_HOUR}点?(?P<half>半)?[-到至~—–](?P<h2>2[0-4]|[01]?\d|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])点(?P<half2>半)?(?![{N[1:-1]}]|建议|意见)")
def _hours(m: re.Match[str], text: str) -> Part | None:
    """三点到五点, 3-5点."""
    first, second = number(m["h"]), number(m["h2"])
    if first > 24 or second > 24 or first == second:
        return None
    half, half2 = 30 * bool(m["half"]), 30 * bool(m["half2"])
    part = span_of_hours(m.start(), m.end(), (first, half), (second, half2), sure=first > 12 or second > 12)
    return part
