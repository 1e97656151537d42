"""Memory as the owner sees it: looked up, as of then and as known then, and ruled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import zhiji
from zhiji.archive import Archive
from zhiji.chat import Evidence
from zhiji.errors import UnknownFact, UnknownName
from zhiji.store import facts
from zhiji.store.facts import NewFact
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
        of = {"subject": f"account:{message.sender.id}", "kind": "fact", "quote": text} | fields
        quote = of.pop("quote")
        start = text.index(quote)
        new = NewFact(
            relation=relation, value=value, by=message.sender.id,
            evidence=(Evidence(message=message.id, field="text", start=start, end=start + len(quote), quote=quote),), **of,
        )  # fmt: skip
        with self.store.connection.transaction() as db:
            kept = (
                facts.Facts(self.store.connection).find(messages=[message.id])
                if fields.pop("more", False)
                else []
            )
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
