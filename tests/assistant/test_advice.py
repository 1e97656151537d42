"""Advice, plans, who waits, promises, debts and decisions, asked for in many words, on a small made-up life."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assistant.asks import route_of
from tests.assistant.lives import kept, teller
from zhiji.archive import Archive
from zhiji.assistant import Answer
from zhiji.assistant.routes import Route
from zhiji.language import fold
from zhiji.language.cantonese import in_mandarin

NOW = "2032-09-15T09:00:00+02:00"  # a Wednesday
CHATS = {"kofi": "Kofi", "mum": "妈妈", "dad": "爸爸", "choir": "Chorprobe", "bo": "阿波"}
NAMES = {"me": "Iris", "kofi": "Kofi", "mum": "妈妈", "dad": "爸爸", "tilda": "Tilda", "bo": "阿波"}
said = teller(NAMES, CHATS, {"choir": "group"})

LIFE = [
    said("kofi", "kofi", "2032-06-01T10:00", "no oysters for me any more, the doctor was strict"),
    said("kofi", "kofi", "2032-07-01T10:00", "the okra stew at Nima is so good, I'd go every week"),
    said("kofi", "kofi", "2032-08-01T10:00", "I could use a new head for my drum, mine is torn"),
    said("kofi", "me", "2032-09-10T10:00", "Pepper only gets kidney food now, no tuna any more"),
    said("kofi", "me", "2032-09-14T20:00", "did you find my blue scarf?"),
    said("mum", "mum", "2032-05-02T09:00", "花收到了，下次别买百合，我鼻子过敏"),
    said("mum", "mum", "2032-06-02T09:00", "琪琪下个月去你那儿住几天"),
    said("mum", "me", "2032-06-02T09:05", "没问题，到了我去车站接她"),
    said("mum", "mum", "2032-06-20T09:00", "琪琪现在吃素了，鸡蛋可以"),
    said("mum", "me", "2032-07-20T09:00", "我想换工作，先别跟爸说"),
    said("mum", "mum", "2032-09-13T09:00", "你几号放假？"),
    said("dad", "me", "2032-08-11T09:00", "老花镜我下周给你寄"),
    said("dad", "dad", "2032-08-12T09:00", "我答应你，每天走一万步"),
    said("bo", "bo", "2032-03-01T09:00", "可唔可以借五百蚊住？"),
    said("bo", "me", "2032-03-01T09:10", "得，過咗俾你"),
    said("bo", "bo", "2032-05-01T09:00", "還咗兩百先"),
    said("bo", "me", "2032-05-01T09:10", "收到200，仲爭300"),
    said("choir", "tilda", "2032-08-20T19:00", "which hall for the concert, the old mill or the chapel?"),
    said("choir", "tilda", "2032-08-21T19:00", "decision: the chapel, unless it rains"),
    said("choir", "tilda", "2032-08-30T19:00", "the summer fair is on Saturday 18 September, who can bake? no nuts"),
    said("choir", "me", "2032-08-30T19:10", "I'll bring two plum cakes"),
]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(tmp_path_factory.mktemp("advice"), LIFE)


def ask(archive: Archive, question: str) -> Answer:
    return archive.ask(question, now=NOW)


# Which way


@pytest.mark.parametrize(
    ("route", "question"),
    [
        (Route.WAITING, "any loose ends, people I left hanging?"),
        (Route.WAITING, "who's still waiting to hear from me"),
        (Route.WAITING, "Which messages do I still need to answer?"),
        (Route.WAITING, "who haven't I replied to"),
        (Route.WAITING, "仲有邊個等緊我覆"),
        (Route.WAITING, "有人催我吗"),
        (Route.CHOICE, "cooking for Kofi tonight, dos n donts?"),
        (Route.CHOICE, "Seeing Kofi tomorrow. Give me something to talk about"),
        (Route.CHOICE, "Flowers for Mum: which ones not?"),
        (Route.CHOICE, "what pressie for Kofi"),
        (Route.CHOICE, "What topic should I steer clear of with Dad?"),
        (Route.CHOICE, "回家要给我妈捎啥"),
        (Route.CHOICE, "下次見面可以聊些什麼"),
        (Route.CHOICE, "给我妈送礼有没有雷区"),
        (Route.CHOICE, "咩嘢唔可以送俾媽咪"),
        (Route.PROMISES, "what did I say I'd do for Mum"),
        (Route.PROMISES, "我应承咗阿妈乜嘢"),
    ],
)
def test_a_family_of_words_leads_the_same_way(route: Route, question: str) -> None:
    assert route_of(question, "Kofi", "Mum", "Dad", "我妈", "阿妈", "媽咪") is route


@pytest.mark.parametrize(
    "question",
    [
        "他是做什么工作的",
        "How much did the present cost?",
        "When did Kofi give me the present?",
        "谁送了礼物？",
    ],
)
def test_what_only_has_a_word_of_advice_is_looked_up(question: str) -> None:
    assert route_of(question, "Kofi") is not Route.CHOICE


@given(st.text(alphabet="我们今晚吃什么abc ?，", max_size=30))
def test_what_is_no_cantonese_is_only_folded(text: str) -> None:
    assert in_mandarin(text) == fold(text)


# Advice


def test_what_others_say_of_a_guest_counts_and_the_owners_tastes_do_not(archive: Archive) -> None:
    text = ask(archive, "琪琪来住，我做饭要注意什么？").text
    assert "琪琪现在吃素了" in text
    assert "oysters" not in text


def test_what_an_animal_may_eat_is_told_from_what_is_said_of_it(archive: Archive) -> None:
    assert "kidney food" in ask(archive, "feeding Pepper, what can she have").text


def test_what_not_to_give_is_found_in_what_they_said_of_gifts(archive: Archive) -> None:
    assert "别买百合" in ask(archive, "Flowers for Mum: which ones not?").text


def test_what_to_keep_from_somebody_is_told_though_they_never_wrote_it(archive: Archive) -> None:
    assert "先别跟爸说" in ask(archive, "What topic should I steer clear of with Dad?").text


def test_what_to_bring_to_an_occasion_is_what_was_said_of_it(archive: Archive) -> None:
    text = ask(archive, "What do I have to bring to the summer fair?").text
    assert "plum cakes" in text
    assert "no nuts" in text


def test_a_day_named_in_advice_needs_no_messages_of_that_day(archive: Archive) -> None:
    answer = ask(archive, "Seeing Kofi on Sunday. Give me something to talk about")
    assert not answer.abstained
    assert "okra stew" in answer.text


# Plans, waiting


@pytest.mark.parametrize(
    "question", ["is sat 18 sept ok or is there smth", "18号那天我是不是有什么活动", "18號得唔得閒"]
)
def test_a_day_that_is_taken_is_told_however_it_is_asked(archive: Archive, question: str) -> None:
    assert "summer fair" in ask(archive, question).text


def test_who_owes_the_owner_an_answer_is_told(archive: Archive) -> None:
    text = ask(archive, "谁还没回我").text
    assert "blue scarf" in text
    assert "几号放假" not in text


# Promises, debts, decisions


def test_parents_are_two_people(archive: Archive) -> None:
    text = ask(archive, "我答应了爸妈什么？").text
    assert "老花镜" in text
    assert "去车站接她" in text
    assert "一万步" not in text


def test_a_promise_is_of_the_matter_that_it_answers(archive: Archive) -> None:
    text = ask(archive, "琪琪的事我答应了妈妈什么？").text
    assert "去车站接她" in text
    assert "老花镜" not in text


def test_the_rest_of_a_loan_is_what_was_said_last(archive: Archive) -> None:
    text = ask(archive, "How much does 阿波 still owe me?").text
    assert "仲爭300" in text
    assert text.index("仲爭300") < text.index("借五百")


@pytest.mark.parametrize(
    "question", ["what did we agree on for the concert hall?", "音乐会的场地最后定的哪儿"]
)
def test_a_decision_is_quoted_though_it_does_not_name_its_matter(archive: Archive, question: str) -> None:
    assert "decision: the chapel" in ask(archive, question).text
