"""Times of day, weekdays and months as phones write them in many languages, for chats that are plain text."""

from __future__ import annotations

import re
from datetime import date

_AM = "am a.m. a.m 上午 午前 凌晨 清晨 早上 早晨 오전 ก่อนเที่ยง"
_PM = "pm p.m. p.m 下午 午後 傍晚 晚上 深夜 오후 หลังเที่ยง"
_NOON = "中午"
_LATE = ("晚上", "深夜")  # 12 of these is midnight
_BLANKS = re.compile(r"[\s.\u00a0\u202f]+")
_HALVES = {
    **{_BLANKS.sub("", word): 0 for word in _AM.split()},
    **{_BLANKS.sub("", word): 12 for word in _PM.split()},
    _NOON: 6,  # belongs to neither half: 11 and 12 stay, 1 is 13
}
_SPELT = "|".join(word for word in [*_AM.split(), *_PM.split(), _NOON] if not word.isascii())
# Matches one half of the day, in whatever case
HALF = rf"(?:[ap]\.?[ \u00a0\u202f]?m\.?|{_SPELT})"

_WEEKDAYS = """
一 二 三 四 五 六 日
月 火 水 木 金 土 日
一 二 三 四 五 六 天
월 화 수 목 금 토 일
monday tuesday wednesday thursday friday saturday sunday
mon tue wed thu fri sat sun
mo tues weds thur fr sa so
จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์
จ อ พ พฤ ศ ส อา
senin selasa rabu kamis jumat sabtu minggu
sen sel rab kam jum sab min
isnin selasa rabu khamis jumaat sabtu ahad
lunes martes miércoles jueves viernes sábado domingo
lun mar mié jue vie sáb dom
segunda terça quarta quinta sexta sábado domingo
seg ter qua qui sex sáb dom
lundi mardi mercredi jeudi vendredi samedi dimanche
lun mar mer jeu ven sam dim
montag dienstag mittwoch donnerstag freitag samstag sonntag
mo di mi do fr sa so
lunedì martedì mercoledì giovedì venerdì sabato domenica
lun mar mer gio ven sab dom
понедельник вторник среда четверг пятница суббота воскресенье
пн вт ср чт пт сб вс
pazartesi salı çarşamba perşembe cuma cumartesi pazar
pzt sal çar per cum cmt paz
t2 t3 t4 t5 t6 t7 cn
hai ba tư năm sáu bảy chủnhật
"""
_WEEKDAY: dict[str, int] = {}
for _line in _WEEKDAYS.split("\n"):
    for _number, _word in enumerate(_line.split()):
        _WEEKDAY.setdefault(_word, _number)
_AROUND = re.compile(r"^(?:周|週|星期|礼拜|禮拜|วัน|thứ)|(?:曜日|曜|요일|-feira)$")
_NO_WORD = re.compile(r"[\s()（）.,，:;]+")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = {name: number for number, name in enumerate(_MONTHS, 1)}
_MONTH |= {name[:3]: number for name, number in _MONTH.items()} | {"sept": 9}
# Matches an English month, in whatever case
MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(name[:3] for name in _MONTHS)}|sept)\b\.?"
YEARS = range(1970, 2200)


def hour_of(hour: int, half: str | None) -> int | None:
    """The hour of the day from 0; None if no clock shows that. "13:00 PM" and "24:05" occur."""
    if not half:
        return 0 if hour == 24 else hour if hour < 24 else None
    word = _BLANKS.sub("", half).casefold()
    shift = _HALVES.get(word, 0)
    if shift == 6:
        shift, hour = (0, hour) if hour >= 6 else (12, hour)
    elif hour == 12:
        return 0 if shift == 0 or word in _LATE else 12
    hour = hour + shift if hour < 12 else hour
    return hour if hour < 24 else None


def weekday(word: str) -> int | None:
    """The day of the week that a word says, from Monday 0; None if it says none."""
    plain = _NO_WORD.sub("", word).casefold()
    known = _WEEKDAY.get(plain)
    return known if known is not None else _WEEKDAY.get(_AROUND.sub("", plain))


def month(word: str) -> int | None:
    """The number of an English month."""
    return _MONTH.get(word.rstrip(".").casefold())


def day(year: int, month: int, number: int) -> date | None:
    """A day of our calendar, of the Buddhist one (2567) or of the Republic of China (113); None if there is none such."""
    if 2400 <= year < 2700:
        year -= 543
    elif 80 <= year < 200:
        year += 1911
    elif year < 80:
        year += 2000
    try:
        return date(year, month, number) if year in YEARS else None
    except ValueError:
        return None
