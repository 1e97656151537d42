"""Dialogues: they go on, are kept, found and forgotten, and nobody learns from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import zhiji
from tests.assistant.conftest import LIFE, NOW
from tests.store.homes import traces
from zhiji.archive import Archive
from zhiji.errors import BadQuery


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with zhiji.open(tmp_path / "home") as archive:
        archive.add(messages=LIFE)
        yield archive


def test_a_question_goes_on_from_the_one_before(archive: Archive) -> None:
    talk = archive.dialogue()
    heard: list[str] = []
    assert talk.ask("Where did Tom live in 2031?", now=NOW, heard=heard.append).understood == ""
    answer = talk.ask("and the year before?", now=NOW, heard=heard.append)
    assert answer.understood == "Where did Tom live in 2030?"
    assert heard == [answer.understood]
    assert "Graz" in answer.citations[0].quote
    kept = talk.turns
    assert [one.question for one in kept] == ["Where did Tom live in 2031?", "and the year before?"]
    assert kept[1].understood == answer.understood
    assert kept[1].answer == answer.text


def test_when_was_that_is_no_question_to_go_on_from(archive: Archive) -> None:
    talk = archive.dialogue()
    talk.ask("Who has the ladder?", now=NOW)
    assert "2 Apr 2031" in talk.ask("when was that?", now=NOW).text
    assert talk.ask("And the tent?", now=NOW).understood == "Who has the tent?"


def test_more_shows_nothing_twice(archive: Archive) -> None:
    talk = archive.dialogue()
    first = talk.ask("What is the gate code?", now=NOW)
    more = talk.ask("more", now=NOW)
    seen = {one.message.id for one in first.citations}
    assert seen and not seen & {one.message.id for one in (*more.citations, *more.nearest)}
    assert more.abstained
    assert more.notes == ("That was all that was found.",)


def test_the_answer_comes_in_the_language_that_is_asked_for(archive: Archive) -> None:
    talk = archive.dialogue()
    talk.ask("Where does Tom live?", now=NOW)
    assert "之前：" in talk.ask("in Chinese, please", now=NOW).text
    assert "Earlier: " in talk.ask("in English?", now=NOW).text


def test_a_dialogue_is_gone_on_with_another_day(archive: Archive) -> None:
    talk = archive.dialogue()
    talk.ask("Where does Tom live?", now=NOW)
    assert talk.number is not None
    again = archive.dialogue(archive.dialogues.latest())
    assert again.ask("And Ola?", now=NOW).understood == "Where does Ola live?"
    (listed,) = archive.dialogues
    assert (listed.id, listed.turns, listed.title) == (talk.number, 2, "Where does Tom live?")
    last = again.last()
    assert last is not None and last.question == "And Ola?"
    with pytest.raises(BadQuery, match="no dialogue 99"):
        archive.dialogue(99)


def test_what_was_asked_is_found_by_its_words(archive: Archive) -> None:
    talk = archive.dialogue()
    talk.ask("Where does Tom live?", now=NOW)
    talk.ask("门禁密码是多少？", now=NOW)
    archive.ask("Who has the ladder?", now=NOW)
    assert [one.question for one in archive.dialogues.search("TOM boxes")] == ["Where does Tom live?"]
    assert [one.question for one in archive.dialogues.search("门禁")] == ["门禁密码是多少？"]
    assert [one.dialogue for one in archive.dialogues.search("ladder")] == [None]
    assert archive.dialogues.search("nobody said this") == archive.dialogues.search("") == []


def test_nobody_learns_from_a_dialogue_as_if_people_had_said_it(archive: Archive) -> None:
    before = (archive.status(), [hit.message.id for hit in archive.search("peanuts allergic Tom", now=NOW)])
    talk = archive.dialogue()
    for said in (
        "I'm allergic to peanuts",
        "Tom lives in Rome now, doesn't he?",
        "我住在罗马",
        "I'll bring the boat on Friday",
    ):
        talk.ask(said, now=NOW)
    archive.learn()
    told = [fact.value for fact in archive.memory.facts()]
    assert not any(word in " ".join(told) for word in ("peanuts", "Rome", "罗马", "boat"))
    assert archive.search("罗马", now=NOW).__len__() == 0
    after = archive.status()
    assert (after["messages"], [hit.message.id for hit in archive.search("peanuts allergic Tom", now=NOW)]) == (
        before[0]["messages"], before[1],
    )  # fmt: skip
    answer = archive.ask("Where does Tom live?", now=NOW)
    assert "Rome" not in answer.text


def test_a_forgotten_dialogue_leaves_nothing(archive: Archive) -> None:
    talk = archive.dialogue()
    answer = talk.ask("Does Ola keep the zeppelin in the cellar?", now=NOW)
    archive.feedback(answer, "wrong", note="she sold that zeppelin")
    talk.ask("And Kai?", now=NOW)
    assert traces(archive.home, ["zeppelin"])
    assert talk.forget_last()
    assert [one.question for one in talk.turns] == ["Does Ola keep the zeppelin in the cellar?"]
    assert talk.number is not None
    assert archive.dialogues.forget(talk.number) == 1
    assert list(archive.dialogues) == []
    assert list(archive.feedbacks) == []
    assert traces(archive.home, ["zeppelin"]) == {}
    assert archive.doctor() == []


def _message(archive: Archive, text: str) -> int:
    return next(hit.message.id for hit in archive.search(text, now=NOW) if hit.message.text == text)


def test_what_goes_on_from_an_answer_goes_with_its_messages(archive: Archive) -> None:
    talk = archive.dialogue()
    talk.ask("Who has the ladder?", now=NOW)
    since = talk.ask("Since when does she have it?", now=NOW)
    assert "Ola" in since.understood  # known from the answer before alone
    talk.ask("What is the gate code?", now=NOW)
    archive.forget(message=_message(archive, "it's in my cellar, behind the bikes"))
    assert [one.question for one in talk.turns] == ["What is the gate code?"]
    assert archive.doctor() == []


def test_a_forgotten_person_is_in_no_question(archive: Archive) -> None:
    talk = archive.dialogue()
    talk.ask("Did Kai ever go to Samarkand?", now=NOW)
    talk.ask("What is the gate code?", now=NOW)
    archive.feedback(talk.ask("Who has the tent?", now=NOW), "wrong", note="Kai has it")
    archive.forget(person="Kai")
    assert [one.question for one in talk.turns] == ["What is the gate code?", "Who has the tent?"]
    assert list(archive.feedbacks) == []
    assert traces(archive.home, ["Samarkand", "Kai has it"]) == {}


def test_a_forgotten_chat_is_in_no_question(archive: Archive) -> None:
    talk = archive.dialogue()
    talk.ask("Was there a flood in Hausgruppe 12?", now=NOW)
    archive.forget(chat="Hausgruppe 12")
    assert talk.turns == []
    assert traces(archive.home, ["flood in Hausgruppe"]) == {}


def test_a_question_that_holds_the_very_words_goes_with_them(archive: Archive) -> None:
    text = "careful, I'm allergic to fish and to shrimps"
    talk = archive.dialogue()
    talk.ask(f"Who wrote “{text}” to me, and was it on a Sunday?", now=NOW)
    turn = talk.turns[-1]
    with archive._store.connection.transaction() as db:  # as if the answer had rested on nothing
        db.execute("DELETE FROM derived_from WHERE kind = 'turn' AND row = ?", (turn.id,))
        db.execute("DELETE FROM citation WHERE turn = ?", (turn.id,))
        db.execute("UPDATE turn SET answer = 'no' WHERE id = ?", (turn.id,))
    archive.forget(message=_message(archive, text))
    assert talk.turns == []
