"""What Chinese chats call a day, a week, a season or a year."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

from zhiji.language.times.chinese_words import (
    DAYNAME,
    DIGIT,
    FIGURES,
    NAMED_SO,
    OFFSET,
    WEEK,
    N,
    day_number,
    number,
    part_of,
    words_after,
    words_before,
)
from zhiji.language.times.digits import year_in_full
from zhiji.language.times.english import nth_in
from zhiji.language.times.english_words import WEEKDAYS
from zhiji.language.times.interval import (
    DAY,
    Interval,
    Unit,
    daypart,
    days,
    edge,
    months,
    season,
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
    fixed,
    is_day,
    narrowing,
    parts_of_day,
    section,
    weekday,
    weekends,
    yearly,
)

GRAMMAR = Grammar()
rule, cased = GRAMMAR.rule, GRAMMAR.cased


# Days and parts of days

_DAYS = {"大大前": -4, "大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3, "大大后": 4}
_DAYPARTS = {
    "凌晨": "small hours", "拂晓": "dawn", "黎明": "dawn", "清晨": "early", "清早": "early", "大清早": "early", "一大早": "early", "一早": "early", "早晨": "early",
    "早上": "early", "早": "early", "晨": "early", "上午": "forenoon", "中午": "noon", "午间": "noon", "正午": "noon", "晌午": "noon", "午": "noon",
    "午后": "afternoon", "下午": "afternoon", "傍晚": "dusk", "黄昏": "dusk", "晚上": "night", "晚间": "night", "夜间": "night", "夜里": "night", "夜晚": "night",
    "晚": "night", "夜": "night", "半夜": "dead of night", "大半夜": "dead of night", "后半夜": "dead of night", "午夜": "dead of night", "深夜": "late night", "三更半夜": "dead of night",
}  # fmt: skip
_NAMED_PART = "(?:大半夜|后半夜|三更半夜|大清早|一大早|凌晨|拂晓|黎明|清晨|清早|早晨|早上|上午|中午|午间|正午|晌午|午后|下午|傍晚|黄昏|晚上|晚间|夜间|夜里|夜晚|半夜|午夜|深夜)"


@cased(
    r"(?<![先之以空从])(?P<day>大?大前|大?大后|(?<![目以之从史])前|昨|今|明|(?<![先])(?<!先天)后)(?:天|日(?!头条|方舟|重现|本|记)|儿个|儿(?!子|童))(?![性气赋]|(?<=后天)的?(?:努力|养成|培养|教育|形成|因素|环境)|(?<=前天)空(?![着了出]))"
)
def _near_day(m: re.Match[str], text: str) -> Part | None:
    word = m["day"]
    if m.group() in {"后日", "前日"} and text[m.end() :][:1] in set("本报元"):
        return None
    if (word == "前" and m.group() == "前儿") or (
        m.group().endswith("儿") and word not in {"今", "明", "昨"}
    ):
        return None
    return part_of(m, Level.DAY, fixed(lambda now: days(now + _DAYS[word] * DAY)))


_CANTONESE = {"听": 1, "寻": -1, "琴": -1}


@rule(r"(?P<day>听|(?<![搜])寻|(?<![钢口提弹])琴)(?P<what>日|晚|朝)(?![报本]|记(?!得))")
def _cantonese_day(m: re.Match[str]) -> Part | None:
    """听日 is tomorrow, 寻日 and 琴日 are yesterday."""
    step = _CANTONESE[m["day"]] * DAY
    if m["what"] == "日":
        return part_of(m, Level.DAY, fixed(lambda now: days(now + step)))
    if m["day"] != "听":
        return None
    name = "night" if m["what"] == "晚" else "early"
    return part_of(m, Level.DAYPART, fixed(lambda now: daypart(now + step, name)))


@rule(
    r"(?P<day>前|昨|今|明|(?<![先最以之然])后|当)(?P<part>早(?!期|就|已)|晨|午|晚(?!辈|年|会|清)|夜)(?:上)?"
)
def _near_daypart(m: re.Match[str]) -> Part | None:
    word = m["day"]
    if word == "当" or m.group() in {"前早", "前晨", "前夜", "后早", "后晨", "后夜", "前午", "后午", "明夜"}:
        return None
    name = _DAYPARTS[m["part"]]
    return part_of(m, Level.DAYPART, fixed(lambda now: daypart(now + _DAYS[word] * DAY, name)))


@rule(
    rf"(?P<name>{_NAMED_PART}|(?:(?<=[号日天一二三四五六末夕])|(?<=[今明昨后]儿)|(?<=[今明昨后]儿个))(?:晚(?![辈年会安餐饭点来到了宴]|清)|早(?![点就已期饭餐来到]|恋)|夜(?!宵|班|市|景|店)|一早))(?:的时候)?"
)
def _daypart(m: re.Match[str]) -> Part | None:
    """ "下午" counts alone, but not "早上好", "一下午" or "大晚上"."""
    name = _DAYPARTS[m["name"]]
    before, after = words_before(m, 3), words_after(m, 3)
    greeting = (
        after.startswith("好") and (len(after) == 1 or after[1] in "啊呀哇哦~!,. ,。！～各大老亲朋")
    ) or after.startswith(("茶", "场", "餐"))
    stretch_of_it = re.search(
        r"(?<![周期拜])一$|(?:[整一两每]个|大|每|天天|(?<![前后]一)(?<![前后第昨今明那当期拜])天)$", before
    )
    if greeting or (stretch_of_it and m["name"] not in {"一早"}):
        return None
    weak = len(m["name"]) == 1 or m["name"] in {
        "黄昏",
        "夜间",
        "夜晚",
        "黎明",
        "深夜",
        "正午",
        "午夜",
        "三更半夜",
        "大半夜",
    }
    return Part(m.start(), m.end(), Level.DAYPART, parts_of_day(name), every="day", weak=weak)


@rule(r"[当那同][晚夜](?:上|里)?(?![会饭餐宵班])")
def _that_night(m: re.Match[str]) -> Part:
    """除夕当晚, 周五那晚; alone it is the night of a tale."""
    night = narrowing(lambda outer: daypart(outer.start, "night") if is_day(outer) else None)
    return Part(m.start(), m.end(), Level.DAYPART, night, kind="needs")


@rule(r"(?P<first>今|明|昨)(?P<second>明|后|今)(?:两|2)?天")
def _two_days(m: re.Match[str]) -> Part | None:
    """今明两天, 明后天."""
    first, second = _DAYS[m["first"]], _DAYS[m["second"]]
    return (
        part_of(m, Level.DAY, fixed(lambda now: days(now + first * DAY, 2, "range")))
        if second == first + 1
        else None
    )


# Weeks

_NEAR = "(?P<near>上上上|上上|上|这|本|下下下|下下|下)(?P<ge>一?个|一(?=周))?"
_COMPOUNDS = set("早晚马网地身路街界楼桌基原成剧日书课")  # 早上, 马上, 基本 ...
_NOT_WEEK = "(?![转期围边刊岁年密折身遭详全旋济游长章庄公而瑜易星杰迅润深到])"


@rule(
    rf"{_NEAR}{WEEK}{_NOT_WEEK}(?:(?P<day>{DAYNAME})(?:[至到-](?P<last>{DAYNAME})(?![点号月]))?(?![点时月年个次遍%]|{N}*号|{N}日)|(?P<end>末)(?!画报|尾))?"
)
def _week_near(m: re.Match[str]) -> Part | None:
    offset = OFFSET[m["near"]]
    if m["near"] in {"上", "本"} and not m["ge"] and words_before(m, 1) in _COMPOUNDS:
        return None
    if m["day"]:
        first, last = day_number(m["day"]), day_number(m["last"] or m["day"])
        if last <= first and m["last"]:
            return None
        whole = weekday(first, weeks=offset)
        return part_of(m, Level.DAY, _several(whole, last - first + 1) if m["last"] else whole)
    name: Unit = "weekend" if m["end"] else "week"
    return part_of(m, Level.WEEK, fixed(lambda now: unit(now, name, offset)))


def _several(resolve: Resolve, count: int) -> Resolve:
    def stretched(scene: Scene, outer: Interval | None) -> Interval | None:
        found = resolve(scene, outer)
        return found and days(found.start, count, "range")

    return stretched


@rule(
    rf"的?(?:第(?P<nth>[一二三四五])|头一|(?P<last>最后一|倒数第(?P<from>[一二三])))个?(?P<what>{WEEK}(?P<day>{DAYNAME})|周末|{WEEK}(?!末))"
)
def _nth_of(m: re.Match[str]) -> Part:
    """第一个周一, with a month before it."""
    nth = -number(m["from"] or "一") if m["last"] else number(m["nth"] or "一")
    what = "weekend" if m["what"] == "周末" else WEEKDAYS[day_number(m["day"])] if m["day"] else "week"
    level = Level.DAY if m["day"] else Level.EDGE
    return Part(m.start(), m.end(), level, narrowing(lambda outer: nth_in(what, nth, outer)), kind="needs")


@rule(
    rf"(?<![上下这本])(?<![上下这本]个)(?P<bare>周(?=[一二三四五六日])|星期|礼拜)(?P<day>{DAYNAME})(?P<to>[至到-]{WEEK}?(?P<last>{DAYNAME}))?(?![次遍围径%月年]|点(?!{N})|[个刻]|餐厅|{N}*次)"
)
def _weekday(m: re.Match[str]) -> Part | None:
    if _no_weekday(m):
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


def _no_weekday(m: re.Match[str]) -> bool:
    """一周三次, 每周五, 老周三观正, 做礼拜 and people of the name of 周."""
    if re.search(r"(?:[每逢隔老小做一两三四几半第姓个]|黑色)$", words_before(m, 2)):
        return True
    if m["bare"] != "周":
        return False
    return bool(
        re.search(r"[月年]$", words_before(m, 1)) or re.match(r"[观围公福总爷叔哥]|先生", words_after(m, 2))
    )


def _work_week(scene: Scene, first: int, last: int) -> int:
    today = scene.now.weekday()
    if scene.past:
        return 0 if first < today else -1
    return 0 if today <= last else 1


@rule(r"(?:(?P<near>这|本|上上|上|下下|下)(?:一?个)?)?周末(?!画报|尾)|(?<=[这本上下])个?双休日?")
def _weekend(m: re.Match[str]) -> Part | None:
    if words_before(m).endswith(("每", "每个", "逢", "每到", "大")):
        return None
    if m["near"]:
        offset = OFFSET[m["near"]]
        return Part(m.start(), m.end(), Level.WEEK, fixed(lambda now: unit(now, "weekend", offset)))
    return Part(m.start(), m.end(), Level.WEEK, weekends(), every="week")


# Years, quarters, seasons

_YEARS = {"大前": -3, "前": -2, "去": -1, "上": -1, "今": 0, "本": 0, "明": 1, "来": 1, "后": 2, "大后": 3}


@rule(
    r"(?P<near>大前|大后|(?<![以之目提从史])前|(?<![过回出进离])去|今|明|(?<![原从未往本将素近后历])来|(?<![以之然先最])后|本|(?<=[^早晚马])上一|下一)年(?!轻|龄|糕|级|度|纪|代|幼|货|味|夜饭|少|薪|长|货)(?P<part>年初|年中|年底|年末|年头|初|中(?=[，,。的我去要]|$)|底|末|头)?(?P<till>之?前)?"
)
def _year_near(m: re.Match[str]) -> Part:
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


@rule(
    r"(?<![今去明前后来每过百万往当一二三四五六七八九十〇零\d个周少成])年(?P<part>初(?![一二三四五六七八九十])|底|末(?=[，,。的我去要]|$)|中(?=[，,。]|$))(?P<till>之?前)?(?!奖)"
)
def _edge_of_this_year(m: re.Match[str]) -> Part:
    which = _year_edge(m["part"]) or "end"
    resolve = yearly(lambda year: _edge_of_year(year, which))
    return Part(m.start(), m.end(), Level.EDGE, resolve, every="year")


@rule(
    rf"(?<![{N[1:-1]}第.\-/])(?P<y>(?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{{2}})年(?!代|级|薪|以上学)(?P<part>初|底|末|中(?=[，,。的我去要]|$))?"
)
def _year(m: re.Match[str]) -> Part:
    year, which = number(m["y"]), _year_edge(m["part"])
    if which is None:
        return part_of(m, Level.YEAR, lambda _, outer: None if outer else year_of(year))
    return part_of(m, Level.EDGE, lambda _, outer: None if outer else _edge_of_year(year, which))


@rule(
    rf"(?<![{N[1:-1]}第.\-/近这过满])(?P<y>{DIGIT}{{2}})年(?=(?P<sure>的?(?:{N}+月|[春夏秋冬]|那|的时候|时[，,]|毕业|出生|结婚|入学|参加|高考|国庆|春节|暑假|寒假|初|底|末))|)(?!代|级|前|后|之后|以前|来|了|没|间|以上|多|左右|内|薪)(?P<part>初|底|末)?"
)
def _short_year(m: re.Match[str]) -> Part | None:
    """08年 and 98年 are years; 20年 is how long something took, unless a month or the like follows."""
    figures = "".join(str(FIGURES.get(char, char)) for char in m["y"])
    if not (m["sure"] or figures[0] in "09" or int(figures) >= 80):
        return None
    year, which = year_in_full(figures), _year_edge(m["part"])
    if which is None:
        return part_of(m, Level.YEAR, lambda _, outer: None if outer else year_of(year))
    return part_of(m, Level.EDGE, lambda _, outer: None if outer else _edge_of_year(year, which))


@rule(
    r"(?P<c>上世纪|上个世纪|二十世纪|20世纪|本世纪|二十一世纪|21世纪)?(?P<n>(?:19|20)?\d0|[一二三四五六七八九]十|[一二][〇零九][〇零一二三四五六七八九][〇零])年代(?P<part>初|中期?|末|后期|初期|末期)?"
)
def _decade(m: re.Match[str]) -> Part | None:
    tens = number(m["n"])
    start = tens if tens > 99 else (2000 if tens < 30 and not (m["c"] and "上" in m["c"]) else 1900) + tens
    if tens < 100 and m["c"] in {"本世纪", "二十一世纪", "21世纪"}:
        start = 2000 + tens
    whole = months(start, 1, 120, "decade")
    which = _decade_edge(m["part"])
    return part_of(
        m,
        Level.DECADE,
        fixed(lambda _: (which and edge(whole, which)) or whole),
    )


def _decade_edge(word: str | None) -> Literal["early", "mid", "late"] | None:
    if not word:
        return None
    return "early" if word[0] == "初" else "mid" if word[0] == "中" else "late"


@rule(
    r"(?<![第大])(?P<h>[上下])半年|(?:第?(?P<q>[一二三四1-4])季度?(?!节|稻|度)|(?P<near>上|这|本|下)(?:一?个)?季度|q(?P<qn>[1-4])(?!\w))(?P<tail>的?[末底])?"
)
def _section(m: re.Match[str]) -> Part | None:
    if m["near"]:
        return part_of(m, Level.SEASON, fixed(lambda now: unit(now, "quarter", OFFSET[m["near"]])))
    if m["tail"] and not m["h"]:
        quarter = section("quarter", number(m["q"] or m["qn"]))
        return Part(m.start(), m.end(), Level.SEASON, _last_month(quarter), every="year")
    if m["h"]:
        return Part(m.start(), m.end(), Level.SEASON, _half(1 if m["h"] == "上" else 2), every="year")
    figure = m["q"] or m["qn"]
    if m["q"] and "季度" not in m.group():
        return None  # 第一季 is a season of a series
    return Part(m.start(), m.end(), Level.SEASON, section("quarter", number(figure)), every="year")


def _last_month(whole: Resolve) -> Resolve:
    def resolve(scene: Scene, outer: Interval | None) -> Interval | None:
        found = whole(scene, outer)
        return found and unit(found.end - DAY, "month")

    return resolve


def _half(which: int) -> Resolve:
    """上半年 is this year's, unless a year stands before it."""
    return lambda scene, outer: section("half", which)(scene, outer or year_of(scene.now.year))


@rule(r"(?<![第大一两三])(?P<h>[上下])半个?月(?!板|刊)")
def _half_month(m: re.Match[str]) -> Part:
    which = 1 if m["h"] == "上" else 2
    return part_of(
        m, Level.EDGE, lambda scene, outer: section("half", which)(scene, outer or unit(scene.now, "month"))
    )


_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}


@rule(
    r"(?P<near>今|去|明|来|(?<![以之])前|上个|上一个|这个|下个|下一个|上|下)?(?P<name>[春夏秋冬])(?P<tail>天|季|日(?=里|的时候))?(?P<part>初|末|底)?(?:的时候|里|那会儿?|那阵子?)?"
)
def _season(m: re.Match[str]) -> Part | None:
    near, tail = m["near"], m["tail"]
    name = _SEASONS[m["name"]]
    if near and near in "今去明来前":
        if tail or near in "来前":
            return None if not tail else _bare_season(m, name)
        offset = _YEARS[near]
        return (
            Part(
                m.start(),
                m.end(),
                Level.SEASON,
                fixed(lambda now: season(now.year + offset, name)),
                every="year",
            )
            if not re.match(r"[意至不]", words_after(m, 1))
            else None
        )
    if not tail:
        # 24年春, 去年冬 need their year
        outer_year = words_before(m, 2).endswith("年") or words_before(m, 2).endswith("年的")
        return (
            Part(
                m.start(),
                m.end(),
                Level.SEASON,
                yearly(lambda year: season(year, name)),
                every="year",
                weak=True,
            )
            if outer_year and not re.match(r"[节晚运]", words_after(m, 1))
            else None
        )
    if near in {"上", "下"}:
        return _bare_season(m, name)
    which: Which = (
        "" if not near else "last" if near.startswith("上") else "next" if near.startswith("下") else "this"
    )
    if which:
        return Part(
            m.start(), m.end(), Level.SEASON, yearly(lambda year: season(year, name), which), every="year"
        )
    return _bare_season(m, name)


def _bare_season(m: re.Match[str], name: str) -> Part | None:
    """夏天 alone may be anything; with 的时候 or something to do it is one summer."""
    begin = m.start("name")
    if re.match(NAMED_SO, words_after(m)):
        return None
    loose = re.search(r"的时候|里$|那", m.group()) or re.match(
        r"[去再见回搬结毕我咱一](?!直|样|般|到)", words_after(m, 1)
    )
    return Part(
        begin, m.end(), Level.SEASON, yearly(lambda year: season(year, name)), every="year", weak=not loose
    )


@rule(
    r"(?P<which>上个|这个|下个|今年的?|去年的?|明年的?|前年的?)?(?P<name>暑假|寒假)(?:的时候|期间|里)?(?!作业|班|工)"
)
def _vacation(m: re.Match[str]) -> Part:
    """School is out in July and August, and in late January and February."""
    summer = m["name"] == "暑假"

    def of_year(year: int) -> Interval:
        return (
            months(year, 7, 2, "range")
            if summer
            else Interval(datetime(year, 1, 15), datetime(year, 2, 20), "range")
        )

    which = m["which"] or ""
    offset = {"今年": 0, "去年": -1, "明年": 1, "前年": -2}.get(which[:2])
    if offset is not None:
        return part_of(m, Level.SEASON, fixed(lambda now: of_year(now.year + offset)))
    direction: Which = "last" if which == "上个" else "next" if which == "下个" else "this" if which else ""
    return Part(m.start(), m.end(), Level.SEASON, yearly(of_year, direction), every="year", weak=False)
