"""What the owner says of answers: kept with its evidence, working at once, taken back without a trace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import zhiji
from tests.assistant.conftest import LIFE, NOW
from tests.store.homes import traces
from zhiji.archive import Archive
from zhiji.errors import BadQuery, OwnerUnknown
from zhiji.feedback import Feedback
from zhiji.people.naming import called


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with zhiji.open(tmp_path / "home") as archive:
        archive.add(messages=LIFE)
        yield archive


def told(archive: Archive, note: str) -> Feedback:
    answer = archive.ask("What is the gate code?", now=NOW)
    return archive.feedback(answer, "wrong", note=note, now=NOW)


def test_feedback_is_kept_with_its_evidence_and_written_out(archive: Archive, tmp_path: Path) -> None:
    answer = archive.ask("What is the gate code?", now=NOW)
    archive.feedback(answer, "right", now=NOW)
    given = archive.feedback(answer, "this", message=answer.citations[0].message.id, now=NOW)
    assert given.evidence == tuple(one.message.id for one in answer.citations)
    assert archive.feedbacks.export(tmp_path / "feedback.jsonl") == 2
    right, this = map(json.loads, (tmp_path / "feedback.jsonl").read_text(encoding="utf-8").splitlines())
    assert (right["verdict"], right["question"], right["message"]) == (
        "right",
        "What is the gate code?",
        None,
    )
    assert [one["source_id"] for one in right["evidence"]] == [
        one.message.source_id for one in answer.citations
    ]
    assert this["message"]["source_id"] == answer.citations[0].message.source_id


@pytest.mark.parametrize(
    ("verdict", "message"), [("this", None), ("right", 3), ("this", 9999), ("splendid", None)]
)
def test_feedback_that_makes_no_sense_is_not_kept(
    archive: Archive, verdict: str, message: int | None
) -> None:
    answer = archive.ask("What is the gate code?", now=NOW)
    with pytest.raises(BadQuery):
        archive.feedback(answer, verdict, message=message)  # type: ignore[arg-type]  # on purpose
    assert list(archive.feedbacks) == []


@pytest.mark.parametrize(
    ("note", "question", "quote"),
    [
        ("Tom lives in Wels now", "Where does Tom live?", "Tom lives in Wels now"),
        ("No, Tom lives in Wels now", "Tom 住在哪里？", "No, Tom lives in Wels now"),
        ("Lena lives in Graz now", "Where does Lena live?", "Lena lives in Graz now"),
        ("妈妈对花生过敏", "妈妈对什么过敏？", "妈妈对花生过敏"),
        ("不对，妈妈现在是住在成都", "妈妈住在哪？", "不对，妈妈现在是住在成都"),
        ("Ola is vegetarian", "Is Ola vegetarian?", "Ola is vegetarian"),
    ],
)
def test_a_fact_in_a_correction_works_at_once(archive: Archive, note: str, question: str, quote: str) -> None:
    given = told(archive, note)
    assert given.facts and all(fact.is_current for fact in given.facts)
    answer = archive.ask(question, now=NOW)
    first = answer.citations[0]
    assert (first.quote, first.message.sender.owner) == (quote, True)
    assert first.message.id == -given.id
    assert archive.doctor() == []


def test_he_is_who_was_asked_about(archive: Archive) -> None:
    answer = archive.ask("Where does Tom live?", now=NOW)
    (fact,) = archive.feedback(answer, "wrong", note="He lives in Wels now", now=NOW).facts
    assert (fact.subject.name, fact.value, fact.evidence[0].quote) == ("Tom", "Wels", "He lives in Wels now")


@pytest.mark.parametrize(
    ("note", "told_of"),
    [
        ("Ola isn't vegetarian", ("Ola", "vegetarian")),
        ("Tom no longer lives in Graz", ("Tom", "Graz")),
        ("妈妈不住在成都了", ("妈妈", "成都")),
        ("妈妈对花生不过敏", ("妈妈", "花生")),
    ],
)
def test_a_denial_is_a_fact_too(archive: Archive, note: str, told_of: tuple[str, str]) -> None:
    (fact,) = told(archive, note).facts
    assert (fact.subject.name, fact.value) == told_of
    assert fact.negated


def test_what_is_denied_is_over(archive: Archive) -> None:
    archive.learn()
    assert [one.value for one in archive.memory.at(NOW).about("Tom").facts if one.relation == "home"] == [
        "Graz"
    ]
    told(archive, "Tom doesn't live in Graz any more")
    assert [
        one.value
        for one in archive.memory.at(NOW).about("Tom").facts
        if one.relation == "home" and not one.negated
    ] == []


def test_the_person_s_own_later_word_counts_more_than_a_correction(archive: Archive) -> None:
    told(archive, "Tom lives in Wels now")
    archive.add(
        messages=[
            {**LIFE[5], "id": "later", "when": "2031-05-21T10:00:00+02:00", "text": "I live in Passau now"}
        ]
    )
    archive.learn()
    page = archive.memory.at("2031-05-22T09:00:00+02:00").about("Tom")
    assert [one.value for one in page.facts if one.relation == "home"] == ["Passau"]


@pytest.mark.parametrize(
    "note", ["Tommy is Tom", "Tommy就是Tom", "“Tommy” is short for Tom", "Tom is also called Tommy"]
)
def test_another_name_in_a_correction_works_at_once(archive: Archive, note: str) -> None:
    assert told(archive, note).aliases == (("Tommy", "Tom"),)
    assert "Linz" in archive.ask("Where does Tommy live?", now=NOW).text


def test_two_who_are_one_are_joined_and_parted_again(archive: Archive) -> None:
    given = told(archive, "Promo4You is Kai")
    assert given.merged
    assert archive.people.resolve("Promo4You").only() == archive.people.resolve("Kai").only()
    archive.feedbacks.forget(given.id)
    assert archive.people.resolve("Promo4You").only() != archive.people.resolve("Kai").only()


@pytest.mark.parametrize(
    "note",
    [
        "Tom is Austrian",
        "Tom is a teacher",
        "妈妈就是不喜欢香菜",
        "It was Dad's birthday",
        "Tom is tired",
        "小雨是老师",
        "That is wrong",
    ],
)
def test_what_is_no_name_makes_none(archive: Archive, note: str) -> None:
    assert told(archive, note).aliases == ()


def test_names_are_told_in_many_ways() -> None:
    assert called("老王就是王建国") == ("老王", "王建国", True)
    assert called("不对，阿泽指的是陈泽。") == ("阿泽", "陈泽", True)
    assert called("No, Bea is Beatrice Novak.") == ("Bea", "Beatrice Novak", False)
    assert called("Bea lives in Graz") is None


def test_what_was_learned_goes_with_the_feedback(archive: Archive) -> None:
    fact, name = told(archive, "Lena lives in Samarkand now"), told(archive, "Tommy is Tom")
    archive.ask("Where does Lena live?", now=NOW)  # cites it
    assert archive.feedbacks.forget(fact.id) == 1
    assert archive.feedbacks.forget() == 1
    assert name.aliases and archive.people.resolve("Tom").only().aliases == ()
    assert "Samarkand" not in archive.ask("Where does Lena live?", now=NOW).text
    assert list(archive.dialogues.search("Samarkand")) == []
    assert traces(archive.home, ["Samarkand"]) == {}
    assert archive.doctor() == []


def test_what_was_learned_goes_with_the_messages_of_the_answer(archive: Archive) -> None:
    given = told(archive, "the gate code is 9911 since today")
    assert given.evidence
    archive.forget(message=given.evidence[0])
    assert list(archive.feedbacks) == []
    assert traces(archive.home, ["9911"]) == {}


def test_a_note_is_no_message(archive: Archive) -> None:
    messages = archive.status()["messages"]
    told(archive, "Tom lives in Wels now")
    archive.learn()
    assert archive.status()["messages"] == messages
    assert all(hit.message.id > 0 for hit in archive.search("Where does Tom live? Wels", now=NOW))
    assert archive.export(archive.home.parent / "all.jsonl") == messages
    assert "Wels" not in (archive.home.parent / "all.jsonl").read_text(encoding="utf-8")


def test_memory_is_told_outright(archive: Archive) -> None:
    memory = archive.memory.at(NOW)
    (fact,) = memory.tell("Kai works at Siemens")
    assert (fact.value, fact.subject.name, fact.maker) == ("Siemens", "Kai", "owner")
    assert memory.tell("what a day") == []
    (given,) = archive.feedbacks
    assert (given.verdict, given.note, given.turn) == ("told", "Kai works at Siemens", None)


def test_an_opened_citation_is_noted_once(archive: Archive) -> None:
    answer = archive.ask("What is the gate code?", now=NOW)
    assert answer.turn is not None
    for _ in range(2):
        archive.feedbacks.opened(answer.turn, answer.citations[0].message.id)
    (given,) = archive.feedbacks
    assert (given.verdict, given.message) == ("opened", answer.citations[0].message.id)


def test_who_the_owner_is_must_be_known_to_take_their_word(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "nobody") as archive:
        archive.add(messages=[{**one, "owner": False} for one in LIFE if one["sender"] != "me"])
        given = told(archive, "Tom lives in Wels now")
        assert (given.facts, given.note) == ((), "Tom lives in Wels now")
        with pytest.raises(OwnerUnknown):
            archive.memory.tell("Tom lives in Wels now")
