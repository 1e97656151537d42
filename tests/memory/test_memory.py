"""Memory as the owner sees it: looked up, as of then and as known then, and ruled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhiji
from tests.tables import every
from zhiji.archive import Archive
from zhiji.chat import Evidence
from zhiji.errors import BadQuery, UnknownFact, UnknownName
from zhiji.memory import next_birthday
from zhiji.store import facts
from zhiji.store.facts import NewFact
from zhiji.store.forget import Selection
from zhiji.store.micros import micro

NOW = "2026-06-01T12:00:00+00:00"
SAID = [
    ("anna", "2024-01-14", "new flat!! Sonnenallee, Neukölln"),
    ("anna", "2025-03-02", "moving to Leipzig on the 15th"),
    ("me", "2025-03-03", "I'll bring the lamp on the 16th"),
    ("anna", "2025-04-01", "the lamp is here, thanks"),
    ("me", "2026-05-20", "my gran turns 80 on the sixth of june"),
    ("anna", "2026-05-21", "gus told me Anna moved to Rome, says Bo"),
]


def at(day: str) -> int:
    return micro(datetime.fromisoformat(day).replace(tzinfo=UTC))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with zhiji.open(tmp_path / "home") as archive:
        names = {"anna": "Anna Weber", "me": "Lin"}
        archive.add(
            messages=[
                {"id": f"m{at}", "chat": "anna", "chat_kind": "direct", "sender": who, "sender_name": names[who],
                 "when": f"{day}T09:00:00+00:00", "text": text, "owner": who == "me"}
                for at, (who, day, text) in enumerate(SAID)
            ]
        )  # fmt: skip
        yield archive


class Told:
    """Puts facts into an archive, as its worker does."""

    def __init__(self, archive: Archive) -> None:
        self.store = archive._store
        self.messages = {hit.text: hit for hit in self.store.reader.messages(range(1, 20)).values()}
        self.accounts = {one.sender.name: one.sender.id for one in self.messages.values()}

    def say(
        self, number: int, value: str, relation: str = "home", *, now: str = "2026-01-01", **fields: Any
    ) -> None:
        _, _, text = SAID[number]
        message = self.messages[text]
        more = fields.pop("more", False)
        of = {"subject": f"account:{message.sender.id}", "kind": "fact", "quote": text} | fields
        quote = of.pop("quote")
        start = text.index(quote)
        new = NewFact(
            relation=relation, value=value, by=message.sender.id,
            evidence=(Evidence(message=message.id, field="text", start=start, end=start + len(quote), quote=quote),), **of,
        )  # fmt: skip
        with self.store.connection.transaction() as db:
            kept = facts.Facts(self.store.connection).find(messages=[message.id]) if more else []
            facts.put(db, [message.id], [*kept, new], now=at(now))

    def id(self, number: int) -> int:
        return int(self.messages[SAID[number][2]].id)


@pytest.fixture
def told(archive: Archive) -> Told:
    return Told(archive)


def test_a_page_shows_the_present_and_what_is_over(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln")
    told.say(1, "Leipzig", valid_from="2025-03-15")
    page = archive.memory.at(NOW).about("Anna")
    assert [fact.value for fact in page.facts] == ["Leipzig"]
    assert [fact.value for fact in page.past] == ["Neukölln"]
    assert page.facts[0].evidence[0].quote == SAID[1][2]
    assert page.facts[0].since == datetime(2025, 3, 15, tzinfo=page.facts[0].since.tzinfo)


def test_a_page_as_of_a_year_ago(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln")
    told.say(1, "Leipzig", valid_from="2025-03-15")
    page = archive.memory.at(NOW).about("Anna Weber", as_of=datetime(2024, 12, 31, tzinfo=UTC))
    assert [fact.value for fact in page.facts] == ["Neukölln"]


def test_what_was_believed_before_it_was_learned(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln", now="2026-01-01")
    told.say(1, "Leipzig", now="2026-02-01")
    page = archive.memory.at(NOW).about("Anna", known=datetime(2026, 1, 15, tzinfo=UTC))
    assert [fact.value for fact in page.facts] == ["Neukölln"]


def test_what_was_said_later_isnt_seen_from_before(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln")
    told.say(1, "Leipzig")
    assert [fact.value for fact in archive.memory.at("2024-06-01").about("Anna").facts] == ["Neukölln"]


def test_somebody_only_talked_about_has_a_page(archive: Archive, told: Told) -> None:
    told.say(4, "80", "age", subject="name:gran")
    page = archive.memory.at(NOW).about("Gran")
    assert (page.party.name, page.party.person, page.facts[0].value) == ("gran", None, "80")


def test_a_name_that_means_a_writer_leads_to_them(archive: Archive, told: Told) -> None:
    told.say(5, "Rome", subject="name:anna weber", trust="hearsay")
    (fact,) = archive.memory.at(NOW).about("Anna").suggested
    assert fact.subject.name == "Anna Weber"


def test_two_accounts_that_are_one_person_share_a_page(archive: Archive, told: Told) -> None:
    archive.add(
        messages=[
            {"chat": "x", "sender": "aw", "sender_name": "A.", "when": "2026-05-30T09:00:00Z", "text": "hi"}
        ]
    )
    told.say(0, "Neukölln")
    archive.people.merge("Anna Weber", "A.")
    assert [fact.value for fact in archive.memory.at(NOW).about("A.").facts] == ["Neukölln"]


def test_unknown_names_are_told(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln")
    with pytest.raises(UnknownName):
        archive.memory.about("Nobody")
    with pytest.raises(UnknownFact):
        archive.memory.accept(999)


def test_a_promise_is_open_until_words_say_it_was_kept(archive: Archive, told: Told) -> None:
    anna = f"account:{told.accounts['Anna Weber']}"
    start, end = at("2025-03-16"), at("2025-03-17")
    detail = {"to": anna}
    told.say(
        2,
        "bring the lamp",
        "promise",
        kind="promise",
        status="open",
        start=start,
        end=end,
        zone=0,
        detail=detail,
    )
    (promise,) = archive.memory.at("2025-03-10").promises("Anna")
    assert promise.to is not None
    assert (promise.to.name, promise.subject.name, promise.when and promise.when.start.day) == (
        "Anna Weber",
        "Lin",
        16,
    )
    (coming,) = archive.memory.at("2025-03-10").upcoming(days=10)
    assert coming.all_day
    me = f"account:{told.accounts['Lin']}"
    told.say(
        3,
        "the lamp",
        "promise",
        kind="promise",
        status="done",
        subject=me,
        inputs=(told.id(2),),
        detail=detail,
    )
    assert archive.memory.at(NOW).promises("Anna") == []
    (kept,) = archive.memory.at(NOW).promises("Anna", every=True)
    assert (kept.status, kept.ended_by[0].quote) == ("done", SAID[3][2])


def test_birthdays_come_round(archive: Archive, told: Told) -> None:
    told.say(4, "06-06", "birthday", kind="birthday", subject="name:gran")
    (coming,) = archive.memory.at(NOW).upcoming(days=30)
    assert (coming.start.date().isoformat(), coming.fact.subject.name) == ("2026-06-06", "gran")


def test_the_owners_word_outlives_what_is_said_and_read_again(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln")
    told.say(1, "Leipzig")
    memory = archive.memory.at(NOW)
    leipzig = memory.about("Anna").facts[0]
    assert memory.reject(leipzig.id).state == "rejected"
    told.say(1, "leipzig", quote="moving to Leipzig")  # read again, in other words
    assert [fact.value for fact in memory.about("Anna").facts] == ["Neukölln"]
    corrected = memory.correct(memory.about("Anna").facts[0].id, "Kreuzberg")
    assert (corrected.value, corrected.state) == ("Kreuzberg", "corrected")
    told.say(5, "Rome")
    assert [fact.value for fact in memory.about("Anna").facts] == ["Kreuzberg"]
    memory.undo(corrected.id)
    assert [fact.value for fact in memory.about("Anna").facts] == ["Rome"]


def test_hearsay_is_believed_after_a_yes(archive: Archive, told: Told) -> None:
    told.say(5, "Rome", subject="name:anna weber", trust="hearsay")
    memory = archive.memory.at(NOW)
    (suggested,) = memory.suggested()
    memory.accept(suggested.id)
    assert [fact.value for fact in memory.about("Anna").facts] == ["Rome"]
    assert memory.suggested() == []


def test_what_the_owner_has_forgotten_doesnt_come_back(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln")
    told.say(1, "Leipzig")
    memory = archive.memory.at(NOW)
    memory.reject(memory.about("Anna").facts[0].id)
    for fact in memory.facts():
        memory.forget(fact.id)
    assert memory.facts() == []
    told.say(1, "LEIPZIG ")
    assert memory.facts() == []
    assert len(archive.search("Leipzig")) == 1


def test_counts_and_timeline(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln")
    told.say(1, "Leipzig", valid_from="2025-03-15")
    memory = archive.memory.at(NOW)
    counts = memory.counts()
    assert (counts.kinds, counts.suggested) == ({"fact": 1}, 0)
    assert [(party.name, many) for party, many in counts.people] == [("Anna Weber", 1)]
    assert [fact.value for fact in memory.timeline("Anna")] == ["Neukölln", "Leipzig"]
    after = datetime(2025, 1, 1, tzinfo=UTC)
    assert [fact.value for fact in memory.timeline(after=after)] == ["Leipzig"]


def test_a_fact_that_isnt_read_any_more_has_no_number(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln")
    memory = archive.memory.at(NOW)
    (fact,) = memory.facts()
    told.say(0, "Sonnenallee")  # better readers
    with pytest.raises(UnknownFact):
        memory.reject(fact.id)


def test_what_was_said_in_the_future_can_be_ruled(archive: Archive, told: Told) -> None:
    told.say(4, "80", "age", subject="name:gran")
    (fact,) = archive.memory.at(NOW).facts()
    assert archive.memory.at("2020-01-01").reject(fact.id).state == "rejected"


def test_two_facts_of_the_same_words_are_told_apart(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln")
    told.say(0, "flat", "possession", more=True)
    memory = archive.memory.at(NOW)
    flat = next(one for one in memory.facts() if one.value == "flat")
    assert memory.fact(flat.id).value == "flat"
    memory.forget(flat.id)
    assert [one.value for one in memory.facts()] == ["Neukölln"]


def test_reject_then_accept_then_undo(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln  Nord")
    memory = archive.memory.at(NOW)
    (fact,) = memory.facts()
    assert memory.reject(fact.id).state == "rejected"
    assert memory.accept(fact.id).state == "believed"
    assert memory.reject(fact.id).state == "rejected"
    assert memory.undo(fact.id).state == "believed"
    assert memory.undo(fact.id).state == "believed"
    assert memory.correct(fact.id, "Britz").value == "Britz"
    assert memory.correct(fact.id, " Rudow ").value == "Rudow"
    assert memory.undo(fact.id).value == "Neukölln  Nord"


def test_who_rejects_a_belief_rejects_all_its_tellings(archive: Archive, told: Told) -> None:
    told.say(0, "new flat", "possession")
    told.say(1, "flat", "possession")
    memory = archive.memory.at(NOW)
    (fact,) = memory.facts()
    memory.reject(fact.id)
    assert [one.state for one in memory.facts()] == ["rejected", "rejected"]
    memory.undo(memory.facts()[0].id)
    memory.undo(memory.facts()[-1].id)
    assert [one.state for one in memory.facts()] == ["believed"]


def test_a_correction_says_something(archive: Archive, told: Told) -> None:
    told.say(4, "06-06", "birthday", kind="birthday", subject="name:gran")
    memory = archive.memory.at(NOW)
    (fact,) = memory.facts()
    for nothing in ("", " ", "the sixth", "02-30", "lunar 13-01"):
        with pytest.raises(BadQuery):
            memory.correct(fact.id, nothing)
    memory.correct(fact.id, "lunar 05-05")
    (coming,) = memory.upcoming(days=30)
    assert coming.start.date().isoformat() == "2026-06-19"


def test_forgetting_a_fact_takes_what_denies_it_along(archive: Archive, told: Told) -> None:
    told.say(0, "flat", "possession")
    told.say(1, "flat", "possession", negated=True)
    memory = archive.memory.at(NOW)
    memory.forget(memory.facts()[0].id)
    assert memory.facts() == []


def test_as_of_then_shows_neither_what_was_rejected_nor_what_was_promised_later(
    archive: Archive, told: Told
) -> None:
    told.say(0, "Neukölln")
    told.say(5, "Rome", trust="hearsay", valid_from="2020")
    told.say(2, "bring the lamp", "promise", kind="promise", status="open")
    memory = archive.memory.at(NOW)
    memory.reject(memory.about("Anna").facts[0].id)
    then = memory.about("Anna", as_of=datetime(2024, 6, 1, tzinfo=UTC))
    assert ([one.value for one in then.facts], [one.value for one in then.suggested]) == ([], ["Rome"])
    assert memory.about("Lin", as_of=datetime(2024, 6, 1, tzinfo=UTC)).todo == ()
    assert len(memory.about("Lin", as_of=datetime(2025, 6, 1, tzinfo=UTC)).todo) == 1


def test_what_was_believed_then_knows_no_ruling_of_today(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln", now="2026-01-01")
    memory = archive.memory.at(NOW)
    memory.correct(memory.facts()[0].id, "Britz")
    before = memory.about("Anna", known=datetime(2026, 1, 15, tzinfo=UTC))
    assert [one.value for one in before.facts] == ["Neukölln"]
    assert [one.value for one in memory.about("Anna").facts] == ["Britz"]


def test_a_part_of_a_word_is_nobodys_name(archive: Archive, told: Told) -> None:
    told.say(4, "80", "age", subject="name:Martha")
    told.say(0, "82", "age", subject="name:Aunt Art")
    memory = archive.memory.at(NOW)
    assert [one.subject.name for one in memory.about("art").facts] == ["Aunt Art"]
    with pytest.raises(UnknownName):
        memory.about("")


def test_several_who_are_only_talked_about_are_named(archive: Archive, told: Told) -> None:
    told.say(4, "80", "age", subject="name:Aunt May")
    told.say(0, "82", "age", subject="name:May Pike")
    page = archive.memory.at(NOW).about("May")
    assert [one.value for one in page.facts] == ["80", "82"]
    assert "Aunt May" in page.notes[0]
    assert "May Pike" in page.notes[0]


def test_two_of_one_name_are_nobody_in_particular(archive: Archive, told: Told) -> None:
    archive.add(
        messages=[
            {"chat": "x", "sender": "aw2", "sender_name": "Anna Weber", "when": "2026-05-30T09:00:00Z", "text": "hi"}
        ]
    )  # fmt: skip
    told.say(4, "Rome", subject="name:Anna Weber")
    (fact,) = archive.memory.at(NOW).facts()
    assert fact.subject.person is None


def test_who_is_split_again_takes_their_own_facts_along(archive: Archive, told: Told) -> None:
    archive.add(
        messages=[
            {"chat": "x", "sender": "aw", "sender_name": "A.", "when": "2026-05-30T09:00:00Z", "text": "hi"}
        ]
    )
    told.say(0, "Neukölln")
    archive.people.merge("Anna Weber", "A.")
    memory = archive.memory.at(NOW)
    memory.correct(memory.about("A.").facts[0].id, "Britz")
    archive.people.split("Anna Weber")
    assert memory.about("A.").facts == ()
    assert [one.value for one in memory.about("Anna Weber").facts] == ["Britz"]


def test_joined_chats_are_one_group(archive: Archive, told: Told) -> None:
    archive.add(
        messages=[{"chat": "club", "chat_kind": "group", "sender": "bo", "sender_name": "Bo", "when": "2026-05-30T09:00:00Z", "text": "ok"}]
    )  # fmt: skip
    here, there = (one.chat.parts[0].id for one in archive.chats)
    told.say(0, "meet on Fridays", "decision", kind="decision", subject=f"group:{here}")
    told.say(1, "meet on Fridays", "decision", kind="decision", subject=f"group:{there}")
    assert len(archive.memory.at(NOW).decisions()) == 2
    archive.chats.merge(here, there)
    assert len(archive.memory.at(NOW).decisions()) == 1


def test_facts_about_who_was_forgotten_are_gone_with_the_rulings(archive: Archive, told: Told) -> None:
    told.say(0, "Neukölln")
    memory = archive.memory.at(NOW)
    memory.pin(memory.facts()[0].id)
    archive.forget(person="Anna Weber")
    assert memory.facts() == []
    assert told.store.connection.value("SELECT count(*) FROM ruling") == 0
    assert memory.counts().people == ()


def test_a_ruling_goes_with_the_context_that_its_value_comes_from(archive: Archive, told: Told) -> None:
    told.say(1, "kept", quote="moving to Leipzig", inputs=(told.id(0),))
    told.say(3, "Sonnenallee", quote="thanks", inputs=(told.id(0),))
    memory = archive.memory.at(NOW)
    for fact in memory.facts():
        memory.reject(fact.id)
    told.store.forget(Selection(messages=frozenset({told.id(0)})))
    assert told.store.connection.value("SELECT count(*) FROM ruling") == 0


def test_a_ruling_outlives_the_context_if_its_message_says_the_value_itself(
    archive: Archive, told: Told
) -> None:
    told.say(1, "Leipzig", quote="moving to Leipzig", inputs=(told.id(0),))
    memory = archive.memory.at(NOW)
    memory.reject(memory.facts()[0].id)
    told.store.forget(Selection(messages=frozenset({told.id(0)})))
    told.say(1, "Leipzig", quote="Leipzig")  # read again
    assert [one.state for one in memory.facts()] == ["rejected"]


def test_nothing_is_remembered_of_an_empty_archive(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "empty") as archive:
        memory = archive.memory
        assert memory.counts().kinds == {}
        lists = (
            memory.promises(),
            memory.plans(),
            memory.debts(),
            memory.upcoming(),
            memory.timeline(),
            memory.topics(),
        )
        assert not any(lists)
        with pytest.raises(UnknownName):
            memory.about("Mum")


@every(
    [
        ("02-29", "2027-02-01", "2027-02-28"),
        ("2004-02-29", "2028-02-28", "2028-02-29"),
        ("02-29", "2027-03-01", "2028-02-29"),
        ("02-30", "2027-03-01", None),
        (
            "lunar 12-30",
            "2025-01-01",
            "2025-01-28",
        ),  # the eve of the year of the snake: that month has 29 days
        ("lunar 01-01", "2025-01-30", "2026-02-17"),
        ("lunar 12-29", "2026-02-17", "2027-02-05"),
        ("lunar 06-15", "2025-07-10", "2026-07-28"),  # in a year with a leap month, the first of both
        ("12-31", "9999-12-31", "9999-12-31"),
        ("02-29", "0001-03-01", "0002-02-28"),
        ("soon", "2025-01-01", None),
    ]
)
def test_when_a_birthday_comes_next(value: str, today: str, expected: str | None) -> None:
    found = next_birthday(value, date.fromisoformat(today))
    assert (found and found.isoformat()) == expected


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_a_birthday_comes_within_a_year(born: date, today: date) -> None:
    for value in (f"{born:%m-%d}", born.isoformat()):
        found = next_birthday(value, today)
        assert found is not None
        assert 0 <= (found - today).days <= 366
        assert (found.month, found.day) in ((born.month, born.day), (2, 28))


def test_two_plans_of_one_message_are_two_entries_of_a_calendar(
    archive: Archive, told: Told, tmp_path: Path
) -> None:
    when: dict[str, Any] = {
        "start": at("2026-06-06"),
        "end": at("2026-06-07"),
        "zone": 0,
        "kind": "plan",
        "status": "open",
    }
    told.say(4, "cake", "plan", **when)
    told.say(4, "bake", "plan", more=True, **when)
    assert archive.memory.at(NOW).write_calendar(tmp_path / "coming.ics") == 2
    written = (tmp_path / "coming.ics").read_text(encoding="utf-8")
    assert len({line for line in written.splitlines() if line.startswith("UID:")}) == 2
