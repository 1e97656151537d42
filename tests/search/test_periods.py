from __future__ import annotations

from datetime import UTC, datetime

import pytest

from zhiji.language.times import lean_of
from zhiji.search import periods

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)  # a Thursday
NEWEST = datetime(2026, 11, 18, 9, tzinfo=UTC)


def days(question: str, *, newest: datetime = NEWEST) -> list[str]:
    found = periods(question, now=NOW, newest=newest)
    return [f"{datetime.fromtimestamp(one.start / 1e6, UTC):%Y-%m-%d}" for one in found]


@pytest.mark.parametrize(
    "question",
    [
        "Am I free on Saturday?",
        "What am I doing on Saturday?",
        "What have I got on Saturday?",
        "Is Anna coming on Saturday?",
        "When does the ferry leave on Saturday?",
        "Will it rain on Saturday?",
        "周六有空吗？",
        "星期六有什么安排",
        "周六我要去哪",
        "周六几点出发？",
    ],
)
def test_a_question_about_what_is_to_come_means_the_next_saturday(question: str) -> None:
    assert days(question) == ["2026-11-21"]


@pytest.mark.parametrize(
    "question",
    [
        "Where did we eat on Saturday?",
        "Who came on Saturday?",
        "What has Anna said on Saturday?",
        "Who is the man we met on Saturday?",
        "What is in the parcel I got on Saturday?",
        "ferry Saturday",
        "周六我们去了哪里？",
        "周六谁来的？",
        "周六 船票",
    ],
)
def test_any_other_question_means_the_last_one(question: str) -> None:
    assert days(question) == ["2026-11-14"]


def test_tomorrow_is_tomorrow() -> None:
    assert days("明天有什么安排") == ["2026-11-20"]
    assert days("What is on tomorrow?") == ["2026-11-20"]


def test_what_comes_round_is_moved_to_where_the_chats_end_only_if_it_is_past() -> None:
    long_ago = datetime(2021, 3, 1, tzinfo=UTC)
    assert days("Where did we eat on Saturday?", newest=long_ago) == ["2021-02-27"]
    assert days("Am I free on Saturday?", newest=long_ago) == ["2026-11-21"]


def test_the_lean_of_a_question_is_known_without_a_time() -> None:
    assert lean_of("Am I free?") == "tense"
    assert lean_of("Who was there?") == "past"
    assert lean_of("") == "past"
