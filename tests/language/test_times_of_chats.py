"""Times as people type them on the go: short, without articles, in figures, in Cantonese."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from zhiji.language.times import find_times

NOW = datetime(2025, 9, 17, 10, 0, tzinfo=ZoneInfo("Europe/London"))  # a Wednesday

FOUND = (
    ("dinner tomorrow 10.30", "2025-09-18T10:30"),
    ("fri 10.30 works", "2025-09-19T10:30"),
    ("we are away from 14th", "2025-10-14T00:00"),
    ("I'll have it by 20th", "2025-09-20T00:00"),
    ("come to mine sat, I'm cooking", "2025-09-20T00:00"),
    ("drinks this arvo", "2025-09-17T12:00"),
    ("cake for everybody tomorow", "2025-09-18T00:00"),
    ("25号年会", "2025-09-25T00:00"),
    ("初三到广州", "2026-02-19T00:00"),
    ("初八到得唔得", "2026-02-24T00:00"),
    ("11.1开张", "2025-11-01T00:00"),
    ("机票订了 3/12 到 3/19", "2026-03-12T00:00"),
    ("听日饮茶", "2025-09-18T00:00"),
    ("聽晚食飯", "2025-09-18T18:00"),
)
NONE = (
    "the dog sat.",
    "prices from 10.30",
    "he was in 5th grade by then",
    "for 5th time",
    "我上初二了",
    "她读初三",
    "弹琴日日夜夜",
    "听日记里的话",
    "c'mon",
)


@pytest.mark.parametrize(("text", "start"), FOUND)
def test_a_time_typed_on_the_go_is_found(text: str, start: str) -> None:
    found = find_times(text, NOW, lean="future")
    assert [one.start.strftime("%Y-%m-%dT%H:%M") for one in found] == [start]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_it_is_no_time(text: str) -> None:
    assert find_times(text, NOW, lean="future") == []
