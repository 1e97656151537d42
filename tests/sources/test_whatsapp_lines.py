"""Lines that begin messages, in the styles that phones write, and the dates in them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from zhiji.sources.whatsapp.dates import Order, Votes
from zhiji.sources.whatsapp.lines import header, hour_of

NARROW, HARD, LRM, RLM, BOM = "\u202f", "\u00a0", "\u200e", "\u200f", "\ufeff"

# line, the three numbers of the date, hour of the day, minute, second, rest
STYLES = [
    ("13/06/2018, 21:25 - a: m", "13 06 2018", 21, 25, None, "a: m"),
    ("13/06/2018 21:25 - a: m", "13 06 2018", 21, 25, None, "a: m"),
    ("6/13/18, 9:25 PM - a: m", "6 13 18", 21, 25, None, "a: m"),
    (f"6/13/18, 9:25{NARROW}PM - a: m", "6 13 18", 21, 25, None, "a: m"),
    (f"13/6/2018, 9:25{HARD}p.{HARD}m. - a: m", "13 6 2018", 21, 25, None, "a: m"),
    ("2018-06-13, 9:25 p.m. - a: m", "2018 06 13", 21, 25, None, "a: m"),
    ("2018/06/13, 9:25 pm - a: m", "2018 06 13", 21, 25, None, "a: m"),
    ("[13/06/2018, 21:25:15] a: m", "13 06 2018", 21, 25, 15, "a: m"),
    ("[13.06.18, 21:25:15] a: m", "13 06 18", 21, 25, 15, "a: m"),
    ("[13-06-18 21:25] a: m", "13 06 18", 21, 25, None, "a: m"),
    (f"{LRM}[13/6/18 9:25:15 p. m.] a: m", "13 6 18", 21, 25, 15, "a: m"),
    (f"{BOM}{BOM}[{BOM}13.06.18, 09:25:15 PM] a: m", "13 06 18", 21, 25, 15, "a: m"),
    ("13,06,2018, 21:25 - a: m", "13 06 2018", 21, 25, None, "a: m"),
    ("13.06.18 21.25.15: a: m", "13 06 18", 21, 25, 15, "a: m"),
    ("13.6.2018 klo 21.25 - a: m", "13 6 2018", 21, 25, None, "a: m"),
    ("[13.6.2018 klo 21.25.15] a: m", "13 6 2018", 21, 25, 15, "a: m"),
    ("13. 6. 2018. 21:25:15 a: m", "13 6 2018", 21, 25, 15, "a: m"),
    ("13. 6. 2018 21:25 - a: m", "13 6 2018", 21, 25, None, "a: m"),
    ("13/06/2018 à 21:25 - a: m", "13 06 2018", 21, 25, None, "a: m"),
    ("13.06.2018 г., 21:25 ч. - a: m", "13 06 2018", 21, 25, None, "a: m"),
    ("[06/2018/13, 21:25:15] a: m", "06 2018 13", 21, 25, 15, "a: m"),
    ("21:25, 13/6/18 - a: m", "13 6 18", 21, 25, None, "a: m"),
    ("[21:25, 13/06/2018] a: m", "13 06 2018", 21, 25, None, "a: m"),
    ("13.06.2018, 09:25 nachm. - a: m", "13 06 2018", 21, 25, None, "a: m"),
    ("13.06.2018 ÖS 9:25 - a: m", "13 06 2018", 21, 25, None, "a: m"),
    ("13/6/2561 BE 21:25 - a: m", "13 6 2561", 21, 25, None, "a: m"),
    ("[2018/6/13 下午9:25:15] a: m", "2018 6 13", 21, 25, 15, "a: m"),
    ("2018/6/13 晚上9:25 - a: m", "2018 6 13", 21, 25, None, "a: m"),
    ("2018年6月13日 下午9:25 - a: m", "2018 6 13", 21, 25, None, "a: m"),
    ("2018/06/13 午後9:25 - a: m", "2018 06 13", 21, 25, None, "a: m"),
    ("2018. 6. 13. 오후 9:25 - a: m", "2018 6 13", 21, 25, None, "a: m"),
    ("13/06/18, 9:25 अपराह्न - a: m", "13 06 18", 21, 25, None, "a: m"),
    ("13.6.2018, 9:25 אחה״צ - a: m", "13 6 2018", 21, 25, None, "a: m"),
    (f"{RLM}١٣{RLM}/٦{RLM}/٢٠١٨، ٩:٢٥ م - a: m", "١٣ ٦ ٢٠١٨", 21, 25, None, "a: m"),
    (f"۱۳۹۷/۳/۲۳،{RLM} ۲۱:۲۵ - a: m", "۱۳۹۷ ۳ ۲۳", 21, 25, None, "a: m"),
    ("१३/०६/१८, ९:२५ pm - a: m", "१३ ०६ १८", 21, 25, None, "a: m"),
    ("[13/06/18, 21:25:15] a:", "13 06 18", 21, 25, 15, "a:"),
    ("13/06/18, 21:25 - ", "13 06 18", 21, 25, None, ""),
    ("2018/06/13, 21:25. - a: m", "2018 06 13", 21, 25, None, "a: m"),
    ("13.06.18, 9:25 PM  - a: m", "13 06 18", 21, 25, None, "a: m"),
]


@pytest.mark.parametrize(("line", "numbers", "hour", "minute", "second", "rest"), STYLES)
def test_a_line_in_any_phones_style_begins_a_message(
    line: str, numbers: str, hour: int, minute: int, second: int | None, rest: str
) -> None:
    found = header(line)
    assert found is not None
    assert f"{found.a} {found.b} {found.c}" == numbers
    assert (hour_of(found.hour, found.half), found.minute, found.second) == (hour, minute, second)
    assert found.rest == rest


@pytest.mark.parametrize(
    "line",
    [
        "",
        "hello",
        "2016-04-29 10:30:00",
        "2016-04-29 10:30:00 lunch",
        "12/5 at 10:30",
        "10:30 - 11:15: maths",
        "[5/12, 10:30 AM] Bob: hi",
        "[13/06/2018] a: m",
        "1/2/3/4",
        "13/06/2018, 21:25",
    ],
)
def test_a_line_that_only_talks_of_a_date_begins_none(line: str) -> None:
    assert header(line) is None


@pytest.mark.parametrize(
    ("hour", "half", "expected"),
    [
        (0, "a. m.", 0),
        (12, "AM", 0),
        (12, "PM", 12),
        (0, "午後", 12),
        (1, "中午", 13),
        (12, "中午", 12),
        (11, "中午", 11),
        (12, "凌晨", 0),
        (23, "PM", 23),
        (11, "م", 23),
        (24, "", 0),
        (3, "בערב", 15),
    ],
)
def test_the_hour_is_right_for_odd_twelve_hour_clocks(hour: int, half: str, expected: int) -> None:
    assert hour_of(hour, half) == expected


def _order(dates: list[str], *, separator: str = "/", half: str = "") -> Order:
    votes = Votes()
    for one in dates:
        a, b, c = one.split(" ")
        votes.add(a, b, c, separator=separator, half=half)
    return votes.order()


@pytest.mark.parametrize(
    ("dates", "name"),
    [
        (["13 06 18"], "dmy"),
        (["06 13 18"], "mdy"),
        (["2018 06 13"], "ymd"),
        (["06 2018 13"], "myd"),
        (["13 2018 06"], "dym"),
        (["2018 13 06"], "ydm"),
        (["22 08 30", "22 08 31", "22 09 01"], "ymd"),
        (["1 12 20", "2 1 21", "3 2 21"], "dmy"),
        (["1 12 21", "2 1 21"], "mdy"),
        (["29 01 18", "02 02 18"], "dmy"),
    ],
)
def test_the_order_follows_from_all_dates(dates: list[str], name: str) -> None:
    assert _order(dates).name == name


def test_the_number_that_changes_most_often_is_the_day() -> None:
    found = _order([f"1 {day} 2021" for day in range(2, 12)])
    assert (found.name, found.sure) == ("mdy", True)


def test_the_day_comes_first_where_nothing_decides_and_that_is_said() -> None:
    assert _order(["3 6 18"]) == Order("dmy", sure=False)


def test_nothing_is_said_where_the_order_makes_no_difference() -> None:
    assert _order(["6 6 18"]).sure


@pytest.mark.parametrize(
    ("date_text", "separator", "half", "name"),
    [
        ("3 6 18", "/", "PM", "mdy"),  # English (US)
        ("03 06 18", "/", "PM", "dmy"),
        ("3 6 18", "/", "pm", "dmy"),
        ("3 6 18", "/", "p. m.", "dmy"),
        ("3 6 18", ".", "", "dmy"),
        ("3 6 2018", "-", "", "dmy"),
    ],
)
def test_the_way_of_writing_leans_to_an_order(date_text: str, separator: str, half: str, name: str) -> None:
    assert _order([date_text], separator=separator, half=half).name == name


def test_one_spoilt_date_does_not_turn_the_order() -> None:
    first = date(2021, 1, 1)
    days = [first + timedelta(days=day) for day in range(300)]
    dates = [f"{day:%d %m %y}" for day in days]
    assert _order([*dates[:150], "07 31 21", *dates[150:]]).name == "dmy"


@pytest.mark.parametrize("order", ["dmy", "mdy", "ymd"])
def test_a_years_worth_of_dates_is_read_back_in_any_order(order: str) -> None:
    days = [datetime(2022, 11, 3) + timedelta(days=3 * step) for step in range(120)]
    parts = [{"d": str(day.day), "m": str(day.month), "y": f"{day:%y}"} for day in days]
    dates = [" ".join(part[letter] for letter in order) for part in parts]
    found = _order(dates)
    assert [found.date(*one.split(" ")) for one in dates] == [(d.year, d.month, d.day) for d in days]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("1401", "5", "29"), (2022, 8, 20)),
        (("1399", "12", "30"), (2021, 3, 20)),
        (("1403", "1", "1"), (2024, 3, 20)),
        (("1404", "1", "1"), (2025, 3, 21)),
        (("1444", "1", "1"), (2022, 7, 30)),
        (("2565", "8", "20"), (2022, 8, 20)),
        (("2023", "2", "29"), None),
        (("1401", "13", "1"), None),
        (("1444", "1", "31"), None),
    ],
)
def test_other_calendars_become_ours(
    written: tuple[str, str, str], expected: tuple[int, int, int] | None
) -> None:
    assert Order("ymd", sure=True).date(*written) == expected


def test_two_digits_of_a_buddhist_year_are_known() -> None:
    assert Order("dmy", sure=True).date("20", "8", "65") == (2022, 8, 20)
