"""What holds for any text: nothing raises, spans lie within it, and a tail without times changes nothing."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.language.times import before, find_times

PIECES = [
    "today",
    "tomorrow",
    "yesterday",
    "last",
    "next",
    "this",
    "the",
    "of",
    "at",
    "on",
    "in",
    "from",
    "to",
    "between",
    "and",
    "mid",
    "early",
    "end",
    "before",
    "after",
    "two",
    "a",
    "few",
    "couple",
    "weeks",
    "days",
    "months",
    "years",
    "ago",
    "later",
    "Monday",
    "Sat",
    "may",
    "March",
    "5th",
    "3pm",
    "15:30",
    "2024",
    "2024-03-05",
    "3/5",
    "Q3",
    "H1",
    "90s",
    "spring",
    "fall",
    "Christmas",
    "Easter",
    "noon",
    "night",
    "morning",
    "half",
    "past",
    "quarter",
    "week",
    "weekend",
    "time",
    "明天",
    "后天",
    "上",
    "下",
    "个",
    "周",
    "周五",
    "星期",
    "礼拜",
    "天",
    "月",
    "年",
    "号",
    "日",
    "点",
    "半",
    "一刻",
    "分",
    "前",
    "后",
    "上午",
    "下午",
    "晚上",
    "凌晨",
    "三",
    "五",
    "十",
    "二十",
    "两",
    "初",
    "底",
    "末",
    "中旬",
    "春节",
    "国庆",
    "端午",
    "农历",
    "八月",
    "初六",
    "去年",
    "今年",
    "最近",
    "过",
    "小时",
    "分钟",
    "到",
    "至",
    "-",
    ",",
    "。",
    "的",
    "了",
    "会",
    "去",
    "０",
    "５",
    ":",
    ".",
    "/",
    "'",
    '"',
    "(",
    ")",
    "İ",
    "ß",
    "𝟛",
    "é",
]
PHRASES = st.lists(st.sampled_from(PIECES), max_size=9).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
TEXTS = st.one_of(PHRASES, st.text(max_size=60))
MOMENTS = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 12, 31))
LEANS = st.sampled_from(["tense", "past", "future"])


@given(TEXTS, st.datetimes(), LEANS)
@settings(max_examples=400, deadline=None)
def test_any_text_at_any_moment_gives_spans_within_it(text: str, now: datetime, lean: str) -> None:
    found = find_times(text, now, lean=lean)  # type: ignore[arg-type]  # sampled from the known leans
    end = 0
    for span in found:
        assert end <= span.begin < span.stop <= len(text)
        assert span.text == text[span.begin : span.stop]
        assert span.start < span.end
        end = span.stop


@given(TEXTS, MOMENTS, st.integers(-12, 12))
@settings(max_examples=200, deadline=None)
def test_the_zone_of_now_changes_nothing_but_the_zone(text: str, now: datetime, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    local = find_times(text, now)
    zoned = find_times(text, now.replace(tzinfo=zone))
    assert [(s.start.replace(tzinfo=zone), s.end.replace(tzinfo=zone)) for s in local] == [
        (s.start, s.end) for s in zoned
    ]


@given(
    st.sampled_from(
        [
            "meet me tomorrow at 3",
            "in 2019",
            "last spring",
            "下周五晚上八点",
            "3月5号",
            "两周前",
            "half past six",
        ]
    ),
    st.sampled_from([". ok", "! great :)", "。好的", "! 哈哈", "\nthanks a lot", "。谢谢啊", ". I like it"]),
    MOMENTS,
)
@settings(max_examples=150, deadline=None)
def test_words_without_a_time_behind_it_leave_the_reading_alone(text: str, tail: str, now: datetime) -> None:
    (alone,) = find_times(text, now)
    (longer,) = find_times(text + tail, now)
    assert (longer.start, longer.end) == (alone.start, alone.end)


@given(TEXTS, MOMENTS, MOMENTS)
@settings(max_examples=200, deadline=None)
def test_moving_back_never_moves_ahead_and_keeps_the_place(text: str, now: datetime, limit: datetime) -> None:
    for span in find_times(text, now, lean="past"):
        moved = before(span, limit)
        assert moved.start <= span.start
        assert moved.start < moved.end
        assert (moved.begin, moved.stop, moved.text) == (span.begin, span.stop, span.text)
        assert moved == span or moved.start < limit
