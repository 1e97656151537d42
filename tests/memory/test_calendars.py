"""Calendar files, read back with a library that others use."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.memory.calendars import Entry, calendar, folded

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SHANGHAI = timezone(timedelta(hours=8))
# What XML and calendars can't hold is left out of texts: control characters.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n,;\\:\"'年🎂"), max_size=200
)


def events(*entries: Entry) -> list[icalendar.Event]:
    """The events of a file of those entries."""
    read = icalendar.Calendar.from_ical(calendar(entries, name="zhiji", written=NOW))
    return [one for one in read.walk("VEVENT") if isinstance(one, icalendar.Event)]


def test_a_timed_event_is_kept_in_utc() -> None:
    start = datetime(2026, 5, 2, 15, 0, tzinfo=SHANGHAI)
    (one,) = events(Entry(uid="plan-1", title="Dentist", start=start, end=start + timedelta(hours=1)))
    assert one.decoded("dtstart") == datetime(2026, 5, 2, 7, 0, tzinfo=UTC)
    assert one.decoded("dtend") == datetime(2026, 5, 2, 8, 0, tzinfo=UTC)
    assert str(one["uid"]) == "plan-1"
    assert one.decoded("dtstamp") == NOW


def test_a_whole_day_keeps_its_date_in_every_zone() -> None:
    start = datetime(2026, 9, 8, tzinfo=SHANGHAI)
    (one,) = events(
        Entry(uid="b", title="外公生日", start=start, end=start + timedelta(days=1), all_day=True)
    )
    assert one.decoded("dtstart") == date(2026, 9, 8)
    assert one.decoded("dtend") == date(2026, 9, 9)


def test_a_day_that_is_begun_belongs_to_a_whole_day_event() -> None:
    start = datetime(2026, 9, 8, tzinfo=UTC)
    (one,) = events(
        Entry(uid="t", title="Trip", start=start, end=start + timedelta(days=2, hours=3), all_day=True)
    )
    assert one.decoded("dtend") == date(2026, 9, 11)


def test_a_birthday_comes_again_every_year_and_a_single_one_does_not() -> None:
    day = datetime(2026, 10, 3, tzinfo=UTC)
    yearly, single = events(
        Entry(uid="1", title="Ida", start=day, all_day=True, yearly=True),
        Entry(uid="2", title="外婆", start=day, all_day=True),
    )
    assert yearly["rrule"].to_ical() == b"FREQ=YEARLY"
    assert "rrule" not in single


def test_a_leap_day_comes_every_year() -> None:
    (one,) = events(
        Entry(
            uid="1",
            title="Ida",
            start=datetime(2027, 2, 28, tzinfo=UTC),
            all_day=True,
            yearly=True,
            leap_day=True,
        )
    )
    assert one["rrule"] == {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]}


def test_events_stand_in_order_and_the_same_ones_make_the_same_file() -> None:
    one = Entry(uid="1", title="A", start=datetime(2026, 4, 2, tzinfo=UTC))
    two = Entry(uid="2", title="B", start=datetime(2026, 4, 1, tzinfo=UTC))
    assert calendar([one, two], name="n", written=NOW) == calendar([two, one], name="n", written=NOW)
    assert [str(event["uid"]) for event in events(one, two)] == ["2", "1"]


def test_an_entry_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        Entry(uid="1", title="A", start=datetime(2026, 4, 2))


def test_control_characters_are_left_out() -> None:
    (one,) = events(Entry(uid="1", title="A\x00\x0b\x7fB", start=NOW))
    assert str(one["summary"]) == "AB"


@given(TEXTS, TEXTS)
def test_what_is_written_is_read_back(title: str, note: str) -> None:
    (one,) = events(Entry(uid="1", title=title, start=NOW, note=note))
    assert str(one["summary"]) == title
    assert str(one.get("description", "")) == note


@given(TEXTS)
def test_no_line_is_longer_than_75_octets_and_unfolding_gives_it_back(text: str) -> None:
    pieces = folded(text.replace("\n", "")).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == text.replace("\n", "")


@given(st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2999, 1, 1)), st.integers(-12, 14))
def test_moments_are_read_back(moment: datetime, hours: int) -> None:
    start = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    (one,) = events(Entry(uid="1", title="A", start=start))
    assert one.decoded("dtstart") == start
