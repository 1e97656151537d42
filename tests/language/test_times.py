"""What people write about times is read as they mean it, and what only looks like a time is left alone."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from zhiji.language.times import TimeSpan, before, find_times
from zhiji.language.times.festivals import CHINESE, ENGLISH, FIXED, MOVING, easter
from zhiji.language.times.lunar import solar_date, term_day

ROWS = [json.loads(line) for line in Path(__file__).with_name("times.jsonl").read_text("utf-8").splitlines()]
WEDNESDAY = datetime(2025, 10, 15, 9, 20)


def only(text: str, now: datetime = WEDNESDAY, **options: str) -> TimeSpan:
    (span,) = find_times(text, now, **options)  # type: ignore[arg-type]  # the tests pass only known leans
    return span


@pytest.mark.parametrize("row", [row for row in ROWS if "start" in row], ids=lambda row: row["text"])
def test_what_people_write_is_read_as_they_mean_it(row: dict[str, str]) -> None:
    found = find_times(row["text"], datetime.fromisoformat(row["now"]))
    longest = max(found, key=lambda span: span.stop - span.begin)
    wanted = datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"])
    assert (longest.start, longest.end) == wanted, longest


@pytest.mark.parametrize("row", [row for row in ROWS if "start" not in row], ids=lambda row: row["text"])
def test_what_only_looks_like_a_time_is_left_alone(row: dict[str, str]) -> None:
    assert find_times(row["text"], datetime.fromisoformat(row["now"])) == []


def test_the_table_is_wide_enough_to_trust() -> None:
    for language in ("en", "zh"):
        told = [row for row in ROWS if row["lang"] == language]
        assert sum("start" in row for row in told) >= 100
        assert sum("start" not in row for row in told) >= 50


def test_a_span_says_where_it_stands_in_code_points() -> None:
    span = only("🎉 好的,下週五晚上八點見")
    assert span.text == "下週五晚上八點"
    assert (span.begin, span.stop) == (5, 12)


def test_several_times_come_in_order_and_apart() -> None:
    spans = find_times("lunch on Monday or Tuesday, or next week?", WEDNESDAY)
    assert [span.start.day for span in spans] == [20, 21, 20]
    assert all(a.stop <= b.begin for a, b in pairwise(spans))


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York"), None])
def test_results_carry_the_zone_of_now(zone: ZoneInfo | None) -> None:
    span = only("tomorrow at 3", WEDNESDAY.replace(tzinfo=zone))
    assert span.start == datetime(2025, 10, 16, 15, tzinfo=zone)
    assert span.start.tzinfo is zone and span.end.tzinfo is zone


def test_the_words_around_decide_which_monday_is_meant() -> None:
    assert only("I told her on Monday").start.day == 13
    assert only("I'll tell her on Monday").start.day == 20
    assert only("我周一告诉她了").start.day == 13
    assert only("我周一会告诉她").start.day == 20


def test_a_question_about_the_past_means_the_last_friday_and_a_plan_the_next() -> None:
    assert only("Friday dinner", lean="past").start.day == 10
    assert only("Friday dinner", lean="future").start.day == 17
    assert only("in March", lean="past").start == datetime(2025, 3, 1)
    assert only("in March", lean="future").start == datetime(2026, 3, 1)
    assert only("中秋", lean="past").start == datetime(2025, 10, 6)
    assert only("中秋", lean="future").start == datetime(2026, 9, 25)


def test_what_has_its_own_direction_keeps_it_whatever_the_lean() -> None:
    for lean in ("past", "future", "tense"):
        assert only("next Friday", lean=lean).start.day == 24
        assert only("去年春节", lean=lean).start == datetime(2024, 2, 10)


@pytest.mark.parametrize(
    ("text", "granularity"),
    [
        ("at 15:30", "minute"),
        ("三点左右", "hour"),
        ("tonight", "daypart"),
        ("yesterday", "day"),
        ("this weekend", "weekend"),
        ("下周", "week"),
        ("三月上旬", "month-part"),
        ("last month", "month"),
        ("Q2 2024", "quarter"),
        ("上半年", "half"),
        ("last summer", "season"),
        ("in 2019", "year"),
        ("八十年代", "decade"),
        ("下周一到周三", "range"),
    ],
)
def test_the_granularity_says_how_wide_the_words_were(text: str, granularity: str) -> None:
    assert only(text).granularity == granularity


@pytest.mark.parametrize(
    ("text", "limit", "start"),
    [
        ("on Friday", datetime(2025, 6, 1), datetime(2025, 5, 30)),
        ("last spring", datetime(2023, 9, 1), datetime(2023, 3, 1)),
        ("at Christmas", datetime(2024, 6, 1), datetime(2023, 12, 25)),
        ("in March", datetime(2023, 2, 1), datetime(2022, 3, 1)),
        ("春节", datetime(2024, 12, 1), datetime(2024, 2, 10)),
        ("Easter", datetime(2024, 12, 1), datetime(2024, 3, 31)),
        ("on the 5th", datetime(2025, 8, 3), datetime(2025, 7, 5)),
        ("at 8pm", datetime(2025, 8, 3, 12), datetime(2025, 8, 2, 20)),
        ("on Feb 29, or so", datetime(2023, 1, 1), datetime(2020, 2, 29)),
        ("on the 31st", datetime(2025, 7, 1), datetime(2025, 5, 31)),
    ],
)
def test_a_recurring_time_moves_back_to_before_the_chats_end(
    text: str, limit: datetime, start: datetime
) -> None:
    assert before(only(text, lean="past"), limit).start == start


def test_a_time_of_its_own_year_does_not_move() -> None:
    for text in ("in 2024", "yesterday", "last week", "2024年3月5日", "去年春节"):
        span = only(text)
        assert before(span, datetime(2001, 1, 1)) == span


def test_moving_back_keeps_the_length_of_a_month_and_the_zone() -> None:
    now = datetime(2025, 3, 15, tzinfo=UTC)
    moved = before(only("in February", now, lean="past"), datetime(2025, 1, 1, tzinfo=UTC))
    assert (moved.start, moved.end) == (datetime(2024, 2, 1, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC))


def test_years_beyond_the_calendar_are_no_times() -> None:
    assert find_times("see you in 4999 years", datetime(9000, 1, 1)) == []
    assert find_times("yesterday", datetime(1, 1, 1)) == []
    assert find_times("next year", datetime(9999, 12, 31)) == []


def test_the_moon_is_followed_only_where_the_tables_reach() -> None:
    assert solar_date(2025, 6, 1, leap=True) == datetime(2025, 7, 25)
    assert solar_date(2025, 5, 1, leap=True) is None
    assert solar_date(1800, 1, 1) is None
    assert solar_date(2026, 1, 30) == datetime(2026, 3, 18)
    assert term_day(2026, "冬至") == datetime(2026, 12, 22)
    assert find_times("春节", datetime(2300, 1, 1)) == []


def test_easter_falls_where_the_church_says() -> None:
    known = {2000: (4, 23), 2008: (3, 23), 2011: (4, 24), 2019: (4, 21), 2024: (3, 31), 2038: (4, 25)}
    assert {year: (easter(year).month, easter(year).day) for year in known} == known


def test_every_name_of_a_feast_is_one_that_can_be_dated() -> None:
    assert {*CHINESE.values(), *ENGLISH.values()} <= {*MOVING, *FIXED}
    assert not MOVING.keys() & FIXED.keys()


@pytest.mark.parametrize("name", CHINESE)
def test_every_chinese_feast_is_found_by_its_name(name: str) -> None:
    assert only(f"{name}那天").end > WEDNESDAY


def test_importing_costs_no_calendar_library() -> None:
    code = "import sys, zhiji.language.times; sys.exit('borax' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
