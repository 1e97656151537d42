from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.memory import Known, MemoryIndex
from zhiji.errors import BadQuery, UnknownName
from zhiji.search import Query, parse
from zhiji.search.query import phrase_terms, scope, span

NOW = datetime(2024, 5, 20, 12, tzinfo=UTC)


def test_operators_are_told_from_text() -> None:
    query = parse(
        'from:Mum in:"Ski trip" after:2024-01 before:2024-03-15 has:image kind:voice lake "exact words" -not'
    )
    assert query == Query(
        text="lake",
        people=("Mum",),
        chats=("Ski trip",),
        after="2024-01",
        before="2024-03-15",
        having=("image",),
        kinds=("voice",),
        phrases=("exact words",),
        without=("not",),
    )


def test_chinese_writing_has_its_own_colon_and_quotes_and_needs_no_space() -> None:
    assert parse("在哪里from：小红") == Query(text="在哪里", people=("小红",))
    assert parse("“湖边的房子” 照片") == Query(text="照片", phrases=("湖边的房子",))


@pytest.mark.parametrize(
    "written",
    [
        "see http://in:80 at 3:15",
        "it was -5 degrees",
        "a well-known non-stop flight",
        "origin:unknown",
        'what did she mean by "the lake house"?',
        '那个叫"春游"的活动',
        "Mum - dinner",
    ],
)
def test_what_only_looks_like_an_operator_stays_text(written: str) -> None:
    assert parse(written) == Query(text=written)


def test_what_is_given_twice_means_either() -> None:
    assert parse("from:Anna from:Ben tea").people == ("Anna", "Ben")


def test_words_and_phrases_can_be_left_out() -> None:
    assert parse('tea -milk -"two sugars"').without == ("milk", "two sugars")


def test_the_lines_of_a_pasted_dialogue_stay_lines() -> None:
    assert parse("A: hello\nB:  in:x what?").text == "A: hello\nB: what?"


def test_empty_quotes_mean_nothing() -> None:
    assert parse('tea ""') == Query(text="tea")


def test_exact_words_are_looked_up_too() -> None:
    assert parse('photo "lake house"').wording == "photo lake house"


def test_what_a_message_cannot_have_is_said() -> None:
    with pytest.raises(BadQuery, match="has:image"):
        parse("has:unicorn")


@pytest.mark.parametrize("said", ["photos", "picture", "IMAGE"])
def test_pictures_have_many_names(said: str) -> None:
    assert parse(f"has:{said}").having == ("image",)


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2024", "2024-01-01", "2025-01-01"),
        ("2023", "2023-01-01", "2024-01-01"),
        ("2024-02", "2024-02-01", "2024-03-01"),
        ("2024/2/3", "2024-02-03", "2024-02-04"),
        ("2024年5月17日", "2024-05-17", "2024-05-18"),
        ("2024年5月", "2024-05-01", "2024-06-01"),
        ("yesterday", "2024-05-19", "2024-05-20"),
        ("昨天", "2024-05-19", "2024-05-20"),
    ],
)
def test_a_date_is_a_stretch_of_time(when: str, start: str, end: str) -> None:
    assert span(when, now=NOW) == tuple(
        datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (start, end)
    )


def test_a_moment_has_no_length() -> None:
    moment = datetime(2024, 5, 17, 9, tzinfo=UTC)
    assert span("2024-05-17T09:00", now=NOW) == span(moment, now=NOW) == (moment, moment)


def test_dates_are_days_of_the_zone_that_now_is_in() -> None:
    there = timezone(timedelta(hours=8))
    start, _ = span(date(2024, 5, 17), now=NOW.astimezone(there))
    assert start == datetime(2024, 5, 17, tzinfo=there)


@pytest.mark.parametrize("when", ["soonish", "2024-13", "2024-02-30", "0000", ""])
def test_no_time_is_said_in_a_sentence(when: str) -> None:
    with pytest.raises(BadQuery):
        span(when, now=NOW)


def test_a_query_becomes_a_scope() -> None:
    index = MemoryIndex([("Ski trip", "Mum", "2024-01-01T10:00", "hi")])
    made = scope(
        parse('from:Mum in:"Ski trip" on:2024-01 after:2024-01-10 kind:Voice'), anchors=Known(index), now=NOW
    )
    assert made.senders == made.chats == frozenset({1})
    assert made.kinds == {"voice"}
    assert made.after == datetime(2024, 1, 10, tzinfo=UTC).timestamp() * 1e6
    assert made.before == datetime(2024, 2, 1, tzinfo=UTC).timestamp() * 1e6


def test_a_name_that_nobody_has_is_said() -> None:
    with pytest.raises(UnknownName, match="Zoe"):
        scope(parse("from:Zoe"), anchors=Known(MemoryIndex([])), now=NOW)


def test_exact_words_that_end_in_chinese_may_go_on() -> None:
    assert phrase_terms("湖边房子") == ("湖边", "边房", "房子")
    assert phrase_terms("圣诞 party") == ("圣诞", "诞", "parti")
    assert phrase_terms("猫") == ("猫*",)


@given(st.text(max_size=60))
def test_anything_typed_is_a_query_or_a_sentence(written: str) -> None:
    try:
        query = parse(written)
    except BadQuery:
        return
    assert len(query.text) <= len(written)
