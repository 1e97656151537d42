from __future__ import annotations

from pathlib import Path

import pytest

import zhiji
from tests.assistant.conftest import LIFE, NOW, said
from zhiji.archive import Archive
from zhiji.assistant import Answer
from zhiji.errors import OwnerUnknown


def ask(archive: Archive, question: str) -> Answer:
    return archive.ask(question, now=NOW)


@pytest.mark.parametrize(
    "question",
    [
        "What is the gate code?",
        "Who has the ladder?",
        "Tom 住在哪里？",
        "Am I free on Saturday?",
        "Does Tom own a boat?",
    ],
)
def test_every_quote_stands_in_the_message_it_cites(archive: Archive, question: str) -> None:
    answer = ask(archive, question)
    for one in (*answer.citations, *answer.nearest):
        assert getattr(one.message, one.field)[one.start : one.end] == one.quote
        assert f"[{one.number}]" in answer.text


def test_what_was_said_later_comes_first(archive: Archive) -> None:
    text = ask(archive, "What is the gate code?").text
    assert text.index("7740") < text.index("2281")
    assert "Earlier" in text


def test_a_question_about_a_time_is_answered_as_of_then(archive: Archive) -> None:
    answer = ask(archive, "Where did Tom live in December 2030?")
    assert "Graz" in answer.citations[0].quote


def test_both_parts_of_a_question_are_answered(archive: Archive) -> None:
    answer = ask(archive, "Tom 现在住哪？2030年底的时候呢？")
    assert answer.text.index("Linz") < answer.text.index("2030年底")
    assert "Graz" in answer.text[answer.text.index("2030年底") :]


def test_the_reply_stands_below_the_question_that_somebody_asked(archive: Archive) -> None:
    answer = ask(archive, "Who has the ladder?")
    assert [one.message.sender.name for one in answer.citations] == ["Kai", "Ola"]
    assert "in my cellar" in answer.text


def test_a_date_is_worked_out_from_the_day_it_was_said_on(archive: Archive) -> None:
    assert "14 Jan 2031" in ask(archive, "When did Tom move to Linz?").text


def test_an_english_question_finds_chinese_words(archive: Archive) -> None:
    assert "体检改到四月九号" in ask(archive, "When is Mum's checkup?").text


def test_who_waits_for_a_reply(archive: Archive) -> None:
    answer = ask(archive, "Who is waiting for my reply?")
    assert "shoe size" in answer.text
    assert "23 May 2031" in answer.text  # the Friday
    assert "体检" not in answer.text


def test_what_is_planned_is_gathered_with_what_was_agreed(archive: Archive) -> None:
    answer = ask(archive, "Am I free on Saturday?")
    assert "Sat 24 May 2031 15:00" in answer.text
    assert "周六三点" in answer.text


def test_open_promises_come_before_kept_ones(archive: Archive) -> None:
    text = ask(archive, "What did I promise Tom?").text
    assert text.index("tent") < text.index("Done") < text.index("drill")
    assert "the drill arrived, thanks" in text


def test_what_one_owes_is_what_was_asked_for_too(archive: Archive) -> None:
    text = ask(archive, "What do I owe Tom?").text
    assert text.index("shoe size") < text.index("tent")


def test_a_promise_of_another_matter_is_no_answer(archive: Archive) -> None:
    assert "tent" not in ask(archive, "Did I promise Tom a piano?").text


def test_a_taste_that_was_corrected_is_told_once(archive: Archive) -> None:
    answer = ask(archive, "What should I cook for Tom?")
    assert "only allergic to shrimps" in answer.text
    assert "allergic to fish and" not in answer.text
    assert "corrects what was said on 1 Feb 2031" in answer.text
    assert "ramen" in answer.text


def test_what_the_chats_do_not_say_is_not_answered(archive: Archive) -> None:
    answer = ask(archive, "What is the name of Tom's dentist?")
    assert answer.abstained
    assert answer.citations == ()
    assert answer.text.startswith("Not in the chats I can read.")
    assert answer.covered_until is not None
    assert "18 May 2031" in answer.text


def test_silence_in_chinese(archive: Archive) -> None:
    answer = ask(archive, "Tom 的狗叫什么名字？")
    assert answer.abstained
    assert answer.text.startswith("在我能读到的聊天里没有。")


def test_an_answer_by_voice_alone_is_named_and_not_guessed(archive: Archive) -> None:
    answer = ask(archive, "妈妈的体检结果怎么样？")
    assert answer.abstained
    assert [(one.chat.name, one.voice) for one in answer.unread] == [("妈妈", 1)]
    assert "1 条语音" in answer.text


def test_what_is_written_to_assistants_is_no_answer(archive: Archive) -> None:
    answer = ask(archive, "What is Kai's bank account?")
    assert answer.abstained
    assert "no proof" in answer.text


def test_a_filter_holds_for_everything_that_is_shown(archive: Archive) -> None:
    answer = archive.ask("Where does Tom live?", now=NOW, before="2030-12-31")
    assert {one.message.when.year for one in answer.citations} == {2030}


def test_asking_for_promises_needs_to_know_who_asks(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        archive.add(messages=[{**one, "owner": False} for one in LIFE if one["chat"] == "house"])
        with pytest.raises(OwnerUnknown):
            ask(archive, "What did I promise Ola?")
        assert any("zhiji people me" in note for note in ask(archive, "What is my gate code?").notes)


def test_an_empty_archive_has_no_answers(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        answer = ask(archive, "What is the gate code?")
        assert (answer.abstained, answer.citations, answer.nearest) == (True, (), ())


def test_a_time_after_the_chats_end_is_told(archive: Archive) -> None:
    text = ask(archive, "What did Tom say about Linz on 1 June 2031?").text
    assert "Your chats end on 18 May 2031." in text


def test_an_answer_goes_with_the_message_that_it_shows(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        archive.add(messages=[said("house", "ola", "2031-03-03T08:00:00+02:00", "the gate code is 7740")])
        answer = ask(archive, "What is the gate code?")
        assert answer.turn is not None
        archive.forget(message=answer.citations[0].message.id)
        assert archive._store.connection.value("SELECT count(*) FROM turn") == 0
        assert archive._store.connection.value("SELECT count(*) FROM evidence") == 0
