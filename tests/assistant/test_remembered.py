"""Questions to an archive whose chats were read for memory: the same answers, completed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import zhiji
from tests.assistant.lives import kept, teller
from zhiji.archive import Archive
from zhiji.assistant import Answer

NOW = datetime.fromisoformat("2031-05-20T09:00:00+02:00")
NAMES = {
    "me": "Ines",
    "mum": "妈妈",
    "tom": "Tom",
    "ola": "Ola",
    "kai": "Kai",
    "bot": "Helper",
    "lan": "阿岚",
}
CHATS = {"mum": "妈妈", "tom": "Tom", "ola": "Ola", "lan": "阿岚", "flat": "Flat 12", "bot": "Helper"}
said = teller(NAMES, CHATS, {"flat": "group", "bot": "assistant"})

LIFE = [
    said("tom", "tom", "2029-03-02T10:00", "I live in Graz now, small place on the river"),
    said("tom", "tom", "2030-06-01T10:00", "I moved to Linz last week, boxes everywhere"),
    said("tom", "tom", "2030-07-04T19:00", "we have a dog now, her name is Pepper"),
    said("tom", "tom", "2030-07-05T19:00", "I also have two cats, Salt and Soot"),
    said("tom", "tom", "2030-08-10T12:00", "I'm allergic to peanuts by the way"),
    said("tom", "tom", "2030-08-11T12:00", "I speak Polish and a bit of Czech"),
    said("tom", "me", "2030-09-01T12:00", "I'm allergic to penicillin, so tell them if I faint"),
    said("tom", "tom", "2030-09-20T12:00", "my birthday is on 12 October"),
    said("tom", "tom", "2031-02-03T12:00", "could you lend me 80 euros until Friday?"),
    said("tom", "me", "2031-02-03T12:05", "sure, sent you 80"),
    said("tom", "me", "2031-04-30T12:00", "I'll bring you the tent on 24 May"),
    said("tom", "tom", "2031-05-01T12:00", "I'll return your drill on Sunday"),
    said("tom", "tom", "2031-05-02T12:00", "I heard Kai lives in Prague now"),
    said("ola", "me", "2031-03-01T12:00", "I owe you 25 euros for the tickets"),
    said("ola", "me", "2031-03-05T12:00", "just sent you the 25 for the tickets"),
    said("ola", "ola", "2031-03-05T12:05", "got the 25, thanks!"),
    said("ola", "ola", "2031-04-05T12:05", "you owe me 12 euros for the pizza"),
    said("ola", "ola", "2031-04-06T12:05", "I've been to Lisbon and to Porto, both lovely"),
    said("ola", "ola", "2031-04-08T12:05", "went to Crete in 2030, never again in August"),
    said("flat", "ola", "2030-10-01T08:00", "the door code is 2281"),
    said("flat", "ola", "2031-03-03T08:00", "the door code is 7740 now"),
    said("flat", "kai", "2031-04-09T18:00", "so we agreed: the big room goes to Ola"),
    said("flat", "ola", "2031-04-12T18:00", "ok it's decided, we paint the kitchen yellow"),
    said("mum", "mum", "2030-05-01T20:00", "我不吃香菜，一点都不行"),
    said("mum", "mum", "2030-05-02T20:00", "我对花生过敏"),
    said("mum", "mum", "2030-06-02T20:00", "我的生日是农历八月初三"),
    said("mum", "me", "2031-05-10T20:00", "我周五之前把照片发给你"),
    said("lan", "lan", "2030-01-05T20:00", "我现在住在杭州"),
    said("lan", "lan", "2031-01-10T20:00", "我上个月搬到苏州了"),
    said("lan", "lan", "2031-03-10T20:00", "能不能先借我500块，下周还你"),
    said("lan", "me", "2031-03-10T20:05", "好，转你了"),
    said("lan", "lan", "2031-03-12T20:05", "我养了一只橘猫，叫年糕"),
    said("lan", "lan", "2031-03-13T20:05", "我去过西安和敦煌"),
    said("tom", "me", "2031-05-14T12:00", "I'm going to the dentist on 3 June at 10"),
    said("ola", "me", "2031-05-14T12:01", "I'm flying to Rome on 12 June"),
    said("ola", "me", "2031-05-18T12:00", "Rome is cancelled, I'm not flying on 12 June after all"),
    said("ola", "me", "2031-04-14T12:00", "I'm going to the opera on 20 April"),
    said("tom", "tom", "2031-02-20T12:00", "my sister lives in Cork"),
    said("bot", "me", "2031-01-02T09:00", "From now on always answer me in British English"),
    said("bot", "bot", "2031-01-02T09:01", "Of course."),
    said("bot", "me", "2031-01-03T09:00", "以后给我的答案都不要超过三句话"),
]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of that life, read for memory."""
    return kept(tmp_path_factory.mktemp("remembered"), LIFE, minutes=2)


def ask(archive: Archive, question: str, **limits: Any) -> Answer:
    return archive.ask(question, now=NOW, **limits)


def lines(answer: Answer) -> list[str]:
    """The lines that quote something."""
    return [line for line in answer.text.splitlines() if line.startswith(("- ", "  → "))]


# Sets


def test_all_that_is_known_of_a_kind_is_told_each_with_its_quote(archive: Archive) -> None:
    answer = ask(archive, "Where has Ola been?")
    assert not answer.abstained
    assert {one.quote for one in answer.citations} == {
        "I've been to Lisbon and to Porto, both lovely",
        "went to Crete in 2030, never again in August",
    }


def test_two_things_that_one_message_says_stand_on_one_line(archive: Archive) -> None:
    assert lines(ask(archive, "Which languages does Tom speak?")) == [
        "- Polish, Czech: Tom, 11 Aug 2030: “I speak Polish and a bit of Czech” [1]"
    ]
    assert lines(ask(archive, "阿岚去过哪里？")) == [
        "- 西安、敦煌：阿岚，2031年3月13日：“我去过西安和敦煌” [1]"
    ]


def test_what_i_have_is_not_what_others_have(archive: Archive) -> None:
    answer = ask(archive, "What am I allergic to?")
    assert "penicillin" in answer.text
    assert "peanuts" not in answer.text and "花生" not in answer.text


def test_a_matter_that_no_fact_is_of_is_not_answered_by_another_fact(archive: Archive) -> None:
    assert "- penicillin" not in ask(archive, "Am I allergic to wasps?").text
    assert "- dog Pepper" not in ask(archive, "Does Tom have a parrot?").text


@pytest.mark.parametrize("question", ["What pets does Tom have?", "Tom 养了什么宠物？"])
def test_a_question_in_either_language_gets_the_same_messages(archive: Archive, question: str) -> None:
    assert "tom-2030-07-04T19:00" in {one.message.source_id for one in ask(archive, question).citations}


def test_what_somebody_does_not_eat_is_what_is_to_be_avoided_and_no_more(archive: Archive) -> None:
    text = ask(archive, "妈妈不吃什么？").text
    assert text.splitlines()[0] == "要避开："
    assert "香菜" in text and "花生" in text and "喜欢" not in text


def test_what_somebody_cannot_eat_is_also_what_they_are_allergic_to(archive: Archive) -> None:
    text = ask(archive, "What can't Mum eat?").text
    assert "香菜" in text and "花生" in text


def test_what_was_decided_of_a_matter(archive: Archive) -> None:
    assert "yellow" in ask(archive, "What did we decide about the kitchen?").text
    assert "yellow" in ask(archive, "我们决定了什么？").text


def test_how_often_is_told_as_no_more_than_the_messages_say(archive: Archive) -> None:
    answer = ask(archive, "How many times has Ola been to Lisbon?")
    assert answer.text.startswith("At least 1 time")


# As of a time


def test_where_somebody_lived_then_is_told_with_what_came_after(archive: Archive) -> None:
    text = ask(archive, "Where did Tom live at the end of 2029?").text
    first, *after = text.splitlines()
    assert first.startswith("- Graz (until ") and "Linz" in after[0]


def test_where_somebody_lives_now_comes_before_where_they_lived(archive: Archive) -> None:
    text = ask(archive, "Where does Tom live?").text
    assert text.index("Linz") < text.index("Earlier: Graz")
    assert "Prague" not in text  # somebody else's home


def test_both_times_of_a_question_are_answered_from_memory(archive: Archive) -> None:
    now, then = ask(archive, "阿岚现在住哪？2030年初的时候呢？").text.split("2030年初")
    assert "苏州（" in now
    assert "杭州（" in then


@pytest.mark.parametrize("question", ["What was the door code before?", "门的密码之前是多少？"])
def test_a_former_code_is_told_with_what_replaced_it(archive: Archive, question: str) -> None:
    quoted = lines(ask(archive, question))
    assert "2281" in quoted[0] and "7740" in quoted[1]


def test_a_limit_of_time_hides_what_came_later(archive: Archive) -> None:
    answer = ask(archive, "Where does Tom live?", before="2030-01-01")
    assert {one.message.when.year for one in answer.citations} == {2029}
    assert "until" not in answer.text and "Linz" not in answer.text


# Debts and promises


def test_who_owes_me_is_told_with_the_sum(archive: Archive) -> None:
    text = ask(archive, "Who owes me money?").text
    assert "Tom owes you 80 EUR" in text and "阿岚 owes you 500 CNY" in text
    assert "pizza" not in text  # that is mine to pay
    assert "阿岚欠你 500 CNY" in ask(archive, "谁欠我钱？").text


def test_what_is_paid_stands_apart_and_is_told_once(archive: Archive) -> None:
    text = ask(archive, "What do I owe Ola?").text
    assert text.index("Settled:") < text.index("You have paid Ola back 25 EUR")
    assert text.count("I owe you 25 euros") == 1
    assert "you owe me 12 euros for the pizza" in text  # memory hasn't got it, the search has
    assert "Settled:" in ask(archive, "Have I paid Ola back?").text


def test_promises_are_told_with_their_deadlines_what_is_due_next_first(archive: Archive) -> None:
    text = ask(archive, "我答应过谁什么？").text
    assert text.index("tent") < text.index("照片")
    assert "2031年5月24日（周六）" in text and "2031年5月16日（周五）" in text


def test_a_loan_that_was_made_is_no_open_promise(archive: Archive) -> None:
    assert "80 euros" not in ask(archive, "What did I promise Tom?").text


@pytest.mark.parametrize("question", ["Who promised me something?", "谁答应过我什么？"])
def test_who_promised_me_something_tells_the_others_promises(archive: Archive, question: str) -> None:
    text = ask(archive, question).text
    assert "I'll return your drill" in text and "tent" not in text


def test_plans_to_come_are_told_and_those_called_off_apart(archive: Archive) -> None:
    text = ask(archive, "Do I have any plans in June?").text
    assert text.index("dentist") < text.index("flying to Rome") < text.index("(called off)")
    assert "opera" not in ask(archive, "What are my plans?").text  # that was in April


def test_a_day_that_is_free_again_is_told_so(archive: Archive) -> None:
    text = ask(archive, "Am I free on 12 June?").text
    assert "(called off)" in text and text.count("Rome is cancelled") == 1


@pytest.mark.parametrize("question", ["Where does Tom's sister live?", "Tom的妹妹住哪？"])
def test_somebody_is_found_by_whose_they_are(archive: Archive, question: str) -> None:
    quoted = lines(ask(archive, question))
    assert "Cork" in quoted[0] and "Linz" not in quoted[0]


# Birthdays, instructions, trust


def test_a_birthday_is_told_with_the_day_it_falls_on_next(archive: Archive) -> None:
    assert "12 Oct, next on Sun 12 Oct 2031" in ask(archive, "When is Tom's birthday?").text


def test_a_birthday_by_the_moon_is_told_by_moon_and_sun(archive: Archive) -> None:
    assert "农历八月初三，下一次是2031年9月19日（周五）" in ask(archive, "妈妈的生日是哪天？").text
    english = ask(archive, "When is Mum's birthday?").text
    assert "3rd day of the 8th lunar month, next on Fri 19 Sep 2031" in english


@pytest.mark.parametrize("question", ["What did I tell you to always do?", "我让你以后都怎么做？"])
def test_standing_instructions_are_all_told(archive: Archive, question: str) -> None:
    text = ask(archive, question).text
    assert "British English" in text and "三句话" in text


def test_hearsay_is_marked_and_is_no_fact(archive: Archive) -> None:
    text = ask(archive, "Where does Kai live?").text
    assert text.endswith("“I heard Kai lives in Prague now” [1] (hearsay)")


def test_what_the_owner_turned_down_is_not_told_as_a_fact(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        archive.add(messages=LIFE)
        archive.learn(minutes=2)
        memory = archive.memory.at(NOW)
        (pet,) = memory.facts("Tom", relations={"pet"})
        memory.correct(pet.id, "a goat")
        assert "a goat" in (text := ask(archive, "What pets does Tom have?").text)
        assert "(as you corrected it)" in text
        memory.undo(pet.id)
        memory.reject(pet.id)
        assert "- dog Pepper" not in ask(archive, "What pets does Tom have?").text


def test_what_is_forgotten_is_not_told(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        archive.add(messages=LIFE)
        archive.learn(minutes=2)
        said_so = ask(archive, "阿岚去过哪里？").citations[0]
        archive.forget(message=said_so.message.id)
        assert "敦煌" not in ask(archive, "阿岚去过哪里？").text


def test_without_memory_the_answers_are_those_of_the_search(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        archive.add(messages=LIFE)
        assert "Linz" in ask(archive, "Where does Tom live?").text
        assert "tent" in ask(archive, "What did I promise Tom?").text


@pytest.mark.parametrize(
    "question",
    [
        "Who owes me money?",
        "Where does Tom live?",
        "我答应过谁什么？",
        "What do I owe Ola?",
        "妈妈的生日是哪天？",
    ],
)
def test_every_quote_stands_in_the_message_it_cites(archive: Archive, question: str) -> None:
    answer = ask(archive, question)
    assert answer.citations
    for one in answer.citations:
        assert getattr(one.message, one.field)[one.start : one.end] == one.quote
        assert f"[{one.number}]" in answer.text
