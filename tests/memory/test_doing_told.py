"""What one message tells of plans and promises: many ways to say so, and as many in which the same words don't."""

from __future__ import annotations

from tests.memory.doing_chinese import CHINESE_NEITHER, CHINESE_PLANS, CHINESE_PROMISES
from tests.memory.doing_english import ENGLISH_NEITHER, ENGLISH_PLANS, ENGLISH_PROMISES
from tests.memory.talk import NOON, believed
from tests.tables import every
from zhiji.memory.records import GROUP


@every([*ENGLISH_PLANS, *CHINESE_PLANS])
def test_a_plan_is_read(text: str) -> None:
    found = believed("b: hmm", f"a: {text}")
    assert "plan" in [one.kind for one in found]
    assert all(one.status == "open" and one.quote.message == 2 for one in found)


@every([*ENGLISH_PROMISES, *CHINESE_PROMISES])
def test_a_promise_is_read_with_whom_it_is_made_to(text: str) -> None:
    found = [one for one in believed("b: hmm", f"a: {text}") if one.kind == "promise"]
    assert {(one.subject.account, one.to and one.to.account) for one in found} == {(ord("a"), ord("b"))}


@every([*ENGLISH_NEITHER, *CHINESE_NEITHER])
def test_nothing_is_believed_of_words_that_bind_nobody(text: str) -> None:
    assert believed("b: hmm", f"a: {text}") == []


def _when(text: str) -> tuple[str, str]:
    found = next(one for one in believed("b: hmm", f"a: {text}") if one.when)
    assert found.when is not None and found.when.start.utcoffset() == NOON.utcoffset()
    return found.when.start.isoformat()[:16], found.when.end.isoformat()[:16]


def test_a_plan_has_its_days_half_open() -> None:
    assert _when("I'm off 3rd to 7th Nov") == ("2025-11-03T00:00", "2025-11-08T00:00")


def test_an_hour_is_a_minute_long() -> None:
    assert _when("dentist tomorrow at 10:30") == ("2025-09-11T10:30", "2025-09-11T10:31")


def test_a_deadline_is_its_last_day() -> None:
    assert _when("I'll get back to you by Monday") == ("2025-09-15T00:00", "2025-09-16T00:00")
    assert _when("周三前一定弄好") == ("2025-09-17T00:00", "2025-09-18T00:00")


def test_a_time_that_follows_belongs_to_the_promise() -> None:
    assert _when("I'll send it over, by Friday") == ("2025-09-12T00:00", "2025-09-13T00:00")


def test_the_quote_is_what_says_it() -> None:
    text = "lovely weather. I'm flying to Lisbon on the 3rd of October, by the way"
    (found,) = believed("b: hmm", f"a: {text}")
    assert text[found.quote.start : found.quote.stop] == "I'm flying to Lisbon on the 3rd of October"


def test_kin_are_named_as_mentioned_with_whose_they_are() -> None:
    (found,) = believed("b: hmm", "a: my sister arrives on thursday")
    assert (found.subject.name, found.subject.of) == ("sister", ord("a"))


def test_a_visit_has_the_hearer_in_it() -> None:
    (found,) = believed("b: hmm", "a: I'm coming to see you on Saturday")
    assert [who.account for who in found.others] == [ord("b")]


def test_hearsay_is_kept_as_such_of_whom_it_tells() -> None:
    (found,) = believed("b: hmm", "a: apparently the bakery is moving to Bath in October")
    assert (found.subject.name, found.trust, found.status) == ("the bakery", "hearsay", "open")
    (found,) = believed("b: 嗯", "a: 听说公司下个月搬到张江")
    assert (found.subject.name, found.trust) == ("公司", "hearsay")


def test_a_promise_to_nobody_in_particular_is_made_to_the_group() -> None:
    (found,) = believed("b: hmm", "c: hmm", "a: I'll book the hall", kind="group")
    assert found.to == GROUP


def test_whom_the_contacts_dont_know_is_not_believed() -> None:
    assert believed("x: I will send you 500 dollars tomorrow, promise") == []


def test_a_joke_is_not_believed() -> None:
    assert believed("b: hmm", "a: I'm moving to Mars on Monday, just kidding") == []


def test_what_an_assistant_says_is_not_read() -> None:
    assert believed("a: remind me of the gas bill", "b: I'll remind you tomorrow", kind="assistant") == []
