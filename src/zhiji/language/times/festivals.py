"""Feasts of both cultures: when they fall, and what they are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from zhiji.language.times.interval import DAY, Interval, days, months
from zhiji.language.times.lunar import TERMS, solar_date, term_day
from zhiji.language.times.parts import Every, Resolve, Which, nth_weekday, yearly

Day = Callable[[int], datetime | None]

# Feasts of several days: how many belong before and after the day itself.
HOLIDAYS = {"spring festival": (1, 6), "national day": (0, 6), "labour day cn": (0, 4)}


def easter(year: int) -> datetime:
    """Easter Sunday of the western churches (the anonymous Gregorian rule)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return datetime(year, month, day + 1)


def _fixed(month: int, day: int) -> Day:
    return lambda year: datetime(year, month, day)


def _nth(month: int, number: int, nth: int, plus: int = 0) -> Day:
    def of_year(year: int) -> datetime | None:
        found = nth_weekday(number, nth)(months(year, month))
        return found.start + plus * DAY if found else None

    return of_year


def _easter(plus: int) -> Day:
    return lambda year: easter(year) + plus * DAY


def _lunar(month: int, day: int, plus: int = 0) -> Day:
    def of_year(year: int) -> datetime | None:
        """The one that falls into this year of ours; months 11 and 12 may belong to the lunar year before."""
        for lunar_year in (year, year - 1) if month > 10 else (year,):
            found = solar_date(lunar_year, month, day)
            if found and (found + plus * DAY).year == year:
                return found + plus * DAY
        return None

    return of_year


def _term(name: str) -> Day:
    return lambda year: term_day(year, name)


MOVING: dict[str, Day] = {
    "thanksgiving": _nth(11, 3, 4),
    "black friday": _nth(11, 3, 4, 1),
    "cyber monday": _nth(11, 3, 4, 4),
    "memorial day": _nth(5, 0, -1),
    "labor day": _nth(9, 0, 1),
    "martin luther king day": _nth(1, 0, 3),
    "presidents day": _nth(2, 0, 3),
    "columbus day": _nth(10, 0, 2),
    "mother's day": _nth(5, 6, 2),
    "father's day": _nth(6, 6, 3),
    "easter": _easter(0),
    "shrove tuesday": _easter(-47),
    "mothering sunday": _easter(-21),
    "maundy thursday": _easter(-3),
    "ascension": _easter(39),
    "whit monday": _easter(50),
    "remembrance sunday": _nth(11, 6, 2),
    "early may bank holiday": _nth(5, 0, 1),
    "spring bank holiday": _nth(5, 0, -1),
    "summer bank holiday": _nth(8, 0, -1),
    "ash wednesday": _easter(-46),
    "palm sunday": _easter(-7),
    "good friday": _easter(-2),
    "easter eve": _easter(-1),
    "easter monday": _easter(1),
    "pentecost": _easter(49),
    "spring festival": _lunar(1, 1),
    "new year's eve cn": _lunar(1, 1, -1),
    "lantern festival": _lunar(1, 15),
    "dragon head": _lunar(2, 2),
    "dragon boat": _lunar(5, 5),
    "double seventh": _lunar(7, 7),
    "ghost festival": _lunar(7, 15),
    "mid-autumn": _lunar(8, 15),
    "double ninth": _lunar(9, 9),
    "laba": _lunar(12, 8),
    "little new year": _lunar(12, 23),
    **{name: _term(name) for name in TERMS},
}

FIXED: dict[str, tuple[int, int]] = {
    "new year": (1, 1),
    "burns night": (1, 25),
    "groundhog day": (2, 2),
    "st david": (3, 1),
    "st george": (4, 23),
    "king's day": (4, 27),
    "st andrew": (11, 30),
    "st nicholas": (12, 6),
    "valentine": (2, 14),
    "women's day": (3, 8),
    "arbor day cn": (3, 12),
    "white day": (3, 14),
    "pi day": (3, 14),
    "st patrick": (3, 17),
    "april fools": (4, 1),
    "earth day": (4, 22),
    "anzac day": (4, 25),
    "labour day cn": (5, 1),
    "youth day cn": (5, 4),
    "cinco de mayo": (5, 5),
    "520": (5, 20),
    "children's day cn": (6, 1),
    "618": (6, 18),
    "juneteenth": (6, 19),
    "canada day": (7, 1),
    "independence day": (7, 4),
    "bastille day": (7, 14),
    "army day cn": (8, 1),
    "teachers' day cn": (9, 10),
    "national day": (10, 1),
    "halloween": (10, 31),
    "all saints": (11, 1),
    "bonfire night": (11, 5),
    "veterans day": (11, 11),
    "singles' day": (11, 11),
    "double twelve": (12, 12),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}

# Patterns over folded text; the first that fits counts, so longer names stand before shorter ones.
ENGLISH: dict[str, str] = {
    r"(?:christmas|xmas) eve": "christmas eve",
    r"(?:christmas|xmas|x-mas)(?: day)?": "christmas",
    r"boxing day": "boxing day",
    r"(?:chinese|lunar) new year'?s eve": "new year's eve cn",
    r"(?:chinese new year|lunar new year|spring festival|cny)(?:'?s day)?": "spring festival",
    r"(?:new year'?s'? eve|nye)": "new year's eve",
    r"new year'?s'?(?: day)?": "new year",
    r"easter monday": "easter monday",
    r"(?:holy saturday|easter eve)": "easter eve",
    r"easter(?: sunday)?": "easter",
    r"good friday": "good friday",
    r"palm sunday": "palm sunday",
    r"ash wednesday": "ash wednesday",
    r"(?:shrove tuesday|pancake (?:day|tuesday))": "shrove tuesday",
    r"mothering sunday": "mothering sunday",
    r"maundy thursday": "maundy thursday",
    r"ascension day": "ascension",
    r"(?:whit|pentecost) monday": "whit monday",
    r"remembrance sunday": "remembrance sunday",
    r"(?:early )?may (?:day )?bank holiday(?: monday)?": "early may bank holiday",
    r"(?:spring|late may|whitsun) bank holiday(?: monday)?": "spring bank holiday",
    r"(?:(?:late )?august|summer) bank holiday(?: monday)?": "summer bank holiday",
    r"burns night": "burns night",
    r"(?:pentecost|whit sunday)": "pentecost",
    r"(?:mardi gras|fat tuesday)": "shrove tuesday",
    r"(?:halloween|hallowe'en)": "halloween",
    r"(?:all saints'?|all hallows'?) day": "all saints",
    r"(?:valentine'?s'?(?: day)?|valentine day)": "valentine",
    r"(?:thanksgiving|turkey day)(?: day)?": "thanksgiving",
    r"black friday": "black friday",
    r"cyber monday": "cyber monday",
    r"memorial day": "memorial day",
    r"labou?r day": "labor day",
    r"may day": "labour day cn",
    r"(?:independence day|fourth of july|4th of july|july (?:4th|fourth))": "independence day",
    r"(?:mother'?s'?|mothers') day": "mother's day",
    r"(?:father'?s'?|fathers') day": "father's day",
    r"(?:martin luther king|mlk)(?: jr\.?)? day": "martin luther king day",
    r"(?:president'?s'?) day": "presidents day",
    r"(?:columbus|indigenous peoples'?) day": "columbus day",
    r"(?:veterans'?|remembrance|armistice) day": "veterans day",
    r"(?:groundhog) day": "groundhog day",
    r"(?:st\.?|saint) (?:patrick|paddy)'?s(?: day)?": "st patrick",
    r"(?:st\.?|saint) david'?s day": "st david",
    r"(?:st\.?|saint) george'?s day": "st george",
    r"(?:st\.?|saint) andrew'?s day": "st andrew",
    r"(?:st\.?|saint) nicholas'?(?:s)?(?: day)": "st nicholas",
    r"king'?s day": "king's day",
    r"april fools?'?s?'?(?: day)?": "april fools",
    r"earth day": "earth day",
    r"anzac day": "anzac day",
    r"canada day": "canada day",
    r"bastille day": "bastille day",
    r"juneteenth": "juneteenth",
    r"cinco de mayo": "cinco de mayo",
    r"(?:bonfire|guy fawkes) night": "bonfire night",
    r"pi day": "pi day",
    r"(?:international )?women'?s day": "women's day",
    r"singles'?'?s?'? day": "singles' day",
    r"(?:mid-?autumn|mid autumn|moon)(?: festival)": "mid-autumn",
    r"dragon boat(?: festival| day)": "dragon boat",
    r"lantern festival": "lantern festival",
    r"(?:qing ?ming|tomb[- ]sweeping)(?: festival| day)?": "清明",
    r"(?:double ninth|chongyang)(?: festival)?": "double ninth",
    r"(?:qixi|double seventh)(?: festival)?": "double seventh",
    r"(?:chinese )?national day holiday": "national day",
    r"chinese national day": "national day",
}

CHINESE: dict[str, str] = {
    "元旦": "new year",
    "公历新年": "new year",
    "春节": "spring festival",
    "过年": "spring festival",
    "过大年": "spring festival",
    "农历新年": "spring festival",
    "大年初一": "spring festival",
    "除夕": "new year's eve cn",
    "年三十": "new year's eve cn",
    "大年三十": "new year's eve cn",
    "年三十儿": "new year's eve cn",
    "元宵节": "lantern festival",
    "元宵": "lantern festival",
    "正月十五": "lantern festival",
    "龙抬头": "dragon head",
    "端午节": "dragon boat",
    "端午": "dragon boat",
    "端阳": "dragon boat",
    "七夕节": "double seventh",
    "七夕": "double seventh",
    "中元节": "ghost festival",
    "鬼节": "ghost festival",
    "中秋节": "mid-autumn",
    "中秋": "mid-autumn",
    "八月十五": "mid-autumn",
    "重阳节": "double ninth",
    "重阳": "double ninth",
    "腊八节": "laba",
    "腊八": "laba",
    "小年": "little new year",
    "国庆节": "national day",
    "国庆": "national day",
    "十一": "national day",
    "五一": "labour day cn",
    "五一节": "labour day cn",
    "劳动节": "labour day cn",
    "青年节": "youth day cn",
    "五四青年节": "youth day cn",
    "六一": "children's day cn",
    "儿童节": "children's day cn",
    "六一儿童节": "children's day cn",
    "建军节": "army day cn",
    "教师节": "teachers' day cn",
    "妇女节": "women's day",
    "三八节": "women's day",
    "三八妇女节": "women's day",
    "女神节": "women's day",
    "植树节": "arbor day cn",
    "白色情人节": "white day",
    "情人节": "valentine",
    "愚人节": "april fools",
    "母亲节": "mother's day",
    "父亲节": "father's day",
    "复活节": "easter",
    "万圣节": "halloween",
    "万圣夜": "halloween",
    "感恩节": "thanksgiving",
    "黑色星期五": "black friday",
    "黑五": "black friday",
    "双十一": "singles' day",
    "双11": "singles' day",
    "光棍节": "singles' day",
    "双十二": "double twelve",
    "双12": "double twelve",
    "618": "618",
    "平安夜": "christmas eve",
    "圣诞夜": "christmas eve",
    "圣诞前夜": "christmas eve",
    "圣诞节": "christmas",
    "圣诞": "christmas",
    "跨年夜": "new year's eve",
    "跨年": "new year's eve",
    **{name: name for name in TERMS},
    "清明节": "清明",
    "冬至节": "冬至",
}


def feast(name: str, which: Which = "", *, whole: bool = False) -> Resolve:
    """The day of a feast, or all the days off around it."""
    of_year = MOVING[name] if name in MOVING else _fixed(*FIXED[name])
    before, after = HOLIDAYS.get(name, (0, 0)) if whole or name == "national day" else (0, 0)

    def interval(year: int) -> Interval | None:
        day = of_year(year)
        if day is None:
            return None
        count = before + 1 + after
        return days(day - before * DAY, count, "day" if count == 1 else "range")

    return yearly(interval, which)


def lunar_day(month: int, day: int, *, leap: bool = False) -> Resolve:
    """A day of the Chinese calendar; its year is the lunar one."""

    def interval(year: int) -> Interval | None:
        found = solar_date(year, month, day, leap=leap)
        return days(found) if found else None

    open_one = yearly(interval)
    if leap:  # years apart: the one that is near, told of what was or not
        return lambda scene, outer: open_one(scene, outer) or open_one(replace(scene, past=True), outer)
    if month < 11:
        return open_one
    return lambda scene, outer: interval(outer.start.year) if outer else open_one(scene, None)


def comes_round(name: str) -> Every:
    """How a feast repeats: on the same day each year or on a moving one."""
    return "feast" if name in MOVING else "year"
