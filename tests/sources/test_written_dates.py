"""Dates in words, as Google and Meta write them."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Precision
from zhiji.sources.written_dates import written

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
NOON = datetime(2025, 2, 10, 15, 45, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Monday, February 10, 2025 at 3:45:22\u202fPM UTC",
        "Monday, February 10, 2025 at 3:45:22 PM UTC",
        "Monday, 10 February 2025 at 15:45:22 UTC",
        "Montag, 10. Februar 2025 um 15:45:22 UTC",
        "lundi 10 février 2025 à 15:45:22 UTC",
        "lundi 10 février 2025 à 15 h 45 min 22 s UTC",
        "lunes, 10 de febrero de 2025, 15:45:22 UTC",
        "lunes, 10 de febrero de 2025 a las 3:45:22 p.m. UTC",
        "segunda-feira, 10 de fevereiro de 2025 às 15:45:22 UTC",
        "lunedì 10 febbraio 2025 alle ore 15:45:22 UTC",
        "maandag 10 februari 2025 om 15:45:22 UTC",
        "måndag 10 februari 2025 kl. 15:45:22 UTC",
        "mandag den 10. februar 2025 kl. 15.45.22 UTC",
        "maanantai 10. helmikuuta 2025 klo 15.45.22 UTC",
        "poniedziałek, 10 lutego 2025 15:45:22 UTC",
        "pondělí 10. února 2025 v 15:45:22 UTC",
        "2025. február 10., hétfő 15:45:22 UTC",
        "2025. február 10., hétfő du. 3:45:22 UTC",
        "10 Şubat 2025 Pazartesi 15:45:22 UTC",
        "Senin, 10 Februari 2025 pukul 15.45.22 UTC",
        "понедельник, 10 февраля 2025 г. в 15:45:22 UTC",
        "понеділок, 10 лютого 2025 р. о 15:45:22 UTC",
        "Δευτέρα 10 Φεβρουαρίου 2025 στις 3:45:22 μ.μ. UTC",
        "ponedjeljak, 10. veljače 2025. u 15:45:22 UTC",
        "יום שני, 10 בפברואר 2025 בשעה 15:45:22 UTC",
        "الاثنين، ١٠ فبراير ٢٠٢٥ في ٣:٤٥:٢٢ م UTC",
        "सोमवार, 10 फ़रवरी 2025 को 3:45:22 pm UTC बजे",
        "lúc 15:45:22 UTC Thứ Hai, 10 tháng 2, 2025",
        "วันจันทร์ที่ 10 กุมภาพันธ์ 2568 เวลา 15 นาฬิกา 45 นาที 22 วินาที UTC",
        "2025年2月10日月曜日 15:45:22 UTC",
        "2025年2月10日星期一 UTC 15:45:22",
        "2025年2月10日 星期一 下午3:45:22 [UTC]",
        "2025年2月10日下午3:45:22 UTC",
        "2025年2月10日星期一下午3:45:22 UTC",
        "Monday, February 10, 2025 at 7:45:22am PST",
        "10.02.2025, 16:45:22 MEZ",
        "10. velj 2025. 15:45:22 UTC",
        "2025년 2월 10일 월요일 오후 3시 45분 22초 UTC",
        "2025-02-10T15:45:22Z",
    ],
)
def test_a_day_is_the_same_day_in_every_language(text: str) -> None:
    assert written(text) == (NOON, Precision.SECOND)


@pytest.mark.parametrize(
    ("text", "when", "precision"),
    [
        ("Feb 10, 2025, 3:45 PM", datetime(2025, 2, 10, 15, 45), Precision.MINUTE),
        ("Feb 10, 2025 3:45:22pm", datetime(2025, 2, 10, 15, 45, 22), Precision.SECOND),
        ("Feb 10, 2025 at 3:45 AM", datetime(2025, 2, 10, 3, 45), Precision.MINUTE),
        ("10 Feb 2025, 15:45", datetime(2025, 2, 10, 15, 45), Precision.MINUTE),
        ("mar. 11 févr. 2025, 15:45", datetime(2025, 2, 11, 15, 45), Precision.MINUTE),
        ("10/02/2025, 15:45", datetime(2025, 2, 10, 15, 45), Precision.MINUTE),
        ("10.2.2025 15.45", datetime(2025, 2, 10, 15, 45), Precision.MINUTE),
        ("2025-02-10 15:45", datetime(2025, 2, 10, 15, 45), Precision.MINUTE),
        ("12 de feb. de 2025 12:05 a. m.", datetime(2025, 2, 12, 0, 5), Precision.MINUTE),
        ("1 listopada 2025 15:45", datetime(2025, 11, 1, 15, 45), Precision.MINUTE),
        ("1. listopada 2025. 15:45", datetime(2025, 10, 1, 15, 45), Precision.MINUTE),
        ("сен 13, 2020 12:26", datetime(2020, 9, 13, 12, 26), Precision.MINUTE),
        (
            "Sunday, October 2, 2016 at 11:45 PM UTC+02",
            datetime(2016, 10, 2, 23, 45, tzinfo=timezone(timedelta(hours=2))),
            Precision.MINUTE,
        ),
        (
            "2025-02-10T15:45:22.125Z",
            datetime(2025, 2, 10, 15, 45, 22, 125_000, tzinfo=UTC),
            Precision.MILLISECOND,
        ),
    ],
)
def test_what_is_not_said_is_not_made_up(text: str, when: datetime, precision: int) -> None:
    assert written(text) == (when, precision)


@pytest.mark.parametrize(
    "text",
    ["", "hello", "12:30", "10 February", "February 30, 2025, 1:00 PM", "Feb 10, 2025", "10 Xyz 2025, 15:45",
     "10/02/25, 15:45", "13/13/2025, 15:45", "Feb 10, 2025 25:00", "x" * 5000, "9" * 90, "Feb 10 11, 2025 1:00 PM"],
)  # fmt: skip
def test_what_is_no_time_is_none(text: str) -> None:
    assert written(text) is None


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2199, 12, 31)))
def test_english_dates_are_read_back(when: datetime) -> None:
    when = when.replace(microsecond=0)
    assert written(f"{when:%A, %B %d, %Y at %I:%M:%S %p}") == (when, Precision.SECOND)
    assert written(f"{when:%d %b %Y, %H:%M:%S}") == (when, Precision.SECOND)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.text(st.sampled_from("0123456789 :./-,apmAPMUTC+年月日時分février上午de\u202f٣"), max_size=40)
    | st.text()
)
def test_fuzz_any_text_is_a_time_or_none(text: str) -> None:
    found = written(text)
    assert found is None or isinstance(found[0], datetime)
