"""What is believed after all that was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhiji.language import fold
from zhiji.memory.records import CLEAR, LIKELY
from zhiji.memory.likeness import alike
from zhiji.memory.settling import settle
from zhiji.memory.tellings import Belief, Ruling, Telling

NUMBERS = count(100)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def telling(value: str, said: str = "2025-01-01", **fields: Any) -> Telling:
    number = fields.pop("id", None) or next(NUMBERS)
    given_fields: dict[str, Any] = {
        "id": number, "kind": "fact", "relation": "home", "subject": "anna", "by": "anna", "message": number,
        "confidence": CLEAR,
    }  # fmt: skip
    return Telling(value=value, said_at=day(said), **(given_fields | fields))


def ruling(value: str, verdict: Any, **fields: Any) -> Ruling:
    given_fields = {"kind": "fact", "subject": "anna", "relation": "home"} | fields
    return Ruling(value=fold(value), verdict=verdict, **given_fields)


def one(beliefs: Sequence[Belief], value: str) -> Belief:
    return next(belief for belief in beliefs if belief.value == value)


def test_a_later_home_ends_the_earlier_and_both_stay_visible() -> None:
    beliefs = settle(
        [telling("Berlin", "2024-01-14"), telling("Leipzig", "2025-03-02", since=day("2025-03-15"))], now=NOW
    )
    assert [(b.value, b.state) for b in beliefs] == [("Berlin", "superseded"), ("Leipzig", "believed")]
    assert one(beliefs, "Berlin").holds_at(day("2024-12-31"))
    assert not one(beliefs, "Leipzig").holds_at(day("2024-12-31"))
    assert one(beliefs, "Berlin").until == day("2025-03-15")


def test_before_the_move_the_old_home_still_holds() -> None:
    told = [telling("Berlin", "2024-01-14"), telling("Leipzig", "2025-03-02", since=day("2025-03-15"))]
    assert one(settle(told, now=day("2025-03-10")), "Berlin").state == "believed"


def test_what_is_told_late_finds_its_place_in_time() -> None:
    told = [
        telling("Leipzig", "2025-04-01"),
        telling("Bonn", "2025-05-01", since=day("2019-01-01"), until=day("2023-01-01")),
    ]
    beliefs = settle(told, now=NOW)
    assert one(beliefs, "Leipzig").state == "believed"
    assert not one(beliefs, "Bonn").holds_at(NOW)
    assert one(beliefs, "Bonn").holds_at(day("2020-01-01"))


def test_the_same_home_more_closely_is_one_belief_with_two_tellings() -> None:
    (belief,) = settle([telling("Leipzig", "2025-01-01"), telling("Leipzig Plagwitz", "2025-06-01")], now=NOW)
    assert belief.value == "Leipzig Plagwitz"
    assert len(belief.tellings) == 2
    assert belief.since == day("2025-01-01")


def test_many_pets_live_side_by_side_until_words_deny_one() -> None:
    told = [
        telling("ferret Biscuit", "2025-01-01", relation="pet"),
        telling("ferret Moth", "2025-01-02", relation="pet"),
        telling("ferret Moth", "2026-04-09", relation="pet", negated=True, since=day("2026-04-07")),
    ]
    beliefs = settle(told, now=NOW)
    assert [(b.value, b.state) for b in beliefs] == [
        ("ferret Biscuit", "believed"),
        ("ferret Moth", "superseded"),
    ]
    assert one(beliefs, "ferret Moth").until == day("2026-04-07")


def test_hearsay_is_never_more_than_suggested_and_ends_nothing() -> None:
    told = [telling("Berlin", "2024-01-01"), telling("Rome", "2025-01-01", by="gus", trust="hearsay")]
    beliefs = settle(told, now=NOW)
    assert one(beliefs, "Berlin").state == "believed"
    assert one(beliefs, "Rome").state == "suggested"


def test_others_words_dont_end_what_somebody_said_of_themselves() -> None:
    told = [telling("Berlin", "2024-01-01"), telling("Rome", "2025-01-01", by="gus")]
    beliefs = settle(told, now=NOW)
    assert one(beliefs, "Berlin").state == "believed"
    assert one(beliefs, "Rome").state == "suggested"


def test_a_guess_told_clearly_becomes_a_belief() -> None:
    (belief,) = settle(
        [telling("Bonn", "2024-01-01", confidence=LIKELY), telling("Bonn", "2024-02-01")], now=NOW
    )
    assert belief.state == "believed"


def promise(value: str, said: str, status: str = "open", **fields: Any) -> Telling:
    return telling(value, said, kind="promise", relation="promise", status=status, **fields)


def test_a_promise_that_was_kept_is_done() -> None:
    told = [
        promise("send the form", "2025-01-01", id=1, to="mum"),
        promise("sent!", "2025-01-03", "done", also=frozenset({1}), to="mum"),
    ]
    (belief,) = settle(told, now=NOW)
    assert (belief.value, belief.status, belief.is_current) == ("send the form", "done", False)
    assert [by.value for by in belief.ended_by] == ["sent!"]


def test_what_is_done_doesnt_close_a_promise_to_somebody_else() -> None:
    told = [
        promise("send the form", "2025-01-01", id=1, to="mum"),
        promise("send the form", "2025-01-03", "done", to="dad"),
    ]
    beliefs = settle(told, now=NOW)
    assert [belief.status for belief in beliefs] == ["open", "done"]


def test_a_debt_that_was_paid_stays_paid_and_a_new_one_is_open() -> None:
    debt: dict[str, Any] = {"kind": "debt", "relation": "debt", "to": "lin"}
    told = [
        telling("62 CNY", "2025-01-01", status="open", id=1, **debt),
        telling("62 CNY", "2025-01-02", status="done", id=2, **debt),
        telling("40 CNY", "2025-02-02", status="open", id=3, **debt),
    ]
    assert [(b.value, b.status) for b in settle(told, now=NOW)] == [("62 CNY", "done"), ("40 CNY", "open")]


def test_a_rejected_value_doesnt_come_back_when_it_is_said_again() -> None:
    told = [telling("Berlin", "2024-01-01"), telling("berlin", "2026-01-01")]
    assert [b.state for b in settle(told, [ruling("Berlin", "rejected")], now=NOW)] == ["rejected", "rejected"]


def test_a_correction_outranks_all_that_is_said_later() -> None:
    told = [telling("Berlin", "2024-01-01"), telling("Rome", "2026-01-01")]
    beliefs = settle(told, [ruling("Berlin", "corrected", replacement="Potsdam")], now=NOW)
    assert [(b.value, b.state) for b in beliefs] == [("Potsdam", "corrected"), ("Rome", "suggested")]


def test_a_pinned_value_isnt_superseded() -> None:
    told = [telling("Berlin", "2024-01-01"), telling("Rome", "2026-01-01")]
    beliefs = settle(told, [ruling("Berlin", "pinned")], now=NOW)
    assert one(beliefs, "Berlin").pinned
    assert one(beliefs, "Berlin").state == "believed"
    assert one(beliefs, "Rome").state == "suggested"


def test_a_ruling_on_one_person_leaves_the_others_alone() -> None:
    told = [telling("Berlin", "2024-01-01"), telling("Berlin", "2024-01-01", subject="bob", by="bob", id=7)]
    states = {b.last.subject: b.state for b in settle(told, [ruling("Berlin", "rejected")], now=NOW)}
    assert states == {"anna": "rejected", "bob": "believed"}


def test_alike_looks_at_words_not_at_spelling() -> None:
    assert alike("Leipzig", "leipzig plagwitz")
    assert alike("宁波高新区", "宁波")
    assert not alike("62 CNY", "40 CNY")
    assert not alike("Berlin", "Bern")
    assert not alike("", "Bern")


tellings = st.lists(
    st.builds(
        telling,
        st.sampled_from(["Berlin", "Rome", "rome trastevere", "Bonn"]),
        st.dates(day("2020-01-01").date(), day("2026-01-01").date()).map(str),
        relation=st.sampled_from(["home", "pet"]),
        negated=st.booleans(),
        trust=st.sampled_from(["said", "hearsay"]),
        confidence=st.sampled_from([CLEAR, LIKELY]),
        by=st.sampled_from(["anna", "gus"]),
    ),
    max_size=12,
).map(lambda some: [replace(one, id=at, message=at) for at, one in enumerate(some, 1)])  # fmt: skip


@given(tellings, st.randoms(use_true_random=False))
def test_the_order_of_learning_is_all_one(told: list[Telling], chance: Any) -> None:
    mixed = list(told)
    chance.shuffle(mixed)
    assert settle(told, now=NOW) == settle(mixed, now=NOW)


@given(tellings)
def test_every_telling_is_told_of_somewhere(told: list[Telling]) -> None:
    beliefs = settle(told, now=NOW)
    shown = {one.id for belief in beliefs for one in (*belief.tellings, *belief.ended_by)}
    assert shown == {one.id for one in told}


@given(tellings)
def test_at_any_moment_one_home_at_most_is_believed(told: list[Telling]) -> None:
    beliefs = [b for b in settle(told, now=NOW) if b.last.relation == "home" and not b.last.negated]
    known = [b for b in beliefs if b.state in ("believed", "superseded")]
    moments = [b.since for b in known] + [b.since + timedelta(hours=1) for b in known]
    for moment in moments:
        assert len([b for b in known if b.holds_at(moment) and b.state == "believed"]) <= 1
