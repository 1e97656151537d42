"""What is believed after all that was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from time import process_time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.tables import every
from zhiji.language import fold
from zhiji.memory.likeness import Values, alike
from zhiji.memory.records import ALL, CLEAR, LIKELY
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


def test_what_is_told_to_be_all_there_is_ends_the_rest() -> None:
    told = [
        telling("nuts", "2025-01-01", relation="allergy"),
        telling("peanuts", "2025-07-01", relation="allergy", ends=ALL),
    ]
    assert [(b.value, b.state) for b in settle(told, now=NOW)] == [
        ("nuts", "superseded"),
        ("peanuts", "believed"),
    ]


@every(
    [
        ("school", "Leeds", "philosophy", 0),
        ("partner", "wife", "Ewa", 300),
        ("partner", "Ewa", "my wife", 300),
    ]
)
def test_what_is_told_beside_it_ends_nothing(relation: str, first: str, second: str, days: int) -> None:
    later = str((day("2025-01-01") + timedelta(days=days)).date())
    told = [telling(first, "2025-01-01", relation=relation), telling(second, later, relation=relation)]
    assert {b.value: b.state for b in settle(told, now=NOW)} == {first: "believed", second: "believed"}


def test_another_partner_ends_the_former_one() -> None:
    told = [telling("Ewa", "2024-01-01", relation="partner"), telling("Bo", "2025-06-01", relation="partner")]
    assert [b.state for b in settle(told, now=NOW)] == ["superseded", "believed"]


def test_a_rejected_value_doesnt_come_back_when_it_is_said_again() -> None:
    told = [telling("Berlin", "2024-01-01"), telling("berlin", "2026-01-01")]
    assert [b.state for b in settle(told, [ruling("Berlin", "rejected")], now=NOW)] == [
        "rejected",
        "rejected",
    ]


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


def test_who_moves_away_and_back_lives_there_anew() -> None:
    told = [
        telling("Berlin", "2020-01-01"),
        telling("Leipzig", "2022-01-01"),
        telling("Berlin", "2024-01-01"),
    ]
    beliefs = settle(told, now=NOW)
    assert [(b.value, b.state, str(b.since.date())) for b in beliefs] == [
        ("Berlin", "superseded", "2020-01-01"),
        ("Leipzig", "superseded", "2022-01-01"),
        ("Berlin", "believed", "2024-01-01"),
    ]


def test_a_home_told_of_in_retrospect_ends_nothing() -> None:
    told = [telling("Leipzig", "2025-04-01"), telling("Bonn", "2025-05-01", until=day("2015-01-01"))]
    beliefs = settle(told, now=NOW)
    assert [(b.value, b.state) for b in beliefs] == [("Leipzig", "believed"), ("Bonn", "superseded")]
    assert not one(beliefs, "Bonn").holds_at(day("2025-05-02"))


def test_what_was_told_to_end_by_now_is_over() -> None:
    (belief,) = settle([telling("Bonn", "2025-05-01", until=day("2026-01-01"))], now=NOW)
    assert belief.state == "superseded"
    (before,) = settle([telling("Bonn", "2025-05-01", until=day("2026-01-01"))], now=day("2025-12-01"))
    assert before.state == "believed"


def test_others_contradict_only_what_still_holds() -> None:
    told = [telling("Bonn", "2020-01-01", until=day("2021-01-01")), telling("Rome", "2025-01-01", by="gus")]
    assert one(settle(told, now=NOW), "Rome").state == "believed"


def test_a_value_denied_twice_is_over_and_nothing_else() -> None:
    told = [
        telling("smoking", "2024-01-01", relation="likes"),
        telling("smoking", "2025-01-01", relation="likes", negated=True),
        telling("smoking", "2025-06-01", relation="likes", negated=True),
    ]
    (belief,) = settle(told, now=NOW)
    assert (belief.state, belief.until, len(belief.ended_by)) == ("superseded", day("2025-01-01"), 2)


def test_what_was_denied_and_is_so_now_isnt_denied_any_more() -> None:
    told = [
        telling("meat", "2024-01-01", relation="diet", negated=True),
        telling("meat", "2025-01-01", relation="diet"),
    ]
    beliefs = settle(told, now=NOW)
    assert [(b.last.negated, b.state) for b in beliefs] == [(True, "superseded"), (False, "believed")]


def test_others_cannot_deny_what_somebody_said_of_themselves() -> None:
    told = [
        telling("nuts", "2024-01-01", relation="allergy"),
        telling("nuts", "2025-01-01", relation="allergy", negated=True, by="gus"),
    ]
    beliefs = settle(told, now=NOW)
    assert [(b.last.negated, b.state) for b in beliefs] == [(False, "believed"), (True, "suggested")]
    accepted = settle(
        told[1:] + told[:1], [ruling("nuts", "accepted", relation="allergy", negated=True)], now=NOW
    )
    assert [b.state for b in accepted] == ["superseded"]


def test_a_guess_that_was_denied_was_never_believed() -> None:
    told = [
        telling("Rome", "2024-01-01", trust="hearsay", by="gus"),
        telling("Rome", "2025-01-01", negated=True),
    ]
    (then,) = settle(told, now=day("2024-06-01"))
    assert then.state == "suggested"


def test_a_guess_closes_no_promise() -> None:
    told = [
        promise("send the form", "2025-01-01", id=1),
        promise("send the form", "2025-01-03", "done", confidence=LIKELY),
    ]
    assert [(b.status, b.state) for b in settle(told, now=NOW)] == [
        ("open", "believed"),
        ("done", "suggested"),
    ]


def test_of_two_promises_in_a_message_the_one_that_is_named_is_done() -> None:
    told = [
        promise("send the form", "2025-01-01", id=1, message=1),
        promise("call Mum", "2025-01-01", id=2, message=1),
        promise("form is sent", "2025-01-03", "done", also=frozenset({1})),
    ]
    told[2] = replace(told[2], value="the form")
    assert [(b.value, b.status) for b in settle(told, now=NOW)] == [
        ("send the form", "done"),
        ("call Mum", "open"),
    ]


def test_what_is_done_later_was_open_before() -> None:
    told = [promise("call Mum", "2025-01-01", id=1), promise("call Mum", "2025-02-01", "done")]
    assert [b.status for b in settle(told, now=day("2025-01-15"))] == ["open"]


def test_a_rejection_goes_by_the_next_word() -> None:
    told = [telling("Berlin", "2024-01-01")]
    rulings = [ruling("Berlin", "rejected", id=1), ruling("Berlin", "accepted", id=2)]
    (belief,) = settle(told, rulings, now=NOW)
    assert (belief.state, belief.rulings) == ("believed", (1, 2))
    (belief,) = settle(told, [*rulings, ruling("Berlin", "rejected", id=3)], now=NOW)
    assert belief.state == "rejected"
    (belief,) = settle(told, [ruling("Berlin", "pinned"), ruling("Berlin", "rejected")], now=NOW)
    assert not belief.pinned


def test_a_correction_is_corrected() -> None:
    rulings = [
        ruling("Berlin", "corrected", replacement="Potsdam"),
        ruling("Berlin", "corrected", replacement="Werder"),
    ]
    (belief,) = settle([telling("Berlin", "2024-01-01")], rulings, now=NOW)
    assert (belief.value, belief.state) == ("Werder", "corrected")


def test_what_the_owner_said_first_is_one_with_what_is_said_later() -> None:
    told = [telling("Berlin", "2024-01-01"), telling("Potsdam Babelsberg", "2025-01-01")]
    (belief,) = settle(told, [ruling("Berlin", "corrected", replacement="Potsdam")], now=NOW)
    assert (belief.value, belief.state, len(belief.tellings)) == ("Potsdam", "corrected", 2)


def test_an_accepted_suggestion_ends_what_was_before() -> None:
    told = [telling("Berlin", "2024-01-01"), telling("Rome", "2025-01-01", by="gus", trust="hearsay")]
    beliefs = settle(told, [ruling("Rome", "accepted")], now=NOW)
    assert [(b.value, b.state) for b in beliefs] == [("Berlin", "superseded"), ("Rome", "believed")]


def test_who_rejects_a_denial_keeps_the_value() -> None:
    told = [
        telling("nuts", "2024-01-01", relation="allergy"),
        telling("nuts", "2025-01-01", relation="allergy", negated=True),
    ]
    beliefs = settle(told, [ruling("nuts", "rejected", relation="allergy", negated=True)], now=NOW)
    assert [(b.last.negated, b.state) for b in beliefs] == [(False, "believed"), (True, "rejected")]


def test_a_pinned_value_that_was_denied_holds() -> None:
    told = [
        telling("cat Moth", "2025-01-01", relation="pet"),
        telling("cat Moth", "2026-01-01", relation="pet", negated=True),
    ]
    beliefs = settle(told, [ruling("cat Moth", "pinned", relation="pet")], now=NOW)
    assert (beliefs[0].state, beliefs[0].until, beliefs[0].pinned) == ("believed", None, True)


def test_rejecting_one_promise_leaves_those_with_a_word_of_it() -> None:
    told = [promise("call", "2025-01-01", id=1), promise("call the bank", "2025-02-01", id=2, to="bo")]
    told[0] = replace(told[0], to="mum")
    call = ruling("call", "rejected", kind="promise", relation="promise")
    assert {b.value: b.state for b in settle(told, [call], now=NOW)} == {
        "call": "rejected", "call the bank": "believed",
    }  # fmt: skip


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
        until=st.none() | st.sampled_from([day("2019-05-01"), day("2024-05-01"), day("2026-05-01")]),
        ends=st.sampled_from(["", "", "Bonn"]),
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


to_dos = st.lists(
    st.builds(
        promise,
        st.sampled_from(["send form", "form", "call Mum", "send the form soon"]),
        st.dates(day("2020-01-01").date(), day("2026-01-01").date()).map(str),
        st.sampled_from(["open", "open", "done", "cancelled"]),
        to=st.sampled_from([None, "mum", "bo"]),
        confidence=st.sampled_from([CLEAR, LIKELY]),
        also=st.frozensets(st.integers(1, 12), max_size=1),
        ends=st.sampled_from(["", "", "form"]),
    ),
    max_size=12,
).map(lambda some: [replace(one, id=at, message=at) for at, one in enumerate(some, 1)])  # fmt: skip
verdicts = st.lists(
    st.builds(
        ruling,
        st.sampled_from(["Berlin", "Rome", "rome trastevere", "Bonn"]),
        st.sampled_from(["accepted", "rejected", "corrected", "pinned"]),
        relation=st.sampled_from(["home", "pet"]),
        negated=st.booleans(),
        replacement=st.sampled_from(["Werder", "Rome"]),
    ),
    max_size=5,
).map(lambda some: [replace(one, id=at) for at, one in enumerate(some, 1)])


@given(to_dos, st.randoms(use_true_random=False))
def test_to_dos_are_told_of_somewhere_in_whatever_order_they_were_learned(
    told: list[Telling], chance: Any
) -> None:
    mixed = list(told)
    chance.shuffle(mixed)
    beliefs = settle(told, now=NOW)
    assert beliefs == settle(mixed, now=NOW)
    shown = [one.id for belief in beliefs for one in belief.tellings]
    assert len(shown) == len({*shown})
    assert {*shown, *(one.id for belief in beliefs for one in belief.ended_by)} == {one.id for one in told}


@given(tellings, verdicts)
def test_the_owners_last_word_holds(told: list[Telling], said: list[Ruling]) -> None:
    for belief in settle(told, said, now=NOW):
        about = [
            ruling for ruling in said
            if ruling.relation == belief.last.relation and ruling.id in belief.last.rulings
        ]  # fmt: skip
        if about:
            assert (belief.state == "rejected") == (about[-1].verdict == "rejected")
    kept = settle(told, said, now=NOW)
    assert {one.id for b in kept for one in (*b.tellings, *b.ended_by)} == {one.id for one in told}


@given(tellings, verdicts)
def test_without_its_rulings_all_is_as_before(told: list[Telling], said: list[Ruling]) -> None:
    applied = {number for belief in settle(told, said, now=NOW) for number in belief.rulings}
    idle = [one for one in said if one.id not in applied]
    assert settle(told, idle, now=NOW) == settle(told, now=NOW)


@given(tellings)
def test_nothing_unclear_is_believed_and_what_is_over_began_before(told: list[Telling]) -> None:
    for belief in settle(told, now=NOW):
        assert belief.state != "believed" or any(one.is_clear for one in belief.tellings)
        assert belief.until is None or belief.since <= belief.until
        assert belief.state != "believed" or belief.until is None or belief.until > NOW


@given(st.lists(st.sampled_from(["Berlin", "Rome", "Bonn", "Graz"]), min_size=1, max_size=10))
def test_who_tells_of_themselves_lives_where_they_said_last(homes: list[str]) -> None:
    told = [telling(home, f"20{10 + at}-01-01", id=at + 1) for at, home in enumerate(homes)]
    assert [b.value for b in settle(told, now=NOW) if b.state == "believed"] == homes[-1:]


def test_thousands_of_to_dos_settle_in_no_time() -> None:
    told = [promise(f"send form {at} to office {at % 97}", "2025-01-01", id=at + 1) for at in range(5000)]
    begun = process_time()
    assert len(settle(told, now=NOW)) == 5000
    assert process_time() - begun < 5  # comparing each with each takes minutes


values = st.text("ab1 2一二家。", max_size=8)


@given(st.lists(values, max_size=12), values)
def test_values_are_found_by_what_is_alike(some: list[str], wanted: str) -> None:
    found = Values()
    for number, value in enumerate(some):
        found[number] = value
    assert found.alike(wanted) == [number for number, value in enumerate(some) if alike(value, wanted)]
    for number in range(0, len(some), 2):
        found.pop(number)
    assert found.alike(wanted) == [n for n, value in enumerate(some) if n % 2 and alike(value, wanted)]
